"""What the customer did at a step, in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.step import ExpectationEvidence, StepEvidence
from frictionaudit.journey.model import ActionKind, ExpectationKind
from frictionaudit.journey.target_words import own_words, target_words
from frictionaudit.report.page.plain import plain
from frictionaudit.report.texts import text
from frictionaudit.tongues import retold

__all__ = ["deeds_of"]

_MASKED = re.compile(r"\[[a-z -]+\]")
"""What stands where something secret was typed: "[secret]"."""
_TARGETLESS = (ActionKind.GOTO, ActionKind.SEARCH, ActionKind.BACK, ActionKind.RELOAD, ActionKind.INTENT)


def deeds_of(steps: Sequence[StepEvidence]) -> tuple[str, ...]:
    """Give one sentence an action and expectation, of the visit that came furthest at this step."""
    if not steps:
        return ()
    fullest = max(steps, key=lambda step: (len([a for a in step.actions if not a.failure]), len(step.expectations)))
    return (
        *(_deed(action) for action in fullest.actions),
        *(_expectation(each) for each in fullest.expectations),
    )


def _expectation(seen: ExpectationEvidence) -> str:
    kind = text(f"expect.{seen.kind}") if seen.kind in list(ExpectationKind) else plain(seen.kind, 40)
    # A glob's stars say nothing to a reader, the path between them does.
    wanted = seen.wanted.strip("*") or seen.wanted if seen.kind == ExpectationKind.URL else seen.wanted
    return text(f"did.expected.{'held' if seen.has_held else 'missed'}", kind=kind, wanted=plain(wanted, 120))


def _deed(action: ActionEvidence) -> str:
    target = _target(action)
    value = "" if _MASKED.fullmatch(action.value or "") else plain(action.value or "", 80)
    sentence = text(f"did.{_variant(action, bool(target), bool(value))}", target=target, value=value)
    if action.is_held:
        return text("did.held", target=target or value)
    if action.failure:
        return text("did.failed", deed=sentence, why=plain(retold(action.failure), 200))
    return sentence


def _target(action: ActionEvidence) -> str:
    """Give the words that the journey uses for the element, else the name that the customer reads on it."""
    name = action.element.subject.name if action.element else ""
    return plain(own_words(action.target) or name or target_words(action.target), 120)


def _variant(action: ActionEvidence, has_target: bool, has_value: bool) -> str:
    """Choose the sentence by what is known: the same deed with or without its target and value."""
    if action.kind in _TARGETLESS:
        return str(action.kind)
    if action.kind in (ActionKind.FILL, ActionKind.SELECT, ActionKind.UPLOAD) and not has_value:
        return f"{action.kind}.unsaid"
    if action.kind in (ActionKind.PRESS, ActionKind.SCROLL, ActionKind.WAIT_FOR) and not has_target:
        return f"{action.kind}.bare"
    return str(action.kind)
