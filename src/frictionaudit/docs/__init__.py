"""What is generated from the code, so that it cannot drift from it: pages of docs/, and the catalogues of tongues/.

python -m frictionaudit.docs            writes them
python -m frictionaudit.docs --check    names the stale ones; exit 1 where there are any
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from frictionaudit.docs.coverage import coverage_page
from frictionaudit.docs.figures import figures_page
from frictionaudit.docs.rules import rule_pages
from frictionaudit.docs.schemas import schema_files
from frictionaudit.docs.scoring import scoring_page
from frictionaudit.files import write_whole

__all__ = ["pages", "stale", "write"]

_OURS = ("rules", "schema")
"""Folders of docs/ in which everything is generated."""


@cache
def pages() -> Mapping[str, str]:
    """Give every generated page by its path below docs/."""
    coverage = coverage_page()
    of_tests = {"rules-tests.md": coverage} if coverage is not None else {}
    return MappingProxyType(
        {"figures.md": figures_page(), "scoring.md": scoring_page(), **of_tests, **rule_pages(), **schema_files()}
    )


def stale(folder: Path) -> list[str]:
    """Give the pages that are missing, differ, or have nothing to be generated from any more, sorted."""
    wanted = pages()
    differing = [name for name, text in wanted.items() if _read(folder / name) != text]
    return sorted([*differing, *_leftovers(folder, wanted)])


def write(folder: Path) -> list[str]:
    """Write what is stale, remove what is left over, and give the names of both, sorted.

    Raises:
        AuditError: a page could not be written.
    """
    wanted = pages()
    changed = stale(folder)
    for name in changed:
        if name in wanted:
            write_whole(folder / name, wanted[name].encode())
        else:
            (folder / name).unlink()
    return changed


def _leftovers(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    there = [path for ours in _OURS for path in (folder / ours).rglob("*") if path.is_file()]
    return [name for path in there if (name := path.relative_to(folder).as_posix()) not in wanted]


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None
