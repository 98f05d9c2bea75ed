"""The part of a page that sells one product: from its name to its button."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.headings import main_heading
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Commitment
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.common import path_of
from frictionaudit.rules.languages import reading_languages

__all__ = ["bought_page_of", "product_name", "product_page_of", "sales_blocks", "sells_one", "shown_product_of"]

_POP_UP = "dialog"
_ELSEWHERE = frozenset({"nav", "header", "footer"})
_NOT_SOLD = _ELSEWHERE | {_POP_UP}
_BEHIND_THE_BUTTON = 6
"""Texts behind the button that still belong to the price: notes on tax, delivery and former prices."""


def product_page_of(step: StepEvidence, visit: VisitEvidence) -> PageEvidence | None:
    """Give the page of one product from which the step put something in the cart; None for lists of products."""
    before = visit.steps[step.index - 1].page if step.index else None
    page = before or step.page
    if step.commits is not Commitment.CART or page is None or main_heading(page) is None:
        return None
    return page if len(list(_cart_buttons(page, visit))) <= 1 else None


def bought_page_of(step: StepEvidence, visit: VisitEvidence) -> PageEvidence | None:
    """Give the page of one product that the step first shows, and from which this step or a later one buys."""
    for buying in visit.steps[step.index :]:
        if buying.status is not StepStatus.NOT_REACHED and _shown_at(buying, visit) == step.index:
            page = product_page_of(buying, visit)
            if page is not None:
                return page
    return None


def _shown_at(buying: StepEvidence, visit: VisitEvidence) -> int:
    """Give the step from which on the page stood there that a step acts on: a size may have been chosen meanwhile."""
    acted_on = visit.steps[buying.index - 1].page if buying.index else None
    if acted_on is None:
        return buying.index
    at = buying.index - 1
    while at > 0 and _is_same_page(visit.steps[at - 1].page, acted_on):
        at -= 1
    return at


def _is_same_page(page: PageEvidence | None, other: PageEvidence) -> bool:
    """Tell whether both are of one product: apps keep their address for all of them."""
    return page is not None and path_of(page.url) == path_of(other.url) and product_name(page) == product_name(other)


def shown_product_of(step: StepEvidence, visit: VisitEvidence) -> PageEvidence | None:
    """Give the page of one product that the step first shows: one that is bought from, where the journey buys."""
    page = step.page
    if page is None or any(each.commits is not Commitment.NONE for each in visit.journey.steps):
        return bought_page_of(step, visit)
    before = visit.steps[step.index - 1].page if step.index else None
    is_same = before is not None and path_of(before.url) == path_of(page.url)
    return page if sells_one(page, visit) and not is_same and main_heading(page) is not None else None


def sells_one(page: PageEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the page is about one product: a single button puts something in the cart."""
    return sum(1 for _ in _cart_buttons(page, visit)) == 1


def product_name(page: PageEvidence) -> str:
    """Give the name of the product that the page sells: its main heading; "" where it has none."""
    place = main_heading(page)
    return page.blocks[place].text if place is not None else ""


def sales_blocks(page: PageEvidence, visit: VisitEvidence, behind: int = _BEHIND_THE_BUTTON) -> tuple[TextBlock, ...]:
    """Give the texts from the product's name to its button and some behind; struck-through ones are among them.

    A pop-up over the product sells something else: its own texts are left out, unless the name stands in it too.
    """
    start = main_heading(page) or 0
    elsewhere = _ELSEWHERE if page.blocks[start : start + 1] and page.blocks[start].region == _POP_UP else _NOT_SOLD
    ends = [place for place in _cart_buttons(page, visit) if place > start]
    end = ends[0] + 1 + behind if ends else len(page.blocks)
    # A badge on the picture or above the name belongs to the product.
    start = max(0, start - 2)
    return tuple(block for block in page.blocks[start:end] if block.region not in elsewhere)


def _cart_buttons(page: PageEvidence, visit: VisitEvidence) -> Iterator[int]:
    languages = reading_languages(page, visit)
    for place, block in enumerate(page.blocks):
        if block.role == "button" and any(Meaning.ADD_TO_CART in meanings_of(block.text, code) for code in languages):
            yield place
