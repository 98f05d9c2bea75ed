"""The shape of a journey file, format 1: what stands above the steps, and the file as a whole.

The JSON Schema for editors is made from these models, and the loader accepts what they accept; what no schema can say
(an unknown step in a detour, a reference that leads nowhere) is in `meaning.py`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, RootModel, WithJsonSchema, model_validator

from frictionaudit.journey.metrics import CRITERIA
from frictionaudit.journey.model import BrowserName, Consent, Goods
from frictionaudit.journey.shapes.fields import (
    FROM_ENV,
    Address,
    Amount,
    BaseAddress,
    Count,
    Country,
    Currency,
    DurationS,
    Flag,
    HeaderName,
    HeaderValue,
    HostGlob,
    Language,
    Proxy,
    Share,
    Text,
    Timezone,
    listed,
    one_of,
)
from frictionaudit.journey.shapes.goal_file import GoalFile
from frictionaudit.journey.shapes.step_file import DetourFile, DrillFile, Part, StepFile, StepOrUse, exactly_one
from frictionaudit.journey.shapes.suppress_file import SuppressFile

__all__ = ["BLOCKABLE", "FragmentFile", "HeadFile", "JourneyFile", "MailboxFile", "SafetyFile"]

Criterion = Annotated[Text, one_of(CRITERIA, "criterion", "criteria"), listed(CRITERIA)]

MAILBOXES = ("mailpit", "mailhog", "imap")

BLOCKABLE = ("analytics",)
"""Kinds of third parties that can be kept from loading; anything with a dot or a star is a host."""

DATA_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "object"}]},
    "examples": [{"email": "maija@example.com", "address": {"postcode": "00100"}}],
}


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
    goals: list[GoalFile] | None = None
    """Goals with dates: [{metric: score, at_least: 85, by: 2026-12-31, owner: Maija}]."""


class CredentialsFile(Part):
    """HTTP authentication of a test shop."""

    username: Text
    """User name."""
    password: Text
    """Password: ${NAME}."""


class MailboxFile(Part):
    """A test mailbox: exactly one of mailpit, mailhog and imap."""

    mailpit: Address | None = None
    """Address of a Mailpit: http://127.0.0.1:8025."""
    mailhog: Address | None = None
    """Address of a MailHog: http://127.0.0.1:8025."""
    imap: Text | None = None
    """Host of an IMAP server over TLS: imap.example.com."""
    user: Text | None = None
    """User name."""
    password: Text | None = None
    """Password: ${NAME}."""
    folder: Text | None = None
    """IMAP folder: INBOX."""
    patience: DurationS | None = None
    """How long the message may take: 30s."""

    @model_validator(mode="after")
    def _is_one(self) -> MailboxFile:
        exactly_one(self, MAILBOXES, "mailbox")
        return self


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
    figures: Text | None = None
    """The shop's own figures: a CSV file beside this one, with sessions, orders, order value, contacts."""
    feedback: Text | None = None
    """What customers said: a CSV file beside this one, with NPS scores and free answers."""
    http_credentials: CredentialsFile | None = None
    """HTTP authentication of a test shop."""
    storage_state: Text | None = None
    """Saved cookies of a customer already known: a file beside the journey."""
    headers: dict[HeaderName, HeaderValue] | None = None
    """HTTP headers sent to the shop."""
    mailbox: MailboxFile | None = None
    """Where the order's e-mails arrive."""
    timezone: Timezone | None = None
    """Europe/Helsinki."""
    geolocation: GeolocationFile | None = None
    """Where the customer stands."""
    proxy: Proxy | None = None
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
    suppress: list[SuppressFile] | None = None
    """Findings that are known and accepted for a time."""


class FragmentFile(RootModel[Annotated[list[StepFile], Field(min_length=1)]]):
    """A list of steps that journeys share by `use:`."""

    model_config = ConfigDict(strict=True)
