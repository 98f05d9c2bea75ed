"""Which picture shows a finding, and where in it.

A finding about an action is about the moment before the press; the step's own picture is of the moment after. Its
box would then lie over another page: the picture just before the press is taken where there is one, else the
picture that the step before ended with, and in it the place where the control stood as that step ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    if _is_covered(step, finding.evidence.subject):
        return Sight(given.path, None)
    after = after_picture(step)
    action = _action(step, finding.evidence.subject)
    if action is None or (after is not None and given.path and given.path != key_of(after.path)):
        return given
    if (pressed := _picture_at_press(action, step)) is not None:
        return Sight(pressed, _box_at_press(action, given.box))
    earlier = _step_before(visit, step)
    before = after_picture(earlier) if earlier is not None else None
    if before is None or earlier is None:
        return Sight(given.path, None) if step.has_navigated else given
    if _is_first(action, step) and action.element is not None:
        return Sight(key_of(before.path), action.element.first_box)
    return Sight(key_of(before.path), _place_in(earlier, finding.evidence.subject)) if step.has_navigated else given


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


def _is_covered(step: StepEvidence, subject: Subject) -> bool:
    """Tell whether a text cannot be seen in the step's picture: a mark would stand on what lies over it."""
    blocks = step.page.blocks if step.page is not None and subject.box is not None else ()
    same = [each for each in blocks if each.locator == subject.locator and each.box == subject.box]
    return bool(same) and not any(each.is_in_viewport for each in same)


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


def _picture_at_press(action: ActionEvidence, step: StepEvidence) -> str | None:
    """Give the picture that was taken just before a binding press."""
    if action.screenshot:
        return key_of(action.screenshot)
    before = next((shot for shot in step.screenshots if shot.kind == "before"), None)
    return key_of(before.path) if before is not None and action.is_primary else None


def _box_at_press(action: ActionEvidence, box: Box | None) -> Box | None:
    """Give where it stood when it had been scrolled to, which is when that picture was taken."""
    element = action.element
    return element.subject.box if element is not None and box in (None, element.first_box) else box


def _step_before(visit: VisitEvidence, step: StepEvidence) -> StepEvidence | None:
    return next((each for each in reversed(visit.steps) if each.index < step.index), None)


def _place_in(step: StepEvidence, subject: Subject) -> Box | None:
    """Give where a control or field stood as a step ended, None where it was not there yet."""
    if step.page is None:
        return None
    fields = (field.subject for form in step.page.forms for field in form.fields)
    there = (*(control.subject for control in step.page.controls), *fields)
    # Short paths fit the controls of many pages: the name tells this one.
    same = (each for each in there if each.locator == subject.locator and each.name == subject.name)
    return next((each.box for each in same), None)
