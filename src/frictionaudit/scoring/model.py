"""Willing customers left on one visit: each finding takes a share of those who reach it.

Pure arithmetic on findings. Shares multiply, so a visit's criteria multiply to its whole, and every point lost has a
finding behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from frictionaudit.findings.model import Criterion, Finding, Severity
from frictionaudit.scoring.constants import BLOCKED, FIGURES, FULL_EXPOSURE, REPEAT_DIVISOR, SEVERITY_SHARES, Share

__all__ = ["ALL_LEFT", "Left", "Loss", "curve_of", "losses_of", "product_of", "share_of"]


@dataclass(frozen=True, slots=True)
class Left:
    """Share of the willing customers still there, 0..1; low <= value <= high."""

    value: float
    low: float
    high: float

    def after(self, taken: Share) -> Left:
        """Give who is left when a share of these is taken."""
        return Left(self.value * (1 - taken.value), self.low * (1 - taken.high), self.high * (1 - taken.low))


ALL_LEFT = Left(1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Loss:
    """What one finding takes of those who reach it.

    Attributes:
        criterion: Whose score it lowers.
        step: 0-based index; None for the path as a whole, which counts at its end.
        share: Exposure and repeats counted in.
        finding: None only where a step broke and no finding is there to bear it.
    """

    criterion: Criterion
    step: int | None
    share: Share
    finding: Finding | None


def losses_of(
    findings: Sequence[Finding], *, broken_step: int | None = None, figures: Mapping[str, str] | None = None
) -> tuple[Loss, ...]:
    """Give what each finding of a visit takes, in walking order, the path as a whole last.

    Consequences cost nothing beyond their cause and are left out, and so are facts (severity info).

    Args:
        findings: Of one visit, in walking order, those of its drills and detours behind.
        broken_step: Index of the step that the customer could not pass.
        figures: Rule id to a key of FIGURES, for rules that have a cited share of their own.
    """
    blocking = _blocking(findings)
    counted = [f for f in findings if not _is_explained(f, findings)]
    unborne: list[Loss] = []
    if broken_step is not None and not any(_key(f) in blocking and _is_at_or_before(f, broken_step) for f in counted):
        bearer = next((f for f in counted if f.step_index == broken_step and f.severity is Severity.CRITICAL), None)
        if bearer is not None:
            blocking.add(_key(bearer))
        else:
            unborne.append(Loss(Criterion.ERRORS, broken_step, BLOCKED, None))
    costly = [f for f in counted if f.severity is not Severity.INFO or _key(f) in blocking]
    losses = [*_weighed(costly, blocking, figures or {}), *unborne]
    return tuple(sorted(losses, key=lambda loss: (loss.step is None, loss.step or 0)))


def share_of(finding: Finding, *, is_blocking: bool = False, figure: str | None = None) -> Share:
    """Give what a finding takes when it is the first of its rule, its exposure counted in."""
    share = SEVERITY_SHARES[finding.severity]
    if figure is not None:
        share = FIGURES[figure].shares.get(finding.severity, share)
    return _times(BLOCKED if is_blocking else share, finding.exposure)


def product_of(losses: Iterable[Loss]) -> Left:
    """Give who is left when all losses are taken."""
    return reduce(lambda left, loss: left.after(loss.share), losses, ALL_LEFT)


def curve_of(losses: Sequence[Loss], steps: int) -> tuple[Left, ...]:
    """Give who is left after each of so many steps; losses of the path as a whole are taken at the last."""
    last = steps - 1
    curve: list[Left] = []
    left = ALL_LEFT
    for index in range(steps):
        here = [loss for loss in losses if (last if loss.step is None else min(loss.step, last)) == index]
        left = reduce(lambda so_far, loss: so_far.after(loss.share), here, left)
        curve.append(left)
    return tuple(curve)


def _weighed(findings: Sequence[Finding], blocking: set[str], figures: Mapping[str, str]) -> Iterator[Loss]:
    """Repeats of one rule weigh less and less. Worst first: else a small one met early would make a bad one cheaper."""
    by_rule: dict[str, list[tuple[Finding, Share]]] = {}
    for finding in findings:
        share = share_of(finding, is_blocking=_key(finding) in blocking, figure=figures.get(finding.rule))
        by_rule.setdefault(finding.rule, []).append((finding, share))
    for of_rule in by_rule.values():
        for place, (finding, share) in enumerate(sorted(of_rule, key=lambda pair: -pair[1].value)):
            # A step that cannot be passed takes all who meet it, however often the rule spoke before.
            weight = 1.0 if _key(finding) in blocking else REPEAT_DIVISOR.value**-place
            yield Loss(finding.criterion, finding.step_index, _times(share, weight), finding)


def _blocking(findings: Sequence[Finding]) -> set[str]:
    """Give the keys of findings that stop the customer: by themselves, or by what they bring about."""
    stopping = [f for f in findings if f.blocks]
    return {_key(f) for f in stopping} | {f"{f.visit} {f.explained_by}" for f in stopping if f.explained_by}


def _is_explained(finding: Finding, findings: Sequence[Finding]) -> bool:
    """True where its cause is there to bear the loss; a cause that was left out bears nothing.

    A drill's cause may stand on the walk itself, which has it already. There it cannot bear what stops only the drill.
    """
    causes = [f for f in findings if f.fingerprint == finding.explained_by]
    return any(not finding.blocks or cause.visit == finding.visit for cause in causes)


def _is_at_or_before(finding: Finding, step: int) -> bool:
    return finding.exposure == FULL_EXPOSURE and (finding.step_index is None or finding.step_index <= step)


def _key(finding: Finding) -> str:
    return f"{finding.visit} {finding.fingerprint}"


def _times(share: Share, factor: float) -> Share:
    return Share(share.value * factor, share.low * factor, share.high * factor)
