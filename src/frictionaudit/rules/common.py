"""What several rules ask of a step: which document it ended on, whether it failed, whose bad day it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import NavigationEvidence, RequestEvidence, StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.rules.registry import Incomplete

__all__ = [
    "ANSWERED_BY_THE_SHOP",
    "band",
    "document_of",
    "first_of_each",
    "has_error_answer",
    "has_failed",
    "has_no_good_document",
    "held_up",
    "is_of_shop",
    "is_sabotaged",
    "is_somebodys_words",
    "is_unanswered",
    "led_away",
    "merely_supposed",
    "page_subject",
    "path_of",
    "request_subject",
    "seconds",
    "shortened",
    "shows_nothing",
    "stands_on_no_good_document",
    "stretched",
    "without_reviews",
]

_SABOTAGED = frozenset(
    kind for kind in DrillKind if kind not in (DrillKind.DOUBLE_SUBMIT, DrillKind.RELOAD_CONFIRMATION)
)
"""Drills that break something on purpose: what then fails is ours, and rules of their own judge the answer."""

ANSWERED_BY_THE_SHOP = (DrillKind.INVALID_INPUT.value, DrillKind.SESSION_EXPIRED.value)
"""Drills after which the shop's own server answers, as it would on any such day: its errors are its own."""

CLOCKS_APART_MS = 50
"""The page tells when it was pressed, the browser when it asked for a document; between them they may differ."""

_DIGITS = re.compile(r"\d+")
_STARS = r"(?:[★☆⭐]\s*){2,}"
_SOMEBODYS_WORDS = re.compile(rf"\s*{_STARS}|\s*[“”„«»‘\"]")
_RATED = re.compile(rf"[^\W\d_].{{0,60}}{_STARS}")
"""Who gave how many stars, by itself: what they wrote comes next. Stars without a name are those of the product."""


def is_somebodys_words(text: str) -> bool:
    """Tell a review or a quotation by how it begins: the shop answers for its own words only."""
    return _SOMEBODYS_WORDS.match(text) is not None


def without_reviews(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Leave out what customers wrote: texts that begin with stars, and those right after somebody's stars."""
    is_rated = False
    for block in blocks:
        if not is_rated and not re.match(_STARS, block.text.strip()):
            yield block
        is_rated = _RATED.fullmatch(block.text.strip()) is not None


def has_failed(step: StepEvidence) -> bool:
    """Tell whether the customer did not get past this step."""
    return step.status in (StepStatus.FAILED, StepStatus.TIMED_OUT)


def document_of(step: StepEvidence) -> NavigationEvidence | None:
    """Give the document request that the step ended on; None where it stayed on its page."""
    return next((n for n in reversed(step.navigations) if not n.is_replaced and n.failure != "download"), None)


def led_away(step: StepEvidence) -> tuple[NavigationEvidence, ...]:
    """Give the document requests of a step that its last press may have sent.

    Left out are those that began before the press: a choice that sends its own form, made earlier in the step.
    """
    pressed_ms = step.transition.input_ms if step.transition is not None else None
    if pressed_ms is None:
        return step.navigations
    documents = [request for request in step.requests if request.resource == "document"]
    early = {request.url for request in documents if request.start_ms < pressed_ms - CLOCKS_APART_MS}
    late = {request.url for request in documents if request.start_ms >= pressed_ms - CLOCKS_APART_MS}
    return tuple(n for n in step.navigations if (asked := n.url.split("?")[0]) not in early or asked in late)


def has_no_good_document(step: StepEvidence) -> bool:
    """Tell whether the step's document failed or answered with an error, which rules of their own report."""
    document = document_of(step)
    return document is not None and (document.failure is not None or (document.status or 0) >= 400)


def stands_on_no_good_document(step: StepEvidence, visit: VisitEvidence) -> bool:
    """Tell the same also where the step stayed on the page that an earlier one had ended on."""
    last = next((each for each in reversed(visit.steps[: step.index + 1]) if document_of(each) is not None), None)
    if last is None or not has_no_good_document(last):
        return False
    return last is step or last.page is None or step.page is None or last.page.url == step.page.url


def merely_supposed(step: StepEvidence) -> Incomplete | None:
    """Tell whether a search held the step though nothing says that it binds: what it binds to is not known then."""
    if step.search is None or not step.search.is_guess or step.status is not StepStatus.HELD:
        return None
    return Incomplete("the search only supposed that this button takes the order, and did not press it")


def is_sabotaged(visit: VisitEvidence) -> bool:
    """Tell whether the visit is a drill that makes requests fail or wait on purpose."""
    return visit.errand.split("@")[0] in _SABOTAGED


def band(value: float, moderate: float, serious: float) -> Severity | None:
    """Give the severity of a value above its thresholds, None where it is fine."""
    if value > serious:
        return Severity.SERIOUS
    return Severity.MODERATE if value > moderate else None


def seconds(ms: float) -> float:
    """Give seconds as a reader wants them: one decimal, two below a second."""
    return round(ms / 1000, 1 if ms >= 1000 else 2)


_STARVED_SHARE = 0.5
"""How much of what a page waited for a processor falls into the figure itself: it has other things to do as well.
Project's choice."""

_HELD_UP = Incomplete("the machine that ran the audit was itself held up for as long")


def held_up(step: StepEvidence, ms: float) -> Incomplete | None:
    """Say why a time cannot be held against the shop: the machine of the audit stood still for as long itself."""
    return _HELD_UP if (step.lag_ms or 0) >= ms else None


def stretched(step: StepEvidence, ms: float, limit_ms: float, starved_ms: float | None = None) -> Incomplete | None:
    """Say why what is above a limit cannot be held against the shop: a busy machine may have added as much.

    A press and its answer wait for the machine twice at least: on the way to the page, and from the server to it.

    Args:
        step: The step.
        ms, limit_ms: The figure and its limit.
        starved_ms: What the page waited for a processor while the figure was taken; else until it had answered.
    """
    excess = ms - limit_ms
    waited_ms = step.starved_ms if starved_ms is None else starved_ms
    return _HELD_UP if 2 * (step.lag_ms or 0) >= excess or _STARVED_SHARE * (waited_ms or 0) >= excess else None


def is_of_shop(url: str, visit: VisitEvidence) -> bool:
    """Tell the shop's own pages from a provider's on the same host under another port, as test shops have them."""
    asked, shop = urlsplit(url), urlsplit(visit.journey.base_url)
    return (asked.scheme, asked.netloc) == (shop.scheme, shop.netloc)


def path_of(url: str) -> str:
    """Give the path of an address: the same in test and in production."""
    return urlsplit(url).path or "/"


def shows_nothing(page: PageEvidence) -> bool:
    """Tell whether nothing fills the viewport: no text, no picture, nothing that is painted or turns."""
    content = page.viewport_content
    has_content = content.text_length or content.images or content.painted or page.busy
    return not has_content and not any(block.is_in_viewport for block in page.blocks)


def page_subject(url: str) -> Subject:
    """Give the subject of a finding about a whole document."""
    return Subject(role="page", name=path_of(url), locator=url)


def has_error_answer(request: RequestEvidence) -> bool:
    """Tell whether the server answered with an error; browsers then call off the loading of scripts themselves."""
    return request.status is not None and request.status >= 400


def is_unanswered(request: RequestEvidence) -> bool:
    """Tell whether a request failed on the way, and not because the page or the run called it off."""
    return request.failure is not None and not request.is_cancelled and not has_error_answer(request)


def request_subject(request: RequestEvidence) -> Subject:
    """Give the subject of a finding about a request: method and path template."""
    return Subject(role="request", name=f"{request.method} {request.template}", locator=request.url)


def shortened(text: str, limit: int = 160) -> str:
    """Give the text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def first_of_each(texts: Iterable[str]) -> dict[str, int]:
    """Count texts that differ in more than their numbers, under the first of each kind."""
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for text in texts:
        shown = first.setdefault(_DIGITS.sub("0", text), text)
        counts[shown] = counts.get(shown, 0) + 1
    return counts
