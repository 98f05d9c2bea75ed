"""Hand-made figures for the target state, the funnel and the impact."""

from __future__ import annotations

from frictionaudit.figures.model import Books, Feedback, Figure, Figures, NpsCount
from frictionaudit.journey.metrics import Unit, metric_of


def make_figures(*rows: tuple[str, float] | tuple[str, float, str], period: str = "2026-09") -> Figures:
    """Give figures of (metric, value) or (metric, value, step)."""
    made = [
        Figure(period=period, metric=metric, value=value, step=step[0] if step else "", line=number)
        for number, (metric, value, *step) in enumerate(rows, 2)
    ]
    known = [metric_of(row.metric) for row in made]
    has_money = any(each is not None and each.unit is Unit.MONEY for each in known)
    return Figures(file="figures.csv", currency="EUR" if has_money else "", rows=tuple(made))


def make_books(*rows: tuple[str, float] | tuple[str, float, str], nps: tuple[int, int, int] | None = None) -> Books:
    counts = (NpsCount(period="2026-09", promoters=nps[0], passives=nps[1], detractors=nps[2]),) if nps else ()
    feedback = Feedback(file="feedback.csv", counts=counts) if nps else None
    return Books(journeys=("buy",), figures=make_figures(*rows) if rows else None, feedback=feedback)
