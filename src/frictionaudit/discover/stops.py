"""Where one step ends and the next begins, what each is called, and where on the path it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from frictionaudit.discover.recording import Deed
from frictionaudit.discover.tidy import means
from frictionaudit.discover.writing.layout import plain_words
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.lexicon import Meaning, says

__all__ = ["Stop", "last_press", "name_of", "stage_of", "stops_of"]

Stop = list[Deed]
"""The deeds of one step."""

LONGEST_NAME = 40
"""Characters of a label in a step's name."""

_GOING = frozenset({ActionKind.GOTO, ActionKind.SEARCH, ActionKind.BACK, ActionKind.RELOAD})
_MOVING_ON = (
    Meaning.ADD_TO_CART,
    Meaning.CHECKOUT,
    Meaning.CONTINUE,
    Meaning.PAY,
    Meaning.ORDER,
    Meaning.SUBSCRIBE,
    Meaning.GUEST,
    Meaning.SIGN_IN,
    Meaning.IN_CART,
    Meaning.CART,
)
"""What a press says that ends a step, also where no page is left."""

_STAGES = [*Stage]


def stops_of(deeds: Sequence[Deed], language: str) -> list[Stop]:
    """Cut a recording into steps: after what leaves a page, or says that it moves on."""
    stops: list[Stop] = [[]]
    for index, deed in enumerate(deeds):
        following = deeds[index + 1] if index + 1 < len(deeds) else None
        if stops[-1] and deed.kind is ActionKind.GOTO:
            stops.append([])
        stops[-1].append(deed)
        if following is not None and _ends(deed, following, language):
            stops.append([])
    return [stop for stop in stops if stop]


def _ends(deed: Deed, following: Deed, language: str) -> bool:
    if deed.kind in _GOING or deed.has_navigated or deed.opens_window or following.window != deed.window:
        return True
    if deed.kind is ActionKind.PRESS:
        return deed.value == "Enter"
    if deed.kind is not ActionKind.CLICK:
        return False
    # Where a recording does not tell of pages, a link is taken for one.
    return (deed.has_navigated is None and deed.role == "link") or _moves_on(deed, language)


def _moves_on(deed: Deed, language: str) -> bool:
    return any(means(deed.words, meaning, language) for meaning in _MOVING_ON)


def last_press(stop: Stop) -> Deed | None:
    """Give the press that carries a step forward."""
    return next((deed for deed in reversed(stop) if deed.kind in (ActionKind.CLICK, ActionKind.PRESS)), None)


# ── the stage ────────────────────────────────────────────────────────────────────────────────────────────────────


def stage_of(stop: Stop, before: Stage | None, *, is_asked: bool, is_card: bool, binds: bool, language: str) -> Stage:
    """Tell where on the path a step stands; nobody goes back.

    Args:
        stop: The step.
        before: The stage of the step before; None for the first.
        is_asked: It gives the buyer's details.
        is_card: It types into a card's fields.
        binds: It orders or pays.
        language: Of the shop's words.
    """
    if before is None:
        return Stage.ARRIVE
    told = _told_stage(stop, before, is_asked=is_asked, is_card=is_card, binds=binds, language=language)
    return max(told, before if before is not Stage.ARRIVE else Stage.FIND, key=_STAGES.index)


def _told_stage(stop: Stop, before: Stage, *, is_asked: bool, is_card: bool, binds: bool, language: str) -> Stage:
    press = last_press(stop)
    words = press.words if press is not None else ""
    if binds or is_card:
        return Stage.PAY
    if before is Stage.PAY:
        return Stage.CONFIRM
    if _adds(words, before, language):
        return Stage.CHOOSE
    if is_asked and before not in (Stage.ARRIVE, Stage.FIND):
        return Stage.CHECKOUT
    if any(means(words, each, language) for each in (Meaning.CHECKOUT, Meaning.IN_CART, Meaning.CART)):
        return Stage.CART if _STAGES.index(before) <= _STAGES.index(Stage.CART) else before
    if before is Stage.CART:
        return Stage.CHECKOUT
    return before


def _adds(words: str, before: Stage, language: str) -> bool:
    is_early = _STAGES.index(before) <= _STAGES.index(Stage.CHOOSE)
    return is_early and means(words, Meaning.ADD_TO_CART, language)


# ── the name ─────────────────────────────────────────────────────────────────────────────────────────────────────

_NAMES = (
    (Meaning.ADD_TO_CART, "add_to_cart"),
    (Meaning.GUEST, "continue_as_guest"),
    (Meaning.SIGN_IN, "sign_in"),
    (Meaning.CHECKOUT, "start_checkout"),
    (Meaning.IN_CART, "open_cart"),
    (Meaning.CART, "open_cart"),
    (Meaning.SUBSCRIBE, "subscribe"),
    (Meaning.PAY, "pay"),
    (Meaning.ORDER, "place_order"),
)
"""Keys of STEP_NAMES."""

_METHODS = (
    (
        "choose_payment",
        (
            *(Meaning.PAYMENT_METHOD, Meaning.PAY_CARD, Meaning.PAY_BANK, Meaning.PAY_INVOICE),
            *(Meaning.PAY_INSTALMENT, Meaning.PAY_CASH),
        ),
    ),
    ("choose_delivery", (Meaning.DELIVERY_METHOD, Meaning.DELIVERY_OPTION)),
)
_CHOICES = frozenset({ActionKind.CHECK, ActionKind.SELECT, ActionKind.CLICK})


def name_of(stop: Stop, stage: Stage, *, is_asked: bool, is_card: bool, binds: bool, language: str) -> str:
    """Name a step as a person would: by what the customer is after, else by the words that were pressed."""
    first = stop[0]
    if first.kind is ActionKind.GOTO and len(stop) == 1:
        return StepName("open_shop").told if stage is Stage.ARRIVE else _to_page("open", first.value)
    search = next((deed for deed in stop if deed.kind is ActionKind.SEARCH), None)
    if search is not None:
        return StepName("search", _short(search.value)).told
    press = last_press(stop)
    words = press.words if press is not None else ""
    by_words = next((key for meaning, key in _NAMES if means(words, meaning, language)), None)
    if binds or is_card:
        says_more = binds and by_words in ("subscribe", "place_order") and not is_card
        return StepName(by_words if says_more and by_words else "pay").told
    if is_asked and by_words != "sign_in":
        return StepName("fill_details").told
    key = by_words or _by_choice(stop, language)
    return StepName(key).told if key else _by_press(press, stop)


def _by_choice(stop: Stop, language: str) -> str | None:
    """Tell by what was chosen on the page."""
    chosen = [deed for deed in stop if deed.kind in _CHOICES and deed.words]
    return next((name for name, meanings in _METHODS if any(_chooses(d, meanings, language) for d in chosen)), None)


def _chooses(deed: Deed, meanings: Sequence[Meaning], language: str) -> bool:
    """Tell by the whole name of what is pressed, and by any words of a radio's, which says a price or a time too."""
    if deed.kind is ActionKind.CLICK:
        return any(means(deed.words, meaning, language) for meaning in meanings)
    return any(says(deed.words, meaning, code) for meaning in meanings for code in {language, "en"})


def _by_press(press: Deed | None, stop: Stop) -> str:
    if press is None or not press.words:
        return _to_page("go_on_to", stop[-1].url_after) if stop[-1].url_after else StepName("go_on").told
    if press.title_after and press.has_navigated:
        return StepName("open_page", _short(re.split(r" [|–—·-] ", press.title_after)[0])).told
    return StepName("open_page", _short(press.words)).told if press.role == "link" else _short(press.words)


def _to_page(key: str, address: str) -> str:
    """Name the way to a page by its path: "open" or "go_on_to"."""
    try:
        path = unquote(urlsplit(address).path).strip("/")
    except ValueError:
        path = ""
    if not path:
        return StepName(f"{key}_front_page").told
    return StepName("open_page" if key == "open" else key, _short(f"/{path}")).told


def _short(words: str) -> str:
    words = plain_words(words)
    if len(words) <= LONGEST_NAME:
        return words
    return f"{words[:LONGEST_NAME].rpartition(' ')[0] or words[:LONGEST_NAME]} …"
