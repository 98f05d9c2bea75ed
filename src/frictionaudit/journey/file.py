"""The file's own shape, format 1: what is written in a journey file, key by key.

The JSON Schema for editors is made from these models, and the loader accepts what they accept; what no schema can say
(an unknown step in a detour, a reference that leads nowhere) is in `meaning.py`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, Tag, WithJsonSchema, model_validator
from pydantic import Discriminator as Choose

from frictionaudit.journey.fields import (
    FROM_ENV,
    Address,
    Amount,
    BaseAddress,
    Count,
    Country,
    Css,
    Currency,
    DurationS,
    Flag,
    HostGlob,
    Key,
    Language,
    Role,
    Shape,
    Share,
    Status,
    Text,
    Timezone,
    UrlGlob,
    listed,
    one_of,
    trouble,
)
from frictionaudit.journey.model import BrowserName, Commitment, Consent, DetourKind, DrillKind, Goods, Stage

__all__ = [
    "ActionsFile",
    "DetourFile",
    "DrillFile",
    "EntryFile",
    "ExpectFile",
    "FragmentFile",
    "HeadFile",
    "JourneyFile",
    "LocatorFile",
    "Part",
    "PressFile",
    "SafetyFile",
    "StepFile",
    "UseFile",
    "WaitFile",
]

CRITERIA = (
    *("errors", "speed", "navigation", "commitment", "action"),
    *("payment", "validation", "confirmation", "help", "access"),
)
INTENTS = (
    *("find_product", "choose_variant", "add_to_cart", "open_cart", "start_checkout", "continue_as_guest"),
    *("fill_details", "choose_delivery", "choose_payment", "place_order"),
)
Criterion = Annotated[Text, one_of(CRITERIA, "criterion", "criteria"), listed(CRITERIA)]
Intent = Annotated[Text, one_of(INTENTS, "intent", "intents"), listed(INTENTS)]

BLOCKABLE = ("analytics",)
"""Kinds of third parties that can be kept from loading; anything with a dot or a star is a host."""

DATA_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "object"}]},
    "examples": [{"email": "maija@example.com", "address": {"postcode": "00100"}}],
}


class Part(BaseModel):
    """Any group of a file: only the keys named here, and each of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class LocatorFile(Part):
    """How an element is found, where a plain text is not enough."""

    role: Role | None = None
    """ARIA role: button, link, textbox, checkbox …; with `name:`."""
    name: Text | None = None
    """Accessible name; goes with `role:`."""
    label: Text | None = None
    """Text of the field's label."""
    text: Text | None = None
    """Visible text."""
    placeholder: Text | None = None
    """Placeholder of the field."""
    test_id: Text | None = None
    """Value of the data-testid attribute."""
    css: Css | None = None
    """CSS selector, the last resort: it says nothing of what the customer sees."""
    frame: Text | None = None
    """The frame it is in: the iframe's CSS selector, name or title."""
    nth: Count | None = None
    """Which of several that match, counted from 0."""
    exact: Flag | None = None
    """true: the whole text and its capitals must match."""

    @model_validator(mode="after")
    def _finds_something(self) -> LocatorFile:
        if self.name and not self.role:
            raise trouble("'name' needs a role", "write {role: button, name: …}, or the name alone as plain text")
        if not (self.role or self.label or self.text or self.placeholder or self.test_id or self.css):
            raise trouble("this finds no element", "add one of: role, label, text, placeholder, test_id, css")
        return self


class EntryFile(LocatorFile):
    """A field found by a locator, and what goes in."""

    value: Text
    """What is typed, chosen or uploaded; `$name` takes it from `data:`."""


Place = Annotated[Annotated[Text, Tag("text")] | Annotated[LocatorFile, Tag("group")], Shape]
Places = Annotated[
    Annotated[Text, Tag("text")] | Annotated[LocatorFile, Tag("group")] | Annotated[list[Place], Tag("list")], Shape
]
Texts = Annotated[Annotated[Text, Tag("text")] | Annotated[list[Text], Tag("list")], Shape]
Entries = Annotated[Annotated[dict[str, Text], Tag("group")] | Annotated[list[EntryFile], Tag("list")], Shape]


class PressFile(Part):
    """A key pressed in a certain field."""

    key: Key
    """Enter, Tab, Escape, Control+A …"""
    into: Place | None = None
    """The element that has the focus then."""


class ExpectFile(Part):
    """What must hold at the end of a step."""

    see: Texts | None = None
    """Text that must be visible, or a list of texts."""
    not_see: Texts | None = None
    """Text that must not be visible, or a list of texts."""
    heading: Texts | None = None
    """A heading with this text."""
    url: UrlGlob | None = None
    """Pattern of the whole address: "**/thanks*"."""
    title: Text | None = None
    """The page's title, or a part of it."""
    element: Places | None = None
    """An element that must be visible."""
    order_reference: Literal[True] | None = None
    """true: an order number or reference is shown."""
    status: Status | None = None
    """HTTP status of the page that the step opened."""


class WaitFile(ExpectFile):
    """What to wait for, in the words of `expect:`."""


def wait_shape(value: object) -> str:
    """Tell a locator from an expectation by its keys."""
    if not isinstance(value, dict):
        return "text"
    return "wait" if value.keys() & ExpectFile.model_fields.keys() else "group"


Wait = Annotated[
    Annotated[Text, Tag("text")] | Annotated[LocatorFile, Tag("group")] | Annotated[WaitFile, Tag("wait")],
    Choose(wait_shape),
]


class ActionsFile(Part):
    """What the customer does; the keys run in the order written."""

    goto: Text | None = None
    """Path under base_url: /, /mugs?colour=blue."""
    search: Text | None = None
    """Words typed into the shop's search, and sent."""
    click: Place | None = None
    """Accessible name or visible text of what is clicked, or a locator."""
    fill: Entries | None = None
    """Fields and what is typed: {E-mail: $email}; or a list of {css: …, value: …}."""
    select: Entries | None = None
    """Fields and what is chosen: {Delivery: Pick up}."""
    check: Places | None = None
    """Boxes to tick."""
    uncheck: Places | None = None
    """Boxes to untick."""
    press: Annotated[Annotated[Key, Tag("text")] | Annotated[PressFile, Tag("group")], Shape] | None = None
    """A key: Enter, Tab, Escape …"""
    hover: Place | None = None
    """What the pointer rests on."""
    scroll: Place | None = None
    """down, up, end, or what to scroll to."""
    upload: Entries | None = None
    """File fields and files beside the journey: {Attachment: photo.jpg}."""
    wait_for: Wait | None = None
    """Text, element or expectation to wait for; never a time."""
    back: Literal[True] | None = None
    """true: the browser's Back."""
    reload: Literal[True] | None = None
    """true: load the page again."""
    intent: Intent | None = None
    """What the customer wants, without locators: works on shops never seen."""


class StepFile(ActionsFile):
    """A named stop on the path."""

    step: Text
    """The name, as the report shows it; unique in the journey."""
    id: Text | None = None
    """Outlives renaming; left out, it is made from the name."""
    stage: Annotated[Stage, Field(strict=False)] | None = None
    """Where on the path; left out, as the step before."""
    do: Annotated[list[ActionsFile], Field(min_length=1)] | None = None
    """The long form, where an action is repeated: [{click: A}, {click: B}]."""
    commits: Annotated[Commitment, Field(strict=False)] | None = None
    """What the step binds the customer to. Order, payment and subscription are held unless orders are allowed."""
    expect: ExpectFile | None = None
    """What must hold at the end."""
    patience: DurationS | None = None
    """How long the customer waits: 20s, 1500ms, 2 min."""
    popup: Flag | None = None
    """true: the step opens a window, as it should."""


class UseFile(Part):
    """Steps from another file."""

    use: Text
    """A file beside the journey that holds a list of steps; .yaml may be left out."""


def step_shape(value: object) -> str:
    """Tell a step from a call for a fragment."""
    return "use" if isinstance(value, dict) and "use" in value else "step"


StepOrUse = Annotated[Annotated[StepFile, Tag("step")] | Annotated[UseFile, Tag("use")], Choose(step_shape)]


class DetourFile(Part):
    """A way off the path and back; exactly one of back, reload and deep_link."""

    back: Text | None = None
    """After this step: Back, then forward again."""
    reload: Text | None = None
    """After this step: load the page again."""
    deep_link: Text | None = None
    """Enter the shop at this step's address, or at a path such as /mugs."""
    referrer: Address | None = None
    """Where the deep link was found."""

    @model_validator(mode="after")
    def _is_one(self) -> DetourFile:
        _exactly_one(self, DetourKind, "detour")
        if self.referrer and not self.deep_link:
            raise trouble("a referrer without a deep_link", "write it beside deep_link:, or take it out")
        return self


class RespondFile(Part):
    """What is answered instead of the server."""

    status: Status | None = None
    """HTTP status, e.g. 402."""
    json_: dict[str, Any] | None = Field(default=None, alias="json")
    """Body of the answer."""


class DrillFile(Part):
    """A bad day on purpose, at the step named; exactly one kind."""

    payment_declined: Text | None = None
    """The card or the provider refuses; with `card:` or `request:`."""
    payment_timeout: Text | None = None
    """The provider never answers; with `request:`."""
    payment_error: Text | None = None
    """The provider answers with an error; with `request:`."""
    authentication_abandoned: Text | None = None
    """The customer leaves the bank's confirmation."""
    double_submit: Text | None = None
    """The customer presses twice."""
    reload_confirmation: Text | None = None
    """The customer reloads the confirmation."""
    invalid_input: Text | None = None
    """A field is filled wrong; with `fill:`."""
    session_expired: Text | None = None
    """The session is gone."""
    request: UrlGlob | None = None
    """Pattern of the request to answer: "**/api/pay"."""
    respond: RespondFile | None = None
    """The answer."""
    card: Text | None = None
    """A documented test card that is declined: "4000 0000 0000 0002"."""
    fill: Entries | None = None
    """What is typed instead."""

    @model_validator(mode="after")
    def _is_whole(self) -> DrillFile:
        kind = _exactly_one(self, DrillKind, "drill")
        if kind == DrillKind.PAYMENT_DECLINED and not (self.card or self.request):
            raise trouble("nothing here declines the payment", 'add card: "4000 0000 0000 0002", or request: "**/…"')
        if kind in (DrillKind.PAYMENT_TIMEOUT, DrillKind.PAYMENT_ERROR) and not self.request:
            raise trouble(f"{kind} does not say which request fails", 'add request: "**/api/pay"')
        if kind == DrillKind.INVALID_INPUT and not self.fill:
            raise trouble("invalid_input does not say what is typed", "add fill: {E-mail: maija.example.com}")
        return self


def _exactly_one(part: Part, kinds: type[DetourKind] | type[DrillKind], noun: str) -> str:
    named = [kind.value for kind in kinds if kind.value in part.model_fields_set]
    if len(named) != 1:
        what = f"'{named[0]}' and '{named[1]}' in one {noun}" if named else f"a {noun} without a kind"
        raise trouble(what, f"each {noun} has exactly one of: {', '.join(kinds)}")
    return named[0]


class SafetyFile(Part):
    """What a run may do to the shop."""

    allow_order: Flag | None = None
    """true: really order. Left out, only loopback, .test and .localhost hosts may be ordered from."""
    hosts: list[HostGlob] | None = None
    """Hosts besides base_url's own that may be opened: ["*.stripe.com"]."""
    real_card: Flag | None = None
    """true: the card in `data:` is a real one, and may be used."""


class PaymentFile(Part):
    """What the shop promises about paying."""

    methods: list[Text] | None = None
    """Ways to pay: [card, invoice]."""
    hosts: list[HostGlob] | None = None
    """Hosts of the payment provider."""


class TargetFile(Part):
    """The written target state; a gate in CI."""

    score: Share | None = None
    """Willing customers left of 100, at least."""
    criteria: dict[Criterion, Share] | None = None
    """The same for single criteria: {payment: 95}."""
    max_steps: Count | None = None
    """Steps, at most."""
    max_fields: Count | None = None
    """Fields to fill, at most."""
    max_seconds: Amount | None = None
    """Seconds from the first step to the last, at most."""
    self_assessment: Share | None = None
    """What the shop believes of itself; the report shows the gap."""


class CredentialsFile(Part):
    """HTTP authentication of a test shop."""

    username: Text
    """User name."""
    password: Text
    """Password: ${NAME}."""


class GeolocationFile(Part):
    """Where the customer stands."""

    latitude: Annotated[float, Field(strict=True, ge=-90, le=90), FROM_ENV]
    """Degrees north."""
    longitude: Annotated[float, Field(strict=True, ge=-180, le=180), FROM_ENV]
    """Degrees east."""


class HeadFile(Part):
    """What stands above the steps; frictionaudit.yaml holds the same under `defaults:`."""

    base_url: BaseAddress | None = None
    """The shop's address: https://shop.example, or ${SHOP_URL:-http://127.0.0.1:8000}."""
    locale: Language | None = None
    """Language of the words and of the browser: fi-FI."""
    market: Country | None = None
    """Whose law and habits apply: FI, EU, EEA, UK, US …"""
    currency: Currency | None = None
    """EUR, SEK, GBP …"""
    consent: Annotated[Consent, Field(strict=False)] | None = None
    """What to do with cookie banners."""
    goods: Annotated[Goods, Field(strict=False)] | None = None
    """What is sold."""
    customers: Literal["consumer", "business"] | None = None
    """Who buys."""
    withdrawal_exempt: Flag | None = None
    """true: no right of withdrawal (made to measure, tickets for a date …)."""
    personas: Annotated[list[Text], Field(min_length=1)] | None = None
    """Who walks: built in, or from frictionaudit.yaml."""
    browsers: Annotated[list[Annotated[BrowserName, Field(strict=False)]], Field(min_length=1)] | None = None
    """In which browsers."""
    safety: SafetyFile | None = None
    """What a run may do."""
    data: Annotated[dict[str, Any], WithJsonSchema(DATA_SCHEMA)] | None = None
    """Who buys: texts and groups of texts. Secrets as ${NAME}."""
    payment: PaymentFile | None = None
    """What the shop promises about paying."""
    target: TargetFile | None = None
    """The written target state."""
    http_credentials: CredentialsFile | None = None
    """HTTP authentication of a test shop."""
    storage_state: Text | None = None
    """Saved cookies of a customer already known: a file beside the journey."""
    headers: dict[str, Text] | None = None
    """HTTP headers sent to the shop."""
    mailbox: dict[str, Text] | None = None
    """Where the order's e-mails arrive."""
    timezone: Timezone | None = None
    """Europe/Helsinki."""
    geolocation: GeolocationFile | None = None
    """Where the customer stands."""
    proxy: Text | None = None
    """Proxy server: http://127.0.0.1:3128."""
    ignore_tls: Flag | None = None
    """true: take self-signed certificates, for test shops."""
    block: list[Text] | None = None
    """What is not loaded, so that audits do not spoil the shop's own figures: analytics, or hosts."""


class JourneyFile(HeadFile):
    """One purchase path."""

    version: Literal[1]
    """Format of this file: 1."""
    journey: Text
    """Name of the path: Buy a mug as a guest."""
    steps: Annotated[list[StepOrUse], Field(min_length=1)]
    """The stops, in order, to the very end."""
    detours: list[DetourFile] | None = None
    """Back, reload, deep links: customers do not walk in a line."""
    drills: list[DrillFile] | None = None
    """Bad days on purpose."""
    cleanup: list[StepOrUse] | None = None
    """Steps after a permitted order: cancel it, empty the cart."""


class FragmentFile(RootModel[Annotated[list[StepFile], Field(min_length=1)]]):
    """A list of steps that journeys share by `use:`."""

    model_config = ConfigDict(strict=True)
