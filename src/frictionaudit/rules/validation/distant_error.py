"""Rule: what is wrong is said where the customer looks: at the field, and in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frictionaudit.evidence.page import FieldEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.common import shortened
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.messages import NEAR_PX, Message, gap_px, is_vague, names_field
from frictionaudit.rules.validation.refusal import Refusal, refusal_of
from frictionaudit.rules.validation.rightness import is_right, typed_purpose


@rule(
    id="validation/distant-error",
    reads=StepEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MODERATE,
    title="The message stands far from what is wrong",
    message="“{message}” stands {distance} px from “{label}” and is not tied to it.",
    variants={"out-of-view": "“{message}” is out of view after the press; the customer sees nothing."},
    customer="It won't go on and I don't see why.",
    why="A message that is out of view, or far from its field, is not found: the page seems to do nothing. 31 % of "
    "shops have no messages at the field while it is filled in (Baymard 2024).",
    how_to_fix="Write the message right under its field, name it in aria-describedby, and bring the first wrong field "
    "into view; a summary on top should link to the fields.",
    references=(
        "https://baymard.com/blog/inline-form-validation",
        "https://www.w3.org/TR/WCAG22/#error-identification",
    ),
    explained_by=("validation/backend-mismatch",),
)
def distant_error(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for messages that are all out of view, else one for each that stands far from its field."""
    refusal = refusal_of(step, context)
    if isinstance(refusal, Incomplete):
        yield refusal
        return
    messages = [m for m in refusal.messages if _is_of_refusal(m, refusal, context)] if refusal else []
    if refusal is None or not messages or refusal.is_mismatch:
        yield Inapplicable()
        return
    if not any(message.is_in_viewport for message in refusal.messages):
        first = messages[0]
        yield Friction(at=first.subject, variant="out-of-view", parameters={"message": shortened(first.text)})
        return
    if _links_to_fields(refusal) or refusal.by_browser:
        return
    wrong = _wrong_fields(refusal, context)
    locators = {field.subject.locator for field in wrong}
    if any(m.is_own or (m.field and (not locators or m.field.subject.locator in locators)) for m in messages):
        return  # what stands at the field says enough; what stands apart repeats it
    # A bank's no is about no field, though it may name the card; nor is a word that names none, which is vague-error's.
    of_fields = [m for m in messages if not has_said(m.text, Meaning.DECLINED, refusal.languages)]
    of_fields = [m for m in of_fields if not _says_nothing(m, refusal)]
    yield from _apart(of_fields, refusal, wrong) if of_fields else (Inapplicable(),)


def _is_of_refusal(message: Message, refusal: Refusal, context: Context) -> bool:
    """Tell whether a text says what was refused: by words of refusing, or as it names a field newly marked wrong.

    What was made wrong on purpose is known to be wrong without a mark.
    """
    if message.is_dialog:
        return False
    wrong = _wrong_fields(refusal, context) if refusal.is_drill else ()
    return message.reads_as_refusal or any(
        names_field(message.text, field, refusal.languages) for field in (*refusal.marked, *wrong)
    )


def _apart(messages: Sequence[Message], refusal: Refusal, wrong: Sequence[FieldEvidence]) -> Iterator[Verdict]:
    """Judge messages none of which is tied to a wrong field or stands at one."""
    is_judged = False
    for message in messages:
        field = _meant(message, wrong, refusal)
        if field is None or field.subject.box is None or message.box is None:
            continue
        is_judged = True
        distance = gap_px(message.box, field.subject.box)
        if distance > NEAR_PX:
            label = field.label or field.placeholder or field.subject.name
            yield Friction(
                at=message.subject,
                parameters={"message": shortened(message.text), "distance": round(distance), "label": label},
            )
            return
    if not is_judged:
        yield Incomplete("which field the message is about could not be told")


def _says_nothing(message: Message, refusal: Refusal) -> bool:
    """Tell whether a word for all of the form stands in view: what it lacks is told once, and it is near no field."""
    return not refusal.marked and is_vague(message.text, refusal.languages)


def _meant(message: Message, wrong: Sequence[FieldEvidence], refusal: Refusal) -> FieldEvidence | None:
    """Give the field that a message apart is about: the one it names, else the only one that is wrong."""
    fields = [field for form in refusal.page.forms for field in form.fields]
    named = [field for field in fields if names_field(message.text, field, refusal.languages)]
    both = [field for field in named if field in wrong]
    if both or len(named) == 1:
        return (both or named)[0]
    return wrong[0] if len(wrong) == 1 and not named else None


def _wrong_fields(refusal: Refusal, context: Context) -> list[FieldEvidence]:
    market = context.visit.journey.market
    wrong = [
        typed.field
        for typed in refusal.typed
        if is_right(typed_purpose(typed, refusal.languages), typed.action, market) is False
    ]
    return [*refusal.marked, *(field for field in wrong if field not in refusal.marked)]


def _links_to_fields(refusal: Refusal) -> bool:
    """Tell whether a summary leads to the fields: new links to a field, or within the page in the words of messages."""
    own = refusal.page.url.partition("#")[0]
    known = {link.text for link in refusal.before.links} if refusal.before else set()
    fields = {field.subject.locator for form in refusal.page.forms for field in form.fields}
    for link in refusal.page.links:
        address, _, fragment = link.url.partition("#")
        if not fragment or not link.text or link.text in known:
            continue
        # The page's own address may be masked where the link's is not: a token is in it.
        if f"#{fragment}" in fields or (address == own and _is_said(link.text, refusal.messages)):
            return True
    return False


def _is_said(text: str, messages: Sequence[Message]) -> bool:
    return any(text in message.text or message.text in text for message in messages)
