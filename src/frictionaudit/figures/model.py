"""What the owner knows of the shop: figures and feedback, as run.json keeps them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from frictionaudit.figures.periods import span_of
from frictionaudit.record import Record

__all__ = ["Answer", "Books", "Feedback", "Figure", "Figures", "NpsCount", "Reading", "nps_counts"]

_PROMOTER, _PASSIVE = 9, 7
"""Answers from these on; below 7 of 10 they are detractors. Source: Reichheld, Harvard Business Review, Dec 2003."""

_CONFIDENCE = 1.96
"""Standard errors on either side that hold 95 of 100 samples."""


class Figure(Record):
    """One row of a figures file.

    Attributes:
        period: As ISO writes it: 2026, 2026-Q3, 2026-09, 2026-W36, 2026-09-14, 2026-09-01/2026-09-30.
        metric: See journey/metrics.py.
        step: As the file names it; "" for the whole shop.
        value: Percent as 3.2, money in the file's currency.
        unit: Of figures of the shop's own; "" else.
        line: 1-based line of the file.
    """

    period: str
    metric: str
    step: str = ""
    value: float
    unit: str = ""
    line: int


class Reading(Record):
    """A metric at one period, with the rows that it comes from: one, or two where it is worked out of them."""

    metric: str
    period: str
    value: float
    rows: tuple[Figure, ...] = ()


_DERIVED: Mapping[str, tuple[str, str, Callable[[float, float], float]]] = {
    "conversion": ("orders", "sessions", lambda orders, sessions: 100 * orders / sessions),
    "revenue": ("orders", "order_value", lambda orders, value: orders * value),
    "order_value": ("revenue", "orders", lambda revenue, orders: revenue / orders),
    "orders": ("sessions", "conversion", lambda sessions, conversion: sessions * conversion / 100),
}
"""What can be worked out of two others of the same period, where a file does not say it."""


class Figures(Record):
    """A figures file.

    Attributes:
        file: Its name, without folders.
        note: What stands in comment lines above its head, e.g. where the figures come from.
        currency: Three letters; "" where it holds no money.
        rows: In the order of the file.
    """

    file: str
    note: str = ""
    currency: str = ""
    rows: tuple[Figure, ...] = ()

    def periods(self) -> tuple[str, ...]:
        """Give all periods, the newest first."""
        return tuple(sorted({row.period for row in self.rows}, key=span_of, reverse=True))

    def metrics(self) -> tuple[str, ...]:
        """Give the metrics that it holds for the whole shop, in the order of the file."""
        return tuple(dict.fromkeys(row.metric for row in self.rows if not row.step))

    def at(self, metric: str, period: str) -> Reading | None:
        """Give a metric of the whole shop at a period, worked out where it must be; None where it is not known."""
        own = self._row(metric, period)
        if own is not None:
            return Reading(metric=metric, period=period, value=own.value, rows=(own,))
        if metric not in _DERIVED:
            return None
        first, second, work_out = _DERIVED[metric]
        a, b = self._row(first, period), self._row(second, period)
        if a is None or b is None or (second != "conversion" and not b.value):
            return None
        return Reading(metric=metric, period=period, value=work_out(a.value, b.value), rows=(a, b))

    def newest(self, metric: str) -> Reading | None:
        """Give a metric of the whole shop at the newest period where it is known."""
        return next((found for period in self.periods() if (found := self.at(metric, period))), None)

    def by_step(self, metric: str, period: str) -> tuple[Figure, ...]:
        """Give a metric step by step at a period, in the order of the file."""
        return tuple(row for row in self.rows if row.step and (row.metric, row.period) == (metric, period))

    def _row(self, metric: str, period: str) -> Figure | None:
        wanted = (metric, period, "")
        return next((row for row in self.rows if (row.metric, row.period, row.step) == wanted), None)


class NpsCount(Record):
    """Answers to "how likely would you recommend us", 0 to 10, of one period."""

    period: str = ""
    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def answers(self) -> int:
        """All who answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float | None:
        """Net promoter score, -100..100; None without answers."""
        return 100 * (self.promoters - self.detractors) / self.answers if self.answers else None

    @property
    def margin(self) -> float | None:
        """How far the score of all customers may lie from it, either way, 95 times of 100; None without answers."""
        if not self.answers:
            return None
        for_, against = self.promoters / self.answers, self.detractors / self.answers
        return 100 * _CONFIDENCE * math.sqrt((for_ + against - (for_ - against) ** 2) / self.answers)


class Answer(Record):
    """One free answer: e-mail addresses and card numbers are masked."""

    period: str = ""
    step: str = ""
    nps: int | None = None
    text: str
    line: int


class Feedback(Record):
    """A feedback file; `left_out` free answers are counted but not kept."""

    file: str
    note: str = ""
    counts: tuple[NpsCount, ...] = ()
    """The newest period first."""
    answers: tuple[Answer, ...] = ()
    left_out: int = 0

    @property
    def nps(self) -> NpsCount | None:
        """The newest period that has scores."""
        return next((each for each in self.counts if each.answers), None)


class Books(Record):
    """What the owner gave for some journeys of a run: figures, feedback, or both."""

    journeys: tuple[str, ...]
    """Their ids."""
    figures: Figures | None = None
    feedback: Feedback | None = None


def nps_counts(scores: Iterable[tuple[str, int]]) -> tuple[NpsCount, ...]:
    """Count answers by period, the newest first; those without a period last."""
    found: dict[str, list[int]] = {}
    for period, score in scores:
        found.setdefault(period, []).append(score)
    return tuple(
        NpsCount(
            period=period,
            promoters=sum(each >= _PROMOTER for each in own),
            passives=sum(_PASSIVE <= each < _PROMOTER for each in own),
            detractors=sum(each < _PASSIVE for each in own),
        )
        for period, own in sorted(found.items(), key=lambda item: span_of(item[0]), reverse=True)
    )
