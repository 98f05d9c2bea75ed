"""Findings beside each other: repeats and echoes fall away, the vaguer yields, consequences are tied to their cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Finding, Outcome, RuleOutcome, Severity
from frictionaudit.rules.path import SeenPage
from frictionaudit.rules.registry import Rule

__all__ = ["explained", "unique", "without_echoes", "without_vaguer"]


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the worst of several findings of one visit that bear the same fingerprint."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.visit, finding.fingerprint)
        if key not in kept or finding.severity.rank < kept[key].severity.rank:
            kept[key] = finding
    return list(kept.values())


def without_echoes(findings: list[Finding], visits: Sequence[VisitEvidence]) -> list[Finding]:
    """Drop what a detour or drill shows and the walk of its journey shows too."""
    walks = {visit.id for visit in visits if visit.errand == "walk"}
    shown = {finding.fingerprint for finding in findings if finding.visit in walks}
    return [finding for finding in findings if finding.visit in walks or finding.fingerprint not in shown]


def without_vaguer(
    findings: list[Finding], outcomes: list[RuleOutcome], rules: Mapping[str, Rule]
) -> tuple[list[Finding], list[RuleOutcome]]:
    """Drop findings that say in general what another one says precisely at the same step.

    What is dropped is no longer a failure of its rule. That the step could not be passed is handed on.
    """
    places: dict[tuple[str, int | None, str], int] = {}
    for index, finding in enumerate(findings):
        places.setdefault((finding.visit, finding.step_index, finding.rule), index)
    dropped: set[int] = set()
    blocking: set[int] = set()
    for index, finding in enumerate(findings):
        names = rules[finding.rule].yields_to
        precise = next(
            (i for n in names if (i := places.get((finding.visit, finding.step_index, n))) is not None), None
        )
        if precise is not None:
            dropped.add(index)
            if finding.blocks:
                blocking.add(precise)
    gone = {(findings[i].visit, findings[i].step_index, findings[i].rule) for i in dropped}
    kept = [
        f.model_copy(update={"blocks": True}) if i in blocking else f
        for i, f in enumerate(findings)
        if i not in dropped
    ]
    judged = [
        o.model_copy(update={"outcome": Outcome.INAPPLICABLE}) if (o.visit, o.step, o.rule) in gone else o
        for o in outcomes
    ]
    return kept, judged


def explained(
    findings: Sequence[Finding], rules: Mapping[str, Rule], visits: Sequence[VisitEvidence] = ()
) -> Iterator[Finding]:
    """Tie each consequence to its cause: a finding of a rule it names, at its own step of the same visit or before.

    A cause that itself is a consequence is followed to its root, so that a chain costs once.
    """
    walked = {visit.id: visit for visit in visits}
    causes = {
        _key(finding): cause
        for finding in findings
        if (cause := _cause(finding, findings, rules, walked.get(finding.visit))) is not None
    }
    for finding in findings:
        root = causes.get(_key(finding))
        seen = {_key(finding)}
        while root is not None and _key(root) in causes and _key(root) not in seen:
            seen.add(_key(root))
            root = causes[_key(root)]
        if root is None or _key(root) == _key(finding):
            yield finding
        else:
            yield finding.model_copy(update={"explained_by": root.fingerprint})


def _cause(
    finding: Finding, findings: Sequence[Finding], rules: Mapping[str, Rule], visit: VisitEvidence | None
) -> Finding | None:
    """Give what brought a finding about: what its rule names first where several could have."""
    others = [other for other in findings if other.visit == finding.visit and other is not finding]
    own = rules[finding.rule]
    for name in own.explained_by:
        for other in others:
            if other.rule == name and (other.step_index == finding.step_index or _ends_before(other, finding)):
                return other
    for name in own.follows:
        for other in others:
            if other.rule == name and finding.blocks and _is_right_before(other, finding, visit):
                return other
    return None


def _key(finding: Finding) -> str:
    return f"{finding.visit}\x1f{finding.fingerprint}"


def _ends_before(cause: Finding, consequence: Finding) -> bool:
    """Tell whether an earlier step could not be passed because of the cause."""
    if cause.step_index is None or consequence.step_index is None:
        return False
    return cause.blocks and cause.step_index < consequence.step_index


def _is_right_before(cause: Finding, consequence: Finding, visit: VisitEvidence | None) -> bool:
    """Tell whether something that costs many customers happened at the step before: a nuisance ends no path.

    Or at an earlier one, where the customer has not left its page since: a frame that stayed empty is empty still.
    """
    if cause.step_index is None or consequence.step_index is None or cause.severity.rank > Severity.SERIOUS.rank:
        return False
    if cause.step_index == consequence.step_index - 1:
        return True
    between = visit.steps[cause.step_index : consequence.step_index] if visit is not None else ()
    places = {SeenPage(step, step.page).key if step.page is not None else None for step in between}
    return len(between) > 1 and len(places) == 1 and None not in places
