"""What friction may cost, from the owner's own figures and from nothing else; always a range.

Where a finding slows or worries, the range starts at no effect: that the figures would be better without it is what the
score assumes and nobody has measured here. Where a step cannot be passed it starts at what these customers bought.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.figures.model import Books, Feedback, Figure, Figures, Reading
from frictionaudit.figures.outcome import Funnel, FunnelStep, Impact, ImpactHead, MendImpact, Span
from frictionaudit.results import JourneyResult
from frictionaudit.scoring.funnel import sessions_in_cart
from frictionaudit.scoring.model import Loss
from frictionaudit.scoring.run import RunScore

__all__ = ["Customers", "impact_of"]


@dataclass(frozen=True, slots=True)
class Customers:
    """Of all willing customers, as shares 0..1, by the most that findings may take.

    Attributes:
        kept: Left at the end, lowest and highest.
        blocked: Cannot pass a step.
        unblocked: Left if those steps were mended and nothing else: the lowest.
        most_orders: See Impact.
        is_fitted: The shares were fitted to the shop's funnel.
    """

    kept: Span
    blocked: float
    unblocked: float
    most_orders: float | None = None
    is_fitted: bool = False

    def lost(self, orders: float) -> Span:
        """Give the orders that friction may cost, of so many that came.

        Those who are blocked bought as much as others before the fault came (the low end), or have long been missing
        from the orders that are counted (the high end).
        """
        low = orders * self.blocked
        kept = self.kept.low or self.unblocked
        high = orders / kept - (orders if self.kept.low else 0.0) if kept else low
        return self.capped(low, high)

    def capped(self, low: float, high: float) -> Span:
        """Give a range that stays within what could be won back at all."""
        most = math.inf if self.most_orders is None else max(self.most_orders, low)
        return Span(low=low, high=max(low, min(high, most)))


def impact_of(scored: RunScore, books: Books, journeys: Sequence[JourneyResult]) -> Impact | None:
    """Give what friction may cost by one set of figures; None without figures, or without a score.

    Args:
        scored: The run's walks with their scores.
        books: What the owner gave.
        journeys: All of the run, with their funnels.
    """
    figures = books.figures
    own = [each for each in journeys if each.id in books.journeys]
    walks = [walk for walk in scored.walks if walk.journey.id in books.journeys and scored.weights[walk.id] > 0]
    if figures is None or not walks:
        return None
    of_run = _Walks(scored, walks, {each.id: each.funnel for each in own if each.funnel})
    customers = of_run.customers(own)
    return Impact(
        journeys=books.journeys,
        file=figures.file,
        currency=figures.currency,
        kept=Span(low=round(customers.kept.low, 4), high=round(customers.kept.high, 4)),
        blocked=round(customers.blocked, 4),
        most_orders=customers.most_orders,
        is_fitted=customers.is_fitted,
        heads=tuple(_heads(figures, books.feedback, customers)),
        mends=tuple(_mends(figures, of_run, customers)),
    )


class _Walks:
    """The walks that some figures are about: how many of their customers stay, whatever is mended."""

    def __init__(self, scored: RunScore, walks: Sequence[VisitEvidence], funnels: Mapping[str, Funnel]) -> None:
        total = sum(scored.weights[walk.id] for walk in walks)
        self._walks = [(scored.weights[walk.id] / total, walk.journey.id, scored.of[walk.id].losses) for walk in walks]
        self._funnels = funnels
        self._fitted: dict[tuple[str, int | None], FunnelStep] = {}
        for journey, funnel in funnels.items():
            self._fitted |= {(journey, step.index): step for step in funnel.steps if step.is_fitted}
            # The path as a whole counts at its last step.
            if funnel.steps and funnel.steps[-1].is_fitted:
                self._fitted[journey, None] = funnel.steps[-1]

    def customers(self, journeys: Sequence[JourneyResult]) -> Customers:
        """Give what becomes of the customers; journeys: those that the figures are about."""
        low = self.kept()
        in_cart = {sessions_in_cart(each.funnel, each.curve) for each in journeys} - {None}
        orders = next((each.orders for each in self._funnels.values()), None)
        # Two journeys may share one funnel; where theirs differ, nobody knows which sessions belong together.
        cart = next(iter(in_cart)) if len(in_cart) == 1 else None
        return Customers(
            kept=Span(low=low, high=max(low, self.kept(is_most=False))),
            blocked=sum(weight for weight, _, losses in self._walks if any(map(_is_blocking, losses))),
            unblocked=self.kept(lambda loss: not _is_blocking(loss)),
            most_orders=None if cart is None or orders is None else max(0.0, cart - orders),
            is_fitted=bool(self._fitted),
        )

    def kept(self, counts: Callable[[Loss], bool] = lambda loss: True, *, is_most: bool = True) -> float:
        """Give the share of customers left when only some losses count, each as large or as small as it may be."""
        return sum(
            weight * math.prod(1 - self._taken(journey, loss, is_most) for loss in losses if counts(loss))
            for weight, journey, losses in self._walks
        )

    def rules(self) -> list[str]:
        """Give the rules whose findings take something, in walking order."""
        found = [loss.finding.rule for _, _, losses in self._walks for loss in losses if loss.finding]
        return list(dict.fromkeys(found))

    def freed_by(self, rule: str) -> float:
        """Give the share of customers who are blocked by this rule's findings and by no other."""
        return sum(
            weight
            for weight, _, losses in self._walks
            if (blocking := [loss for loss in losses if _is_blocking(loss)])
            and all(loss.finding is not None and loss.finding.rule == rule for loss in blocking)
        )

    def _taken(self, journey: str, loss: Loss, is_most: bool) -> float:
        """Give what a loss takes: from its own range, or as the shop's funnel has it where its step was fitted."""
        share = min(1.0, loss.share.high if is_most else loss.share.low)
        step = self._fitted.get((journey, loss.step))
        if step is None or _is_blocking(loss):
            return share
        return float(1 - (1 - share) ** (step.factor_most if is_most else step.factor_least))


def _is_blocking(loss: Loss) -> bool:
    return loss.share.value >= 1.0


def _heads(figures: Figures, feedback: Feedback | None, customers: Customers) -> Iterator[ImpactHead]:
    """Give the five heads as Filenius names them; what the figures do not say stays open, and says what is missing."""
    orders, order_value = figures.newest("orders"), None
    period = orders.period if orders else ""
    order_value, margin = _near(figures, "order_value", period), _near(figures, "margin", period)
    repeat = _near(figures, "repeat_orders", period)
    lost = customers.lost(orders.value) if orders else None
    sales = _times(lost, order_value)
    yield ImpactHead(
        id="lost_sales",
        period=period,
        amount=lost,
        money=sales,
        margin=None if sales is None or margin is None else _scaled(sales, margin.value / 100),
        inputs=_rows(orders, order_value, margin),
        missing=_missing({"orders": orders, "order_value": order_value}),
    )
    gone = None if lost is None else Span(low=0.0, high=lost.high)
    later = None if gone is None or repeat is None else _scaled(gone, repeat.value)
    yield ImpactHead(
        id="lost_customers",
        period=period,
        amount=gone,
        money=_times(later, order_value),
        inputs=_rows(orders, repeat, order_value),
        missing=_missing({"orders": orders, "repeat_orders": repeat, "order_value": order_value}),
    )
    yield _support_load(figures, customers)
    yield _mending_cost(figures)
    yield ImpactHead(
        id="brand",
        period=feedback.nps.period if feedback and feedback.nps else "",
        missing=() if feedback else ("nps",),
    )


def _support_load(figures: Figures, customers: Customers) -> ImpactHead:
    contacts = figures.newest("contacts") or _summed(figures, "contacts")
    cost = _near(figures, "contact_cost", contacts.period if contacts else "")
    amount = None if contacts is None else Span(low=0.0, high=contacts.value * (1 - customers.kept.low))
    return ImpactHead(
        id="support_load",
        period=contacts.period if contacts else "",
        amount=amount,
        money=_times(amount, cost),
        inputs=_rows(contacts, cost),
        missing=_missing({"contacts": contacts, "contact_cost": cost}),
    )


def _mending_cost(figures: Figures) -> ImpactHead:
    hours = figures.newest("mending_hours")
    cost = _near(figures, "hour_cost", hours.period if hours else "")
    amount = None if hours is None else Span(low=0.0, high=hours.value)
    return ImpactHead(
        id="mending_cost",
        period=hours.period if hours else "",
        amount=amount,
        money=_times(amount, cost),
        inputs=_rows(hours, cost),
        missing=_missing({"mending_hours": hours, "hour_cost": cost}),
    )


def _mends(figures: Figures, walks: _Walks, customers: Customers) -> Iterator[MendImpact]:
    """Give what mending each rule's findings alone may win back."""
    orders = figures.newest("orders")
    order_value = _near(figures, "order_value", orders.period) if orders else None
    now = walks.kept()
    base = now or customers.unblocked
    for rule in walks.rules():
        if orders is None or not base:
            yield MendImpact(rule=rule)
            continue
        without = walks.kept(lambda loss, rule=rule: loss.finding is None or loss.finding.rule != rule)  # type: ignore[misc]
        won = customers.capped(orders.value * walks.freed_by(rule), orders.value * (without - now) / base)
        yield MendImpact(rule=rule, orders=won, money=_times(won, order_value))


def _near(figures: Figures, metric: str, period: str) -> Reading | None:
    """Give a metric of the same period where there is one, else the newest."""
    return figures.at(metric, period) or figures.newest(metric)


def _summed(figures: Figures, metric: str) -> Reading | None:
    """Give a metric that is told by steps only, its steps together."""
    period = next((each for each in figures.periods() if figures.by_step(metric, each)), None)
    if period is None:
        return None
    rows = figures.by_step(metric, period)
    return Reading(metric=metric, period=period, value=sum(row.value for row in rows), rows=rows)


def _times(amount: Span | None, each: Reading | None) -> Span | None:
    return None if amount is None or each is None else _scaled(amount, each.value)


def _scaled(span: Span, factor: float) -> Span:
    return Span(low=span.low * factor, high=span.high * factor)


def _rows(*readings: Reading | None) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys(row for each in readings if each for row in each.rows))


def _missing(readings: Mapping[str, Reading | None]) -> tuple[str, ...]:
    return tuple(name for name, reading in readings.items() if reading is None)
