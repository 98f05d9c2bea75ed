"""docs/scoring.md: how the score comes about, from its constants and by its own functions."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from frictionaudit.docs.markdown import GENERATED, percent, table
from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.effort import KEYSTROKE_MODEL
from frictionaudit.figures.model import Figure, Figures
from frictionaudit.findings.model import Criterion, Finding, FindingEvidence, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.journey.personas import BUILT_IN
from frictionaudit.results import StepSurvival
from frictionaudit.scoring.constants import (
    ANCHOR,
    ANCHOR_SOURCE,
    EXPOSURES,
    FIGURES,
    FUNNEL_CONFIDENCE,
    LEAST_SESSIONS,
    NEEDED_EXPOSURES,
    NEEDS_BASED_SHARE_MAX,
    REPEAT_DIVISOR,
    SEVERITY_SHARES,
    SEVERITY_SOURCE,
    UNKNOWN_EXPOSURE,
    Constant,
    Share,
)
from frictionaudit.scoring.funnel import WILLING_FROM, funnel_of
from frictionaudit.scoring.gates import exit_code_of
from frictionaudit.scoring.model import Left, Loss, curve_of, losses_of, product_of

__all__ = ["scoring_page"]


def scoring_page() -> str:
    """Give the page: its words stand in scoring.md.j2, its figures come from the code."""
    template = files("frictionaudit.docs").joinpath("scoring.md.j2").read_text(encoding="utf-8")
    shown = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(template)
    return f"{GENERATED}\n\n{shown.render({**_constants(), **_anchor(), **_example(), **_funnel()})}"


def _constants() -> dict[str, str]:
    return {
        "severities": table(
            ("Severity", "p", "low", "high"), [(f"{name}", *_span(share)) for name, share in SEVERITY_SHARES.items()]
        ),
        "severity_source": SEVERITY_SOURCE,
        "figures": table(("Figure", "Severity", "p", "low", "high", "Source", "Limits"), _figures()),
        "repeats": f"{REPEAT_DIVISOR.meaning} ({_source(REPEAT_DIVISOR)})",
        "exposures": table(
            ("Drill, detour or criterion", "Share", "Customers of whom it is true", "Source"), _exposures()
        ),
        "personas": table(
            ("Built-in persona", "Who", "Share of traffic"),
            [(f"`{each.name}`", each.title, percent(each.traffic_share)) for each in BUILT_IN.values()],
        ),
        "needs_share": percent(NEEDS_BASED_SHARE_MAX.value),
        "needs_meaning": f"{NEEDS_BASED_SHARE_MAX.meaning} ({_source(NEEDS_BASED_SHARE_MAX)})",
        "keystroke_model": table(
            ("Operator", "Value", "Meaning", "Source"),
            [(name, f"{each.value:g}", each.meaning, each.source) for name, each in KEYSTROKE_MODEL.items()],
        ),
        "exit_codes": "\n".join(
            line for line in (inspect.getdoc(exit_code_of) or "").splitlines() if line.startswith("|")
        ),
    }


def _figures() -> list[tuple[str, ...]]:
    return [
        (name, f"{severity}", *_span(share), figure.source, figure.limits)
        for name, figure in FIGURES.items()
        for severity, share in figure.shares.items()
    ]


def _exposures() -> list[tuple[str, ...]]:
    known = [(f"`{kind}`", percent(each.value), each.meaning, _source(each)) for kind, each in EXPOSURES.items()]
    needed = [(f"{name}", percent(each.value), each.meaning, _source(each)) for name, each in NEEDED_EXPOSURES.items()]
    return [
        *needed,
        *known,
        ("others", percent(UNKNOWN_EXPOSURE.value), UNKNOWN_EXPOSURE.meaning, _source(UNKNOWN_EXPOSURE)),
    ]


def _anchor() -> dict[str, str]:
    findings = [
        _finding(f"help/{severity}-{number}", severity, None) for severity, count in ANCHOR for number in range(count)
    ]
    left = product_of(losses_of(findings))
    terms = " × ".join(f"(1 − {SEVERITY_SHARES[severity].value:g})^{count}" for severity, count in ANCHOR)
    return {
        "anchor_source": ANCHOR_SOURCE,
        "anchor_findings": ", ".join(f"{count} {severity}" for severity, count in ANCHOR),
        "anchor_terms": f"{terms} = {left.value:.3f}",
        "anchor_score": f"{100 * left.value:.0f}",
        "anchor_range": _range(left),
    }


_STEPS = ("Open the shop", "Put it in the cart", "Give my details", "Pay")


def _example() -> dict[str, str]:
    losses = losses_of(
        [
            _finding("errors/technical-text", Severity.SERIOUS, 0),
            _finding("action/low-contrast", Severity.MODERATE, 1),
            _finding("action/low-contrast", Severity.MODERATE, 2),
            _finding("commitment/hidden-total", Severity.SERIOUS, 3),
            _finding("payment/unclear-decline", Severity.SERIOUS, 3, EXPOSURES["payment_declined"].value),
        ]
    )
    parts = {criterion: own for criterion in Criterion if (own := _of(criterion, losses))}
    whole = product_of(losses)
    return {
        "example_findings": table(("Step", "Finding", "Severity", "p", "takes"), [_row(loss) for loss in losses]),
        "example_curve": table(
            ("After", "Left of 100"),
            [(step, _points(left)) for step, left in zip(_STEPS, curve_of(losses, len(_STEPS)), strict=True)],
        ),
        "example_criteria": table(
            ("Criterion", "Score"), [(f"{name}", _points(product_of(own))) for name, own in parts.items()]
        ),
        "example_product": " × ".join(f"{product_of(own).value:.4f}" for own in parts.values())
        + f" = {whole.value:.4f}",
        "example_score": _points(whole),
        "example_range": _range(whole),
    }


_SESSIONS = 1_000
_ORDERS = (990, 930, 900, 600)


def _funnel() -> dict[str, str]:
    return {
        "willing": ", ".join(f"`{stage}`" for stage in WILLING_FROM),
        "least_sessions": f"{LEAST_SESSIONS.value:.0f} is {LEAST_SESSIONS.meaning} ({_source(LEAST_SESSIONS)}).",
        "confidence": f"{FUNNEL_CONFIDENCE.value:g} {FUNNEL_CONFIDENCE.meaning} ({_source(FUNNEL_CONFIDENCE)})",
        "funnel_predicted": f"{100 * (1 - SEVERITY_SHARES[Severity.SERIOUS].value):.0f}",
        "funnel_example": table(
            ("Sessions at Pay", "Orders", "Left there", "Fitted", "Range"), [_fitted(orders) for orders in _ORDERS]
        ),
    }


def _fitted(orders: int) -> tuple[str, ...]:
    share = SEVERITY_SHARES[Severity.SERIOUS]
    left, low, high = (100 * (1 - each) for each in (share.value, share.high, share.low))
    pay = StepSurvival(step="Pay", step_id="pay", index=0, stage=Stage.PAY, left=left, low=low, high=high)
    rows = [("sessions", "pay", _SESSIONS), ("orders", "", orders)]
    figures = Figures(
        file="figures.csv",
        rows=tuple(Figure(period="2026", metric=name, step=step, value=value, line=2) for name, step, value in rows),
    )
    found = funnel_of([pay], figures)
    if found is None:
        raise ValueError("the example has a funnel")
    step = found.steps[0]
    gone = percent(1 - orders / _SESSIONS)
    return f"{_SESSIONS}", f"{orders}", gone, f"{step.fitted:.1f}", f"{step.low:.1f} to {step.high:.1f}"


def _row(loss: Loss) -> tuple[str, ...]:
    finding = loss.finding
    if finding is None:
        raise ValueError("every loss of the example has a finding")
    p = SEVERITY_SHARES[finding.severity].value
    return finding.step or "", finding.rule, f"{finding.severity}", percent(p), percent(loss.share.value)


def _of(criterion: Criterion, losses: Sequence[Loss]) -> list[Loss]:
    return [loss for loss in losses if loss.criterion is criterion]


def _finding(rule: str, severity: Severity, step: int | None, exposure: float = 1.0) -> Finding:
    return Finding(
        rule=rule,
        criterion=Criterion(rule.split("/")[0]),
        severity=severity,
        journey="example",
        visit="example",
        step=None if step is None else _STEPS[step],
        step_index=step,
        message_key=rule,
        message="",
        customer="",
        subject="",
        fingerprint=f"{rule} {step}",
        exposure=exposure,
        evidence=FindingEvidence(visit_file="", subject=Subject(role="page")),
    )


def _span(share: Share) -> tuple[str, str, str]:
    return percent(share.value), percent(share.low), percent(share.high)


def _source(constant: Constant) -> str:
    return constant.source or "assumption of this project"


def _points(left: Left) -> str:
    return f"{100 * left.value:.1f}"


def _range(left: Left) -> str:
    return f"{100 * left.low:.0f} to {100 * left.high:.0f}"
