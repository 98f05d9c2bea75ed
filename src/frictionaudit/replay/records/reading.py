"""Turn what a walk noted down into evidence: masked, typed, once the walk is over and nothing is timed any more."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from frictionaudit.evidence.action import ActionEvidence, ActionUse
from frictionaudit.evidence.common import Box, Gap, Subject, TextBlock
from frictionaudit.evidence.page import AxeEvidence, PageEvidence
from frictionaudit.evidence.step import (
    NavigationEvidence,
    RequestEvidence,
    ScreenshotEvidence,
    StepEvidence,
    StepStatus,
    TransitionEvidence,
    VitalsEvidence,
)
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import Action, ActionKind, Commitment, Step
from frictionaudit.replay.drafts import ActionDraft, PageDraft, StepDraft
from frictionaudit.replay.probe.read import (
    element_evidence,
    overlay_evidence,
    page_evidence,
    shift_of_frames,
    text_blocks,
)
from frictionaudit.replay.records.driver_reading import DriverReading
from frictionaudit.replay.records.requests import listed
from frictionaudit.replay.safety.masking import Mask
from frictionaudit.replay.watching.pictures import save_picture

__all__ = ["Reading", "not_reached"]

_PRESSES = frozenset({ActionKind.CLICK, ActionKind.SEARCH, ActionKind.PRESS})
_TYPES = frozenset({ActionKind.FILL, ActionKind.SEARCH})


@dataclass
class Reading:
    """Reads the drafts of one visit.

    Attributes:
        sees: What the engine can show.
        faults: Gets a sentence for each collector of ours that failed.
    """

    mask: Mask
    driver: DriverReading
    store: EvidenceStore
    sees: frozenset[str]
    faults: list[str] = field(default_factory=list)

    def step(self, draft: StepDraft) -> StepEvidence:
        """Give the evidence of one step."""
        raw = self._raw(draft.page)
        page = self._guarded(draft, "page", lambda: self._page(draft.page))
        driver, heard = self.driver, self.driver.collectors
        requests, navigations = driver.requests(draft), driver.navigations(draft)
        has_navigated = any(each.status is not None or each.failure is not None for each in navigations)
        transition = self._guarded(
            draft, "transition", lambda: self._transition(draft, raw, has_navigated=has_navigated)
        )
        vitals = self._guarded(draft, "vitals", lambda: self._vitals(draft, raw, navigations, requests))
        after = self._guarded(draft, "screenshot", lambda: self._pictures(draft)) or ()
        before = self._guarded(draft, "screenshot", lambda: self._pictures_before(draft)) or {}
        actions = [
            self._action(each, draft, raw, transition, before.get(place)) for place, each in enumerate(draft.actions)
        ]
        axe = self._guarded(draft, "axe", lambda: self._axe(draft))
        step = draft.step
        return StepEvidence(
            index=draft.index, name=step.name, id=step.id, stage=step.stage,
            commits=step.commits or Commitment.NONE, opens_window=step.opens_window,
            status=draft.status, failure=self.mask(draft.failure), failure_kind=draft.failure_kind, wall=draft.wall,
            has_navigated=has_navigated,
            declared_status=next((each.status for each in step.expect if each.status is not None), None),
            elapsed_ms=draft.ended - draft.started, own_ms=draft.own_ms,
            lag_ms=None if draft.lag_ms is None else round(draft.lag_ms, 1),
            starved_ms=None if draft.starved_ms is None else round(draft.starved_ms, 1),
            starved_at_rest_ms=None if draft.starved_at_rest_ms is None else round(draft.starved_at_rest_ms, 1),
            actions=tuple(actions), expectations=tuple(draft.expectations), navigations=navigations,
            page=page, passing=self._guarded(draft, "passing", lambda: self._passing(draft, page)) or (),
            results=self._guarded(draft, "results", lambda: self._results(draft)),
            transition=transition, vitals=vitals,
            requests=listed(requests), request_count=len(requests),
            console=driver.console(draft), exceptions=driver.exceptions(draft), dialogs=driver.dialogs(draft),
            windows=tuple(self.mask.url(each.text) for each in heard.of_step(draft.index, "window")),
            downloads=tuple(self.mask(each.text)[:120] for each in heard.of_step(draft.index, "download")),
            consent=draft.consent, axe=axe, screenshots=(*after, *before.values()), search=draft.search,
            gaps=tuple(draft.gaps),
        )  # fmt: skip

    def _guarded(self, draft: StepDraft, what: str, read: Callable[[], Any]) -> Any:
        """Contain a fault of ours: its evidence is missing and says so, its neighbours stay."""
        try:
            return read()
        except Exception as fault:
            sentence = f"{what} of step '{draft.step.name}' could not be read ({type(fault).__name__}: {fault})"
            self.faults.append(sentence[:400])
            draft.gap(what, f"a fault of ours: {type(fault).__name__}")
            return None

    # ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _raw(self, page: PageDraft | None) -> dict[str, Any]:
        raw: dict[str, Any] = json.loads(page.main) if page is not None and page.main else {}
        return raw or {}

    def _page(self, page: PageDraft | None) -> PageEvidence | None:
        if page is None or not page.main:
            return None
        frames = [(x, y, json.loads(text)) for x, y, text in page.frames]
        read: PageEvidence = page_evidence(json.loads(page.main), frames, self.mask)
        return read.model_copy(update={"url": self.mask.url(page.url)})

    def _passing(self, draft: StepDraft, page: PageEvidence | None) -> tuple[PageEvidence, ...]:
        """Give the pages within the step whose fields are not all on the page that it ended on, labelled alike."""
        shown = set(_field_places(page)) if page is not None else set()
        read = [each for draft_page in draft.passing if (each := self._page(draft_page)) is not None]
        kept = [each for each in read if not shown.issuperset(_field_places(each))]
        return tuple(each.model_copy(update={"images": (), "links": (), "structured_data": ()}) for each in kept)

    def _results(self, draft: StepDraft) -> PageEvidence | None:
        """Give the page that a search led to, where a press of the same step left it."""
        page = self._page(draft.results)
        return page.model_copy(update={"images": (), "structured_data": ()}) if page is not None else None

    def _secret_boxes(self, page: PageDraft | None) -> list[Box]:
        """Give where the picture shows what must be masked: fields of cards and contacts, texts the mask changes."""
        if page is None or not page.main:
            return []
        boxes: list[Box] = []
        for x, y, text in [(0.0, 0.0, page.main), *page.frames]:
            raw = (json.loads(text) or {}).get("page") or {}
            blocks = [each for each in raw.get("blocks") or [] if self.mask(each["text"]) != each["text"]]
            fields = [each for form in raw.get("forms") or [] for each in form.get("fields") or []]
            filled = [each["subject"] for each in fields if each.get("is_filled") and _is_secret_field(each)]
            boxes += [_shifted(each["box"], x, y) for each in (*blocks, *filled) if each.get("box")]
        return boxes

    def _pictures(self, draft: StepDraft) -> tuple[ScreenshotEvidence, ...]:
        return tuple(save_picture(picture, self._secret_boxes(page), self.store) for picture, page in draft.pictures)

    def _pictures_before(self, draft: StepDraft) -> dict[int, ScreenshotEvidence]:
        """Give the pictures of the moment before a binding press, by the place of its action."""
        return {
            place: save_picture(each.picture, self._secret_boxes(each.picture_page), self.store)
            for place, each in enumerate(draft.actions)
            if each.picture is not None
        }

    def _axe(self, draft: StepDraft) -> AxeEvidence | None:
        if draft.axe is not None:
            return AxeEvidence.model_validate(self.mask.deep(draft.axe))
        if draft.axe_same_as is not None:
            return AxeEvidence(version="", same_as_step=draft.axe_same_as)
        return None

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _action(self, draft: ActionDraft, step: StepDraft, raw: dict[str, Any], transition: TransitionEvidence | None,
                before: ScreenshotEvidence | None) -> ActionEvidence:  # fmt: skip
        element = None
        gaps = list(draft.gaps)
        if draft.element is not None:
            try:
                facts = draft.element | {
                    "is_revealed_by_hover": draft.is_revealed_by_hover or draft.element.get("is_revealed_by_hover"),
                    "keyboard_reached": draft.keyboard_reached,
                    "keyboard_fired": draft.keyboard_fired,
                }
                element = element_evidence(facts, draft.frame_offset, self.mask)
            except Exception as fault:
                self.faults.append(f"the element of {draft.action.target} could not be read ({fault})"[:400])
                gaps.append(Gap(what="element", reason="a fault of ours"))
        view = self._view(draft, step)
        if view is None and draft.view is not None:
            gaps.append(Gap(what="view", reason="the control stands in a frame, and the page around it was not seen"))
        return ActionEvidence(
            kind=draft.action.kind,
            target=self.mask(str(draft.action.target)) if draft.action.target is not None else "",
            value=self._value(draft),
            reference=draft.action.value.reference if draft.action.value is not None else None,
            characters=_characters(draft.action),
            left_out=draft.left_out,
            commits=draft.commits,
            is_primary=draft.is_primary,
            was_examined=element is not None,
            match_count=draft.match_count,
            visible_match_count=draft.visible_match_count,
            is_ambiguous=draft.is_ambiguous,
            element=element,
            near_matches=tuple(self.mask(name) for name in draft.near_matches),
            closed=tuple(overlay_evidence(each, self.mask) for each in draft.closed),
            view=view,
            is_held=draft.is_held,
            held_because=draft.held_because,
            use=self._use(draft, raw, transition),
            mend=self.mask(draft.mend),
            is_healed=draft.is_healed,
            failure=self.mask(draft.failure) if draft.failure else None,
            screenshot=before.path if before is not None else None,
            gaps=tuple(gaps),
        )

    def _view(self, draft: ActionDraft, step: StepDraft) -> tuple[TextBlock, ...] | None:
        """Give the text in view at the press: of the whole window, also where the control stands in a frame."""
        if draft.view is None or not draft.is_framed:
            return text_blocks(draft.view, self.mask) if draft.view is not None else None
        page = self._page(draft.picture_page or (step.page if draft.is_held else None))
        return tuple(block for block in page.blocks if block.is_in_viewport) if page is not None else None

    def _value(self, draft: ActionDraft) -> str | None:
        value = draft.action.value
        if value is None:
            return None
        is_sensitive = bool((draft.element or {}).get("is_sensitive"))
        is_secret = value.is_secret or is_sensitive or is_card_reference(value.reference)
        return "[secret]" if is_secret else self.mask(value.text)[:200]

    def _use(self, draft: ActionDraft, raw: dict[str, Any], transition: TransitionEvidence | None) -> ActionUse | None:
        if draft.input_at is None or not draft.is_primary or draft.is_held or draft.action.kind not in _PRESSES:
            return None
        inputs = raw.get("inputs") or []
        was_unloaded = self.driver.network.documents > draft.document and not any(
            each["at"] <= draft.input_at + 50 for each in inputs
        )
        paints = [each["input_to_paint_ms"] for each in inputs if each.get("input_to_paint_ms") is not None]
        gap = None
        if not paints:
            gap = "unsupported" if "event" not in self.sees else ("unloaded" if was_unloaded else None)
        return ActionUse(
            feedback_ms=transition.feedback_ms if transition else None,
            settled_ms=transition.settled_ms if transition else None,
            input_to_paint_ms=max(paints) if paints else None,
            input_gap=gap,
            handled_ms=draft.handled_ms if gap == "unloaded" else None,
            effects=tuple(draft.effects),
            first_use_had_effect=draft.first_use_had_effect,
            presses=max(1, draft.presses),
            loses_focus=raw.get("loses_focus"),
        )

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _transition(self, draft: StepDraft, raw: dict[str, Any], *, has_navigated: bool) -> TransitionEvidence | None:
        if draft.input_at is None:
            return None
        changes = raw.get("changes") or {}
        vitals = raw.get("vitals") or {}
        primary = next((each for each in draft.actions if each.is_primary), None)
        feedback_at = (primary.feedback or {}).get("at") if primary is not None else None
        paint_at = None
        if has_navigated and vitals.get("fcp_ms") is not None and raw.get("time_origin") is not None:
            paint_at = raw["time_origin"] + vitals["fcp_ms"]
        between_at = self._passing_document_at(draft)
        told = (feedback_at, paint_at, changes.get("first_change"), between_at)
        shown = [at for at in told if at and at >= draft.input_at - 5]
        last = [at for at in (changes.get("last_change"), paint_at, feedback_at) if at and at >= draft.input_at - 5]
        is_done = draft.is_settled and draft.status in (StepStatus.PASSED, StepStatus.HELD)
        settled = max(last, default=draft.held_at or draft.input_at) if is_done else None
        if settled is not None and has_navigated and draft.held_at is not None and not last:
            settled = draft.held_at
        busy = draft.busy[0] if draft.busy else (raw.get("still_changing") if not draft.is_settled else None)
        return TransitionEvidence(
            feedback_ms=max(0.0, min(shown) - draft.input_at) if shown else None,
            settled_ms=max(0.0, settled - draft.input_at) if settled is not None else None,
            is_still_busy=not draft.is_settled and busy is not None,
            busy_subject=self.mask(_words(busy)) if busy else "",
            patience_ms=draft.patience_s * 1000,
            input_ms=draft.input_at - draft.started,
            approval=draft.approval,
        )

    def _passing_document_at(self, draft: StepDraft) -> float | None:
        """Give when a page came that gave way to another one: "We are asking your bank…" answers the press too."""
        network = self.driver.network
        came = network.committed[draft.input_document : network.documents]
        return came[0] if len(came) > 1 else None

    def _vitals(self, draft: StepDraft, raw: dict[str, Any], navigations: Sequence[NavigationEvidence],
                requests: Sequence[RequestEvidence]) -> VitalsEvidence | None:  # fmt: skip
        vitals = dict(raw.get("vitals") or {})
        if not raw:
            return None
        has_navigated = bool(navigations)
        if not has_navigated:
            vitals["lcp_ms"] = vitals["fcp_ms"] = None
        if draft.late_shift is not None and draft.late_shift[0] == raw.get("time_origin"):
            vitals["cls"] = max(vitals.get("cls") or 0.0, draft.late_shift[1])
        if vitals.get("cls") is not None and draft.page is not None:
            frames = [(x, y, json.loads(text)) for x, y, text in draft.page.frames]
            vitals["cls"] = max(vitals["cls"], round(shift_of_frames(raw, frames, draft.started), 4))
        for need, what in (("lcp", "lcp"), ("layout-shift", "cls"), ("longtask", "tbt"), ("event", "event")):
            if need not in self.sees:
                draft.gap(what, "this browser does not report it")
        loaded = [each.bytes for each in requests if each.bytes]
        answered = [each for each in navigations if each.ttfb_ms is not None and not each.is_replaced]
        return VitalsEvidence(
            **{key: vitals.get(key) for key in ("lcp_ms", "cls", "tbt_ms", "fcp_ms")},
            ttfb_ms=answered[-1].ttfb_ms if answered else None,
            bytes=sum(loaded) if any(each.bytes is not None for each in requests) else None,
            requests=sum(1 for each in requests if each.bytes != 0),
        )


def _field_places(page: PageEvidence) -> Iterator[tuple[str, str, str]]:
    return ((field.name, field.subject.locator, field.label) for form in page.forms for field in form.fields)


def not_reached(index: int, step: Step) -> StepEvidence:
    """Give the record of a step that the visit did not come to."""
    return StepEvidence(
        index=index,
        name=step.name,
        id=step.id,
        stage=step.stage,
        commits=step.commits or Commitment.NONE,
        status=StepStatus.NOT_REACHED,
    )


def _characters(action: Action) -> int | None:
    return len(action.value.text) if action.kind in _TYPES and action.value is not None else None


def _shifted(box: dict[str, float], x: float, y: float) -> Box:
    return Box(x=box["x"] + x, y=box["y"] + y, width=box["width"], height=box["height"])


def _is_secret_field(field: dict[str, Any]) -> bool:
    words = f"{field.get('autocomplete', '')} {field.get('kind', '')}"
    return bool(field.get("is_sensitive")) or "email" in words or "cc-" in words


def _words(subject: dict[str, Any]) -> str:
    read = Subject.model_validate(subject)
    return f"{read.role} {read.name}".strip()
