"""What a page went without: its style sheets, its scripts, every other host. What then looks wrong is their absence."""

from __future__ import annotations

from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Party
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.rules.common import has_error_answer, is_unanswered
from frictionaudit.tongues import translatable

__all__ = ["STYLES", "is_cut_off", "lost_scripts", "why_unstyled"]

STYLES = "styles"
"""What a rule needs that judges by the look of a page: where it stands bare, everything is too far and too small."""

_UNKNOWN_HOST = ("NAME_NOT_RESOLVED", "INTERNET_DISCONNECTED", "UNKNOWN_HOST", "resolve host", "NETWORK_CHANGED")
_NEVER_THERE = ("invalid", "test", "example", "localhost")
"""Names that exist nowhere, by RFC 2606: whoever asks for them has made a mistake."""

_HOSTS = 3
"""So many hosts of others that cannot be found at once are no fault of theirs. Project's choice."""


def why_unstyled(visit: VisitEvidence, step: StepEvidence, reads: type) -> str | None:
    """Say that the page which a rule looks at had to do without its style sheets; None where it had some, or has none.

    Args:
        reads: What the rule reads: the element of an action stands on the page that the step before ended on.
    """
    last = step.index - 1 if reads is ActionEvidence and step.index else step.index
    for each in reversed([other for other in visit.steps if other.index <= last]):
        styles = [request for request in each.requests if request.resource == "stylesheet"]
        if styles:
            is_bare = all(_is_lost(request) for request in styles)
            return translatable("the page's style sheets could not be loaded") if is_bare else None
        if each.navigations:
            return None
    return None


def lost_scripts(step: StepEvidence) -> tuple[RequestEvidence, ...]:
    """Give the scripts that the step's page asked for in vain."""
    return tuple(request for request in step.requests if request.resource == "script" and _is_lost(request))


def is_cut_off(visit: VisitEvidence) -> bool:
    """Tell whether the audit's own machine could not reach others: many hosts, and none of them to be found."""
    hosts = {
        urlsplit(request.url).hostname or ""
        for step in visit.steps
        for request in step.requests
        if request.party is Party.THIRD and any(words in (request.failure or "") for words in _UNKNOWN_HOST)
    }
    return len({host for host in hosts if host.rpartition(".")[2] not in _NEVER_THERE}) >= _HOSTS


def _is_lost(request: RequestEvidence) -> bool:
    return not request.is_blocked and (has_error_answer(request) or is_unanswered(request))
