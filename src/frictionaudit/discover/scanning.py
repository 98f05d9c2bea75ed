"""The journey of a scan: before it, steps that say only what is meant; after it, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from frictionaudit.discover.customers import customer_of
from frictionaudit.discover.locales import Place
from frictionaudit.discover.sketch import ActionSketch, JourneySketch, StepSketch
from frictionaudit.errors import UsageError
from frictionaudit.journey.model import Action, ActionKind, Consent, Journey, Stage, Value
from frictionaudit.journey.slug import slug

__all__ = ["address_of", "found_sketch", "name_of", "seed_sketch"]

_STEPS: tuple[tuple[str, Stage, str], ...] = (
    ("Find something to buy", Stage.FIND, "find_product"),
    ("Choose how it is to be", Stage.CHOOSE, "choose_variant"),
    ("Put it into the cart", Stage.CHOOSE, "add_to_cart"),
    ("Open the cart", Stage.CART, "open_cart"),
    ("Go to the checkout", Stage.CART, "start_checkout"),
    ("Go on as a guest", Stage.CHECKOUT, "continue_as_guest"),
    ("Give my details", Stage.CHECKOUT, "fill_details"),
    ("Choose the delivery", Stage.CHECKOUT, "choose_delivery"),
    ("Choose how to pay", Stage.CHECKOUT, "choose_payment"),
    ("Place the order", Stage.PAY, "place_order"),
)


def address_of(text: str) -> str:
    """Give the address that was typed, with its scheme.

    Raises:
        UsageError: it is no web address.
    """
    url = text.strip()
    if "://" not in url:
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and " " not in url
        has_place = parts.port is None or parts.port > 0
    except ValueError:
        is_web = has_place = False
    if not (is_web and has_place):
        raise UsageError(f"'{text}' is no web address; give one like https://shop.example")
    return url


def name_of(url: str) -> str:
    """Give a name for the files of a shop: "shop-example"."""
    host = (urlsplit(url).hostname or "shop").removeprefix("www.")
    return slug(host.replace(".", "-"))


def seed_sketch(
    url: str, place: Place, *, allow_order: bool | None, personas: tuple[str, ...], hosts: Iterable[str] = (),
    identify: str = "",
) -> JourneySketch:  # fmt: skip
    """Give the journey that is looked for.

    Args:
        url: Where the scan starts.
        place: Language, market and currency.
        allow_order: As asked for; None: only shops of this machine may be ordered from.
        personas: Who walks.
        hosts: Further hosts that may be opened.
        identify: What the shop is told in a header, "" for nothing.
    """
    parts = urlsplit(url)
    start = (
        (parts.path or "/")
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )
    return JourneySketch(
        name=f"Buy something at {(parts.hostname or '').removeprefix('www.')}",
        base_url=f"{parts.scheme}://{parts.netloc}",
        steps=(_open(start), *(_intent(name, stage, intent) for name, stage, intent in _STEPS)),
        locale=place.locale,
        market=place.market,
        currency=place.currency,
        consent=Consent.REJECT,
        personas=personas,
        allow_order=allow_order,
        hosts=tuple(hosts),
        headers={"X-Frictionaudit": identify} if identify else {},
        data=customer_of(place.market or place.locale.partition("-")[2] or None),
        comment="Made by `frictionaudit scan`: each step says what is meant, and is looked for when it is walked.",
        head_comments={"data": "a made-up customer; $name below stands for these"},
    )


def found_sketch(seed: JourneySketch, journey: Journey, comments: Mapping[str, str]) -> JourneySketch:
    """Give the journey that was found, in the words of a person.

    Args:
        seed: What was looked for.
        journey: What was walked; steps that were not come to still say only what is meant.
        comments: By the id of a step: what was guessed.
    """
    steps = []
    for step in journey.steps:
        is_open = any(action.kind is ActionKind.INTENT for action in step.actions)
        words = "the scan did not come to this" if is_open else comments.get(step.id, "")
        steps.append(
            StepSketch(
                name=step.name,
                stage=step.stage,
                actions=tuple(ActionSketch(action=action) for action in step.actions),
                commits=step.commits,
                expect=step.expect,
                opens_window=step.opens_window,
                comment=words,
            )
        )
    comment = "Found by `frictionaudit scan`. Read it once before you trust it: what was guessed says so."
    return seed.model_copy(update={"steps": tuple(steps), "comment": comment})


def _open(path: str) -> StepSketch:
    action = Action(kind=ActionKind.GOTO, value=Value(text=path))
    return StepSketch(name="Open the shop", stage=Stage.ARRIVE, actions=(ActionSketch(action=action),))


def _intent(name: str, stage: Stage, intent: str) -> StepSketch:
    action = Action(kind=ActionKind.INTENT, value=Value(text=intent))
    return StepSketch(name=name, stage=stage, actions=(ActionSketch(action=action),))
