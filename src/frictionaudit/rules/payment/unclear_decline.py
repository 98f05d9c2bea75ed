"""Rule: a refused payment is called one, and the customer is told what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.aftermath import knows, said
from frictionaudit.rules.common import shortened
from frictionaudit.rules.payment.answers import Answer, answer_of, is_code, new_words, pay_subject, success_of
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule

_CODE = re.compile(r"\b\w*_\w*\b")
_SENTENCE = 4
"""Words from which a new text may be a message in words that the lexicon does not hold."""


@rule(
    id="payment/unclear-decline",
    reads=VisitEvidence,
    criterion=Criterion.PAYMENT,
    severity=Severity.SERIOUS,
    title="A refused payment is not explained",
    message="The payment was refused, and no message says so.",
    variants={
        "code": "The payment was refused, and all that the customer reads is “{text}”.",
        "vague": "The payment was refused, and the message does not say so: “{text}”.",
        "no_advice": "The payment was refused (“{text}”), and nothing says what to do next.",
        "success": "The payment was refused, and the page says “{text}”.",
    },
    customer="Did it go through or not?",
    why="A declined card is one of the commonest bad days: 10 % of US shoppers who left a checkout name it (Baymard "
    "2025). Whoever does not read what happened presses again, or leaves.",
    how_to_fix="Say beside the form that the payment did not go through and that nothing was charged, and what helps: "
    "check the card, try another one, choose another way to pay. Keep the provider's codes out of it.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
    errands=(DrillKind.PAYMENT_DECLINED.value,),
    limits=("Where the payment is a whole page, only a test card that is declined can show the answer.",),
)
def unclear_decline(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where no new text says that the payment was refused, or none what to do."""
    answer = answer_of(visit, DrillKind.PAYMENT_DECLINED)
    verdict = _verdict(visit, answer) if isinstance(answer, Answer) else answer
    if verdict is not None:
        yield verdict


def _verdict(visit: VisitEvidence, answer: Answer) -> Verdict | None:
    step, page = answer.step, answer.page
    if success := success_of(visit, step):
        if answer.facts.request_count:
            return _friction(step, "success", success)
        return Incomplete("the shop took the payment: the card of the drill is not declined here", step.index)
    if not knows(visit, page, Meaning.DECLINED, Meaning.TRY_AGAIN):
        return Incomplete("the words of a refused payment are not known in this language", step.index)
    fresh = new_words(visit, step, page)
    refused = [b for b in fresh if said(_CODE.sub(" ", b.text), visit, page, Meaning.DECLINED)]
    if not refused:
        codes = [b.text for b in fresh if is_code(b.text)]
        if codes:
            return _friction(step, "code", codes[0])
        vague = [b.text for b in fresh if said(b.text, visit, page, Meaning.GENERIC_ERROR)]
        if vague:
            return _friction(step, "vague", vague[0])
        unsaid = (b for b in fresh if not said(b.text, visit, page, Meaning.BUSY, Meaning.CART_EMPTY))
        if any(len(b.text.split()) >= _SENTENCE for b in unsaid):
            return Incomplete("the page says something new, in words that are not known", step.index)
        return _friction(step, "", "")
    told = "\n".join(b.text for b in fresh)
    # The shop's own links around it, such as "Contact us" at its foot, answer nothing.
    around = "\n".join(b.text for b in page.blocks if b.region not in AROUND) if page.blocks else page.text
    has_way = said(f"{told}\n{around}", visit, page, Meaning.TRY_AGAIN, Meaning.OTHER_PAYMENT)
    if not has_way and not said(told, visit, page, Meaning.START_ANEW):
        return _friction(step, "no_advice", refused[0].text)
    return None


def _friction(step: StepEvidence, variant: str, text: str) -> Friction:
    return Friction(at=pay_subject(step), variant=variant, parameters={"text": shortened(text)}, step=step.index)
