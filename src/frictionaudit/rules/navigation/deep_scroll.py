"""Rule: the way on is not buried deep down its page."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.action.control import primary_element
from frictionaudit.rules.languages import languages_of, page_of_action
from frictionaudit.rules.loading import STYLES
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

DEEP_VIEWPORTS = 3.0
"""Viewports between the top of the page and the action; from the catalogue's definition of this rule."""

_BROWSING = frozenset({Stage.ARRIVE, Stage.FIND, Stage.CHOOSE, Stage.AFTERCARE})
_LEADS_ON = frozenset(
    {Meaning.ADD_TO_CART, Meaning.CHECKOUT, Meaning.CONTINUE, Meaning.PAY, Meaning.ORDER, Meaning.SUBSCRIBE}
)


@rule(
    id="navigation/deep-scroll",
    reads=ActionEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MODERATE,
    title="The way on lies far down the page",
    message="“{name}” lies {screens} screenfuls below the top of its page.",
    customer="Where do I continue?",
    why="Every screenful is one more place to stop looking: the customer does not know that a button is still to come.",
    how_to_fix="Move the button up, repeat it at the top, or keep it in view with a sticky bar on this screen size.",
    needs=(STYLES,),
)
def deep_scroll(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the primary action stands more than three viewports down, and no equal is in view."""
    element = primary_element(action)
    if not isinstance(element, ElementEvidence):
        yield element
        return
    if _is_one_of_many(action, element, context):
        yield Inapplicable()
        return
    height = context.visit.persona.viewport.height
    if element.offset_top_px is None or height <= 0:
        yield Incomplete("how far down the action lies was not measured")
        return
    if _longest_way_px(element.offset_top_px, context) <= DEEP_VIEWPORTS * height:
        return
    if element.has_equal_in_view is None:
        yield Incomplete("it could not be told whether an equal action stands in view")
        return
    if not element.has_equal_in_view:
        yield Friction(
            at=element.subject,
            parameters={
                "name": element.subject.name or action.target,
                "screens": round(element.offset_top_px / height, 1),
            },
        )


def _longest_way_px(top_px: float, context: Context) -> float:
    """Give the longest way down without a field: who fills in one after the other comes down by itself."""
    page = page_of_action(context)
    if page is None or page.scroll_y is None:
        return top_px
    boxes = (field.subject.box for form in page.forms for field in form.fields if field.kind != "search")
    fields = sorted((page.scroll_y + box.y, page.scroll_y + box.y + box.height) for box in boxes if box is not None)
    longest = come_to = 0.0
    for begins, ends in fields:
        if ends <= top_px:
            longest, come_to = max(longest, begins - come_to), max(come_to, ends)
    return max(longest, top_px - come_to)


def _is_one_of_many(action: ActionEvidence, element: ElementEvidence, context: Context) -> bool:
    """A product in a long list, a link in the footer: the customer looks through the list, or knows where it is."""
    if context.step.stage not in _BROWSING or action.commits is not Commitment.NONE:
        return False
    names = [meaning for language in languages_of(context) for meaning in meanings_of(element.subject.name, language)]
    return element.subject.role == "link" and not _LEADS_ON.intersection(names)
