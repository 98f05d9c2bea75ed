"""Walks the twin pages of this run: all of one criterion and engine in one browser, once for all workers."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.rules.harness import TwinPage, walk

from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence

WORKERS = 2
"""Pages walked at a time in Chromium, where no time is judged; Firefox opens one window at a time."""

Walked = Callable[[TwinPage, str], list[VisitEvidence]]


@pytest.fixture(scope="session")
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Give the evidence of a twin page in an engine, the walk first; its criterion's pages are walked together."""
    has_workers = hasattr(request.config, "workerinput")
    shared = tmp_path_factory.getbasetemp().parent if has_workers else tmp_path_factory.getbasetemp()
    known: dict[tuple[str, str], dict[str, list[VisitEvidence]]] = {}

    def evidence(page: TwinPage, engine: str) -> list[VisitEvidence]:
        criterion = page.rule.split("/")[0]
        key = (criterion, engine)
        if key not in known:
            known[key] = _walk_once(_chosen(request.session, criterion, engine), criterion, engine, shared)
        return known[key][page.label]

    return evidence


def _walk_once(pages: list[TwinPage], criterion: str, engine: str, shared: Path) -> dict[str, list[VisitEvidence]]:
    """Walk the pages, or take what another worker of this run has walked."""
    folder = shared / "twins" / f"{criterion}-{engine}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if not done.exists():
            done.write_text("the walk of these pages broke off; see the first test of them that failed")
            walk(pages, engine, folder, workers=1 if criterion == "speed" or engine == "firefox" else WORKERS)
            done.write_text("")
        if trouble := done.read_text():
            pytest.fail(trouble)
    visits: dict[str, list[VisitEvidence]] = {}
    for visit in EvidenceStore(folder).load_visits():
        visits.setdefault(visit.journey.id, []).append(visit)
    return visits


def _chosen(session: pytest.Session, criterion: str, engine: str) -> list[TwinPage]:
    """Give the pages of this run's own tests, so that one page alone is quick."""
    calls = [item.callspec.params for item in session.items if hasattr(item, "callspec")]
    pages = [c["page"] for c in calls if isinstance(c.get("page"), TwinPage) and c.get("engine") == engine]
    return [page for page in pages if page.rule.startswith(f"{criterion}/")]
