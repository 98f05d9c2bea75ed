"""Rule: a step never ends on an empty page."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon.matcher import Meaning, says
from frictionaudit.rules.common import ANSWERED_BY_THE_SHOP, document_of, has_failed, page_subject, shows_nothing
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_MOST_OF_PAGE = 0.5


@rule(
    id="errors/blank-page",
    reads=PageEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.CRITICAL,
    title="The page is blank",
    message="{url} shows nothing at all: no text, no picture.",
    customer="It is just white.",
    why="A white page gives the customer nothing to do but leave, and no word on whether anything was bought.",
    how_to_fix="Look for the script that should have drawn the page: an exception, a failed request or a missing "
    "element to draw into. Show a message with a way on when drawing fails.",
    explained_by=("errors/http-error-page",),
    errands=ANSWERED_BY_THE_SHOP,
)
def blank_page(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where nothing fills the viewport once the page has settled."""
    step = context.step
    document = document_of(step)
    # Where no page came at all, the browser shows its own words.
    if step.downloads or step.wall is not None or (document is not None and document.failure is not None):
        yield Inapplicable()
        return
    if not shows_nothing(page) and not _shows_only_the_question(page):
        return
    if _serves_the_next_step(context):
        yield Incomplete(translatable("the page was read before it showed anything; the next step found its way there"))
        return
    yield Friction(at=page_subject(page.url), parameters={"url": page.url}, blocks=has_failed(step))


def _shows_only_the_question(page: PageEvidence) -> bool:
    """Tell whether the question about cookies stands alone on an empty page. One that fills it may hold the page back.

    It comes from a script of its own, and stands there though the shop's own scripts gave up.
    """
    asked = [
        overlay
        for overlay in page.overlays
        if overlay.share < _MOST_OF_PAGE and any(says(text, Meaning.COOKIES, None) for text in overlay.texts)
    ]
    content, texts = page.viewport_content, {text for overlay in asked for text in overlay.texts}
    if not asked or content.images or page.busy or page.images or page.frames:
        return False
    is_bare = content.painted <= sum(len(overlay.buttons) for overlay in asked)
    return is_bare and all(block.text in texts for block in page.blocks)


def _serves_the_next_step(context: Context) -> bool:
    """Tell whether the customer went on from this very page: what they used there was to be seen."""
    following = next((each for each in context.visit.steps if each.index == context.step.index + 1), None)
    first = following.actions[0] if following is not None and following.actions else None
    return first is not None and first.element is not None and first.element.hidden_by is None
