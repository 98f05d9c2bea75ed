"""How much of what was typed a field kept: scripts and limits cut off or drop what they do not want."""

from __future__ import annotations

__all__ = ["left_out"]

_JOINTS = "-'’"
"""Signs of names; between digits they only part groups."""


def left_out(typed: str, kept: str | None) -> int | None:
    """Count the letters and digits that a field left out of what was typed.

    Spaces, signs between digits and the case of letters do not count. What was written anew, say with the country's
    code before it, is no loss: None, and so is a field that holds nothing, which may have taken the words elsewhere.
    """
    if kept is None or not (given := _letters(typed)) or not (left := _letters(kept)):
        return None
    rest = iter(given)
    is_part = all(letter in rest for letter in left)
    is_of_digits = not any(letter.isalpha() for letter in given)
    if not is_part or (is_of_digits and not given.startswith(left)):
        return None  # of a number, what is missing in front may be chosen beside it: the country's code
    return len(given) - len(left)


def _letters(text: str) -> str:
    has_digits = any(letter.isdigit() for letter in text)
    return "".join(c for c in text.casefold() if c.isalnum() or (c in _JOINTS and not has_digits))
