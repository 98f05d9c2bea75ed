"""What customers said: counted, masked, and hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from frictionaudit.errors import JourneyFileError
from frictionaudit.figures.model import Feedback, NpsCount
from frictionaudit.figures.read import read_feedback


def feedback(folder: Path, text: str) -> Feedback:
    file = folder / "feedback.csv"
    file.write_text(text, encoding="utf-8")
    return read_feedback(file, steps=("Pay",))


def test_scores_are_counted_by_period_on_both_sides_of_each_bound(tmp_path: Path) -> None:
    rows = "".join(f"2026-09;{score}\n" for score in (10, 9, 8, 7, 6, 0)) + "2026-08;10\n;3\n"
    counts = feedback(tmp_path, "period;nps\n" + rows).counts
    assert counts[0] == NpsCount(period="2026-09", promoters=2, passives=2, detractors=2)
    assert [(each.period, each.score) for each in counts] == [("2026-09", 0), ("2026-08", 100), ("", -100)]
    assert counts[0].margin == pytest.approx(100 * 1.96 * (4 / 6 / 6) ** 0.5)
    assert (NpsCount().score, NpsCount().margin) == (None, None)


def test_free_answers_lose_addresses_and_cards_and_nothing_else(tmp_path: Path) -> None:
    text = (
        'nps,text,step\n2,"Maija@Example.com paid with 4242 4242 4242 4242, twice. </script><script>alert(1)",Pay\n'
        ',"Order 1234567890123 never came\nand nobody answered",\n'
    )
    first, second = feedback(tmp_path, text).answers
    assert first.text == "[e-mail] paid with [card], twice. </script><script>alert(1)"
    assert (first.nps, first.step, first.line) == (2, "Pay", 2)
    assert second.text == "Order 1234567890123 never came\nand nobody answered"
    assert second.nps is None


def test_answers_beyond_what_is_kept_are_counted(tmp_path: Path) -> None:
    read = feedback(tmp_path, "text\n" + "slow\n" * 230)
    assert (len(read.answers), read.left_out) == (200, 30)


def test_mistakes(tmp_path: Path) -> None:
    with pytest.raises(JourneyFileError) as caught:
        feedback(tmp_path, "period,nps,text,step\n2026-09,11,,\n,9.5,,\n,,,Pay\nlately,3,,Pau\n")
    assert [(each.line, each.column, each.what) for each in caught.value.mistakes] == [
        (2, 2, "'11' is no answer of 0 to 10"),
        (3, 2, "'9.5' is no answer of 0 to 10"),
        (4, 2, "neither a score nor a text"),
        (5, 1, "'lately' is no period"),
        (5, 4, "no journey has a step 'Pau'"),
    ]
