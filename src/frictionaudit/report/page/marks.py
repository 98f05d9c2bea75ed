"""What is drawn over a picture: numbered boxes, and the part of it that shows a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from frictionaudit.evidence.common import Box
from frictionaudit.findings.model import Severity
from frictionaudit.report.page.pictures import Album, Picture
from frictionaudit.report.page.sights import Sight

__all__ = ["Mark", "Shot", "close_up", "shot_of"]

_MOST_MARKS = 12
_CLOSE_UP_PX = 460.0
_CLOSE_UP_ASPECT = 1.6
_AROUND = 1.3
"""How much more than the box itself a close-up shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered box over a picture, CSS px of the picture."""

    number: int
    severity: Severity
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture, or a part of it, with its marks.

    Attributes:
        view: The part shown: x, y, width, height in CSS px.
        badge: Radius of a mark's number, CSS px of the picture, so that it can be read at the size shown.
    """

    picture: Picture
    view: tuple[float, float, float, float]
    marks: tuple[Mark, ...]

    @property
    def view_box(self) -> str:
        """The part shown, as SVG writes it."""
        return " ".join(f"{value:.0f}" for value in self.view)

    @property
    def is_tall(self) -> bool:
        """A phone's picture."""
        return self.view[3] > self.view[2]

    def disc(self, mark: Mark, shown_px: float) -> tuple[float, float, float]:
        """Centre and radius of a mark's number, on the corner of its box and inside the part shown.

        The disc is 11 px when the shot is `shown_px` wide, so that the number can be read; of marks on one place the
        later ones stand beside the first.
        """
        radius = 11.0 * self.view[2] / shown_px
        taken: list[tuple[float, float]] = []
        for each in self.marks:
            taken.append(self._free(each, radius, taken))
            if each is mark:
                break
        return round(taken[-1][0], 1), round(taken[-1][1], 1), round(radius, 1)

    def _free(self, mark: Mark, radius: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
        """Give the place of a number that lies over none of those taken: to the right, else in the row below."""
        x, y, width, height = self.view
        left, right = x + radius, x + width - radius
        top, bottom = y + radius, y + height - radius
        own = max(left, min(mark.x - radius / 2, right)), max(top, min(mark.y - radius / 2, bottom))
        apart = 2.1 * radius
        rows = (own[1] + row * apart for row in range(_MOST_MARKS))
        places = ((own[0] + place * apart, row) for row in rows for place in range(_MOST_MARKS))
        free = (
            (across, down)
            for across, down in places
            if across <= right
            and down <= bottom
            and all(hypot(across - other, down - below) > 1.9 * radius for other, below in taken)
        )
        return next(free, own)


def shot_of(album: Album, path: str, seen: Iterable[tuple[int, Severity, Sight]]) -> Shot | None:
    """Give a whole picture with the boxes of the findings that it shows: number, severity and place of each."""
    picture = album.get(path)
    if picture is None:
        return None
    marks = [_mark(number, severity, sight.box, picture) for number, severity, sight in seen if sight.path == path]
    drawn = tuple(mark for mark in marks if mark is not None)
    return Shot(picture, (0, 0, picture.width, picture.height), drawn[:_MOST_MARKS])


def close_up(album: Album, sight: Sight, number: int, severity: Severity) -> Shot | None:
    """Give the part of a picture that shows a finding's subject; the top of the picture without one."""
    picture = album.get(sight.path)
    if picture is None:
        return None
    mark = _mark(number, severity, sight.box, picture)
    width = min(picture.width, _CLOSE_UP_PX if mark else picture.width)
    if mark:
        width = min(picture.width, max(width, mark.width * _AROUND, mark.height * _AROUND * _CLOSE_UP_ASPECT))
    height = min(picture.height, width / _CLOSE_UP_ASPECT)
    x = y = 0.0
    if mark:
        x = _inside(mark.x + mark.width / 2 - width / 2, picture.width - width)
        y = _inside(mark.y + mark.height / 2 - height / 2, picture.height - height)
    return Shot(picture, (x, y, width, height), (mark,) if mark else ())


def _mark(number: int, severity: Severity, where: Box | None, picture: Picture) -> Mark | None:
    box = _clipped(where, picture)
    if box is None:
        return None
    return Mark(number, severity, round(box.x), round(box.y), round(box.width), round(box.height))


def _clipped(box: Box | None, picture: Picture) -> Box | None:
    """Give the part of a box that lies inside the picture; None where none does, or where it is all of it."""
    if box is None:
        return None
    left, top = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(picture.width, box.x + box.width), min(picture.height, box.y + box.height)
    if right - left < 2 or bottom - top < 2:
        return None
    if (right - left) * (bottom - top) > 0.92 * picture.width * picture.height:
        return None
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def _inside(value: float, most: float) -> float:
    return max(0.0, min(value, most))
