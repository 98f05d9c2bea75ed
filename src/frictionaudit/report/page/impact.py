"""What friction may cost as the page shows it: five heads with their formulas, the mends, and the shop's own funnel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from frictionaudit.figures.model import Figures, Reading
from frictionaudit.figures.outcome import Funnel, Impact, ImpactHead, MendImpact, Span
from frictionaudit.report.page.curve import NARROW, WIDE, Curve, Frame, curve_of
from frictionaudit.report.page.figures import amount, percent, period, points, rough_money, roughly, share, span
from frictionaudit.report.page.groups import FindingGroup, Mend
from frictionaudit.report.page.names import metric_name
from frictionaudit.report.page.target import shown
from frictionaudit.report.texts import text
from frictionaudit.results import JourneyResult, Run

__all__ = ["Drawing", "FunnelRow", "FunnelView", "HeadView", "ImpactView", "MendRow", "impact_views", "nothing_given"]


@dataclass(frozen=True, slots=True)
class HeadView:
    """One head in words.

    Attributes:
        worked: The formula with its numbers; "" where figures are missing.
        missing: What the figures do not say; "" where they say all.
        inputs: The rows that it comes from.
    """

    name: str
    amount: str
    money: str
    margin: str
    formula: str
    worked: str
    assumed: str
    missing: str
    inputs: str


@dataclass(frozen=True, slots=True)
class MendRow:
    """What one of the first mends may win back."""

    group: FindingGroup
    orders: str
    money: str


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One step of the funnel in numbers."""

    number: int
    step: str
    sessions: str
    predicted: str
    fitted: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Two curves in one frame: the fitted one, whose axes it has, and the predicted one."""

    fitted: Curve
    predicted: str
    name: str


@dataclass(frozen=True, slots=True)
class FunnelView:
    """The shop's funnel of one journey; `end` says what it comes to, `drawings` is empty where nothing was fitted."""

    journey: str
    intro: str
    end: str
    alt: str
    drawings: tuple[Drawing, ...]
    rows: tuple[FunnelRow, ...]


@dataclass(frozen=True, slots=True)
class ImpactView:
    """Impact by one set of figures; `sum` is the range of lost sales, in money where the figures have it."""

    lead: str
    note: str
    sum: str
    period: str
    blocked: str
    heads: tuple[HeadView, ...]
    mends: tuple[MendRow, ...]
    has_money: bool
    funnels: tuple[FunnelView, ...]


def impact_views(run: Run, mends: Sequence[Mend]) -> tuple[ImpactView, ...]:
    """Give what each set of figures comes to; none without figures."""
    figures = {own.journeys: own.figures for own in run.books if own.figures}
    return tuple(_view(run, each, figures[each.journeys], mends) for each in run.impact if each.journeys in figures)


def nothing_given(run: Run) -> str:
    """Give what can be said where nothing was reckoned: the share of willing customers, and no money; "" else."""
    if run.impact or not run.visits:
        return ""
    if any(own.figures for own in run.books):
        return text("impact.none.unjudged")
    return f"{_share_lost(run)} {text('impact.none.how')}"


def _share_lost(run: Run) -> str:
    score = run.score
    if score.value is None:
        return text("impact.none.unscored")
    low, high = (100 - (score.value if each is None else each) for each in (score.high, score.low))
    spread = span(low, high)
    around = text("impact.none.range", low=points(low), high=points(high)) if "–" in spread else ""
    return text("impact.none", lost=points(100 - score.value), range=around)


def _view(run: Run, impact: Impact, figures: Figures, mends: Sequence[Mend]) -> ImpactView:
    heads: dict[str, ImpactHead] = {head.id: head for head in impact.heads}
    sales = heads["lost_sales"]
    by_rule = {each.rule: each for each in impact.mends}
    rows = [row for mend in mends if (row := _mend(mend, by_rule.get(mend.group.rule), impact.currency))]
    own = [journey for journey in run.journeys if journey.id in impact.journeys and journey.funnel]
    return ImpactView(
        lead=text("impact.lead", period=period(sales.period or next(iter(figures.periods()), ""))),
        note=figures.note,
        sum=_money(sales.money, impact.currency) if sales.money else _amount(sales),
        period=period(sales.period),
        blocked=text("impact.sum.blocked", share=percent(impact.blocked)) if impact.blocked else "",
        heads=tuple(_head(head, impact, figures, heads) for head in impact.heads),
        mends=tuple(rows),
        has_money=any(row.money for row in rows),
        funnels=tuple(_funnel(journey, journey.funnel, len(run.journeys) > 1) for journey in own if journey.funnel),
    )


def _head(head: ImpactHead, impact: Impact, figures: Figures, heads: dict[str, ImpactHead]) -> HeadView:
    missing = "; ".join(metric_name(name) for name in head.missing)
    is_brand = head.id == "brand"
    return HeadView(
        name=text(f"impact.{head.id}"),
        amount=text("impact.amount.brand") if is_brand else _amount(head),
        money=text("impact.money.brand") if is_brand else _money(head.money, impact.currency),
        margin=text("impact.margin", span=_money(head.margin, impact.currency)) if head.margin else "",
        formula=text(f"impact.formula.{head.id}"),
        worked=_worked(head, impact, figures, heads),
        assumed="" if is_brand else text(f"impact.assumed.{head.id}"),
        missing=text("impact.missing", names=missing) if missing and not is_brand else "",
        inputs=_inputs(head, figures),
    )


def _amount(head: ImpactHead) -> str:
    if head.amount is None:
        return text("impact.amount.none")
    return text(f"impact.amount.{head.id}", span=_range(head.amount, roughly))


def _money(money: Span | None, currency: str) -> str:
    return "–" if money is None else _range(money, partial(rough_money, currency=currency))


def _range(found: Span, show: Callable[[float], str]) -> str:
    """Give a range in words; where both ends look alike it is a bound, never a number that somebody knows."""
    low, high = show(found.low), show(found.high)
    return text("impact.up_to", value=high) if low == high else text("impact.range", low=low, high=high)


def _worked(head: ImpactHead, impact: Impact, figures: Figures, heads: dict[str, ImpactHead]) -> str:
    """Give the formula with the numbers of its upper end."""
    if head.money is None or head.amount is None:
        return ""
    numbers = {row.metric: shown(row.metric, row.value, currency=impact.currency) for row in head.inputs}
    for metric in ("orders", "order_value"):
        reading = _at(figures, metric, head.period)
        if reading is not None:
            numbers[metric] = shown(metric, reading.value, currency=impact.currency)
    lost = heads["lost_sales"].amount
    numbers |= {"kept": share(100 * impact.kept.low), "lost": roughly(lost.high) if lost else "–"}
    if head.id == "support_load":
        numbers["contacts"] = roughly(sum(row.value for row in head.inputs if row.metric == "contacts"))
    if head.id == "lost_sales" and not impact.kept.low:
        return text("impact.worked.lost_sales.blocked", **numbers)
    words = text(f"impact.worked.{head.id}", **numbers)
    if head.id == "lost_sales" and impact.most_orders is not None and head.amount.high >= impact.most_orders:
        return f"{words}; {text('impact.worked.lost_sales.capped', most=roughly(impact.most_orders))}"
    return words


def _at(figures: Figures, metric: str, period: str) -> Reading | None:
    return figures.at(metric, period) or figures.newest(metric)


def _inputs(head: ImpactHead, figures: Figures) -> str:
    """Give the rows of the file that a head comes from, exactly as given."""
    rows = [
        text(
            "impact.input",
            name=metric_name(row.metric),
            value=shown(row.metric, row.value, currency=figures.currency),
            line=str(row.line),
        )
        for row in head.inputs
    ]
    return text("impact.inputs", file=figures.file, rows="; ".join(rows)) if rows else ""


def _mend(mend: Mend, impact: MendImpact | None, currency: str) -> MendRow | None:
    if impact is None or impact.orders is None:
        return None
    return MendRow(
        group=mend.group,
        orders=_range(impact.orders, roughly),
        money=_money(impact.money, currency) if impact.money else "",
    )


def _funnel(journey: JourneyResult, funnel: Funnel, has_many: bool) -> FunnelView:
    is_fitted = any(step.is_fitted for step in funnel.steps)
    last = next((step for step in reversed(funnel.steps) if step.fitted is not None), None)
    ends = {"predicted": points(last.predicted), "fitted": points(last.fitted)} if last else {}
    drawn = is_fitted and last is not None
    return FunnelView(
        journey=journey.name if has_many else "",
        intro=text("impact.funnel.intro", period=period(funnel.period)),
        end=text("impact.funnel.end", range=span(last.low, last.high), **ends)
        if drawn and last
        else text("impact.funnel.unfitted"),
        alt=text("impact.funnel.alt", steps=len(funnel.steps), **ends) if drawn else "",
        drawings=tuple(_drawings(journey, funnel)) if drawn else (),
        rows=tuple(
            FunnelRow(
                number=step.index + 1,
                step=step.step,
                sessions="–" if step.sessions is None else amount(step.sessions),
                predicted=points(step.predicted),
                fitted=points(step.fitted) if step.fitted is not None else "–",
            )
            for step in funnel.steps
        ),
    )


def _drawings(journey: JourneyResult, funnel: Funnel) -> list[Drawing]:
    fitted = journey.model_copy(
        update={
            "curve": tuple(
                own.model_copy(update={"left": step.fitted, "low": step.low, "high": step.high})
                for own, step in zip(journey.curve, funnel.steps, strict=True)
            )
        }
    )
    frames: tuple[tuple[Frame, str], ...] = ((WIDE, "curve-wide"), (NARROW, "curve-narrow"))
    pairs = [(curve_of(fitted, frame), curve_of(journey, frame), name) for frame, name in frames]
    return [Drawing(curve, plain.line, name) for curve, plain, name in pairs if curve and plain]
