"""Gates of a run, and what the command answers to the shell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from frictionaudit.errors import ExitCode
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.journey.model import Target
from frictionaudit.results import Gate
from frictionaudit.scoring.measures import Measured
from frictionaudit.scoring.visit import WALLS, broken_step, is_walk, planned_steps
from frictionaudit.tongues import translatable

__all__ = ["exit_code_of", "fail_on_gate", "journey_gates"]

_REACHED_END = frozenset({VisitOutcome.COMPLETED, VisitOutcome.STOPPED_FOR_SAFETY})
_NONE_AS_BAD: Mapping[Severity, str] = {
    Severity.CRITICAL: translatable("no critical finding"),
    Severity.SERIOUS: translatable("no serious finding or worse"),
    Severity.MODERATE: translatable("no moderate finding or worse"),
    Severity.MINOR: translatable("no minor finding or worse"),
    Severity.INFO: translatable("no finding at all"),
}


def journey_gates(walks: Sequence[VisitEvidence], measured: Mapping[str, Measured]) -> tuple[Gate, ...]:
    """Give the gates of one journey: that it does not break, and each target that it states.

    Args:
        walks: The journey's walks, at least one.
        measured: What they measure; see measures.py.
    """
    journey = walks[0].journey
    return tuple(
        gate.model_copy(update={"journey": journey.id})
        for gate in (_unbroken(walks), *_target_gates(journey.target, measured))
    )


def fail_on_gate(findings: Sequence[Finding], fail_on: Severity, *, is_judged: bool) -> Gate:
    """Give the gate of --fail-on: no finding at or above a severity, whether or not another one explains it."""
    bad = {finding.fingerprint for finding in findings if finding.severity.rank <= fail_on.rank}
    return Gate(
        id="fail-on",
        wanted=_NONE_AS_BAD[fail_on],
        got=_findings(len(bad)),
        has_held=False if bad else True if is_judged else None,
    )


def exit_code_of(visits: Sequence[VisitEvidence], gates: Iterable[Gate], *, is_judged: bool) -> ExitCode:
    """Give the exit code of a run that came to its end; the first line that is true counts.

    | Code | When |
    |---|---|
    | 1 | a gate fell: what was seen is enough to say no, whatever else stood in the way |
    | 3 | a walk met a wall (bot wall, login, sold out): part of the path was not audited |
    | 3 | a visit crashed and no gate fell by it: the fault may be ours |
    | 3 | nothing at all could be judged |
    | 0 | otherwise, also where a walk stopped for safety as designed |
    """
    if any(gate.has_held is False for gate in gates):
        return ExitCode.GATE
    is_walled = any(visit.outcome in WALLS for visit in visits if is_walk(visit))
    is_crashed = any(visit.outcome is VisitOutcome.CRASHED for visit in visits)
    return ExitCode.AUDIT_FAILED if is_walled or is_crashed or not is_judged else ExitCode.FINE


def _unbroken(walks: Sequence[VisitEvidence]) -> Gate:
    broken = [(visit, step) for visit in walks if (step := broken_step(visit)) is not None]
    known = all(visit.outcome in _REACHED_END for visit in walks)
    got = "; ".join(
        translatable(f"broke at '{planned_steps(visit)[step].name}' ({_who(visit)})") for visit, step in broken
    )
    unknown = "; ".join(
        f"{visit.outcome.replace('_', ' ')} ({_who(visit)})" for visit in walks if visit.outcome not in _REACHED_END
    )
    return Gate(
        id="journey",
        wanted="no visit breaks",
        got=got or unknown or _none_broke(len(walks)),
        has_held=False if broken else True if known else None,
    )


def _who(visit: VisitEvidence) -> str:
    return f"{visit.persona.name}, {visit.engine.name}"


def _target_gates(target: Target, measured: Mapping[str, Measured]) -> Iterator[Gate]:
    nothing = Measured(None)
    if target.score is not None:
        yield _score_gate("score", target.score, measured["score"])
    for name, wanted in target.criteria.items():
        yield _score_gate(f"criterion:{name}", wanted, measured.get(f"criteria.{name}", nothing))
    if target.max_steps is not None:
        yield _most("max_steps", target.max_steps, measured["steps"], _steps)
    if target.max_fields is not None:
        yield _most("max_fields", target.max_fields, measured["fields"], _fields)
    if target.max_seconds is not None:
        yield _most("max_seconds", target.max_seconds, measured["seconds"], _seconds)


def _score_gate(name: str, wanted: float, measured: Measured) -> Gate:
    value = measured.value
    return Gate(
        id=name,
        wanted=f"at least {wanted:g}",
        got="not judged" if value is None else f"{value:g}",
        has_held=None if value is None else value >= wanted,
    )


def _most(name: str, most: float, measured: Measured, said: Callable[[int], str]) -> Gate:
    """Give a gate of a count. What was seen of an unfinished path can be too much already, but never little enough."""
    found = int(measured.value or 0)
    counted = said(found)
    return Gate(
        id=name,
        wanted=f"at most {most:g}",
        got=counted if measured.is_whole else f"at least {counted}; not all of the path was seen",
        has_held=False if found > most else True if measured.is_whole else None,
    )


def _none_broke(visits: int) -> str:
    return translatable("1 visit, none broke" if visits == 1 else f"{visits} visits, none broke")


def _findings(number: int) -> str:
    return translatable("1 finding" if number == 1 else f"{number} findings")


def _steps(number: int) -> str:
    return translatable("1 step" if number == 1 else f"{number} steps")


def _fields(number: int) -> str:
    return translatable("1 field" if number == 1 else f"{number} fields")


def _seconds(number: int) -> str:
    return translatable("1 predicted second" if number == 1 else f"{number} predicted seconds")
