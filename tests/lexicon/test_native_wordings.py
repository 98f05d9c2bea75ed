"""What shop owners write in their own words, and what only sounds like it."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import (
    Meaning,
    OrderVerdict,
    claims,
    meanings_of,
    order_button_verdict,
    order_reference_in,
    says,
)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Send my order off"),
        ("fi", "Lähetä tilaukseni"),
        ("fi", "Vahvistan tilauksen"),
        ("sv", "Skicka in beställningen"),
        ("de", "Bestellung übermitteln"),
        ("fr", "Envoyer ma commande"),
        ("es", "Confirmo mi pedido"),
        ("it", "Confermo il mio ordine"),
        ("nl", "Verstuur mijn bestelling"),
        ("da", "Bekræft min ordre"),
        ("nb", "Send inn bestillingen min"),
        ("pl", "Zatwierdzam zamówienie"),
        ("pt", "Concluir encomenda"),
        ("et", "Kinnitan tellimuse"),
    ],
)
def test_who_only_orders_states_no_obligation_to_pay(language: str, label: str) -> None:
    assert order_button_verdict(label, language) is OrderVerdict.AMBIGUOUS


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "No, I don't look after my things", Meaning.SHAMING),
        ("en", "Write to me about new products once a month", Meaning.NEWSLETTER),
        ("de", "Schreibt mir einmal im Monat über neue Produkte", Meaning.NEWSLETTER),
        ("fi", "Kirjoittakaa minulle uutuuksista kerran kuussa", Meaning.NEWSLETTER),
        ("sv", "Skriv till mig om nya produkter", Meaning.NEWSLETTER),
        ("fr", "Écrivez-moi au sujet des nouveautés", Meaning.NEWSLETTER),
        ("es", "Escríbanme sobre las novedades", Meaning.NEWSLETTER),
        ("nl", "Schrijf me over nieuwe producten", Meaning.NEWSLETTER),
        ("pl", "Piszcie do mnie o nowościach", Meaning.NEWSLETTER),
        ("en", "No thanks, I like throwing money away", Meaning.SHAMING),
        ("de", "Nein danke, ich werfe mein Geld gern aus dem Fenster", Meaning.SHAMING),
        ("sv", "Nej tack, jag slänger gärna pengar i sjön", Meaning.SHAMING),
        ("fr", "Non merci, j'aime jeter l'argent par les fenêtres", Meaning.SHAMING),
        ("pl", "Nie, dziękuję, lubię wyrzucać pieniądze w błoto", Meaning.SHAMING),
        ("pt", "Não, obrigado, gosto de deitar dinheiro fora", Meaning.SHAMING),
        ("en", "Names may only hold the letters A to Z.", Meaning.INVALID),
        ("it", "No, preferisco buttare i miei soldi", Meaning.SHAMING),
        ("nl", "Nee, ik gooi liever geld weg", Meaning.SHAMING),
        ("fi", "Ei, mukini saavat mennä pilalle", Meaning.SHAMING),
        ("en", "Snapped up 11 times in the past hour", Meaning.ACTIVITY),
        ("fi", "Juuri nyt 12 muuta selaa tätä tuotetta", Meaning.ACTIVITY),
        ("fi", "Viimeistä viedään!", Meaning.SCARCITY),
        ("de", "Fast weg!", Meaning.SCARCITY),
        ("en", "One every four weeks until you tell us to stop", Meaning.RENEWAL),
        ("es", "Después se te cobrarán 9,90 € cada mes hasta que te des de baja", Meaning.RENEWAL),
        ("pl", "Potem co miesiąc pobieramy 9,90 zł, aż do rezygnacji", Meaning.RENEWAL),
        ("fi", "Nyt 20 % edullisemmin", Meaning.REDUCTION),
        ("en", "Postage is on us.", Meaning.FREE_DELIVERY),
        ("fi", "Postikulut kuuluvat hintaan.", Meaning.FREE_DELIVERY),
        ("sv", "Vi bjuder på frakten.", Meaning.FREE_DELIVERY),
        ("nb", "Vi spanderer frakten", Meaning.FREE_DELIVERY),
        ("fi", "Lähetä muki takaisin kuukauden sisällä, niin saat rahat.", Meaning.RETURNS),
        ("de", "Schicken Sie ihn binnen 30 Tagen zurück", Meaning.RETURNS),
        ("pl", "Nie pasuje? Odeślij w ciągu 30 dni.", Meaning.RETURNS),
        ("pt", "O seu dinheiro de volta em 30 dias", Meaning.RETURNS),
        ("et", "Kui ei sobi, saada kruus 30 päeva jooksul tagasi.", Meaning.RETURNS),
        ("sv", "Pengarna åter", Meaning.RETURNS),
        ("fi", "Näin ostat meiltä", Meaning.TERMS),
        ("fi", "Miten käsittelemme tietojasi", Meaning.PRIVACY),
        ("nl", "Hoe we met je gegevens omgaan", Meaning.PRIVACY),
        ("en", "Your bank did not let this payment through and nothing was taken.", Meaning.DECLINED),
        ("en", "Your card was turned down", Meaning.DECLINED),
        ("sv", "Din bank sa nej till betalningen", Meaning.DECLINED),
        ("fi", "Tilaus otettu vastaan", Meaning.CONFIRMATION),
        ("fi", "Tilaus on kirjattu", Meaning.CONFIRMATION),
        ("sv", "Din order är hos oss", Meaning.CONFIRMATION),
        ("de", "Ihr Kauf war erfolgreich", Meaning.CONFIRMATION),
        ("fr", "C’est noté, votre commande est enregistrée", Meaning.CONFIRMATION),
        ("es", "Tu compra se ha completado", Meaning.CONFIRMATION),
        ("it", "Il tuo acquisto è confermato", Meaning.CONFIRMATION),
        ("nl", "Je aankoop is gelukt", Meaning.CONFIRMATION),
        ("da", "Dit køb er gennemført", Meaning.CONFIRMATION),
        ("nb", "Bestillingen er i boks", Meaning.CONFIRMATION),
        ("pl", "Mamy Twoje zamówienie", Meaning.CONFIRMATION),
        ("pt", "A sua compra foi concluída", Meaning.CONFIRMATION),
        ("et", "Tellimus on meieni jõudnud", Meaning.CONFIRMATION),
        ("en", "The post van picks it up on Thursday.", Meaning.NEXT_STEPS),
        ("sv", "Muggen lämnar oss i morgon bitti.", Meaning.NEXT_STEPS),
        ("de", "Der Becher geht morgen früh auf die Reise.", Meaning.NEXT_STEPS),
        ("fr", "Votre mug partira demain matin.", Meaning.NEXT_STEPS),
        ("nl", "Je mok gaat morgen op de post.", Meaning.NEXT_STEPS),
        ("et", "Kruus läheb homme hommikul teele.", Meaning.NEXT_STEPS),
        ("en", "The next firing comes out on 4 December.", Meaning.RESTOCK),
        ("sv", "Nästa bränning är klar vecka 50.", Meaning.RESTOCK),
        ("fi", "Ilmoitamme sähköpostilla, kun mukeja on taas.", Meaning.NOTIFY),
        ("de", "Lieferzeit etwa 3 Wochen", Meaning.RESTOCK),
        ("en", "We looked everywhere but came up empty.", Meaning.NO_RESULTS),
        ("en", "Tell me about new arrivals", Meaning.NEWSLETTER),
        ("fi", "Haluan vinkkejä ja alennuskoodeja", Meaning.NEWSLETTER),
        ("sv", "Ni får ringa mig med erbjudanden", Meaning.NEWSLETTER),
        ("de", "Ich möchte Tipps und Rabatte bekommen", Meaning.NEWSLETTER),
        ("it", "Tienimi aggiornato sulle novità", Meaning.NEWSLETTER),
        ("pl", "Chcę dostawać rabaty mailem", Meaning.NEWSLETTER),
        ("et", "Hoia mind uudistega kursis", Meaning.NEWSLETTER),
        ("sv", "Småordertillägg", Meaning.FEE),
        ("de", "Kleinmengenaufschlag", Meaning.FEE),
        ("fi", "Tilauslisä", Meaning.FEE),
        ("en", "Your session has expired. Please sign in again.", Meaning.NOT_FOUND),
        ("fi", "Istuntosi on vanhentunut", Meaning.NOT_FOUND),
        ("sv", "Sidan har gått ut", Meaning.NOT_FOUND),
        ("de", "Ihre Sitzung ist abgelaufen", Meaning.NOT_FOUND),
        ("fr", "Votre session a expiré", Meaning.NOT_FOUND),
        ("es", "Tu sesión ha caducado", Meaning.NOT_FOUND),
        ("it", "La sessione è scaduta", Meaning.NOT_FOUND),
        ("pt", "A sua sessão expirou", Meaning.NOT_FOUND),
        ("nl", "Je sessie is verlopen", Meaning.NOT_FOUND),
        ("da", "Siden er udløbet", Meaning.NOT_FOUND),
        ("nb", "Økten din har utløpt", Meaning.NOT_FOUND),
        ("pl", "Twoja sesja wygasła", Meaning.NOT_FOUND),
        ("et", "Sinu seanss on aegunud", Meaning.NOT_FOUND),
    ],
)
def test_it_is_known_in_the_words_of_a_shop_owner(language: str, text: str, meaning: Meaning) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "Continue without saving my details", Meaning.SHAMING),
        ("en", "No thanks, I like being surprised", Meaning.SHAMING),
        ("en", "Write to me about my order", Meaning.NEWSLETTER),
        ("de", "Schreiben Sie mir, wenn das Paket kommt", Meaning.NEWSLETTER),
        ("de", "Nein danke, ich verschwende kein Geld", Meaning.SHAMING),
        ("sv", "Jag betalar hellre mot faktura", Meaning.SHAMING),
        ("nl", "Ik betaal liever op rekening", Meaning.SHAMING),
        ("en", "You have 1 item in your basket right now", Meaning.ACTIVITY),
        ("en", "I have bought here three times in the past", Meaning.ACTIVITY),
        ("fi", "Moni muu valitsi sinisen", Meaning.ACTIVITY),
        ("en", "Knead until you stop seeing lumps", Meaning.RENEWAL),
        ("es", "Una taza nueva cada mes", Meaning.RENEWAL),
        ("pl", "Co miesiąc nowe szkliwo", Meaning.RENEWAL),
        ("en", "Now with 20% less sugar", Meaning.REDUCTION),
        ("pl", "Zwróć uwagę na rozmiar", Meaning.RETURNS),
        ("fi", "Vaihda väri", Meaning.RETURNS),
        ("sv", "Mejla mig kvittot", Meaning.NEWSLETTER),
        ("en", "Text me when the parcel arrives", Meaning.NEWSLETTER),
        ("de", "SMS, wenn das Paket da ist", Meaning.NEWSLETTER),
        ("en", "Vitamin supplement", Meaning.FEE),
        ("nl", "Vul je gegevens in", Meaning.PRIVACY),
        ("fr", "Modifier vos données", Meaning.PRIVACY),
        ("de", "Wir haben Ihre Bestellung storniert", Meaning.CONFIRMATION),
        ("sv", "Beställningen gick inte igenom", Meaning.CONFIRMATION),
        ("en", "What you have ordered so far", Meaning.CONFIRMATION),
        ("nl", "Je krijgt 10% korting op je volgende bestelling", Meaning.NEXT_STEPS),
        ("nb", "Kvittering", Meaning.NEXT_STEPS),
        ("en", "Having trouble with your order? Call us", Meaning.GENERIC_ERROR),
        ("fi", "Tekninen vika korjataan maksutta", Meaning.GENERIC_ERROR),
        ("nl", "Levertijd 2 tot 4 werkdagen", Meaning.RESTOCK),
        ("de", "Lieferzeit 2–4 Werktage", Meaning.RESTOCK),
        ("en", "Your basket is kept until the session expires", Meaning.NOT_FOUND),
        ("en", "Sign in within an hour, or the form expires", Meaning.NOT_FOUND),
        ("sv", "Erbjudandet har gått ut", Meaning.NOT_FOUND),
        ("de", "Das Mindesthaltbarkeitsdatum ist nicht abgelaufen", Meaning.NOT_FOUND),
    ],
)
def test_what_only_sounds_like_it_is_not(language: str, text: str, meaning: Meaning) -> None:
    assert not claims(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "label", "meaning"),
    [
        ("en", "Only what's needed", Meaning.REJECT),
        ("nl", "Liever niet", Meaning.REJECT),
        ("da", "Afslå", Meaning.REJECT),
        ("sv", "Tillåt bara nödvändiga", Meaning.REJECT),
        ("en", "Sounds good", Meaning.ACCEPT),
        ("nb", "Greit", Meaning.ACCEPT),
        ("de", "Gern", Meaning.ACCEPT),
        ("nl", "Prima", Meaning.ACCEPT),
        ("en", "Let's go", Meaning.AMBIGUOUS),
        ("en", "All done", Meaning.AMBIGUOUS),
        ("fi", "Jokin on pielessä", Meaning.VAGUE_ERROR),
        ("nl", "Er klopt iets niet", Meaning.VAGUE_ERROR),
    ],
)
def test_a_label_is_taken_whole(language: str, label: str, meaning: Meaning) -> None:
    assert meaning in meanings_of(label, language)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Quote HL-20417 if you call us about it.", "HL-20417"),
        ("en", "Receipt no. 20417", "20417"),
        ("fi", "Tilauksesi tunnus: HL20417", "HL20417"),
        ("de", "Ihr Vorgang: 20417", "20417"),
        ("nb", "Referansen din er HL-20417", "HL-20417"),
        ("pl", "Nr zam. HL-20417", "HL-20417"),
        ("sv", "Ref: 88213", "88213"),
    ],
)
def test_a_reference_is_read(language: str, text: str, number: str) -> None:
    assert order_reference_in(text, language) == number
