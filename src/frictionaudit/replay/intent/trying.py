"""One try of a search: an ordinary step whose actions are found while it is taken, kept on the path or left behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from playwright.async_api import Error

from frictionaudit.evidence.page import LinkEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.loading.values import value_of
from frictionaudit.journey.model import Action, ActionKind, Commitment, Expectation, Locator, Stage, Step, Value
from frictionaudit.replay.acting.act import Actor
from frictionaudit.replay.aftercare.robots import Robots
from frictionaudit.replay.clock import Deadline
from frictionaudit.replay.drafts import PageDraft, StepDraft
from frictionaudit.replay.events import CandidatesWeighed
from frictionaudit.replay.intent.buyer import Buyer
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.lists import told_of
from frictionaudit.replay.intent.look import Look
from frictionaudit.replay.intent.naming import locator_for
from frictionaudit.replay.intent.weighing import MOST_SHOWN, Weighing, told_candidate
from frictionaudit.replay.page.inpage import PageHungError, evaluate
from frictionaudit.replay.probe.read import page_evidence
from frictionaudit.replay.safety.hosts import host_of, is_local_host
from frictionaudit.replay.walk import Walk
from frictionaudit.replay.watching.settle import next_document, settle

__all__ = ["Acting", "Doing", "Searching", "StuckError"]

TRY_PATIENCE_S = 15.0
"""How long one try may take, at most: what has had no effect by then was not the way."""

PACE_S = 1.0
"""Pause between two tries on a shop that is not of this machine, where its robots.txt asks for no longer one."""

DEED_S = 5.0
"""What each deed of a try is given at least."""

LINGER_S = 2.0
"""How long a page that has taken the order may stand before it gives way to the one that confirms it."""

REST_S = 4.0
"""How long a page may take to come to rest between two entries."""

_ORDERS = (Commitment.ORDER, Commitment.PAYMENT)

_MOST_FOLDED = 300
_FOLDED_LINKS = """most => [...document.querySelectorAll('a[href]')].slice(0, most).map(link => {
  const holder = link.closest('nav, header, footer, main, aside');
  return [link.textContent.split(/\\s+/).join(' ').trim(), link.href, holder ? holder.localName : ''];
})"""


class StuckError(Exception):
    """The search found no way on; the words say what was looked for."""

    def __init__(self, reason: str, outcome: VisitOutcome) -> None:
        super().__init__(reason)
        self.outcome = outcome


Doing: TypeAlias = "Callable[[Acting], Awaitable[None]]"
"""What is done within one try."""


@dataclass
class Searching(Walk):
    """A walk that looks for its way.

    Attributes:
        path: Tries that led on, in order.
        robots: What the shop asks of robots; None: not read.
        comments: By the number of a try: what was guessed in it.
        product: Name of the product that is bought.
        window_openers: Numbers of the tries that opened a window.
        called: Name and id of the journey's own steps, by what they mean.
    """

    path: list[StepDraft] = field(default_factory=list)
    robots: Robots | None = None
    comments: dict[int, list[str]] = field(default_factory=dict)
    product: str = ""
    window_openers: set[int] = field(default_factory=set)
    called: dict[str, tuple[str, str]] = field(default_factory=dict)
    _look: Look | None = None
    _doing: Doing | None = None

    @property
    def look(self) -> Look:
        """The page as it was last seen."""
        assert self._look is not None, "the search begins with a page"
        return self._look

    @property
    def buyer(self) -> Buyer:
        """Who buys."""
        return Buyer(self.state.journey.data, self.state.journey.market)

    @property
    def may_order(self) -> bool:
        """Orders are allowed here."""
        return self.state.guard.policy.may_order(self.state.page.url)

    def call(self, draft: StepDraft, name: StepName) -> None:
        """Give a try its name: as the journey calls what is meant, else in the language that is spoken now."""
        told, draft.found_id = self.called.get(name.key, (name.told, name.id))
        draft.step = draft.step.model_copy(update={"name": told})

    async def attempt(self, name: StepName, stage: Stage, doing: Doing, commits: Commitment | None = None) -> StepDraft:
        """Take one step whose actions are found on the way, and look at what it led to.

        Raises:
            StuckError: the visit has seen as many pages as it may, or cannot go on at all.
        """
        if self.state.network.documents >= self.settings.most_pages:
            raise StuckError(
                f"the search has seen {self.settings.most_pages} pages, which is its limit", VisitOutcome.NO_WAY_FOUND
            )
        await self._pace()
        patience = min(self.state.persona.patience_s, TRY_PATIENCE_S)
        number = len(self.steps)
        told, found_id = self.called.get(name.key, (name.told, name.id))
        step = Step(name=told, id=f"try-{number}", stage=stage, commits=commits, patience_s=patience)
        self._doing = doing
        try:
            draft = await self.take(number, step)
            draft.found_id = found_id
        finally:
            self._doing = None
        self._turn_to_new_window(draft)
        self.see(draft)
        if self.state.crashed or self.state.guard.refused_host or draft.failure_kind == "fault":
            raise StuckError(draft.failure, VisitOutcome.CRASHED)
        return draft

    async def with_folded_links(self, look: Look) -> Look:
        """Give the page with the links that are folded away, in menus mostly; they lead on by their address alone."""
        with contextlib.suppress(Error, PageHungError):
            told = await evaluate(self.state.page, _FOLDED_LINKS, _MOST_FOLDED)
            links = tuple(LinkEvidence(text=text[:200], url=url, region=region) for text, url, region in told)
            return replace(look, main=look.main.model_copy(update={"links": links}), memo={})
        return look

    async def follow(
        self, name: StepName, stage: Stage, candidate: Candidate, commits: Commitment | None = None
    ) -> StepDraft:
        """Press one candidate; a link that cannot be pressed is gone to by its address."""
        if candidate.subject.locator:
            draft = await self.attempt(name, stage, lambda acting: acting.press(candidate), commits)
        else:
            draft = await self.attempt(name, stage, lambda acting: acting.goto(candidate.url), commits)
            self.comment(draft, f"gone to by its address: '{candidate.name}' is folded away in a menu")
        if draft.status is StepStatus.FAILED and draft.failure_kind == "action" and candidate.url and commits is None:
            url = candidate.url
            draft = await self.attempt(name, stage, lambda acting: acting.goto(url))
            self.comment(draft, f"gone to by its address: '{candidate.name}' could not be pressed")
        return draft

    async def go_to(self, url: str) -> StepDraft:
        """Go back to a page by its address, off the path."""
        return await self.attempt(StepName("go_back"), Stage.FIND, lambda acting: acting.goto(url))

    def keep(self, draft: StepDraft, weighing: Weighing | None = None, expect: Sequence[Expectation] = ()) -> None:
        """Put a try on the path."""
        draft.step = draft.step.model_copy(update={"expect": tuple(expect)})
        if weighing is not None:
            below = [each for each in draft.actions if (each.element or {}).get("is_below_fold")]
            draft.search = weighing.evidence(self.state.mask, scrolls=len(below))
            if weighing.is_ambiguous:
                self.comment(draft, "guessed: others looked as likely")
        self.path.append(draft)

    def comment(self, draft: StepDraft, words: str) -> None:
        """Note why something was guessed."""
        known = self.comments.setdefault(draft.index, [])
        if words and words not in known:
            known.append(words)

    def weigh(self, intent: str, candidates: Sequence[Candidate]) -> Weighing:
        """Tell what was weighed, in the reader's language."""
        self.tell(CandidatesWeighed(self.visit_id, intent, tuple(map(told_candidate, candidates[:MOST_SHOWN]))))
        return Weighing(intent, candidates)

    def may_follow(self, url: str) -> bool:
        """Tell whether the shop lets a robot follow a link there."""
        return self.robots is None or self.robots.allows(url)

    def see(self, draft: StepDraft) -> None:
        """Take what a try ended on for what the customer sees now."""
        if draft.page is not None and draft.page.main:
            self._look = self.read(draft.page)

    async def look_again(self) -> Look:
        """Let the page come to rest, and look at it."""
        await settle(self.state.page, self.state.network, Deadline(REST_S))
        self._look = self.read(await self.gatherer.read_page())
        return self._look

    def read(self, page: PageDraft) -> Look:
        """Read what the probe gave."""
        locale = self.state.persona.locale or self.state.journey.locale
        main = page_evidence(json.loads(page.main), (), str)
        frames = [page_evidence(json.loads(text), (), str) for _, _, text in page.frames]
        return Look(main, tuple(frames), locale)

    async def _act(self, draft: StepDraft, deadline: Deadline) -> None:
        if self._doing is None:
            await super()._act(draft, deadline)
            return
        actor = await self._begin(draft, deadline)
        await self._doing(Acting(self, draft, deadline, actor))

    async def _await_expectations(self, draft: StepDraft, deadline: Deadline) -> None:
        """Wait for the page behind an order too: what is to be seen there is not known yet."""
        await super()._await_expectations(draft, deadline)
        pressed = draft.primary is not None and draft.primary.input_at is not None
        if pressed and draft.status is StepStatus.PASSED and draft.step.commits in _ORDERS:
            await settle(self.state.page, self.state.network, deadline)
            await next_document(self.state.network, min(LINGER_S, deadline.left_s))

    async def _pace(self) -> None:
        """Leave the shop in peace for a moment."""
        local = is_local_host(host_of(self.state.journey.base_url))
        asked = self.robots.pause_s if self.robots is not None else 0.0
        pause = max(asked, 0.0 if local else PACE_S)
        if pause and self.steps:
            await asyncio.sleep(min(pause, 2 * TRY_PATIENCE_S))

    def _turn_to_new_window(self, draft: StepDraft) -> None:
        """Look at the window that a press opened, as the customer does."""
        primary = draft.primary
        if primary is None or "window" not in primary.effects or len(self.state.windows) < 2:
            return
        self.state.look_at(self.state.windows[0])
        # To the customer it comes unasked: only the journey that is written down declares it.
        self.window_openers.add(draft.index)


@dataclass
class Acting:
    """The hands within one try."""

    walk: Searching
    draft: StepDraft
    deadline: Deadline
    actor: Actor

    async def press(self, candidate: Candidate) -> None:
        """Press what carries the step forward."""
        target = await locator_for(
            self.walk.state.page, candidate.subject, ActionKind.CLICK, is_framed=candidate.is_framed
        )
        if target is None:
            self.draft.fail(StepStatus.FAILED, "action", f"'{candidate.name}' is there no more")
            return
        await self._do(Action(kind=ActionKind.CLICK, target=target), is_primary=True)

    async def goto(self, url: str) -> None:
        """Go to an address."""
        base = self.walk.state.journey.base_url
        path = url.removeprefix(base) if url.startswith(base + "/") else url
        await self._do(Action(kind=ActionKind.GOTO, value=Value(text=path)), is_primary=False)

    async def enter(self, entry: Entry) -> bool:
        """Fill, choose or tick one thing; what cannot be done is left out again, and the step goes on."""
        target = await locator_for(
            self.walk.state.page, entry.subject, entry.kind, label=entry.label, is_framed=entry.is_framed
        )
        if target is None:
            return False
        taken = await told_of(entry, self.walk.state.page, self.walk.look, target) if entry.is_closed else entry
        if taken is None:
            return False
        ways = [taken, *(replace(taken, text=other) for other in taken.others)]
        for way in ways:
            if await self._enter(target, way):
                return True
        return False

    async def _enter(self, target: Locator, entry: Entry) -> bool:
        action = Action(kind=entry.kind, target=target, value=self._value(entry))
        known = self.draft.step.actions
        if await self._do(action, is_primary=False):
            if entry.note:
                self.walk.comment(self.draft, f"'{entry.label or entry.text}' was guessed: {entry.note}")
            return True
        if self.draft.status is StepStatus.FAILED and self.draft.failure_kind == "action":
            self.draft.status, self.draft.failure, self.draft.failure_kind = StepStatus.PASSED, "", None
            self.draft.actions.pop()
            self.draft.step = self.draft.step.model_copy(update={"actions": known})
        return False

    async def look(self) -> Look:
        """Look at the page as it stands now, at rest."""
        return await self.walk.look_again()

    def _value(self, entry: Entry) -> Value | None:
        if entry.kind not in (ActionKind.FILL, ActionKind.SELECT):
            return None
        if entry.reference is None:
            return Value(text=entry.text)
        told = value_of(f"${entry.reference}", dict(self.walk.state.journey.data))
        return told if told.text == entry.text else Value(text=entry.text)

    async def _do(self, action: Action, *, is_primary: bool) -> bool:
        self.draft.step = self.draft.step.model_copy(update={"actions": (*self.draft.step.actions, action)})
        # A long form on a slow phone takes long to fill in: that is no way that leads nowhere.
        deadline = self.deadline.no_sooner_than(DEED_S)
        return await self.walk.do(self.actor, self.draft, action, deadline, is_primary=is_primary)
