"""Who walks: built-in personas, devices, user agents."""

from __future__ import annotations

import pytest
from tests.journey.devices_from_playwright import playwright_devices

from frictionaudit.errors import UsageError
from frictionaudit.journey import persona_names, resolve_personas, user_agent_for
from frictionaudit.journey.devices import device, device_names
from frictionaudit.journey.model import BrowserName, InputDevice, Persona


def test_built_in_personas() -> None:
    personas = {persona.name: persona for persona in resolve_personas(persona_names())}

    assert list(personas) == ["desktop-careful", "desktop-quick", "mobile-first", "mobile-slow", "keyboard-only"]
    first, slow, keyboard = personas["mobile-first"], personas["mobile-slow"], personas["keyboard-only"]
    assert (first.input, first.is_mobile, first.viewport.width, first.device_scale_factor) == ("touch", True, 412, 1.75)
    assert slow.network is not None
    assert (slow.cpu_slowdown, slow.network.latency_ms, slow.network.upload_kbps) == (4, 562.5, 675)
    assert (keyboard.input, keyboard.is_needs_based, keyboard.is_mobile) == (InputDevice.KEYBOARD, True, False)
    assert sum(persona.traffic_share for persona in personas.values()) == pytest.approx(1)
    assert keyboard.traffic_share == min(persona.traffic_share for persona in personas.values())


def test_unknown_persona_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'mobile-first'"):
        resolve_personas(["mobile-frist"])


def test_phones_words_go_to_engines_that_can_show_its_pages() -> None:
    [phone] = resolve_personas(["mobile-first"])
    firefox = Persona(name="f", user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0")
    own = Persona(name="o", user_agent="ShopAudit/1")

    assert user_agent_for(phone, BrowserName.CHROMIUM) == phone.user_agent
    assert user_agent_for(phone, BrowserName.FIREFOX) is None
    assert user_agent_for(firefox, BrowserName.CHROMIUM) is None
    assert user_agent_for(firefox, BrowserName.FIREFOX) == firefox.user_agent
    assert user_agent_for(own, BrowserName.FIREFOX) == "ShopAudit/1"
    assert user_agent_for(Persona(name="d"), BrowserName.CHROMIUM) is None


def test_registry_has_each_device_of_playwright() -> None:
    for name, entry in playwright_devices().items():
        ours = device(name)
        assert [ours.viewport.width, ours.viewport.height] == entry["viewport"], name
        assert (ours.scale, ours.mobile, ours.touch) == (entry["scale"], entry["mobile"], entry["touch"]), name
    assert device_names()[0] == "Lighthouse Phone"
