"""A run's findings in another language, made of their keys: a saved run reads in any of them."""

from __future__ import annotations

from frictionaudit.findings.model import Finding
from frictionaudit.results import Run
from frictionaudit.rules.registry import all_rules
from frictionaudit.tongues import LANGUAGES, speaking

__all__ = ["localized"]


def localized(run: Run, language: str) -> Run:
    """Give the run with its findings' words in a language, and with that language named.

    What a finding of an unknown rule says (of a newer version, or one that is gone) stays as it was saved. Reasons,
    notes and gates stay in English: they are translated when they are shown, by `report.spoken`.

    Raises:
        ValueError: the language is none of ours.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there is no language '{language}'; languages: {', '.join(LANGUAGES)}")
    with speaking(language):
        return run.model_copy(
            update={
                "language": language,
                "findings": tuple(_told(finding) for finding in run.findings),
                "suppressed": tuple(
                    each.model_copy(update={"finding": _told(each.finding)}) for each in run.suppressed
                ),
            }
        )


def _told(finding: Finding) -> Finding:
    rule = all_rules().get(finding.rule)
    variant = finding.message_key.partition("#")[2]
    if rule is None or (variant and variant not in rule.variants):
        return finding
    return finding.model_copy(
        update={"message": rule.text(variant, finding.parameters), "customer": rule.told("customer")}
    )
