"""Twin pages: what they mark, how they are walked by the real replay, and what the rules then say of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from tests.replaying import replayed
from tests.rules.twin_shop import TwinShop

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Finding, Severity
from frictionaudit.journey.loading.loader import load_journey
from frictionaudit.journey.model import BrowserName
from frictionaudit.journey.personas import resolve_personas
from frictionaudit.replay import ReplaySettings, VisitPlan
from frictionaudit.replay.plan import errand_plans
from frictionaudit.rules.engine import judge

__all__ = ["Mark", "TwinPage", "differences", "twin_pages", "walk"]

HERE = Path(__file__).parent

_FRONT_MATTER = re.compile(r"\s*<!--\n(.*?)-->", re.DOTALL)
_TAG = re.compile(r"""<[a-z][\w-]*((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*/?>""")
_ATTRIBUTE = re.compile(r"""([^\s=>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

# What of the front matter is the journey's own; the rest is the harness's.
_JOURNEY_KEYS = (
    "locale", "market", "currency", "goods", "consent", "payment", "data", "safety", "http_credentials", "target",
    "detours", "drills",
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A finding that a page promises.

    Attributes:
        rule: Rule id.
        element: `id` of the marked element; "" where the finding has none (a request, the console, the page).
        severity: None where the page does not say.
    """

    rule: str
    element: str
    severity: Severity | None = None


@dataclass(frozen=True)
class TwinPage:
    """One page and how to walk it."""

    path: Path
    front: dict[str, Any]

    @property
    def rule(self) -> str:
        """The rule that its folder is named after."""
        return f"{self.path.parent.parent.name}/{self.path.parent.name.replace('_', '-')}"

    @property
    def label(self) -> str:
        """The first label of its host: unique, and at most 63 letters."""
        return f"{self.rule}-{self.path.stem}".replace("/", "-").replace("_", "-")

    @property
    def engines(self) -> tuple[str, ...]:
        """Engines to walk it in."""
        return tuple(self.front.get("engines", ("chromium",)))

    @property
    def is_first(self) -> bool:
        """The plainest page of its kind; the others say the same in another language or make."""
        kind = self.path.stem.split("-")[0]
        alike = self.path.parent.glob(f"{kind}*.html")
        return self.path == min(alike, key=lambda file: (len(file.stem), file.stem))

    @property
    def marks(self) -> list[Mark]:
        """What it promises, and what the pages promise that it leads to."""
        files = [self.path, *(f for f in self.path.parent.glob("*.html") if f.name in self.path.read_text("utf-8"))]
        of_elements = [mark for file in files for mark in _marks_in(file.read_text("utf-8"))]
        return [*of_elements, *(_mark(text, "") for text in self.front.get("expect", ()))]


@cache
def twin_pages() -> tuple[TwinPage, ...]:
    """Give all twin pages; other pages in their folders are only led to."""
    files = sorted(file for kind in ("fail", "pass") for file in HERE.glob(f"*/*/{kind}*.html"))
    return tuple(TwinPage(file, _front_matter(file)) for file in files)


def walk(pages: Sequence[TwinPage], engine: str, folder: Path, *, workers: int) -> None:
    """Walk the pages in one browser, their detours and drills too; those that are about links in another."""
    with TwinShop({page.label: page.path for page in pages}) as shop:
        for links in (False, True):
            chosen = [page for page in pages if _needs_links(page) is links]
            plans = [plan for page in chosen for plan in _plans(page, shop.base_url(page.label), engine, folder)]
            axe = any(_needs_axe(page) for page in chosen)
            settings = ReplaySettings(workers=workers, pictures=False, axe=axe, links=links)
            if plans:
                replayed(plans, settings, folder)


def differences(page: TwinPage, visits: Sequence[VisitEvidence]) -> list[str]:
    """Say what the rules found and the page does not promise, and the other way round."""
    findings = judge(visits).findings
    marks = page.marks
    exact = {page.rule, *(mark.rule for mark in marks)}
    found = Counter(_identified(finding, marks) for finding in findings if finding.rule in exact)
    wanted = Counter(_with_severity(mark, found) for mark in marks)
    also = set(page.front.get("also", ()))
    said = [f"missed: {mark}" for mark in (wanted - found).elements()]
    said += [f"false alarm: {mark}" for mark in (found - wanted).elements()]
    said += [
        f"beside it: {finding.rule} ({finding.severity}) {finding.message}"
        for finding in findings
        if finding.rule not in exact | also
        and finding.severity.rank <= Severity.MODERATE.rank
        # A busy test machine is slow; only the pages of a speed rule are made to be judged by time.
        and finding.criterion is not Criterion.SPEED
    ]
    return said and [*said, *_story(visits, findings)]


def _story(visits: Sequence[VisitEvidence], findings: Iterable[Finding]) -> list[str]:
    """Tell what happened, for whoever must mend the page or the rule."""
    steps = [
        f"{visit.errand}: step {step.name}: {step.status} {step.failure}"
        for visit in visits
        for step in (*visit.steps, *visit.aftermath)
    ]
    seen = [f"found {f.rule} ({f.severity}) at {f.evidence.subject.locator!r}: {f.message}" for f in findings]
    failed = [f"{v.errand}: {v.errand_facts.failure}" for v in visits if v.errand_facts and v.errand_facts.failure]
    return [*steps, *seen, *failed, *(fault for visit in visits for fault in visit.faults)]


def _identified(finding: Finding, marks: Iterable[Mark]) -> Mark:
    locator = finding.evidence.subject.locator
    element = next(
        (m.element for m in marks if m.element and re.search(rf"#{re.escape(m.element)}(?![\w-])", locator)), None
    )
    has_page_mark = any(mark.rule == finding.rule and not mark.element for mark in marks)
    return Mark(finding.rule, element or ("" if has_page_mark else locator), finding.severity)


def _with_severity(mark: Mark, found: Iterable[Mark]) -> Mark:
    """Where the page names no severity, take the one that was found."""
    if mark.severity is not None:
        return mark
    same = next((other for other in found if (other.rule, other.element) == (mark.rule, mark.element)), mark)
    return Mark(mark.rule, mark.element, same.severity)


def _plans(page: TwinPage, base_url: str, engine: str, folder: Path) -> list[VisitPlan]:
    persona = page.front.get("persona", "desktop-careful")
    steps = page.front.get("steps", [{"step": "Open", "stage": "choose", "goto": "/"}])
    patience = page.front.get("patience", "10s")
    file = {
        "version": 1,
        "journey": page.label,
        "base_url": base_url,
        "locale": "en-GB",
        "market": "FI",
        "currency": "EUR",
        **{key: page.front[key] for key in _JOURNEY_KEYS if key in page.front},
        "personas": [persona],
        "browsers": [engine],
        "steps": [
            {**step, "patience": step.get("patience", _patience_at(step, patience, len(steps)))} for step in steps
        ],
    }
    path = folder / "journeys" / f"{page.label}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    # YAML takes JSON; a step's actions run in the order written.
    path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    (walker,) = resolve_personas([persona])
    journey, browser = load_journey(path), BrowserName(engine)
    return [VisitPlan(journey, walker, browser), *errand_plans(journey, walker, browser)]


def _patience_at(step: dict[str, Any], patience: str, steps: int) -> str:
    """Pages whose customers are impatient mean what is pressed: that the page opens is no part of it."""
    return "10s" if steps > 1 and "goto" in step else patience


def _needs_axe(page: TwinPage) -> bool:
    return page.rule.startswith("access/")


def _needs_links(page: TwinPage) -> bool:
    return page.rule == "navigation/dead-link"


def _front_matter(file: Path) -> dict[str, Any]:
    match = _FRONT_MATTER.match(file.read_text(encoding="utf-8"))
    return (YAML(typ="safe").load(match[1]) or {}) if match else {}


def _marks_in(html: str) -> list[Mark]:
    """Read the marks of a page's source; pages may also write marked elements by script."""
    marks: list[Mark] = []
    for tag in _TAG.finditer(html):
        attributes = {name: first or second for name, first, second in _ATTRIBUTE.findall(tag[1])}
        marks += [_mark(text, attributes["id"]) for text in attributes.get("data-expect", "").split()]
    return marks


def _mark(text: str, element: str) -> Mark:
    rule, _, severity = text.partition(":")
    return Mark(rule, element, Severity(severity) if severity else None)
