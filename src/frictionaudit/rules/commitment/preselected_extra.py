"""Rule: nothing beside the goods is ticked before the customer ticks it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.page import FieldEvidence, OverlayEvidence, PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.commitment.paid_preset import PaidPreset, paid_presets
from frictionaudit.rules.commitment.ticked_charge import is_ticked_charge
from frictionaudit.rules.common import shortened
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.path import knows_words
from frictionaudit.rules.prices.lines import is_service
from frictionaudit.rules.prices.track import is_cart
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_SIGNED_UP = (Meaning.NEWSLETTER, Meaning.DATA_SHARING)
_WANTED = (*_SIGNED_UP, Meaning.MEMBERSHIP, Meaning.EXTRA)
_SENTENCE = re.compile(r"[.!?;()]\s")
_TEXTS_KEPT = 20
"""Of a layer that says more, not all words are known (evidence)."""

_BARE_WORDS = 2
_SHOP = (Stage.ARRIVE, Stage.FIND, Stage.CHOOSE)
_WORD = re.compile(r"[^\W\d_]+")
_TAKEN_OFF = re.compile(r"[-−–]\s?\d|\d\s?%")
_ADDED_PRICE = re.compile(r"[+＋]\s*\D{0,4}\d")


@rule(
    id="commitment/preselected-extra",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.SERIOUS,
    title="Something extra is already ticked",
    message="“{label}” is ticked before the customer touched it.",
    variants={"chosen": "“{label}” is chosen before the customer touched it."},
    customer="What else did I agree to?",
    why="A box that is ticked beforehand is no consent: in the EU a paid extra that was pre-ticked may be claimed back "
    "(Directive 2011/83/EU, Art. 22), and consent must be an act of the customer (CJEU C-673/17 Planet49). Who notices "
    "late trusts the rest of the order less.",
    how_to_fix="Leave all boxes for extras, newsletters, memberships and sharing of data unticked, and lists on the "
    "line that costs nothing.",
    references=("https://eur-lex.europa.eu/eli/dir/2011/83/oj", "CJEU C-673/17 Planet49 (1 October 2019)"),
    limits=("A switch that is neither a check box, a radio nor a list by its role is not read.",),
)
def preselected_extra(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding per box or line that stands chosen though nobody chose it, where it first shows."""
    chosen = _chosen_by_journey(visit)
    known: set[str] = set()
    told: set[str] = set()
    for step, page in _pages(visit):
        languages = reading_languages(page, visit)
        is_in_shop = _is_in_shop(step, visit)
        for field in _ticked(page):
            label = _named(field, languages)
            if label in known or {label, field.label, field.subject.name, field.subject.locator} & chosen:
                continue
            known.add(label)
            is_extra = _is_extra(field, label, languages, may_be_option=is_in_shop) or _adds_to_delivery(
                field, label, page, languages
            )
            if is_extra or is_ticked_charge(field, label, step, visit, languages):
                told.add(label)
                yield Friction(at=field.subject, parameters={"label": shortened(label)}, step=step.index)
            elif not knows_words(_WANTED, languages):
                yield Incomplete("the words of this language are not known", step=step.index)
        for preset in paid_presets(page, languages):
            verdict = _verdict_of(preset, step, is_in_shop=is_in_shop)
            if verdict is not None and preset.label not in told and not preset.names & chosen:
                told.add(preset.label)
                yield verdict
    if not known and not told and not any(_choices(page) for _, page in _pages(visit)):
        yield Inapplicable()


def _is_in_shop(step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell the shop itself, where kinds of a product are chosen, from the cart that an addition leads to."""
    return step.stage in _SHOP and not (step.commits is Commitment.CART and is_cart(step, visit))


def _verdict_of(preset: PaidPreset, step: StepEvidence, *, is_in_shop: bool) -> Verdict | None:
    """A product's own kinds cost more or less: in the shop itself only what is named an extra counts."""
    if preset.is_known or (not is_in_shop and preset.is_free_beside):
        label = shortened(preset.label)
        return Friction(at=preset.subject, variant="chosen", parameters={"label": label}, step=step.index)
    if is_in_shop:
        return None
    return Incomplete(f"“{preset.label}” is chosen beforehand, and whether it costs more is not told", step=step.index)


def _named(field: FieldEvidence, languages: tuple[str, ...]) -> str:
    """Give its words; those of a yes to "Would you like our newsletter?" with the question."""
    label = field.label or field.subject.name
    is_bare = len(label.split()) <= _BARE_WORDS and not has_said(label, Meaning.NEGATION, languages)
    if field.kind != "radio" or not is_bare:
        return label
    is_signed_up = any(has_said(field.group, meaning, languages) for meaning in (*_SIGNED_UP, Meaning.MEMBERSHIP))
    return f"{field.group} {label}" if is_signed_up else label


def _pages(visit: VisitEvidence) -> Iterator[tuple[StepEvidence, PageEvidence]]:
    """Give the pages in walking order: those that a step passed through, and the one that it ended on."""
    for step in visit.steps:
        for page in (*step.passing, step.page):
            if page is not None:
                yield step, page


def _chosen_by_journey(visit: VisitEvidence) -> frozenset[str]:
    """Give names of what the journey itself ticked: a page that shows it again is no preselection.

    Of what has no name the place; another page may have another box at the same place.
    """
    elements = (
        action.element
        for step in visit.steps
        for action in step.actions
        if action.kind in (ActionKind.CHECK, ActionKind.CLICK, ActionKind.SELECT)
    )
    named = (element.subject.name or element.subject.locator for element in elements if element)
    return frozenset(text for text in named if text)


def _choices(page: PageEvidence) -> list[FieldEvidence]:
    return [field for form in page.forms for field in form.fields if field.is_checked is not None]


def _ticked(page: PageEvidence) -> Iterator[FieldEvidence]:
    """Boxes ticked by the page itself; those of a cookie banner are another rule's."""
    banners = [overlay for overlay in page.overlays if overlay.kind == "consent"]
    for field in _choices(page):
        if field.is_checked and field.is_prefilled and not any(_stands_in(banner, field) for banner in banners):
            yield field


def _stands_in(banner: OverlayEvidence, field: FieldEvidence) -> bool:
    """Tell a box of the banner from one of the page that the banner happens to lie over."""
    box, around = field.subject.box, banner.subject.box
    if box is None or around is None or not around.holds(box):
        return False
    label = field.label or field.subject.name
    is_below = field.subject.locator.startswith(f"{banner.subject.locator} ")
    is_unknown = not banner.texts or len(banner.texts) >= _TEXTS_KEPT
    return is_below or is_unknown or not label or any(label in text or text in label for text in banner.texts)


def _is_extra(field: FieldEvidence, label: str, languages: tuple[str, ...], *, may_be_option: bool) -> bool:
    """Tell whether the box sells or signs up for something; one that says no to it, or takes the terms, does not.

    Radio buttons also stand for delivery, payment and, in the shop itself, for kinds of a product.
    """
    own = field.label or label  # not its question: "receive news?"
    is_delivery = has_said(own, Meaning.DELIVERY, languages)
    if field.kind == "radio" and (may_be_option or is_delivery):
        return False
    # "You may leave at any time" takes nothing back of the sentence before it.
    sentences = [s for s in _SENTENCE.split(label) if not has_said(s, Meaning.NEGATION, languages)]
    is_of_terms = any(has_said(label, meaning, languages) for meaning in (Meaning.TERMS, Meaning.PRIVACY))
    # Some shops sell notices of the parcel, most give them: such a box is an extra where it names its price.
    is_notice = has_said(label, Meaning.TEXT_MESSAGE, languages) and not amounts_in(label)
    wanted = _SIGNED_UP if is_of_terms else tuple(m for m in _WANTED if m is not Meaning.EXTRA or not is_notice)
    if any(has_said(sentence, meaning, languages) for sentence in sentences for meaning in wanted):
        return True
    if is_of_terms or not sentences:
        return False
    if amounts_in(own) and is_service(own, languages):
        return True  # "Protection of your delivery 2 €"
    is_added = (
        bool(_ADDED_PRICE.search(label)) or has_said(label, Meaning.FEE, languages) or _asks_to_add(label, languages)
    )
    is_sold = is_added and bool(amounts_in(label))
    return is_sold and field.kind != "radio" and not is_delivery


def _asks_to_add(label: str, languages: tuple[str, ...]) -> bool:
    """Tell "Add wool care, 8 €" and "Grußkarte hinzufügen (2 €)": the verb stands first, or last before the price."""
    amounts = amounts_in(label)
    costs = amounts and amounts[0].value > 0 and not _TAKEN_OFF.search(label)
    if not costs or has_said(label, Meaning.DISCOUNT, languages):
        return False
    words = _WORD.findall(label[: amounts[0].start] or label)
    ends = {" ".join(part) for size in (1, 2) for part in (words[:size], words[-size:]) if len(words) > size}
    return any(Meaning.ADD_TO_CART in meanings_of(end, code) for end in ends for code in languages)


def _adds_to_delivery(field: FieldEvidence, label: str, page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell "Priority shipping (+3.50 €)" in a box beside the ways to deliver: it is none of them, and costs more."""
    if field.kind == "radio" or not _ADDED_PRICE.search(label) or not amounts_in(label):
        return False
    ways = [each for each in _choices(page) if each.kind == "radio" and each.subject.locator != field.subject.locator]
    of_delivery = (Meaning.DELIVERY, Meaning.DELIVERY_OPTION)
    said = [way for way in ways if any(has_said(way.label or way.subject.name, m, languages) for m in of_delivery)]
    return len(said) > 1 and any(has_said(label, meaning, languages) for meaning in of_delivery)
