"""Where the path ends, and what confirms it: shared by the rules of this folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from itertools import pairwise
from urllib.parse import urlsplit

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning, labelled_code_in, order_reference_in
from frictionaudit.rules.languages import has_said, own_languages
from frictionaudit.rules.registry import Context

__all__ = [
    "commit_confirmed_by",
    "confirming_step",
    "goes_through",
    "is_confirmed",
    "is_last_commit",
    "is_refused",
    "is_yet_to_be_paid",
    "new_blocks",
    "shows_reference",
    "steps_from",
]

_ERRANDS_THAT_BUY = frozenset({"walk", "back", "reload", "deep_link", "double_submit", "reload_confirmation"})
"""Errands on which the payment is meant to go through; all other drills break it on purpose."""

_WORDS_OF_THE_JOURNEY = frozenset({"see", "heading", "element", "order_reference"})
"""Expectations that name what the customer is to see; an address alone confirms nothing."""

_NO_SENTENCE = frozenset({"button", "link", "option", "label"})


def goes_through(visit: VisitEvidence) -> bool:
    """Tell whether this errand means to buy."""
    return visit.errand.partition("@")[0] in _ERRANDS_THAT_BUY


def is_last_commit(context: Context) -> bool:
    """Tell whether this step is the last one that binds: only behind it can a confirmation be asked for."""
    binding = [i for i, step in enumerate(context.visit.journey.steps) if step.commits.is_binding]
    return bool(binding) and context.step.index == binding[-1]


def steps_from(context: Context) -> tuple[StepEvidence, ...]:
    """Give this step and those reached after it."""
    later = context.visit.steps[context.step.index :]
    return tuple(step for step in later if step.status is not StepStatus.NOT_REACHED)


def confirming_step(context: Context) -> StepEvidence | None:
    """Give the first step from this one on whose page confirms the order."""
    return next((step for step in steps_from(context) if is_confirmed(step, context)), None)


def commit_confirmed_by(step: StepEvidence, visit: VisitEvidence) -> StepEvidence | None:
    """Give the last commit of an errand that buys, where this step is the first whose page confirms it."""
    if not goes_through(visit):
        return None
    for earlier in visit.steps[: step.index + 1]:
        place = Context(visit, earlier)
        if is_last_commit(place) and earlier.primary is not None and earlier.primary.use is not None:
            found = confirming_step(place)
            return earlier if found is not None and found.index == step.index else None
    return None


def is_confirmed(step: StepEvidence, context: Context) -> bool:
    """Tell whether the step's page confirms the order, in words known to us or in those that the journey expects."""
    held = {e.kind for e in step.expectations if e.has_held} & _WORDS_OF_THE_JOURNEY
    page = step.page
    if held and (page is None or "order_reference" in held or not is_yet_to_be_paid(page, context.visit)):
        return True
    if page is None:
        return False
    if _says_newly(step, page, context, Meaning.CONFIRMATION):
        return True
    # A shop that keeps the order and asks for another way to pay names its number, too; so does the page of the card.
    if is_yet_to_be_paid(page, context.visit) or is_refused(step, context):
        return False
    return shows_reference(tuple(new_blocks(page, _page_before(step, context))), page, context.visit)


def is_refused(step: StepEvidence, context: Context) -> bool:
    """Tell whether the step's page says that the payment did not go through."""
    return step.page is not None and _says_newly(step, step.page, context, Meaning.DECLINED)


def _says_newly(step: StepEvidence, page: PageEvidence, context: Context, meaning: Meaning) -> bool:
    languages = own_languages(page, context.visit)
    return any(has_said(block.text, meaning, languages) for block in new_blocks(page, _page_before(step, context)))


def is_yet_to_be_paid(page: PageEvidence, visit: VisitEvidence) -> bool:
    """Tell whether the customer stands where the card is still to be given: at the provider's, or at its fields."""
    shop, host = (urlsplit(url).hostname or "" for url in (visit.journey.base_url, page.url))
    if host != shop and any(fnmatch(host.lower(), pattern.lower()) for pattern in visit.journey.payment.hosts):
        return True
    languages = own_languages(page, visit)
    fields = (field for form in page.forms for field in form.fields if not field.is_filled)
    return any((purpose := purpose_of(field, languages)) and purpose.name == "cc-number" for field in fields)


def shows_reference(blocks: Sequence[TextBlock], page: PageEvidence, visit: VisitEvidence) -> bool:
    """Tell whether an order number stands there: in one text, or in the one right after the words that announce it."""
    pairs = [f"{text}\n{following}" for text, following in pairwise([*(block.text for block in blocks), ""])]
    return any(
        order_reference_in(pair, language, page.url) for pair in pairs for language in own_languages(page, visit)
    ) or any(labelled_code_in(pair, page.url) for pair in pairs)


def new_blocks(page: PageEvidence, before: PageEvidence | None) -> Iterator[TextBlock]:
    """Give the running text that did not stand on the page before: a promise of a confirmation is none."""
    known = {block.text for block in before.blocks} if before else set()
    return (block for block in page.blocks if block.text not in known and block.role not in _NO_SENTENCE)


def _page_before(step: StepEvidence, context: Context) -> PageEvidence | None:
    return context.visit.steps[step.index - 1].page if step.index > 0 else None
