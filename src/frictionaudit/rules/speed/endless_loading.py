"""Rule: loading comes to an end."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.aftermath import new_blocks
from frictionaudit.rules.common import has_failed, has_no_good_document, is_sabotaged, seconds
from frictionaudit.rules.languages import has_said, own_languages
from frictionaudit.rules.payment.frames import FRAME_MIN_PX
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule
from frictionaudit.tongues import translatable

_PAYING = (Stage.CHECKOUT, Stage.PAY)
_LONGEST_INDICATOR = 60
"""Characters of a text that stands in for a spinner; a longer one explains."""

_GAVE_UP = (Meaning.GENERIC_ERROR, Meaning.NOT_FOUND, Meaning.MAINTENANCE, Meaning.FAULT_WORD, Meaning.TRY_AGAIN)
"""What speaks of loading may say that it failed: "We could not load the page. Try again later."."""


@rule(
    id="speed/endless-loading",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The page goes on loading",
    message="After {patience_s} s {what} was still going on.",
    variants={"indicator": "After {patience_s} s the loading indicator {what} was still shown."},
    customer="It just keeps spinning.",
    why="A spinner without an end says neither that it worked nor that it failed; customers reload, press again or "
    "leave.",
    how_to_fix="End the indicator when the answer is there and when it is not: give every request a time limit, and "
    "say in words what to do when it is over.",
    words=("what",),
)
def endless_loading(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the page was still loading or changing when patience ended."""
    if step.page is None or has_no_good_document(step) or is_sabotaged(context.visit):
        yield Inapplicable()
        return
    transition = step.transition
    busy = next(iter(step.page.busy), None)
    is_busy = transition.is_still_busy if transition else has_failed(step) and busy is not None
    if not is_busy and (framed := _in_lone_frame(step, step.page)) is not None:
        busy, is_busy = framed, True
    if not is_busy:
        yield from _words_of_waiting(step, step.page, context)
        return
    what = busy.name or busy.locator if busy else (transition.busy_subject if transition else "")
    patience_ms = transition.patience_ms if transition else context.visit.persona.patience_s * 1000
    yield Friction(
        at=busy or Subject(role="page", name=what or step.page.title),
        variant="indicator" if busy else "",
        parameters={
            "patience_s": seconds(patience_ms),
            "what": what or ("" if busy else translatable("a change of the content")),
        },
        blocks=has_failed(step),
    )


def _in_lone_frame(step: StepEvidence, page: PageEvidence) -> Subject | None:
    """Give what turns in a frame of the checkout that shows next to nothing else, where the customer got no further.

    Nobody waits for frames: those of chats and films may turn as long as they like.
    """
    if not has_failed(step) or step.stage not in _PAYING:
        return None
    width, height = FRAME_MIN_PX
    frames = [
        frame.box
        for frame in page.frames
        if frame.box.width >= width and frame.box.height >= height
        if not frame.fields and frame.text_length <= _LONGEST_INDICATOR
    ]
    return next((b for b in page.busy if b.box is not None and any(frame.holds(b.box) for frame in frames)), None)


def _words_of_waiting(step: StepEvidence, page: PageEvidence, context: Context) -> Iterator[Friction]:
    """Words may say that the page is at work where nothing turns: "Loading next step…", and the step never came."""
    if not has_failed(step) or step.failure_kind != "expectation":
        return
    before = context.previous[-1].page if context.previous else None
    languages = own_languages(page, context.visit)
    for block in new_blocks(page, before):
        if (
            len(block.text) <= _LONGEST_INDICATOR
            and block.is_in_viewport
            and has_said(block.text, Meaning.BUSY, languages)
            and not any(has_said(block.text, meaning, languages) for meaning in _GAVE_UP)
        ):
            at = Subject(role=block.role or "text", name=block.text, locator=block.locator, box=block.box)
            patience_ms = step.transition.patience_ms if step.transition else context.visit.persona.patience_s * 1000
            yield Friction(
                at=at,
                variant="indicator",
                parameters={"patience_s": seconds(patience_ms), "what": f"“{block.text}”"},
                blocks=True,
            )
            return
