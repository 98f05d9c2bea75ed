"""The speed rules on evidence made by hand: each threshold and either side of it, and what was not measured."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_action,
    judge_step,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import ActionUse
from frictionaudit.evidence.common import Box, Gap, Party, Subject
from frictionaudit.evidence.page import FrameEvidence
from frictionaudit.evidence.step import (
    NavigationEvidence,
    RequestEvidence,
    StepStatus,
    TransitionEvidence,
    VitalsEvidence,
)
from frictionaudit.findings.model import Outcome, Severity
from frictionaudit.journey.model import ActionKind, NetworkProfile, Persona, Stage
from frictionaudit.rules.engine import judge
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, all_rules

URL = "https://shop.example/cart"
NOTHING: list[Verdict] = []
SLOW_4G = NetworkProfile(name="slow 4G", latency_ms=560, download_kbps=1_600, upload_kbps=750)


def on(rule: str, persona: Persona | None = None, **of_step: Any) -> list[Verdict]:
    of_visit: dict[str, Any] = {key: of_step.pop(key) for key in ("errand", "is_throttled") if key in of_step}
    if persona is not None:
        of_visit["persona"] = persona
    return judge_step(rule, make_visit(make_step(**of_step), **of_visit))


def severity_of(verdicts: list[Verdict], usual: Severity | None = None) -> Severity | None:
    """Give the severity of the one finding, None where the rule passed."""
    return (friction_of(verdicts).severity or usual) if verdicts else None


def document(**changes: Any) -> dict[str, Any]:
    return {"navigations": (NavigationEvidence(**{"url": URL, "status": 200, **changes}),), "has_navigated": True}


# ── speed/slow-server, speed/slow-page ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ttfb", "severity"),
    [(0, None), (800, None), (801, Severity.MODERATE), (1800, Severity.MODERATE), (1801, Severity.SERIOUS)],
)
def test_time_to_first_byte(ttfb: float, severity: Severity | None) -> None:
    assert severity_of(on("speed/slow-server", **document(ttfb_ms=ttfb))) is severity


def test_time_to_first_byte_that_is_not_the_servers() -> None:
    rule = "speed/slow-server"
    assert is_inapplicable(on(rule))
    assert is_inapplicable(on(rule, **document(status=None, failure="timeout")))
    assert is_inapplicable(on(rule, **document(ttfb_ms=3000), errand="payment_timeout@pay"))
    assert is_incomplete(on(rule, **document(ttfb_ms=None)))
    assert is_incomplete(on(rule, **document(ttfb_ms=900, is_cold=True)))
    assert is_incomplete(on(rule, **document(ttfb_ms=2_600, wait_ms=600, is_cold=True)))
    assert severity_of(on(rule, **document(ttfb_ms=2_600, wait_ms=2_400, is_cold=True))) is Severity.SERIOUS
    assert on(rule, **document(ttfb_ms=700, is_cold=True)) == NOTHING
    slow = Persona(name="slow", network=SLOW_4G)
    assert on(rule, slow, is_throttled=True, **document(ttfb_ms=1300)) == NOTHING
    assert severity_of(on(rule, slow, is_throttled=False, **document(ttfb_ms=1300))) is Severity.MODERATE


@pytest.mark.parametrize(
    ("lcp", "severity"),
    [(2500, None), (2501, Severity.MODERATE), (4000, Severity.MODERATE), (4001, Severity.SERIOUS)],
)
def test_largest_contentful_paint(lcp: float, severity: Severity | None) -> None:
    assert severity_of(on("speed/slow-page", vitals=VitalsEvidence(lcp_ms=lcp), **document())) is severity


def test_pages_without_a_largest_contentful_paint() -> None:
    rule = "speed/slow-page"
    assert is_inapplicable(on(rule, vitals=VitalsEvidence(lcp_ms=None)))
    assert is_inapplicable(on(rule, **document(status=500)))
    assert is_incomplete(on(rule, vitals=VitalsEvidence(), **document()))
    assert is_incomplete(on(rule, gaps=(Gap(what="lcp", reason="not in this engine"),), **document()))


def test_a_slow_server_explains_what_follows_from_it() -> None:
    step = make_step(
        make_action(use=ActionUse(feedback_ms=4100, settled_ms=4200, effects=("navigation",))),
        vitals=VitalsEvidence(lcp_ms=4100),
        transition=TransitionEvidence(settled_ms=4200, feedback_ms=4100, patience_ms=20_000),
        requests=request(resource="document", method="GET", duration_ms=2100),
        **document(ttfb_ms=2000),
    )
    rules = {name: each for name, each in all_rules().items() if name.startswith("speed/")}
    findings = judge([make_visit(step)], rules).findings
    (cause,) = (finding for finding in findings if finding.rule == "speed/slow-server")
    assert {finding.rule: finding.explained_by for finding in findings if finding is not cause} == dict.fromkeys(
        ("speed/slow-page", "speed/slow-transition", "speed/slow-request", "speed/silent-action"), cause.fingerprint
    )


# ── speed/slow-transition ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settled", "patience", "severity"),
    [
        (3000, 20_000, None),
        (3001, 20_000, Severity.MODERATE),
        (8000, 20_000, Severity.MODERATE),
        (8001, 20_000, Severity.SERIOUS),
        (20_000, 60_000, Severity.SERIOUS),
        (20_001, 60_000, Severity.CRITICAL),
        (5001, 5000, Severity.SERIOUS),
        (4999, 5000, Severity.MODERATE),
    ],
)
def test_time_until_the_next_state(settled: float, patience: float, severity: Severity | None) -> None:
    transition = TransitionEvidence(settled_ms=settled, patience_ms=patience)
    assert severity_of(on("speed/slow-transition", transition=transition)) is severity


def test_transitions_that_are_not_judged() -> None:
    rule = "speed/slow-transition"
    never = TransitionEvidence(settled_ms=None, is_still_busy=True, patience_ms=3000)
    assert is_inapplicable(on(rule))
    assert is_inapplicable(on(rule, transition=never))
    assert is_inapplicable(on(rule, transition=never, **document(status=502)))
    assert is_incomplete(on(rule, gaps=(Gap(what="transition", reason="a fault of ours"),)))
    again = TransitionEvidence(settled_ms=3_200, patience_ms=20_000)
    for had_effect in (False, True):
        use = ActionUse(settled_ms=3_200, effects=("change",), presses=2, first_use_had_effect=had_effect)
        assert is_inapplicable(on(rule, actions=(make_action(use=use),), transition=again)) is not had_effect


@pytest.mark.parametrize(
    ("asked", "before", "is_doubtful"),
    [
        ("", "Pay", False),
        ("Open your bank app", "Pay", True),
        ("Approve it in the app", "Card, or Swish: Approve it in the app", False),  # said of a way to pay, all along
    ],
)
def test_the_time_in_which_the_customer_approves_elsewhere(asked: str, before: str, is_doubtful: bool) -> None:
    waited = TransitionEvidence(settled_ms=3_200, patience_ms=20_000, approval=asked)
    visit = make_visit(make_step(page=make_page(before)), make_step(transition=waited))
    verdicts = judge_step("speed/slow-transition", visit)
    assert [type(v) for v in verdicts] == [Incomplete if is_doubtful else Friction]


# ── speed/slow-response, speed/silent-action ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("paint", "severity"), [(200, None), (201, Severity.MODERATE), (500, Severity.MODERATE), (501, Severity.SERIOUS)]
)
def test_input_to_next_paint(paint: float, severity: Severity | None) -> None:
    action = make_action(use=ActionUse(input_to_paint_ms=paint))
    assert severity_of(judge_action("speed/slow-response", action)) is severity


@pytest.mark.parametrize(
    ("paint", "lag", "is_doubtful"),
    [(208, None, False), (208, 3, False), (208, 20, True), (320, 20, False), (1100, 60, False), (1100, 451, True)],
)
def test_a_busy_machine_may_have_added_what_is_above_the_limit(paint: float, lag: float, is_doubtful: bool) -> None:
    verdicts = judge_action("speed/slow-response", make_action(use=ActionUse(input_to_paint_ms=paint)), lag_ms=lag)
    assert [type(v) for v in verdicts] == [Incomplete if is_doubtful else Friction]


@pytest.mark.parametrize(
    ("handled", "effects", "lag", "severity"),
    [
        (600, (), None, None),
        (601, (), None, Severity.SERIOUS),
        (601, ("dialog",), None, None),
        (601, (), 150, Severity.SERIOUS),
        (601, (), 151, None),  # the machine stood still as long itself
    ],
)
def test_what_scripts_take_of_a_press_that_leaves_the_page(
    handled: float, effects: tuple[str, ...], lag: float | None, severity: Severity | None
) -> None:
    action = make_action(use=ActionUse(input_gap="unloaded", handled_ms=handled, effects=("navigation", *effects)))
    verdicts = judge_action("speed/slow-response", action, lag_ms=lag)
    assert [v.severity for v in verdicts if isinstance(v, Friction)] == ([severity] if severity else [])
    assert is_incomplete(verdicts) is (severity is None)


@pytest.mark.parametrize(("starved", "is_doubtful"), [(None, False), (79, False), (80, True), (900, True)])
def test_what_the_page_waited_for_a_processor_is_none_of_the_shops(starved: float | None, is_doubtful: bool) -> None:
    used = judge_action("speed/slow-response", make_action(use=ActionUse(input_to_paint_ms=240)), starved_ms=starved)
    blocked = on("speed/blocked-main-thread", vitals=VitalsEvidence(tbt_ms=340), starved_at_rest_ms=starved)
    assert [type(each) for each in (*used, *blocked)] == [Incomplete if is_doubtful else Friction] * 2


@pytest.mark.parametrize(("starved", "is_doubtful"), [(None, False), (371, False), (372, True)])
def test_a_press_that_leaves_the_page_waits_in_the_browser_too(starved: float | None, is_doubtful: bool) -> None:
    action = make_action(use=ActionUse(input_gap="unloaded", handled_ms=672, effects=("navigation",)))
    verdicts = judge_action("speed/slow-response", action, starved_ms=starved)
    assert [type(each) for each in verdicts] == [Incomplete if is_doubtful else Friction]


def test_inputs_without_an_entry() -> None:
    rule = "speed/slow-response"
    assert judge_action(rule, make_action(use=ActionUse())) == NOTHING
    assert is_incomplete(judge_action(rule, make_action(use=ActionUse(input_gap="unloaded"))))
    assert is_incomplete(judge_action(rule, make_action(use=ActionUse(input_gap="unsupported"))))
    assert is_inapplicable(judge_action(rule, make_action(use=None)))


@pytest.mark.parametrize(
    ("feedback", "settled", "is_silent"),
    [
        (1001, 1001, True),
        (2500, 3000, True),
        (None, 2500, True),
        (None, None, True),
        (1000, 3000, False),
        (80, 9000, False),
        (None, 1000, False),
        (1200, 1000, False),
    ],
)
def test_a_second_without_a_sign(feedback: float | None, settled: float | None, is_silent: bool) -> None:
    use = ActionUse(feedback_ms=feedback, settled_ms=settled, effects=("request", "change"))
    verdicts = judge_action("speed/silent-action", make_action(use=use))
    assert [type(v) for v in verdicts] == ([Friction] if is_silent else [])


def test_actions_that_are_not_silent() -> None:
    rule, slow = "speed/silent-action", ActionUse(feedback_ms=None, settled_ms=5000, effects=("request",))
    assert is_inapplicable(judge_action(rule, make_action(use=None)))
    assert is_inapplicable(judge_action(rule, make_action(use=ActionUse(settled_ms=5000))))
    twice = ActionUse(feedback_ms=3300, settled_ms=3400, effects=("navigation",), first_use_had_effect=False)
    assert is_inapplicable(judge_action(rule, make_action(use=twice)))
    assert is_inapplicable(judge_action(rule, make_action(kind=ActionKind.FILL, use=slow)))
    assert is_inapplicable(judge_action(rule, make_action(use=slow), **document(status=504)))
    unseen = make_action(use=slow, gaps=(Gap(what="feedback", reason="the page went away"),))
    assert is_incomplete(judge_action(rule, unseen))
    focus = ActionUse(effects=("focus",))
    assert judge_action(rule, make_action(use=focus)) == NOTHING


@pytest.mark.parametrize(
    ("changes", "is_silent"),
    [({"duration_ms": 40}, False), ({"duration_ms": 2400}, True), ({"duration_ms": None}, True)],
)
def test_a_press_that_was_answered_at_once_and_showed_nothing_kept_nobody_waiting(
    changes: dict[str, Any], is_silent: bool
) -> None:
    action = make_action(use=ActionUse(effects=("request",)))
    pressed = TransitionEvidence(patience_ms=8000, input_ms=500)
    given = {"transition": pressed, "requests": request(start_ms=520, **changes)}
    verdicts = judge_action("speed/silent-action", action, **given)
    assert [type(v) for v in verdicts] == ([Friction] if is_silent else [])


@pytest.mark.parametrize(
    ("answered", "silence", "is_silent"), [(760, 1480, False), (760, 2001, True), (1_001, 1480, True)]
)
def test_a_page_that_had_come_within_a_second_is_no_silence_however_it_is_painted(
    answered: float, silence: float, is_silent: bool
) -> None:
    action = make_action(use=ActionUse(effects=("navigation",), feedback_ms=silence, settled_ms=silence))
    given = {
        "transition": TransitionEvidence(patience_ms=8000, input_ms=80),
        "requests": request(start_ms=180, duration_ms=answered - 100, resource="document"),
        **document(),
    }
    verdicts = judge_action("speed/silent-action", action, **given)
    assert [type(v) for v in verdicts] == ([Friction] if is_silent else [])


# ── speed/layout-shift, speed/blocked-main-thread, speed/heavy-page ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cls", "severity"),
    [(0, None), (0.1, None), (0.101, Severity.MODERATE), (0.25, Severity.MODERATE), (0.26, Severity.SERIOUS)],
)
def test_cumulative_layout_shift(cls: float, severity: Severity | None) -> None:
    assert severity_of(on("speed/layout-shift", vitals=VitalsEvidence(cls=cls))) is severity


@pytest.mark.parametrize(
    ("tbt", "severity"), [(300, None), (301, Severity.MODERATE), (600, Severity.MODERATE), (601, Severity.SERIOUS)]
)
def test_total_blocking_time(tbt: float, severity: Severity | None) -> None:
    assert severity_of(on("speed/blocked-main-thread", vitals=VitalsEvidence(tbt_ms=tbt))) is severity


def test_a_processor_that_could_not_be_slowed() -> None:
    rule, slow = "speed/blocked-main-thread", Persona(name="slow", cpu_slowdown=4)
    assert is_incomplete(on(rule, slow, is_throttled=False, vitals=VitalsEvidence(tbt_ms=100)))
    assert on(rule, slow, is_throttled=True, vitals=VitalsEvidence(tbt_ms=100)) == NOTHING
    assert friction_of(on(rule, slow, is_throttled=False, vitals=VitalsEvidence(tbt_ms=400)))


@pytest.mark.parametrize(
    ("size", "severity"),
    [
        (3_000_000, None),
        (3_000_001, Severity.MINOR),
        (6_000_000, Severity.MINOR),
        (6_000_001, Severity.MODERATE),
    ],
)
def test_bytes_of_a_step(size: int, severity: Severity | None) -> None:
    vitals = VitalsEvidence(bytes=size, requests=12)
    assert severity_of(on("speed/heavy-page", vitals=vitals), Severity.MINOR) is severity


@pytest.mark.parametrize("rule", ["speed/layout-shift", "speed/blocked-main-thread", "speed/heavy-page"])
def test_what_the_engine_did_not_report(rule: str) -> None:
    assert is_incomplete(on(rule, vitals=VitalsEvidence()))
    assert is_incomplete(on(rule, gaps=(Gap(what="vitals", reason="a fault of ours"),)))
    assert is_inapplicable(on(rule, page=None))


# ── speed/slow-request, speed/endless-loading ────────────────────────────────────────────────────────────────────────


def request(**changes: Any) -> tuple[RequestEvidence, ...]:
    given: dict[str, Any] = {
        "method": "POST",
        "url": URL,
        "template": "/api/cart",
        "resource": "fetch",
        "party": Party.FIRST,
        "status": 200,
        "duration_ms": 1500,
        "by_action": True,
    }
    return (RequestEvidence(**{**given, **changes}),)


def test_requests_over_a_second() -> None:
    rule = "speed/slow-request"
    assert friction_of(on(rule, requests=request(duration_ms=1001))).parameters["duration_s"] == 1.0
    assert on(rule, requests=request(duration_ms=1000)) == NOTHING
    assert on(rule, requests=request(duration_ms=None)) == NOTHING
    many = tuple(each for n in range(9) for each in request(template=f"/api/{n}", duration_ms=1100 + n))
    slowest = [v.parameters["path"] for v in on(rule, requests=many) if isinstance(v, Friction)]
    assert slowest == ["/api/8", "/api/7", "/api/6", "/api/5", "/api/4"]


@pytest.mark.parametrize(
    "changes",
    [
        {"party": Party.THIRD},
        {"is_long_lived": True},
        {"is_beacon": True},
        {"is_cancelled": True},
        {"is_blocked": True},
        {"resource": "media"},
        {"resource": "image"},
        {"template": "/analytics/hit"},
        {"failure": "net::ERR_FAILED", "status": None},
    ],
)
def test_requests_that_nobody_waits_for(changes: dict[str, Any]) -> None:
    assert on("speed/slow-request", requests=request(**changes)) == NOTHING


def asked(times: int, template: str = "/swish/status", apart_ms: float = 1230, **changes: Any) -> tuple[Any, ...]:
    """One question asked again and again, each time held for 1.2 s."""
    return tuple(
        each.model_copy(update={"start_ms": n * apart_ms, "end_ms": n * apart_ms + 1200, "duration_ms": 1200})
        for n in range(times)
        for each in request(
            **{"method": "GET", "url": f"http://shop.example{template}", "template": template, **changes}
        )
    )


def test_a_poll_is_no_slow_request() -> None:
    rule = "speed/slow-request"
    assert on(rule, requests=asked(2)) == NOTHING
    assert on(rule, requests=asked(3, "/api/stan")) == NOTHING
    assert friction_of(on(rule, requests=asked(1)))
    assert on(rule, requests=asked(2, "/api/cart")) != NOTHING
    assert on(rule, requests=asked(3, "/api/cart", apart_ms=100)) != NOTHING  # all at once: nobody waits for a state
    assert on(rule, requests=asked(3, method="POST")) != NOTHING


def test_a_request_that_outlasts_the_transition_was_not_waited_for() -> None:
    rule, quick = "speed/slow-request", TransitionEvidence(settled_ms=400, patience_ms=20_000)
    slow = TransitionEvidence(settled_ms=1600, patience_ms=20_000)
    assert on(rule, requests=request(), transition=quick) == NOTHING
    assert friction_of(on(rule, requests=request(), transition=slow))
    assert on(rule, requests=request(), errand="payment_error@pay") == NOTHING


@pytest.mark.parametrize(
    ("kind", "end_ms", "is_found"),
    [
        (ActionKind.WAIT_FOR, 2600, True),  # the ways of delivery, which come as the address is typed
        (ActionKind.FILL, 2600, False),  # while one types nobody waits for it
        (ActionKind.WAIT_FOR, 3900, False),  # under way still at the press
    ],
)
def test_what_the_journey_waits_for_was_waited_for(kind: ActionKind, end_ms: float, is_found: bool) -> None:
    late = TransitionEvidence(settled_ms=60, input_ms=3200, patience_ms=20_000)
    asked = request(by_action=False, start_ms=end_ms - 1500, end_ms=end_ms)
    told = on("speed/slow-request", requests=asked, transition=late, actions=(make_action(kind=kind), make_action()))
    assert bool(told) is is_found


def test_loading_that_does_not_end() -> None:
    rule, spinner = "speed/endless-loading", Subject(role="progressbar", name="Loading", locator="#wait")
    busy = TransitionEvidence(is_still_busy=True, busy_subject="#feed", patience_ms=3000)
    quiet = TransitionEvidence(settled_ms=200, patience_ms=3000)
    turning = make_page("Cart", busy=(spinner,))
    found = friction_of(on(rule, transition=busy, page=turning))
    assert (found.variant, found.at, found.parameters["patience_s"]) == ("indicator", spinner, 3.0)
    assert friction_of(on(rule, transition=busy)).at.name == "#feed"
    assert on(rule, transition=quiet, page=turning) == NOTHING
    assert on(rule, page=turning) == NOTHING
    assert friction_of(on(rule, page=turning, status=StepStatus.TIMED_OUT)).blocks
    assert is_inapplicable(on(rule, transition=busy, **document(failure="timeout", status=None)))


@pytest.mark.parametrize(
    ("words", "kind", "is_found"),
    [
        ("Loading next step...", "expectation", True),
        ("Loading failed. Please try again.", "expectation", False),
        ("Please wait", "expectation", True),
        ("Please wait", "action", False),
        ("Delivery is chosen", "expectation", False),
        ("We pack your order while it is processing, and write to you as soon as it has left.", "expectation", False),
    ],
)
def test_words_of_waiting_that_stay_where_the_next_step_never_came(words: str, kind: str, is_found: bool) -> None:
    rule, quiet = "speed/endless-loading", TransitionEvidence(patience_ms=3000)
    page = make_page("Delivery", make_block(words, is_in_viewport=True))
    found = on(rule, page=page, transition=quiet, status=StepStatus.FAILED, failure_kind=kind)
    assert any(isinstance(verdict, Friction) for verdict in found) is is_found


@pytest.mark.parametrize(
    ("changes", "is_found"),
    [
        ({}, True),
        ({"stage": Stage.CHOOSE}, False),
        ({"status": StepStatus.PASSED}, False),
        ({"fields": 3}, False),
        ({"text_length": 400}, False),
        ({"height": 20.0}, False),
        ({"x": 800.0}, False),
    ],
)
def test_a_frame_of_the_checkout_that_only_turns(changes: dict[str, Any], is_found: bool) -> None:
    """A card form with a wheel beside it, a chat, or a film that waits holds nobody up."""
    box = Box(x=changes.get("x", 20.0), y=300, width=500, height=changes.get("height", 200.0))
    frame = FrameEvidence(
        origin="https://pay.example", box=box, painted=1, fields=changes.get("fields", 0),
        text_length=changes.get("text_length", 8),
    )  # fmt: skip
    wheel = Subject(role="progressbar", name="Loading", locator="#wheel", box=Box(x=250, y=310, width=40, height=8))
    page = make_page("Payment", frames=(frame,), busy=(wheel,))
    found = on(
        "speed/endless-loading", page=page, transition=TransitionEvidence(settled_ms=200, patience_ms=3000),
        stage=changes.get("stage", Stage.PAY), status=changes.get("status", StepStatus.FAILED), failure_kind="action",
    )  # fmt: skip
    assert any(isinstance(verdict, Friction) and verdict.blocks for verdict in found) is is_found


TIMED = frozenset({
    "speed/slow-server", "speed/slow-page", "speed/slow-transition", "speed/slow-response",
    "speed/blocked-main-thread", "speed/silent-action", "speed/slow-request",
})  # fmt: skip


# ── a machine that was itself held up ────────────────────────────────────────────────────────────────────────────────


SHORT = {"speed/slow-transition", "speed/silent-action", "speed/slow-response", "speed/blocked-main-thread"}


@pytest.mark.parametrize(
    ("lag", "held_up"),
    [
        (None, set()),
        (749, set()),
        (750, {"speed/slow-transition"}),
        (1_750, {"speed/slow-transition", "speed/silent-action"}),
        (2_150, SHORT),
        (4_499, SHORT),
        (4_500, TIMED),
    ],
)
def test_a_machine_that_stood_still_for_as_long_says_nothing_of_the_shop(lag: float | None, held_up: set[str]) -> None:
    request = RequestEvidence(
        method="GET", url=URL, template="/cart", resource="document", party=Party.FIRST, status=200, duration_ms=4_500
    )
    slow = make_step(
        make_action(use=ActionUse(effects=("change",), feedback_ms=4_500, settled_ms=4_500, input_to_paint_ms=4_500)),
        **document(ttfb_ms=4_500),
        vitals=VitalsEvidence(lcp_ms=4_500, tbt_ms=4_500),
        transition=TransitionEvidence(settled_ms=4_500, patience_ms=20_000),
        requests=(request,),
        lag_ms=lag,
    )
    rules = {name: each for name, each in all_rules().items() if name in TIMED}
    judged = judge([make_visit(slow)], rules)
    assert {finding.rule for finding in judged.findings} == TIMED - held_up
    assert {each.rule for each in judged.outcomes if each.outcome is Outcome.INCOMPLETE} == held_up
