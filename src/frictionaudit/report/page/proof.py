"""What stands below a finding: its figure against its line, on which devices it was seen, how to set it aside."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.guidance import Unit
from frictionaudit.findings.model import Finding
from frictionaudit.report.page.figures import percent, seconds, shift, weight
from frictionaudit.report.page.groups import FindingGroup
from frictionaudit.report.page.labels import VisitLabel
from frictionaudit.report.texts import text
from frictionaudit.tongues.numbers import decimal

__all__ = ["devices_of", "limit_words", "suppression_of"]

_PHONE_PX, _TABLET_PX = 600, 1024
_DAYS_ASIDE = 90
"""How long a finding is set aside by the lines that are proposed: a quarter, then somebody looks again."""

_LONGEST = 120

_SHOWN: Mapping[Unit, Callable[[float], str]] = {
    Unit.MILLISECONDS: seconds,
    Unit.BYTES: lambda size: weight(int(size)),
    Unit.RATIO: lambda number: text("unit.ratio", number=number),
    Unit.PERCENT: lambda number: percent(number / 100),
    Unit.SCREENS: lambda number: text("unit.screens", number=number),
    Unit.SHIFT: shift,
    Unit.COUNT: decimal,
}


def limit_words(group: FindingGroup) -> str:
    """Give the figure of a finding beside the line it crossed; "" where its rule has none."""
    limit = group.guide.limit
    if limit is None:
        return ""
    value = _number(group.worst, limit.parameter)
    good = _number(group.worst, limit.wanted) if limit.wanted else limit.good
    if value is None or good is None:
        return ""
    show = _SHOWN[limit.unit]
    side = "under" if limit.is_floor else "over"
    if limit.poor is None:
        return text(f"limit.{side}", value=show(value), good=show(good))
    return text(f"limit.{side}_poor", value=show(value), good=show(good), poor=show(limit.poor))


def _number(finding: Finding, parameter: str) -> float | None:
    value = finding.parameters.get(parameter)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def devices_of(
    group: FindingGroup, evidence: Mapping[str, VisitEvidence], labels: Mapping[str, VisitLabel]
) -> tuple[str, ...]:
    """Give each kind of device that met a finding, its window in CSS px and the browsers on it."""
    browsers: dict[tuple[int, int], dict[str, None]] = {}
    for finding in group.variants:
        visit = evidence.get(finding.visit)
        if visit is not None:
            size = (visit.persona.viewport.width, visit.persona.viewport.height)
            browsers.setdefault(size, {})[labels[finding.visit].browser] = None
    return tuple(
        text("device.one", kind=_kind(width), width=str(width), height=str(height), browsers=", ".join(names))
        for (width, height), names in browsers.items()
    )


def _kind(width: int) -> str:
    kind = "phone" if width < _PHONE_PX else "tablet" if width < _TABLET_PX else "desktop"
    return text(f"device.{kind}")


def suppression_of(finding: Finding, started: str) -> str:
    """Give the lines that set a finding aside, as YAML; JSON's strings are YAML's too, whatever the shop's words."""
    entries = {
        "step": finding.step_id or "",
        "subject": finding.subject,
        "reason": text("finding.aside.reason"),
        "until": _until(started),
    }
    lines = [f"    {key}: {_quoted(words)}" for key, words in entries.items() if words]
    return "\n".join(["suppress:", f"  - rule: {finding.rule}", *lines])


def _quoted(words: str) -> str:
    """Quote words for YAML; what a reader could not see or copy is left to a star, which stands for any."""
    shown = "".join(each if each.isprintable() else "*" for each in words[:_LONGEST])
    return json.dumps(shown + "*" * (len(words) > _LONGEST), ensure_ascii=False)


def _until(started: str) -> str:
    try:
        day = datetime.fromisoformat(started).date()
    except ValueError:
        return ""
    return (day + timedelta(days=_DAYS_ASIDE)).isoformat()
