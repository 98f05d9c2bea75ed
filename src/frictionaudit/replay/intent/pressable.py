"""What can be pressed on a page: its controls, its links, and words and pictures that may be scripted."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.replay.intent.look import Look, path_parts

__all__ = ["Pressable", "pressables"]

_SCRIPTED = frozenset({"a", "div", "span", "li", "b", "strong"})


@dataclass(frozen=True)
class Pressable:
    """One thing on a page that may be pressed or followed.

    Attributes:
        part: The frame it stands in.
        is_button: It looks like one.
        is_control: Its element or its role says that it can be pressed; else only its words do.
    """

    subject: Subject
    part: PageEvidence
    is_framed: bool
    url: str = ""
    region: str = ""
    is_button: bool = False
    contrast: float | None = None
    is_in_view: bool = False
    is_disabled: bool = False
    is_control: bool = True


def pressables(look: Look) -> Iterator[Pressable]:
    """Give everything on the page that may be pressed, controls and links first."""
    for part, is_framed in look.parts:
        boxes = {block.locator: block.box for block in part.blocks}
        known = set()
        for control in part.controls:
            known.add(control.subject.locator)
            yield Pressable(
                control.subject, part, is_framed, control.href, control.region, control.is_button_like,
                control.contrast, control.is_in_viewport, control.is_disabled,
            )  # fmt: skip
        for link in part.links:
            if link.locator in known:
                continue
            known.add(link.locator)
            inner = (box for path, box in boxes.items() if path.startswith(link.locator))
            subject = Subject(role="link", name=link.text, locator=link.locator, box=next(inner, None))
            yield Pressable(subject, part, is_framed, link.url, link.region)
        yield from _unmarked(part, known, is_framed=is_framed)


def _unmarked(part: PageEvidence, known: Container[str], *, is_framed: bool) -> Iterator[Pressable]:
    """Give words and pictures that may be pressed though nothing marks them as a control: shops script those too."""
    for block in part.blocks:
        if block.role == "" and block.is_whole_label and block.tag in _SCRIPTED and block.locator not in known:
            subject = Subject(role=block.tag, name=block.text, locator=block.locator, box=block.box)
            yield Pressable(subject, part, is_framed, region=block.region, is_control=False)
    for image in part.images:
        steps = path_parts(image.subject.locator)
        if image.subject.name and not any(" > ".join(steps[:end]) in known for end in range(1, len(steps) + 1)):
            yield Pressable(image.subject, part, is_framed, region=image.region, is_control=False)
