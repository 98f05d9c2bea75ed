"""Rule: the way from the cart to the order is short."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, pairwise
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.effort import house_of, is_typed_or_chosen
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.purpose import is_typed, page_languages, purpose_of
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

SCREENS_AT_MOST = 5
"""From cart to order review a new customer passes 5.1 on average (Baymard, 26 June 2024)."""

_CHECKOUT = frozenset({Stage.CART, Stage.CHECKOUT, Stage.PAY})
_SHOPPING = frozenset({Stage.ARRIVE, Stage.FIND, Stage.CHOOSE})
_OF_THE_CART = frozenset({"coupon", "quantity", "search", "note"})


@rule(
    id="navigation/long-path",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MODERATE,
    title="Too many pages between cart and order",
    message="From the cart to the order the customer passes {screens} pages; the target is at most {most}.",
    customer="How many more pages?",
    why="A new customer passes 5.1 steps from cart to order review on average, and 17 % of US shoppers who left a "
    "checkout found it too long or complicated (Baymard 2024 and 2025).",
    how_to_fix="Join pages that ask for little, leave out those that only sum up, and let choices be made in place.",
    references=(
        "https://baymard.com/blog/checkout-flow-average-form-fields",
        "https://baymard.com/lists/cart-abandonment-rate",
    ),
)
def long_path(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the pages and form screens from the cart to the order exceed the target."""
    pages = list(_pages(visit))
    if visit.errand != "walk" or not pages:
        yield Inapplicable()
        return
    screens = _screens([page for page in pages if page is not None], _fields_of_the_shop(visit))
    most = visit.journey.target.max_steps or SCREENS_AT_MOST
    if screens > most:
        yield Friction(at=Subject(role="page", name=""), parameters={"screens": screens, "most": most})
    elif None in pages or not _reached_the_order(visit):
        yield Incomplete("not all of the path to the order was seen")


def _pages(visit: VisitEvidence) -> Iterator[PageEvidence | None]:
    """Give the page that each step of the checkout begins on: the one that the step before it ended on.

    The cart's own page, before the first, is where the path begins; the page of a payment provider, behind the shop's
    last one, is not the shop's to leave out.
    """
    for before, step in dropwhile(lambda pair: _is_the_cart(*pair, visit), pairwise(visit.steps)):
        if step.stage is Stage.PAY and before.page is not None and _is_elsewhere(before.page, visit):
            continue
        is_shopping = before.stage in _SHOPPING or step.commits is Commitment.CART
        if step.stage in _CHECKOUT and not is_shopping and step.status is not StepStatus.NOT_REACHED:
            yield before.page


def _is_the_cart(before: StepEvidence, step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether a step begins on a page that still sums up the cart, or in the shop before it."""
    if before.stage in _SHOPPING or step.commits is Commitment.CART:
        return True
    if Stage.CART not in (before.stage, step.stage) or step.commits.is_binding or before.page is None:
        return False
    languages = page_languages(before.page, visit.locale)
    typed = (field for form in before.page.forms for field in form.fields if is_typed(field))
    told = {_name(field): purpose_of(field, languages) for field in typed}
    asked = {name for name, purpose in told.items() if purpose is None or purpose.name not in _OF_THE_CART}
    return not asked - _fields_of_the_shop(visit)


def _is_elsewhere(page: PageEvidence, visit: VisitEvidence) -> bool:
    """Tell whether none of the shop's pages, nor of a checkout at another address, stood in that house before."""
    pages = [step.page for step in visit.steps if step.stage is not Stage.PAY]
    return house_of(page.url) not in {house_of(each.url) for each in pages if each is not None}


def _fields_of_the_shop(visit: VisitEvidence) -> frozenset[str]:
    """Give the fields that stand on its other pages too: search, newsletter; they tell no screen from another."""
    pages = (step.page for step in visit.steps if step.stage in _SHOPPING and step.commits is not Commitment.CART)
    return frozenset(name for page in pages if page is not None for name in _fields(page, is_any=True))


def _screens(pages: list[PageEvidence], elsewhere: frozenset[str]) -> int:
    """Count pages, and screens of one page that ask for quite other things; coming back to one counts once."""
    seen: list[tuple[str, frozenset[str], frozenset[str]]] = []
    for page in pages:
        path, every = _place(page), _fields(page, is_any=True) - elsewhere
        wanted = _fields(page, is_any=False) - elsewhere or every  # a screen may ask for no more than a box to tick
        if wanted and not any(path == known and (wanted & each or asked & every) for known, asked, each in seen):
            seen.append((path, wanted, every))
    asking = {path for path, _, _ in seen}
    return len(seen) + len({_place(page) for page in pages} - asking)


def _place(page: PageEvidence) -> str:
    parts = urlsplit(page.url)
    return f"{parts.hostname}{parts.path.rstrip('/')}#{parts.fragment if '/' in parts.fragment else ''}"


def _fields(page: PageEvidence, *, is_any: bool) -> frozenset[str]:
    fields = (field for form in page.forms for field in form.fields if is_any or is_typed_or_chosen(field))
    return frozenset(map(_name, fields))


def _name(field: FieldEvidence) -> str:
    return field.name or field.label or field.subject.locator


def _reached_the_order(visit: VisitEvidence) -> bool:
    binding = [i for i, step in enumerate(visit.journey.steps) if step.commits.is_binding]
    reached = {step.index for step in visit.steps if step.status in (StepStatus.PASSED, StepStatus.HELD)}
    return bool(binding) and binding[-1] in reached
