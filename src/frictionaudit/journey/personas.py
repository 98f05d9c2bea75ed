"""Who walks: the built-in personas, and those of a shop's own."""

from __future__ import annotations

from collections.abc import Sequence

from frictionaudit.errors import UsageError
from frictionaudit.journey.config import Config
from frictionaudit.journey.devices import device
from frictionaudit.journey.loading.near import did_you_mean
from frictionaudit.journey.model import BrowserName, InputDevice, NetworkProfile, Persona
from frictionaudit.tongues import translatable

__all__ = ["BUILT_IN", "NETWORKS", "persona_names", "resolve_personas", "user_agent_for", "with_device"]

# Throttling where the browser delays each request (CDP), not each packet. Lighthouse 13, core/config/constants.js and
# docs/throttling.md: mobileSlow4G is a round trip of 150 ms x 3.75, 1.6 Mbit/s down and 750 kbit/s up x 0.9, about the
# slowest quarter of 4G. Chrome DevTools, NetworkManager.ts: "Fast 4G" is 60 ms x 2.75, 9 and 1.5 Mbit/s x 0.9.
SLOW_4G = NetworkProfile(name="slow-4g", latency_ms=150 * 3.75, download_kbps=1.6 * 1024 * 0.9, upload_kbps=750 * 0.9)
FAST_4G = NetworkProfile(name="4g", latency_ms=60 * 2.75, download_kbps=9000 * 0.9, upload_kbps=1500 * 0.9)
NETWORKS = {profile.name: profile for profile in (FAST_4G, SLOW_4G)}

LIGHTHOUSE_CPU_SLOWDOWN = 4.0
"""Lighthouse 13, docs/throttling.md: a mid-tier phone, seen from a fast desktop."""

MID_RANGE_CPU_SLOWDOWN = 2.0
"""Assumption: audits run on build machines, about half as fast as the desktop that Lighthouse reckons with."""

# Traffic shares are assumptions until a shop writes its own under `traffic:`: phones a little ahead of desktops, as in
# public counts of web traffic; a need is a share of all customers, not a channel of its own, and is kept small.
PHONE_SHARE, SLOW_PHONE_SHARE = 0.40, 0.15
CAREFUL_SHARE, QUICK_SHARE = 0.25, 0.15
KEYBOARD_SHARE = 0.05

CAREFUL_PATIENCE_S, QUICK_PATIENCE_S, PHONE_PATIENCE_S, SLOW_PATIENCE_S = 20.0, 10.0, 15.0, 30.0
"""Assumptions: who reads everything waits longer than who is in a hurry; who is on a slow line knows it."""


def with_device(persona: Persona, name: str) -> Persona:
    """Give the persona a device: size, scale, touch and user agent."""
    found = device(name)
    return persona.model_copy(
        update={
            "device": name,
            "viewport": found.viewport,
            "device_scale_factor": found.scale,
            "is_mobile": found.mobile,
            "user_agent": found.user_agent if found.mobile else None,
            "input": InputDevice.TOUCH if found.touch else InputDevice.MOUSE,
        }
    )


def _built_in() -> tuple[Persona, ...]:
    desktop = "Lighthouse Desktop"
    phone = "Lighthouse Phone"
    return (
        with_device(
            Persona(
                name="desktop-careful",
                title=translatable("At the desk, reads everything"),
                patience_s=CAREFUL_PATIENCE_S,
                traffic_share=CAREFUL_SHARE,
            ),
            desktop,
        ),
        with_device(
            Persona(
                name="desktop-quick",
                title=translatable("At the desk, in a hurry"),
                patience_s=QUICK_PATIENCE_S,
                traffic_share=QUICK_SHARE,
            ),
            "Small Laptop",
        ),
        with_device(
            Persona(
                name="mobile-first",
                title=translatable("On the phone, on the move"),
                network=FAST_4G,
                cpu_slowdown=MID_RANGE_CPU_SLOWDOWN,
                patience_s=PHONE_PATIENCE_S,
                traffic_share=PHONE_SHARE,
            ),
            phone,
        ),
        with_device(
            Persona(
                name="mobile-slow",
                title=translatable("An older phone on a slow line"),
                network=SLOW_4G,
                cpu_slowdown=LIGHTHOUSE_CPU_SLOWDOWN,
                patience_s=SLOW_PATIENCE_S,
                traffic_share=SLOW_PHONE_SHARE,
            ),
            phone,
        ),
        with_device(
            Persona(
                name="keyboard-only",
                title=translatable("With the keyboard alone"),
                patience_s=SLOW_PATIENCE_S,
                traffic_share=KEYBOARD_SHARE,
                is_needs_based=True,
            ),
            desktop,
        ).model_copy(update={"input": InputDevice.KEYBOARD}),
    )


BUILT_IN = {persona.name: persona for persona in _built_in()}


def persona_names(config: Config | None = None) -> tuple[str, ...]:
    """Give the names that a journey may use: the shop's own first."""
    own = tuple(persona.name for persona in config.personas) if config else ()
    return (*own, *(name for name in BUILT_IN if name not in own))


def resolve_personas(names: Sequence[str], config: Config | None = None) -> list[Persona]:
    """Give the personas of these names, with the shop's own traffic mix.

    Raises:
        UsageError: one of them is not known.
    """
    known = BUILT_IN | {persona.name: persona for persona in (config.personas if config else ())}
    found = []
    for name in names:
        if name not in known:
            raise UsageError(f"unknown persona '{name}'\n    {did_you_mean(name, persona_names(config), 'personas')}")
        share = config.traffic.get(name) if config else None
        found.append(known[name] if share is None else known[name].model_copy(update={"traffic_share": share}))
    return found


def user_agent_for(persona: Persona, browser: BrowserName) -> str | None:
    """Give the user agent to send; None: the engine's own.

    A phone's Chrome or Safari is no Firefox: there the words of another engine would only bring pages that it
    cannot show.
    """
    agent = persona.user_agent
    if agent is None:
        return None
    is_foreign = (
        "Firefox/" not in agent and "Safari/" in agent if browser is BrowserName.FIREFOX else "Firefox/" in agent
    )
    return None if is_foreign else agent
