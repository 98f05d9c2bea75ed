"""Rule: before the binding step the customer has read when the goods come, or what delivery costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Goods
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.commitment.delivery import tells_of_delivery
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import PurchasePath, knows_words, whole_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_TYPED_LETTERS = 5

_WHERE_TO = frozenset({"street-address", "address-line1", "postal-code", "address-level2"})


@rule(
    id="commitment/unknown-delivery",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MODERATE,
    title="Nothing is said of delivery before the customer is bound",
    message="Up to the binding button no page says when the goods come or what their delivery costs.",
    customer="When do I get it, and what does delivery cost?",
    why="Extra costs such as delivery drove 40 % of the US shoppers away who left a checkout, slow delivery 20 % "
    "(Baymard 2025). Silence about both leaves the customer to fear the worst.",
    how_to_fix="Say on the product page and in the cart what delivery costs and when the goods arrive, by a date or by "
    "working days.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
)
def unknown_delivery(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where neither the time nor the cost of delivery was shown on the way."""
    if visit.journey.goods is not Goods.PHYSICAL:
        yield Inapplicable()
        return
    path = whole_path(visit, lambda path: path.is_whole_from_shop_cart)
    if not isinstance(path, PurchasePath):
        yield path
        return
    languages = path.languages
    goods: set[Decimal] = set()
    own = _typed_words(visit)
    for page in (page for seen in path.pages for page in (*seen.step.passing, seen.page)):
        if tells_of_delivery(page, languages, goods, own):
            return
        goods |= {amount.value for block in page.blocks for amount in amounts_in(block.text)}
    if not knows_words((Meaning.DELIVERY, Meaning.DELIVERY_TIME), languages):
        yield Incomplete("the words of this language are not known")
    elif _may_send_nothing(visit, path):
        yield Incomplete("the scan was never asked for an address: what is sold may be nothing that is sent")
    elif path.commit is not None and path.commit_page is not None:
        yield Friction(at=path.commit_page.subject, step=path.commit.index, screenshot=path.commit_picture)


def _may_send_nothing(visit: VisitEvidence, path: PurchasePath) -> bool:
    """Tell a scan, which knows not what a shop sells, that gave its e-mail and never an address: tickets, courses."""
    if not any(step.search is not None for step in visit.steps):
        return False
    fields = (field for seen in path.pages for form in seen.page.forms for field in form.fields)
    asked = {purpose.name for field in fields if (purpose := purpose_of(field, path.languages)) is not None}
    return "email" in asked and not asked & _WHERE_TO


def _typed_words(visit: VisitEvidence) -> frozenset[str]:
    """Give what the customer typed, the longest of it: counts and the like stand in other texts as well."""
    typed = (action.value or "" for step in visit.steps for action in step.actions if action.kind is ActionKind.FILL)
    return frozenset(value for value in typed if len(value) >= _TYPED_LETTERS)
