"""The question about cookies as the customer first met it."""

from __future__ import annotations

from dataclasses import dataclass

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import OverlayEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.languages import has_said, reading_languages

__all__ = ["Banner", "first_banner"]


@dataclass(frozen=True)
class Banner:
    """A first layer.

    Attributes:
        step: Index of the step on whose page it came up.
        share: Share of the viewport that it covers; None where it was not told.
    """

    step: int
    subject: Subject | None
    share: float | None
    texts: tuple[str, ...]
    buttons: tuple[str, ...]


def first_banner(visit: VisitEvidence) -> Banner | None:
    """Give the first banner of the visit: as it was answered, else as it stood on a page that nothing followed."""
    answered = next((step for step in visit.steps if step.consent is not None), None)
    if answered is not None and answered.consent is not None:
        seen = answered.consent
        return Banner(_place(answered, visit), seen.subject, seen.share, seen.texts, seen.buttons)
    for step in visit.steps:
        for overlay in step.page.overlays if step.page is not None else ():
            if _asks_for_consent(overlay, step, visit):
                return Banner(step.index, overlay.subject, overlay.share, overlay.texts, overlay.buttons)
    return None


def _place(answered: StepEvidence, visit: VisitEvidence) -> int:
    """It is answered when the next step begins; it came up on the page before where that one shows it."""
    before = visit.steps[answered.index - 1] if answered.index > 0 else None
    buttons = set(answered.consent.buttons) if answered.consent is not None else set()
    overlays = before.page.overlays if before is not None and before.page is not None else ()
    came_before = any(buttons.intersection(overlay.buttons) for overlay in overlays)
    # Of a frame the page knows the words, and not which of them are buttons of a layer.
    shown = {block.text for block in before.page.blocks} if before is not None and before.page is not None else set()
    return answered.index - 1 if came_before or (buttons and buttons <= shown) else answered.index


def _asks_for_consent(overlay: OverlayEvidence, step: StepEvidence, visit: VisitEvidence) -> bool:
    page = step.page
    languages = reading_languages(page, visit)
    if overlay.by_action or not any(
        has_said(text, Meaning.COOKIES, languages) for text in (overlay.subject.name, *overlay.texts)
    ):
        return False
    return any(Meaning.ACCEPT in meanings_of(name, code) for name in overlay.buttons for code in languages)
