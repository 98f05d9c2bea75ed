"""`frictionaudit rules`: the catalogue in lines."""

from __future__ import annotations

import json

import click

from frictionaudit.rules.registry import Rule, all_rules

__all__ = ["rules"]


@click.command(short_help="List the rules.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with why and how to mend.")
def rules(as_json: bool) -> None:
    """List the rules: id, severity, title. `frictionaudit explain RULE` says more."""
    catalogue = all_rules()
    if as_json:
        click.echo(json.dumps([_as_data(rule) for rule in catalogue.values()], indent=2, ensure_ascii=False))
        return
    width = max((len(name) for name in catalogue), default=0)
    for rule in catalogue.values():
        click.echo(f"{rule.id:<{width}}  {rule.severity:<8}  {rule.title}")
    click.echo(f"\n{len(catalogue)} rules. frictionaudit explain RULE says why one matters and how to mend it.")


def _as_data(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "criterion": str(rule.criterion),
        "severity": str(rule.severity),
        "title": rule.title,
        "customer": rule.customer,
        "why": rule.why,
        "how_to_fix": rule.how_to_fix,
        "references": list(rule.references),
        "explained_by": list(rule.causes),
    }
