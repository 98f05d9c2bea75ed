"""What a run measures of a journey, by the metrics that targets and goals name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.effort import checkout_steps, fields_before_order, predicted_seconds
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.figures.model import Books
from frictionaudit.findings.model import Criterion
from frictionaudit.results import Score

__all__ = ["Measured", "measures_of", "with_books"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One metric.

    Attributes:
        value: In the metric's own unit; None where it could not be judged.
        is_whole: False where not all of the path was seen: a count is then at least so much.
        period: Of the figures that it comes from; "" where this run measured it.
        currency: Of money; "" else.
    """

    value: float | None
    is_whole: bool = True
    period: str = ""
    currency: str = ""


def measures_of(
    walks: Sequence[VisitEvidence], score: Score, criteria: Mapping[Criterion, Score]
) -> dict[str, Measured]:
    """Give what the walks of a journey, at least one, measure: the worst of them where they differ."""
    counts = [fields_before_order(visit) for visit in walks]
    slowest = max(predicted_seconds(visit) for visit in walks)
    return {
        "score": Measured(score.value),
        **{f"criteria.{name}": Measured(own.value) for name, own in criteria.items()},
        "steps": Measured(checkout_steps(walks[0].journey.steps)),
        "fields": Measured(max(count for count, _ in counts), any(whole for _, whole in counts)),
        "seconds": Measured(round(slowest), all(visit.outcome is VisitOutcome.COMPLETED for visit in walks)),
    }


def with_books(measured: Mapping[str, Measured], books: Books | None) -> dict[str, Measured]:
    """Add what the owner's books say."""
    return {**measured, **dict(_of_books(books))} if books is not None else dict(measured)


def _of_books(books: Books) -> Iterator[tuple[str, Measured]]:
    if figures := books.figures:
        derived = ("orders", "conversion", "revenue", "order_value")
        for metric in dict.fromkeys((*figures.metrics(), *derived)):
            if found := figures.newest(metric):
                yield metric, Measured(found.value, period=found.period, currency=figures.currency)
    if books.feedback and (nps := books.feedback.nps) and nps.score is not None:
        yield "nps", Measured(round(nps.score, 1), period=nps.period)
