"""Rule: axe-core finds no breach of WCAG A or AA on the pages of the path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import AxeNode, AxeViolation
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.access.sameness import is_part_of, is_same_element
from frictionaudit.rules.action.hidden import hidden
from frictionaudit.rules.action.low_contrast import low_contrast
from frictionaudit.rules.action.nameless import nameless
from frictionaudit.rules.action.small_target import small_target
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.rules.validation.missing_autocomplete import missing_autocomplete
from frictionaudit.rules.validation.missing_label import missing_label

_Judge = Callable[[ActionEvidence, Context], Iterator[Verdict]]

_SAID_BY_FORM_RULES: Mapping[str, tuple[Callable[..., Iterator[Verdict]], ...]] = {
    "label": (missing_label,),
    "select-name": (missing_label,),
    "label-title-only": (missing_label,),
    "aria-input-field-name": (missing_label,),
    "autocomplete-valid": (missing_autocomplete,),
}

_SAID_BY_ACTION_RULES: Mapping[str, tuple[_Judge, ...]] = {
    "color-contrast": (low_contrast, hidden),
    "button-name": (nameless,),
    "input-button-name": (nameless,),
    "input-image-alt": (nameless,),
    "link-name": (nameless,),
    "aria-command-name": (nameless,),
    "target-size": (small_target,),
}
"""axe rules that say of an action's own element what a rule of ours says there already."""

_SAID_OF_THE_PAGE = frozenset({"meta-viewport", "meta-viewport-large"})
"""axe rules that say of the page what access/blocked-zoom says."""

_NODES_SHOWN = 3


@rule(
    id="access/wcag-violation",
    reads=StepEvidence,
    criterion=Criterion.ACCESS,
    severity=Severity.MODERATE,
    title="The page shuts out customers with disabilities",
    message="{help}: {nodes} (axe rule {axe_rule}; places on this page: {count}).",
    customer="My screen reader says nothing here.",
    why="About WCAG 2.2 A and AA, checked by axe-core. In the EU online shops have had to be accessible since 28 "
    "June 2025 (Directive (EU) 2019/882; small service firms are exempt), and every barrier is a customer less.",
    how_to_fix="Make this true of every place named. The page of the axe rule, among the sources, shows how.",
    references=("https://www.w3.org/TR/WCAG22/", "https://eur-lex.europa.eu/eli/dir/2019/882/oj"),
    needs=("axe",),
    words=("help", "nodes"),
    limits=("axe-core finds what can be told by machine; much of WCAG needs a human.",),
)
def wcag_violation(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding an axe rule and page, without what action rules report, or a page before did already."""
    if step.axe is None:
        yield Incomplete("axe-core did not run on this page") if step.page is not None else Inapplicable()
        return
    if step.axe.same_as_step is not None:
        yield Inapplicable()
        return
    for violation in step.axe.violations:
        if violation.rule in _SAID_OF_THE_PAGE:
            continue
        said = tuple(_said_elsewhere(violation, context))
        known = set(_places_before(violation, context))
        nodes = [node for node in violation.nodes if not _is_said(node, said) and _place(node) not in known]
        count = max(violation.node_count, len(violation.nodes)) - (len(violation.nodes) - len(nodes))
        if nodes:
            yield _finding(violation, nodes, count)


def _places_before(violation: AxeViolation, context: Context) -> Iterator[tuple[str, str]]:
    """Give where pages before broke the same axe rule: a header is one barrier, on however many pages it stands.

    Where not all places of a page are named, the rest may be its own: then none of them is left out.
    """
    if violation.node_count > len(violation.nodes):
        return
    for step in context.visit.steps[: context.step.index]:
        for earlier in step.axe.violations if step.axe is not None else ():
            if earlier.rule == violation.rule:
                yield from map(_place, earlier.nodes)


def _place(node: AxeNode) -> tuple[str, str]:
    return node.subject.locator, node.html


def _said_elsewhere(violation: AxeViolation, context: Context) -> Iterator[Subject]:
    """Give the fields of the page, and the elements of actions, for which rules of their own make the same point.

    A page is judged when its step has settled; the action on it that stands trial may be the next step's.
    """
    page = context.step.page
    for judge in _SAID_BY_FORM_RULES.get(violation.rule, ()) if page is not None else ():
        yield from (verdict.at for verdict in judge(page, context) if isinstance(verdict, Friction))
    judges = _SAID_BY_ACTION_RULES.get(violation.rule, ())
    for step in context.visit.steps[context.step.index :]:
        if step.status is StepStatus.NOT_REACHED:
            continue
        place = Context(context.visit, step)
        for action in step.actions:
            if action.element is not None and any(
                isinstance(verdict, Friction) for judge in judges for verdict in judge(action, place)
            ):
                yield action.element.subject


def _is_said(node: AxeNode, said: tuple[Subject, ...]) -> bool:
    return any(is_same_element(node.subject, subject) or is_part_of(node.subject, subject) for subject in said)


def _finding(violation: AxeViolation, nodes: list[AxeNode], count: int) -> Friction:
    first = nodes[0].subject
    return Friction(
        at=Subject(role="page", name=violation.rule, locator=first.locator, box=first.box),
        severity=_severity(violation.impact),
        parameters={
            "axe_rule": violation.rule,
            "help": violation.help,
            "help_url": violation.help_url,
            "count": count,
            "nodes": ", ".join(_named(node.subject) for node in nodes[:_NODES_SHOWN]),
        },
    )


def _severity(impact: str) -> Severity | None:
    known = {severity.value for severity in (Severity.CRITICAL, Severity.SERIOUS, Severity.MODERATE, Severity.MINOR)}
    return Severity(impact) if impact in known else None


def _named(subject: Subject) -> str:
    words = f"{subject.role} “{subject.name}”" if subject.name else subject.role
    return words or subject.locator
