"""The way to deliver, or to pay, that a checkout tells of in words alone: "Delivery: only by courier, 4,90 €"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.choices import groups_of
from frictionaudit.evidence.common import AROUND, Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.lexicon.brands import PaymentKind, delivery_words, payment_words
from frictionaudit.rules.common import shortened
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import PurchasePath, purchase_path
from frictionaudit.rules.payment.offers import checkout_pages
from frictionaudit.rules.ways import offered_ways

__all__ = ["ToldWay", "only_payment_told", "only_way_told"]

_MOST_WORDS = 6
"""Words of a text that names the way to pay and does not tell about it."""

_NO_TEXT = frozenset({"link", "button", "option", "label"})
_CHOOSES = frozenset({ActionKind.CHECK, ActionKind.SELECT})


@dataclass(frozen=True)
class ToldWay:
    """A way to deliver or to pay as the page words it, and where it stands."""

    words: str
    subject: Subject
    step: int


def only_way_told(visit: VisitEvidence) -> ToldWay | None:
    """Give the only way that the whole checkout names, where neither page nor journey had one to choose."""
    path = purchase_path(visit)
    if not isinstance(path, PurchasePath) or path.commit is None or any(offered_ways(visit, path.commit.index)):
        return None
    languages = path.languages
    pages = [(step, page) for step, page in checkout_pages(visit) if step <= path.commit.index]
    if any(page.is_truncated or _lets_choose(page, languages) for _, page in pages):
        return None
    if any(_chooses_way(action, languages) for step in visit.steps for action in step.actions):
        return None
    told = [
        (way, block, step)
        for step, page in pages
        for way, block in _told_on(page, languages, Meaning.DELIVERY_METHOD, _way_in)
    ]
    if len({way.casefold() for way, _, _ in told}) != 1:
        return None
    _, block, step = told[0]
    words = shortened(_behind_colon(block.text))
    return ToldWay(words, Subject(role="text", name=words, locator=block.locator, box=block.box), step)


def only_payment_told(visit: VisitEvidence) -> ToldWay | None:
    """Give the only way to pay that the whole checkout names, where it stands under the word for it as a mere text."""
    path = purchase_path(visit)
    if not isinstance(path, PurchasePath) or path.commit is None:
        return None
    pages = [(step, page) for step, page in checkout_pages(visit) if step <= path.commit.index]
    if any(page.is_truncated for _, page in pages):
        return None
    if any(
        a.kind in _CHOOSES and payment_words(a.target, path.languages) for step in visit.steps for a in step.actions
    ):
        return None
    named = {
        words.kind for _, page in pages for text in _all_texts(page) for words in payment_words(text, path.languages)
    }
    if len(named) != 1 or PaymentKind.MIXED in named:
        return None
    for step, page in pages:
        for way, block in _told_on(page, path.languages, Meaning.PAYMENT_METHOD, _payment_in):
            return ToldWay(way, Subject(role="text", name=way, locator=block.locator, box=block.box), step)
    return None


def _all_texts(page: PageEvidence) -> Iterator[str]:
    """Give all words of the page: a second way to pay may be a button, a field or a picture."""
    yield from (block.text for block in page.blocks)
    yield from (control.subject.name for control in page.controls)
    yield from (image.subject.name for image in page.images)
    for form in page.forms:
        for each in form.fields:
            yield from (each.label, each.subject.name, *each.options)


def _payment_in(text: str, languages: tuple[str, ...]) -> str | None:
    return text if len(text.split()) <= _MOST_WORDS and payment_words(text, languages) else None


def _chooses_way(action: ActionEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether the journey took a way to deliver; "Continue to delivery" takes none."""
    if action.kind is ActionKind.FILL:  # "E-post" is filled in, and no post office chosen
        return False
    if delivery_words(action.target, languages):
        return True
    return action.kind in _CHOOSES and has_said(action.target, Meaning.DELIVERY, languages)


def _lets_choose(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a control may be a way to have the goods, though no group of them could be read."""
    names = (control.subject.name for control in page.controls if control.region not in AROUND)
    labels = (choice.label for group in groups_of(page) if not group.is_list for choice in group.choices)
    return any(delivery_words(name, languages) for name in names) or any(
        delivery_words(label, languages) or amounts_in(label) for label in labels
    )


def _told_on(
    page: PageEvidence, languages: tuple[str, ...], word: Meaning, way_in: Callable[[str, tuple[str, ...]], str | None]
) -> Iterator[tuple[str, TextBlock]]:
    """Give each text that stands under or behind the word for delivery or payment and names one way, with that way."""
    title = False
    for block in page.blocks:
        if (block.role in _NO_TEXT and block.tag != "legend") or block.region in AROUND:
            title = False
            continue
        label, colon, _ = block.text.partition(":")
        is_titled = title or (bool(colon) and _is_title(label, languages, word))
        title = _is_title(block.text.rstrip(": "), languages, word)
        if is_titled and not title and (way := way_in(_behind_colon(block.text), languages)) is not None:
            yield way, block


def _is_title(text: str, languages: tuple[str, ...], word: Meaning) -> bool:
    return any(word in meanings_of(text, language) for language in languages)


def _way_in(text: str, languages: tuple[str, ...]) -> str | None:
    """Give the one way that a text names; None where it names none, or a second one beside it."""
    way = delivery_words(text, languages)
    if way is None or has_said(way, Meaning.FREE_DELIVERY, languages):
        return None
    before, _, after = text.partition(way)
    return way if delivery_words(f"{before} , {after}", languages) is None else None


def _behind_colon(text: str) -> str:
    label, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() else label.strip()
