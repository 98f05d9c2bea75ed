"""Mistakes in a reader's file, and the help of commands, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from frictionaudit.cli.command import answer
from frictionaudit.errors import ExitCode
from frictionaudit.tongues import speaking

JOURNEY = """version: 1
journey: Muki
base_url: http://127.0.0.1:8000
consent: maybe
steps:
  - {step: Avaa, stage: arive, goto: /}
  - step: Lisää koriin
    clik: Lisää
  - {step: Tilaa, click: Tilaa nyt, press: Entr}
  - {step: Maksa, fill: {Kortti: $card.nmber}, click: 5}
"""


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fi",
            [
                ":4:10: tuntematon vastaus evästekyselyyn ”maybe”\n    vaihtoehdot: accept, reject, ignore\n",
                ":6:25: tuntematon osuus ”arive”\n    tarkoititko ”arrive”? osuudet: arrive, find",
                ":8:5: tuntematon toiminto ”clik” vaiheessa ”Lisää koriin”\n    tarkoititko ”click”? toiminnot: back",
                ": varoitus: ”Tilaa nyt” kuulostaa tilaukselta",
                "näppäintä ”Entr” ei ole\n    tarkoititko ”Enter”? avaimet: Enter",
                "”$card.nmber” ei johda mihinkään\n    data: on tyhjä, kirjoita arvo sinne; dollarilla alkava",
                "avaimen ”click” arvon on oltava tekstiä, mutta YAML lukee arvon 5 näin: luku 5\n",
                "6 virhettä ja 1 varoitus.",
            ],
        ),
        ("sv", [":6:25: okänt skede ”arive”\n    menade du ”arrive”? skeden: arrive", "6 fel och 1 varning."]),
        ("de", [":6:25: unbekannter Abschnitt „arive“\n    meinten Sie „arrive“?", "6 Fehler und 1 Warnung."]),
        ("en", [":6:25: unknown stage 'arive'\n    did you mean 'arrive'?", "6 mistakes and 1 warning."]),
    ],
)
def test_check_speaks_the_readers_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, told: list[str]
) -> None:
    (tmp_path / "muki.yaml").write_text(JOURNEY, encoding="utf-8")
    with speaking("en"):
        assert answer(["check", str(tmp_path / "muki.yaml"), "--language", language]) == ExitCode.USAGE
    said = capsys.readouterr().out
    assert [each for each in told if each not in said] == [], said


def test_a_command_that_meets_them_tells_them_so_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "muki.yaml").write_text(JOURNEY, encoding="utf-8")
    with speaking("en"):
        assert answer(["run", str(tmp_path / "muki.yaml"), "--dry-run", "--language", "sv"]) == ExitCode.USAGE
    assert "okänd handling ”clik” i steget ”Lisää koriin”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--help"], ["Kulje ostopolku aivan loppuun", "  scan     Etsi kaupan ostopolku", "    0    kunnossa, myös"]),
        (["scan", "--help"], ["Etsi osoitteessa URL olevan", "Raportin kansio. [reports/<ajo>]"]),
    ],
)
def test_help_speaks_the_readers_language(
    capsys: pytest.CaptureFixture[str], words: list[str], told: list[str]
) -> None:
    with speaking("fi"):
        answer(words)
    said = capsys.readouterr().out
    assert [each for each in told if each not in said] == [], said
    with speaking("en"):
        answer(words)
    assert "Etsi" not in capsys.readouterr().out
