"""Close what popped up over the control that is about to be pressed, as a customer would: by its cross or button."""

from __future__ import annotations

from functools import cache

from playwright.async_api import Error
from playwright.async_api import Locator as PageLocator

from frictionaudit.lexicon import Meaning, stems_of
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import ActionDraft
from frictionaudit.replay.page.inpage import ask_element, evaluate
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["MOST_CLOSED", "close_over", "leave_field"]

MOST_CLOSED = 3
"""Layers that a customer closes one after the other before giving up."""

_SHORTEST_WORD = 3

SUGGESTIONS_S = 1.0
"""How long a list of suggestions may take to go once its field was left. Project's choice."""

_IS_TYPED_IN = """() => {
  let field = document.activeElement;
  while (field && field.shadowRoot && field.shadowRoot.activeElement) field = field.shadowRoot.activeElement;
  const typed = 'input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea';
  return Boolean(field && field.matches(typed) && field.value);
}"""


async def close_over(state: VisitState, draft: ActionDraft, element: PageLocator, deadline: Deadline) -> bool:
    """Close the layer over the element and note it down; False where nothing closes it.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    if len(draft.closed) >= MOST_CLOSED:
        return False
    try:
        raw = await ask_element(element, "close_over", {"close": _closing_words(state.language)})
    except Error:
        return False  # the page has drawn it anew meanwhile
    if "overlay" not in raw or raw["is_framed"]:
        return False
    await state.hands.press_at((raw["point"]["x"], raw["point"]["y"]))
    await settle(state.page, state.network, deadline)
    draft.closed.append(raw["overlay"])
    return True


async def leave_field(state: VisitState, deadline: Deadline) -> bool:
    """Go on from the field that was typed in last, as Tab does: its suggestions may lie over what comes next.

    Returns:
        Whether there was one to leave.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    if not await evaluate(state.page, _IS_TYPED_IN):
        return False
    await state.page.keyboard.press("Tab")
    await settle(state.page, state.network, Deadline(min(SUGGESTIONS_S, deadline.left_s)))
    return True


@cache
def _closing_words(language: str) -> list[str]:
    """Give the words that close a layer, in the page's language and in English; lone letters are crosses."""
    words = [*stems_of(Meaning.CLOSE, language), *stems_of(Meaning.CLOSE, "en")]
    return [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST_WORD]
