"""Rule: a payment or order that went through is confirmed on a page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import AROUND, SENDING, Party, Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import is_typed, purpose_of
from frictionaudit.evidence.step import RequestEvidence, StepEvidence, StepStatus
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.common import led_away
from frictionaudit.rules.confirmation.ending import (
    confirming_step,
    goes_through,
    is_last_commit,
    is_refused,
    is_yet_to_be_paid,
    new_blocks,
    steps_from,
)
from frictionaudit.rules.languages import has_said, knows, own_languages
from frictionaudit.rules.money import amounts_in
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_ADDRESS = frozenset({"name", "family-name", "street-address", "postal-code", "address-level2"})


@rule(
    id="confirmation/missing",
    reads=StepEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.CRITICAL,
    title="The order went through and nothing tells the customer so",
    message="The order or payment was accepted, and within {patience_s} s no page said so.",
    customer="I paid. Did it arrive?",
    why="A customer who is left in doubt orders twice, calls the shop or the bank, or cancels. EU law asks for an "
    "acknowledgement without undue delay (Directive 2000/31/EC, Art. 11).",
    how_to_fix="Lead every accepted order to a page that thanks, names the order number and says what happens next.",
    references=("https://eur-lex.europa.eu/eli/dir/2000/31/oj", "Filenius 2017: a paid order left unconfirmed"),
    explained_by=("action/dead", "errors/page-failed", "errors/http-error-page", "errors/blank-page"),
    needs=("page",),
    limits=("A confirmation in words that neither the lexicon nor the journey knows is incomplete.",),
)
def missing(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the last commit step's request succeeded and no page behind it confirms."""
    if not is_last_commit(context) or not goes_through(context.visit) or _never_pressed(step):
        yield Inapplicable()
        return
    if confirming_step(context) is not None:
        return
    last = steps_from(context)[-1]
    went_through = _went_through(step)
    if went_through is False or step.wall is not None:
        yield Inapplicable()
        return
    reason = _doubt(step, last, context, went_through)
    if reason:
        yield Incomplete(reason)
        return
    page = last.page
    is_on_the_way = page and is_yet_to_be_paid(page, context.visit) and not _is_still_there(step.primary, page)
    if is_on_the_way or is_refused(last, context):
        yield Inapplicable()  # the journey ends before the payment, or the payment did not go through
        return
    transition = step.transition
    patience_ms = transition.patience_ms if transition else context.visit.persona.patience_s * 1000
    yield Friction(
        at=Subject(role="page", name=step.name),
        parameters={"patience_s": round(patience_ms / 1000, 1)},
        blocks=step.status in (StepStatus.FAILED, StepStatus.TIMED_OUT),
    )


def _never_pressed(step: StepEvidence) -> bool:
    primary = step.primary
    return step.status is StepStatus.HELD or primary is None or primary.use is None


def _went_through(step: StepEvidence) -> bool | None:
    """Tell whether the shop took the order: its writing request, or the page it led to. None: both yes and no."""
    writing = [r for r in step.requests if r.by_action and _is_order(r)]
    refused = [r for r in writing if r.status is None or r.status >= 400]
    taken = [r for r in writing if r.status is not None and r.status < 400]
    if writing:
        return None if taken and refused else bool(taken)
    arrived = [n for n in led_away(step) if n.status is not None and n.status < 400 and n.failure is None]
    return step.has_navigated and bool(arrived)


def _is_order(request: RequestEvidence) -> bool:
    is_own = request.party is Party.FIRST or request.resource == "document"
    return request.method.upper() in SENDING and is_own and not (request.is_beacon or request.is_blocked)


def _doubt(step: StepEvidence, last: StepEvidence, context: Context, went_through: bool | None) -> str:
    """Give a reason not to judge, or ""."""
    page = last.page
    if went_through is None:
        return translatable("one request of the step was accepted and another refused")
    if page is None:
        return translatable("the page after the order could not be read")
    is_away = urlsplit(page.url).hostname != urlsplit(context.visit.journey.base_url).hostname
    if is_away or last.failure_kind == "safety":  # the way to another host was not taken
        return translatable("the path ends on another host than the shop's, where the payment may still be under way")
    if not knows(page, context.visit, Meaning.CONFIRMATION):
        return translatable("the words for a confirmation are not known in this language")
    before = context.previous[-1].page if context.previous else None
    if _asks_for_more(page, context):
        return translatable("the shop asks for details on a new page, so the order may not have been taken yet")
    if _is_still_there(step.primary, page) and _speaks_up(page, before, context, step.primary):
        return translatable("the page stayed and says something that is no known confirmation: it may be a refusal")
    return ""


def _is_still_there(action: ActionEvidence | None, page: PageEvidence) -> bool:
    """The same button stands on the page again, as after a refusal."""
    name = action.element.subject.name if action and action.element else ""
    return bool(name) and any(block.role == "button" and block.text == name for block in page.blocks)


def _speaks_up(page: PageEvidence, before: PageEvidence | None, context: Context, press: ActionEvidence | None) -> bool:
    """New words, and not only those of being busy, nor what a choice made before the press had changed."""
    if any(field.error for form in page.forms for field in form.fields):
        return True
    languages = own_languages(page, context.visit)
    in_sight = {block.text for block in (press.view if press else None) or ()}
    said = (block.text for block in new_blocks(page, before) if block.text not in in_sight)
    return any(not has_said(text, Meaning.BUSY, languages) and not _is_amount(text) for text in said)


def _asks_for_more(page: PageEvidence, context: Context) -> bool:
    """A form that the path had not seen yet wants an address, say that of the bill; one for an account is none."""
    if page.url in {each.page.url for each in context.previous if each.page is not None}:
        return False
    languages = own_languages(page, context.visit)
    for form in page.forms:
        empty = [
            field for field in form.fields if is_typed(field) and not field.is_filled and field.region not in AROUND
        ]
        wanted = {told.name for field in empty if (told := purpose_of(field, languages)) is not None}
        if len(wanted & _ADDRESS) > 1 and not any(field.kind == "password" for field in form.fields):
            return True
    return False


def _is_amount(text: str) -> bool:
    """Tell whether the text is a sum of money alone, as the delivery chosen has changed it."""
    return any(amount.text == text.strip() for amount in amounts_in(text))
