"""Where a file stands, as others find it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frictionaudit.journey.loading.places import place_of


def test_a_file_is_named_from_its_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop" / ".git").mkdir(parents=True)
    (tmp_path / "shop" / "journeys").mkdir()
    monkeypatch.chdir(tmp_path / "shop" / "journeys")
    assert place_of(Path("guest.yaml")) == "journeys/guest.yaml"


def test_elsewhere_it_is_named_from_the_working_folder_or_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_of(tmp_path / "a" / "guest.yaml") == "a/guest.yaml"
    assert place_of(tmp_path.parent / "guest.yaml") == "guest.yaml"
