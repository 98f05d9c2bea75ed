"""What a product's page wants chosen before it can go into the cart: size, colour, kind of purchase, an engraving."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from frictionaudit.evidence.choices import Choice, Group, groups_of
from frictionaudit.evidence.common import AROUND, Box
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, FormEvidence
from frictionaudit.evidence.purpose import is_typed, purpose_of
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.look import PRICE, Look, gap, path_parts
from frictionaudit.replay.intent.presses import is_express
from frictionaudit.tongues import translatable

__all__ = ["is_placeholder", "is_unfilled_list", "option_entries", "shown_in", "tile_entries"]

_NOT_OPTIONS = frozenset({"email", "search", "coupon", "quantity", "password", "tel", "note"})
_TILE_WORDS = 24
_FEWEST_TILES = 2
_SAMPLE = "Test"
_NEAR_PX = 700.0
"""Options stand above their button, at most about a window away."""


def option_entries(look: Look, press: Candidate) -> list[Entry]:
    """Give what must be chosen for this press, and is not chosen yet; sold-out choices are left alone.

    Args:
        look: The product's page.
        press: The button that puts it into the cart.
    """
    fields = _fields_of(look, press)
    found = [entry for group in groups_of(look.main) for entry in _chosen(look, group, fields)]
    for field in fields.values():
        if field.kind == "select" and not field.options and not field.is_filled and not field.is_disabled:
            note = translatable("the first that can be had")
            found.append(Entry(ActionKind.SELECT, field.subject, field.label, note=note, is_closed=True))
        if not is_typed(field) or field.is_filled:
            continue
        purpose = purpose_of(field, look.languages)
        if purpose is not None and purpose.name == "quantity":
            # Of goods that are sold as a set each has a number of its own: one piece of the first is enough.
            if field is _first_count(look, fields):
                found.append(Entry(ActionKind.FILL, field.subject, field.label, "1"))
        elif _is_needed(field) and (purpose is None or purpose.name not in _NOT_OPTIONS):
            found.append(Entry(ActionKind.FILL, field.subject, field.label, _SAMPLE, note="a text that the shop wants"))
    return found


def tile_entries(look: Look, press: Candidate) -> list[Entry]:
    """Give one tile of each row of small buttons between the heading and the press: swatches that are no radios."""
    rows: dict[tuple[str, ...], list[ControlEvidence]] = defaultdict(list)
    top = look.heading_box.y if look.heading_box else float("-inf")
    end = press.subject.box.y if press.subject.box else float("inf")
    for control in look.main.controls:
        box, name = control.subject.box, control.subject.name.strip()
        if control.href or box is None or box.y < top or box.y + box.height > end or control.region in AROUND:
            continue
        if not name or len(name) > _TILE_WORDS or look.meanings(name) or is_express(name, look.languages):
            continue
        rows[path_parts(_row_of(control.subject.locator))].append(control)
    return [
        Entry(ActionKind.CLICK, tile.subject, tile.subject.name, note="one of several tiles")
        for row in rows.values()
        if len(row) >= (_FEWEST_TILES if press.is_usable else 1)
        and (tile := next((each for each in row if not _is_sold(look, each)), None))
    ]


def _first_count(look: Look, fields: Mapping[str, FieldEvidence]) -> FieldEvidence | None:
    """Give the first of the numbers of pieces, where none has been given."""
    told = ((field, purpose_of(field, look.languages)) for field in fields.values() if is_typed(field))
    counts = [field for field, purpose in told if purpose is not None and purpose.name == "quantity"]
    return None if not counts or any(field.is_filled for field in counts) else counts[0]


def _fields_of(look: Look, press: Candidate) -> dict[str, FieldEvidence]:
    """Give the fields of the page's content that stand near the press, by locator.

    What is sent elsewhere than the number of pieces is no part of it: stars for a rating, a word when it is back.
    """
    buying = [form.action for form in look.main.forms if form.method == "post" and _asks_how_many(look, form)]
    return {
        field.subject.locator: field
        for form in look.main.forms
        if not buying or form.method != "post" or form.action in buying
        for field in form.fields
        if field.region not in AROUND and _is_near(field.subject.box, press.subject.box)
    }


def _asks_how_many(look: Look, form: FormEvidence) -> bool:
    told = (purpose_of(field, look.languages) for field in form.fields)
    return any(purpose is not None and purpose.name == "quantity" for purpose in told)


def _is_near(one: Box | None, other: Box | None) -> bool:
    return one is None or other is None or gap(one, other) < _NEAR_PX


def _chosen(look: Look, group: Group, fields: dict[str, FieldEvidence]) -> Iterator[Entry]:
    """Give the choice of a group that has none yet, or whose choice is a subscription."""
    first = fields.get(group.choices[0].subject.locator) if group.choices else None
    if first is None:
        return
    usable = [choice for choice in group.choices if _is_usable(look, choice)]
    once = [choice for choice in usable if not _renews(look, choice.label)]
    if group.is_list:
        if is_unfilled_list(look, first) and (once or usable):
            labels = [choice.label for choice in once or usable if choice.label != shown_in(look, first)]
            if not labels:
                return
            yield Entry(
                ActionKind.SELECT, first.subject, group.title, labels[0], others=tuple(labels[1:6]),
                note="the first that can be had",
            )  # fmt: skip
        return
    chosen = [fields[c.subject.locator] for c in group.choices if c.subject.locator in fields]
    checked = next((field for field in chosen if field.is_checked), None)
    if checked is None or (_renews(look, checked.label) and once):
        for choice in (once or usable)[:1]:
            yield Entry(ActionKind.CHECK, choice.subject, choice.label, note="the first that can be had")


def is_unfilled_list(look: Look, field: FieldEvidence) -> bool:
    """Tell whether a list still shows its invitation to choose."""
    if not field.is_filled:
        return True
    shown = shown_in(look, field)
    return is_placeholder(look, shown) if shown else False


def shown_in(look: Look, field: FieldEvidence) -> str:
    """Give the line of a list that is to be seen."""
    return next((b.text for b in look.blocks if b.role == "option" and b.locator == field.subject.locator), "")


def is_placeholder(look: Look, text: str) -> bool:
    """Tell whether a line of a list only asks to choose."""
    words = text.strip(" -–—.…*:")
    if not words:
        return True
    is_marked = re.match(r"\s*[-–—.…*]{1,}", text) is not None
    return is_marked or (look.says(words, Meaning.REQUIRED, Meaning.PRECONDITION) and not PRICE.search(words))


def _is_usable(look: Look, choice: Choice) -> bool:
    return (
        not choice.is_disabled
        and not is_placeholder(look, choice.label)
        and not look.says(choice.label, Meaning.OUT_OF_STOCK)
    )


def _renews(look: Look, label: str) -> bool:
    return look.says(label, Meaning.RENEWAL, Meaning.FREQUENCY, Meaning.SUBSCRIBE, Meaning.MEMBERSHIP)


def _is_needed(field: FieldEvidence) -> bool:
    return field.is_required or field.is_marked_required


def _is_sold(look: Look, tile: ControlEvidence) -> bool:
    return tile.is_disabled or look.says(tile.subject.name, Meaning.OUT_OF_STOCK)


def _row_of(locator: str) -> str:
    """Give the path of the row: the parent, or its parent where each tile is wrapped."""
    parts = path_parts(locator)
    parent = parts[:-1]
    return " > ".join(parent[:-1] if parent and parent[-1].startswith("li") else parent)
