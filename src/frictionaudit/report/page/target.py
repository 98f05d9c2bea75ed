"""The target state as the page shows it: belief against measure, bounds, goals with dates, and the four classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frictionaudit.figures.model import Answer, Books, Figures, NpsCount
from frictionaudit.figures.outcome import GoalResult, GoalState, TargetState
from frictionaudit.journey.metrics import FIGURES, OWN, MetricClass, Unit, metric_of
from frictionaudit.report.page.figures import amount, day, money, period, seconds, share, shift, weight
from frictionaudit.report.page.groups import number_of
from frictionaudit.report.page.names import metric_name
from frictionaudit.report.texts import count, text
from frictionaudit.results import Run
from frictionaudit.tongues.numbers import decimal

__all__ = [
    "Belief",
    "ClassRow",
    "GoalRow",
    "MetricClassView",
    "Said",
    "TargetView",
    "class_views",
    "shown",
    "target_views",
]

_MOST_SAID = 4
_FLAGS = {
    GoalState.MET: "yes",
    GoalState.ON_THE_WAY: "open",
    GoalState.OVERDUE: "no",
    GoalState.UNMEASURED: "unknown",
}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One bound or goal in words; `flag` is the look of its result."""

    name: str
    wanted: str
    by: str
    now: str
    far: str
    owner: str
    flag: str
    state: str
    when: str


@dataclass(frozen=True, slots=True)
class Belief:
    """The shop's own view against the measure, both 0..100, and what to say of the gap."""

    believed: float
    measured: float | None
    words: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """The target of one journey; `journey` is "" where the run has one only."""

    journey: str
    day: str
    belief: Belief | None
    bounds: tuple[GoalRow, ...]
    goals: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One metric in its class: its value, when it was that, and what it was before; "" where that is not known."""

    name: str
    value: str
    when: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A free answer; page text is no more hostile than this."""

    words: str
    score: int | None
    step: str


@dataclass(frozen=True, slots=True)
class MetricClassView:
    """One of the four classes; `empty` names what would stand here."""

    kind: MetricClass
    rows: tuple[ClassRow, ...]
    said: tuple[Said, ...] = ()
    more: int = 0
    note: str = ""
    empty: str = "figures"


def target_views(run: Run) -> tuple[TargetView, ...]:
    """Give the targets that journeys state."""
    has_many = len(run.journeys) > 1
    return tuple(
        _view(journey.target_state, journey.name if has_many else "")
        for journey in run.journeys
        if journey.target_state
    )


def class_views(run: Run) -> tuple[tuple[MetricClassView, ...], ...]:
    """Give the four classes for each set of books, or once without books."""
    technical = MetricClassView(MetricClass.TECHNICAL, tuple(_technical(run)), empty="technical")
    books: Sequence[Books | None] = run.books or (None,)
    return tuple(
        (
            _of_figures(own.figures if own else None, MetricClass.QUANTITATIVE),
            _qualitative(own),
            _of_figures(own.figures if own else None, MetricClass.ECONOMIC),
            technical,
        )
        for own in books
    )


def shown(metric: str, value: float, *, currency: str = "", unit: str = "") -> str:
    """Give a figure with its unit; `unit` is that of a figure of the shop's own."""
    known = metric_of(metric)
    kind = known.unit if known else Unit.COUNT
    if metric == "score" or metric.startswith("criteria."):
        return decimal(value, 1)
    if kind is Unit.MONEY:
        return money(value, currency or "XXX")
    if kind is Unit.PERCENT:
        return share(value)
    if kind is Unit.HOURS:
        return text("unit.hours", number=amount(value))
    if kind is Unit.SECONDS:
        return text("unit.seconds", number=amount(value))
    return f"{_signed(value)} {unit}".strip()


def _view(state: TargetState, journey: str) -> TargetView:
    return TargetView(
        journey=journey,
        day=day(state.on),
        belief=_belief(state),
        bounds=tuple(_row(each, state.on) for each in state.bounds),
        goals=tuple(_row(each, state.on) for each in state.goals),
    )


def _belief(state: TargetState) -> Belief | None:
    if state.believed is None:
        return None
    if state.measured is None:
        return Belief(state.believed, None, text("target.gap.unknown"))
    gap = round(state.believed - state.measured)
    kind = "over" if gap > 0 else "under" if gap < 0 else "none"
    return Belief(state.believed, state.measured, text(f"target.gap.{kind}", gap=abs(gap)))


def _row(goal: GoalResult, on: date) -> GoalRow:
    def figure(value: float) -> str:
        return shown(goal.metric, value, currency=goal.currency)

    bound = text("target.at_least", value=figure(goal.at_least)) if goal.at_least is not None else ""
    bound = bound or text("target.at_most", value=figure(goal.at_most or 0))
    now = "–" if goal.now is None else figure(goal.now)
    if goal.now is not None and not goal.is_whole:
        now = text("target.now.at_least", value=now)
    held = {True: "yes", False: "no", None: "unknown"}[goal.has_held]
    return GoalRow(
        name=metric_name(goal.metric),
        wanted=bound,
        by=text("target.by", day=day(goal.by)) if goal.by else "",
        now=f"{now} {text('target.in_period', period=period(goal.period))}" if goal.period else now,
        far=_far(goal) if goal.gap else "–",
        owner=goal.owner,
        flag=_FLAGS[goal.state] if goal.state else held,
        state=text(f"target.state.{goal.state}") if goal.state else text(f"target.held.{held}"),
        when=_when(goal, on),
    )


def _far(goal: GoalResult) -> str:
    known = metric_of(goal.metric)
    if known and known.unit is Unit.PERCENT:
        return text("unit.percent_points", number=goal.gap or 0.0)
    return shown(goal.metric, goal.gap or 0.0, currency=goal.currency)


def _when(goal: GoalResult, on: date) -> str:
    """Give how long there is left, or how long it is late; "" for what is met, or holds at any time."""
    if goal.by is None or goal.state is GoalState.MET:
        return ""
    left = (goal.by - on).days
    if left == 0:
        return text("target.last_day")
    return count("target.days_left", left) if left > 0 else count("target.days_late", -left)


def _of_figures(figures: Figures | None, kind: MetricClass) -> MetricClassView:
    if figures is None:
        return MetricClassView(kind, ())
    own = [metric for metric in figures.metrics() if metric.startswith(OWN)]
    metrics = [*FIGURES, *own]
    rows = [row for metric in metrics if (known := metric_of(metric)) and known.kind is kind
            for row in _figure_row(figures, metric)]  # fmt: skip
    # Both classes come from one file: it speaks of itself once.
    return MetricClassView(kind, tuple(rows), note=figures.note if kind is MetricClass.QUANTITATIVE else "")


def _figure_row(figures: Figures, metric: str) -> Iterator[ClassRow]:
    """Give a metric at its newest period, with the period before beside it."""
    found = [each for name in figures.periods() if (each := figures.at(metric, name))]
    if not found:
        return

    def value(place: int) -> str:
        row = found[place].rows[0]
        unit = row.unit if row.metric == metric else ""
        return shown(metric, found[place].value, currency=figures.currency, unit=unit)

    before = text("classes.before", value=value(1), period=period(found[1].period)) if len(found) > 1 else ""
    yield ClassRow(metric_name(metric), value(0), period(found[0].period), before)


def _qualitative(books: Books | None) -> MetricClassView:
    feedback = books.feedback if books else None
    if feedback is None:
        return MetricClassView(MetricClass.QUALITATIVE, (), empty="feedback")
    nps = [row for each in feedback.counts[:1] for row in _nps_row(each, feedback.counts[1:])]
    # Who is least content says best what to mend.
    answers = sorted(feedback.answers, key=lambda each: 11 if each.nps is None else each.nps)
    return MetricClassView(
        kind=MetricClass.QUALITATIVE,
        rows=tuple(nps),
        said=tuple(_said(each) for each in answers[:_MOST_SAID]),
        more=max(0, len(answers) - _MOST_SAID) + feedback.left_out,
        note=feedback.note,
        empty="feedback",
    )


def _nps_row(newest: NpsCount, earlier: Sequence[NpsCount]) -> Iterator[ClassRow]:
    if newest.score is None or newest.margin is None:
        return
    low, high = max(-100, newest.score - newest.margin), min(100, newest.score + newest.margin)
    value = text("classes.nps", score=_signed(round(newest.score)), low=_signed(round(low)), high=_signed(round(high)))
    who = count("classes.nps.answers", newest.answers, promoters=newest.promoters, detractors=newest.detractors)
    before = [each for each in earlier if each.score is not None][:1]
    was = [text("classes.before", value=_signed(round(each.score or 0)), period=period(each.period)) for each in before]
    yield ClassRow(metric_name("nps"), value, " · ".join(part for part in (period(newest.period), who) if part), *was)


def _signed(value: float) -> str:
    return amount(value).replace("-", "\N{MINUS SIGN}")


def _said(answer: Answer) -> Said:
    return Said(answer.text, answer.nps, answer.step)


def _technical(run: Run) -> Iterator[ClassRow]:
    """Give the worst figures of the walks."""
    walks = [visit for visit in run.visits if visit.errand == "walk"]
    steps = [step for visit in walks for step in visit.steps]
    if not steps:
        return
    for name, values, show in (
        ("lcp", [step.lcp_ms for step in steps], seconds),
        ("settled", [step.settled_ms for step in steps], seconds),
        ("cls", [step.cls for step in steps], shift),
    ):
        known = [value for value in values if value is not None]
        if known:
            yield ClassRow(text(f"classes.{name}"), show(max(known)))
    heaviest = max(sum(step.bytes or 0 for step in visit.steps) for visit in walks)
    if heaviest:
        yield ClassRow(text("classes.bytes"), weight(heaviest))
    yield ClassRow(text("classes.findings"), amount(number_of(run)))
