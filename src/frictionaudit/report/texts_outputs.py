"""What the files beside the report say: findings.sarif, summary.md and report.pdf."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OUTPUTS"]

OUTPUTS: Mapping[str, str] = {
    "junit.healed": "Step “{step}” was healed; write: {line}",
    "sarif.base.source": "The folder that the journey files lie in.",
    "sarif.base.report": "The folder of this file.",
    "sarif.explain": "`frictionaudit explain {rule}` says more.",
    "sarif.mend": "How to mend it",
    "sarif.sources": "Sources",
    "sarif.customer": "The customer thinks: “{words}”",
    "sarif.met.one": "Met on {number} of {all} visits.",
    "sarif.met.other": "Met on {number} of {all} visits.",
    "sarif.suppressed": "{reason} (until {until})",
    "sarif.explained": "This is why: {message}",
    "terminal.made": "Made: {path}",
    "summary.score": "{value} of 100 willing customers are left.",
    "summary.critical.one": "{number} critical",
    "summary.critical.other": "{number} critical",
    "summary.serious.one": "{number} serious",
    "summary.serious.other": "{number} serious",
    "summary.moderate.one": "{number} moderate",
    "summary.moderate.other": "{number} moderate",
    "summary.minor.one": "{number} minor",
    "summary.minor.other": "{number} minor",
    "summary.info.one": "{number} good to know",
    "summary.info.other": "{number} good to know",
    "summary.worst": "Mend these first",
    "summary.files": "The whole report of run {run} lies in {files}.",
    "summary.build": "They are kept with [this build]({address}).",
    "brand.logo": "Logo",
    "brand.client": "For {client}",
    "brand.agency": "By {agency}",
    "brand.foot": "Who answers for this report",
    "brand.contact": "Questions?",
    "summary.made": "Made by {tool} {version}",
}
"""By key, as in texts.py."""
