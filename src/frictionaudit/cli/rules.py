"""`frictionaudit rules`: the catalogue in lines."""

from __future__ import annotations

import json

import click

from frictionaudit.cli.options import tongue_option
from frictionaudit.findings.model import Severity
from frictionaudit.report.texts import text
from frictionaudit.rules.registry import Rule, all_rules

__all__ = ["rules"]


@click.command(short_help="List the rules.")
@tongue_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with why and how to mend.")
def rules(as_json: bool) -> None:
    """List the rules: id, severity, title. `frictionaudit explain RULE` says more."""
    catalogue = all_rules()
    if as_json:
        click.echo(json.dumps([_as_data(rule) for rule in catalogue.values()], indent=2, ensure_ascii=False))
        return
    width = max((len(name) for name in catalogue), default=0)
    severities = {each: text(f"severity.{each}").lower() for each in Severity}
    column = max(map(len, severities.values()))
    for rule in catalogue.values():
        severity = severities[rule.severity]
        click.echo(f"{rule.id:<{width}}  {severity:<{column}}  {rule.told('title')}")
    click.echo(f"\n{text('rules.count', number=len(catalogue))}")


def _as_data(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "criterion": str(rule.criterion),
        "severity": str(rule.severity),
        "title": rule.told("title"),
        "customer": rule.told("customer"),
        "why": rule.told("why"),
        "how_to_fix": rule.told("how_to_fix"),
        "references": list(rule.references),
        "explained_by": list(rule.causes),
    }
