"""Extras ticked beforehand, pressure, shaming."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)
from tests.rules.paths import judge_visit, make_control, make_field, make_path, shop_page

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import FieldEvidence, OverlayEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.rules.engine import judge
from frictionaudit.rules.registry import Context, Friction, RunEvidence, Verdict, all_rules

EXTRA, PRESSURE, SHAMING = "commitment/preselected-extra", "commitment/pressure", "commitment/shaming"


def _ticked(label: str, kind: str = "checkbox", **changes: Any) -> VisitEvidence:
    field = make_field(label, kind, **{"is_checked": True, "is_prefilled": True, **changes})
    return make_path(details=shop_page("details", fields=(field,)))


@pytest.mark.parametrize(
    "label",
    [
        "Subscribe to our newsletter",
        "Send me news and offers by e-mail",
        "Add shipping protection",
        "Extended warranty 3 years",
        "I want to become a member",
        "You may share my data with partners",
        "A wooden box (+ 4,90 €)",
        "I would like a wooden box (additional cost: 4,90 €)",
        "Gift wrapping",
        "Send me the newsletter. I can unsubscribe at any time, no questions asked.",
        "I accept the privacy notice and want the newsletter",
        "SMS notification 0,50 €",
        "Send me offers by SMS",
    ],
)
def test_extras_ticked_beforehand_are_found_once(label: str) -> None:
    found = friction_of(judge_visit(EXTRA, _ticked(label)))
    assert (found.parameters["label"], found.step) == (label, 2)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("de", "Ich möchte meine Bestellung als Geschenk verpackt erhalten"),
        ("en", "Subscribe me to your weekly tips"),
        ("en", "Send me texts about offers"),
        ("fi", "Tilaan Teekirjeen"),
        ("en", "Protect my parcel"),
        ("fi", "Suojaa pakettini"),
        ("sv", "Försäkra paketet"),
        ("de", "Sendung versichern"),
        ("fr", "Protéger mon colis"),
        ("es", "Asegurar mi paquete"),
        ("nl", "Bescherm mijn pakket"),
        ("pl", "Ubezpiecz przesyłkę"),
        ("da", "Beskyt min pakke"),
        ("it", "Proteggi il mio pacco"),
        ("nb", "Forsikre pakken"),
        ("pt", "Proteger a minha encomenda"),
        ("et", "Kindlusta pakk"),
        ("de", "Mit Grußkarte (zusätzliche Kosten: 3,50 € inkl. MwSt.)"),
        ("fr", "Je voudrais que ma commande soit emballée dans du papier cadeau"),
        ("es", "Con tarjeta (coste adicional de 3,50 €)"),
        ("nl", "Ik wil mijn bestelling als cadeau ingepakt"),
        ("fi", "Haluan tilaukseni lahjaksi paketoituna"),
        ("da", "Jeg vil have ordren pakket ind som gave"),
        ("pl", "Chcę zapakować na prezent"),
        ("nl", "Bescherming van je zending 2 €"),
        ("de", "Absicherung Ihrer Sendung 1,90 €"),
        ("en", "Cover for your shipment 1.90 €"),
        ("da", "Beskyttelse af din pakke 19 kr."),
        ("fi", "Toimituksen turva 1,90 €"),
        ("nb", "Legg til ullvask, kr 89"),
        ("en", "Add wool care, 8 €"),
        ("de", "Wollpflege hinzufügen (8 €)"),
        ("fr", "Ajouter un entretien de la laine, 8 €"),
    ],
)
def test_gift_wrapping_and_what_costs_more_are_extras_in_other_words_too(language: str, label: str) -> None:
    field = make_field(label, "checkbox", is_checked=True, is_prefilled=True)
    visit = make_path(details=shop_page("details", fields=(field,), language=language))
    assert friction_of(judge_visit(EXTRA, visit)).parameters["label"] == label


@pytest.mark.parametrize(
    "label",
    [
        "Billing address is the same",
        "Remember me",
        "Save my card for next time",
        "I do not want the newsletter",
        "Please do not share my data with partners. We respect that.",
        "No insurance, thank you",
        "I accept the terms and the warranty conditions",
        "I have read the data protection notice",
        "Blue mug 24,90 €",
        "Add my discount code (-5 €)",
        "Add a greeting, 0 €",
        "Add my points worth 5 % of 24,90 €",
        "Home delivery (+ 4,90 €)",
        "A cover for your phone, 24,90 €",
        "SMS notification when my parcel arrives",
    ],
)
def test_other_boxes_may_be_ticked(label: str) -> None:
    assert judge_visit(EXTRA, _ticked(label)) == []


@pytest.mark.parametrize(
    ("texts", "locator", "is_found"),
    [
        (("We use cookies.", "Accept all"), "#cookies", True),  # the banner lies over the form
        (("We use cookies.", "Marketing newsletter"), "#cookies", False),
        (("We use cookies.",), "body", False),
        (("We use cookies.",) * 20, "#cookies", False),
    ],
)
def test_a_box_under_a_cookie_banner_is_the_page_s_own(texts: tuple[str, ...], locator: str, is_found: bool) -> None:
    field = make_field("Marketing newsletter", "checkbox", is_checked=True, is_prefilled=True)
    field = field.model_copy(update={"subject": field.subject.model_copy(update={"locator": "body > form > input"})})
    subject = Subject(role="region", name="Cookies", locator=locator, box=Box(x=0, y=0, width=1350, height=940))
    banner = OverlayEvidence(kind="consent", subject=subject, share=0.9, texts=texts)
    visit = make_path(details=shop_page("details", fields=(field,), overlays=(banner,)))
    assert bool(judge_visit(EXTRA, visit)) is is_found


def test_what_somebody_ticked_is_no_preselection() -> None:
    assert judge_visit(EXTRA, _ticked("Newsletter", is_prefilled=False)) == []
    assert judge_visit(EXTRA, _ticked("Newsletter", is_checked=False, is_prefilled=False)) == []
    visit = _ticked("Newsletter")
    check = make_action(kind=ActionKind.CHECK, subject=Subject(role="checkbox", name="Newsletter", locator="#n"))
    steps = (visit.steps[0].model_copy(update={"actions": (check,)}), *visit.steps[1:])
    assert judge_visit(EXTRA, visit.model_copy(update={"steps": steps})) == []
    assert is_inapplicable(judge_visit(EXTRA, make_path()))


def test_another_box_at_the_place_of_one_that_was_ticked_is_found() -> None:
    visit = _ticked("Gift wrapping")
    (box,) = (
        field for step in visit.steps if step.name == "details" and step.page for field in step.page.forms[0].fields
    )
    other = make_step(make_action(kind=ActionKind.CHECK, subject=box.subject.model_copy(update={"name": "By post"})))
    friction_of(judge_visit(EXTRA, visit.model_copy(update={"steps": (*visit.steps, other)})))


@pytest.mark.parametrize(
    ("group", "label", "is_extra"),
    [
        ("Would you like our newsletter?", "Yes", True),
        ("Would you like our newsletter?", "No", False),
        ("Shall we deliver the newsletter to you?", "Yes", True),
        ("Do you have a parking space?", "Yes", False),
    ],
)
def test_a_yes_is_read_with_its_question(group: str, label: str, is_extra: bool) -> None:
    assert bool(judge_visit(EXTRA, _ticked(label, kind="radio", group=group))) is is_extra


def test_a_box_that_adds_to_the_delivery_beside_the_ways_to_deliver_is_an_extra() -> None:
    box = make_field("Priority shipping (+3.50 €)", "checkbox", is_checked=True, is_prefilled=True)
    ways = tuple(make_field(way, "radio", is_checked=False) for way in ("Home delivery", "Parcel locker"))
    found = friction_of(judge_visit(EXTRA, make_path(details=shop_page("details", fields=(box, *ways)))))
    assert found.parameters["label"] == "Priority shipping (+3.50 €)"
    alone = make_path(details=shop_page("details", fields=(box,)))
    assert judge_visit(EXTRA, alone) == []  # the way to deliver itself, as a box


def test_radios_stand_for_delivery_and_kinds_of_a_product_too() -> None:
    friction_of(judge_visit(EXTRA, _ticked("Travel insurance", kind="radio")))
    assert judge_visit(EXTRA, _ticked("Delivery with insurance", kind="radio")) == []
    box = make_field("Gift box", "radio", is_checked=True, is_prefilled=True)
    assert judge_visit(EXTRA, make_path(product=shop_page("product", fields=(box,)))) == []


def _list(label: str, preset: str, *others: str, name: str = "") -> FieldEvidence:
    return make_field(label, "select", options=(*others, preset), preset=preset, name=name, is_prefilled=True)


@pytest.mark.parametrize(
    ("language", "field"),
    [
        ("en", _list("Support", "Premium support 9 €", "Standard support 0 €")),
        ("en", _list("Gift wrapping", "Silk paper 4.90 €", "None")),
        ("de", _list("Geschenkverpackung", "Mit Schleife 4,90 €", "Keine")),
        ("sv", _list("Kundtjänst", "Snabbt svar 49 kr", "Vanligt svar, gratis")),
        ("fr", _list("Assurance", "Sérénité 3,90 €", "Sans assurance")),
        ("en", _list("Delivery insurance", "Insured up to 500 € · 3.90 €", "No insurance", name="shipping_insurance")),
        ("nl", make_field("Cadeauverpakking", "select", preset="Luxe papier € 3,50")),  # a list of a script's own
    ],
)
def test_a_list_that_stands_on_a_line_with_a_price_sells_it(language: str, field: FieldEvidence) -> None:
    visit = make_path(cart=shop_page("cart", fields=(field,), language=language))
    found = friction_of(judge_visit(EXTRA, visit))
    assert field.preset in str(found.parameters["label"])


@pytest.mark.parametrize(
    ("language", "field"),
    [
        ("en", _list("Gift wrapping", "No gift wrapping", "Silk paper 4.90 €")),
        ("de", _list("Versandart", "DHL 4,90 €", "Abholung 0 €")),
        ("de", _list("", "Standard 4,90 €", "Filiale 0 €", name="shipping_method")),
        ("fi", _list("Maksutapa", "Lasku 2,90 €", "Verkkopankki 0 €")),
        ("en", _list("Delivery slot", "Thu 8-10, 4.90 €", "Thu 12-16, free")),
        ("en", _list("Size", "XL 29 €", "M 24 €")),
        ("en", _list("Country", "Finland", "Sweden")),
        ("en", _list("Gift wrapping", "Free above 50 €", "None")),
    ],
)
def test_other_lists_may_stand_on_any_line(language: str, field: FieldEvidence) -> None:
    assert is_inapplicable(
        judge_visit(EXTRA, make_path(details=shop_page("details", fields=(field,), language=language)))
    )


def test_of_a_list_whose_other_line_names_no_price_it_is_not_told_what_leaving_it_costs() -> None:
    page = shop_page("cart", fields=(_list("Handling", "Careful 4.90 €", "Usual"),))
    assert is_incomplete(judge_visit(EXTRA, make_path(cart=page)))
    chosen = make_action(kind=ActionKind.SELECT, subject=Subject(role="combobox", name="Handling", locator="#h"))
    visit = make_path(cart=page)
    steps = (visit.steps[0].model_copy(update={"actions": (chosen,)}), *visit.steps[1:])
    assert is_inapplicable(judge_visit(EXTRA, visit.model_copy(update={"steps": steps})))


@pytest.mark.parametrize(("label", "is_found"), [("Engraving", False), ("Memory", False), ("Warranty", True)])
def test_kinds_of_a_product_cost_more_or_less(label: str, is_found: bool) -> None:
    page = shop_page("product", fields=(_list(label, "Plus 29 €", "Basic 0 €"),))
    assert is_inapplicable(judge_visit(EXTRA, make_path(product=page))) is not is_found


def test_of_two_radios_the_one_with_a_price_sells_something() -> None:
    def judged(title: str, name: str) -> list[Verdict]:
        given = {"name": name, "group": title, "is_prefilled": True}
        quick = make_field("Quick 9 €", "radio", is_checked=True, **given)
        usual = make_field("Usual 0 €", "radio", is_checked=False, **given)
        return judge_visit(EXTRA, make_path(details=shop_page("details", fields=(usual, quick))))

    assert friction_of(judged("How soon shall we answer?", "answer")).parameters["label"] == "Quick 9 €"
    assert judged("Delivery", "d") == judged("", "shipping") == judged("", "payment") == []


@pytest.mark.parametrize(
    ("title", "chosen", "is_found"),
    [
        ("Tip for your courier", "15 %", True),
        ("Add a tip", "€ 2", True),
        ("Tip for your courier", "0 %", False),
        ("Excess of your insurance", "15 % of the damage", False),
        ("Discount", "15 %", False),
        ("Courier", "15 €", False),
    ],
)
def test_a_tip_that_is_chosen_beforehand_is_one_more_thing_to_pay(title: str, chosen: str, is_found: bool) -> None:
    given = {"name": "choice", "group": title, "is_prefilled": True}
    fields = (
        make_field("None", "radio", is_checked=False, **given),
        make_field(chosen, "radio", is_checked=True, **given),
    )
    judged = judge_visit(EXTRA, make_path(details=shop_page("details", fields=fields)))
    assert any(isinstance(each, Friction) for each in judged) is is_found


@pytest.mark.parametrize(
    ("label", "lines", "is_found"),
    [
        ("Welcome dinner for two, 58.00 €", ("Welcome dinner 58.00 €", "Total 82.90 €"), True),
        ("I cover the cost of the transfer, 3.00 €", ("Cost of transfer 3.00 €", "Total 27.90 €"), True),
        ("Priority phone support, 5.00 € a month", ("Total 24.90 €",), True),
        ("Try Plus: 3.90 € a month, free delivery", ("Total 24.90 €",), True),
        ("Welcome dinner for two, 58.00 €", ("Total 24.90 €",), False),  # named, and nowhere charged
        ("Use my voucher, 5.00 €", ("Voucher -5.00 €", "Total 19.90 €"), False),
        ("Next mug 24.90 €", ("Next mug 24.90 €", "Total 24.90 €"), False),  # a line of the summary: "Next" was pressed
        ("Renew at 24.90 € a month", ("Total 24.90 €",), False),
        ("I accept the terms: 5.00 € a month", ("Total 24.90 €",), False),
        ("Replace what is sold out, at no cost", ("Total 24.90 €",), False),
    ],
)
def test_a_ticked_box_that_is_charged_is_an_extra_whatever_its_words(
    label: str, lines: tuple[str, ...], is_found: bool
) -> None:
    visit = _ticked(label)
    page = visit.steps[2].page
    assert page is not None
    shown = shop_page("details", *lines, fields=page.forms[0].fields)
    judged = judge_visit(EXTRA, make_path(details=shown))
    assert any(isinstance(each, Friction) for each in judged) is is_found


def test_boxes_of_a_cart_choose_among_its_lines() -> None:
    box = make_field("Plate 58.00 €", "checkbox", is_checked=True, is_prefilled=True)
    page = shop_page("cart", "Plate 58.00 €", "Total 82.90 €", fields=(box,))
    visit = make_path(cart=page)
    in_cart = tuple(s.model_copy(update={"stage": Stage.CART}) for s in visit.steps)
    assert judge_visit(EXTRA, visit.model_copy(update={"steps": in_cart})) == []


def test_boxes_of_a_cookie_banner_are_another_rules() -> None:
    field = make_field("Marketing newsletter", "checkbox", is_checked=True, is_prefilled=True)
    banner = Subject(role="dialog", name="Cookies", locator="#c", box=Box(x=0, y=0, width=900, height=400))
    overlay = OverlayEvidence(kind="consent", subject=banner, share=0.4)
    page = shop_page("details", fields=(field,), overlays=(overlay,))
    assert judge_visit(EXTRA, make_path(details=page)) == []


def _pressure(*visits: VisitEvidence) -> list[Verdict]:
    return list(all_rules()[PRESSURE].judge(RunEvidence(visits)))


def _told(*texts: str, started: str = "2026-11-21T00:00:00Z", name: str = "one", language: str = "en") -> VisitEvidence:
    page = shop_page("product", *texts, language=language)
    return make_path(product=page, started=started, id=name, locale=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Only 2 left"),
        ("en", "Hurry! 5 left"),
        ("en", "Hurry while stocks last"),
        ("en", "Almost sold out"),
        ("en", "14 people are looking at this"),
        ("en", "Anna in Helsinki just bought one"),
        ("en", "Offer ends in 09:59"),
        ("en", "Your cart is reserved for 10:00 minutes"),
        ("en", "Sale ends in 2 h 14 min"),
        ("fi", "Vain 2 jäljellä"),
        ("fi", "Tarjous päättyy 01:14:33"),
        ("sv", "Endast 3 kvar"),
        ("sv", "7 personer tittar på denna just nu"),
        ("de", "Nur noch 2 verfügbar"),
        ("fr", "Plus que 3 en stock"),
        ("pl", "Ostatnie sztuki"),
        ("en", "12 bought today for €20"),
        ("de", "14 Personen sehen sich das an, morgen da"),
        ("et", "Müüdud 12 viimase 24 tunni jooksul"),
        ("nl", "Al 12 keer vandaag verkocht"),
        ("fr", "Vu 12 fois aujourd'hui"),
        ("fr", "Acheté au cours de la dernière heure"),
        ("fi", "12 kertaa tänään katsottu"),
        ("es", "Comprado en la última hora"),
        ("es", "5 otras personas lo miran"),
        ("it", "Acquistato nell'ultima ora"),
        ("it", "Altre persone lo stanno guardando"),
        ("pt", "Encomendado na última hora"),
        ("fr", "3 autres personnes regardent cet article"),
    ],
)
def test_pressing_messages_are_minor(language: str, text: str) -> None:
    found = friction_of(_pressure(_told(text, language=language)))
    assert (found.severity, found.variant) == (None, "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "12 in stock"),
        ("en", "Only available online"),
        ("en", "Open today 10:00–17:00"),
        ("en", "The sale ends on 30 April"),
        ("en", "Offer ends at 18:00"),
        ("en", "Only 12 € left until free delivery"),
        ("en", "I just bought this mug and love it"),
        ("en", "Customers also bought"),
        ("en", "Order within 02:14 and it arrives tomorrow"),
        ("en", "New here, or in a hurry"),
        ("de", "Nur noch ein Schritt"),
        ("de", "Es befinden sich 1 Artikel in Ihrem Warenkorb."),
        ("de", "Nur noch 12,00 € bis zum kostenlosen Versand"),
        ("fi", "Varastossa 12 kpl"),
        ("en", "★★★★★ Only 2 left from the 20 that came last year. – Priya"),
        ("it", "«Ne restano solo 2 bottiglie in dispensa!» Caterina"),
        ("es", "Quedan 14 días para devolver"),
        ("nl", "Beperkte oplage van 200"),
        ("nb", "Begrenset opplag på 200"),
        ("en", "Bought today, delivered tomorrow"),
        ("de", "Heute gekauft: Lieferung in 2 Tagen"),
        ("sv", "Köpta idag levereras i morgon"),
        ("nl", "Abonnement: € 19,90 per maand, de eerste keer vandaag"),
        ("nl", "De eerste keer vandaag, daarna elke maand"),
        ("fr", "Première fois aujourd'hui, puis chaque mois"),
        ("fi", "Veloitamme ensimmäistä kertaa tänään"),
        ("et", "Võtame makse esimest korda täna"),
        ("es", "Viajes de última hora"),
        ("it", "Offerte dell'ultima ora"),
        ("pt", "Ofertas de última hora"),
        ("fr", "Voyages de dernière heure"),
        ("es", "No cedemos tus datos a otras personas"),
        ("pt", "Não partilhamos os dados com outras pessoas"),
        ("it", "Puoi acquistare per altre persone"),
        ("fr", "Ne partagez pas le lien avec d'autres personnes"),
    ],
)
def test_plain_facts_press_nobody(language: str, text: str) -> None:
    assert _pressure(_told(text, language=language)) == []


def test_a_clock_in_small_boxes_is_read() -> None:
    friction_of(_pressure(_told("Offer ends in", "02", "hours", "14", "min", "33", "s")))


@pytest.mark.parametrize(
    "below",
    [
        (make_block("Quantity", role="label"), make_block("1", role="option"), "€95.00"),
        (make_block("Quantity"), "1", "€95.00", "20 pcs"),
        ("Size", *(make_block(size, role="label") for size in ("36", "38", "40"))),
        ("Size", *(make_block(size, role="button") for size in ("36", "38", "40"))),
    ],
)
def test_amounts_and_sizes_below_are_no_clock(below: tuple[Any, ...]) -> None:
    assert _pressure(_told("Offer ends in May.", *below)) == []


@pytest.mark.parametrize(
    ("texts", "later", "variant"),
    [
        (("Offer ends in 09:59", "Offer ends in 09:58"), "2026-11-21T00:05:00Z", "resets"),
        (("Offer ends in 09:59", "Offer ends in 04:59"), "2026-11-21T00:05:00Z", ""),
        (("Offer ends in 09:59", "Offer ends in 09:59"), "2026-11-21T00:00:04Z", ""),
        (("Only 2 left", "Only 5 left"), "2026-11-21T00:05:00Z", "differs"),
        (("Only 2 left", "Only 1 left"), "2026-11-21T00:05:00Z", ""),
        (("14 people are looking at this", "37 people are looking at this"), "2026-11-21T00:05:00Z", "differs"),
        (("14 people are looking at this", "15 people are looking at this"), "2026-11-21T00:05:00Z", ""),
    ],
)
def test_two_visits_prove_it(texts: tuple[str, str], later: str, variant: str) -> None:
    first, second = texts
    found = _pressure(_told(first), _told(second, started=later, name="two"))
    assert [v.variant for v in found if isinstance(v, Friction)] == [variant, variant]
    severity = Severity.MODERATE if variant else None
    assert all(isinstance(v, Friction) and v.severity is severity for v in found)


def test_seats_are_held_for_each_visitor_from_their_own_press() -> None:
    def held(clock: str, **changes: Any) -> VisitEvidence:
        visit = make_path(cart=shop_page("cart", f"Seats B1, B2 are reserved for you for {clock} more"), **changes)
        steps = tuple(s.model_copy(update={"stage": Stage.CHOOSE}) for s in visit.steps)
        return visit.model_copy(update={"steps": steps})

    found = _pressure(held("09:59"), held("10:00", started="2026-11-21T00:05:00Z", id="two"))
    assert [v.variant for v in found if isinstance(v, Friction)] == ["", ""]


def test_a_drill_is_one_more_visitor_who_was_told_the_number() -> None:
    walk = _told("14 people are looking at this")
    drill = _told("37 people are looking at this", name="two").model_copy(update={"errand": "payment_declined@pay"})
    found = [each for each in judge([walk, drill]).findings if each.rule == PRESSURE]
    assert [(each.visit, each.severity, each.parameters["other"]) for each in found] == [
        ("one", Severity.MODERATE, "37 people are looking at this")
    ]


def test_two_messages_in_one_text_are_both_held_against_another_visit() -> None:
    text = "Only 2 left! {} people are looking at this."
    later = _told(text.format(37), started="2026-11-21T00:05:00Z", name="two")
    found = _pressure(_told(text.format(14)), later)
    # One paragraph is told of once: by the number that cannot be true.
    assert [v.variant for v in found if isinstance(v, Friction)] == ["differs"] * 2


@pytest.mark.parametrize(
    ("language", "text", "is_pressing"),
    [
        ("da", "Tilbuddet udløber om 00:12:44", True),
        ("nb", "Tilbudet slutter om 12:44", True),
        ("sv", "Erbjudandet slutar om 12:44", True),
        ("nl", "De aanbieding eindigt om 15:00", False),
        ("fr", "Plus que quelques heures pour en profiter !", True),
        ("fr", "Plus que du savon : un rituel", False),
        ("de", "Nur noch wenige Schritte bis zur Bestellung", False),
        ("nl", "De aanbieding eindigt over 02:15:00", True),
        ("fr", "Offre flash : il vous reste 14:59 pour en profiter !", True),
        ("en", "You have 14:59 left to grab this deal", True),
        ("nb", "Tilbudet går ut om 14:59", True),
        ("da", "Tilbuddet ophører om 14:59", True),
        ("es", "La oferta vence en 14:59", True),
        ("de", "Dir bleiben noch 14:59 Minuten", True),
        ("it", "Hai ancora 14:59 per approfittarne", True),
        ("pt", "Ainda tem 14:59 para aproveitar", True),
        ("pl", "Masz jeszcze 14:59", True),
        ("sv", "Rean tar slut om 14:59", True),
    ],
)
def test_in_fifteen_minutes_is_not_at_three(language: str, text: str, is_pressing: bool) -> None:
    page = shop_page("product", text, language=language)
    assert bool(_pressure(make_path(product=page, locale=language))) is is_pressing


def test_a_clock_that_stands_on_a_page_shown_twice_resets() -> None:
    page = shop_page("product", "Offer ends in 09:59")
    visit = make_path(product=page, cart=page)
    slow = tuple(step.model_copy(update={"elapsed_ms": 9_000.0}) for step in visit.steps)
    assert friction_of(_pressure(visit.model_copy(update={"steps": slow}))).variant == "resets"


def _shaming(*labels: str, language: str = "en") -> list[Verdict]:
    page = make_page("Ten per cent off", language=language, controls=tuple(make_control(label) for label in labels))
    visit = make_path(product=page, locale=language)
    return list(all_rules()[SHAMING].judge(page, Context(visit, visit.steps[0])))


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "No thanks, I like paying full price"),
        ("en", "No, I don't want to save 10%"),
        ("en", "No thanks, I hate discounts"),
        ("en", "I'll take the risk"),
        ("fi", "Ei kiitos, maksan mieluummin täyden hinnan"),
        ("sv", "Nej tack, jag betalar hellre fullt pris"),
        ("sv", "Nej tack, jag betalar hellre för en ny jacka"),
        ("de", "Nein danke, ich zahle lieber den vollen Preis"),
        ("fr", "Non merci, je préfère payer plus cher"),
        ("es", "No gracias, no quiero ahorrar"),
        ("nl", "Nee, ik betaal liever de volle prijs"),
        ("en", "No thanks, I’d rather risk a ruined parcel"),
        ("en", "No, I don’t want to look better"),
        ("sv", "Nej tack, jag struntar i miljön"),
        ("it", "No grazie, non mi interessa proteggere i miei acquisti"),
        ("de", "Nein, ich riskiere lieber einen Bruch"),
        ("fi", "Ei kiitos, riskeeraan mieluummin rikkoutumisen"),
        ("fr", "Non, je me moque de l’environnement"),
        ("es", "No, prefiero arriesgarme a que llegue roto"),
        ("nl", "Nee, ik riskeer liever schade"),
        ("da", "Nej tak, jeg risikerer hellere en knust vase"),
        ("nb", "Nei takk, jeg gir blaffen i miljøet"),
        ("pl", "Nie, nie chcę chronić przesyłki"),
        ("pt", "Não, prefiro arriscar que chegue partido"),
        ("et", "Ei, mind ei huvita keskkond"),
        ("en", "Nope, I’m fine with missing out on savings"),
        ("fr", "Non, tant pis si mon colis est abîmé"),
        ("de", "Nein, der Wald ist mir egal"),
        ("da", "Nej, jeg vil hellere kede mig"),
        ("en", "No, protecting my order isn't important to me"),
        ("fi", "Ei kiitos, ympäristö ei kiinnosta minua"),
        ("nl", "Nee, het klimaat kan me niets schelen"),
        ("es", "No, el planeta me da igual"),
        ("it", "No, mi piace spendere di più"),
        ("nb", "Nei, miljøet bryr meg ikke"),
        ("en", "No thanks, I’d rather my parcel got lost"),
        ("nl", "Nee, ik bespaar liever niet"),
        ("sv", "Nej tack, jag vill fortsätta vara stel och stressad"),
        ("fr", "Non merci, je préfère rester raide et stressé"),
        ("en", "No thanks, I would rather stay stiff and stressed"),
        ("fi", "Ei kiitos, jään mieluummin jäykäksi ja stressaantuneeksi"),
    ],
)
def test_a_shaming_refusal_is_found(language: str, label: str) -> None:
    assert friction_of(_shaming(label, language=language)).parameters["label"] == label


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "No thanks, I don't want to be contacted"),
        ("en", "I prefer to stay signed in"),
        ("sv", "Nej tack, jag vill fortsätta vara gäst"),
        ("fr", "Non merci, je préfère rester sur cette page"),
        ("en", "No, I would rather stay on this plan"),
        ("fi", "Ei kiitos, jään mieluummin tälle sivulle"),
        ("de", "Nein, ich zahle lieber per Rechnung"),
        ("fr", "Non merci, je paierai à la livraison"),
        ("it", "No, preferisco restare così"),
        ("es", "Prefiero dejar el paquete en la tienda"),
        ("nl", "Nee, ik reken nu af"),
        ("sv", "Nej tack, inte den här gången"),
        ("fi", "Ei kiitos, en tarvitse lahjapakkausta"),
        ("pl", "Nie, wolę zostać na stronie"),
        ("de", "Lieferzeit ist mir nicht wichtig"),
        ("fr", "Je préfère payer plus tard"),
        ("it", "Preferisco pagare alla consegna"),
        ("es", "Prefiero pagar con tarjeta"),
        ("nl", "Ik betaal liever achteraf"),
        ("da", "Jeg vil hellere betale med faktura"),
        ("pl", "Wolę zapłacić przelewem"),
        ("fi", "Maksan mieluummin laskulla"),
        ("nb", "Jeg vil heller hente i butikk"),
        ("en", "I don't want to receive offers and discounts"),
        ("en", "No thanks, I don't want emails about deals"),
        ("es", "No quiero recibir ofertas"),
        ("da", "Nej tak, jeg vil ikke have tilbud på mail"),
        ("sv", "Jag vill inte ha erbjudanden via e-post"),
        ("de", "Ich möchte keine Rabattaktionen per E-Mail erhalten"),
        ("pl", "Nie chcę otrzymywać rabatów e-mailem"),
    ],
)
def test_a_plain_refusal_shames_nobody(language: str, label: str) -> None:
    assert _shaming(label, language=language) == []


def test_a_pop_up_that_was_closed_on_the_way_is_read_too() -> None:
    label = "Nee bedankt, ik betaal liever de volle prijs"
    layer = OverlayEvidence(kind="dialog", subject=Subject(role="dialog", name="10%"), share=0.4, buttons=("OK", label))
    page = make_page("Koffie", language="nl")
    visit = make_visit(make_step(make_action(closed=(layer,)), page=page), locale="nl-NL")
    verdicts = list(all_rules()[SHAMING].judge(page, Context(visit, visit.steps[0])))
    assert friction_of(verdicts).parameters["label"] == label


def test_what_the_step_itself_presses_is_read_too_and_told_once() -> None:
    label = "Não, obrigado, prefiro pagar mais caro"
    press = make_action(subject=Subject(role="button", name=label, locator="#no"))
    gone = make_page("Café", language="pt")
    offer = make_page(make_block(label, role="link"), language="pt")
    for first, count in ((gone, 1), (offer, 0)):
        visit = make_visit(make_step(page=first), make_step(press, page=gone, index=1), locale="pt-PT")
        assert len(list(all_rules()[SHAMING].judge(gone, Context(visit, visit.steps[1])))) == count


@pytest.mark.parametrize(
    "label", ["No thanks", "Not now", "No, I don't have a code", "Yes, I want to save", "I don't want the newsletter"]
)
def test_a_plain_refusal_passes(label: str) -> None:
    assert _shaming(label) == []


def test_the_same_words_in_running_text_are_nobodys_answer() -> None:
    page = make_page(make_block("I hate discounts, says our potter"))
    visit = make_path(product=page)
    assert list(all_rules()[SHAMING].judge(page, Context(visit, visit.steps[0]))) == []
    assert is_incomplete(_shaming("No", language="tlh"))
