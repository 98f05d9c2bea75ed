"""The scores of a run: each walk's own, and their means by traffic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Finding, RuleOutcome
from frictionaudit.results import Score
from frictionaudit.scoring.model import Left
from frictionaudit.scoring.traffic import mean_of, mean_share, visit_weights
from frictionaudit.scoring.visit import VisitScore, can_buy, is_walk, score_visit

__all__ = ["RunScore", "points_of", "score_of", "score_run"]


@dataclass(frozen=True)
class RunScore:
    """A run's walks with their scores.

    Attributes:
        walks: Visits of the path itself, in run order.
        of: Score of each walk by visit id.
        findings: Findings by visit id, walks and errands.
        weights: Weight of each walk by visit id, together 1; 0 where nothing could be judged.
        planned_weights: The same as it would be had all been judged.
        takes: What each finding takes, by visit and fingerprint; findings that no score counts are missing.
    """

    walks: Sequence[VisitEvidence]
    of: Mapping[str, VisitScore]
    findings: Mapping[str, Sequence[Finding]]
    weights: Mapping[str, float]
    planned_weights: Mapping[str, float]
    takes: Mapping[tuple[str, str], float]

    def score(self, walks: Sequence[VisitEvidence], criterion: Criterion | None = None) -> Score:
        """Give the mean score of some walks, of one criterion or of the whole."""
        own = {visit.id: self.of[visit.id] for visit in walks}
        if criterion is None:
            lefts = {visit: score.left for visit, score in own.items()}
            judged = {visit: score.judged for visit, score in own.items()}
        else:
            lefts = {visit: score.criteria[criterion] for visit, score in own.items()}
            judged = {visit: score.criteria_judged[criterion] for visit, score in own.items()}
        mean = mean_of((self.weights[visit], left) for visit, left in lefts.items())
        return score_of(mean, mean_share(self.planned_weights, judged))

    def can_buy(self, visit: VisitEvidence) -> bool | None:
        """Say whether the customer of this walk can buy; None: not known."""
        return can_buy(visit, self.findings.get(visit.id, ()))


def score_run(
    visits: Sequence[VisitEvidence],
    findings: Sequence[Finding],
    outcomes: Sequence[RuleOutcome],
    figures: Mapping[str, str],
) -> RunScore:
    """Score the walks of a run; what drills and detours found counts on each walk of their journey."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.visit].append(finding)
    said: dict[str, list[RuleOutcome]] = defaultdict(list)
    for outcome in outcomes:
        said[outcome.visit].append(outcome)
    walks = [visit for visit in visits if is_walk(visit)]
    counted = {walk.id: [*found[walk.id], *_of_errands(walk, visits, found)] for walk in walks}
    of = {walk.id: score_visit(walk, counted[walk.id], said[walk.id], figures) for walk in walks}
    planned = visit_weights(walks)
    judged = visit_weights([walk for walk in walks if of[walk.id].left is not None])
    return RunScore(
        walks=walks,
        of=of,
        findings=found,
        weights=dict.fromkeys(planned, 0.0) | judged,
        planned_weights=planned,
        takes={key: share for walk in judged for key, share in _takes(counted[walk], of[walk]).items()},
    )


def score_of(left: Left | None, judged: float) -> Score:
    """Give a score of 100, to the second decimal."""
    if left is None:
        return Score(value=None, judged=round(judged, 4))
    value, low, high = (points_of(share) for share in (left.value, left.low, left.high))
    return Score(value=value, low=low, high=high, judged=round(judged, 4))


def points_of(share: float) -> float:
    """Give customers of 100, to the second decimal."""
    return round(100 * share, 2)


def _takes(findings: Sequence[Finding], score: VisitScore) -> dict[tuple[str, str], float]:
    """Give what each finding takes: 0 for facts and for consequences, which their cause bears."""
    nothing = {(finding.visit, finding.fingerprint): 0.0 for finding in findings}
    return nothing | {(o.finding.visit, o.finding.fingerprint): o.share.value for o in score.losses if o.finding}


def _of_errands(
    walk: VisitEvidence, visits: Sequence[VisitEvidence], findings: Mapping[str, Sequence[Finding]]
) -> list[Finding]:
    """Give what drills and detours found beyond the walk itself, each friction once.

    One walker makes them for all: those of its own count where there are any, else those of the journey.
    """
    known = {finding.fingerprint for finding in findings.get(walk.id, ())}
    of_journey = [visit for visit in visits if not is_walk(visit) and visit.journey.id == walk.journey.id]
    errands = [visit for visit in of_journey if _belongs_to(visit) == _belongs_to(walk)] or of_journey
    most_exposed: dict[str, Finding] = {}
    for finding in (finding for errand in errands for finding in findings.get(errand.id, ())):
        other = most_exposed.get(finding.fingerprint)
        if finding.fingerprint not in known and (other is None or other.exposure < finding.exposure):
            most_exposed[finding.fingerprint] = finding
    return list(most_exposed.values())


def _belongs_to(visit: VisitEvidence) -> tuple[str, str, str, str]:
    return visit.journey.id, visit.persona.name, visit.engine.name, visit.locale
