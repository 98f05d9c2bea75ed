"""What German shops write in one frame with many words, and near misses of it."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, claims, meanings_of, reads_as_order, says


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Ohne Anmeldung geht es hier leider nicht weiter", Meaning.LOGIN_WALL),
        ("Bitte loggen Sie sich zuerst ein, um Ihren Einkauf abzuschließen", Meaning.LOGIN_WALL),
        ("Der Kauf setzt ein Benutzerkonto voraus", Meaning.LOGIN_WALL),
        ("Gastbestellungen bieten wir nicht an", Meaning.LOGIN_WALL),
        ("Einkaufen kannst du nur mit Konto", Meaning.LOGIN_WALL),
        ("Ihre Anfrage konnte leider nicht bearbeitet werden.", Meaning.GENERIC_ERROR),
        ("Irgendetwas hat nicht geklappt", Meaning.GENERIC_ERROR),
        ("Trage deinen Nachnamen ein", Meaning.INVALID),
        ("Wähle bitte ein Land aus", Meaning.INVALID),
        ("Mit dieser Karte hat es leider nicht geklappt", Meaning.DECLINED),
        ("Bitte ein anderes Zahlungsmittel verwenden", Meaning.OTHER_PAYMENT),
        ("Derzeit kann dieser Artikel nicht bestellt werden", Meaning.OUT_OF_STOCK),
        ("Sag mir Bescheid, wenn der Artikel wieder da ist", Meaning.NOTIFY),
        ("Ihre Bestellung kostet 58,40 €", Meaning.TOTAL),
        ("Die Lieferung geht auf uns", Meaning.FREE_DELIVERY),
        ("Die Mehrwertsteuer kommt noch dazu", Meaning.TAX_STATEMENT),
        ("Pro Monat buchen wir 4,99 € von deiner Karte ab", Meaning.RENEWAL),
        ("Du hast noch nichts ausgesucht", Meaning.CART_EMPTY),
        ("Aus Sicherheitsgründen haben wir dich abgemeldet", Meaning.EXPIRED),
    ],
)
def test_the_frame_is_known_with_other_words_in_it(text: str, meaning: Meaning) -> None:
    assert claims(text, meaning, "de")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Für die Bestellung ist kein Konto erforderlich", Meaning.LOGIN_WALL),
        ("Ein Konto ist für die Bestellung nicht nötig", Meaning.LOGIN_WALL),
        ("Legen Sie ein Konto an, um Ihre Bestellungen zu sehen", Meaning.LOGIN_WALL),
        ("Hilfe bei Problemen", Meaning.GENERIC_ERROR),
        ("Höchstbestellmenge von 5 Stück überschritten", Meaning.DECLINED),
        ("Die Bestätigung kommt in wenigen Minuten", Meaning.TRY_AGAIN),
        ("Bezahlen Sie bequem per PayPal", Meaning.OTHER_PAYMENT),
        ("Das Material ist aus Baumwolle", Meaning.OUT_OF_STOCK),
        ("Wir informieren Sie über Angebote", Meaning.NOTIFY),
        ("Pro Bestellung kostet der Versand 4,90 €", Meaning.TOTAL),
        ("Kostenlose Rückgabe", Meaning.FREE_DELIVERY),
        ("Wir liefern in 27 Länder", Meaning.DELIVERY_TIME),
        ("Mit uns Steuern sparen", Meaning.TAX_STATEMENT),
        ("Versandkosten werden automatisch berechnet", Meaning.RENEWAL),
        ("Sonnenschutz", Meaning.EXTRA),
        ("Zurück zur Übersicht", Meaning.RETURNS),
    ],
)
def test_what_only_sounds_like_it_is_not(text: str, meaning: Meaning) -> None:
    assert not claims(text, meaning, "de")


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Ja, alle Cookies sind okay", Meaning.ACCEPT),
        ("Nur das Nötigste erlauben", Meaning.REJECT),
        ("Cookies selbst festlegen", Meaning.MANAGE),
        ("Hinweis ausblenden", Meaning.CLOSE),
        ("Aus dem Korb nehmen", Meaning.REMOVE),
        ("Artikel aus dem Warenkorb löschen", Meaning.REMOVE),
        ("Ab zur Kasse", Meaning.CHECKOUT),
        ("3 Stück in den Warenkorb legen", Meaning.ADD_TO_CART),
    ],
)
def test_labels_are_known(label: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, "de")


@pytest.mark.parametrize("label", ["Bestellen und zahlen", "Zahlung abschicken", "Mit PayPal zahlen"])
def test_what_pays_is_held(label: str) -> None:
    assert reads_as_order(label, "de")
    assert not meanings_of(label, "de") & {Meaning.ACCEPT, Meaning.CONTINUE, Meaning.CLOSE}


@pytest.mark.parametrize("label", ["Ja, bestellen", "Akzeptieren und bestellen", "Jetzt kaufen", "Zahlung akzeptieren"])
def test_no_order_passes_for_consent(label: str) -> None:
    assert not meanings_of(label, "de") & {Meaning.ACCEPT, Meaning.CONTINUE, Meaning.CLOSE, Meaning.CONFIRM}


def test_goods_that_are_reminded_of_are_no_refusal() -> None:
    assert not says("Besteht aus 100 % Baumwolle", Meaning.INVALID, "de")
