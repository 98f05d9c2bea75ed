"""What a run does: its visits with their detours and drills; and what it would do, without doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from frictionaudit.journey.model import Action, BrowserName, Detour, Journey, Persona, Step
from frictionaudit.lexicon import reads_as_order
from frictionaudit.replay.errands.errand_walk import Work
from frictionaudit.replay.errands.footprints import needs_order
from frictionaudit.replay.safety.hosts import HostPolicy
from frictionaudit.replay.visit import VisitPlan
from frictionaudit.tongues import retold, translatable

__all__ = ["dry_run_notes", "errand_plans"]


def errand_plans(journey: Journey, persona: Persona, browser: BrowserName) -> list[VisitPlan]:
    """Give the visits of a journey's detours and drills: each a fresh one, all by one persona in one browser."""
    ids = {step.name: step.id for step in journey.steps}
    seen: Counter[str] = Counter()
    plans = []
    works: list[Work] = [*journey.detours, *journey.drills]
    for work in works:
        path = work.path if isinstance(work, Detour) else None
        place = path or ids[work.step]
        errand = f"{work.kind}@{place}"
        seen[errand] += 1
        plans.append(VisitPlan(journey, persona, browser, errand, work, seen[errand]))
    return plans


def dry_run_notes(plans: Sequence[VisitPlan]) -> list[str]:
    """Give one line a visit and one a step, secrets left out."""
    return [line for plan in plans for line in _lines(plan)]


def _lines(plan: VisitPlan) -> Iterator[str]:
    journey = plan.journey
    if plan.work is not None:
        orders = HostPolicy.of(journey).may_order(journey.base_url)
        left_out = translatable(f"{plan.id}: left out, orders are not allowed")
        yield left_out if needs_order(plan.work) and not orders else plan.id
        return
    yield translatable(f"{plan.id}: {journey.name}, {len(journey.steps)} steps from {journey.base_url}")
    policy = HostPolicy.of(journey)
    for number, step in enumerate(journey.steps, 1):
        doing = ", ".join(_words(action) for action in step.actions) or retold(translatable("look at the page"))
        yield f"  {number}. {step.name}: {doing}"
        if _would_bind(step, journey.locale) and not policy.may_order(journey.base_url):
            yield translatable(
                f"     held here: orders are not allowed on {policy.own} (safety.allow_order); the visit ends"
            )
            return


def _words(action: Action) -> str:
    if action.target is not None:
        return f"{action.kind} {action.target}"
    return f"{action.kind} {action.value.text}" if action.value is not None else str(action.kind)


def _would_bind(step: Step, locale: str) -> bool:
    if step.commits is not None:
        return step.commits.is_binding
    language = locale.split("-")[0].lower()
    names = [(each.target.text or each.target.name or "") for each in step.actions if each.target is not None]
    return any(reads_as_order(name, language) for name in names if name)
