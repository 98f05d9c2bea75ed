"""What the customer sets out to do: a journey as the rest of the house reads it.

The file's own shape (keys in the order written, shorthand strings) lives in `file.py`; the loader turns it into this.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from frictionaudit.record import Record

__all__ = [
    "Action",
    "ActionKind",
    "BrowserName",
    "Commitment",
    "Consent",
    "Detour",
    "DetourKind",
    "Drill",
    "DrillKind",
    "Expectation",
    "ExpectationKind",
    "Goal",
    "Goods",
    "InputDevice",
    "Journey",
    "Locator",
    "NetworkProfile",
    "Payment",
    "Persona",
    "Safety",
    "Stage",
    "Step",
    "Suppression",
    "Target",
    "Value",
    "Viewport",
]


class Stage(StrEnum):
    """Where on the purchase path a step stands."""

    ARRIVE = "arrive"
    FIND = "find"
    CHOOSE = "choose"
    CART = "cart"
    CHECKOUT = "checkout"
    PAY = "pay"
    CONFIRM = "confirm"
    AFTERCARE = "aftercare"


class Commitment(StrEnum):
    """What an action binds the customer to."""

    NONE = "none"
    CART = "cart"
    ACCOUNT = "account"
    ORDER = "order"
    PAYMENT = "payment"
    SUBSCRIPTION = "subscription"

    @property
    def is_binding(self) -> bool:
        """True for order, payment and subscription: held unless orders are allowed, and never retried."""
        return self in (Commitment.ORDER, Commitment.PAYMENT, Commitment.SUBSCRIPTION)


class BrowserName(StrEnum):
    """Browsers a journey may ask for."""

    CHROMIUM = "chromium"
    FIREFOX = "firefox"
    WEBKIT = "webkit"
    CHROME = "chrome"
    MSEDGE = "msedge"


class Consent(StrEnum):
    """What to do with cookie banners."""

    ACCEPT = "accept"
    REJECT = "reject"
    IGNORE = "ignore"


class Goods(StrEnum):
    """What is sold."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    SERVICE = "service"


class InputDevice(StrEnum):
    """How a persona presses."""

    MOUSE = "mouse"
    TOUCH = "touch"
    KEYBOARD = "keyboard"


class Viewport(Record):
    """Size of the window's inside, CSS pixels."""

    width: int
    height: int


class NetworkProfile(Record):
    """Throttled network. Source of the built-in profiles: Lighthouse 13, docs/throttling.md."""

    name: str
    latency_ms: float
    download_kbps: float
    upload_kbps: float


class Persona(Record):
    """Who walks: device, input, network, patience, needs."""

    name: str
    title: str = ""
    """One line for the report, e.g. "On the phone, in the tram"."""
    device: str | None = None
    """Name in Playwright's device registry or ours; None: viewport and scale stand below."""
    viewport: Viewport = Viewport(width=1350, height=940)
    device_scale_factor: float = 1.0
    is_mobile: bool = False
    user_agent: str | None = None
    input: InputDevice = InputDevice.MOUSE
    locale: str | None = None
    """Overrides the journey's locale."""
    network: NetworkProfile | None = None
    cpu_slowdown: float = 1.0
    patience_s: float = 20.0
    """How long this customer waits for one step."""
    traffic_share: float = 1.0
    """Weight in the shop's traffic; shares are normalised over the personas of a run."""
    is_needs_based: bool = False
    """True where the persona stands for a need (keyboard only, zoom), not for a share of traffic measured."""


class Locator(Record):
    """How an element is found: role and name first.

    `text` alone is the plain string of the file: accessible name, label or visible text, exact before loose,
    visible before hidden, main frame before child frames.
    """

    text: str | None = None
    role: str | None = None
    name: str | None = None
    label: str | None = None
    placeholder: str | None = None
    test_id: str | None = None
    css: str | None = None
    frame: str | None = None
    """CSS of the iframe element, or its name or title."""
    nth: int | None = None
    """0-based, where several match on purpose."""
    is_exact: bool | None = None

    def __str__(self) -> str:
        """Give the words that a reader would use for it."""
        words = [f"{key} {value!r}" for key, value in self.model_dump(exclude_none=True).items() if key != "text"]
        return ", ".join(([repr(self.text)] if self.text is not None else []) + words)


class Value(Record):
    """What is typed or chosen."""

    text: str
    reference: str | None = None
    """`card.number` where the file says `$card.number`."""
    is_secret: bool = False
    """True where the value came from `${ENV}`; it is masked at capture."""


class ActionKind(StrEnum):
    """What the customer does. Playwright's names where it has them."""

    GOTO = "goto"
    SEARCH = "search"
    CLICK = "click"
    FILL = "fill"
    SELECT = "select"
    CHECK = "check"
    UNCHECK = "uncheck"
    PRESS = "press"
    HOVER = "hover"
    SCROLL = "scroll"
    UPLOAD = "upload"
    WAIT_FOR = "wait_for"
    BACK = "back"
    RELOAD = "reload"
    INTENT = "intent"


class Action(Record):
    """One thing the customer does; a step holds them in the order written.

    Fields by kind: goto: `value` is the path under base_url. search: `value` is the words. click, hover: `target`.
    fill, select, upload: `target` and `value`. check, uncheck: `target`. press: `value` is the key, `target` optional.
    scroll: `target`, or `value` "down" | "up" | "end". wait_for: `target` or none with `expectation`. intent: `value`.
    """

    kind: ActionKind
    target: Locator | None = None
    value: Value | None = None
    expectation: Expectation | None = None
    line: int | None = None


class ExpectationKind(StrEnum):
    """What can be expected after a step."""

    SEE = "see"
    """Visible text anywhere."""
    NOT_SEE = "not_see"
    HEADING = "heading"
    URL = "url"
    """Glob over the whole address."""
    TITLE = "title"
    ELEMENT = "element"
    """A locator that must be visible."""
    ORDER_REFERENCE = "order_reference"
    """An order number or reference is shown."""
    STATUS = "status"
    """HTTP status of the step's main document."""


class Expectation(Record):
    """One thing that must hold at the end of a step."""

    kind: ExpectationKind
    text: str | None = None
    target: Locator | None = None
    status: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Give the words that a reader would use for it."""
        wanted = self.target or self.status or self.text
        return f"{self.kind}: {wanted}" if wanted is not None else str(self.kind)


class Step(Record):
    """A named stop on the path."""

    name: str
    id: str
    """The file's `id:`, else a slug of the name; unique in the journey."""
    stage: Stage
    actions: tuple[Action, ...] = ()
    commits: Commitment | None = None
    """None: left out in the file. A left-out one that reads as an order is held all the same."""
    expect: tuple[Expectation, ...] = ()
    patience_s: float | None = None
    opens_window: bool = False
    """`popup: true`: the step declares that it opens a window."""
    file: Path | None = None
    """Where it is written: the journey's own file, or a fragment that the journey uses."""
    line: int | None = None


class DetourKind(StrEnum):
    """Customers do not walk in a line."""

    BACK = "back"
    RELOAD = "reload"
    DEEP_LINK = "deep_link"


class Detour(Record):
    """After this step: a way off the path and back."""

    kind: DetourKind
    step: str
    """Name of the step; "" where `path` stands."""
    path: str | None = None
    """Where a deep link leads that names no step: a path under base_url."""
    referrer: str | None = None
    line: int | None = None


class DrillKind(StrEnum):
    """A bad day on purpose."""

    PAYMENT_DECLINED = "payment_declined"
    PAYMENT_TIMEOUT = "payment_timeout"
    PAYMENT_ERROR = "payment_error"
    AUTHENTICATION_ABANDONED = "authentication_abandoned"
    DOUBLE_SUBMIT = "double_submit"
    RELOAD_CONFIRMATION = "reload_confirmation"
    INVALID_INPUT = "invalid_input"
    SESSION_EXPIRED = "session_expired"


class Drill(Record):
    """One bad day at one step."""

    kind: DrillKind
    step: str
    request: str | None = None
    """Glob of the request to answer instead of the server."""
    respond_status: int | None = None
    respond_json: dict[str, Any] | None = None
    card: str | None = None
    fill: tuple[tuple[Locator, Value], ...] = ()
    line: int | None = None


class Safety(Record):
    """What a run may do to the shop."""

    allow_order: bool | None = None
    """None: left out; then loopback, .test and .localhost hosts may be ordered from."""
    hosts: tuple[str, ...] = ()
    """Globs of hosts, besides base_url's own, that may be navigated to."""
    real_card: bool = False


class Payment(Record):
    """What the shop promises about paying."""

    methods: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


class Goal(Record):
    """Where a metric must be, by when, and who sees to it; exactly one of `at_least` and `at_most`."""

    metric: str
    """See metrics.py: score, criteria.<id>, steps, fields, seconds, nps, or one of the figures file."""
    at_least: float | None = None
    at_most: float | None = None
    by: date
    """The last day on which it may still be open."""
    owner: str = ""


class Target(Record):
    """The written target state; a gate in CI."""

    score: float | None = None
    criteria: dict[str, float] = Field(default_factory=dict)
    max_steps: int | None = None
    max_fields: int | None = None
    max_seconds: float | None = None
    self_assessment: float | None = None
    goals: tuple[Goal, ...] = ()


class Suppression(Record):
    """A finding that the shop knows and lives with. A star in `rule` and `subject` stands for any words."""

    rule: str
    step: str = ""
    """Name or id of its step; "": every step."""
    subject: str = ""
    """Identity of what it is about, as findings have it; "": all."""
    reason: str
    until: str
    """ISO date: the last day on which it holds."""


class Journey(Record):
    """One purchase path, ready to walk: variables filled in, personas resolved by name elsewhere."""

    version: Literal[1] = 1
    name: str
    id: str
    """A slug of the file's name without its ending."""
    file: Path | None = None
    base_url: str
    """Absolute, without a trailing slash."""
    locale: str = "en-GB"
    market: str | None = None
    currency: str | None = None
    consent: Consent = Consent.REJECT
    goods: Goods = Goods.PHYSICAL
    customers: Literal["consumer", "business"] = "consumer"
    is_withdrawal_exempt: bool = False
    personas: tuple[str, ...] = ("desktop-careful",)
    browsers: tuple[BrowserName, ...] = (BrowserName.CHROMIUM,)
    safety: Safety = Safety()
    data: dict[str, Any] = Field(default_factory=dict)
    """As written, `${ENV}` filled in. Never saved as it is: see `secrets`."""
    secrets: tuple[str, ...] = ()
    """Values of `data` that came from `${ENV}`, card numbers and CVCs: masked at capture."""
    payment: Payment = Payment()
    target: Target = Target()
    figures: Path | None = None
    """Absolute; inside the folder of the file that names it, as `feedback` is."""
    feedback: Path | None = None
    steps: tuple[Step, ...]
    detours: tuple[Detour, ...] = ()
    drills: tuple[Drill, ...] = ()
    cleanup: tuple[Step, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    """The journey's own, and those of frictionaudit.yaml."""
    http_credentials: tuple[str, str] | None = None
    storage_state: Path | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    mailbox: dict[str, str] = Field(default_factory=dict)
    timezone: str | None = None
    geolocation: tuple[float, float] | None = None
    proxy: str | None = None
    ignore_tls: bool = False
    block: tuple[str, ...] = ()
    """Kinds of third parties or host globs not to load, e.g. `analytics`."""


Action.model_rebuild()
