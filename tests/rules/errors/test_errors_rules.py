"""The errors rules on evidence made by hand: each threshold and its neighbours, what is missing, what is excused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from tests.rules.paths import make_control

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box, Gap, Party, Subject
from frictionaudit.evidence.page import (
    FieldEvidence,
    FormEvidence,
    ImageEvidence,
    OverlayEvidence,
    PageEvidence,
    ViewportContent,
)
from frictionaudit.evidence.step import (
    ConsoleEvidence,
    DialogEvidence,
    ExceptionEvidence,
    ExpectationEvidence,
    NavigationEvidence,
    RequestEvidence,
    StepEvidence,
    StepStatus,
)
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import ActionKind, Payment
from frictionaudit.rules.engine import judge
from frictionaudit.rules.errors.leaks import leak_in
from frictionaudit.rules.registry import Context, Friction, Incomplete, Rule, Verdict, all_rules

SHOP = "https://shop.example/cart"
NOTHING: list[Verdict] = []


def judge_page(rule: str, page: PageEvidence, **of_step: Any) -> list[Verdict]:
    visit_changes = {key: of_step.pop(key) for key in ("errand",) if key in of_step}
    visit = make_visit(make_step(page=page, **of_step), **visit_changes)
    return list(all_rules()[rule].judge(page, Context(visit, visit.steps[0])))


def on(rule: str, errand: str = "walk", **of_step: Any) -> list[Verdict]:
    return judge_step(rule, make_visit(make_step(**of_step), errand=errand))


def went(**changes: Any) -> tuple[NavigationEvidence, ...]:
    return (NavigationEvidence(**{"url": SHOP, **changes}),)


def asked(**changes: Any) -> tuple[RequestEvidence, ...]:
    given = {
        "method": "POST",
        "url": SHOP,
        "template": "/cart",
        "resource": "fetch",
        "party": Party.FIRST,
        "status": 500,
    }
    return (RequestEvidence(**{**given, **changes}),)


# ── errors/page-failed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("failure", "variant"),
    [
        ("dns", "dns"),
        ("refused", "refused"),
        ("tls", "tls"),
        ("redirect-loop", "redirect_loop"),
        ("timeout", "timeout"),
        ("other", ""),
        ("aborted", ""),
    ],
)
def test_a_page_that_never_came(failure: str, variant: str) -> None:
    found = friction_of(on("errors/page-failed", navigations=went(failure=failure), status=StepStatus.FAILED))
    assert found.variant == variant
    assert found.blocks
    assert found.at.name == "/cart"


def test_a_proxy_that_failed_is_nothing_of_the_shops() -> None:
    verdicts = on("errors/page-failed", navigations=went(failure="own-network"), status=StepStatus.FAILED)
    assert is_incomplete(verdicts)


@pytest.mark.parametrize(
    "navigations",
    [
        went(status=200),
        went(status=500),
        went(failure="aborted"),  # and the step passed
        (*went(failure="aborted", is_replaced=True), *went(status=200)),
        (*went(failure="refused"), *went(status=200)),  # the page tried again and came
        (*went(status=200), *went(failure="aborted", is_replaced=True)),
    ],
)
def test_a_page_that_came_in_the_end(navigations: tuple[NavigationEvidence, ...]) -> None:
    assert on("errors/page-failed", navigations=navigations) == NOTHING


def test_a_page_that_came_when_the_customer_had_given_up() -> None:
    late = went(status=200, ttfb_ms=140_000)
    found = friction_of(on("errors/page-failed", navigations=late, status=StepStatus.FAILED))
    assert (found.variant, found.blocks) == ("timeout", True)
    assert on("errors/page-failed", navigations=late) == NOTHING
    in_time = went(status=200, ttfb_ms=4_000)
    assert on("errors/page-failed", navigations=in_time, status=StepStatus.FAILED) == NOTHING


def test_a_download_and_a_stop_for_safety_are_no_failed_page() -> None:
    assert is_inapplicable(on("errors/page-failed"))
    assert is_inapplicable(on("errors/page-failed", navigations=went(failure="download")))
    safe = on("errors/page-failed", navigations=went(failure="other"), failure_kind="safety", status=StepStatus.FAILED)
    assert is_inapplicable(safe)


# ── errors/http-error-page ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503, 599])
def test_an_error_status_of_the_document(status: int) -> None:
    found = friction_of(on("errors/http-error-page", navigations=went(status=status)))
    assert found.parameters["status"] == status


@pytest.mark.parametrize("status", [200, 204, 302, 399])
def test_a_good_status_of_the_document(status: int) -> None:
    assert on("errors/http-error-page", navigations=went(status=status)) == NOTHING


def test_statuses_that_are_no_error_page() -> None:
    rule = "errors/http-error-page"
    assert is_inapplicable(on(rule))
    assert is_inapplicable(on(rule, navigations=went(status=403), wall="bot"))
    assert on(rule, navigations=went(status=410), declared_status=410) == NOTHING
    assert on(rule, navigations=went(status=402), errand="payment_declined@pay") == NOTHING
    assert friction_of(on(rule, navigations=went(status=500), errand="payment_declined@pay"))
    visit = make_visit(make_step(navigations=went(status=401)))
    assert friction_of(judge_step(rule, visit))
    signed_in = visit.journey.model_copy(update={"has_http_credentials": True})
    assert judge_step(rule, visit.model_copy(update={"journey": signed_in})) == NOTHING


# ── errors/soft-error-page ───────────────────────────────────────────────────────────────────────────────────────────


def heading(text: str, tag: str = "h1") -> Any:
    return make_block(text, tag=tag, role="heading", region="main", is_whole_label=True)


@pytest.mark.parametrize(
    "words",
    [
        "Page not found",
        "404",
        "Oops! Something went wrong",
        "We'll be back soon",
        "Sivua ei löytynyt",
        "Hups, jokin meni vikaan",
        "Huoltokatko",
        "Sidan hittades inte",
        "Något gick fel",
        "Seite nicht gefunden",
        "Da ist etwas schiefgelaufen",
    ],
)
def test_a_page_that_says_that_it_failed(words: str) -> None:
    page = make_page(heading(words), "Try the search or go home.", language="fi")
    found = friction_of(judge_page("errors/soft-error-page", page))
    assert found.parameters["text"] == words


def test_a_message_without_a_heading() -> None:
    page = make_page("Sorry, an unexpected error occurred. Please try again later.")
    assert friction_of(judge_page("errors/soft-error-page", page))


def test_a_heading_that_says_sorry_and_a_message_beneath_it() -> None:
    sorry = heading("Nous sommes désolés pour le désagrément.")
    page = make_page(sorry, "La page que vous cherchez est introuvable.", language="fr")
    assert friction_of(judge_page("errors/soft-error-page", page)).at.name.startswith("La page")
    asked = make_page(heading("Aide"), "La page que vous cherchez est introuvable ?", "Appelez-nous.", language="fr")
    long = make_page(sorry, "La page que vous cherchez est introuvable.", "Nos tasses. " * 40, language="fr")
    apart = make_page(heading("Aide"), "Nos tasses.", "La page que vous cherchez est introuvable.", language="fr")
    for page in (asked, long, apart):
        assert judge_page("errors/soft-error-page", page) == NOTHING


def test_a_message_beneath_a_heading_may_go_on_where_the_customer_does_not() -> None:
    sorry, rule = heading("Well, this is awkward"), "errors/soft-error-page"
    told = "We hit a snag and couldn't open the checkout. Please try again in a little while, or call us if it lasts."
    stuck: dict[str, Any] = {"status": StepStatus.FAILED, "reason": "expected heading: Checkout"}
    found = friction_of(judge_page(rule, make_page(sorry, told), **stuck))
    assert found.parameters["text"] == "We hit a snag and couldn't open the checkout."
    late = make_page(heading("Oh no!"), "The till won't open. Please try again later.")
    assert (
        friction_of(judge_page(rule, late, **stuck)).parameters["text"]
        == "The till won't open. Please try again later."
    )
    returns = "If something went wrong, write to us. We sort it out within two working days and pay for what you send."
    assert judge_page(rule, make_page(heading("Returns"), returns)) == NOTHING
    answer = "We send from Oulu on Mondays. Something went wrong with an order of yours? Then call us and we help."
    assert judge_page(rule, make_page(heading("Delivery"), answer), **stuck) == NOTHING


def test_a_heading_of_its_own_beneath_the_name_of_the_page_may_be_the_message() -> None:
    results, sorry = heading("Results for “mug”"), heading("Oops! Something went wrong", "h2")
    searched = (ActionEvidence(kind=ActionKind.SEARCH, value="mug"),)
    page = make_page(results, sorry, "We could not process your request.")
    assert friction_of(judge_page("errors/soft-error-page", page, actions=searched)).at.name.startswith("Oops")
    name = make_page(results, heading("Something went wrong: poster", "h2"), "12.90 €")
    answers = make_page(heading("Help"), heading("Page not found", "h2"), "Check.", heading("Payment declined", "h2"))
    for other in (name, answers):
        assert judge_page("errors/soft-error-page", other) == NOTHING


def test_goods_beneath_the_message_do_not_hide_it_when_the_title_agrees() -> None:
    goods = [make_block("A hand made mug of stoneware, dishwasher safe. " * 5, region="main") for _ in range(5)]
    both = make_page(heading("Page not found"), *goods, title="Page not found | Shop")
    assert friction_of(judge_page("errors/soft-error-page", both))
    only_heading = make_page(heading("Page not found"), *goods, title="Mugs | Shop")
    assert judge_page("errors/soft-error-page", only_heading) == NOTHING


def test_words_of_failure_that_are_not_the_page() -> None:
    rule = "errors/soft-error-page"
    mug = make_page(heading("Error 404 mug"), "24,90 €", make_block("Add to cart", tag="button", role="button"))
    faq = make_page(heading("Help"), heading("What if the page is not found?", "h2"), "Something went wrong? Call us.")
    footer = make_page(heading("Mugs"), make_block("404 – page not found? Tell us", region="footer"))
    form = make_page(
        heading("Something went wrong, check your details"),
        forms=(FormEvidence(action=SHOP, method="post", fields=(field("text"), field("email"))),),
    )
    long_heading = make_page(heading("How we found out that a page not found by a customer costs us " + "so very " * 9))
    poster = make_page(heading('Poster "404 – page not found"'), "24,90 €", controls=(make_control("Buy now"),))
    for page in (mug, faq, footer, form, long_heading, poster):
        assert judge_page(rule, page) == NOTHING
    way_out = make_page(heading("Page not found"), controls=(make_control("Go to checkout"),))
    assert friction_of(judge_page(rule, way_out))


def test_failures_that_other_rules_report_are_not_soft() -> None:
    rule, page = "errors/soft-error-page", make_page(heading("Page not found"))
    assert is_inapplicable(judge_page(rule, page, navigations=went(status=404)))
    assert is_inapplicable(judge_page(rule, page, wall="stock"))
    assert is_inapplicable(judge_page(rule, page, errand="payment_error@pay"))
    searched = ActionEvidence(kind=ActionKind.SEARCH, value="mug")
    assert judge_page(rule, page, actions=(searched,)) == NOTHING


def test_an_error_page_that_the_next_step_still_stands_on_is_told_once() -> None:
    page = make_page(heading("502 Bad Gateway"))
    elsewhere = page.model_copy(update={"url": f"{SHOP}/other"})
    for later, is_told in ((page, True), (elsewhere, False)):
        bad = make_step(navigations=went(status=502), page=page)
        visit = make_visit(bad, make_step(page=later).model_copy(update={"index": 1}))
        verdicts = list(all_rules()["errors/soft-error-page"].judge(later, Context(visit, visit.steps[1])))
        assert is_inapplicable(verdicts) is is_told


def test_a_language_without_words_is_incomplete_not_passed() -> None:
    (verdict,) = judge_page("errors/soft-error-page", make_page(heading("ページが見つかりません"), language="ja"))
    assert "ja" in getattr(verdict, "reason", "")


# ── errors/blank-page ────────────────────────────────────────────────────────────────────────────────────────────────


def empty(**content: int) -> PageEvidence:
    return make_page(viewport_content=ViewportContent(**{"text_length": 0, "images": 0, "painted": 0, **content}))


def test_a_blank_page_and_pages_that_only_look_so() -> None:
    rule = "errors/blank-page"
    assert friction_of(judge_page(rule, empty()))
    assert judge_page(rule, empty(text_length=1)) == NOTHING
    assert judge_page(rule, empty(images=1)) == NOTHING
    assert judge_page(rule, empty(painted=1)) == NOTHING
    assert judge_page(rule, empty().model_copy(update={"busy": (Subject(role="progressbar"),)})) == NOTHING
    assert is_inapplicable(judge_page(rule, empty(), downloads=("invoice.pdf",)))


def test_a_page_with_nothing_but_the_question_about_cookies_is_blank() -> None:
    def asking(share: float, *more: str) -> list[Verdict]:
        words, buttons = ("We use cookies.", "Accept all", "Reject all"), ("Accept all", "Reject all")
        asks = OverlayEvidence(kind="bar", subject=Subject(role="section"), share=share, texts=words, buttons=buttons)
        seen = ViewportContent(text_length=34, images=0, painted=2)
        return judge_page("errors/blank-page", make_page(*words, *more, overlays=(asks,), viewport_content=seen))

    assert friction_of(asking(0.1))
    assert asking(0.1, "Your cart") == NOTHING
    assert asking(0.9) == NOTHING  # a wall that the page waits behind


def test_a_page_that_the_next_step_was_used_on_was_read_too_early() -> None:
    def verdicts_before(following: ActionEvidence) -> list[Verdict]:
        visit = make_visit(make_step(page=empty()), make_step(following, index=1))
        return list(all_rules()["errors/blank-page"].judge(empty(), Context(visit, visit.steps[0])))

    (verdict,) = verdicts_before(make_action())
    assert "read before it showed anything" in getattr(verdict, "reason", "")
    assert friction_of(verdicts_before(make_action(element=None)))


# ── errors/step-failed ───────────────────────────────────────────────────────────────────────────────────────────────


def failed_step(**changes: Any) -> StepEvidence:
    given: dict[str, Any] = {
        "status": StepStatus.FAILED,
        "failure": "expected see: Thank you, saw 'Cart'.",
        "failure_kind": "expectation",
        "expectations": (ExpectationEvidence(kind="see", wanted="Thank you", has_held=False, seen="Cart"),),
    }
    return make_step(*changes.pop("actions", (make_action(),)), **{**given, **changes})


def test_a_step_that_failed_says_what_was_expected_and_seen() -> None:
    found = friction_of(judge_step("errors/step-failed", make_visit(failed_step())))
    assert (found.variant, found.parameters["wanted"], found.parameters["seen"]) == (
        "expectation",
        "see: Thank you",
        "Cart",
    )
    assert found.blocks


def test_steps_that_did_not_fail_for_the_shop() -> None:
    rule = "errors/step-failed"
    assert judge_step(rule, make_visit(make_step())) == NOTHING
    assert judge_step(rule, make_visit(failed_step(status=StepStatus.HELD))) == NOTHING
    assert is_inapplicable(judge_step(rule, make_visit(failed_step(wall="bot"))))
    assert is_inapplicable(judge_step(rule, make_visit(failed_step(failure_kind="safety"))))


@pytest.mark.parametrize(
    ("tried", "told_by"),
    [
        ({"keyboard_reached": False}, {"action/keyboard-unreachable"}),
        ({"is_focusable": False}, {"action/keyboard-unreachable", "errors/step-failed"}),  # the mouse could press it
    ],
)
def test_what_the_keyboard_alone_cannot_use_ended_no_visit_by_mouse(tried: dict[str, Any], told_by: set[str]) -> None:
    rules = {name: all_rules()[name] for name in ("errors/step-failed", "action/keyboard-unreachable")}
    step = failed_step(actions=(make_action(**tried),))
    found = judge([make_visit(step)], rules).findings
    assert {(each.rule, each.blocks) for each in found} == {
        (rule, rule == "errors/step-failed" or len(told_by) == 1) for rule in told_by
    }


def found_in(visit: VisitEvidence) -> dict[str, Any]:
    names = ("errors/step-failed", "errors/http-error-page", "errors/soft-error-page", "errors/technical-text")
    rules = {name: all_rules()[name] for name in names}
    return {finding.rule: finding for finding in judge([visit], rules).findings}


def test_a_step_that_a_more_precise_rule_explains_is_reported_once() -> None:
    visit = make_visit(failed_step(navigations=went(status=503)), failed_step(status=StepStatus.NOT_REACHED))
    found = found_in(visit)
    assert list(found) == ["errors/http-error-page"]
    assert found["errors/http-error-page"].blocks
    assert list(found_in(make_visit(failed_step()))) == ["errors/step-failed"]


def test_what_yields_is_not_a_failure_of_its_rule() -> None:
    names = ("errors/step-failed", "errors/http-error-page")
    judgement = judge([make_visit(failed_step(navigations=went(status=503)))], {n: all_rules()[n] for n in names})
    assert {o.rule: str(o.outcome) for o in judgement.outcomes} == {
        "errors/step-failed": "inapplicable",
        "errors/http-error-page": "failed",
    }


# ── errors/uncaught-exception, errors/console-error ──────────────────────────────────────────────────────────────────


def test_exceptions_of_the_shop() -> None:
    rule = "errors/uncaught-exception"
    own = ExceptionEvidence(message="cart is not defined", url=f"{SHOP}.js")
    assert friction_of(on(rule, exceptions=(own,))).severity is None
    after = own.model_copy(update={"follows_action": True})
    assert friction_of(on(rule, exceptions=(own, after))).severity is Severity.SERIOUS
    different = on(rule, exceptions=(own, own, ExceptionEvidence(message="x is null")))
    assert [v.parameters["count"] for v in different if isinstance(v, Friction)] == [2, 1]
    numbers = (ExceptionEvidence(message="no item 17"), ExceptionEvidence(message="no item 18"))
    assert friction_of(on(rule, exceptions=numbers)).parameters["count"] == 2


@pytest.mark.parametrize(
    "thrown",
    [
        ExceptionEvidence(message="boom", party=Party.THIRD, url="https://ads.example/a.js"),
        ExceptionEvidence(message="boom", url="chrome-extension://abc/inject.js"),
        ExceptionEvidence(message="ResizeObserver loop completed with undelivered notifications."),
        ExceptionEvidence(message="Script error."),
        ExceptionEvidence(message="Cookie “sid” has been rejected because it is in a cross-site context."),
        ExceptionEvidence(message="Cross-Origin Request Blocked: The Same Origin Policy disallows reading it."),
    ],
)
def test_exceptions_that_are_not_the_shops(thrown: ExceptionEvidence) -> None:
    assert on("errors/uncaught-exception", exceptions=(thrown,)) == NOTHING


def test_a_fetch_that_the_customer_left_behind_is_no_fault() -> None:
    thrown = (ExceptionEvidence(message="Failed to fetch"),)
    assert on("errors/uncaught-exception", exceptions=thrown, requests=asked(is_cancelled=True)) == NOTHING
    assert friction_of(on("errors/uncaught-exception", exceptions=thrown))


def test_console_errors_of_the_shop() -> None:
    rule = "errors/console-error"
    assert friction_of(on(rule, console=(ConsoleEvidence(level="error", text="no stock for 17"),)))
    spared = (
        ConsoleEvidence(level="warning", text="deprecated"),
        ConsoleEvidence(level="error", text="Failed to load resource", is_network_line=True),
        ConsoleEvidence(level="error", text="ads", party=Party.THIRD),
        ConsoleEvidence(level="error", text=" "),
        ConsoleEvidence(level="error", text="Uncaught Error: boom"),
    )
    assert on(rule, console=spared, exceptions=(ExceptionEvidence(message="boom"),)) == NOTHING


# ── errors/failed-request, errors/third-party-failure ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("request_", "severity", "variant"),
    [
        (asked(), None, ""),
        (asked(by_action=True), Severity.SERIOUS, "action"),
        (asked(status=None, failure="net::ERR_FAILED"), None, "unanswered"),
        (asked(resource="script", status=404), None, ""),
        (asked(resource="script", status=404, failure="net::ERR_ABORTED", is_cancelled=True), None, ""),
        (asked(resource="stylesheet", status=404), None, ""),
        (asked(status=404), Severity.INFO, ""),
        (asked(status=401, has_visible_consequence=False), Severity.INFO, ""),
        (asked(status=404, has_visible_consequence=True), None, ""),
        (asked(status=400), None, ""),
    ],
)
def test_requests_that_failed(request_: tuple[RequestEvidence, ...], severity: Severity | None, variant: str) -> None:
    found = friction_of(on("errors/failed-request", requests=request_))
    assert (found.severity, found.variant) == (severity, variant)


def test_a_quiet_answer_to_an_action_that_then_failed_is_not_quiet() -> None:
    requests = asked(status=404, by_action=True)
    assert friction_of(on("errors/failed-request", requests=requests)).severity is Severity.INFO
    broken = on("errors/failed-request", requests=requests, status=StepStatus.FAILED)
    assert friction_of(broken).severity is Severity.SERIOUS


@pytest.mark.parametrize(
    "request_",
    [
        asked(status=200),
        asked(status=304),
        asked(party=Party.THIRD),
        asked(is_cancelled=True, failure="net::ERR_ABORTED", status=None),
        asked(is_cancelled=True, failure="net::ERR_ABORTED", status=200),
        asked(is_blocked=True),
        asked(is_beacon=True),
        asked(resource="image", status=404),
        asked(resource="other", template="/favicon.ico", status=404),
        asked(status=None, failure="net::ERR_BLOCKED_BY_CLIENT"),
    ],
)
def test_requests_that_are_no_failure(request_: tuple[RequestEvidence, ...]) -> None:
    assert on("errors/failed-request", requests=request_) == NOTHING


def test_what_a_drill_breaks_is_not_the_shops_fault() -> None:
    assert on("errors/failed-request", requests=asked(by_action=True), errand="payment_error@pay") == NOTHING
    assert friction_of(on("errors/failed-request", requests=asked(), errand="payment_error@pay"))
    assert friction_of(on("errors/failed-request", requests=asked(by_action=True), errand="double_submit@pay"))


def foreign(**changes: Any) -> tuple[RequestEvidence, ...]:
    given = {"url": "https://js.stripe.com/v3.js", "template": "/v3.js", "party": Party.THIRD, "resource": "script"}
    return asked(**{"status": None, "failure": "net::ERR_FAILED", **given, **changes})


def test_what_others_send_and_fails() -> None:
    rule = "errors/third-party-failure"
    found = friction_of(on(rule, requests=(*foreign(), *foreign(template="/b.js"))))
    assert (found.severity, found.at.name) == (None, "js.stripe.com")
    visit = make_visit(make_step(requests=foreign()))
    paying = visit.journey.model_copy(update={"payment": Payment(hosts=("*.stripe.com",))})
    found = friction_of(judge_step(rule, visit.model_copy(update={"journey": paying})))
    assert (found.severity, found.variant) == (Severity.SERIOUS, "payment")
    thrown = (ExceptionEvidence(message="boom", party=Party.THIRD, url="https://ads.example/a.js"),)
    assert friction_of(on(rule, exceptions=thrown)).variant == "exception"


def test_a_machine_without_a_network_blames_nobody() -> None:
    gone = "net::ERR_NAME_NOT_RESOLVED"
    cdns = ("cdn.one.com", "fonts.two.com", "stats.three.com")
    requests = tuple(r for h in cdns for r in foreign(url=f"https://{h}/a.js", failure=gone))
    assert reason_of(on("errors/third-party-failure", requests=requests))
    thrown = (ExceptionEvidence(message="$ is not defined", url=SHOP), ExceptionEvidence(message="x is null", url=SHOP))
    assert reason_of(on("errors/uncaught-exception", requests=requests, exceptions=thrown))
    assert friction_of(on("errors/third-party-failure", requests=requests[:1])).at.name == "cdn.one.com"
    nowhere = tuple(r for n in range(3) for r in foreign(url=f"https://{n}.invalid/a.js", failure=gone))
    assert len(on("errors/third-party-failure", requests=nowhere)) == 3


def test_a_missing_script_is_told_once() -> None:
    rule, own = "errors/uncaught-exception", asked(resource="script")
    thrown = tuple(ExceptionEvidence(message=f"{name} is not defined", url=SHOP) for name in ("Mage", "Varien"))
    assert on(rule, exceptions=thrown, requests=own) == NOTHING
    assert len(on(rule, exceptions=thrown, requests=foreign())) == 1
    assert len(on(rule, exceptions=thrown)) == 2
    assert len(on(rule, exceptions=(ExceptionEvidence(message="x is null"),), requests=own)) == 1


def test_a_page_without_its_style_sheets_is_not_judged_by_its_look() -> None:
    page, lost = make_page(blocks=(make_block("{{ product.name }}"),)), asked(resource="stylesheet")
    there = asked(resource="stylesheet", status=200, url=f"{SHOP}/main.css", template="/main.css")
    leak = "errors/technical-text"
    look = {name: each for name, each in all_rules().items() if "styles" in each.needs}
    step = make_step(requests=lost, page=page, actions=(make_action(),))
    assert outcomes(step, {leak: all_rules()[leak], **look}) == {"incomplete"}
    assert outcomes(make_step(requests=(*lost, *there), page=page), {leak: all_rules()[leak]}) == {"failed"}


def outcomes(step: StepEvidence, rules: Mapping[str, Rule]) -> set[str]:
    return {str(each.outcome) for each in judge([make_visit(step)], rules).outcomes}


def reason_of(verdicts: Iterable[Verdict]) -> str:
    (verdict,) = verdicts
    assert isinstance(verdict, Incomplete)
    return verdict.reason


def test_what_others_send_and_is_no_failure() -> None:
    rule = "errors/third-party-failure"
    for requests in (foreign(is_blocked=True), foreign(is_cancelled=True), foreign(is_beacon=True), asked()):
        assert on(rule, requests=requests) == NOTHING
    picture = "https://cdn.example/mug.jpg"
    page = make_page(images=(image(url=picture),))
    assert on(rule, requests=foreign(url=picture, resource="image"), page=page) == NOTHING


# ── errors/broken-image ──────────────────────────────────────────────────────────────────────────────────────────────


def image(**changes: Any) -> ImageEvidence:
    given: dict[str, Any] = {
        "subject": Subject(role="img", name="Blue mug", locator="#mug", box=Box(x=0, y=0, width=300, height=300)),
        "url": f"{SHOP}/mug.jpg",
        "is_broken": True,
        "was_in_viewport": True,
        "natural_width": 0,
        "natural_height": 0,
    }
    return ImageEvidence(**{**given, **changes})


@pytest.mark.parametrize(
    ("role", "status", "is_found"),
    [("img", 404, True), ("img", 200, False), ("background", 404, False), ("img", None, False)],
)
def test_a_picture_behind_an_empty_box_is_broken_where_its_request_failed(
    role: str, status: int | None, is_found: bool
) -> None:
    box = Box(x=0, y=0, width=300, height=300)
    ground = image(is_broken=False, subject=Subject(role=role, box=box), url="http://127.0.0.1:8000/mug.jpg")
    answers = asked(status=status, url="http://127.0.0.1:8000/mug.jpg?w=", resource="image", method="GET")
    verdicts = judge_page("errors/broken-image", make_page(backgrounds=(ground,)), requests=answers if status else ())
    assert any(isinstance(verdict, Friction) for verdict in verdicts) is is_found


def test_broken_pictures_and_those_nobody_misses() -> None:
    rule = "errors/broken-image"
    assert friction_of(judge_page(rule, make_page(images=(image(),)))).variant == "named"
    nameless = image(subject=Subject(role="img", locator="#mug"))
    assert friction_of(judge_page(rule, make_page(images=(nameless,)))).variant == ""
    both = friction_of(judge_page(rule, make_page(images=(image(is_broken=False), nameless, image(), image()))))
    assert (both.variant, both.parameters["count"], both.at) == ("several", 3, nameless.subject)
    pixel = Subject(role="img", box=Box(x=0, y=0, width=1, height=1))
    spared = (image(is_broken=False), image(is_placeholder=True), image(subject=pixel), image(url=""))
    assert judge_page(rule, make_page(images=spared)) == NOTHING
    assert is_inapplicable(judge_page(rule, make_page()))


# ── errors/technical-text ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("undefined", "value"),
        ("null", "value"),
        ("NaN €", "value"),
        ("€NaN", "value"),
        ("Total: undefined", "value"),
        ("$ undefined", "value"),
        ("You pay NaN EUR in all", "value"),
        ("Hello [object Object]", "value"),
        ("Hello {{ customer.first_name }}!", "placeholder"),
        ("Hello {{name}}", "placeholder"),
        ("Delivered to ${address.city}", "placeholder"),
        ("{% if cart %}", "placeholder"),
        ("Traceback (most recent call last):", "trace"),
        ("TypeError: Cannot read properties of undefined", "trace"),
        ("at Cart.total (cart.js:12:7)", "trace"),
        ("Warning: Undefined variable $price in /var/www/shop/cart.php on line 12", "trace"),
        ("SQLSTATE[42S02]: Base table or view not found", "trace"),
        ("You have an error in your SQL syntax; check the manual", "trace"),
        ("java.lang.NullPointerException", "trace"),
        ("Sorry: NullPointerException", "trace"),
        ("NullReferenceException at Shop.Cart", "trace"),
        ("com.shop.cart.CartNotFoundException: 17", "trace"),
        ("Liquid error: internal", "trace"),
        ("Lorem ipsum dolor sit amet", "filler"),
        ("Lorem ipsum", "filler"),
        ("checkout.button.pay", "key"),
        ("checkout.button.placeOrder", "key"),
        ("cart.empty_message", "key"),
        ("shop.checkout.pay-now", "key"),
        ("CHECKOUT.PAY_NOW", "key"),
        ("cart_page.title", "key"),
        ("Shop.Theme.Checkout.Title", "key"),
        ("Translation missing: sv.cart.total", "key"),
        ('[missing "en.checkout.title" translation]', "key"),
        ("$t(cart.title)", "placeholder"),
        ("Hei {firstName}!", "placeholder"),
        ("{0} artikler", "placeholder"),
        ("Ordre %s er mottatt", "placeholder"),
        ("%1$s produkter i kurven", "placeholder"),
        ("###SHOP_NAME###", "placeholder"),
        ("[[product.name]]", "placeholder"),
        ("[[sizeGuide]]", "placeholder"),
        ("%shop.name%", "placeholder"),
        ("Order #undefined", "value"),
        ("Subtotal NaN", "value"),
        ("undefined/5", "value"),
        ("Bewertung: NaN / 5", "value"),
        ("null,00 €", "value"),
        ("Infinity €", "value"),
        ("None kr", "value"),
        ("Array ( [0] => 12 )", "value"),
        ("2. checkout.delivery.title", "key"),
        ("cart.items (3)", "key"),
        ("checkout.address.email *", "key"),
        ("→ checkout.continue", "key"),
        ("Woven by undefined", "value"),
        ("Hej undefined!", "value"),
        ("Levereras av null", "value"),
        ("Welcome back, undefined", "value"),
        ("text_stock In Stock", "key"),
        ("button_confirm", "key"),
        ("entry_email_address *", "key"),
        ("lbl_total: 24,90 €", "key"),
        ("heading.billing_address", "key"),
        ("warenkorb.weiterEinkaufen", "key"),
        ("1. ostoskori.jatka_kassalle", "key"),
    ],
)
def test_text_that_leaks_the_machinery(text: str, kind: str) -> None:
    leak = leak_in(text, is_whole_label=True)
    assert leak is not None
    assert leak[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "The button was undefined in the old shop",
        "Null Grad Jacke",
        "Nan bread",
        "Naan €3",
        "null Euro Versandkosten",
        "Undefined",
        "NULL & VOID T-shirt",
        "Poster: undefined beauty",
        "www.shop.example",
        "shop.example.com",
        "node.js",
        "booking.com",
        "about.you",
        "monday.com",
        "size-guide.v2.pdf",
        "cart.js",
        "maija.meikalainen",
        "e.g.",
        "a.b.c",
        "v1.2.3",
        "alv.24",
        "klo 12.30",
        "1.299.00",
        "Lorem Ipsum print, framed",
        "$29.90 {limited}",
        "Notice: order before 15 for delivery today",
        "Warning: hot drinks",
        "Meet us at Stockmann (Helsinki:3)",
        "50 % off at checkout",
        "Unbeatable prices at kaarna.kuppi.fi",
        "kaarna.kuppi.fi",
        "SHOP.FI",
        "Dr.Martens",
        "M.A.C",
        "Mango.Com",
        "Wool & {linen}",
        "{ size: M }",
        "Save 10 %s",
        "[[2 for 1]]",
        "[[new]]",
        "Allergens: None",
        "Infinity €20 gift card",
        "### NEW ###",
        "2. monday.com",
        "1. node.js",
        "Von null",
        "Stay undefined",
        "Beauty by Undefined",
        "Null & void by NULL",
        "1.299.00 *",
        "A history of the NullPointerException and its cures",
        "snow_leopard_87",
        "text_books.pdf",
        "title_deed-holder",
        "@label_nordic",
        "Text_Marker neon",
        "heading.south",
        "studio.ceramic_shop",
        "anna.maria_keramik",
        "card.io",
        "list.k_89",
        "support.shop_team.fi",
    ],
)
def test_text_that_only_looks_technical(text: str) -> None:
    assert leak_in(text, is_whole_label=True) is None


def test_dotted_keys_count_only_as_a_whole_label() -> None:
    assert leak_in("checkout.button.pay", is_whole_label=False) is None


def test_leaks_on_a_page() -> None:
    rule = "errors/technical-text"
    leaks = [make_block("undefined", locator=f"#p{n}") for n in range(3)]
    assert len(judge_page(rule, make_page("Mugs", *leaks))) == 3
    code = make_block("undefined", tag="code", role="code")
    review = make_block("My {{name}} tag broke on the first day, a pity", locator="#reviews > p")
    assert judge_page(rule, make_page(code, review)) == NOTHING
    quoted = make_block("★★★☆☆ “The courier wrote [object Object] to me, ha!” – Rui")
    assert judge_page(rule, make_page(quoted)) == NOTHING
    counted = make_block("undefined", locator="#reviews > b")
    assert friction_of(judge_page(rule, make_page(counted)))
    assert is_inapplicable(judge_page(rule, make_page()))


def test_a_step_that_begins_on_an_error_page_fails_because_of_it() -> None:
    page = make_page(heading("502 Bad Gateway"))
    bad = make_step(name="Order", id="order", navigations=went(status=502), page=page)
    given = {"status": StepStatus.FAILED, "failure_kind": "action", "failure": "no element matches 'Card'"}
    stuck = make_step(name="Pay", id="pay", page=page, **given)
    found = found_in(make_visit(bad, stuck))
    assert "errors/soft-error-page" not in found
    assert found["errors/step-failed"].explained_by == found["errors/http-error-page"].fingerprint


def test_a_trace_on_an_error_page_is_its_consequence() -> None:
    page = make_page(heading("Something went wrong"), "TypeError: x is undefined")
    found = found_in(make_visit(make_step(page=page)))
    assert found["errors/technical-text"].explained_by == found["errors/soft-error-page"].fingerprint


def test_hostile_text_is_read_in_linear_time() -> None:
    for text in (
        "a." * 200,
        "{{" * 200,
        "${" * 200,
        "at " * 130,
        "a.a_" * 100,
        "Warning: " * 44,
        "#1 /" + "a" * 396,
        "{a_" * 130,
        "[[a." * 99,
    ):
        assert leak_in(text, is_whole_label=True) is None


# ── errors/native-dialog, errors/insecure-page ───────────────────────────────────────────────────────────────────────


def test_dialogs_of_the_browser() -> None:
    rule = "errors/native-dialog"
    for kind in ("alert", "confirm", "prompt"):
        assert friction_of(on(rule, dialogs=(DialogEvidence(kind=kind, message="Sure?"),)))
    assert on(rule, dialogs=(DialogEvidence(kind="beforeunload", message="", by_journey=True),)) == NOTHING
    assert on(rule, dialogs=(DialogEvidence(kind="beforeunload", message=""),)) == NOTHING


def field(kind: str, **changes: Any) -> FieldEvidence:
    return FieldEvidence(subject=Subject(role="textbox", name=kind, locator=f"#{kind}"), kind=kind, **changes)


def page_with(action: str, *fields: FieldEvidence, **changes: Any) -> PageEvidence:
    return make_page(forms=(FormEvidence(action=action, method="post", fields=fields),), **changes)


def test_personal_data_without_encryption() -> None:
    rule = "errors/insecure-page"
    served = page_with(SHOP, field("email"), url="http://shop.example/", is_secure=False)
    assert friction_of(judge_page(rule, served)).variant == ""
    posts = page_with("http://shop.example/pay", field("text", autocomplete="shipping street-address"))
    assert friction_of(judge_page(rule, posts)).variant == "posts"
    mixed = page_with(SHOP, field("text", is_sensitive=True), mixed_scripts=("http://ads.example/a.js",))
    assert friction_of(judge_page(rule, mixed)).variant == "scripts"


def test_pages_that_need_no_encryption_or_have_it() -> None:
    rule = "errors/insecure-page"
    search = page_with("http://shop.example/s", field("search"), field("text", autocomplete="off"), is_secure=False)
    assert is_inapplicable(judge_page(rule, search))
    for host in ("127.0.0.1:8000", "localhost", "shop.localhost", "shop.test", "[::1]"):
        assert judge_page(rule, page_with(f"http://{host}/pay", field("email"))) == NOTHING
    assert judge_page(rule, page_with(SHOP, field("email"))) == NOTHING
    assert judge_page(rule, page_with("", field("email"))) == NOTHING


@pytest.mark.parametrize("need", ["requests", "console", "exceptions", "dialogs"])
def test_what_could_not_be_seen_is_incomplete(need: str) -> None:
    rules = {name: each for name, each in all_rules().items() if need in each.needs and name.startswith("errors/")}
    assert rules
    step = make_step(gaps=(Gap(what=need, reason="the collector failed"),))
    judgement = judge([make_visit(step)], rules)
    assert {str(outcome.outcome) for outcome in judgement.outcomes} == {"incomplete"}
