"""Rule: the first press counts."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment
from frictionaudit.rules.action.control import activates, subject_of, unseen
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="action/second-try",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button works only at the second press",
    message="The first press of “{name}” did nothing; the second did.",
    customer="You have to press it twice.",
    why="Few press again: most think that the shop is broken. Those who do may press too often where it matters.",
    how_to_fix="Let the page take presses as soon as the button is shown: load the script that answers first, "
    "and do not spend the first press on focus, hover or closing something else.",
    limits=("Tried only where a press commits to nothing.",),
)
def second_try(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the first use had no effect and the second had; tried where nothing is committed."""
    if not activates(action) or action.commits is not Commitment.NONE or action.is_held:
        yield Inapplicable()
        return
    use = action.use
    if use is None:
        yield unseen(action)
        return
    if use.first_use_had_effect is False:
        yield Friction(at=subject_of(action), parameters={"name": subject_of(action).name or action.target})
        return
    if not use.effects and use.presses < 2:
        yield Incomplete("the first press did nothing and a second was not tried")
