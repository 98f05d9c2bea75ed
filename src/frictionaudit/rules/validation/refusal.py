"""A step whose data was refused: how that is told, which fields it is about, what the page says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import SENDING, Party, Subject
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.journey.model import ActionKind, DrillKind, Stage
from frictionaudit.rules.common import document_of, has_failed, has_no_good_document, path_of
from frictionaudit.rules.registry import Context, Incomplete
from frictionaudit.rules.validation.messages import Message, is_vague, messages_on

__all__ = ["BROKE_DOWN", "REFUSING_STATUS", "Refusal", "Typed", "refusal_of", "turned_away"]

BROKE_DOWN = 500
"""The server fell over, rather than refused."""

REFUSING_STATUS = frozenset({400, 409, 422, BROKE_DOWN})
"""Answers by which a server refuses what was sent (the catalogue of rules names them)."""

_FORM_STAGES = (Stage.CHECKOUT, Stage.PAY)
_SENDS = frozenset({"document", "fetch", "xhr"})
_GIVES = frozenset({ActionKind.FILL, ActionKind.SELECT})
_PRESSES = frozenset({ActionKind.CLICK, ActionKind.PRESS, ActionKind.INTENT})

_EMPTY_WHEN_WRONG = frozenset({"number", "date", "month", "week", "time", "datetime-local"})
"""Fields whose wrong input a browser gives as none."""


@dataclass(frozen=True)
class Typed:
    """A field of the page that was refused, and the action that wrote in it."""

    field: FieldEvidence
    action: ActionEvidence


@dataclass(frozen=True)
class Refusal:
    """A press after which the form is still there and the customer is told, or may guess, that it was not accepted.

    Attributes:
        press: The action that was to carry the step forward.
        page: The page after it.
        before: The page before the step, or None where it was not seen.
        messages: What the page newly says, in reading order.
        requests: Writing requests of the press that the server refused.
        typed: Fields of the page that the customer wrote in, and with what.
        by_browser: The browser's own check held the form back and says why beside the field.
        languages: Languages that the page may be in.
        is_drill: The data was made wrong on purpose.
    """

    press: ActionEvidence
    page: PageEvidence
    before: PageEvidence | None
    messages: tuple[Message, ...]
    requests: tuple[RequestEvidence, ...]
    typed: tuple[Typed, ...]
    by_browser: tuple[FieldEvidence, ...]
    languages: tuple[str, ...]
    is_drill: bool

    @cached_property
    def marked(self) -> tuple[FieldEvidence, ...]:
        """Fields that are newly marked as wrong, or that have a new error text of their own."""
        named = [message.field for message in self.messages if message.field is not None and message.is_own]
        known = {_key(field) for field in _fields(self.before) if field.is_invalid} if self.before else set()
        marked = [f for f in _fields(self.page) if f.is_invalid and _key(f) not in known]
        return tuple({_key(field): field for field in (*named, *marked)}.values())

    @property
    def is_mismatch(self) -> bool:
        """Right data that the server alone refuses, without a helpful word: validation/backend-mismatch says it all."""
        told = [message for message in self.messages if not is_vague(message.text, self.languages)]
        return bool(self.requests) and not self.is_drill and not told

    @property
    def subject(self) -> Subject:
        """What a finding about the whole answer points at: the press."""
        element = self.press.element
        return element.subject if element else Subject(role="button", name=self.press.target.strip("'\""))


def refusal_of(step: StepEvidence, context: Context) -> Refusal | Incomplete | None:
    """Give the refusal that the step ended in; None where it was not refused.

    On the walk the step (or the next one, for want of a telling expectation) must have failed with a sign of refusal;
    on the drill invalid_input the data is known to be wrong, and a step that goes no further is refused.
    """
    visit = context.visit
    is_drill = visit.errand == f"{DrillKind.INVALID_INPUT}@{step.id}"
    if visit.errand != "walk" and not is_drill:
        return None
    press = _press(step)
    if press is None:
        return None
    if step.page is None:
        return Incomplete(step.gap("page") or "the page after the press was not seen") if has_failed(step) else None
    typed = tuple(_typed(step, press, context))
    if not typed and not _has_same_form(step.page, context):
        return None
    before = context.previous[-1].page if context.previous else None
    languages = page_languages(step.page, visit.locale)
    held = _still_marked(typed, before, step, context)
    before = _as_if_unmarked(before, held)
    # What the typing had brought up, say ways of delivery, stood there when the button was pressed.
    in_sight = {block.text for block in press.view or ()} - {field.error for field in held}
    refusal = Refusal(
        press=press, page=step.page, before=before,
        messages=tuple(
            message
            for message in messages_on(step.page, before, languages, step.dialogs)
            if message.text not in in_sight or _is_said_of(message, typed)
        ),
        requests=tuple(filter(_is_refused, step.requests)),
        typed=typed,
        by_browser=tuple(_held_by_browser(step.page, typed)),
        languages=languages,
        is_drill=is_drill,
    )  # fmt: skip
    return refusal if _is_told(refusal, step, context) else None


def _is_said_of(message: Message, typed: Sequence[Typed]) -> bool:
    """Tell whether it refuses what was typed into the field that it stands at: a shop may say so as that is left."""
    field = message.field if message.reads_as_refusal else None
    return field is not None and any(_key(each.field) == _key(field) for each in typed)


def _still_marked(
    typed: Sequence[Typed], before: PageEvidence | None, step: StepEvidence, context: Context
) -> tuple[FieldEvidence, ...]:
    """Give the fields that were marked as soon as they were left, at a step before, and hold the whole form back.

    Only where the press leads nowhere, and sends nothing, or what the server refuses: a shop that sends it all the same
    and gets a good answer has taken what was typed.
    """
    is_stuck = has_failed(step) and step.failure_kind == "expectation"
    sent = [request for request in step.requests if _is_sent(request)]
    if context.visit.errand != "walk" or not is_stuck or (sent and not any(map(_is_refused, sent))):
        return ()
    marked = {_key(field) for field in _fields(before) if field.is_invalid and field.error}
    fields = [each.field for each in typed if each.field.is_invalid and each.field.error and each.field.is_filled]
    return tuple(field for field in fields if _key(field) in marked)


def _is_sent(request: RequestEvidence) -> bool:
    return (
        request.by_action
        and request.party is Party.FIRST
        and request.method in SENDING
        and request.resource in _SENDS
        and not request.is_beacon
    )


def _as_if_unmarked(page: PageEvidence | None, fields: Sequence[FieldEvidence]) -> PageEvidence | None:
    """Give the page as it would be had the fields not been marked yet."""
    if page is None or not fields:
        return page
    keys, texts = {_key(field) for field in fields}, {field.error for field in fields}
    forms = tuple(
        form.model_copy(
            update={"fields": tuple(_unmarked(field) if _key(field) in keys else field for field in form.fields)}
        )
        for form in page.forms
    )
    blocks = tuple(block for block in page.blocks if block.text not in texts)
    return page.model_copy(update={"forms": forms, "blocks": blocks})


def _unmarked(field: FieldEvidence) -> FieldEvidence:
    return field.model_copy(update={"is_invalid": False, "error": ""})


def turned_away(step: StepEvidence, context: Context) -> Refusal | None:
    """Give the refusal of a press after which no form is left: on a page of the order alone, or back in the cart."""
    press, page = _press(step), step.page
    is_drill = context.visit.errand == f"{DrillKind.INVALID_INPUT}@{step.id}"
    is_stuck = step.failure_kind == "expectation" and not has_no_good_document(step)
    # What a press before the checkout did not bring about, say into the cart, is told as such.
    if not (step.commits.is_binding or step.stage in _FORM_STAGES):
        return None
    # A refused document is the page that came back: one of errors, unless it holds the form or the data was made wrong.
    requests = tuple(
        each
        for each in step.requests
        if _is_refused(each) and (each.resource != "document" or (is_drill and each.status != BROKE_DOWN))
    )
    is_asked = is_drill or (context.visit.errand == "walk" and is_stuck)
    if not is_asked or not has_failed(step) or press is None or page is None or not requests:
        return None
    pages = [each.page for each in context.previous if each.page is not None]
    if not pages:
        return None
    known = pages[-1].model_copy(update={"blocks": tuple(block for each in pages for block in each.blocks)})
    languages = page_languages(page, context.visit.locale)
    messages = messages_on(page, known, languages, step.dialogs)
    if all(path_of(each.url) != path_of(page.url) for each in pages):
        # All words of a page never seen before are new: most of them are its own.
        messages = tuple(message for message in messages if message.reads_as_refusal)
    return Refusal(
        press=press, page=page, before=pages[-1], messages=messages, requests=requests, typed=(), by_browser=(),
        languages=languages, is_drill=is_drill,
    )  # fmt: skip


def _is_told(refusal: Refusal, step: StepEvidence, context: Context) -> bool:
    """Tell whether the page stayed because of what was typed."""
    is_stuck = has_failed(step) and (step.failure_kind == "expectation" or _came_back_refused(step))
    if refusal.is_drill:
        return bool(refusal.messages or refusal.marked or refusal.by_browser or refusal.requests) or is_stuck
    has_sign = bool(refusal.marked or refusal.requests or refusal.by_browser) or any(
        message.reads_as_refusal for message in refusal.messages
    )
    return has_sign and (is_stuck or _breaks_next(refusal, step, context))


def _came_back_refused(step: StepEvidence) -> bool:
    """A server may send the form back with the status of a refusal: that page is no page of errors."""
    document = document_of(step)
    return document is not None and document.status in REFUSING_STATUS


def _breaks_next(refusal: Refusal, step: StepEvidence, context: Context) -> bool:
    """Tell whether the next step found itself still on the form.

    An expectation that held tells little against a refusal that was seen: the headings of a checkout in folds stand
    there before their turn.
    """
    if has_failed(step) or (step.expectations and not (refusal.requests or refusal.marked)):
        return False
    following = context.visit.steps[step.index + 1 : step.index + 2]
    return any(has_failed(each) and each.failure_kind == "action" for each in following)


def _press(step: StepEvidence) -> ActionEvidence | None:
    primary = step.primary
    if primary is None or primary.kind not in _PRESSES or primary.is_held or primary.failure is not None:
        return None
    return primary if primary.use is not None else None


def _typed(step: StepEvidence, press: ActionEvidence, context: Context) -> Iterator[Typed]:
    """Give the fields still on the page that were written in before the press, at this step or on the same form.

    What was written in after it was not sent, and may still bear the mark of having been empty.
    """
    by_locator = {field.subject.locator: field for field in _fields(step.page)}
    last: dict[str, Typed] = {}
    path = path_of(step.page.url) if step.page else ""
    # On another page the same place holds another field.
    same = [each for each in context.previous if each.page is not None and path_of(each.page.url) == path]
    sent = step.actions[: step.actions.index(press)]
    for actions in (*(each.actions for each in same), sent):
        for action in actions:
            locator = action.element.subject.locator if action.element else ""
            if action.kind in _GIVES and action.failure is None and locator in by_locator:
                last[locator] = Typed(by_locator[locator], action)
    yield from last.values()


def _has_same_form(page: PageEvidence, context: Context) -> bool:
    before = context.previous[-1].page if context.previous else None
    keys = {_key(field) for field in _fields(page) if not _is_around(field)}
    return bool(keys) and keys == {_key(field) for field in _fields(before) if not _is_around(field)}


def _is_around(field: FieldEvidence) -> bool:
    """Tell whether a field stands on every page of the shop, error pages too."""
    return field.kind == "search" or field.region in ("header", "nav", "footer")


def _is_refused(request: RequestEvidence) -> bool:
    return _is_sent(request) and request.status in REFUSING_STATUS and not request.is_blocked


def _held_by_browser(page: PageEvidence, typed: tuple[Typed, ...]) -> Iterator[FieldEvidence]:
    """Give the fields that the browser's own check refuses in the form that the customer filled in."""
    locators = {each.field.subject.locator for each in typed}
    for form in page.forms:
        if form.is_checked_natively and _holds(form, locators):
            yield from (f for f in form.fields if f.fails_natively and not _is_lost(f, locators))


def _is_lost(field: FieldEvidence, typed: set[str]) -> bool:
    """Tell whether what was typed is gone: the browser then only says that nothing stands there now."""
    return field.subject.locator in typed and not field.is_filled and field.kind not in _EMPTY_WHEN_WRONG


def _holds(form: FormEvidence, locators: set[str]) -> bool:
    return any(field.subject.locator in locators for field in form.fields)


def _fields(page: PageEvidence | None) -> list[FieldEvidence]:
    return [field for form in page.forms for field in form.fields] if page else []


def _key(field: FieldEvidence) -> tuple[str, str]:
    return field.subject.locator, field.name
