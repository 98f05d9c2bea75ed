"""Rule: the shop's own scripts report no errors."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Party, Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import first_of_each, path_of, shortened
from frictionaudit.rules.registry import Context, Friction, Verdict, rule


@rule(
    id="errors/console-error",
    reads=StepEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.MINOR,
    title="A script of the shop reports an error",
    message="A script of the shop wrote an error to the console: “{text}”.",
    customer="",
    why="Nobody but developers sees the console, but the shop's own scripts say there that something did not work.",
    how_to_fix="Open the browser's console at this step and mend what the message names; write a warning where nothing "
    "is wrong.",
    explained_by=("errors/uncaught-exception", "errors/failed-request"),
    needs=("console",),
)
def console_error(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each different error that the shop's own scripts wrote."""
    thrown = [exception.message for exception in step.exceptions if exception.message]
    own = [
        line
        for line in step.console
        if line.level == "error"
        and line.party is Party.FIRST
        and not line.is_network_line
        and line.text.strip()
        # Some engines write an uncaught exception to the console too: errors/uncaught-exception has it.
        and not any(message in line.text for message in thrown)
    ]
    for text, count in first_of_each(line.text for line in own).items():
        url = next(line.url for line in own if line.text == text)
        yield Friction(
            at=Subject(role="script", name=f"{path_of(url)} {shortened(text)}", locator=url),
            parameters={"text": shortened(text), "script": url, "count": count},
        )
