"""Words that press customers, and the way out of a contract, in every language; and words that only look alike."""

from __future__ import annotations

import pytest

from frictionaudit.lexicon import Meaning, meanings_of, says


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bought 12 times today"),
        ("fi", "8 asiakkaalla tämä on ostoskorissa"),
        ("sv", "Köpt 12 gånger i dag"),
        ("fr", "Acheté 12 fois aujourd'hui"),
        ("es", "Comprado 12 veces hoy"),
        ("it", "8 persone lo hanno nel carrello"),
        ("da", "8 personer har den i kurven"),
        ("nb", "23 solgt siste døgn"),
        ("pl", "Kupiono 12 razy dzisiaj"),
        ("pt", "8 pessoas têm este produto no carrinho"),
        ("et", "8 inimesel on see ostukorvis"),
    ],
)
def test_what_others_do_is_known(language: str, text: str) -> None:
    assert says(text, Meaning.ACTIVITY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Varastossa enää 1"),
        ("nl", "Slechts 2 beschikbaar"),
        ("fr", "Derniers articles en stock"),
        ("da", "De sidste 3 på lager"),
        ("et", "Viimane tükk!"),
        ("et", "Laos vaid 1 tk"),
        ("pl", "Zostały ostatnie 3 sztuki!"),
    ],
)
def test_few_left_is_known(language: str, text: str) -> None:
    assert says(text, Meaning.SCARCITY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Derniers articles du blog"),
        ("es", "Últimos artículos del blog"),
        ("it", "Ultimi articoli letti"),
        ("pt", "Últimos artigos do blogue"),
        ("da", "De sidste nyheder"),
        ("nb", "De siste nyhetene"),
        ("et", "Viimased uudised"),
        ("pl", "Ostatnie dzieła sztuki"),
    ],
)
def test_the_latest_is_not_the_last(language: str, text: str) -> None:
    assert not says(text, Meaning.SCARCITY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Phone number may contain digits only"),
        ("sv", "Namnet innehåller otillåtna tecken."),
        ("sv", "Telefonnumret får bara innehålla siffror"),
        ("pl", "Numer telefonu może zawierać tylko cyfry"),
    ],
)
def test_what_a_field_takes_is_a_refusal(language: str, text: str) -> None:
    assert says(text, Meaning.INVALID, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, leave my package unprotected"),
        ("de", "Nein, lieber den vollen Preis zahlen"),
        ("fr", "Non merci, tant pis pour moi"),
        ("it", "No, preferisco rischiare"),
        ("it", "No, preferisco rovinare la mia borsa nuova"),
        ("en", "No thanks, I'd rather ruin my shoes"),
        ("de", "Nein, ich ruiniere lieber meine Schuhe"),
        ("et", "Ei, rikun pigem oma kingad ära"),
        ("sv", "Nej tack, jag förstör hellre mina skor"),
        ("fi", "Ei kiitos, pilaan mieluummin kenkäni"),
        ("fi", "Ei kiitos, maksan mieluummin itse rikkoutuneesta lampusta"),
        ("de", "Nein danke, ich zahle lieber selbst für den Schaden"),
        ("en", "No thanks, I'd rather pay for repairs myself"),
        ("sv", "Nej tack, jag betalar hellre för skadan själv"),
        ("pl", "Nie, wolę zniszczyć buty"),
        ("nl", "Nee, ik loop de aanbieding liever mis"),
        ("nb", "Nei, heller betale full pris"),
        ("pl", "Nie, wolę przepłacać"),
        ("pt", "Não, prefiro arriscar"),
        ("et", "Ei, ma ei soovi säästa"),
        ("fi", "Jätän edun käyttämättä"),
        ("fi", "Ei, en tarvitse parempaa ihoa"),
        ("sv", "Nej tack, jag har råd att betala mer"),
        ("sv", "Jag missar gärna rabatten"),
        ("de", "Nein danke, ich verschenke gern mein Geld"),
        ("en", "No, let my parcel get lost"),
        ("en", "I don't deserve a discount"),
        ("fr", "Je ne mérite pas cette remise"),
        ("es", "No, renuncio a mi descuento"),
        ("it", "No grazie, non amo le offerte"),
        ("nl", "Nee, ik zie af van mijn korting"),
        ("da", "Nej tak, jeg går glip af rabatten"),
        ("nb", "Nei takk, jeg går glipp av rabatten"),
        ("pl", "Nie, rezygnuję z mojej zniżki"),
        ("pt", "Não, abdico do meu desconto"),
        ("et", "Ei, loobun allahindlusest"),
        ("en", "No thanks, my courier doesn't deserve it"),
        ("nl", "Nee, ik gun mijn bezorger niks"),
        ("pl", "Nie, los zwierząt jest mi obojętny"),
        ("de", "Nein, die Tiere sind mir egal"),
        ("fr", "Non merci, les livreurs ne méritent rien"),
        ("sv", "Nej tack, jag tycker inte om att spara pengar"),
        ("fr", "Non merci, je préfère que mon linge s’abîme"),
        ("fr", "Je ne veux pas faire d’économies"),
        ("et", "Ei, maksan parema meelega täishinda"),
        ("et", "Ei, eelistan maksta rohkem"),
        ("da", "Nej, jeg foretrækker at betale fuld pris"),
        ("nb", "Nei, jeg foretrekker å betale full pris"),
        ("it", "Preferisco pagare a prezzo intero"),
        ("pt", "Não obrigado, detesto promoções"),
        ("es", "No, gracias, prefiero manchar el mantel"),
        ("da", "Nej tak, jeg sidder hellere i mørke"),
        ("pl", "Nie, dziękuję, wolę niszczyć swój stół"),
        ("fr", "Non merci, je préfère avoir une peau sèche"),
        ("fi", "Ei kiitos, juon mieluummin huonoa teetä"),
        ("de", "Nein danke, ich trinke lieber schlechten Kaffee"),
        ("en", "No thanks, I’d rather drink bad coffee"),
        ("en", "No thanks, I don’t like good coffee"),
        ("en", "No, I don’t need glowing skin"),
        ("en", "No thanks, I’ll keep drinking bad coffee"),
        ("en", "No, I don’t want to save 10 %"),
        ("en", "Keep me out of the loop"),
        ("fi", "Ei, pärjään huonolla kahvilla"),
        ("sv", "Nej tack, jag behöver inga bra priser"),
        ("sv", "Nej, jag vill inte spara pengar"),
        ("de", "Nein danke, ich koche weiter mit stumpfen Messern"),
        ("fr", "Non merci, la qualité ne m’intéresse pas"),
        ("es", "No gracias, seguiré comprando caro"),
    ],
)
def test_shaming_is_known(language: str, text: str) -> None:
    assert says(text, Meaning.SHAMING, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Ei kiitos, jatkan ilman"),
        ("sv", "Jag avstår från försäkringen"),
        ("de", "Ich verzichte auf die Versicherung"),
        ("en", "Don't let my parcel get lost"),
        ("en", "I'd rather pay by invoice"),
        ("fr", "Je renonce à l'assurance"),
        ("es", "Prefiero pagar al recibir"),
        ("it", "Rinuncio alla confezione regalo"),
        ("nl", "Ik zie af van verzekering"),
        ("da", "Jeg vil ikke gå glip af tilbud"),
        ("nb", "Jeg vil ikke ha forsikring"),
        ("pl", "Rezygnuję z ubezpieczenia"),
        ("pt", "Abdico da embalagem de oferta"),
        ("et", "Loobun kindlustusest"),
        ("en", "Because you deserve it"),
        ("en", "No tip for the courier"),
        ("nl", "Nee, geen fooi voor de bezorger"),
        ("de", "Nein, die Farbe wähle ich später"),
        ("pl", "Kolor jest mi obojętny"),
        ("et", "Eelistan maksta arvega"),
        ("da", "Jeg foretrækker at betale med faktura"),
        ("it", "Preferisco pagare alla consegna"),
        ("en", "No, I prefer dark chocolate"),
        ("en", "No, I don't want to save my card"),
        ("en", "I do not want to save this address"),
        ("sv", "Nej, jag vill inte spara kortet"),
        ("sv", "Nej tack, jag behöver inget mer, det är bra"),
        ("en", "No, I'm fine with standard delivery"),
        ("fi", "Ei, toimitusajalla ei ole väliä"),
        ("de", "Nein, lieber in Raten zahlen"),
        ("de", "Nein, lieber ohne Reparaturservice"),
        ("fi", "Ei kiitos, maksan mieluummin laskulla"),
        ("fr", "Non merci, je préfère choisir seul"),
        ("sv", "Nej tack, jag handlar hellre utan konto"),
        ("da", "Nej tak, jeg henter hellere selv"),
        ("fi", "Ei kiitos, noudan mieluummin itse"),
        ("pl", "Nie, wolę zapłacić kartą"),
    ],
)
def test_a_plain_refusal_is_no_shaming(language: str, text: str) -> None:
    assert not says(text, Meaning.SHAMING, language)


@pytest.mark.parametrize(
    ("language", "text", "is_way_out"),
    [
        ("fr", "Se rétracter", True),
        ("es", "Solicitar desistimiento", True),
        ("it", "Richiedi il recesso", True),
        ("nl", "Online herroepen", True),
        ("pt", "Livre resolução aqui", True),
        ("es", "Derecho de desistimiento", False),
        ("da", "Fortryd", False),
        ("nl", "Herroepingsrecht", False),
    ],
)
def test_the_way_out_is_told_from_the_right_to_it(language: str, text: str, is_way_out: bool) -> None:
    assert bool(says(text, Meaning.WITHDRAW, language)) is is_way_out


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "17 people are ordering from here right now", Meaning.ACTIVITY),
        ("nl", "Er bestellen nu 17 mensen bij De Groene Pan", Meaning.ACTIVITY),
        ("it", "14 persone stanno prenotando questo hotel", Meaning.ACTIVITY),
        ("it", "Ultima camera rimasta!", Meaning.SCARCITY),
        ("fr", "Dernières places !", Meaning.SCARCITY),
        ("fr", "Vos places sont bloquées encore 09:59", Meaning.COUNTDOWN),
        ("fr", "Votre place est réservée pendant 09:59", Meaning.COUNTDOWN),
        ("pl", "Twoja wpłata zostanie podwojona jeszcze przez 14:59", Meaning.COUNTDOWN),
        ("en", "Send me product news by email", Meaning.NEWSLETTER),
        ("de", "Schicken Sie mir den monatlichen Brief", Meaning.NEWSLETTER),
        ("sv", "Ja tack till månadsbrevet", Meaning.NEWSLETTER),
        ("fi", "Haluan kuulla uutuuksista", Meaning.NEWSLETTER),
        ("sv", "Ja, skicka schemat och erbjudanden med e-post", Meaning.NEWSLETTER),
        ("en", "Send me the monthly letter (unsubscribe any time)", Meaning.NEWSLETTER),
        ("fr", "Recevoir la lettre mensuelle (désinscription à tout moment)", Meaning.NEWSLETTER),
        ("de", "Ich möchte Post von Lindel, jederzeit abbestellbar", Meaning.NEWSLETTER),
        ("pt", "Quero receber as novidades da livraria por email", Meaning.NEWSLETTER),
        ("de", "Neuigkeiten per E-Mail erhalten", Meaning.NEWSLETTER),
        ("it", "Tutte le camere sono esaurite per queste date.", Meaning.OUT_OF_STOCK),
        ("de", "An diesen Tagen sind wir leider ausgebucht.", Meaning.OUT_OF_STOCK),
    ],
)
def test_words_of_rooms_seats_and_kitchens_are_known(language: str, text: str, meaning: Meaning) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "Send me the order confirmation by email", Meaning.NEWSLETTER),
        ("sv", "Vi skickar bekräftelsen med e-post", Meaning.NEWSLETTER),
        ("pt", "Quero receber a fatura por email", Meaning.NEWSLETTER),
        ("fr", "Recevoir mes billets par e-mail", Meaning.NEWSLETTER),
        ("en", "For up to 8 people", Meaning.ACTIVITY),
        ("nl", "Mensen met een allergie bellen ons", Meaning.ACTIVITY),
        ("it", "Camera con l'ultimo piano", Meaning.SCARCITY),
        ("fr", "Nom complet", Meaning.OUT_OF_STOCK),
        ("es", "Nombre completo", Meaning.OUT_OF_STOCK),
    ],
)
def test_their_plain_neighbours_are_not(language: str, text: str, meaning: Meaning) -> None:
    assert not says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Odrzucam"),
        ("pl", "Odrzucam wszystkie"),
        ("it", "Rifiuto"),
        ("es", "Rechazo"),
        ("pt", "Recuso"),
        ("fi", "Hylkään"),
    ],
)
def test_cookies_are_refused_in_the_first_person(language: str, text: str) -> None:
    assert says(text, Meaning.REJECT, language)


@pytest.mark.parametrize("text", ["Keeldun kõigist", "Keeldu kõikidest", "Keeldun küpsistest"])
def test_a_refusal_in_the_first_person_is_one(text: str) -> None:
    assert says(text, Meaning.REJECT, "et")


def test_better_priced_is_reduced() -> None:
    assert says("Nüüd soodsam", Meaning.REDUCTION, "et")


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("it", "Procedi al pagamento"),
        ("it", "Vai al pagamento"),
        ("it", "Prosegui con la spedizione"),
        ("en", "Next: Payment"),
        ("de", "Zur Zahlungsart"),
        ("es", "Pasar al pago"),
        ("pl", "Dalej do płatności"),
        ("pt", "Avançar para o pagamento"),
        ("et", "Mine maksma"),
    ],
)
def test_the_way_to_the_next_page_of_the_checkout_is_known(language: str, label: str) -> None:
    assert Meaning.CONTINUE in meanings_of(label, language)
    assert not {Meaning.PAY, Meaning.ORDER} & meanings_of(label, language)


def test_paying_itself_is_no_going_on() -> None:
    assert Meaning.CONTINUE not in meanings_of("Paga ora", "it")
    assert Meaning.CONTINUE not in meanings_of("Conferma il pagamento", "it")


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Accept & close"),
        ("en", "Agree and proceed"),
        ("de", "Akzeptieren & schließen"),
        ("fr", "Accepter & fermer"),
        ("sv", "Acceptera och stäng"),
        ("fi", "Hyväksy kaikki ja jatka"),
        ("da", "Accepter og luk"),
        ("pl", "Akceptuj i zamknij"),
        ("es", "Aceptar y cerrar"),
    ],
)
def test_accepting_and_going_on_is_accepting(language: str, label: str) -> None:
    assert Meaning.ACCEPT in meanings_of(label, language)
    assert Meaning.REJECT not in meanings_of(label, language)


@pytest.mark.parametrize(
    ("language", "label"), [("en", "I do not agree"), ("fi", "Hylkää valinnaiset"), ("es", "No aceptar")]
)
def test_more_ways_to_refuse_cookies(language: str, label: str) -> None:
    assert Meaning.REJECT in meanings_of(label, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("fi", "Myydään pian loppuun", Meaning.SCARCITY),
        ("fi", "Tämä tuote on 8 ostoskorissa", Meaning.ACTIVITY),
        ("sv", "Anna från Umeå köpte den nyss", Meaning.ACTIVITY),
        ("de", "Gerade von 12 Kunden angesehen", Meaning.ACTIVITY),
        ("de", "Jemand aus Köln hat dies vor 2 Minuten gekauft", Meaning.ACTIVITY),
        ("nl", "Iemand uit Utrecht kocht dit zojuist", Meaning.ACTIVITY),
        ("da", "Solgt 14 gange det seneste døgn", Meaning.ACTIVITY),
        ("pl", "Twój koszyk jest zarezerwowany przez 10:00", Meaning.COUNTDOWN),
        ("nl", "Nee, ik geef niets om het milieu", Meaning.SHAMING),
        ("fr", "Non, je préfère passer à côté de l'offre", Meaning.SHAMING),
        ("fi", "Nyt 20 % edullisemmin", Meaning.REDUCTION),
        ("sv", "Nu 30 % lägre pris", Meaning.REDUCTION),
        ("fi", "Lasketaan hintaa…", Meaning.BUSY),
        ("de", "Versandarten werden geladen…", Meaning.BUSY),
        ("en", "Fetching delivery options…", Meaning.BUSY),
    ],
)
def test_more_ways_to_press_to_reduce_and_to_keep_waiting(language: str, text: str, meaning: Meaning) -> None:
    assert says(text, meaning, language)


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("fi", "Sinulla on 2 tuotetta ostoskorissa", Meaning.ACTIVITY),
        ("fi", "Osta edullisemmin meiltä", Meaning.REDUCTION),
        ("sv", "Hittar du lägre pris någon annanstans?", Meaning.REDUCTION),
        ("sv", "Kunder köpte även", Meaning.ACTIVITY),
        ("de", "Zuletzt angesehen", Meaning.ACTIVITY),
        ("de", "Kunden kauften auch", Meaning.ACTIVITY),
        ("nl", "Klanten kochten ook", Meaning.ACTIVITY),
        ("da", "Kunder købte også", Meaning.ACTIVITY),
    ],
)
def test_what_only_sounds_like_it(language: str, text: str, meaning: Meaning) -> None:
    assert not says(text, meaning, language)
