"""The files to start with: a journey that runs as it is, the shop's own settings, a workflow for CI."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from frictionaudit.discover.locales import Place
from frictionaudit.discover.scanning import seed_sketch
from frictionaudit.discover.sketch import JourneySketch, StepSketch, Variable
from frictionaudit.discover.writing.writer import journey_text
from frictionaudit.errors import UsageError
from frictionaudit.files import write_whole
from frictionaudit.journey.model import Expectation, ExpectationKind, Goods
from frictionaudit.tongues import retold, translatable

__all__ = ["CONFIG", "JOURNEY", "WORKFLOW", "retold_comments", "starting_files", "write_files"]

JOURNEY = Path("journeys/order.yaml")
CONFIG = Path("frictionaudit.yaml")
WORKFLOW = Path(".github/workflows/friction.yml")

_ADDRESS = "SHOP_URL"
"""The variable by which CI names another shop to walk: staging, a preview."""

_COMMENT = "\n".join(
    (
        translatable(
            "The way to an order, as your customers go it. Each step says only what is meant, so it runs as it is:"
        ),
        f"    frictionaudit run {JOURNEY.as_posix()}",
        translatable(
            "Your own words find the same things without searching, and they say what must be seen: "
            "instead of `intent: add_to_cart`"
        ),
        "    click: Add to cart",
        "    commits: cart",
        "    expect: {see: Added to your cart}",
        translatable("`frictionaudit scan` and `frictionaudit record` write all of them for you."),
    )
)

_COMMENTED = re.compile(r"^((?:.*\s)?# )(?!\s|[\w-]+:)(?!- )([^#]+)$")
"""A line's comment: where it starts, and what it says."""

_HEAD_COMMENTS = {
    "base_url": translatable(f"CI may name another shop: {_ADDRESS}=https://staging…"),
    "locale": translatable("language of the words and of the browser"),
    "market": translatable("whose law and habits apply"),
    "consent": translatable("what to do with cookie banners: reject, accept, ignore"),
    "goods": "physical, digital, service",
    "personas": translatable("who walks; frictionaudit.yaml may hold your own"),
    "data": translatable("a made-up customer; nothing of anybody's belongs in here"),
}
_ORDERS = {
    None: translatable("left out, only shops of this machine are ordered from"),
    False: translatable("never order, never pay: the last button is examined and not pressed"),
    True: translatable("this is a test shop: audits order in it"),
}


def starting_files(url: str, place: Place, goods: Goods, *, allow_order: bool | None) -> dict[Path, str]:
    """Give the files by their paths.

    Args:
        url: The shop's address.
        place: Language, market and currency.
        goods: What is sold.
        allow_order: It is a test shop, which may be ordered from; None: left out.
    """
    workflow = _template("workflow.yml.txt").replace("@version@", version("frictionaudit"))
    return {
        JOURNEY: journey_text(_sketch(url, place, goods, allow_order=allow_order)),
        CONFIG: _template("frictionaudit.yaml.txt"),
        WORKFLOW: workflow.replace("@address@", _ADDRESS),
    }


def write_files(files: dict[Path, str], folder: Path, *, overwrite: bool) -> list[Path]:
    """Write all of them or none.

    Returns:
        Where they stand.

    Raises:
        UsageError: names those that stand there already.
    """
    places = {folder / path: text for path, text in files.items()}
    standing = [str(place) for place in places if place.exists()]
    if standing and not overwrite:
        raise UsageError(f"{', '.join(standing)}: stands there already; --force replaces it, another folder leaves it")
    for place, text in places.items():
        write_whole(place, text.encode())
    return list(places)


def _sketch(url: str, place: Place, goods: Goods, *, allow_order: bool | None) -> JourneySketch:
    seed = seed_sketch(url, place, allow_order=allow_order, personas=("desktop-careful", "mobile-first"))
    return seed.model_copy(
        update={
            "name": retold(translatable("Buy as a guest")),
            "base_url": Variable(name=_ADDRESS, default=str(seed.base_url)),
            "goods": goods,
            "steps": (*seed.steps[:-1], _last(seed.steps[-1])),
            "comment": _COMMENT,
            "head_comments": _HEAD_COMMENTS | {"safety": _ORDERS[allow_order]},
        }
    )


def _last(step: StepSketch) -> StepSketch:
    expect = (Expectation(kind=ExpectationKind.ORDER_REFERENCE),)
    comment = translatable("an order number is shown in the end")
    return step.model_copy(update={"expect": expect, "expect_comment": comment})


def _template(name: str) -> str:
    text = resources.files("frictionaudit.discover").joinpath("templates", name).read_text(encoding="utf-8")
    return retold_comments(text, retold)


def retold_comments(text: str, told: Callable[[str], str]) -> str:
    """Give a YAML file with its comments told by a function; keys that are only commented out stay as they are."""
    return "\n".join(_COMMENTED.sub(lambda found: found[1] + told(found[2]), line) for line in text.split("\n"))
