"""Rule: a disabled action says what it waits for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning, has_words, says
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.languages import languages_of
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

_REASONS = (Meaning.PRECONDITION, Meaning.REQUIRED, Meaning.OUT_OF_STOCK, Meaning.LOGIN_WALL, Meaning.BUSY)
"""What a text must speak of to say why a button is grey; prices and descriptions near it do not."""

_KEY_TO_MARK = re.compile(r"[*＊✱∗]\W*\s\w")
"""An asterisk with words behind it: "* required", "Fields with a * …". At the end of a label it is the mark itself."""

_MEASURED = re.compile(r"(?:[^\W\d]+\.?\s+){1,2}\d[\d.,]*\s?(?:W|Watt|V|A|mAh|lm|K|°C|°|mm|cm|GB|TB)(?!\w)")
"""What the goods can take, and no condition of buying them: "at most 40 W", "bis 30 °C". Nothing is sold by these."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
"""Where one sentence ends: what the next one asks for is a reason all the same."""


@rule(
    id="action/unexplained-disabled",
    reads=ActionEvidence,
    criterion=Criterion.ACTION,
    severity=Severity.SERIOUS,
    title="The button is greyed out and nothing says why",
    message="“{name}” is disabled when the customer needs it, and no text near it says what is missing.",
    customer="It's grey. What's missing?",
    why="A grey button tells nobody what is wrong: the customer has to guess, and many give up instead.",
    how_to_fix="Leave the button enabled and answer the press with what is missing, or say beside it what it "
    "waits for.",
    yields_to=("payment/unusable-method",),
)
def unexplained_disabled(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the action is disabled at its turn without a word and without marked empty fields."""
    element = action.element
    if element is None:
        yield unseen(action)
        return
    if element.hidden_by is not None or context.step.wall is not None:
        yield Inapplicable()
        return
    if not element.is_disabled or element.unfilled_required or _is_explained(element.disabled_reasons, context):
        return
    if any(other.is_held for other in context.step.actions):
        yield Incomplete("card fields that the button may wait for were left empty for safety")
        return
    if element.disabled_reasons and not any(has_words(code, Meaning.PRECONDITION) for code in languages_of(context)):
        yield Incomplete("whether the text beside it says why could not be told in this language")
        return
    yield Friction(
        at=element.subject,
        parameters={"name": element.subject.name or action.target},
        blocks=has_failed(context.step),
    )


def _is_explained(texts: tuple[str, ...], context: Context) -> bool:
    return any(_is_reason(text, language) for text in texts for language in languages_of(context))


def _is_reason(text: str, language: str | None) -> bool:
    """Tell what is missing. The right of withdrawal stands beside order buttons by law, and has imperatives too.

    So do the terms that the press itself accepts: "By ordering you agree to …" asks for nothing before it. The key to
    the asterisk says what the marked fields wait for, and here all of those are filled.
    """
    if says(text, Meaning.WITHDRAWAL, language):
        return False
    if _KEY_TO_MARK.search(text) and says(text, Meaning.REQUIRED, language):
        return False
    unmeasured = _MEASURED.sub(" ", text)
    asking = [part for part in _SENTENCE_END.split(unmeasured) if not says(part, Meaning.BY_PRESSING, language)]
    return any(says(part, meaning, language) for part in asking for meaning in _REASONS)
