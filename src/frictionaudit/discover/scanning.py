"""The journey of a scan: before it, steps that say only what is meant; after it, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from frictionaudit.discover.customers import customer_of
from frictionaudit.discover.locales import Place
from frictionaudit.discover.sketch import ActionSketch, JourneySketch, StepSketch
from frictionaudit.errors import UsageError
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.model import Action, ActionKind, Consent, Journey, Stage, Value
from frictionaudit.journey.slug import slug
from frictionaudit.tongues import retold, translatable

__all__ = ["address_of", "found_sketch", "name_of", "seed_sketch"]

_INTENTS: tuple[tuple[str, Stage], ...] = (
    ("find_product", Stage.FIND),
    ("choose_variant", Stage.CHOOSE),
    ("add_to_cart", Stage.CHOOSE),
    ("open_cart", Stage.CART),
    ("start_checkout", Stage.CART),
    ("continue_as_guest", Stage.CHECKOUT),
    ("fill_details", Stage.CHECKOUT),
    ("choose_delivery", Stage.CHECKOUT),
    ("choose_payment", Stage.CHECKOUT),
    ("place_order", Stage.PAY),
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
    shop = (parts.hostname or "").removeprefix("www.")
    made = translatable(
        "Made by `frictionaudit scan`: each step says what is meant, and is looked for when it is walked."
    )
    customer = translatable("a made-up customer; $name below stands for these")
    return JourneySketch(
        name=retold(translatable(f"Buy something at {shop}")),
        base_url=f"{parts.scheme}://{parts.netloc}",
        steps=(_open(start), *(_intent(intent, stage) for intent, stage in _INTENTS)),
        locale=place.locale,
        market=place.market,
        currency=place.currency,
        consent=Consent.REJECT,
        personas=personas,
        allow_order=allow_order,
        hosts=tuple(hosts),
        headers={"X-Frictionaudit": identify} if identify else {},
        data=customer_of(place.market or place.locale.partition("-")[2] or None),
        comment=made,
        head_comments={"data": customer},
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
        words = translatable("the scan did not come to this") if is_open else comments.get(step.id, "")
        steps.append(
            StepSketch(
                name=step.name,
                id=step.id,
                stage=step.stage,
                actions=tuple(ActionSketch(action=action) for action in step.actions),
                commits=step.commits,
                expect=step.expect,
                opens_window=step.opens_window,
                comment=words,
            )
        )
    comment = translatable("Found by `frictionaudit scan`. Read it once before you trust it: what was guessed says so.")
    return seed.model_copy(update={"steps": tuple(steps), "comment": comment})


def _open(path: str) -> StepSketch:
    action = Action(kind=ActionKind.GOTO, value=Value(text=path))
    return _step(StepName("open_shop"), Stage.ARRIVE, action)


def _intent(intent: str, stage: Stage) -> StepSketch:
    return _step(StepName(intent), stage, Action(kind=ActionKind.INTENT, value=Value(text=intent)))


def _step(name: StepName, stage: Stage, action: Action) -> StepSketch:
    return StepSketch(name=name.told, id=name.id, stage=stage, actions=(ActionSketch(action=action),))
