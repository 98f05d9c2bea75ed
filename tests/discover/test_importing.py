"""Recordings of other tools become journeys: what was done is kept, what was not a deed goes, what is lost is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import frictionaudit
from frictionaudit import shops
from frictionaudit.discover.importing import import_file
from frictionaudit.discover.sketch import JourneySketch
from frictionaudit.discover.writing.writer import journey_text, write_journey
from frictionaudit.errors import Mistake, UsageError
from frictionaudit.journey import check, load_journey
from frictionaudit.journey.model import ActionKind, Commitment, Journey, Locator, Stage

RECORDINGS = Path(__file__).parent / "recordings"
KINDS = ("devtools.json", "codegen.jsonl", "codegen-python.txt", "codegen-test.txt")
"""The same order in the demo shop, as each tool wrote it."""

ORDER = (
    ("Open the shop", Stage.ARRIVE, None),
    ("Search for mug", Stage.FIND, None),
    ("Open Aamu mug", Stage.FIND, None),
    ("Put it into the cart", Stage.CHOOSE, Commitment.CART),
    ("Go to the checkout", Stage.CART, None),
    ("Give my details", Stage.CHECKOUT, None),
)


def imported(path: Path, **more: str) -> tuple[JourneySketch, list[Mistake]]:
    return import_file(path, **more)


def written(text: str, folder: Path, name: str = "recording.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def devtools(*steps: dict[str, object]) -> str:
    first = {"type": "navigate", "url": "https://shop.example/"}
    return json.dumps({"title": "A visit", "steps": [first, *steps]}, indent=1)


def click(*selectors: str | list[str], **more: object) -> dict[str, object]:
    return {"type": "click", "selectors": list(selectors), "offsetX": 1, "offsetY": 1, **more}


def loaded(sketch: JourneySketch, folder: Path) -> Journey:
    path = folder / "journey.yaml"
    write_journey(sketch, path, overwrite=True)
    env = {"SHOP_PASSWORD": "x", "HOME": "/must/not/appear"}
    assert [str(mistake) for mistake in check([path], env=env) if not mistake.is_warning] == []
    return load_journey(path, env=env)


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_reads_alike_whoever_recorded_it(kind: str, tmp_path: Path) -> None:
    sketch, _ = imported(RECORDINGS / kind)
    journey = loaded(sketch, tmp_path)
    steps = journey.steps
    assert tuple((step.name, step.stage, step.commits) for step in steps[: len(ORDER)]) == ORDER
    assert (steps[-1].name, steps[-1].stage, steps[-1].commits) == ("Pay", Stage.PAY, Commitment.PAYMENT)
    assert [step.name for step in steps[len(ORDER) : -1]] == ["Choose the delivery", "Choose how to pay"]
    details = [(str(each.target), each.value and each.value.reference) for each in steps[5].actions[:3]]
    assert details == [("'Email'", "email"), ("'Full name'", "name"), ("'Street address'", "address.street")]
    assert [each.value.reference for each in steps[-1].actions if each.value] == [
        *("card.number", "card.expiry", "card.cvc", "card.name")
    ]
    assert steps[1].actions[0].kind is ActionKind.SEARCH
    assert journey.base_url == "http://127.0.0.1:8000"
    assert "gmail" not in journey_text(sketch)


def test_what_cannot_be_carried_over_is_told_by_line() -> None:
    _, notes = imported(RECORDINGS / "devtools.json")
    lines = (RECORDINGS / "devtools.json").read_text(encoding="utf-8").splitlines()
    told = {note.what: lines[note.line] for note in notes if "left out" in note.what}
    assert [line.strip() for line in told.values()] == [
        '"type": "waitForExpression",',
        '"type": "emulateNetworkConditions",',
        '"type": "customStep",',
    ]
    assert all(note.is_warning and note.mend for note in notes)


def test_nobodys_card_nor_address_nor_password_is_written_down(tmp_path: Path) -> None:
    def change(label: str, value: str) -> dict[str, object]:
        return {"type": "change", "value": value, "selectors": [[f"aria/{label}"], ["#x"]]}

    typed = (
        *(change("Email", "anna@gmail.com"), change("Password", "hunter2"), change("Card number", "4000123456789017")),
        *(change("CVC", "737"), change("Name", "Anna Virtanen"), click("aria/Pay now")),
    )
    sketch, notes = imported(written(devtools(*typed), tmp_path))
    text = journey_text(sketch)
    assert not any(secret in text for secret in ("gmail", "hunter2", "40001234", "737"))
    assert "password: ${SHOP_PASSWORD}" in text
    assert "name: Anna Virtanen" in text
    assert len(notes) == 3
    loaded(sketch, tmp_path)


def test_a_test_card_and_an_example_address_stay(tmp_path: Path) -> None:
    email: dict[str, object] = {"type": "change", "value": "me@shop.test", "selectors": ["aria/Email"]}
    card: dict[str, object] = {"type": "change", "value": "5555 5555 5555 4444", "selectors": ["aria/Card number"]}
    sketch, notes = imported(written(devtools(email, card, click("aria/Pay now")), tmp_path))
    assert sketch.data == {"email": "me@shop.test", "card": {"number": "5555 5555 5555 4444"}}
    assert notes == []


@pytest.mark.parametrize(
    ("selectors", "locator"),
    [
        (["aria/Add to cart"], Locator(text="Add to cart")),
        ([["aria/Add to cart[role=\"button\"]"], ["#add"]], Locator(role="button", name="Add to cart")),
        ([["aria/Menu", "aria/[role=\"generic\"]"]], Locator(text="Menu")),
        ([["#add"], ["text/Add to cart"]], Locator(text="Add to cart")),
        ([["[data-testid='add']"], ["#add"]], Locator(test_id="add")),
        ([["my-shop", "my-card", "button.add"]], Locator(css="my-shop my-card button.add")),
        ([["pierce/button.add"]], Locator(css="button.add")),
        ([["xpath///*[@id=\"add\"]"]], Locator(css="[id='add']")),
        ([["aria/Photo[role=\"image\"]"]], Locator(role="img", name="Photo")),
        (["aria/Buy for 24,90 €"], Locator(text="Buy for")),
    ],
)  # fmt: skip
def test_selectors_become_the_words_of_a_customer(
    selectors: list[str | list[str]], locator: Locator, tmp_path: Path
) -> None:
    sketch, notes = imported(written(devtools(click(*selectors)), tmp_path))
    assert sketch.steps[-1].actions[-1].action.target == locator
    assert notes == []


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (click("xpath//html/body/div[2]/button"), "none of its selectors"),
        (click(), "none of its selectors"),
        (click("aria/Menu", button="secondary"), "another button"),
        ({**click("aria/Menu"), "type": "doubleClick"}, "one press"),
        ({"type": "change", "selectors": ["aria/Email"], "value": ""}, "emptied"),
        ({"type": "waitForElement", "selectors": [".spinner"], "operator": "==", "count": 0}, "gone"),
        ({"type": "navigate", "url": "chrome://settings"}, "no web page"),
        ({"type": "navigate", "url": "https://[::1"}, "no web page"),
        ({"type": "teleport"}, "'teleport' is not known"),
        ({}, "without a type"),
    ],
)
def test_what_is_lost_is_told(step: dict[str, object], told: str, tmp_path: Path) -> None:
    _, notes = imported(written(devtools(step), tmp_path))
    assert len(notes) == 1
    assert told in notes[0].what


def test_a_buy_button_before_the_cart_is_not_the_order(tmp_path: Path) -> None:
    steps = (click("aria/Osta"), click("aria/Siirry kassalle"), click("aria/Tilaa ja maksa"))
    sketch, _ = imported(written(devtools(*steps).replace("shop.example", "kauppa.fi"), tmp_path))
    assert [step.commits for step in sketch.steps] == [None, Commitment.CART, None, Commitment.ORDER]
    assert (sketch.locale, sketch.market, sketch.currency) == ("fi-FI", "FI", "EUR")


def test_the_only_press_that_reads_as_an_order_is_one(tmp_path: Path) -> None:
    sketch, _ = imported(written(devtools(click("aria/Osta")).replace("shop.example", "kauppa.fi"), tmp_path))
    assert sketch.steps[-1].commits is Commitment.ORDER


def test_a_phone_and_a_second_window_are_told(tmp_path: Path) -> None:
    phone: dict[str, object] = {"type": "setViewport", "width": 390, "height": 844, "isMobile": True}
    popup = click("aria/Continue", target="https://pay.example/")
    sketch, _ = imported(written(devtools(phone, click("aria/Pay with bank"), popup), tmp_path))
    assert sketch.personas == ("mobile-first",)
    assert any(step.opens_window for step in sketch.steps)


def test_other_hosts_may_be_opened_when_the_recording_did(tmp_path: Path) -> None:
    event = {"type": "navigation", "url": "https://pay.example/start", "title": "Pay"}
    sketch, _ = imported(written(devtools(click("aria/Continue", assertedEvents=[event])), tmp_path))
    assert sketch.hosts == ("pay.example",)


SCRIPT = """
from playwright.sync_api import Page, expect
import os, re

EMAIL = "me@example.com"

def test_order(page: Page):
    page.goto("https://shop.example/")
    card = page.get_by_role("listitem").filter(has_text="Blue mug")
    card.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("heading", name="Your cart")).to_have_text("Your cart")
    page.locator("#go").nth(1).click()
    with page.expect_popup() as page1_info:
        page.get_by_text("Pay with bank").click()
    page1 = page1_info.value
    page1.get_by_label("Email").fill(EMAIL)
    page1.get_by_role("button", name=re.compile(r"Continue \\(\\d+\\)")).click()
    page1.fill("#code", os.environ["CODE"])
    for n in range(3):
        page.click("#more")
    page.wait_for_timeout(1000)
    page.get_by_role("checkbox").last.check()
    os.system("touch /must-not-run")
    expect(page).to_have_url("https://shop.example/thanks?id=1")

def test_other(page: Page):
    page.goto("https://shop.example/other")
"""


def test_a_script_by_hand_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    sketch, notes = imported(written(SCRIPT, tmp_path, "test_order.py"))
    actions = [each.action for step in sketch.steps for each in step.actions]
    assert [str(action.kind) for action in actions] == [
        *("goto", "click", "click", "click", "fill", "click", "check"),
    ]
    assert actions[1].target == Locator(
        css=":is(li, [role='listitem']):has-text('Blue mug') "
        ":is(button, [role='button'], input[type='submit'], input[type='button']):has-text('Add to cart')"
    )
    assert actions[2].target == Locator(css="#go", nth=1)
    assert actions[4].value is not None
    assert actions[4].value.reference == "email"
    assert actions[5].target == Locator(role="button", name="Continue")
    assert not any("/other" in str(action.value) for action in actions)
    told = " | ".join(note.what for note in notes)
    for words in ("not written out", "a loop", "fixed time", "the last of several", "os.system", "test_other"):
        assert words in told
    loaded(sketch, tmp_path)


TEST = r"""
import { test, expect, type Page } from '@playwright/test';
test.use({ ...devices['iPhone 13'], locale: 'de-DE' });

const EMAIL = "me@example.com"; // of nobody
test.describe('shop', () => {
  test.beforeEach(async ({ page }) => { await page.goto('https://laden.de/'); });
  test('Eine Tasse kaufen', async ({ page }: { page: Page }) => {
    await test.step('cart', async () => {
      const card = page.getByRole('listitem').filter({ hasText: 'Blaue Tasse' });
      await card.getByRole('button', { name: /^In den Warenkorb/i }).click();
      await expect(page.getByRole('heading', { name: 'Warenkorb' })).toBeVisible();
    });
    const total = await page.locator('.total').innerText();
    await page.getByTestId('to-checkout').first().click();
    await page.getByLabel('E-Mail', { exact: true }).fill(EMAIL);
    await page.getByLabel('Name').fill(`Max ${total}`);
    for (const box of ['a', 'b']) { await page.getByLabel('AGB').check(); }
    const popupPromise = page.waitForEvent('popup');
    await page.getByText('Mit der Bank\u0020zahlen').click();
    const popup = await popupPromise;
    await popup.getByRole('button', { name: 'Weiter' }).click({ button: 'left', modifiers: [] });
    await expect(page).toHaveURL(/danke/);
    await page.evaluate(() => { document.title = 'x'; });
    await page.frameLocator('#pay').locator('input[name="pan"]').fill('4242424242424242');
    await page.getByRole('button', { name: 'Zahlungspflichtig bestellen' }).click();
  });
  test('other', async ({ page }) => { await page.goto('https://laden.de/other'); });
});
"""


def test_a_test_in_typescript_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    sketch, notes = imported(written(TEST, tmp_path, "shop.spec.ts"))
    actions = [each.action for step in sketch.steps for each in step.actions]
    assert [str(action.kind) for action in actions] == [
        *("goto", "click", "click", "fill", "check", "click", "click", "fill", "click"),
    ]
    assert (sketch.name, sketch.locale, sketch.personas) == ("Eine Tasse kaufen", "de-DE", ("mobile-first",))
    assert [step.commits for step in sketch.steps if step.commits] == [Commitment.CART, Commitment.PAYMENT]
    assert actions[2].target == Locator(test_id="to-checkout", nth=0)
    assert actions[5].target == Locator(text="Mit der Bank zahlen")
    assert actions[7].target == Locator(css='input[name="pan"]', frame="#pay")
    assert any(step.opens_window for step in sketch.steps)
    told = " | ".join(note.what for note in notes)
    for words in (
        "became the words 'In den Warenkorb'",
        "not written out",
        "under 'for'",
        "evaluate",
        "the test 'other'",
    ):
        assert words in told, words
    loaded(sketch, tmp_path)


def test_no_script_is_too_odd_to_be_read(tmp_path: Path) -> None:
    head = "import { test } from '@playwright/test';\nawait page.goto('https://a.example/');\n"
    for odd in (
        "await page.click(((((",
        "page.a`${x}`.b({{{",
        "const x = page." + "a(" * 3000,
        "expect(",
        "`",
        "/",
        "page?.",
    ):
        sketch, _ = imported(written(head + odd, tmp_path, "x.spec.ts"))
        assert len(sketch.steps) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("hello", "no recording that is known"),
        ("{", "no whole JSON"),
        ('{"steps": 3}', "has no list 'steps'"),
        ('{"title": "x", "steps": []}', "nothing in it can be replayed"),
        ('{"title": "x", "steps": [null, 3, {"type": "click"}]}', "nothing in it can be replayed"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "JSON"),
        ("import playwright\npage.goto(", "no Python"),
        ("import playwright\nx = " + "(" * 5000 + "page.goto('x')", "no Python"),
        ("<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap>", "a list of sitemaps"),
        ('{"type": "click", "contextOptions": {}}\n{"name": "click"}', "nothing in it can be replayed"),
    ],
)  # fmt: skip
def test_what_is_no_recording_is_said_in_a_sentence(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        imported(written(text, tmp_path))
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"\x1f\x8b\x00")
    with pytest.raises(UsageError, match="unpack"):
        imported(path)
    path.write_bytes(b"\xff\x00\xfa")
    with pytest.raises(UsageError, match="UTF-8"):
        imported(path)


def test_a_recording_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    text = (RECORDINGS / "codegen.jsonl").read_text(encoding="utf-8")
    sketch, notes = imported(written(text[: len(text) // 2], tmp_path, "half.jsonl"))
    assert len(sketch.steps) > 3
    assert "no JSON" in notes[-1].what


def test_sitemaps_and_lists_open_each_address_once(tmp_path: Path) -> None:
    entries = "".join(f"<url><loc>https://shop.example/p/{n}?a=1&amp;b=2</loc></url>" for n in range(30))
    sketch, notes = imported(written(f"<?xml version='1.0'?><urlset>{entries}</urlset>", tmp_path, "sitemap.xml"))
    assert len(sketch.steps) == 25
    assert "25 of 30" in notes[0].what
    listed = "https://shop.example/\nhttps://shop.example/mugs\nhttps://shop.example/mugs\n"
    sketch, _ = imported(written(listed, tmp_path, "urls.txt"))
    assert [step.name for step in sketch.steps] == ["Open the shop", "Open /mugs"]
    loaded(sketch, tmp_path)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    words = 'aria/${HOME} "]\n- step: evil\u202e #'
    sketch, _ = imported(written(devtools(click(words)), tmp_path))
    journey = loaded(sketch, tmp_path)
    assert len(journey.steps) == 2
    assert journey.steps[1].actions[0].target == Locator(text='${HOME} "] - step: evil\u202e #')


@pytest.mark.browser
def test_an_imported_order_is_walked_to_its_end(tmp_path: Path) -> None:
    with shops.serve() as shop:
        text = (RECORDINGS / "devtools.json").read_text(encoding="utf-8")
        sketch, _ = imported(written(text.replace("http://127.0.0.1:8000", shop.url), tmp_path))
        path = tmp_path / "journey.yaml"
        write_journey(sketch, path)
        run = frictionaudit.run(path, out=tmp_path / "report", axe=False)
    assert [visit.outcome for visit in run.visits] == ["completed"]
