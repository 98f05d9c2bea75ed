"""What a rule is: metadata beside a pure function of evidence. Rules are discovered, never listed."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import DrillKind
from frictionaudit.journey.target_words import target_words
from frictionaudit.tongues import filled, parts_told, retold, translated
from frictionaudit.tongues.numbers import decimal

__all__ = [
    "Context",
    "Friction",
    "Inapplicable",
    "Incomplete",
    "Parameter",
    "Rule",
    "RunEvidence",
    "Verdict",
    "across",
    "all_rules",
    "rule",
]

Parameter: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True)
class Friction:
    """What a rule yields for one place that breaks it: where, and the parameters of its message.

    Attributes:
        at: What it is about.
        severity: Raised or lowered for this one; None keeps the rule's.
        variant: Which of the rule's messages; "" for the main one.
        parameters: Values for the message's placeholders.
        screenshot: Path of a picture that shows it better than the step's own, or "".
        blocks: The step could not be passed because of it.
        step: In a visit-wide or run-wide rule: index of the step it belongs to; None: the whole path.
        visit: In a run-wide rule: the visit it belongs to; "" the first one.
    """

    at: Subject
    severity: Severity | None = None
    variant: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    screenshot: str = ""
    blocks: bool = False
    step: int | None = None
    visit: str = ""


@dataclass(frozen=True)
class Incomplete:
    """The rule could not be judged here; never a pass."""

    reason: str
    step: int | None = None


@dataclass(frozen=True)
class Inapplicable:
    """The rule has nothing to judge here."""

    step: int | None = None


Verdict: TypeAlias = Friction | Incomplete | Inapplicable


@dataclass(frozen=True)
class Context:
    """Where a rule stands while it judges: the visit, the step, and the steps before it."""

    visit: VisitEvidence
    step: StepEvidence

    @property
    def previous(self) -> tuple[StepEvidence, ...]:
        """Steps before this one, in walking order."""
        return self.visit.steps[: self.step.index]

    @property
    def language(self) -> str:
        """Language of the page ("fi"), else of the visit's locale."""
        declared = self.step.page.language if self.step.page else ""
        return (declared or self.visit.locale).split("-")[0].lower()


@dataclass(frozen=True)
class RunEvidence:
    """All walks of one run, for rules that compare them.

    Attributes:
        visits: The walks.
        errands: Detours and drills, for what a further look at the same page tells of a walk.
    """

    visits: tuple[VisitEvidence, ...]
    errands: tuple[VisitEvidence, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule: metadata and its pure function.

    Attributes:
        id: "<criterion>/<name>": names folder, file (with _), tests, docs page.
        reads: ActionEvidence (judged for each action of a step), PageEvidence (once a step with a page),
            StepEvidence (once a step), VisitEvidence (once a visit), RunEvidence (once a run).
        title: The friction in one line, no full stop.
        message: English text with {placeholders}; variants stand in `variants`.
        customer: What the customer thinks; may be empty.
        why: Why it matters, one or two sentences.
        how_to_fix: How to mend it, one or two sentences.
        references: Sources.
        variants: Further messages by variant name.
        explained_by: Rules whose finding at the same step (or an earlier one, for "blocks") is the cause of this one.
        follows: Rules whose finding at the step right before is the cause of one that the path ends with here.
        yields_to: Rules that say the same more precisely: where one of them has a finding at the same step of the
            same visit, this one's is dropped (and hands on that it blocks).
        needs: Evidence names (see StepEvidence.gaps): a gap of that name makes the rule incomplete.
        figure: Key of the rule's own cited share in scoring/constants.py, or None for the severity's.
        errands: Kinds of detours and drills that it judges beside the walk: from the step on that they are about, and
            only what the walk itself did not show already.
        words: Parameters that hold words of ours: marked `translatable`, or parts of a page as tongues/parts.py tells
            them; not the shop's own words alone.
        limits: What it is known not to see, or to get wrong; full sentences.
        across: Compares the visits of a run, beside judging each by itself; see `across`.
    """

    id: str
    reads: type[Any]
    criterion: Criterion
    severity: Severity
    title: str
    message: str
    customer: str
    why: str
    how_to_fix: str
    judge: Callable[..., Iterator[Verdict]]
    references: tuple[str, ...] = ()
    variants: Mapping[str, str] = field(default_factory=dict)
    explained_by: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    figure: str | None = None
    errands: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    across: Callable[[RunEvidence], Iterator[Verdict]] | None = None

    @property
    def causes(self) -> tuple[str, ...]:
        """Rules whose findings may have brought about one of this rule."""
        return tuple(dict.fromkeys((*self.explained_by, *self.follows)))

    def text(self, variant: str, parameters: Mapping[str, Parameter]) -> str:
        """Give the message in the language that is spoken now. Parameters are text, never templates."""
        english = self.variants[variant] if variant else self.message
        key = f"rules/{self.id}/message" + (f"#{variant}" if variant else "")
        return filled(key, english, _Shown(parameters, self.words))

    def told(self, name: str) -> str:
        """Give one of its `texts`, say "title", in the language that is spoken now; placeholders stay as they are."""
        english = next((words for each, words, _ in self.texts() if each == name), "")
        return translated(f"rules/{self.id}/{name}", english)

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Give every text of it: name within the rule, English, and what a translator should know."""
        yield "title", self.title, "the friction in one line, no full stop"
        yield "message", self.message, "what was seen"
        yield from ((f"message#{variant}", words, "what was seen") for variant, words in self.variants.items())
        if self.customer:
            yield "customer", self.customer, "what the customer thinks, in their own voice"
        yield "why", self.why, "why it matters to the shop"
        yield "how_to_fix", self.how_to_fix, "how to mend it; the first sentence also stands alone"


_NAMES = frozenset({"name", "action"})
"""Parameters that hold what a part is called, which the message puts in quotation marks."""


_ADDRESS = re.compile(r"https?://\S+")
_LONG_ADDRESS = 80


class _Shown(dict[str, str]):
    """Parameters as a reader sees them; a missing one shows as its name."""

    def __init__(self, parameters: Mapping[str, Parameter], ours: Collection[str]) -> None:
        shown = {key: _shown(value) for key, value in parameters.items()}
        super().__init__(
            {
                key: _told(value) if key in ours else _bare(value) if key in _NAMES else value
                for key, value in shown.items()
            }
        )

    def __missing__(self, key: str) -> str:
        return f"({key})"


def _told(words: str) -> str:
    told = retold(words)
    if told == words:
        return parts_told(words)
    # A message goes on behind it, though a translator may have ended it: axe-core's German does.
    return told if words.endswith(".") else told.removesuffix(".")


def _bare(name: str) -> str:
    """Give a name without the marks that a journey's locator brings along: the message has its own."""
    return name[1:-1] if len(name) > 2 and name[0] + name[-1] == "“”" else target_words(name)


def _shown(value: Parameter) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return decimal(value)
    words = "" if value is None else str(value)
    return _short_address(words) if len(words) > _LONG_ADDRESS and _ADDRESS.fullmatch(words) else words


def _short_address(url: str) -> str:
    """Give an address that leaves room for the sentence: what a long query says is in the evidence."""
    bare, mark, _ = url.partition("?")
    short = bare if len(bare) <= _LONG_ADDRESS else bare[: _LONG_ADDRESS - 1] + "…"
    return f"{short}?…" if mark and not short.endswith("…") else short


_USUAL_ERRANDS: Mapping[Criterion, tuple[str, ...]] = {Criterion.VALIDATION: (DrillKind.INVALID_INPUT.value,)}

_registry: dict[str, Rule] = {}

_READS = (ActionEvidence, PageEvidence, StepEvidence, VisitEvidence, RunEvidence)


def rule(
    *,
    id: str,
    reads: type[Any],
    criterion: Criterion,
    severity: Severity,
    title: str,
    message: str,
    customer: str,
    why: str,
    how_to_fix: str,
    references: tuple[str, ...] = (),
    variants: Mapping[str, str] | None = None,
    explained_by: tuple[str, ...] = (),
    follows: tuple[str, ...] = (),
    yields_to: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    figure: str | None = None,
    errands: tuple[str, ...] | None = None,
    words: tuple[str, ...] = (),
    limits: tuple[str, ...] = (),
) -> Callable[[Callable[..., Iterator[Verdict]]], Callable[..., Iterator[Verdict]]]:
    """Register the function below as a rule.

    Rules of validation judge wrong input too, unless they name their errands themselves.

    The function is a generator. For ActionEvidence, PageEvidence and StepEvidence it takes (evidence, context);
    for VisitEvidence and RunEvidence only the evidence. It yields Friction, Incomplete or Inapplicable;
    yielding nothing means passed.
    """

    def register(judge: Callable[..., Iterator[Verdict]]) -> Callable[..., Iterator[Verdict]]:
        if reads not in _READS:
            raise TypeError(f"rule {id}: reads must be one of {', '.join(r.__name__ for r in _READS)}")
        if id in _registry and _registry[id].judge.__module__ != judge.__module__:
            raise ValueError(f"rule {id} is registered twice")
        _registry[id] = Rule(
            id=id, reads=reads, criterion=criterion, severity=severity, title=title, message=message,
            customer=customer, why=why, how_to_fix=how_to_fix, judge=judge, references=references,
            variants=variants or {}, explained_by=explained_by, follows=follows, yields_to=yields_to, needs=needs,
            figure=figure, words=words, limits=limits,
            errands=errands if errands is not None else _USUAL_ERRANDS.get(criterion, ()),
        )  # fmt: skip
        return judge

    return register


def across(
    id: str,
) -> Callable[[Callable[[RunEvidence], Iterator[Verdict]]], Callable[[RunEvidence], Iterator[Verdict]]]:
    """Let the function below compare the visits of a run for a rule of the same file that judges each by itself.

    What it yields is Friction, each with its visit; what cannot be compared is left to the visits' own outcomes.
    """

    def register(compare: Callable[[RunEvidence], Iterator[Verdict]]) -> Callable[[RunEvidence], Iterator[Verdict]]:
        _registry[id] = replace(_registry[id], across=compare)
        return compare

    return register


@cache
def all_rules() -> Mapping[str, Rule]:
    """Import every module below frictionaudit.rules and give the rules by id, sorted."""
    from frictionaudit import rules

    for module in pkgutil.walk_packages(rules.__path__, rules.__name__ + "."):
        importlib.import_module(module.name)
    return dict(sorted(_registry.items()))
