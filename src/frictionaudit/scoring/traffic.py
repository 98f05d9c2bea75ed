"""How much each visit weighs: by its persona's share of the shop's traffic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Persona
from frictionaudit.scoring.constants import NEEDS_BASED_SHARE_MAX
from frictionaudit.scoring.model import Left

__all__ = ["mean_of", "mean_share", "persona_weights", "visit_weights"]


def visit_weights(visits: Sequence[VisitEvidence]) -> dict[str, float]:
    """Give each visit's weight by id, together 1: browsers and journeys of one persona share equally."""
    personas = {visit.persona.name: visit.persona for visit in visits}
    shares = persona_weights(personas.values())
    walked = [visit.persona.name for visit in visits]
    return {visit.id: shares[visit.persona.name] / walked.count(visit.persona.name) for visit in visits}


def persona_weights(personas: Iterable[Persona]) -> dict[str, float]:
    """Give each persona's weight by name, together 1; those that stand for a need take a small share at most."""
    known = list(personas)
    total = sum(max(0.0, persona.traffic_share) for persona in known)
    if not total:
        return {persona.name: 1 / len(known) for persona in known}
    shares = {persona.name: max(0.0, persona.traffic_share) / total for persona in known}
    needs = {p.name: min(shares[p.name], NEEDS_BASED_SHARE_MAX.value) for p in known if p.is_needs_based}
    traffic = sum(share for name, share in shares.items() if name not in needs)
    if not needs or not traffic:
        return shares
    rest = 1 - sum(needs.values())
    return {name: needs[name] if name in needs else share / traffic * rest for name, share in shares.items()}


def mean_of(weighed: Iterable[tuple[float, Left | None]]) -> Left | None:
    """Give the weighed mean of what is known, None where nothing is."""
    known = [(weight, left) for weight, left in weighed if left is not None and weight > 0]
    total = sum(weight for weight, _ in known)
    if not total:
        return None
    return Left(
        value=sum(weight * left.value for weight, left in known) / total,
        low=sum(weight * left.low for weight, left in known) / total,
        high=sum(weight * left.high for weight, left in known) / total,
    )


def mean_share(weights: Mapping[str, float], shares: Mapping[str, float]) -> float:
    """Give the weighed mean of shares by visit id, 0 where there are no visits."""
    total = sum(weights[visit] for visit in shares)
    return sum(weights[visit] * share for visit, share in shares.items()) / total if total else 0.0
