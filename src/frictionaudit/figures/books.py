"""What the owner gave for each journey: the files that journeys name, or those of the command line, read once each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from frictionaudit.errors import JourneyFileError, Mistake
from frictionaudit.figures.model import Books
from frictionaudit.figures.read import read_feedback, read_figures
from frictionaudit.journey import load_journeys
from frictionaudit.journey.loading.library import CONFIG_NAMES
from frictionaudit.journey.model import Journey

__all__ = ["Wanted", "check_books", "read_books", "renewed", "wanted_by"]

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The books of one journey.

    Attributes:
        journey: Its id.
        currency: Of money without a unit.
        steps: Words by which the files may call its steps: names, ids and stages.
        figures, feedback: Files; None where there is none.
    """

    journey: str
    currency: str | None
    steps: tuple[str, ...]
    figures: Path | None = None
    feedback: Path | None = None


def wanted_by(journey: Journey, *, figures: Path | None = None, feedback: Path | None = None) -> Wanted:
    """Give what a journey asks for; files given here go before those that it names."""
    words = [word for step in journey.steps for word in (step.name, step.id, str(step.stage))]
    return Wanted(
        journey=journey.id,
        currency=journey.currency,
        steps=tuple(dict.fromkeys(words)),
        figures=figures or journey.figures,
        feedback=feedback or journey.feedback,
    )


def read_books(wanted: Sequence[Wanted]) -> tuple[Books, ...]:
    """Read the books of journeys; those that share their files share the books.

    Raises:
        JourneyFileError: lists the mistakes in all of the files.
    """
    groups: dict[tuple[Path | None, Path | None], list[Wanted]] = {}
    for each in wanted:
        if each.figures or each.feedback:
            groups.setdefault((each.figures, each.feedback), []).append(each)
    mistakes: list[Mistake] = []
    books = [_read(own, mistakes) for own in groups.values()]
    if mistakes:
        raise JourneyFileError(list(dict.fromkeys(mistakes)))
    return tuple(books)


def renewed(earlier: Sequence[Books], wanted: Sequence[Wanted]) -> tuple[Books, ...]:
    """Give the books of an earlier run, with what was given since in the place of theirs; errors as `read_books`."""
    given = read_books(wanted)
    if not given or not earlier:
        return given or tuple(earlier)
    [own, *_] = given
    kept = next((each for each in earlier if own.figures is None and each.figures), None)
    said = next((each for each in earlier if own.feedback is None and each.feedback), None)
    return (
        own.model_copy(
            update={
                "figures": own.figures or (kept.figures if kept else None),
                "feedback": own.feedback or (said.feedback if said else None),
            }
        ),
    )


def check_books(paths: Sequence[Path]) -> list[Mistake]:
    """Give the mistakes in the figures and feedback that sound journeys name.

    Raises:
        JourneyFileError: a journey has mistakes.
    """
    journeys = load_journeys([path for path in paths if path.name not in CONFIG_NAMES])
    try:
        read_books([wanted_by(each) for each in journeys])
    except JourneyFileError as trouble:
        return list(trouble.mistakes)
    return []


def _read(own: Sequence[Wanted], mistakes: list[Mistake]) -> Books:
    first = own[0]
    currency = next((each.currency for each in own if each.currency), None)
    steps = tuple(dict.fromkeys(word for each in own for word in each.steps))
    figures, feedback = first.figures, first.feedback
    return Books(
        journeys=tuple(each.journey for each in own),
        figures=_or_mistakes(lambda: read_figures(figures, currency=currency, steps=steps), mistakes)
        if figures
        else None,
        feedback=_or_mistakes(lambda: read_feedback(feedback, steps=steps), mistakes) if feedback else None,
    )


def _or_mistakes(read: Callable[[], Read], mistakes: list[Mistake]) -> Read | None:
    try:
        return read()
    except JourneyFileError as trouble:
        mistakes += trouble.mistakes
        return None
