"""Journey files for tests, with ▸ before each place where a mistake is expected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from frictionaudit.errors import Mistake
from frictionaudit.journey import check

HEAD = "version: 1\njourney: Buy a mug\nbase_url: https://shop.example\n"
STEPS = "steps:\n  - step: Open the shop\n    goto: /\n"
PLACE = "▸"
STANDS_FOR = {"@head\n": HEAD, "@steps\n": STEPS, "␉": "\t", "␇": "\x07"}


def cases(file: Path) -> dict[str, tuple[str, list[str]]]:
    """Read mistakes.txt: by name, the file with its marks and what is told at each."""
    found = {}
    for case in file.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, rest = case.split("\n", 1)
        text, told = rest.rsplit("\n---\n", 1)
        text += "\n"
        for mark, meant in STANDS_FOR.items():
            text = text.replace(mark, meant)
        found[name] = (text, told.split("\n\n")[0].splitlines())
    return found


CASES = cases(Path(__file__).with_name("mistakes.txt"))


def write(folder: Path, text: str, name: str = "journey.yaml") -> tuple[Path, list[tuple[int, int]]]:
    """Write a file without its marks; give it and the places marked, 1-based."""
    places = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        while PLACE in line:
            places.append((number + 1, line.index(PLACE) + 1))
            line = line.replace(PLACE, "", 1)
        lines[number] = line
    file = folder / name
    file.write_text("\n".join(lines), encoding="utf-8")
    return file, places


def mistakes_of(folder: Path, text: str, env: Mapping[str, str] | None = None) -> list[Mistake]:
    """Write a file, check it, and make sure that its mistakes stand at the places marked."""
    file, places = write(folder, text)
    found = check([file], env=env or {})
    assert [(each.line, each.column) for each in found] == places, "\n".join(map(str, found))
    return found
