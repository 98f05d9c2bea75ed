"""What a report tells about a rule, beside the findings themselves."""

from __future__ import annotations

from dataclasses import dataclass

from frictionaudit.findings.guidance import Limit, Sureness

__all__ = ["RuleGuide"]


@dataclass(frozen=True, slots=True)
class RuleGuide:
    """The words of one rule, as the report needs them; built from the rule's metadata.

    Attributes:
        title: The friction in one line, no full stop.
        why: Why it matters to a customer.
        how_to_fix: How to mend it; its first sentence stands alone on the first screen.
        references: Sources: addresses, or names of works and laws.
        link: Address of the rule's page; "" where there is none.
        sureness: What its findings rest on; None where that is not told.
        limit: The line that its figure crossed; None where it has none.
    """

    title: str
    why: str = ""
    how_to_fix: str = ""
    references: tuple[str, ...] = ()
    link: str = ""
    sureness: Sureness | None = None
    limit: Limit | None = None
