"""Findings that the shop knows and lives with: taken out of the score and the gates, and shown apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Finding
from frictionaudit.journey.model import Suppression
from frictionaudit.record import Record
from frictionaudit.tongues import translatable

__all__ = ["Aside", "Suppressed", "set_aside"]


class Suppressed(Record):
    """One finding that was set aside, with the shop's own reason.

    Attributes:
        reason: As the journey or frictionaudit.yaml says.
        until: ISO date: the last day on which it holds.
        is_consequence: It follows from another finding that was set aside.
    """

    finding: Finding
    reason: str
    until: str
    is_consequence: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """Findings that count, those that do not, and what the reader must know of the entries."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    notes: tuple[str, ...]


def set_aside(
    findings: Sequence[Finding], visits: Sequence[VisitEvidence], day: date, rules: Collection[str] = ()
) -> Aside:
    """Set aside what the journeys' entries name and have not outlived.

    What follows from a finding that was set aside goes with it. An entry that has expired sets nothing aside.

    Args:
        findings: In walking order.
        visits: Their visits: each holds its journey's entries.
        day: The day of the run.
        rules: All rule ids; an entry that names none of them is told of. Empty: not known.
    """
    entries = {visit.journey.id: visit.journey.suppress for visit in visits}
    lives = {journey: [each for each in own if not _is_over(each, day)] for journey, own in entries.items()}
    matched = {_key(f): entry for f in findings if (entry := _match(f, lives.get(f.journey, ()))) is not None}
    suppressed, kept = [], []
    for finding in findings:
        own, cause = matched.get(_key(finding)), matched.get(_cause(finding))
        entry = own or cause
        if entry is None:
            kept.append(finding)
        else:
            suppressed.append(
                Suppressed(finding=finding, reason=entry.reason, until=entry.until, is_consequence=own is None)
            )
    notes = dict.fromkeys(note for own in entries.values() for note in _notes(own, findings, day, rules))
    return Aside(tuple(kept), tuple(suppressed), tuple(notes))


def _is_over(entry: Suppression, day: date) -> bool:
    return date.fromisoformat(entry.until) < day


def _match(finding: Finding, entries: Iterable[Suppression]) -> Suppression | None:
    return next((each for each in entries if _fits(finding, each)), None)


def _fits(finding: Finding, entry: Suppression) -> bool:
    return (
        _is_like(finding.rule, entry.rule)
        and (not entry.step or entry.step in (finding.step, finding.step_id))
        and (not entry.subject or _is_like(finding.subject, entry.subject))
    )


def _is_like(words: str, pattern: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), words, re.DOTALL) is not None


def _key(finding: Finding) -> str:
    return f"{finding.visit} {finding.fingerprint}"


def _cause(finding: Finding) -> str:
    return f"{finding.visit} {finding.explained_by}"


def _notes(
    entries: Iterable[Suppression], findings: Iterable[Finding], day: date, rules: Collection[str]
) -> Iterator[str]:
    for entry in entries:
        if rules and not any(_is_like(rule, entry.rule) for rule in rules):
            yield translatable(f"suppress: there is no rule {entry.rule}, so nothing was set aside for it")
        elif _is_over(entry, day) and any(_fits(finding, entry) for finding in findings):
            yield translatable(
                f"suppress: {entry.rule} was set aside until {entry.until} and counts again ({entry.reason})"
            )
