"""Rule: the shop's search finds what the shop sells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.common import has_failed, shortened
from frictionaudit.rules.languages import has_said, knows, own_languages
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_BESIDE_THE_RESULTS = frozenset({"nav", "header", "footer"})
_RESULT_ROLES = frozenset({"link", "heading", "cell", "button"})
_CONTROLS = frozenset({"link", "button", "label", "option"})
_LONGEST_STATEMENT = 200
"""Characters: "no results for …" and its advice; what is longer speaks of something else too."""

_STEM = 4
"""Letters that a word of the search and one of a result must share: products are named in other cases and numbers."""


@rule(
    id="navigation/failed-search",
    reads=StepEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.SERIOUS,
    title="The search does not find a product that the shop sells",
    message="The search for “{query}” answers: {seen}",
    variants={
        "failed": "The search for “{query}” does not lead to what the journey expects: {reason}.",
        "empty": "Nothing on the page that the search for “{query}” leads to names it, and the next step does not "
        "find its product.",
    },
    customer="They don't seem to have it.",
    why="Who searches knows what they want to buy. A product that is not found is not sold, and the customer takes it "
    "that the shop does not have it.",
    how_to_fix="Search with these words yourself, and let the search know other forms, spellings and everyday names "
    "of the product. Offer a way on where nothing is found.",
    explained_by=(
        "errors/page-failed",
        "errors/http-error-page",
        "errors/soft-error-page",
        "errors/blank-page",
        "errors/failed-request",
        "action/dead",
    ),
    needs=("page",),
    words=("reason",),
)
def failed_search(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where a search shows no result, or where what is expected of it does not come."""
    search = next((each for each in step.actions if each.kind is ActionKind.SEARCH), None)
    if search is None or search.failure or step.wall is not None:
        yield Inapplicable()
        return
    query = (search.value or "").strip()
    page = step.results or step.page
    if page is None:
        yield Incomplete("the page after the search could not be read")
        return
    statement = _says_nothing_found(page, context)
    is_named = _names(page, query, _echoes(page) if statement is not None else frozenset())
    if statement is None and not is_named:
        statement = _says_it_failed(page, context)
    if statement is not None and not is_named:
        yield Friction(
            at=_subject(statement, page),
            parameters={"query": shortened(query, 60), "seen": shortened(statement.text)},
            blocks=has_failed(step),
        )
    elif has_failed(step):
        # What comes after the first press behind the search is no matter of the search.
        is_at_results = step.results is None and step.failure_kind in ("expectation", "navigation")
        is_missing = _first_press_is_missing(step, search) and not is_named and not _is_headed(page, query)
        if is_at_results or is_missing:
            yield _failed(step, search, query)
        else:
            yield Inapplicable()
    elif step.results is None and _next_is_missing(context) and not is_named:
        yield Friction(
            at=_subject(None, page), variant="empty", parameters={"query": shortened(query, 60)}, blocks=True
        )
    elif statement is None and not knows(page, context.visit, Meaning.NO_RESULTS) and not is_named:
        yield Incomplete("the words for an empty search are not known in this language")


def _first_press_is_missing(step: StepEvidence, search: ActionEvidence) -> bool:
    """Tell whether the same step wanted to go on with a result, and found none of its words."""
    behind = step.actions[step.actions.index(search) + 1 :]
    return bool(behind) and behind[0].match_count == 0 and bool(behind[0].failure)


def _failed(step: StepEvidence, search: ActionEvidence, query: str) -> Friction:
    subject = search.element.subject if search.element is not None else Subject(role="searchbox", name=query)
    return Friction(
        at=subject,
        variant="failed",
        # What stands near it is the writer's of the journey.
        parameters={"query": shortened(query, 60), "reason": shortened(step.failure.partition(";")[0]).rstrip(".")},
        blocks=True,
    )


def _says_it_failed(page: PageEvidence, context: Context) -> TextBlock | None:
    """Give the text that says that something went wrong, where no price tells of a result either."""
    blocks = [block for block in page.blocks if block.region not in _BESIDE_THE_RESULTS]
    if any(amounts_in(block.text) for block in blocks):
        return None
    told = [block for block in blocks if block.role not in _CONTROLS and len(block.text) <= _LONGEST_STATEMENT]
    languages = own_languages(page, context.visit)
    return next((block for block in told if has_said(block.text, Meaning.GENERIC_ERROR, languages)), None)


def _says_nothing_found(page: PageEvidence, context: Context) -> TextBlock | None:
    """Give the text that says so; one of the menu or of a filter beside the results does not count.

    Where something is priced, a question is none: "Nothing found that you like? We make to order."
    """
    blocks = [block for block in page.blocks if block.region not in _BESIDE_THE_RESULTS]
    has_prices = any(amounts_in(block.text) for block in blocks)
    for block in blocks:
        if len(block.text) > _LONGEST_STATEMENT or (has_prices and "?" in block.text):
            continue
        if has_said(block.text, Meaning.NO_RESULTS, own_languages(page, context.visit)):
            return block
    return None


def _echoes(page: PageEvidence) -> frozenset[str]:
    """Give the texts that only say what was searched for: the title, which the way from the home page repeats."""
    return frozenset(block.text for block in page.blocks if block.tag == "h1")


def _names(page: PageEvidence, query: str, echoes: frozenset[str] = frozenset()) -> bool:
    """Tell whether a result bears one of the words that were searched for; where all are short ("mug"), just so."""
    stems = _stems(query)
    found = [
        block
        for block in page.blocks
        if block.role in _RESULT_ROLES
        and block.region not in _BESIDE_THE_RESULTS
        and block.text not in echoes
        and not any(mark in block.text for mark in _QUOTES)
    ]
    links = [link for link in page.links if link.region not in _BESIDE_THE_RESULTS and link.text not in echoes]
    texts = [link.text for link in links] + [block.text for block in found if block.role != "heading"]
    words = {word for text in texts for word in _words(text)}
    short = {word for text in texts for word in re.findall(r"\w+", text.casefold())} if not stems else set()
    return any(stem in word for stem in stems for word in words) or any(
        word in short for word in re.findall(r"\w{2,}", query.casefold())
    )


def _is_headed(page: PageEvidence, query: str) -> bool:
    """Tell whether a heading bears a word of the search: the one product that was found, opened at once."""
    stems = _stems(query)
    headings = [block.text for block in page.blocks if block.role == "heading"]
    unquoted = [text for text in headings if not any(mark in text for mark in _QUOTES)]
    return any(word.startswith(stem) for stem in stems for text in unquoted for word in _words(text))


_QUOTES = ("“", "”", '"', "„", "«", "»", "’")


def _stems(query: str) -> list[str]:
    return [word[: max(_STEM, len(word) - 2)] for word in _words(query)]


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _STEM]


def _next_is_missing(context: Context) -> bool:
    following = context.visit.steps[context.step.index + 1 : context.step.index + 2]
    primary = following[0].primary if following else None
    return primary is not None and primary.match_count == 0


def _subject(statement: TextBlock | None, page: PageEvidence) -> Subject:
    if statement is None:
        return Subject(role="page", name="search", locator=page.url)
    return Subject(role="text", name="search", locator=statement.locator, box=statement.box)
