"""Rule: the order is acknowledged by e-mail, as it was placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.mail import MailMessage
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning, has_words, order_reference_in
from frictionaudit.rules.commitment.totals import grand_totals, totals_in
from frictionaudit.rules.confirmation.ending import confirming_step, goes_through
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.money import Amount
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="confirmation/missing-email",
    reads=VisitEvidence,
    criterion=Criterion.CONFIRMATION,
    severity=Severity.SERIOUS,
    title="The order is not acknowledged by e-mail as it was placed",
    message="No acknowledgement of the order came to the test mailbox within {seconds} s.",
    variants={
        "reference": "The e-mail names the order {mailed}, the confirmation page {shown}.",
        "total": "The e-mail names a total of {mailed}, the confirmation page {shown}.",
    },
    customer="They never wrote to me.",
    why="Without a message the customer has nothing to show, and writes to the shop or to the bank. EU law asks for "
    "an acknowledgement without undue delay (Directive 2000/31/EC, Art. 11), and for a confirmation on a durable "
    "medium (Directive 2011/83/EU, Art. 8(7)).",
    how_to_fix="Send the acknowledgement when the order is taken, from the same data as the confirmation page, and "
    "watch the queue that sends it.",
    references=("https://eur-lex.europa.eu/eli/dir/2000/31/oj", "https://eur-lex.europa.eu/eli/dir/2011/83/oj"),
    explained_by=("confirmation/missing",),
    limits=("Mail that comes after the patience has ended counts as missing.",),
)
def missing_email(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where no acknowledgement came, or where it names another order or another total."""
    commit = _commit(visit)
    if commit is None or not goes_through(visit):
        yield Inapplicable()
        return
    mail = visit.mail
    if mail is None or mail.gaps:
        yield Incomplete(mail.gaps[0].reason if mail else "the journey declares no mailbox, or no e-mail address")
        return
    confirmed = confirming_step(Context(visit, commit))
    if confirmed is None:
        yield Incomplete("no page confirmed the order, so there is none to be acknowledged")
        return
    languages = reading_languages(confirmed.page, visit)
    told = [each for each in mail.messages if _acknowledges(each, languages)]
    if told:
        yield from _differences(told, confirmed, commit, languages)
    elif mail.messages and not has_words(languages[0], Meaning.CONFIRMATION):
        yield Incomplete("the words for a confirmation are not known in this language")
    else:
        yield Friction(
            at=Subject(role="message", name="order acknowledgement"),
            step=confirmed.index,
            parameters={"seconds": round(mail.waited_s)},
        )


def _commit(visit: VisitEvidence) -> StepEvidence | None:
    """Give the last step whose binding press was made."""
    pressed = [
        step
        for step in visit.steps
        if step.commits.is_binding and step.primary is not None and step.primary.use is not None
    ]
    return pressed[-1] if pressed else None


def _acknowledges(message: MailMessage, languages: tuple[str, ...]) -> bool:
    words = f"{message.subject}\n{message.text}"
    return any(has_said(words, meaning, languages) for meaning in (Meaning.CONFIRMATION, Meaning.ORDER_NUMBER)) or any(
        order_reference_in(words, code) for code in languages
    )


def _differences(
    told: Sequence[MailMessage], confirmed: StepEvidence, commit: StepEvidence, languages: tuple[str, ...]
) -> Iterator[Friction]:
    words = "\n".join(f"{each.subject}\n{each.text}" for each in told)
    shown, mailed = _reference(_text(confirmed), languages), _reference(words, languages)
    if shown and mailed and not _names(words, shown):
        yield Friction(
            at=Subject(role="message", name="order number"),
            variant="reference",
            step=confirmed.index,
            parameters={"shown": shown, "mailed": mailed},
        )
    charged = _totals(_blocks(confirmed)) or _totals(commit.primary.view or () if commit.primary else ())
    sent = _totals([TextBlock(text=line, tag="p") for line in words.splitlines()])
    if charged and sent and not {each.value for each in charged} & {each.value for each in sent}:
        yield Friction(
            at=Subject(role="message", name="total"),
            variant="total",
            step=confirmed.index,
            parameters={"shown": charged[0].text, "mailed": sent[0].text},
        )


def _totals(blocks: Sequence[TextBlock]) -> tuple[Amount, ...]:
    return grand_totals(totals_in(blocks))


def _reference(text: str, languages: tuple[str, ...]) -> str | None:
    return next((found for code in languages if (found := order_reference_in(text, code))), None)


def _names(text: str, number: str) -> bool:
    """Tell whether the number stands there as a whole; numbers are set apart differently in mail and on pages."""
    apart = r"[\W_]*".join(re.escape(letter) for letter in number.casefold() if letter.isalnum())
    return re.search(rf"(?<!\d){apart}(?!\d)", text.casefold()) is not None


def _blocks(step: StepEvidence) -> tuple[TextBlock, ...]:
    return step.page.blocks if step.page is not None else ()


def _text(step: StepEvidence) -> str:
    return "\n".join(block.text for block in _blocks(step))
