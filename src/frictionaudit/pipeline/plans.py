"""Which visits a command asks for, and in whose name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from frictionaudit.errors import UsageError
from frictionaudit.journey import find_config, load_journeys, resolve_personas
from frictionaudit.journey.config import Brand
from frictionaudit.journey.model import BrowserName, Journey
from frictionaudit.replay.plan import errand_plans
from frictionaudit.replay.visit import VisitPlan

__all__ = ["brand_above", "refuse_unknown_step", "visit_plans"]


def visit_plans(
    files: Sequence[Path], personas: Sequence[str] | None, browsers: Sequence[BrowserName | str] | None, *, drills: bool
) -> list[VisitPlan]:
    """Give all visits: each journey in each of its browsers by each of its personas, then its detours and drills."""
    journeys = load_journeys(files)
    plans = []
    errands = []
    for journey in journeys:
        config = find_config(journey.file) if journey.file is not None else None
        who = resolve_personas(tuple(personas) if personas else journey.personas, config)
        where = [_browser(name) for name in browsers] if browsers else list(journey.browsers)
        plans += [VisitPlan(journey, persona, browser) for browser in where for persona in who]
        # One walker is enough: what a shop says on a bad day does not depend on the device.
        errands += errand_plans(journey, who[0], where[0]) if drills else []
    _told_apart(journeys)
    return plans + errands


def brand_above(plans: Sequence[VisitPlan]) -> Brand:
    """Give the brand of the first journey that has one above it."""
    files = dict.fromkeys(plan.journey.file for plan in plans if plan.journey.file is not None)
    configs = (find_config(file) for file in files)
    return next((config.brand for config in configs if config and config.brand != Brand()), Brand())


def refuse_unknown_step(plans: Sequence[VisitPlan], step: str | None) -> None:
    """Raise UsageError where no journey has a step of that name or id."""
    if step is None:
        return
    names = [each.name for plan in plans for each in plan.journey.steps]
    ids = [each.id for plan in plans for each in plan.journey.steps]
    if step not in (*names, *ids):
        raise UsageError(f"no journey has a step '{step}'; steps: {', '.join(dict.fromkeys(names))}")


def _told_apart(journeys: Sequence[Journey]) -> None:
    """Two journeys of one name would write over each other's evidence."""
    seen: dict[str, Journey] = {}
    for journey in journeys:
        if journey.id in seen:
            raise UsageError(
                f"{journey.file} and {seen[journey.id].file} both give the journey '{journey.id}'; "
                "rename one of the files"
            )
        seen[journey.id] = journey


def _browser(name: BrowserName | str) -> BrowserName:
    try:
        return BrowserName(name)
    except ValueError:
        raise UsageError(f"unknown browser '{name}'; browsers: {', '.join(BrowserName)}") from None
