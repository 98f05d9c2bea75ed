"""A locator that finds nothing: what is near is told with its line, used when asked, and never where it may order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, step_of, walk

from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.model import Action, ActionKind, Locator, Value
from frictionaudit.replay.acting.mending import yaml_of
from frictionaudit.replay.events import Event, Note

PAGE = """<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1>
<header><a href="/help">Basket help</a></header>
<main><p id=said></p>
<button onclick="said.textContent = 'In your cart'">Add to basket</button>
<form onsubmit="said.textContent = 'Thanks, ' + mail.value; return false">
<label>E-mail address <input id=mail name=email></label>
<label><input type=radio name=way onclick="said.textContent = 'Locker'"> Parcel locker, 2 days</label>
<label>Country <select onchange="said.textContent = 'To ' + value"><option>Finland<option>Sweden</select></label>
<button>Save my details</button></form>
<button onclick="said.textContent = 'Ordered'">Order now</button><button>Blue</button><button>Blues</button>
</main>"""

STEPS = """
  - {step: Open, stage: arrive, goto: /, expect: {heading: Shop}}
  - {step: Put in, stage: choose, click: {role: button, name: Add to cart}, commits: cart, expect: {see: In your cart}}
  - {step: Tell, stage: checkout, fill: {Email: $email}}
  - {step: Country, stage: checkout, fill: {Country: Sweden}, expect: {see: To Sweden}}
  - use: ways
"""
WAYS = "\n- {step: Locker, stage: checkout, check: Parcel locker 3 days, expect: {see: Locker}}\n"
DATA = "data: {email: maija@example.com}"
HEAL = replace(QUICK, heals=True, pictures=False, links=False)


@pytest.mark.browser
def test_what_is_near_is_used_when_asked_and_the_line_is_told(tmp_path: Path) -> None:
    told: list[Event] = []
    (tmp_path / "ways.yaml").write_text(WAYS, encoding="utf-8")
    with serving({"/": PAGE}) as shop:
        visit = walk([plan(tmp_path, shop.url, STEPS, more=DATA, patience_s=3)], tmp_path, HEAL, told.append)[0]
    assert visit.outcome is VisitOutcome.COMPLETED
    healed = [action for step in visit.steps for action in step.actions if action.is_healed]
    assert [action.mend for action in healed] == [
        "test.yaml:11: click: {role: button, name: Add to basket}",
        "test.yaml:12: E-mail address: $email",
        'ways.yaml:2: check: "Parcel locker, 2 days"',
    ]
    notes = [event.text for event in told if isinstance(event, Note)]
    assert sum("was healed" in note for note in notes) == 3
    assert any("Write test.yaml:11: click: {role: button, name: Add to basket}" in note for note in notes)


@pytest.mark.browser
def test_what_is_near_is_only_told_otherwise_and_an_order_never_used(tmp_path: Path) -> None:
    open_it = "  - {step: Open, stage: arrive, goto: /, expect: {heading: Shop}}\n"
    put_in = open_it + "  - {step: Put in, stage: choose, click: Add to cart}\n"
    order = open_it + "  - {step: Order, stage: pay, click: Order here, commits: order, expect: {see: Ordered}}\n"
    sly = open_it + "  - {step: Sly, stage: choose, click: Order, commits: cart, expect: {see: Ordered}}\n"
    colour = open_it + "  - {step: Colour, stage: choose, click: Bluest}\n"
    quiet = replace(HEAL, heals=False)
    with serving({"/": PAGE}) as shop:
        plans = [
            plan(tmp_path, shop.url, steps, name=name, patience_s=1)
            for name, steps in (("order", order), ("sly", sly.replace("Order,", "Order me,")), ("colour", colour))
        ]
        unhealed = walk([plan(tmp_path, shop.url, put_in, name="told", patience_s=1)], tmp_path / "a", quiet)[0]
        refused = walk(plans, tmp_path / "b", HEAL)
    step = step_of(unhealed, "Put in")
    assert "near it stands what this finds: told.yaml:10: click: Add to basket" in step.failure
    assert (step.actions[0].mend, step.actions[0].is_healed) == ("told.yaml:10: click: Add to basket", False)
    assert [visit.outcome for visit in refused] == [VisitOutcome.FAILED] * 3
    assert not any(action.is_healed for visit in refused for step in visit.steps for action in step.actions)
    assert "Order now" in step_of(refused[0], "Order").actions[0].mend


@pytest.mark.parametrize(
    ("kind", "locator", "line"),
    [
        (ActionKind.CLICK, Locator(text="Add to basket"), "click: Add to basket"),
        (ActionKind.CLICK, Locator(text="2024"), 'click: "2024"'),
        (ActionKind.CLICK, Locator(role="button", name="Pay: now"), 'click: {role: button, name: "Pay: now"}'),
        (ActionKind.FILL, Locator(text="E-mail"), "E-mail: $email"),
        (ActionKind.FILL, Locator(label="E-mail"), "{label: E-mail, value: $email}"),
    ],
)
def test_the_line_is_one_that_a_file_may_hold(kind: ActionKind, locator: Locator, line: str) -> None:
    value = Value(text="x", reference="email") if kind is ActionKind.FILL else None
    assert yaml_of(Action(kind=kind, target=Locator(text="x"), value=value), locator) == line
