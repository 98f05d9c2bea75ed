"""Every figure of the score, with its source, or marked as an assumption. `docs/scoring.md` is generated from here.

Shares of reasons (Baymard's "why did you leave") rank frictions against each other; they are not effects, so none of
them stands here as a share that a finding takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from frictionaudit.findings.model import Criterion, Severity

__all__ = [
    "ANCHOR",
    "ANCHOR_SOURCE",
    "BLOCKED",
    "EXPOSURES",
    "FIGURES",
    "FULL_EXPOSURE",
    "FUNNEL_CONFIDENCE",
    "LEAST_SESSIONS",
    "NEEDS_BASED_SHARE_MAX",
    "REPEAT_DIVISOR",
    "SEVERITY_SHARES",
    "SEVERITY_SOURCE",
    "UNKNOWN_EXPOSURE",
    "Constant",
    "Figure",
    "Share",
    "exposure_of",
]


@dataclass(frozen=True, slots=True)
class Constant:
    """One figure.

    Attributes:
        value: In the unit that `meaning` names.
        meaning: What it says, as the table in docs/scoring.md prints it.
        source: Where it was read; "" for an assumption of this project.
    """

    value: float
    meaning: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Share of the willing customers who meet a finding that it takes, 0..1; low <= value <= high."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A cited share of one kind of friction, used instead of the severity's.

    Attributes:
        shares: By severity of the finding; a severity that is missing keeps its own share.
        source: Where it was read.
        limits: What it was measured on, and what it therefore cannot say.
    """

    shares: Mapping[Severity, Share]
    source: str
    limits: str


SEVERITY_SHARES: Mapping[Severity, Share] = MappingProxyType(
    {
        Severity.CRITICAL: Share(0.5, 0.25, 0.75),
        Severity.SERIOUS: Share(0.06, 0.03, 0.12),
        Severity.MODERATE: Share(0.015, 0.0075, 0.03),
        Severity.MINOR: Share(0.002, 0.001, 0.004),
        Severity.INFO: Share(0.0, 0.0, 0.0),
    }
)
SEVERITY_SOURCE = (
    "Assumptions of this project, anchored as a whole (see below). Low and high are half and double, for nobody has "
    "measured them one by one; critical cannot double and goes a quarter down and up."
)

ANCHOR: tuple[tuple[Severity, int], ...] = ((Severity.SERIOUS, 2), (Severity.MODERATE, 10), (Severity.MINOR, 20))
"""Findings, all of different rules, of a typical large shop."""
ANCHOR_SOURCE = (
    "Baymard estimates that an average large shop could gain 35 % by mending its checkout alone, so it keeps 100 / "
    '1.35 = 74 of the customers that it could have (Baymard, "Current state of checkout UX", 2025, '
    "https://baymard.com/blog/current-state-of-checkout-ux; a vendor's estimate, all mends together)."
)

BLOCKED = Share(1.0, 1.0, 1.0)
"""A step that cannot be passed takes everyone: no estimate, arithmetic."""

REPEAT_DIVISOR = Constant(
    2.0, "the k-th finding of one rule on a visit takes p / 2^(k-1), the worst one first: who bore it bears it again"
)

FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "delay": Figure(
            shares=MappingProxyType(
                {
                    Severity.MODERATE: Share(0.024, 0.0, 0.071),
                    # Two seconds are as far as the study went; the middle stays that of any serious finding.
                    Severity.SERIOUS: Share(0.06, 0.0, 0.251),
                }
            ),
            source=(
                "Akamai/SOASTA, State of Online Retail Performance 2017. Moderate: 100 ms slower than the peak, "
                "conversion -2.4 % on the desktop, -7.1 % on the phone. Serious: 2 s slower, -25.1 %, the smallest of "
                "three devices (read second hand); its middle is the severity's own"
            ),
            limits=(
                "About 10 billion visits to top retailers in one month of 2017. A correlation, no experiment: the low "
                "end is therefore no effect at all"
            ),
        ),
    }
)
"""By the key that a rule names as its `figure`."""

FULL_EXPOSURE = 1.0
"""Everyone walks the path itself."""

_OFTEN, _AT_TIMES, _SELDOM = 0.2, 0.05, 0.01

EXPOSURES: Mapping[str, Constant] = MappingProxyType(
    {
        "payment_declined": Constant(
            0.10,
            "their card is declined",
            "Baymard, cart abandonment reasons, 22 Sep 2025: 10 % of US adults who left a checkout (just browsing left "
            "out) name a declined card. Told by those who left, so an order of magnitude of who meets one",
        ),
        "payment_timeout": Constant(_SELDOM, "the payment provider does not answer"),
        "payment_error": Constant(_SELDOM, "the payment provider answers with an error"),
        "authentication_abandoned": Constant(_AT_TIMES, "the bank's confirmation fails or is given up"),
        "double_submit": Constant(_AT_TIMES, "they press the pay button twice"),
        "reload_confirmation": Constant(_AT_TIMES, "they reload the confirmation"),
        "invalid_input": Constant(_OFTEN, "they mistype something in a form"),
        "session_expired": Constant(_AT_TIMES, "they are called away until their session has ended"),
        "back": Constant(_OFTEN, "they go back a page and forward again"),
        "reload": Constant(_AT_TIMES, "they reload a page of the path"),
        "deep_link": Constant(_OFTEN, "they enter the shop in the middle, by a link"),
    }
)
"""By kind of drill or detour: share of customers of whom it is true."""

NEEDED_EXPOSURES: Mapping[Criterion, Constant] = MappingProxyType(
    {
        Criterion.ACCESS: Constant(
            0.15, "they depend on what the page gets wrong: on a screen reader, the keyboard, zoom or strong contrast"
        ),
    }
)
"""By criterion: share of customers who meet its findings, where it is not all of them."""

UNKNOWN_EXPOSURE = Constant(_SELDOM, "a kind of drill or detour that this version does not know")

NEEDS_BASED_SHARE_MAX = Constant(
    0.05,
    "the most that one persona standing for a need (keyboard only) weighs beside personas that stand for traffic; "
    "its findings and its own score are shown in full",
)


LEAST_SESSIONS = Constant(
    100.0, "how many sessions a step needs before its findings are held against who left; fewer say little but chance"
)

FUNNEL_CONFIDENCE = Constant(
    1.96,
    "standard errors on either side of a share that went on: 95 of 100 samples lie within",
    "Wilson, Journal of the American Statistical Association 22 (1927), 209",
)


def exposure_of(errand: str, criterion: Criterion | None = None) -> float:
    """Give the share of customers who meet a finding.

    Args:
        errand: "walk", or "<kind>@<step id>" of a drill or detour.
        criterion: The finding's; None: one that everybody meets.
    """
    met = EXPOSURES.get(errand.split("@")[0], UNKNOWN_EXPOSURE).value if errand != "walk" else FULL_EXPOSURE
    needed = NEEDED_EXPOSURES.get(criterion) if criterion is not None else None
    return met * (needed.value if needed is not None else FULL_EXPOSURE)
