"""A fetch whose answer no script reads is never called finished: what the page waited for is that it was answered."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.replay.shop import Answer, Request, serving
from tests.replay.walking import plan, step_of, walk

from frictionaudit.evidence.step import RequestEvidence

HEAD = "<!doctype html><html lang=en><title>Table</title><link rel=icon href=data:,>"
PAGE = f"""{HEAD}<h1>Oak table</h1><p id=said>One moment</p><script>
fetch('/stock').then(() => {{ document.getElementById('said').textContent = 'In stock'; }})</script>"""
STEPS = "\n  - {step: Look, goto: /, expect: {see: In stock}}\n"


def asked(tmp_path: Path, headers: Mapping[str, str]) -> RequestEvidence:
    def stock(request: Request) -> Answer:
        time.sleep(0.6)
        return Answer('{"pieces": 12}', headers={"Cache-Control": "no-store", **headers})

    with serving({"/": PAGE, "/stock": stock}) as shop:
        visit = walk([plan(tmp_path, shop.url, STEPS)], tmp_path)[0]
    return next(each for each in step_of(visit, "Look").requests if each.template == "/stock")


@pytest.mark.browser
def test_an_answer_that_nobody_reads_took_until_it_began(tmp_path: Path) -> None:
    request = asked(tmp_path, {"Content-Type": "application/json"})
    assert (request.status, request.is_long_lived) == (200, False)
    assert request.duration_ms is not None
    assert request.duration_ms >= 600


@pytest.mark.browser
def test_a_stream_goes_on(tmp_path: Path) -> None:
    request = asked(tmp_path, {"Content-Type": "text/event-stream"})
    assert (request.duration_ms, request.is_long_lived) == (None, True)
