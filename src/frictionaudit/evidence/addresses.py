"""What the address of a link says of the page that it leads to."""

from __future__ import annotations

from itertools import takewhile
from urllib.parse import unquote, urlsplit

__all__ = ["path_beyond"]


def path_beyond(url: str, beside: str) -> str:
    """Give the path of an address without the folders that another address lies in too.

    A shop at "/returns-demo/" has the word in all of its addresses: it tells nothing of any of them.

    Args:
        url: Where a link leads to.
        beside: The page that the link stands on, or the shop's own address with a slash at its end.
    """
    try:
        path, other = urlsplit(url).path, urlsplit(beside).path
    except ValueError:
        return ""
    *folders, name = path.rstrip("/").split("/")
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folders, other.split("/")[:-1], strict=False))
    )
    return unquote("/".join([*folders[shared:], name]))
