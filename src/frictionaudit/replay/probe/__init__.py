"""The probe that stands in every document of a visit, and the reading of what it tells.

What a customer could see and feel on a page, told as plain facts. The probe stands in every document of every frame
before the page's own scripts. Three promises to the page:

1. It never throws into the page and never writes to its DOM or styles.
2. It is not seen: one non-enumerable global; native functions are captured at once, because pages patch them.
3. It costs little: passive listeners and observers note things down, looking is done when the driver asks.

One thing is changed for the page: what scripts attach as closed shadow roots is open, else nothing in it could be
found by its name, pressed or read, though every customer sees it.

All its times are epoch milliseconds with a fraction. All keys of its answers are the field names of the evidence
records. Its parts share one scope, each uses what those before it have set up.
"""

from __future__ import annotations

from importlib.resources import files

from frictionaudit.replay.probe.read import (
    element_evidence,
    page_evidence,
    shift_of_frames,
    subject_evidence,
    text_blocks,
)

__all__ = ["PROBE_SOURCE", "element_evidence", "page_evidence", "shift_of_frames", "subject_evidence", "text_blocks"]

_PARTS = (
    "language", "natives", "tools", "tree", "geometry", "visibility", "colour", "names", "timers", "console", "input",
    "marks", "changes", "rhythm", "news", "rest", "vitals", "motion", "slides", "text", "controls", "fields",
    "overlays", "page", "element", "label", "target", "disabled", "focus", "hover", "surroundings", "consent", "door",
)  # fmt: skip
"""Files of script/, in the order in which they are set up."""

# The first navigation of a window may reuse its global object for a new document: that one needs a new probe.
_SET_UP = """(function setUp() {
'use strict';
if (window.__frictionaudit__ && window.__frictionaudit__.document_is(window.document)) return;
%s
})();
"""


def _source() -> str:
    folder = files(__name__) / "script"
    return _SET_UP % "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)


PROBE_SOURCE: str = _source()
"""An expression that sets up the probe in the document it runs in, once."""
