"""Rule: terms of sale, returns and privacy are one press away when the customer binds themselves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.commitment.legal import Reach, reach_of
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.path import (
    PurchasePath,
    SeenPage,
    has_all_links,
    has_folded_footer,
    knows_words,
    whole_path,
)
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule

PRINTED = 200
"""Characters under a heading that may be the terms themselves, and not only a sentence about them."""

_WANTED = {
    "terms": (Meaning.TERMS,),
    "returns": (Meaning.RETURNS, Meaning.WITHDRAWAL, Meaning.WITHDRAW),
    "privacy": (Meaning.PRIVACY,),
}
_NAMES = {"terms": "terms of sale", "returns": "returns", "privacy": "privacy"}
_VARIANTS = {
    "-".join(
        some
    ): f"The page with the binding button links to nothing about: {', '.join(_NAMES[one] for one in some)}."
    for count in (1, 2, 3)
    for some in combinations(_WANTED, count)
}


@rule(
    id="commitment/unreachable-terms",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MODERATE,
    title="The last page does not lead to the terms",
    message="The page with the binding button does not link to all of terms of sale, returns and privacy.",
    variants=_VARIANTS,
    customer="Can I send it back?",
    why="Of US shoppers who left a checkout, 13 % were not satisfied with the returns policy (Baymard 2025). Who "
    "cannot look it up at the last step has to leave it to find out, or to trust blindly.",
    how_to_fix="Link terms of sale, returns or withdrawal, and privacy from the page with the order button: in the "
    "sentence above it or in its footer. Open them so that what was typed stays.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://eur-lex.europa.eu/eli/dir/2011/83/oj"),
)
def unreachable_terms(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where one of the three, or more, cannot be reached from the commit step's page."""
    path = whole_path(visit, lambda path: path.is_whole_from_cart or path.ends_in_shop)
    if not isinstance(path, PurchasePath):
        yield path
        return
    last = path.commit_page
    if path.commit is None or last is None:
        yield Incomplete("the page of the commit step was not seen")
        return
    wanted = [name for name in _WANTED if name != "returns" or not _is_without_returns(visit)]
    reached = {name: _reach_of(last, _WANTED[name], path.languages) for name in wanted}
    missing = [name for name, reach in reached.items() if reach is Reach.NO]
    is_shop = path.is_whole or path.ends_in_shop
    if not is_shop and not any(_leads_to_any(seen, path.languages) for seen in path.pages):
        yield Incomplete("the journey begins at the last page of the path")
        return
    if not missing:
        if Reach.MAYBE in reached.values():
            yield Incomplete("a link leads nowhere by itself, and what a script opens there was not seen")
        return
    if not knows_words((Meaning.TERMS, Meaning.RETURNS, Meaning.PRIVACY), path.languages):
        yield Incomplete("the words of this language are not known")
    elif not has_all_links(last.page) or has_folded_footer(last.page, path.languages):
        yield Incomplete("the page may hold links that were not seen: very many, or in a folded part of its footer")
    else:
        yield Friction(
            at=last.subject, variant="-".join(missing), step=path.commit.index, screenshot=path.commit_picture
        )


def _leads_to_any(seen: SeenPage, languages: tuple[str, ...]) -> bool:
    """Tell a page of a shop from a lone cart or form, which leads nowhere else."""
    return any(reach_of(seen.page, meanings, languages) is not Reach.NO for meanings in _WANTED.values())


def _is_without_returns(visit: VisitEvidence) -> bool:
    """Tell whether nothing can be sent back here anyway: no consumer, or goods that are exempt."""
    return visit.journey.customers == "business" or visit.journey.is_withdrawal_exempt


def _reach_of(seen: SeenPage, meanings: tuple[Meaning, ...], languages: tuple[str, ...]) -> Reach:
    """Also by a heading with the text under it: some checkouts print the terms themselves on the page."""
    printed = (has_said(text, each, languages) for text in _printed_under(seen.page) for each in meanings)
    return Reach.YES if any(printed) else reach_of(seen.page, meanings, languages)


def _printed_under(page: PageEvidence) -> Iterator[str]:
    """Give the headings that stand over a text; "Terms" over a box to tick prints none."""
    heads = [index for index, block in enumerate(page.blocks) if block.role == "heading"]
    for start, end in pairwise((*heads, len(page.blocks))):
        heading = page.blocks[start]
        if sum(len(b.text) for b in page.blocks[start + 1 : end] if b.region == heading.region) >= PRINTED:
            yield heading.text
