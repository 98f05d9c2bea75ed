"""docs/schema: the JSON Schemas of what frictionaudit reads and writes, for editors and other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from frictionaudit.journey import config_schema, journey_schema
from frictionaudit.report.comparison.model import compare_schema
from frictionaudit.report.run_json import run_schema

__all__ = ["schema_files"]


def schema_files() -> Mapping[str, str]:
    """Give each schema's text by its path below docs/."""
    schemas = {"journey": journey_schema(), "config": config_schema(), "run": run_schema(), "compare": compare_schema()}
    return {
        f"schema/{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }
