"""From what the probe says to evidence records: masked, moved to the main frame's viewport, checked by type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ElementEvidence
from frictionaudit.evidence.common import Subject, TextBlock
from frictionaudit.evidence.page import OverlayEvidence, PageEvidence
from frictionaudit.replay.safety.masking import Mask as SecretMask

__all__ = [
    "FrameRaw",
    "Mask",
    "Offset",
    "element_evidence",
    "overlay_evidence",
    "page_evidence",
    "shift_of_frames",
    "subject_evidence",
    "text_blocks",
]

Mask = Callable[[str], str]
"""Takes the secrets out of a text."""

Offset = tuple[float, float]
"""Where a frame's own 0,0 stands in the main frame's viewport, CSS px."""

FrameRaw = tuple[float, float, Mapping[str, Any]]
"""A child frame: where its 0,0 stands in the main frame's viewport, x and y, and what `collect` said there."""

MAX_BLOCKS = 1_500
MAX_LINKS = 300
MAX_CONTROLS = 150
MAX_FORMS = 30
MAX_FRAMES = 30

_OF_CONTENT = {"images": 200, "backgrounds": 200, "structured_data": 20}
CONTENT_SHARE = 0.5
"""Of the viewport's width and height that a frame of another host takes where it is the page's content, and no
advertisement, map or chat. Project's choice."""

_MAIN_FRAME: Offset = (0.0, 0.0)
_BOXES = frozenset({"box", "first_box", "target_box", "error_box"})
# Words of the probe's own: a secret that happens to be "main" must not turn a region into stars.
_VOCABULARY = frozenset({
    "role", "tag", "region", "kind", "hidden_by", "label_cut", "form_method", "method", "language", "signature",
    "background", "label_hidden_by", "inputmode", "frame_origin",
})  # fmt: skip
_ADDRESSES = frozenset({"url", "href", "action", "form_action"})


def page_evidence(main: Mapping[str, Any], frames: Iterable[FrameRaw], mask: Mask) -> PageEvidence:
    """Join what `collect` said in the main frame and in its visible child frames into one page.

    Child frames give text, links, controls, forms, busy indicators and marks of progress; their boxes are moved to
    where the frame stands. Of their addresses only the origin is kept. Frames of the content give pictures,
    structured data and what lies over them too.
    """
    page = dict(_clean(main["page"], mask, _MAIN_FRAME))
    for x, y, raw in frames:
        inner = _clean(raw["page"], mask, (x, y))
        origin = _origin_of(str(raw["page"]["url"]))
        for form in inner["forms"]:
            form["fields"] = [{**field, "in_frame": True, "frame_origin": origin} for field in form["fields"]]
        page["frames"] = [*page.get("frames", ()), _frame(inner, origin, (x, y))]
        for key in ("blocks", "links", "controls", "forms", "busy"):
            page[key] = [*page.get(key, ()), *inner.get(key, ())]
        if _is_content(raw["page"], main["page"], (x, y)):
            for key, most in _OF_CONTENT.items():
                page[key] = [*page.get(key, ()), *inner.get(key, ())][:most]
            share = _share_of_view(raw, (x, y), main)
            layers = [{**layer, "share": layer["share"] * share} for layer in inner.get("overlays", ())]
            page["overlays"] = [*page.get("overlays", ()), *layers]
        for key in ("is_truncated", "has_step_mark"):
            page[key] = page.get(key) or inner.get(key, False)
        page["viewport_content"] = _added(page["viewport_content"], inner["viewport_content"])
    page["is_truncated"] = page["is_truncated"] or len(page["blocks"]) > MAX_BLOCKS
    page["blocks"] = page["blocks"][:MAX_BLOCKS]
    page["links"] = page["links"][:MAX_LINKS]
    page["controls"] = page.get("controls", [])[:MAX_CONTROLS]
    page["forms"] = page["forms"][:MAX_FORMS]
    page["frames"] = page.get("frames", [])[:MAX_FRAMES]
    return PageEvidence.model_validate(page)


def element_evidence(raw: Mapping[str, Any], offset: Offset, mask: Mask) -> ElementEvidence:
    """Read the `element` part of what `examine` said, with what only the driver can know joined to it."""
    return ElementEvidence.model_validate(_clean(raw, mask, offset))


def shift_of_frames(main: Mapping[str, Any], frames: Iterable[FrameRaw], since_ms: float) -> float:
    """Give the worst layout shift in a frame of the content that came since then, by the share of the view it fills.

    The engine tells each frame of its own only: https://web.dev/articles/cls
    """
    worst = 0.0
    for x, y, raw in frames:
        cls = (raw.get("vitals") or {}).get("cls") or 0.0
        if raw.get("time_origin", 0.0) < since_ms or not cls or not _is_content(raw["page"], main["page"], (x, y)):
            continue
        worst = max(worst, cls * _share_of_view(raw, (x, y), main))
    return worst


def text_blocks(raw: Sequence[Mapping[str, Any]], mask: Mask, offset: Offset = _MAIN_FRAME) -> tuple[TextBlock, ...]:
    """Read the `view` part of what `examine` said: the text in the viewport."""
    return tuple(TextBlock.model_validate(_clean(block, mask, offset)) for block in raw)


def overlay_evidence(raw: Mapping[str, Any], mask: Mask) -> OverlayEvidence:
    """Read one layer over the page, say of `close_over`."""
    return OverlayEvidence.model_validate(_clean(raw, mask, _MAIN_FRAME))


def subject_evidence(raw: Mapping[str, Any], mask: Mask, offset: Offset = _MAIN_FRAME) -> Subject:
    """Read one subject, say of `still_changing` or of a busy indicator."""
    return Subject.model_validate(_clean(raw, mask, offset))


def _frame(inner: Mapping[str, Any], origin: str, offset: Offset) -> dict[str, Any]:
    """Say what fills a child frame."""
    content, view = inner["viewport_content"], inner["viewport"]
    return {
        "origin": origin,
        "box": {"x": offset[0], "y": offset[1], "width": view["width"], "height": view["height"]},
        "text_length": content["text_length"],
        "painted": content["images"] + content["painted"],
        "fields": sum(len(form["fields"]) for form in inner["forms"]),
    }


def _is_content(inner: Mapping[str, Any], main: Mapping[str, Any], offset: Offset) -> bool:
    """Tell whether a frame is the shop's own, or so large that the page is about what it shows.

    One that stands in a layer over the page is that layer's: the question about cookies, a window of help.
    """
    place = offset[0] + inner["viewport"]["width"] / 2, offset[1] + inner["viewport"]["height"] / 2
    if any(_holds(layer["subject"].get("box"), place) for layer in main.get("overlays", ())):
        return False
    if urlsplit(str(inner["url"])).hostname == urlsplit(str(main["url"])).hostname:
        return True
    view, whole = inner["viewport"], main["viewport"]
    return all(view[side] >= CONTENT_SHARE * whole[side] for side in ("width", "height"))


def _holds(box: Mapping[str, float] | None, place: Offset) -> bool:
    if box is None:
        return False
    x, y = place
    return box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"]


def _share_of_view(raw: Mapping[str, Any], offset: Offset, main: Mapping[str, Any]) -> float:
    """Give the share of the main frame's viewport that a child frame fills."""
    inner, view, (x, y) = raw["page"]["viewport"], main["page"]["viewport"], offset
    wide = min(x + inner["width"], view["width"]) - max(x, 0.0)
    high = min(y + inner["height"], view["height"]) - max(y, 0.0)
    return float(max(0.0, wide) * max(0.0, high) / (view["width"] * view["height"] or 1.0))


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else ""


def _clean(value: Any, mask: Mask, offset: Offset, key: str = "") -> Any:
    """Mask every text, move every box, mend half characters that a cut through a text may leave."""
    if isinstance(value, str):
        whole = _well_formed(value)
        if key in _ADDRESSES:
            hidden = mask.link if isinstance(mask, SecretMask) else mask
            return hidden(whole) if _is_address(whole) else ""
        return whole if key in _VOCABULARY else mask(whole)
    if isinstance(value, Mapping):
        if key in _BOXES:
            return {**value, "x": value["x"] + offset[0], "y": value["y"] + offset[1]}
        return {name: _clean(item, mask, offset, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item, mask, offset, key) for item in value]
    return value


def _is_address(text: str) -> bool:
    """Tell whether it can be taken apart as one: pages hold "http://[e-mail]/", which leads nowhere."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def _well_formed(text: str) -> str:
    """JavaScript texts may hold half of a surrogate pair, which no file can."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {key: one[key] + other[key] for key in one}
