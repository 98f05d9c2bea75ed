"""Ctrl-C loses nothing that was seen, whenever it comes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.loops import run_to_end
from frictionaudit.replay import VisitPlan, replay
from frictionaudit.replay.events import Event, StepEnded

PAGE = """<!doctype html><html lang=en><title>Lamp</title><main><h1>Lamp</h1><a href=/more>More lamps</a></main>"""


@pytest.mark.browser
def test_a_walk_that_has_just_ended_is_kept(tmp_path: Path) -> None:
    steps = "\n  - {step: Open, goto: /, expect: {heading: Lamp}}\n"

    async def interrupted(plans: Sequence[VisitPlan]) -> None:
        def heard(event: Event) -> None:
            if isinstance(event, StepEnded):  # some turns later what was seen is being saved
                loop = asyncio.get_running_loop()
                loop.call_soon(lambda: loop.call_soon(lambda: loop.call_soon(lambda: loop.call_soon(job.cancel))))

        job = asyncio.ensure_future(replay(plans, replace(QUICK, pictures=False), tmp_path / "run", heard))
        with contextlib.suppress(asyncio.CancelledError):
            await job

    with serving({"/": PAGE, "/more": PAGE}) as shop:
        run_to_end(interrupted([plan(tmp_path, shop.url, steps, name=name) for name in ("first", "second")]))
    visits = EvidenceStore(tmp_path / "run").load_visits()
    seen = [(each.journey.name, [step.status for step in each.steps]) for each in visits]
    assert seen == [("first", [StepStatus.PASSED])]
