"""The shape of a journey file's steps, detours and drills, key by key; fragments share it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from frictionaudit.journey.model import Commitment, DetourKind, DrillKind, Stage
from frictionaudit.journey.shapes.fields import (
    Address,
    Count,
    Css,
    DurationS,
    Flag,
    Key,
    Role,
    Shape,
    Status,
    Text,
    UrlGlob,
    listed,
    one_of,
    trouble,
)

__all__ = [
    "ActionsFile",
    "DetourFile",
    "DrillFile",
    "EntryFile",
    "ExpectFile",
    "LocatorFile",
    "Part",
    "PressFile",
    "StepFile",
    "StepOrUse",
    "UseFile",
    "WaitFile",
    "exactly_one",
]

INTENTS = (
    *("find_product", "choose_variant", "add_to_cart", "open_cart", "start_checkout", "continue_as_guest"),
    *("fill_details", "choose_delivery", "choose_payment", "place_order"),
)
Intent = Annotated[Text, one_of(INTENTS, "intent", "intents"), listed(INTENTS)]


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


Place = Annotated[Annotated[Text, Tag("a text")] | Annotated[LocatorFile, Tag("a group")], Shape]
Places = Annotated[
    Annotated[Text, Tag("a text")]
    | Annotated[LocatorFile, Tag("a group")]
    | Annotated[list[Place], Field(min_length=1), Tag("a list")],
    Shape,
]
Texts = Annotated[Annotated[Text, Tag("a text")] | Annotated[list[Text], Field(min_length=1), Tag("a list")], Shape]
Entries = Annotated[Annotated[dict[Text, Text], Tag("a group")] | Annotated[list[EntryFile], Tag("a list")], Shape]


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

    @model_validator(mode="after")
    def _expects_something(self) -> ExpectFile:
        if not self.model_fields_set:
            raise trouble("this expects nothing", "say what the customer sees then: expect: {see: …}")
        return self


class WaitFile(ExpectFile):
    """What to wait for, in the words of `expect:`."""


def wait_shape(value: object) -> str:
    """Tell a locator from an expectation by its keys."""
    if not isinstance(value, dict):
        return "a text"
    return "an expectation" if value.keys() & ExpectFile.model_fields.keys() else "a group"


Wait = Annotated[
    Annotated[Text, Tag("a text")]
    | Annotated[LocatorFile, Tag("a group")]
    | Annotated[WaitFile, Tag("an expectation")],
    Discriminator(wait_shape),
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
    press: Annotated[Annotated[Key, Tag("a text")] | Annotated[PressFile, Tag("a group")], Shape] | None = None
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
    return "a use" if isinstance(value, dict) and "use" in value else "a step"


StepOrUse = Annotated[Annotated[StepFile, Tag("a step")] | Annotated[UseFile, Tag("a use")], Discriminator(step_shape)]


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
        exactly_one(self, DETOURS, "detour")
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
    """The provider never answers; with `request:`, else all its hosts (`payment: hosts`)."""
    payment_error: Text | None = None
    """The provider answers with an error; with `request:`, else all its hosts (`payment: hosts`)."""
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
        kind = exactly_one(self, DRILLS, "drill")
        if kind == DrillKind.PAYMENT_DECLINED and not (self.card or self.request):
            raise trouble("nothing here declines the payment", 'add card: "4000 0000 0000 0002", or request: "**/…"')
        if kind == DrillKind.INVALID_INPUT and not self.fill:
            raise trouble("invalid_input does not say what is typed", "add fill: {E-mail: maija.example.com}")
        return self


DETOURS = tuple(kind.value for kind in DetourKind)
DRILLS = tuple(kind.value for kind in DrillKind)


def exactly_one(part: Part, kinds: tuple[str, ...], noun: str) -> str:
    """Give the one of these keys that the part has; none, or two of them, is a mistake."""
    named = [kind for kind in kinds if kind in part.model_fields_set]
    if len(named) != 1:
        what = f"'{named[0]}' and '{named[1]}' in one {noun}" if named else f"a {noun} without a kind"
        raise trouble(what, f"each {noun} has exactly one of: {', '.join(kinds)}")
    return named[0]
