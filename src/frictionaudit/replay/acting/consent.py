"""Answer the cookie banner as the customer of the journey would. The banner itself is evidence.

A plain button on the first layer, known by our lexicon, is pressed as a customer presses it. Where the first layer has
none, or pressing it did not help, DuckDuckGo's autoconsent and its rules go through the platform's layers.
Nothing is injected unless a banner was seen.
"""

from __future__ import annotations

import contextlib
import json
from functools import cache
from typing import Any

import duckduckgo_autoconsent
from playwright.async_api import Error, Frame

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import ConsentEvidence
from frictionaudit.journey.model import Consent
from frictionaudit.lexicon import Meaning, meanings_of, stems_of
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.page.frames import offset_of
from frictionaudit.replay.page.inpage import PageHungError, ask, evaluate, loaded_frames
from frictionaudit.replay.probe.read import subject_evidence
from frictionaudit.replay.state import VisitState
from frictionaudit.replay.watching.settle import settle

__all__ = ["answer_banner"]

DOCUMENT_S = 2.0
"""How long the rest of a document may take to come before the customer goes on without it. Project's choice."""

PLATFORM_PATIENCE_S = 6.0
"""How long a consent platform may take to go through its layers."""

_RUN = """([rules, action]) => new Promise(done => {
  let platform = '';
  const reply = message => Promise.resolve().then(() => window.autoconsentReceiveMessage(message));
  window.autoconsentSendMessage = async message => {
    if (message.type === 'init') {
      const config = {autoAction: action, enablePrehide: false, enableCosmeticRules: false, detectRetries: 2,
                      isMainWorld: true, logs: {errors: false}};
      reply({type: 'initResp', config, rules: {autoconsent: JSON.parse(rules)}});
    } else if (message.type === 'cmpDetected') {
      platform = message.cmp;
    } else if (message.type === 'eval') {
      let result = false;
      try { result = (0, eval)(message.code); } catch (refused) { /* the page's policy forbids it */ }
      reply({type: 'evalResp', id: message.id, result});
    } else if (message.type === 'autoconsentDone') {
      done([platform, true]);
    } else if (message.type === 'autoconsentError' || /^opt(Out|In)Result$/.test(message.type) && !message.result) {
      done([platform, false]);
    }
  };
})"""
_BUTTON = """index => {
  const button = window.__frictionaudit__.consent_button(index);
  const box = button && button.getBoundingClientRect();
  return box && box.width && box.height ? [box.x + box.width / 2, box.y + box.height / 2] : null;
}"""
_IS_LIFTED = """element => {
  for (let part = element; part; part = part.parentElement || (part.getRootNode() || {}).host) {
    if (/^(fixed|sticky)$/.test(getComputedStyle(part).position)) return true;
    if (part.matches('dialog, [role=dialog], [aria-modal=true]')) return true;
  }
  return false;
}"""
_WANTED = {Consent.ACCEPT: (Meaning.ACCEPT, "optIn"), Consent.REJECT: (Meaning.REJECT, "optOut")}


async def answer_banner(state: VisitState, deadline: Deadline) -> ConsentEvidence | None:
    """Look for a banner and answer it; None where there is none.

    Raises:
        PageHungError, playwright Error: the page or the window went away.
    """
    with contextlib.suppress(Error):  # banners stand at the end of their document, which may still be coming
        await state.page.wait_for_load_state("domcontentloaded", timeout=min(DOCUMENT_S * 1000, deadline.left_ms))
    seen = await _banner(state)
    if seen is None:
        return None
    frame, banner = seen
    wanted = state.journey.consent
    texts = tuple(state.mask(text)[:200] for text in banner["texts"][:20])
    buttons = tuple(state.mask(button["name"])[:80] for button in banner["buttons"][:12])
    subject, share = await _place(state, frame, banner)
    platform = ""
    if wanted is Consent.IGNORE:
        result = "ignored"
    elif any(button["is_covered"] for button in banner["buttons"]):
        result = "covered"  # the pop-up over it is to be closed first
    else:
        meaning, action = _WANTED[wanted]
        is_gone = await _press(state, frame, banner, meaning, deadline)
        if not is_gone:
            platform, is_gone = await _run_platform(state, action, deadline)
        result = "done" if is_gone else "failed"
    return ConsentEvidence(
        platform=platform, wanted=wanted, result=result, texts=texts, buttons=buttons, subject=subject, share=share
    )


async def _place(state: VisitState, frame: Frame, banner: dict[str, Any]) -> tuple[Subject, float | None]:
    """Give the banner and the share of the window that it covers; one in a frame covers what its frame covers."""
    if frame is state.page.main_frame:
        return subject_evidence(banner["subject"], state.mask), banner["share"]
    try:
        box = await (await frame.frame_element()).bounding_box()
    except Error:
        box = None
    view = state.persona.viewport
    subject = subject_evidence(banner["subject"], state.mask).model_copy(update={"box": None})
    return subject, None if box is None else box["width"] * box["height"] / (view.width * view.height)


@cache
def _words(language: str) -> dict[str, list[str]]:
    """Give the words that make a banner, in the page's language and in English."""
    meanings = (Meaning.COOKIES, Meaning.ACCEPT, Meaning.REJECT, Meaning.CLOSE, Meaning.MANAGE)
    return {str(each): list(dict.fromkeys([*stems_of(each, language), *stems_of(each, "en")])) for each in meanings}


def _means(name: str, meaning: Meaning, language: str) -> bool:
    return meaning in meanings_of(name, language) or meaning in meanings_of(name, "en")


async def _banner(state: VisitState) -> tuple[Frame, dict[str, Any]] | None:
    for frame in loaded_frames(state.page):
        try:
            banner = await ask(frame, "find_consent", _words(state.language))
        except Error:
            if frame is state.page.main_frame:
                raise
            continue
        if banner is not None and (not banner["is_document"] or await _lies_over(frame)):
            return frame, banner
    return None


async def _lies_over(frame: Frame) -> bool:
    """Tell whether a frame stands over its page: the words of a film or a map in the page's flow are no banner."""
    try:
        return bool(await (await frame.frame_element()).evaluate(_IS_LIFTED))
    except Error:
        return False


async def _press(state: VisitState, frame: Frame, banner: dict[str, Any], meaning: Meaning, deadline: Deadline) -> bool:
    """Press the button of that meaning; False where there is none or the banner stays."""
    index = next((each["index"] for each in banner["buttons"] if _means(each["name"], meaning, state.language)), None)
    if index is None:
        return False
    point = await frame.evaluate(_BUTTON, index)
    if point is None:
        return False
    x, y = await offset_of(frame)
    await state.hands.press_at((point[0] + x, point[1] + y))
    with contextlib.suppress(Error):  # the answer may be a new document
        await ask(frame, "first_feedback", {"limit_ms": deadline.left_ms}, deadline.left_s + 1)
        if await _banner(state) is None:
            return True
    await settle(state.page, state.network, deadline)
    return await _banner(state) is None


async def _run_platform(state: VisitState, action: str, deadline: Deadline) -> tuple[str, bool]:
    """Let autoconsent go through the platform's layers; say which platform it is and whether the banner is gone."""
    platform = ""
    for frame in loaded_frames(state.page):
        try:
            limit = min(PLATFORM_PATIENCE_S, deadline.left_s)
            await evaluate(frame, f"() => {{ window.__consented = ({_RUN})({_arguments(action)}) }}", None, limit)
            await evaluate(frame, f"() => {{ {duckduckgo_autoconsent.bundle()} }}", None, limit)
            platform, is_done = await evaluate(frame, "() => window.__consented", None, limit)
        except (Error, PageHungError):
            continue
        if is_done:
            break
    await settle(state.page, state.network, deadline)
    return platform, await _banner(state) is None


@cache
def _arguments(action: str) -> str:
    return json.dumps([duckduckgo_autoconsent.rules_json(), action])
