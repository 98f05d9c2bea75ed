"""Rule: the customer can choose how to get the goods."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.choices import groups_of, rows_of
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Goods
from frictionaudit.rules.help.told_way import only_way_told
from frictionaudit.rules.payment.offers import checkout_pages
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.ways import is_delivery


@rule(
    id="help/one-way-to-deliver",
    reads=VisitEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MINOR,
    title="There is only one way to get the goods",
    message="“{method}” is the only way to get the goods.",
    customer="I'm not at home on Tuesdays.",
    why="Some want it fast, some cheap, some from a locker on their way home. Of US shoppers who left a checkout, 20 % "
    "found the delivery too slow (Baymard 2025).",
    how_to_fix="Offer a second way that differs in place, speed or price: a pick-up point beside home delivery.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    limits=("A single row with a button is not told from other rows.",),
)
def one_way_to_deliver(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where all choices of delivery on the path hold one method."""
    if visit.errand != "walk" or visit.journey.goods is not Goods.PHYSICAL:
        yield Inapplicable()
        return
    groups = [
        (step, group)
        for step, page in checkout_pages(visit)
        for group in (*groups_of(page), *rows_of(page))
        if is_delivery(group, page_languages(page, visit.locale))
    ]
    choices = {choice.label.casefold(): (step, choice) for step, group in groups for choice in group.choices}
    if not choices:
        told = only_way_told(visit)
        if told is None:
            yield Incomplete("the ways to deliver could not be read")
        else:
            yield Friction(at=told.subject, parameters={"method": told.words}, step=told.step)
        return
    if len(choices) > 1:
        return
    ((step, choice),) = choices.values()
    yield Friction(at=choice.subject, parameters={"method": choice.label}, step=step)
