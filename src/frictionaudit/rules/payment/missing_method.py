"""Rule: the ways to pay that the shop promises are there."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.page import ControlEvidence, PageEvidence
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.lexicon.brands import PaymentKind, PaymentWords, brand_of, names_gateway, payment_words
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.payment.offers import Offer, Offers, checkout_pages, names_paying, offers_on
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_ADVERTISED = frozenset({"footer", "header", "nav"})


@rule(
    id="payment/missing-method",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.SERIOUS,
    title="A promised way to pay is not offered",
    message="The shop promises “{method}”, and the customer can choose only from: {offered}.",
    customer="They don't take my card.",
    why="Of US shoppers who left a checkout, 9 % found too few ways to pay (Baymard 2025). Trading websites have to "
    "say at the latest when the order begins how one can pay (Directive 2011/83/EU, Art. 8(3)).",
    how_to_fix="Switch the method on for this market, currency, device and amount, or stop promising it.",
    references=("https://baymard.com/lists/cart-abandonment-rate", "https://eur-lex.europa.eu/eli/dir/2011/83/oj"),
    limits=("A method that is offered only behind another press is not seen.",),
)
def missing_method(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding for each promised method that is not among those to choose from."""
    if visit.errand != "walk":
        yield Inapplicable()
        return
    if not visit.journey.payment.methods:
        yield Incomplete("the journey does not say which ways to pay the shop promises (payment.methods)")
        return
    read = [(step, page, offers) for step, page in checkout_pages(visit) if (offers := offers_on(page, visit.locale))]
    if not read:
        yield Incomplete("the ways to pay could not be read")
        return
    offered = [offer for _, _, offers in read for offer in offers.all]
    step, page, offers = next((each for each in read if each[2].group is not None), read[-1])
    for method in visit.journey.payment.methods:
        promised = method.replace("_", " ").replace("-", " ")
        if any(_is_same(promised, offer) for offer in offered):
            continue
        doubt = _doubt(promised, page, offers, visit)
        if doubt is not None:
            yield Incomplete(doubt, step=step)
            continue
        names = ", ".join(dict.fromkeys(offer.label for offer in offers.all))
        yield Friction(at=offers.subject, parameters={"method": method, "offered": names.rstrip(".")}, step=step)


def _opens_more(control: ControlEvidence, languages: tuple[str, ...]) -> bool:
    name = control.subject.name
    return control.region not in _ADVERTISED and names_paying(name) and has_said(name, Meaning.MORE, languages)


def _is_same(promised: str, offer: Offer) -> bool:
    """Tell whether an offer is the promised method: the same name, or the same kind where the promise is general."""
    if promised.casefold() in offer.label.casefold():
        return True
    kinds = {word.kind for word in offer.words}
    names = {brand_of(word) for word in offer.words}
    return any(brand_of(word) in names if _goes_by_name(word) else word.kind in kinds for word in _wanted(promised))


def _wanted(promised: str) -> tuple[PaymentWords, ...]:
    """Give what the promise names; a gift card is no card."""
    return () if has_said(promised, Meaning.GIFT_CARD, _ANY) else payment_words(promised, _ANY)


def _goes_by_name(word: PaymentWords) -> bool:
    """Customers look for iDEAL or BLIK themselves: another bank's name, or a transfer in advance, is not the same."""
    return word.kind in _BY_NAME or _is_bank_by_name(word)


def _is_bank_by_name(word: PaymentWords) -> bool:
    return word.kind is PaymentKind.BANK and word.is_brand


def _is_any_bank(offer: Offer) -> bool:
    """Tell whether an offer speaks of banks and names none, or a gateway to them: behind it there may be any."""
    is_named = any(word.is_brand for word in offer.words) and not names_gateway(offer.label)
    return offer.kind is PaymentKind.BANK and not is_named and not has_said(offer.label, Meaning.PAY_TRANSFER, _ANY)


_ANY = ("en", "fi", "sv", "de", "fr", "es", "it", "nl", "da", "nb", "pl", "pt", "et")
_LABEL_WORDS = 7
"""A box says no more: “Invoice address is the same as for delivery”."""
_NO_WAYS = (Meaning.FIELD_STREET, Meaning.FIELD_CARD_NUMBER, Meaning.FIELD_CARD_HOLDER)
_BY_NAME = frozenset({PaymentKind.WALLET, PaymentKind.MIXED})


def _doubt(promised: str, page: PageEvidence, offers: Offers, visit: VisitEvidence) -> str | None:
    """Give a reason why the method may be there all the same."""
    if not _wanted(promised):
        return translatable(f"which way to pay “{promised}” is, is not known")
    if any(offer.kind is None or offer.kind is PaymentKind.MIXED for offer in offers.all):
        return translatable("one of the ways to pay stands for several, or is not known")
    if any(map(_is_bank_by_name, _wanted(promised))) and any(map(_is_any_bank, offers.all)):
        return translatable("one of the ways to pay stands for several, or is not known")
    if any(_opens_more(control, page_languages(page, visit.locale)) for control in page.controls):
        return translatable("more ways to pay stand behind a button")
    if offers.group is None and not offers.has_form_and_buttons:
        return translatable("only a form or buttons were seen, no choice of ways to pay")
    shown = [block.text for block in page.blocks if block.region not in _ADVERTISED]
    pictured = [image.subject.name for image in page.images if image.region not in _ADVERTISED]
    listed = {offer.label for offer in offers.all}
    wanted = {word.kind for word in _wanted(promised)}
    languages = page_languages(page, visit.locale)
    for text in (*shown, *pictured):
        if text in listed or any(text in label for label in listed):
            continue
        if len(text.split()) <= _LABEL_WORDS and any(has_said(text, meaning, languages) for meaning in _NO_WAYS):
            continue  # "Invoice address"
        if wanted & {word.kind for word in payment_words(text, languages)}:
            return translatable(f"“{promised}” is named elsewhere on the page")
    return None
