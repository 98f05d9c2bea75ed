"""Refused data: what a step must show to count as refused, and what the rules say of the answer."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import friction_of, is_inapplicable, is_incomplete, make_action, make_step
from tests.rules.validation.makers import form_page, judge, make_block, make_field, request_of, sent, typed

from frictionaudit.evidence.common import Box
from frictionaudit.evidence.page import FieldEvidence, LinkEvidence, PageEvidence
from frictionaudit.evidence.step import ExpectationEvidence, NavigationEvidence, StepStatus
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.rules.engine import judge as judge_run
from frictionaudit.rules.registry import Friction

REFUSED, VAGUE, DISTANT = "validation/valid-data-refused", "validation/vague-error", "validation/distant-error"
LOST, BACKEND = "validation/lost-input", "validation/backend-mismatch"

NAME, PHONE = make_field("Name", at=200), make_field("Phone", at=300)
BEFORE = form_page(NAME, PHONE)


def _wrong(field: FieldEvidence, text: str, **changes: Any) -> FieldEvidence:
    box = field.subject.box
    assert box is not None
    at = Box(x=20, y=box.y + 44, width=300, height=20)
    given = {"error": text, "error_box": at, "is_invalid": True, "is_filled": True, **changes}
    return field.model_copy(update=given)


def _page(*fields: FieldEvidence, **changes: Any) -> PageEvidence:
    return form_page(*(f.model_copy(update={"is_filled": True}) if not f.error else f for f in fields), **changes)


@pytest.mark.parametrize("name", ["Zoë O'Brien-Müller", "Maija-Liisa Meikäläinen", "Åke Ängström", "Ümit Çelik"])
def test_a_right_name_is_refused(name: str) -> None:
    after = _page(_wrong(NAME, "Only letters, please"), PHONE)
    visit = sent(BEFORE, after, typed(NAME, name), typed(PHONE, "+358 40 123 4567"))
    friction = friction_of(judge(REFUSED, visit))
    assert (friction.at.locator, friction.blocks) == ("#name", True)


@pytest.mark.parametrize(
    ("label", "value", "market", "is_found"),
    [
        ("Phone", "+358 40 123 4567", "FI", True),
        ("Phone", "12ab", "FI", False),
        ("Postcode", "00100", "FI", True),
        ("Postcode", "123 45", "SE", True),
        ("Postcode", "SW1A 1AA", "GB", True),
        ("Postcode", "ABC", "FI", False),
        ("Street address", "1420 SE Alder St #4B", "US", True),
        ("Street address", "Rua do Ouro N° 12, 3° Dto", "PT", True),
        ("E-mail", "[e-mail]", "FI", True),
        ("E-mail", "maija.example.com", "FI", False),
    ],
)
def test_data_is_right_by_market(label: str, value: str, market: str, is_found: bool) -> None:
    field = make_field(label)
    visit = sent(form_page(field), _page(_wrong(field, "Not accepted")), typed(field, value), market=market)
    assert bool(judge(REFUSED, visit)) is is_found


def test_what_cannot_be_told_to_be_right_is_incomplete() -> None:
    field = make_field("Postcode")
    visit = sent(form_page(field), _page(_wrong(field, "Not accepted")), typed(field, "ABC 1"), market="JP")
    assert is_incomplete(judge(REFUSED, visit))
    firm = make_field("Company")
    assert is_incomplete(judge(REFUSED, sent(form_page(firm), _page(_wrong(firm, "Unknown")), typed(firm, "Kuppi"))))


@pytest.mark.parametrize(
    ("hint", "value", "is_found"),
    [
        ("JJ/MM/AAAA", "25/03/1985", True),
        ("TT.MM.JJJJ, zum Beispiel 07.06.1985", "25.3.1985", True),
        ("YYYY-MM-DD", "1985-03-25", True),
        ("MM/DD/YYYY", "03/25/1985", True),
        ("PP.KK.VVVV", "25.03.1985", True),
        ("MM/DD/YYYY", "25/03/1985", False),  # written otherwise than asked for
        ("JJ/MM/AAAA", "31/02/1985", False),
        ("JJ/MM/AAAA", "25/03/2185", False),
        ("As in your passport", "25/03/1985", False),
    ],
)
def test_a_birthday_is_right_as_the_field_asks_for_it(hint: str, value: str, is_found: bool) -> None:
    field = make_field("Date of birth", autocomplete="bday", hint=hint)
    judged = judge(REFUSED, sent(form_page(field), _page(_wrong(field, "Not accepted")), typed(field, value)))
    assert (not is_incomplete(judged)) is is_found
    assert len(judged) == 1


def test_a_field_that_the_journey_left_empty_is_no_refusal_of_right_data() -> None:
    after = _page(NAME, _wrong(PHONE, "This field is required", is_filled=False))
    assert is_incomplete(judge(REFUSED, sent(BEFORE, after, typed(NAME, "Maija"))))


def test_what_was_filled_in_after_the_press_was_not_refused() -> None:
    phone = _wrong(PHONE, "Phone is missing", is_filled=True)
    visit = sent(BEFORE, _page(NAME, phone), typed(NAME, "Maija"), typed(PHONE, "+358 40 123 4567"))
    assert friction_of(judge(REFUSED, visit)).at.locator == "#phone"
    name, filled, press = visit.steps[1].actions
    late = visit.steps[1].model_copy(update={"actions": (name, press, filled)})
    assert is_incomplete(judge(REFUSED, visit.model_copy(update={"steps": (visit.steps[0], late)})))


@pytest.mark.parametrize(
    ("changes", "is_found"),
    [
        ({}, True),
        ({"requests": (request_of(422),)}, True),
        ({"requests": (request_of(200),)}, False),  # it was sent all the same: the mark stopped nobody
        ({"status": StepStatus.PASSED, "failure_kind": None}, False),
    ],
)
def test_a_field_marked_as_soon_as_it_is_left_holds_a_later_press_back(changes: dict[str, Any], is_found: bool) -> None:
    marked = _page(_wrong(NAME, "Enter a valid name"), PHONE, texts=("Your details", "Enter a valid name"))
    visit = sent(marked, marked, typed(PHONE, "+358 40 123 4567"), **changes)
    wrote = visit.steps[0].model_copy(update={"actions": (typed(NAME, "Märta-Åsa"),)})
    visit = visit.model_copy(update={"steps": (wrote, visit.steps[1])})
    found = [each for each in judge(REFUSED, visit) if isinstance(each, Friction)]
    assert [each.parameters["message"] for each in found] == ["Enter a valid name"] * is_found
    assert not any(
        isinstance(each, Friction) for rule in (VAGUE, DISTANT, LOST, BACKEND) for each in judge(rule, visit)
    )


def test_the_browser_refuses_by_a_pattern() -> None:
    phone = PHONE.model_copy(update={"fails_natively": True, "pattern": "[0-9]{10}"})
    visit = sent(BEFORE, _page(NAME, phone, is_checked_natively=True), typed(PHONE, "+358 40 123 4567"))
    assert friction_of(judge(REFUSED, visit)).variant == "browser"
    assert judge(VAGUE, visit) == []
    unchecked = sent(BEFORE, _page(NAME, phone), typed(PHONE, "+358 40 123 4567"))
    assert is_inapplicable(judge(REFUSED, unchecked))


def test_a_search_box_that_stands_on_every_page_makes_no_form_of_an_error_page() -> None:
    search = make_field("Search", kind="search", region="header")
    broken = form_page(search, texts=("Internal server error",))
    post = request_of(500, method="POST", resource="document")
    visit = sent(form_page(search), broken, requests=(post,))
    for rule in (VAGUE, BACKEND):
        assert is_inapplicable(judge(rule, visit))


def test_a_form_that_came_back_empty_was_not_refused_by_the_browser() -> None:
    emptied = PHONE.model_copy(update={"fails_natively": True, "is_required": True, "is_filled": False})
    after = form_page(NAME, emptied, is_checked_natively=True)
    assert is_inapplicable(judge(REFUSED, sent(BEFORE, after, typed(PHONE, "+358 40 123 4567"))))


def test_a_step_that_went_on_is_no_refusal() -> None:
    after = _page(_wrong(NAME, "Only letters, please"), PHONE)
    visit = sent(BEFORE, after, typed(NAME, "Maija"), status=StepStatus.PASSED, failure_kind=None)
    for rule in (REFUSED, VAGUE, DISTANT, LOST, BACKEND):
        assert is_inapplicable(judge(rule, visit))


def test_a_step_without_expectation_is_refused_where_the_next_one_breaks() -> None:
    after = _page(_wrong(NAME, "Invalid input"), PHONE)
    visit = sent(BEFORE, after, typed(NAME, "Maija"), status=StepStatus.PASSED, failure_kind=None)
    broken = make_step(index=2, name="Pay", id="pay", status=StepStatus.FAILED, failure_kind="action", page=after)
    visit = visit.model_copy(update={"steps": (*visit.steps, broken)})
    assert friction_of(judge(VAGUE, visit, 1)).at.locator == "#name"


@pytest.mark.parametrize(
    ("message", "cause", "said"),
    [("Invalid input", VAGUE, "Invalid input"), ("Only letters, please", REFUSED, "Only letters, please")],
)
def test_what_is_missing_after_a_refusal_is_the_refusals_fault(message: str, cause: str, said: str) -> None:
    after = _page(_wrong(NAME, message), PHONE)
    visit = sent(BEFORE, after, typed(NAME, "Ümit"), status=StepStatus.PASSED, failure_kind=None)
    missing = make_action(target="'Pay'", match_count=0, visible_match_count=0, element=None, use=None)
    next_step = make_step(missing, index=2, name="Pay", id="pay", status=StepStatus.FAILED, failure_kind="action")
    broken = next_step.model_copy(update={"page": after})
    found = {
        each.rule: each for each in judge_run([visit.model_copy(update={"steps": (*visit.steps, broken)})]).findings
    }
    assert found["action/missing"].explained_by in {found[REFUSED].fingerprint, found[cause].fingerprint}
    assert found["action/missing"].parameters["refusal"] == said


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_heading_that_stood_there_before_is_no_proof_that_the_form_was_taken(is_marked: bool) -> None:
    after = _page(_wrong(NAME, "Invalid input"), PHONE) if is_marked else _page(NAME, PHONE)
    held = ExpectationEvidence(kind="heading", wanted="2. Delivery", has_held=True)
    visit = sent(BEFORE, after, typed(NAME, "Maija"), status=StepStatus.PASSED, failure_kind=None, expectations=(held,))
    broken = make_step(index=2, name="Pay", id="pay", status=StepStatus.FAILED, failure_kind="action", page=after)
    visit = visit.model_copy(update={"steps": (*visit.steps, broken)})
    assert bool([each for each in judge(REFUSED, visit, 1) if isinstance(each, Friction)]) is is_marked


def test_a_press_that_was_held_or_failed_is_judged_by_others() -> None:
    after = _page(_wrong(NAME, "Invalid input"), PHONE)
    visit = sent(BEFORE, after, typed(NAME, "Maija"))
    step = visit.steps[-1]
    for change in ({"is_held": True, "use": None}, {"failure": "it is covered"}):
        press = step.actions[-1].model_copy(update=change)
        held = step.model_copy(update={"actions": (*step.actions[:-1], press)})
        assert is_inapplicable(judge(VAGUE, visit.model_copy(update={"steps": (visit.steps[0], held)})))


def test_a_vague_message_and_a_helpful_one() -> None:
    after = _page(_wrong(NAME, "Invalid value"), PHONE)
    assert friction_of(judge(VAGUE, sent(BEFORE, after, typed(NAME, "M4"), drill=True))).at.locator == "#name"
    summary = make_block("Name: letters only, please", role="alert", box=Box(x=20, y=20, width=300, height=20))
    explained = form_page(*after.forms[0].fields, texts=(summary,))
    assert judge(VAGUE, sent(BEFORE, explained, typed(NAME, "M4"), drill=True)) == []


def test_the_words_that_say_nothing_are_quoted_and_not_what_announces_them() -> None:
    announced = make_block("Oops! We found some errors - please check the error messages below and try again")
    said = make_block("Invalid input.", box=Box(x=20, y=150, width=90, height=17))
    after = form_page(NAME, PHONE, texts=("Your details", announced, said))
    found = friction_of(judge(VAGUE, sent(BEFORE, after, typed(NAME, "M4"), drill=True)))
    assert found.parameters["message"] == "Invalid input."


def test_a_refusal_without_a_word() -> None:
    marked = _page(NAME.model_copy(update={"is_invalid": True}), PHONE)
    assert friction_of(judge(VAGUE, sent(BEFORE, marked, typed(NAME, "M4"), drill=True))).variant == "silent"
    nothing = sent(BEFORE, _page(NAME, PHONE), typed(NAME, "M4"), drill=True)
    assert friction_of(judge(VAGUE, nothing)).variant == "silent"
    # On the walk a step that fails for another reason is no refusal.
    assert is_inapplicable(judge(VAGUE, sent(BEFORE, _page(NAME, PHONE), typed(NAME, "Maija"))))


@pytest.mark.parametrize(("top", "is_found"), [(441, True), (439, False)])
def test_a_message_is_near_within_a_hundred_pixels(top: float, is_found: bool) -> None:
    text = make_block("Check the name.", box=Box(x=20, y=top - 100 + 40, width=300, height=20))
    field = make_field("Name", at=200)
    page = form_page(field.model_copy(update={"is_filled": True}), texts=(text,))
    box = Box(x=20, y=top - 200 + 100, width=300, height=20)
    page = form_page(field.model_copy(update={"is_filled": True}), texts=(text.model_copy(update={"box": box}),))
    gap = box.y - 240
    visit = sent(form_page(field), page, typed(field, "M4"), drill=True)
    assert (gap > 100) is is_found
    assert bool(judge(DISTANT, visit)) is is_found


@pytest.mark.parametrize(("text", "is_found"), [("A phone has ten digits.", True), ("Spring is here.", False)])
def test_a_text_that_names_a_field_newly_marked_wrong_is_its_message(text: str, is_found: bool) -> None:
    block = make_block(text, box=Box(x=20, y=20, width=300, height=20))
    after = _page(NAME, PHONE.model_copy(update={"is_invalid": True, "is_filled": True}), texts=(block,))
    visit = sent(BEFORE, after, typed(PHONE, "12ab"), drill=True)
    assert any(isinstance(verdict, Friction) for verdict in judge(DISTANT, visit)) is is_found


def test_a_message_out_of_view() -> None:
    below = _wrong(NAME, "Letters only", error_box=Box(x=20, y=1200, width=300, height=20))
    assert friction_of(judge(DISTANT, sent(BEFORE, _page(below, PHONE), typed(NAME, "M4"), drill=True))).variant == (
        "out-of-view"
    )


@pytest.mark.parametrize(("text", "is_found"), [("Write your e-mail with an @", True), ("Ships by Monday", False)])
def test_a_message_out_of_view_that_names_what_was_made_wrong_on_purpose(text: str, *, is_found: bool) -> None:
    told = make_block(text, is_in_viewport=False, box=Box(x=0, y=-300, width=300, height=20))
    mail = make_field("E-mail")
    visit = sent(form_page(mail), _page(mail, texts=(told,)), typed(mail, "maija.example.com"), drill=True)
    verdicts = judge(DISTANT, visit)
    assert friction_of(verdicts).variant == "out-of-view" if is_found else is_inapplicable(verdicts)


def test_what_the_typing_had_brought_up_is_no_message() -> None:
    told = make_block(
        "Enter a valid name", role="alert", is_in_viewport=False, box=Box(x=0, y=-300, width=300, height=20)
    )
    ways = make_block("Standard delivery, 2–4 days", box=Box(x=0, y=400, width=300, height=20))
    visit = sent(BEFORE, _page(NAME, PHONE, texts=(told, ways)), typed(NAME, "M4"), drill=True)
    step = visit.steps[-1]
    press = step.actions[-1].model_copy(update={"view": (ways,)})
    step = step.model_copy(update={"actions": (*step.actions[:-1], press)})
    seen = visit.model_copy(update={"steps": (visit.steps[0], step)})
    assert friction_of(judge(DISTANT, seen)).variant == "out-of-view"


@pytest.mark.parametrize("text", ["Enter a valid name, say Maija Virtanen", "Invalid"])
def test_what_a_field_that_was_left_says_is_still_said_after_the_press(text: str) -> None:
    """The shop checks each field as it is left; the server then refuses the whole form in the same words."""
    visit = sent(BEFORE, form_page(_wrong(NAME, text), PHONE), typed(NAME, "M4"), drill=True)
    step = visit.steps[-1]
    shown = make_block(text, box=Box(x=20, y=250, width=300, height=20))
    press = step.actions[-1].model_copy(update={"view": (shown,)})
    step = step.model_copy(update={"actions": (*step.actions[:-1], press)})
    seen = visit.model_copy(update={"steps": (visit.steps[0], step)})
    found = [verdict.variant for verdict in judge(VAGUE, seen) if isinstance(verdict, Friction)]
    assert found == ([] if "say" in text else [""])


@pytest.mark.parametrize(
    ("text", "is_said"),
    [("Names may only hold the letters A to Z.", True), ("Delivered by Thursday, free of charge", False)],
)
def test_what_came_up_beside_a_field_that_was_left_is_tied_to_it_by_its_place(text: str, *, is_said: bool) -> None:
    """No attribute says whose the message is, and it stood there when the button was pressed."""
    shown = make_block(text, box=Box(x=20, y=245, width=300, height=20))
    after = _page(NAME, PHONE, texts=("Your details", shown))
    visit = sent(BEFORE, after, typed(NAME, "Zoë O'Brien"), requests=(request_of(422),))
    step = visit.steps[-1]
    press = step.actions[-1].model_copy(update={"view": (shown,)})
    step = step.model_copy(update={"actions": (*step.actions[:-1], press)})
    seen = visit.model_copy(update={"steps": (visit.steps[0], step)})
    assert any(isinstance(each, Friction) for each in judge(REFUSED, seen)) is is_said
    assert any(isinstance(each, Friction) for each in judge(BACKEND, seen)) is not is_said


def test_a_summary_with_links_is_no_distance() -> None:
    text = "Check the phone number"
    block = make_block(text, box=Box(x=20, y=20, width=300, height=20))
    at = make_field("Phone", at=600)
    links = (LinkEvidence(text=text, url="http://127.0.0.1:8000/#phone"),)
    linked = form_page(at.model_copy(update={"is_filled": True}), texts=(block,), links=links)
    plain = form_page(at.model_copy(update={"is_filled": True}), texts=(block,))
    assert judge(DISTANT, sent(form_page(at), linked, typed(at, "12ab"), drill=True)) == []
    # The words of the link need not be those of the message over it, and the page's address may be masked.
    other = (LinkEvidence(text="Phone", url="http://127.0.0.1:8000/c/4f2a/#phone"),)
    listed = form_page(at.model_copy(update={"is_filled": True}), texts=(block,), links=other)
    assert judge(DISTANT, sent(form_page(at), listed, typed(at, "12ab"), drill=True)) == []
    assert friction_of(judge(DISTANT, sent(form_page(at), plain, typed(at, "12ab"), drill=True))).variant == ""


def test_a_bank_that_declined_is_about_no_field() -> None:
    text = "Your bank declined the payment. Check the card, or choose another way to pay."
    block = make_block(text, role="dialog", box=Box(x=20, y=20, width=300, height=20))
    at = make_field("Card", at=600)
    page = form_page(at.model_copy(update={"is_filled": True}), texts=(block,))
    assert is_inapplicable(judge(DISTANT, sent(form_page(at), page, typed(at, "4000"), drill=True)))


@pytest.mark.parametrize(
    ("text", "is_refused", "variant"),
    [
        ("Invalid input.", True, None),  # that it says nothing is told already
        ("Invalid input.", False, None),
        ("The phone number takes digits only.", True, ""),
        ("The phone number takes digits only.", False, ""),
    ],
)
def test_a_word_that_names_no_field_stands_far_from_none(text: str, is_refused: bool, variant: str | None) -> None:
    block = make_block(text, role="alert", box=Box(x=20, y=20, width=300, height=20))
    at = make_field("Phone", at=600)
    page = form_page(at.model_copy(update={"is_filled": True}), texts=(block,))
    requests = (request_of(422),) if is_refused else ()
    verdicts = judge(DISTANT, sent(form_page(at), page, typed(at, "12ab"), drill=True, requests=requests))
    assert [v.variant for v in verdicts if isinstance(v, Friction)] == ([] if variant is None else [variant])


def test_other_fields_are_lost() -> None:
    after = form_page(NAME, _wrong(PHONE, "Digits only"))
    visit = sent(BEFORE, after, typed(NAME, "Maija"), typed(PHONE, "12ab"), drill=True)
    assert friction_of(judge(LOST, visit)).at.locator == "#name"
    kept = _page(NAME, _wrong(PHONE, "Digits only", is_filled=False))
    assert judge(LOST, sent(BEFORE, kept, typed(NAME, "Maija"), typed(PHONE, "12ab"), drill=True)) == []


def test_secrets_may_be_empty() -> None:
    secret = make_field("Password", kind="password", is_sensitive=True)
    after = form_page(secret, _wrong(PHONE, "Digits only"))
    visit = sent(form_page(secret, PHONE), after, typed(secret, "[secret]"), typed(PHONE, "12ab"), drill=True)
    assert is_incomplete(judge(LOST, visit))


@pytest.mark.parametrize("status", [400, 409, 422, 500])
def test_the_server_refuses_and_the_page_says_nothing_that_helps(status: int) -> None:
    silent = sent(BEFORE, _page(NAME, PHONE), typed(NAME, "Maija"), requests=(request_of(status),))
    assert friction_of(judge(BACKEND, silent)).variant == "silent"
    generic = _page(NAME, PHONE, texts=(make_block("Something went wrong", role="alert"),))
    said = sent(BEFORE, generic, typed(NAME, "Maija"), requests=(request_of(status),))
    assert friction_of(judge(BACKEND, said)).parameters["message"] == "Something went wrong"
    assert is_inapplicable(judge(VAGUE, said))
    wrong_on_purpose = sent(BEFORE, generic, typed(NAME, "M4"), requests=(request_of(status),), drill=True)
    assert friction_of(judge(VAGUE, wrong_on_purpose))


@pytest.mark.parametrize(
    ("resource", "status", "text", "drill", "is_found"),
    [
        ("document", 422, "Invalid input", True, False),  # the server is the form's own check
        ("fetch", 422, "Invalid input", True, False),
        ("fetch", 422, "Error", True, False),
        ("fetch", 422, "Something went wrong", True, True),
        ("fetch", 500, "Error", True, True),
        ("document", 422, "Invalid input", False, True),
        ("fetch", 422, "Invalid input", False, True),
    ],
)
def test_wrong_data_that_brings_the_form_back_vaguely_is_one_friction(
    resource: str, status: int, text: str, drill: bool, is_found: bool
) -> None:
    after = _page(NAME, PHONE, texts=(make_block(text, role="alert"),))
    request = request_of(status, resource=resource)
    visit = sent(BEFORE, after, typed(NAME, "M4"), requests=(request,), drill=drill)
    assert any(isinstance(verdict, Friction) for verdict in judge(BACKEND, visit)) is is_found
    assert any(isinstance(verdict, Friction) for verdict in judge(VAGUE, visit)) is drill


@pytest.mark.parametrize(("fields", "is_error_page"), [((NAME, PHONE), False), ((), True)])
def test_a_form_that_comes_back_with_the_status_of_a_refusal_is_no_error_page(
    fields: tuple[FieldEvidence, ...], is_error_page: bool
) -> None:
    visit = sent(
        BEFORE,
        _page(*fields, texts=(make_block("Something went wrong", role="alert"),)),
        typed(NAME, "Maija"),
        requests=(request_of(422, resource="document"),),
        failure_kind="navigation",
        navigations=(NavigationEvidence(url="http://127.0.0.1:8000/details", status=422),),
    )
    assert bool(judge("errors/http-error-page", visit)) is is_error_page
    assert is_inapplicable(judge(BACKEND, visit)) is is_error_page


@pytest.mark.parametrize(
    ("text", "status", "is_found"),
    [
        ("Error 422: the request could not be processed.", 422, True),
        ("Enter the phone number in digits", 422, False),
        ("Something went wrong", 500, False),  # errors/http-error-page tells it
    ],
)
def test_wrong_data_that_ends_on_a_page_without_the_form(text: str, status: int, is_found: bool) -> None:
    visit = sent(
        BEFORE,
        _page(texts=(make_block(text),)),
        typed(PHONE, "12ab"),
        requests=(request_of(status, resource="document"),),
        failure_kind="navigation",
        navigations=(NavigationEvidence(url="http://127.0.0.1:8000/details", status=status),),
        drill=True,
    )
    assert any(isinstance(verdict, Friction) for verdict in judge(BACKEND, visit)) is is_found


def test_the_server_refuses_and_the_page_says_why() -> None:
    after = _page(NAME, _wrong(PHONE, "Enter the phone number in digits"))
    visit = sent(BEFORE, after, typed(PHONE, "12ab"), drill=True, requests=(request_of(422),))
    assert judge(BACKEND, visit) == []


@pytest.mark.parametrize(
    "change", [{"status": 404}, {"method": "GET"}, {"by_action": False}, {"is_beacon": True}, {"resource": "image"}]
)
def test_other_answers_are_no_refusal(change: dict[str, Any]) -> None:
    request = request_of(change.pop("status", 422), **change)
    assert is_inapplicable(judge(BACKEND, sent(BEFORE, _page(NAME, PHONE), typed(NAME, "Maija"), requests=(request,))))


@pytest.mark.parametrize("is_drill", [False, True])
def test_payments_are_judged_elsewhere_but_not_data_that_was_made_wrong(is_drill: bool) -> None:
    visit = sent(
        BEFORE, _page(NAME, PHONE), typed(NAME, "Maija"),
        requests=(request_of(422, template="/api/pay"),), commits=Commitment.PAYMENT, drill=is_drill,
    )  # fmt: skip
    verdicts = judge(BACKEND, visit)
    assert friction_of(verdicts).variant == "silent" if is_drill else is_inapplicable(verdicts)


@pytest.mark.parametrize(("status", "is_found"), [(500, False), (422, True)])
def test_a_cart_that_broke_down_is_no_refusal_of_details(status: int, *, is_found: bool) -> None:
    colour, requests = make_field("Colour"), (request_of(status, template="/api/cart"),)
    visit = sent(
        form_page(colour), _page(colour), typed(colour, "White"),
        requests=requests, commits=Commitment.CART, stage=Stage.CHOOSE,
    )  # fmt: skip
    verdicts = judge(BACKEND, visit)
    assert friction_of(verdicts).variant == "silent" if is_found else is_inapplicable(verdicts)


@pytest.mark.parametrize(
    ("labels", "words", "is_found"),
    [
        (("Full name", "Street", "Town"), "Something went wrong.", True),
        (("Full name", "Street", "Town"), "", True),
        (("Full name", "Street", "Town"), "Your card was declined.", False),
        (("Full name", "Street", "Town"), "The payment failed.", False),
        (("Full name",), "Something went wrong.", False),  # on the card
    ],
)
def test_a_checkout_of_one_page_that_the_server_refuses(labels: tuple[str, ...], words: str, *, is_found: bool) -> None:
    fields = [make_field(label) for label in labels]
    after = form_page(*fields, texts=(make_block(words, role="alert"),) if words else ())
    visit = sent(
        form_page(*fields), after, *(typed(field, "Maija") for field in fields),
        requests=(request_of(422, template="/api/pay"),), commits=Commitment.PAYMENT,
    )  # fmt: skip
    assert any(isinstance(told, Friction) for told in judge(BACKEND, visit)) is is_found


@pytest.mark.parametrize(
    ("paths", "is_found"),
    [
        (("/api/checkout/details",), True),
        (("/rest/V1/guest-carts/{id}/shipping-information",), True),
        (("/api/payment-details",), False),
        (("/api/details", "/api/orders"), False),
    ],
)
def test_what_is_sent_before_the_payment_is_no_payment(paths: tuple[str, ...], *, is_found: bool) -> None:
    requests = tuple(request_of(422, template=path) for path in paths)
    visit = sent(BEFORE, _page(NAME, PHONE), typed(NAME, "Maija"), requests=requests, commits=Commitment.PAYMENT)
    assert any(isinstance(told, Friction) for told in judge(BACKEND, visit)) is is_found


def test_a_page_that_was_not_seen_is_incomplete() -> None:
    visit = sent(BEFORE, _page(NAME), typed(NAME, "Maija"))
    step = visit.steps[-1].model_copy(update={"page": None})
    gone = visit.model_copy(update={"steps": (visit.steps[0], step)})
    for rule in (REFUSED, VAGUE, DISTANT, LOST, BACKEND):
        assert is_incomplete(judge(rule, gone))


@pytest.mark.parametrize(
    ("changes", "is_found"),
    [
        ({"commits": Commitment.ORDER}, True),
        ({"commits": Commitment.PAYMENT}, True),
        ({"commits": Commitment.PAYMENT, "requests": (request_of(422, template="/api/pay"),)}, False),
        ({"commits": Commitment.CART, "stage": Stage.CHOOSE}, False),
        ({"commits": Commitment.ORDER, "requests": (request_of(503),)}, False),
        ({"commits": Commitment.ORDER, "page": form_page(texts=("Blue mug", "Sold out: 2 left of 3"))}, False),
    ],
)
def test_a_refusal_after_which_no_form_is_left(changes: dict[str, Any], is_found: bool) -> None:
    review = form_page(texts=("Blue mug",))
    visit = sent(review, changes.pop("page", review), **{"requests": (request_of(500),), **changes})
    assert any(isinstance(told, Friction) for told in judge(BACKEND, visit)) is is_found


def test_a_press_alone_is_no_form() -> None:
    assert is_inapplicable(judge(VAGUE, sent(form_page(), form_page(), make_action(is_primary=False))))
