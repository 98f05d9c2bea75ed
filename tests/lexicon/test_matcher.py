"""What labels and texts mean, in the languages that have a full word file."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon.matcher import (
    Meaning,
    OrderVerdict,
    has_words,
    is_ambiguous_label,
    labelled_code_in,
    language_of,
    languages,
    meanings_of,
    order_button_verdict,
    order_reference_in,
    reads_as_order,
    says,
    stems_of,
)
from frictionaudit.lexicon.phrases import PhraseSet, expanded, words_of

FULL = ("de", "en", "fi", "sv")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("fi-FI", "fi"), ("EN_us", "en"), ("no", "nb"), ("nn-NO", "nb"), ("", ""), ("de", "de"), ("zh-Hant", "zh")],
)
def test_language_of_a_tag(tag: str, code: str) -> None:
    assert language_of(tag) == code


@pytest.mark.parametrize("language", FULL)
def test_full_languages_have_words_for_every_meaning(language: str) -> None:
    assert [m for m in Meaning if not has_words(language, m)] == []


MANY = 150
"""Phrases of a meaning that are asked one by one."""


@pytest.mark.parametrize("language", languages())
def test_every_word_file_is_readable_and_answers_to_its_own_words(language: str) -> None:
    from frictionaudit.lexicon.words import lookup

    (words,) = lookup(language)
    for meaning, phrases in words.written.items():
        for phrase in phrases[:: 1 + len(phrases) // MANY]:  # of groups written out, some stand for all
            if "*" in phrase or "…" in phrase:
                continue
            if meaning in (Meaning.FAULT_WORD, Meaning.FORM_WORD):
                assert says(phrase, meaning, language), (language, meaning, phrase)
                continue
            assert meaning in meanings_of(phrase.removeprefix("="), language), (language, meaning, phrase)


def test_an_unknown_language_has_no_words() -> None:
    assert not has_words("tlh", Meaning.PAY)
    assert meanings_of("Pay", "tlh") == frozenset()
    assert is_ambiguous_label("Continue", "tlh") is None
    assert order_button_verdict("Pay now", "tlh") is OrderVerdict.UNKNOWN


@pytest.mark.parametrize(
    ("label", "language", "meaning"),
    [
        ("Pay 24,90 €", "en", Meaning.PAY),
        ("  PAY\u00a0NOW → ", "en", Meaning.PAY),
        ("🔒 Pay securely", "en", Meaning.PAY),
        ("Add to cart – Blue mug", "en", Meaning.ADD_TO_CART),
        ("Add Blue mug to basket", "en", Meaning.ADD_TO_CART),
        ("Sign-in", "en", Meaning.SIGN_IN),
        ("Cancel / Fail authentication", "en", Meaning.CANCEL),
        ("Checkout (2)", "en", Meaning.CHECKOUT),
        ("Maksa 24,90 €", "fi", Meaning.PAY),
        ("Lisää ostoskoriin", "fi-FI", Meaning.ADD_TO_CART),
        ("Jatka →", "fi", Meaning.AMBIGUOUS),
        ("Godkänn alla", "sv", Meaning.ACCEPT),
        ("Nur notwendige Cookies", "de", Meaning.REJECT),
        ("Nur technisch erforderliche", "de", Meaning.REJECT),
        ("Endast tekniskt nödvändiga", "sv", Meaning.REJECT),
        ("Alleen technisch noodzakelijk", "nl", Meaning.REJECT),
        ("Continue checkout", "en", Meaning.CONTINUE),
        ("Doorgaan met afrekenen", "nl", Meaning.CONTINUE),
        ("Mit der Bestellung fortfahren", "de", Meaning.CONTINUE),
        ("Poursuivre le paiement", "fr", Meaning.CONTINUE),
        ("Fortsätt med beställningen", "sv", Meaning.CONTINUE),
        ("Jatka tilausta", "fi", Meaning.CONTINUE),
        ("Alleen essentiële", "nl", Meaning.REJECT),
        ("Only essentials", "en", Meaning.REJECT),
        ("Nur das Nötigste", "de", Meaning.REJECT),
        ("Endast det väsentliga", "sv", Meaning.REJECT),
        ("Vain olennaiset", "fi", Meaning.REJECT),
        ("Essentiels uniquement", "fr", Meaning.REJECT),
        ("Solo lo esencial", "es", Meaning.REJECT),
        ("Solo gli essenziali", "it", Meaning.REJECT),
        ("Kun væsentlige", "da", Meaning.REJECT),
        ("Kun essensielle", "nb", Meaning.REJECT),
        ("Tylko podstawowe", "pl", Meaning.REJECT),
        ("Apenas os essenciais", "pt", Meaning.REJECT),
        ("Ainult olulised", "et", Meaning.REJECT),
        ("Uniquement les cookies techniquement nécessaires", "fr", Meaning.REJECT),
        ("Blaue Tasse in den Warenkorb", "de", Meaning.ADD_TO_CART),
        ("×", "fi", Meaning.CLOSE),
        ("Continue on the website", "en", Meaning.CLOSE),
        ("¡Su carrito de compras está vacío!", "es", Meaning.CART_EMPTY),
        ("Continua sul sito", "it", Meaning.CLOSE),
        ("Procedi all’acquisto", "it", Meaning.CHECKOUT),
        ("Procéder à la commande", "fr", Meaning.CHECKOUT),
        ("Weiter im Browser", "de", Meaning.CLOSE),
        ("Kontynuuj w przeglądarce", "pl", Meaning.CLOSE),
        ("Auschecken", "de", Meaning.CHECKOUT),
        ("Check-out", "it", Meaning.CHECKOUT),
        ("Realizuj zakup", "pl", Meaning.CHECKOUT),
        ("Se indkøbskurv (1)", "da", Meaning.IN_CART),
        ("Impuesto incluido.", "es", Meaning.TAX_STATEMENT),
        ("Impostos inclusos.", "pt", Meaning.TAX_STATEMENT),
        ("Com impostos.", "pt", Meaning.TAX_STATEMENT),
    ],
)
def test_a_label_as_a_whole_means(label: str, language: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)


@pytest.mark.parametrize(
    ("label", "language", "meaning"),
    [
        ("Payment methods", "en", Meaning.PAY),
        ("Continue reading our story", "en", Meaning.AMBIGUOUS),
        ("Tokyo", "en", Meaning.AMBIGUOUS),
        ("Maksutavat", "fi", Meaning.PAY),
        ("Hae", "sv", Meaning.SEARCH),
        ("Lisaa ostoskoriin", "fi", Meaning.ADD_TO_CART),
    ],
)
def test_a_label_does_not_mean(label: str, language: str, meaning: Meaning) -> None:
    assert meaning not in meanings_of(label, language)


@pytest.mark.parametrize(
    ("text", "meaning", "language", "words"),
    [
        ("Sorry! Page not found.", Meaning.NOT_FOUND, "en", "Page not found"),
        ("Leider ist etwas schiefgelaufen.", Meaning.GENERIC_ERROR, "de", "schiefgelaufen"),
        ("Hakemaasi sivua ei löytynyt", Meaning.NOT_FOUND, "fi", "Hakemaasi sivua ei löytynyt"),
        ("Hakemaasi tuotetta etsitään", Meaning.NOT_FOUND, "fi", None),
        ("Hoppla, da ist etwas schiefgelaufen!", Meaning.GENERIC_ERROR, "de", "Hoppla, da ist etwas schiefgelaufen"),
        ("Vi har fått in nya muggar", Meaning.NOT_FOUND, "sv", None),
        ("KIITOS TILAUKSESTA", Meaning.CONFIRMATION, "fi", "KIITOS TILAUKSESTA"),
        ("Etwas ist schiefgelaufen", Meaning.GENERIC_ERROR, None, "Etwas ist schiefgelaufen"),
        ("The 404 mug", Meaning.NOT_FOUND, "en", None),
    ],
)
def test_words_inside_a_text(text: str, meaning: Meaning, language: str | None, words: str | None) -> None:
    found = says(text, meaning, language)
    assert found == words


ORDERS = {
    "en": [
        "Pay",
        "Pay now",
        "Pay 24,90 €",
        "Pay £24.90",
        "Place order",
        "Place your order",
        "Complete my purchase",
        "Buy now",
        "Order now",
        "Confirm and pay",
        "Confirm order",
        "Buy now, pay later",
        "Subscribe",
        "Start free trial",
        "Book now",
        "Submit order",
        "Order",
        "Yes, charge my card",
        "Order with obligation to pay",
        "Donate",
        "Place your bid order now",
    ],
    "fi": [
        "Maksa",
        "Maksa 24,90 €",
        "Tilaa",
        "Lähetä tilaus",
        "Vahvista tilaus",
        "Osta nyt",
        "Hyväksy ja maksa",
        "Varaa nyt",
        "Aloita tilaus",
    ],
    "sv": ["Betala", "Köp", "Slutför köp", "Beställ nu", "Betala 249 kr", "Bekräfta beställning", "Swisha 100 kr"],
    "de": [
        "Zahlungspflichtig bestellen",
        "Jetzt kaufen",
        "Kaufen",
        "Bestellung abschicken",
        "Jetzt bezahlen",
        "Kostenpflichtig bestellen",
    ],
    "pl": ["Zamawiam z obowiązkiem zapłaty", "Kupuję i płacę", "Kup teraz", "Zamawiam"],
    "el": ["Πληρωμή", "Ολοκλήρωση παραγγελίας"],
    "fr": ["Payer 24,90 €", "Commander"],
}
HARMLESS = {
    "en": [
        "Add to cart",
        "Pay in instalments? read more",
        "Payment",
        "Continue to payment",
        "Proceed to checkout",
        "Checkout",
        "Order history",
        "Order summary",
        "Orders",
        "Payment methods",
        "Continue",
        "Next",
        "Track your order",
        "Your order",
        "Subscribe to our newsletter",
        "How to pay",
        "View order",
        "Back to cart",
        "Pay later with Klarna? Read more",
        "Reorder",
        "Buying guide",
        "Search",
        "My orders",
        "Buyer reviews",
    ],
    "fi": [
        "Maksutavat",
        "Siirry maksamaan",
        "Lisää ostoskoriin",
        "Tilaushistoria",
        "Jatka",
        "Kassalle",
        "Tilaa uutiskirje",
        "Omat tilaukset",
        "Maksuehdot",
        "Jatka maksamaan",
    ],
    "sv": [
        "Till kassan",
        "Betalningssätt",
        "Lägg i varukorgen",
        "Fortsätt till betalning",
        "Köpvillkor",
        "Orderhistorik",
    ],
    "de": [
        "Zur Kasse",
        "In den Warenkorb",
        "Zahlungsarten",
        "Weiter zur Zahlung",
        "Newsletter abonnieren",
        "Meine Bestellungen",
        "Weiter",
    ],
    "cs": ["Pokračovat"],
}


@pytest.mark.parametrize(("language", "label"), [(la, x) for la, labels in ORDERS.items() for x in labels])
def test_labels_that_may_order(language: str, label: str) -> None:
    assert reads_as_order(label, language)
    assert reads_as_order(label, None)


@pytest.mark.parametrize(("language", "label"), [(la, x) for la, labels in HARMLESS.items() for x in labels])
def test_labels_that_bind_to_nothing(language: str, label: str) -> None:
    assert not reads_as_order(label, language)


@pytest.mark.parametrize("label", sorted({label for labels in HARMLESS.values() for label in labels}))
def test_labels_of_other_languages_bind_to_nothing_either(label: str) -> None:
    assert not reads_as_order(label, None)


def test_english_orders_are_understood_in_every_shop() -> None:
    assert reads_as_order("Pay now", "fi")
    assert reads_as_order("Pay now", "zh")


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Order as a guest", "en"),
        ("Buy without account", "en"),
        ("Tilaa vieraana", "fi"),
        ("Osta ilman rekisteröitymistä", "fi"),
        ("Beställ som gäst", "sv"),
        ("Als Gast kaufen", "de"),
        ("Bestellen zonder account", "nl"),
        ("Commander en tant qu'invité", "fr"),
        ("Continuer en tant qu'invité·e", "fr"),
        ("Continuer en tant qu'invité(e)", "fr"),
        ("Commander en invité", "fr"),
        ("Køb uden at oprette bruger", "da"),
        ("Kjøp uten å opprette bruker", "nb"),
        ("Zamów bez zakładania konta", "pl"),
        ("Comprar sin crear cuenta", "es"),
    ],
)
def test_going_on_without_an_account_orders_nothing(label: str, language: str) -> None:
    assert Meaning.GUEST in meanings_of(label, language)
    assert not reads_as_order(label, language)


@pytest.mark.parametrize(
    ("label", "language", "is_order"),
    [
        ("Naar betalen", "nl", False),
        ("Doorgaan naar betalen", "nl", False),
        ("Ir a pagar", "es", False),
        ("Naar betalen en bestellen", "nl", True),
        ("Naar bestellen", "nl", False),
        ("Door naar bestellen", "nl", False),
        ("Verder met bestellen", "nl", False),
        ("Door naar bestellen en betalen", "nl", True),
        ("Zum Bestellen", "de", False),
        ("Bestellung als Gast abschicken", "de", True),
        ("Betalen", "nl", True),
    ],
)
def test_going_to_the_payment_pays_nothing(label: str, language: str, is_order: bool) -> None:
    assert reads_as_order(label, language) is is_order


@pytest.mark.parametrize(
    "label",
    [
        "Place order as a guest",
        "Place order as guest",
        "Confirm order as guest",
        "Complete order as guest",
        "Order now as guest",
        "Pay 20 € as guest",
        "Pay as guest",
    ],
)
def test_a_guest_who_orders_or_pays_binds_himself(label: str) -> None:
    assert reads_as_order(label, "en")


def test_a_card_of_text_round_a_link_is_no_order_button() -> None:
    assert not reads_as_order(
        "Blue mug, hand made in Finland of stoneware, dishwasher safe, buy now at 24,90 € each", "en"
    )


@pytest.mark.parametrize(
    ("label", "language", "verdict"),
    [
        ("Order with obligation to pay", "en", OrderVerdict.STATUTORY),
        ("Order with an obligation to pay", "en", OrderVerdict.STATUTORY),
        ("Pay now", "en", OrderVerdict.EQUIVALENT_ATTESTED),
        ("Pay €45.90", "en", OrderVerdict.EQUIVALENT_LIKELY),
        ("Buy now", "en", OrderVerdict.EQUIVALENT_LIKELY),
        ("Confirm and pay", "en", OrderVerdict.EQUIVALENT_LIKELY),
        ("Place order", "en", OrderVerdict.AMBIGUOUS),
        ("Place your order", "en", OrderVerdict.AMBIGUOUS),
        ("Order now", "en", OrderVerdict.AMBIGUOUS),
        ("Complete booking", "en", OrderVerdict.AMBIGUOUS),
        ("Continue to payment", "en", OrderVerdict.AMBIGUOUS),
        ("Continue", "en", OrderVerdict.AMBIGUOUS),
        ("Hooray", "en", OrderVerdict.UNKNOWN),
        ("Payment methods", "en", OrderVerdict.UNKNOWN),
        ("Pay now", "ga", OrderVerdict.EQUIVALENT_ATTESTED),
        ("Tilaukseen liittyy maksuvelvollisuus", "fi", OrderVerdict.STATUTORY),
        ("Maksa 24,90 €", "fi", OrderVerdict.EQUIVALENT_LIKELY),
        ("Tilaa ja maksa", "fi", OrderVerdict.EQUIVALENT_LIKELY),
        ("Vahvista tilaus", "fi", OrderVerdict.AMBIGUOUS),
        ("Siirry maksamaan", "fi", OrderVerdict.AMBIGUOUS),
        ("Zahlungspflichtig bestellen", "de", OrderVerdict.STATUTORY),
        ("JETZT ZAHLUNGSPFLICHTIG BESTELLEN", "de-AT", OrderVerdict.STATUTORY),
        ("Kaufen", "de", OrderVerdict.EQUIVALENT_ATTESTED),
        ("Jetzt kaufen!", "de", OrderVerdict.EQUIVALENT_ATTESTED),
        ("Bestellen und kaufen", "de", OrderVerdict.REJECTED),
        ("Bestellung abschicken", "de", OrderVerdict.REJECTED),
        ("Jetzt gratis testen - danach kostenpflichtig", "de", OrderVerdict.REJECTED),
        ("Weiter zur Zahlung", "de", OrderVerdict.REJECTED),
        ("Bestellung abschließen", "de", OrderVerdict.AMBIGUOUS),
        ("Jetzt bestellen", "de", OrderVerdict.AMBIGUOUS),
        ("Slutför köp", "sv", OrderVerdict.EQUIVALENT_LIKELY),
        ("Beställning förenad med betalningsskyldighet", "sv", OrderVerdict.STATUTORY),
        ("Bekräfta order", "sv", OrderVerdict.AMBIGUOUS),
        ("Commande avec obligation de paiement", "fr", OrderVerdict.STATUTORY),
        ("Zamówienie z obowiązkiem zapłaty", "pl", OrderVerdict.STATUTORY),
        ("Поръчай", "bg", OrderVerdict.AMBIGUOUS),
        ("Fizetés", "hu", OrderVerdict.EQUIVALENT_LIKELY),
        ("Empezar prueba gratis", "es", OrderVerdict.AMBIGUOUS),
        ("Commencer mon essai gratuit", "fr", OrderVerdict.AMBIGUOUS),
        ("Empezar prueba gratis y pagar", "es", OrderVerdict.EQUIVALENT_LIKELY),
    ],
)
def test_the_reference_says(label: str, language: str, verdict: OrderVerdict) -> None:
    assert order_button_verdict(label, language) is verdict


@pytest.mark.parametrize(
    ("label", "language", "answer"),
    [
        ("Continue", "en", True),
        ("OK", "fi", True),
        ("Next →", "en", True),
        ("Place order", "en", False),
        ("Weiter", "de", True),
        ("Продължи", "bg", True),
        ("Поръчай", "bg", None),
    ],
)
def test_labels_that_say_nothing(label: str, language: str, answer: bool | None) -> None:
    assert is_ambiguous_label(label, language) is answer


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Order number: #A-10023", "en", "A-10023"),
        ("Order number\nA-10023", "en", "A-10023"),
        ("Your order number is 10023.", "en", "10023"),
        ("Thank you! Your order 100234 has been placed.", "en", "100234"),
        ("Order #42 is on its way", "en", "42"),
        ("100234 is your order number", "en", "100234"),
        ("Tilausnumero 2024-55", "fi", "2024-55"),
        ("Tilausnumerosi on 778812", "fi", "778812"),
        ("Bestellnummer: DE/2024/0815", "de", "DE/2024/0815"),
        ("Ihre Bestell-Nr. lautet B7781", "de", "B7781"),
        ("Ordernummer 55 123", "sv", "55"),
        ("Tack! Din order 4451209 är mottagen", "sv", "4451209"),
        ("Order reference for your records: XK-99Z", "en", "XK-99Z"),
        ("Tilausnumero: 7", None, "7"),
        ("Order confirmation\nORD-2026-000123", "en", "ORD-2026-000123"),
        ("Reference: XK123", "en", "XK123"),
        ("Commande n° 1002345", "fr", "1002345"),
        ("Your order # is: 000000123.", "en", "000000123"),
        ("Confirmation #ABC123XYZ", "en", "ABC123XYZ"),
        ("Order reference: XKBKNABJK", "en", "XKBKNABJK"),
        ("Bestellung Nr. 10023", "de", "10023"),
        ("Référence de la commande : XKBKNABJK", "fr", "XKBKNABJK"),
        ("Confirmación #XK4T1043Q", "es", "XK4T1043Q"),
        ("Conferma #XK4T1043Q", "it", "XK4T1043Q"),
        ("Bevestiging #XK4T1043Q", "nl", "XK4T1043Q"),
        ("Ordrenr. 700-1182. Kvittering er sendt", "da", "700-1182"),
        ("Bestillingsnr. 88-120", "nb", "88-120"),
        ("Tilausnro. 8814-K", "fi", "8814-K"),
        ("Bestellnr. 100482", "de", "100482"),
        ("Din order har nummer F-20931 och bekräftelsen är mejlad", "sv", "F-20931"),
        ("Votre commande porte le numéro 20931.", "fr", "20931"),
        ("Ihre Bestellung hat die Nummer 20931", "de", "20931"),
        ("Twoje zamówienie ma numer 20931", "pl", "20931"),
        ("Référence du dossier : QXRTHM", "fr", "QXRTHM"),
        ("Codice di prenotazione: QXRTHM", "it", "QXRTHM"),
        ("Localizador QX7RTM", "es", "QX7RTM"),
        ("Número de suscripción: SUB-10722", "es", "SUB-10722"),
        ("Numer wpłaty: ZD-73854", "pl", "ZD-73854"),
        ("Contractnummer FD40538. De bevestiging staat in uw mail.", "nl", "FD40538"),
        ("Your contract number is FD40538", "en", "FD40538"),
        ("Avtalsnummer: 405-3811", "sv", "405-3811"),
        ("Sopimusnumerosi on 40538112", "fi", "40538112"),
        ("Numéro de contrat : FD-40538", "fr", "FD-40538"),
        ("Número del contrato: FD40538", "es", "FD40538"),
        ("Numero di polizza: P-40538", "it", "P-40538"),
        ("Numer umowy: U/40538/26", "pl", "U/40538/26"),
        ("Buchungsreferenz: QX7RTM", "de", "QX7RTM"),
        ("Your Order number: 11200631514954759276", "de", "11200631514954759276"),
        ("Order no. A-10023", "fi", "A-10023"),
    ],
)
def test_an_order_number_is_read(text: str, language: str | None, number: str) -> None:
    assert order_reference_in(text, language) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Questions about your order? Call 040 123 4567", "en"),
        ("You get the order number by e-mail. Call +358 40 123 4567.", "en"),
        ("Order 2 mugs and get one free", "en"),
        ("Your order 24.90 € in total", "en"),
        ("Your order 24,90 € in total", "en"),
        ("Your order 12.11.2025", "en"),
        ("Order before 15:00", "en"),
        ("Mannerheimintie 1, 00100 Helsinki", "fi"),
        ("Your order of 2024", "en"),
        ("ORDER NUMBER AND CONFIRMATION", "en"),
        ("Order number not yet KNOWN", "en"),
        ("Order confirmation no later than 12:30", "en"),
        ("Tilaus 10000 €", "fi"),
        ("Order number will follow soon", "en"),
        ("Booking reference: PENDING", "en"),
        ("Booking reference: see your e-mail from TRAVEL", "en"),
        ("BOOKING REFERENCE: COMING", "en"),
        ("Order number: 040 123 4567", "en"),
        ("We sent the order confirmation to Maija at 12345 Main Street", "en"),
        ("Order date: 21.11.2026 Order total: 24,90 €", "en"),
        ("Order date: 21.11.2026 Order total: 24,90 €", "de"),
        ("", None),
    ],
)
def test_no_order_number_is_read(text: str, language: str | None) -> None:
    assert order_reference_in(text, language) is None


@pytest.mark.parametrize(
    ("text", "address", "number"),
    [
        ("Bestellung YRSEB", "http://h/fest/order/YRSEB/gep1yo62z7/?thanks=yes", "YRSEB"),
        ("Bestellung YRSEB", "http://h/fest/order/", None),
        ("Bestellung OFFEN", "http://h/fest/order/YRSEB/", None),
        ("Tilausnumero: KXPA", "http://h/kiitos?tilaus=KXPA", "KXPA"),
    ],
)
def test_a_code_of_letters_is_a_reference_where_it_stands_in_the_address_too(
    text: str, address: str, number: str | None
) -> None:
    assert order_reference_in(text, "fi" if "Tilaus" in text else "de", address) == number


@pytest.mark.parametrize(
    ("text", "address", "code"),
    [
        ("Inschrijfnummer: CU-20151", "http://h/order/CU-20151", "CU-20151"),
        ("Kennung\n#20151", "http://h/danke?nr=20151", "20151"),
        ("Inschrijfnummer: CU-20151", "http://h/order/CU-20152", None),
        ("CU-20151", "http://h/order/CU-20151", None),  # nothing says what it is
        ("Your seat is 20151 in all plans", "http://h/order/20151", None),  # a sentence
        ("Delivery: 2026-11-24", "http://h/thanks/2026-11-24", None),
        ("Table: 42", "http://h/order/42", None),
        ("Copyright: 20151", "http://20151.h/order/", None),
    ],
)
def test_the_code_of_the_address_is_a_reference_by_any_label(text: str, address: str, code: str | None) -> None:
    assert labelled_code_in(text, address) == code


def test_hostile_text_is_searched_to_an_end() -> None:
    """Were the search to go back and forth, this would not end."""
    hostile = "order add no to " * 200_000 + "-" * 100_000
    for meaning in (Meaning.ADD_TO_CART, Meaning.NOT_FOUND, Meaning.CONFIRMATION):
        assert says(hostile, meaning, "en") is None
    assert order_reference_in(hostile, "en") is None
    assert not reads_as_order(hostile, "en")


def test_stems_are_plain_words() -> None:
    stems = stems_of(Meaning.COOKIES, "fi")
    assert "eväste" in stems
    assert not [s for m in Meaning for s in stems_of(m, None) if set(s) & set("=*…(|)") or not s]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Add “A blue mug for the office, with a very long name” to your cart"),
        ("en", "add to the shopping cart"),
        ("de", "„Blaue Tasse“ in den Warenkorb legen"), ("nl", "Toevoegen aan winkelwagen: “Blauwe mok”"),
        ("da", "Tilføj “Blåt krus” til din kurv"), ("fr", "Ajouter « Tasse bleue » au panier"),
    ],
)  # fmt: skip
def test_a_name_in_quotation_marks_does_not_change_what_a_button_means(language: str, label: str) -> None:
    assert Meaning.ADD_TO_CART in meanings_of(label, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "There has been an error processing your request", Meaning.GENERIC_ERROR),
        ("en", "Failed to checkout", Meaning.GENERIC_ERROR),
        ("de", "Ihre Bestellung konnte nicht abgeschickt werden.", Meaning.GENERIC_ERROR),
        ("fi", "Tilausta ei voitu lähettää", Meaning.GENERIC_ERROR),
        ("fr", "Votre commande n’a pas pu être enregistrée", Meaning.GENERIC_ERROR),
        ("es", "Esta página no se ha encontrado.", Meaning.NOT_FOUND),
        ("it", "Questa pagina non può essere trovata", Meaning.NOT_FOUND),
        ("fr", "Notre boutique sera bientôt disponible.", Meaning.MAINTENANCE),
        ("pl", "Sklep jest chwilowo niedostępny", Meaning.MAINTENANCE),
        ("da", "Vi opdaterer siden", Meaning.MAINTENANCE),
        ("fi", "Jatka ilman hyväksyntää", Meaning.REJECT),
        ("nl", "Doorgaan zonder accepteren", Meaning.REJECT),
        ("nb", "Fortsett uten å godta", Meaning.REJECT),
        ("pt", "Continuar sem aceitar", Meaning.REJECT),
        ("et", "Jätka nõustumata", Meaning.REJECT),
        ("en", "Administration charge", Meaning.FEE),
        ("en", "Small order charge", Meaning.FEE),
        ("it", "Costi di gestione", Meaning.FEE),
        ("es", "Costes de gestión", Meaning.FEE),
        ("pl", "Koszty obsługi", Meaning.FEE),
        ("pt", "Despesas de processamento", Meaning.FEE),
        ("da", "Håndteringsomkostninger", Meaning.FEE),
        ("et", "Käitluskulud", Meaning.FEE),
        ("da", "Flaskepant", Meaning.DEPOSIT),
        ("nb", "Vi oppdaterer nettbutikken", Meaning.MAINTENANCE),
        ("it", "Il negozio è momentaneamente non disponibile", Meaning.MAINTENANCE),
        ("pt", "A loja está momentaneamente indisponível", Meaning.MAINTENANCE),
        ("es", "Nuestra tienda no está disponible momentáneamente", Meaning.MAINTENANCE),
        ("es", "Tu búsqueda no ha dado resultados", Meaning.NO_RESULTS),
        ("da", "Der blev ikke fundet nogen varer, der matcher dit valg.", Meaning.NO_RESULTS),
        ("pl", "5 sprzedanych w ostatniej godzinie", Meaning.ACTIVITY),
        ("pl", "Przetwarzamy Twoje zamówienie…", Meaning.BUSY),
        ("fi", "Käsittelemme tilaustasi…", Meaning.BUSY),
        ("nl", "We verwerken je betaling", Meaning.BUSY),
    ],
)
def test_what_shop_software_says_when_it_fails(language: str, text: str, meaning: Meaning) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("pl", "Produkt chwilowo niedostępny"), ("it", "Articolo momentaneamente non disponibile")],
)
def test_goods_that_are_out_of_stock_close_no_shop(language: str, text: str) -> None:
    assert not says(text, Meaning.MAINTENANCE, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sorry, your bank turned down this payment."),
        ("en", "Sorry, we couldn’t connect to our payment provider."),
        ("fi", "Valitettavasti pankkisi ei sallinut maksua."),
        ("fi", "Maksupalveluntarjoaja ei vastaa."),
        ("sv", "Tyvärr godkände banken inte köpet."),
        ("sv", "Kortbetalningen misslyckades."),
        ("de", "Leider hat Ihre Bank den Betrag nicht freigegeben."),
        ("de", "Der Zahlungsdienstleister antwortet nicht."),
        ("fr", "Votre banque a rejeté l'opération."),
        ("fr", "L'authentification a été annulée, aucun montant n'a été prélevé."),
        ("es", "Operación denegada por la entidad emisora."),
        ("es", "Has cancelado la autenticación y no se ha hecho ningún cargo."),
        ("it", "Transazione negata dalla banca."),
        ("it", "Non è stato effettuato alcun addebito."),
        ("nl", "De kaartbetaling is niet gelukt."),
        ("nl", "De betaalprovider reageert niet."),
        ("da", "Din betaling kunne ikke gennemføres."),
        ("da", "Betalingstjenesten er nede i øjeblikket."),
        ("nb", "Godkjenningen ble avbrutt, og ingenting er trukket."),
        ("nb", "Kortbetalingen mislyktes."),
        ("pl", "Bank odmówił autoryzacji transakcji."),
        ("pl", "Serwis płatności jest chwilowo niedostępny."),
        ("pt", "O seu banco não aprovou a compra."),
        ("pt", "A autenticação foi cancelada e nada foi debitado."),
        ("et", "Pank ei kinnitanud tehingut."),
        ("et", "Kaardimakse ebaõnnestus."),
    ],
)
def test_a_payment_that_did_not_go_through_in_the_words_of_banks(language: str, text: str) -> None:
    assert says(text, Meaning.DECLINED, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Your parcel will be with you on Friday"), ("fi", "Tarkista sähköpostisi"),
        ("sv", "Du kan hämta din order på tisdag."), ("de", "Ihr Paket kommt am Freitag"),
        ("fr", "Livraison estimée : 24–26 novembre"), ("es", "Revisa tu bandeja de entrada"),
        ("it", "Il tuo pacco arriva venerdì"), ("nl", "Je pakket komt vrijdag aan"),
        ("da", "Du kan hente din ordre på tirsdag."), ("nb", "Sjekk innboksen din"),
        ("pl", "Zamówienie będzie można odebrać we wtorek."), ("pt", "O seu pacote chega na sexta-feira"),
        ("et", "Kviitung saadeti sinu e-posti aadressile."),
        ("fr", "Le lien de téléchargement et la facture sont partis vers [e-mail]."),
        ("fr", "La facture part à [e-mail]."), ("de", "Die Rechnung geht an [e-mail]."),
        ("es", "Te hemos escrito a [e-mail]."), ("it", "Ti abbiamo scritto a [e-mail]."),
        ("nl", "De bevestiging staat in je mail."), ("pt", "Escrevemos-lhe para [e-mail]."),
        ("fi", "Kirjoitimme sinulle osoitteeseen [e-mail]."), ("et", "Kirjutasime sulle aadressile [e-mail]."),
    ],
)  # fmt: skip
def test_what_comes_after_an_order(language: str, text: str) -> None:
    assert says(text, Meaning.NEXT_STEPS, language)


@pytest.mark.parametrize(
    ("meaning", "language", "text"),
    [
        (Meaning.ORDER_NUMBER, "en", "Receipt number: 12"), (Meaning.ORDER_NUMBER, "nl", "Ordernr. A1"),
        (Meaning.ORDER_NUMBER, "pt", "N.º de encomenda A1"), (Meaning.ORDER_NUMBER, "sv", "Köp-ID: A1"),
        (Meaning.ORDER_NUMBER, "pl", "Identyfikator zamówienia: A1"), (Meaning.ORDER_NUMBER, "fi", "Kuittinumero A1"),
        (Meaning.DELIVERY_TIME, "nb", "Klar for henting om 1 time"),
        (Meaning.DELIVERY_TIME, "fr", "Disponible en 2 heures en magasin"),
        (Meaning.DELIVERY_TIME, "de", "Wird noch heute verschickt"), (Meaning.DELIVERY_TIME, "sv", "Hämta om 2 timmar"),
        (Meaning.CONFIRMATION, "fr", "C’est commandé !"), (Meaning.CONFIRMATION, "nb", "Kjøpet er gjennomført"),
        (Meaning.CONFIRMATION, "da", "Bestillingen er gennemført"), (Meaning.CONFIRMATION, "pt", "Compra concluída"),
        (Meaning.IN_CART, "es", "Has añadido una taza al carrito"),
        (Meaning.IN_CART, "de", "Käse liegt im Einkaufskorb"), (Meaning.CONTACT, "sv", "Hör av dig"),
        (Meaning.CONTACT, "de", "So erreichen Sie uns"), (Meaning.TAX_STATEMENT, "da", "Alle priser med moms"),
        (Meaning.GUEST, "nb", "Du trenger ikke konto"), (Meaning.GUEST, "fi", "Et tarvitse tiliä"),
        (Meaning.TOTAL, "nb", "Til sammen"), (Meaning.PAYMENT_METHOD, "de", "Wie möchten Sie zahlen?"),
        (Meaning.PAYMENT_METHOD, "fr", "Comment souhaitez-vous payer ?"),
        (Meaning.PAYMENT_METHOD, "nl", "Hoe wil je betalen?"), (Meaning.PRIVACY, "it", "Trattamento dei dati"),
    ],
)  # fmt: skip
def test_shops_say_it_in_these_words_too(meaning: Meaning, language: str, text: str) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("et", "Jälgi meid Instagramis."), ("sv", "Följ oss på Instagram."), ("fr", "Écrivez-nous à [e-mail].")],
)
def test_an_invitation_to_follow_the_shop_is_no_parcel_to_track(language: str, text: str) -> None:
    assert says(text, Meaning.NEXT_STEPS, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Diese Seite existiert leider nicht"), ("it", "Impossibile trovare la pagina"),
        ("nl", "We kunnen deze pagina niet vinden"), ("et", "Me ei leidnud seda lehte"),
        ("pt", "Não encontrámos a página"), ("nb", "Vi finner ikke siden"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_there_in_more_words(language: str, text: str) -> None:
    assert says(text, Meaning.NOT_FOUND, language)


def test_groups_stand_for_each_of_their_words() -> None:
    assert expanded("pay now") == ("pay now",)
    assert expanded("(card|bank) … (declined|turned down)") == (
        "card … declined", "card … turned down", "bank … declined", "bank … turned down",
    )  # fmt: skip
    assert expanded("check (your|) inbox") == ("check your inbox", "check inbox")


@pytest.mark.parametrize(
    ("label", "language", "is_order"),
    [
        ("No thanks, I'd rather pay full price", "en", False),
        ("Nej tack, jag betalar hellre fullt pris", "sv", False),
        ("Nein danke, ich zahle lieber den vollen Preis", "de", False),
        ("Ei kiitos, maksan mieluummin täyden hinnan", "fi", False),
        ("No thanks, I'd rather pay full price and order now", "en", True),
        ("No thanks, complete my order at full price", "en", True),
        ("I don't want to save, pay now", "en", True),
    ],
)
def test_a_refusal_that_shames_by_the_price_pays_nothing(label: str, language: str, is_order: bool) -> None:
    assert reads_as_order(label, language) is is_order


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Geen account?", "nl"),
        ("Heb je nog geen account?", "nl"),
        ("Noch kein Kundenkonto?", "de"),
        ("Don't have an account?", "en"),
    ],
)
def test_who_is_asked_for_an_account_is_no_guest(text: str, language: str) -> None:
    assert not says(text, Meaning.GUEST, language)
    assert says("Geen account nodig", Meaning.GUEST, "nl")
    assert says("Kein Kundenkonto erforderlich", Meaning.GUEST, "de")


def test_words_of_sentences_are_no_labels() -> None:
    assert meanings_of("S", "en") == meanings_of("Data", "en") == frozenset()
    assert says("it’s", Meaning.FORM_WORD, "en")


@pytest.mark.parametrize(
    ("language", "label", "meaning"),
    [
        ("en", "Complete this order", Meaning.ORDER), ("en", "Proceed to my checkout", Meaning.CHECKOUT),
        ("en", "Reject these cookies", Meaning.REJECT), ("sv", "Lägg i min varukorg", Meaning.ADD_TO_CART),
        ("nl", "Leg in jouw winkelmand", Meaning.ADD_TO_CART), ("et", "Kasuta seda koodi", Meaning.APPLY),
        ("pl", "Dodaj do swojego koszyka", Meaning.ADD_TO_CART), ("fi", "Käytä tämä koodi", Meaning.APPLY),
    ],
)  # fmt: skip
def test_little_words_within_a_phrase_do_not_change_what_it_means(language: str, label: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)


def test_little_words_count_where_a_phrase_is_a_whole_label_or_a_number_follows() -> None:
    phrases = PhraseSet(["=pass order", "back in (1*|2*) days", "send order"], little=frozenset({"the", "my"}))
    assert not phrases.is_whole(words_of("pass my order"))
    assert not phrases.is_whole(words_of("back in the 14 days"))
    assert not phrases.is_whole(words_of("send the my the order"))
    assert phrases.is_whole(words_of("send my order"))


def test_asides_stand_within_a_phrase_but_for_no_other_word() -> None:
    phrases = PhraseSet(
        ["could not be (done|sent off|)", "=sent off", "has it failed"],
        little=frozenset({"it", "this"}),
        asides=frozenset({"sadly"}),
    )
    assert phrases.is_whole(words_of("could sadly not be sent sadly off"))
    assert phrases.is_whole(words_of("has this sadly failed"))
    assert not phrases.is_whole(words_of("has sadly failed"))
    assert not phrases.is_whole(words_of("sent sadly off"))


def test_groups_match_as_long_as_they_can_whatever_stands_before_them() -> None:
    phrases = PhraseSet(["(a|b|) c (d|d e|) … (f|g h)", "(x|y)z (q|r)", "m (n|…)"])
    for text in ("a c f", "c d e f", "b c d one two g h", "yz r", "m n", "m one two"):
        assert phrases.is_whole(words_of(text)), text
    for text in ("a d f", "c d e", "b f", "xq r"):
        assert not phrases.is_whole(words_of(text)), text
