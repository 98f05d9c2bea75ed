"""`frictionaudit explain`: one rule in words, from its own metadata."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping

import click

from frictionaudit.cli.options import tongue_option
from frictionaudit.errors import UsageError
from frictionaudit.report.texts import text
from frictionaudit.rules.registry import Rule, all_rules
from frictionaudit.tongues import translatable

__all__ = ["explain"]

_WIDTH = 100


@click.command(short_help="Say what a rule looks for, why, and how to mend it.")
@click.argument("rule_id", metavar="RULE")
@tongue_option
def explain(rule_id: str) -> None:
    """Say what RULE looks for, why it matters, and how to mend what it finds.

    RULE is an id such as `speed/slow-server`, or its last part.
    """
    for line in _lines(_named(rule_id, all_rules())):
        click.echo(line)


def _named(wanted: str, catalogue: Mapping[str, Rule]) -> Rule:
    """Find a rule by its id, or by the last part of it where only one bears that.

    Raises:
        UsageError: names the nearest ones.
    """
    asked = wanted.strip().strip("/").lower().replace("_", "-")
    if asked in catalogue:
        return catalogue[asked]
    ending = [rule for name, rule in catalogue.items() if name.partition("/")[2] == asked]
    if len(ending) == 1:
        return ending[0]
    in_folder = [name for name in catalogue if name.startswith(f"{asked}/")]
    if in_folder:
        raise UsageError(f"'{asked}' is a criterion. Its rules: {', '.join(in_folder)}.")
    raise UsageError(f"there is no rule '{wanted}'\n    {_nearest(asked, catalogue)}")


def _nearest(asked: str, catalogue: Mapping[str, Rule]) -> str:
    by_ending = {name.partition("/")[2]: name for name in catalogue}
    near = difflib.get_close_matches(asked, [*catalogue, *by_ending], n=3, cutoff=0.5)
    names = dict.fromkeys(by_ending.get(name, name) for name in near)
    if not names:
        return translatable("`frictionaudit rules` lists them")
    return translatable(f"did you mean {', '.join(names)}?")


def _lines(rule: Rule) -> Iterator[str]:
    severity = text(f"severity.{rule.severity}").lower()
    yield f"{rule.id}: {rule.told('title')}"
    yield text("terminal.criterion", criterion=text(f"criterion.{rule.criterion}"), severity=severity)
    if rule.customer:
        yield from _paragraph(text("finding.thought"), text("explain.customer", words=rule.told("customer")))
    yield from _paragraph(text("explain.message"), rule.told("message"))
    for variant in rule.variants:
        yield from _paragraph(text("explain.variant", variant=variant), rule.told(f"message#{variant}"))
    yield from _paragraph(text("finding.why"), rule.told("why"))
    yield from _paragraph(text("finding.how"), rule.told("how_to_fix"))
    if rule.causes:
        yield from _paragraph(text("explain.causes"), ", ".join(rule.causes))
    if rule.references:
        yield ""
        yield text("finding.sources")
        yield from (f"  {reference}" for reference in rule.references)


def _paragraph(heading: str, words: str) -> Iterator[str]:
    yield ""
    yield heading
    yield from textwrap.wrap(words, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
