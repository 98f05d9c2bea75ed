"""Every page answers, in its language, and leads nowhere wrong."""

from __future__ import annotations

import re

import pytest

from frictionaudit.shops import DemoShop
from frictionaudit.shops.catalogue import catalogue
from frictionaudit.shops.pages import INFO_PAGES
from frictionaudit.shops.texts import LANGUAGES

from .buyer import Buyer, buyer, heading

PATHS = (
    "/",
    *(f"/c/{category.slug}" for category in catalogue().categories),
    *(f"/p/{product.slug}" for product in catalogue().products),
    *(f"/info/{page}" for page in INFO_PAGES),
    "/search?q=kaf",
    "/cart",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_its_language(shop: DemoShop, language: str) -> None:
    with buyer(shop, f"/{language}") as someone:
        for path in PATHS:
            page = someone.get(path)
            assert page.status_code == 200, path
            assert f'<html lang="{language}">' in page.text
            assert heading(page.text)


def test_every_picture_and_file_of_the_pages_is_there(maija: Buyer) -> None:
    found = {
        address
        for path in PATHS
        for address in re.findall(r'(?:src|href|data-picture)="(/static/[^"]+)"', maija.get(path).text)
    }
    assert len(found) > len(catalogue().products)
    assert {maija.client.get(address).status_code for address in found} == {200}


def test_no_page_asks_another_host_for_anything(maija: Buyer) -> None:
    for path in PATHS:
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', maija.get(path).text), path


def test_search_finds_by_any_word_and_says_when_it_finds_nothing(maija: Buyer) -> None:
    assert "Aamu-muki" in maija.get("/search?q=muki").text
    assert "Aamu-muki" in maija.get("/search?q=KAHVIMUKI").text
    assert "ei löytynyt" in maija.get("/search?q=<b>lapio</b>").text
    assert "<b>lapio" not in maija.get("/search?q=<b>lapio</b>").text


@pytest.mark.parametrize("path", ["/nope", "/p/nope", "/c/nope", "/info/nope", "/order/KK-1", "/order/x", "/sv/nope"])
def test_a_page_that_is_not_there_says_so(maija: Buyer, path: str) -> None:
    page = maija.get(path)
    assert page.status_code == 404
    assert heading(page.text) in ("Sivua ei löytynyt", "Sidan hittades inte")


def test_the_cookie_banner_asks_once_and_refusing_is_as_near_as_accepting(maija: Buyer) -> None:
    first = maija.get("/p/kaamos").text
    assert first.count('name="answer"') == 2
    back = maija.post("/consent", answer="reject", here="/p/kaamos")
    assert back.url.path == "/p/kaamos"
    assert 'name="answer"' not in back.text


@pytest.mark.parametrize("here", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_cookie_answer_leads_to_no_other_host(maija: Buyer, here: str) -> None:
    assert maija.post("/consent", answer="reject", here=here).url.host == "127.0.0.1"


def test_a_contract_can_be_withdrawn_from(maija: Buyer) -> None:
    refused = maija.post("/info/withdrawal", name="Maija M", number="?", email="maija")
    assert refused.text.count('aria-invalid="true"') == 2
    accepted = maija.post("/info/withdrawal", name="Maija M", number="KK-10234", email="maija@example.com")
    assert "Peruutus on vastaanotettu" in accepted.text


def test_a_body_that_is_too_large_is_refused(maija: Buyer) -> None:
    assert maija.post("/checkout/details", name="x" * 60_000).status_code == 413
