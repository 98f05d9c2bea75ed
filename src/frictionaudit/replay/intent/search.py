"""A walk whose steps say what is meant and not where it is: each is looked for, tried, and kept where it led on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.model import Action, ActionKind, Journey, Stage, Step
from frictionaudit.replay.aftercare.robots import Robots, read_robots, shop_client
from frictionaudit.replay.clock import now_ms
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.events import JourneyFound
from frictionaudit.replay.intent.buying import add_to_cart, choose_variant, continue_as_guest, open_cart, start_checkout
from frictionaudit.replay.intent.checkout import Checkout, Goal
from frictionaudit.replay.intent.details import asks_for_address
from frictionaudit.replay.intent.goods import GoodsSearch
from frictionaudit.replay.intent.presses import Press, press_candidates
from frictionaudit.replay.intent.signs import is_sold_out
from frictionaudit.replay.intent.trying import Searching, StuckError
from frictionaudit.replay.walls import WALLS, wall_of
from frictionaudit.tongues import translatable

__all__ = ["SearchWalk", "is_search"]

_IN_CHECKOUT = frozenset({
    "continue_as_guest", "fill_details", "choose_delivery", "choose_payment", "place_order",
})  # fmt: skip

_BEHIND_THE_CART = (Stage.CART, Stage.CHECKOUT, Stage.PAY)
_MOST_PRODUCTS = 3
"""Products that are tried where one cannot be put into the cart."""


def is_search(journey: Journey) -> bool:
    """Tell whether a journey has steps that must be searched for."""
    return any(_intent_of(step) for step in journey.steps)


@dataclass
class SearchWalk(Searching):
    """One visit that finds its way."""

    _goods: GoodsSearch | None = None
    _checkout: Checkout | None = None
    _rest: tuple[Step, ...] = ()
    _has_checkout: bool = False
    _written_out: set[int] = field(default_factory=set)
    """Tries that the journey itself wrote out, by what they are: they are never given up for others."""

    @property
    def journey(self) -> Journey:
        """What was walked: the steps that led on, and those that were not come to."""
        steps = tuple(draft.step for draft in self.path)
        return self.state.journey.model_copy(update={"steps": steps + self._rest})

    async def go(self) -> None:
        """Take each step, searching where it only says what is meant; never raises for what the shop does."""
        self.walk_started = self.walk_ended = now_ms()
        planned = tuple(part for step in self.state.journey.steps for part in _parts_of(step))
        self.called = {intent: (step.name, step.id) for step in planned if (intent := _intent_of(step))}
        await self._ask_robots()
        try:
            for place, step in enumerate(planned):
                self._rest = planned[place:]
                if not await self._take(step):
                    return
                if self.settings.only_step in (step.name, step.id):
                    self.outcome, self.reason = VisitOutcome.STOPPED_FOR_SAFETY, "only this step was asked for"
                    return
        except StuckError as stuck:
            self._give_up(stuck)
        finally:
            self._put_in_order()
            comments = {draft.step.id: "; ".join(self.comments.get(draft.index, ())) for draft in self.path}
            self.tell(JourneyFound(self.visit_id, self._written(), comments))

    async def _take(self, step: Step) -> bool:
        """Take one step of the journey; False where the visit ends with it."""
        intent = _intent_of(step)
        if intent:
            await self._intend(intent)
            self._rest = self._rest[1:]
            last = self.path[-1] if self.path else None
            if last is not None and last.status is StepStatus.HELD:
                self._conclude(last)
                return False
            return True
        draft = await self.take(len(self.steps), step)
        self.see(draft)
        self.path.append(draft)
        self._written_out.add(id(draft))
        self._rest = self._rest[1:]
        if draft.status is StepStatus.PASSED and not (draft.page and draft.page.main):
            draft.fail(StepStatus.FAILED, "navigation", "no page was shown")
        if draft.status is StepStatus.PASSED:
            return True
        self._conclude(draft)
        return False

    async def _intend(self, intent: str) -> None:
        """Do what a step means.

        Raises:
            StuckError: no way was found.
        """
        if self._look is None:
            draft = await self.attempt(StepName("open_shop"), Stage.ARRIVE, lambda acting: acting.goto("/"))
            self.path.append(draft)
            if self._look is None:
                raise StuckError(draft.failure or "the shop did not open", VisitOutcome.FAILED)
        self._goods = self._goods or GoodsSearch(self)
        self._checkout = self._checkout or Checkout(self)
        checkout, goods = self._checkout, self._goods
        await self._come_to(intent)
        doers: dict[str, Callable[[], Awaitable[object]]] = {
            "find_product": goods.find,
            "choose_variant": lambda: choose_variant(self),
            "add_to_cart": self._fill_cart,
            "open_cart": self._open_cart,
            "start_checkout": self._start_checkout,
            "continue_as_guest": lambda: continue_as_guest(self),
            "fill_details": lambda: checkout.advance(Goal.DETAILS),
            "choose_delivery": lambda: checkout.advance(Goal.DELIVERY),
            "choose_payment": lambda: checkout.advance(Goal.PAYMENT),
            "place_order": checkout.place_order,
        }
        await doers[intent]()

    async def _come_to(self, intent: str) -> None:
        """Do what a journey leaves unsaid: the way to the order leads through the cart and the checkout."""
        if intent in _IN_CHECKOUT and not self._has_checkout and not asks_for_address(self.look):
            await self._come_to("start_checkout")
            await self._start_checkout()
            if intent != "continue_as_guest":
                await continue_as_guest(self)
        if intent == "start_checkout" and not press_candidates(self.look, Press.START_CHECKOUT):
            await self._open_cart()
        if intent == "place_order" and self._checkout is not None:
            await self._checkout.advance(Goal.PAYMENT)

    async def _start_checkout(self) -> None:
        await start_checkout(self)
        self._has_checkout = True

    async def _fill_cart(self) -> None:
        """Put the product into the cart; where it cannot be, find another one."""
        for _ in range(_MOST_PRODUCTS):
            if await add_to_cart(self):
                return
            if not await self._turn_to_another():
                break
        if is_sold_out(self.look):
            raise StuckError("the product that the journey names is sold out", VisitOutcome.OUT_OF_STOCK)
        raise StuckError("nothing could be put into the cart", VisitOutcome.NO_WAY_FOUND)

    async def _open_cart(self) -> None:
        """Open the cart; where nothing lies in it after all, another product is tried."""
        for attempt in range(_MOST_PRODUCTS):
            try:
                await open_cart(self)
                return
            except StuckError:
                if attempt + 1 == _MOST_PRODUCTS or not await self._turn_to_another():
                    raise
                await self._fill_cart()

    async def _turn_to_another(self) -> bool:
        """Leave this product and find another one; False where the journey itself names the product."""
        while self.path and self.path[-1].step.stage is Stage.CHOOSE and not self._is_written_out(self.path[-1]):
            self.path.pop()
        goods = self._goods
        if goods is None or not self.path or self._is_written_out(self.path[-1]):
            return False
        if self.path[-1].step.actions[0].kind is not ActionKind.GOTO:
            self.path.pop()
        await self.go_to(self._address_before())
        await goods.find()
        # What was put in before may lie there still, say where the shop asks for a least sum.
        self.path[-1].gap("cart", translatable("another thing was tried before, and may lie in the cart still"))
        await choose_variant(self)
        return True

    def _is_written_out(self, draft: StepDraft) -> bool:
        return id(draft) in self._written_out

    def _address_before(self) -> str:
        """Give where the path stands now."""
        page = self.path[-1].page if self.path else None
        return page.url if page is not None else self.state.journey.base_url

    async def _ask_robots(self) -> None:
        """Read what the shop asks of robots: it holds for the links that are followed in search of goods."""
        journey = self.state.journey
        try:
            async with shop_client(journey, "") as client:
                self.robots = await read_robots(client, urljoin(journey.base_url, "/robots.txt"))
        except Exception as fault:
            self.robots = Robots(gap=f"robots.txt could not be read ({type(fault).__name__})")
            self.faults.append(self.robots.gap)

    def _give_up(self, stuck: StuckError) -> None:
        """Say how the search ended: at a wall where one stands there, else without a way."""
        last = self.steps[-1] if self.steps else None
        wall = (
            wall_of(last, self.state.network.document_status(last.index), self.state.language)
            if last is not None
            else None
        )
        if self.state.guard.refused_host:
            self.outcome = VisitOutcome.STOPPED_FOR_SAFETY
        elif self.state.crashed or self.state.has_lost_browser:
            self.outcome = VisitOutcome.CRASHED
        elif wall == "bot":
            self.outcome = WALLS[wall]
        elif self._keep_broken():
            return
        else:
            self.outcome = stuck.outcome
        self.reason = str(stuck)

    def _keep_broken(self) -> bool:
        """Put a try on the path that ended, behind the cart, on a broken page: there customers end too."""
        on_path = {id(draft) for draft in self.path}
        reached = max((draft.index for draft in self.path), default=-1)
        tried = (draft for draft in self.steps if draft.index > reached and id(draft) not in on_path)
        broken = next((d for d in tried if d.failure_kind == "navigation" and d.step.stage in _BEHIND_THE_CART), None)
        if broken is None:
            return False
        self.path.append(broken)
        self._conclude(broken)
        return True

    def _written(self) -> Journey:
        """Give the journey as it is written down: the windows that it opens are declared there."""
        steps = list(self.journey.steps)
        for draft in self.path:
            if draft.index in self.window_openers:
                steps[draft.index] = steps[draft.index].model_copy(update={"opens_window": True})
        return self.journey.model_copy(update={"steps": tuple(steps)})

    def _put_in_order(self) -> None:
        """Number the steps of the path from 0, and put what led astray behind them; all that was noted goes along."""
        on_path = {id(draft) for draft in self.path}
        astray = [draft for draft in self.steps if id(draft) not in on_path]
        first_astray = len(self.path) + len(self._rest)
        numbers: dict[int, int] = {}
        for place, draft in enumerate(self.path):
            numbers[draft.index] = place
        for place, draft in enumerate(astray):
            numbers[draft.index] = first_astray + place
        _name_apart(self.path)
        self._renumber(numbers, [*self.path, *astray])

    def _renumber(self, numbers: dict[int, int], drafts: list[StepDraft]) -> None:
        self.window_openers = {numbers[old] for old in self.window_openers if old in numbers}
        self.comments = {numbers[old]: words for old, words in self.comments.items() if old in numbers}
        for draft in drafts:
            draft.index = numbers[draft.index]
            if draft.axe_same_as is not None:
                draft.axe_same_as = numbers[draft.axe_same_as]
        for seen in self.state.network.seen:
            seen.step = numbers.get(seen.step, seen.step)
        heard = self.state.collectors.heard
        heard[:] = [replace(each, step=numbers.get(each.step, each.step)) for each in heard]
        self.steps[:] = drafts


def _parts_of(step: Step) -> tuple[Step, ...]:
    """Part a step whose actions stand beside an intent: each part is taken in its turn, the last one has the end."""
    if not _intent_of(step) or len(step.actions) == 1:
        return (step,)
    parts: list[tuple[Action, ...]] = []
    for action in step.actions:
        is_apart = not parts or ActionKind.INTENT in (action.kind, parts[-1][-1].kind)
        parts = [*parts, (action,)] if is_apart else [*parts[:-1], (*parts[-1], action)]
    begun = [step.model_copy(update={"actions": part, "expect": (), "commits": None}) for part in parts[:-1]]
    return (*begun, step.model_copy(update={"actions": parts[-1]}))


def _intent_of(step: Step) -> str:
    """Give what a step means, "" where it says what to do."""
    return next((each.value.text for each in step.actions if each.kind is ActionKind.INTENT and each.value), "")


def _name_apart(path: list[StepDraft]) -> None:
    """Give the found steps names and ids of their own: what comes twice is numbered."""
    seen: Counter[str] = Counter()
    for draft in path:
        name, id = draft.step.name, draft.found_id or draft.step.id
        seen[id] += 1
        if seen[id] > 1:
            name, id = f"{name} ({seen[id]})", f"{id}-{seen[id]}"
        draft.step = draft.step.model_copy(update={"name": name, "id": id})
