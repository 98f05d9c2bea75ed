"""Rules of the path's words: terms, delivery, progress, withdrawal."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    make_action,
    make_block,
    make_step,
    make_visit,
)
from tests.rules.paths import judge_visit, make_control, make_field, make_path, shop_page, visited

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.links import LinksEvidence, NoticePage
from frictionaudit.evidence.page import LinkEvidence, PageEvidence
from frictionaudit.evidence.search import SearchEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Commitment, Goods, Stage
from frictionaudit.rules.registry import Friction

TERMS, DELIVERY = "commitment/unreachable-terms", "commitment/unknown-delivery"
PROGRESS, WITHDRAWAL = "commitment/unknown-progress", "commitment/missing-withdrawal-function"


@pytest.mark.parametrize(
    ("links", "variant"),
    [
        ((), "terms-returns-privacy"),
        (("Terms of sale",), "returns-privacy"),
        (("Terms and privacy",), "returns"),
        (("Returns", "Privacy policy", "Payment"), "terms"),
        (("Return to cart", "Terms", "Privacy"), "returns"),
    ],
)
def test_missing_terms_are_named(links: tuple[str, ...], variant: str) -> None:
    found = friction_of(judge_visit(TERMS, make_path(everywhere={"links": links})))
    assert (found.variant, found.step) == (variant, 4)


def test_the_picture_is_that_of_the_page_with_the_binding_button() -> None:
    visit = make_path(everywhere={"links": ()})
    paid = visit.steps[4]
    action = paid.actions[0].model_copy(update={"screenshot": "screenshots/before.jpg"})
    steps = (*visit.steps[:4], paid.model_copy(update={"actions": (action,)}), *visit.steps[5:])
    found = friction_of(judge_visit(TERMS, visit.model_copy(update={"steps": steps})))
    assert found.screenshot == "screenshots/before.jpg"


def from_cart(
    first: str = "cart", links: tuple[str, ...] = (), around: tuple[str, ...] = ("Terms of sale", "Privacy")
) -> VisitEvidence:
    """Make a walk of three steps: a page of the shop, the checkout on one page, thanks."""
    shop = shop_page(first, "Blue mug", "24,90 €", "Go to checkout", links=around)
    cart = make_step(name="cart", stage=Stage.CART, page=shop)
    fields = tuple(make_field(label) for label in ("Name", "Street", "Town"))
    till = shop_page("till", "Total 24,90 €", "Pay now", fields=fields, links=links)
    checkout = make_step(make_action(), name="till", stage=Stage.CHECKOUT, page=till)
    pay = make_step(make_action(), name="pay", stage=Stage.PAY, commits=Commitment.ORDER, page=shop_page("thanks"))
    return make_visit(cart, checkout, pay)


def test_terms_are_asked_of_a_journey_that_begins_at_the_cart() -> None:
    assert friction_of(judge_visit(TERMS, from_cart())).variant == "terms-returns-privacy"
    assert judge_visit(TERMS, from_cart(links=("Terms of sale", "Returns", "Privacy policy"))) == []
    assert is_incomplete(judge_visit(TERMS, from_cart(first="welcome")))
    assert is_incomplete(judge_visit(TERMS, from_cart(around=())))  # two lone pages, and no shop around them
    assert is_incomplete(judge_visit(DELIVERY, from_cart()))  # two lone pages again: the product's may have told


def test_what_a_search_only_supposes_to_bind_is_no_end_of_the_path() -> None:
    visit = make_path(everywhere={"links": ()})
    held = {"status": StepStatus.HELD, "search": SearchEvidence(intent="place_order", is_guess=True)}
    steps = (*visit.steps[:4], visit.steps[4].model_copy(update=held), *visit.steps[5:])
    assert is_incomplete(judge_visit(TERMS, visit.model_copy(update={"steps": steps})))


@pytest.mark.parametrize(
    ("asked", "is_scan", "is_found"),
    [(("Email",), True, False), (("Email",), False, True), (("Email", "Street"), True, True), ((), True, True)],
)
def test_a_scan_that_is_never_asked_where_to_may_have_bought_nothing_that_is_sent(
    asked: tuple[str, ...], *, is_scan: bool, is_found: bool
) -> None:
    fields = tuple(make_field(label, kind="email" if label == "Email" else "text") for label in asked)
    visit = make_path(details=shop_page("details", fields=fields))
    if is_scan:
        found = visit.steps[1].model_copy(update={"search": SearchEvidence(intent="add_to_cart")})
        visit = visit.model_copy(update={"steps": (visit.steps[0], found, *visit.steps[2:])})
    assert any(isinstance(verdict, Friction) for verdict in judge_visit(DELIVERY, visit)) is is_found


@pytest.mark.parametrize(("place", "is_told"), [(1, True), (0, False)])
def test_returns_may_be_told_where_the_goods_are_taken_from(place: int, *, is_told: bool) -> None:
    """Journeys find the product in one step and put it in the cart in the next: it stands on the page of the first."""
    visit = make_path()
    texts = ["", ""]
    texts[place] = "30 days to return"
    home, product = (shop_page(name, text) for name, text in zip(("home", "product"), texts, strict=True))
    opened = make_step(name="open", id="open", stage=Stage.ARRIVE, page=home)
    found = visit.steps[0].model_copy(update={"stage": Stage.FIND, "page": product})
    steps = (step.model_copy(update={"index": n}) for n, step in enumerate((opened, found, *visit.steps[1:])))
    verdicts = judge_visit("help/missing-returns", visit.model_copy(update={"steps": tuple(steps)}))
    assert (verdicts == []) is is_told


def begun_at_the_till(*links: str) -> VisitEvidence:
    """Make a walk of two steps: the checkout with its button, thanks."""
    _, till, pay = from_cart().steps
    page = shop_page("till", "Total 24,90 €", "Pay now")
    page = page.model_copy(update={"links": tuple(_at(text, f"/{n}") for n, text in enumerate(links))})
    first = till.model_copy(update={"index": 0, "page": page})
    return visited(make_visit(first, pay.model_copy(update={"index": 1})), market="FI")


def test_a_checkout_with_the_shop_around_it_shows_what_it_links() -> None:
    shop = ("Home", "Mugs", "Blog", "Customer service")
    assert friction_of(judge_visit(TERMS, begun_at_the_till(*shop))).variant == "terms-returns-privacy"
    assert friction_of(judge_visit(TERMS, begun_at_the_till(*shop, "Terms of sale", "Privacy"))).variant == "returns"
    assert judge_visit(TERMS, begun_at_the_till(*shop, "Terms of sale", "Privacy", "Returns")) == []
    assert friction_of(judge_visit(WITHDRAWAL, begun_at_the_till(*shop)))
    assert judge_visit(WITHDRAWAL, begun_at_the_till(*shop, "Withdraw from contract")) == []
    for rule in (TERMS, WITHDRAWAL):
        assert is_incomplete(judge_visit(rule, begun_at_the_till("Home", "Help")))
    for rule in (DELIVERY, "help/missing-returns"):
        assert is_incomplete(judge_visit(rule, begun_at_the_till(*shop)))


AROUND = ("Home", "Terms of sale", "Privacy", "Customer service")


@pytest.mark.parametrize("rule", [DELIVERY, WITHDRAWAL, "help/missing-returns", "help/missing-contact"])
def test_a_cart_with_the_shop_around_it_shows_what_the_shop_says(rule: str) -> None:
    """Delivery, returns, contact and withdrawal stand on the cart and the checkout of a good shop at the latest."""

    def begun_at(first: str = "cart", url: str = "", links: tuple[str, ...] = AROUND, said: str = "") -> VisitEvidence:
        walk = from_cart(first)
        (cart, *others), around = walk.steps, tuple(_at(text, f"/{n}") for n, text in enumerate(links))
        page = shop_page(first, "Blue mug", "24,90 €", "Go to checkout", said)
        page = page.model_copy(update={"links": around, **({"url": url} if url else {})})
        return visited(
            walk.model_copy(update={"steps": (cart.model_copy(update={"page": page}), *others)}), market="FI"
        )

    silent = (*(text for text in AROUND if rule != "help/missing-contact" or text != "Customer service"), "Blog")
    told = {DELIVERY: "Delivery 4,90 €", "help/missing-returns": "30 days to return"}
    linked = {WITHDRAWAL: "Withdraw from contract", "help/missing-contact": "Customer service"}
    assert friction_of(judge_visit(rule, begun_at(links=silent)))
    assert friction_of(judge_visit(rule, begun_at("Almost yours", "http://127.0.0.1:8000/basket.html", silent)))
    assert judge_visit(rule, begun_at(links=(*silent, linked.get(rule, "News")), said=told.get(rule, ""))) == []
    assert is_incomplete(judge_visit(rule, begun_at("welcome", links=silent[:2])))
    assert is_incomplete(judge_visit(rule, begun_at(links=("Terms of sale",))))


@pytest.mark.parametrize(
    ("locale", "links"),
    [
        ("en-GB", ("Terms & conditions", "Refund policy", "Data protection")),
        ("fi-FI", ("Tilaus- ja toimitusehdot", "Vaihto ja palautus", "Rekisteriseloste")),
        ("sv-SE", ("Köpvillkor", "Ångerrätt", "Personuppgiftspolicy")),
        ("de-DE", ("AGB", "Widerrufsbelehrung", "Datenschutzerklärung")),
        ("fr-FR", ("CGV", "Retours et remboursements", "Politique de confidentialité")),
        ("pl-PL", ("Regulamin", "Zwroty", "Polityka prywatności")),
        ("et-EE", ("Müügitingimused", "Tagastamine", "Privaatsuspoliitika")),
    ],
)
def test_terms_are_known_in_many_languages(locale: str, links: tuple[str, ...]) -> None:
    everywhere = {"links": links, "language": locale[:2]}
    assert judge_visit(TERMS, make_path(everywhere=everywhere, locale=locale)) == []


@pytest.mark.parametrize(
    ("locale", "terms", "is_found"),
    [
        ("en-GB", "Payment terms", True),
        ("en-GB", "Returns terms and conditions", True),
        ("fi-FI", "Maksuehdot", True),
        ("sv-SE", "Betalningsvillkor", True),
        ("de-DE", "Zahlungsbedingungen", True),
        ("fr-FR", "Conditions de livraison", True),
        ("it-IT", "Condizioni di spedizione", True),
        ("pl-PL", "Regulamin promocji", True),
        ("en-GB", "Terms of sale and payment terms", False),
        ("fi-FI", "Toimitus- ja maksuehdot", False),
        ("sv-SE", "Betal- och leveransvillkor", False),
        ("de-DE", "AGB und Zahlungsbedingungen", False),
        ("fr-FR", "Conditions de vente et de livraison", False),
    ],
)
def test_terms_of_a_part_are_no_terms_of_sale(locale: str, terms: str, is_found: bool) -> None:
    links = {"fi": "Palautus Tietosuoja", "sv": "Retur Integritetspolicy", "de": "Widerruf Datenschutz",
             "fr": "Retours Confidentialité", "it": "Resi Privacy", "pl": "Zwroty Prywatność"}  # fmt: skip
    others = links.get(locale[:2], "Returns Privacy").split()
    page = shop_page("payment", links=(terms, *others), language=locale[:2])
    page = page.model_copy(update={"links": tuple(_at(link.text, f"/{n}") for n, link in enumerate(page.links))})
    found = judge_visit(TERMS, make_path(payment=page, details=page, locale=locale))
    assert [getattr(each, "variant", each) for each in found] == (["terms"] if is_found else [])


def _at(text: str, path: str) -> LinkEvidence:
    url = path if ":" in path else f"http://127.0.0.1:8000{path}"
    return LinkEvidence(text=text, url=url, region="footer")


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("/legal#terms", []),
        ("/checkout#", ["incomplete"]),
        ("javascript:void(0)", ["incomplete"]),
        ("https://policies.google.com/terms", ["terms"]),
        ("https://www.iubenda.com/terms/123", []),
    ],
)
def test_where_the_link_to_the_terms_leads(url: str, outcome: list[str]) -> None:
    """A captcha has terms of its own; a bare `#` may open something by a script."""
    links = (_at("Terms of Service", url), _at("Returns", "/r"), _at("Privacy", "/p"))
    page = shop_page("details").model_copy(update={"links": links})
    found = judge_visit(TERMS, make_path(details=page, payment=page))
    assert [getattr(each, "variant", "incomplete") for each in found] == outcome


def test_terms_in_an_address_or_in_print_are_reached() -> None:
    heading = make_block("Terms of sale", role="heading")
    printed, named = (
        shop_page("details", heading, text, links=("Privacy", "Returns"))
        for text in ("We sell mugs. " * 20, "I accept the terms of sale.")
    )
    assert judge_visit(TERMS, make_path(details=printed, payment=printed)) == []
    assert friction_of(judge_visit(TERMS, make_path(details=named, payment=named))).variant == "terms"


def test_terms_of_a_lone_pay_page_or_an_unknown_language_are_not_asked_for() -> None:
    assert is_incomplete(judge_visit(TERMS, make_path(3)))
    assert is_incomplete(judge_visit(TERMS, make_path(everywhere={"language": "tlh"}, locale="tlh")))
    folded = shop_page("payment", controls=(make_control("Information", region="footer"),))
    assert is_incomplete(judge_visit(TERMS, make_path(payment=folded)))
    same = shop_page("payment")
    lone = make_path(product=same, cart=same, details=same, payment=same)
    assert is_incomplete(judge_visit(TERMS, lone))


def test_business_customers_have_no_right_to_return() -> None:
    visit = make_path(everywhere={"links": ("Terms", "Privacy")}, customers="business")
    assert judge_visit(TERMS, visit) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("Delivery 4,90 €",),
        ("Shipping", "Standard", "4,90 €"),
        ("Free delivery over 60 €",),
        ("Arrives on 12 December",),
        ("Leaves the workshop within two working days",),
        ("Delivery time about a week",),
        ("Pick up in the shop", "0,00 €"),
        ("Shipping", "Free"),
        ("Standard delivery", "Tue 24 Nov – Thu 26 Nov"),
        ("Shipping: 2–3 days",),
        ("Delivery method", "Courier, 1 to 2 weeks"),
        ("Home delivery", "Mon–Fri 9–17", "Questions? Call us:"),
        ("Call us: +353 1 555 0147", "Home delivery", "Courier", "1 to 2 weeks"),
        ("30 days to return. Delivery takes 3 days.",),
        ("Get it by Thursday",),
        ("Marjatta ★★★★★", "Lovely mug", "Delivery takes 3 days."),
        ("★★★★★", "Delivery takes 3 days."),
    ],
)
def test_delivery_is_told(texts: tuple[str, ...]) -> None:
    assert judge_visit(DELIVERY, make_path(cart=shop_page("cart", *texts))) == []


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("Tero ★★★☆☆", "Nice, but delivery took 4 days."),
        ("★★☆☆☆ Delivered in 4 days, and broken",),
        ("Delivered in a box of recycled paper",),
        ("Delivery", "Calculated at the next step", "Total", "24,90 €"),
        ("Pickup", "Your message to us", "Subtotal", "24,90 €"),
        ("Delivery address",),
        ("Delivery address", "Blue mug", "24,90 €"),
        ("Delivery address", "Main Street 14/5", "00100 Helsinki"),
        ("Delivery and returns", "Free returns", "30 days to change your mind"),
        ("Return it within 14 days of delivery",),
        ("Our customer service answers within 2 working days",),
        ("Refunds take 5 working days to reach you, returns are easy",),
        ("Pay within 14 days of delivery",),
        ("Delivery office: Monday to Friday",),
        ("Home delivery", "Questions? Call us:", "(Mon–Fri 9–17)"),
        ("Offset the carbon of your delivery with a donation of 1,00 €?",),
        ("Delivery method", "Parcel", "1 × Marchetti coffee 500 g 24,90 €"),
    ],
)
def test_delivery_is_not_told(texts: tuple[str, ...]) -> None:
    link = make_block("Delivery in 2 days", role="link")
    product = shop_page("product", "24,90 €", "Add to cart")
    found = friction_of(judge_visit(DELIVERY, make_path(product=product, cart=shop_page("cart", link, *texts))))
    assert found.step == 4


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fi-FI", "Perillä torstaina"),
        ("sv-SE", "Hemma hos dig på torsdag"),
        ("de-DE", "Lieferung bis Donnerstag"),
        ("fr-FR", "Livré jeudi"),
        ("es-ES", "Recíbelo el jueves"),
        ("it-IT", "Ricevi entro giovedì 26 novembre"),
        ("da-DK", "Hos dig torsdag"),
        ("pl-PL", "U Ciebie w środę"),
        ("pt-PT", "Receba até quinta-feira"),
        ("et-EE", "Kätte neljapäeval"),
    ],
)
def test_a_day_of_the_week_tells_when_it_comes(locale: str, text: str) -> None:
    language = locale[:2]
    product = shop_page("product", "24,90 €", text, language=language)
    assert judge_visit(DELIVERY, make_path(product=product, everywhere={"language": language}, locale=locale)) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "You're only £12.00 away from free shipping!"),
        ("en-GB", "Add £12.00 more for free delivery"),
        ("fi-FI", "Lisää vielä 12,00 € niin saat ilmaisen toimituksen"),
        ("fi-FI", "12,00 € puuttuu ilmaisesta toimituksesta"),
        ("sv-SE", "Handla för 120 kr till så får du fri frakt"),
        ("de-DE", "Ihnen fehlen noch 12,00 € für die versandkostenfreie Lieferung"),
        ("fr-FR", "Il vous manque 12,00 € pour la livraison offerte"),
        ("es-ES", "Añade 12,00 € más para conseguir envío gratuito"),
        ("it-IT", "Ti mancano 12,00 € per la spedizione gratuita"),
        ("nl-NL", "Nog € 12,00 tot gratis verzending"),
        ("da-DK", "Køb for 120 kr. mere og få gratis fragt"),
        ("nb-NO", "120 kr igjen til gratis frakt"),
        ("pl-PL", "Brakuje Ci 30 zł do darmowej dostawy"),
        ("pt-PT", "Faltam 12,00 € para ter portes grátis"),
        ("et-EE", "Tasuta tarneni on jäänud 12,00 €"),
    ],
)
def test_what_is_lacking_to_free_delivery_is_no_cost_of_it(locale: str, text: str) -> None:
    def told(*texts: str) -> bool:
        cart = shop_page("cart", *texts, language=locale[:2])
        return judge_visit(DELIVERY, make_path(cart=cart, locale=locale)) == []

    amount = "4,90 zł" if locale == "pl-PL" else "4,90 €"
    assert not told(text)
    assert told(text, f"DHL {amount}", f"Posti, DHL delivery {amount}")


@pytest.mark.parametrize(
    ("locale", "text", "is_told"),
    [
        ("en-GB", "Spend £50 or more for free delivery", True),
        ("en-GB", "Spend £5.00 more for free delivery, else delivery is £3.90", True),
        ("pl-PL", "Masz darmową dostawę!", True),
        ("de-DE", "Versand: 2–3 Tage", True),
        ("de-DE", "inkl. MwSt. zzgl. Versandkosten", False),
        ("de-DE", "14 Tage Widerrufsrecht ab Lieferung", False),
        ("fi-FI", "Toimitus 2 viikossa", True),
        ("fi-FI", "Palautusoikeus 14 päivää toimituksesta", False),
        ("sv-SE", "Leverans 1–3 dagar", True),
        ("fr-FR", "Livraison : 3 jours", True),
        ("pl-PL", "Dostawa: 5 dni", True),
        ("de-DE", "Versand im Karton, passend für Tagesdecken 200 × 220 cm", False),
        ("de-DE", "Klimaneutraler Versand 4,90 €", True),
        ("en-GB", "We deliver throughout Ireland in plastic-free packaging", False),
        ("en-GB", "Contact-free delivery to your door", False),
        ("en-GB", "Delivery is free", True),
        ("en-GB", "Dispatched same day", True),
        ("en-GB", "Collect in store tomorrow", True),
        ("es-ES", "Recíbelo mañana", True),
        ("nl-NL", "Stap 1/3: Verzendmethode", False),
        ("de-DE", "2 / 4 · Versand", False),
        ("en-GB", "Delivery (2/3)", False),
        ("en-GB", "Delivery by 24/11 at the latest", True),
        ("sv-SE", "Skydda ditt paket för 19 kr?", False),
        ("sv-SE", "Klimatkompensera frakten för 0,90 €?", False),
        ("nl-NL", "Ophalen kan in onze winkel, open ma–vr 9–17 uur.", False),
        ("da-DK", "Hverdage kl. 9–17", False),
        ("sv-SE", "Vardagar 9–17", False),
        ("nb-NO", "Hverdager 08:00 – 16:00", False),
        ("da-DK", "10–14 hverdage", True),
        ("da-DK", "Leveres på hverdage kl. 8–16", True),
        ("sv-SE", "7–14 vardagar", True),
        ("en-IE", "We reply within 24 hours.", False),
        ("en-IE", "Response time: 1–2 working days", False),
        ("fi-FI", "Vastaamme 24 tunnin kuluessa.", False),
        ("sv-SE", "Vi svarar inom 24 timmar.", False),
        ("de-DE", "Wir melden uns innerhalb von 24 Stunden.", False),
        ("fr-FR", "Réponse sous 24 heures", False),
        ("fr-FR", "Expédié sous 24 heures", True),
        ("es-ES", "Te respondemos en menos de 24 horas", False),
        ("it-IT", "Rispondiamo entro 24 ore", False),
        ("nl-NL", "Reactie binnen 24 uur", False),
        ("nl-NL", "Binnen 24 uur verzonden", True),
        ("da-DK", "Vi vender tilbage inden for 24 timer", False),
        ("nb-NO", "Vi svarer innen 24 timer", False),
        ("pl-PL", "Odpowiadamy w 24 godziny", False),
        ("pt-PT", "Resposta em 24 horas", False),
        ("et-EE", "Vastame 24 tunni jooksul", False),
        ("nl-NL", "Ophalen: binnen 2 uur klaar", True),
        ("de-DE", "Selbstabholung, geöffnet Mo–Fr 9–17 Uhr", False),
        ("sv-SE", "Hämta i butik, öppet vardagar 10–18", False),
        ("pl-PL", "Zapisz się i odbierz 5% rabatu", False),
        ("pl-PL", "Wysyłka: w ciągu 2 tygodni", True),
        ("it-IT", "Spedizione: 3 giorni", True),
        ("nl-NL", "Verzending: 2 dagen", True),
        ("pt-PT", "Entrega: 5 dias", True),
        ("nb-NO", "Frakt: 3 dager", True),
        ("et-EE", "Tarne: 3 päeva", True),
        ("fi-FI", "Nouto: valmiina 2 tunnissa", True),
    ],
)
def test_times_of_delivery_in_many_languages(locale: str, text: str, is_told: bool) -> None:
    page = shop_page("cart", text, language=locale[:2])
    found = judge_visit(DELIVERY, make_path(cart=page, locale=locale))
    assert (found == []) is is_told


@pytest.mark.parametrize(
    ("locale", "texts", "is_told"),
    [
        ("en-GB", ("Delivery insurance 2 €",), False),
        ("en-GB", ("Shipping insurance", "€1.90"), False),
        ("en-GB", ("Insure your delivery, 2 €",), False),
        ("fi-FI", ("Toimituksen vakuutus 2 €",), False),
        ("de-DE", ("Lieferung versichern 2 €",), False),
        ("fr-FR", ("Assurance livraison", "2 €"), False),
        ("es-ES", ("Seguro de envío 2 €",), False),
        ("pl-PL", ("Ubezpieczenie przesyłki 5 zł",), False),
        ("nl-NL", ("Verzekering van je bezorging 2 €",), False),
        ("nl-NL", ("Verzekering van je bezorging", "2 €"), False),
        ("sv-SE", ("Skydd för din leverans 19 kr",), False),
        ("en-GB", ("Cover for your shipment 2 €",), False),
        ("nl-NL", ("Verzekerde bezorging 6,90 €",), True),
        ("en-GB", ("Insured delivery 4,90 €",), True),
        ("en-GB", ("Delivery (insurance included)", "4,90 €"), True),
        ("en-GB", ("Delivery 4,90 €, delivery insurance 2 €",), True),
        ("de-DE", ("Versand mit Transportversicherung 4,90 €",), True),
        ("fr-FR", ("Livraison avec assurance 4,90 €",), True),
        ("sv-SE", ("Klimatkompenserad frakt 49 kr",), True),
        ("et-EE", ("Kindlustatud saadetis 4,90 €",), True),
    ],
)
def test_insurance_of_a_delivery_tells_no_price_of_it(locale: str, texts: tuple[str, ...], is_told: bool) -> None:
    page = shop_page("cart", *texts, language=locale[:2])
    assert (judge_visit(DELIVERY, make_path(cart=page, locale=locale)) == []) is is_told


@pytest.mark.parametrize(
    ("locale", "texts", "is_told"),
    [
        ("it-IT", ("Spedizione:", "Comunicata dopo l'ordine", "IVA 22%:", "10,64 €", "Totale:", "59,00 €"), False),
        ("en-GB", ("Shipping", "To be agreed", "VAT (23%)", "€5.52"), False),
        ("de-DE", ("Versand", "wird später berechnet", "Rabatt", "-5,00 €"), False),
        ("de-DE", ("Versand", "inkl. MwSt.", "4,90 €"), True),
        ("en-GB", ("Shipping (incl. VAT)", "€4.90", "VAT", "€5.52"), True),
    ],
)
def test_the_next_row_of_a_list_of_sums_is_no_price_of_delivery(
    locale: str, texts: tuple[str, ...], is_told: bool
) -> None:
    page = shop_page("cart", *texts, language=locale[:2])
    assert (judge_visit(DELIVERY, make_path(cart=page, locale=locale)) == []) is is_told


def test_the_way_to_pay_is_not_free_delivery() -> None:
    page = shop_page("cart", "Toimitus", "Maksutapa", "Lasku", language="fi")
    friction_of(judge_visit(DELIVERY, make_path(cart=page, locale="fi-FI")))
    page = shop_page("cart", "Toimitus", "Maksuton", language="fi")
    assert judge_visit(DELIVERY, make_path(cart=page, locale="fi-FI")) == []


def test_delivery_after_the_binding_press_comes_too_late_and_files_need_none() -> None:
    late = make_path(thanks=shop_page("thanks", "Delivery in 2 working days"))
    friction_of(judge_visit(DELIVERY, late))
    assert is_inapplicable(judge_visit(DELIVERY, visited(late, goods=Goods.DIGITAL)))
    assert is_incomplete(judge_visit(DELIVERY, make_path(4)))


@pytest.mark.parametrize(
    "blocks",
    [
        ("Step 1 of 3",),
        ("Schritt 2",),
        (make_block("2/4", is_whole_label=True),),
        ("2 / 4 · Versand",),
        ("Zahlung – 3 von 4",),
        ("Details", "Delivery", "Payment"),
        ("1", "Address", "2", "Shipping", "3", "Review"),
        ("Cart › Information › Shipping › Payment",),
        (make_block("1. Your details", role="heading"),),
        ("1. Adressen", "2. Alles Weitere", "3. Bestätigung"),
    ],
)
def test_progress_is_shown(blocks: tuple[Any, ...]) -> None:
    page = shop_page("details", *blocks, fields=(make_field("Name"),))
    assert judge_visit(PROGRESS, make_path(details=page, locale="de-DE")) == []


@pytest.mark.parametrize(
    "blocks",
    [
        ("Sign in", "Cart", "Checkout"),
        ("Delivery", "Home delivery within 2–4 working days", "Payment", "Card or invoice, as you like", "Address"),
        (make_block("Name", role="label"), make_block("Address", role="label"), make_block("Payment", role="label")),
        ("Mug 2/4 dl",),
        ("Mug · 2/4",),
        ("from €0, chosen at the next step",),
        ("We have taken two steps to make mugs lighter",),
        (make_block("2 items", role="heading"),),
        ("1. Wash it", "2. Dry it", "3. Fill it"),
        ("1. Wash it", "2. Payment", "Mugs from Finland", "3. Review"),
        ("1 mug", "2 saucers", "Payment", "Review"),
    ],
)
def test_progress_is_not_shown(blocks: tuple[Any, ...]) -> None:
    page = shop_page("details", *blocks, fields=(make_field("Name"),))
    found = friction_of(judge_visit(PROGRESS, make_path(details=page)))
    assert found.parameters["count"] == 2


@pytest.mark.parametrize(("numbers", "is_shown"), [(("1", "2"), True), (("1.", "2."), True), (("3", "4"), False)])
def test_headings_after_numbers_of_their_own_are_counted(numbers: tuple[str, str], is_shown: bool) -> None:
    titles = (make_block("Gift card", role="heading"), make_block("Note to us", role="heading"))
    texts = [text for number, title in zip(numbers, titles, strict=True) for text in (make_block(number), title)]
    page = shop_page("details", *texts, fields=(make_field("Name"),))
    assert (judge_visit(PROGRESS, make_path(details=page)) == []) is is_shown


@pytest.mark.parametrize(
    ("row", "is_shown"),
    [
        ("1. Address | 2. Delivery | 3. Payment | 4. Unwrapped", True),
        ("Address › Delivery › Unwrapped", False),
        ("Kitchen › Mugs › Payment › Address", False),
    ],
)
def test_one_strange_name_among_enough_steps_is_a_step_as_well(row: str, is_shown: bool) -> None:
    page = shop_page("details", row, fields=(make_field("Name"),))
    assert (judge_visit(PROGRESS, make_path(details=page)) == []) is is_shown


def test_two_names_are_steps_where_they_stand_on_every_page() -> None:
    names = ("Shipping", "Review & Payments")
    first = shop_page("details", *names, fields=(make_field("Name"),))
    second = shop_page("payment", *names, fields=(make_field("Card"),))
    assert judge_visit(PROGRESS, make_path(details=first, payment=second)) == []
    friction_of(judge_visit(PROGRESS, make_path(details=first)))


@pytest.mark.parametrize(
    ("language", "names", "is_shown"),
    [
        ("nl-NL", ("Verzenden", "Overzicht & betaling"), True),
        ("fr-FR", ("Livraison", "Vérification et paiements"), True),
        ("de-DE", ("Versand", "Überprüfung & Zahlungen"), True),
        ("nl-NL", ("Verzenden", "Overzicht & voorwaarden"), False),
        ("fr-FR", ("Livraison", "Paiement sécurisé et rapide"), False),
    ],
)
def test_two_steps_on_one_page_have_one_name(language: str, names: tuple[str, str], *, is_shown: bool) -> None:
    first = shop_page("details", *names, fields=(make_field("Name"),))
    second = shop_page("payment", *names, fields=(make_field("Card"),))
    assert (judge_visit(PROGRESS, make_path(details=first, payment=second, locale=language)) == []) is is_shown


def test_names_with_a_line_below_each_are_steps_where_every_page_has_them() -> None:
    names = ("Adresse", "Livraison", "Paiement", "Terminer")
    lines = ("Saisissez vos adresses", "Choisissez la livraison", "Choisissez comment payer", "Vérifiez votre commande")
    steps = [text for pair in zip(names, lines, strict=True) for text in pair]
    first = shop_page("details", *steps, "Prénom", fields=(make_field("Prénom"),))
    second = shop_page("payment", *steps, "Carte", fields=(make_field("Carte"),))
    assert judge_visit(PROGRESS, make_path(details=first, payment=second, locale="fr-FR")) == []
    friction_of(judge_visit(PROGRESS, make_path(details=first, locale="fr-FR")))
    # What the customer has chosen so far stands beside the same names, and says nothing of how far it still is.
    chosen = ("Adresse", "12, rue de Rivoli", "Livraison", "À domicile", "Paiement", "Carte")
    pages = [shop_page(name, *chosen, fields=(make_field(name),)) for name in ("details", "payment")]
    friction_of(judge_visit(PROGRESS, make_path(details=pages[0], payment=pages[1], locale="fr-FR")))


def test_headings_of_an_accordion_are_its_steps() -> None:
    closed = [make_block(name, role="heading") for name in ("Client", "Livraison", "Paiement")]
    first = shop_page("details", closed[0], "E-mail", *closed[1:], fields=(make_field("E-mail"),))
    inner = make_block("Adresse de livraison", role="heading")
    second = shop_page("details", *closed[:2], inner, closed[2], fields=(make_field("Adresse"),))
    assert judge_visit(PROGRESS, make_path(details=first, payment=second, locale="fr-FR")) == []
    once = shop_page("details", "Adresse", fields=(make_field("Adresse"),))
    friction_of(judge_visit(PROGRESS, make_path(details=first, payment=once, locale="fr-FR")))


def test_numbers_before_headings_count_where_they_grow() -> None:
    first = shop_page("details", make_block("1 What we need", role="heading"), fields=(make_field("Name"),))
    second = shop_page("payment", make_block("2 And a card", role="heading"), fields=(make_field("Card"),))
    assert judge_visit(PROGRESS, make_path(details=first, payment=second)) == []


def test_forms_that_follow_each_other_at_one_address_are_pages_of_their_own() -> None:
    first = shop_page("details", fields=(make_field("Name"), make_field("E-mail")))
    second = shop_page("details", fields=(make_field("Street"), make_field("Town")))
    assert friction_of(judge_visit(PROGRESS, make_path(details=first, payment=second))).parameters["count"] == 2
    grown = shop_page("details", fields=(make_field("Name"), make_field("Street"), make_field("Town")))
    assert is_inapplicable(judge_visit(PROGRESS, make_path(details=first, payment=grown)))


def test_what_came_instead_of_the_next_page_is_no_page_of_the_checkout() -> None:
    first = shop_page("details", fields=(make_field("Name"), make_field("Street"), make_field("Town")))
    visit = make_path(4, details=first, payment=shop_page("oops", "Something went wrong."))
    friction_of(judge_visit(PROGRESS, visit))
    steps = tuple(s.model_copy(update={"status": StepStatus.FAILED}) if s.name == "payment" else s for s in visit.steps)
    is_incomplete(judge_visit(PROGRESS, visit.model_copy(update={"steps": steps})))
    assert not any(isinstance(v, Friction) for v in judge_visit(PROGRESS, visit.model_copy(update={"steps": steps})))


def test_a_checkout_of_one_page_needs_no_progress() -> None:
    one = shop_page("details", fields=(make_field("Name"),))
    assert is_inapplicable(judge_visit(PROGRESS, make_path(details=one, payment=one)))
    marked = shop_page("details", fields=(make_field("Name"),), has_step_mark=True)
    assert judge_visit(PROGRESS, make_path(details=marked)) == []
    gate = shop_page("details", fields=(make_field("E-mail", "email"), make_field("Password", "password")))
    assert is_inapplicable(judge_visit(PROGRESS, make_path(details=gate)))


def test_a_pop_up_cart_over_the_product_is_no_page_of_the_checkout() -> None:
    # "Passer la commande" may lead to the checkout or order: it does not tell that the checkout is still to come.
    amount = make_field("Quantité", "number")
    shown = shop_page("savon", "8,90 €", fields=(amount,), language="fr")
    over = shop_page("savon", "8,90 €", "Ajouté à votre panier", "Total TTC", fields=(amount,), language="fr")
    form = tuple(make_field(label) for label in ("Nom", "Adresse", "Ville"))
    till = shop_page("till", "Total TTC", "Livraison", fields=form, language="fr")
    first = shop_page("till", "Livraison", fields=(make_field("Code postal"),), language="fr")

    def walk(product: PageEvidence, cart: PageEvidence) -> VisitEvidence:
        press = Subject(role="link", name="Passer la commande", locator="#go")
        return make_visit(
            make_step(name="open", stage=Stage.CHOOSE, page=product),
            make_step(name="add", stage=Stage.CHOOSE, commits=Commitment.CART, page=cart, index=1),
            make_step(make_action(subject=press), name="till", stage=Stage.CHECKOUT, page=till, index=2),
            make_step(name="order", stage=Stage.PAY, commits=Commitment.ORDER, index=3),
            locale="fr-FR",
        )

    assert is_inapplicable(judge_visit(PROGRESS, walk(shown, over)))
    friction_of(judge_visit(PROGRESS, walk(shown, first.model_copy(update={"url": "http://127.0.0.1:8000/first"}))))


def test_a_cart_that_asks_for_a_code_under_a_search_does_not_ask_who_the_customer_is() -> None:
    one = shop_page("details", fields=(make_field("Name"),))
    own = tuple(make_field("", name=name) for name in ("q", "voucher", "amount-of-line-7"))
    assert is_inapplicable(judge_visit(PROGRESS, make_path(details=shop_page("cart", fields=own), payment=one)))
    asked = tuple(make_field(label) for label in ("Name", "Street", "Town"))
    friction_of(judge_visit(PROGRESS, make_path(details=shop_page("cart", fields=asked), payment=one)))


def test_a_page_read_aside_is_no_step_of_the_checkout() -> None:
    one = shop_page("details", "Pay now", fields=(make_field("Name"),))
    walk = make_path(details=one, payment=shop_page("terms", "Our terms")).steps
    back = walk[2].model_copy(update={"name": "back", "id": "back"})
    assert is_inapplicable(judge_visit(PROGRESS, make_visit(*walk[:4], back, walk[4])))
    friction_of(judge_visit(PROGRESS, make_visit(*walk)))


def test_withdrawal_is_asked_of_the_eu_since_the_law_applies() -> None:
    friction_of(judge_visit(WITHDRAWAL, make_path(market="FI")))
    assert is_inapplicable(judge_visit(WITHDRAWAL, make_path(market="US")))
    assert is_incomplete(judge_visit(WITHDRAWAL, make_path()))
    assert is_inapplicable(judge_visit(WITHDRAWAL, make_path(market="FI", started="2026-06-18T23:00:00Z")))
    friction_of(judge_visit(WITHDRAWAL, make_path(market="FI", started="2026-06-19T01:00:00Z")))
    assert is_inapplicable(judge_visit(WITHDRAWAL, visited(make_path(market="FI"), is_withdrawal_exempt=True)))


@pytest.mark.parametrize("link", ["Withdraw from contract here", "Cancel my contract"])
def test_withdrawal_function_may_stand_on_the_confirmation(link: str) -> None:
    assert judge_visit(WITHDRAWAL, make_path(market="FI", thanks=shop_page("thanks", links=(link,)))) == []


def test_a_page_about_withdrawal_may_hold_the_function() -> None:
    assert is_incomplete(
        judge_visit(WITHDRAWAL, make_path(market="DE", everywhere={"links": ("Right of withdrawal",)}))
    )


@pytest.mark.parametrize(
    ("notice", "url", "is_found"),
    [
        ({"ways": ("Shop", "Withdrawal form")}, "http://127.0.0.1:8000/x", True),
        ({"ways": ("Shop", "Withdraw from contract")}, "http://127.0.0.1:8000/x", False),
        ({"fields": 3}, "http://127.0.0.1:8000/x", None),
        ({"letters": 300}, "http://127.0.0.1:8000/x", None),
        ({"letters": 300, "is_drawn": True}, "http://127.0.0.1:8000/x", True),
        ({"letters": 100, "is_drawn": True}, "http://127.0.0.1:8000/x", None),
        ({"is_read": False}, "http://127.0.0.1:8000/x", None),
        ({}, "http://elsewhere.example/x", None),
    ],
)
def test_a_page_about_withdrawal_that_was_read_tells(notice: dict[str, Any], url: str, is_found: bool | None) -> None:
    read = NoticePage(**{"url": "http://127.0.0.1:8000/x", "is_read": True, "letters": 2_000, **notice})
    page = shop_page("payment", "Total 24,90 €").model_copy(
        update={"links": (LinkEvidence(text="Right of withdrawal", url=url, region="footer"),)}
    )
    visit = make_path(market="DE", payment=page).model_copy(update={"links": LinksEvidence(notices=(read,))})
    found = judge_visit(WITHDRAWAL, visit)
    assert (None if is_incomplete(found) else bool(found)) is is_found


def test_a_held_visit_saw_no_confirmation() -> None:
    visit = make_path(market="FI")
    held = visit.steps[-1].model_copy(update={"status": StepStatus.HELD})
    assert is_incomplete(judge_visit(WITHDRAWAL, visit.model_copy(update={"steps": (*visit.steps[:-1], held)})))


def test_a_wrong_language_is_mended_by_the_words_of_the_shop() -> None:
    german = shop_page("cart", "In den Warenkorb", "Gesamtsumme 24,90 €", language="en")
    links = ("AGB", "Widerrufsrecht", "Datenschutz")
    pages: dict[str, Any] = {"cart": german, "payment": shop_page("zahlung", links=links, language="en")}
    names: dict[str, Any] = {name: shop_page(f"seite-{name}", language="en") for name in ("product", "details")}
    assert judge_visit(TERMS, make_path(**names, **pages)) == []


def test_a_language_that_nobody_reads_here_is_incomplete() -> None:
    czech: dict[str, Any] = {
        name: shop_page(f"stranka-{name}", "Přidat do košíku", "Celkem") for name in ("product", "details", "payment")
    }
    assert is_incomplete(judge_visit(TERMS, make_path(**czech, cart=shop_page("kosik"))))
