"""What the writer writes loads without a mistake, says what was found, and reads as if a person had written it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from frictionaudit.discover.sketch import ActionSketch, JourneySketch, StepSketch, Variable
from frictionaudit.discover.writing.writer import journey_text, write_journey
from frictionaudit.errors import UsageError
from frictionaudit.journey import check, load_journey
from frictionaudit.journey.model import (
    Action,
    ActionKind,
    Commitment,
    Consent,
    Expectation,
    ExpectationKind,
    Goods,
    Journey,
    Locator,
    Stage,
    Value,
)

HOSTILE = (
    *("Buy: a # mug", "'quoted'", '"', "- a", "null", "true", "yes", "00100", "1e3", "0x1F", "~", "12:30"),
    *("${HOME}", "$${HOME}", "${SHOP_URL:-x}", "$email", "$5", "*.x", "&a", "!tag", "@x", "`x`", "%x", "{a: b}"),
    *("a, b", "key: value", "trailing ", "? x", "| x", "> x", "<<", "=", "a\\b", "</script>", "\u202eevil", "é😀"),
    *("Sähköposti *", "Kortin numero: (Visa)", "x" * 200, "a\u200bb", "24,90\u00a0€", "...", "#", ",", ":", "down"),
    *("[a, b]", "---", "2024-01-01", "end", "a\nb", "\x07"),
)


def sketch_of(*steps: StepSketch, **more: object) -> JourneySketch:
    return JourneySketch.model_validate(
        {"name": "Buy a mug", "base_url": "https://shop.example", "steps": steps, **more}
    )


def step_of(*actions: Action, name: str = "Do it", **more: object) -> StepSketch:
    sketches = tuple(ActionSketch(action=each) for each in actions)
    return StepSketch.model_validate({"name": name, "stage": Stage.FIND, "actions": sketches, **more})


def loaded(sketch: JourneySketch, folder: Path) -> Journey:
    path = folder / "journey.yaml"
    write_journey(sketch, path, overwrite=True)
    return load_journey(path, env={"HOME": "/must/not/appear", "SHOP_PASSWORD": "hunter2"})


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


FILL, CLICK, SEE = ActionKind.FILL, ActionKind.CLICK, ExpectationKind.SEE

WHOLE = JourneySketch(
    name="Buy a mug as a guest",
    base_url=Variable(name="SHOP_URL", default="https://shop.example"),
    locale="fi-FI",
    market="FI",
    currency="EUR",
    consent=Consent.REJECT,
    goods=Goods.PHYSICAL,
    personas=("mobile-first", "desktop-careful"),
    hosts=("*.stripe.com",),
    data={
        "email": "maija.meikalainen@example.com",
        "name": "Maija Meikäläinen",
        "address": {"street": "Mannerheimintie 1 A 5", "postcode": "00100", "phone": "+358 40 123 4567"},
        "card": {"number": "4242 4242 4242 4242", "expiry": "12/34", "cvc": "123", "name": "Maija Meikäläinen"},
    },
    payment_methods=("card", "invoice"),
    comment="Written by frictionaudit from a recording.\nRead it once before you trust it.",
    head_comments={"consent": "what to do with the cookie banner", "data": "who buys"},
    steps=(
        StepSketch(
            name="Open the shop",
            stage=Stage.ARRIVE,
            actions=(ActionSketch(action=Action(kind=ActionKind.GOTO, value=Value(text="/"))),),
            expect=(Expectation(kind=ExpectationKind.HEADING, text="Kahvimukit"),),
        ),
        StepSketch(
            name="Put it in the cart",
            stage=Stage.CHOOSE,
            actions=(
                ActionSketch(
                    action=Action(kind=CLICK, target=Locator(role="button", name="Lisää ostoskoriin")),
                    comment="two of them were alike: the first",
                ),
            ),
            commits=Commitment.CART,
            expect=(Expectation(kind=SEE, text="Lisätty ostoskoriin"),),
        ),
        StepSketch(
            name="Give my details",
            stage=Stage.CHECKOUT,
            comment="The shop asked for a phone number here.",
            actions=(
                ActionSketch(
                    action=Action(
                        kind=FILL, target=Locator(text="Sähköposti"), value=Value(text="x", reference="email")
                    )
                ),
                ActionSketch(
                    action=Action(kind=FILL, target=Locator(text="Postinumero"), value=Value(text="00100")),
                    comment="guessed by its place",
                ),
                ActionSketch(action=Action(kind=ActionKind.CHECK, target=Locator(text="Hyväksyn ehdot"))),
                ActionSketch(action=Action(kind=CLICK, target=Locator(text="Jatka maksamaan"))),
            ),
            expect=(Expectation(kind=ExpectationKind.URL, text="**/maksu"),),
        ),
        StepSketch(
            name="Pay",
            stage=Stage.PAY,
            actions=(ActionSketch(action=Action(kind=CLICK, target=Locator(text="Maksa 24,90 €"))),),
            commits=Commitment.PAYMENT,
            patience_s=20,
        ),
    ),
)

WRITTEN = """\
# Written by frictionaudit from a recording.
# Read it once before you trust it.
version: 1
journey: Buy a mug as a guest
base_url: ${SHOP_URL:-https://shop.example}
locale: fi-FI
market: FI
currency: EUR
consent: reject  # what to do with the cookie banner
goods: physical
personas: [mobile-first, desktop-careful]
safety: {hosts: ["*.stripe.com"]}
data:  # who buys
  email: maija.meikalainen@example.com
  name: Maija Meikäläinen
  address: {street: Mannerheimintie 1 A 5, postcode: "00100", phone: +358 40 123 4567}
  card: {number: 4242 4242 4242 4242, expiry: 12/34, cvc: "123", name: Maija Meikäläinen}
payment: {methods: [card, invoice]}
steps:
  - step: Open the shop
    stage: arrive
    goto: /
    expect: {heading: Kahvimukit}
  - step: Put it in the cart
    stage: choose
    click: {role: button, name: Lisää ostoskoriin}  # two of them were alike: the first
    commits: cart
    expect: {see: Lisätty ostoskoriin}
  # The shop asked for a phone number here.
  - step: Give my details
    stage: checkout
    fill:
      Sähköposti: $email
      Postinumero: $address.postcode  # guessed by its place
    check: Hyväksyn ehdot
    click: Jatka maksamaan
    expect: {url: "**/maksu"}
  - step: Pay
    stage: pay
    click: Maksa 24,90 €
    commits: payment
    patience: 20s
    expect: {order_reference: true}  # what shows that it worked was not seen: say it here
"""


def test_a_journey_reads_as_if_a_person_had_written_it(tmp_path: Path) -> None:
    assert journey_text(WHOLE) == WRITTEN
    journey = loaded(WHOLE, tmp_path)
    assert journey.steps[2].actions[0].value == Value(text="maija.meikalainen@example.com", reference="email")
    assert journey.steps[3].patience_s == 20
    assert check([tmp_path]) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_come_back_as_they_were(words: str, tmp_path: Path) -> None:
    everywhere = sketch_of(
        step_of(
            Action(kind=ActionKind.SEARCH, value=Value(text=words)),
            Action(kind=FILL, target=Locator(text=words), value=Value(text=words)),
            Action(kind=FILL, target=Locator(label="Other"), value=Value(text=words)),
            Action(kind=CLICK, target=Locator(text=words)),
            Action(kind=CLICK, target=Locator(role="button", name=words)),
            Action(kind=ActionKind.SCROLL, target=Locator(text=words)),
            name=words,
            expect=(Expectation(kind=SEE, text=words), Expectation(kind=SEE, text="b")),
            comment=words,
            expect_comment=words,
        ),
        name=words,
        data={"note": words, "deep": {"note": words}},
        comment=words,
        head_comments={"data": words},
    )
    journey = loaded(everywhere, tmp_path)
    step = journey.steps[0]
    search, fill, other, click, button, scroll = step.actions
    assert journey.data == {"note": words, "deep": {"note": words}}
    assert (journey.name, step.name) == (plain(words), plain(words))
    assert [each.value.text for each in (search, fill, other) if each.value] == [words] * 3
    assert (fill.target, click.target, scroll.target) == (Locator(text=plain(words)),) * 3
    assert other.target == Locator(label="Other")
    assert button.target == Locator(role="button", name=plain(words))
    assert [each.text for each in step.expect] == [plain(words), "b"]


def test_words_and_actions_in_any_order_come_back(tmp_path: Path) -> None:
    chance = random.Random(5)
    for _ in range(40):
        steps = [_any_step(chance, number) for number in range(chance.randint(1, 5))]
        journey = loaded(sketch_of(*steps), tmp_path)
        for sketch, step in zip(steps, journey.steps, strict=True):
            wanted = [(each.action.kind, each.action.target, each.action.value) for each in sketch.actions]
            assert [(each.kind, each.target, each.value) for each in step.actions] == wanted
            assert (step.commits, step.stage) == (sketch.commits, sketch.stage)


def _any_step(chance: random.Random, number: int) -> StepSketch:
    actions = [_any_action(chance) for _ in range(chance.randint(1, 7))]
    return StepSketch(
        name=f"Step {number}",
        stage=chance.choice([*Stage]),
        actions=tuple(ActionSketch(action=each, comment=chance.choice(["", "", "why: # so"])) for each in actions),
        commits=chance.choice([None, *Commitment]),
        expect=(Expectation(kind=SEE, text=plain(chance.choice(HOSTILE))),),
        comment=chance.choice(["", "two\nlines"]),
        commits_comment=chance.choice(["", "guessed"]),
    )


def _any_action(chance: random.Random) -> Action:
    target = _any_locator(chance)
    kind = chance.choice([*ActionKind])
    match kind:
        case ActionKind.FILL | ActionKind.SELECT:
            return Action(kind=kind, target=target, value=Value(text=chance.choice(HOSTILE)))
        case ActionKind.BACK | ActionKind.RELOAD:
            return Action(kind=kind)
        case ActionKind.PRESS:
            return Action(kind=kind, target=chance.choice([None, target]), value=Value(text="Enter"))
        case ActionKind.INTENT:
            return Action(kind=kind, value=Value(text="add_to_cart"))
        case ActionKind.GOTO | ActionKind.SEARCH | ActionKind.UPLOAD:  # an upload needs its file beside the journey
            return Action(kind=ActionKind.GOTO, value=Value(text="/mugs?colour=blue"))
        case _:
            return Action(kind=kind, target=target)


def _any_locator(chance: random.Random) -> Locator:
    words = plain(chance.choice(HOSTILE))
    return chance.choice(
        [
            Locator(text=words),
            Locator(role="button", name=words, nth=chance.choice([None, 2])),
            Locator(label=words, is_exact=chance.choice([None, True])),
            Locator(css="#a[data-x='1'] > b", frame="Payment"),
            Locator(test_id="pay"),
        ]
    )


def test_a_variable_is_read_and_words_that_look_like_one_are_not(tmp_path: Path) -> None:
    secret = {"password": Variable(name="SHOP_PASSWORD")}
    typed = Value(text="hunter2", reference="password")
    sketch = sketch_of(step_of(Action(kind=FILL, target=Locator(text="Password"), value=typed)), data=secret)
    text = journey_text(sketch)
    assert "password: ${SHOP_PASSWORD}" in text
    assert "hunter2" not in text
    value = loaded(sketch, tmp_path).steps[0].actions[0].value
    assert value == Value(text="hunter2", reference="password", is_secret=True)


def test_half_a_character_is_written_as_one_that_is_none(tmp_path: Path) -> None:
    press = Action(kind=CLICK, target=Locator(text="Buy \ud83d"))
    journey = loaded(sketch_of(step_of(press, comment="\ud83d"), name="\ud83d mug"), tmp_path)
    assert (journey.name, journey.steps[0].actions[0].target) == ("\ufffd mug", Locator(text="Buy \ufffd"))


def test_names_that_stand_twice_are_numbered(tmp_path: Path) -> None:
    names = ["Go on", "Go on", "go on!", "Go on (2)", "  "]
    press = Action(kind=CLICK, target=Locator(text="Next"))
    journey = loaded(sketch_of(*(step_of(press, name=name) for name in names)), tmp_path)
    assert [step.name for step in journey.steps] == ["Go on", "Go on (2)", "go on! (3)", "Go on (2) (2)", "Step"]


def test_a_promise_that_shows_nothing_is_no_promise_to_the_cart(tmp_path: Path) -> None:
    press = Action(kind=CLICK, target=Locator(text="Add to cart"))
    journey = loaded(sketch_of(step_of(press, commits=Commitment.CART)), tmp_path)
    assert journey.steps[0].commits is None


def test_a_file_that_stands_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="stands there already"):
        write_journey(WHOLE, path)
    assert path.read_text(encoding="utf-8") == "mine"
