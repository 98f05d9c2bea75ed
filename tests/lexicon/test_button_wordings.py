"""What buttons say in other moods and orders of words, and labels that only look like them."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, OrderVerdict, claims, meanings_of, order_button_verdict, reads_as_order, says


@pytest.mark.parametrize(
    ("language", "label", "meaning"),
    [
        ("en", "OK, accept everything", Meaning.ACCEPT),
        ("es", "Acepto todas las cookies", Meaning.ACCEPT),
        ("fr", "J’accepte les cookies", Meaning.ACCEPT),
        ("it", "Accetto tutti i cookie", Meaning.ACCEPT),
        ("nb", "Ja, jeg godtar alle", Meaning.ACCEPT),
        ("pl", "Akceptuj wszystkie pliki cookie", Meaning.ACCEPT),
        ("pt", "Permitir todos os cookies", Meaning.ACCEPT),
        ("sv", "OK, jag förstår och godkänner", Meaning.ACCEPT),
        ("et", "Aktsepteeri kõik küpsised", Meaning.ACCEPT),
        ("da", "Ja tak til alle cookies", Meaning.ACCEPT),
        ("en", "Use essential cookies only", Meaning.REJECT),
        ("en", "Deny all optional cookies", Meaning.REJECT),
        ("es", "Usar solo las esenciales", Meaning.REJECT),
        ("et", "Lükka kõik tagasi", Meaning.REJECT),
        ("fi", "Käytä vain pakollisia evästeitä", Meaning.REJECT),
        ("it", "Usa solo quelli essenziali", Meaning.REJECT),
        ("nl", "Alle cookies afwijzen", Meaning.REJECT),
        ("pl", "Zezwól tylko na niezbędne", Meaning.REJECT),
        ("pt", "Usar só os essenciais", Meaning.REJECT),
        ("sv", "Tillåt bara nödvändiga kakor", Meaning.REJECT),
        ("da", "Afslå alle", Meaning.REJECT),
        ("de", "Einwilligung ändern", Meaning.MANAGE),
        ("fr", "Modifier mon consentement", Meaning.MANAGE),
        ("fi", "Muuta evästevalintojasi", Meaning.MANAGE),
        ("pl", "Zarządzaj zgodami", Meaning.MANAGE),
        ("en", "Pop it in my basket", Meaning.ADD_TO_CART),
        ("it", "Inserisci nel carrello", Meaning.ADD_TO_CART),
        ("nl", "Plaats in winkelwagen", Meaning.ADD_TO_CART),
        ("nb", "Legg 2 stk i kurven", Meaning.ADD_TO_CART),
        ("sv", "Lägg i shoppingbagen", Meaning.ADD_TO_CART),
        ("pl", "Wrzuć do koszyka", Meaning.ADD_TO_CART),
        ("fi", "Lisään koriin", Meaning.ADD_TO_CART),
        ("da", "Åbn kurven", Meaning.IN_CART),
        ("es", "Ver mi carrito", Meaning.IN_CART),
        ("it", "Apri il carrello", Meaning.IN_CART),
        ("sv", "Till säker kassa", Meaning.CHECKOUT),
        ("it", "Vai al pagamento", Meaning.CHECKOUT),
        ("pl", "Kontynuuj do kasy", Meaning.CHECKOUT),
        ("da", "Næste: betaling →", Meaning.CONTINUE),
        ("fr", "Suivant : paiement", Meaning.CONTINUE),
        ("fi", "Seuraava: maksutapa", Meaning.CONTINUE),
        ("es", "Ir a la forma de envío", Meaning.CONTINUE),
        ("nb", "Gå til trinn 2: dine opplysninger", Meaning.CONTINUE),
        ("fi", "Jatka toimitustavan valintaan", Meaning.CONTINUE),
        ("sv", "Fortsätt med Google", Meaning.SIGN_IN),
        ("fr", "Identifiez-vous", Meaning.SIGN_IN),
        ("en", "Continue shopping", Meaning.ALL_PRODUCTS),
        ("da", "Gå til kassen (2 varer)", Meaning.CHECKOUT),
        ("fr", "Passer à la caisse (2 articles)", Meaning.CHECKOUT),
        ("es", "Continuar solo con las cookies necesarias", Meaning.REJECT),
        ("de", "Nur mit notwendigen Cookies fortfahren", Meaning.REJECT),
        ("nl", "Ik weiger", Meaning.REJECT),
        ("nb", "Godta alle valgfrie informasjonskapsler", Meaning.ACCEPT),
        ("fi", "Tallenna ja siirry maksutapaan", Meaning.CONTINUE),
        ("nl", "Opslaan en verder naar betalen", Meaning.CONTINUE),
        ("es", "Ir al pago seguro", Meaning.CHECKOUT),
        ("pl", "Przejdź do bezpiecznej kasy", Meaning.CHECKOUT),
        ("sv", "Se min varukorg", Meaning.IN_CART),
        ("en", "Only allow essential cookies", Meaning.REJECT),
        ("nb", "Avvis valgfrie informasjonskapsler", Meaning.REJECT),
        ("da", "Cookiepræferencer", Meaning.MANAGE),
        ("de", "Diesen Artikel entfernen", Meaning.REMOVE),
        ("fr", "Vider mon panier", Meaning.REMOVE),
        ("de", "Shop durchsuchen", Meaning.SEARCH),
        ("pl", "Znajdź produkt", Meaning.SEARCH),
        ("fr", "Trouver un article", Meaning.SEARCH),
        ("de", "Code anwenden", Meaning.APPLY),
        ("pl", "Użyj kodu rabatowego", Meaning.APPLY),
        ("fi", "Aktivoi koodi", Meaning.APPLY),
        ("nl", "Verzilveren", Meaning.APPLY),
        ("et", "Rakenda kood", Meaning.APPLY),
        ("nl", "Artikel verwijderen", Meaning.REMOVE),
        ("da", "Tøm kurven", Meaning.REMOVE),
        ("it", "Togli", Meaning.REMOVE),
    ],
)
def test_buttons_are_known_in_every_mood(language: str, label: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)


@pytest.mark.parametrize(
    ("language", "label", "meaning"),
    [
        ("en", "Accept the invitation", Meaning.ACCEPT),
        ("es", "Aceptamos todas las tarjetas", Meaning.ACCEPT),
        ("fr", "Accepter les conditions de vente", Meaning.ACCEPT),
        ("nl", "Alles bekijken", Meaning.ACCEPT),
        ("en", "Only required fields are marked with *", Meaning.REJECT),
        ("sv", "Avvisa erbjudandet", Meaning.REJECT),
        ("it", "Rifiuta la consegna", Meaning.REJECT),
        ("es", "Ver detalles", Meaning.MANAGE),
        ("fr", "Modifier l’adresse", Meaning.MANAGE),
        ("da", "Leveringsindstillinger", Meaning.MANAGE),
        ("fr", "Ajouté au panier", Meaning.ADD_TO_CART),
        ("en", "Items in your basket", Meaning.ADD_TO_CART),
        ("fi", "Jatka ostoksia", Meaning.CONTINUE),
        ("fi", "Jatka lukemista", Meaning.CONTINUE),
        ("sv", "Fortsätt handla", Meaning.CONTINUE),
        ("et", "Jätka ostlemist", Meaning.CONTINUE),
        ("da", "Næste: sådan brygger du te", Meaning.CONTINUE),
        ("en", "Continue with Apple Pay", Meaning.SIGN_IN),
        ("de", "Gutschein kaufen", Meaning.APPLY),
        ("en", "Apply for a job", Meaning.APPLY),
        ("pl", "Znajdź nas na mapie", Meaning.SEARCH),
    ],
)
def test_labels_that_only_look_like_them_are_not_taken_for_them(language: str, label: str, meaning: Meaning) -> None:
    assert meaning not in meanings_of(label, language)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("da", "Bestilling med betalingspligt"),
        ("nb", "Bestilling med betalingsplikt"),
        ("et", "Tellimus koos maksmiskohustusega"),
        ("fi", "Maksuvelvollisuuden sisältävä tilaus"),
        ("fi", "Tilaa ja sitoudu maksamaan"),
        ("nl", "Bestelling met betaalverplichting"),
        ("es", "Realizar pedido con obligación de pago"),
        ("fr", "Régler ma commande"),
        ("it", "Compra biglietti (45,00 €)"),
        ("pl", "Wpłać 50 zł"),
        ("da", "Støt med 200 kr. nu"),
    ],
)
def test_buttons_that_say_that_it_costs(language: str, label: str) -> None:
    assert order_button_verdict(label, language) not in {OrderVerdict.UNKNOWN, OrderVerdict.AMBIGUOUS}
    assert reads_as_order(label, language)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("fi", "Ilmoittaudu"),
        ("sv", "Anmäl mig"),
        ("es", "Completar reserva"),
        ("nl", "Reservering bevestigen"),
        ("pt", "Concluir reserva"),
        ("cs", "Odeslat"),
        ("el", "Επιβεβαίωση παραγγελίας"),
        ("ro", "Confirmă comanda"),
        ("sk", "Potvrdiť objednávku"),
        ("fi", "Ilmoittaudu kurssille"),
        ("nb", "Meld deg på"),
    ],
)
def test_buttons_that_do_not_say_that_it_costs(language: str, label: str) -> None:
    assert order_button_verdict(label, language) is OrderVerdict.AMBIGUOUS


@pytest.mark.parametrize(
    ("language", "label"),
    [("it", "Ordina per prezzo"), ("fi", "Maksa myymälässä"), ("nb", "Gi beskjed"), ("de", "Im Laden bezahlen")],
)
def test_what_sorts_or_is_paid_at_the_shop_orders_nothing(language: str, label: str) -> None:
    assert not reads_as_order(label, language)


@pytest.mark.parametrize(
    ("language", "text", "is_demanded"),
    [
        ("sv", "Endast registrerade kunder kan beställa", True),
        ("de", "Bestellungen sind nur mit Kundenkonto möglich", True),
        ("es", "Tienes que registrarte para finalizar la compra", True),
        ("et", "Tellimiseks pead sisse logima", True),
        ("fi", "Tilaaminen vaatii asiakastilin", True),
        ("fr", "Un compte est obligatoire pour commander", True),
        ("it", "Per ordinare è necessario un account", True),
        ("nl", "Voor bestellen is een account nodig", True),
        ("pl", "Do złożenia zamówienia wymagane jest konto", True),
        ("pt", "Só os clientes registados podem encomendar", True),
        ("nb", "Det er ikke mulig å handle som gjest", True),
        ("en", "Ordering without an account is not possible", True),
        ("fr", "Il faut un compte pour commander", True),
        ("sv", "Du behöver ett konto för att beställa", True),
        ("da", "Det er ikke muligt at bestille uden konto", True),
        ("da", "Det er muligt at bestille uden konto", False),
        ("sv", "Logga in för att lägga till favoriter", False),
        ("en", "You need an account to write a review", False),
        ("da", "Kun registrerede kunder kan bestille", True),
        ("de", "Melden Sie sich an, um Ihre gespeicherten Adressen zu sehen", False),
        ("es", "No necesitas una cuenta", False),
        ("it", "Non serve un account", False),
        ("sv", "Registrering krävs inte", False),
        ("nl", "Er is geen account nodig", False),
        ("fi", "Tilaaminen ei vaadi asiakastiliä", False),
    ],
)
def test_an_account_is_demanded_or_it_is_not(language: str, text: str, is_demanded: bool) -> None:
    assert (claims(text, Meaning.LOGIN_WALL, language) is not None) is is_demanded


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Fragt beregnes ved kassen"),
        ("de", "Versandkosten werden an der Kasse berechnet"),
        ("es", "El envío se calcula al finalizar la compra"),
        ("it", "Spese di spedizione calcolate alla cassa"),
        ("nl", "Verzendkosten worden bij het afrekenen berekend"),
        ("nb", "Frakt kommer i tillegg"),
        ("pl", "Dostawa zostanie doliczona w kasie"),
        ("pt", "Não inclui envio"),
        ("et", "Saatmiskulu arvutatakse kassas"),
        ("fi", "Toimituskulut näkyvät seuraavassa vaiheessa"),
    ],
)
def test_something_is_still_to_be_added(language: str, text: str) -> None:
    assert says(text, Meaning.EXCLUDING, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Leveringsdag vælges ved kassen"),
        ("de", "Der Rabatt wird an der Kasse abgezogen"),
        ("nl", "Verzending is inbegrepen"),
        ("pl", "Dzień dostawy wybierzesz w kasie"),
        ("it", "Spedizione inclusa nel prezzo"),
    ],
)
def test_nothing_is_still_to_be_added(language: str, text: str) -> None:
    assert says(text, Meaning.EXCLUDING, language) is None
