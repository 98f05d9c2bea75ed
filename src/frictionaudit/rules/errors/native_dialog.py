"""Rule: the shop does not interrupt with the browser's own dialogs."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import first_of_each, shortened
from frictionaudit.rules.registry import Context, Friction, Verdict, rule

_OPENED_BY_SCRIPT = ("alert", "confirm", "prompt")


@rule(
    id="errors/native-dialog",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.MODERATE,
    title="The shop interrupts with a dialog of the browser",
    message="The shop opened the browser's own {kind} dialog: “{text}”.",
    customer="Why is my browser warning me?",
    why="The browser's dialog stops everything, looks like a warning and names the site's address in place of the "
    "shop; browsers then offer to block further ones.",
    how_to_fix="Say it in the page, beside what it is about; ask for confirmation in a dialog of the shop's own.",
    references=("https://developer.mozilla.org/docs/Web/API/Window/alert",),
    needs=("dialogs",),
)
def native_dialog(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each different dialog that a script opened."""
    for kind in _OPENED_BY_SCRIPT:
        opened = [each for each in step.dialogs if each.kind == kind and not each.by_journey]
        for text, count in first_of_each(each.message for each in opened).items():
            yield Friction(
                at=Subject(role="dialog", name=shortened(text) or kind),
                parameters={"kind": f"{kind}()", "text": shortened(text), "count": count},
            )
