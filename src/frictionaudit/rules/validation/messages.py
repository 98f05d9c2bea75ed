"""What a page newly says after a press: which texts, of which fields, where they stand, how much they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.purpose import purpose_of
from frictionaudit.evidence.step import DialogEvidence
from frictionaudit.lexicon import Meaning, meanings_of, says, says_inflected

__all__ = ["NEAR_PX", "Message", "gap_px", "is_vague", "messages_on", "names_field"]

NEAR_PX = 100
"""CSS px within which a message reads as its field's own. Source: the catalogue of rules, validation/distant-error."""

_MAX_CHARS = 300
_TOLD_ALOUD = frozenset({"alert", "status"})
_NO_MESSAGES = frozenset({"button", "option", "link"})
_REFUSALS = (Meaning.INVALID, Meaning.REQUIRED, Meaning.GENERIC_ERROR, Meaning.VAGUE_ERROR, Meaning.DECLINED)

# "E-1042", "Error 422", "VALIDATION_ERROR", "invalid_postcode", "errors.postcode.format"
_CODE = re.compile(
    r"\W*(?:[A-Za-zÀ-ÿ]{2,12}\W{0,3})?"
    r"(?:[A-Z]{0,6}[-_ ]?\d{2,6}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]\w*(?:[._][a-z]\w*)+)\W*"
)

_ASIDE = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")

_PLAIN_WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_MAX_WORDS = 20
"""Words of a sentence; a longer one has something to say."""

# "Names may only hold letters", of a field for the whole name: languages that tell two of them apart say the one.
_OF_NAME = (Meaning.FIELD_NAME, Meaning.FIELD_GIVEN_NAME, Meaning.FIELD_FAMILY_NAME)
_PURPOSE_WORDS: Mapping[str, tuple[Meaning, ...]] = {
    "email": (Meaning.FIELD_EMAIL,), "tel": (Meaning.FIELD_PHONE,), "postal-code": (Meaning.FIELD_POSTCODE,),
    "street-address": (Meaning.FIELD_STREET,), "address-level2": (Meaning.FIELD_CITY,), "name": _OF_NAME,
    "given-name": (Meaning.FIELD_GIVEN_NAME,), "family-name": (Meaning.FIELD_FAMILY_NAME,),
    "country": (Meaning.FIELD_COUNTRY,), "cc-number": (Meaning.FIELD_CARD_NUMBER,),
    "cc-exp": (Meaning.FIELD_CARD_EXPIRY,), "cc-csc": (Meaning.FIELD_CARD_CODE,),
    "organization": (Meaning.FIELD_COMPANY,), "password": (Meaning.FIELD_PASSWORD,),
    "address-level1": (Meaning.FIELD_REGION,),
}  # fmt: skip


@dataclass(frozen=True)
class Message:
    """One text that was not on the page before.

    Attributes:
        text: As it stands there.
        box: Where, in the viewport of the page; None where it is not known, and for a dialog of the browser.
        is_in_viewport: At least half of it can be seen without scrolling.
        field: The field it is tied to, or stands beside; None where it stands apart.
        is_own: It is the field's by the page's own structure, not only by its place.
        reads_as_refusal: It is an alert, or holds words of refusing or asking.
        is_dialog: The browser's own dialog.
        locator: For pointing at it.
    """

    text: str
    box: Box | None
    is_in_viewport: bool
    field: FieldEvidence | None = None
    is_own: bool = False
    reads_as_refusal: bool = True
    is_dialog: bool = False
    locator: str = ""

    @property
    def subject(self) -> Subject:
        """What a finding about it points at: the field whose own it is, else the text."""
        if self.field is not None and self.is_own:
            return self.field.subject
        return Subject(role="alert", name=self.text[:80], locator=self.locator, box=self.box)


def messages_on(
    page: PageEvidence, before: PageEvidence | None, languages: tuple[str, ...], dialogs: Sequence[DialogEvidence] = ()
) -> tuple[Message, ...]:
    """Give what the page says that it did not say before."""
    of_fields = tuple(_of_fields(page, before))
    told = [message.text for message in of_fields]
    loose = [m for m in _loose(page, before, languages) if not any(m.text in text or text in m.text for text in told)]
    spoken = [
        Message(dialog.message, None, is_in_viewport=True, is_dialog=True)
        for dialog in dialogs
        if dialog.kind == "alert" and dialog.message.strip() and not dialog.by_journey
    ]
    return (*of_fields, *loose, *spoken)


def names_field(text: str, field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a text says which field it is about: by its label, or by a word for what it asks."""
    label = re.sub(r"\([^)]*\)|[*:]", "", field.label or field.placeholder or field.subject.name).strip().lower()
    if len(label) > 2 and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text.lower()):
        return True
    purpose = purpose_of(field, languages)
    meanings = _PURPOSE_WORDS.get(purpose.name, ()) if purpose else ()
    return any(
        says(text, meaning, code) or says_inflected(text, meaning, code) for meaning in meanings for code in languages
    )


@lru_cache(maxsize=512)
def is_vague(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a message says neither what is wrong nor what to do: a word, a code, a general apology."""
    if _CODE.fullmatch(text.strip()):
        return True
    sentences = _sentences(_ASIDE.sub(lambda aside: " " if _CODE.fullmatch(aside[1]) else aside[0], text))
    return bool(sentences) and all(_CODE.fullmatch(part.strip()) or _is_empty(part, languages) for part in sentences)


def gap_px(one: Box, other: Box) -> float:
    """Give the shortest distance between two boxes, 0 where they touch."""
    across = max(one.x - other.x - other.width, other.x - one.x - one.width, 0.0)
    down = max(one.y - other.y - other.height, other.y - one.y - one.height, 0.0)
    return float((across**2 + down**2) ** 0.5)


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.!?:;–—]+\s*|\s[-|]\s", text) if re.search(r"\w", part)]


def _is_empty(sentence: str, languages: tuple[str, ...]) -> bool:
    for code in languages:
        whole = meanings_of(sentence, code)
        if Meaning.VAGUE_ERROR in whole or Meaning.GENERIC_ERROR in whole:
            return True
        if len(sentence.split()) <= 8 and says(sentence, Meaning.GENERIC_ERROR, code):
            return True
        if _fits_any_form(sentence, code):
            return True
    return False


def _fits_any_form(sentence: str, code: str) -> bool:
    """Tell whether every word would do for any field of any form: "There are errors in the form", "Check your data"."""
    words = _PLAIN_WORDS.findall(sentence)
    faults = [bool(says(word, Meaning.FAULT_WORD, code)) for word in words[:_MAX_WORDS]]
    return (
        any(faults)
        and all(is_fault or says(word, Meaning.FORM_WORD, code) for word, is_fault in zip(words, faults, strict=False))
        and len(words) <= _MAX_WORDS
    )


def _of_fields(page: PageEvidence, before: PageEvidence | None) -> Iterator[Message]:
    known = {(f.subject.locator, text) for f in _fields(before) for text in (f.error, f.hint)} if before else set()
    for field in _fields(page):
        if not field.error or (field.subject.locator, field.error) in known:
            continue
        yield Message(
            field.error,
            field.error_box,
            is_in_viewport=field.error_box is not None and _is_within(field.error_box, page.viewport),
            field=field,
            is_own=True,
            locator=field.subject.locator,
        )


def _loose(page: PageEvidence, before: PageEvidence | None, languages: tuple[str, ...]) -> Iterator[Message]:
    known = {block.text for block in before.blocks} if before else set()
    for block in page.blocks:
        is_aloud = block.role in _TOLD_ALOUD
        if block.text in known or len(block.text) > _MAX_CHARS or block.role in _NO_MESSAGES or len(block.text) < 2:
            continue
        if before is None and not is_aloud:
            continue
        is_busy = is_aloud and any(says(block.text, Meaning.BUSY, code) for code in languages)
        reads = (is_aloud and not is_busy) or _reads_as_refusal(block.text, languages)
        tied = next((each for each in _fields(page) if each.hint == block.text), None) if reads else None
        field = tied or (_beside(block, page) if reads else None)
        yield Message(
            block.text,
            block.box,
            block.is_in_viewport,
            field,
            is_own=tied is not None,  # aria-describedby ties it, also where aria-invalid was forgotten
            reads_as_refusal=reads,
            locator=block.locator,
        )


def _reads_as_refusal(text: str, languages: tuple[str, ...]) -> bool:
    if any(says(text, meaning, code) for code in languages for meaning in _REFUSALS):
        return True
    sentences = _sentences(text)
    return bool(sentences) and all(_is_empty(part, languages) for part in sentences)


def _beside(block: TextBlock, page: PageEvidence) -> FieldEvidence | None:
    """Give the field that the text stands under, over or beside, the nearest of several."""
    if block.box is None:
        return None
    near = [
        (gap_px(block.box, field.subject.box), field)
        for field in _fields(page)
        if field.subject.box is not None and gap_px(block.box, field.subject.box) <= NEAR_PX
    ]
    return min(near, key=lambda each: each[0])[1] if near else None


def _is_within(box: Box, viewport: Box) -> bool:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return 0 <= x <= viewport.width and 0 <= y <= viewport.height


def _fields(page: PageEvidence | None) -> list[FieldEvidence]:
    return [field for form in page.forms for field in form.fields] if page else []
