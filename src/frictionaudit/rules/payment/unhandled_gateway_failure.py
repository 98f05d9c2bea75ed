"""Rule: when the payment provider fails, the shop says so."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.aftermath import knows, said, trouble_of
from frictionaudit.rules.common import shortened
from frictionaudit.rules.payment.answers import (
    Answer,
    answer_of,
    earlier_pages,
    new_words,
    pay_subject,
    says_of_payment,
    success_of,
)
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_KINDS = (DrillKind.PAYMENT_TIMEOUT.value, DrillKind.PAYMENT_ERROR.value)


@rule(
    id="payment/unhandled-gateway-failure",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.CRITICAL,
    title="The payment provider fails and the shop does not say so",
    message="The payment provider {how}, and the page said nothing for {patience_s} s.",
    variants={
        "busy": "The payment provider {how}, and the page was still busy after {patience_s} s.",
        "blank": "The payment provider {how}, and the page is blank.",
        "error": "The payment provider {how}, and the customer stands on a page that {text}.",
        "success": "The payment provider {how}, and the page says “{text}”.",
    },
    customer="Did they take my money?",
    why="A customer in doubt whether they paid presses again, calls the bank or leaves, and does not come back.",
    how_to_fix="Give each call to the provider a time limit, catch its errors, and say in the page that the payment "
    "did not go through (or that you do not know yet, and how the customer learns it), with a way to try again.",
    errands=_KINDS,
    words=("how", "text"),
    limits=("Only failures that the browser can see are tried, not those between the shop's server and the provider.",),
)
def unhandled_gateway_failure(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where the page stays busy, blank or silent, or claims success."""
    answer = answer_of(visit, *_KINDS)
    verdict = _verdict(visit, answer) if isinstance(answer, Answer) else answer
    if verdict is not None:
        yield verdict


def _verdict(visit: VisitEvidence, answer: Answer) -> Verdict | None:
    step, page = answer.step, answer.page
    if success := success_of(visit, step):
        if answer.facts.names_request:
            return _friction(visit, step, "success", success)
        return Incomplete("what was kept from the provider was not the payment itself", step.index)
    if trouble := trouble_of(visit, step, *earlier_pages(visit, step)):
        if trouble == "is blank":
            return _friction(visit, step, "blank", "")
        if not trouble.startswith("says"):
            return _friction(visit, step, "error", trouble)
    fresh = new_words(visit, step, page)
    if any(says_of_payment(visit, page, block) for block in fresh):
        return None
    if not knows(visit, page, Meaning.DECLINED, Meaning.GENERIC_ERROR):
        return Incomplete("the words of a failed payment are not known in this language", step.index)
    waiting = [block for block in fresh if said(block.text, visit, page, Meaning.BUSY)]
    # Three dots alone, as beside a button, say that one waits.
    is_wordless = bool(fresh) and not any(any(map(str.isalnum, block.text)) for block in fresh)
    if page.busy or waiting or is_wordless or (step.transition is not None and step.transition.is_still_busy):
        return _friction(visit, step, "busy", "")
    if fresh:
        return Incomplete("the page says something new, in words that are not known", step.index)
    return _friction(visit, step, "", "")


def _friction(visit: VisitEvidence, step: StepEvidence, variant: str, text: str) -> Friction:
    patience_ms = step.transition.patience_ms if step.transition else visit.persona.patience_s * 1000
    how = (
        translatable("does not answer")
        if visit.errand_kind == DrillKind.PAYMENT_TIMEOUT
        else translatable("answers with an error")
    )
    return Friction(
        at=pay_subject(step), variant=variant, step=step.index,
        parameters={"how": how, "patience_s": round(patience_ms / 1000, 1), "text": shortened(text)},
    )  # fmt: skip
