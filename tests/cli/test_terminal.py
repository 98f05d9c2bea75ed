"""A stranger's words on a terminal are text."""

import pytest

from frictionaudit.cli.terminal import plain, shortened


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("Sininen muki 24,90 €", "Sininen muki 24,90 €"),
        ("\x1b[2J\x1b[31mPaid", "\\x1b[2J\\x1b[31mPaid"),
        ("bell\x07 and back\x08space", "bell\\x07 and back\\x08space"),
        ("\x9b31m", "\\x9b31m"),
        ("over\u202ewritten", "over\\u202ewritten"),
        ("half \ud83d emoji", "half \\ud83d emoji"),
        ("return\rto start", "return\\rto start"),
        ("two\nlines", "two\nlines"),
        ("[bold red]markup[/]", "[bold red]markup[/]"),
        ("שלום", "שלום"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_what_is_unseen_is_shown_as_its_code(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


def test_shortened_gives_one_line_of_at_most_that_width() -> None:
    assert shortened("one\n  two\tthree", 80) == "one two three"
    assert shortened("x" * 100, 10) == "x" * 9 + "…"
    assert shortened("x" * 10, 10) == "x" * 10
