"""findings.csv: RFC 4180, and no cell is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from tests.scoring.makers import make_finding, make_run, make_visit

from frictionaudit.findings.guidance import Mender
from frictionaudit.findings.model import Severity
from frictionaudit.report.csv_file import COLUMNS, findings_csv


def rows(text: str) -> list[dict[str, str]]:
    decoded = text.encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(decoded, newline=""), strict=True))


def test_a_line_a_finding() -> None:
    findings = [
        make_finding(severity=Severity.SERIOUS, message='He said "no", twice.\nThen left; ääkköset – 5 €'),
        make_finding("help/x", step=None),
    ]
    first, second = rows(findings_csv(make_run([make_visit()], findings)))
    assert first["message"] == 'He said "no", twice.\nThen left; ääkköset – 5 €'
    assert (first["severity"], first["criterion"], first["rule"]) == ("serious", "speed", "speed/slow-page")
    assert (first["persona"], first["browser"], first["locale"]) == ("desktop", "chromium", "fi-FI")
    assert (first["takes"], first["exposure"], first["blocks"]) == ("0.06", "1", "no")
    assert (second["step"], second["stage"]) == ("", "")


def test_who_mends_it_stands_in_a_column() -> None:
    told = make_finding().model_copy(update={"mender": Mender.IT})
    first, second = rows(findings_csv(make_run([make_visit()], [told, make_finding("help/x")])))
    assert (first["mender"], second["mender"]) == ("it", "")


def test_it_is_rfc_4180_with_a_byte_order_mark() -> None:
    text = findings_csv(make_run([make_visit()]))
    assert text == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\x00="])
def test_no_cell_is_a_formula(start: str) -> None:
    hostile = f"{start}HYPERLINK(1)"
    (row,) = rows(findings_csv(make_run([make_visit()], [make_finding(message=hostile, subject=hostile)])))
    assert row["message"] == row["subject"] == f"'{hostile}".replace("\x00", "")


def test_control_characters_and_halves_are_left_out() -> None:
    (row,) = rows(findings_csv(make_run([make_visit()], [make_finding(message="a\x00b\x1bc\ud83dd")])))
    assert row["message"] == "abcd"
