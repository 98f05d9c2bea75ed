"""`frictionaudit explain`: one rule in words, from its own metadata."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping

import click

from frictionaudit.errors import UsageError
from frictionaudit.rules.registry import Rule, all_rules

__all__ = ["explain"]

_WIDTH = 100


@click.command(short_help="Say what a rule looks for, why, and how to mend it.")
@click.argument("rule_id", metavar="RULE")
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
        raise UsageError(f"{asked!r} is a criterion. Its rules: {', '.join(in_folder)}.")
    raise UsageError(f"there is no rule {wanted!r}\n    {_nearest(asked, catalogue)}")


def _nearest(asked: str, catalogue: Mapping[str, Rule]) -> str:
    by_ending = {name.partition("/")[2]: name for name in catalogue}
    near = difflib.get_close_matches(asked, [*catalogue, *by_ending], n=3, cutoff=0.5)
    names = dict.fromkeys(by_ending.get(name, name) for name in near)
    return f"did you mean {' or '.join(names)}?" if names else "`frictionaudit rules` lists them"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    yield f"criterion {rule.criterion}, severity {rule.severity}"
    if rule.customer:
        yield from _paragraph("The customer thinks", f"“{rule.customer}”")
    yield from _paragraph("What is said", rule.message)
    for variant, message in rule.variants.items():
        yield from _paragraph(f"or ({variant})", message)
    yield from _paragraph("Why it matters", rule.why)
    yield from _paragraph("How to mend it", rule.how_to_fix)
    if rule.causes:
        yield from _paragraph("Costs nothing more when explained by", ", ".join(rule.causes))
    if rule.references:
        yield ""
        yield "Sources"
        yield from (f"  {reference}" for reference in rule.references)


def _paragraph(heading: str, text: str) -> Iterator[str]:
    yield ""
    yield heading
    yield from textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
