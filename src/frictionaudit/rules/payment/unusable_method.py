"""Rule: a way to pay that is offered can be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Party, Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import page_languages
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.lexicon.brands import PaymentKind, payment_words
from frictionaudit.rules.common import (
    document_of,
    has_error_answer,
    has_failed,
    is_of_shop,
    is_sabotaged,
    is_unanswered,
    path_of,
    request_subject,
)
from frictionaudit.rules.payment.card_fields import chosen_without_fields
from frictionaudit.rules.payment.frames import is_empty, left_nothing, requests_shown
from frictionaudit.rules.payment.offers import Offer, checkout_pages, offers_on
from frictionaudit.rules.payment.reasons import is_unexplained
from frictionaudit.rules.payment.scripts import own_frame_that_failed, own_script_that_failed
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

TILL_MIN_PX = (280, 300)
"""Width and height of a frame that could hold all of a checkout: no button, and no line on instalments. Project's
choice."""

_CHOOSES = frozenset({ActionKind.CHECK, ActionKind.CLICK, ActionKind.SELECT})
_CHOICE_ROLES = frozenset({"radio", "option", "tab", "combobox", "listbox", "label", "menuitemradio"})
_LOADED = frozenset({"document", "script"})
_ASKED = frozenset({"fetch", "xhr"})
_PAYING_PARTS = (
    "/pay", "/card", "/checkout/frame", "gateway", "/zahlung", "/bezahl", "/betal", "/paiement", "/pagament", "/pago",
    "/platno", "/maksu", "/makse", "/tarjeta", "/carte-", "/karte",
)  # fmt: skip
"""Of the address of a frame of the shop's own."""
_BRAND_MIN = 4
"""Letters of a brand that an address names: shorter ones are parts of many words."""
_NEVER_ANSWERS = frozenset({"dns", "refused", "tls"})
_GONE = frozenset({404, 410})
_FORM_STAGES = (Stage.CHECKOUT, Stage.PAY)
_PROVIDERS = (
    "js.stripe.com", "hooks.stripe.com", "*.adyen.com", "*.adyenpayments.com", "*.klarna.com", "*.klarnacdn.net",
    "*.klarnaservices.com", "*.paypal.com", "*.braintreegateway.com", "*.braintree-api.com", "*.paytrail.com",
    "*.mollie.com", "*.nets.eu", "*.dibspayment.eu", "*.svea.com", "*.walley.se", "*.collector.se", "*.trustly.com",
    "*.worldpay.com", "*.squareup.com", "*.squarecdn.com", "*.checkout.com", "*.quickpay.net", "*.bambora.com",
    "*.vismapay.com", "*.swish.nu", "*.vipps.no", "*.mobilepay.dk", "*.payu.com", "*.przelewy24.pl", "*.unzer.com",
    "*.amazonpay.com", "pay.google.com", "*.authorize.net",
)  # fmt: skip
"""Hosts of payment providers, known without the journey's `payment.hosts`."""


@rule(
    id="payment/unusable-method",
    reads=StepEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.CRITICAL,
    title="An offered way to pay cannot be used",
    message="“{method}” is offered and cannot be chosen: {reason}.",
    variants={
        "disabled": "“{method}” is offered and switched off, without a word why.",
        "failed": "{address}, which a way to pay needs, failed ({reason}).",
        "empty": "The frame of {address}, in which one should pay, stays empty.",
    },
    customer="I chose it and it's empty.",
    why="The customer has decided to pay, and the shop does not let them. Of US shoppers who left a checkout, 9 % "
    "found too few ways to pay, 17 % name errors (Baymard 2025).",
    how_to_fix="Walk the method by hand on this device. Look at the provider's script in the network panel: keys, "
    "allowed origins, content security policy. Show only methods that work for this order.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    explained_by=("action/covered", "action/hidden"),
    needs=("requests",),
    words=("reason",),
    limits=(
        "A provider's frame is known by `payment.hosts` and by a list of common hosts; others only where their address "
        "fails as the customer chooses how to pay.",
        "A script of the shop's own is known by the name of its file, and judged where one does not get past paying.",
        "A frame in a part of the page that no step unfolds is not judged.",
    ),
)
def unusable_method(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield findings for methods that cannot be chosen, and for frames and scripts of payment that fail."""
    if is_sabotaged(context.visit) or not _is_at_checkout(step, context):
        yield Inapplicable()
        return
    languages = page_languages(step.page, context.visit.locale)
    choices = [action for action in step.actions if _chooses_payment(action, languages)]
    for action in choices:
        # What Tab does not reach is told as such: action/keyboard-unreachable.
        if action.failure is not None and action.element is not None and action.element.keyboard_reached is not False:
            parameters = {"method": action.element.subject.name, "reason": action.failure.rstrip(".")}
            yield Friction(at=action.element.subject, parameters=parameters, blocks=has_failed(step))
    failed = next(
        (
            request
            for request in requests_shown(step, context)
            if _has_failed(request)
            and (
                _is_payment_part(request, step, context)
                or (choices and left_nothing(request, step, context))
                or _goes_on_there(request, step, context, languages)
                or (choices and _was_to_bring_fields(request, step))
            )
        ),
        None,
    )
    if failed is not None and failed.resource == "script" and _stands_without(failed, step.page):
        yield Incomplete("a script of a provider failed, and the provider's frame stands all the same")
    elif failed is not None and (_is_declared(failed, context) or not _is_paid_by_hand(context)):
        yield _of_request(failed, step)
    is_to_pay = failed is None and _is_to_pay(step, choices)
    own = (own_script_that_failed(step, context) or own_frame_that_failed(step, context)) if is_to_pay else None
    if own is not None:
        yield _of_request(own, step)
    bare = chosen_without_fields(step, choices, context) if failed is None and own is None else None
    if bare is not None and bare[0].element is not None:
        parameters = {"method": bare[0].element.subject.name, "reason": (bare[1].failure or "").rstrip(".")}
        yield Friction(at=bare[0].element.subject, parameters=parameters, blocks=True)
    if failed is None:
        yield from _dead_frames(step, context)
    if step.page is None:
        yield Incomplete(step.gap("page") or "the page was not seen")
        return
    offers = offers_on(step.page, context.visit.locale)
    for offer in offers.chosen_from if offers is not None else ():
        if offer.choice.is_disabled and _is_first_seen(offer, step.page, context):
            if is_unexplained(offer, offers, step.page, languages):
                yield Friction(at=offer.choice.subject, variant="disabled", parameters={"method": offer.label})
            else:
                yield Incomplete("a way to pay is switched off, and whether its text says why could not be told")
    if failed is None:
        yield from _empty_frames(step, step.page, context, has_chosen=bool(choices))


def _is_at_checkout(step: StepEvidence, context: Context) -> bool:
    """Tell whether one pays here: the step that leaves the cart ends on the page where one chooses how."""
    if step.stage is not Stage.CART:
        return step.stage in _FORM_STAGES
    if step.page is None:
        return False
    offers = offers_on(step.page, context.visit.locale)
    return (offers is not None and bool(offers.chosen_from)) or _holds_till(step.page, context)


def _holds_till(page: PageEvidence, context: Context) -> bool:
    """Tell whether a provider's frame as large as a whole till stands there, also where nothing came into it."""
    hosts = (*context.visit.journey.payment.hosts, *_PROVIDERS)
    width, height = TILL_MIN_PX
    return any(
        frame.box.width >= width
        and frame.box.height >= height
        and any(fnmatch(urlsplit(frame.origin).hostname or "", pattern.lower()) for pattern in hosts)
        for frame in page.frames
    )


def _is_to_pay(step: StepEvidence, choices: Sequence[ActionEvidence]) -> bool:
    """Tell whether the customer was to pay here, or to choose how, and did not get past it."""
    return has_failed(step) and bool(choices or step.commits.is_binding or step.stage is Stage.PAY)


def _is_first_seen(offer: Offer, page: PageEvidence, context: Context) -> bool:
    """Tell whether no step of the checkout has ended on this page with this choice before."""
    locator, path = offer.choice.subject.locator, path_of(page.url)
    steps = [step for step in context.previous if _is_at_checkout(step, context) and step.page is not None]
    pages = [step.page for step in steps if step.page is not None and path_of(step.page.url) == path]
    return not any(field.subject.locator == locator for each in pages for form in each.forms for field in form.fields)


def _chooses_payment(action: ActionEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether the customer chose a way to pay: a radio, tile, tab or line of a list that is named after one."""
    element = action.element
    if action.kind not in _CHOOSES or element is None or element.is_submit:
        return False
    name = element.subject.name if action.kind is not ActionKind.SELECT else action.value or ""
    words = payment_words(name, languages)
    if not words:
        return False
    is_choice = element.subject.role in _CHOICE_ROLES or element.tag in ("label", "li", "div", "summary")
    return is_choice or words[0].kind in (PaymentKind.WALLET, PaymentKind.MIXED) or 2 * len(words[0].text) >= len(name)


def _was_to_bring_fields(request: RequestEvidence, step: StepEvidence) -> bool:
    """Tell whether the choice asked for its fields in vain, and the field to fill in never came."""
    is_lost = any(each.kind is ActionKind.FILL and each.failure and each.element is None for each in step.actions)
    if not is_lost or request.is_blocked:
        return False
    if request.resource == "script":
        # No page was opened meanwhile: what is asked for now, the choice has asked for, whatever the file is called.
        return request.party is Party.FIRST and document_of(step) is None
    return request.resource in _ASKED and request.method == "GET" and _names_paying(urlsplit(request.url).path)


def _goes_on_there(request: RequestEvidence, step: StepEvidence, context: Context, languages: tuple[str, ...]) -> bool:
    """Tell whether the chosen way to pay was to go on at the page that failed: its address names it, as in /ideal."""
    if request.resource != "document":
        return False
    actions = [action for each in (*context.previous, step) for action in each.actions]
    chosen = next((action for action in reversed(actions) if _chooses_payment(action, languages)), None)
    if chosen is None or chosen.element is None:
        return False
    name = chosen.element.subject.name if chosen.kind is not ActionKind.SELECT else chosen.value or ""
    brands = [word.text for word in payment_words(name, languages) if word.is_brand]
    named = {_squashed(part) for brand in brands for part in (brand, brand.split()[0])}
    return any(len(part) >= _BRAND_MIN and part in _squashed(urlsplit(request.url).path) for part in named)


def _squashed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_payment_part(request: RequestEvidence, step: StepEvidence, context: Context) -> bool:
    """Tell whether a request loads a frame, script or page of a payment provider."""
    # A script whose error page is no script is given up by the browser, but the answer has told.
    is_cancelled = request.is_cancelled and not has_error_answer(request)
    if request.resource not in _LOADED or request.is_blocked or is_cancelled:
        return False
    parts = urlsplit(request.url)
    is_page = request.resource == "document" and request.url in {_asked_address(n.url) for n in step.navigations}
    # A shop on a host that it shares with its provider: what its own scripts are for, their names tell elsewhere.
    if is_of_shop(request.url, context.visit) and (is_page or request.resource == "script"):
        return False
    known = (*context.visit.journey.payment.hosts, *_PROVIDERS)
    if any(fnmatch((parts.hostname or "").lower(), pattern.lower()) for pattern in known):
        return True
    # A frame of the shop's own with a way to pay in it: its address says so.
    return request.resource == "document" and not is_page and _names_paying(parts.path)


def _asked_address(url: str) -> str:
    """Give an address as requests hold it: without what is asked of it."""
    return url.split("?")[0]


def _is_declared(request: RequestEvidence, context: Context) -> bool:
    host = (urlsplit(request.url).hostname or "").lower()
    return any(fnmatch(host, pattern.lower()) for pattern in context.visit.journey.payment.hosts)


def _is_paid_by_hand(context: Context) -> bool:
    """Tell whether all that the checkout offers is paid at the door: a provider's script is loaded for nothing."""
    locale = context.visit.locale
    found = [offers_on(page, locale) for _, page in checkout_pages(context.visit)]
    kinds = [offer.kind for each in found if each is not None for offer in each.all]
    return bool(kinds) and all(kind is PaymentKind.CASH for kind in kinds)


def _stands_without(script: RequestEvidence, page: PageEvidence | None) -> bool:
    """Tell whether the host of a script that failed shows fields to pay with: it looked for fraud, or counted."""
    host = urlsplit(script.url).hostname
    frames = page.frames if page is not None else ()
    return any(frame.fields and urlsplit(frame.origin).hostname == host for frame in frames)


def _has_failed(request: RequestEvidence) -> bool:
    return has_error_answer(request) or is_unanswered(request)


def _of_request(request: RequestEvidence, step: StepEvidence) -> Friction:
    reason = str(request.status) if has_error_answer(request) else request.failure or ""
    parts = urlsplit(request.url)
    return Friction(
        at=request_subject(request),
        variant="failed",
        parameters={"address": f"{parts.hostname}{parts.path}", "reason": reason},
        blocks=has_failed(step),
    )


def _empty_frames(step: StepEvidence, page: PageEvidence, context: Context, *, has_chosen: bool) -> Iterator[Verdict]:
    """Yield findings for frames of a payment provider that show nothing once the page has settled."""
    hosts = (*context.visit.journey.payment.hosts, *_PROVIDERS)
    for frame in page.frames:
        if not is_empty(frame, page):
            continue
        host = urlsplit(frame.origin).hostname or ""
        is_provider = any(fnmatch(host, pattern.lower()) for pattern in hosts)
        if is_provider and (has_chosen or step.stage is Stage.PAY):
            subject = Subject(role="iframe", name=host, locator="iframe", box=frame.box)
            yield Friction(at=subject, variant="empty", parameters={"address": host}, blocks=has_failed(step))


def _dead_frames(step: StepEvidence, context: Context) -> Iterator[Friction]:
    """Yield findings for frames of payment that waited to be scrolled to, and whose address is dead."""
    links = context.visit.links
    hosts = (*context.visit.journey.payment.hosts, *_PROVIDERS)
    for frame in links.frames if links is not None else ():
        is_dead = frame.failure in _NEVER_ANSWERS or frame.status in _GONE or (frame.status or 0) >= 500
        parts = urlsplit(frame.url)
        is_payment = any(fnmatch((parts.hostname or "").lower(), host.lower()) for host in hosts) or _names_paying(
            parts.path
        )
        if frame.step == step.index and is_dead and is_payment:
            yield Friction(
                at=Subject(role="iframe", name=parts.hostname or "", locator=frame.locator, box=frame.box),
                variant="failed",
                parameters={
                    "address": f"{parts.hostname}{parts.path}",
                    "reason": str(frame.status) if frame.failure is None else frame.failure,
                },
            )


def _names_paying(path: str) -> bool:
    return any(part in path.lower() for part in _PAYING_PARTS)
