"""The demo shop: a small shop to audit, whose frictions are switches."""

from frictionaudit.shops.frictions import FRICTIONS, Friction
from frictionaudit.shops.provider import TEST_CARDS, DemoCard
from frictionaudit.shops.server import DemoShop, run_forever, serve

__all__ = ["FRICTIONS", "TEST_CARDS", "DemoCard", "DemoShop", "Friction", "run_forever", "serve"]
