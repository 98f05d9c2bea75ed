"""Rule: the shop stays in the window that the customer is in."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.rules.action.control import activates, subject_of
from frictionaudit.rules.common import is_of_shop, path_of
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable


@rule(
    id="navigation/unexpected-window",
    reads=ActionEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MINOR,
    title="The way on leads into a new window",
    message="“{name}” opens a new window ({page}) that the step does not declare.",
    customer="Where did the shop go?",
    why="In a new window the Back button is dead and the shop seems gone; on a phone the old one is hidden behind it.",
    how_to_fix="Let the way on stay in the same window. Where it must be a new one (3-D Secure, PayPal), say so on "
    "the button, and write popup: true in the journey's step.",
    words=("page",),
)
def unexpected_window(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where the primary action opened a window that neither step nor payment hosts declare."""
    step = context.step
    if not action.is_primary or not activates(action) or step.opens_window:
        yield Inapplicable()
        return
    if action.use is None:
        may_open = action.element is not None and action.element.opens_new_window
        yield Incomplete("the action was not used") if may_open else Inapplicable()
        return
    if "window" not in action.use.effects or "download" in action.use.effects:
        return
    opened = [url for url in step.windows if not _is_declared(url, context)]
    if opened or not step.windows:
        yield Friction(
            at=subject_of(action),
            parameters={
                "name": subject_of(action).name or action.target,
                "page": _named(opened[0]) if opened else translatable("its address is not known"),
            },
        )


def _is_declared(url: str, context: Context) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    if is_of_shop(url, context.visit) and context.step.stage is not Stage.PAY:
        return False
    return any(fnmatchcase(host, glob.lower()) for glob in context.visit.journey.payment.hosts)


def _named(url: str) -> str:
    return f"{urlsplit(url).hostname or ''}{path_of(url)}"
