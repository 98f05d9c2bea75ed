"""docs/rules-tests.md: by rule, its pages and tests, its switch in the demo shop, its known limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from frictionaudit.docs.markdown import GENERATED, table
from frictionaudit.findings.criteria import criteria
from frictionaudit.rules.registry import Rule, all_rules
from frictionaudit.shops.frictions import FRICTIONS

__all__ = ["coverage_page"]

_TESTS = Path(__file__).parents[3] / "tests"
"""Of the repository; an installed package has none, and writes no such page."""

_LANGUAGE = re.compile(r"<html[^>]*\blang=[\"']?([a-z]{2})")
_ENGINES = re.compile(r"^engines:\s*\[([^\]]*)\]", re.MULTILINE)
_BUILDS = (
    ("shadow root", re.compile(r"attachShadow|shadowrootmode")),
    ("frame", re.compile(r"<iframe")),
    ("script", re.compile(r"pushState|replaceState|preventDefault|\bfetch\(|innerHTML|replaceWith|insertAdjacent")),
    ("form", re.compile(r"<form")),
)
"""How a page is built; one page may be of several builds."""


def coverage_page() -> str | None:
    """Give the page; None where the tests are not at hand."""
    if not _TESTS.is_dir():
        return None
    rules = all_rules().values()
    intro = (
        f"Each of the {len(rules)} rules is walked in real browsers over pages that fail and their twins that pass "
        "(near misses), and judged on evidence made by hand. A page names its language, and how it is built: a "
        "classic form, a page that a script changes in place, a custom element with a shadow root, a frame. The "
        "demo shop's switch turns the friction on alone. Limits say what a rule is known not to see."
    )
    parts = [GENERATED, "# Rules, their tests and their known limits", intro]
    for words in criteria().values():
        rows = [_row(rule) for rule in rules if rule.criterion is words.id]
        parts.append(f"## {words.id}: {words.en}")
        parts.append(table(("Rule", "Fails on", "Passes on", "Unit tests", "Switch", "Known limits"), rows))
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule) -> tuple[str, ...]:
    folder = _TESTS / "rules" / rule.criterion / rule.id.partition("/")[2].replace("-", "_")
    switches = [f"`{friction.name}`" for friction in FRICTIONS.values() if friction.rule == rule.id]
    units = [file.relative_to(_TESTS / "rules").as_posix() for file, text in _unit_tests() if f'"{rule.id}"' in text]
    return (
        f"[{rule.id}](rules/{rule.id}.md)",
        _shown(sorted(folder.glob("fail*.html"))),
        _shown(sorted(folder.glob("pass*.html"))),
        ", ".join(f"`{unit}`" for unit in units),
        ", ".join(switches),
        " ".join(rule.limits),
    )


def _shown(pages: list[Path]) -> str:
    """Count pages, and name their languages, builds and engines."""
    if not pages:
        return "no page alone can show it"
    texts = [page.read_text(encoding="utf-8") for page in pages]
    languages = _joined(match[1] for text in texts if (match := _LANGUAGE.search(text)))
    builds = _joined(build for text in texts for build in _builds_of(text))
    engines = _joined(engine for text in texts for engine in _engines_of(text))
    return f"{len(pages)}: {languages}; {builds}; {engines}"


def _builds_of(text: str) -> list[str]:
    return [name for name, sign in _BUILDS if sign.search(text)] or ["page"]


def _engines_of(text: str) -> list[str]:
    named = _ENGINES.search(text)
    return [each.strip() for each in named[1].split(",")] if named else ["chromium"]


def _joined(words: Iterable[str]) -> str:
    return ", ".join(sorted(set(words)))


@cache
def _unit_tests() -> tuple[tuple[Path, str], ...]:
    return tuple(_read_tests())


def _read_tests() -> Iterator[tuple[Path, str]]:
    for file in sorted((_TESTS / "rules").rglob("test_*.py")):
        if file.name != "test_twins.py":
            yield file, file.read_text(encoding="utf-8")
