"""Evidence on disk: one JSON file a visit, pictures shared when identical, a manifest that keeps the order.

<run>/evidence/manifest.json             the visits in run order
<run>/evidence/<visit id>.json           one visit
<run>/evidence/screenshots/<hash>.webp   pictures, named by their content
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from frictionaudit.errors import AuditError, EvidenceError
from frictionaudit.evidence.visit import EVIDENCE_VERSION, VisitEvidence
from frictionaudit.files import json_of, read_object, read_record, write_whole
from frictionaudit.tongues import translatable

__all__ = ["EvidenceStore"]

_MANIFEST = "manifest"
_MEND = translatable("run the journey again, or delete the file to judge the other visits")


class EvidenceStore:
    """The evidence of one run.

    Attributes:
        folder: The run's folder; the evidence lies in its `evidence/`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def root(self) -> Path:
        """Folder that pictures' paths are relative to."""
        return self.folder / "evidence"

    def plan(self, visits: Sequence[str]) -> None:
        """Keep the ids of the visits to come, in run order: what loads later comes in this order.

        Raises:
            AuditError: it could not be written.
        """
        manifest = {"version": EVIDENCE_VERSION, "visits": list(visits)}
        write_whole(self._file(_MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1).encode())

    def save_visit(self, visit: VisitEvidence) -> Path:
        """Write one visit, whole or not at all.

        Raises:
            AuditError: it could not be written; what was saved before stays.
        """
        path = self._file(visit.id)
        write_whole(path, json_of(visit))
        return path

    def save_picture(self, picture: bytes, suffix: str) -> str:
        """Write a picture under the hash of its content and give its path relative to `root`.

        Args:
            picture: The compressed image.
            suffix: Ending of its file name, without or with its dot.

        Raises:
            AuditError: it could not be written.
        """
        name = f"screenshots/{hashlib.sha256(picture).hexdigest()[:16]}.{suffix.removeprefix('.')}"
        path = self.root / name
        if not path.is_file():
            write_whole(path, picture)
        return name

    def load_visits(self) -> list[VisitEvidence]:
        """Load all visits that are there: in the manifest's order, others behind by name.

        Visits that were planned and never saved (an interrupted run) are passed over; see `missing`.

        Raises:
            EvidenceError: there is no evidence here, or a file of it cannot be read.
        """
        if not self.root.is_dir():
            raise EvidenceError(f"{self.root}: no such folder; give the folder of a run, such as reports/latest")
        planned = self._planned()
        there = sorted(path.stem for path in self.root.glob("*.json") if path.stem != _MANIFEST)
        if not there and not planned:
            raise EvidenceError(f"{self.root}: holds no visits; give the folder of a run that has evidence")
        known = [visit for visit in planned if visit in there]
        return [self._load(visit) for visit in [*known, *(visit for visit in there if visit not in known)]]

    def missing(self) -> list[str]:
        """Give the ids of visits that were planned and never saved, in run order.

        Raises:
            EvidenceError: the manifest cannot be read.
        """
        return [visit for visit in self._planned() if not self._file(visit).is_file()]

    def _file(self, name: str) -> Path:
        if not _is_name(name):
            raise AuditError(f"'{name}' is no name for a file of evidence; rename the journey or the persona")
        return self.root / f"{name}.json"

    def _planned(self) -> list[str]:
        path = self._file(_MANIFEST)
        if not path.is_file():
            return []
        mend = translatable("delete it, and the visits load by name")
        visits = read_object(path, version=EVIDENCE_VERSION, version_key="version", mend=mend).get("visits")
        if not isinstance(visits, list) or not all(isinstance(visit, str) and _is_name(visit) for visit in visits):
            raise EvidenceError(f"{path}: does not list the run's visits; {mend}")
        return list(dict.fromkeys(visits))

    def _load(self, name: str) -> VisitEvidence:
        return read_record(VisitEvidence, self._file(name), version=EVIDENCE_VERSION, version_key="version", mend=_MEND)


def _is_name(name: str) -> bool:
    """Tell whether a file of that name stays in the folder."""
    return name != "" and Path(name).name == name and not name.startswith(".") and "\0" not in name
