"""Evidence on disk: whole, ordered, versioned, and plain about what cannot be read."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from frictionaudit.errors import AuditError, EvidenceError
from frictionaudit.evidence.common import Box, Gap, TextBlock
from frictionaudit.evidence.page import PageEvidence, ViewportContent
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import EngineEvidence, JourneyFacts, VisitEvidence, VisitOutcome
from frictionaudit.journey.model import Persona, Stage


def visit(name: str) -> VisitEvidence:
    page = PageEvidence(
        url="http://127.0.0.1/",
        viewport=Box(x=0, y=0, width=390, height=844),
        viewport_content=ViewportContent(text_length=9, images=1, painted=0),
        blocks=(TextBlock(text="Kahvimukit – 24,90 € ☕", tag="h1", role="heading"),),
    )
    step = StepEvidence(
        index=0, name="Open", id="open", stage=Stage.ARRIVE, status=StepStatus.PASSED, page=page,
        gaps=(Gap(what="lcp", reason="this engine does not report it"),),
    )  # fmt: skip
    return VisitEvidence(
        id=name,
        journey=JourneyFacts(name="Buy", id="buy", base_url="http://127.0.0.1", locale="fi-FI"),
        persona=Persona(name="mobile-first"),
        engine=EngineEvidence(name="chromium", engine="chromium", version="156", sees=frozenset({"lcp", "event"})),
        locale="fi-FI",
        outcome=VisitOutcome.COMPLETED,
        started="2026-11-21T21:55:01Z",
        seconds=1.5,
        steps=(step,),
    )


def test_a_visit_comes_back_as_it_was(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    path = store.save_visit(visit("buy.mobile-first.chromium"))
    assert path == tmp_path / "evidence" / "buy.mobile-first.chromium.json"
    assert "☕" in path.read_text(encoding="utf-8")
    assert store.load_visits() == [visit("buy.mobile-first.chromium")]


def test_half_a_character_costs_no_visit(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    store.save_visit(visit("a").model_copy(update={"reason": "Cut emoji \ud83d ends here"}))
    assert store.load_visits() == [visit("a").model_copy(update={"reason": "Cut emoji \ufffd ends here"})]


def test_visits_load_in_the_planned_order_and_the_missing_are_named(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    store.plan(["c", "a", "b"])
    for name in ("a", "z", "c"):
        store.save_visit(visit(name))
    assert [each.id for each in store.load_visits()] == ["c", "a", "z"]
    assert store.missing() == ["b"]


def test_without_a_manifest_visits_load_by_name(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    for name in ("b", "a"):
        store.save_visit(visit(name))
    assert [each.id for each in store.load_visits()] == ["a", "b"]
    assert store.missing() == []


def test_identical_pictures_are_one_file(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    first, second, other = (store.save_picture(p, s) for p, s in ((b"x", "webp"), (b"x", ".webp"), (b"y", "webp")))
    assert first == second != other
    assert (store.root / first).read_bytes() == b"x"
    assert len(list((store.root / "screenshots").iterdir())) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{not json", "no whole JSON"),
        ("[]", "no version"),
        ('{"version": 99}', "newer"),
        ('{"version": 1}', "Field required"),
        ("{}", "no version"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    store = EvidenceStore(tmp_path)
    store.save_visit(visit("good"))
    (store.root / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(EvidenceError, match=said) as told:
        store.load_visits()
    assert "bad.json" in str(told.value)


def test_no_evidence_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="folder of a run"):
        EvidenceStore(tmp_path / "nowhere").load_visits()
    (tmp_path / "evidence").mkdir()
    with pytest.raises(EvidenceError, match="holds no visits"):
        EvidenceStore(tmp_path).load_visits()


def test_a_run_stopped_before_its_first_visit_loads_empty(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    store.plan(["a"])
    assert store.load_visits() == []


@pytest.mark.parametrize("visits", [3, [1], ["a", ""], ["../a"], ["a\0"]])
def test_a_damaged_manifest_is_said(tmp_path: Path, visits: object) -> None:
    store = EvidenceStore(tmp_path)
    store.save_visit(visit("a"))
    (store.root / "manifest.json").write_text(json.dumps({"version": 1, "visits": visits}), encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"manifest\.json"):
        store.load_visits()


def test_a_full_disk_is_a_sentence_and_earlier_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EvidenceStore(tmp_path)
    store.save_visit(visit("first"))

    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(AuditError, match="No space left on device"):
            store.save_visit(visit("second"))
    assert [each.id for each in store.load_visits()] == ["first"]
    assert not list(store.root.glob(".*"))


@pytest.mark.parametrize("name", ["../out", "a/b", "", ".hidden"])
def test_no_visit_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(AuditError):
        EvidenceStore(tmp_path).save_visit(visit(name))
