"""The shape of frictionaudit.yaml, key by key."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Tag

from frictionaudit.journey.devices import device_names
from frictionaudit.journey.model import InputDevice
from frictionaudit.journey.personas import BUILT_IN, NETWORKS
from frictionaudit.journey.shapes.fields import (
    FROM_ENV,
    Colour,
    DurationS,
    Flag,
    Language,
    Shape,
    Share,
    Text,
    listed,
    one_of,
)
from frictionaudit.journey.shapes.file import HeadFile
from frictionaudit.journey.shapes.step_file import Part
from frictionaudit.journey.shapes.suppress_file import SuppressFile

__all__ = ["BrandFile", "ConfigFile", "NetworkFile", "PersonaFile", "ViewportFile"]

Rate = Annotated[float, Field(strict=True, gt=0), FROM_ENV]
NETWORK_NAMES = (*NETWORKS, "none")
Network = Annotated[Text, one_of(NETWORK_NAMES, "network", "networks"), listed(NETWORK_NAMES)]
BuiltIn = Annotated[Text, one_of(tuple(BUILT_IN), "persona", "built in"), listed(tuple(BUILT_IN))]


class ViewportFile(Part):
    """Size of the window's inside, CSS pixels."""

    width: Annotated[int, Field(strict=True, ge=200, le=8000), FROM_ENV]
    """CSS pixels."""
    height: Annotated[int, Field(strict=True, ge=200, le=8000), FROM_ENV]
    """CSS pixels."""


class NetworkFile(Part):
    """A slow line of one's own."""

    latency_ms: Annotated[float, Field(strict=True, ge=0), FROM_ENV]
    """Delay of each request, ms."""
    download_kbps: Rate
    """Kilobits per second."""
    upload_kbps: Rate
    """Kilobits per second."""


class PersonaFile(Part):
    """One customer; what is left out comes from `based_on:`."""

    based_on: BuiltIn | None = None
    """A built-in persona to start from; left out: desktop-careful."""
    title: Text | None = None
    """One line for the report: On the phone, in the tram."""
    device: Annotated[Text, one_of(device_names, "device", "devices")] | None = None
    """A device by name: iPhone 15, Pixel 7, Desktop Chrome …"""
    viewport: ViewportFile | None = None
    """Size of the window's inside; over the device's."""
    device_scale_factor: Annotated[float, Field(strict=True, gt=0, le=10), FROM_ENV] | None = None
    """Pixels of the screen for one CSS pixel."""
    is_mobile: Flag | None = None
    """true: the page is told that it is on a phone."""
    user_agent: Text | None = None
    """What the browser calls itself."""
    input: Annotated[InputDevice, Field(strict=False)] | None = None
    """How the customer presses."""
    locale: Language | None = None
    """Language of this customer; over the journey's."""
    network: Annotated[Annotated[Network, Tag("a text")] | Annotated[NetworkFile, Tag("a group")], Shape] | None = None
    """4g, slow-4g, none, or figures."""
    cpu_slowdown: Annotated[float, Field(strict=True, ge=1, le=50), FROM_ENV] | None = None
    """How many times slower the processor is."""
    patience: DurationS | None = None
    """How long this customer waits for one step."""
    traffic_share: Annotated[float, Field(strict=True, ge=0), FROM_ENV] | None = None
    """Weight in the shop's traffic."""
    is_needs_based: Flag | None = None
    """true: the persona stands for a need, not for measured traffic."""


class BrandFile(Part):
    """Whose report it is."""

    name: Text | None = None
    """Name at the head of the report: the shop's, or the agency's."""
    agency: Text | None = None
    """Who made the report."""
    client: Text | None = None
    """Whom it was made for."""
    logo: Text | None = None
    """A picture beside this file: PNG, JPEG, WebP or SVG."""
    colours: dict[Literal["primary", "accent"], Colour] | None = None
    """#rrggbb: `primary` of the head, `accent` of links and curves."""
    contact: Text | None = None
    """Who answers questions: an address, a number, a page."""
    intro: Text | None = None
    """First words of the report."""
    closing: Text | None = None
    """Last words of the report."""
    templates: Text | None = None
    """A folder beside this file with templates of your own; each replaces ours of the same name."""


class ConfigFile(Part):
    """A shop's own personas, traffic, brand and defaults, for all journeys in this folder and below."""

    version: Literal[1] | None = None
    """Format of this file: 1."""
    personas: dict[Text, PersonaFile] | None = None
    """Personas by name."""
    traffic: dict[Text, Share] | None = None
    """Share of the shop's visits by persona: {mobile-first: 60, desktop-careful: 40}."""
    brand: BrandFile | None = None
    """Whose report it is."""
    suppress: list[SuppressFile] | None = None
    """Findings that are known and accepted for a time, on all journeys."""
    language: Literal["en", "fi", "sv", "de"] | None = None
    """Language of the reports, whatever language the shop speaks."""
    defaults: HeadFile | None = None
    """What journeys need not repeat; a journey's own words come first."""
