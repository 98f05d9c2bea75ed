"""Names made fit for addresses, file names and ids."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["slug"]

PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart."""


def slug(name: str) -> str:
    """Fold a name to ASCII words joined by hyphens: "Valitse väri" gives "valitse-vari".

    A name without any Latin letter or digit keeps its own letters, so that two of them stay two.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    words = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")
    return words or re.sub(r"\W+", "-", name.casefold()).strip("-") or "step"
