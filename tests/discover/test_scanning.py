"""Before and after a scan: the address, who buys, where the shop sells, the journey that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from frictionaudit.discover.customers import customer_of
from frictionaudit.discover.homepage import place_in
from frictionaudit.discover.locales import Place
from frictionaudit.discover.scanning import address_of, found_sketch, name_of, seed_sketch
from frictionaudit.discover.writing.writer import write_journey
from frictionaudit.errors import UsageError
from frictionaudit.journey import check, load_journey
from frictionaudit.journey.cards import is_test_card
from frictionaudit.journey.model import ActionKind
from frictionaudit.tongues import speaking


@pytest.mark.parametrize(
    ("typed", "address"),
    [("shop.example", "https://shop.example"), ("http://127.0.0.1:8000/a?b=1", "http://127.0.0.1:8000/a?b=1")],
)
def test_an_address_may_be_typed_without_its_scheme(typed: str, address: str) -> None:
    assert address_of(typed) == address


@pytest.mark.parametrize(
    "typed", ["", "ftp://shop.example", "https://", "https://user:word@shop.example", "http://a:99999"]
)
def test_what_is_no_web_address_says_how_to_mend_it(typed: str) -> None:
    with pytest.raises(UsageError, match="is no web address; give one like"):
        address_of(typed)


@pytest.mark.parametrize(
    ("url", "name"), [("https://www.shop.example/a", "shop-example"), ("http://127.0.0.1:80", "127-0-0-1")]
)
def test_files_are_named_after_the_shop(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize("market", ["FI", "SE", "NO", "DE", "UK", "GB", "US", "BR", "MX", "XX", None])
def test_customers_are_nobody_and_their_cards_are_published(market: str | None) -> None:
    customer = customer_of(market)
    assert customer["email"].endswith("@example.com")
    assert customer["email"].isascii()
    assert is_test_card(customer["card"]["number"])
    assert {"street", "postcode", "city", "phone", "country"} <= set(customer["address"])


def _page(declared: str, *labels: str) -> str:
    links = "".join(f"<a href=/{number}>{label}</a>" for number, label in enumerate(labels))
    return f'<html lang="{declared}">{links}'


@pytest.mark.parametrize(
    ("url", "html", "locale", "market"),
    [
        ("https://kauppa.example", '<html lang="fi">', "fi-FI", "FI"),
        ("https://shop.example", '<html dir=ltr lang="de-AT">', "de-AT", "AT"),
        ("https://butik.se", "", "sv-SE", "SE"),
        ("https://shop.example", "<html><a href=/k>Ostoskori</a><button>Lisää ostoskoriin</button>", "fi-FI", "FI"),
        ("https://shop.example", _page("en", "Anmelden", "Zum Warenkorb", "Kontakt", "AGB"), "de-DE", "DE"),
        ("https://shop.example", _page("en-US", "Zaloguj się", "Koszyk", "Regulamin", "Zwroty"), "pl-PL", "PL"),
        ("https://shop.example", _page("en", "Sign in", "Cart", "Contact", "Datenschutz", "AGB"), "en-GB", None),
        ("https://shop.example", _page("en", "Anmelden", "Kontakt"), "en-GB", None),
        ("https://shop.example", _page("fi", "Kirjaudu", "Kassa", "Logga in", "Kundvagn", "Köpvillkor"), "fi-FI", "FI"),
    ],
)
def test_where_a_shop_sells_is_told_by_its_first_page(url: str, html: str, locale: str, market: str | None) -> None:
    place = place_in(url, html)
    assert (place.locale, place.market) == (locale, market)


def _seed(**changes: object) -> dict[str, object]:
    return {"allow_order": None, "personas": ("mobile-first",), **changes}


def test_the_seed_of_a_scan_is_a_journey_of_intents(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    place = Place(locale="fi-FI", market="FI", currency="EUR")
    seed = seed_sketch("https://shop.example/a/b?c=1", place, identify="audit by Example", **_seed())  # type: ignore[arg-type]
    write_journey(seed, path)
    assert check([path]) == []
    journey = load_journey(path)
    assert journey.base_url == "https://shop.example"
    assert journey.headers == {"X-Frictionaudit": "audit by Example"}
    assert journey.steps[0].actions[0].value is not None
    assert journey.steps[0].actions[0].value.text == "/a/b?c=1"
    assert {step.actions[0].kind for step in journey.steps[1:]} == {ActionKind.INTENT}
    assert journey.steps[-1].commits is not None
    assert journey.safety.allow_order is None


def test_what_was_not_come_to_stays_an_intent(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    seed = seed_sketch("https://shop.example", Place(locale="en-GB"), **_seed(allow_order=False))  # type: ignore[arg-type]
    write_journey(seed, path)
    journey = load_journey(path)
    write_journey(found_sketch(seed, journey, {journey.steps[0].id: "a guess"}), path, overwrite=True)
    text = path.read_text(encoding="utf-8")
    assert "# a guess" in text
    assert text.count("# the scan did not come to this") == len(journey.steps) - 1
    assert check([path]) == []
    assert load_journey(path).safety.allow_order is False


def test_a_finnish_owner_reads_finnish_steps_and_ids_stay(tmp_path: Path) -> None:
    place = Place(locale="fi-FI", market="FI", currency="EUR")
    texts, ids = {}, {}
    for language in ("en", "fi", "sv", "de"):
        path = tmp_path / f"{language}.yaml"
        with speaking(language):
            seed = seed_sketch("https://shop.example", place, **_seed())  # type: ignore[arg-type]
            write_journey(seed, path)
            journey = load_journey(path)
            guess = {journey.steps[0].id: "guessed: others looked as likely; 'Koko' was guessed: the first in the list"}
            write_journey(found_sketch(seed, journey, guess), path, overwrite=True)
        assert check([path]) == []
        texts[language], ids[language] = path.read_text(encoding="utf-8"), [s.id for s in load_journey(path).steps]
    assert len({tuple(each) for each in ids.values()}) == 1
    assert "id:" not in texts["en"]
    assert "journey: Ostos verkkokaupassa shop.example" in texts["fi"]
    assert "  - step: Lisää tuote ostoskoriin\n    id: put-it-into-the-cart\n    stage: choose\n" in texts["fi"]
    assert "# arvattu: muita yhtä todennäköisiä oli; ”Koko” on arvattu: luettelon ensimmäinen" in texts["fi"]
    assert "# sökandet kom inte hit" in texts["sv"]
    assert "  - step: Zur Kasse gehen\n    id: go-to-the-checkout\n" in texts["de"]
