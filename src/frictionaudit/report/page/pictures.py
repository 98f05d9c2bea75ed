"""The pictures of a report: each embedded once, all together within a budget of bytes."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

__all__ = ["Album", "Picture", "WantedPicture", "embed", "key_of"]

_MIME = {"WEBP": "image/webp", "JPEG": "image/jpeg", "PNG": "image/png"}
_NARROWEST_PX = 340
"""A picture is never made narrower: words in it could not be read even when enlarged."""
_QUALITY, _LOW_QUALITY = 68, 42
_ROUNDS = 2
_AT_A_TIME = 8
_THREADS = 4
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
    unique: dict[bytes, _File] = {}
    for file in files.values():
        unique.setdefault(file.digest, file)
    fitted = _fitted(list(unique.values()), budget * 3 // 4)  # base64 makes four bytes of three
    ids = {file.digest: f"p{number}" for number, file in enumerate(fitted, 1)}
    return Album(
        by_path={
            path: Picture(ids[file.digest], file.width_px / file.scale, file.height_px / file.scale)
            for path, file in files.items()
            if file.digest in ids
        },
        data={
            ids[file.digest]: f"data:{file.mime};base64,{base64.b64encode(file.content).decode('ascii')}"
            for file in fitted
        },
        left_out=len(unique) - len(fitted),
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
    """Shrink from the last until all fit, so that what shows a finding stays sharp and little time is spent."""
    fitted, total = list(files), sum(len(file.content) for file in files)
    if total <= budget:
        return fitted
    with ThreadPoolExecutor(_THREADS) as pool:  # Pillow works outside the interpreter lock
        for _ in range(_ROUNDS):
            for end in range(len(fitted), 0, -_AT_A_TIME):
                start = max(0, end - _AT_A_TIME)
                fitted[start:end] = pool.map(_shrunk, fitted[start:end])
                total = sum(len(file.content) for file in fitted)
                if total <= budget:
                    return fitted
    while len(fitted) > 1 and total > budget:
        total -= len(fitted.pop().content)
    return fitted


def _shrunk(file: _File) -> _File:
    """Give the picture as a JPEG of half its width, or of lower quality where half would be too narrow."""
    half = (file.width_px // 2, file.height_px // 2)
    is_halved = half[0] >= _NARROWEST_PX and half[1] > 0
    try:
        with Image.open(io.BytesIO(file.content)) as image:
            if is_halved:
                image.draft("RGB", half)  # a JPEG is decoded at half its size at once
            picture = image.convert("RGB")
        if is_halved and picture.width > half[0] + 1:
            picture = picture.reduce(2)
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=_QUALITY if is_halved else _LOW_QUALITY)
    except (OSError, ValueError, SyntaxError):
        return file
    content = target.getvalue()
    if len(content) >= len(file.content):
        return file
    return replace(
        file,
        content=content,
        mime="image/jpeg",
        width_px=picture.width,
        height_px=picture.height,
        scale=file.scale * picture.width / file.width_px,
    )
