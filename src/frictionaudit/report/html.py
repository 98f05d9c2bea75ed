"""report.html: one self-contained page that asks nothing of anyone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.report.brand import brand_style
from frictionaudit.report.environment import environment
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.page.view import page_of
from frictionaudit.results import BrandShown, Run

__all__ = ["asset", "page_style", "policy_of", "prepare", "render_html"]

_HERE = Path(__file__).parent


def render_html(
    run: Run,
    visits: Sequence[VisitEvidence],
    folder: Path,
    *,
    guides: Mapping[str, RuleGuide] | None = None,
    templates: Path | None = None,
) -> str:
    """Give the whole report as one HTML page: no script needed, no request made, page text inert.

    Args:
        run: What the run came to.
        visits: Its evidence; where a visit's is missing, what run.json holds of it is shown.
        folder: The run's folder; pictures are read from its evidence folder and nowhere else.
        guides: Why, how to mend and sources of each rule by its id; findings stand alone without.
        templates: A folder of the brand's own templates.
    """
    style, script = page_style(run.brand), asset("report.js")
    page = page_of(run, visits, folder, guides or {})
    return (
        environment(templates)
        .get_template("report.html.j2")
        .render(
            page=page,
            run=run,
            brand=run.brand,
            # Escaped nowhere: both are ours, and their hashes stand in the policy.
            style=Markup(style),
            script=Markup(script),
            policy=policy_of(style, script),
            # A data address holds base64 and its type, nothing of the shop's.
            pictures={id: Markup(address) for id, address in page.album.data.items()},
        )
    )


def prepare() -> None:
    """Compile the templates: most of what a first report takes, best spent while a browser starts."""
    ours = environment()
    for name in ours.list_templates():
        ours.get_template(name)


def page_style(brand: BrandShown | None) -> str:
    """Give the style of a page: ours, and the brand's colours over it."""
    ours = (asset("report.css"), asset("owner.css"), brand and asset("brand.css"))
    return "\n".join(part for part in (*ours, brand_style(brand)) if part)


def policy_of(style: str, script: str) -> str:
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
def asset(name: str) -> str:
    """Read an asset; its line ends are ours, since the hash counts every byte."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")
