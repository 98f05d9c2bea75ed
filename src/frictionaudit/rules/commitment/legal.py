"""Links to what the customer agrees to: terms of sale, returns, privacy."""

from __future__ import annotations

from enum import Enum
from fnmatch import fnmatch
from urllib.parse import urlsplit

from frictionaudit.evidence.addresses import path_beyond
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.languages import has_said, says_any

__all__ = ["Reach", "reach_of"]

_OTHERS = (
    "google.com", "*.google.com", "hcaptcha.com", "*.hcaptcha.com", "*.cloudflare.com", "*.paypal.com", "*.klarna.com",
    "stripe.com", "*.stripe.com", "*.apple.com", "*.facebook.com", "*.adyen.com", "*.mollie.com",
)  # fmt: skip
"""Who has terms of their own beside the shop's: captchas and providers of payment, by the notice they ask for."""

_NOWHERE = ("#", "#!", "#0")


class Reach(Enum):
    """Whether one press leads there; MAYBE: its link leads nowhere by itself, and a script may open something."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


def reach_of(page: PageEvidence, meanings: tuple[Meaning, ...], languages: tuple[str, ...]) -> Reach:
    """Tell whether a link or a control of the page leads to what has one of the meanings."""
    links = [(link.text, link.url) for link in page.links]
    pressed = [*links, *((control.subject.name, control.href) for control in page.controls)]
    found = [
        url
        for text, url in pressed
        if not _is_of_others(url, page.url)
        and any(_names(words, each, languages) for words in (text, path_beyond(url, page.url)) for each in meanings)
    ]
    if not found:
        return Reach.NO
    return Reach.MAYBE if all(_leads_nowhere(url) for url in found) else Reach.YES


def _names(text: str, meaning: Meaning, languages: tuple[str, ...]) -> bool:
    """Tell "Terms" from "Payment terms", which are of one part only; terms of sale and payment are both."""
    if meaning is not Meaning.TERMS:
        return has_said(text, meaning, languages)
    whole, part = (says_any(text, each, languages) for each in (Meaning.TERMS, Meaning.TERMS_OF_PART))
    if whole is None or part is None or len(whole) > len(part):
        return whole is not None
    return has_said(text.replace(part, " "), Meaning.TERMS, languages)


def _is_of_others(url: str, page_url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return host != urlsplit(page_url).hostname and any(fnmatch(host, other) for other in _OTHERS)


def _leads_nowhere(url: str) -> bool:
    return url.lower().startswith("javascript:") or url.endswith(_NOWHERE)
