"""What the customer saw at each place of the common axis, on every side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from frictionaudit.report.comparison.model import Lane, Point, Side
from frictionaudit.report.comparison.seeing import Party, party_of
from frictionaudit.report.page.marks import Shot
from frictionaudit.report.page.pictures import Album, Picture, WantedPicture, embed
from frictionaudit.results import Run, StepResult, VisitResult

__all__ = ["Film", "film_of"]

_BYTES = 4_000_000
"""Of all pictures of a page together."""


@dataclass(frozen=True, slots=True)
class Film:
    """The pictures of all sides.

    Attributes:
        frames: By lane, by point, by side: what was seen there; None where nothing was.
        pictures: Each picture once, with its data address.
    """

    frames: tuple[tuple[tuple[Shot | None, ...], ...], ...]
    pictures: tuple[tuple[Picture, str], ...]


def film_of(sides: Sequence[Side], lanes: Sequence[Lane], runs: Sequence[Run], folders: Sequence[Path]) -> Film:
    """Give the pictures of the same customer on every side; of each side's first one where none walked all of them.

    Args:
        sides: The sides.
        lanes: Their lanes.
        runs: Their runs.
        folders: The runs' folders; pictures are read from there and nowhere else.
    """
    party = _common(runs)
    columns: list[list[list[Shot | None]]] = []
    pictures: list[tuple[Picture, str]] = []
    for place, (side, run, folder) in enumerate(zip(sides, runs, folders, strict=True)):
        wanted = [_paths(lane, place, run, party) for lane in lanes]
        album = embed(folder, [WantedPicture(path) for lane in wanted for path in lane if path], _BYTES // len(runs))
        columns.append([[_shot(album, path, side.letter) for path in lane] for lane in wanted])
        named = {picture.id: picture for picture in album.by_path.values()}
        pictures += [(_of_side(named[id], side.letter), address) for id, address in album.data.items()]
    frames = tuple(
        tuple(tuple(column[lane][point] for column in columns) for point in range(len(each.points)))
        for lane, each in enumerate(lanes)
    )
    return Film(frames, tuple(pictures))


def _common(runs: Sequence[Run]) -> Party | None:
    parties = [[party_of(visit) for visit in run.visits if visit.errand == "walk"] for run in runs]
    return next((party for party in parties[0] if all(party in own for own in parties[1:])), None)


def _paths(lane: Lane, place: int, run: Run, party: Party | None) -> list[str]:
    walks = [v for v in run.visits if v.errand == "walk" and v.journey == lane.journeys[place]]
    walk = next((each for each in walks if party_of(each) == party), walks[0] if walks else None)
    return [_path(walk, point) if walk else "" for point in lane.points]


def _path(walk: VisitResult, point: Point) -> str:
    """Give the picture of a step, or of the last one of a stage that has any."""
    return next((step.screenshot for step in reversed(walk.steps) if _is_at(step, point) and step.screenshot), "")


def _is_at(step: StepResult, point: Point) -> bool:
    return step.name == point.name if point.name else step.stage is point.stage


def _shot(album: Album, path: str, letter: str) -> Shot | None:
    picture = album.get(path) if path else None
    if picture is None:
        return None
    return Shot(_of_side(picture, letter), (0.0, 0.0, picture.width, picture.height), ())


def _of_side(picture: Picture, letter: str) -> Picture:
    return replace(picture, id=f"{letter}-{picture.id}")
