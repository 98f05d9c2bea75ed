"""compare.html: runs side by side in one self-contained page, without any script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from frictionaudit.report.comparison.chart import NARROW, Chart, chart_of
from frictionaudit.report.comparison.film import Film
from frictionaudit.report.comparison.model import Comparison, FindingRow, Kind, Lane, State
from frictionaudit.report.environment import environment
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.html import asset, page_style, policy_of
from frictionaudit.report.page.figures import customers, points
from frictionaudit.report.page.names import criterion_name
from frictionaudit.report.page.plain import plain
from frictionaudit.report.texts import text
from frictionaudit.tongues import speaking

__all__ = ["headline", "render_comparison", "state_name"]

_MOST_ROWS = 200
"""Of one state, in the page; compare.json has all."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A lane with its drawings."""

    lane: Lane
    wide: Chart | None
    narrow: Chart | None


def render_comparison(
    comparison: Comparison, guides: Mapping[str, RuleGuide], *, film: Film | None = None, templates: Path | None = None
) -> str:
    """Give a comparison as one HTML page that loads nothing.

    Args:
        comparison: The comparison.
        guides: How to mend each rule's findings, by its id.
        film: What was seen on every side; the page does without.
        templates: A folder of the brand's own templates.
    """
    style = f"{page_style(comparison.brand)}\n{asset('compare.css')}"
    with speaking(comparison.language):
        return (
            environment(templates)
            .get_template("compare.html.j2")
            .render(
                told=comparison,
                brand=comparison.brand,
                guides=guides,
                headline=headline(comparison),
                lanes=[_Drawn(lane, chart_of(lane), chart_of(lane, NARROW)) for lane in comparison.lanes],
                states=[(state, rows) for state in State if (rows := comparison.of(state))],
                state_name=lambda state: state_name(comparison, state),
                state_intro=lambda state: text(f"compare.{comparison.kind}.{state}.intro"),
                criterion_name=criterion_name,
                difference=difference,
                guide_of=lambda row: _guide(row, guides),
                most=_MOST_ROWS,
                frames=film.frames if film else (),
                # A data address holds base64 and its type, nothing of the shop's.
                pictures=[(picture, Markup(address)) for picture, address in film.pictures] if film else [],
                style=Markup(style),
                policy=policy_of(style, ""),
            )
        )


def headline(comparison: Comparison) -> str:
    """Give what the comparison comes to, in one sentence."""
    first, last = comparison.sides[0], comparison.sides[-1]
    scored = [side for side in comparison.sides if side.score.value is not None]
    if comparison.kind is Kind.SIDES:
        best = max(scored, key=lambda side: side.score.value or 0.0, default=None)
        if best is None or len(scored) < 2:
            return text("compare.headline.unknown")
        return text("compare.headline.best", name=plain(best.name, 60), value=points(best.score.value))
    if first.score.value is None or last.score.value is None:
        return text("compare.headline.unknown")
    before, after = points(first.score.value), points(last.score.value)
    if before == after:
        return text("compare.headline.same", after=after)
    way = "better" if last.score.value > first.score.value else "worse"
    return text(f"compare.headline.{way}", before=before, after=after)


def difference(first: float | None, last: float | None) -> str:
    """Give "+9", "−3" or "±0" between two scores; "" where one is not known."""
    if first is None or last is None:
        return ""
    moved = last - first
    sign = "±" if abs(moved) < 0.05 else "+" if moved > 0 else "\N{MINUS SIGN}"
    return f"{sign}{customers(abs(moved))}"


def state_name(comparison: Comparison, state: State) -> str:
    """Give what a state is called; between different shops by who has it."""
    first, last = (plain(side.name, 60) for side in (comparison.sides[0], comparison.sides[-1]))
    return text(f"compare.{comparison.kind}.{state}", first=first, last=last)


def _guide(row: FindingRow, guides: Mapping[str, RuleGuide]) -> RuleGuide:
    return guides.get(row.rule) or RuleGuide(title=row.rule)
