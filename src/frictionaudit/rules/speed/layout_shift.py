"""Rule: the page does not jump while the customer aims."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import band, has_no_good_document, page_subject
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

CLS_GOOD = 0.1  # web.dev/articles/cls
CLS_POOR = 0.25  # web.dev/articles/cls


@rule(
    id="speed/layout-shift",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The page jumps while it loads",
    message="The content of {url} jumped by {cls} (Cumulative Layout Shift); up to 0.1 is good.",
    customer="It jumped just as I was about to tap.",
    why="What moves under the finger makes customers press the wrong thing, and lose the line they were reading.",
    how_to_fix="Keep room for pictures, banners and late content: give them width and height, and add nothing above "
    "what is already shown.",
    references=("https://web.dev/articles/cls",),
    limits=("Chromium only.",),
)
def layout_shift(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where content moved without the customer's own input."""
    if step.page is None or has_no_good_document(step):
        yield Inapplicable()
        return
    cls = step.vitals.cls if step.vitals else None
    if cls is None:
        reason = step.gap("cls") or step.gap("vitals")
        yield Incomplete(reason or "this browser does not report layout shifts")
        return
    severity = band(cls, CLS_GOOD, CLS_POOR)
    if severity is not None:
        url = step.page.url
        yield Friction(at=page_subject(url), severity=severity, parameters={"cls": round(cls, 2), "url": url})
