"""Messages that press the customer: few left, time running out, others buying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.common import is_somebodys_words
from frictionaudit.rules.languages import has_said, has_told, says_any
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import PurchasePath, SeenPage

__all__ = ["Urgency", "urgencies_of"]

MESSAGE = 120
"""Characters of such a message at most; longer texts are descriptions and reviews. Project's choice."""

_PIECE = 12
_PIECES = 8
_ASIDE = frozenset({"option", "code"})
_CHOSEN = _ASIDE | {"button", "heading", "label", "link"}
"""What is pressed or chosen, or opens the next part, is no box of a clock: "Quantity 1", the sizes 36, 38 and 40."""
_CLOCK = re.compile(r"(?<![\d:.–-])(?:\d{1,3}\s*:\s*)?\d{1,2}\s*:\s*\d{2}(?!\s*[–-]\s*\d)(?![\d:])")
_UNITS = re.compile(
    r"\d{1,2}\s*(?:h|hrs?|hours?|t|tuntia?|tim(?:mar)?|std|stunden?|timer|uur|ore|horas?|heures?|godz\w*)\b\D{0,6}"
    r"\d{1,2}\s*(?:m|min\w*)\b|\d{1,2}\s*(?:m|min\w*)\b\D{0,6}\d{1,2}\s*(?:s|sek\w*|sec\w*)\b",
    re.IGNORECASE,
)
_BOXES = re.compile(r"(?<![\d,.])\d{1,2}\D{1,14}\d{2}\D{1,14}\d{2}(?![\d,.])")
_TIME_OF_DAY = re.compile(r"(?:\b(?:klo|kl|bis|until|till|at|by|before|à|alle|kell|tot|às|las)\b\.?\s*|[–-]\s*)$", re.I)
_TIME_OF_DAY_IN = {"nl": re.compile(r"\bom\s*$", re.I)}
"""Where the same word counts down elsewhere: the Dutch "om 15:00" is at three, the Danish one in fifteen minutes."""
_NUMBER = re.compile(r"\d+")
_OTHER_THAN_ACTIVITY = (Meaning.DELIVERY_TIME, Meaning.ALTERNATIVES)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_FIRST_PERSON = re.compile(r"\b(?:I|I've|my|We|we|ich|Ich|wir|jag|Jag|minä|Minä|ostin|je|Je|mi)\b")


@dataclass(frozen=True)
class Urgency:
    """One such message.

    Attributes:
        kind: "scarcity", "countdown" or "activity".
        subject, text: Where it stands, and its words.
        value: How many, or seconds left; None where it names none.
        visit, step: Where it was met.
        at_s: When, in seconds since the epoch.
        key: The same for the same message in another visit.
        is_in_shop: On a page before the cart, not shown by taking the goods: the same for everyone, or it should be.
        paragraph: All of the text that it stands in, which may hold more than one.
    """

    kind: str
    subject: Subject
    text: str
    value: float | None
    visit: str
    step: int
    at_s: float
    key: tuple[str, str, str, str]
    is_in_shop: bool
    paragraph: str


def urgencies_of(path: PurchasePath) -> tuple[Urgency, ...]:
    """Give the messages of a walk in the order they were met."""
    return tuple(each for seen in path.pages for each in _on_page(seen, path))


def _on_page(seen: SeenPage, path: PurchasePath) -> Iterator[Urgency]:
    for block, kind, text, value in _messages(seen.page, path.languages):
        template = _NUMBER.sub("0", text)
        yield Urgency(
            kind=kind,
            subject=Subject(role=block.role or "text", name=text, locator=block.locator, box=block.box),
            text=text,
            value=value,
            visit=path.visit.id,
            step=seen.step.index,
            at_s=_moment(path.visit, seen.step.index),
            key=(path.visit.journey.id, kind, urlsplit(seen.page.url).path, template),
            # Seats are held from the press that takes them: such a clock begins anew for each customer, rightly.
            is_in_shop=seen.step.stage in (Stage.ARRIVE, Stage.FIND, Stage.CHOOSE)
            and seen.step.commits is Commitment.NONE,
            paragraph=block.text,
        )


def _messages(page: PageEvidence, languages: tuple[str, ...]) -> Iterator[tuple[TextBlock, str, str, float | None]]:
    for place, block in enumerate(page.blocks):
        text = block.text
        if len(text) > MESSAGE or block.region == "footer" or block.role in _ASIDE:
            continue
        counted = _countdown(page.blocks, place, languages)
        if counted is not None:
            yield block, "countdown", *counted
            continue
        is_scarce = not is_somebodys_words(text) and _is_scarcity(text, languages)
        if is_scarce:
            yield block, "scarcity", text, _first_number(text)
        # "Only 2 left! 14 people are looking": both numbers are held against another visit's.
        for part in _SENTENCES.split(text) if is_scarce else (text,):
            if _is_activity(part, languages):
                yield block, "activity", part, _first_number(part)


def _is_scarcity(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether few are said to be left: of the goods, not of the days to return them or of the way to the end."""
    others = (
        Meaning.DELIVERY, Meaning.FREE_DELIVERY, Meaning.PROGRESS, Meaning.PAGE, Meaning.RETURNS, Meaning.WITHDRAWAL,
    )  # fmt: skip
    if amounts_in(text) or any(has_said(text, meaning, languages) for meaning in others):
        return False
    return has_told(text, Meaning.SCARCITY, languages) or _counts_in_words(text, languages)


def _counts_in_words(text: str, languages: tuple[str, ...]) -> bool:
    """Read "Only three left": "Only good news left" counts nothing."""
    said = ((code, says(text, Meaning.SCARCITY, code)) for code in languages)
    return any(words is not None and says(words, Meaning.COUNT, code) is not None for code, words in said)


def _is_activity(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether it is said what other customers do: "Bought today, delivered tomorrow" promises a delivery."""
    if not has_said(text, Meaning.ACTIVITY, languages) or _FIRST_PERSON.search(text):
        return False
    others = [said for each in _OTHER_THAN_ACTIVITY if (said := says_any(text, each, languages))]
    others += [price.text for price in amounts_in(text)]
    counted = text
    for other in others:
        counted = counted.replace(other, " ")
    return not others or _NUMBER.search(counted) is not None


def _countdown(blocks: Sequence[TextBlock], place: int, languages: tuple[str, ...]) -> tuple[str, float] | None:
    """Give words and seconds left of a clock that runs down: in one text, or in the small ones that follow it."""
    text = blocks[place].text
    if not has_said(text, Meaning.COUNTDOWN, languages) or has_said(text, Meaning.DELIVERY_TIME, languages):
        return None
    pieces = [text]
    for block in blocks[place + 1 : place + 1 + _PIECES]:
        if len(block.text) > _PIECE or block.role in _CHOSEN or amounts_in(block.text):
            break
        pieces.append(block.text)
    whole = " ".join(pieces)
    found = _CLOCK.search(whole) or _UNITS.search(whole) or (_BOXES.search(whole) if len(pieces) > 1 else None)
    if found is None or _is_time_of_day(whole[: found.start()], languages):
        return None
    return whole[: found.end()] if found.end() > len(text) else text, _seconds(found.group())


def _is_time_of_day(before: str, languages: tuple[str, ...]) -> bool:
    own = (pattern for code, pattern in _TIME_OF_DAY_IN.items() if code in languages)
    return any(pattern.search(before) for pattern in (_TIME_OF_DAY, *own))


def _seconds(clock: str) -> float:
    """Read the last number as seconds, or as minutes after hours; those before it as minutes, hours and days."""
    numbers = [int(number) for number in _NUMBER.findall(clock)][:4]
    factors = [1, 60, 3_600, 86_400]
    if len(numbers) == 2 and re.search(r"\d\s*(?:h|t|std|tim|uur|ore|horas?|heures?|godz)", clock, re.IGNORECASE):
        factors = factors[1:]
    return float(sum(number * factor for number, factor in zip(reversed(numbers), factors, strict=False)))


def _first_number(text: str) -> float | None:
    found = _NUMBER.search(text)
    return float(found.group()) if found else None


def _moment(visit: VisitEvidence, index: int) -> float:
    started = datetime.fromisoformat(visit.started.replace("Z", "+00:00")).timestamp()
    return started + sum(step.elapsed_ms for step in visit.steps[: index + 1]) / 1_000
