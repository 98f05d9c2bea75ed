"""The promise cards of a step: what the button promised, beside what came of it, over its visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.effort import StepEffort
from frictionaudit.findings.promise import Happened, PromiseCard
from frictionaudit.journey.model import Commitment
from frictionaudit.report.page.figures import seconds
from frictionaudit.report.page.labels import VisitLabel, who_words
from frictionaudit.report.page.plain import plain
from frictionaudit.report.texts import count, text

__all__ = ["PromiseView", "effort_words", "promises_of"]

_LINE = 140


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise as all visits met it that met the same.

    Attributes:
        state: "kept", "broken" or "open".
        rows: What it is about, what stood there, and whether nothing did.
        who: Who met it so.
    """

    label: str
    state: str
    rows: tuple[tuple[str, str, bool], ...]
    who: str


def promises_of(
    cards: Sequence[PromiseCard], journey: str, step: int, labels: Mapping[str, VisitLabel]
) -> tuple[PromiseView, ...]:
    """Give the cards of one step; what only fills the cart is left to run.json."""
    here = [card for card in cards if card.journey == journey and card.step_index == step and card.visit in labels]
    told: dict[tuple[object, ...], list[PromiseCard]] = {}
    for card in here:
        if card.commits is not Commitment.CART:
            told.setdefault((card.promised, card.happened, card.is_kept), []).append(card)
    return tuple(
        PromiseView(
            label=plain(same[0].promised.label, 80),
            state={True: "kept", False: "broken", None: "open"}[same[0].is_kept],
            rows=_rows(same[0]),
            who=who_words({card.visit for card in same}, labels) if len(told) > 1 else "",
        )
        for same in told.values()
    )


def effort_words(effort: StepEffort) -> tuple[str, ...]:
    """Give the parts of "3 presses, 5 fields …"; nothing where nothing was asked."""
    counted = [
        (effort.clicks, count("effort.clicks", effort.clicks)),
        (effort.fields, count("effort.fields", effort.fields)),
        (effort.characters, count("effort.characters", effort.characters)),
        (effort.scrolls, count("effort.scrolls", effort.scrolls)),
        (effort.page_loads, count("effort.page_loads", effort.page_loads)),
        (effort.seconds, text("effort.seconds", seconds=seconds(effort.seconds * 1000))),
    ]
    return tuple(words for number, words in counted if number > 0)


def _rows(card: PromiseCard) -> tuple[tuple[str, str, bool], ...]:
    promised = card.promised
    said = [
        ("amount", promised.amount.text if promised.amount else ""),
        ("recurrence", promised.recurrence),
        ("next", promised.next_steps),
        ("back", promised.way_back),
        ("happened", _came(card.happened)),
    ]
    return tuple(
        (text(f"promise.{name}"), plain(words, _LINE) or text(f"promise.{name}.none"), not words)
        for name, words in said
        if words or name != "recurrence"
    )


def _came(happened: Happened | None) -> str:
    if happened is None:
        return ""
    parts = [
        happened.message or happened.heading,
        happened.amount.text if happened.amount else "",
        text("promise.reference") if happened.has_reference else "",
    ]
    return " · ".join(part for part in parts if part) or text(f"status.{happened.status}")
