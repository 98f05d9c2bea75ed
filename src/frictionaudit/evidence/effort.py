"""What a path asks of the customer: counts, and the seconds that the keystroke-level model predicts.

The model is for a skilled customer who makes no mistake and reads nothing. It ranks paths and counts what was taken
away; it never says how long a customer really needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import CARD, page_languages, purpose_of
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import PlannedStep, VisitEvidence
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.record import Record

__all__ = [
    "KEYSTROKE_MODEL",
    "Operator",
    "StepEffort",
    "checkout_steps",
    "effort_of",
    "fields_before_order",
    "house_of",
    "is_typed_or_chosen",
    "predicted_seconds",
    "whole_effort",
]


@dataclass(frozen=True, slots=True)
class Operator:
    """One building stone of the keystroke-level model.

    Attributes:
        value: Seconds.
        meaning: What takes them.
        source: Where they were read.
    """

    value: float
    meaning: str
    source: str


_CARD_MORAN_NEWELL = "Card, Moran & Newell 1983, as tabled at informatik.uni-hamburg.de"

KEYSTROKE_MODEL: Mapping[str, Operator] = MappingProxyType(
    {
        "key": Operator(0.28, "seconds for one key, at 40 words a minute", _CARD_MORAN_NEWELL),
        "point": Operator(1.10, "seconds for pointing at something, the press left out", _CARD_MORAN_NEWELL),
        "press": Operator(0.20, "seconds for a press", _CARD_MORAN_NEWELL),
        "homing": Operator(0.40, "seconds for the hand to go from mouse to keyboard or back", _CARD_MORAN_NEWELL),
        "mental": Operator(1.35, "seconds for making up one's mind before an action", _CARD_MORAN_NEWELL),
    }
)
"""Scrolling has no operator of its own there: it is counted and takes no predicted seconds."""

_CHECKOUT = (Stage.CART, Stage.CHECKOUT, Stage.PAY, Stage.CONFIRM)
_FORM_STAGES = (Stage.CHECKOUT, Stage.PAY)
_IN_SHOP = (Stage.ARRIVE, Stage.FIND, Stage.CHOOSE)

# Baymard counts fields that are typed or chosen from a list apart from buttons, boxes and radios ("form elements").
_NOT_FIELDS = frozenset({"button", "submit", "reset", "image", "hidden", "search", "checkbox", "radio"})
_ASK_NOTHING = frozenset({"coupon", "quantity", "search"})
_MOST_TO_SIGN_IN = 3
"""Fields of a form that signs in: who, the password, and at most one more. Project's choice."""

_PRESSES = frozenset({ActionKind.CLICK, ActionKind.CHECK, ActionKind.UNCHECK})
_POINTS = _PRESSES | {ActionKind.HOVER}
_TYPES = frozenset({ActionKind.FILL, ActionKind.SEARCH})
_FIELDS = _TYPES | {ActionKind.SELECT, ActionKind.UPLOAD}


class StepEffort(Record):
    """What one step, or a whole path, asks of the customer.

    Attributes:
        clicks: Presses of buttons, links, boxes and radios; not those that only put the cursor into a field.
        fields: Fields typed into or chosen in.
        characters: Characters typed.
        scrolls: Actions that the customer had to scroll to.
        page_loads: New documents that the customer waited for.
        dead_ends: Pages that were entered in search of the way, and left again; 0 where nothing was searched for.
        seconds: Predicted: thought, hand and the waits that were measured.
    """

    clicks: int = 0
    fields: int = 0
    characters: int = 0
    scrolls: int = 0
    page_loads: int = 0
    dead_ends: int = 0
    seconds: float = 0


def effort_of(step: StepEvidence) -> StepEffort:
    """Give what was done at a step; what was held or failed asks for nothing."""
    done = [action for action in step.actions if _was_done(action)]
    waited_ms = (step.transition.settled_ms or 0.0) if step.transition else 0.0
    return StepEffort(
        clicks=sum(action.kind in _PRESSES for action in done),
        fields=sum(action.kind in _FIELDS for action in done),
        characters=sum(_characters(action) for action in done),
        scrolls=sum(_needs_scroll(action) for action in done),
        page_loads=sum(not each.is_replaced and each.failure != "download" for each in step.navigations),
        dead_ends=step.search.dead_ends if step.search is not None else 0,
        seconds=round(sum(_seconds_for(action) for action in done) + waited_ms / 1000, 2),
    )


def whole_effort(steps: Iterable[StepEffort]) -> StepEffort:
    """Give the effort of several steps together."""
    given = [step.model_dump() for step in steps]
    return StepEffort.model_validate({name: sum(each[name] for each in given) for name in StepEffort.model_fields})


def predicted_seconds(visit: VisitEvidence) -> float:
    """Give the seconds that a skilled customer needs for what was walked: keystroke-level model and measured waits."""
    return whole_effort(effort_of(step) for step in visit.steps).seconds


def checkout_steps(steps: tuple[PlannedStep, ...]) -> int:
    """Count the journey's steps from cart to confirmation."""
    return sum(1 for step in steps if step.stage in _CHECKOUT)


def fields_before_order(visit: VisitEvidence) -> tuple[int, bool]:
    """Count the fields to type or choose in the checkout, and say whether all its pages were seen.

    A step begins on the page that the step before it ended on. A field that returns on a later page counts once. The
    fields for a voucher, for a quantity and for the shop's search, which ask nothing of the customer, count only where
    they were filled in, and so do those around the page, and those of a form for members beside the way of guests. A
    field that takes no typing shows what was chosen elsewhere. The card fields of a payment provider are not the
    shop's to leave out.
    """
    pages = list(_form_pages(visit))
    used = {action.element.subject.locator for step in visit.steps for action in step.actions if action.element}
    met = [asked for page in pages if page for asked in _asked_on(page, visit.locale, used)]
    shown = [field for field, page in met if not _is_providers(field, page, visit)]
    words = {word for field, _ in met for word in (field.name, field.label)}
    passing = [
        field
        for field, page in _written_in(visit)
        if field.name not in words and field.label not in words and not _is_providers(field, page, visit)
    ]
    fields = {_identity(field) for field in (*shown, *passing)}
    fields.discard(None)
    return len(fields), all(page is not None for page in pages) and bool(pages)


def is_typed_or_chosen(field: FieldEvidence) -> bool:
    """Tell whether a field counts as one: buttons, boxes and radios do not, and neither does the shop's search."""
    return field.kind not in _NOT_FIELDS


def _asked_on(page: PageEvidence, locale: str, used: Set[str]) -> Iterator[tuple[FieldEvidence, PageEvidence]]:
    languages = page_languages(page, locale)
    for form in page.forms:
        for field in () if _is_for_members(form, used) else form.fields:
            told = purpose_of(field, languages)
            is_around = field.region in AROUND and field.subject.locator not in used  # a newsletter stands everywhere
            if not field.is_readonly and not is_around and (told is None or told.name not in _ASK_NOTHING):
                yield field, page


def _is_providers(field: FieldEvidence, page: PageEvidence | None, visit: VisitEvidence) -> bool:
    """Tell whether it asks for the card, in a frame from elsewhere or on a page of another company."""
    own = page.url if page is not None else visit.journey.base_url
    is_foreign = field.frame_origin != "" and urlsplit(field.frame_origin).netloc != urlsplit(own).netloc
    if not is_foreign and house_of(own) == house_of(visit.journey.base_url):
        return False
    told = purpose_of(field, page_languages(page, visit.locale))
    return told is not None and told.name in CARD


def house_of(url: str) -> tuple[str, int | None]:
    """Give the last two names of the host, and the port: beside a shop on a test machine a provider has but another."""
    address = urlsplit(url)
    return ".".join((address.hostname or "").split(".")[-2:]), address.port


def _is_for_members(form: FormEvidence, used: Set[str]) -> bool:
    """Tell whether it signs in: little beside a password, and the customer left all of it alone."""
    typed = [field for field in form.fields if is_typed_or_chosen(field)]
    has_password = any(field.kind == "password" for field in typed)
    return has_password and len(typed) <= _MOST_TO_SIGN_IN and not any(f.subject.locator in used for f in form.fields)


def _form_pages(visit: VisitEvidence) -> Iterator[PageEvidence | None]:
    seen = {step.id: step for step in visit.steps}
    for before, step in pairwise(_before_order(visit)):
        if step.stage in _FORM_STAGES:
            came_from = seen[before.id].page if before.id in seen else None
            if not (before.stage in _IN_SHOP and _leaves(came_from, seen.get(step.id))):
                yield came_from
            yield from seen[step.id].passing if step.id in seen else ()


def _leaves(page: PageEvidence | None, step: StepEvidence | None) -> bool:
    """Tell whether the step led from the page to another one: the form of a product is none of the checkout's."""
    after = step.page if step is not None else None
    return page is not None and after is not None and urlsplit(page.url).path != urlsplit(after.url).path


def _before_order(visit: VisitEvidence) -> Iterator[PlannedStep]:
    """Give the steps up to the first that binds: a page to pay on may come behind the order."""
    for step in visit.journey.steps:
        yield step
        if step.commits.is_binding:
            return


def _written_in(visit: VisitEvidence) -> Iterator[tuple[FieldEvidence, PageEvidence | None]]:
    """Give what the customer wrote in within the checkout: a field may come up and be gone again within one step."""
    planned = {step.id for step in _before_order(visit) if step.stage in _FORM_STAGES}
    pages = {step.id: before.page for before, step in pairwise(visit.steps)}
    for step in visit.steps:
        for action in step.actions if step.id in planned else ():
            if action.element is not None and action.element.field is not None:
                yield action.element.field, pages.get(step.id)


def _identity(field: FieldEvidence) -> str | None:
    return field.name or field.label or field.subject.locator if is_typed_or_chosen(field) else None


def _was_done(action: ActionEvidence) -> bool:
    return not action.is_held and action.failure is None


def _needs_scroll(action: ActionEvidence) -> bool:
    below = action.element is not None and action.element.is_below_fold is True
    return action.kind is ActionKind.SCROLL or (below and action.kind in _POINTS | _FIELDS)


def _characters(action: ActionEvidence) -> int:
    if action.kind not in _TYPES:
        return 0
    return action.characters if action.characters is not None else len(action.value or "")


def _seconds_for(action: ActionEvidence) -> float:
    key, point, press, homing, mental = (
        KEYSTROKE_MODEL[name].value for name in ("key", "point", "press", "homing", "mental")
    )
    if action.kind in _POINTS:
        return mental + point + press
    if action.kind in _TYPES:
        return mental + point + press + 2 * homing + key * _characters(action)
    if action.kind is ActionKind.SELECT:
        return mental + 2 * (point + press)
    return mental + key if action.kind is ActionKind.PRESS else 0.0
