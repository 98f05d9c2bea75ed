"""Findings grouped over visits: the same fingerprint is one finding, with a variant for each visit that met it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from frictionaudit.findings.model import Finding, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.page.gains import Gains
from frictionaudit.report.page.plain import first_sentence
from frictionaudit.results import Run

__all__ = ["FindingGroup", "Mend", "grouped", "mends_of", "number_of"]

_MANY = 3
"""Findings of one kind on one page that are told as one; two can stand for themselves."""

_SAFE_ANCHOR = re.compile(r"[0-9A-Za-z-]{1,64}")


@dataclass(frozen=True)
class FindingGroup:
    """One finding over the visits that met it.

    Attributes:
        anchor: Fragment of its place in the page.
        number: Its number within its step, worst first, from 1; as it stands in the pictures.
        worst: The variant that says it best: the worst one, with a box in a picture if any has one.
        variants: One a visit, in run order.
        gain: Willing customers of 100 that mending it wins back over the run; None where not scored.
        takes: Largest share that it takes on a visit, 0..1; None where not scored.
        consequences: What it causes; these cost nothing more.
        siblings: The same on other parts of the same page: one entry for all, `gain` is what mending all wins back.
    """

    anchor: str
    worst: Finding
    variants: tuple[Finding, ...]
    guide: RuleGuide
    gain: float | None
    takes: float | None
    number: int = 0
    consequences: tuple[FindingGroup, ...] = field(default=())
    siblings: tuple[FindingGroup, ...] = field(default=())

    @property
    def severity(self) -> Severity:
        """The worst of its variants."""
        return self.worst.severity

    @property
    def rule(self) -> str:
        """Rule id."""
        return self.worst.rule

    @property
    def journey(self) -> str:
        """Journey id."""
        return self.worst.journey

    @property
    def step_index(self) -> int | None:
        """0-based; None for the whole path."""
        return self.worst.step_index

    @property
    def stage(self) -> Stage | None:
        """Stage of its step."""
        return self.worst.stage

    @property
    def mender(self) -> str:
        """Who can mend it; "" in runs that do not tell."""
        return self.worst.mender or ""

    @property
    def blocks(self) -> bool:
        """Somebody could not pass the step because of it."""
        return any(each.blocks for each in self.variants)

    @property
    def visits(self) -> frozenset[str]:
        """Visits that met it, on one part or another."""
        return frozenset(finding.visit for group in (self, *self.siblings) for finding in group.variants)

    @property
    def fingerprints(self) -> frozenset[str]:
        """Identities of the findings that it stands for."""
        return frozenset(group.worst.fingerprint for group in (self, *self.siblings))

    @property
    def messages(self) -> int:
        """How many different messages its variants have."""
        return len({each.message for each in self.variants})


@dataclass(frozen=True)
class Mend:
    """One thing to mend: all findings of one rule.

    Attributes:
        group: The one that costs most.
        others: The rest.
        gain: What mending all wins back, of 100 customers; None where not scored.
    """

    group: FindingGroup
    others: tuple[FindingGroup, ...]
    gain: float | None

    @property
    def advice(self) -> str:
        """How to mend it, in one sentence; "" where the rule's guide is not at hand."""
        return first_sentence(self.group.guide.how_to_fix)

    @property
    def places(self) -> int:
        """In how many more places it is."""
        return len(self.group.siblings) + sum(1 + len(each.siblings) for each in self.others)


def grouped(findings: Sequence[Finding], guides: Mapping[str, RuleGuide], gains: Gains) -> tuple[FindingGroup, ...]:
    """Group findings over visits, worst first; consequences stand under their cause only, and many alike as one."""
    members: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        members[finding.fingerprint].append(finding)
    groups = {
        fingerprint: _group(number, fingerprint, found, guides, gains)
        for number, (fingerprint, found) in enumerate(members.items())
    }
    causes = {fingerprint: cause for fingerprint, found in members.items() if (cause := _cause(found, members))}
    under: dict[str, list[FindingGroup]] = defaultdict(list)
    for fingerprint, cause in causes.items():
        under[cause].append(groups[fingerprint])
    roots = [
        replace(group, consequences=tuple(sorted(under[fingerprint], key=_order)))
        for fingerprint, group in groups.items()
        if fingerprint not in causes
    ]
    return _numbered(sorted(_folded(sorted(roots, key=_order), gains), key=_order))


def number_of(run: Run) -> int:
    """Give how many findings a person is told of: the entries of the page, wherever they are counted."""
    return len(grouped(run.findings, {}, Gains(run)))


def mends_of(groups: Iterable[FindingGroup], gains: Gains, limit: int = 5) -> tuple[Mend, ...]:
    """Give what to mend first: what wins back most, one entry a rule; facts are nothing to mend."""
    by_rule: dict[str, list[FindingGroup]] = defaultdict(list)
    for group in groups:
        if group.severity is not Severity.INFO:
            by_rule[group.rule].append(group)
    mends = [
        Mend(found[0], tuple(found[1:]), gains.of(frozenset().union(*(each.fingerprints for each in found))))
        for found in by_rule.values()
    ]
    return tuple(sorted(mends, key=lambda mend: (-(mend.gain or 0.0), *_order(mend.group)))[:limit])


def _group(
    number: int, fingerprint: str, found: list[Finding], guides: Mapping[str, RuleGuide], gains: Gains
) -> FindingGroup:
    worst = min(found, key=lambda each: (each.severity.rank, not each.blocks, each.evidence.subject.box is None))
    shares = [each.takes for each in found if each.takes is not None]
    return FindingGroup(
        anchor=f"f-{fingerprint}" if _SAFE_ANCHOR.fullmatch(fingerprint) else f"f-n{number}",
        worst=worst,
        variants=tuple(found),
        guide=guides.get(worst.rule) or RuleGuide(title=worst.rule),
        gain=gains.of({fingerprint}),
        takes=max(shares) if shares else None,
    )


def _folded(groups: Sequence[FindingGroup], gains: Gains) -> Iterator[FindingGroup]:
    """Fold many findings of one kind on one page into one that names all its places: they are mended in one go."""
    alike: dict[tuple[object, ...], list[FindingGroup]] = defaultdict(list)
    for group in groups:
        alike[_kind(group)].append(group)
    for found in alike.values():
        if len(found) < _MANY or not _may_fold(found):
            yield from found
            continue
        all_of_them = frozenset(each.worst.fingerprint for each in found)
        yield replace(found[0], siblings=tuple(found[1:]), gain=gains.of(all_of_them))


def _kind(group: FindingGroup) -> tuple[object, ...]:
    worst = group.worst
    return worst.message_key, group.journey, group.step_index, worst.severity, worst.evidence.subject.role == "page"


def _may_fold(found: Sequence[FindingGroup]) -> bool:
    """Tell whether they differ in nothing but the part of the page; those of whole pages differ in what is wrong."""
    first = found[0].worst.evidence.subject
    return first.role != "page" and not any(group.blocks or group.consequences for group in found)


def _cause(found: list[Finding], members: Mapping[str, list[Finding]]) -> str | None:
    """Give the fingerprint of the finding that caused all of these, if it is shown and no consequence itself."""
    named = [each.explained_by for each in found]
    cause = named[0]
    if cause is None or None in named or cause not in members or cause == found[0].fingerprint:
        return None
    return None if all(each.explained_by for each in members[cause]) else cause


def _order(group: FindingGroup) -> tuple[float, int, int, int, str]:
    step = group.step_index if group.step_index is not None else 10_000
    return (-(group.gain or 0.0), group.severity.rank, -len(group.variants), step, group.rule)


def _numbered(groups: Iterable[FindingGroup]) -> tuple[FindingGroup, ...]:
    """Number the groups of each step in their order, their consequences behind."""
    next_number: dict[tuple[str, int | None], int] = defaultdict(int)

    def number(group: FindingGroup) -> FindingGroup:
        place = (group.journey, group.step_index)
        next_number[place] += 1
        mine = next_number[place]
        return replace(
            group,
            number=mine,
            siblings=tuple(number(each) for each in group.siblings),
            consequences=tuple(number(each) for each in group.consequences),
        )

    return tuple(number(group) for group in groups)
