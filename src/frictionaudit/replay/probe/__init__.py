"""The probe that stands in every document of a visit, and the reading of what it tells."""

from __future__ import annotations

from importlib.resources import files

from frictionaudit.replay.probe.read import element_evidence, page_evidence, subject_evidence, text_blocks

__all__ = ["PROBE_SOURCE", "element_evidence", "page_evidence", "subject_evidence", "text_blocks"]

PROBE_SOURCE: str = (files(__name__) / "probe.js").read_text(encoding="utf-8")
"""Text of probe.js: an expression that sets up the probe in the document it runs in, once."""
