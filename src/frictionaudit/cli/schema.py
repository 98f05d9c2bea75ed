"""`frictionaudit schema`: the JSON Schema of what frictionaudit reads and writes."""

from __future__ import annotations

import json
from typing import Any

import click

__all__ = ["schema"]


@click.command(short_help="Print the JSON Schema of a file that frictionaudit reads or writes.")
@click.argument("kind", type=click.Choice(["journey", "config", "run", "compare"]), default="journey")
def schema(kind: str) -> None:
    """Print a JSON Schema: of journey files (default), frictionaudit.yaml (config), run.json (run) or compare.json.

    An editor that knows it completes and checks while you write.
    """
    click.echo(json.dumps(_schema(kind), indent=2, ensure_ascii=False))


def _schema(kind: str) -> dict[str, Any]:
    if kind == "run":
        from frictionaudit.report.run_json import run_schema

        return run_schema()
    if kind == "compare":
        from frictionaudit.report.comparison.model import compare_schema

        return compare_schema()
    from frictionaudit.journey import config_schema, journey_schema

    return config_schema() if kind == "config" else journey_schema()
