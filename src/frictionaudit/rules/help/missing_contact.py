"""Rule: the cart and the checkout show a way to a person of the shop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.common import AROUND_OR_ASIDE, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.languages import has_said, says_any
from frictionaudit.rules.path import (
    PurchasePath,
    SeenPage,
    has_all_links,
    has_folded_footer,
    knows_words,
    purchase_path,
    stands_in_shop,
)
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_MAIL = re.compile(r"\[e-mail\]|[\w.+-]+@[\w-]+\.\w{2,}")
_NUMBER = re.compile(r"(?<![\w,.-])(?:\+|00)\d(?:[\s()/.-]{0,2}\d){6,}|(?<![\w,.-])0\d(?:[\s()/.-]{0,2}\d){5,}")
_ANY_NUMBER = re.compile(r"\d(?:[\s()/.-]{0,2}\d){5,}")
_REGISTERED = re.compile(
    r"\b(?:y-tunnus|fo-nummer|org(?:anisations)?[ .-]*(?:nr|nummer)"
    r"|(?:ust|uid|vat|alv|moms|tva|btw|mwst|p\. ?iva|partita iva)[\w.-]*"
    r"|hrb|kvk|cvr|nip|regon|krs|nif|cif|nipc|siren|siret|rcs|rea|mva|kmkr|iban"
    r"|(?:company|registration|registry|reg\.|handels\w*|kaupparekisteri\w*|registri\w*))"
    r"\W{0,3}(?:(?:nr|no|number|code|nummer|id)\W{0,3})?[A-Z]{0,3} ?\d[\d.-]*(?: (?!0)\d{2,4})*",
    re.IGNORECASE,
)
"""The number under which a firm is registered or taxed stands at the foot of most shops, and nobody answers there."""

_WHEN = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d(?!\s?\d)"
    r"|(?<![\d.:])[0-2]?\d[.:][0-5]\d(?![.:]?\d)"
    r"|(?<![\d./-])[0-3]?\d[./-][01]?\d[./-](?:19|20)?\d\d(?![./-]?\d)"
    r"|(?<![\d./-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![./-]?\d)"
    r"|(?<!\d)(?<!\d[ .])[1-9]\d{0,2}(?:[ .]000)+(?![ .]?\d)"
)
"""Years, opening hours and dates ("© 2010–2026", "10.00-18.00"), and how many customers there are, ring nowhere."""

_TOLD_APART = 7
"""Last digits by which two phone numbers are told apart, however their beginnings are written."""

_MASKED = re.compile(r"\[[^\]]*\]")
"""A security code such as 123 is masked within the phone number too."""

_NO_DIGIT = re.compile(r"[^\d#]")
_SIGNS = re.compile(r"[☎☏📞✆]")
_TO_SOMEBODY = re.compile(
    r"(?:mailto|tel|sms):[^?]|https://wa\.me/\+?\d|https://(?:api|web)\.whatsapp\.com/send/?\?(?:.*&)?phone=[+%\d]",
    re.IGNORECASE,
)
"""A link that writes to or calls somebody; without an addressee it shares the product with a friend."""


@rule(
    id="help/missing-contact",
    reads=VisitEvidence,
    criterion=Criterion.HELP,
    severity=Severity.MODERATE,
    title="Nobody to ask in the cart and the checkout",
    message="Cart and checkout show no phone number, e-mail address, chat or link to a contact page.",
    customer="Who can I ask?",
    why="A question at the checkout that nobody answers ends the order. Being able to reach a person is also a sign "
    "that there is one: 19 % of US shoppers who left a checkout did not trust the site with their card (Baymard 2025).",
    how_to_fix="Show a phone number, an e-mail address, a chat or a link to the contact page in the header or footer "
    "of the cart and of every page of the checkout.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    explained_by=("errors/http-error-page", "errors/soft-error-page"),
    limits=("A chat that comes up only once cookies are accepted is not seen where the journey rejects them.",),
)
def missing_contact(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where none of the pages of cart and checkout leads to a person."""
    path = purchase_path(visit)
    if not isinstance(path, PurchasePath):
        yield path
        return
    pages = _asked_pages(path)
    if not pages:
        has_any = any(step.stage in (Stage.CART, Stage.CHECKOUT) for step in visit.journey.steps)
        yield Incomplete("the visit ended before the cart") if has_any else Inapplicable()
        return
    own = _own_numbers(visit)
    repeated = _own_addresses(visit)
    if any(_leads_to_person(seen.page, path.languages, own, repeated) for seen in pages):
        return
    is_asked = path.is_whole_from_shop_cart or all(stands_in_shop(seen.page) for seen in pages)
    if not is_asked or not _goes_on_from_cart(path):
        yield Incomplete("the journey does not lead from the shop to an order")
    elif not knows_words((Meaning.CONTACT,), path.languages):
        yield Incomplete("the words of this language are not known")
    elif any(not has_all_links(seen.page) or seen.page.is_truncated for seen in pages):
        yield Incomplete("a page was too long to be read whole")
    elif any(has_folded_footer(seen.page, path.languages) for seen in pages):
        yield Incomplete("a folded part of a footer may hold links that were not seen")
    else:
        yield Friction(at=pages[-1].subject, step=pages[-1].step.index)


def _goes_on_from_cart(path: PurchasePath) -> bool:
    """Tell whether the journey is to end in an order, or stops within the checkout once it came there from the cart.

    One that goes no further than the cart has left out the pages where shops show whom to ask.
    """
    steps = path.visit.journey.steps
    is_led = any(step.stage is Stage.CART for step in steps) and bool(path.checkout)
    return is_led or any(step.commits.is_binding for step in steps)


def _asked_pages(path: PurchasePath) -> tuple[SeenPage, ...]:
    """Give cart and checkout; a page that stayed blank is errors/blank-page's, and would show nobody anyway."""
    carts = (seen for seen in path.pages if seen.step.stage is Stage.CART)
    return tuple({seen.key: seen for seen in (*carts, *path.checkout) if seen.page.blocks}.values())


def _own_numbers(visit: VisitEvidence) -> frozenset[re.Pattern[str]]:
    """Give the last digits of what the customer typed: their own number, which summaries repeat, helps nobody."""
    typed = (_NO_DIGIT.sub("", _MASKED.sub("#", action.value or "")) for step in visit.steps for action in step.actions)
    ends = {number[-_TOLD_APART:] for number in typed if len(number) >= _TOLD_APART}
    # With the same digits somewhere within, 06 12 34 56 78 is not +41 79 123 45 67.
    parts = ([r"\d{1,4}" if part == "#" else part for part in end] for end in ends)
    return frozenset(re.compile(r"\D*".join(each) + r"(?!\d)") for each in parts)


def _own_addresses(visit: VisitEvidence) -> frozenset[str]:
    """Give the texts with an e-mail address that came up only once the customer had typed theirs.

    Addresses are masked alike: "Contact [e-mail] Edit" over the later steps is the customer's own.
    """
    typed = next((step.index for step in visit.steps if any(_MAIL.search(a.value or "") for a in step.actions)), None)
    if typed is None:
        return frozenset()
    pages = [(step.index, page) for step in visit.steps for page in (*step.passing, step.page) if page is not None]
    texts = [(index, block.text) for index, page in pages for block in page.blocks if _MAIL.search(block.text)]
    return frozenset(text for _, text in texts) - frozenset(text for index, text in texts if index < typed)


def _leads_to_person(
    page: PageEvidence, languages: tuple[str, ...], own: frozenset[re.Pattern[str]], repeated: frozenset[str]
) -> bool:
    if any(_TO_SOMEBODY.match(link.url) for link in page.links):
        return True
    if any(overlay.kind == "chat" for overlay in page.overlays):
        return True
    if any(_is_contact(link.text, link.region, languages) for link in page.links):
        return True
    if any(_is_contact(each.subject.name, each.region, languages) for each in page.controls):
        return True
    return any(_gives_address(block, languages, own) for block in page.blocks if block.text not in repeated)


def _is_contact(text: str, region: str, languages: tuple[str, ...]) -> bool:
    """In the content only a whole label counts: "Change contact details" leads to the customer's own."""
    if region in AROUND_OR_ASIDE:
        for answered_by_nobody in (Meaning.FAQ, Meaning.NOT_OF_A_PERSON):
            found = says_any(text, answered_by_nobody, languages)
            text = text.replace(found, " ") if found else text
        return has_said(text, Meaning.CONTACT, languages)
    return any(Meaning.CONTACT in meanings_of(text, language) for language in languages)


def _gives_address(block: TextBlock, languages: tuple[str, ...], own: frozenset[re.Pattern[str]]) -> bool:
    """Tell whether the text gives a phone number or an e-mail address of the shop, not the customer's own."""
    text = _WHEN.sub("·", _REGISTERED.sub(" ", block.text))
    if block.role in ("label", "option", "button") or any(number.search(text) for number in own):
        return False
    says_who = (
        has_said(text, Meaning.CONTACT, languages)
        or has_said(text, Meaning.PHONE, languages)
        or bool(_SIGNS.search(text))
        or block.region in ("header", "footer")
    )
    if says_who:
        return bool(_MAIL.search(text) or _NUMBER.search(text) or _ANY_NUMBER.search(text))
    return block.role == "link" and bool(_MAIL.search(text) or _NUMBER.search(text))
