"""Sentences as shops write them: what comes next, what is sold out, when it is back, how it goes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frictionaudit.lexicon import Meaning, meanings_of, order_reference_in
from frictionaudit.lexicon.brands import delivery_words
from frictionaudit.rules.languages import has_said, has_told
from frictionaudit.rules.validation.messages import is_vague

Texts = Mapping[str, Sequence[str]]

_COMES_NEXT: Texts = {
    "en": ("A copy of your receipt is in your inbox.", "It will be with you on Friday.", "Expect it on Thursday."),
    "fi": ("Saat saapumisilmoituksen, kun paketti on noutopisteessä.",),
    "sv": ("Ordern packas i dag.", "Paketet kommer på torsdag."),
    "de": ("Ihre Bestellung liegt ab morgen 12 Uhr bereit.", "Eine Kopie ging an Ihre E-Mail-Adresse."),
    "fr": ("Vous serez averti quand le colis sera en point relais.",),
    "nb": ("Pakken kommer fredag.", "Sporingsnummeret kommer på SMS."),
    "es": ("El justificante va camino de tu correo.",),
    "nl": (
        "De track-and-tracecode sturen we per sms.",
        "Je bestelling ligt morgen vanaf 12 uur klaar.",
        "Je krijgt zo een mail.",
    ),
    "pl": ("Wkrótce dostaniesz maila.",),
}
_WHOM_TO_ASK: Texts = {
    "fi": ("Ota meihin yhteyttä", "Ota yhteys", "Aloita chat"),
    "sv": ("Starta chatt",),
    "de": ("Chat mit uns", "Chatten Sie mit uns"),
    "fr": ("Nous joindre", "Chattez avec nous"),
    "es": ("Habla con nosotros", "Chatea con nosotros"),
    "nl": ("Stel een vraag", "Chat met ons"),
    "it": ("Parla con noi", "Chatta con noi"),
    "pl": ("Porozmawiaj z nami",),
    "et": ("Vestle meiega",),
}
_NOTHING_COMES: Texts = {
    "en": ("Share your purchase with friends.", "You earned 45 points.", "Your coupon is in your account."),
    "fi": ("Jaa ostoksesi ystävillesi.", "Sait 45 pistettä."),
    "sv": ("Dela ditt köp.", "Du fick 45 poäng."),
    "de": (
        "Teilen Sie Ihren Einkauf.",
        "Sie haben 45 Punkte gesammelt.",
        "Ihr Gutschein liegt bereit.",
        "Wir sind werktags 9–17 Uhr da.",
    ),
    "nb": ("Flere tilbud kommer.",),
    "nl": ("Deel je aankoop.", "Je kortingscode ligt klaar."),
}
_SOLD_OUT: Texts = {
    "en": ("Not available right now", "This mug isn't available at the moment.", "We've run out of this one."),
    "fi": ("Tuotetta ei ole juuri nyt saatavilla.", "Tuotteet eivät ole toistaiseksi tilattavissa.", "Varasto tyhjä"),
    "sv": ("Varan finns inte längre.", "Kan inte beställas"),
    "de": ("Zurzeit nicht bestellbar", "Nicht mehr erhältlich"),
}
_NOT_SOLD_OUT: Texts = {
    "en": ("Available right now", "Free delivery is not available to Åland.", "We never run out of ideas."),
    "fi": ("Saatavilla heti",),
    "sv": ("Sidan finns inte längre.", "Kan beställas i fem färger"),
    "de": ("Jetzt bestellbar", "Diese Seite ist nicht mehr aktuell."),
}
_LEADS_ON: Mapping[str, Sequence[tuple[Meaning, str]]] = {
    "fi": (
        (Meaning.ALTERNATIVES, "Muut ostivat näitä"),
        (Meaning.RESTOCK, "Arvioitu saapumispäivä 14.12.2026"),
        (Meaning.RESTOCK, "Kannua tulee lisää viikolla 51."),
    ),
    "sv": ((Meaning.NOTIFY, "Ställ dig i kö"),),
    "fr": ((Meaning.RESTOCK, "De retour mi-décembre"), (Meaning.RESTOCK, "Prochain arrivage en décembre")),
    "nl": ((Meaning.ALTERNATIVES, "Bekijk andere kannen"),),
}
_GOES_BACK: Texts = {
    "en": ("Cancel your order within 14 days", "Send anything back within 30 days.", "30 days to change your mind"),
    "fi": ("Saat palauttaa tuotteen kuukauden ajan.", "Voit lähettää tuotteen takaisin 30 päivän kuluessa."),
    "sv": ("Du kan skicka varan tillbaka inom 30 dagar.",),
    "de": ("Schicken Sie die Ware einfach zurück.", "Senden Sie das Kleid an uns zurück."),
    "fr": ("Renvoyez-le sans frais", "Vous pouvez renvoyer vos articles sous 30 jours.", "Renvoyez-nous l'article."),
    "es": ("Te devolvemos el dinero", "Devuélvelo sin coste en 30 días"),
    "it": ("Puoi rispedirci il prodotto entro 30 giorni.",),
    "nl": ("Stuur het gratis terug", "Niet goed? Stuur het binnen 30 dagen terug."),
    "da": ("Du kan sende varen gratis tilbage inden for 30 dage.",),
    "nb": ("Du kan sende varen tilbake innen 30 dager.",),
    "pl": ("Towar możesz odesłać za darmo w ciągu 30 dni.",),
    "et": ("Saad kauba 30 päeva jooksul tagasi saata.",),
}
_STAYS: Texts = {
    "en": ("Cancel", "Return to shop", "Send me the code", "Back to the shop"),
    "fi": ("Palaa kauppaan", "Takaisin kauppaan", "Lähetä koodi"),
    "sv": ("Tillbaka till butiken", "Skicka koden"),
    "de": ("Zurück zum Shop", "Senden Sie mir den Code"),
    "da": ("Tilbage til butikken", "Send koden"),
    "fr": ("Renvoyer le code", "Retour au panier"),
    "es": ("Volver a la tienda",),
    "nl": ("Stuur mij een bericht", "Terug naar de winkel"),
}
_VAGUE: Texts = {
    "en": ("There was a problem. Try again later.", "Oops! That didn't work."),
    "fi": ("Hups! Nyt kävi jotain.", "Tietojen tallennus ei onnistunut."),
    "sv": ("Hoppsan! Det där gick inte.", "Vi kunde inte spara dina uppgifter."),
    "de": ("Hoppla! Das hat nicht geklappt.", "Da stimmt etwas nicht."),
    "fr": ("Impossible d'enregistrer vos informations.",),
    "nb": ("Oi! Noe gikk galt.", "Vi kunne ikke lagre opplysningene."),
    "es": ("No hemos podido guardar tus datos.",),
    "nl": ("We konden je gegevens niet opslaan.",),
}
_CLEAR: Texts = {
    "en": ("There was a problem: the postcode must have 5 digits.",),
    "fi": ("Tietojen tallennus ei onnistunut: postinumerossa on viisi numeroa.",),
    "sv": ("Vi kunde inte spara dina uppgifter: e-postadressen saknar @.",),
    "nl": ("We konden je gegevens niet opslaan: in het e-mailadres ontbreekt een @.",),
}


def _each(texts: Texts) -> list[tuple[str, str]]:
    return [(code, text) for code, several in texts.items() for text in several]


@pytest.mark.parametrize(("language", "text"), _each(_COMES_NEXT))
def test_what_comes_after_the_order(language: str, text: str) -> None:
    assert any(has_said(text, meaning, (language,)) for meaning in (Meaning.NEXT_STEPS, Meaning.DELIVERY_TIME))


@pytest.mark.parametrize(("language", "text"), _each(_WHOM_TO_ASK))
def test_whom_to_ask(language: str, text: str) -> None:
    assert Meaning.CONTACT in meanings_of(text, language)


@pytest.mark.parametrize(("language", "text"), _each(_NOTHING_COMES))
def test_what_says_nothing_of_the_order(language: str, text: str) -> None:
    assert not any(has_said(text, meaning, (language,)) for meaning in (Meaning.NEXT_STEPS, Meaning.DELIVERY_TIME))


@pytest.mark.parametrize(("language", "text"), _each(_SOLD_OUT))
def test_sold_out(language: str, text: str) -> None:
    assert has_said(text, Meaning.OUT_OF_STOCK, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_NOT_SOLD_OUT))
def test_not_sold_out(language: str, text: str) -> None:
    assert not has_said(text, Meaning.OUT_OF_STOCK, (language,))


@pytest.mark.parametrize(
    ("language", "meaning", "text"), [(code, *each) for code, several in _LEADS_ON.items() for each in several]
)
def test_what_leads_on_from_a_sold_out_product(language: str, meaning: Meaning, text: str) -> None:
    is_said = has_told if meaning is Meaning.RESTOCK else has_said  # as the rule asks
    assert is_said(text, meaning, (language,))


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "Bekijk de foto's"), ("fi", "Katso kuvat"), ("fr", "De retour à la boutique")]
)
def test_what_does_not_lead_on(language: str, text: str) -> None:
    assert not any(has_said(text, meaning, (language,)) for meaning in (Meaning.NOTIFY, Meaning.ALTERNATIVES))
    assert not has_told(text, Meaning.RESTOCK, (language,))


@pytest.mark.parametrize(
    ("language", "text", "is_time"),
    [
        ("nl", "Bezorging", False),
        ("nl", "Exclusief bezorging", False),
        ("nl", "Bezorging morgen", True),
        ("nl", "Bezorging binnen 2 dagen", True),
        ("sv", "Skickas", False),
        ("fi", "Toimitetaan", False),
        ("en", "Tomorrow", True),
    ],
)
def test_a_word_that_others_are_to_follow_tells_no_time_alone(language: str, text: str, *, is_time: bool) -> None:
    assert has_told(text, Meaning.DELIVERY_TIME, (language,)) is is_time


@pytest.mark.parametrize(("language", "text"), _each(_GOES_BACK))
def test_goods_go_back(language: str, text: str) -> None:
    assert any(has_said(text, each, (language,)) for each in (Meaning.RETURNS, Meaning.WITHDRAWAL, Meaning.WITHDRAW))


@pytest.mark.parametrize(("language", "text"), _each(_STAYS))
def test_goods_do_not_go_back(language: str, text: str) -> None:
    assert not has_said(text, Meaning.RETURNS, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_VAGUE))
def test_a_general_apology_is_vague(language: str, text: str) -> None:
    assert is_vague(text, (language,))


@pytest.mark.parametrize(("language", "text"), _each(_CLEAR))
def test_an_apology_that_says_what_is_wrong_is_not_vague(language: str, text: str) -> None:
    assert not is_vague(text, (language,))


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "inkl. 19 % USt."), ("fi", "Hinnat verollisia"), ("nb", "Prisene er inkludert merverdiavgift.")],
)
def test_tax_is_in_the_price(language: str, text: str) -> None:
    assert has_said(text, Meaning.TAX_STATEMENT, (language,))


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("nb", "Levering hjem, 2–3 virkedager"),
        ("da", "Levering til døren"),
        ("en", "Delivered to your door"),
        ("sv", "Hem till dig"),
        ("de", "Zustellung an die Haustür"),
        ("fr", "Livré chez vous"),
        ("nl", "Bezorgd aan huis"),
        ("pl", "Dostawa do domu – dostawa w 2–4 dni robocze, bezpłatnie"),
        ("es", "Entrega en tu domicilio"),
        ("it", "Consegna a casa"),
        ("fi", "Kotiintoimitus"),
        ("en", "Delivery to your address"),
    ],
)
def test_home_is_where_goods_are_delivered(language: str, label: str) -> None:
    assert delivery_words(label, (language,))


@pytest.mark.parametrize(
    ("language", "label"),
    [("nb", "Hjem"), ("en", "Home"), ("fr", "Chez nous"), ("nl", "Aan de kassa"), ("pl", "Dostawa do 3 dni")],
)
def test_home_alone_is_no_way_to_deliver(language: str, label: str) -> None:
    assert delivery_words(label, (language,)) is None


@pytest.mark.parametrize(
    ("language", "text"), [("sv", "Ref.nr 48210"), ("nb", "Ref.nr. 48210"), ("de", "Ref.-Nr. 48210")]
)
def test_a_reference_cut_short(language: str, text: str) -> None:
    assert order_reference_in(text, language, "") == "48210"


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("nl", "Toegevoegd aan je winkelmandje", Meaning.IN_CART),
        ("nl", "Je hebt nog niets in je winkelmandje", Meaning.CART_EMPTY),
        ("de", "Bei Ihnen in 2–3 Tagen", Meaning.DELIVERY_TIME),
        ("de", "Heute bestellt, morgen geliefert", Meaning.DELIVERY_TIME),
        ("fi", "Rikkoutumisturva", Meaning.PROTECTION),
        ("fi", "Näin käsittelemme tietojasi", Meaning.PRIVACY),
    ],
)
def test_other_turns_of_the_same_words(language: str, text: str, meaning: Meaning) -> None:
    assert has_said(text, meaning, (language,))


@pytest.mark.parametrize(
    ("language", "text", "is_told"),
    [
        ("en", "We use only the cookies that the shop needs to work.", True),
        ("en", "We only set cookies required for the basket and the checkout.", True),
        ("fi", "Käytämme vain evästeitä, joita kauppa tarvitsee toimiakseen.", True),
        ("fi", "Sivusto käyttää ainoastaan toiminnallisia evästeitä.", True),
        ("sv", "Vi använder endast kakor som krävs för att butiken ska fungera.", True),
        ("sv", "Bara de kakor som butiken behöver.", True),
        ("de", "Wir verwenden nur Cookies, die der Shop zum Funktionieren braucht.", True),
        ("en", "Cookies help us to only show ads that you need.", False),
        ("sv", "Vi använder kakor för att butiken ska fungera bättre.", False),
        ("de", "Wir verwenden Cookies, damit der Shop funktioniert und für Werbung.", False),
    ],
)
def test_cookies_that_the_shop_cannot_do_without(language: str, text: str, is_told: bool) -> None:
    assert has_said(text, Meaning.REJECT, (language,)) is is_told


@pytest.mark.parametrize(
    ("text", "is_charge"),
    [
        ("Tu suscripción se renueva", True),
        ("Se renueva cada mes por 9,90 €", True),
        ("El plan anual se renueva automáticamente", True),
        ("La lana se renueva cada primavera; tejemos cada mes una serie pequeña.", False),
    ],
)
def test_what_grows_again_is_no_charge(text: str, is_charge: bool) -> None:
    assert has_said(text, Meaning.RENEWAL, ("es",)) is is_charge
