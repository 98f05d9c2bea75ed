"""Walks the twin pages of this run: some of one criterion and engine together, once for all workers."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.rules.harness import TwinPage, walk

from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence

WORKERS = 2
"""Pages walked at a time in Chromium, where no time is judged; Firefox opens one window at a time."""

SHARE = 10
"""Pages that one worker of the tests walks at a time, in its browser."""

Walked = Callable[[TwinPage, str], list[VisitEvidence]]
Visits = dict[str, list[VisitEvidence]]


@pytest.fixture(scope="session")
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Give the evidence of a twin page in an engine, the walk first; pages of its criterion are walked with it."""
    has_workers = hasattr(request.config, "workerinput")
    shared = tmp_path_factory.getbasetemp().parent if has_workers else tmp_path_factory.getbasetemp()
    known: Visits = {}

    def evidence(page: TwinPage, engine: str) -> list[VisitEvidence]:
        key = f"{engine}:{page.label}"
        if key not in known:
            shares = _shares(request.session, page.rule.split("/")[0], engine, shared)
            own = next(share for share in shares if page in share.pages)
            # While another worker walks these pages, this one walks others that nobody has begun.
            for share in (own, *shares):
                if share.walk(waits=False) and share is own:
                    break
            own.walk(waits=True)
            known.update({f"{engine}:{label}": visits for label, visits in own.visits().items()})
        return known[key]

    return evidence


@dataclass(frozen=True)
class _Share:
    """Some pages that are walked together, once for all workers of this run."""

    pages: list[TwinPage]
    engine: str
    folder: Path

    def walk(self, *, waits: bool) -> bool:
        """Walk the pages unless it is done; False where another worker is at it and this one does not wait."""
        done = self.folder / "done"
        if done.exists() and not done.read_text():
            return True
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            if not done.exists():
                done.write_text("the walk of these pages broke off; see the first test of them that failed")
                alone = self.engine == "firefox" or any(page.rule.startswith("speed/") for page in self.pages)
                walk(self.pages, self.engine, self.folder, workers=1 if alone else WORKERS)
                done.write_text("")
            if trouble := done.read_text():
                pytest.fail(trouble)
        return True

    def visits(self) -> Visits:
        """Give what was seen, by the label of the page."""
        found: Visits = {}
        for visit in EvidenceStore(self.folder).load_visits():
            found.setdefault(visit.journey.id, []).append(visit)
        return found


def _shares(session: pytest.Session, criterion: str, engine: str, shared: Path) -> list[_Share]:
    """Share out the pages of this run's own tests, so that one page alone is quick."""
    calls = [item.callspec.params for item in session.items if hasattr(item, "callspec")]
    pages = [c["page"] for c in calls if isinstance(c.get("page"), TwinPage) and c.get("engine") == engine]
    chosen = [page for page in pages if page.rule.startswith(f"{criterion}/")]
    return [
        _Share(chosen[start : start + SHARE], engine, shared / "twins" / f"{criterion}-{engine}-{start // SHARE}")
        for start in range(0, len(chosen), SHARE)
    ]
