"""Which frames are asked."""

from __future__ import annotations

from typing import cast

from playwright.async_api import Page

from frictionaudit.replay.inpage import loaded_frames


class _Frame:
    def __init__(self, url: str, *, is_gone: bool = False) -> None:
        self.url = url
        self.is_detached = lambda: is_gone


class _Page:
    def __init__(self, *frames: _Frame) -> None:
        self.main_frame, self.frames = frames[0], list(frames)


def test_a_lazy_frame_that_holds_no_document_is_not_asked() -> None:
    main, blank, card = _Frame(""), _Frame("about:blank"), _Frame("https://pay.example/card")
    page = _Page(main, _Frame(""), blank, _Frame("https://pay.example/old", is_gone=True), card)
    found: list[object] = [*loaded_frames(cast("Page", page))]
    assert found == [main, blank, card]
