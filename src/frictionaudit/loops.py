"""Coroutines run to their end from plain functions, wherever the caller stands."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

__all__ = ["run_to_end"]

T = TypeVar("T")


def run_to_end(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine and give its result.

    Where this thread has a running event loop already (a notebook, a test with Playwright's sync API), the coroutine
    gets a thread of its own. Ctrl-C cancels it either way.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(job)
    return _aside(job)


def _aside(job: Coroutine[Any, Any, T]) -> T:
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = []

    async def observed() -> T:
        task = asyncio.current_task()
        assert task is not None  # asyncio.run makes one
        running.append((asyncio.get_running_loop(), task))
        return await job

    with ThreadPoolExecutor(1, thread_name_prefix="frictionaudit") as pool:
        result = pool.submit(lambda: asyncio.run(observed()))
        try:
            return result.result()
        except KeyboardInterrupt:
            # Ctrl-C reaches the main thread only; asyncio.run would have cancelled the task.
            if not running or result.done():
                raise
            loop, task = running[0]
            loop.call_soon_threadsafe(task.cancel)
            return result.result()
