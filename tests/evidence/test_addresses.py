"""What the address of a link says of the page that it leads to."""

from __future__ import annotations

import pytest

from frictionaudit.evidence.addresses import path_beyond


@pytest.mark.parametrize(
    ("url", "beside", "path"),
    [
        ("https://shop.example/returns", "https://shop.example/mug", "/returns"),
        ("https://shop.example/returns-demo/cart", "https://shop.example/returns-demo/", "cart"),
        ("https://shop.example/returns-demo/a/terms/", "https://shop.example/returns-demo/b/mug", "a/terms"),
        ("https://shop.example/terms/", "https://shop.example/terms/", "/terms"),
        ("https://shop.example/k%C3%A4ytt%C3%B6ehdot", "https://shop.example/", "käyttöehdot"),
        ("http://[broken", "https://shop.example/", ""),
    ],
)
def test_folders_that_both_lie_in_tell_nothing(url: str, beside: str, path: str) -> None:
    assert path_beyond(url, beside).lstrip("/") == path.lstrip("/")
