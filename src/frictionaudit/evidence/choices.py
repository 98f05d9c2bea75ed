"""What a page offers to choose from: groups of radios, lists, and rows with buttons, with the words over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frictionaudit.evidence.common import AROUND, Subject
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, PageEvidence

__all__ = ["Choice", "Group", "groups_of", "rows_of"]

_HEADINGS_OVER = 3
"""Headings over rows that may name them: those of their columns stand between."""


@dataclass(frozen=True)
class Choice:
    """One thing to choose.

    Attributes:
        label: As the customer reads it.
        subject: For pointing at it: the radio, or the list it stands in.
        is_preselected: It is chosen and the customer has not touched it.
        is_disabled: It cannot be chosen.
        is_framed: It stands in a child frame, where more may stand that was not read.
    """

    label: str
    subject: Subject
    is_preselected: bool = False
    is_disabled: bool = False
    is_framed: bool = False


@dataclass(frozen=True)
class Group:
    """Things of which one is chosen.

    Attributes:
        title: Name of the group, else the heading over it.
        name: `name` of its fields.
        choices: In the order of the page.
        subject: The group, where it is one by its structure, else its first choice.
        is_list: A list to choose from; which of its lines is chosen is not known.
        is_rows: Rows with a button each: products and addresses stand so too, only the title tells.
    """

    title: str
    name: str
    choices: tuple[Choice, ...]
    subject: Subject
    is_list: bool = False
    is_rows: bool = False


def groups_of(page: PageEvidence) -> Iterator[Group]:
    """Give the groups of a page in the order of their first choice."""
    for form in page.forms:
        radios = [field for field in form.fields if field.kind == "radio"]
        for fields in _grouped(radios, page):
            yield _group(fields, page)
        for field in form.fields:
            if field.kind == "select" and field.options:
                yield _list(field, page)


def rows_of(page: PageEvidence) -> Iterator[Group]:
    """Give rows of which each is taken by a button of its own, all of one name: "Home delivery 6.90 € [Select]"."""
    named: dict[str, list[ControlEvidence]] = {}
    for control in page.controls:
        if control.subject.name and control.region not in AROUND:
            named.setdefault(control.subject.name, []).append(control)
    for buttons in named.values():
        if len(buttons) > 1 and (group := _rows(buttons, page)) is not None:
            yield group


def _rows(buttons: list[ControlEvidence], page: PageEvidence) -> Group | None:
    """Take the elements in which the buttons' places first differ for the rows; None where they hold no words."""
    paths = [button.subject.locator.split(" > ") for button in buttons]
    depth = next((i for i, steps in enumerate(zip(*paths, strict=False)) if len(set(steps)) > 1), None)
    if depth is None or len({path[depth] for path in paths}) < len(paths):
        return None
    texts: dict[str, list[str]] = {path[depth]: [] for path in paths}
    around = []
    for block in page.blocks:
        place = block.locator.split(" > ")
        row = place[depth] if place[:depth] == paths[0][:depth] and len(place) > depth else ""
        if row in texts and block.role != "button":
            texts[row].append(block.text)
        elif row not in texts and block.role == "heading":
            around.append(block)
    if not all(texts.values()):
        return None
    top = min((box.y for button in buttons if (box := button.subject.box)), default=0.0)
    over = [block.text for block in around if block.box is None or block.box.y <= top]
    choices = tuple(
        Choice(texts[path[depth]][0], button.subject, is_disabled=button.is_disabled)
        for button, path in zip(buttons, paths, strict=True)
    )
    return Group(" · ".join(over[-_HEADINGS_OVER:]), "", choices, buttons[0].subject, is_rows=True)


def _grouped(radios: Iterable[FieldEvidence], page: PageEvidence) -> list[list[FieldEvidence]]:
    """Group radios by their name; those that share none by the group they stand in, else by the heading over them."""
    listed = list(radios)
    names = [field.name for field in listed]
    groups: dict[tuple[str, str], list[FieldEvidence]] = {}
    for field in listed:
        if field.name and names.count(field.name) > 1:
            key = ("name", field.name)
        elif field.group_locator:
            key = ("group", field.group_locator)
        else:
            key = ("heading", _heading_over(field, page))
        groups.setdefault(key, []).append(field)
    return list(groups.values())


def _group(fields: list[FieldEvidence], page: PageEvidence) -> Group:
    first = fields[0]
    choices = tuple(
        Choice(
            field.label or field.subject.name,
            field.subject,
            is_preselected=field.is_checked is True and field.is_prefilled,
            is_disabled=field.is_disabled,
        )
        for field in fields
    )
    title = first.group or _heading_over(first, page)
    holder = Subject(role="group", name=title, locator=first.group_locator, box=first.subject.box)
    return Group(title, first.name, choices, holder if first.group_locator else first.subject)


def _list(field: FieldEvidence, page: PageEvidence) -> Group:
    choices = tuple(Choice(option, field.subject) for option in field.options if option.strip())
    title = field.label or field.subject.name or _heading_over(field, page)
    return Group(title, field.name, choices, field.subject, is_list=True)


def _heading_over(field: FieldEvidence, page: PageEvidence) -> str:
    """Give the heading that stands nearest above the field."""
    box = field.subject.box
    if box is None:
        return ""
    over = [b for b in page.blocks if b.role == "heading" and b.box is not None and b.box.y <= box.y]
    return max(over, key=lambda block: block.box.y if block.box else 0.0).text if over else ""
