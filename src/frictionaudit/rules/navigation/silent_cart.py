"""Rule: the shop says that it has put something in the cart."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import SENDING, Party
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import DialogEvidence, RequestEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.action.control import subject_of
from frictionaudit.rules.common import CLOCKS_APART_MS, has_failed, has_no_good_document
from frictionaudit.rules.languages import has_said, own_languages
from frictionaudit.rules.navigation.changes import Sign, may_tell_of_cart, what_changed
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_LEAVES = frozenset({ActionKind.GOTO, ActionKind.BACK, ActionKind.RELOAD})
_LOUD_EFFECTS = frozenset({"window", "download"})
_OWN_LOOK = frozenset({"focus"})
_TELLS_OF_CART = (Meaning.IN_CART, Meaning.CART)
_REFUSES = (Meaning.OUT_OF_STOCK, Meaning.REQUIRED, Meaning.INVALID, Meaning.GENERIC_ERROR, Meaning.VAGUE_ERROR)
_SPEAKS_OF_ELSE = (Meaning.NEWSLETTER, Meaning.MEMBERSHIP, Meaning.DATA_SHARING)


@rule(
    id="navigation/silent-cart",
    reads=StepEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.SERIOUS,
    title="Nothing says whether the product is in the cart",
    message="After “{name}” nothing in view says that the product is in the cart: no message, no count, no drawer, no "
    "cart page.",
    customer="Is it in the cart or not?",
    why="A customer who sees nothing happen presses again and ends up with two, goes to look for the cart, or takes "
    "it that the shop is broken.",
    how_to_fix="Answer the press where the customer looks: open the cart, show a message by the button, and let the "
    "count in the header grow.",
    explained_by=(
        "errors/failed-request",
        "errors/uncaught-exception",
        "errors/page-failed",
        "errors/http-error-page",
        "errors/soft-error-page",
        "speed/endless-loading",
    ),
    needs=("page",),
    limits=("A count that is drawn by the page's styles alone is not read.",),
)
def silent_cart(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the page after adding to the cart shows nothing of it that it did not show before."""
    action = step.primary
    if step.commits is not Commitment.CART or action is None or action.use is None or action.is_held:
        yield Inapplicable()
        return
    if not set(action.use.effects) - _OWN_LOOK or step.wall is not None or _broke_otherwise(step):
        yield Inapplicable()  # action/dead and errors/* say so
        return
    if _LOUD_EFFECTS.intersection(action.use.effects):
        return
    told = [_told_by(dialog, context) for dialog in step.dialogs if not dialog.by_journey]
    if Sign.CONFIRMS in told:
        return
    verdict = _judge(step, action, context)
    if isinstance(verdict, Friction) and Sign.UNCLEAR in told:
        verdict = Incomplete("a window of the browser came up, and whether it tells of the cart is not known")
    if verdict is not None:
        yield verdict


def _told_by(dialog: DialogEvidence, context: Context) -> Sign:
    """Say what a window of the browser tells of the cart; a no is an answer as well as a yes."""
    languages = own_languages(context.step.page, context.visit) or ("en",)
    if any(has_said(dialog.message, meaning, languages) for meaning in (*_TELLS_OF_CART, *_REFUSES)):
        return Sign.CONFIRMS
    is_else = any(has_said(dialog.message, meaning, languages) for meaning in _SPEAKS_OF_ELSE)
    return Sign.NOTHING if is_else or dialog.kind != "alert" else Sign.UNCLEAR


def _broke_otherwise(step: StepEvidence) -> bool:
    return has_no_good_document(step) or (has_failed(step) and step.failure_kind != "expectation")


def _judge(step: StepEvidence, action: ActionEvidence, context: Context) -> Verdict | None:
    before = context.previous[-1].page if context.previous else None
    after = step.page
    if after is None:
        return Incomplete("the page after the press could not be read")
    if before is None or any(each.kind in _LEAVES for each in step.actions):
        if not _opened_here(step, after) or _may_have_been_told(step) or may_tell_of_cart(after, context):
            return Incomplete("the page before the press was not seen, so what is new on it is not known")
        return _silence(step, action)
    if _place(before.url) != _place(after.url):
        return None  # another page, say the cart's
    if _saw_what_it_expected(step, before):
        return None
    sign = what_changed(before, after, context)
    if sign is Sign.CONFIRMS:
        return None
    if sign is Sign.UNCLEAR:
        return Incomplete("something changed in view, and whether it tells of the cart is not known")
    if sign is Sign.OUT_OF_VIEW:
        return Incomplete("something changed outside the view, which the customer may or may not come to see")
    if after.is_truncated or before.is_truncated:
        return Incomplete("the page holds more text than was gathered")
    if sign is Sign.UNKNOWN_WORDS:
        return Incomplete("the words for the cart are not known in this language")
    if any(_was_unanswered(request, step) for request in step.requests):
        return Incomplete("the shop had not answered the press yet when the page was looked at")
    return _silence(step, action)


def _was_unanswered(request: RequestEvidence, step: StepEvidence) -> bool:
    """Tell whether the press sent this and the step ended first, say since what it waited for stood there before."""
    is_press = request.by_action and request.party is Party.FIRST and request.method.upper() in SENDING
    if not is_press or request.is_beacon or request.is_blocked or request.failure is not None:
        return False
    return request.end_ms is None or request.end_ms > step.elapsed_ms


def _silence(step: StepEvidence, action: ActionEvidence) -> Friction:
    subject = subject_of(action)
    return Friction(at=subject, parameters={"name": subject.name or action.target}, blocks=has_failed(step))


def _opened_here(step: StepEvidence, after: PageEvidence) -> bool:
    """Tell whether the step opened the page itself, and the press led to it anew: a message may have passed else."""
    opened = next((each.url for each in step.navigations if not each.is_replaced), None)
    return opened is not None and _place(opened) == _place(after.url) and _came_anew(step)


def _came_anew(step: StepEvidence) -> bool:
    pressed_ms = step.transition.input_ms if step.transition is not None else None
    return pressed_ms is not None and any(
        request.resource == "document" and request.start_ms > pressed_ms - CLOCKS_APART_MS for request in step.requests
    )


def _may_have_been_told(step: StepEvidence) -> bool:
    """A text that the journey waited for came; nobody saw whether it had stood there all along."""
    return any(each.has_held and each.kind == "see" for each in step.expectations)


def _saw_what_it_expected(step: StepEvidence, before: PageEvidence) -> bool:
    """A message that the journey waited for was seen, though it may be gone by now."""
    return any(
        each.has_held and each.kind in ("see", "heading") and each.wanted.casefold() not in before.text.casefold()
        for each in step.expectations
    )


def _place(url: str) -> tuple[str, str, str]:
    """Give host and path; a fragment that is a path is where a single-page shop keeps its place."""
    parts = urlsplit(url)
    return parts.netloc, parts.path.rstrip("/"), parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
