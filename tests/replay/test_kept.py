"""What a field kept of what was typed."""

from __future__ import annotations

import pytest

from frictionaudit.replay.acting.kept import left_out


@pytest.mark.parametrize(
    ("typed", "kept", "lost"),
    [
        ("+358 40 123 4567", "+358401234567", 0),
        ("+358 40 123 4567", "+358", 9),
        ("114 55", "114 5", 1),
        ("Åsa Öberg", "sa berg", 2),
        ("Anne-Marie", "AnneMarie", 1),
        ("Maija Meikäläinen", "MAIJA MEIKÄLÄINEN", 0),
        ("Groß", "GROSS", 0),
        ("maija.meikalainen@example.com", "maija.meikalainen@ex", 8),
        ("040-123 4567", "(040) 1234567", 0),
        ("+358 40 123 4567", "040 123 4567", None),  # the country stands beside it
        ("040 123 4567", "+358 40 123 4567", None),
        ("+46 70 123", "70 123", None),
        ("00100", "", None),
        ("00100", None, None),
        ("—", "", None),
    ],
)
def test_letters_and_digits_that_are_missing_are_counted(typed: str, kept: str | None, lost: int | None) -> None:
    assert left_out(typed, kept) == lost
