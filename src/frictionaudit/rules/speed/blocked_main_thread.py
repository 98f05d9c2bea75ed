"""Rule: the page does not freeze while its scripts work."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import band, has_no_good_document, page_subject, stretched
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

TBT_HIGH_MS = 300  # Project's choice, between the 200 ms (good) and 600 ms (median) of Lighthouse's mobile curve
TBT_VERY_HIGH_MS = 600  # developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time


@rule(
    id="speed/blocked-main-thread",
    reads=StepEvidence,
    criterion=Criterion.SPEED,
    severity=Severity.MODERATE,
    title="The page freezes while it works",
    message="{url} was busy and could not react for {tbt_ms} ms in all; more than 300 ms is felt.",
    customer="It freezes.",
    why="While it runs scripts or lays itself out anew, the page takes no press and draws nothing; on a cheap phone "
    "that takes several times as long.",
    how_to_fix="Load fewer and smaller scripts, break up long ones, and leave what the customer does not need yet "
    "until the page has settled.",
    references=("https://developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time",),
    limits=("Chromium only.",),
)
def blocked_main_thread(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where long tasks took more than their 50 ms too often."""
    if step.page is None or has_no_good_document(step):
        yield Inapplicable()
        return
    tbt = step.vitals.tbt_ms if step.vitals else None
    if tbt is None:
        yield Incomplete(step.gap("tbt") or step.gap("vitals") or "this browser does not report long tasks")
        return
    severity = band(tbt, TBT_HIGH_MS, TBT_VERY_HIGH_MS)
    if severity is not None and (lag := stretched(step, tbt, TBT_HIGH_MS, step.starved_at_rest_ms)) is not None:
        yield lag
    elif severity is not None:
        url = step.page.url
        yield Friction(at=page_subject(url), severity=severity, parameters={"tbt_ms": round(tbt), "url": url})
    elif context.visit.persona.cpu_slowdown > 1 and context.visit.is_throttled is False:
        yield Incomplete("this browser's processor could not be slowed down to the customer's device")
