"""Rule: whoever presses the commit action sees that money will be taken again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.lexicon import Meaning, has_words, language_of
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.commitment.recurrence import (
    chosen_recurrences,
    comes_with_the_goods,
    offers_a_choice,
    recurrences_in,
    says_recurring,
)
from frictionaudit.rules.languages import page_of_action, reading_languages, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

SMALLEST_PX = 12
"""Smaller words count as hidden (rule catalogue)."""

PALEST_CONTRAST = 4.5
PALEST_LARGE_CONTRAST = 3.0
LARGE_PX = 24
"""WCAG 2.2, 1.4.3: https://www.w3.org/TR/WCAG22/#contrast-minimum"""

_NO_SENTENCE = frozenset({"button", "link", "option", "label"})
_ABOUT_THE_CART = frozenset({Stage.CART, Stage.CHECKOUT, Stage.PAY})

_CHOICES = frozenset({"label", "option"})

_OF_ELSE = (Meaning.FREE, Meaning.MEMBERSHIP, Meaning.BUNDLED, Meaning.BY_CHOICE)
_TEXTS_BEFORE = 2
"""Before what is due later stands what is due now. Project's choice."""


@rule(
    id="commitment/hidden-renewal",
    reads=ActionEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.CRITICAL,
    title="That money will be taken again is out of sight when the customer presses the button",
    message="The path says “{words}”, and nothing of it is in view with “{name}”.",
    variants={"faint": "“{words}” is in view with “{name}” only in small or pale letters."},
    customer="Wait, every month?",
    why="In the EU the duration of a contract and the price of a subscription have to stand, clear and prominent, "
    "right before the order button (Directive 2011/83/EU, Art. 8(2)). Hidden subscriptions are a known dark pattern "
    "(Mathur et al. 2019).",
    how_to_fix="Say beside the button what will be taken, how often, from when, and how to end it.",
    references=("https://eur-lex.europa.eu/eli/dir/2011/83/oj", "https://doi.org/10.1145/3359183"),
)
def hidden_renewal(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a recurring charge is named on the path and not, or hardly, at the binding press."""
    page = page_of_action(context)
    if not action.commits.is_binding or page is None:
        yield Inapplicable()
        return
    if not has_words(language_of(page.language) or language_of(context.visit.locale), Meaning.RENEWAL):
        yield Incomplete("the words for a recurring charge are not known in this language")
        return
    languages = reading_languages(page, context.visit)
    in_view = [block for block in action.view or () if says_recurring(block.text, languages)]
    # What a choice of this step unfolds is known from the view alone; names of choices may be of those not made.
    said = _said_on_the_path(context, page) or [block.text for block in in_view if block.role not in _CHOICES]
    if not said:
        told = _said_of_the_goods(context)
        said = [block.text for block, _ in told]
        if said and not _is_of_this_price(told, page, languages):
            said = _said_of_companions(told, context)
            if not said:
                yield Incomplete(
                    "a page of the goods speaks of a recurring charge, and whether it is theirs is not known"
                )
                return
    if not said:
        yield Inapplicable()
        return
    if action.element is None or action.view is None:
        yield unseen(action) if action.element is None else Incomplete("what stood in view was not gathered")
        return
    if says_recurring(action.element.subject.name, languages) or any(_is_legible(block) for block in in_view):
        return
    if not in_view and any(gap.what == "view" for gap in action.gaps):
        yield Incomplete("only a part of what stood in view was seen")
        return
    yield Friction(
        at=action.element.subject,
        variant="faint" if in_view else "",
        parameters={"words": (in_view[0].text if in_view else said[0])[:160], "name": action.element.subject.name},
        screenshot=action.screenshot or "",
    )


def _said_on_the_path(context: Context, page: PageEvidence) -> list[str]:
    """Give what is said of the cart: on its pages, and where something was put in it only to be charged again."""
    said = [block.text for block in recurrences_in(page, reading_languages(page, context.visit))]
    is_subscription = context.step.commits is Commitment.SUBSCRIPTION
    for step, following in pairwise((*context.previous, context.step)):
        is_about = is_subscription or step.stage in _ABOUT_THE_CART or _takes_details(following)
        if step.page is not None and is_about:
            said += [b.text for b in recurrences_in(step.page, reading_languages(step.page, context.visit))]
    return said + _chosen_with_the_goods(context)


def _takes_details(step: StepEvidence) -> bool:
    """Tell whether a step of the checkout fills in the page it began on: that one is of the checkout as well."""
    is_checkout = step.stage in (Stage.CHECKOUT, Stage.PAY)
    return is_checkout and any(action.kind is ActionKind.FILL for action in step.actions)


def _chosen_with_the_goods(context: Context) -> list[str]:
    """Give the purchase options that stood chosen when the goods went into the cart ("Delivered monthly, 9.90 €")."""
    said: list[str] = []
    for before, step in pairwise((None, *context.previous)):
        if step is None or step.commits is not Commitment.CART:
            continue
        # A step that does more than press may have chosen otherwise on the page it began on.
        began_on = before.page if before is not None and len(step.actions) < 2 else None
        for page in (step.page, began_on):
            if page is not None:
                said += chosen_recurrences(page, reading_languages(page, context.visit))
    return said


def _said_of_the_goods(context: Context) -> list[tuple[TextBlock, PageEvidence]]:
    """Give what the running text of a product's page says, where a recurring charge is none of several choices."""
    said: list[tuple[TextBlock, PageEvidence]] = []
    for before, step in pairwise(context.previous):
        page = before.page
        if step.commits is not Commitment.CART or page is None:
            continue
        languages = reading_languages(page, context.visit)
        if not offers_a_choice(page, languages):
            said += [(block, page) for block in recurrences_in(page, languages) if block.role not in _NO_SENTENCE]
    return said


def _said_of_companions(said: Iterable[tuple[TextBlock, PageEvidence]], context: Context) -> list[str]:
    """Give what is said of a membership or subscription that goes into the cart with the goods, at its own price."""
    return [
        block.text
        for block, shown in said
        if comes_with_the_goods(block, shown, reading_languages(shown, context.visit))
    ]


def _is_of_this_price(
    said: Iterable[tuple[TextBlock, PageEvidence]], page: PageEvidence, languages: tuple[str, ...]
) -> bool:
    """Tell whether a recurring charge is that of the goods: an amount that is asked for now goes with it.

    Where nothing at all is to be paid now, the goods are what is paid for later: a free trial.
    """
    asked = {amount.value for block in page.blocks for amount in amounts_in(block.text)}
    if asked and not any(asked):
        return True
    return any(
        amount.value in asked
        for block, shown in said
        for text in (block.text, *_first_price(block, shown, languages))
        for amount in amounts_in(text)
    )


def _first_price(block: TextBlock, page: PageEvidence, languages: tuple[str, ...]) -> Iterator[str]:
    """Give the texts right before "then 19.90 € a month": the price of the first period, unless that is free."""
    is_of_else = any(says_any(block.text, meaning, languages) for meaning in _OF_ELSE)
    if says_any(block.text, Meaning.THEREAFTER, languages) and not is_of_else:
        place = page.blocks.index(block)
        yield from (before.text for before in page.blocks[max(0, place - _TEXTS_BEFORE) : place])


def _is_legible(block: TextBlock) -> bool:
    if block.font_px is not None and block.font_px < SMALLEST_PX:
        return False
    palest = PALEST_LARGE_CONTRAST if (block.font_px or 0) >= LARGE_PX else PALEST_CONTRAST
    return block.contrast is None or block.contrast >= palest
