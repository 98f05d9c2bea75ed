"""Rule: the pages of the path can be enlarged."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.registry import Friction, Inapplicable, Verdict, rule


@rule(
    id="access/blocked-zoom",
    reads=VisitEvidence,
    criterion=Criterion.ACCESS,
    severity=Severity.MODERATE,
    title="The page may not be enlarged",
    message="The page forbids the customer to enlarge it ({pages} of {of} pages of the path).",
    customer="I can't read it and can't enlarge it.",
    why="Whoever sees badly spreads two fingers. WCAG 2.2 (1.4.4) asks that text can be enlarged to 200 %, and in the "
    "EU online shops have had to be accessible since 28 June 2025 (Directive (EU) 2019/882).",
    how_to_fix="Leave user-scalable=no and maximum-scale out of the viewport meta tag, and do not narrow "
    "touch-action on the whole page.",
    references=("https://www.w3.org/TR/WCAG22/#resize-text", "https://eur-lex.europa.eu/eli/dir/2019/882/oj"),
    limits=("The page at 200 % is not tried: a persona with half the viewport and twice the scale walks it so.",),
)
def blocked_zoom(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding for the visit, at the first step whose page forbids it: the tag is the whole shop's."""
    pages = {step.page.url: step.page for step in visit.steps if step.page is not None}
    if not pages:
        yield Inapplicable()
        return
    blocked = [page for page in pages.values() if page.allows_zoom is False]
    if not blocked:
        return
    first = next(step for step in visit.steps if step.page is not None and step.page.allows_zoom is False)
    yield Friction(
        at=Subject(role="page", name="viewport", locator="meta[name=viewport]"),
        step=first.index,
        parameters={"pages": len(blocked), "of": len(pages)},
    )
