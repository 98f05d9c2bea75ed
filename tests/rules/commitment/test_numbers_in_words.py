"""Small numbers that shops write as words: pieces left, days of delivery, pages of a checkout."""

from __future__ import annotations

import pytest

from frictionaudit.evidence.common import TextBlock
from frictionaudit.rules.commitment.delivery import _is_time, _tells_time
from frictionaudit.rules.commitment.unknown_progress import _is_position
from frictionaudit.rules.commitment.urgency import _is_scarcity


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Only three left"),
        ("en", "Down to the last three"),
        ("fi", "Enää kolme mukia hyllyssä!"),
        ("fi", "Vain yksi jäljellä"),
        ("sv", "Endast två i lager"),
        ("de", "Nur noch drei Stück"),
        ("fr", "Plus que trois en stock"),
        ("es", "Solo quedan dos"),
        ("it", "Ne restano solo tre"),
        ("nl", "Nog twee op voorraad"),
        ("da", "Kun to tilbage"),
        ("nb", "Bare tre igjen"),
        ("pl", "Zostały tylko dwie"),
        ("pt", "Só restam duas"),
        ("et", "Ainult kolm alles"),
    ],
)
def test_few_are_left(language: str, text: str) -> None:
    assert _is_scarcity(text, (language, "en"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Only good news left"),
        ("en", "Only one step left"),
        ("fi", "Enää yksi sivu jäljellä"),
        ("fi", "Vain kaksi ainesosaa"),
        ("de", "Nur noch zwei Schritte"),
        ("sv", "Bara två steg kvar"),
        ("nl", "Nog maar twee stappen"),
    ],
)
def test_what_else_is_counted_is_not_scarce(language: str, text: str) -> None:
    assert not _is_scarcity(text, (language, "en"))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "in two to three days"), ("fi", "kahdessa päivässä"), ("sv", "om ett par dagar"), ("de", "in zwei Tagen")],
)
def test_a_number_of_days_is_a_time(language: str, text: str) -> None:
    assert _is_time(text, (language,))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Stentøjskrus Daggry × 1"),
        ("da", "1 × Stentøjskrus Daggry"),
        ("en", "in two boxes"),
        ("nl", "2x Dagboek"),
    ],
)
def test_pieces_are_no_time(language: str, text: str) -> None:
    assert not _is_time(text, (language,))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sivu 1/2"),
        ("sv", "Sida 1 av 2"),
        ("de", "Seite 1 von 2"),
        ("en", "Just one more page after this"),
        ("fi", "2 vaihetta jäljellä"),
        ("nb", "To steg igjen"),
    ],
)
def test_pages_are_counted_as_steps(language: str, text: str) -> None:
    assert _is_position(TextBlock(text=text, tag="p"), (language,))


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Nearly there!"), ("en", "Print this page"), ("fi", "2 tuotetta")]
)
def test_other_words_give_no_position(language: str, text: str) -> None:
    assert not _is_position(TextBlock(text=text, tag="p"), (language,))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Arrives in three to five days"),
        ("en", "Ordered by Monday, on your table by Friday."),
        ("fi", "Perillä kahdessa päivässä"),
        ("fr", "Chez vous en deux jours"),
        ("es", "En casa en dos días"),
        ("it", "Da te in due giorni"),
        ("da", "Hos dig om to dage"),
        ("pl", "U Ciebie w dwa dni robocze."),
        ("et", "Kohal kahe päevaga"),
    ],
)
def test_delivery_is_told_in_words(language: str, text: str) -> None:
    assert _tells_time(text, (language, "en"))


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "Lähetämme kaikkialle Suomeen."), ("da", "Vi pakker hvert krus i halm."), ("en", "Arrives in two boxes")],
)
def test_how_it_is_sent_tells_no_time(language: str, text: str) -> None:
    assert not _tells_time(text, (language, "en"))
