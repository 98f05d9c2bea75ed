"""Figures as spreadsheets save them: whatever the country, and every mistake at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from frictionaudit.errors import JourneyFileError
from frictionaudit.figures.model import Figures
from frictionaudit.figures.periods import period_of, span_of
from frictionaudit.figures.read import read_figures

HEAD = "period,metric,step,value,unit\n"


def figures(folder: Path, text: str | bytes, *, currency: str | None = None, steps: tuple[str, ...] = ()) -> Figures:
    file = folder / "figures.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_figures(file, currency=currency, steps=steps)


def mistakes(folder: Path, text: str | bytes, **given: tuple[str, ...]) -> list[str]:
    with pytest.raises(JourneyFileError) as caught:
        figures(folder, text, **given)  # type: ignore[arg-type]
    return [f"{each.line}:{each.column}: {each.what} | {each.mend}" for each in caught.value.mistakes]


def values(read: Figures) -> dict[str, float]:
    return {row.metric: row.value for row in read.rows}


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "2026-09,orders,,1234,\n2026-09,order_value,,24.90,EUR\n",
        HEAD + '2026-09,orders,,"1,234",\n2026-09,order_value,,EUR 24.90,\n',
        HEAD + '2026-09,orders,,1234,\n2026-09,order_value,,"24,90",EUR\n',
        "Period;Metric;Value;Unit\r\n2026-09;Orders;1.234;\r\n9/2026;order_value;24,90 €;\r\n",
        "sep=;\nperiod;metric;value\n2026-09;orders;1\u00a0234\n2026-09;order_value;24,90 €\n",
        "period\tmetric\tvalue\n09.2026\torders\t1'234\n2026-09\torder_value\t24.90 EUR\n",
        "value|metric|period|note\n1 234|orders|2026-09|from the till\n24,90 €|order_value|2026-09|\n\n\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_numbers_of_every_country_and_spreadsheet(tmp_path: Path, text: str, encoding: str) -> None:
    read = figures(tmp_path, text.encode(encoding))
    assert values(read) == {"orders": 1234, "order_value": 24.9}
    assert (read.currency, read.periods()) == ("EUR", ("2026-09",))


def test_letters_of_windows_and_the_note_above_the_head(tmp_path: Path) -> None:
    text = "# Keksittyjä lukuja;;\n# from nowhere\nperiod;metric;step;value\n# kesä\n2026;sessions;Täytä tiedot;12\n"
    read = figures(tmp_path, text.encode("cp1252"), steps=("täytä tiedot", "pay"))
    assert (read.rows[0].step, read.rows[0].line) == ("Täytä tiedot", 5)
    assert read.note == "Keksittyjä lukuja from nowhere"


def test_every_mistake_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    text = HEAD + "".join(
        f"{row}\n"
        for row in (
            "Sep-26,orders,,10,",
            "2026-09,ordrs,,10,",
            "2026-09,orders,,ten,",
            "2026-09,orders,Pay,10,",
            "2026-09,conversion,,101,%",
            "2026-09,order_value,,24.90,",
            "2026-09,contact_cost,,5.00,EUR",
            "2026-09,hour_cost,,60,SEK",
            "2026-09,sessions,Pai,60,",
            "2026-09,contacts,,1,",
            "2026-09,contacts,,2,",
            "2026-09,visitors,,-1,",
            "2026-09,mending_hours,,1,EUR",
            "2026-09,revenue,,24,90,EUR",
        )
    )
    told = mistakes(tmp_path, text, steps=("Pay", "checkout"))
    assert [each.split(" | ")[0] for each in told] == [
        "2:1: 'Sep-26' is no period",
        "3:2: unknown metric 'ordrs'",
        "4:4: 'ten' is no number",
        "5:3: 'orders' has no steps",
        "6:4: '101' cannot be",
        "7:5: 'order_value' does not say its currency",
        "9:5: SEK beside EUR",
        "10:3: no journey has a step 'Pai'",
        "12:2: 'contacts' stands here twice for 2026-09",
        "13:4: '-1' cannot be",
        "14:5: 'EUR' is no unit of 'mending_hours'",
        "15:5: more cells than the head has",
    ]
    assert "did you mean 'orders'?" in told[1]
    assert "did you mean 'Pay'?" in told[7]
    assert "line 11" in told[8]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "1:1: the file is empty"),
        (b"# only a note\n", "1:1: the file is empty"),
        (b"PK\x03\x04 xlsx", "1:1: this is a workbook, no CSV"),
        (b"period,metric,valeu\n2026,orders,1\n", "1:3: unknown column 'valeu'"),
        (b"metric,value\norders,1\n", "1:1: there is no column 'period'"),
        (b"hello\nworld\n", "1:1: unknown column 'hello'"),
        (b"period,period,metric,value\n", "1:1: two columns are called 'period'"),
        (HEAD.encode() + b'2026-09,"' + b"x" * 200_000, "2:1: this is no CSV"),
        (b"\x00\xff\xfe\x01" * 50, "1:1: unknown column"),
    ],
)
def test_files_that_are_no_figures(tmp_path: Path, content: bytes, told: str) -> None:
    assert mistakes(tmp_path, content)[0].startswith(told)


def test_a_missing_file_and_a_flood_of_mistakes(tmp_path: Path) -> None:
    with pytest.raises(JourneyFileError, match="cannot be read"):
        read_figures(tmp_path / "none.csv")
    told = mistakes(tmp_path, HEAD + "x,y,,z,\n" * 500)
    assert len(told) == 21
    assert "1480 more mistakes" in told[-1]


def test_money_takes_the_journeys_currency(tmp_path: Path) -> None:
    assert figures(tmp_path, HEAD + "2026,revenue,,10,\n", currency="SEK").currency == "SEK"


def test_a_dollar_is_of_many_countries(tmp_path: Path) -> None:
    assert "'$' is no currency" in mistakes(tmp_path, HEAD + "2026,revenue,,$10,\n")[0]


def test_what_is_not_said_is_worked_out(tmp_path: Path) -> None:
    text = HEAD + "2026-08,orders,,5,\n2026-09,sessions,,1000,\n2026-09,orders,,30,\n2026-09,revenue,,900,EUR\n"
    read = figures(tmp_path, text)
    conversion, value = read.newest("conversion"), read.newest("order_value")
    assert conversion is not None
    assert value is not None
    assert (conversion.value, value.value, [row.line for row in value.rows]) == (3, 30, [5, 4])
    assert read.at("conversion", "2026-08") is None
    assert read.newest("margin") is None


def test_nothing_is_divided_by_no_sessions(tmp_path: Path) -> None:
    read = figures(tmp_path, HEAD + "2026-09,sessions,,0,\n2026-09,orders,,0,\n")
    assert read.newest("conversion") is None


def test_own_figures_keep_their_unit(tmp_path: Path) -> None:
    [row] = figures(tmp_path, HEAD + "2026,own.newsletter,,12,subscribers\n").rows
    assert (row.metric, row.unit, row.value) == ("own.newsletter", "subscribers", 12)


@pytest.mark.parametrize(
    ("written", "read", "last"),
    [
        ("2026", "2026", "2026-12-31"), ("2026-Q3", "2026-Q3", "2026-09-30"), ("2026q1", "2026-Q1", "2026-03-31"),
        ("2026-2", "2026-02", "2026-02-28"),
        ("2026-W36", "2026-W36", "2026-09-06"), ("9.2026", "2026-09", "2026-09-30"),
        ("14.9.2026", "2026-09-14", "2026-09-14"), ("2026-09-01/2026-09-14", "2026-09-01/2026-09-14", "2026-09-14"),
    ],
)  # fmt: skip
def test_periods(written: str, read: str, last: str) -> None:
    assert period_of(written) == read
    assert span_of(read)[0].isoformat() == last


@pytest.mark.parametrize(
    "written", ["", "soon", "2026-13", "2026-W60", "31.6.2026", "9/14/26", "2026-09-14/2026-09-01", "12"]
)
def test_no_periods(written: str) -> None:
    assert period_of(written) is None
