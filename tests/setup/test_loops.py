"""A coroutine runs to its end with and without an event loop around it, and Ctrl-C cancels it."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from frictionaudit.loops import run_to_end

T = TypeVar("T")


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def in_thread(run: Callable[..., T], *arguments: object) -> T:
    """Run in a thread of its own: Playwright's sync API, which other tests use, leaves a running loop behind."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run, *arguments).result()


# In a process of its own, for Ctrl-C would end the tests too. The loop is marked as running, as Playwright's sync API
# leaves it; asyncio.run would take Ctrl-C for itself.
INTERRUPTED = """
import asyncio, os, signal
from frictionaudit.loops import run_to_end

async def wait():
    os.kill(os.getpid(), signal.SIGINT)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        return "tidied up"

asyncio._set_running_loop(asyncio.new_event_loop())
print(run_to_end(wait()))
"""


def test_without_a_loop_around_it() -> None:
    assert run_to_end(double(21)) == 42


def test_inside_a_running_loop_it_has_a_thread_of_its_own() -> None:
    async def notebook() -> tuple[int, int]:
        return run_to_end(double(21)), threading.active_count()

    before = threading.active_count()
    assert in_thread(asyncio.run, notebook()) == (42, before + 1)


def test_what_it_raises_comes_out() -> None:
    async def fail() -> None:
        raise ValueError("told")

    async def notebook() -> None:
        run_to_end(fail())

    with pytest.raises(ValueError, match="told"):
        in_thread(asyncio.run, notebook())


def test_ctrl_c_cancels_it_inside_a_running_loop() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "tidied up\n", done.stderr
