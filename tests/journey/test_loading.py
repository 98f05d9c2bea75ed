"""What a file becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journey.writing import HEAD, STEPS, write

from frictionaudit.errors import JourneyFileError
from frictionaudit.journey import Journey, check, load_journey, load_journeys
from frictionaudit.journey.model import ActionKind, Commitment, DetourKind, DrillKind, ExpectationKind, Locator, Stage


def load(folder: Path, text: str, env: dict[str, str] | None = None) -> Journey:
    return load_journey(write(folder, text)[0], env=env or {})


def test_actions_stand_in_the_order_written(tmp_path: Path) -> None:
    journey = load(
        tmp_path,
        HEAD + "steps:\n  - step: Give my details\n    click: Open\n    fill: {A: x, B: y}\n"
        "    check: [Terms, {css: '#news'}]\n"
        "    do: [{press: Enter}, {fill: {C: z}}, {wait_for: {see: Saved, url: '**/ok'}}]\n    scroll: down\n"
        "    goto: /next\n",
    )

    [step] = journey.steps
    assert [str(action.kind) for action in step.actions] == [
        *("click", "fill", "fill", "check", "check", "press", "fill", "wait_for", "wait_for", "scroll", "goto")
    ]
    assert [action.line for action in step.actions] == [6, 7, 7, 8, 8, 9, 9, 9, 9, 10, 11]
    assert [action.target for action in step.actions[1:5]] == [
        *(Locator(text="A"), Locator(text="B"), Locator(text="Terms"), Locator(css="#news"))
    ]
    assert step.line == 5


def test_every_action_and_locator(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"x")
    journey = load(
        tmp_path,
        HEAD + "steps:\n  - step: All\n    search: mug\n"
        "    click: {role: button, name: Mugs, exact: true, nth: 1, frame: shop}\n"
        "    fill: [{label: E-mail, value: a@b.fi}]\n    select: {Size: L}\n    uncheck: {test_id: news}\n"
        "    press: {key: Control+A, into: {placeholder: Search}}\n    hover: Menu\n    scroll: {text: Reviews}\n"
        "    upload: {Photo: photo.png}\n    wait_for: Ready\n    back: true\n    reload: true\n"
        "    intent: add_to_cart\n",
    )

    actions = {action.kind: action for action in journey.steps[0].actions}
    assert len(actions) == 13
    assert actions[ActionKind.CLICK].target == Locator(role="button", name="Mugs", is_exact=True, nth=1, frame="shop")
    assert actions[ActionKind.FILL].target == Locator(label="E-mail")
    assert actions[ActionKind.PRESS].target == Locator(placeholder="Search")
    assert actions[ActionKind.SCROLL].target == Locator(text="Reviews")
    assert actions[ActionKind.WAIT_FOR].target == Locator(text="Ready")
    values = {kind: action.value.text for kind, action in actions.items() if action.value}
    assert values[ActionKind.UPLOAD] == str((tmp_path / "photo.png").resolve())
    assert values[ActionKind.PRESS] == "Control+A"
    assert values[ActionKind.INTENT] == "add_to_cart"
    assert actions[ActionKind.BACK].value is None


def test_expectations(tmp_path: Path) -> None:
    journey = load(
        tmp_path,
        HEAD
        + STEPS
        + "    expect:\n      see: [A, B]\n      not_see: C\n      heading: D\n      url: '**/x'\n      title: E\n"
        "      element: {css: .f}\n      order_reference: true\n      status: 200\n",
    )

    expect = journey.steps[0].expect
    assert [(each.kind, each.text or each.target or each.status) for each in expect] == [
        (ExpectationKind.SEE, "A"),
        (ExpectationKind.SEE, "B"),
        (ExpectationKind.NOT_SEE, "C"),
        (ExpectationKind.HEADING, "D"),
        (ExpectationKind.URL, "**/x"),
        (ExpectationKind.TITLE, "E"),
        (ExpectationKind.ELEMENT, Locator(css=".f")),
        (ExpectationKind.ORDER_REFERENCE, None),
        (ExpectationKind.STATUS, 200),
    ]
    assert [each.line for each in expect] == [8, 8, 9, 10, 11, 12, 13, 14, 15]


def test_references_texts_and_secrets(tmp_path: Path) -> None:
    journey = load(
        tmp_path,
        HEAD + "data:\n  email: $not-a-reference\n  card: {number: 4242 4242 4242 4242, cvc: '123', name: Maija}\n"
        "  password: ${SHOP_PASSWORD}\n  plain: ${SHOP_NAME:-Puoti}\n"
        "steps:\n  - step: A\n    fill: {Number: $card.number, CVC: $card.cvc, Word: $password, Dollars: $5,\n"
        "      Coupon: $$password, Name: $card.name, Own: '${SHOP_PASSWORD}', In: costs $5 for $password}\n"
        "    click: $card.number\n    search: ${SHOP_NAME:-Puoti}\n    expect: {see: '$${TOTAL} $password'}\n",
        env={"SHOP_PASSWORD": "hush hush"},
    )

    values = [action.value for action in journey.steps[0].actions[:8] if action.value]
    assert [value.text for value in values] == [
        *("4242 4242 4242 4242", "123", "hush hush", "$5", "$password", "Maija", "hush hush", "costs $5 for $password")
    ]
    assert [value.reference for value in values] == [
        *("card.number", "card.cvc", "password", None, None, "card.name", None, None)
    ]
    assert [value.is_secret for value in values] == [True, True, True, False, False, False, True, False]
    assert journey.steps[0].actions[8].target == Locator(text="$card.number")
    assert journey.steps[0].expect[0].text == "${TOTAL} $password"
    assert set(journey.secrets) == {"4242 4242 4242 4242", "123", "hush hush"}


def test_names_ids_and_stages(tmp_path: Path) -> None:
    journey = load(
        tmp_path,
        HEAD
        + "steps:\n  - {step: Valitse väri & koko, goto: /}\n  - {step: Größe, id: size, stage: choose, click: L}\n"
        "  - {step: Weiter, click: Weiter}\n  - {step: 购物车, click: A}\ncleanup:\n  - {step: Empty, click: Empty}\n",
    )

    assert [step.id for step in journey.steps] == ["valitse-vari-koko", "size", "weiter", "购物车"]
    assert [step.stage for step in journey.steps] == [Stage.ARRIVE, Stage.CHOOSE, Stage.CHOOSE, Stage.CHOOSE]
    assert [step.name for step in journey.cleanup] == ["Empty"]
    assert (journey.id, journey.name) == ("journey", "Buy a mug")


@pytest.mark.parametrize(
    ("written", "seconds"), [("20s", 20), ("1500ms", 1.5), ("2 min", 120), ("3", 3), ("2.5", 2.5), ("'2,5 s'", 2.5)]
)
def test_durations(tmp_path: Path, written: str, seconds: float) -> None:
    assert load(tmp_path, HEAD + STEPS + f"    patience: {written}\n").steps[0].patience_s == seconds


def test_environment_may_give_a_yes_a_number_or_an_address(tmp_path: Path) -> None:
    text = "version: 1\njourney: x\nbase_url: ${URL:-http://127.0.0.1:8000/a/}\n"
    text += "safety: {allow_order: '${ORDER:-false}'}\ntarget: {score: '${SCORE}'}\n" + STEPS

    journey = load(tmp_path, text, env={"SCORE": "85"})

    assert journey.base_url == "http://127.0.0.1:8000/a"
    assert journey.safety.allow_order is False
    assert journey.target.score == 85
    assert load(tmp_path, text, env={"SCORE": "85", "URL": "https://a.fi", "ORDER": "true"}).safety.allow_order is True


def test_head(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{}", encoding="utf-8")
    journey = load(
        tmp_path,
        HEAD + "locale: sv-FI\nmarket: FI\ncurrency: EUR\nconsent: accept\ngoods: digital\ncustomers: business\n"
        "withdrawal_exempt: true\nbrowsers: [firefox, chromium]\npersonas: [keyboard-only]\n"
        "block: [analytics, '*.hotjar.com']\n"
        "payment: {methods: [card], hosts: ['*.stripe.com']}\nhttp_credentials: {username: a, password: hush}\n"
        "storage_state: state.json\nheaders: {X-Audit: '${KEY}'}\ntimezone: Europe/Helsinki\n"
        "geolocation: {latitude: 60.2, longitude: 25}\nproxy: http://127.0.0.1:3128\nignore_tls: true\n"
        "mailbox: {mailpit: http://m.test, patience: 1min}\n" + STEPS,
        env={"KEY": "key of the shop"},
    )

    assert (journey.is_withdrawal_exempt, journey.customers, journey.browsers) == (
        True,
        "business",
        ("firefox", "chromium"),
    )
    assert journey.storage_state == (tmp_path / "state.json").resolve()
    assert journey.http_credentials == ("a", "hush")
    assert journey.geolocation == (60.2, 25)
    assert journey.headers == {"X-Audit": "key of the shop"}
    assert set(journey.secrets) == {"hush", "key of the shop"}
    assert journey.block == ("analytics", "*.hotjar.com")
    assert journey.mailbox == {"mailpit": "http://m.test", "patience": "60.0"}


def test_detours_and_drills(tmp_path: Path) -> None:
    journey = load(
        tmp_path,
        HEAD
        + "data: {bad: x}\n"
        + STEPS
        + "detours:\n  - {back: open-the-shop}\n  - {deep_link: /mugs, referrer: 'https://a.fi/'}\n"
        "drills:\n  - {payment_error: Open the shop, request: '**/pay', respond: {status: 503, json: {error: down}}}\n"
        "  - {payment_declined: Open the shop, card: 4000 0000 0000 0002}\n"
        "  - {invalid_input: Open the shop, fill: {A: $bad}}\n",
    )

    assert [(each.kind, each.step, each.path, each.line) for each in journey.detours] == [
        (DetourKind.BACK, "Open the shop", None, 9),
        (DetourKind.DEEP_LINK, "", "/mugs", 10),
    ]
    assert journey.detours[1].referrer == "https://a.fi/"
    error, declined, invalid = journey.drills
    assert (error.respond_status, error.respond_json, error.request) == (503, {"error": "down"}, "**/pay")
    assert (declined.kind, declined.card) == (DrillKind.PAYMENT_DECLINED, "4000 0000 0000 0002")
    assert [(target.text, value.text) for target, value in invalid.fill] == [("A", "x")]


def test_intent_to_order_is_an_order(tmp_path: Path) -> None:
    journey = load(tmp_path, HEAD + STEPS + "  - {step: Order, intent: place_order}\n")

    assert journey.steps[1].commits is Commitment.ORDER


def test_fragment_brings_its_steps_and_its_mistakes(tmp_path: Path) -> None:
    write(
        tmp_path, "- step: Log in\n  fill: {E-mail: $email}\n  click: Log in\n- {step: Look, goto: /me}\n", "login.yaml"
    )
    text = HEAD + "data: {email: a@b.fi}\n" + STEPS + "  - use: login\n  - {step: End, goto: /end}\n"

    journey = load(tmp_path, text)
    assert [step.name for step in journey.steps] == ["Open the shop", "Log in", "Look", "End"]
    assert journey.steps[1].actions[0].value is not None
    assert journey.steps[1].actions[0].value.text == "a@b.fi"

    _, places = write(
        tmp_path, "- step: ▸Open the shop\n  fill: {E-mail: ▸$emial}\n  ▸clik: A\n- {step: B, ▸use: c}\n", "login.yaml"
    )
    with pytest.raises(JourneyFileError) as failure:
        load(tmp_path, text)
    assert [(each.file.name, each.line, each.column) for each in failure.value.mistakes] == [
        ("login.yaml", *place) for place in places
    ]


def test_folder_gives_its_journeys_and_passes_over_the_rest(tmp_path: Path) -> None:
    write(tmp_path, HEAD + STEPS, "b.yaml")
    write(tmp_path, "services: {web: {image: a}}\nversion: '3'\n", "docker-compose.yml")
    write(tmp_path, "- {step: A, click: B}\n", "fragment.yaml")
    for folder in ("inner", "node_modules", ".hidden"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, HEAD + STEPS, "a.yaml")

    assert check([tmp_path], env={}) == []
    assert [each.file and each.file.name for each in load_journeys([tmp_path], env={})] == ["b.yaml", "a.yaml"]


def test_folder_tells_of_a_journey_however_broken(tmp_path: Path) -> None:
    write(tmp_path, HEAD.replace("journey", "jurney") + STEPS, "a.yaml")
    write(tmp_path, HEAD + "steps: [\n", "b.yaml")
    write(tmp_path, "", "c.yaml")

    assert {each.file.name for each in check([tmp_path], env={})} == {"a.yaml", "b.yaml", "c.yaml"}


def test_folder_without_journeys(tmp_path: Path) -> None:
    [mistake] = check([tmp_path], env={})

    assert (mistake.file, mistake.what) == (tmp_path, "there is no journey in this folder")
