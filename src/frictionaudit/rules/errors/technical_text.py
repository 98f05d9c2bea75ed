"""Rule: the page speaks of goods, not of its machinery."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import is_somebodys_words, shortened
from frictionaudit.rules.errors.leaks import leak_in, value_in
from frictionaudit.rules.loading import why_unstyled
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

MOST_NAMED = 10
"""Where a whole page is made of it, ten places make the point."""

_CODE_TAGS = frozenset({"code", "pre", "samp", "kbd", "var", "textarea"})

# What customers wrote themselves, by the names that shops give the box around it; their words are sentences, while
# "undefined reviews" is the shop's.
_BY_CUSTOMERS = ("reviews", "comments", "testimonial", "arvostelut", "recensioner", "bewertungen")
_SENTENCE = 40
_NAMES = frozenset({"heading", "link", "option"})


@rule(
    id="errors/technical-text",
    reads=PageEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.SERIOUS,
    title="The page shows its machinery",
    message="The page shows “{leak}”, which is meant for machines.",
    variants={
        "placeholder": "The page shows the placeholder “{leak}” where words should stand.",
        "value": "The page shows “{leak}” where a word or a number should stand.",
        "trace": "The page shows an error text of the program: “{leak}”.",
        "key": "The page shows “{leak}”, the key of a text that was not translated.",
        "filler": "The page shows filler text: “{leak}”.",
    },
    customer="Is this shop real?",
    why="It looks broken or fake at the moment when the customer must trust the shop with money; error texts also tell "
    "attackers how the shop is built.",
    how_to_fix="Find the place in the template: give the value a fallback, translate the text, and keep error texts in "
    "the log.",
    explained_by=("errors/http-error-page", "errors/soft-error-page"),
    limits=("Text in pictures is not read.",),
)
def technical_text(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each visible text that leaks placeholders, values, error texts, keys or filler."""
    if not page.blocks:
        yield Inapplicable()
        return
    bare = why_unstyled(context.visit, context.step, PageEvidence)
    found = 0
    for block in page.blocks:
        if _is_quoted(block):
            continue
        leak = leak_in(block.text, is_whole_label=block.is_whole_label) or _empty_value(block, page)
        if leak is None:
            continue
        kind, words = leak
        if kind == "placeholder" and bare is not None:
            yield Incomplete(bare)  # templates wait in the page, and a style sheet would hide them
            return
        yield Friction(
            at=Subject(role=block.role or block.tag, name=shortened(block.text), locator=block.locator, box=block.box),
            variant=kind,
            parameters={"leak": shortened(words, 120)},
        )
        found += 1
        if found == MOST_NAMED:
            return


def _empty_value(block: TextBlock, page: PageEvidence) -> tuple[str, str] | None:
    """Give an empty value within a label. Goods may be called so: their names are headings, links and titles."""
    value = value_in(block.text)
    if value is None or block.role in _NAMES or value in page.title:
        return None
    if any(other.role in _NAMES and block.text in other.text for other in page.blocks):
        return None
    return "value", block.text


def _is_quoted(block: TextBlock) -> bool:
    """Tell whether the text is a sample of code or somebody else's words."""
    if block.role == "code" or block.tag in _CODE_TAGS:
        return True
    if is_somebodys_words(block.text) and len(block.text) > _SENTENCE:
        return True
    place = block.locator.lower()
    return len(block.text) > _SENTENCE and any(word in place for word in _BY_CUSTOMERS)
