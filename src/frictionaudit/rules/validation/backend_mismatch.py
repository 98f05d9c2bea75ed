"""Rule: what the page takes, the server takes; where it does not, it says why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.purpose import PERSONAL, purpose_of
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.common import request_subject, shortened
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.messages import is_vague
from frictionaudit.rules.validation.refusal import BROKE_DOWN, Refusal, refusal_of, turned_away

_OF_DETAILS = re.compile(r"address|contact|customer|details?|guest|personal|shipping|validat", re.IGNORECASE)
_OF_MONEY = re.compile(r"card|charge|intent|order|pay|purchase|transaction", re.IGNORECASE)
"""Words of the paths to which shops send who buys, and of those to which they send what pays. Project's choice."""

_SEVERAL = 2
"""So many details of the customer on the page make it a checkout of one page: a card form asks for a name, at most.
Project's choice."""


@rule(
    id="validation/backend-mismatch",
    reads=StepEvidence,
    criterion=Criterion.VALIDATION,
    severity=Severity.SERIOUS,
    title="The page takes it, the server refuses it",
    message="The server refused what the page had taken ({method} {path} answered {status}), and the customer reads "
    "only “{message}”.",
    variants={
        "silent": "The server refused what the page had taken ({method} {path} answered {status}), and the customer "
        "reads nothing about it."
    },
    customer="Everything was green, and then ERROR.",
    why="The customer did all that the page asked for and is told nothing that helps. Of US shoppers who left a "
    "checkout, 17 % name errors (Baymard 2025).",
    how_to_fix="Check in the page what the server checks, and show the server's reason at the field it is about.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    needs=("requests",),
)
def backend_mismatch(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the server refuses a form and the page says nothing that helps."""
    stayed = refusal_of(step, context)
    refusal = stayed or turned_away(step, context)
    if isinstance(refusal, Incomplete):
        yield refusal
        return
    is_shown_again = refusal is stayed and refusal is not None and _is_shown_again(refusal)
    if refusal is None or not refusal.requests or _is_judged_elsewhere(refusal, step) or is_shown_again:
        yield Inapplicable()
        return
    helpful = [m for m in refusal.messages if not is_vague(m.text, refusal.languages)]
    if any(message.reads_as_refusal for message in helpful) or any(field.is_invalid for field in refusal.marked):
        return
    if helpful:
        yield Incomplete("something new stands on the page, but whether it speaks of the refusal could not be told")
        return
    yield _friction(refusal)


def _is_judged_elsewhere(refusal: Refusal, step: StepEvidence) -> bool:
    """Tell whether it is a payment; or a cart that broke down, to which nobody has told anything yet."""
    is_broken = all(request.status == BROKE_DOWN for request in refusal.requests)
    return _is_refused_payment(refusal, step) or (step.commits is Commitment.CART and is_broken)


def _is_refused_payment(refusal: Refusal, step: StepEvidence) -> bool:
    """Tell whether the rules of payment judge it: not what was made wrong on purpose, nor a server that broke down.

    Nor the address that a checkout of one page sends by the same press, before anything is paid; nor what the server
    refuses of such a checkout without a word of the payment.
    """
    is_broken = all(request.status == BROKE_DOWN for request in refusal.requests)
    is_before = all(_OF_DETAILS.search(path) and not _OF_MONEY.search(path) for path in _paths(refusal))
    is_elsewhere = refusal.is_drill or is_broken or is_before or _is_of_details(refusal)
    return step.commits is Commitment.PAYMENT and not is_elsewhere


def _is_of_details(refusal: Refusal) -> bool:
    """Tell whether the press sent who buys and where to as well, and nothing says that it was the payment.

    A card that is refused has a status, or words, of its own: payment/valid-payment-refused knows them.
    """
    purposes = {purpose.name for each in refusal.typed if (purpose := purpose_of(each.field, refusal.languages))}
    is_of_payment = any(
        says(message.text, meaning, code)
        for message in refusal.messages
        for meaning in (Meaning.DECLINED, Meaning.OTHER_PAYMENT, Meaning.CHARGING)
        for code in refusal.languages
    )
    return len(purposes & PERSONAL) >= _SEVERAL and not is_of_payment


def _paths(refusal: Refusal) -> Iterator[str]:
    return (request.template for request in refusal.requests)


def _is_shown_again(refusal: Refusal) -> bool:
    """Tell whether wrong data brought the form back with a message: then the server is the form's own check.

    How much the message tells is for validation/vague-error to say. Where a script asked the server, a general failure
    ("Something went wrong") is no answer of a check; "Invalid input" is one, and so is a bare "Error".
    """
    answers = [message.text for message in refusal.messages if message.reads_as_refusal]
    if not refusal.is_drill or not answers:
        return False
    if all(request.resource == "document" for request in refusal.requests):
        return True
    is_broken = any(request.status == BROKE_DOWN for request in refusal.requests)
    return not is_broken and all(_is_of_a_check(text, refusal.languages) for text in answers)


def _is_of_a_check(text: str, languages: tuple[str, ...]) -> bool:
    return is_vague(text, languages) and not has_said(text, Meaning.GENERIC_ERROR, languages)


def _friction(refusal: Refusal) -> Friction:
    request = refusal.requests[0]
    said = refusal.messages[0].text if refusal.messages else ""
    return Friction(
        at=request_subject(request) if refusal.press.element is None else refusal.subject,
        variant="" if said else "silent",
        parameters={
            "method": request.method,
            "path": request.template,
            "status": request.status,
            "message": shortened(said),
        },
        blocks=not refusal.is_drill,
    )
