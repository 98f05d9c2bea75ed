"""How far the way on lies, where it leads, what stands beside it, and links that lead nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_action,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import ActionUse
from frictionaudit.evidence.common import Box, Gap, Subject
from frictionaudit.evidence.links import CheckedLink, LinksEvidence
from frictionaudit.evidence.page import ControlEvidence, FieldEvidence, FormEvidence
from frictionaudit.evidence.step import NavigationEvidence
from frictionaudit.evidence.visit import JourneyFacts
from frictionaudit.journey.model import Commitment, Payment, Stage
from frictionaudit.rules.registry import Context, Friction, Verdict, all_rules

DEEP = "navigation/deep-scroll"
WINDOW = "navigation/unexpected-window"
RIVALS = "navigation/competing-actions"
THREE_SCREENS = 3 * 940


@pytest.mark.parametrize(("offset", "count"), [(THREE_SCREENS, 0), (THREE_SCREENS + 1, 1)])
def test_more_than_three_screens_down_is_deep(offset: float, count: int) -> None:
    assert len(judge_action(DEEP, make_action(offset_top_px=offset))) == count


def test_an_equal_action_in_view_makes_up_for_it() -> None:
    assert judge_action(DEEP, make_action(offset_top_px=9000, has_equal_in_view=True)) == []
    assert is_incomplete(judge_action(DEEP, make_action(offset_top_px=9000, has_equal_in_view=None)))
    assert is_incomplete(judge_action(DEEP, make_action(offset_top_px=None)))


@pytest.mark.parametrize(("last", "count"), [(2000, 0), (300, 1), (3900, 1), (9500, 1)])
def test_fields_to_fill_in_lead_down_to_it(last: float, count: int) -> None:
    fields = tuple(
        FieldEvidence(
            kind="text", subject=Subject(role="textbox", name="Name", box=Box(x=0, y=y, width=300, height=40))
        )
        for y in (-200, last - 400)
    )
    before = make_page(scroll_y=400, forms=(FormEvidence(action="", method="post", fields=fields),))
    assert len(judge_action(DEEP, make_action(offset_top_px=4000), before=before)) == count


def link(name: str, **changes: Any) -> Any:
    return make_action(offset_top_px=9000, subject=Subject(role="link", name=name), **changes)


def test_one_of_many_products_may_lie_deep_and_the_way_on_may_not() -> None:
    assert is_inapplicable(judge_action(DEEP, link("Blue mug"), stage=Stage.FIND))
    friction_of(judge_action(DEEP, link("Add to cart"), stage=Stage.CHOOSE))
    friction_of(judge_action(DEEP, link("Blue mug", commits=Commitment.CART), stage=Stage.CHOOSE))
    friction_of(judge_action(DEEP, link("Blue mug"), stage=Stage.CART))


def test_only_the_primary_action_is_judged() -> None:
    for action in (make_action(is_primary=False), make_action(hidden_by="display"), make_action(element=None)):
        assert is_inapplicable(judge_action(DEEP, action))


def opened(*urls: str, **changes: Any) -> list[Verdict]:
    effects = changes.pop("effects", ("window",))
    action = changes.pop("action", None) or make_action(use=ActionUse(effects=effects))
    return judge_action(WINDOW, action, windows=urls, **changes)


def test_a_window_that_nobody_declared_is_unexpected() -> None:
    found = friction_of(opened("http://127.0.0.1:8000/checkout"))
    assert found.parameters["page"] == "127.0.0.1/checkout"


def test_declared_windows_are_expected() -> None:
    assert is_inapplicable(opened("http://pay.test/", opens_window=True))
    assert opened(effects=("navigation",)) == []
    assert opened("http://127.0.0.1:8000/bill.pdf", effects=("window", "download")) == []


def test_the_payment_provider_s_window_is_declared_by_its_host() -> None:
    facts = JourneyFacts(
        name="Buy", id="buy", base_url="http://127.0.0.1:8000", locale="en-GB", payment=Payment(hosts=("*.pay.test",))
    )
    assert opened("https://www.pay.test/wallet", journey=facts) == []
    friction_of(opened("https://ads.test/", journey=facts))


@pytest.mark.parametrize(
    ("port", "stage", "is_found"), [(8000, "cart", True), (9000, "cart", False), (8000, "pay", False)]
)
def test_the_shop_s_own_window_is_no_provider_s_though_both_stand_on_one_host(
    port: int, stage: str, is_found: bool
) -> None:
    facts = JourneyFacts(
        name="Buy", id="buy", base_url="http://127.0.0.1:8000", locale="en-GB", payment=Payment(hosts=("127.0.0.1",))
    )
    found = opened(f"http://127.0.0.1:{port}/checkout", journey=facts, stage=Stage(stage))
    assert any(isinstance(each, Friction) for each in found) is is_found


def test_a_held_action_that_would_open_a_window_is_not_judged() -> None:
    assert is_incomplete(opened(action=make_action(use=None, opens_new_window=True)))
    assert is_inapplicable(opened(action=make_action(use=None)))


def control(name: str, x: float = 20, **changes: Any) -> ControlEvidence:
    given: dict[str, Any] = {
        "subject": Subject(role="button", name=name, locator=f"#{name}", box=Box(x=x, y=300, width=200, height=48)),
        "region": "main",
        "is_button_like": True,
        "background": "#0b4f8a",
        "is_in_viewport": True,
    }
    return ControlEvidence(**{**given, **changes})


def rivals(other: ControlEvidence, own: ControlEvidence | None = None, **changes: Any) -> list[Verdict]:
    mine = own or control("Checkout")
    action = make_action(subject=mine.subject)
    page = make_page("Your cart", controls=(mine, other), forms=changes.pop("forms", ()))
    stage = changes.pop("stage", Stage.CART)
    steps = make_step(page=page, stage=changes.pop("shown_at", Stage.CART)), make_step(action, stage=stage)
    visit = make_visit(*steps, **changes)
    return list(all_rules()[RIVALS].judge(action, Context(visit, visit.steps[-1])))


def test_a_button_beside_that_looks_alike_competes() -> None:
    found = friction_of(rivals(control("Continue shopping", 240)))
    assert found.parameters["other"] == "Continue shopping"


def test_a_shorter_label_makes_a_button_no_lesser() -> None:
    def back(width: float, **changes: Any) -> ControlEvidence:
        box = Box(x=240, y=300, width=width, height=48)
        return control("Back", subject=Subject(role="button", name="Back", box=box), **changes)

    friction_of(rivals(back(105)))
    own = control("Continue to delivery", font_px=14.0)
    friction_of(rivals(back(80, font_px=14.0), own))
    assert rivals(back(80, font_px=12.0), own) == []
    assert rivals(back(30, font_px=14.0), control("Continue to", font_px=14.0)) == []


@pytest.mark.parametrize(
    ("colour", "contrast", "count"),
    [("#1b6e35", 6.2, 1), ("#c2410c", 5.1, 1), ("#6c757d", 4.7, 0), ("#e6e6e6", 1.2, 0), ("#ffd9a0", 1.3, 0),
     ("#222222", 15.9, 0)],
)  # fmt: skip
def test_another_colour_that_calls_out_as_loudly_competes(colour: str, contrast: float, count: int) -> None:
    own = control("Checkout", contrast=8.1)
    assert len(rivals(control("Continue shopping", 240, background=colour, contrast=contrast), own)) == count


@pytest.mark.parametrize(
    "other",
    [
        control("Continue shopping", 240, background="#ffffff"),
        control("Continue shopping", 240, is_button_like=False),
        control("Continue shopping", 240, is_disabled=True),
        control("Continue shopping", 240, region="dialog"),
        control("Continue shopping", 360),
        control("Continue shopping", subject=Subject(role="button", name="Back", box=Box(x=240, y=300, width=90,
                                                                                          height=48))),
        control("Checkout", 240),
        control("PayPal", 240),
        control("Google Pay", 240),
        control("Apply", 240),
        control("Continue as guest", 240),
        control("Add a gift message", 240, unfolds=True),
        control("", 240),
    ],
)  # fmt: skip
def test_others_do_not_compete(other: ControlEvidence) -> None:
    assert rivals(other) == []


def form(*kinds: str) -> FormEvidence:
    fields = (FieldEvidence(kind=kind, subject=Subject(role="textbox", name=kind)) for kind in kinds)
    return FormEvidence(action="", method="post", fields=tuple(fields))


ADDRESS = form("email", "text", "text", "text", "tel")


@pytest.mark.parametrize(
    ("forms", "own", "count"),
    [
        ((ADDRESS,), "Continue to delivery", 1),
        ((ADDRESS, form("email", "password")), "Continue to delivery", 0),
        ((ADDRESS,), "Continue as guest", 0),
        ((form("email"),), "Continue to delivery", 0),
        ((), "Continue to delivery", 0),
    ],
)
def test_signing_in_is_no_way_in_for_who_has_given_the_address(
    forms: tuple[FormEvidence, ...], own: str, count: int
) -> None:
    assert len(rivals(control("Log in and continue", 240), control(own), forms=forms)) == count


@pytest.mark.parametrize(("name", "locale"), [("Abbrechen", "de-DE"), ("Peruuta", "fi-FI"), ("Cancel", "en-GB")])
def test_a_loud_way_out_competes_beside_what_goes_on_but_not_in_a_dialog(name: str, locale: str) -> None:
    friction_of(rivals(control(name, 240), locale=locale))
    inside = [control(each, x, region="dialog") for each, x in ((name, 240), ("Checkout", 20))]
    assert rivals(*inside, locale=locale) == []


def test_ways_to_pay_are_equals() -> None:
    assert rivals(control("Pay by invoice", 240), control("Pay by card")) == []
    assert rivals(control("Leave a message", 240), control("Pay by card")) != []


def test_two_links_to_one_place_do_not_compete() -> None:
    own = control("Checkout", href="http://127.0.0.1:8000/checkout")
    assert rivals(control("To the till", 240, href=own.href), own) == []


def test_of_a_long_row_of_banks_only_two_are_near_and_all_are_a_choice() -> None:
    banks = [control(name, 20 + 164 * n) for n, name in enumerate(("Otso", "Hirvi", "Ilves", "Ahma"))]
    banks = [b.model_copy(update={"subject": b.subject.model_copy(update={"box": Box(x=20 + 164 * n, y=300, width=150,
                                                                                     height=76)})})
             for n, b in enumerate(banks)]  # fmt: skip
    action = make_action(subject=banks[0].subject)
    for row, count in ((banks, 0), (banks[:2], 1)):
        visit = make_visit(make_step(page=make_page("Pay", controls=tuple(row)), stage=Stage.PAY),
                           make_step(action, stage=Stage.PAY))  # fmt: skip
        assert len(list(all_rules()[RIVALS].judge(action, Context(visit, visit.steps[-1])))) == count


def test_a_cart_that_the_product_led_to_by_itself_is_judged() -> None:
    other, own = control("Continue shopping", 240), control("Checkout")
    page = make_page(make_block("Shopping cart", tag="h1", role="heading"), controls=(own, other))
    action = make_action(subject=own.subject)
    visit = make_visit(make_step(page=page, stage=Stage.CHOOSE), make_step(action, stage=Stage.CART))
    friction_of(list(all_rules()[RIVALS].judge(action, Context(visit, visit.steps[-1]))))


def test_only_buttons_of_the_checkout_are_judged() -> None:
    assert is_inapplicable(rivals(control("Continue shopping", 240), stage=Stage.CHOOSE))
    assert is_inapplicable(rivals(control("Continue shopping", 240), control("Checkout", background=None)))
    assert is_inapplicable(rivals(control("Continue shopping", 240), shown_at=Stage.CHOOSE))


def dead(*links: CheckedLink, **changes: Any) -> list[Verdict]:
    visit = make_visit(links=LinksEvidence(checked=links, **changes))
    return list(all_rules()["navigation/dead-link"].judge(visit))


def answered(status: int | None, failure: str | None = None) -> CheckedLink:
    return CheckedLink(url="http://127.0.0.1:8000/sizes", text="Sizes", step=2, locator="#s", status=status,
                       failure=failure)  # fmt: skip


@pytest.mark.parametrize(("status", "failure"), [(404, None), (410, None), (500, None), (None, "redirect-loop")])
def test_links_that_lead_nowhere_are_dead(status: int | None, failure: str | None) -> None:
    found = friction_of(dead(answered(status, failure)))
    assert (found.at.locator, found.step, found.parameters["path"]) == ("#s", 2, "/sizes")


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 405, 429])
def test_links_that_answer_otherwise_are_not(status: int) -> None:
    assert dead(answered(status)) == []


@pytest.mark.parametrize("failure", ["timeout", "refused", "dns", "tls"])
def test_no_answer_is_no_verdict(failure: str) -> None:
    assert is_incomplete(dead(answered(None, failure)))


@pytest.mark.parametrize(("has_navigated", "is_found"), [(False, False), (True, True)])
def test_a_router_shows_what_its_server_does_not_know(has_navigated: bool, is_found: bool) -> None:
    shown = make_step(page=make_page("Mug", url="http://127.0.0.1:8000/mug?size=1"), has_navigated=has_navigated)
    gone = answered(404)
    checked = (gone, gone.model_copy(update={"url": "http://127.0.0.1:8000/mug"}))
    visit = make_visit(shown, links=LinksEvidence(checked=checked))
    verdicts = list(all_rules()["navigation/dead-link"].judge(visit))
    assert any(isinstance(verdict, Friction) for verdict in verdicts) is is_found
    assert is_found or is_incomplete(verdicts)


@pytest.mark.parametrize(
    "answer",
    [{"status": 503}, {"failure": "dropped"}, {"failure": "refused"}, {"status": 404, "redirects": ("/sizes",)}],
)
def test_what_the_walk_itself_met_is_told_at_its_own_step(answer: dict[str, Any]) -> None:
    url = "http://127.0.0.1:8000/sizes" if "redirects" not in answer else "http://127.0.0.1:8000/gone"
    redirects = tuple(f"http://127.0.0.1:8000{path}" for path in answer.pop("redirects", ()))
    step = make_step(navigations=(NavigationEvidence(url=url, redirects=redirects, **answer),))
    judge = all_rules()["navigation/dead-link"].judge
    assert list(judge(make_visit(step, links=LinksEvidence(checked=(answered(404),))))) == []
    other = answered(404).model_copy(update={"url": "http://127.0.0.1:8000/care"})
    friction_of(list(judge(make_visit(step, links=LinksEvidence(checked=(answered(404), other))))))


def test_a_server_that_refuses_most_questions_says_nothing_of_the_links() -> None:
    assert is_incomplete(dead(*[answered(503)] * 3, answered(200)))
    assert len(dead(*[answered(503)] * 3, *[answered(200)] * 3)) == 3
    friction_of(dead(answered(503)))


def test_a_gap_is_told_beside_what_was_found() -> None:
    gap = Gap(what="links", reason="the server took too long to answer")
    verdicts = dead(answered(404), gaps=(gap,))
    assert isinstance(verdicts[0], Friction)
    assert is_incomplete(verdicts[1:])
    assert is_incomplete(dead(gaps=(gap,)))
    assert is_inapplicable(dead())
    assert is_incomplete(list(all_rules()["navigation/dead-link"].judge(make_visit())))


@pytest.mark.parametrize("names", [("q",), ("q", "email"), ()])
def test_screens_of_an_accordion_are_told_apart_below_the_search_of_every_page(names: tuple[str, ...]) -> None:
    def showing(path: str, **kinds: str) -> Any:
        given = {name: "search" if name == "q" else "email" for name in names} | kinds
        fields = tuple(
            FieldEvidence(kind=kind, name=name, subject=Subject(role="textbox", name=name))
            for name, kind in given.items()
        )
        return make_page(url=f"http://shop.test{path}", forms=(FormEvidence(action="", method="post", fields=fields),))

    sections = ({"street": "text"}, {"phone": "tel"}, {"way": "radio"}, {"pay": "radio"}, {"gift": "checkbox"})
    screens = [showing("/checkout", **section) for section in (*sections, {"agree": "checkbox"})]
    steps = [make_step(stage=Stage.CHOOSE, commits=Commitment.NONE, page=showing("/mug"))]
    steps += [make_step(stage=Stage.CART, commits=Commitment.NONE, page=screens[0])]
    steps += [make_step(stage=Stage.CHECKOUT, commits=Commitment.NONE, page=page) for page in screens[1:]]
    visit = make_visit(*steps, make_step(stage=Stage.PAY, commits=Commitment.ORDER, page=showing("/thanks")))
    (found,) = all_rules()["navigation/long-path"].judge(visit)
    assert isinstance(found, Friction)
    assert found.parameters["screens"] == len(screens)


@pytest.mark.parametrize(("till", "screens"), [("https://pay.provider.example/card", None), ("/card", 6)])
def test_the_page_of_a_payment_provider_is_not_the_shop_s_to_leave_out(till: str, screens: int | None) -> None:
    given: dict[str, Any] = {"commits": Commitment.NONE}
    steps = [make_step(stage=Stage.CHOOSE, page=make_page(url="http://127.0.0.1:8000/mug"), **given)]
    steps += [make_step(stage=Stage.CART, page=make_page(url="http://127.0.0.1:8000/1"), **given)]
    steps += [
        make_step(stage=Stage.CHECKOUT, page=make_page(url=f"http://127.0.0.1:8000/{place}"), **given)
        for place in range(2, 7)
    ]
    url = till if till.startswith("http") else f"http://127.0.0.1:8000{till}"
    steps += [make_step(stage=Stage.PAY, commits=Commitment.ORDER, page=make_page(url=url))]
    thanks = make_page(url="http://127.0.0.1:8000/thanks")
    steps += [make_step(stage=Stage.PAY, commits=Commitment.PAYMENT, page=thanks)]
    found = list(all_rules()["navigation/long-path"].judge(make_visit(*steps)))
    assert [each.parameters["screens"] for each in found if isinstance(each, Friction)] == (
        [screens] if screens else []
    )
