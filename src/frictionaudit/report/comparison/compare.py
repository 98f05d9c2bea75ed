"""From runs to their comparison."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from urllib.parse import urlsplit

from frictionaudit.findings.model import Criterion
from frictionaudit.report.comparison.lanes import pairings
from frictionaudit.report.comparison.model import Comparison, CriterionRow, Kind, PersonaRow, Side
from frictionaudit.report.comparison.rows import rows_of
from frictionaudit.report.comparison.seeing import party_of
from frictionaudit.report.page.figures import moment
from frictionaudit.report.page.groups import number_of
from frictionaudit.results import PersonaResult, Run, Score

__all__ = ["MOST_SIDES", "compare"]

MOST_SIDES = 6
"""More curves than that cannot be told apart in one drawing."""

_OWN_MACHINE = re.compile(r"localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.(localhost|test)")

_COVERAGE = 0.1
"""Difference in what could be judged, beyond which scores are hard to compare."""


def compare(runs: Sequence[Run], names: Sequence[str] = ()) -> Comparison:
    """Hold runs against each other: the first is where we come from, the last where we are.

    Args:
        runs: Two to MOST_SIDES of them.
        names: What the first sides are called, no more than there are; the rest are called after their shop or time.
    """
    kind = _kind(runs)
    pairs = pairings(runs)
    called = [*names, *_names(runs, kind)[len(names) :]]
    return Comparison(
        kind=kind,
        language=runs[-1].language,
        brand=next((run.brand for run in reversed(runs) if run.brand), None),
        sides=tuple(_side(place, run, called[place]) for place, run in enumerate(runs)),
        lanes=tuple(pair.lane() for pair in pairs),
        criteria=tuple(_criterion(criterion, runs) for criterion in Criterion),
        personas=tuple(_personas(runs)),
        findings=rows_of(runs, pairs, kind),
        cautions=tuple(_cautions(runs)),
    )


def _kind(runs: Sequence[Run]) -> Kind:
    """Call it a change only where the same shop was walked by somebody who walked it each time."""
    shops = [frozenset(map(_shop, _shops(run))) for run in runs]
    parties = [{party_of(visit) for visit in run.visits} for run in runs]
    is_one_shop = all(own & shops[0] for own in shops)
    return Kind.CHANGE if is_one_shop and set.intersection(*parties) else Kind.SIDES


def _shops(run: Run) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_host(journey.base_url) for journey in run.journeys))


def _shop(host: str) -> str:
    """Give the shop of a host: on this machine a port is no more than where it happened to run that day."""
    name = host.rpartition(":")[0] or host
    return name if _OWN_MACHINE.fullmatch(name) else host


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or address
    except ValueError:
        return address


def _names(runs: Sequence[Run], kind: Kind) -> list[str]:
    """Call runs of one shop after their time, others after their shop, and after both where that is not enough."""
    shops = [", ".join(_shops(run)) or run.id for run in runs]
    times = [moment(run.started) for run in runs]
    if kind is Kind.CHANGE:
        return times
    return [f"{shop}, {at}" if shops.count(shop) > 1 else shop for shop, at in zip(shops, times, strict=True)]


def _side(place: int, run: Run, name: str) -> Side:
    return Side(
        letter=string.ascii_uppercase[place],
        name=name,
        run=run.id,
        started=run.started,
        shops=_shops(run),
        status=run.status,
        score=run.score,
        can_buy=run.can_buy,
        visits=len(run.visits),
        findings=number_of(run),
        tool=run.tool.version,
    )


def _criterion(criterion: Criterion, runs: Sequence[Run]) -> CriterionRow:
    found = [next((each for each in run.criteria if each.id == criterion), None) for run in runs]
    return CriterionRow(
        id=criterion,
        scores=tuple(each.score if each else Score(value=None) for each in found),
        findings=tuple(each.findings if each else 0 for each in found),
    )


def _personas(runs: Sequence[Run]) -> list[PersonaRow]:
    own = [{persona.name: persona for persona in run.personas} for run in runs]
    names = dict.fromkeys(name for each in own for name in each)
    return [_persona(name, [each.get(name) for each in own]) for name in names]


def _persona(name: str, found: Sequence[PersonaResult | None]) -> PersonaRow:
    return PersonaRow(
        name=name,
        title=next((each.title for each in found if each and each.title), ""),
        scores=tuple(each.score if each else None for each in found),
        can_buy=tuple(each.can_buy if each else None for each in found),
    )


def _cautions(runs: Sequence[Run]) -> list[str]:
    judged = [run.score.judged for run in runs if run.score.value is not None]
    told = {
        "same_run": len({(run.id, run.started) for run in runs}) < len(runs),
        "no_visits": any(not run.visits for run in runs),
        "partial": any(run.status == "partial" for run in runs),
        "personas": len({frozenset(party_of(visit) for visit in run.visits) for run in runs if run.visits}) > 1,
        "coverage": bool(judged) and max(judged) - min(judged) > _COVERAGE,
        "tool": len({run.tool.version for run in runs}) > 1,
    }
    return [name for name, holds in told.items() if holds]
