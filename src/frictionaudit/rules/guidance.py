"""Who mends what a rule finds, how sure it is, and where its lines lie.

Most follows from the criterion. What differs is named here, in one place, since it is one question asked of all rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Party, Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.guidance import Limit, Mender, Sureness, Unit
from frictionaudit.findings.model import Criterion
from frictionaudit.journey.model import Stage
from frictionaudit.rules.action.covered import PARTLY_COVERED_FROM
from frictionaudit.rules.action.low_contrast import CONTRAST_UNREADABLE
from frictionaudit.rules.navigation.blocking_overlay import BLOCKING_SHARE
from frictionaudit.rules.navigation.deep_scroll import DEEP_VIEWPORTS
from frictionaudit.rules.speed.blocked_main_thread import TBT_HIGH_MS, TBT_VERY_HIGH_MS
from frictionaudit.rules.speed.heavy_page import HEAVY_BYTES, VERY_HEAVY_BYTES
from frictionaudit.rules.speed.layout_shift import CLS_GOOD, CLS_POOR
from frictionaudit.rules.speed.slow_page import LCP_GOOD_MS, LCP_POOR_MS
from frictionaudit.rules.speed.slow_request import SLOW_REQUEST_MS
from frictionaudit.rules.speed.slow_response import INP_GOOD_MS, INP_POOR_MS
from frictionaudit.rules.speed.slow_server import TTFB_GOOD_MS, TTFB_POOR_MS
from frictionaudit.rules.speed.slow_transition import SLOW_MS, VERY_SLOW_MS

__all__ = ["LIMITS", "MENDERS", "SURENESS", "mender_of", "sureness_of"]

MENDERS: Mapping[str, Mender] = {
    **dict.fromkeys(
        (
            "confirmation/missing-email",
            "errors/http-error-page",
            "errors/insecure-page",
            "errors/page-failed",
            "payment/unhandled-gateway-failure",
            "speed/slow-request",
            "speed/slow-server",
            "validation/backend-mismatch",
        ),
        Mender.IT,
    ),
    **dict.fromkeys(
        (
            "help/one-way-to-pay",
            "payment/credit-first",
            "payment/missing-method",
            "payment/unusable-method",
            "payment/valid-payment-refused",
        ),
        Mender.PAYMENT,
    ),
    **dict.fromkeys(
        (
            "commitment/ambiguous-label",
            "commitment/missing-obligation-wording",
            "commitment/pressure",
            "commitment/shaming",
            "commitment/unknown-delivery",
            "commitment/unproven-discount",
            "commitment/unreachable-terms",
            "confirmation/missing-next-steps",
            "errors/broken-image",
            "help/missing-contact",
            "help/missing-product-facts",
            "help/missing-returns",
            "help/unclear-price",
            "navigation/dead-link",
        ),
        Mender.CONTENT,
    ),
}
"""Rules that somebody else mends than those who build the shop's pages."""

_USUALLY: Mapping[Criterion, Sureness] = {
    Criterion.ERRORS: Sureness.MEASURED,
    Criterion.SPEED: Sureness.MEASURED,
    Criterion.ACTION: Sureness.MEASURED,
    Criterion.ACCESS: Sureness.MEASURED,
}

SURENESS: Mapping[str, Sureness] = {
    **dict.fromkeys(
        (
            "commitment/preselected-extra",
            "navigation/dead-link",
            "navigation/deep-scroll",
            "navigation/long-path",
            "navigation/unexpected-window",
            "payment/awkward-card-form",
            "payment/double-charge",
            "payment/unusable-method",
            "validation/many-fields",
            "validation/missing-autocomplete",
            "validation/missing-label",
            "validation/wrong-keyboard",
        ),
        Sureness.MEASURED,
    ),
    **dict.fromkeys(("errors/soft-error-page", "errors/technical-text"), Sureness.READ),
    **dict.fromkeys(
        (
            "action/dead",
            "action/fake-control",
            "action/second-try",
            "action/unexplained-disabled",
            "commitment/obscured-guest-checkout",
            "commitment/pressure",
            "commitment/shaming",
            "commitment/sneaked-item",
            "navigation/blocking-overlay",
            "navigation/competing-actions",
            "navigation/lopsided-consent",
            "navigation/silent-cart",
            "navigation/slow-path",
            "speed/endless-loading",
            "speed/silent-action",
            "validation/distant-error",
        ),
        Sureness.INFERRED,
    ),
}
"""Rules that rest on something else than the others of their criterion."""

LIMITS: Mapping[str, Limit] = {
    "action/covered": Limit(parameter="percent", unit=Unit.PERCENT, good=PARTLY_COVERED_FROM * 100),
    "action/low-contrast": Limit(
        parameter="contrast", unit=Unit.RATIO, wanted="wanted", poor=CONTRAST_UNREADABLE, is_floor=True
    ),
    "navigation/blocking-overlay": Limit(parameter="percent", unit=Unit.PERCENT, good=BLOCKING_SHARE * 100),
    "navigation/deep-scroll": Limit(parameter="screens", unit=Unit.SCREENS, good=DEEP_VIEWPORTS),
    "navigation/long-path": Limit(parameter="screens", unit=Unit.COUNT, wanted="most"),
    "speed/blocked-main-thread": Limit(
        parameter="tbt_ms", unit=Unit.MILLISECONDS, good=TBT_HIGH_MS, poor=TBT_VERY_HIGH_MS
    ),
    "speed/heavy-page": Limit(parameter="bytes", unit=Unit.BYTES, good=HEAVY_BYTES, poor=VERY_HEAVY_BYTES),
    "speed/layout-shift": Limit(parameter="cls", unit=Unit.SHIFT, good=CLS_GOOD, poor=CLS_POOR),
    "speed/slow-page": Limit(parameter="lcp_ms", unit=Unit.MILLISECONDS, good=LCP_GOOD_MS, poor=LCP_POOR_MS),
    "speed/slow-request": Limit(parameter="duration_ms", unit=Unit.MILLISECONDS, good=SLOW_REQUEST_MS),
    "speed/slow-response": Limit(parameter="input_ms", unit=Unit.MILLISECONDS, good=INP_GOOD_MS, poor=INP_POOR_MS),
    "speed/slow-server": Limit(parameter="ttfb_ms", unit=Unit.MILLISECONDS, good=TTFB_GOOD_MS, poor=TTFB_POOR_MS),
    "speed/slow-transition": Limit(parameter="settled_ms", unit=Unit.MILLISECONDS, good=SLOW_MS, poor=VERY_SLOW_MS),
    "validation/many-fields": Limit(parameter="count", unit=Unit.COUNT, wanted="target"),
}
"""The line of each rule that has one; the constants stay with their rules."""


def sureness_of(rule: str, criterion: Criterion) -> Sureness:
    """Tell what findings of a rule rest on."""
    return SURENESS.get(rule) or _USUALLY.get(criterion, Sureness.READ)


def mender_of(rule: str, visit: VisitEvidence, step: StepEvidence | None, at: Subject) -> Mender:
    """Tell who can mend one finding: the rule's usual one, but the payment provider for what is the provider's own."""
    if step is not None and _is_the_providers(visit, step, at):
        return Mender.PAYMENT
    return MENDERS.get(rule, Mender.SHOP)


def _is_the_providers(visit: VisitEvidence, step: StepEvidence, at: Subject) -> bool:
    """Tell whether a request, host or field is the payment provider's: by the hosts declared, or a frame to pay in."""
    host = at.name if at.role == "third party" else _host(at.locator)
    if host and any(fnmatch(host, pattern.lower()) for pattern in visit.journey.payment.hosts):
        return True
    return step.stage is Stage.PAY and (_is_foreign_field(step, at) or _is_foreign_write(step, at))


def _is_foreign_field(step: StepEvidence, at: Subject) -> bool:
    if step.page is None:
        return False
    own = urlsplit(step.page.url)
    return any(
        field.in_frame
        and field.frame_origin not in ("", f"{own.scheme}://{own.netloc}")
        and field.subject.locator == at.locator
        and field.subject.name == at.name
        for form in step.page.forms
        for field in form.fields
    )


def _is_foreign_write(step: StepEvidence, at: Subject) -> bool:
    """Tell whether a request that sends something at the payment goes to somebody else: the provider, by all signs."""
    return at.role == "request" and any(
        request.party is Party.THIRD and request.method != "GET" and not request.is_beacon and request.url == at.locator
        for request in step.requests
    )


def _host(locator: str) -> str:
    try:
        parts = urlsplit(locator)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
