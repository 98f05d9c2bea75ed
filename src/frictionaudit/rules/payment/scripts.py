"""Scripts and frames of the shop's own that paying needs: known by a name of their file, and by what never came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Party
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.common import document_of, has_error_answer, is_unanswered
from frictionaudit.rules.payment.frames import stands_without_fields
from frictionaudit.rules.registry import Context

__all__ = ["own_frame_that_failed", "own_script_that_failed"]

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_PAYS = frozenset({"pay", "pays", "psp", "creditcard", "cardform", "cardfields"})
_PAYS_BEGIN = (
    "payment", "zahlung", "bezahl", "maksu", "betal", "paiement", "pagament", "pago", "płatno", "platno", "makse",
    "checkoutpay", "stripe", "adyen", "klarna", "paypal", "paytrail", "mollie", "braintree", "vipps", "mobilepay",
)  # fmt: skip
_CARD_FORMS = frozenset({"form", "forms", "field", "fields", "payment", "input", "entry", "element", "elements"})
_DECORATES = frozenset({"icon", "icons", "logo", "logos", "badge", "badges", "banner", "banners", "promo", "messaging"})
_NAMELESS = frozenset({"index", "main", "app", "bundle", "script", "entry"})
"""Files that bear the name of their folder."""
_VERSION = re.compile(r"v?\d+")
"""So do those that are called by their version: /psp/v3.js."""


def own_script_that_failed(step: StepEvidence, context: Context) -> RequestEvidence | None:
    """Give a failed script of the shop's own, on the document that the step ended on, whose name speaks of paying."""
    return next(
        (
            request
            for request in _of_the_document(step, context)
            if request.resource == "script"
            and request.party is Party.FIRST
            and not request.is_blocked
            and (has_error_answer(request) or is_unanswered(request))
            and _names_paying(urlsplit(request.url).path)
        ),
        None,
    )


def own_frame_that_failed(step: StepEvidence, context: Context) -> RequestEvidence | None:
    """Give a failed frame of the shop's own where the customer was to type in a card and no field answered to it.

    It stands on the page, as large as a card field, and so does no other frame that could hold the field.
    """
    fills = [each for each in step.actions if each.kind is ActionKind.FILL and is_card_reference(each.reference)]
    is_lost = any(each.failure and each.element is None for each in fills)
    if not is_lost or step.page is None or any(frame.fields for frame in step.page.frames):
        return None
    return next(
        (
            request
            for request in _of_the_document(step, context)
            if request.party is Party.FIRST and stands_without_fields(request, step.page)
        ),
        None,
    )


def _of_the_document(step: StepEvidence, context: Context) -> Iterator[RequestEvidence]:
    """Give the requests of the steps that shared one document with this one: an app loads all its parts at once."""
    for each in (step, *reversed(context.previous)):
        yield from each.requests
        if document_of(each) is not None:
            return


def _names_paying(path: str) -> bool:
    """Tell "/js/payment.min.js" and "/assets/card-form.4f2a.js" from "product-card.js" and "payload.js"."""
    folder, _, file = path.rpartition("/")
    stem = file.partition(".")[0]
    name = folder.rpartition("/")[2] if stem.lower() in _NAMELESS or _VERSION.fullmatch(stem) else stem
    words = [word.lower() for word in _WORDS.findall(name)]
    if _DECORATES.intersection(words):
        return False
    if any(word in _PAYS or word.startswith(_PAYS_BEGIN) for word in words):
        return True
    return any(word == "card" and following in _CARD_FORMS for word, following in pairwise(words))
