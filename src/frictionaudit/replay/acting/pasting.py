"""Whether a card field takes what is pasted into it: tried with the very words that are then typed."""

from __future__ import annotations

import contextlib

from playwright.async_api import Error

from frictionaudit.replay.drafts import ActionDraft
from frictionaudit.replay.page.inpage import evaluate
from frictionaudit.replay.page.locate import Found
from frictionaudit.replay.safety.holding import is_card_value

__all__ = ["try_paste"]

# Nothing is pasted by an event that a script sends: what then stands in the field, the page's own handler put there.
_REFUSES = """async (field, text) => {
  const words = new DataTransfer();
  words.setData('text/plain', text);
  const paste = new ClipboardEvent('paste', {bubbles: true, cancelable: true, composed: true, clipboardData: words});
  const isTold = paste.clipboardData && paste.clipboardData.getData('text/plain') === text;
  if (!isTold || field.value !== '' || field.dispatchEvent(paste)) return [false, field.value === ''];
  await new Promise(done => setTimeout(done, 100));
  return [field.value === '', field.value === ''];
}"""


async def try_paste(draft: ActionDraft, found: Found) -> None:
    """Note whether an empty card field refuses a paste; what the page makes of it is typed over.

    Only card fields are tried: what they hold sends nothing, and a code of a few digits may send itself.
    """
    field = (draft.element or {}).get("field")
    value = draft.action.value
    if not field or not draft.is_empty or draft.is_framed or not draft.words or value is None:
        return
    if not is_card_value(value.reference, is_sensitive=_is_card(field.get("autocomplete", ""))):
        return
    with contextlib.suppress(Error):  # the page draws the field anew at the focus
        refuses, draft.is_empty = await evaluate(found.at_hand, _REFUSES, draft.words)
        field["blocks_paste"] = bool(field.get("blocks_paste")) or refuses


def _is_card(autocomplete: str) -> bool:
    return any(token.startswith("cc-") for token in autocomplete.lower().split())
