"""The pictures of a report: each embedded once, all together within a budget of bytes."""

from __future__ import annotations

import base64
import hashlib
import io
import math
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

__all__ = ["Album", "Picture", "WantedPicture", "embed", "key_of"]

_MIME = {"WEBP": "image/webp", "JPEG": "image/jpeg", "PNG": "image/png"}
_SMALLEST_BYTES = 9_000
"""Below this a viewport picture tells nothing; pictures of low rank are left out instead."""
_JPEG_QUALITY = 58
_NARROWEST_PX = 360
_MOST_PIXELS = 60_000_000


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture that the report would show.

    Attributes:
        path: Relative to the evidence folder; with "evidence/" before it, to the run's folder.
        scale: Picture px per CSS px.
    """

    path: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded picture; width and height in CSS px of the page it shows."""

    id: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Album:
    """The embedded pictures.

    Attributes:
        by_path: Pictures by the path they were wanted by; several paths may share one.
        data: Data address of each picture by its id.
        left_out: How many pictures did not fit.
    """

    by_path: Mapping[str, Picture]
    data: Mapping[str, str]
    left_out: int = 0

    def get(self, path: str) -> Picture | None:
        """Give the picture of a path, None where it is missing, unreadable or did not fit."""
        return self.by_path.get(key_of(path))


def key_of(path: str) -> str:
    """Give a picture's path relative to the evidence folder, however it was written."""
    return path.removeprefix("evidence/")


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    digest: bytes
    content: bytes
    mime: str
    width_px: int
    height_px: int
    scale: float


def embed(folder: Path, wanted: Iterable[WantedPicture], budget: int) -> Album:
    """Read the wanted pictures and make them fit.

    Args:
        folder: The run's folder; nothing outside it is read.
        wanted: Most important first: where the budget ends, the last are left out.
        budget: Bytes of the data addresses together.
    """
    files: dict[str, _File] = {}
    for each in wanted:
        if each.path and key_of(each.path) not in files and (file := _read(folder, each)) is not None:
            files[key_of(each.path)] = file
    by_digest: dict[bytes, _File] = {}
    for file in files.values():
        by_digest.setdefault(file.digest, file)
    unique = list(by_digest.values())
    raw_budget = budget * 3 // 4
    kept = unique[: max(1, raw_budget // _SMALLEST_BYTES)]
    shrunk = {file.digest: file for file in _fitted(kept, raw_budget)}
    ids = {digest: f"p{number}" for number, digest in enumerate(shrunk, 1)}
    return Album(
        by_path={
            path: Picture(ids[file.digest], file.width_px / file.scale, file.height_px / file.scale)
            for path, file in files.items()
            if file.digest in ids
        },
        data={
            ids[digest]: f"data:{file.mime};base64,{base64.b64encode(file.content).decode('ascii')}"
            for digest, file in shrunk.items()
        },
        left_out=len(unique) - len(kept),
    )


def _read(folder: Path, wanted: WantedPicture) -> _File | None:
    root = folder.resolve()
    for base in (folder / "evidence", folder):
        try:
            place = (base / key_of(wanted.path)).resolve()
            if not place.is_relative_to(root) or not place.is_file():
                continue
            content = place.read_bytes()
            with Image.open(io.BytesIO(content), formats=tuple(_MIME)) as image:
                width, height = image.size
                mime = _MIME[image.format or ""]
        except (OSError, ValueError, KeyError, SyntaxError, Image.DecompressionBombError, Warning):
            return None  # half a picture is no picture
        if width * height > _MOST_PIXELS or not (width and height):
            return None
        scale = wanted.scale if wanted.scale > 0 else 1.0
        return _File(wanted.path, hashlib.sha256(content).digest(), content, mime, width, height, scale)
    return None


def _fitted(files: list[_File], budget: int) -> list[_File]:
    """Shrink the largest until all fit: the fewest pictures lose, and little time is spent."""
    ceiling = _ceiling([len(file.content) for file in files], budget)
    if ceiling is None:
        return files
    with ThreadPoolExecutor(max_workers=4) as pool:  # Pillow works outside the interpreter lock
        return list(pool.map(lambda file: file if len(file.content) <= ceiling else _shrunk(file, ceiling), files))


def _ceiling(sizes: list[int], budget: int) -> int | None:
    """Give the size that no picture may pass so that all fit, None where they fit as they are."""
    if sum(sizes) <= budget:
        return None
    left, waiting = budget, len(sizes)
    for size in sorted(sizes):
        if size * waiting > left:
            return left // waiting
        left -= size
        waiting -= 1
    return None


def _shrunk(file: _File, ceiling: int) -> _File:
    """Give the picture as a JPEG of at most `ceiling` bytes, or as near as a readable picture comes."""
    width = min(file.width_px * math.sqrt(ceiling * 1.15 / len(file.content)), file.width_px / max(1.0, file.scale))
    try:
        with Image.open(io.BytesIO(file.content)) as image:
            image.draft("RGB", _size(file, width))  # a JPEG is then decoded at a fraction of its size
            picture = image.convert("RGB")
        for _ in range(3):
            size = _size(file, width)
            content = _jpeg(picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0))
            if len(content) <= ceiling or size[0] <= _NARROWEST_PX:
                break
            width *= math.sqrt(ceiling / len(content)) * 0.95
    except (OSError, ValueError, SyntaxError):
        return file
    if len(content) >= len(file.content):
        return file
    scale = file.scale * size[0] / file.width_px
    return replace(file, content=content, mime="image/jpeg", width_px=size[0], height_px=size[1], scale=scale)


def _size(file: _File, width: float) -> tuple[int, int]:
    whole = max(min(_NARROWEST_PX, file.width_px), round(width))
    return whole, max(1, round(file.height_px * whole / file.width_px))


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_JPEG_QUALITY)
    return target.getvalue()
