"""Rule: a product that is sold out leads on: to another one, to a date, or to a message when it is back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap

from frictionaudit.evidence.common import AROUND, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.common import has_no_good_document, is_somebodys_words, shortened
from frictionaudit.rules.languages import has_said, has_told, reading_languages
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import knows_words, leads_to
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

MESSAGE = 90
"""Characters of a message that something is sold out; longer texts are about something else. Project's choice."""

_BARE_PRICE = re.compile(r"\d{1,5}[.,]\d{2}")

OFFERS = 2
"""Other products with a price that make it a page of several products. Project's choice."""

_SHOP = (Stage.ARRIVE, Stage.FIND, Stage.CHOOSE, Stage.CART)
_NO_KINDS = (Meaning.FIELD_QUANTITY, Meaning.FIELD_COUNTRY)
_BUYS = (Meaning.ADD_TO_CART, Meaning.CHECKOUT, Meaning.ORDER, Meaning.PAY)


@rule(
    id="help/out-of-stock-dead-end",
    reads=VisitEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MODERATE,
    title="Sold out, and nothing else",
    message="The page says “{text}” and offers no other product, no date and no message when it is back.",
    customer="So what now?",
    why="Whoever came for this product leaves for another shop, though a similar one may be in stock here. Helping to "
    "buy means to show it.",
    how_to_fix="Show similar products, say when it is back, or offer to send a message then.",
    references=("Empatiamarkkinointi 2018: say when you are not the right one, and suggest others",),
    limits=("Where one variant is chosen, others that may be in stock make it incomplete.",),
)
def out_of_stock_dead_end(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding per page of a product that cannot be bought and leads nowhere."""
    known: set[str] = set()
    has_unknown_words = False
    for step in visit.steps:
        page = step.page
        if page is None or page.url in known or step.stage not in _SHOP or has_no_good_document(step):
            continue
        languages = reading_languages(page, visit)
        message = _sold_out(page, languages)
        if message is None or _is_of_the_search(step):
            continue
        known.add(page.url)
        if _leads_on(page, message, languages):
            continue
        if not knows_words((Meaning.NOTIFY, Meaning.ALTERNATIVES), languages):
            has_unknown_words = True
        elif _has_other_variants(page, languages):
            yield Incomplete("another variant of the product may be in stock", step=step.index)
        else:
            subject = Subject(role=message.role or "text", name=message.text, locator=message.locator, box=message.box)
            yield Friction(at=subject, parameters={"text": shortened(message.text)}, step=step.index)
    if has_unknown_words:
        yield Incomplete("the words of this language are not known")
    elif not known:
        yield Inapplicable()


def _is_of_the_search(step: StepEvidence) -> bool:
    """Tell whether a search ended without any price: what cannot be had is the search, or what was looked for."""
    searches = any(action.kind is ActionKind.SEARCH for action in step.actions)
    return searches and step.page is not None and not any(amounts_in(block.text) for block in step.page.blocks)


def _sold_out(page: PageEvidence, languages: tuple[str, ...]) -> TextBlock | None:
    """Give the message that the page's product is sold out; none where something on the page can be bought."""
    for control in page.controls:
        meant = {meaning for language in languages for meaning in meanings_of(control.subject.name, language)}
        if not control.is_disabled and control.region not in AROUND and meant & set(_BUYS):
            return None
    content = [block for block in page.blocks if block.region not in AROUND and block.role not in ("link", "option")]
    if not any(block.role == "heading" for block in content) or _is_shut(content, languages):
        return None
    return next((block for block in content if _says_sold_out(block, languages) and not _is_entry(block, page)), None)


def _is_entry(block: TextBlock, page: PageEvidence) -> bool:
    """Tell an entry of a list, which says of the product that it leads to that it is sold out: name, price, message."""
    if not amounts_in(block.text):
        return False
    names = (link.text for link in page.links if link.region not in AROUND)
    return any(name and block.text.startswith(name) and name != block.text for name in names)


def _is_shut(content: Sequence[TextBlock], languages: tuple[str, ...]) -> bool:
    """Tell whether it is the shop that cannot be had right now, or the page that is gone: nothing has a price there."""
    if any(amounts_in(block.text) for block in content):
        return False
    return any(
        has_said(block.text, Meaning.MAINTENANCE, languages) or _is_of_a_page(block, languages) for block in content
    )


def _is_of_a_page(block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell "The page is no longer available", which errors/soft-error-page tells, from the same of a product."""
    return all(has_said(block.text, meaning, languages) for meaning in (Meaning.NOT_FOUND, Meaning.PAGE))


def _says_sold_out(block: TextBlock, languages: tuple[str, ...]) -> bool:
    if len(block.text) > MESSAGE or is_somebodys_words(block.text):
        return False
    return has_said(block.text, Meaning.OUT_OF_STOCK, languages)


def _leads_on(page: PageEvidence, message: TextBlock, languages: tuple[str, ...]) -> bool:
    if leads_to(page, Meaning.NOTIFY, languages):
        return True
    content = [block for block in page.blocks if block.region not in AROUND]
    told = (Meaning.NOTIFY, Meaning.ALTERNATIVES)
    return (
        any(has_said(block.text, meaning, languages) for block in content for meaning in told)
        # "Rooms available from 12 to 14 March", over all of the page, repeats what was looked for.
        or any(has_told(block.text, Meaning.RESTOCK, languages) for block in content if block.tag != "h1")
        or _has_others(content, content.index(message))
    )


def _has_others(content: Sequence[TextBlock], at: int) -> bool:
    """Tell whether other products stand below, or so many above that this is a page of several."""
    above, below = content[:at], content[at + 1 :]
    if above and _names_product(above[-1]) and any(starmap(_is_card, pairwise(above))):
        return True  # an entry of a list that says it in place of a price, after one that has its price
    prices = {block.text for block in below if amounts_in(block.text)}
    if len(prices) >= OFFERS and any(map(_is_name, below)):
        return True
    # What says that it is gone may name the price in the same breath: an entry of a list, as those above it.
    return any(starmap(_is_card, pairwise(below))) or _products(content[: at + 1]) > OFFERS


def _is_card(name: TextBlock, price: TextBlock) -> bool:
    """Tell the card of another product: its name leads to it, and nothing but its price comes next."""
    only = {amount.text.strip() for amount in amounts_in(price.text)}
    return _names_product(name) and price.text.strip() in only


def _names_product(block: TextBlock) -> bool:
    return block.role == "link" and len(block.text.split()) > 1


def _products(blocks: Iterable[TextBlock]) -> int:
    """Count names that a price follows, as cards of products have them: the sold-out one's own is among them."""
    count = 0
    is_named = False
    for block in blocks:
        # A shop that leaves the currency out sells for a price all the same.
        if amounts_in(block.text) or _BARE_PRICE.fullmatch(block.text.strip()):
            count += is_named
            is_named = False
        elif _is_name(block):
            is_named = True
    return count


def _is_name(block: TextBlock) -> bool:
    """Products are named by links, or by headings within them."""
    return block.role in ("link", "heading")


def _has_other_variants(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a size or colour may be left that is not said to be sold out as well.

    Where none is chosen and none is told from the others, what is sold out is the product, unless a button waits.
    """
    fields = [field for form in page.forms for field in form.fields if _is_of_product(field, languages)]
    boxes = [field for field in fields if field.kind == "radio"]
    lines = [_lines_of(field, languages) for field in fields if field.kind == "select"]
    if len(boxes) > 1:
        lines.append([_Line(_is_barred(box, languages), bool(box.is_checked)) for box in boxes])
    others = [line for choice in lines for line in choice if not line.is_gone and not line.is_chosen]
    if not others:
        return any(not choice for choice in lines)  # a list whose lines are not known
    is_chosen = any(line.is_chosen for choice in lines for line in choice)
    is_told_apart = any(line.is_gone for choice in lines for line in choice)
    return is_chosen or is_told_apart or _waits(page, languages)


@dataclass(frozen=True)
class _Line:
    is_gone: bool
    is_chosen: bool


def _is_of_product(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell the product's own kinds from a number of pieces, a country, or what stands around every page."""
    if field.kind not in ("radio", "select") or field.in_frame or field.region in AROUND:
        return False
    is_else = any(has_said(f"{field.label} {field.group}", meaning, languages) for meaning in _NO_KINDS)
    is_count = bool(field.options) and all(text.strip().isdigit() for text in field.options)
    return not is_else and not is_count and not (field.kind == "select" and field.is_disabled)


def _lines_of(field: FieldEvidence, languages: tuple[str, ...]) -> list[_Line]:
    """Give the lines of a list but its invitation, which stands first."""
    invites = not field.is_filled or (bool(field.options) and has_said(field.options[0], Meaning.REQUIRED, languages))
    return [
        _Line(text in field.barred or _is_gone(text, languages), bool(field.preset) and text == field.preset)
        for text in field.options[1 if invites else 0 :]
    ]


def _is_barred(box: FieldEvidence, languages: tuple[str, ...]) -> bool:
    return box.is_disabled or _is_gone(f"{box.label} {box.subject.name}", languages)


def _waits(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a button that buys is there, and grey: it may wait for a choice."""
    meant = (meanings_of(control.subject.name, code) for control in page.controls for code in languages)
    return any(Meaning.ADD_TO_CART in each for each in meant)


def _is_gone(text: str, languages: tuple[str, ...]) -> bool:
    return has_said(text, Meaning.OUT_OF_STOCK, languages)
