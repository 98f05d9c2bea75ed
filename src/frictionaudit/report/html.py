"""report.html: one self-contained page that asks nothing of anyone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.report import texts
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.page import figures
from frictionaudit.report.page.plain import plain
from frictionaudit.report.page.view import page_of
from frictionaudit.results import Run

__all__ = ["prepare", "render_html"]

_HERE = Path(__file__).parent


def render_html(
    run: Run, visits: Sequence[VisitEvidence], folder: Path, *, guides: Mapping[str, RuleGuide] | None = None
) -> str:
    """Give the whole report as one HTML page: no script needed, no request made, page text inert.

    Args:
        run: What the run came to.
        visits: Its evidence; where a visit's is missing, what run.json holds of it is shown.
        folder: The run's folder; pictures are read from its evidence folder and nowhere else.
        guides: Why, how to mend and sources of each rule by its id; findings stand alone without.
    """
    style, script = _asset("report.css"), _asset("report.js")
    page = page_of(run, visits, folder, guides or {})
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            page=page,
            run=run,
            # Escaped nowhere: both are ours, and their hashes stand in the policy.
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            # A data address holds base64 and its type, nothing of the shop's.
            pictures={id: Markup(address) for id, address in page.album.data.items()},
        )
    )


def prepare() -> None:
    """Compile the templates: most of what a first report takes, best spent while a browser starts."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


def _policy(style: str, script: str) -> str:
    """Give a Content-Security-Policy under which only our own style and script work and nothing is loaded."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    """Read an asset; its line ends are ours, since the hash counts every byte."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": texts.text, "n": texts.count}
    environment.filters |= {
        "plain": plain,
        "said": _said,
        "capital": _capital,
        "sentence": _sentence,
        "verbatim": Markup.escape,
        "is_address": lambda reference: reference.startswith(("https://", "http://")),
        **{name: getattr(figures, name) for name in figures.__all__},
    }
    return environment


def _finalize(value: Any) -> Any:
    """Make every text plain and short on its way out, whoever forgot; Markup is the templates' own."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _capital(words: str) -> str:
    """Give words that begin a line: "the tab crashed" becomes "The tab crashed"."""
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    """Give words as a sentence of their own."""
    return _capital(words) if words.endswith((".", "!", "?", "…")) else f"{_capital(words)}."


def _said(value: str, limit: int = 240) -> Markup:
    """Give words of a page: short, escaped, their direction kept to themselves."""
    return Markup("<bdi>{}</bdi>").format(plain(value, limit))
