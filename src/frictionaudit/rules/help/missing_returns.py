"""Rule: from the product to the binding step, returns are mentioned."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.path import PurchasePath, SeenPage, knows_words, mentions, whole_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_WORDS = (Meaning.RETURNS, Meaning.WITHDRAWAL, Meaning.WITHDRAW)
_FROM_PRODUCT = (Stage.CHOOSE, Stage.CART, Stage.CHECKOUT, Stage.PAY)


@rule(
    id="help/missing-returns",
    reads=VisitEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MODERATE,
    title="Nothing is said of returns",
    message="From the product page to the binding button no page mentions returns or withdrawal.",
    customer="What if it doesn't fit?",
    why="Of US shoppers who left a checkout, 13 % were not satisfied with the returns policy (Baymard 2025); a policy "
    "that is not mentioned satisfies nobody.",
    how_to_fix="Say beside the price how long and at whose cost goods may come back, and link the details.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
)
def missing_returns(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where no text, link or address on the way speaks of sending back."""
    if visit.journey.customers == "business" or visit.journey.is_withdrawal_exempt:
        yield Inapplicable()
        return
    path = whole_path(visit, lambda path: path.is_whole_from_shop_cart)
    if not isinstance(path, PurchasePath):
        yield path
        return
    pages = [seen for seen in path.pages if seen.step.stage in _FROM_PRODUCT or _is_taken_from(seen, visit)]
    if any(mentions(seen.page, meaning, path.languages) for seen in pages for meaning in _WORDS):
        return
    if not knows_words(_WORDS, path.languages):
        yield Incomplete("the words of this language are not known")
    elif path.commit is not None and path.commit_page is not None:
        yield Friction(at=path.commit_page.subject, step=path.commit.index, screenshot=path.commit_picture)


def _is_taken_from(seen: SeenPage, visit: VisitEvidence) -> bool:
    """Tell whether the goods are put in the cart on the page, though the step that opened it was still to find them."""
    following = visit.steps[seen.step.index + 1 : seen.step.index + 2]
    return any(step.commits is not Commitment.NONE for step in following)
