"""Rule: the shop's own scripts do not throw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frictionaudit.evidence.common import Party, Subject
from frictionaudit.evidence.step import ExceptionEvidence, StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import ANSWERED_BY_THE_SHOP, first_of_each, path_of, shortened
from frictionaudit.rules.loading import is_cut_off, lost_scripts
from frictionaudit.rules.registry import Context, Friction, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

# The browser's own notices that reach error handlers and hurt nobody, and what a script of another origin did
# that the browser hides: whose it is cannot be told.
_NOTICES = ("ResizeObserver loop", "Script error")

# What Firefox tells in the same way as exceptions, of no script: cookies, storage and resources that it keeps away.
_OF_NO_SCRIPT = (
    "Cookie “", "Some cookies are misusing", "Partitioned cookie or storage access", "Request to access cookie",
    "Content-Security-Policy", "Content Security Policy", "Cross-Origin Request Blocked", "Loading failed for",
    "Blocked loading mixed", "Loading mixed", "Mixed Content", "Feature Policy", "Permissions Policy",
    "downloadable font", "Source map error", "The resource at “", "A resource is blocked by", "Ignoring “",
)  # fmt: skip

_EXTENSIONS = ("chrome-extension:", "moz-extension:", "safari-web-extension:")

# What a script says that needs another one, which did not come.
_MISSING = ("is not defined", "is not a function", "is not a constructor")

# How fetch rejects when the customer has moved on.
_BY_LEAVING = ("AbortError", "aborted", "Failed to fetch", "NetworkError", "Load failed", "The operation was aborted")


@rule(
    id="errors/uncaught-exception",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.MODERATE,
    title="A script of the shop throws an exception",
    message="A script of the shop threw “{error}”.",
    variants={"after_action": "Right after the customer's action a script of the shop threw “{error}”."},
    customer="I pressed it and something feels stuck.",
    why="After an uncaught exception the rest of that script does not run: a button stays dead, a price old, an order "
    "unsent.",
    how_to_fix="Open the browser's console at this step, follow the exception to its line and mend it there.",
    needs=("exceptions",),
    errands=ANSWERED_BY_THE_SHOP,
)
def uncaught_exception(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each different exception of the shop's own scripts."""
    own = [thrown for thrown in step.exceptions if thrown.party is Party.FIRST and not _is_harmless(thrown, step)]
    if own and lost_scripts(step) and is_cut_off(context.visit):
        yield Incomplete(translatable("the machine that ran the audit could not reach the hosts of others"))
        return
    own = list(_without_echoes(own, step))
    counts = first_of_each(thrown.message for thrown in own)
    for message, count in counts.items():
        same = [thrown for thrown in own if thrown.message == message]
        follows = any(thrown.follows_action for thrown in same)
        yield Friction(
            at=Subject(role="script", name=f"{path_of(same[0].url)} {shortened(message)}", locator=same[0].url),
            severity=Severity.SERIOUS if follows else None,
            variant="after_action" if follows else "",
            parameters={"error": shortened(message), "script": same[0].url, "count": count},
        )


def _without_echoes(own: Iterable[ExceptionEvidence], step: StepEvidence) -> Iterator[ExceptionEvidence]:
    """Leave out what only tells again that a script is missing: the shop's own is a failed request already.

    Without a script of others, say a library, the first exception speaks for all.
    """
    lost = lost_scripts(step)
    has_told = any(request.party is Party.FIRST for request in lost)
    for thrown in own:
        if lost and not thrown.follows_action and thrown.message.rstrip(" .").endswith(_MISSING):
            if has_told:
                continue
            has_told = True
        yield thrown


def _is_harmless(thrown: ExceptionEvidence, step: StepEvidence) -> bool:
    if thrown.url.startswith(_EXTENSIONS) or thrown.message.startswith(_NOTICES):
        return True
    if not thrown.url and thrown.message.startswith(_OF_NO_SCRIPT):
        return True
    has_left = any(request.is_cancelled for request in step.requests)
    return has_left and any(words in thrown.message for words in _BY_LEAVING)
