"""The parts of the page: plain words, figures, pictures within their budget, the curve, sights, texts."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image
from tests.report.sample import Sample

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import ControlEvidence, PageEvidence, ViewportContent
from frictionaudit.evidence.step import ScreenshotEvidence, StepEvidence, StepStatus
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import ActionKind, Stage
from frictionaudit.report.environment import environment
from frictionaudit.report.page import figures
from frictionaudit.report.page.curve import NARROW, WIDE, Frame, curve_of
from frictionaudit.report.page.deeds import deeds_of
from frictionaudit.report.page.marks import close_up, shot_of
from frictionaudit.report.page.pictures import Album, Picture, WantedPicture, embed
from frictionaudit.report.page.plain import first_sentence, plain
from frictionaudit.report.page.sights import Sight, sight_of
from frictionaudit.results import JourneyResult, Score, StepSurvival


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("one two three four", 14, "one two three…"),
        ("Donaudampfschiff", 8, "Donauda…"),
        ("a\n\t b", 10, "a b"),
        ("a\x00b\x1b[1m", 10, "a\ufffdb\ufffd[1m"),
        ("\u202eevil\u202c", 20, "[U+202E]evil"),
        ("\u2067ok\u2069", 20, "ok"),
        ("e\u0301\u0302\u0303\u0304", 20, "e\u0301\u0302"),
        ("\ud800", 5, "\ufffd"),
        ("x" * 100_000, 5, "xxxx…"),
        ("", 5, ""),
    ],
)
def test_words_are_plain_and_short(text: str, limit: int, shown: str) -> None:
    assert plain(text, limit) == shown


def test_an_emoji_is_not_cut_in_two() -> None:
    assert plain("👩\u200d👩\u200d👧" * 3, 3) in ("👩…", "…")


@pytest.mark.parametrize(
    ("text", "first"),
    [("Do this. Then that.", "Do this."), ("Only one", "Only one"), ("Use 1.5 s. Done", "Use 1.5 s."), ("", "")],
)
def test_advice_is_one_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_figures_are_rounded_as_far_as_the_measuring_goes() -> None:
    assert [figures.seconds(ms) for ms in (None, 4, 90, 1_240, 9_949, 9_950, 61_400, 125_000)] == [
        "–", "0 s", "0.1 s", "1.2 s", "9.9 s", "10 s", "61 s", "2 min 5 s",
    ]  # fmt: skip
    assert [figures.weight(size) for size in (None, 840_000, 995_000, 3_200_000)] == ["–", "840 kB", "1.0 MB", "3.2 MB"]
    assert [figures.percent(share) for share in (0, 0.001, 0.914, 0.9999, 1)] == ["0%", "1%", "91%", "99%", "100%"]
    assert [figures.customers(value) for value in (0.01, 0.4, 3.0, 4.56, 12.4)] == ["0", "0.4", "3", "4.6", "12"]
    assert [figures.span(*pair) for pair in ((None, 1), (54.2, 69.9), (70.1, 70.4))] == ["", "54–70", "70"]
    assert figures.moment("2026-11-21T21:55:01+00:00") == "21 November 2026, 21:55 UTC"
    assert figures.moment("yesterday") == "yesterday"


def painted(folder: Path, name: str, size: tuple[int, int] = (1350, 940), quality: int = 90) -> WantedPicture:
    """A picture that weighs as much as photographs do."""
    path = folder / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = Image.effect_noise((size[0] // 2, size[1] // 2), 60).resize(size)
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(path, quality=quality)
    return WantedPicture(name, 1.0)


def test_pictures_that_fit_are_embedded_as_they_came(tmp_path: Path) -> None:
    wanted = [painted(tmp_path, f"{n}.{suffix}", (400, 300)) for n, suffix in enumerate(("jpg", "webp", "png"))]
    album = embed(tmp_path, wanted, 10_000_000)
    assert [address.split(";")[0] for address in album.data.values()] == [
        "data:image/jpeg", "data:image/webp", "data:image/png",
    ]  # fmt: skip
    assert album.get("evidence/0.jpg") == album.get("0.jpg") == Picture("p1", 400, 300)


def test_the_last_pictures_shrink_first_and_keep_their_measure(tmp_path: Path) -> None:
    wanted = [painted(tmp_path, f"{n}.jpg") for n in range(12)]
    weights = [(tmp_path / "evidence" / each.path).stat().st_size for each in wanted]
    budget = int(sum(weights) * 4 / 3 * 0.75)
    album = embed(tmp_path, wanted, budget)
    assert sum(map(len, album.data.values())) <= budget + 40 * len(wanted)
    assert album.left_out == 0
    assert len(album.data["p1"]) > 3 * len(album.data["p12"])
    assert {(p.width, p.height) for p in album.by_path.values()} == {(1350.0, 940.0)}


def test_what_does_not_fit_even_when_shrunk_is_left_out_and_counted(tmp_path: Path) -> None:
    album = embed(tmp_path, [painted(tmp_path, f"{n}.jpg", (360, 700)) for n in range(6)], 60_000)
    assert 0 < len(album.data) < 6
    assert album.left_out == 6 - len(album.data)
    assert album.get("0.jpg") is not None
    assert album.get("5.jpg") is None


def test_equal_pictures_are_embedded_once(tmp_path: Path) -> None:
    painted(tmp_path, "a.jpg", (400, 300))
    (tmp_path / "evidence" / "b.jpg").write_bytes((tmp_path / "evidence" / "a.jpg").read_bytes())
    album = embed(tmp_path, [WantedPicture("a.jpg"), WantedPicture("b.jpg")], 1_000_000)
    assert album.get("a.jpg") == album.get("b.jpg")
    assert len(album.data) == 1


@pytest.mark.parametrize(
    "path", ["../outside.jpg", "/etc/hostname", "evidence/../../outside.jpg", "missing.jpg", "bad.jpg"]
)
def test_only_pictures_of_the_run_are_read(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "run"
    painted(tmp_path, "x.jpg", (400, 300))
    (tmp_path / "evidence" / "x.jpg").rename(tmp_path / "outside.jpg")
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "bad.jpg").write_bytes(b"<svg onload=alert(1)>")
    assert embed(folder, [WantedPicture(path)], 1_000_000).data == {}


def survival(*lefts: float | None) -> JourneyResult:
    befores = [100.0, *(left or 0.0 for left in lefts)]
    curve = tuple(
        StepSurvival(step=f"A step with a long name {n}", step_id=f"s{n}", index=n, stage=Stage.PAY, left=left,
                     low=left, high=left, lost=0 if left is None else before - left)
        for n, (left, before) in enumerate(zip(lefts, befores, strict=False))
    )  # fmt: skip
    return JourneyResult(id="j", name="J", base_url="http://127.0.0.1", score=Score(value=None), curve=curve)


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@pytest.mark.parametrize(
    "lefts",
    [(100.0,), (0.0,), (90, 80, 70, 60), (99, 98, 97, 96, 95, 10), (50, None, None), tuple(100 - n for n in range(60))],
)
def test_the_curve_stays_in_its_frame_and_its_names_apart(frame: Frame, lefts: tuple[float | None, ...]) -> None:
    curve = curve_of(survival(*lefts), frame)
    assert curve is not None
    for points in (curve.line, curve.area, curve.band):
        for x, y in (map(float, point.split(",")) for point in points.split()):
            assert frame.left <= x <= frame.width
            assert frame.top <= y <= frame.base
    places = [(drop.x, drop.y) for drop in curve.drops if drop.label]
    if frame is WIDE:  # on phones the names stand below the drawing
        for (x1, y1), (x2, y2) in itertools.combinations(places, 2):
            assert abs(y1 - y2) >= 18 or abs(x1 - x2) > 100
        assert all(0 < y < frame.height and 0 < x < frame.width for x, y in places)


def test_a_curve_of_nothing_is_none() -> None:
    assert curve_of(survival(None, None)) is None
    assert curve_of(survival()) is None


def test_a_finding_about_an_action_is_seen_before_the_press(sample: Sample) -> None:
    visit = sample.visits[0]
    button = Subject(role="button", name="Buy", locator="#buy", box=Box(x=9, y=9, width=90, height=40))
    before, after = (
        ScreenshotEvidence(path=f"screenshots/{name}.jpg", kind="after", width=1350, height=940)
        for name in ("one", "two")
    )
    first = StepEvidence(index=0, name="A", id="a", stage=Stage.CART, status=StepStatus.PASSED, screenshots=(before,))
    element = ElementEvidence(subject=button, tag="button", first_box=Box(x=9, y=700, width=90, height=40))
    press = ActionEvidence(kind=ActionKind.CLICK, element=element)
    second = StepEvidence(
        index=1, name="B", id="b", stage=Stage.PAY, status=StepStatus.PASSED, has_navigated=True, actions=(press,),
        screenshots=(after,),
    )  # fmt: skip
    finding = sample.run.findings[0]
    about = finding.evidence.model_copy(update={"subject": button, "screenshot": "evidence/screenshots/two.jpg"})
    finding = finding.model_copy(update={"step_index": 1, "evidence": about})

    walked = visit.model_copy(update={"steps": (first, second)})
    assert sight_of(finding, walked) == Sight("screenshots/one.jpg", element.first_box)

    pictured = press.model_copy(update={"screenshot": "screenshots/press.jpg"})
    held = visit.model_copy(update={"steps": (first, second.model_copy(update={"actions": (pictured,)}))})
    assert sight_of(finding, held) == Sight("screenshots/press.jpg", button.box)

    binding = press.model_copy(update={"is_primary": True})
    at_press = before.model_copy(update={"path": "screenshots/order.jpg", "kind": "before"})
    ordered = second.model_copy(update={"actions": (binding,), "screenshots": (after, at_press)})
    assert sight_of(finding, visit.model_copy(update={"steps": (first, ordered)})) == Sight(
        "screenshots/order.jpg", button.box
    )

    alone = visit.model_copy(update={"steps": (second.model_copy(update={"index": 1}),)})
    assert sight_of(finding, alone).box is None
    assert sight_of(finding, None) == Sight("screenshots/two.jpg", button.box)


@pytest.mark.parametrize(("name", "is_marked"), [("Buy", True), ("Back", False)])
def test_what_is_pressed_after_a_form_is_marked_where_it_stood_before(
    sample: Sample, name: str, is_marked: bool
) -> None:
    stood = Box(x=9, y=500, width=90, height=40)
    button = Subject(role="button", name="Buy", locator="#buy", box=Box(x=9, y=9, width=90, height=40))
    there = button.model_copy(update={"name": name, "box": stood})
    shots = [ScreenshotEvidence(path=f"screenshots/{n}.jpg", kind="after", width=1350, height=940) for n in "ab"]
    page = PageEvidence(
        url="http://shop.test/", viewport=Box(x=0, y=0, width=1350, height=940),
        controls=(ControlEvidence(subject=there),),
        viewport_content=ViewportContent(text_length=9, images=0, painted=0),
    )  # fmt: skip
    field = ElementEvidence(subject=Subject(role="textbox", name="Name", locator="#name"), tag="input")
    form = StepEvidence(index=0, name="A", id="a", stage=Stage.CHECKOUT, status=StepStatus.PASSED,
                        screenshots=(shots[0],), page=page)  # fmt: skip
    actions = (
        ActionEvidence(kind=ActionKind.FILL, element=field),
        ActionEvidence(kind=ActionKind.CLICK, element=ElementEvidence(subject=button, tag="button"), is_primary=True),
    )
    given = form.model_copy(
        update={"index": 1, "actions": actions, "has_navigated": True, "screenshots": (shots[1],), "page": None}
    )
    finding = sample.run.findings[0]
    about = finding.evidence.model_copy(update={"subject": button, "screenshot": "evidence/screenshots/b.jpg"})
    finding = finding.model_copy(update={"step_index": 1, "evidence": about})
    walked = sample.visits[0].model_copy(update={"steps": (form, given)})
    assert sight_of(finding, walked) == Sight("screenshots/a.jpg", stood if is_marked else None)


@pytest.mark.parametrize(
    ("box", "is_marked"),
    [
        (Box(x=10, y=10, width=100, height=40), True),
        (Box(x=-50, y=-10, width=100, height=40), True),
        (Box(x=2000, y=10, width=100, height=40), False),
        (Box(x=0, y=0, width=1350, height=940), False),
        (None, False),
    ],
)
def test_a_box_is_marked_where_the_picture_shows_it(box: Box | None, is_marked: bool) -> None:
    album = Album({"a.jpg": Picture("p1", 1350, 940)}, {"p1": "data:"})
    shot = shot_of(album, "a.jpg", [(1, Severity.MINOR, Sight("a.jpg", box))])
    near = close_up(album, Sight("a.jpg", box), 1, Severity.MINOR)
    assert shot is not None
    assert near is not None
    for seen in (shot, near):
        assert bool(seen.marks) is is_marked
        x, y, width, height = seen.view
        assert x >= 0
        assert y >= 0
        assert x + width <= 1350
        assert y + height <= 940
        for mark in seen.marks:
            assert x <= mark.x <= mark.x + mark.width <= x + width
            assert y <= mark.y <= mark.y + mark.height <= y + height


@pytest.mark.parametrize(
    ("kind", "target", "value", "name", "sentence"),
    [
        (ActionKind.GOTO, "", "/", "", "Opened /"),
        (ActionKind.CLICK, "'Buy'", None, "Buy now", "Pressed “Buy”"),
        (ActionKind.CLICK, '"Don\'t"', None, "", "Pressed “Don't”"),
        (ActionKind.CLICK, "css '#buy'", None, "Buy now", "Pressed “Buy now”"),
        (ActionKind.CLICK, "css '#buy'", None, "", "Pressed “#buy”"),
        (ActionKind.FILL, "'Name'", "Maija", "Name", "Typed “Maija” into “Name”"),
        (ActionKind.FILL, "'CVC'", "[secret]", "CVC", "Filled in “CVC”"),
        (ActionKind.PRESS, "", "Enter", "", "Pressed the key Enter"),
    ],
)
def test_a_deed_reads_as_one_would_tell_it(
    kind: ActionKind, target: str, value: str | None, name: str, sentence: str
) -> None:
    element = ElementEvidence(subject=Subject(role="button", name=name), tag="button")
    action = ActionEvidence(kind=kind, target=target, value=value, element=element)
    step = StepEvidence(index=0, name="A", id="a", stage=Stage.PAY, status=StepStatus.PASSED, actions=(action,))
    assert deeds_of([step]) == (sentence,)
    held = step.model_copy(update={"actions": (action.model_copy(update={"is_held": True}),)})
    assert "did not press it" in deeds_of([held])[0]
    assert deeds_of([]) == ()


def test_numbers_of_marks_on_one_place_stand_side_by_side() -> None:
    picture = Picture("p-1", 400, 300)
    box = Box(x=360, y=20, width=60, height=20)
    album = Album({"a.jpg": picture}, {})
    shot = shot_of(album, "a.jpg", [(n, Severity.MINOR, Sight("a.jpg", box)) for n in range(1, 6)])
    assert shot is not None
    discs = [shot.disc(mark, 200) for mark in shot.marks]
    radius = discs[0][2]
    apart = [abs(complex(a[0] - b[0], a[1] - b[1])) for a, b in itertools.combinations(discs, 2)]
    assert min(apart) > 1.9 * radius
    assert all(radius <= x <= 400 - radius and radius <= y <= 300 - radius for x, y, _ in discs)


def test_templates_are_compiled_once() -> None:
    assert environment() is environment(None)


def test_a_long_address_breaks_after_a_part_of_it_and_nothing_else_does() -> None:
    said = environment().from_string("{{ words|said }}").render(words="at http://shop.example/fi/cart?a=1&b=<x> and/or")
    assert said == "<bdi>at http://shop.example/<wbr>fi/<wbr>cart?<wbr>a=1&amp;<wbr>b=&lt;x&gt; and/or</bdi>"
