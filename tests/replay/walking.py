"""Walk journeys written as YAML against a test's own shop, through the real loader and the real replay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.replaying import replayed

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey import load_journey, resolve_personas
from frictionaudit.journey.model import BrowserName
from frictionaudit.loops import run_to_end
from frictionaudit.replay import ReplaySettings, VisitPlan, replay
from frictionaudit.replay.events import Listener

HEAD = "version: 1\njourney: {name}\nbase_url: {url}\nlocale: en-GB\nmarket: FI\nconsent: {consent}\n{more}\nsteps:\n"
QUICK = ReplaySettings(axe=False)


def plan(
    folder: Path,
    url: str,
    steps: str,
    *,
    name: str = "test",
    more: str = "",
    persona: str = "desktop-careful",
    patience_s: float = 5,
    consent: str = "reject",
    browser: BrowserName = BrowserName.CHROMIUM,
) -> VisitPlan:
    """Give a visit from the steps of a journey file."""
    path = folder / f"{name}.yaml"
    path.write_text(HEAD.format(name=name, url=url, more=more, consent=consent) + steps, encoding="utf-8")
    walker = resolve_personas((persona,), None)[0].model_copy(update={"patience_s": patience_s})
    return VisitPlan(load_journey(path), walker, browser)


def walk(
    plans: Sequence[VisitPlan], folder: Path, settings: ReplaySettings = QUICK, on_event: Listener | None = None
) -> list[VisitEvidence]:
    return replayed(plans, settings, folder / "run", on_event)


def walk_alone(plans: Sequence[VisitPlan], folder: Path, on_event: Listener) -> list[VisitEvidence]:
    """Walk in a browser of the test's own, which it may kill."""
    return run_to_end(replay(plans, QUICK, folder / "run", on_event))


def step_of(visit: VisitEvidence, name: str) -> StepEvidence:
    return next(step for step in visit.steps if step.name == name)
