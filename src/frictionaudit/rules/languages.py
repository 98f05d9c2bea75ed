"""The languages that the words of a page may be in."""

from __future__ import annotations

from frictionaudit.evidence.page import PageEvidence
from frictionaudit.lexicon import language_of
from frictionaudit.rules.registry import Context

__all__ = ["languages_of", "page_of_action"]


def languages_of(context: Context) -> tuple[str, ...]:
    """Give what the action's page declares, then the visit's own language: pages declare wrongly."""
    page = page_of_action(context)
    declared = language_of(page.language) if page else ""
    return tuple(dict.fromkeys(code for code in (declared, language_of(context.visit.locale)) if code))


def page_of_action(context: Context) -> PageEvidence | None:
    """Give the page that the step's action stood on: the one that the step before it ended on."""
    before = context.previous[-1].page if context.previous else None
    return before or context.step.page
