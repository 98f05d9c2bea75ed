"""Rule: whoever presses the commit action sees what it will cost, all in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.commitment.approval import only_approves
from frictionaudit.rules.commitment.totals import amounts_of, grand_totals, paid_in, totals_in
from frictionaudit.rules.common import merely_supposed
from frictionaudit.rules.languages import page_of_action
from frictionaudit.rules.loading import STYLES
from frictionaudit.rules.money import Amount, amounts_in, numbers_in
from frictionaudit.rules.prices.charged import CENT, adds_up
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_LEAST_BARE = 10
"""From here on a number in view that equals an amount of the path is that amount. Project's choice: smaller ones count
days and pieces."""


@rule(
    id="commitment/hidden-total",
    reads=ActionEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.SERIOUS,
    title="The price to pay is out of sight when the customer presses the button",
    message="When “{name}” is in view, the total of {total} is not.",
    variants={"no-amount": "When “{name}” is in view, no amount of money is."},
    customer="How much will they take?",
    why="Of US shoppers who left a checkout, 12 % say that they could not see or work out the total beforehand "
    "(Baymard 2025). In the EU the total price has to stand right before the order button (Directive 2011/83/EU, "
    "Art. 8(2)).",
    how_to_fix="Write the total on the button itself, right above it, or in a summary that stays in view.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://eur-lex.europa.eu/eli/dir/2011/83/oj"),
    limits=("A total that is drawn as a picture is not read.",),
    needs=(STYLES,),
)
def hidden_total(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the total is known and not in view, or where amounts are known and none is in view."""
    if not action.commits.is_binding:
        yield Inapplicable()
        return
    element = action.element
    if element is None or action.view is None:
        yield unseen(action) if element is None else Incomplete(_view_gap(action))
        return
    if element.hidden_by is not None:
        yield Inapplicable()
        return
    sight = _Sight.of(element.subject.name, action.view)
    verdict = _judge(sight, context)
    if verdict is not None and any(gap.what == "view" for gap in action.gaps):
        yield Incomplete(_view_gap(action))  # only a part was seen, say the frame that the button stands in
        return
    if isinstance(verdict, Amount) and _stood_together(element.subject, verdict, page_of_action(context)):
        return  # scrolled away from both to fields beside them: who reads the page from its top has seen them at once
    if isinstance(verdict, Amount | str) and (supposed := merely_supposed(context.step)) is not None:
        yield supposed
    elif isinstance(verdict, Amount | str) and only_approves(context):
        yield Incomplete("the press only approves, say at the bank, what an earlier one agreed to pay")
    elif isinstance(verdict, Amount | str):
        yield Friction(
            at=element.subject,
            variant="no-amount" if isinstance(verdict, str) else "",
            parameters={
                "name": element.subject.name or action.target,
                "total": None if isinstance(verdict, str) else verdict.text,
            },
            screenshot=action.screenshot or "",
        )
    elif verdict is not None:
        yield verdict


@dataclass(frozen=True)
class _Sight:
    """What the customer sees together with the action, its own label included."""

    amounts: tuple[Amount, ...]
    totals: tuple[Amount, ...]
    numbers: frozenset[Decimal]

    @classmethod
    def of(cls, label: str, view: tuple[TextBlock, ...]) -> _Sight:
        texts = (label, *(block.text for block in view))
        return cls(
            amounts=amounts_in(label) + amounts_of(view),
            totals=totals_in(view),
            numbers=frozenset().union(*(numbers_in(text) for text in texts)),
        )

    def makes_up(self, total: Amount) -> bool:
        """Tell whether other amounts in view make up this one."""
        others = (amount.value for amount in self.amounts if abs(amount.value - total.value) > CENT)
        return adds_up(total.value, others)


def _judge(sight: _Sight, context: Context) -> Amount | str | Incomplete | None:
    """Give the total that is out of sight, "no-amount", a reason not to judge, or None where all is well.

    The page that the action stands on and the page after it may both name a total: a choice made in this very step
    may have changed it. Either one in view is enough; whether they agree is another rule's question.
    """
    before = context.previous[-1].page if context.previous else None
    on_pages = [totals_in(page.blocks) for page in (before, context.step.page) if page is not None]
    charged = tuple(total for totals in on_pages for total in grand_totals(totals))
    if any(total.value in sight.numbers for total in charged):
        return None
    if charged:
        parts = {total.value for totals in on_pages for total in totals}
        unknown = [total for total in sight.totals if total.value not in parts]
        if any(sight.makes_up(total) for total in unknown):
            return None  # another delivery was chosen in this very step: the sum in view is that of its own parts
        if unknown:
            return Incomplete("the total in view is not the one that the pages around this step name")
        return charged[0]
    if sight.totals:
        return None
    if sight.amounts:
        paid = paid_in(context.step.page.blocks) if context.step.page is not None else ()
        if paid and not any(total.value in sight.numbers or sight.makes_up(total) for total in paid):
            return max(paid, key=lambda amount: amount.value)  # known from the confirmation alone
        return Incomplete("amounts are in view, but which of them is the total could not be told")
    known = _amounts_before(context)
    if any(value >= _LEAST_BARE for value in known & sight.numbers):  # prices stand there and leave their currency out
        return Incomplete("amounts are in view, but which of them is the total could not be told")
    if known:
        return "no-amount"
    return Incomplete("no amount of money could be read anywhere on the path")


def _stood_together(button: Subject, total: Amount, page: PageEvidence | None) -> bool:
    """Tell whether the total stood above the button's lower edge, within a screen of it, before the step began.

    Then the least scroll from the page's top that shows the button shows the total too.
    """
    if page is None:
        return False
    controls = (each.subject for each in page.controls)
    boxes = [each.box for each in controls if each.locator == button.locator and each.name == button.name and each.box]
    for block in page.blocks:
        if block.box is None or block.box.area == 0 or block.is_struck or total.value not in numbers_in(block.text):
            continue
        top, bottom = block.box.y, block.box.y + block.box.height
        if any(bottom <= box.y + box.height <= top + page.viewport.height for box in boxes):
            return True
    return False


def _amounts_before(context: Context) -> frozenset[Decimal]:
    """Give the amounts of the pages so far."""
    pages = (step.page for step in (*context.previous, context.step) if step.page is not None)
    return frozenset(amount.value for page in pages for amount in amounts_of(page.blocks))


def _view_gap(action: ActionEvidence) -> str:
    named = next((gap.reason for gap in action.gaps if gap.what == "view"), None)
    return named or translatable("what stood in view with the action was not gathered")
