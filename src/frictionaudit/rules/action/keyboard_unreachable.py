"""Rule: the action can be reached and fired with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.action.control import MEANS_CONTROL, unseen
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_FIRED_BY_TYPING = frozenset({ActionKind.FILL, ActionKind.SELECT, ActionKind.UPLOAD, ActionKind.SEARCH})


@rule(
    id="action/keyboard-unreachable",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button cannot be used with the keyboard",
    message="“{name}” cannot take keyboard focus: Tab passes it by.",
    variants={
        "unreached": "Tab was pressed through the page and never reached “{name}”.",
        "unfired": "“{name}” was reached with Tab, but neither Enter nor Space fired it.",
    },
    customer="I can't use a mouse.",
    why="Customers who cannot use a mouse, and everyone with a screen reader or a switch, are stopped here. In the EU "
    "online shops have had to be accessible since 28 June 2025.",
    how_to_fix="Use a real button or link, and let it answer to click rather than to mousedown or pointerdown. If it "
    "must be something else, give it a role, tabindex=0 and answers to Enter and Space.",
    references=(
        "https://www.w3.org/TR/WCAG22/#keyboard",
        "https://eur-lex.europa.eu/eli/dir/2019/882/oj",
    ),
    limits=(
        "The keyboard is tried only on visits of keyboard users; elsewhere only what is certain from the page is told.",
    ),
)
def keyboard_unreachable(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the keyboard was tried in vain, or where the page makes sure that it would be."""
    element = action.element
    if action.kind not in MEANS_CONTROL or action.kind is ActionKind.HOVER:
        yield Inapplicable()
        return
    if element is None:
        yield unseen(action)
        return
    if element.is_disabled or element.hidden_by is not None:
        yield Inapplicable()
        return
    variant = _trouble(action, element)
    if variant is not None:
        yield Friction(
            at=element.subject,
            variant=variant,
            parameters={"name": element.subject.name or action.target},
            blocks=variant != "" and has_failed(context.step),
        )
        return
    if not _is_proven(action, element):
        yield Incomplete("the keyboard was not tried here, and the page alone does not tell")


def _trouble(action: ActionEvidence, element: ElementEvidence) -> str | None:
    """Give the message's variant, or None where no trouble is certain."""
    if element.keyboard_reached is False:
        return "unreached"
    if element.keyboard_fired is False or (_has_fired(action, element) is False and not element.is_native_control):
        return "unfired"  # a native control hears Enter unless only the mouse was seen to move it: else it is dead
    if element.keyboard_reached is None and element.is_focusable is False and not element.inside_control:
        return ""
    return None


def _has_fired(action: ActionEvidence, element: ElementEvidence) -> bool | None:
    """Tell whether Enter or Space fired it; None where that was not tried."""
    if element.keyboard_fired is not None:
        return element.keyboard_fired
    if not element.keyboard_reached or action.use is None:
        return None
    return bool(set(action.use.effects) - {"focus"})


def _is_proven(action: ActionEvidence, element: ElementEvidence) -> bool:
    if _has_fired(action, element) is not None:
        return True
    return bool(element.keyboard_reached) and action.kind in _FIRED_BY_TYPING
