"""Back, reload, links from outside, a reloaded confirmation, wrong input: judged on evidence made by hand."""

from __future__ import annotations

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    make_action,
    make_block,
    make_step,
    make_visit,
)
from tests.rules.errands import errand, field, judge, look, page, pay_step, typed, with_fields

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import LinkEvidence, OverlayEvidence, PageEvidence
from frictionaudit.evidence.step import (
    ExpectationEvidence,
    NavigationEvidence,
    ScreenshotEvidence,
    StepEvidence,
    StepStatus,
)
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.rules.engine import judge as judge_all
from frictionaudit.rules.registry import Verdict, all_rules

BACK = "navigation/lost-on-back"
RELOAD = "navigation/lost-on-reload"
LINK = "navigation/broken-deep-link"
CONFIRMED = "confirmation/lost-on-reload"
ACCEPTED = "validation/invalid-data-accepted"

FORM = page("Your details")
NEXT = page("Delivery method")


def details(after: PageEvidence = NEXT) -> StepEvidence:
    return make_step(typed("Name"), typed("City"), make_action(), name="Details", id="details", page=after)


def filled(*, is_filled: bool, **city: object) -> PageEvidence:
    return with_fields(FORM, field("Name", is_filled=is_filled), field("City", is_filled=True, **city))


@pytest.mark.parametrize("rule", [BACK, RELOAD, LINK, CONFIRMED, ACCEPTED])
def test_a_walk_has_nothing_to_judge_and_an_errand_that_failed_says_why(rule: str) -> None:
    assert is_inapplicable(judge(rule, make_visit(details())))
    assert is_incomplete(judge(rule, errand(all_rules()[rule].errands[0], details(), failure="it could not be done")))


@pytest.mark.parametrize(
    ("back", "status", "variant"),
    [
        (filled(is_filled=True), 200, None),
        (filled(is_filled=False), 200, ""),
        (page("Your details", "Your cart is empty"), 200, "cart"),
        (page("Confirm form resubmission"), 500, "error"),
        (page("Page not found"), 200, "error"),
        (page("This page has expired", "The form was already sent. Start the checkout again."), 200, "error"),
        (page("Mugs"), 200, None),
    ],
)
def test_after_back(back: PageEvidence, status: int, variant: str | None) -> None:
    looks = (look("Back", back, status=status), look("Forward", NEXT))
    verdicts = judge(BACK, errand("back", details(), aftermath=looks))
    assert verdicts == [] if variant is None else friction_of(verdicts).variant == variant


def test_a_page_that_only_a_form_leads_to_is_asked_for_again() -> None:
    went = (NavigationEvidence(url="http://127.0.0.1:8000/x", failure="other", detail="net::ERR_CACHE_MISS"),)
    found = friction_of(judge(BACK, errand("back", details(), aftermath=(look("Back", None, navigations=went),))))
    assert found.parameters["trouble"] == "asks whether to send the form again"


def test_data_that_is_gone_shows_after_forward_too_and_cards_may_go() -> None:
    looks = (look("Back", page("Cart")), look("Forward", filled(is_filled=False)))
    assert friction_of(judge(BACK, errand("back", details(), aftermath=looks))).at.name == "Name"
    card = with_fields(FORM, field("Name", is_filled=True), field("City", is_filled=False, autocomplete="cc-number"))
    assert judge(BACK, errand("back", details(), aftermath=(look("Back", card),))) == []


def test_behind_an_order_that_went_through_an_empty_cart_and_blank_forms_are_right() -> None:
    thanks = page("Thank you", "Order number: A-10023")
    done = make_step(
        typed("Name"), make_action(), name="Order", id="order", page=thanks, commits=Commitment.ORDER
    )  # fmt: skip
    for kind, rule in (("back", BACK), ("reload", RELOAD)):
        blank = (look(kind.title(), filled(is_filled=False)), look("Cart", page("Cart", "Your cart is empty")))
        assert judge(rule, errand(kind, done, aftermath=blank)) == []
        broken = (look(kind.title(), page("Page not found")),)
        assert friction_of(judge(rule, errand(kind, done, aftermath=broken))).variant == "error"


def test_who_turns_back_at_the_bank_has_bought_nothing_yet() -> None:
    bank = page("Choose your bank")
    order = make_step(typed("Name"), make_action(), name="Order", id="order", page=bank, commits=Commitment.ORDER)
    later = make_step(name="Pay", id="pay", commits=Commitment.PAYMENT, status=StepStatus.NOT_REACHED)
    empty = (look("Back", page("Cart", "Your cart is empty")),)
    paid = errand("back", order, later, aftermath=empty)
    assert friction_of(judge(BACK, paid)).variant == "cart"
    assert judge(BACK, errand("back", order, aftermath=empty)) == []


def test_a_field_that_is_only_called_the_same_is_another() -> None:
    step = make_step(*(typed(name) for name in ("Name", "City", "Street", "Email")), name="Details", id="details")
    newsletter = with_fields(page("Mugs"), field("Email", is_filled=False))
    assert judge(BACK, errand("back", step, aftermath=(look("Back", newsletter),))) == []


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        (NEXT, NEXT, None),
        (NEXT, filled(is_filled=False), Severity.SERIOUS),
        (filled(is_filled=True), filled(is_filled=False), Severity.MINOR),
        (NEXT, page("Cart", "Your basket is empty"), Severity.SERIOUS),
    ],
)
def test_after_a_reload(before: PageEvidence, after: PageEvidence, severity: Severity | None) -> None:
    verdicts = judge(RELOAD, errand("reload", details(before), aftermath=(look("Reload", after),)))
    assert (friction_of(verdicts).severity or Severity.SERIOUS) is severity if severity else verdicts == []


def test_an_empty_cart_that_was_empty_before_is_not_lost() -> None:
    empty = page("Mugs", "Your cart is empty")
    assert judge(RELOAD, errand("reload", details(empty), aftermath=(look("Reload", empty),))) == []


@pytest.mark.parametrize(
    ("kind", "after", "is_lost"),
    [
        ("reload", page("Mugs", "Cart (0)", "Your cart is empty"), True),
        ("reload", page("Mugs", "Cart (0)"), True),
        ("reload", page("Mugs", "Cart (1)", "Blue mug 24.90 €"), False),
        ("reload", page("Mugs", "Cart (1)", "Your wish list (0)"), False),
        ("reload", page("Your details", "Delivery 0.00 €"), False),
        ("back", page("Mugs", "Cart (0)", "Your cart is empty"), False),  # the page as it was before
    ],
)
def test_a_drawer_that_was_empty_before_the_goods_came_is_lost_when_it_is_empty_again(
    kind: str, after: PageEvidence, is_lost: bool
) -> None:
    before = make_step(name="Mugs", id="mugs", index=0, page=page("Mugs", "Cart (0)", "Your cart is empty"))
    full = page("Mugs", "Cart (1)", "Blue mug 24.90 €", "Your wish list (1)")
    added = make_step(make_action(), name="Add", id="add", index=1, page=full, commits=Commitment.CART)
    rule = {"back": BACK, "reload": RELOAD}[kind]
    found = judge(rule, errand(kind, before, added, aftermath=(look(kind.title(), after),)))
    assert (friction_of(found).variant == "cart") if is_lost else found == []


def entered(seen: PageEvidence, *, status: int = 200, stage: Stage = Stage.CHOOSE, known: PageEvidence | None = None,
            url: str = "http://127.0.0.1:8000/mug") -> list[Verdict]:  # fmt: skip
    step = make_step(name="Look", id="look", stage=stage)
    made = seen.model_copy(update={"url": url})
    visit = errand("deep_link", step, aftermath=(look("Deep link", made, status=status),),
                   known_page=known, address="http://127.0.0.1:8000/mug")  # fmt: skip
    return judge(LINK, visit)


def test_a_link_leads_to_the_product_the_walk_saw() -> None:
    known = page("Blue mug", "24.90 €")
    assert entered(page("Blue mug", "24.90 €"), known=known) == []
    assert entered(page("Welcome!", "BLUE MUG, hand-made"), known=known) == []
    assert friction_of(entered(page("Mugs", "Blue mug"), known=known, url="http://127.0.0.1:8000/")).variant == ""
    assert friction_of(entered(page("Choose your country"), known=known)).parameters["wanted"] == "Blue mug"
    assert friction_of(entered(page("Blue mug"), status=404, known=known)).variant == "error"
    assert friction_of(entered(page("Product not found"), known=known)).variant == "error"


def test_a_title_alone_does_not_show_the_product() -> None:
    buy = make_block("Add to cart", role="button", tag="button")
    known = page("Blue mug", "24.90 €")
    known = known.model_copy(update={"blocks": (*known.blocks, buy), "title": "Blue mug | Mugs"})
    ended = page("Session ended", "Begin again at the front page.").model_copy(update={"title": known.title})
    assert friction_of(entered(ended, known=known)).parameters["seen"] == "Session ended"
    pictured = page("Hand-made").model_copy(update={"title": known.title})
    pictured = pictured.model_copy(update={"blocks": (*pictured.blocks, buy)})
    assert entered(pictured, known=known) == []


def test_a_page_whose_content_is_still_on_its_way_is_incomplete() -> None:
    around = (make_block("Menu", region="nav"), make_block("Terms", region="footer"), make_block("Reject all"))
    banner = OverlayEvidence(
        kind="consent", subject=Subject(role="region", name="Cookies"), share=0.1, texts=("Reject all",)
    )
    bare = page("Mugs").model_copy(update={"blocks": around, "overlays": (banner,)})
    assert is_incomplete(entered(bare, known=page("Blue mug")))


def test_a_link_to_a_mere_path_must_lead_there() -> None:
    assert entered(page("Mugs")) == []
    assert friction_of(entered(page("Mug shop"), url="http://127.0.0.1:8000/")).variant == "elsewhere"


def test_a_page_of_the_checkout_is_not_entered_from_outside() -> None:
    assert is_incomplete(entered(page("Cart", "Your cart is empty"), known=page("Cart"), stage=Stage.CART))
    nameless = page("Mugs").model_copy(update={"blocks": ()})
    assert is_incomplete(entered(page("Mugs"), known=nameless))


@pytest.mark.parametrize(
    ("again", "status", "variant"),
    [
        (page("Thank you", "Order number: A-10023"), 200, None),
        (page("Your orders", "Order number: A-10023"), 200, None),
        (page("Thank you"), 200, ""),
        (page("Cart", "Your cart is empty"), 200, "cart"),
        (page("Gone"), 410, "error"),
    ],
)
def test_a_reloaded_confirmation(again: PageEvidence, status: int, variant: str | None) -> None:
    done = pay_step(page("Thank you", "Order number: A-10023"), status=StepStatus.PASSED, failure_kind=None)
    visit = errand("reload_confirmation", done, aftermath=(look("Reload", again, status=status),))
    verdicts = judge(CONFIRMED, visit)
    assert verdicts == [] if variant is None else friction_of(verdicts).variant == variant


def wrong(*, has_held: bool | None, after: PageEvidence = NEXT, value: str = "maija.example.com",
          **changes: object) -> list[Verdict]:  # fmt: skip
    expected = () if has_held is None else (ExpectationEvidence(kind="heading", wanted="x", has_held=has_held),)
    step = make_step(typed("Mail", value), make_action(), name="Details", id="details", page=after,
                     expectations=expected, **changes)  # fmt: skip
    return judge(ACCEPTED, errand("invalid_input", step, wrong_fields=("'Mail'",)))


def test_wrong_words_that_lead_on_are_found() -> None:
    assert friction_of(wrong(has_held=True)).parameters == {"field": "Mail", "value": "maija.example.com"}
    assert friction_of(wrong(has_held=True, value="[card]")).variant == "unshown"
    assert wrong(has_held=False, status=StepStatus.FAILED, failure_kind="expectation") == []
    assert is_incomplete(wrong(has_held=False, status=StepStatus.FAILED, failure_kind="action"))


@pytest.mark.parametrize(("status", "is_judged"), [(422, True), (400, True), (500, False), (404, False)])
def test_a_form_that_comes_back_with_the_status_of_a_refusal_did_not_take_them(status: int, *, is_judged: bool) -> None:
    came = (NavigationEvidence(url="http://127.0.0.1:8000/x", method="POST", status=status),)
    verdicts = wrong(has_held=False, status=StepStatus.FAILED, failure_kind="navigation", navigations=came)
    assert verdicts == [] if is_judged else is_incomplete(verdicts)


def test_wrong_words_that_are_marked_are_not_taken_though_what_is_expected_stood_there_before() -> None:
    refused = field("Mail", is_filled=True).model_copy(update={"is_invalid": True, "error": "Write an e-mail address."})
    assert wrong(has_held=True, after=with_fields(NEXT, refused)) == []


def test_without_an_expectation_another_page_without_the_form_says_that_they_were_taken() -> None:
    elsewhere = NEXT.model_copy(update={"url": "http://127.0.0.1:8000/delivery"})
    assert friction_of(wrong(has_held=None, after=elsewhere))
    assert wrong(has_held=None, after=with_fields(elsewhere, field("Mail", is_filled=True))) == []
    assert wrong(has_held=None) == []


def test_on_an_errand_only_rules_that_name_it_judge_and_only_from_its_step_on() -> None:
    gone = (NavigationEvidence(url="http://127.0.0.1:8000/x", status=500),)
    before = make_step(name="Broken", id="broken", navigations=gone)
    step = make_step(make_action(contrast=1.1), name="Details", id="details", navigations=gone)
    drill = errand("invalid_input", before, step)
    assert {f.rule for f in judge_all([drill]).findings if f.rule.startswith(("errors/", "action/"))} == {
        "errors/http-error-page"
    }
    assert {f.step for f in judge_all([drill]).findings if f.rule == "errors/http-error-page"} == {"Details"}
    declined = errand("payment_declined", before, step)
    assert not [f for f in judge_all([declined]).findings if f.rule.startswith(("errors/", "action/"))]


@pytest.mark.parametrize(("kind", "leads_on", "is_found"), [
    ("session_expired", False, True), ("session_expired", True, False), ("invalid_input", False, False),
])  # fmt: skip
def test_who_comes_too_late_and_stands_on_a_bare_refusal_is_told_nothing(
    kind: str, *, leads_on: bool, is_found: bool
) -> None:
    refused = (NavigationEvidence(url="http://127.0.0.1:8000/order", status=403),)
    links = (LinkEvidence(text="Your cart", url="http://127.0.0.1:8000/cart", locator="a"),) if leads_on else ()
    bare = page("Forbidden (403)").model_copy(update={"links": links, "controls": (), "forms": ()})
    step = make_step(name="Order", id="order", navigations=refused, page=bare, status=StepStatus.FAILED)
    found = [f for f in judge_all([errand(kind, step)]).findings if f.rule == "errors/http-error-page"]
    assert bool(found) is is_found


def test_what_the_walk_shows_already_is_not_said_again() -> None:
    gone = (NavigationEvidence(url="http://127.0.0.1:8000/x", status=500),)
    step = make_step(name="Details", id="details", navigations=gone)
    drill = errand("invalid_input", step)
    walk = make_visit(*drill.steps, id="walk")
    said = [f.visit for f in judge_all([walk, drill]).findings if f.rule == "errors/http-error-page"]
    assert said == ["walk"]


def test_the_picture_of_a_look_stands_with_its_finding() -> None:
    picture = ScreenshotEvidence(path="screenshots/back.webp", kind="after", width=1350, height=940, scale=2.0)
    back = look("Back", filled(is_filled=False), screenshots=(picture,))
    (found,) = (f for f in judge_all([errand("back", details(), aftermath=(back,))]).findings if f.rule == BACK)
    assert found.evidence.screenshot == "evidence/screenshots/back.webp"
    assert found.evidence.screenshot_scale == 2.0
    assert found.step == "Details"
    assert found.evidence.subject == Subject(role="textbox", name="Name", locator="#name")
