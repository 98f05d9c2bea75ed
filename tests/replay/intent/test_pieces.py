"""Which number is set to one where a shop lists several things, each with a number beside its price."""

from __future__ import annotations

from tests.replay.intent.pages import block, button, field_of, heading, look

from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.replay.intent.pieces import piece_entries
from frictionaudit.replay.intent.presses import Press, press_candidates

DIGITS = ("0", "1", "2", "3")


def pieces(*fields: FieldEvidence, shown: str = "", price: str = "24,00 €") -> list[tuple[str, str, str]]:
    rows = tuple(block(price, f"main > p:nth-of-type({i})", y=each.subject.box.y) for i, each in enumerate(fields)
                 if each.subject.box)  # fmt: skip
    lines = tuple(block(shown, each.subject.locator, role="option") for each in fields if shown)
    add = button("Zum Warenkorb hinzufügen", "#add", y=400)
    page = look(path="/fest", language="de", blocks=(heading("Sommerfest"), *rows, *lines), controls=(add,),
                forms=(fields,))  # fmt: skip
    press = press_candidates(page, Press.ADD_TO_CART)[0]
    return [(each.kind.value, each.label, each.text) for each in piece_entries(page, press)]


def test_one_piece_of_the_first_that_can_be_had() -> None:
    gone = field_of("Frühbucher", "number", y=120, is_disabled=True)
    day, evening = field_of("Tageskarte", "number", y=200), field_of("Abendkarte", "number", y=260)
    assert pieces(gone, day, evening) == [("fill", "Tageskarte", "1")]


def test_a_list_of_numbers_that_shows_nought_is_a_count() -> None:
    lists = field_of("Tageskarte", "select", y=200, options=DIGITS), field_of("Kind", "select", options=DIGITS)
    assert pieces(*lists, shown="0") == [("select", "Tageskarte", "1")]
    assert pieces(*lists, shown="1") == []


def test_what_is_counted_already_or_costs_nothing_is_left_alone() -> None:
    day, evening = field_of("Tageskarte", "number", y=200), field_of("Abendkarte", "number", y=260, is_filled=True)
    assert pieces(day, evening) == []
    assert pieces(day, price="Eintritt zu allen Konzerten") == []
    assert pieces(field_of("Gravur", "text", y=200)) == []
