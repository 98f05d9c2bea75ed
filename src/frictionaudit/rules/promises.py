"""Promise cards of a run: what each commit action promised, beside what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.promise import Happened, Price, PromiseCard, Promised
from frictionaudit.journey.model import Commitment
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.commitment.labels import visible_label
from frictionaudit.rules.commitment.recurrence import recurrences_in, says_recurring
from frictionaudit.rules.confirmation.ending import shows_reference
from frictionaudit.rules.languages import reading_languages, says_any
from frictionaudit.rules.money import Amount, amounts_in, share_currency
from frictionaudit.rules.prices.charged import CENT, Charged, charged_at_press, charged_on

__all__ = ["promise_cards"]

_MOST_WORDS = 160
_FRAME = frozenset({"nav", "header"})


def promise_cards(
    visits: Iterable[VisitEvidence], on_fault: Callable[[str], object] = lambda fault: None
) -> tuple[PromiseCard, ...]:
    """Give a card for each commit action that was reached, in walking order; of errands only those that bind money.

    Args:
        visits: Evidence in run order.
        on_fault: Gets a sentence where a fault of ours kept the cards of a visit from being written.
    """
    cards: list[PromiseCard] = []
    for visit in visits:
        try:
            cards += _cards(visit)
        except Exception as fault:  # ours: contained, and shown as ours
            on_fault(f"a fault of ours: the promises of {visit.id} could not be told ({type(fault).__name__}: {fault})")
    return tuple(cards)


def _cards(visit: VisitEvidence) -> Iterator[PromiseCard]:
    for step in visit.steps:
        action = next((each for each in reversed(step.actions) if each.commits is not Commitment.NONE), None)
        is_told = step.commits.is_binding or (visit.errand == "walk" and step.commits is not Commitment.NONE)
        if action is not None and action.element is not None and is_told:
            yield _card(step, action, visit)


def _card(step: StepEvidence, action: ActionEvidence, visit: VisitEvidence) -> PromiseCard:
    before = visit.steps[step.index - 1].page if step.index else None
    page = before or (step.page if step.status is StepStatus.HELD else None)
    charged = charged_at_press(action.view or (), page, visit) if page is not None else None
    happened = None if step.status is StepStatus.HELD else _happened(step, visit)
    return PromiseCard(
        visit=visit.id,
        journey=visit.journey.id,
        step=step.name,
        step_id=step.id,
        step_index=step.index,
        commits=step.commits,
        promised=_promised(action, page, charged, visit),
        happened=happened,
        is_kept=_is_kept(step, charged, happened),
    )


def _promised(
    action: ActionEvidence, page: PageEvidence | None, charged: Charged | None, visit: VisitEvidence
) -> Promised:
    label = visible_label(action)
    price = _price(charged.amount if charged and action.commits.is_binding else next(iter(amounts_in(label)), None))
    if page is None:
        return Promised(label=label, amount=price)
    languages = reading_languages(page, visit)
    view = [block for block in action.view or () if block.role != "button"]
    near = [*view, *(block for block in page.blocks if block.region not in _FRAME)]
    recurring = [block for block in view if says_recurring(block.text, languages)]
    return Promised(
        label=label,
        amount=price,
        recurrence=_first([*recurring, *recurrences_in(page, languages)]),
        next_steps=_said(near, (Meaning.DELIVERY_TIME, Meaning.NEXT_STEPS), languages),
        way_back=_said(near, (Meaning.RETURNS, Meaning.WITHDRAWAL, Meaning.WITHDRAW), languages),
    )


def _happened(step: StepEvidence, visit: VisitEvidence) -> Happened:
    page = step.page
    charged = charged_on(page, visit) if page is not None else None
    alerts = [block for block in page.blocks if block.role == "alert"] if page is not None else []
    has_failed = step.status is not StepStatus.PASSED
    return Happened(
        status=step.status,
        heading=next(iter(page.headings), "")[:_MOST_WORDS] if page is not None else "",
        amount=_price(charged.amount) if charged is not None else None,
        has_reference=shows_reference(page.blocks, page, visit) if page and step.commits.is_binding else None,
        message=(_first(alerts) or step.failure[:_MOST_WORDS]) if has_failed else "",
    )


def _is_kept(step: StepEvidence, charged: Charged | None, happened: Happened | None) -> bool | None:
    if happened is None:
        return None
    if step.status is not StepStatus.PASSED:
        return False
    if not step.commits.is_binding:
        return True
    if charged is None or charged.is_partial or happened.amount is None:
        return None
    confirmed = Amount(Decimal(str(happened.amount.value)), "", frozenset(happened.amount.currencies))
    is_same = abs(confirmed.value - charged.amount.value) <= CENT
    return is_same and share_currency(charged.amount, confirmed)


def _price(amount: Amount | None) -> Price | None:
    if amount is None:
        return None
    return Price(text=amount.text, value=float(amount.value), currencies=tuple(sorted(amount.currencies)))


def _said(blocks: Sequence[TextBlock], meanings: tuple[Meaning, ...], languages: tuple[str, ...]) -> str:
    return next(
        (
            block.text[:_MOST_WORDS]
            for meaning in meanings
            for block in blocks
            if block.role != "option" and says_any(block.text, meaning, languages)
        ),
        "",
    )


def _first(blocks: Sequence[TextBlock]) -> str:
    return blocks[0].text[:_MOST_WORDS] if blocks else ""
