"""Rule: the page answers an input at once."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ActionUse
from frictionaudit.evidence.common import Subject
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import band, stretched
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

INP_GOOD_MS = 200  # web.dev/articles/inp
INP_POOR_MS = 500  # web.dev/articles/inp

PRESS_COST_MS = 100
"""What the driver itself may take to bring a press to the page and to hear back. Project's choice."""

_GAPS = {
    "unloaded": translatable("the page was left before the browser could tell how long the input took"),
    "unsupported": translatable("this browser does not tell how long an input takes"),
}


@rule(
    id="speed/slow-response",
    reads=ActionEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The page is slow to react to a press",
    message="The page took {input_ms} ms to show anything after the customer used “{name}”; up to 200 ms is good.",
    customer="Did it notice my tap?",
    why="A control that does not react at once feels broken and is pressed again.",
    variants={
        "left": "After the customer used “{name}” the page's own scripts took {input_ms} ms before anything could be "
        "shown; up to 200 ms is good.",
    },
    how_to_fix="Let the press draw first and compute later: break up long scripts that run on it, and load fewer.",
    references=("https://web.dev/articles/inp",),
    explained_by=("speed/blocked-main-thread",),
    limits=("Of a press that left the page only half a second and more of its scripts is told, and no paint.",),
)
def slow_response(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the next paint after the input came late."""
    use = action.use
    if use is None:
        yield Inapplicable()
        return
    if use.input_to_paint_ms is None:
        if use.input_gap is not None:
            yield _of_left_page(action, use, context) or Incomplete(_GAPS.get(use.input_gap, use.input_gap))
        return
    severity = band(use.input_to_paint_ms, INP_GOOD_MS, INP_POOR_MS)
    if severity is not None and (lag := stretched(context.step, use.input_to_paint_ms, INP_GOOD_MS)) is not None:
        yield lag
    elif severity is not None:
        yield _friction(action, use.input_to_paint_ms, severity)


def _of_left_page(action: ActionEvidence, use: ActionUse, context: Context) -> Verdict | None:
    """Judge a press that left the page by what its scripts took, where that is certain to be much.

    The driver saw it from outside, and a busy machine adds to it; a dialog holds up everything while it is open.
    """
    if use.handled_ms is None or "dialog" in use.effects or use.handled_ms - PRESS_COST_MS <= INP_POOR_MS:
        return None
    # The press goes through the browser to the page and back: each of them waits for a processor, not the page alone.
    waited_ms = 2 * (context.step.starved_ms or 0)
    lag = stretched(context.step, use.handled_ms, INP_GOOD_MS + PRESS_COST_MS, waited_ms)
    return lag or _friction(action, use.handled_ms - PRESS_COST_MS, Severity.SERIOUS, variant="left")


def _friction(action: ActionEvidence, input_ms: float, severity: Severity, variant: str = "") -> Friction:
    subject = action.element.subject if action.element else Subject(role=str(action.kind), name=action.target)
    return Friction(
        at=subject,
        severity=severity,
        variant=variant,
        parameters={"input_ms": round(input_ms), "name": subject.name or action.target},
    )
