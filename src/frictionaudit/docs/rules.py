"""docs/rules: one page a rule, from its metadata and the catalogue, and a list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frictionaudit.docs.markdown import GENERATED, percent, prose, table
from frictionaudit.findings.criteria import CriterionWords, criteria
from frictionaudit.rules.catalogue import CatalogueEntry, catalogue, planned
from frictionaudit.rules.registry import Rule, all_rules
from frictionaudit.scoring.constants import FIGURES, SEVERITY_SHARES, Share

__all__ = ["rule_pages"]


def rule_pages() -> Mapping[str, str]:
    """Give each page's text by its path below docs/."""
    each = {f"rules/{rule.id}.md": _page(rule, catalogue().get(rule.id)) for rule in all_rules().values()}
    return {"rules/README.md": _list(), **each}


def _page(rule: Rule, entry: CatalogueEntry | None) -> str:
    return "\n\n".join([GENERATED, f"# {rule.id}", f"**{prose(rule.title)}.**", *_parts(rule, entry)]) + "\n"


def _parts(rule: Rule, entry: CatalogueEntry | None) -> Iterator[str]:
    if rule.customer:
        yield f"> {prose(rule.customer)}"
    words = criteria()[rule.criterion]
    yield table(
        ("Criterion", "Severity", "Takes of those who meet it"),
        [(f"{rule.criterion}: {words.en}", f"{rule.severity}", _takes(rule))],
    )
    yield from _observed(entry)
    yield "## What it says"
    yield "\n".join(f"- {prose(message)}" for message in (rule.message, *rule.variants.values()))
    yield f"## Why it matters\n\n{prose(rule.why)}"
    yield f"## How to mend it\n\n{prose(rule.how_to_fix)}"
    if rule.causes:
        yield f"## Costs nothing more where one of these explains it\n\n{_links(rule.causes)}"
    if rule.yields_to:
        yield f"## Silent where one of these says it more precisely\n\n{_links(rule.yields_to)}"
    if rule.limits:
        yield "## Known limits\n\n" + "\n".join(f"- {prose(limit)}" for limit in rule.limits)
    if rule.references:
        yield "## Sources\n\n" + "\n".join(f"- {_linked(reference)}" for reference in rule.references)


def _observed(entry: CatalogueEntry | None) -> Iterator[str]:
    if entry is None:
        return
    yield f"## When\n\n{_sentence(entry.when)}"
    if entry.unless:
        yield f"## Not reported\n\n{_sentence(entry.unless)}"
    if entry.needs:
        yield f"## Needs\n\n{_sentence(entry.needs)} Without it the rule is incomplete, never passed."


def _takes(rule: Rule) -> str:
    share = SEVERITY_SHARES[rule.severity]
    if rule.figure is None:
        return _span(share)
    figure = FIGURES[rule.figure]
    return f"{_span(figure.shares.get(rule.severity, share))}. {figure.source}. {figure.limits}"


def _span(share: Share) -> str:
    if not share.value:
        return "nothing: a fact"
    return f"{percent(share.value)} ({percent(share.low)} to {percent(share.high)})"


def _list() -> str:
    built = all_rules()
    to_come = planned()
    intro = (
        f"{len(built)} rules are built, {len(to_come)} are planned. An id is a public contract: it stands in reports "
        "and baselines and never changes its meaning. `frictionaudit explain RULE` prints a page in the terminal."
    )
    parts = [GENERATED, "# The rules", intro]
    for words in criteria().values():
        rules = [rule for rule in built.values() if rule.criterion is words.id]
        parts += _section(words, rules, [entry for entry in to_come if entry.criterion is words.id])
    return "\n\n".join(parts) + "\n"


def _section(words: CriterionWords, rules: list[Rule], to_come: list[CatalogueEntry]) -> Iterator[str]:
    yield f"## {words.id}: {words.en}"
    yield f"{words.challenge}."
    rows = [(_link(rule.id, ""), f"{rule.severity}", rule.title) for rule in rules]
    rows += [(entry.id, f"{entry.severity}", f"*planned:* {entry.when}") for entry in to_come]
    yield table(("Rule", "Severity", "What"), rows)


def _links(names: tuple[str, ...]) -> str:
    return ", ".join(_link(name, "../") for name in names)


def _link(name: str, up: str) -> str:
    return f"[{name}]({up}{name}.md)" if name in all_rules() else f"{name} (planned)"


def _linked(reference: str) -> str:
    return f"<{reference}>" if reference.startswith("https://") and " " not in reference else reference


def _sentence(text: str) -> str:
    """Give words of the catalogue with a capital and a full stop."""
    return prose(f"{text[:1].upper()}{text[1:]}") + ("" if text.endswith((".", "!", "?")) else ".")
