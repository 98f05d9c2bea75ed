"""Rules that read what is said of a price, on hand-made pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.rules.action.makers import make_visit
from tests.rules.paths import shop_page
from tests.rules.prices.makers import make_block, make_page, make_path, make_step, outcome_of, said

from frictionaudit.evidence.action import ActionEvidence, ActionUse, ElementEvidence
from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence, ImageEvidence, LinkEvidence, PageEvidence, ViewportContent
from frictionaudit.evidence.step import StepStatus, TransitionEvidence
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Outcome, Severity
from frictionaudit.journey.model import ActionKind, Commitment, Stage, Target
from frictionaudit.rules.prices.structured import product_data
from frictionaudit.rules.prices.track import is_cart

RENEWAL = "commitment/hidden-renewal"
DISCOUNT = "commitment/unproven-discount"
UNCLEAR = "help/unclear-price"
FACTS = "help/missing-product-facts"
NEXT = "confirmation/missing-next-steps"
LONG = "navigation/long-path"
SLOW = "navigation/slow-path"
UNVERIFIED = "confirmation/unverified-end"


# ── hidden-renewal ───────────────────────────────────────────────────────────────────────────────────────────────────


def renewing(
    words: str, view: tuple[TextBlock, ...] | None, *, commits: Commitment = Commitment.PAYMENT, **page: object
) -> VisitEvidence:
    """A checkout page that says something, and what stands in view with the button on it."""
    element = ElementEvidence(subject=Subject(role="button", name="Pay 9.90 €"), tag="button")
    press = ActionEvidence(kind=ActionKind.CLICK, commits=commits, element=element, view=view, is_primary=True)
    return make_path(
        make_step(make_page(words, **page)),  # type: ignore[arg-type]
        make_step(make_page("Thank you"), Stage.PAY, commits, actions=(press,)),
    )


YEARLY = "Your plan renews automatically at 99 € a year until you cancel."


@pytest.mark.parametrize(
    ("view", "outcome"),
    [
        ((make_block("Total 9.90 €"),), Outcome.FAILED),
        ((make_block(YEARLY, font_px=11.9, contrast=12),), Outcome.FAILED),
        ((make_block(YEARLY, font_px=16, contrast=4.4),), Outcome.FAILED),
        ((make_block(YEARLY, font_px=24, contrast=3.1),), Outcome.PASSED),
        ((make_block(YEARLY, font_px=12, contrast=4.5),), Outcome.PASSED),
        ((make_block("Then 99 € / year", font_px=16),), Outcome.PASSED),
        (None, Outcome.INCOMPLETE),
    ],
)
def test_a_renewal_in_view(view: tuple[TextBlock, ...] | None, outcome: Outcome) -> None:
    assert outcome_of(RENEWAL, renewing(YEARLY, view)) is outcome


@pytest.mark.parametrize(
    ("block", "outcome"),
    [
        (make_block(YEARLY, font_px=9, contrast=3), Outcome.FAILED),
        (make_block(YEARLY, font_px=16, contrast=9), Outcome.PASSED),
        (make_block(YEARLY, font_px=9, contrast=3, role="label"), Outcome.INAPPLICABLE),
    ],
)
def test_a_renewal_that_only_the_press_s_own_view_tells(block: TextBlock, outcome: Outcome) -> None:
    assert outcome_of(RENEWAL, renewing("Review your order", (block,))) is outcome


@pytest.mark.parametrize(
    ("words", "language", "locale"),
    [
        ("Your card is charged every month until cancelled", "en", "en-GB"),
        ("9.90 € per month", "en", "en-GB"),
        ("Tilaus uusiutuu automaattisesti", "fi", "fi-FI"),
        ("19,90 € / kk", "fi", "fi-FI"),
        ("Prenumerationen förnyas automatiskt", "sv", "sv-SE"),
        ("Das Abo verlängert sich automatisch um ein Jahr", "de", "de-DE"),
        ("First month free, then 9.90 € per month", "en", "en-GB"),
        ("L'abonnement se renouvelle chaque mois", "fr", "fr-FR"),
    ],
)
def test_words_of_a_renewal(words: str, language: str, locale: str) -> None:
    visit = renewing(words, (make_block("9,90 €"),), language=language)
    assert outcome_of(RENEWAL, visit) is Outcome.FAILED


@pytest.mark.parametrize(
    "words",
    [
        "or 9.97 € per month in three instalments with Klarna",
        "Get our newsletter every month",
        "from 12.50 € / month",
        "100 nights of free trial",
        "Total 9.90 €",
        "Delivery in 2 weeks",
    ],
)
def test_what_is_no_renewal(words: str) -> None:
    assert outcome_of(RENEWAL, renewing(words, (make_block("9.90 €"),))) is Outcome.INAPPLICABLE


_EVERY_MONTH = FieldEvidence(
    subject=Subject(role="radio"), kind="radio", label="Every month, 9.90 € per month", is_checked=False
)


def test_a_subscription_that_is_offered_and_not_chosen() -> None:
    words = "Every month, 19.90 € per month"
    box = FieldEvidence(subject=Subject(role="radio", name=words), kind="radio", label=words, is_checked=False)
    offered = renewing("Coffee", (make_block("9.90 €"),), blocks=[make_block(words, role="label")], fields=(box,))
    assert outcome_of(RENEWAL, offered) is Outcome.INAPPLICABLE
    chosen = box.model_copy(update={"is_checked": True})
    visit = renewing("Coffee", (make_block("9.90 €"),), blocks=[make_block(words, role="label")], fields=(chosen,))
    assert outcome_of(RENEWAL, visit) is Outcome.FAILED


@pytest.mark.parametrize(
    ("stage", "fills", "outcome"),
    [
        (Stage.CHECKOUT, True, Outcome.FAILED),
        (Stage.CHECKOUT, False, Outcome.INAPPLICABLE),
        (Stage.CHOOSE, True, Outcome.INAPPLICABLE),
    ],
)
def test_the_page_that_takes_the_details_is_of_the_checkout(stage: Stage, fills: bool, outcome: Outcome) -> None:
    """As where a gift is chosen on the first page: a step of choosing ends on the form for the details."""
    form = make_step(make_page("Your gift: 50 €, every month"), Stage.CHOOSE)
    typed = ActionEvidence(kind=ActionKind.FILL if fills else ActionKind.CLICK)
    pay = make_page("Gift 50 €", "Total 50 €")
    visit = renewing("Gift", (make_block("50 €"),))
    steps = (form, make_step(pay, stage, actions=(typed,)), visit.steps[-1])
    assert outcome_of(RENEWAL, make_path(*steps)) is outcome


@pytest.mark.parametrize(("is_monthly", "outcome"), [(True, Outcome.FAILED), (False, Outcome.INAPPLICABLE)])
def test_a_subscription_chosen_with_the_goods(is_monthly: bool, outcome: Outcome) -> None:
    words = "Every month, 19.90 € per month, renews automatically"
    box = FieldEvidence(subject=Subject(role="radio"), kind="radio", label=words, is_checked=is_monthly)
    chosen = make_step(make_page("Coffee", fields=(box,)), Stage.CHOOSE, Commitment.CART)
    pay = renewing("Coffee", (make_block("9.90 €"),))
    assert outcome_of(RENEWAL, make_path(chosen, *pay.steps)) is outcome


@pytest.mark.parametrize(
    ("words", "more", "outcome"),
    [
        ("Your first box costs 9.90 €, then 19.90 € per month", {}, Outcome.FAILED),
        ("Your plan renews automatically", {}, Outcome.INCOMPLETE),
        ("The big box is 29.90 € per month", {}, Outcome.INCOMPLETE),
        ("or 9.90 € per month in three instalments", {}, Outcome.INAPPLICABLE),
        ("9.90 € per month", {"fields": (_EVERY_MONTH,)}, Outcome.INAPPLICABLE),
    ],
)
def test_a_renewal_that_only_the_products_page_names(words: str, more: dict[str, Any], outcome: Outcome) -> None:
    product = make_step(make_page("Coffee", words, **more), Stage.CHOOSE)
    chosen = make_step(make_page("Coffee", words, "In your cart"), Stage.CHOOSE, Commitment.CART)
    pay = renewing("Total 9.90 €", (make_block("9.90 €"),))
    assert outcome_of(RENEWAL, make_path(product, chosen, *pay.steps)) is outcome


@pytest.mark.parametrize(
    ("language", "words", "outcome"),
    [
        ("en", ("Coffee club", "1.00 €", "then 19.90 € per month"), Outcome.FAILED),
        ("fi", ("1,00 €", "Ensimmäisen kuukauden jälkeen 19,90 €/kk"), Outcome.FAILED),
        ("sv", ("1,00 €", "därefter 199 kr/mån"), Outcome.FAILED),
        ("de", ("1,00 €", "Nach dem ersten Monat 19,90 € monatlich"), Outcome.FAILED),
        ("fr", ("1,00 €", "puis 19,90 €/mois"), Outcome.FAILED),
        ("es", ("1,00 €", "luego 19,90 € mensuales"), Outcome.FAILED),
        ("it", ("1,00 €", "poi 19,90 € al mese"), Outcome.FAILED),
        ("nl", ("1,00 €", "Na de eerste maand € 19,90 p/m"), Outcome.FAILED),
        ("da", ("1,00 €", "herefter 199 kr. pr. måned"), Outcome.FAILED),
        ("nb", ("1,00 €", "deretter 199 kr/mnd"), Outcome.FAILED),
        ("pl", ("1,00 €", "następnie 79,90 zł miesięcznie"), Outcome.FAILED),
        ("pt", ("1,00 €", "depois 19,90 €/mês"), Outcome.FAILED),
        ("et", ("1,00 €", "seejärel 19,90 € kuus"), Outcome.FAILED),
        ("en", ("1.00 €", "Our delivery club", "First month free, then 8.99 € per month"), Outcome.INCOMPLETE),
        ("en", ("1.00 €", "The big box is 19.90 € per month"), Outcome.INCOMPLETE),
        ("en", ("1.00 €", "Coffee", "From our own roastery", "then 19.90 € per month"), Outcome.INCOMPLETE),
    ],
)
def test_a_renewal_at_another_price_than_the_first_period(
    language: str, words: tuple[str, ...], outcome: Outcome
) -> None:
    product = make_step(make_page(*words, language=language), Stage.CHOOSE)
    chosen = make_step(make_page("1,00 €", language=language), Stage.CHOOSE, Commitment.CART)
    pay = renewing("1,00 €", (make_block("1,00 €"),), language=language)
    assert outcome_of(RENEWAL, make_path(product, chosen, *pay.steps)) is outcome


@pytest.mark.parametrize(
    ("total", "outcome"), [("Due today 0.00 €", Outcome.FAILED), ("Mug 24.90 €, delivery 0.00 €", Outcome.INCOMPLETE)]
)
def test_a_free_trial_that_only_the_products_page_prices(total: str, outcome: Outcome) -> None:
    product = make_step(make_page("Coffee club", "30 days free, then 19.90 € per month"), Stage.CHOOSE)
    chosen = make_step(make_page("Coffee club", "In your cart"), Stage.CHOOSE, Commitment.CART)
    pay = renewing(total, (make_block(total),))
    assert outcome_of(RENEWAL, make_path(product, chosen, *pay.steps)) is outcome


_PLUS_BOX = FieldEvidence(
    subject=Subject(role="checkbox"), kind="checkbox", label="Add PLUS membership", is_checked=False
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Includes 30 days of PLUS membership, then 9.95 € per month",)),
        ("en", ("30 days of PLUS membership included", "Then 9.95 €/month, can be cancelled any time")),
        ("en", ("Your order starts a 30-day PLUS trial, then 9.95 € a month",)),
        ("en", ("Includes the Repair Club: £4.99 every month after 30 days, renews automatically until you cancel.",)),
        ("de", ("Inkl. 30 Tage PLUS-Mitgliedschaft, danach 9,95 €/Monat",)),
        ("de", ("PLUS-Mitgliedschaft inklusive", "30 Tage kostenlos", "danach 9,95 € pro Monat")),
        ("fi", ("Hintaan sisältyy 30 päivän PLUS-jäsenyys, sen jälkeen 9,95 €/kk",)),
        ("sv", ("Inkl. 30 dagars PLUS-medlemskap, därefter 99 kr/mån",)),
        ("fi", ("Ostamalla liityt klubiin: ensimmäinen kuukausi 0 €, sen jälkeen 6,90 €/kk, kunnes irtisanot",)),
        ("sv", ("Med köpet blir du medlem i klubben: första månaden 0 kr, därefter 69 kr/månad tills du säger upp",)),
        ("fr", ("Inclut 30 jours d'abonnement PLUS, puis 9,95 €/mois",)),
        ("es", ("Incluye 30 días de suscripción PLUS, después 9,95 €/mes",)),
        ("it", ("Include 30 giorni di abbonamento PLUS, poi 9,95 € al mese",)),
        ("nl", ("Inclusief 30 dagen PLUS-lidmaatschap, daarna € 9,95 per maand",)),
        ("da", ("Inkl. 30 dages PLUS-medlemskab, derefter 79 kr. pr. måned",)),
        ("nb", ("Inkl. 30 dagers PLUS-medlemskap, deretter 99 kr/mnd",)),
        ("pl", ("W cenie 30 dni członkostwa PLUS, następnie 39,90 zł miesięcznie",)),
        ("pt", ("Inclui 30 dias de adesão PLUS, depois 9,95 €/mês",)),
        ("et", ("Sisaldab 30 päeva PLUS-liikmelisust, seejärel 9,95 € kuus",)),
    ],
)
def test_a_membership_that_comes_with_the_goods(language: str, words: tuple[str, ...]) -> None:
    assert outcome_of(RENEWAL, _bought_with(words, language)) is Outcome.FAILED
    assert outcome_of(RENEWAL, _bought_with(words, language, seen=words)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("language", "words", "more"),
    [
        ("en", ("Free delivery included with PLUS membership, then 9.95 €/month",), {}),
        ("en", ("PLUS members get free delivery. Try 30 days free, then 9.95 €/month",), {}),
        ("en", ("Includes a code for 3 months of Music, then 10.99 €/month",), {}),
        ("en", ("Free delivery included in our club, £4.99 every month, renews automatically.",), {}),
        ("en", ("Includes a three-year plan of repairs. PLUS is £4.99 a month and renews automatically",), {}),
        ("en", ("Includes the club if you join: £4.99 a month, renews automatically",), {}),
        ("en", ("Includes a charger", "Our PLUS club: first month free, then 9.95 €/month"), {}),
        ("de", ("Alle Preise inkl. MwSt. PLUS-Mitgliedschaft: 30 Tage gratis, danach 9,95 €/Monat",), {}),
        ("de", ("Kostenloser Versand inkl. mit der PLUS-Mitgliedschaft, danach 9,95 €/Monat",), {}),
        ("sv", ("PLUS-medlemskap: fri frakt ingår, därefter 99 kr/mån",), {}),
        ("fi", ("Kokeile PLUS-jäsenyyttä 30 päivää, sen jälkeen 9,95 €/kk",), {}),
        ("fi", ("Liity klubiin, niin saat etuja aina ostaessasi: 6,90 €/kk",), {}),
        ("sv", ("Vid köp som medlem får du fri frakt. Klubben kostar 69 kr/månad",), {}),
        ("en", ("Includes 30 days of PLUS membership, then 9.95 € per month",), {"fields": (_PLUS_BOX,)}),
    ],
)
def test_a_membership_that_is_only_offered_beside_the_goods(
    language: str, words: tuple[str, ...], more: dict[str, Any]
) -> None:
    assert outcome_of(RENEWAL, _bought_with(words, language, **more)) is not Outcome.FAILED


def _bought_with(words: tuple[str, ...], language: str, seen: tuple[str, ...] = (), **more: Any) -> VisitEvidence:
    """Goods whose page says something of a membership, and what of it stands in view with the order button."""
    product = make_step(make_page("49.00 €", *words, language=language, **more), Stage.CHOOSE)
    chosen = make_step(make_page("49.00 €", language=language), Stage.CHOOSE, Commitment.CART)
    view = tuple(make_block(text) for text in ("49.00 €", *seen))
    pay = renewing("49.00 €", view, language=language)
    return make_path(product, chosen, *pay.steps)


def test_an_advertisement_in_the_frame_of_the_page() -> None:
    visit = renewing("Mug", (make_block("9.90 €"),), blocks=[make_block(YEARLY, region="footer")])
    assert outcome_of(RENEWAL, visit) is Outcome.INAPPLICABLE


# ── product pages ────────────────────────────────────────────────────────────────────────────────────────────────────

DATA = json.dumps({"@type": "Product", "name": "Mug", "offers": {"price": "19.90", "priceCurrency": "EUR"}})
LONG_TEXT = "A stoneware mug of our own kiln, glazed in blue, that holds three decilitres of coffee."
PICTURE = ImageEvidence(
    subject=Subject(role="img", name="Mug", box=Box(x=0, y=0, width=80, height=80)),
    url="/mug.png", is_broken=False, was_in_viewport=True, natural_width=300, natural_height=300,
)  # fmt: skip


def product(*texts: str | TextBlock, language: str = "en", market: str | None = "FI", **page: object) -> VisitEvidence:
    blocks = [make_block("Blue mug", tag="h1", role="heading")]
    blocks += [text if isinstance(text, TextBlock) else make_block(text) for text in texts]
    blocks.append(make_block("Add to cart", role="button"))
    shown = make_page(blocks=blocks, language=language, **{"images": (PICTURE,), "structured_data": (DATA,), **page})  # type: ignore[arg-type]
    return make_path(
        make_step(shown, Stage.CHOOSE), make_step(make_page("Cart"), Stage.CHOOSE, Commitment.CART), market=market
    )


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        (("-20 %", "19.90 €"), Outcome.FAILED),
        (("20% off", "19.90 €"), Outcome.FAILED),
        (("Sale", "19.90 €"), Outcome.FAILED),
        (("-20 %", "19.90 €", "Delivery from 4.90 €, free over 80 €"), Outcome.FAILED),
        (("-20 %", "19.90 € incl. VAT, plus delivery from 4.90 €"), Outcome.FAILED),
        (("-20 %", "24.90 € 19.90 € incl. VAT, plus delivery from 4.90 €"), Outcome.PASSED),
        (("-20 %", make_block("24.90 €", tag="s"), "19.90 € plus delivery"), Outcome.PASSED),
        (("-20 %", "4.90 € delivery"), Outcome.INCOMPLETE),
        (("-20 %", "24.90 €", "19.90 €"), Outcome.PASSED),
        (("-20 %", make_block("19.90 €", tag="s"), "19.90 €"), Outcome.PASSED),
        (("-20 %", "19.90 €", "Lowest price of the last 30 days: 19.90 €"), Outcome.PASSED),
        (("Members save 20 %", "19.90 €"), Outcome.PASSED),
        (("Up to 20 % off", "19.90 €"), Outcome.PASSED),
        (("70 % cocoa", "19.90 €"), Outcome.PASSED),
        (("10-20 % alcohol", "19.90 €"), Outcome.PASSED),
        (("19.90 €",), Outcome.PASSED),
        (("-20 %",), Outcome.INCOMPLETE),
        (("-20 %", "19.90"), Outcome.FAILED),
        (("-20 %", "24.90", "19.90"), Outcome.PASSED),
        (("-20 %", "19.90 €", "Or join for 9.90 € per month"), Outcome.FAILED),
        (("Save 5.00 €", "19.90 €"), Outcome.FAILED),
        (("5 € off", "19.90 €"), Outcome.FAILED),
        (("Save 5.00 €", "24.90 €", "19.90 €"), Outcome.PASSED),
        (("Save 5.00 €", make_block("24.90 €", tag="s"), "19.90 €"), Outcome.PASSED),
        (("Save 5.00 € on delivery", "19.90 €"), Outcome.PASSED),
        (("5 € off your first order", "19.90 €"), Outcome.PASSED),
        (("Save for later", "19.90 €"), Outcome.PASSED),
        (("Deal of the day", "19.90 €"), Outcome.FAILED),
        (("Half price", "19.90 €"), Outcome.FAILED),
        ((make_block("Fancy 10 € off?", region="dialog"), "19.90 €"), Outcome.PASSED),
    ],
)
def test_a_reduction_and_what_it_is_counted_from(texts: tuple[str | TextBlock, ...], outcome: Outcome) -> None:
    assert outcome_of(DISCOUNT, product(*texts)) is outcome


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Säästä 10,00 €"),
        ("sv", "Spara 150 kr"),
        ("de", "Sie sparen 5,00 €"),
        ("de", "5,00 € Rabatt"),
        ("fr", "Économisez 5,00 €"),
        ("es", "Ahorra 5,00 €"),
        ("it", "Risparmi 5,00 €"),
        ("nl", "Je bespaart € 5,00"),
        ("da", "Spar 50 kr."),
        ("nb", "Du sparer 50 kr"),
        ("pl", "Oszczędzasz 20,00 zł"),
        ("pt", "Poupe 5,00 €"),
        ("et", "Säästad 5,00 €"),
        ("es", "En oferta"),
        ("nl", "Nu in de sale"),
        ("it", "Risparmi il 20%"),
        ("es", "Ahorras un 20 %"),
        ("nl", "Je bespaart 20%"),
        ("sv", "Du sparar 20 %"),
        ("da", "Du sparer 20 %"),
        ("pt", "Poupa 20%"),
    ],
)
def test_what_is_saved_is_no_price_that_it_is_counted_from(language: str, text: str) -> None:
    assert outcome_of(DISCOUNT, product(text, "19.90 €", language=language)) is Outcome.FAILED
    assert outcome_of(DISCOUNT, product(text, "19.90 €", "29.90 €", language=language)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("language", "net"),
    [("en", "Ex Tax: €16.18"), ("pl", "Netto: 16,18 €"), ("de", "16,18 € zzgl. MwSt."), ("it", "IVA esclusa 16,18 €")],
)
def test_the_price_without_tax_is_none_that_it_is_counted_from(language: str, net: str) -> None:
    assert outcome_of(DISCOUNT, product("-20 %", "19.90 €", net, language=language)) is Outcome.FAILED
    assert outcome_of(DISCOUNT, product("-20 %", "19.90 €", net, "24.90 €", language=language)) is Outcome.PASSED


def test_a_price_in_one_line_with_that_of_delivery() -> None:
    line = "89,00 € inkl. MwSt., zzgl. Versand ab 2,95 €"
    assert outcome_of(DISCOUNT, product("Jetzt 20 % reduziert", line, language="de")) is Outcome.FAILED
    assert outcome_of(DISCOUNT, product("Jetzt 20 % reduziert", "UVP 109,00 €", line, language="de")) is Outcome.PASSED


@pytest.mark.parametrize(("market", "outcome"), [("US", Outcome.INAPPLICABLE), (None, Outcome.INCOMPLETE)])
def test_where_the_law_asks_for_no_prior_price(market: str | None, outcome: Outcome) -> None:
    assert outcome_of(DISCOUNT, product("-20 %", "19.90 €", market=market)) is outcome


@pytest.mark.parametrize(("buttons", "outcome"), [(1, Outcome.FAILED), (2, Outcome.INAPPLICABLE)])
def test_a_journey_that_only_looks_at_a_product(buttons: int, outcome: Outcome) -> None:
    page = product("-20 %", "19.90 €").steps[0].page
    assert page is not None
    blocks = (*page.blocks, *[make_block("Add to cart", role="button")] * (buttons - 1))
    looked = make_step(page.model_copy(update={"blocks": blocks}), Stage.CHOOSE)
    assert outcome_of(DISCOUNT, make_path(looked, market="FI")) is outcome


def test_a_list_of_products_is_no_product_page() -> None:
    more = make_block("Add to cart", role="button")
    assert outcome_of(DISCOUNT, product("-20 %", "19.90 €", more)) is Outcome.INAPPLICABLE


@pytest.mark.parametrize("rule", [DISCOUNT, FACTS])
def test_a_product_page_is_told_of_where_it_first_shows(rule: str) -> None:
    shown, buying = product("-20 %", "19.90 €", structured_data=()).steps
    page = shown.page
    assert page is not None
    other = page.model_copy(update={"blocks": (make_block("Red mug", tag="h1", role="heading"), *page.blocks[1:])})
    start, again, elsewhere = make_step(make_page("Mugs"), Stage.FIND), make_step(page, Stage.CHOOSE), other
    for steps, place in (
        ((shown, buying), 0),
        ((start, shown, buying), 1),
        ((start, shown, again, buying), 1),  # a colour was chosen meanwhile
        ((start, make_step(elsewhere, Stage.CHOOSE), shown, buying), 2),  # an app keeps its address
    ):
        found = said(rule, make_path(*(step.model_copy() for step in steps), market="FI"))
        assert found
        assert {step for step, _, _ in found} == {place}
    lost = buying.model_copy(update={"status": StepStatus.NOT_REACHED, "page": None})
    assert said(rule, make_path(start, shown, lost, market="FI")) == []


def test_a_whole_product_page() -> None:
    assert said(FACTS, product("19.90 €", LONG_TEXT)) == []


def test_writing_without_spaces_describes_in_letters() -> None:
    assert said(FACTS, product("1,296円（税込）", "まろやかで濃い緑の一番茶。")) == []
    assert [message for _, _, message in said(FACTS, product("1,296円（税込）", "緑茶 100g"))] == [
        "The product page has no description."
    ]


def test_a_picture_behind_an_empty_box_shows_the_product() -> None:
    bare: dict[str, Any] = {
        "images": (), "viewport_content": ViewportContent(text_length=100, images=0, painted=1),
    }  # fmt: skip
    assert [message for _, _, message in said(FACTS, product("19.90 €", LONG_TEXT, **bare))] == [
        "The product page shows no picture of the product."
    ]
    assert said(FACTS, product("19.90 €", LONG_TEXT, **{**bare, "backgrounds": (PICTURE,)})) == []


def test_a_picture_in_a_link_to_another_product_shows_that_one() -> None:
    def linked(url: str) -> VisitEvidence:
        link = LinkEvidence(text="Red mug", url=url, region="main", locator="main > ul > li > a")
        at = PICTURE.subject.model_copy(update={"locator": "main > ul > li > a > img"})
        return product("19.90 €", LONG_TEXT, links=(link,), images=(PICTURE.model_copy(update={"subject": at}),))

    for url in ("http://shop.example/zoom/mug.JPG?w=900", "http://shop.example/page/2#next"):
        assert said(FACTS, linked(url)) == [], url
    assert [message for _, _, message in said(FACTS, linked("http://shop.example/red-mug"))] == [
        "The product page shows no picture of the product."
    ]


def test_what_the_shop_promises_at_length_does_not_describe_the_product() -> None:
    for text in (
        "In stock, at your door soon. You can return it within 30 days, for whatever reason.",
        "We use the cookies that your cart needs. With your consent we count visits as well.",
    ):
        assert said(FACTS, product("19.90 €", text)) != [], text
        assert said(FACTS, product("19.90 €", f"{LONG_TEXT} {text}")) == [] or "cookies" in text


def test_a_short_text_that_machines_are_given_as_the_description_is_one() -> None:
    data = DATA.replace('"name"', '"description": "Freshly  roasted, each month.", "name"')
    assert said(FACTS, product("19.90 €", "Freshly roasted, each month.", structured_data=(data,))) == []
    assert said(FACTS, product("19.90 €", "Blue, 3 dl", structured_data=(data,))) != []
    assert said(FACTS, product("19.90 €", "Freshly roasted, each month. Arabica.", structured_data=(data,))) == []


def test_a_sentence_about_the_product_describes_it_and_one_about_buying_it_does_not() -> None:
    assert said(FACTS, product("19.90 €", "Raw honey from our hives in Nebraska.")) == []
    for text in ("Free delivery on all of our mugs.", "You can return it within 30 days.", "Blue, 3 dl and more"):
        assert said(FACTS, product("19.90 €", text)) != [], text


def test_a_price_in_a_sentence_is_told_to_people_too() -> None:
    assert said(FACTS, product("24.90 €", "19.90 € incl. VAT + 2.00 € deposit, which you get back", LONG_TEXT)) == []


def test_days_and_sentences_are_no_price_of_the_product() -> None:
    message = "The product page says 24.90 € to people and 19.90 EUR to machines."
    assert said(FACTS, product("23.06", "24.90 €", LONG_TEXT)) == [(0, Severity.MINOR, message)]
    assert said(FACTS, product("Free delivery for all orders above 35 €", LONG_TEXT)) == []


@pytest.mark.parametrize(
    ("visit", "message"),
    [
        (product("19.90 €", "Blue, 3 dl"), "The product page has no description."),
        (product("19.90 €", LONG_TEXT, images=()), "The product page shows no picture of the product."),
        (product(LONG_TEXT), "The product page shows no price."),
        (
            product("19.90 €", LONG_TEXT, structured_data=("{broken",)),
            "The product page says nothing to search engines and assistants: no schema.org Product with an offer.",
        ),
        (product("24.90 €", LONG_TEXT), "The product page says 24.90 € to people and 19.90 EUR to machines."),
    ],
)
def test_what_a_product_page_leaves_out(visit: VisitEvidence, message: str) -> None:
    shown = visit.steps[0].page
    assert shown is not None
    if "picture" in message:
        bare = shown.model_copy(update={"viewport_content": shown.viewport_content.model_copy(update={"images": 0})})
        visit = visit.model_copy(update={"steps": (visit.steps[0].model_copy(update={"page": bare}), *visit.steps[1:])})
    assert said(FACTS, visit) == [(0, Severity.MINOR, message)]


def test_another_currency_for_machines_is_incomplete() -> None:
    data = DATA.replace("EUR", "USD")
    assert outcome_of(FACTS, product("24.90 €", LONG_TEXT, structured_data=(data,))) is Outcome.INCOMPLETE


@pytest.mark.parametrize(
    ("data", "prices"),
    [
        ('{"@graph": [{"@type": "Product", "offers": [{"price": 5}, {"price": "7,50"}]}]}', {"5", "7.5"}),
        ('{"@type": ["Product"], "offers": {"@type": "AggregateOffer", "lowPrice": "5", "highPrice": 9}}', {"5", "9"}),
        ('<!-- {"@type": "https://schema.org/Product", "offers": {"price": "1,234.50"}} -->', {"1234.5"}),
        ('{"@type": "Product", "offers": {"priceSpecification": [{"price": "5.00"}]}}', {"5"}),
        ('{"@type": "ProductGroup", "hasVariant": [{"@type": "Product", "offers": {"price": 4}}]}', {"4"}),
        ('{"@type": "Product", "offers": {"price": "249 kr"}}', {"249"}),
        ('{"@type": "Product", "offers": {"price": "on request"}}', set()),
        ('{"@type": "WebSite", "offers": {"price": 5}}', set()),
        ("nothing", set()),
        ("[" * 5000, set()),
    ],
)
def test_products_as_machines_read_them(data: str, prices: set[str]) -> None:
    found = {price for each in product_data(make_page(structured_data=(data,))) for price in each.prices}
    assert {f"{price.normalize():f}" for price in found} == prices


# ── unclear-price ────────────────────────────────────────────────────────────────────────────────────────────────────


def priced(page: PageEvidence, **more: object) -> VisitEvidence:
    return make_path(make_step(page, Stage.CART), make_step(page, Stage.CHECKOUT), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((("Blue mug", "24.90"), ("Total", "24.90")), Outcome.FAILED),
        ((("Blue mug", "24.90"), ("Total", "24.90"), "Delivery in 2–4 days"), Outcome.FAILED),
        ((("Blue mug", "24.90 €"), ("Total", "24.90")), Outcome.PASSED),
        (("All prices in EUR", ("Blue mug", "24.90"), ("Total", "24.90")), Outcome.PASSED),
        ((("Blå mugg", "249:-"), ("Totalt", "249,00")), Outcome.PASSED),
        ((("€", "24", ".90"), ("Total", "24.90")), Outcome.PASSED),
    ],
)
def test_a_price_and_its_currency(rows: tuple[tuple[str, ...] | str, ...], outcome: Outcome) -> None:
    assert outcome_of(UNCLEAR, priced(make_page(*rows, "Prices include VAT"))) is outcome


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (("24.90", "Delivery from 4.90 €"), Outcome.FAILED),
        (("24.90 -20 %", "Delivery from 4.90 €"), Outcome.FAILED),
        (("from 24.90 (incl. VAT)", "Delivery from 4.90 €"), Outcome.FAILED),
        (("Our price: 24.90", "Delivery from 4.90 €"), Outcome.FAILED),
        (("Length 24.90", "Delivery from 4.90 €"), Outcome.PASSED),
        (("24.90", "€", "Delivery from 4.90 €"), Outcome.PASSED),  # drawn apart
        (("24.90", "Was 24.90 €"), Outcome.PASSED),
        (("24.90", "All prices in EUR"), Outcome.PASSED),
        (("30.50", "Delivery from 4.90 €"), Outcome.PASSED),  # centimetres, say
    ],
)
@pytest.mark.parametrize("opened", [Stage.CHOOSE, Stage.ARRIVE])
def test_goods_that_are_priced_bare_on_their_own_page(rows: tuple[str, ...], outcome: Outcome, opened: Stage) -> None:
    cart = make_page(("Blue mug", "24.90 €"), ("Total", "24.90 €"), "Prices include VAT")
    takes = make_step(cart, Stage.CHOOSE, Commitment.CART)
    assert outcome_of(UNCLEAR, make_path(make_step(make_page("Blue mug", *rows), opened), takes)) is outcome


def test_the_front_page_is_not_the_goods_own() -> None:
    cart = make_page(("Blue mug", "24.90 €"), ("Total", "24.90 €"), "Prices include VAT")
    front = make_step(make_page("Welcome", "24.90", "Delivery from 4.90 €"), Stage.ARRIVE)
    goods = make_step(make_page("Blue mug", "24.90 €"), Stage.FIND)
    assert outcome_of(UNCLEAR, make_path(front, goods, make_step(cart, Stage.CART))) is Outcome.PASSED


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((("Blå mugg", "449"), ("Att betala", "449")), Outcome.FAILED),
        ((("Blå mugg", "449"), ("Att betala", "449 kr")), Outcome.PASSED),
        ((("Blå mugg", "449 g"), ("Antal", "1")), Outcome.PASSED),
        ((("Artikelnummer", "1449"), ("Antal", "4")), Outcome.PASSED),
        ((("Blå mugg", "449:-"), ("Att betala", "449:-")), Outcome.PASSED),
    ],
)
def test_a_whole_number_that_is_a_price_on_another_page(rows: tuple[tuple[str, ...], ...], outcome: Outcome) -> None:
    product = make_step(
        make_page("Blå mugg", "449 kr", "4 kr", "Priserna är inklusive moms", language="sv"), Stage.CHOOSE
    )
    cart = make_step(make_page(*rows, language="sv"), Stage.CART)
    assert outcome_of(UNCLEAR, make_path(product, cart)) is outcome


@pytest.mark.parametrize(
    ("shown", "outcome"), [("18", Outcome.FAILED), ("18 €", Outcome.PASSED), ("12", Outcome.PASSED)]
)
def test_a_whole_number_that_machines_are_told_as_the_price(shown: str, outcome: Outcome) -> None:
    data = '{"@type": "Product", "name": "Yoga", "offers": {"price": 18, "priceCurrency": "EUR"}}'
    page = make_page("Yoga", shown, "Prices include VAT", structured_data=(data,))
    assert outcome_of(UNCLEAR, make_path(make_step(page, Stage.CHOOSE))) is outcome


@pytest.mark.parametrize(
    ("price", "outcome"),
    [("249", Outcome.FAILED), ("249 kr", Outcome.PASSED), ("249,-", Outcome.PASSED), ("250", Outcome.PASSED)],
)
def test_a_whole_number_that_only_machines_are_told_as_a_price(price: str, outcome: Outcome) -> None:
    offer = {"@type": "Offer", "price": "249.00", "priceCurrency": "NOK"}
    data = json.dumps({"@context": "https://schema.org", "@type": "Product", "name": "Kopp", "offers": offer})
    page = make_page("Kopp", price, "Prisene er inkludert mva", language="nb", structured_data=(data,))
    assert outcome_of(UNCLEAR, make_path(make_step(page, Stage.CHOOSE))) is outcome


@pytest.mark.parametrize(
    ("price", "outcome"),
    [
        ("19.90", Outcome.FAILED),
        ("19.90 incl. VAT", Outcome.FAILED),
        ("19.90 cm", Outcome.PASSED),
        ("19.90 €", Outcome.PASSED),
    ],
)
def test_goods_whose_price_only_machines_are_told_in_a_currency(price: str, outcome: Outcome) -> None:
    cart = make_step(make_page(("Delivery", "4.90 €"), ("Total", "24.80 €"), "Prices include VAT"), Stage.CART)
    product = make_page("Blue mug", price, "Delivery from 4.90 €", structured_data=(DATA,))
    assert outcome_of(UNCLEAR, make_path(make_step(product, Stage.CHOOSE), cart)) is outcome


@pytest.mark.parametrize(
    ("words", "more", "found"),
    [
        ("", {"market": "FI"}, [Severity.INFO]),
        ("", {"market": "ZA"}, [Severity.MODERATE]),
        ("", {"market": "US"}, []),
        ("", {"market": "ZA", "customers": "business"}, []),
        ("", {"market": None}, []),
        ("Our VAT number is FI12345678", {"market": "ZA"}, [Severity.MODERATE]),
        ("All prices include VAT", {"market": "ZA"}, []),
        ("VAT 24 %: 4.82 €", {"market": "ZA"}, []),
        ("Hinnat sisältävät arvonlisäveron", {"market": "ZA", "locale": "fi-FI"}, []),
    ],
)
def test_a_word_about_tax(words: str, more: dict[str, object], found: list[Severity]) -> None:
    page = make_page(("Total", "24.90 €"), *([words] if words else []))
    assert [severity for _, severity, _ in said(UNCLEAR, priced(page, **more))] == found


# ── the end, and the way there ───────────────────────────────────────────────────────────────────────────────────────


def confirmed(*texts: str, language: str = "en", first: Stage = Stage.CART) -> VisitEvidence:
    page = make_page("Thank you for your order", *texts, language=language)
    return make_path(
        make_step(make_page("Cart"), first),
        make_step(make_page("Pay"), Stage.CHECKOUT),
        make_step(page, Stage.PAY, Commitment.PAYMENT),
    )


@pytest.mark.parametrize(
    ("texts", "language", "outcome"),
    [
        (("Order number: A-1",), "en", Outcome.FAILED),
        (("Delivery 4.90 €", "E-mail: m@example.com"), "en", Outcome.FAILED),
        (("We have sent you a confirmation.",), "en", Outcome.PASSED),
        (("Your mug arrives on Tuesday.",), "en", Outcome.PASSED),
        (("Lähetimme tilausvahvistuksen.",), "fi", Outcome.PASSED),
        (("Levereras inom 2 vardagar",), "sv", Outcome.PASSED),
        (("Frakt 49 kr", "E-post: m@example.com"), "sv", Outcome.FAILED),
        (("Toimitustapa", "maksuton"), "fi", Outcome.FAILED),
        (("Shipping method", "4.90 €"), "en", Outcome.FAILED),
        (("Shipping method", "Parcel locker", "4.90 €"), "en", Outcome.PASSED),
        (("Lieferzeit: 3 Tage",), "de", Outcome.PASSED),
        (("E-Mail: m@example.com",), "de", Outcome.FAILED),
        (("x",), "tlh", Outcome.INCOMPLETE),
    ],
)
def test_what_comes_next(texts: tuple[str, ...], language: str, outcome: Outcome) -> None:
    assert outcome_of(NEXT, confirmed(*texts, language=language)) is outcome


def test_a_pay_page_alone_is_asked_for_nothing_more() -> None:
    visit = confirmed("Order number: A-1", first=Stage.CHECKOUT)
    assert outcome_of(NEXT, visit) is Outcome.INAPPLICABLE
    around = tuple(LinkEvidence(text=name, url=f"http://x/{name}", region="footer") for name in "abcd")
    for links, outcome in ((around, Outcome.FAILED), (around[:3], Outcome.INAPPLICABLE)):
        end = visit.steps[-1]
        assert end.page is not None
        page = end.page.model_copy(update={"links": links})
        within = visit.model_copy(update={"steps": (*visit.steps[:-1], end.model_copy(update={"page": page}))})
        assert outcome_of(NEXT, within) is outcome  # the shop stands around it: it is a page of a path


def screens(count: int, *, target: int | None = None, fields: bool = False) -> VisitEvidence:
    """Stand in the cart, then on pages of the checkout (or screens of one page), and order on the last."""

    def page(number: int) -> PageEvidence:
        field = FieldEvidence(subject=Subject(role="textbox", name=f"f{number}"), kind="text", name=f"f{number}")
        return make_page(url="http://x/c" if fields else f"http://x/{number}", fields=(field,) if fields else ())

    steps = [make_step(page(number), Stage.CART if not number else Stage.CHECKOUT) for number in range(count)]
    end = make_step(make_page("Thank you"), Stage.PAY, Commitment.PAYMENT)
    return make_path(*steps, end, target=Target(max_steps=target))


@pytest.mark.parametrize(
    ("visit", "outcome"),
    [
        (screens(6), Outcome.PASSED),  # the cart's own page is none of them
        (screens(7), Outcome.FAILED),
        (screens(6, fields=True), Outcome.FAILED),  # it asks, so it is one
        (screens(4, target=3), Outcome.PASSED),
        (screens(5, target=3), Outcome.FAILED),
        (screens(7, target=6), Outcome.PASSED),
    ],
)
def test_pages_up_to_the_order(visit: VisitEvidence, outcome: Outcome) -> None:
    assert outcome_of(LONG, visit) is outcome


def test_coming_back_to_a_page_and_filling_one_page_in_turns_count_once() -> None:
    one = make_page(url="http://x/checkout")
    steps = [make_step(one, Stage.CHECKOUT) for _ in range(8)]
    visit = make_path(make_step(one, Stage.CART), *steps, make_step(None, Stage.PAY, Commitment.PAYMENT))
    assert outcome_of(LONG, visit) is Outcome.PASSED


def test_screens_of_one_address_that_ask_for_no_more_than_a_box_count_each() -> None:
    boxes = [FieldEvidence(subject=Subject(role="checkbox"), kind="checkbox", label=f"Option {n}") for n in range(7)]
    pages = [make_page(url="http://x/checkout", fields=(box,)) for box in boxes]
    steps = [make_step(page, Stage.CHECKOUT) for page in pages]
    pay = make_step(make_page("Thank you"), Stage.PAY, Commitment.PAYMENT)
    assert outcome_of(LONG, make_path(make_step(pages[0], Stage.CART), *steps, pay)) is Outcome.FAILED


def test_a_path_that_was_not_seen_whole_is_not_short() -> None:
    visit = screens(3)
    cut = visit.steps[-1].model_copy(update={"status": StepStatus.NOT_REACHED})
    assert outcome_of(LONG, visit.model_copy(update={"steps": (*visit.steps[:-1], cut)})) is Outcome.INCOMPLETE


@pytest.mark.parametrize(
    ("target", "outcome", "severities"),
    [
        (Target(max_seconds=4), VisitOutcome.COMPLETED, [Severity.MODERATE]),
        (Target(max_seconds=5), VisitOutcome.COMPLETED, []),
        (Target(), VisitOutcome.COMPLETED, [Severity.INFO]),
        (Target(), VisitOutcome.FAILED, []),
    ],
)
def test_time_on_the_path(target: Target, outcome: VisitOutcome, severities: list[Severity]) -> None:
    click = ActionEvidence(kind=ActionKind.CLICK, is_primary=True, use=ActionUse())
    waited = TransitionEvidence(settled_ms=2000, patience_ms=20_000)
    step = make_step(make_page("x"), actions=(click,), transition=waited)
    visit = make_path(step, target=target, outcome=outcome)
    assert [severity for _, severity, _ in said(SLOW, visit)] == severities


@pytest.mark.parametrize(
    ("status", "outcome", "found"),
    [
        (StepStatus.HELD, VisitOutcome.STOPPED_FOR_SAFETY, 1),
        (StepStatus.PASSED, VisitOutcome.COMPLETED, 0),
        (StepStatus.FAILED, VisitOutcome.STOPPED_FOR_SAFETY, 0),
    ],
)
def test_an_end_that_was_not_walked(status: StepStatus, outcome: VisitOutcome, found: int) -> None:
    visit = make_path(make_step(None, Stage.PAY, Commitment.PAYMENT, status=status), outcome=outcome)
    assert [severity for _, severity, _ in said(UNVERIFIED, visit)] == [Severity.INFO] * found


@pytest.mark.parametrize(("kind", "found"), [("safety", 1), ("expectation", 0), (None, 0)])
def test_an_end_on_a_host_that_may_not_be_opened(kind: str | None, found: int) -> None:
    step = make_step(None, Stage.PAY, Commitment.PAYMENT, status=StepStatus.FAILED, failure_kind=kind)
    visit = make_path(step, outcome=VisitOutcome.STOPPED_FOR_SAFETY)
    assert len(said(UNVERIFIED, visit)) == found


@pytest.mark.parametrize(
    ("language", "heading", "is_one"),
    [
        ("de", "Zur Kasse", False),
        ("es", "Finalizar compra", False),
        ("de", "Warenkorb", True),
        ("en", "Your cart", True),
    ],
)
def test_the_checkout_is_no_cart_though_its_heading_is_pressed_there(language: str, heading: str, is_one: bool) -> None:
    page = shop_page(heading, language=language)
    assert is_cart(make_step(page=page), make_visit(locale=language)) is is_one
