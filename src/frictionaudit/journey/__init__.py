"""What the customer sets out to do: model, YAML loader, JSON Schema.

    from frictionaudit.journey import load_journey

Names are fetched when they are asked for: the command's help must not wait for pydantic.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frictionaudit.journey.config import Config
    from frictionaudit.journey.loading.loader import check, find_config, load_journey, load_journeys, read_config
    from frictionaudit.journey.model import Journey, Persona
    from frictionaudit.journey.personas import persona_names, resolve_personas, user_agent_for
    from frictionaudit.journey.shapes.schema import config_schema, journey_schema

__all__ = [
    "Config",
    "Journey",
    "Persona",
    "check",
    "config_schema",
    "find_config",
    "journey_schema",
    "load_journey",
    "load_journeys",
    "persona_names",
    "read_config",
    "resolve_personas",
    "user_agent_for",
]

_HOMES = {
    "config": ("Config",),
    "loading.loader": ("check", "find_config", "load_journey", "load_journeys", "read_config"),
    "model": ("Journey", "Persona"),
    "personas": ("persona_names", "resolve_personas", "user_agent_for"),
    "shapes.schema": ("config_schema", "journey_schema"),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
