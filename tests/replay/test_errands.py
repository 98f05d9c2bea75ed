"""Detours and drills: what they send, what they never send, and why some are not begun."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.replay.shop import Answer, Page, Request, serving
from tests.replay.walking import plan, walk

from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.journey.model import Action, ActionKind, Drill, DrillKind, Locator, Stage, Step, Value
from frictionaudit.replay.drafts import PageDraft, StepDraft
from frictionaudit.replay.errands.errand_steps import cart_address, changed_step, with_card
from frictionaudit.replay.errands.sabotage import Sabotage
from frictionaudit.replay.plan import dry_run_notes, errand_plans

CHECKOUT = """<!doctype html><html lang=en><title>Checkout</title><h1>Checkout</h1>
<form method=post action=/buy><label>Name <input name=name></label><button>Pay 24,90 €</button></form>"""
THANKS = "<!doctype html><html lang=en><h1>Thank you for your order</h1><p>Order number: A-10023</p>"
PAGES: dict[str, Page] = {"/": CHECKOUT, "/buy": THANKS}
STEPS = """  - {step: Open, stage: checkout, goto: /}
  - {step: Pay, stage: pay, fill: {Name: Maija}, click: "Pay 24,90 €", commits: payment, expect: {see: Thank you}}
"""
ERRANDS = """drills:
  - {reload_confirmation: Pay}
  - {double_submit: Pay}
  - {invalid_input: Pay, fill: {Name: "?"}}
  - {payment_declined: Pay, request: "**/other"}
detours:
  - {reload: Pay}
  - {deep_link: Open, referrer: "https://social.example/"}
  - {deep_link: /nowhere}
"""


def errands_of(tmp_path: Path, pages: dict[str, Page], more: str) -> tuple[dict[str, VisitEvidence], Any]:
    with serving(pages) as shop:
        first = plan(tmp_path, shop.url, STEPS, more=more)
        visits = walk([first, *errand_plans(first.journey, first.persona, first.browser)], tmp_path)
        return {visit.errand: visit for visit in visits}, shop


@pytest.mark.browser
def test_an_order_is_sent_once_but_for_the_double_press(tmp_path: Path) -> None:
    visits, shop = errands_of(tmp_path, PAGES, ERRANDS)
    assert visits["walk"].outcome is VisitOutcome.COMPLETED
    for errand in ("reload_confirmation@pay", "reload@pay"):
        facts = visits[errand].errand_facts
        assert facts is not None
        assert "would send it once more" in facts.failure
        assert [look.id for look in visits[errand].aftermath] == []
    twice = visits["double_submit@pay"]
    assert twice.errand_facts is not None
    assert twice.errand_facts.presses == 2
    resent = [each for each in twice.errand_facts.sent if each.moment == "reload"]
    assert [each.template for each in resent] == ["/buy"]
    never = visits["payment_declined@pay"].errand_facts
    assert never is not None
    assert "never sent" in never.failure
    # Once each: the walk, the two that would reload, the wrong name, the drill whose request never came. The double
    # press sends one or two (the first may be called off before it leaves), and its reload one more.
    assert len(shop.reached("/buy")) in (5 + 1 + 1, 5 + 2 + 1)
    assert [look.page.headings for look in visits["deep_link@open"].aftermath if look.page] == [("Checkout",)]
    assert visits["deep_link@/nowhere"].aftermath[0].navigations[-1].status == 404
    assert all(visit.faults == () for visit in visits.values())


@pytest.mark.browser
def test_no_drill_runs_where_orders_are_not_allowed(tmp_path: Path) -> None:
    visits, shop = errands_of(tmp_path, PAGES, "safety: {allow_order: false}\n" + ERRANDS)
    assert shop.reached("/buy") == []
    reasons = {errand: visit.reason for errand, visit in visits.items() if errand != "walk"}
    assert [errand for errand, reason in reasons.items() if not reason] == ["deep_link@open", "deep_link@/nowhere"]
    assert "allow_order" in reasons["double_submit@pay"]
    assert "allow_order" in reasons["invalid_input@pay"]
    assert visits["double_submit@pay"].outcome is VisitOutcome.STOPPED_FOR_SAFETY


@pytest.mark.browser
def test_a_path_that_is_broken_itself_is_not_walked_again_for_each_drill(tmp_path: Path) -> None:
    visits, shop = errands_of(tmp_path, {**PAGES, "/buy": "<!doctype html><h1>Out of order</h1>"}, ERRANDS)
    assert len(shop.reached("/buy")) == 1
    assert visits["double_submit@pay"].reason == "the walk itself does not get past 'Pay'"


def test_errands_of_one_kind_at_one_step_are_told_apart(tmp_path: Path) -> None:
    more = "detours:\n  - {deep_link: /a/b}\ndrills:\n  - {invalid_input: Pay, fill: {A: x}}\n" * 1
    more += "  - {invalid_input: Pay, fill: {B: x}}\n"
    first = plan(tmp_path, "http://127.0.0.1:9", STEPS, more=more)
    plans = errand_plans(first.journey, first.persona, first.browser)
    assert [each.errand for each in plans] == ["deep_link@/a/b", "invalid_input@pay", "invalid_input@pay"]
    ids = [each.id.removeprefix(first.id) for each in plans]
    assert ids == [".deep_link.a-b", ".invalid_input.pay", ".invalid_input.pay.2"]
    assert dry_run_notes(plans)[0] == plans[0].id


def test_what_a_drill_types_instead() -> None:
    def fill(name: str, text: str, reference: str | None = None) -> Action:
        return Action(kind=ActionKind.FILL, target=Locator(text=name), value=Value(text=text, reference=reference))

    step = Step(name="Pay", id="pay", stage=Stage.PAY, actions=(
        fill("Number", "4242", "card.number"), fill("Mail", "a@b.example"),
        Action(kind=ActionKind.CLICK, target=Locator(text="Pay")),
    ))  # fmt: skip
    declined = changed_step(step, Drill(kind=DrillKind.PAYMENT_DECLINED, step="Pay", card="4000"))
    assert [each.value.text for each in declined.actions if each.value] == ["4000", "a@b.example"]
    assert with_card(step, "4000") == declined
    assert with_card(step, None) is step
    wrong = ((Locator(text="Mail"), Value(text="a.example")), (Locator(text="City"), Value(text="?")))
    typed = changed_step(step, Drill(kind=DrillKind.INVALID_INPUT, step="Pay", fill=wrong))
    assert [each.value.text if each.value else "click" for each in typed.actions] == ["4242", "a.example", "?", "click"]


@pytest.mark.browser
def test_a_page_that_is_fetched_anew_after_its_payment_failed_is_the_shop_s_own(tmp_path: Path) -> None:
    sends = "event.preventDefault(); fetch('/', {method: 'POST'}).then(r => location = r.ok ? '/buy' : '/')"
    pages: dict[str, Page] = {"/": CHECKOUT.replace("<form", f'<form onsubmit="{sends}"'), "/buy": THANKS}
    with serving(pages) as shop:
        more = "drills:\n  - {payment_error: Pay, request: '**127.0.0.1:*/'}\n"
        first = plan(tmp_path, shop.url, STEPS, more=more)
        drill = walk([first, *errand_plans(first.journey, first.persona, first.browser)], tmp_path)[1]
    facts = drill.errand_facts
    assert facts is not None
    assert (facts.request, facts.request_count, facts.is_page_request) == ("POST /", 1, False)
    assert [each.status for each in drill.steps[1].navigations] == [200]


@pytest.mark.parametrize(
    ("drill", "hosts", "address", "is_met"),
    [
        ({"request": "**/api/pay"}, (), "https://shop.example/api/pay?x=1", True),
        ({"request": "**/api/pay"}, ("pay.example",), "https://pay.example/v1", False),
        ({}, ("*.pay.example",), "https://api.pay.example:8443/v1", True),
        ({}, ("*.pay.example",), "https://shop.example/?to=api.pay.example/", False),
        ({}, ("*.pay.example",), "https://user@evil.example/api.pay.example", False),
    ],
)
def test_which_requests_a_failing_provider_means(
    drill: dict[str, str], hosts: tuple[str, ...], address: str, is_met: bool
) -> None:
    sabotage = Sabotage(Drill(kind=DrillKind.PAYMENT_ERROR, step="Pay", **drill), hosts)
    assert sabotage.is_wanted
    assert (sabotage._pattern().search(address) is not None) is is_met


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        (("http://s.example/en/cart",), "http://s.example/en/cart"),
        (("http://s.example/varukorg.html?a=1",), "http://s.example/varukorg.html?a=1"),
        (("http://other.example/cart", "http://s.example/cart/add", "http://s.example/cartoons"), None),
    ],
)
def test_where_the_cart_is(addresses: tuple[str, ...], found: str | None) -> None:
    step = Step(name="Open", id="open", stage=Stage.CART)
    drafts = []
    for address in addresses:
        draft = StepDraft(0, step, 0, 1)
        draft.page = PageDraft(address, '{"page": {"links": []}}')
        drafts.append(draft)
    assert cart_address(drafts, "s.example") == found


CARD_FORM = """<!doctype html><html lang=en><title>Paypath</title><h1>Pay by card</h1><form method=post>{note}
<label>Card number <input name=number autocomplete=cc-number></label><label>CVC <input name=cvc></label>
<button>Pay 24,90 €</button></form><a href="{shop}/back">Cancel</a>"""
ASKS = """<!doctype html><html lang=en><title>Paypath</title><h1>Confirm the payment in your bank</h1>
<form method=post><button name=yes>Confirm</button></form><a href="{shop}/back">Cancel</a>"""
GIVING_UP = """  - {step: Open, stage: checkout, goto: /, click: To the payment, expect: {heading: Pay by card}}
  - {step: Pay, stage: pay, fill: {Card number: $card.number, CVC: $card.cvc}, click: "Pay 24,90 €", commits: payment,
     expect: {see: Thank you}}
"""
WITH_CARD = """safety: {allow_order: true, hosts: [localhost]}
data: {card: {number: "4242 4242 4242 4242", cvc: "123"}}
drills: [{authentication_abandoned: Pay, card: "4000 0027 6000 3184"}]
"""


@pytest.mark.browser
@pytest.mark.parametrize(("answer", "is_bank"), [(ASKS, True), (CARD_FORM, False)])
def test_a_bank_that_asks_at_the_address_of_the_card_form(tmp_path: Path, answer: str, *, is_bank: bool) -> None:
    def provider(request: Request) -> Answer:
        if "4242" in request.body:
            return Answer(THANKS)
        form, note = (CARD_FORM, "") if request.method == "GET" else (answer, "<p>That card was refused.</p>")
        return Answer(form.format(shop=shop.url, note=note))

    pages: dict[str, Page] = {
        "/": "<!doctype html><html lang=en><h1>Checkout</h1><a href=FOREIGN/card>To the payment</a>",
        "/card": provider,
        "/back": "<!doctype html><html lang=en><h1>Checkout</h1><p>You gave up the payment. Please try again.</p>",
    }
    with serving(pages) as shop:
        first = plan(tmp_path, shop.url, GIVING_UP, more=WITH_CARD)
        visits = walk([first, *errand_plans(first.journey, first.persona, first.browser)], tmp_path)
    facts = visits[1].errand_facts
    assert facts is not None
    assert facts.gave_up_by == ("cancel" if is_bank else None)


CONFIRMS = """  - {step: Order, stage: pay, goto: /, click: Order and pay, commits: order,
     expect: {heading: Confirm the payment}}
  - {step: Confirm, stage: pay, click: Confirm, commits: payment, expect: {see: Thank you}}
"""
AT_THE_BANK = """safety: {allow_order: true, hosts: [localhost]}
drills: [{authentication_abandoned: Confirm}]
"""


@pytest.mark.browser
@pytest.mark.parametrize("bank", ["FOREIGN/bank", "/bank"])
def test_a_step_that_begins_at_the_bank_is_given_up_there(tmp_path: Path, bank: str) -> None:
    pages: dict[str, Page] = {
        "/": f"<!doctype html><html lang=en><h1>Checkout</h1><a href={bank}>Order and pay</a>",
        "/bank": lambda request: Answer(THANKS if request.method == "POST" else ASKS.format(shop=shop.url)),
        "/back": "<!doctype html><html lang=en><h1>Checkout</h1><p>You gave up the payment. Please try again.</p>",
    }
    with serving(pages) as shop:
        first = plan(tmp_path, shop.url, CONFIRMS, more=AT_THE_BANK)
        walked, drilled = walk([first, *errand_plans(first.journey, first.persona, first.browser)], tmp_path)
    assert walked.outcome is VisitOutcome.COMPLETED
    assert drilled.errand_facts is not None
    assert (drilled.errand_facts.gave_up_by, drilled.errand_facts.failure) == ("cancel", "")
    (look,) = (each for each in drilled.aftermath if each.id == "given-up")
    assert look.page is not None
    assert "You gave up the payment" in look.page.text
