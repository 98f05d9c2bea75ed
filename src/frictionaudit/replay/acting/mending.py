"""A locator that finds nothing: the control nearest to it, and the line that would find that.

Near is what has the same role and a like name, means the same to a shopper, or asks for the same of the buyer.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error, Frame, Page

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.journey.loading.near import NEAR_ENOUGH
from frictionaudit.journey.loading.yaml import resolve_plain
from frictionaudit.journey.model import Action, ActionKind, Locator
from frictionaudit.lexicon import Meaning, meanings_of, reads_as_order
from frictionaudit.replay.page.inpage import PageHungError, ask_text, loaded_frames
from frictionaudit.replay.page.locate import Found, find_now

__all__ = ["Mend", "is_safe_to_press", "near_control", "yaml_of"]

MEANS_THE_SAME = 0.9
"""As near as a word with one letter changed: "Add to cart" and "Add to basket" share no more letters than strangers."""

CLEARLY_NEARER = 0.15
"""By how much the nearest must lead the next before it is used in the other's place."""

WITHIN = 0.8
"""As near as a name that the other holds whole: "Checkout" and "Checkout securely"."""

FEWEST_LETTERS = 4

OTHER_PLACE = 0.1
OTHER_ROLE = 0.2
"""What stands in the page's head or foot, or is something else to press or to fill, is less near."""

MOST_FRAMES = 8

_FAR = frozenset({"banner", "contentinfo", "navigation"})

_PRESSED = frozenset({ActionKind.CLICK, ActionKind.HOVER, ActionKind.PRESS, ActionKind.SCROLL, ActionKind.WAIT_FOR})
_BOXES = {ActionKind.CHECK: ("checkbox", "radio"), ActionKind.UNCHECK: ("checkbox",)}
_LISTS = frozenset({"select", "select-one"})
_VAGUE = frozenset({Meaning.AMBIGUOUS, Meaning.PRECONDITION, Meaning.CHECKOUT_STEP})
"""Meanings that many labels share."""


@dataclass(frozen=True)
class Mend:
    """What stands where a locator found nothing.

    Attributes:
        role: Of what is near.
        name: Its words.
        locator: What finds it.
        found: The element.
        is_clear: Nothing else is about as near.
    """

    role: str
    name: str
    locator: Locator
    found: Found
    is_clear: bool


@dataclass(frozen=True)
class _Candidate:
    """What could be meant; `code` is a field's `name` or `id`, None for what is no field."""

    role: str
    name: str
    region: str = ""
    code: str | None = None


async def near_control(page: Page, wanted: Locator, kind: ActionKind, language: str) -> Mend | None:
    """Give the visible control that is most like the wanted one, or None where nothing is like it."""
    words = _words(wanted)
    if not words:
        return None
    candidates = dict.fromkeys(
        [each for frame in loaded_frames(page)[:MOST_FRAMES] for each in await _in_frame(frame, kind)]
    )
    scored = sorted(((_likeness(words, wanted.role, each, language), each) for each in candidates), key=_nearest_first)
    if not scored or scored[0][0] < NEAR_ENOUGH:
        return None
    score, best = scored[0]
    locator = _renamed(wanted, best)
    with contextlib.suppress(Error):
        found = await find_now(page, locator, kind)
        if found is not None and found.visible_count:
            next_score = next((each for each, other in scored[1:] if other.name != best.name), 0.0)
            is_clear = not found.is_ambiguous and score - next_score >= CLEARLY_NEARER
            return Mend(best.role, best.name, locator, found, is_clear)
    return None


def _nearest_first(scored: tuple[float, _Candidate]) -> float:
    return -scored[0]


def is_safe_to_press(action: Action, mend: Mend, *, binds: bool, language: str) -> bool:
    """Tell whether the near control may be used in the place of the wanted one: never where either may order."""
    if action.kind not in (ActionKind.CLICK, ActionKind.PRESS):
        return mend.is_clear
    words = _words(action.target) if action.target is not None else ""
    return mend.is_clear and not binds and not any(reads_as_order(each, language) for each in (words, mend.name))


def yaml_of(action: Action, locator: Locator) -> str:
    """Give the words of the journey file for an action with another locator."""
    place = _place_words(locator)
    if action.kind in (ActionKind.FILL, ActionKind.SELECT, ActionKind.UPLOAD):
        reference = action.value.reference if action.value is not None else None
        typed = f"${reference}" if reference else "…"
        return f"{place}: {typed}" if locator.text is not None else f"{place[:-1]}, value: {typed}}}"
    return f"{action.kind}: {place}"


def _place_words(locator: Locator) -> str:
    given = locator.model_dump(exclude_none=True)
    if given.keys() == {"text"}:
        return _quoted(given["text"])
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in given.items()) + "}"


_PLAIN = re.compile(r"[^\W\d_][\w ()/.'’*+-]*")


def _quoted(text: object) -> str:
    """Quote what YAML would not take for a text."""
    is_plain = isinstance(text, str) and _PLAIN.fullmatch(text) and isinstance(resolve_plain(text), str)
    return str(text) if is_plain else json.dumps(text, ensure_ascii=False)


def _words(wanted: Locator) -> str:
    """Give the words that the journey has for the element; an id or a test id has some too."""
    words = wanted.name or wanted.label or wanted.text or wanted.placeholder
    if words:
        return words
    found = re.search(r"[#=]['\"]?([\w-]{3,})", wanted.css or "")
    code = wanted.test_id or (found[1] if found else "")
    return re.sub(r"[-_]+|(?<=[a-z])(?=[A-Z])", " ", code)


def _renamed(wanted: Locator, near: _Candidate) -> Locator:
    """Say the same by the new name, in the form that the journey chose."""
    if wanted.role is not None:
        return Locator(role=near.role, name=near.name)
    if wanted.label is not None:
        return Locator(label=near.name)
    return Locator(text=near.name)


# ── what there is ────────────────────────────────────────────────────────────────────────────────────────────────


async def _in_frame(frame: Frame, kind: ActionKind) -> list[_Candidate]:
    """Give the controls of one frame that the action could be done with."""
    try:
        page = json.loads(await ask_text(frame, "collect"))["page"]
    except (Error, PageHungError, ValueError, KeyError):
        return []
    fields = [field for form in page.get("forms") or () for field in form.get("fields") or ()]
    if kind in _PRESSED:
        return [*_pressed(page), *_fields(field for field in fields if kind is ActionKind.PRESS)]
    if kind in _BOXES:
        return list(_fields(field for field in fields if field.get("kind") in _BOXES[kind]))
    wants_list = kind is ActionKind.SELECT
    return list(_fields(field for field in fields if (field.get("kind") in _LISTS) is wants_list))


def _pressed(page: dict[str, Any]) -> Iterator[_Candidate]:
    for control in page.get("controls") or ():
        subject = control.get("subject") or {}
        yield _Candidate(str(subject.get("role") or "button"), _plain(subject.get("name")), control.get("region") or "")
    for link in page.get("links") or ():
        yield _Candidate("link", _plain(link.get("text")), link.get("region") or "")


def _fields(fields: Iterable[dict[str, Any]]) -> Iterator[_Candidate]:
    for field in fields:
        subject = field.get("subject") or {}
        name = _plain(field.get("label") or subject.get("name") or field.get("placeholder"))
        yield _Candidate(
            str(subject.get("role") or "textbox"), name, field.get("region") or "", _plain(field.get("name"))
        )


def _plain(text: Any) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""


# ── how near ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _likeness(words: str, role: str | None, near: _Candidate, language: str) -> float:
    """Give how near a control is, 0 to 1: by its letters, its words, its meaning."""
    if not near.name:
        return 0.0
    likeness = max(_alike(words, near.name), _alike(words, near.code) if near.code else 0.0)
    if _means_the_same(words, near.name, language) or _asks_the_same(words, near, language):
        likeness = max(likeness, MEANS_THE_SAME)
    other_role = role is not None and role != near.role and {role, near.role} != {"button", "link"}
    return likeness - OTHER_PLACE * (near.region in _FAR) - OTHER_ROLE * other_role


def _alike(one: str, other: str) -> float:
    """Compare letters, amounts and numbers left out; a name that holds the other whole is near too."""
    first, second = (" ".join(re.sub(r"[\d.,€$£]+", " ", words.casefold()).split()) for words in (one, other))
    if not first or not second:
        return 0.0
    is_within = len(min(first, second, key=len)) >= FEWEST_LETTERS and (first in second or second in first)
    ratio = difflib.SequenceMatcher(None, first, second).ratio()
    return max(ratio, WITHIN) if is_within else ratio


def _means_the_same(one: str, other: str, language: str) -> bool:
    meanings = [
        frozenset(meaning for code in dict.fromkeys((language, "en")) for meaning in meanings_of(words, code)) - _VAGUE
        for words in (one, other)
    ]
    return not meanings[0].isdisjoint(meanings[1])


def _asks_the_same(words: str, near: _Candidate, language: str) -> bool:
    """Tell whether two fields ask for the same of the buyer: "Email" and "E-mail address"."""
    if near.code is None:
        return False
    wanted = FieldEvidence(subject=Subject(role="textbox", name=words), kind="text", label=words)
    there = FieldEvidence(subject=Subject(role="textbox", name=near.name), kind="text", label=near.name, name=near.code)
    purposes = [purpose_of(field, (language, "en")) for field in (wanted, there)]
    return purposes[0] is not None and purposes[1] is not None and purposes[0].name == purposes[1].name
