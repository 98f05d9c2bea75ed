"""Rule: the confirmation confirms what the customer agreed to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.confirmation.ending import commit_confirmed_by
from frictionaudit.rules.languages import reading_languages, says_any
from frictionaudit.rules.money import Amount, amounts_in, currencies_in, share_currency
from frictionaudit.rules.prices.charged import CENT, Charged, adds_up, charged_at_press, charged_on
from frictionaudit.rules.prices.items import item_lines, name_words
from frictionaudit.rules.prices.lines import Kind, PriceLine, price_lines
from frictionaudit.rules.prices.told import steps_between
from frictionaudit.rules.prices.track import lines_at
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_COUNTED = re.compile(r"\s*(\d{1,2})\s*[×x✕]\s+(?=.*[^\W\d_]{3})(.+)", re.DOTALL)
"""“2 × Plate”: how many of something that has a name."""

_CHOOSES = frozenset({ActionKind.CHECK, ActionKind.UNCHECK, ActionKind.SELECT})

_NAME_LETTERS = 4
"""Letters of a word that tells goods apart; shorter ones join words: "of", "aus". Project's choice."""


@rule(
    id="confirmation/differing-total",
    reads=StepEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.CRITICAL,
    title="The confirmed order is not the one that was agreed to",
    message="The customer agreed to {promised}, and {confirmed} was confirmed.",
    variants={
        "items": "“{item}” was confirmed, which did not stand in the order that the customer agreed to.",
        "currency": "The customer agreed to {promised}, and the confirmation says {confirmed}: another currency.",
    },
    customer="That is not what I agreed to.",
    why="The customer pays what they agreed to: charges that were not disclosed before the order are not owed "
    "(Directive 2011/83/EU, Art. 6(6)). A wrong amount is disputed with the bank and costs the shop a customer.",
    how_to_fix="Build the confirmation from the order as it was placed, and charge exactly the amount on the button.",
    references=("https://eur-lex.europa.eu/eli/dir/2011/83/oj",),
    needs=("page",),
)
def differing_total(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the page that confirms names another amount or other items than the commit step."""
    commit = commit_confirmed_by(step, context.visit)
    if commit is None or step.page is None:
        yield Inapplicable()
        return
    agreed_at = _where_agreed(commit, context)
    promised = promised_at(agreed_at, context)
    confirmed = (
        charged_on(step.page, context.visit)
        or _said_paid(step.page, promised, context)
        or _so_called(step.page, promised, context)
    )
    if promised is None or confirmed is None or promised.is_partial or confirmed.is_partial:
        yield Incomplete("the amount agreed to and the amount confirmed could not both be told")
        return
    one, other = promised.amount, confirmed.amount
    at = Subject(role="text", name=confirmed.label, locator=confirmed.block.locator, box=confirmed.block.box)
    parameters = {"promised": one.text, "confirmed": other.text}
    if not share_currency(one, other):
        if _is_named_on(step.page, one):
            yield Incomplete("the confirmation names both currencies")
        else:
            yield Friction(at=at, variant="currency", parameters=parameters)
    elif abs(one.value - other.value) > CENT:
        between = context.visit.steps[agreed_at.index : commit.index]
        if any(each.page is not None and _is_named_on(each.page, other) for each in between):
            yield Incomplete("a page between the order and its confirmation names another amount")
        elif _may_be_chosen(one.value - other.value, promised, agreed_at, context.visit):
            yield Incomplete("what was chosen before the press changed the amount, and none was in view with the press")
        else:
            yield Friction(at=at, parameters=parameters)
    else:
        yield from _other_items(promised, confirmed, agreed_at, step.page, context.visit)
        yield from _other_counts(agreed_at, step.page, context.visit)


def _where_agreed(commit: StepEvidence, context: Context) -> StepEvidence:
    """Give the last step that binds whose amount is known: a bank's page, where one approves it, may name no total."""
    binding = [each for each in context.visit.steps[: commit.index] if each.commits.is_binding]
    told = (each for each in (commit, *reversed(binding)) if promised_at(each, context) is not None)
    return next(told, commit)


def promised_at(commit: StepEvidence, context: Context) -> Charged | None:
    """Give the amount in view with the press that binds, else the one that its page names."""
    before = context.visit.steps[commit.index - 1].page if commit.index else None
    view = commit.primary.view if commit.primary else None
    return charged_at_press(view or (), before, context.visit) if before is not None else None


def _may_be_chosen(difference: Decimal, promised: Charged, agreed_at: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the page named the amount before a way was chosen on it, and the ways lie as far apart."""
    view = agreed_at.primary.view if agreed_at.primary else None
    has_chosen = any(action.kind in _CHOOSES and action.failure is None for action in agreed_at.actions)
    if not has_chosen or agreed_at.index == 0 or promised.block in (view or ()):
        return False
    lines = lines_at(visit.steps[agreed_at.index - 1], visit)
    offered = [abs(line.amount.value) for line in lines if line.is_choice]
    return adds_up(abs(difference), [*offered, *steps_between(offered)], most=2)


def _said_paid(page: PageEvidence, promised: Charged | None, context: Context) -> Charged | None:
    """Give what was paid by the page's own words, "Paid by card 62.90 €", where it names no total.

    Where several things paid a part each, a gift card too, only their sum counts: all of what was agreed to.
    """
    languages = reading_languages(page, context.visit)
    lines = price_lines(page.blocks, languages)
    paid = [line for line in lines if _is_paid(line, languages)]
    if promised is None or not paid:
        return None
    others = tuple(line for line in lines if line not in paid)
    values = {abs(line.amount.value) for line in (*paid, *others) if line in paid or line.kind is Kind.DISCOUNT}
    amount = paid[-1].amount
    if len(values) > 1:
        if abs(sum(values) - promised.amount.value) > CENT:
            return None
        amount = promised.amount
    return Charged(amount, paid[-1].block, paid[-1].label, is_partial=False, lines=others)


def _is_paid(line: PriceLine, languages: tuple[str, ...]) -> bool:
    if line.is_choice or line.amount.value <= 0 or line.block.role in ("button", "link"):
        return False
    includes_tax = line.kind is Kind.TAX and says_any(line.label, Meaning.TAX_STATEMENT, languages) is not None
    if (line.kind is not Kind.ITEM and not includes_tax) or says_any(line.label, Meaning.FROM_PRICE, languages):
        return False
    return says_any(line.label, Meaning.PAID, languages) is not None


def _so_called(page: PageEvidence, promised: Charged | None, context: Context) -> Charged | None:
    """Give the largest sum where it bears the name of the one agreed to: which counts is open if none adds up."""
    lines = price_lines(page.blocks, reading_languages(page, context.visit))
    totals = [line for line in lines if line.kind is Kind.TOTAL and not line.is_choice]
    largest = max(totals, key=lambda line: line.amount.value, default=None)
    if promised is None or largest is None or not largest.label:
        return None
    is_there = any(abs(line.amount.value - promised.amount.value) <= CENT for line in totals)
    if is_there or largest.label.casefold() != promised.label.casefold():
        return None
    return Charged(largest.amount, largest.block, largest.label, is_partial=False, lines=lines)


def _other_items(
    promised: Charged, confirmed: Charged, commit: StepEvidence, page: PageEvidence, visit: VisitEvidence
) -> Iterator[Verdict]:
    """Compare the items where both pages add up.

    An item counts as the same where it shares a word of its name: confirmations shorten names and add sizes. Not so
    where each has words that the customer never reads on the other's side: “Throw Sylt” is no “Throw Allgäu”.
    """
    agreed, named = item_lines(promised) or _items_before(promised, commit, visit), item_lines(confirmed)
    if not agreed or not named:
        return
    known = frozenset().union(*(name_words(line) for line in agreed))
    renamed = _is_renamed(agreed, named, commit, page, visit)
    for line in named:
        if renamed or not (name_words(line) & known or _stood_beside(line, commit, visit)):
            at = Subject(role="text", name=line.label, locator=line.block.locator, box=line.block.box)
            yield Friction(at=at, variant="items", parameters={"item": line.label})


def _other_counts(commit: StepEvidence, page: PageEvidence, visit: VisitEvidence) -> Iterator[Verdict]:
    """Compare how many of the same thing, where both pages say so in so many words: “1 × Plate”, “2 × Plate”."""
    before = visit.steps[commit.index - 1].page if commit.index else None
    agreed, named = (_counted(each) if each is not None else {} for each in (before, page))
    for name, blocks in named.items():
        counts, known = set(blocks), set(agreed.get(name, ()))
        if len(counts) == len(known) == 1 and counts != known:
            yield _other(next(iter(blocks.values())))
    # Other things than those agreed to, of which the page says not a word.
    is_one_language = before is not None and not page.is_truncated and before.language == page.language
    words = {word for name in agreed for word in words_in(name) if len(word) >= _NAME_LETTERS}
    if named and words and is_one_language and not words & _words_on([page]):
        yield _other(next(block for blocks in named.values() for block in blocks.values()))


def _other(block: TextBlock) -> Friction:
    at = Subject(role="text", name=block.text, locator=block.locator, box=block.box)
    return Friction(at=at, variant="items", parameters={"item": block.text})


def _counted(page: PageEvidence) -> dict[str, dict[int, TextBlock]]:
    found: dict[str, dict[int, TextBlock]] = {}
    for block in page.blocks:
        if told := _COUNTED.match(block.text):
            amounts = amounts_in(told[2])
            name = told[2].split(amounts[0].text)[0] if amounts else told[2]
            found.setdefault(name.strip(" —–-:·,").casefold(), {})[int(told[1])] = block
    return found


def _stood_beside(line: PriceLine, commit: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the page of the button names it outside the sum of the goods: a gift wrap, a guarantee."""
    page = visit.steps[commit.index - 1].page if commit.index else None
    priced = price_lines(page.blocks, reading_languages(page, visit)) if page is not None else ()
    same = (each for each in priced if abs(each.amount.value - line.amount.value) <= CENT)
    return any(name_words(each) & name_words(line) for each in same)


def _items_before(promised: Charged, commit: StepEvidence, visit: VisitEvidence) -> Sequence[PriceLine] | None:
    """Give the items of the page that the button stood on: a summary may be out of view at the press."""
    page = visit.steps[commit.index - 1].page if commit.index else None
    whole = charged_on(page, visit) if page is not None else None
    if whole is None or abs(whole.amount.value - promised.amount.value) > CENT:
        return None
    return item_lines(whole)


def _is_renamed(
    agreed: Sequence[PriceLine],
    named: Sequence[PriceLine],
    commit: StepEvidence,
    page: PageEvidence,
    visit: VisitEvidence,
) -> bool:
    """Tell whether one item became another of like name, judged by the words that stand right at the prices."""
    before = [each.page for each in visit.steps[: commit.index] if each.page is not None]
    is_readable = all(not each.is_truncated and each.language == page.language for each in (*before, page))
    if not is_readable or len(agreed) != 1 or len(named) != 1:
        return False
    old, new = (name_words(replace(line, name=line.label)) for line in (agreed[0], named[0]))
    return bool(old & new) and bool(old - _words_on([page])) and bool(new - _words_on(before) - name_words(agreed[0]))


def _words_on(pages: Iterable[PageEvidence]) -> frozenset[str]:
    return frozenset(word for page in pages for block in page.blocks for word in words_in(block.text))


def _is_named_on(page: PageEvidence, promised: Amount) -> bool:
    """The amount agreed to stands there too, or its currency in words: items alone in it tell of no conversion."""
    for block in page.blocks:
        amounts = amounts_in(block.text)
        if not amounts and promised.currencies & currencies_in(block.text):
            return True
        if any(each.currencies & promised.currencies and abs(each.value - promised.value) <= CENT for each in amounts):
            return True
    return False
