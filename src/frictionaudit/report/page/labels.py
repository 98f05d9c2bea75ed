"""Visits and personas as the report names them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.journey.model import DetourKind, DrillKind
from frictionaudit.report.page.plain import plain
from frictionaudit.report.texts import text
from frictionaudit.results import Run, VisitResult
from frictionaudit.tongues import retold

__all__ = ["VisitLabel", "browser_name", "labels_of", "who_words"]

_BROWSERS = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKit", "chrome": "Chrome", "msedge": "Edge"}


@dataclass(frozen=True, slots=True)
class VisitLabel:
    """One visit in words.

    Attributes:
        who: "On the phone, in the tram": the persona's title, else its name.
        browser: "Firefox 153".
        errand: "" for the walk itself, else the drill or detour in words.
        journey: Name of the journey where the run has several, else "".
        is_narrow: Walked on a window narrower than a tablet's.
    """

    id: str
    who: str
    browser: str
    errand: str
    journey: str
    is_narrow: bool
    outcome: VisitOutcome

    @property
    def words(self) -> str:
        """All of it in one line."""
        return " · ".join(part for part in (self.journey, self.who, self.browser, self.errand) if part)


def labels_of(run: Run, visits: Sequence[VisitEvidence]) -> dict[str, VisitLabel]:
    """Give the label of each visit by its id."""
    seen = {visit.id: visit for visit in visits}
    titles = {persona.name: persona.title for persona in run.personas}
    journeys = {journey.id: journey.name for journey in run.journeys}
    return {visit.id: _label(visit, seen.get(visit.id), titles, journeys) for visit in run.visits}


def who_words(ids: Collection[str], labels: Mapping[str, VisitLabel]) -> str:
    """Give who these visits are, each person once.

    The browser, drill or journey is named only where the same person's other visits are not among them.
    """
    if len(ids) > 1 and set(ids) >= set(labels):
        return text("finding.all_visits")
    missing = {label.who for id, label in labels.items() if id not in ids}
    names: dict[str, None] = {}
    for id, label in labels.items():
        if id in ids:
            names[label.words if label.who in missing else label.who] = None
    return "; ".join(names)


def browser_name(name: str, version: str = "") -> str:
    """Give "Firefox 153" for "firefox" and "153.0.1"."""
    return f"{_BROWSERS.get(name, plain(name, 40))} {plain(version.split('.')[0], 12)}".strip()


def _label(
    visit: VisitResult, evidence: VisitEvidence | None, titles: dict[str, str], journeys: dict[str, str]
) -> VisitLabel:
    title = titles.get(visit.persona) or (evidence.persona.title if evidence else "")
    return VisitLabel(
        id=visit.id,
        who=plain(retold(title) or visit.persona.replace("-", " ").capitalize(), 60),
        browser=browser_name(visit.browser, visit.browser_version),
        errand=_errand(visit),
        journey=plain(journeys.get(visit.journey, ""), 60) if len(journeys) > 1 else "",
        is_narrow=evidence is not None and evidence.persona.viewport.width < 600,
        outcome=visit.outcome,
    )


def _errand(visit: VisitResult) -> str:
    if visit.errand == "walk":
        return ""
    kind, _, step_id = visit.errand.partition("@")
    step = next((step.name for step in visit.steps if step.id == step_id), step_id)
    errand = text(f"errand.{kind}") if kind in (*DetourKind, *DrillKind) else plain(kind.replace("_", " "), 40)
    return text("visit.errand", errand=errand, step=plain(step, 60))
