"""Which picture shows a finding, and where in it.

A finding about an action is about the moment before the press; the step's own picture is of the moment after. Its
box would then lie over another page: the picture just before the press is taken where there is one, else the
picture that the step before ended with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.step import ScreenshotEvidence, StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Finding
from frictionaudit.report.page.pictures import WantedPicture, key_of

__all__ = ["Sight", "after_picture", "scales_of", "sight_of", "wanted_pictures"]


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a finding is seen: a picture ("" where none) and the subject's box in it."""

    path: str
    box: Box | None


def sight_of(finding: Finding, visit: VisitEvidence | None) -> Sight:
    """Give the picture that shows a finding and the place in it."""
    given = Sight(key_of(finding.evidence.screenshot), finding.evidence.subject.box)
    step = _step(visit, finding.step_index)
    if visit is None or step is None:
        return given
    after = after_picture(step)
    action = _action(step, finding.evidence.subject)
    if action is None or (after is not None and given.path and given.path != key_of(after.path)):
        return given
    if action.screenshot:
        return Sight(key_of(action.screenshot), given.box)
    before = _picture_before(visit, step)
    if _is_first(action, step) and before is not None and action.element is not None:
        return Sight(before, action.element.first_box)
    return Sight(before or given.path, None) if step.has_navigated else given


def after_picture(step: StepEvidence) -> ScreenshotEvidence | None:
    """Give the viewport as the step ended, else what stands for it."""
    by_kind = {shot.kind: shot for shot in reversed(step.screenshots)}
    return by_kind.get("after") or by_kind.get("failure") or by_kind.get("before") or by_kind.get("page")


def scales_of(visits: Iterable[VisitEvidence]) -> dict[str, float]:
    """Give the picture px per CSS px of every picture of the run by its path."""
    return {key_of(s.path): s.scale for visit in visits for step in visit.steps for s in step.screenshots}


def wanted_pictures(
    sights: Iterable[Sight], step_paths: Iterable[str], scales: Mapping[str, float]
) -> list[WantedPicture]:
    """Give what to embed, most important first: what shows a finding, then what shows the path."""
    paths = dict.fromkeys([sight.path for sight in sights if sight.path] + [path for path in step_paths if path])
    return [WantedPicture(path, scales.get(path, 1.0)) for path in paths]


def _step(visit: VisitEvidence | None, index: int | None) -> StepEvidence | None:
    if visit is None or index is None:
        return None
    return next((step for step in visit.steps if step.index == index), None)


def _action(step: StepEvidence, subject: Subject) -> ActionEvidence | None:
    """Give the action whose element the subject is."""
    for action in step.actions:
        element = action.element
        if element is None:
            continue
        same_place = subject.locator and subject.locator == element.subject.locator
        if same_place and subject.box in (None, element.subject.box, element.first_box, element.target_box):
            return action
    return None


def _is_first(action: ActionEvidence, step: StepEvidence) -> bool:
    return next((each for each in step.actions if each.element is not None), None) is action


def _picture_before(visit: VisitEvidence, step: StepEvidence) -> str | None:
    earlier: Sequence[StepEvidence] = [each for each in visit.steps if each.index < step.index]
    picture = after_picture(earlier[-1]) if earlier else None
    return key_of(picture.path) if picture else None
