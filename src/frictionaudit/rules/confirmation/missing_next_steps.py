"""Rule: the confirmation says what happens next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.confirmation.ending import commit_confirmed_by, steps_from
from frictionaudit.rules.languages import has_said, knows, reading_languages, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import stands_in_shop
from frictionaudit.rules.prices.track import came_from_the_shop
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_ELSEWHERE = frozenset({"nav", "footer", "header"})
"""Where every page of a shop speaks of delivery."""

ROW_LENGTH, NAME_WORDS = 3, 2
"""How many names side by side are a row of steps whatever the last one is, and of how many words that is. Project's
choice."""


@rule(
    id="confirmation/missing-next-steps",
    reads=StepEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.MODERATE,
    title="The confirmation does not say what happens next",
    message="The confirmation says neither when or how the goods come nor that a message is on its way.",
    customer="And now?",
    why="Who does not know what comes next waits in doubt, and calls. EU law asks for an acknowledgement of the order "
    "without undue delay (Directive 2000/31/EC, Art. 11).",
    how_to_fix="Say when and how the goods come, and that a confirmation is on its way, and where to.",
    references=("https://eur-lex.europa.eu/eli/dir/2000/31/oj",),
    needs=("page",),
)
def missing_next_steps(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where neither the confirming page nor one behind it says what comes."""
    page = step.page
    if page is None or commit_confirmed_by(step, context.visit) is None:
        yield Inapplicable()
        return
    if not (came_from_the_shop(context.visit) or stands_in_shop(page)):
        yield Inapplicable()
        return
    if any(_says_what_comes(each, context.visit) for each in steps_from(context)):
        return
    if not knows(page, context.visit, Meaning.NEXT_STEPS):
        yield Incomplete("the words for what comes next are not known in this language")
    elif page.is_truncated:
        yield Incomplete("the page holds more text than was gathered")
    else:
        yield Friction(at=Subject(role="page", name=step.name))


def _says_what_comes(step: StepEvidence, visit: VisitEvidence) -> bool:
    page = step.page
    if page is None:
        return False
    languages = reading_languages(page, visit)
    over = tuple(block for block in page.blocks if block.region == "dialog")
    # What a dialog that confirms lies over, say the product's page, speaks of no order.
    is_over = any(has_said(block.text, Meaning.CONFIRMATION, languages) for block in over)
    blocks = over if is_over else page.blocks
    return any(
        says_any(block.text, meaning, languages)
        for place, (block, following) in enumerate(pairwise((*blocks, None)))
        if block is not None
        and block.region not in _ELSEWHERE
        and not _is_in_row_of_steps(block, following, languages)
        and not _ends_row_of_steps(blocks[max(0, place - 2) : place], block, languages)
        and not (block.tag == "h1" and len(block.text.split()) == 1)  # "Receipt" names this page
        and not _is_row_of_price(block, following, languages)
        for meaning in (Meaning.NEXT_STEPS, Meaning.DELIVERY_TIME)
    )


def _is_in_row_of_steps(block: TextBlock, following: TextBlock | None, languages: tuple[str, ...]) -> bool:
    """Tell a name in the checkout's own row of steps, "Delivery › Payment", from one with what was chosen after it."""
    return following is not None and all(_names_step(each, languages) for each in (block, following))


def _ends_row_of_steps(before: Sequence[TextBlock], block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell the last name of such a row, "1. Address 2. Pay 3. Receipt": a word or two, built as those before it."""
    return (
        len(before) == ROW_LENGTH - 1
        and all(_names_step(each, languages) and _frame_of(each) == _frame_of(block) for each in before)
        and len([word for word in block.text.split() if word.strip("0123456789.)›>/ ")]) <= NAME_WORDS
    )


def _frame_of(block: TextBlock) -> tuple[str, str, str]:
    return block.tag, block.region, block.locator.rpartition(" > ")[0]


def _names_step(block: TextBlock, languages: tuple[str, ...]) -> bool:
    return any(Meaning.CHECKOUT_STEP in meanings_of(block.text, code) for code in languages)


def _is_row_of_price(block: TextBlock, following: TextBlock | None, languages: tuple[str, ...]) -> bool:
    """Tell “Shipping method  free”: what it costs, and neither how nor when the goods come."""
    if following is None or not any(Meaning.DELIVERY_METHOD in meanings_of(block.text, code) for code in languages):
        return False
    is_amount = any(amount.text == following.text.strip() for amount in amounts_in(following.text))
    return is_amount or any(Meaning.FREE in meanings_of(following.text, code) for code in languages)
