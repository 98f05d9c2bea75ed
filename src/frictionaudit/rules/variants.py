"""What tells two walks of one journey apart: browser, device, language."""

from __future__ import annotations

from frictionaudit.evidence.visit import VisitEvidence

__all__ = ["told_apart", "variant_of"]

Variant = tuple[str, str, str]


def variant_of(visit: VisitEvidence) -> Variant:
    """Give browser, persona and locale."""
    return visit.engine.name, visit.persona.name, visit.locale


def told_apart(one: VisitEvidence, other: VisitEvidence) -> tuple[str, str]:
    """Name both by what differs between them."""
    pairs = [(a, b) for a, b in zip(variant_of(one), variant_of(other), strict=True) if a != b]
    return " · ".join(a for a, _ in pairs), " · ".join(b for _, b in pairs)
