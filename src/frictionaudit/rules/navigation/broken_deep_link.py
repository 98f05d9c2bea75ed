"""Rule: a link from outside to a page of the path leads to what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.common import AROUND_OR_ASIDE
from frictionaudit.evidence.errand import ErrandFacts
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DetourKind, Stage
from frictionaudit.rules.aftermath import (
    drilled_step,
    look_at,
    not_judged,
    page_subject_of,
    picture_of,
    trouble_of,
)
from frictionaudit.rules.common import shortened
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, rule

_ENTERED_AT = frozenset({Stage.ARRIVE, Stage.FIND, Stage.CHOOSE})


@rule(
    id="navigation/broken-deep-link",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.SERIOUS,
    title="A link from outside does not lead to the product",
    message="Whoever comes in by the link {path} sees “{seen}” in place of “{wanted}”.",
    variants={
        "error": "Whoever comes in by the link {path} comes to a page that {trouble}.",
        "elsewhere": "Whoever comes in by the link {path} is sent to {seen}.",
    },
    customer="My friend's link doesn't work.",
    why="Search engines, newsletters and friends lead straight to a product. Who lands elsewhere seldom searches on.",
    how_to_fix="Let each product have an address that shows it without a session, a cookie or a choice made before.",
    errands=(DetourKind.DEEP_LINK.value,),
    words=("trouble",),
)
def broken_deep_link(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding where a fresh visitor does not see what the walk saw at the address."""
    nothing = not_judged(visit, DetourKind.DEEP_LINK)
    look = look_at(visit, "deep-link")
    if nothing is not None or look is None:
        yield nothing or Incomplete("the address was not entered")
        return
    step = drilled_step(visit)
    index = step.index if step is not None else None
    if step is not None and step.stage not in _ENTERED_AT:
        yield Incomplete("only pages before the cart can be entered from outside", index)
        return
    verdict = _verdict(visit, look, index)
    if verdict is not None:
        yield verdict


def _verdict(visit: VisitEvidence, look: StepEvidence, index: int | None) -> Verdict | None:
    facts = visit.errand_facts or ErrandFacts()
    path = urlsplit(facts.address).path or "/"
    if trouble := trouble_of(visit, look, facts.known_page):
        return _friction(look, index, "error", {"path": path, "trouble": trouble})
    page, known = look.page, facts.known_page
    if page is None:
        return Incomplete("the page could not be read", index)
    arrived = urlsplit(page.url).path or "/"
    if known is None:
        is_home = arrived.rstrip("/") == urlsplit(visit.journey.base_url).path.rstrip("/") != path.rstrip("/")
        return _friction(look, index, "elsewhere", {"path": path, "seen": arrived}) if is_home else None
    name = _name_of(known)
    if name is None:
        return Incomplete("the page has no heading by which it could be known again", index)
    if _shows(page, known, name, is_there=arrived == path):
        return None
    if page.busy or page.is_truncated or (arrived == path and _has_no_content(page)):
        return Incomplete("the page was not complete when it was read", index)
    seen = _name_of(page) or page.title or arrived
    return _friction(look, index, "", {"path": path, "seen": shortened(seen, 80), "wanted": shortened(name, 80)})


def _friction(look: StepEvidence, index: int | None, variant: str, parameters: dict[str, str]) -> Friction:
    at = page_subject_of(look)
    return Friction(at=at, variant=variant, parameters=parameters, screenshot=picture_of(look), step=index)


def _name_of(page: PageEvidence) -> str | None:
    """Give the heading that says what the page shows: its first h1, else its first heading, of the content."""
    headings = [block for block in page.blocks if block.role == "heading" and block.region not in AROUND_OR_ASIDE]
    lead = next((block for block in headings if block.tag == "h1"), headings[0] if headings else None)
    return lead.text if lead is not None else None


def _shows(page: PageEvidence, known: PageEvidence, name: str, *, is_there: bool) -> bool:
    """The page is about it, or holds it at its own address; that a list elsewhere names it is not enough."""
    wanted = _folded(name)
    if wanted in _folded(_name_of(page) or "") or (wanted in _folded(page.title) and not _is_only_titled(page, known)):
        return True
    texts = (_folded(block.text) for block in page.blocks if block.role != "link")
    return is_there and any(wanted in text for text in texts)


def _is_only_titled(page: PageEvidence, known: PageEvidence) -> bool:
    """Under the title of the page that is asked for another one may stand: another heading, and no button of it."""
    buttons = _buttons_of(known)
    return _name_of(page) is not None and bool(buttons) and not buttons & _buttons_of(page)


def _buttons_of(page: PageEvidence) -> set[str]:
    return {b.text for b in page.blocks if b.role == "button" and b.region not in AROUND_OR_ASIDE}


def _has_no_content(page: PageEvidence) -> bool:
    """Only what stands around and over each page is there: its own content may still be on its way."""
    over = {text for overlay in page.overlays for text in (*overlay.texts, *overlay.buttons)}
    return all(block.region in AROUND_OR_ASIDE or block.text in over for block in page.blocks)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
