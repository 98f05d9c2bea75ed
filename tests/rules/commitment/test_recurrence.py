"""What is read as a charge that comes again and again."""

from __future__ import annotations

import pytest

from frictionaudit.rules.commitment.recurrence import says_recurring


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("9.90 € / month", "en"),
        ("First month free, then 19.90 € a month", "en"),
        ("ab dem 2. Monat 19,90 €/Monat", "de"),
        ("Danach 19,90 € pro Monat", "de"),
        ("9,90 €/kk", "fi"),
        ("99 kr i månaden", "sv"),
        ("14,95 € per maand", "nl"),
        ("149 kr./md.", "da"),
        ("Your card is charged every month", "en"),
        ("€4.90 every month", "en"),
        ("Kortet debiteras varje månad", "sv"),
        ("Wird jeden Monat abgebucht", "de"),
        ("Veloitetaan joka kuukausi", "fi"),
        ("Monthly billing", "en"),
        ("No minimum term and renews every month", "en"),
        ("If you do not cancel it renews automatically", "en"),
        ("Renews if not cancelled", "en"),
        ("Cancel any time without notice", "en"),
        ("Keine Mindestlaufzeit und jederzeit kündbar", "de"),
        ("Wenn Sie nicht kündigen verlängert sich das Abo automatisch", "de"),
        ("Si no cancelas se renueva automáticamente", "es"),
        ("Kestotilaus ei sido sinua mihinkään", "fi"),
        ("Kuukausilaskutus", "fi"),
        ("Automaattinen uusiutuminen", "fi"),
        ("Årlig debitering", "sv"),
        ("Monatliche Abrechnung", "de"),
        ("Cobro anual", "es"),
        ("La suscripción continúa hasta que la canceles", "es"),
        ("Jaarlijkse afschrijving", "nl"),
        ("Subskrypcja z automatycznym odnowieniem", "pl"),
        ("Årlig opkrævning", "da"),
        ("Abonnementet løper til du sier det opp", "nb"),
        ("Addebito annuale", "it"),
        ("Faturação mensal", "pt"),
        ("Votre abonnement est renouvelé chaque année au prix de 59 €", "fr"),
        ("A sua subscrição é renovada todos os anos por 59 €", "pt"),
        ("Võtame igas kuus 7,99 €", "et"),
    ],
)
def test_money_that_is_taken_again(text: str, language: str) -> None:
    assert says_recurring(text, (language,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Save 5 € this month", "en"),
        ("You saved 12.40 € this year", "en"),
        ("Sie sparen 5 € diesen Monat", "de"),
        ("ab 19,90 €/Monat finanzieren", "de"),
        ("ab 19,90 €/Monat", "de"),
        ("Säästät 5 € tässä kuussa", "fi"),
        ("Spara 50 kr den här månaden", "sv"),
        ("Bespaar 5 € deze maand", "nl"),
        ("Spar 50 kr. i år", "da"),
        ("Économisez 5 € ce mois-ci", "fr"),
        ("Ahorra 5 € este mes", "es"),
        ("New colours every month", "en"),
        ("Renew your kitchen with our linen", "en"),
        ("Nya färger varje månad", "sv"),
        ("Återkommande favorit", "sv"),
        ("Jeden Monat neue Farben", "de"),
        ("Kuukausittain uusia malleja", "fi"),
        ("De nouvelles couleurs chaque mois", "fr"),
        ("Nowe kolory co miesiąc", "pl"),
        ("One-time purchase, no auto-renewal", "en"),
        ("Ei kestotilausta, maksat kerran", "fi"),
        ("Kestotilausta ei tarvita", "fi"),
        ("Tämä ei ole kestotilaus", "fi"),
        ("Förnyas inte automatiskt", "sv"),
        ("Inga månadsavgifter", "sv"),
        ("Keine automatische Verlängerung", "de"),
        ("Verlängert sich nicht automatisch", "de"),
        ("Pas de renouvellement automatique", "fr"),
        ("No se renueva automáticamente", "es"),
        ("Fornyes ikke automatisk", "da"),
        ("Nie odnawia się automatycznie", "pl"),
        ("Geen abonnement, geen maandelijkse kosten", "nl"),
        ("Het lidmaatschap wordt niet automatisch verlengd", "nl"),
        ("L'iscrizione non si rinnova automaticamente", "it"),
        ("A adesão não é renovada automaticamente", "pt"),
    ],
)
def test_what_takes_no_money_again(text: str, language: str) -> None:
    assert not says_recurring(text, (language,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Subscription: sent and charged every 2 months", "en"),
        ("Every 8 weeks, cancel or skip any time", "en"),
        ("Prenumeration: skickas och debiteras varannan månad", "sv"),
        ("Dras var fjärde vecka", "sv"),
        ("Veloitetaan 8 viikon välein", "fi"),
        ("Abo: wird alle zwei Monate geliefert und abgebucht", "de"),
        ("Abbuchung alle 8 Wochen", "de"),
        ("Abonnement : débité tous les deux mois", "fr"),
        ("Cargo cada 8 semanas", "es"),
        ("Addebito ogni 8 settimane", "it"),
        ("Abonnement: elke twee maanden afgeschreven", "nl"),
        ("Betales hver 8. uge", "da"),
        ("Abonnement: trekkes annenhver måned", "nb"),
        ("Opłata co 8 tygodni", "pl"),
        ("Assinatura: cobrada a cada dois meses", "pt"),
        ("Makse iga 8 nädala järel", "et"),
    ],
)
def test_a_charge_at_intervals_comes_again(text: str, language: str) -> None:
    assert says_recurring(text, (language,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You can cancel your order any time before we send it", "en"),
        ("Wash it every 2 months", "en"),
        ("Nya färger varannan månad", "sv"),
        ("Neue Farben alle zwei Monate", "de"),
        ("Uusia värejä joka toinen kuukausi", "fi"),
        ("Tilaus lähtee arkisin tunnin välein", "fi"),
    ],
)
def test_what_happens_at_intervals_may_cost_nothing(text: str, language: str) -> None:
    assert not says_recurring(text, (language,))
