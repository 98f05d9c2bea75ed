"""What a comparison says, in the page and on the terminal."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COMPARE"]

COMPARE: Mapping[str, str] = {
    "compare.title": "Comparison: {names}",
    "compare.kind": "Comparison",
    "compare.question.change": "Did it get better?",
    "compare.question.sides": "Who keeps more customers?",
    "compare.headline.better": "It got better: {after} of 100 customers stay, it was {before}.",
    "compare.headline.worse": "It got worse: {after} of 100 customers stay, it was {before}.",
    "compare.headline.same": "As before, {after} of 100 customers stay.",
    "compare.headline.best": "{name} keeps most customers: {value} of 100.",
    "compare.headline.unknown": "Too little could be judged to compare the scores.",
    "compare.caution.same_run": "The same run stands here more than once.",
    "compare.caution.no_visits": "One of the runs has no visit, so there is nothing to hold the others against.",
    "compare.caution.partial": "One of the runs did not finish; its figures cover only what was walked.",
    "compare.caution.personas": "The runs were not walked by the same customers in the same browsers. Compare the "
    "scores customer by customer.",
    "compare.caution.coverage": "In one of the runs much less could be judged than in another; its score may be too "
    "good.",
    "compare.caution.tool": "The runs were judged by different versions. `frictionaudit audit` judges the older one "
    "again by today's rules.",
    "compare.caution.templates": "The brand's own template failed, so ours was used.",
    "compare.partial": "Partial.",
    "compare.by_stage": "The steps of these journeys differ, so the curves are laid over each other by stage.",
    "compare.curve.alt": "Curves of willing customers, {journey}.",
    "compare.curve.alt.side": "{letter}, {name}: {left} of 100 at the end.",
    "compare.film": "What they see",
    "compare.film.intro": "The same place on every side, as the customer left it.",
    "compare.film.alt": "What the customer saw on side {letter}, {name}: {step}.",
    "compare.criterion": "Criterion",
    "compare.difference": "Difference",
    "compare.table.criteria": "Table of criteria, side by side",
    "compare.table.personas": "Table of customers, side by side",
    "compare.not_walked": "not walked",
    "compare.seen.found": "has it",
    "compare.seen.aside": "set aside",
    "compare.seen.clear": "does not",
    "compare.seen.open": "not judged",
    "compare.change.new": "New",
    "compare.change.new.intro": "These were looked for before and were not there.",
    "compare.change.still": "Still there",
    "compare.change.still.intro": "Found at the beginning and at the end.",
    "compare.change.fixed": "Fixed",
    "compare.change.fixed.intro": "These were there, were looked for again in the same place, and are gone.",
    "compare.change.passed_by": "Came and went",
    "compare.change.passed_by.intro": "Found only in between.",
    "compare.change.unknown_now": "Not seen again",
    "compare.change.unknown_now.intro": "These were there, and the last run could not look for them: the step was not "
    "reached, the rule could not judge it, or nobody walked who met them. They may still be there.",
    "compare.change.unknown_before": "Seen for the first time",
    "compare.change.unknown_before.intro": "The first run could not look for these, so nobody knows whether they are "
    "new.",
    "compare.sides.new": "Only {last}",
    "compare.sides.new.intro": "Looked for on both sides and found only here.",
    "compare.sides.still": "Both {first} and {last}",
    "compare.sides.still.intro": "Customers meet this on both sides.",
    "compare.sides.fixed": "Only {first}",
    "compare.sides.fixed.intro": "Looked for on both sides and found only here.",
    "compare.sides.passed_by": "Neither {first} nor {last}",
    "compare.sides.passed_by.intro": "Found only on a side between them.",
    "compare.sides.unknown_now": "{first}; not judged for {last}",
    "compare.sides.unknown_now.intro": "Found here; on the other side it could not be looked for.",
    "compare.sides.unknown_before": "{last}; not judged for {first}",
    "compare.sides.unknown_before.intro": "Found here; on the other side it could not be looked for.",
    "compare.method.change": "A finding is the same where rule, step and subject are the same, without their numbers "
    "and amounts; where a journey does not have the step, its stage stands for it.",
    "compare.method.sides": "Between shops or customers, a finding is the same where rule, stage and subject are the "
    "same; where their steps differ, what is then left is paired by rule and stage, for buttons bear other names "
    "there.",
    "compare.method.open": "What could not be looked for on a side is never called fixed or new.",
    "compare.told.side": "{letter}  {score}  {name}",
    "compare.told.unscored": "not judged",
    "compare.told.count": "{state}: {number}",
    "compare.told.page": "Comparison: {path}",
    "compare.told.gate": "A gate fell: {number} new at or above {severity}.",
}
"""By key, as in texts.py."""
