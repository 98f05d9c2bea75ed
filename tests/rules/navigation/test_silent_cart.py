"""Whether the page says that something is in the cart."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_step,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)
from tests.rules.validation.makers import request_of

from frictionaudit.evidence.action import ActionUse
from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import LinkEvidence, OverlayEvidence, PageEvidence
from frictionaudit.evidence.step import (
    DialogEvidence,
    ExpectationEvidence,
    NavigationEvidence,
    StepStatus,
    TransitionEvidence,
)
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.rules.registry import Friction, Incomplete, Verdict

RULE = "navigation/silent-cart"
BEFORE = make_page("Blue mug", "24.90 €", make_block("0", tag="span", locator="#count"), "59 s left")


def judge(after: PageEvidence, before: PageEvidence | None = BEFORE, **of_step: Any) -> list[Verdict]:
    action = of_step.pop("action", make_action(use=ActionUse(effects=("request",))))
    step = make_step(action, page=after, **{"commits": Commitment.CART, **of_step})
    return judge_step(RULE, make_visit(make_step(page=before), step))


def after(*more: str | TextBlock, **changes: Any) -> PageEvidence:
    """The page with texts added; a later count or clock replaces the earlier one."""
    taken = {block.locator for block in more if isinstance(block, TextBlock) and block.locator}
    kept = [block for block in BEFORE.blocks if block.locator not in taken or not block.locator]
    return make_page(*kept, *more, **changes)


def test_nothing_new_is_silent() -> None:
    found = friction_of(judge(after()))
    assert not found.blocks
    assert found.parameters["name"] == "Add to cart"


@pytest.mark.parametrize(
    ("of_request", "is_open"),
    [
        ({"end_ms": None, "duration_ms": None, "status": None}, True),
        ({"end_ms": 4_500.0}, True),
        ({"end_ms": 900.0}, False),
        ({"end_ms": None, "is_beacon": True}, False),
        ({"end_ms": None, "method": "GET"}, False),
        ({"end_ms": None, "status": None, "failure": "net::ERR_CONNECTION_RESET"}, False),
        ({"end_ms": None, "by_action": False}, False),
    ],
)
def test_an_answer_that_was_still_to_come_may_bring_the_message(of_request: dict[str, Any], is_open: bool) -> None:
    sent = request_of(**{"status": 200, **of_request})
    verdicts = judge(after(), requests=(sent,), elapsed_ms=2_900.0)
    assert isinstance(verdicts[0], Incomplete if is_open else Friction)
    assert judge(after("Added to your cart"), requests=(sent,), elapsed_ms=2_900.0) == []


def test_the_button_that_waited_for_a_colour_is_no_confirmation() -> None:
    before = make_page("Blue mug", make_block("Choose a colour", role="button"))
    friction_of(judge(make_page("Blue mug", make_block("Add to cart", role="button")), before))


def test_the_size_just_chosen_and_a_layer_that_came_by_itself_say_nothing_of_the_cart() -> None:
    offer = "10 % off your first order"
    layer = OverlayEvidence(kind="dialog", subject=Subject(role="dialog", name=""), share=0.4, texts=(offer,))
    page = make_page("Size M", offer, overlays=(layer,))
    size = make_action(is_primary=False, subject=Subject(role="option", name="M"))
    press = make_action(use=ActionUse(effects=("request",)))
    step = make_step(size, press, page=page, commits=Commitment.CART)
    friction_of(judge_step(RULE, make_visit(make_step(page=make_page("Size")), step)))
    assert is_incomplete(judge_step(RULE, make_visit(make_step(page=make_page("Blue mug")), step)))


@pytest.mark.parametrize(("in_view", "is_found"), [(True, True), (False, False)])
def test_what_stood_in_view_at_the_press_is_no_answer_to_it(in_view: bool, is_found: bool) -> None:
    sku = make_block("Art. 1200-M, 27.90 €", locator="#sku")
    press = make_action(use=ActionUse(effects=("request",)), view=(sku,) if in_view else ())
    verdicts = judge(after(sku), action=press)
    assert isinstance(verdicts[0], Friction if is_found else Incomplete)
    assert judge(after(sku, "Added to your cart"), action=press) == []


@pytest.mark.parametrize(("tag", "role"), [("select", "option"), ("option", ""), ("div", "option")])
def test_a_list_that_shows_what_was_chosen_in_it_says_nothing_of_the_cart(tag: str, role: str) -> None:
    before = make_page("Blue mug", make_block("Please select", tag=tag, role=role, locator="#colour"))
    chosen = make_block("Sea green", tag=tag, role=role, locator="#colour")
    friction_of(judge(make_page("Blue mug", chosen), before))


def test_a_clock_that_goes_on_says_nothing() -> None:
    friction_of(judge(make_page(*BEFORE.blocks[:3], "58 s left")))


@pytest.mark.parametrize(
    "sign",
    [
        "“Blue mug” has been added to your cart.",
        "Added",
        "View cart",
        "Cart (1)",
        "1 item · 24.90 €",
        make_block("1", tag="span", locator="#count"),
        make_block("2", tag="b", locator="#badge"),
    ],
)
def test_a_message_or_a_count_that_grows_confirms(sign: str | TextBlock) -> None:
    assert judge(after(sign)) == []


def test_a_count_that_falls_does_not() -> None:
    before = make_page("Blue mug", make_block("5", locator="#stock"))
    friction_of(judge(make_page("Blue mug", make_block("4", locator="#stock")), before))


@pytest.mark.parametrize(("language", "text"), [("fi", "Lisätty ostoskoriin"), ("sv", "Varan har lagts till")])
def test_words_of_the_page_s_own_language_count(language: str, text: str) -> None:
    assert judge(after(text, language=language)) == []


def test_a_drawer_that_the_press_opened_confirms() -> None:
    drawer = OverlayEvidence(kind="dialog", subject=Subject(role="dialog"), share=0.4, by_action=True)
    assert judge(after(overlays=(drawer,))) == []


def test_another_page_confirms_and_the_same_page_anew_does_not() -> None:
    assert judge(after(url="http://127.0.0.1:8000/cart")) == []
    assert judge(after(url="http://127.0.0.1:8000/#/cart")) == []
    friction_of(judge(after(url="http://127.0.0.1:8000/#buy")))
    friction_of(judge(after(url="http://127.0.0.1:8000/?mug=1")))


def test_a_message_that_was_seen_and_is_gone_confirms() -> None:
    seen = ExpectationEvidence(kind="see", wanted="Added to cart", has_held=True)
    old = ExpectationEvidence(kind="see", wanted="blue mug", has_held=True)
    assert judge(after(), expectations=(seen,)) == []
    friction_of(judge(after(), expectations=(old,)))


def test_what_the_journey_waited_for_in_vain_blocks() -> None:
    failed: dict[str, Any] = {
        "status": StepStatus.FAILED,
        "failure_kind": "expectation",
        "failure": "expected see: Added",
    }
    assert friction_of(judge(after(), **failed)).blocks
    assert is_inapplicable(judge(after(), **{**failed, "failure_kind": "action"}))


@pytest.mark.parametrize(
    "change",
    [
        after("A fine choice!"),
        after(make_block("Added to cart", is_in_viewport=False)),
        after(links=(LinkEvidence(text="Cart, 1 item", url="http://127.0.0.1:8000/cart"),)),
        after("Toode on korvis", language="xx"),
    ],
)
def test_what_may_or_may_not_confirm_is_not_judged(change: PageEvidence) -> None:
    assert is_incomplete(judge(change))


def test_a_page_that_was_not_seen_before_is_not_judged() -> None:
    assert is_incomplete(judge(after(), None))
    went = make_action(kind=ActionKind.GOTO, is_primary=False, use=None)
    assert is_incomplete(judge(after(), actions=(went, make_action(use=ActionUse(effects=("request",))))))


@pytest.mark.parametrize(
    "of_step",
    [
        {"commits": Commitment.NONE},
        {"action": make_action(use=None)},
        {"action": make_action(use=ActionUse(effects=()))},
        {"action": make_action(use=ActionUse(effects=("focus",)))},
        {"action": make_action(is_held=True)},
    ],
)
def test_what_is_no_press_for_the_cart_or_dead_is_not_judged(of_step: dict[str, Any]) -> None:
    assert is_inapplicable(judge(after(), **of_step))


@pytest.mark.parametrize(
    ("kind", "message", "verdict"),
    [
        ("alert", "In your cart", None),
        ("confirm", "Added to your cart. Go there now?", None),
        ("alert", "Sorry, this mug is out of stock", None),
        ("alert", "Welcome!", Incomplete),
        ("alert", "Sign up for our newsletter and get 10 % off", Friction),
        ("confirm", "May we send you news?", Friction),
    ],
)
def test_only_a_window_of_the_browser_that_tells_of_the_cart_confirms(
    kind: str, message: str, verdict: type[Verdict] | None
) -> None:
    found = judge(after(), dialogs=(DialogEvidence(kind=kind, message=message),))
    assert [type(each) for each in found] == ([verdict] if verdict else [])


URL = "http://127.0.0.1:8000/mug"


def _opened_and_pressed(*blocks: str | TextBlock, resource: str = "document", **of_step: Any) -> list[Verdict]:
    stock = make_block("In stock", role="status")
    page = make_page("Blue mug", "24.90 €", stock, *blocks, url=URL)
    press = make_action(use=ActionUse(effects=("request",)), view=(stock,))
    opened = make_action(kind=ActionKind.GOTO, is_primary=False)
    asked = request_of(200, url=URL, template="/mug", resource=resource, start_ms=1_950)
    step = make_step(opened, press, page=page, commits=Commitment.CART, requests=(asked,), **of_step)
    led = TransitionEvidence(patience_ms=10_000, input_ms=1_900)
    came = (NavigationEvidence(url=URL, status=200),)
    step = step.model_copy(update={"navigations": came, "transition": led})
    return judge_step(RULE, make_visit(step))


@pytest.mark.parametrize("blocks", [(), ("Cart (0)",), ("Only words about the mug",)])
def test_a_page_that_was_opened_and_pressed_on_in_one_step_is_silent_where_nothing_on_it_may_tell(
    blocks: tuple[str, ...],
) -> None:
    friction_of(_opened_and_pressed(*blocks))


@pytest.mark.parametrize(
    "block",
    [
        "Cart (1)",
        "Blue mug was added to your cart",
        make_block("Good choice!", role="status"),
        make_block("1", tag="span", region="header"),
    ],
)
def test_what_may_tell_of_the_cart_on_a_page_that_nobody_saw_before_is_not_known(block: str | TextBlock) -> None:
    assert is_incomplete(_opened_and_pressed(block))


def test_a_message_that_passes_on_the_same_page_may_have_told() -> None:
    assert is_incomplete(_opened_and_pressed(resource="fetch"))


def test_a_text_that_the_journey_waited_for_may_have_told() -> None:
    waited = ExpectationEvidence(kind="see", wanted="Nice one", has_held=True)
    assert is_incomplete(_opened_and_pressed("Nice one", expectations=(waited,)))
