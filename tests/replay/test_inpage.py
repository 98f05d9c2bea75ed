"""Which frames are asked, and which page has hung."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from playwright.async_api import Error, Frame, Page

from frictionaudit.loops import run_to_end
from frictionaudit.replay.page import inpage
from frictionaudit.replay.page.inpage import PageHungError, done_in_time, loaded_frames


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


class _Slow:
    """A page that still answers, or does not; and work that is done once it has been asked so many times."""

    def __init__(self, *, answers: bool, after: int) -> None:
        self.answers = answers
        self.after = after
        self.asked = 0
        self.is_done = asyncio.Event()

    async def evaluate(self, _script: str, _argument: Any = None) -> int:
        self.asked += 1
        if not self.answers:
            await asyncio.Event().wait()
        if self.asked == self.after:
            self.is_done.set()
        return 0

    async def work(self) -> None:
        await self.is_done.wait()


@pytest.mark.parametrize(("answers", "after", "is_hung"), [(True, 1, False), (True, 9, True), (False, 1, True)])
def test_a_page_that_answers_is_given_more_time(
    answers: bool, after: int, is_hung: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HUNG_AFTER_S", "_ALIVE_WITHIN_S"):
        monkeypatch.setattr(inpage, name, 0.01)

    async def wait() -> None:
        page = _Slow(answers=answers, after=after)
        await done_in_time(cast("Page", page), page.work(), 0.01)

    if is_hung:
        with pytest.raises(PageHungError):
            run_to_end(wait())
    else:
        run_to_end(wait())


class _Garbled:
    async def evaluate(self, _script: str, _argument: Any = None) -> str:
        return "undefined"


def test_an_answer_that_the_page_garbles_is_the_pages_trouble() -> None:
    frame = cast("Frame", _Garbled())
    with pytest.raises(Error, match="garble"):
        run_to_end(inpage.ask(frame, "collect"))
    assert run_to_end(inpage.feedback_of(frame, {}, 1)) is None


def test_what_nobody_waited_for_is_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    async def forgetful() -> None:
        forgotten = asyncio.get_running_loop().create_future()
        forgotten.set_exception(ValueError("lost"))
        del forgotten

    run_to_end(forgetful())
    assert capfd.readouterr().err == ""
