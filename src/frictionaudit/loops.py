"""Coroutines run to their end from plain functions, wherever the caller stands."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

__all__ = ["run_to_end"]

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


def run_to_end(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine and give its result.

    Where this thread has a running event loop already (a notebook, a test with Playwright's sync API), the coroutine
    gets a thread of its own. Ctrl-C cancels it either way.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_quietly(job))
    return _aside(_quietly(job))


async def _quietly(job: Coroutine[Any, Any, T]) -> T:
    """Await it on a loop of ours: what nobody waited for goes to the log, for on a terminal it is a traceback."""
    asyncio.get_running_loop().set_exception_handler(
        lambda _, told: _LOG.debug(told.get("message", ""), exc_info=told.get("exception"))
    )
    return await job


def _aside(job: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own; this one waits, and passes Ctrl-C on, whenever it comes."""
    result: Future[T] = Future()
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = []
    is_interrupted = threading.Event()

    async def observed() -> T:
        task = asyncio.current_task()
        assert task is not None  # asyncio.run makes one
        running.append((asyncio.get_running_loop(), task))
        if is_interrupted.is_set():
            task.cancel()
        return await job

    def run() -> None:
        try:
            result.set_result(asyncio.run(observed()))
        except BaseException as error:
            result.set_exception(error)

    thread = threading.Thread(target=run, name="frictionaudit")
    try:
        thread.start()
        return result.result()
    except KeyboardInterrupt:
        # Ctrl-C reaches the main thread only, and may do so before the other has begun.
        is_interrupted.set()
        for loop, task in running:
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(task.cancel)
        if not thread.is_alive() and not result.done():
            raise
        return result.result()
