"""Figures of our own sentences, as each language writes them."""

from __future__ import annotations

import pytest

from frictionaudit.report.page.figures import weight
from frictionaudit.report.spoken import spoken_gate
from frictionaudit.results import Gate
from frictionaudit.tongues import speaking
from frictionaudit.tongues.numbers import figures_told

GATE = Gate(id="goal:nps", wanted="at least 12590.5 by 2026-10-31", got="-20, 50.25 to go, overdue", has_held=False)


@pytest.mark.parametrize(
    ("language", "wanted", "got"),
    [
        ("en", "at least 12,590.5 by 31 October 2026", "−20, 50.25 to go, overdue"),
        ("fi", "vähintään 12 590,5 viimeistään 31. lokakuuta 2026", "−20, jäljellä 50,25, myöhässä"),
        ("sv", "minst 12 590,5 senast 31 oktober 2026", "−20, 50,25 kvar, försenat"),
        ("de", "mindestens 12.590,5 bis 31. Oktober 2026", "−20, es fehlen 50,25, überfällig"),
    ],
)
def test_a_gate_speaks_one_language_with_its_figures(language: str, wanted: str, got: str) -> None:
    with speaking(language):
        shown = spoken_gate(GATE)
    assert (shown.wanted.replace("\N{NO-BREAK SPACE}", " "), shown.got) == (wanted, got)


@pytest.mark.parametrize(
    "words",
    [
        "broke at 'Mug 3.5' (phone, chromium 1.2)",
        "katkesi vaiheessa ”Muki 3.5” (phone)",
        "http://127.0.0.1:8000/a/2.5",
        "2026-13-45",
        "1.2.3",
        "step-2.5",
    ],
)
def test_what_is_the_shops_or_a_name_stays(words: str) -> None:
    with speaking("fi"):
        assert figures_told(words) == words


def test_bytes_bear_the_unit_of_the_language() -> None:
    sizes = (340_000, 2_100_000)
    with speaking("fi"):
        assert [weight(size) for size in sizes] == ["340 kt", "2,1 Mt"]
    with speaking("de"):
        assert [weight(size) for size in sizes] == ["340 kB", "2,1 MB"]
