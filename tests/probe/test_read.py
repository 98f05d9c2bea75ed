"""From raw facts to records: masked, moved, whole."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from frictionaudit.evidence.common import Box
from frictionaudit.replay import probe
from frictionaudit.replay.probe import (
    PROBE_SOURCE,
    element_evidence,
    page_evidence,
    shift_of_frames,
    subject_evidence,
    text_blocks,
)
from frictionaudit.replay.safety.masking import Mask


def _hide(text: str) -> str:
    return text.replace("maija", "***").replace("main", "***")


def _block(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "tag": "p", "region": "main", "box": {"x": 1, "y": 2, "width": 30, "height": 4}, **more}


def _page(**more: Any) -> dict[str, Any]:
    page = {
        "url": "http://shop.test/?u=maija", "viewport": {"x": 0, "y": 0, "width": 100, "height": 100},
        "viewport_content": {"text_length": 1, "images": 1, "painted": 1}, "blocks": [], "links": [], "forms": [],
        "busy": [], "is_truncated": False,
    }  # fmt: skip
    return {"page": page | more}


def _form() -> dict[str, Any]:
    subject = {"role": "textbox", "name": "Card", "locator": "#card", "box": {"x": 5, "y": 5, "width": 9, "height": 9}}
    return {"action": "/pay", "method": "post", "fields": [{"subject": subject, "kind": "text"}]}


def test_every_text_but_our_own_words_is_masked() -> None:
    page = page_evidence(_page(blocks=[_block("Hello maija", locator="#maija")]), [], _hide)
    assert (page.url, page.blocks[0].text, page.blocks[0].locator) == ("http://shop.test/?u=***", "Hello ***", "#***")
    assert page.blocks[0].region == "main"


def test_frames_stand_where_they_stand() -> None:
    links = [{"text": "Terms", "url": "/t"}]
    inner = _page(blocks=[_block("Card")], forms=[_form()], links=links, has_step_mark=True)
    page = page_evidence(_page(blocks=[_block("Shop")]), [(100, 50, inner)], _hide)
    assert page.has_step_mark
    assert [block.text for block in page.blocks] == ["Shop", "Card"]
    assert page.blocks[0].box == Box(x=1, y=2, width=30, height=4)
    assert page.blocks[1].box == Box(x=101, y=52, width=30, height=4)
    assert page.forms[0].fields[0].in_frame
    assert page.forms[0].fields[0].subject.box == Box(x=105, y=55, width=9, height=9)
    assert (page.links[0].text, page.viewport_content.text_length) == ("Terms", 2)


def test_a_frame_of_the_content_gives_its_pictures() -> None:
    subject = {"role": "img", "name": "Mug", "locator": "img", "box": {"x": 5, "y": 5, "width": 50, "height": 40}}
    size = {"was_in_viewport": True, "natural_width": 0, "natural_height": 0}
    images = [{"subject": subject, "url": "http://shop.test/mug.jpg", "is_broken": True, **size}]
    own = _page(url="http://shop.test/embed", images=images, structured_data=["{}"])
    page = page_evidence(_page(), [(100, 50, own)], _hide)
    assert (page.images[0].is_broken, page.structured_data) == (True, ("{}",))
    assert page.images[0].subject.box == Box(x=105, y=55, width=50, height=40)
    strip = {"x": 0, "y": 0, "width": 100, "height": 40}
    for view, count in (({}, 1), ({"viewport": strip}, 0)):
        foreign = _page(url="http://widget.test/", images=images, **view)
        assert len(page_evidence(_page(), [(100, 50, foreign)], _hide).images) == count


def test_what_lies_over_a_frame_of_the_content_covers_its_share_of_the_view() -> None:
    veil = {"subject": {"role": "dialog", "name": "News", "locator": "div"}, "kind": "dialog", "share": 0.8}
    inner = _page(url="http://shop.test/embed", overlays=[veil])
    (overlay,) = page_evidence(_page(), [(0, 50, inner)], _hide).overlays
    assert (overlay.kind, overlay.share) == ("dialog", 0.4)
    place = {"x": 0, "y": 50, "width": 100, "height": 100}
    question = {**veil, "kind": "consent", "subject": {"role": "dialog", "name": "", "locator": "div", "box": place}}
    (overlay,) = page_evidence(_page(overlays=[question]), [(0, 50, inner)], _hide).overlays
    assert overlay.kind == "consent"  # the frame stands in it


def test_a_shift_within_a_frame_counts_by_the_share_of_the_view() -> None:
    raw = {**_page(url="http://shop.test/embed"), "vitals": {"cls": 0.4}, "time_origin": 500.0}
    assert shift_of_frames(_page(), [(0, 50, raw)], 400.0) == 0.2
    assert shift_of_frames(_page(), [(0, 50, raw)], 600.0) == 0.0  # it came before, and was told then
    assert shift_of_frames(_page(), [(0, 200, raw)], 400.0) == 0.0
    raw["page"]["url"] = "http://chat.test/"
    raw["page"]["viewport"] = {"x": 0, "y": 0, "width": 30, "height": 40}
    assert shift_of_frames(_page(), [(0, 0, raw)], 400.0) == 0.0


def test_controls_of_frames_are_moved_and_counted() -> None:
    box = {"x": 5, "y": 5, "width": 10, "height": 9}
    pay = {"subject": {"role": "button", "name": "Pay", "locator": "#main", "box": box}, "background": "main"}
    page = page_evidence(_page(controls=[pay] * 149), [(100, 50, _page(controls=[pay, pay]))], _hide)
    assert (len(page.controls), page.controls[149].subject.box) == (150, Box(x=105, y=55, width=10, height=9))
    assert (page.controls[0].area, page.controls[0].subject.locator, page.controls[0].background) == (
        90,
        "#***",
        "main",
    )


def test_too_much_is_cut_and_said() -> None:
    inner = _page(blocks=[_block(str(number)) for number in range(1000)])
    page = page_evidence(_page(blocks=[_block("x")] * 1000), [(0, 0, inner)], _hide)
    assert (len(page.blocks), page.is_truncated) == (1500, True)


def test_half_a_character_is_mended() -> None:
    (block,) = text_blocks([_block("Heart \ud83d")], _hide, (10, 0))
    assert block.text == "Heart \ufffd"
    assert block.box == Box(x=11, y=2, width=30, height=4)


def test_an_address_that_nothing_can_read_leads_nowhere() -> None:
    links = [{"text": text, "url": url} for text, url in (("Mail", "http://[e-mail]/"), ("Terms", "/t"))]
    assert [link.url for link in page_evidence(_page(links=links), [], _hide).links] == ["", "/t"]


def test_element_is_moved_with_all_its_boxes() -> None:
    box = {"x": 0, "y": 0, "width": 5, "height": 5}
    subject = {"role": "button", "name": "Pay", "locator": "#pay", "box": box}
    cover = {"subject": subject | {"locator": "#veil"}, "at_centre": True, "share": 1}
    raw = {"subject": subject, "tag": "button", "first_box": box, "target_box": box, "covers": [cover]}
    element = element_evidence(raw, (7, 8), _hide)
    moved = Box(x=7, y=8, width=5, height=5)
    assert (element.subject.box, element.first_box, element.target_box) == (moved, moved, moved)
    assert element.covers[0].subject.box == moved
    assert subject_evidence(subject, _hide).box == Box(x=0, y=0, width=5, height=5)


def test_source_is_one_expression_of_our_own() -> None:
    assert PROBE_SOURCE.rstrip().endswith("})();")
    assert "http" not in [line.split("//")[0] for line in PROBE_SOURCE.splitlines()]


def test_each_file_of_the_script_is_a_part_of_it() -> None:
    folder = Path(str(files("frictionaudit.replay.probe"))) / "script"
    assert sorted(each.stem for each in folder.iterdir()) == sorted(probe._PARTS)


def test_addresses_on_the_page_hold_no_session() -> None:
    links = [{"text": "Terms", "url": "https://shop.example/terms?session=a8f5f1"}]
    (link,) = page_evidence(_page(links=links), [], Mask()).links
    assert link.url == "https://shop.example/terms?session=[token]"
