"""Rule: a payment that must succeed is taken."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import CARD, page_languages
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, says
from frictionaudit.rules.common import has_failed, shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.messages import messages_on
from frictionaudit.rules.validation.refusal import Refusal, refusal_of
from frictionaudit.rules.validation.rightness import typed_purpose

_PAYMENT_REQUIRED = 402
"""HTTP status by which payment interfaces report a refused payment. Source: https://docs.stripe.com/api/errors"""


@rule(
    id="payment/valid-payment-refused",
    reads=StepEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.CRITICAL,
    title="A payment that must succeed is refused",
    message="The journey's payment was refused: “{message}”",
    variants={
        "answer": "The journey's payment was refused: {method} {path} answered {status}.",
        "field": "“{label}” refused the journey's card data: “{message}”",
    },
    customer="There IS money on my card.",
    why="Who is refused with a good card or on invoice blames the shop, and seldom tries a second time. 10 % of US "
    "shoppers who left a checkout had their card declined (Baymard 2025).",
    how_to_fix="Try the same payment in the provider's console: look at the shop's keys, currency, market and the "
    "methods and card types that are switched on. Make sure that the journey's card is one that succeeds.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    needs=("requests",),
)
def valid_payment_refused(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the walk's own payment is answered by a refusal."""
    if context.visit.errand != "walk" or not _pays(step) or not _is_stuck(step, context):
        yield Inapplicable()
        return
    if step.page is None:
        yield Incomplete(step.gap("page") or "the page after the payment was not seen")
        return
    yield from _judge(step, step.page, context)


def _judge(step: StepEvidence, page: PageEvidence, context: Context) -> Iterator[Verdict]:
    press = (
        step.primary.element.subject if step.primary and step.primary.element else Subject(role="step", name=step.name)
    )
    declined = _decline(step, page, context)
    if declined is not None:
        yield Friction(at=press, parameters={"message": shortened(declined)}, blocks=True)
        return
    refused = next((r for r in step.requests if r.by_action and r.status == _PAYMENT_REQUIRED), None)
    if refused is not None:
        parameters = {"method": refused.method, "path": refused.template, "status": refused.status}
        yield Friction(at=press, variant="answer", parameters=parameters, blocks=True)
        return
    refusal = refusal_of(step, context)
    yield from _card_fields(refusal) if isinstance(refusal, Refusal) else ()


def _card_fields(refusal: Refusal) -> Iterator[Verdict]:
    """Yield findings for card fields that refuse what the journey typed there."""
    marked = {field.subject.locator for field in (*refusal.marked, *refusal.by_browser)}
    for typed in refusal.typed:
        field = typed.field
        is_card = typed_purpose(typed, refusal.languages) in CARD or is_card_reference(typed.action.reference)
        if is_card and field.subject.locator in marked:
            parameters = {"label": field.label or field.subject.name, "message": shortened(field.error)}
            yield Friction(at=field.subject, variant="field", parameters=parameters, blocks=True)


def _decline(step: StepEvidence, page: PageEvidence, context: Context) -> str | None:
    """Give the first new text that tells of a refused payment."""
    before = context.previous[-1].page if context.previous else None
    languages = page_languages(page, context.visit.locale)
    return next(
        (
            message.text
            for message in messages_on(page, before, languages, step.dialogs)
            if any(says(message.text, Meaning.DECLINED, code) for code in languages)
        ),
        None,
    )


def _pays(step: StepEvidence) -> bool:
    """Tell whether the step pressed what pays: bound by it, or the last press of a paying step."""
    primary = step.primary
    if primary is None or primary.is_held or primary.failure is not None or primary.use is None:
        return False
    return step.commits.is_binding or step.stage is Stage.PAY


def _is_stuck(step: StepEvidence, context: Context) -> bool:
    if has_failed(step):
        return step.failure_kind == "expectation"
    following = context.visit.steps[step.index + 1 : step.index + 2]
    return not step.expectations and any(has_failed(each) for each in following)
