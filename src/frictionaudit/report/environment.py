"""The templates of the pages: ours, and before them those of the brand."""

from __future__ import annotations

import re
import traceback
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from frictionaudit.report import texts
from frictionaudit.report.page import figures
from frictionaudit.report.page.plain import plain
from frictionaudit.tongues import part_word, retold

__all__ = ["environment", "template_trouble"]

_OURS = Path(__file__).parent / "templates"
_PART_OF_ADDRESS = re.compile(r"(?<=[^/:][/?&])(?=[^/])")


def environment(own: Path | None = None) -> Environment:
    """Give the templates, made ready to escape all that goes through them.

    Args:
        own: A folder whose templates go before ours of the same name. They come from elsewhere, so they work in a
            sandbox: they may show what the page holds, and can neither change nor run anything.
    """
    return _made(own)


@cache
def _made(own: Path | None) -> Environment:
    """Keep each environment: `environment()` and `environment(None)` are the same one, with its compiled templates."""
    ours: BaseLoader = FileSystemLoader(_OURS)
    made = (
        _environment(Environment, ours)
        if own is None
        else _environment(ImmutableSandboxedEnvironment, ChoiceLoader([FileSystemLoader(own), ours]))
    )
    made.globals |= {"t": texts.text, "n": texts.count}
    made.filters |= {
        "plain": plain,
        "said": _said,
        "part": part_word,
        "retold": retold,
        "capital": _capital,
        "sentence": _sentence,
        "verbatim": Markup.escape,
        "paragraphs": _paragraphs,
        "reach": _reach,
        "logo": _logo,
        "is_address": lambda reference: reference.startswith(("https://", "http://")),
        **{name: getattr(figures, name) for name in figures.__all__},
    }
    return made


def template_trouble(fault: Exception) -> str:
    """Say where in a template something went wrong, and what: "hero.html.j2:12: 'pge' is undefined"."""
    places = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.endswith(".j2")]
    name, line = (places[-1].filename, places[-1].lineno) if places else ("", None)
    line = getattr(fault, "lineno", line)
    name = Path(getattr(fault, "filename", None) or name).name
    where = f"{name}:{line}: " if name else ""
    return f"{where}{str(fault)[:200] or type(fault).__name__}"


def _environment(kind: type[Environment], loader: BaseLoader) -> Environment:
    return kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: Any) -> Any:
    """Make every text plain and short on its way out, whoever forgot; Markup is the templates' own."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _capital(words: str) -> str:
    """Give words that begin a line: "the tab crashed" becomes "The tab crashed"."""
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    """Give words as a sentence of their own."""
    return _capital(words) if words.endswith((".", "!", "?", "…")) else f"{_capital(words)}."


def _paragraphs(words: str) -> list[str]:
    """Give the lines of a longer text, each a paragraph."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def _logo(address: str) -> Markup:
    """Give a logo's data address as it is, however long; nothing else passes."""
    return Markup(address if re.fullmatch(r"data:image/(png|svg\+xml);base64,[A-Za-z0-9+/=]+", address) else "")


def _reach(contact: str) -> str:
    """Give where a contact leads, "" where it is words alone."""
    if re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", contact):
        return f"mailto:{contact}"
    return contact if re.fullmatch(r"https?://[^\s<>\"]+", contact) else ""


def _said(value: str, limit: int = 240) -> Markup:
    """Give words of a page: short, escaped, their direction kept to themselves; an address breaks after a part."""
    parts = (_PART_OF_ADDRESS.split(word) if "://" in word else [word] for word in plain(value, limit).split(" "))
    return Markup("<bdi>{}</bdi>").format(Markup(" ").join(map(Markup("<wbr>").join, parts)))
