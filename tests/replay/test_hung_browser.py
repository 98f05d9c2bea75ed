"""A browser that hangs between two visits is ended, and launched anew; one without its driver is let go."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from frictionaudit.errors import AuditError
from frictionaudit.journey import resolve_personas
from frictionaudit.journey.model import BrowserName, Journey, Stage, Step
from frictionaudit.loops import run_to_end
from frictionaudit.replay.browsers import engine as engines
from frictionaudit.replay.browsers.engine import Engine


async def _stop(engine: Engine) -> int:
    """Stop the browser's process; give its id."""
    session = await (await engine.ready()).new_browser_cdp_session()
    told = await session.send("SystemInfo.getProcessInfo")
    process = next(int(each["id"]) for each in told["processInfo"] if each["type"] == "browser")
    os.kill(process, signal.SIGSTOP)
    return process


def test_a_browser_that_opens_nothing_is_launched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "OPEN_PATIENCE_S", 3.0)
    monkeypatch.setattr(engines, "CLOSE_PATIENCE_S", 0.5)
    step = Step(name="Open", id="open", stage=Stage.ARRIVE)
    journey = Journey(name="Buy", id="buy", base_url="http://127.0.0.1/", steps=(step,))
    (persona,) = resolve_personas(("desktop-careful",), None)

    async def opened() -> tuple[bool, str]:
        async with async_playwright() as playwright:
            engine = Engine.of(playwright, BrowserName.CHROMIUM)
            stopped = [await _stop(engine)]
            try:
                context = await engine.new_context(journey, persona)
                is_open = bool(await context.new_page())
                monkeypatch.setattr(engines, "OPEN_PATIENCE_S", 0.0)
                with pytest.raises(AuditError) as refused:
                    await engine.new_context(journey, persona)
                return is_open, str(refused.value)
            finally:
                for process in stopped:
                    os.kill(process, signal.SIGKILL)
                await engine.close()

    is_open, sentence = run_to_end(opened())
    assert is_open
    assert "it opens no window" in sentence
    assert "doctor" in sentence


def _children() -> set[int]:
    threads = Path("/proc/self/task").iterdir()
    return {int(child) for thread in threads for child in (thread / "children").read_text().split()}


def _until_gone(process: int) -> None:
    while process in _children():
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="the driver's process is looked up as Linux tells it")
def test_a_browser_whose_driver_is_gone_is_let_go() -> None:
    async def closed() -> None:
        before = _children()
        async with async_playwright() as playwright:
            (driver,) = _children() - before
            engine = Engine.of(playwright, BrowserName.CHROMIUM)
            await engine.ready()
            os.kill(driver, signal.SIGINT)
            await asyncio.to_thread(_until_gone, driver)
            await engine.close()
            assert engine.browser is None

    run_to_end(asyncio.wait_for(closed(), 30))
