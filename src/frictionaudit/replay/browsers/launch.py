"""How a browser is started: silent towards its maker, so that only the shop is measured."""

from __future__ import annotations

__all__ = ["FIREFOX_PREFERENCES", "QUIET_FLAGS"]

QUIET_FLAGS = (
    # Nothing but the shop may load the line or the processor while it is measured.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    # QUIC leaves the throttled and the blocked path; a shop without UDP would only wait for it.
    "--disable-quic",
)

_QUIET_PREFERENCES: dict[str, str | int | float | bool] = {
    # Firefox calls home at every start of a fresh profile; each key silences one of these calls.
    "app.normandy.enabled": False,
    "app.shield.optoutstudies.enabled": False,
    "app.update.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.discovery.enabled": False,
    "browser.newtabpage.activity-stream.feeds.system.topstories": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "browser.safebrowsing.provider.google4.updateURL": "",
    "browser.safebrowsing.provider.mozilla.updateURL": "",
    "browser.search.update": False,
    "browser.topsites.contile.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.http.http3.enable": False,
    "network.trr.mode": 5,
    "services.settings.poll_interval": 0,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.unified": False,
}

FIREFOX_PREFERENCES: dict[str, str | int | float | bool] = {
    **_QUIET_PREFERENCES,
    # An installed Firefox hands presses to one process of a page only: a frame of another site, say the bank's, would
    # never feel them if it ran in its own. Playwright's own build sets the same.
    "fission.webContentIsolationStrategy": 0,
}
