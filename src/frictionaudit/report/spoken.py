"""A run as it is shown: what run.json keeps in English (reasons, notes, gates) in the language that is spoken now."""

from __future__ import annotations

from frictionaudit.findings.model import RuleOutcome
from frictionaudit.findings.promise import PromiseCard
from frictionaudit.results import Gate, Run, VisitResult
from frictionaudit.tongues import language, retold
from frictionaudit.tongues.language import ENGLISH
from frictionaudit.tongues.numbers import figures_told

__all__ = ["spoken", "spoken_gate"]


def spoken(run: Run) -> Run:
    """Give a copy to show. It is not to be saved: from English any language can be made, from Finnish none."""
    gates = tuple(map(spoken_gate, run.gates))
    if language() == ENGLISH:
        return run.model_copy(update={"gates": gates})
    return run.model_copy(
        update={
            "status_reason": retold(run.status_reason),
            "notes": tuple(map(retold, run.notes)),
            "visits": tuple(map(_visit, run.visits)),
            "outcomes": tuple(map(_outcome, run.outcomes)),
            "promises": tuple(map(_promise, run.promises)),
            "personas": tuple(each.model_copy(update={"title": retold(each.title)}) for each in run.personas),
            "gates": gates,
        }
    )


def spoken_gate(gate: Gate) -> Gate:
    """Give a copy to show, its numbers and days as the language writes them; English keeps them as machines read."""
    wanted, got = (figures_told(retold(words)) for words in (gate.wanted, gate.got))
    return gate.model_copy(update={"wanted": wanted, "got": got})


def _visit(visit: VisitResult) -> VisitResult:
    steps = tuple(each.model_copy(update={"failure": retold(each.failure)}) for each in visit.steps)
    faults = tuple(map(retold, visit.faults))
    return visit.model_copy(update={"reason": retold(visit.reason), "steps": steps, "faults": faults})


def _outcome(outcome: RuleOutcome) -> RuleOutcome:
    return outcome.model_copy(update={"reason": retold(outcome.reason)}) if outcome.reason else outcome


def _promise(card: PromiseCard) -> PromiseCard:
    if card.happened is None or not card.happened.message:
        return card
    happened = card.happened.model_copy(update={"message": retold(card.happened.message)})
    return card.model_copy(update={"happened": happened})
