"""Rule: a field says what it is for, also while it is being filled in."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Box, TextBlock
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.evidence.purpose import TYPED_KINDS, page_languages, purpose_of
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.common import path_of
from frictionaudit.rules.loading import STYLES
from frictionaudit.rules.prices.words import words_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.fields import asked_for, called, is_walk, own_forms, page_of
from frictionaudit.rules.validation.messages import names_field
from frictionaudit.tongues import translatable

# Understood by their place and their button: a search box (the catalogue names it), a code to redeem, a number of
# pieces between plus and minus, the second line of an address.
_PLAIN_BY_PLACE = frozenset({"search", "coupon", "quantity", "address-line2"})

_MARK_WORDS = 2

_SENTENCE_WORDS = 4
_STEM = 4
"""Letters by which a word of a text is one of the field's own. Project's choice."""

_LABELLED_GROUP = 2
"""Where so many others of its group have a label of their own, the group's name is not the label of one. Project's
choice: the three fields of a date have none, and the code beside a phone number may have one."""

_OF_ONE_ANSWER = {
    **dict.fromkeys(("given-name", "family-name", "additional-name", "honorific-prefix"), "name"),
    **dict.fromkeys(("address-line2",), "street-address"),
    **dict.fromkeys(("address-level1", "address-level2"), "postal-code"),
    "tel-country-code": "tel",
}
"""Fields that one name stands for together: "Name", "Street and number", "Postcode and town", "Phone"."""

BESIDE_PX = 48
"""CSS px within which words over or before a field may be its label, though nothing ties them to it. Project's choice:
a line of text with its margins."""


@rule(
    id="validation/missing-label",
    reads=PageEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.MODERATE,
    title="A field has no label that stays",
    message="“{placeholder}” stands only inside the field: it is gone once something is typed.",
    variants={
        "none": "The field “{name}” has no visible label at all.",
        "gone": "The label “{name}” is gone once the field is filled in.",
    },
    customer="What was I to write here?",
    why="Who is interrupted, or checks the form before sending it, no longer sees what a filled field asked for. WCAG "
    "2.2 asks for labels (3.3.2, level A).",
    how_to_fix="Put a visible <label> over or before the field; keep the placeholder for an example, if anything.",
    references=(
        "https://www.w3.org/TR/WCAG22/#labels-or-instructions",
        "https://www.w3.org/WAI/tutorials/forms/labels/",
    ),
    limits=("Words that stand beside a field and that nothing ties to it are incomplete.",),
    needs=(STYLES,),
)
def missing_label(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each field to type or choose in that has no visible label."""
    languages = page_languages(page, context.visit.locale)
    judged = [
        (form, field)
        for form, fields in asked_for(page, context)
        for field in fields
        if _is_judged(field, languages)
    ] if is_walk(context) else []  # fmt: skip
    gone = list(_bared(page, context, languages)) if is_walk(context) else []
    if not judged and not gone:
        yield Inapplicable()
    for field, label in gone:
        yield Friction(at=field.subject, variant="gone", parameters={"name": label})
    for form, field in judged:
        if field.label:
            continue
        doubt = _doubt(field, form, page_of(field, page, context), languages)
        if doubt is not None:
            yield Incomplete(doubt)
            continue
        yield Friction(
            at=field.subject,
            variant="" if field.placeholder else "none",
            parameters={"placeholder": field.placeholder, "name": called(field)},
        )


def _bared(page: PageEvidence, context: Context, languages: tuple[str, ...]) -> Iterator[tuple[FieldEvidence, str]]:
    """Give the fields that lost their label as the customer filled them in, with what it was."""
    labels = {
        (field.name, field.subject.locator): field.label
        for step in context.previous
        if step.page is not None and path_of(step.page.url) == path_of(page.url)
        for form in step.page.forms
        for field in form.fields
    }
    told: set[tuple[str, str]] = set()
    for shown in (*context.step.passing, page):
        for form in own_forms(shown):
            for field in form.fields:
                key = (field.name, field.subject.locator)
                is_bare = field.is_filled and not field.label and bool(labels.get(key)) and key not in told
                if is_bare and _is_judged(field, languages) and _doubt(field, form, shown, languages) is None:
                    told.add(key)
                    yield field, labels[key]


def _is_judged(field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    if field.kind not in TYPED_KINDS and field.kind != "select":
        return False
    if field.is_readonly or field.is_disabled:
        return False
    purpose = purpose_of(field, languages)
    return purpose is None or purpose.name not in _PLAIN_BY_PLACE


def _doubt(
    field: FieldEvidence, form: FormEvidence, page: PageEvidence | None, languages: tuple[str, ...]
) -> str | None:
    """Give a reason why the customer may see a label all the same."""
    if page is None:
        return translatable("the field was gone before the words around it were read")
    if field.label_hidden_by and field.label_hidden_by != "clipped" and not field.is_filled:
        return translatable("the label may show itself once something is typed")
    is_of_group = _labelled_in_group(field, form) < _LABELLED_GROUP and not _asks_several_things(field, form, languages)
    if field.group and is_of_group:
        return translatable("the name of its group may be label enough")
    if (field.kind == "select" and field.is_filled) or field.is_prefilled:
        return translatable("what stands in it already may say what it is for")
    if _has_words_beside(field, form, page, languages):
        return translatable("words stand beside the field that nothing ties to it")
    return None


def _labelled_in_group(field: FieldEvidence, form: FormEvidence) -> int:
    """Count the other fields of its group that say by themselves what they are for."""
    return sum(
        other is not field
        and other.group_locator == field.group_locator
        and bool(other.label)
        and (other.kind in TYPED_KINDS or other.kind == "select")
        for other in form.fields
    )


def _asks_several_things(field: FieldEvidence, form: FormEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether the fields of its group ask for things that no one name is the label of: e-mail and street."""
    fields = [
        each
        for each in form.fields
        if each.group_locator == field.group_locator and (each.kind in TYPED_KINDS or each.kind == "select")
    ]
    told = {purpose.name for each in fields if (purpose := purpose_of(each, languages)) is not None}
    return len({_OF_ONE_ANSWER.get(name, name) for name in told}) > 1


def _has_words_beside(field: FieldEvidence, form: FormEvidence, page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a short text stands right over or before the field and is no other field's label, mark or hint."""
    box = field.subject.box
    taken = {other.label for other in form.fields if other is not field and other.label}
    others = [other.subject.box for other in form.fields if other is not field and other.subject.box is not None]
    return box is not None and any(
        block.box is not None
        and block.role in ("", "label", "cell")
        and len(block.text) <= 60
        and block.text not in taken
        and block.text != field.placeholder
        and (_is_over_or_before(block.box, box) or _is_title(block, field, box))
        and not _is_mark(block.text, languages)
        and not _is_note(block.text, field, languages)
        and not any(_is_right_under(block.box, other, box) for other in others)
        for block in page.blocks
    )


def _is_note(text: str, field: FieldEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a text is a sentence about the form, or about something else: it does not name the field."""
    words = words_in(text)
    if len(words) < _SENTENCE_WORDS or names_field(text, field, languages):
        return False
    is_of_all = any(says(text, meaning, code) for meaning in (Meaning.REQUIRED, Meaning.OPTIONAL) for code in languages)
    return (is_of_all or text.rstrip().endswith(".")) and not _shares_a_word(text, field)


def _shares_a_word(text: str, field: FieldEvidence) -> bool:
    stems = {word[:_STEM] for word in words_in(f"{field.placeholder} {field.name}") if len(word) >= _STEM}
    return any(word[:_STEM] in stems for word in words_in(text))


def _is_right_under(text: Box, other: Box, field: Box) -> bool:
    """Tell whether a text stands under another field, and nearer to it than to this one: a hint for that."""
    above, below = text.y - other.y - other.height, field.y - text.y - text.height
    is_in_column = text.x < other.x + other.width and text.x + text.width > other.x
    return is_in_column and -1 <= above < below


def _is_mark(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether the text says no more than that a field, the one above, must be filled in or need not."""
    return len(text.split()) <= _MARK_WORDS and any(
        says(text, meaning, code) for meaning in (Meaning.REQUIRED, Meaning.OPTIONAL) for code in languages
    )


def _is_over_or_before(text: Box, box: Box) -> bool:
    middle = text.y + text.height / 2
    is_before = box.y <= middle <= box.y + box.height and 0 <= box.x - text.x - text.width <= BESIDE_PX
    is_over = abs(text.x - box.x) <= BESIDE_PX and 0 <= box.y - text.y - text.height <= BESIDE_PX / 2
    return is_before or is_over


def _is_title(block: TextBlock, field: FieldEvidence, box: Box) -> bool:
    """Tell the title of a card that a text of several lines fills: farther over it than a label, and after an icon."""
    if field.kind != "textarea" or block.box is None or not _shares_a_word(block.text, field):
        return False
    above = box.y - block.box.y - block.box.height
    return box.x <= block.box.x < box.x + box.width / 2 and 0 <= above <= BESIDE_PX
