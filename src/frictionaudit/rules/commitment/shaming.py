"""Rule: whoever declines an offer is not made to speak ill of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.common import shortened
from frictionaudit.rules.languages import has_said, reading_languages, says_any
from frictionaudit.rules.path import knows_words
from frictionaudit.rules.registry import Context, Friction, Incomplete, Verdict, rule

WORDS = 20
"""Words of a refusal at most; longer ones are text to read. Project's choice."""

_POST = re.compile(r"e-?mail|e-?post", re.IGNORECASE)
_SENT = (Meaning.FIELD_EMAIL, Meaning.TEXT_MESSAGE)
_PRESSED = frozenset({"button", "link", "label", "option"})


@rule(
    id="commitment/shaming",
    reads=PageEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MODERATE,
    title="Declining is worded to shame",
    message="To decline, the customer has to press “{label}”.",
    customer="That's rude.",
    why="A refusal that belittles the one who refuses presses customers into offers they do not want, and stays in "
    "memory. Researchers found 169 such wordings in 11,000 shops (Mathur et al. 2019).",
    how_to_fix="Word the refusal neutrally: “No thanks”, “Not now”.",
    references=("https://doi.org/10.1145/3359183",),
)
def shaming(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding per control whose words speak ill of the customer who presses it."""
    languages = reading_languages(page, context.visit)
    found: set[str] = set()
    for subject in (*_labels(page), *_closed_labels(context), *_pressed_labels(context)):
        is_short = len(subject.name.split()) <= WORDS
        if is_short and subject.name not in found and _shames(subject.name, languages):
            found.add(subject.name)
            yield Friction(at=subject, parameters={"label": shortened(subject.name)})
    if not found and not knows_words((Meaning.SHAMING,), languages):
        yield Incomplete("the words of this language are not known")


def _shames(label: str, languages: tuple[str, ...]) -> bool:
    """Tell whether the label speaks ill of who presses it; who only wants no offers sent to them says so plainly."""
    if not has_said(label, Meaning.SHAMING, languages) or _POST.search(label):
        return False
    if any(has_said(label, each, languages) for each in _SENT):
        return False
    news = says_any(label, Meaning.NEWSLETTER, languages)
    return news is None or " " not in news  # "promotions" may be hated; "receive promotions" is about the post


def _closed_labels(context: Context) -> Iterator[Subject]:
    """Give what a pop-up had to be closed by: it is gone from the page that the step ends on."""
    for action in context.step.actions:
        for layer in action.closed:
            for name in layer.buttons:
                yield layer.subject.model_copy(update={"role": "button", "name": name})


def _pressed_labels(context: Context) -> Iterator[Subject]:
    """Give what the step itself pressed, and what stood beside it: gone with it, and never told before."""
    step = context.step
    before = context.visit.steps[step.index - 1].page if step.index > 0 else None
    known = {subject.name for subject in _labels(before)} if before is not None else set()
    pressed = [action.element.subject for action in step.actions if action.element is not None]
    for subject in (*pressed, *(each for page in step.passing for each in _labels(page))):
        if subject.name not in known:
            yield subject


def _labels(page: PageEvidence) -> Iterator[Subject]:
    """Give what can be pressed by its words: controls, links, choices."""
    for control in page.controls:
        yield control.subject
    for form in page.forms:
        for field in form.fields:
            if field.is_checked is not None:
                yield field.subject
    for block in page.blocks:
        if block.role in _PRESSED:
            yield Subject(role=block.role, name=block.text, locator=block.locator, box=block.box)
