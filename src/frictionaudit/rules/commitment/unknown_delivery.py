"""Rule: before the binding step the customer has read when the goods come, or what delivery costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Goods
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import PurchasePath, has_told, knows_words, whole_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_TEXTS_BETWEEN = 3
"""Texts after the word delivery within which its price stands: the name of the method may come between."""


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
    path = whole_path(visit)
    if not isinstance(path, PurchasePath):
        yield path
        return
    languages = path.languages
    if any(_tells(seen.page, languages) for seen in path.pages):
        return
    if not knows_words((Meaning.DELIVERY, Meaning.DELIVERY_TIME), languages):
        yield Incomplete("the words of this language are not known")
    elif path.commit is not None and path.commit_page is not None:
        yield Friction(at=path.commit_page.subject, step=path.commit.index)


def _tells(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Links are left out: one that leads to delivery times says none; so are buttons, which bear the total."""
    texts = [block.text for block in page.blocks if block.role not in ("link", "button")]
    return any(
        has_told(text, Meaning.DELIVERY_TIME, languages) or has_said(text, Meaning.FREE_DELIVERY, languages)
        for text in texts
    ) or _has_a_price(texts, languages)


def _has_a_price(texts: Sequence[str], languages: tuple[str, ...]) -> bool:
    """Tell whether an amount stands with a word for delivery, in one text or in those that follow it."""
    for place, text in enumerate(texts):
        if not has_said(text, Meaning.DELIVERY, languages):
            continue
        if _is_price(text, languages):
            return True
        for following in texts[place + 1 : place + 1 + _TEXTS_BETWEEN]:
            if has_said(following, Meaning.TOTAL, languages) or has_said(following, Meaning.SUBTOTAL, languages):
                break  # another line of the sum
            if _is_price(following, languages):
                return True
    return False


def _is_price(text: str, languages: tuple[str, ...]) -> bool:
    """Free is a price too: PrestaShop's summary says "Shipping" and beside it "Free"."""
    return bool(amounts_in(text, is_bare=True)) or has_said(text, Meaning.FREE, languages)
