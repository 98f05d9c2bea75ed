"""Accounts and guests at the way into the checkout."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import friction_of, is_inapplicable, is_incomplete, make_action, make_block, make_visit
from tests.rules.paths import judge_visit, make_control, make_field, make_path, shop_page, visited

from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Goods, Stage
from frictionaudit.rules.registry import Friction

FORCED, OBSCURED = "commitment/forced-account", "commitment/obscured-guest-checkout"
EMAIL = make_field("E-mail", "email")
PASSWORD = make_field("Password", "password", is_sensitive=True)
SIGN_IN = make_control("Sign in", box=Box(x=20, y=200, width=200, height=48))
DETAILS = tuple(make_field(label) for label in ("Name", "Street", "Town"))


def _door(*texts: Any, fields: Any = (EMAIL, PASSWORD), controls: Any = (SIGN_IN,), **changes: Any) -> PageEvidence:
    return shop_page("sign-in", *texts, fields=fields, controls=controls, **changes)


def _ends_at(door: PageEvidence) -> VisitEvidence:
    return make_path(3, details=door)


def test_a_sign_in_form_alone_forces() -> None:
    found = friction_of(judge_visit(FORCED, _ends_at(_door())))
    assert (found.at.locator, found.step) == ("#password", 2)


@pytest.mark.parametrize(("stage", "label", "is_forced"), [
    (Stage.CART, "Go to checkout", True), (Stage.CART, "My account", False), (Stage.CHOOSE, "Go to checkout", False),
])  # fmt: skip
def test_a_journey_may_end_at_the_door_of_the_checkout(stage: Stage, label: str, is_forced: bool) -> None:
    opened, added, door = _ends_at(_door()).steps[:3]
    press = make_action(kind=ActionKind.CLICK, subject=Subject(role="link", name=label, locator="#go"))
    visit = make_visit(opened, added, door.model_copy(update={"stage": stage, "actions": (press,)}))
    assert bool(judge_visit(FORCED, visit) and not is_inapplicable(judge_visit(FORCED, visit))) is is_forced


@pytest.mark.parametrize("words", ["Continue as guest", "Checkout without account"])
def test_a_word_of_guests_frees(words: str) -> None:
    assert judge_visit(FORCED, _ends_at(_door(words))) == []


@pytest.mark.parametrize("words", ["Guest checkout is not available", "You cannot order without an account"])
def test_turning_guests_away_frees_nobody(words: str) -> None:
    friction_of(judge_visit(FORCED, _ends_at(_door(words))))


@pytest.mark.parametrize(("words", "is_forced"), [
    ("Only registered customers can place orders", True), ("Sign in to complete your purchase", True),
    ("Sign in to collect points", False), ("You don't need to sign in", False),
])  # fmt: skip
def test_words_alone_force_where_nothing_denies_them(words: str, is_forced: bool) -> None:
    found = judge_visit(FORCED, _ends_at(_door(words, fields=())))
    assert bool(found) is is_forced


def test_a_password_that_the_order_form_insists_on_forces() -> None:
    asked = PASSWORD.model_copy(update={"is_required": True})
    friction_of(judge_visit(FORCED, _ends_at(_door(fields=(*DETAILS, EMAIL, asked)))))
    assert judge_visit(FORCED, _ends_at(_door(fields=(*DETAILS, EMAIL, PASSWORD)))) == []


def test_a_new_password_in_a_form_beside_the_order_s_forces() -> None:
    asked = PASSWORD.model_copy(update={"is_required": True})
    account, address = (shop_page("checkout", fields=fields).forms for fields in ((EMAIL, asked), DETAILS))
    door = shop_page("checkout").model_copy(update={"forms": (*account, *address)})
    friction_of(judge_visit(FORCED, _ends_at(door)))
    members = door.model_copy(update={"controls": (SIGN_IN,)})
    assert judge_visit(FORCED, _ends_at(members)) == []


def test_a_form_that_only_shows_what_was_chosen_takes_no_order() -> None:
    asked = PASSWORD.model_copy(update={"is_required": True})
    shown = tuple(make_field(label, is_readonly=True) for label in ("Delivery", "Payment"))
    loose, members = (shop_page("checkout", fields=fields).forms for fields in (
        (*shown, make_field("Comments")), (*DETAILS, EMAIL, asked)
    ))  # fmt: skip
    door = shop_page("checkout").model_copy(update={"forms": (*members, *loose)})
    friction_of(judge_visit(FORCED, _ends_at(door)))


@pytest.mark.parametrize(
    ("words", "label", "is_forced"),
    [
        ("Create an account to order", "Password", True),
        ("Create an account to order faster", "Password", False),
        ("Create an account to order", "Password (optional)", False),
    ],
)
def test_words_above_an_undeclared_password_force(words: str, label: str, is_forced: bool) -> None:
    asked = make_field(label, "password", is_sensitive=True)
    assert bool(judge_visit(FORCED, _ends_at(_door(words, fields=(*DETAILS, EMAIL, asked))))) is is_forced


def test_a_password_that_may_be_left_out_forces_nobody_on_a_short_form_either() -> None:
    name, asked = make_field("Name"), make_field("Password (optional, if you would like an account)", "password")
    assert judge_visit(FORCED, _ends_at(_door(fields=(name, EMAIL, asked)))) == []
    told = asked.model_copy(update={"is_required": True})
    friction_of(judge_visit(FORCED, _ends_at(_door(fields=(EMAIL, told)))))


def test_words_of_a_wall_without_a_form_force() -> None:
    friction_of(judge_visit(FORCED, _ends_at(_door("You must log in to continue", fields=()))))
    assert judge_visit(FORCED, _ends_at(_door("Log in for your benefits", fields=()))) == []


def test_who_gets_on_without_a_password_is_not_forced() -> None:
    assert judge_visit(FORCED, make_path(details=_door())) == []


@pytest.mark.parametrize(("where", "is_forced"), [("#new", True), ("#mail", False)])
def test_who_types_the_password_of_a_new_account_beside_the_members_form_is_forced(where: str, is_forced: bool) -> None:
    new = make_field("Choose a password", "password", is_sensitive=True)
    new = new.model_copy(update={"subject": Subject(role="textbox", name="Choose a password", locator="#new")})
    members, joins = (shop_page("checkout", fields=fields).forms for fields in ((EMAIL, PASSWORD), (EMAIL, new)))
    door = shop_page("checkout", controls=(SIGN_IN,)).model_copy(update={"forms": (*members, *joins)})
    typed = make_action(kind=ActionKind.FILL, value="x", subject=Subject(role="textbox", name="x", locator=where))
    press = make_action(subject=Subject(role="button", name="Join and go on", locator="#join"))
    visit = make_path(details=door)
    steps = [s.model_copy(update={"actions": (typed, press)}) if s.id == "payment" else s for s in visit.steps]
    assert bool(judge_visit(FORCED, visit.model_copy(update={"steps": tuple(steps)}))) is is_forced


def test_the_form_stays_seen_when_its_address_shows_the_order_last() -> None:
    demanded = PASSWORD.model_copy(update={"is_required": True})
    details, payment = (shop_page("checkout", fields=fields) for fields in ((*DETAILS, EMAIL, demanded), ()))
    friction_of(judge_visit(FORCED, make_path(details=details, payment=payment)))


@pytest.mark.parametrize(("words", "is_forced"), [("Create an account", True), ("Skip the registration", False)])
def test_who_has_to_become_a_member_to_get_on_is_forced(words: str, is_forced: bool) -> None:
    visit = make_path(details=_door(controls=(SIGN_IN, make_control(words))))
    press = make_action(subject=Subject(role="button", name=words, locator="#create"))
    steps = tuple(s.model_copy(update={"actions": (press,)}) if s.id == "payment" else s for s in visit.steps)
    assert bool(judge_visit(FORCED, visit.model_copy(update={"steps": steps}))) is is_forced


def test_members_on_purpose_and_companies_are_left_alone() -> None:
    visit = make_path(details=_door())
    fill = make_action(kind=ActionKind.FILL, subject=PASSWORD.subject, is_primary=False, value="[secret]")
    press = make_action(subject=Subject(role="button", name="Sign in", locator="#sign-in"))
    steps = tuple(s.model_copy(update={"actions": (fill, press)}) if s.id == "payment" else s for s in visit.steps)
    assert is_inapplicable(judge_visit(FORCED, visit.model_copy(update={"steps": steps})))
    assert is_inapplicable(judge_visit(FORCED, make_path(3, details=_door(), customers="business")))


@pytest.mark.parametrize(("goods", "commits", "is_forced"), [
    (Goods.DIGITAL, Commitment.SUBSCRIPTION, False), (Goods.SERVICE, Commitment.SUBSCRIPTION, False),
    (Goods.DIGITAL, Commitment.PAYMENT, True), (Goods.PHYSICAL, Commitment.SUBSCRIPTION, True),
])  # fmt: skip
def test_what_is_subscribed_to_and_used_signed_in_needs_its_account(
    goods: Goods, commits: Commitment, is_forced: bool
) -> None:
    visit = make_path(3, details=_door())
    planned = tuple(s.model_copy(update={"commits": commits}) if s.id == "thanks" else s for s in visit.journey.steps)
    verdicts = judge_visit(FORCED, visited(visit, goods=goods, steps=planned))
    assert is_inapplicable(verdicts) is not is_forced


def test_a_visit_that_saw_no_checkout_cannot_tell() -> None:
    assert is_incomplete(judge_visit(FORCED, make_path(1)))


def _guest(**changes: Any) -> Any:
    return make_control("Continue as guest", **changes)


@pytest.mark.parametrize(
    ("way", "variant"),
    [
        (_guest(is_button_like=False), "link"),
        (_guest(box=Box(x=20, y=300, width=200, height=48)), "below"),
    ],
)
def test_a_lesser_guest_way_is_found(way: Any, variant: str) -> None:
    found = friction_of(judge_visit(OBSCURED, _ends_at(_door(controls=(SIGN_IN, way)))))
    assert found.variant == variant


@pytest.mark.parametrize(
    "box", [Box(x=20, y=20, width=200, height=48), Box(x=600, y=300, width=200, height=48)], ids=["above", "beside"]
)
def test_an_equal_guest_way_passes(box: Box) -> None:
    assert judge_visit(OBSCURED, _ends_at(_door(controls=(SIGN_IN, _guest(box=box))))) == []


def test_a_text_link_is_found_among_the_words() -> None:
    link = make_block("Checkout as guest", role="link", tag="a", locator="#guest")
    assert friction_of(judge_visit(OBSCURED, _ends_at(_door(link)))).at.locator == "#guest"


def test_a_choice_to_tick_is_equal_and_an_order_form_is_the_way_itself() -> None:
    choice = make_field("As a guest", "radio", is_checked=False)
    assert judge_visit(OBSCURED, _ends_at(_door(fields=(EMAIL, PASSWORD, choice)))) == []
    link = make_block("Continue as guest", role="link")
    assert judge_visit(OBSCURED, _ends_at(_door(link, fields=(*DETAILS, EMAIL, PASSWORD)))) == []


def test_a_vague_button_for_new_customers_is_found() -> None:
    vague = make_control("Continue", box=Box(x=600, y=300, width=200, height=48))
    door = _door("New customer", controls=(SIGN_IN, vague))
    assert friction_of(judge_visit(OBSCURED, make_path(details=door))).variant == "vague"


def test_a_link_for_guests_that_goes_with_the_press_was_there() -> None:
    link = make_block("Continue as guest", role="link")
    first = _door(link, controls=(SIGN_IN, make_control("Create account")))
    opened = _door(fields=(EMAIL, PASSWORD, make_field("First name"), make_field("Surname")))
    visit = make_path(4, details=first, payment=opened)
    assert friction_of(judge_visit(OBSCURED, visit)).variant == "link"
    assert not any(isinstance(each, Friction) for each in judge_visit(FORCED, visit))
    without = make_path(4, details=_door(), payment=opened)
    assert not any(isinstance(each, Friction) for each in judge_visit(OBSCURED, without))


def test_a_guest_way_behind_the_address_comes_late() -> None:
    first = shop_page("who", "Sign in or create an account", fields=(EMAIL,))
    second = _door(controls=(SIGN_IN, _guest(box=Box(x=600, y=300, width=200, height=48))))
    assert friction_of(judge_visit(OBSCURED, make_path(4, details=first, payment=second))).variant == "late"


@pytest.mark.parametrize(
    ("shown", "name", "is_late"),
    [("", "Continue as guest", True), ("Order as a guest", "Continue as guest", False), ("", "Continue", False)],
)
def test_a_guest_way_that_unfolds_under_a_lone_address_comes_late(shown: str, name: str, *, is_late: bool) -> None:
    visit = make_path(details=shop_page("who", shown, fields=(EMAIL,)), payment=shop_page("who", fields=DETAILS))
    typed = make_action(kind=ActionKind.FILL, value="x", subject=Subject(role="textbox", name="E-mail", locator="#e"))
    pressed = make_action(kind=ActionKind.CLICK, subject=Subject(role="link", name=name, locator="#more"))
    steps = [s.model_copy(update={"actions": (typed, pressed)}) if s.name == "payment" else s for s in visit.steps]
    found = judge_visit(OBSCURED, visit.model_copy(update={"steps": tuple(steps)}))
    assert [each.variant for each in found if isinstance(each, Friction)] == (["late"] if is_late else [])


@pytest.mark.parametrize(
    ("name", "variant"), [("Continue as guest", "hidden"), ("Other options", "vague"), ("Create an account", None)]
)
def test_a_guest_way_that_no_word_of_the_page_shows_is_found_by_what_was_pressed(
    name: str, variant: str | None
) -> None:
    visit = make_path(details=_door(), payment=shop_page("details", fields=DETAILS))
    pressed = make_action(kind=ActionKind.CLICK, subject=Subject(role="link", name=name, locator="#more"))
    steps = [
        step.model_copy(update={"actions": (pressed,)}) if step.name == "payment" else step for step in visit.steps
    ]
    found = judge_visit(OBSCURED, visit.model_copy(update={"steps": tuple(steps)}))
    assert [verdict.variant for verdict in found if isinstance(verdict, Friction)] == ([variant] if variant else [])


@pytest.mark.parametrize(("field", "variant"), [("E-mail address", "late"), ("How many", "hidden")])
def test_a_guest_way_that_unfolds_once_the_address_is_typed_comes_late(field: str, variant: str) -> None:
    visit = make_path(details=_door(), payment=shop_page("delivery", "Home delivery 4.90 €"))
    typed = make_action(kind=ActionKind.FILL, value="x", subject=Subject(role="textbox", name=field, locator="#who"))
    pressed = make_action(
        kind=ActionKind.CLICK, subject=Subject(role="button", name="Continue as guest", locator="#more")
    )
    steps = [s.model_copy(update={"actions": (typed, pressed)}) if s.name == "payment" else s for s in visit.steps]
    found = judge_visit(OBSCURED, visit.model_copy(update={"steps": tuple(steps)}))
    assert friction_of(found).variant == variant
