"""Rule: a checkout of several pages says how far the customer is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from frictionaudit.evidence.common import TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.commitment.entrance import Entrance
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import PurchasePath, SeenPage, knows_words, purchase_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

NAMES = 3
"""Names of steps in a row that make a list of steps on one page alone. Project's choice."""

_SPOKEN_WORDS = 6
"""Words of a position without a digit, at most: "Just one more page after this". Project's choice."""

NAME_LENGTH = 30
"""Characters of a step's name at most."""

_JOINT_LENGTH = 3
"""Letters of the word between two names at most: "&", "and", "und", "et", "ja". Project's choice."""

_POSITION = re.compile(r"\d+\s*(?:/|of|von|van|sur|di|de|av|af|z|kautta)\s*\d+|\(\d+/\d+\)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*\d+\W*\s+\D")
_COUNT = re.compile(r"\d+")
_COUNTED_NAME = re.compile(r"\W*(\d{1,2})[.):]\s+(\D+)")
_DOTS = ".:) "
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"[›»>→/|•·]|\s[-–—]\s")
_MARKS = "0123456789.,:;()✓✔→›»>•·|-–— "
_NO_NAMES = frozenset({"label", "option", "alert", "heading"})
_ELSEWHERE = frozenset({Meaning.SIGN_IN, Meaning.CART, Meaning.CHECKOUT, Meaning.ACCOUNT, Meaning.IN_CART})


@rule(
    id="commitment/unknown-progress",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MODERATE,
    title="The checkout does not say how far the customer is",
    message="The checkout has {count} pages and shows neither the names of its steps nor which one this is.",
    customer="How far am I?",
    why="Who does not know how much is still to come fears that the next press already buys, or gives up halfway: 17 % "
    "of US shoppers who left a checkout found it too long or complicated (Baymard 2025).",
    how_to_fix="Name the steps at the top of every page of the checkout and mark the present one, for example "
    "“Details, Delivery, Payment, Review”, or “Step 2 of 4”.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "Filenius 2017: unclear progress"),
    limits=("Progress that only pictures or colours show is not read.",),
)
def unknown_progress(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where no page of a checkout of two or more shows the customer's position."""
    path = purchase_path(visit)
    if not isinstance(path, PurchasePath):
        yield path
        return
    pages = _checkout_pages(path)
    if len(pages) < 2:
        if path.commit is None and len(path.checkout) == 1 and any(s.commits.is_binding for s in visit.journey.steps):
            yield Incomplete("the visit ended on the first page of the checkout")
        else:
            yield Inapplicable()
        return
    if not path.is_whole:
        yield Incomplete("the journey does not lead from the shop to an order")
        return
    if _show_progress([seen.page for seen in pages], _before_the_cart(path), path.languages):
        return
    if not knows_words((Meaning.PROGRESS, Meaning.CHECKOUT_STEP), path.languages):
        yield Incomplete("the words of this language are not known")
        return
    first = pages[0]
    yield Friction(at=first.subject, step=first.step.index, parameters={"count": len(pages)})


def _before_the_cart(path: PurchasePath) -> list[PageEvidence]:
    """Give the pages where the goods are chosen: what stands there too is the shop's own frame, and no step."""
    first = next((step.index for step in path.visit.steps if step.commits is Commitment.CART), 0)
    return [seen.page for seen in path.pages if seen.step.index < first]


def _checkout_pages(path: PurchasePath) -> list[SeenPage]:
    """Give pages that ask for something: where only the address differs, or only the heading, it may be one page."""
    pages = path.checkout
    return [
        seen
        for seen in pages
        if (seen is pages[-1] and _may_end(seen, path))
        or (_asks(seen.page) and not _is_gate(Entrance(seen.page, path.languages)))
    ]


def _may_end(seen: SeenPage, path: PurchasePath) -> bool:
    """The last page may ask nothing; one read aside, such as the terms, is not the last where another one binds.

    Where the walk got stuck, what came instead of the next page may be an error's.
    """
    return seen.key == path.commit_page.key if path.commit_page is not None else not has_failed(seen.step)


def _is_gate(entrance: Entrance) -> bool:
    """A page that only lets customers in, as members or as guests, lies before the steps and is none of them."""
    return entrance.sign_in_form is not None and not entrance.has_order_form


def _asks(page: PageEvidence) -> bool:
    return any(field.kind != "search" for form in page.forms for field in form.fields)


def _show_progress(pages: Sequence[PageEvidence], before: Sequence[PageEvidence], languages: tuple[str, ...]) -> bool:
    if any(_shows_position(page, languages) for page in pages):
        return True
    if _has_numbered_headings(pages, languages) or _has_same_headings(pages, languages):
        return True
    if _has_same_described_steps(pages, languages):
        return True
    framed = {_list_of_steps(page, languages) for page in before}
    rows = [row for page in pages if len(row := _list_of_steps(page, languages)) > 1 and row not in framed]
    # Two names that stand on one page may be a pair of links; the same two on every page are its steps.
    return any(len(row) >= NAMES for row in rows) or len(set(rows)) < len(rows)


def _shows_position(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    blocks = _beside_footer(page)
    return page.has_step_mark or any(_is_position(b, languages) for b in blocks)


def _beside_footer(page: PageEvidence) -> list[TextBlock]:
    return [block for block in page.blocks if block.region != "footer"]


def _is_position(block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell whether the text counts steps: "Step 2 of 4", "one more page", "2/4"; not "from 0 €, see the next step"."""
    is_short = len(block.text.split()) <= _SPOKEN_WORDS
    counts = _DIGIT.search(block.text) or (is_short and has_said(block.text, Meaning.COUNT, languages))
    if len(block.text) > 2 * NAME_LENGTH or not counts or amounts_in(block.text):
        return False
    if has_said(block.text, Meaning.PROGRESS, languages) or has_said(block.text, Meaning.PAGE, languages):
        return True
    place = _POSITION.search(block.text)
    if place is None:
        return False
    rest = f"{block.text[: place.start()]} {block.text[place.end() :]}".strip(_MARKS)
    # A bare "2/4" may be a part of any text; beside the name of a step it counts steps: "2/4 · Delivery".
    return any(_names_in(rest, languages).values()) if rest else block.is_whole_label


def _has_numbered_headings(pages: Sequence[PageEvidence], languages: tuple[str, ...]) -> bool:
    """Tell whether headings are counted ("1 Contact", "2 Delivery"); "2 items" over a summary counts goods."""
    if any(_counts_headings(page) for page in pages):
        return True
    numbered = [text for page in pages for text in _headings(page) if _NUMBERED.match(text)]
    counts = {found.group() for text in numbered if (found := _COUNT.search(text))}
    return len(counts) > 1 or any(any(_names_in(text, languages).values()) for text in numbered)


def _counts_headings(page: PageEvidence) -> bool:
    """Tell whether headings follow on numbers of their own, from 1 on, as the sections of an accordion do."""
    pairs = pairwise(_beside_footer(page))
    found = [_COUNT.fullmatch(one.text.strip(_DOTS)) for one, following in pairs if following.role == "heading"]
    counts = [int(count.group()) for count in found if count is not None]
    return any(pair == (1, 2) for pair in pairwise(counts))


def _has_same_headings(pages: Sequence[PageEvidence], languages: tuple[str, ...]) -> bool:
    """Tell whether headings of an accordion name the same steps on several pages, those closed and those open."""
    rows = [{name for text in _headings(page) for name in _names_in(text, languages)} for page in pages]
    return any(len(one & other) >= NAMES for one, other in combinations(rows, 2))


def _has_same_described_steps(pages: Sequence[PageEvidence], languages: tuple[str, ...]) -> bool:
    """Tell whether two pages have one list of steps, each with a line that says what it is for."""
    rows = [row for page in pages if (row := _described_steps(page, languages))]
    return len(set(rows)) < len(rows)


def _described_steps(page: PageEvidence, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give the longest row of names and descriptions by turns; what the customer has given so far bears numbers."""
    rows: list[list[str]] = [[]]
    names: dict[str, bool] = {}
    for block, following in pairwise([*_beside_footer(page), None]):
        if block is None or block.role in _NO_NAMES:
            continue
        found = _names_in(block.text, languages)
        if found and following is not None and _describes(following, languages):
            names |= found
            rows[-1] += [block.text.casefold(), following.text.casefold()]
        elif not rows[-1] or block.text.casefold() != rows[-1][-1]:
            rows.append([])
    longest = max(rows, key=len)
    return tuple(longest) if len(longest) >= 2 * NAMES and any(names.values()) else ()


def _describes(block: TextBlock, languages: tuple[str, ...]) -> bool:
    """Tell whether the text may say what a step is for: it is longer than a name, and no address or amount."""
    is_name = bool(_names_in(block.text, languages))
    return not is_name and block.role not in _NO_NAMES and not _DIGIT.search(block.text) and "@" not in block.text


def _headings(page: PageEvidence) -> list[str]:
    return [block.text for block in _beside_footer(page) if block.role == "heading"]


def _list_of_steps(page: PageEvidence, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give the longest row of names of steps, with nothing but numbers and marks between; () where none is one."""
    rows: list[dict[str, bool]] = [{}]
    counted = 0
    for block in _beside_footer(page):
        parts = _names_in(block.text, languages) if block.role not in _NO_NAMES else {}
        number, name = _counted_name(block)
        if not parts and number == counted + 1:
            parts = {name: False}  # "1. Address", "2. Anything", "3. Review": what is counted along is a step as well
        if parts:
            rows[-1] |= parts
            counted = number
        elif block.role == "heading" or len(block.text.strip(_MARKS)) > 2:
            rows.append({})
            counted = 0
    longest = max(rows, key=len)
    return tuple(longest) if any(longest.values()) else ()


def _counted_name(block: TextBlock) -> tuple[int, str]:
    """Give the number and the name of a counted step, "2. Delivery"; 0 where the text is none."""
    found = _COUNTED_NAME.fullmatch(block.text) if len(block.text) <= NAME_LENGTH else None
    if found is None or block.role in _NO_NAMES:
        return 0, ""
    return int(found[1]), found[2].strip(_MARKS).casefold()


def _names_in(text: str, languages: tuple[str, ...]) -> dict[str, bool]:
    """Give the step's name that the text is, or several ("Shipping › Payment › Review"); none where it says more.

    True stands by those that only a checkout has: sign in, cart and checkout also stand together in many a header.
    """
    if len(text) > NAMES * NAME_LENGTH:
        return {}
    found: dict[str, bool] = {}
    strange: list[str] = []
    for part in _BETWEEN.split(text):
        name = part.strip(_MARKS).casefold()
        if not name:
            continue
        meant = {meaning for language in languages for meaning in meanings_of(part, language)}
        if len(part) > NAME_LENGTH:
            return {}
        if Meaning.CHECKOUT_STEP not in meant and not _joins_two(name, languages):
            strange.append(name)
        else:
            found[name] = not meant & _ELSEWHERE
    # Among enough names of steps in one text, one that is not known is a step as well.
    if len(strange) > 1 or (strange and len(found) < NAMES):
        return {}
    return found | dict.fromkeys(strange, False)


def _joins_two(name: str, languages: tuple[str, ...]) -> bool:
    """Tell whether the name joins two steps that are one page: "Overview & payment", "Vérification et paiement"."""
    words = name.split()
    return any(
        len(word) <= _JOINT_LENGTH and _is_step(words[:place], languages) and _is_step(words[place + 1 :], languages)
        for place, word in enumerate(words)
    )


def _is_step(words: Sequence[str], languages: tuple[str, ...]) -> bool:
    text = " ".join(words)
    return any(Meaning.CHECKOUT_STEP in meanings_of(text, language) for language in languages)
