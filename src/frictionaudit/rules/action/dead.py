"""Rule: a press makes something happen."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ActionUse, ElementEvidence
from frictionaudit.evidence.common import Party
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.action.control import activates, is_field, subject_of, unseen
from frictionaudit.rules.common import has_failed, led_away, shows_nothing
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.refusal import Refusal, refusal_of

_OWN_LOOK = frozenset({"focus"})
"""Effects that are only the control's own focus or pressed look."""

_SAID_BY_WORDS = frozenset({"see", "heading", "order_reference"})


@rule(
    id="action/dead",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.CRITICAL,
    title="The button does nothing",
    message="“{name}” was pressed and nothing followed within {patience_s} s: no new page, no message, no request, no "
    "visible change.",
    customer="I've pressed it five times.",
    why="A button that does nothing ends the purchase, and the customer cannot know whether it is their fault.",
    how_to_fix="Look in the browser's console on this device for the script that should have answered, and let "
    "the button answer at once, if only by saying that it works on it.",
    explained_by=("payment/unusable-method",),
)
def dead(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where an action was used and nothing followed within the patience."""
    use = action.use
    if not activates(action) or action.is_held:
        yield Inapplicable()
        return
    if use is None:
        yield unseen(action)
        return
    if _press_went_elsewhere(action.element) or context.step.failure_kind == "crash":
        yield Inapplicable()
        return
    if _has_answered(action, use, context.step) or _was_told_by_browser(action, context):
        return
    if _went_on(action, context.step):
        yield Incomplete("other actions followed in the same step, so what followed the press alone is not known")
        return
    if _expectation_came_true(context):
        yield Incomplete("nothing was seen to follow the press, yet what the step expects came true")
        return
    if action.kind is ActionKind.SEARCH and _narrowed_while_typing(context):
        yield Incomplete("what the page shows grew less while the words were typed, so nothing was left to press for")
        return
    transition = context.step.transition
    patience_ms = transition.patience_ms if transition else context.visit.persona.patience_s * 1000
    yield Friction(
        at=subject_of(action),
        parameters={
            "name": subject_of(action).name or action.target,
            "patience_s": round(patience_ms / 1000, 1),
        },
        blocks=has_failed(context.step),
    )


def _press_went_elsewhere(element: ElementEvidence | None) -> bool:
    """Other rules speak then: covered, unexplained-disabled, hidden, keyboard-unreachable."""
    if element is None:
        return False
    if element.keyboard_fired is False or (element.keyboard_reached and not element.is_native_control):
        return True
    is_covered = any(cover.at_centre for cover in element.covers)
    return is_covered or element.is_disabled or element.hidden_by is not None


def _has_answered(action: ActionEvidence, use: ActionUse, step: StepEvidence) -> bool:
    if set(use.effects) - _OWN_LOOK:
        return True
    if "focus" in use.effects and action.element is not None and is_field(action.element):
        return True  # a field that takes the caret has answered
    if not action.is_primary:
        return False
    if step.page is not None and shows_nothing(step.page):
        return True  # all that it showed is gone, which is errors/blank-page's
    # A document that was sent for before the press, say by a choice made in the same step, is none of its answers.
    has_left = bool(led_away(step)) or (step.has_navigated and not step.navigations)
    return bool(has_left or step.windows or step.downloads or step.dialogs) or any(
        r.by_action and r.party is Party.FIRST and not r.is_beacon and not r.is_long_lived for r in step.requests
    )


def _was_told_by_browser(action: ActionEvidence, context: Context) -> bool:
    """The browser's own check held the form back and says so beside the field, in no part of the page."""
    refusal = refusal_of(context.step, context)
    return isinstance(refusal, Refusal) and refusal.press is action and bool(refusal.by_browser)


def _went_on(action: ActionEvidence, step: StepEvidence) -> bool:
    """The customer did something else right after the press: what changed is counted from there."""
    place = next((i for i, other in enumerate(step.actions) if other is action), len(step.actions))
    return any(other.match_count for other in step.actions[place + 1 :])


def _narrowed_while_typing(context: Context) -> bool:
    """The same page lost some of what it listed: a search that answers each letter, as lists in the browser do."""
    before = context.previous[-1].page if context.previous else None
    now = context.step.page
    if before is None or now is None or _address(before.url) != _address(now.url):
        return False
    left = set(now.text.splitlines())
    return any(line not in left for line in before.text.splitlines())


def _address(url: str) -> str:
    """The page itself: what is typed may stand behind it."""
    return url.partition("#")[0].partition("?")[0]


def _expectation_came_true(context: Context) -> bool:
    """Words that the step expects stand on the page now, and are not known to have stood there before."""
    before = context.previous[-1].page if context.previous else None
    return any(
        expectation.has_held
        and expectation.kind in _SAID_BY_WORDS
        and (before is None or expectation.wanted.casefold() not in _text_for(expectation.kind, before))
        for expectation in context.step.expectations
    )


def _text_for(kind: str, page: PageEvidence) -> str:
    """Give where such words would have stood: the next step's heading may have been a line of the steps before."""
    headings = " ".join(block.text for block in page.blocks if block.role == "heading")
    return (headings if kind == "heading" else page.text).casefold()
