"""One demo shop for all tests of the room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from frictionaudit.shops import DemoShop, serve

from .buyer import Buyer, buyer


@pytest.fixture(scope="session")
def shop() -> Iterator[DemoShop]:
    with serve() as served:
        yield served


@pytest.fixture
def maija(shop: DemoShop) -> Iterator[Buyer]:
    with buyer(shop) as someone:
        yield someone
