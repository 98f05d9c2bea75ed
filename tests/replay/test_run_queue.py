"""How long the pages' processes waited for a processor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from frictionaudit.journey.model import BrowserName
from frictionaudit.loops import run_to_end
from frictionaudit.replay.browsers import run_queue
from frictionaudit.replay.browsers.engine import Engine
from frictionaudit.replay.browsers.run_queue import RunQueue


class Told:
    """The browser's own word about its processes."""

    def __init__(self, *renderers: int) -> None:
        self.renderers = renderers

    async def send(self, method: str) -> dict[str, Any]:
        assert method == "SystemInfo.getProcessInfo"
        others = [{"type": "GPU", "id": 99}]
        return {"processInfo": [*others, *({"type": "renderer", "id": each} for each in self.renderers)]}


def test_the_longest_wait_of_a_page_since_counting_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_queue, "_PROCESSES", tmp_path)

    def has_waited(process: int, ms: int) -> None:
        (tmp_path / str(process)).mkdir(exist_ok=True)
        (tmp_path / str(process) / "schedstat").write_text(f"123456789 {ms * 1_000_000} 42\n")

    told = Told(1, 2, 3)
    queue = RunQueue(told)  # type: ignore[arg-type]
    for process, ms in ((1, 500), (2, 70), (99, 900)):
        has_waited(process, ms)
    run_to_end(queue.look())
    queue.begin()
    assert queue.waited_ms() == 0
    for process, ms in ((1, 510), (2, 110), (99, 5_000), (4, 25)):
        has_waited(process, ms)
    assert queue.waited_ms() == 40
    told.renderers = (1, 4)  # the page went to another site: a process of its own, from its first moment
    run_to_end(queue.look())
    assert queue.waited_ms() == 25
    assert RunQueue(told).waited_ms() is None  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_chromium_tells_of_its_pages() -> None:
    async def waited() -> float | None:
        async with async_playwright() as playwright:
            engine = Engine.of(playwright, BrowserName.CHROMIUM)
            page = await (await engine.ready()).new_page()
            assert engine.run_queue is not None
            await engine.run_queue.look()
            engine.run_queue.begin()
            await page.evaluate("() => { for (let i = 0; i < 1e7; i += 1); }")
            waited = engine.run_queue.waited_ms()
            await engine.close()
            return waited

    assert (run_to_end(waited()) or -1) >= 0
