"""findings.csv: one line a finding and visit, by RFC 4180, safe to open in a spreadsheet.

UTF-8 with a byte order mark: without it Excel reads ä as Ã¤. Python reads such a file as "utf-8-sig".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from frictionaudit.findings.model import Finding
from frictionaudit.results import Run, VisitResult

__all__ = ["COLUMNS", "findings_csv"]

COLUMNS = (
    "severity", "criterion", "rule", "journey", "step", "stage", "visit", "persona", "browser", "locale", "errand",
    "message", "customer", "subject", "takes", "exposure", "blocks", "explained_by", "fingerprint", "screenshot",
    "mender",
)  # fmt: skip

_BYTE_ORDER_MARK = "\ufeff"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# A cell that begins so is a formula to a spreadsheet, and page text is hostile. Also the full-width forms: OWASP,
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]")


def findings_csv(run: Run) -> str:
    """Give a run's findings as CSV, byte order mark and CRLF line ends included; write it as UTF-8, unchanged."""
    visits = {visit.id: visit for visit in run.visits}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(value) for value in _values(f, visits.get(f.visit))] for f in run.findings)
    return _BYTE_ORDER_MARK + text.getvalue()


def _values(finding: Finding, visit: VisitResult | None) -> Iterator[str]:
    yield from (finding.severity, finding.criterion, finding.rule, finding.journey)
    yield from (finding.step or "", finding.stage or "", finding.visit)
    yield from (visit.persona, visit.browser, visit.locale, visit.errand) if visit else ("", "", "", "")
    yield from (finding.message, finding.customer, finding.subject)
    yield "" if finding.takes is None else f"{finding.takes:g}"
    yield from (f"{finding.exposure:g}", "yes" if finding.blocks else "no", finding.explained_by or "")
    yield from (finding.fingerprint, finding.evidence.screenshot, finding.mender or "")


def _safe(value: str) -> str:
    """Give a cell that a spreadsheet shows and never runs: a leading apostrophe makes it text."""
    clean = _CONTROL.sub("", value)
    return f"'{clean}" if _FORMULA.match(clean) else clean
