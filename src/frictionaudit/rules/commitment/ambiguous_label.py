"""Rule: the button of a commit step says what it does."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import is_ambiguous_label
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.commitment.approval import only_approves
from frictionaudit.rules.commitment.labels import visible_label
from frictionaudit.rules.common import merely_supposed
from frictionaudit.rules.languages import languages_of
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="commitment/ambiguous-label",
    reads=ActionEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.SERIOUS,
    title="The button does not say that it buys",
    message="The button that commits the customer is labelled “{label}”, which could mean anything.",
    customer="If I press this, have I bought it?",
    why="Fear of the irrevocable stops careful customers at the last step; others find out too late that they have "
    "bought.",
    how_to_fix="Say what the press does and what it costs, for example “Pay 24.90 €” or “Buy now”.",
    references=("Filenius 2017: fear of what the action button commits to",),
    yields_to=("commitment/missing-obligation-wording",),
)
def ambiguous_label(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a commit action is labelled by a word such as Continue, OK or Submit."""
    if not (action.commits.is_binding or action.is_held) or only_approves(context):
        yield Inapplicable()
        return
    if action.element is None:
        yield unseen(action)
        return
    label = visible_label(action)
    if not label.strip():
        yield Inapplicable()  # action/nameless speaks
        return
    if (supposed := merely_supposed(context.step)) is not None:
        yield supposed
        return
    verdicts = [is_ambiguous_label(label, language) for language in languages_of(context)]
    if True in verdicts:
        yield Friction(at=action.element.subject, parameters={"label": label}, screenshot=action.screenshot or "")
    elif not [verdict for verdict in verdicts if verdict is not None]:
        yield Incomplete("the words of this language are not known")
