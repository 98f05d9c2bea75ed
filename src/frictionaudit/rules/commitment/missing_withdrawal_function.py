"""Rule: in the EU and EEA the shop leads to a function by which consumers withdraw from the contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from frictionaudit.evidence.links import NOTICE_LETTERS, NoticePage
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.common import page_subject
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.markets import is_in_eea
from frictionaudit.rules.path import PurchasePath, knows_words, leads_to, whole_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

APPLIES_FROM = date(2026, 6, 19)
"""Directive (EU) 2023/2673, Art. 2: measures apply from 19 June 2026."""

DRAWN_LETTERS = 200
"""The same of a page that was seen as its scripts had drawn it: more than a wheel that turns. Project's choice."""

FORM_FIELDS = 2
"""The law's function asks for a name, a contract and an address to answer to; a search or newsletter for one."""


@rule(
    id="commitment/missing-withdrawal-function",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MINOR,
    title="Nothing leads to a withdrawal function",
    message="Neither the pages of the path nor the confirmation lead to a function to withdraw from the contract.",
    customer="How do I cancel this?",
    why="Since 19 June 2026 a shop that sells to consumers in the EU has to offer “withdraw from contract here”, easy "
    "to find, for as long as the right to withdraw lasts (Directive (EU) 2023/2673). This is a check of words, "
    "not legal advice.",
    how_to_fix="Link a page “Withdraw from contract” in the footer and on the confirmation. It asks for name, contract "
    "and e-mail address, has a button “Confirm withdrawal”, and answers with a receipt.",
    references=("https://eur-lex.europa.eu/eli/dir/2023/2673/oj",),
    limits=("A linked page about withdrawal is read as it opens: what comes up only after a press is not seen.",),
)
def missing_withdrawal_function(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where no link or button up to the confirmation names the function."""
    is_eea = is_in_eea(visit.journey.market)
    if is_eea is False or visit.journey.customers == "business" or visit.journey.is_withdrawal_exempt:
        yield Inapplicable()
        return
    if date.fromisoformat(visit.started[:10]) < APPLIES_FROM:
        yield Inapplicable()
        return
    path = whole_path(visit, lambda path: path.is_whole_from_shop_cart or path.ends_in_shop)
    if not isinstance(path, PurchasePath):
        yield path
        return
    shown = [step for step in visit.steps if step.page is not None]
    pages = [step.page for step in shown if step.page is not None]
    if any(leads_to(page, Meaning.WITHDRAW, path.languages) for page in pages):
        return
    if is_eea is None:
        yield Incomplete("the journey names no market, so it is not known whose law applies")
    elif not knows_words((Meaning.WITHDRAW,), path.languages):
        yield Incomplete("the words of this language are not known")
    elif _holds_it(visit, path.languages):
        return
    elif _speaks_of_it(pages, path.languages) and not _is_mere_notice(visit, pages, path.languages):
        yield Incomplete("a page about withdrawal is linked; whether the function stands there was not seen")
    elif not _saw_confirmation(visit, path):
        yield Incomplete("the visit ended before the confirmation, which may lead to it")
    else:
        last = shown[-1]
        yield Friction(at=page_subject(pages[-1].url), step=last.index)


def _speaks_of_it(pages: list[PageEvidence], languages: tuple[str, ...]) -> bool:
    return any(leads_to(page, Meaning.WITHDRAWAL, languages) for page in pages)


def _holds_it(visit: VisitEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether a page about withdrawal holds the function, or leads to it."""
    notices = visit.links.notices if visit.links is not None else ()
    ways = [way for notice in notices for way in notice.ways]
    return any(has_said(way, Meaning.WITHDRAW, languages) for way in ways)


def _is_mere_notice(visit: VisitEvidence, pages: list[PageEvidence], languages: tuple[str, ...]) -> bool:
    """Tell whether all that the path leads to about withdrawal was read, and has no button or form for it."""
    notices = visit.links.notices if visit.links is not None else ()
    host = urlsplit(visit.journey.base_url).netloc
    linked = [link for page in pages for link in page.links if has_said(link.text, Meaning.WITHDRAWAL, languages)]
    names = {link.text for link in linked}
    opened = [control.subject.name for page in pages for control in page.controls if control.subject.name not in names]
    if any(urlsplit(link.url).netloc != host for link in linked) or any(
        has_said(name, Meaning.WITHDRAWAL, languages) for name in opened
    ):
        return False
    are_read = bool(notices) and all(each.is_read and each.letters >= _letters_of_a_text(each) for each in notices)
    return are_read and all(each.fields < FORM_FIELDS for each in notices) and not _holds_it(visit, languages)


def _letters_of_a_text(notice: NoticePage) -> int:
    return DRAWN_LETTERS if notice.is_drawn else NOTICE_LETTERS


def _saw_confirmation(visit: VisitEvidence, path: PurchasePath) -> bool:
    """Tell whether the binding press was made and led on."""

    def is_through(step: StepEvidence) -> bool:
        return step.status is StepStatus.PASSED and step.page is not None

    return path.commit is not None and any(is_through(step) for step in visit.steps[path.commit.index :])
