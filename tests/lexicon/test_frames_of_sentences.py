"""Kinds of sentences, in other words than the word files were written from, and what only sounds like them."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, claims, meanings_of, reads_as_order, says

_DEMANDS_ACCOUNT = (
    ("en", "You need to become a member before you can buy."),
    ("en", "Checkout is only open to registered customers."),
    ("en", "To order, please create an account"),
    ("en", "Registration is required to place an order"),
    ("en", "We only sell to account holders"),
    ("en", "Signing in is a must before checkout"),
    ("en", "To buy, create an account first"),
    ("en", "Guests cannot order"),
    ("fi", "Tilaaminen edellyttää asiakastiliä."),
    ("fi", "Vain rekisteröityneet asiakkaat voivat tilata."),
    ("fi", "Rekisteröidy, jotta pääset maksamaan ja voit tilata"),
    ("fi", "Sinun täytyy olla kirjautunut"),
    ("fi", "Tilaukset vain rekisteröityneille asiakkaille"),
    ("fi", "Luo ensin tili, niin voit ostaa"),
    ("sv", "Du behöver ha ett kundkonto för att beställa."),
    ("sv", "Bli medlem för att kunna handla"),
    ("sv", "Utan inloggning går det tyvärr inte"),
    ("sv", "Vi säljer bara till medlemmar"),
    ("et", "Tellimiseks registreeruge palun"),
    ("et", "Osta saavad ainult registreeritud kliendid"),
    ("et", "Ostmine on lubatud ainult liikmetele"),
    ("et", "Loo konto, et tellimus lõpetada"),
)
_DEMANDS_NONE = (
    ("en", "You need an account to write a review"),
    ("en", "You don't have to sign up."),
    ("en", "Sign up for our newsletter before Friday"),
    ("en", "Discounts are given exclusively to members"),
    ("en", "To order by phone, call us"),
    ("fi", "Tilaukset vain Suomeen"),
    ("fi", "Alennus vain kanta-asiakkaille tilauksesta"),
    ("fi", "Kirjaudu, niin näet pisteesi"),
    ("sv", "Vi levererar bara till Sverige"),
    ("sv", "Priset gäller bara medlemmar"),
    ("et", "Soodustus ainult liikmetele"),
    ("et", "Tellimine ainult Eestisse"),
    ("fi", "Sinun ei tarvitse rekisteröityä."),
    ("fi", "Voit tilata vain Suomeen."),
    ("sv", "Du behöver inte skapa konto."),
    ("sv", "Logga in för att se dina poäng"),
    ("et", "Kontot pole vaja luua."),
    ("et", "Logi sisse, et näha boonuspunkte"),
)


@pytest.mark.parametrize(("language", "text"), _DEMANDS_ACCOUNT)
def test_an_account_is_demanded(language: str, text: str) -> None:
    assert claims(text, Meaning.LOGIN_WALL, language)


@pytest.mark.parametrize(("language", "text"), _DEMANDS_NONE)
def test_an_account_is_not_demanded(language: str, text: str) -> None:
    assert not claims(text, Meaning.LOGIN_WALL, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You cannot order as a guest"),
        ("en", "Sorry, you can't check out as a guest"),
        ("en", "Guest checkout isn't available"),
        ("en", "Guest checkout has been switched off"),
        ("en", "This shop doesn't accept guest orders"),
        ("fi", "Et voi tilata vieraana"),
        ("fi", "Emme voi ottaa vastaan tilauksia vieraana"),
        ("sv", "Du kan inte handla som gäst"),
        ("et", "Külalisena osta ei saa"),
    ],
)
def test_guests_are_turned_away_in_words_that_deny(language: str, text: str) -> None:
    wall = says(text, Meaning.LOGIN_WALL, language)
    assert wall
    assert says(wall, Meaning.NEGATION, language), "else the sentence reads as an invitation to guests"
    assert not says(text.replace(wall, " "), Meaning.GUEST, language)


def test_what_one_must_not_miss_denies_no_offer() -> None:
    assert not says("Yes, send me offers you can't miss", Meaning.NEGATION, "en")


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "There was a glitch at our end.", Meaning.GENERIC_ERROR),
        ("fi", "Nyt jokin meni mönkään.", Meaning.GENERIC_ERROR),
        ("sv", "Nu gick något snett", Meaning.GENERIC_ERROR),
        ("et", "Tekkis ootamatu tõrge", Meaning.GENERIC_ERROR),
        ("en", "The postcode needs exactly five digits", Meaning.INVALID),
        ("fi", "Postinumerossa täytyy olla viisi numeroa", Meaning.INVALID),
        ("sv", "Numret ska bestå av tio siffror", Meaning.INVALID),
        ("et", "Postiindeksis peab olema viis numbrit", Meaning.INVALID),
        ("en", "Your bank blocked this payment", Meaning.DECLINED),
        ("sv", "Kortbetalningen stoppades", Meaning.DECLINED),
        ("et", "Kaardil pole piisavalt raha", Meaning.DECLINED),
        ("en", "Temporarily not for sale", Meaning.OUT_OF_STOCK),
        ("sv", "Varan har tagit slut", Meaning.OUT_OF_STOCK),
        ("en", "Ping me as soon as it is here", Meaning.NOTIFY),
        ("fi", "Haluan ilmoituksen heti kun", Meaning.NOTIFY),
        ("sv", "Hojta till mig så fort den finns: mejla mig så snart", Meaning.NOTIFY),
        ("et", "Soovin teadet, kui suurus on tagasi", Meaning.NOTIFY),
        ("en", "Your basket adds up to £31.80", Meaning.TOTAL),
        ("fi", "Tilauksesi loppusumma", Meaning.TOTAL),
        ("sv", "Din beställning landar på 449 kr", Meaning.TOTAL),
        ("et", "Sinu tellimuse maksumus", Meaning.TOTAL),
        ("en", "No extra charge for delivery", Meaning.FREE_DELIVERY),
        ("fi", "Toimituskulut 0,00 €", Meaning.FREE_DELIVERY),
        ("sv", "Slipp fraktkostnad", Meaning.FREE_DELIVERY),
        ("et", "Tarne on meie kulul", Meaning.FREE_DELIVERY),
        ("en", "We take £9.90 and then charge every month", Meaning.RENEWAL),
        ("sv", "99 kr debiteras varje månad", Meaning.RENEWAL),
        ("et", "Tasu võetakse iga kuu", Meaning.RENEWAL),
        ("en", "There are no products in your trolley", Meaning.CART_EMPTY),
        ("et", "Korv on veel tühi", Meaning.CART_EMPTY),
        ("sv", "Något strulade", Meaning.GENERIC_ERROR),
        ("fi", "Lähetys ei mennyt läpi, kokeile hetken päästä", Meaning.GENERIC_ERROR),
        ("et", "Ei läinud läbi, proovi veel", Meaning.GENERIC_ERROR),
        ("en", "Gone for now", Meaning.OUT_OF_STOCK),
        ("en", "Unavailable in this size", Meaning.OUT_OF_STOCK),
        ("fi", "Koko M on myyty", Meaning.OUT_OF_STOCK),
        ("fi", "Ei tällä hetkellä hyllyssä", Meaning.OUT_OF_STOCK),
        ("fi", "Kaikki kappaleet menivät", Meaning.OUT_OF_STOCK),
        ("sv", "Storlek 40 är slutsåld", Meaning.OUT_OF_STOCK),
        ("et", "Suurus M on otsas", Meaning.OUT_OF_STOCK),
        ("et", "Soovin teadet saabumisest", Meaning.NOTIFY),
        ("sv", "Det finns inte täckning på kortet", Meaning.DECLINED),
        ("fi", "Emme saaneet maksuasi", Meaning.DECLINED),
        ("et", "Me ei saanud makset kätte", Meaning.DECLINED),
        ("sv", "Tiden gick ut, logga in på nytt", Meaning.EXPIRED),
        ("fi", "Istuntosi ehti vanhentua", Meaning.EXPIRED),
        ("en", "Timed out. Please start again", Meaning.EXPIRED),
        ("et", "Aeg läbi. Alusta uuesti", Meaning.EXPIRED),
        ("fi", "Et tarvitse tunnuksia", Meaning.GUEST),
        ("sv", "Det finns inget på den här adressen", Meaning.NOT_FOUND),
        ("fi", "12 ihmistä on lisännyt tämän koriinsa", Meaning.ACTIVITY),
        ("sv", "Gör den till en present", Meaning.EXTRA),
        ("fi", "Kuljetus kaupan päälle", Meaning.FREE_DELIVERY),
    ],
)
def test_it_is_said(language: str, text: str, meaning: Meaning) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "Delivery €0.90", Meaning.FREE_DELIVERY),
        ("en", "Send it back free of charge", Meaning.FREE_DELIVERY),
        ("en", "Linen gift bag", Meaning.EXTRA),
        ("en", "Your parcel should be with you on Friday", Meaning.INVALID),
        ("en", "Just one more page after this", Meaning.SCARCITY),
        ("en", "It's in the bag!", Meaning.RESTOCK),
        ("fi", "Näin käsittelemme tietojasi", Meaning.BUSY),
        ("fi", "Valitse maksutapa", Meaning.INVALID),
        ("fi", "Ostoskorin summa", Meaning.TOTAL),
        ("sv", "Slutför beställningen", Meaning.BUSY),
        ("sv", "Sidan finns inte längre.", Meaning.OUT_OF_STOCK),
        ("sv", "Jag betalar hellre mot faktura", Meaning.SHAMING),
        ("sv", "Mejla mig kvittot", Meaning.CONTACT),
        ("sv", "Lägg till en gåva", Meaning.INVALID),
        ("fi", "Koko perheen suosikki on myyntihitti", Meaning.OUT_OF_STOCK),
        ("fi", "Nouda ennen kuin varauksesi päättyy", Meaning.EXPIRED),
        ("sv", "Tiden för utlämning är 14 dagar", Meaning.EXPIRED),
        ("sv", "Det finns ingen täckning i fjällen", Meaning.DECLINED),
        ("en", "Make an order", Meaning.EXTRA),
        ("et", "Meil on uued tooted", Meaning.FIELD_EMAIL),
    ],
)
def test_it_is_not_said(language: str, text: str, meaning: Meaning) -> None:
    assert not says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "label", "meaning"),
    [
        ("en", "Save and carry on to payment", Meaning.CONTINUE),
        ("en", "Let me choose my cookies", Meaning.MANAGE),
        ("en", "Not this time", Meaning.CLOSE),
        ("fi", "Sulje tämä ilmoitus", Meaning.CLOSE),
        ("fi", "Vie minut kassalle", Meaning.CHECKOUT),
        ("sv", "Ja till alla kakor", Meaning.ACCEPT),
        ("en", "Continue to secure checkout", Meaning.CHECKOUT),
        ("fi", "Siirrä tuote ostoskoriin", Meaning.ADD_TO_CART),
        ("sv", "Lägg 1 st i min korg", Meaning.ADD_TO_CART),
        ("sv", "Vidare till betalning", Meaning.CHECKOUT),
        ("sv", "Använd kupong", Meaning.APPLY),
        ("et", "Lisa kampaaniakood", Meaning.APPLY),
        ("sv", "Nej, fortsätt utan", Meaning.REJECT),
        ("en", "No cookies for me", Meaning.REJECT),
        ("sv", "Stäng meddelandet", Meaning.CLOSE),
        ("et", "Sulge aken", Meaning.CLOSE),
        ("et", "Nõus kõigi küpsistega", Meaning.ACCEPT),
    ],
)
def test_a_label_is_known_and_orders_nothing(language: str, label: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)
    assert not reads_as_order(label, language)
