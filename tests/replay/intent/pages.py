"""Pages made by hand, as the probe would have read them."""

from __future__ import annotations

from typing import Any

from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.evidence.page import (
    ControlEvidence,
    FieldEvidence,
    FormEvidence,
    LinkEvidence,
    PageEvidence,
    ViewportContent,
)
from frictionaudit.replay.intent.look import Look

SHOP = "https://shop.example"


def block(
    text: str, locator: str, *, role: str = "", y: float = 100, tag: str = "p", region: str = "main"
) -> TextBlock:
    box = Box(x=100, y=y, width=200, height=20)
    return TextBlock(text=text, tag=tag, role=role, region=region, box=box, locator=locator)


def heading(text: str, y: float = 60) -> TextBlock:
    return block(text, "main > h1", role="heading", tag="h1", y=y)


def link(text: str, path: str, locator: str, region: str = "main") -> LinkEvidence:
    return LinkEvidence(text=text, url=SHOP + path if path.startswith("/") else path, region=region, locator=locator)


def button(name: str, locator: str, *, y: float = 200, region: str = "main", **more: Any) -> ControlEvidence:
    box = Box(x=100, y=y, width=200, height=44)
    given: dict[str, Any] = {"is_button_like": True, "contrast": 6.0, "is_in_viewport": True, **more}
    return ControlEvidence(subject=Subject(role="button", name=name, locator=locator, box=box), region=region, **given)


def field_of(
    label: str, kind: str = "text", *, name: str = "", locator: str = "", y: float = 150, **more: Any
) -> FieldEvidence:
    path = locator or f"#{name or label.lower().replace(' ', '-')}"
    subject = Subject(role="textbox", name=label, locator=path, box=Box(x=100, y=y, width=200, height=30))
    return FieldEvidence(subject=subject, kind=kind, label=label, name=name, region=more.pop("region", "main"), **more)


def look(
    *,
    path: str = "/",
    language: str = "en",
    blocks: tuple[TextBlock, ...] = (),
    links: tuple[LinkEvidence, ...] = (),
    controls: tuple[ControlEvidence, ...] = (),
    forms: tuple[tuple[FieldEvidence, ...], ...] = (),
    **more: Any,
) -> Look:
    page = PageEvidence(
        url=SHOP + path,
        language=language,
        viewport=Box(x=0, y=0, width=1350, height=940),
        viewport_content=ViewportContent(text_length=100, images=0, painted=0),
        blocks=blocks,
        links=links,
        controls=controls,
        forms=tuple(FormEvidence(action=f"{SHOP}{path}", method="post", fields=fields) for fields in forms),
        **more,
    )
    return Look(page, locale=f"{language}-{language.upper()}")
