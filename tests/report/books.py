"""Figures, feedback and goals of an owner, with words as hostile as a shop's, for the sample's journey."""

from __future__ import annotations

from datetime import date

from frictionaudit.figures.model import Answer, Books, Feedback, Figure, Figures, NpsCount
from frictionaudit.journey.model import Goal, Target

__all__ = ["BOOKS", "TARGET"]

_LONG = "Wherever-the-shop-may-be-" * 6
_HOSTILE = "</script><script>alert(1)</script> \u202eevil"

TARGET = Target(
    score=85,
    criteria={"payment": 95},
    max_fields=12,
    self_assessment=90,
    goals=(
        Goal(metric="score", at_least=85, by=date(2027, 6, 30), owner=_LONG),
        Goal(metric="criteria.payment", at_least=95, by=date(2026, 10, 31), owner="Maija"),
        Goal(metric="conversion", at_least=3, by=date(2026, 10, 31)),
        Goal(metric="own.newsletter", at_most=7, by=date(2027, 6, 30), owner=_HOSTILE),
    ),
)

_ROWS = (
    ("2026-09", "orders", "", 1180.0), ("2026-10", "sessions", "", 42_600.0), ("2026-10", "sessions", "cart", 4180.0),
    ("2026-10", "sessions", "checkout", 3010.0), ("2026-10", "sessions", "pay", 2800.0),
    ("2026-10", "orders", "", 1090.0),
    ("2026-10", "order_value", "", 37.4), ("2026-10", "margin", "", 42.0), ("2026-10", "contacts", "", 310.0),
    ("2026-10", f"own.{'newsletter' * 4}", "", 1_234_567.0),
)  # fmt: skip

BOOKS = Books(
    journeys=("buy-a-mug",),
    figures=Figures(
        file="figures.csv",
        note=f"{_HOSTILE} {_LONG}",
        currency="EUR",
        rows=tuple(
            Figure(
                period=period, metric=metric, step=step, value=value, unit="people" if "own" in metric else "", line=n
            )
            for n, (period, metric, step, value) in enumerate(_ROWS, 3)
        ),
    ),
    feedback=Feedback(
        file="feedback.csv",
        counts=(
            NpsCount(period="2026-10", promoters=3, passives=2, detractors=5),
            NpsCount(period="2026-09", passives=1),
        ),
        answers=(
            Answer(period="2026-10", step="Pay", nps=0, text=f"{_HOSTILE} {_LONG * 8}", line=2),
            Answer(period="2026-10", text="مرحبا، أين طلبي؟", line=3),
        ),
        left_out=4,
    ),
)
