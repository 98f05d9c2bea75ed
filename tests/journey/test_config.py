"""frictionaudit.yaml: found, laid under journeys, and its mistakes told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from tests.journey.writing import HEAD, STEPS, write

from frictionaudit.errors import JourneyFileError
from frictionaudit.journey import check, find_config, load_journey, resolve_personas
from frictionaudit.journey.model import InputDevice, Viewport

NAME = "frictionaudit.yaml"


def test_journey_comes_before_config_and_config_before_built_in(tmp_path: Path) -> None:
    text = "defaults:\n  base_url: https://shop.example/\n  locale: fi-FI\n  market: FI\n  personas: [tram]\n"
    text += "  data: {email: a@b.fi, address: {city: Espoo, country: FI}}\n  target: {score: 80, max_steps: 9}\n"
    write(tmp_path, text + "personas: {tram: {based_on: mobile-first}}\n", NAME)
    (tmp_path / "journeys").mkdir()
    file, _ = write(
        tmp_path / "journeys",
        "version: 1\njourney: x\nlocale: sv-FI\ndata: {address: {city: Åbo}}\ntarget: {score: 90}\nsteps:\n"
        "  - step: A\n    fill: {E-mail: $email, City: $address.city, Country: $address.country}\n",
    )

    journey = load_journey(file, env={})

    assert (journey.base_url, journey.locale, journey.market) == ("https://shop.example", "sv-FI", "FI")
    assert journey.personas == ("tram",)
    assert (journey.target.score, journey.target.max_steps) == (90, 9)
    assert [action.value.text for action in journey.steps[0].actions if action.value] == ["a@b.fi", "Åbo", "FI"]


@pytest.mark.parametrize(("config", "own"), [("false", "true"), ("true", "false"), ("false", "false")])
def test_false_always_wins(tmp_path: Path, config: str, own: str) -> None:
    write(tmp_path, f"defaults: {{safety: {{allow_order: {config}, hosts: [a.fi]}}}}\n", NAME)
    file, _ = write(tmp_path, HEAD + f"safety: {{allow_order: {own}, hosts: [b.fi]}}\n" + STEPS)

    safety = load_journey(file, env={}).safety

    assert safety.allow_order is False
    assert safety.hosts == ("a.fi", "b.fi")


def test_own_personas_and_traffic(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20)).save(tmp_path / "logo.png")
    write(
        tmp_path,
        "personas:\n  tram: {based_on: mobile-slow, title: In the tram, device: iPhone 15, network: none,"
        " patience: 5s}\n"
        "  wide: {viewport: {width: 1920, height: 1080}, input: keyboard, is_needs_based: true}\n"
        "  slow: {network: {latency_ms: 300, download_kbps: 700, upload_kbps: 300}}\n"
        "traffic: {tram: 60, desktop-quick: 40}\nbrand: {name: Puoti, logo: logo.png, colours: {primary: '#0a5c36'}}\n",
        NAME,
    )
    config = find_config(tmp_path, env={})
    assert config is not None

    tram, wide, slow, quick = resolve_personas(["tram", "wide", "slow", "desktop-quick"], config)

    assert (tram.input, tram.is_mobile, tram.viewport.width) == (InputDevice.TOUCH, True, 393)
    assert (tram.network, tram.patience_s, tram.cpu_slowdown, tram.traffic_share) == (None, 5, 4, 60)
    assert (wide.viewport, wide.input, wide.is_needs_based) == (Viewport(width=1920, height=1080), "keyboard", True)
    assert slow.network is not None
    assert slow.network.latency_ms == 300
    assert quick.traffic_share == 40
    assert (config.brand.name, config.brand.logo) == ("Puoti", (tmp_path / "logo.png").resolve())


def test_mistakes_of_the_config_are_told_with_the_journeys(tmp_path: Path) -> None:
    _, places = write(
        tmp_path,
        "personas:\n  tram: {▸devise: x}\n  bus: {device: ▸iPhone 51, viewport: {width: ▸'393', height: 659}}\n"
        "traffic: {▸tarm: 60, mobile-first: ▸140}\nbrand: {logo: ▸logo.png, colours: {primary: ▸green}}\n"
        "defaults: {personas: [▸mobil], data: {postcode: ▸00100}, ▸journey: x}\n",
        NAME,
    )
    file, _ = write(tmp_path, "version: 1\njourney: x\npersonas: [tram, hovercraft]\n" + STEPS + "    fill: {A: $b}\n")

    found = check([file], env={})

    assert [(each.file.name, each.line, each.column) for each in found] == [(NAME, *place) for place in places]
    assert [each.what for each in found[:4]] == [
        "unknown key 'devise'",
        "unknown device 'iPhone 51'",
        "'width' must be a whole number, not '393'",
        "unknown persona 'tarm'",
    ]
    with pytest.raises(JourneyFileError):
        find_config(tmp_path, env={})


def test_config_is_checked_in_its_folder_and_is_no_journey(tmp_path: Path) -> None:
    write(tmp_path, "▸brnd: {}\n", NAME)
    write(tmp_path, HEAD + STEPS)

    assert [each.what for each in check([tmp_path], env={})] == ["unknown key 'brnd'"]


def test_no_config_above(tmp_path: Path) -> None:
    assert find_config(tmp_path, env={}) is None


def test_secrets_of_the_defaults(tmp_path: Path) -> None:
    write(tmp_path, "defaults: {headers: {X-Key: '${KEY}'}, data: {password: '${WORD}'}}\n", NAME)
    file, _ = write(tmp_path, HEAD + STEPS)

    assert set(load_journey(file, env={"KEY": "k3y", "WORD": "hush"}).secrets) == {"k3y", "hush"}
