"""Hosts that only count visitors: what `block: [analytics]` keeps away, so that audits do not spoil a shop's figures.

Measuring and session recording only. Advertising, consent managers and chats stay: customers see what they do.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["KINDS"]

KINDS: Mapping[str, tuple[str, ...]] = {
    "analytics": (
        "*.google-analytics.com", "google-analytics.com", "analytics.google.com", "*.analytics.google.com",
        "stats.g.doubleclick.net", "*.matomo.cloud", "matomo.*", "piwik.*", "*.piwik.pro", "*.hotjar.com",
        "*.hotjar.io", "*.clarity.ms", "*.mouseflow.com", "*.fullstory.com", "*.smartlook.com", "*.smartlook.cloud",
        "*.mixpanel.com", "*.amplitude.com", "*.heap.io", "*.heapanalytics.com", "*.segment.io", "*.segment.com",
        "plausible.io", "*.plausible.io", "*.posthog.com", "*.contentsquare.net", "*.quantummetric.com",
        "*.omtrdc.net", "*.2o7.net", "*.chartbeat.net", "*.chartbeat.com", "mc.yandex.*", "*.statcounter.com",
        "*.etracker.com", "*.etracker.de", "*.econda-monitor.de", "*.usefathom.com", "*.simpleanalyticscdn.com",
        "*.inspectlet.com", "*.luckyorange.com", "*.crazyegg.com", "*.woopra.com", "static.cloudflareinsights.com",
    ),
}  # fmt: skip
"""Globs of hosts by the kind that a journey names."""
