"""Pages from templates, and the static files they name."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from starlette.staticfiles import StaticFiles

__all__ = ["STATIC", "CachedFiles", "asset", "compile_templates", "render"]

STATIC = Path(str(resources.files(__package__) / "static"))


class CachedFiles(StaticFiles):
    """Static files that browsers keep: their addresses carry a hash of their content."""

    def file_response(self, *args: Any, **keywords: Any) -> Any:
        """Give a file with a year of caching."""
        response = super().file_response(*args, **keywords)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


@cache
def asset(name: str) -> str:
    """Give the address of a static file."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("frictionaudit.shops", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = asset
    return environment


def render(template: str, **context: Any) -> str:
    """Render a template."""
    return _environment().get_template(template).render(context)


def compile_templates() -> None:
    """Compile all templates, so that the first customer waits no longer than the second."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)
