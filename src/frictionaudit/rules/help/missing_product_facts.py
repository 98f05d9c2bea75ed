"""Rule: a product page shows what is sold and what it costs, to people and to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import reading_languages, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.prices.charged import CENT
from frictionaudit.rules.prices.product import bought_page_of, sales_blocks
from frictionaudit.rules.prices.structured import ProductData, product_data
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

DESCRIPTION_WORDS = 3
"""The fewest words of a description that machines are given and people can read: less may be the name alone."""

DESCRIPTION_CHARACTERS = 60
"""Fewer describe nothing: a size and a colour."""

SERVICE_CHARACTERS = 200
"""A text this long describes, whatever else it promises. Project's choice."""

SENTENCE_WORDS = 5
"""The fewest words of a sentence that describes something. Project's choice: "Raw honey from our own hives."."""

CLOSE_LETTERS = 12
"""As many letters of Japanese, Chinese or Thai, which stand without spaces, say what a sentence of words does."""

PICTURE_PX = 80
"""A picture of the product is at least as wide and high; smaller ones are marks and icons."""

MOST_PRICE_WORDS = 6
"""More words around an amount make a sentence of it. Project's choice: "Now only 12.90 € incl. VAT, plus delivery"."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PICTURE_FILE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
_CLOSE_WRITTEN = re.compile("[ぁ-ヿ㐀-鿿ก-๏]")

_NO_DESCRIPTION = frozenset({"button", "link", "label", "option", "heading", "cell"})
_ELSEWHERE = frozenset({"nav", "header", "footer", "dialog"})
_SERVICE = (
    Meaning.DELIVERY_TIME, Meaning.FREE_DELIVERY, Meaning.RETURNS, Meaning.WITHDRAWAL, Meaning.TAX_STATEMENT,
    Meaning.NEWSLETTER,
)  # fmt: skip
"""What a sentence of any length says of the shop and not of the product. Words such as "delivery" may be of both."""

_ABOUT_BUYING = (
    Meaning.DELIVERY, Meaning.DELIVERY_TIME, Meaning.FREE_DELIVERY, Meaning.RETURNS, Meaning.WITHDRAWAL,
    Meaning.TAX_STATEMENT, Meaning.TERMS, Meaning.CONTACT, Meaning.NEWSLETTER, Meaning.COOKIES, Meaning.IN_CART,
    Meaning.OUT_OF_STOCK, Meaning.RESTOCK, Meaning.SCARCITY, Meaning.ACTIVITY, Meaning.REDUCTION, Meaning.COUNTDOWN,
)  # fmt: skip


@rule(
    id="help/missing-product-facts",
    reads=StepEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MINOR,
    title="The product page leaves out what people or machines need to know",
    message="The product page has no description.",
    variants={
        "image": "The product page shows no picture of the product.",
        "price": "The product page shows no price.",
        "data": "The product page says nothing to search engines and assistants: no schema.org Product with an offer.",
        "differs": "The product page says {shown} to people and {told} to machines.",
    },
    customer="I can't tell what I get.",
    why="What cannot be seen before buying is asked of the shop, bought elsewhere or sent back. Search engines, price "
    "comparisons and assistants read the page as data; where it contradicts the page, customers come with a wrong "
    "price in mind.",
    how_to_fix="Show picture, description and price, and give the same as schema.org Product with its Offer.",
    references=("https://schema.org/Product", "https://schema.org/Offer"),
    needs=("page",),
)
def missing_product_facts(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each fact that the page of a product put in the cart leaves out."""
    page = bought_page_of(step, context.visit)
    if page is None:
        yield Inapplicable()
        return
    if page.is_truncated:
        yield Incomplete("the page holds more text than was gathered")
        return
    for variant in _missing(page, context.visit):
        yield Friction(at=Subject(role="page", name=variant or "description"), variant=variant)
    yield from _differs(page, context.visit)


def _missing(page: PageEvidence, visit: VisitEvidence) -> Iterator[str]:
    if not _has_description(page, reading_languages(page, visit)):
        yield ""
    if not _has_picture(page):
        yield "image"
    if not any(amounts_in(block.text, is_bare=True) for block in sales_blocks(page, visit)):
        yield "price"
    if not any(data.prices for data in product_data(page)):
        yield "data"


def _differs(page: PageEvidence, visit: VisitEvidence) -> Iterator[Verdict]:
    """Compare the price for machines with those shown; of several products or offers any may be the one shown."""
    data = [each for each in product_data(page) if each.prices]
    languages = reading_languages(page, visit)
    blocks = [block for block in sales_blocks(page, visit) if _is_price(block, languages)]
    # Where prices bear their currency, a bare number is a day, a size or a mark.
    is_bare = not any(amounts_in(block.text) for block in blocks)
    shown = [(block, amount) for block in blocks for amount in amounts_in(block.text, is_bare=is_bare)]
    if not data or not shown:
        return
    told = {price for each in data for price in each.prices}
    least, most = min(told), max(told)
    # A sentence that holds the very price says it as well: "168 kr. incl. VAT, plus a deposit of 48 kr."
    said = (amount for block in sales_blocks(page, visit) for amount in amounts_in(block.text))
    if any(least - CENT <= amount.value <= most + CENT for amount in (*(each for _, each in shown), *said)):
        return
    known = frozenset().union(*(each.currencies for each in data))
    same = [(b, a) for b, a in shown if not known or not a.currencies or a.currencies & known]
    if not same:
        yield Incomplete("the page shows prices in another currency than it names to machines")
        return
    block, amount = same[0]
    yield _friction(block, amount.text, data)


def _is_price(block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell it from a sentence or a heading that names an amount: "Free delivery above 35 €"."""
    if block.role == "heading" or len(words_in(block.text)) > MOST_PRICE_WORDS:
        return False
    return says_any(block.text, Meaning.FREE, languages) is None


def _friction(block: TextBlock, shown: str, data: list[ProductData]) -> Friction:
    first = data[0]
    told = f"{min(first.prices)} {', '.join(sorted(first.currencies))}".strip()
    at = Subject(role="text", name="price", locator=block.locator, box=block.box)
    return Friction(at=at, variant="differs", parameters={"shown": shown, "told": told})


def _has_description(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a text describes the product: a long one, a sentence, or what machines are given for it."""
    told = [" ".join(data.description.split()) for data in product_data(page)]
    texts = [
        block.text for block in page.blocks if block.region not in _ELSEWHERE and block.role not in _NO_DESCRIPTION
    ]
    return any(
        _is_told(text, told) or (not amounts_in(text) and (_is_long(text, languages) or _is_sentence(text, languages)))
        for text in texts
    )


def _is_long(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether enough is said beside what the shop promises and asks: returns, days, consent to cookies."""
    if len(text) < DESCRIPTION_CHARACTERS and len(_CLOSE_WRITTEN.findall(text)) < CLOSE_LETTERS:
        return False
    if len(text) >= SERVICE_CHARACTERS:
        return True
    if says_any(text, Meaning.COOKIES, languages):
        return False
    sentences = _SENTENCE_END.split(text)
    service = [each for each in sentences if any(says_any(each, meaning, languages) for meaning in _SERVICE)]
    return not service or len(text) - sum(map(len, service)) >= DESCRIPTION_CHARACTERS


def _is_sentence(text: str, languages: tuple[str, ...]) -> bool:
    """Tell a sentence about the product from one about buying it: "Raw honey from our own hives."."""
    if len(text.split()) < SENTENCE_WORDS or not text.endswith((".", "!")):
        return False
    return not any(says_any(text, meaning, languages) for meaning in _ABOUT_BUYING)


def _is_told(text: str, descriptions: list[str]) -> bool:
    """Tell what machines are given as the description, all of it or more than it."""
    words = " ".join(text.split())
    return any(
        len(shorter.split()) >= DESCRIPTION_WORDS and shorter in longer
        for each in descriptions
        for shorter, longer in ((words, each), (each, words))
    )


def _has_picture(page: PageEvidence) -> bool:
    if page.viewport_content.images > 0 and not page.images:
        return True
    if any(image.is_broken and image.region not in _ELSEWHERE for image in page.images):
        return True  # one is meant to be there, and errors/broken-image tells that it is not
    if any(each.region not in _ELSEWHERE for each in page.backgrounds):
        return True
    others = _links_elsewhere(page)
    return any(
        not image.is_broken
        and (box := image.subject.box) is not None
        and min(box.width, box.height) >= PICTURE_PX
        and not image.subject.locator.startswith(others)
        for image in page.images
    ) or any(image.is_placeholder for image in page.images)


def _links_elsewhere(page: PageEvidence) -> tuple[str, ...]:
    """Give how the places within links to other pages begin: a picture there shows what the link leads to.

    One to a file of a picture opens a larger one of the same product, one to this address or beneath it the next one.
    """
    here = urlsplit(page.url).path.rstrip("/")
    paths = ((link.locator, urlsplit(link.url).path) for link in page.links if link.locator and link.text.strip())
    return tuple(
        f"{locator} > "
        for locator, path in paths
        if path.rstrip("/") != here and not (here and path.startswith(f"{here}/")) and not _PICTURE_FILE.search(path)
    )
