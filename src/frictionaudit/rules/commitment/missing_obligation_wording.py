"""Rule: in the EU and EEA the order button says that pressing it obliges to pay."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.lexicon import OrderVerdict, order_button_verdict
from frictionaudit.rules.action.control import unseen
from frictionaudit.rules.commitment.approval import OBLIGES, only_approves
from frictionaudit.rules.commitment.labels import visible_label
from frictionaudit.rules.common import merely_supposed
from frictionaudit.rules.languages import languages_of, page_of_action
from frictionaudit.rules.markets import is_in_eea
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="commitment/missing-obligation-wording",
    reads=ActionEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.SERIOUS,
    title="The order button does not say that the order must be paid",
    message="The order button says “{label}”. In the EU it has to say that pressing it obliges to pay.",
    variants={
        "rejected": "The order button says “{label}”, words that courts have found not to be enough for an order "
        "button."
    },
    customer="Is this free, or do I owe money now?",
    why="Directive 2011/83/EU, Art. 8(2): the button must say only “order with obligation to pay” or words as plain; "
    "otherwise the consumer is not bound by the order. This is a check of words, not legal advice.",
    how_to_fix="Label it with words of paying or buying in the page's language, for example “Buy now”, “Pay now”, "
    "“Zahlungspflichtig bestellen”, “Tilaa ja maksa”, “Köp”.",
    references=(
        "https://eur-lex.europa.eu/eli/dir/2011/83/oj",
        "CJEU C-249/21 Fuhrmann-2 (7 April 2022)",
        "CJEU C-400/22 Conny (30 May 2024)",
    ),
    limits=("A check of words against the statutes and judgements of the reference: no legal advice.",),
)
def missing_obligation_wording(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the reference calls the order button's words ambiguous or rejected."""
    is_eea = is_in_eea(context.visit.journey.market)
    is_business = context.visit.journey.customers == "business"
    if not action.commits.is_binding or is_business or is_eea is False or action.kind is ActionKind.GOTO:
        yield Inapplicable()
        return
    if action.element is None:
        yield unseen(action)
        return
    if is_eea is None:
        yield Incomplete("the journey names no market, so it is not known whose law applies")
        return
    if action.commits is Commitment.PAYMENT:
        reason = _other_order_button(context)
        if reason is not None:
            yield reason
            return
    label = visible_label(action)
    if not label.strip():
        yield Inapplicable()  # action/nameless speaks
        return
    if (supposed := merely_supposed(context.step)) is not None:
        yield supposed
        return
    verdicts = [order_button_verdict(label, language) for language in languages_of(context)]
    known = [verdict for verdict in verdicts if verdict is not OrderVerdict.UNKNOWN]
    if OBLIGES & set(known):
        return
    if not known:
        yield Incomplete(f"it is not known whether “{label}” states the obligation to pay")
        return
    yield Friction(
        at=action.element.subject,
        variant="rejected" if known[0] is OrderVerdict.REJECTED else "",
        parameters={"label": label},
        screenshot=action.screenshot or "",
    )


def _other_order_button(context: Context) -> Inapplicable | Incomplete | None:
    """Tell whether this payment only carries out an order that another button has placed."""
    page = page_of_action(context)
    placed = (Commitment.ORDER, Commitment.SUBSCRIPTION)
    if any(step.commits in placed for step in context.previous) or only_approves(context):
        return Inapplicable()
    shop = urlsplit(context.visit.journey.base_url).hostname
    if page is not None and urlsplit(page.url).hostname != shop:
        return Incomplete("payment stands on another host; which button placed the order is not declared")
    return None
