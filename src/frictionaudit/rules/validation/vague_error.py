"""Rule: a refusal says which field it is about and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.messages import Message, is_vague, names_field
from frictionaudit.rules.validation.refusal import Refusal, refusal_of


@rule(
    id="validation/vague-error",
    reads=StepEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.SERIOUS,
    title="The message does not say what is wrong",
    message="What was typed was refused with “{message}”: not a word on what to do.",
    variants={"silent": "What was typed was refused without a word."},
    customer="What does it want from me?",
    why="A customer who is not told which field is wrong, and how to mend it, guesses twice and leaves. WCAG 2.2 asks "
    "for both in text (3.3.1 level A, 3.3.3 level AA).",
    how_to_fix="Name the field and say what it takes, say “Enter a postcode of five digits, for example 00100”.",
    references=("https://www.w3.org/TR/WCAG22/#error-identification", "https://www.w3.org/TR/WCAG22/#error-suggestion"),
    explained_by=("validation/backend-mismatch",),
)
def vague_error(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each refused field whose messages say nothing, or one for a refusal that says nothing."""
    refusal = refusal_of(step, context)
    if isinstance(refusal, Incomplete):
        yield refusal
        return
    if refusal is None or refusal.is_mismatch:
        yield Inapplicable()
        return
    messages = [message for message in refusal.messages if message.reads_as_refusal]
    if not messages:
        yield from _without_words(refusal, step)
        return
    helpful = [message for message in messages if not is_vague(message.text, refusal.languages)]
    vague = [message for message in messages if message not in helpful]
    fields = {
        message.field.subject.locator: message for message in vague if message.field is not None and message.is_own
    }
    unexplained = [message for message in fields.values() if not _is_explained(message, helpful, refusal)]
    if not helpful and not refusal.by_browser:
        unexplained = unexplained or [_nearest(vague)]
    for message in unexplained:
        yield Friction(at=message.subject, parameters={"message": shortened(message.text)})
    if not unexplained and not any(_tells_field(message, refusal) for message in helpful) and not refusal.by_browser:
        yield Incomplete("whether the message says which field it is about could not be told")


def _without_words(refusal: Refusal, step: StepEvidence) -> Iterator[Verdict]:
    if refusal.by_browser:
        return  # the browser itself says at the field what it takes
    if refusal.messages:
        yield Incomplete("something new stands on the page, but whether it speaks of the refusal could not be told")
    elif step.page is not None and step.page.is_truncated:
        yield Incomplete("the page holds more text than was kept")
    elif refusal.marked or refusal.is_drill:
        at = refusal.marked[0].subject if refusal.marked else refusal.subject
        yield Friction(at=at, variant="silent")
    else:
        yield Inapplicable()  # an answer of the server that is not shown: validation/backend-mismatch


def _nearest(vague: list[Message]) -> Message:
    """Give the one that stands at a field, else the last: what stands first often only announces the others."""
    return next((message for message in vague if message.field is not None), vague[-1])


def _is_explained(message: Message, helpful: list[Message], refusal: Refusal) -> bool:
    field = message.field
    return field is not None and any(
        (other.field is not None and other.field.subject.locator == field.subject.locator)
        or names_field(other.text, field, refusal.languages)
        for other in helpful
    )


def _tells_field(message: Message, refusal: Refusal) -> bool:
    if message.field is not None:
        return True
    fields = [field for form in refusal.page.forms for field in form.fields]
    return any(names_field(message.text, field, refusal.languages) for field in fields)
