"""The findings of all sides as rows: one identity, one row, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from frictionaudit.findings.model import Finding, Severity
from frictionaudit.report.comparison.lanes import Pairing
from frictionaudit.report.comparison.model import FindingRow, Kind, Seen, State
from frictionaudit.report.comparison.seeing import Party, Sight, party_of
from frictionaudit.report.page.gains import Gains
from frictionaudit.results import Run

__all__ = ["rows_of"]

_ORDER = tuple(State)


def rows_of(runs: Sequence[Run], pairs: Sequence[Pairing], kind: Kind) -> tuple[FindingRow, ...]:
    """Give a row for each finding, by state, the worst of each state first.

    A finding is the same on two sides where rule, step and subject are the same; where a side's journey does not have
    the step, where rule, stage and subject are. Where the steps of different shops differ, and with them the names of
    their buttons, what is left then pairs by rule and stage.
    """
    drafts = _drafts(runs, pairs)
    if kind is Kind.SIDES:
        drafts = _paired_by_rule(drafts)
    sights = [Sight(run) for run in runs]
    gains = [Gains(run) for run in runs]
    # Whoever met it must have walked the other sides too; where nobody walked all of them, anybody will do.
    is_strict = bool(set.intersection(*(sight.parties for sight in sights)))
    rows = [_row(draft, sights, gains, is_strict=is_strict) for draft in drafts if any(draft.found)]
    return tuple(sorted(rows, key=_badness))


@dataclass
class _Draft:
    """One identity: its findings by side, several where several visits met it."""

    pair: Pairing
    by_step: bool
    found: list[list[Finding]]
    aside: list[list[Finding]]
    parties: set[Party] = field(default_factory=set)

    @property
    def any(self) -> Finding:
        """One of its findings, the worst of the last side that has it."""
        own = next(each for each in reversed(self.found) if each)
        return min(own, key=lambda finding: finding.severity.rank)

    @property
    def sides(self) -> frozenset[int]:
        """Which sides have it."""
        return frozenset(side for side, own in enumerate(self.found) if own or self.aside[side])


def _drafts(runs: Sequence[Run], pairs: Sequence[Pairing]) -> list[_Draft]:
    drafts: dict[tuple[int, str, str, str], _Draft] = {}
    lane_of = {
        (side, journey.id): number
        for number, pair in enumerate(pairs)
        for side, journey in enumerate(pair.journeys)
        if journey is not None
    }
    for side, run in enumerate(runs):
        visits = {visit.id: party_of(visit) for visit in run.visits}
        for finding, is_aside in _all_of(run):
            number = lane_of.get((side, finding.journey))
            if number is None:
                continue
            pair = pairs[number]
            by_step = finding.step_id in pair.shared
            place = (finding.step_id if by_step else finding.stage) or ""
            draft = drafts.setdefault(
                (number, finding.rule, place, finding.subject),
                _Draft(pair, by_step, [[] for _ in runs], [[] for _ in runs]),
            )
            (draft.aside if is_aside else draft.found)[side].append(finding)
            if finding.visit in visits:
                draft.parties.add(visits[finding.visit])
    return list(drafts.values())


def _all_of(run: Run) -> Iterable[tuple[Finding, bool]]:
    yield from ((finding, False) for finding in run.findings)
    yield from ((each.finding, True) for each in run.suppressed)


def _paired_by_rule(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Lay drafts of one rule and stage together, as long as no two of them are of the same side."""
    merged: dict[tuple[int, str, str], list[_Draft]] = defaultdict(list)
    by_step = [draft for draft in drafts if draft.pair.is_by_step]
    for draft in drafts:
        if draft.pair.is_by_step or not any(draft.found):
            continue
        same = merged[id(draft.pair), draft.any.rule, str(draft.any.stage)]
        partner = next((each for each in same if not each.sides & draft.sides), None)
        if partner is None:
            same.append(draft)
            continue
        for side in draft.sides:
            partner.found[side], partner.aside[side] = draft.found[side], draft.aside[side]
        partner.parties |= draft.parties
    return by_step + [draft for same in merged.values() for draft in same]


def _row(draft: _Draft, sights: Sequence[Sight], gains: Sequence[Gains], *, is_strict: bool) -> FindingRow:
    seen = tuple(_seen(draft, side, sight, is_strict=is_strict) for side, sight in enumerate(sights))
    last = max(side for side, own in enumerate(draft.found) if own)
    shown = draft.any
    worst = [min(own, key=lambda each: each.severity.rank, default=None) for own in draft.found]
    return FindingRow(
        state=_state(seen),
        rule=shown.rule,
        criterion=shown.criterion,
        stage=shown.stage,
        step=shown.step,
        journey=shown.journey,
        subject=shown.subject,
        customer=shown.customer,
        seen=seen,
        severities=tuple(each.severity if each else None for each in worst),
        fingerprints=tuple(each.fingerprint if each else "" for each in worst),
        messages=tuple(each.message if each else "" for each in worst),
        gain=gains[last].of({each.fingerprint for each in draft.found[last]}),
    )


def _seen(draft: _Draft, side: int, sight: Sight, *, is_strict: bool) -> Seen:
    if draft.found[side]:
        return Seen.FOUND
    if draft.aside[side]:
        return Seen.ASIDE
    parties = draft.parties if is_strict else sight.parties
    has_looked = sight.has_looked(draft.any, draft.pair.journeys[side], parties, by_step=draft.by_step)
    return Seen.CLEAR if has_looked else Seen.OPEN


def _state(seen: Sequence[Seen]) -> State:
    first, last = seen[0], seen[-1]
    there = (Seen.FOUND, Seen.ASIDE)
    if first in there:
        if last in there:
            return State.STILL
        return State.FIXED if last is Seen.CLEAR else State.UNKNOWN_NOW
    if last in there:
        return State.NEW if first is Seen.CLEAR else State.UNKNOWN_BEFORE
    return State.PASSED_BY


def _badness(row: FindingRow) -> tuple[int, int, float, str]:
    severity: Severity = row.severity
    return (_ORDER.index(row.state), severity.rank, -(row.gain or 0.0), row.rule)
