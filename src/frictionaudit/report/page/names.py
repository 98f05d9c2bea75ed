"""Criteria and gates in words."""

from __future__ import annotations

from frictionaudit.findings.model import Criterion
from frictionaudit.journey.metrics import metric_of
from frictionaudit.report.page.plain import plain
from frictionaudit.report.texts import text

__all__ = ["criterion_name", "gate_name", "metric_name"]

_GATES = ("score", "fail-on", "journey", "max_steps", "max_fields", "max_seconds")


def criterion_name(id: str) -> str:
    """Give a criterion in the customer's voice."""
    return text(f"criterion.{id}") if id in list(Criterion) else plain(id, 60)


def gate_name(id: str) -> str:
    """Give what a gate asks, in words."""
    kind, _, criterion = id.partition(":")
    if kind == "criterion":
        return text("gate.criterion", criterion=criterion_name(criterion))
    if kind == "goal":
        return text("gate.goal", metric=metric_name(criterion))
    return text(f"gate.{id}") if id in _GATES else plain(id, 60)


def metric_name(name: str) -> str:
    """Give what a goal or a figure is about, in words; the shop's own by the name that it has there."""
    kind, _, inner = name.partition(".")
    if kind == "criteria":
        return text("owner.metric.criterion", criterion=criterion_name(inner))
    return text(f"owner.metric.{name}") if metric_of(name) and not inner else plain(inner or name, 60)
