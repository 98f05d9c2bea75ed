"""Through the checkout, page by page or part by part, as far as the order; and the order, where it is allowed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.model import Action, Commitment, Expectation, ExpectationKind, Stage
from frictionaudit.lexicon import Meaning, is_ambiguous_label, order_reference_in, orders_somewhere
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.details import (
    Kind,
    box_entries,
    card_entries,
    choice_entries,
    detail_entries,
    offers,
    row_candidates,
)
from frictionaudit.replay.intent.entry import Entry
from frictionaudit.replay.intent.expecting import expectations_of
from frictionaudit.replay.intent.look import Look
from frictionaudit.replay.intent.presses import Press, press_candidates
from frictionaudit.replay.intent.signs import asks_anything, complaints, has_moved_on, is_confirmed, is_last_step
from frictionaudit.replay.intent.trying import Acting, Searching, StuckError
from frictionaudit.replay.intent.weighing import Weighing
from frictionaudit.tongues import translatable

__all__ = ["Checkout", "Goal"]

_MOST_PAGES = 12
_MOST_REFUSALS = 3
_ROUNDS = 6
_VAGUE_WORDS = 2


class Goal(StrEnum):
    """How far the checkout is walked."""

    DETAILS = "fill_details"
    DELIVERY = "choose_delivery"
    PAYMENT = "choose_payment"


@dataclass
class _Done:
    """What was done on one page."""

    kinds: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    pressed: Candidate | None = None
    weighing: Weighing = field(default_factory=lambda: Weighing("continue"))
    before_press: Look | None = None


class Checkout:
    """Walks the checkout of one visit."""

    def __init__(self, walk: Searching) -> None:
        self._walk = walk
        self._last_press: Candidate | None = None
        """What may take the order though it does not say so."""
        self._has_seen_payment = False
        self._has_given_details = False
        self._has_ordered = False  # by a press that did not say so
        self._carried: tuple[Action, ...] = ()
        """What was filled in by tries that did not lead on."""

    async def advance(self, goal: Goal) -> None:
        """Walk on until that much is done.

        Raises:
            StuckError: no way on was found.
        """
        refusals = 0
        for _ in range(_MOST_PAGES):
            if self._is_reached(goal):
                return
            if await self._one_page(insists=refusals > 0):
                refusals = 0
                continue
            refusals += 1
            if refusals >= _MOST_REFUSALS:
                break
        if self._is_reached(goal):
            return
        told = "; ".join(complaints(self._walk.look, self._walk.look))
        raise StuckError(
            f"the checkout does not go on: {told[:160]}" if told else "the checkout does not go on",
            VisitOutcome.NO_WAY_FOUND,
        )

    async def place_order(self) -> None:
        """Press what takes the order, and pay where the card is asked for only behind it.

        Held unless orders are allowed, and never twice.

        Raises:
            StuckError: nothing that takes an order was found, or the shop did not confirm it.
        """
        if self._has_ordered:
            return
        before = self._walk.look
        told = await self._order()
        if told and self._asks_for_card_behind(before):
            self._last_press = None
            told = await self._order()
        if told:
            raise StuckError(f"the order was not confirmed: {told[:160]}", VisitOutcome.NO_WAY_FOUND)

    def _asks_for_card_behind(self, before: Look) -> bool:
        """Tell whether the order led on to a page that takes the card, as a provider's own page does."""
        look, buyer = self._walk.look, self._walk.buyer
        is_new = not card_entries(before, buyer) and bool(has_moved_on(before, look))
        return is_new and bool(card_entries(look, buyer)) and bool(press_candidates(look, Press.ORDER))

    async def _order(self) -> str:
        """Press what orders or pays on this page; "" where it is held or confirmed, else what was told instead.

        Raises:
            StuckError: nothing that takes an order was found, or it could not be pressed.
        """
        walk, before = self._walk, self._walk.look
        found = press_candidates(before, Press.ORDER) or ([self._last_press] if self._last_press else [])
        weighing = walk.weigh("place_order", found)
        weighing.is_guess = bool(found) and found[0] is self._last_press
        if not found:
            raise StuckError("nothing that takes the order was found", VisitOutcome.NO_WAY_FOUND)
        candidate = found[0]
        pays = before.means(candidate.name, Meaning.PAY) or bool(card_entries(before, walk.buyer))
        # What only may take the order is held as the least that it may be.
        binds = Commitment.PAYMENT if pays and candidate is not self._last_press else Commitment.ORDER

        async def order(acting: Acting) -> None:
            for entry in (*box_entries(before), *card_entries(before, walk.buyer)):
                await acting.enter(entry)
            await acting.press(candidate)

        draft = await walk.attempt(StepName("place_order"), Stage.PAY, order, binds)
        weighing.tried(candidate, "taken")
        if candidate is self._last_press:
            walk.comment(draft, "guessed: it does not say that it takes the order, but nothing else is left")
        if draft.status is StepStatus.HELD:
            walk.keep(draft, weighing, (Expectation(kind=ExpectationKind.ORDER_REFERENCE),))
            walk.comment(draft, "not pressed: what comes next is not known")
            return ""
        if draft.primary is None or draft.primary.input_at is None:
            raise StuckError(f"the order could not be placed: {draft.failure[:160]}", VisitOutcome.NO_WAY_FOUND)
        is_done = draft.status is StepStatus.PASSED and is_confirmed(before, walk.look, walk.state.language)
        expect = expectations_of(before, walk.look) if is_done or self._asks_for_card_behind(before) else ()
        if is_done and order_reference_in("\n".join(walk.look.texts), walk.state.language, walk.look.url):
            expect = (*expect, Expectation(kind=ExpectationKind.ORDER_REFERENCE))
        walk.keep(draft, weighing, expect)
        if is_done:
            return ""
        return "; ".join(complaints(before, walk.look)) or draft.failure or translatable("no confirmation was seen")

    def _is_reached(self, goal: Goal) -> bool:
        look, buyer = self._walk.look, self._walk.buyer
        if self._last_press is not None or self._has_ordered:
            return True
        if detail_entries(look, buyer):
            return False
        found = press_candidates(look, Press.ORDER)
        orders = any(each.is_usable for each in found) or (bool(found) and not press_candidates(look, Press.CONTINUE))
        pays, brings = offers(look, Kind.PAYMENT), offers(look, Kind.DELIVERY)
        if goal is Goal.DETAILS:
            return orders or pays or brings
        if choice_entries(look, Kind.DELIVERY) or row_candidates(look):
            return False
        if goal is Goal.DELIVERY:
            return orders or pays
        return orders and not choice_entries(look, Kind.PAYMENT)

    async def _one_page(self, *, insists: bool) -> bool:
        """Do all that a page asks for, and press what leads on; False where it did not lead on."""
        walk, before, done = self._walk, self._walk.look, _Done()

        async def go(acting: Acting) -> None:
            look = before
            for _ in range(_ROUNDS):
                entries = [(kind, each) for kind, each in self._wanted(look, insists=insists)
                           if each.subject.locator not in done.places]  # fmt: skip
                if not entries:
                    break
                for kind, entry in entries:
                    done.places.add(entry.subject.locator)
                    if await acting.enter(entry):
                        done.kinds.add(kind)
                look = await acting.look()
            done.before_press = look
            done.pressed = self._way_on(look, done)
            if done.pressed is not None:
                await acting.press(done.pressed)

        draft = await walk.attempt(StepName("go_on"), Stage.CHECKOUT, go)
        walk.call(draft, StepName(_deed_of(done)))
        if draft.status is StepStatus.HELD:
            self._last_press = done.pressed
            _take_back_press(draft)
        if draft.status is not StepStatus.PASSED or not draft.step.actions:
            return False
        seen = done.before_press or before
        if done.pressed is not None and done.pressed is not self._last_press:
            has_led_on = bool(has_moved_on(seen, walk.look))
            done.weighing.tried(done.pressed, "taken" if has_led_on else "wrong")
            if not has_led_on:
                # What was filled in stays filled in: it belongs to the try that leads on.
                self._carried += draft.step.actions[:-1]
                return False
        self._has_given_details = self._has_given_details or "details" in done.kinds
        again = {each.target for each in draft.step.actions}
        carried = tuple(each for each in self._carried if each.target not in again)
        draft.step = draft.step.model_copy(update={"actions": (*carried, *draft.step.actions)})
        self._carried = ()
        self._has_ordered = self._took_order(seen, done)
        if self._has_ordered:
            _call_order(walk, draft)
            walk.comment(draft, "guessed: it does not say that it takes the order, but nothing else is left")
        walk.keep(draft, done.weighing, expectations_of(seen, walk.look) if done.pressed else ())
        return True

    def _took_order(self, before: Look, done: _Done) -> bool:
        """Tell whether the press took the order though it does not say so; only where orders are allowed."""
        pressed = done.pressed if self._walk.may_order else None
        may_have = pressed is not None and self._may_order_by(before, pressed)
        return may_have and is_confirmed(before, self._walk.look, self._walk.state.language)

    def _wanted(self, look: Look, *, insists: bool) -> list[tuple[str, Entry]]:
        found = [("details", each) for each in detail_entries(look, self._walk.buyer, insists=insists)]
        for kind in (Kind.ACCOUNT, Kind.DELIVERY, Kind.PAYMENT):
            found += [(str(kind), each) for each in choice_entries(look, kind)]
        found += [("boxes", each) for each in box_entries(look)]
        if self._walk.may_order and not press_candidates(look, Press.ORDER):
            found += [(str(Kind.PAYMENT), each) for each in card_entries(look, self._walk.buyer)]
        if insists or press_candidates(look, Press.ORDER):  # an order is sent once: its hour is chosen before
            found += [("details", each) for each in choice_entries(look, Kind.OTHER, is_free=not insists)]
        return found

    def _way_on(self, look: Look, done: _Done) -> Candidate | None:
        """Give what is pressed to come on; None where the order can be placed from here."""
        if any(each.is_usable for each in press_candidates(look, Press.ORDER)):
            return None
        self._has_seen_payment = self._has_seen_payment or offers(look, Kind.PAYMENT)
        rows = row_candidates(look)
        found = [each for _, each in rows] or [
            each for each in press_candidates(look, Press.CONTINUE) if each.is_usable
        ]
        done.kinds.update(str(kind) for kind, _ in rows[:1])
        done.weighing = self._walk.weigh("continue", found)
        if not found:
            return None
        takes_payment = any(kind is Kind.PAYMENT for kind, _ in rows)
        if not self._walk.may_order and (takes_payment or (not rows and self._may_order_by(look, found[0]))):
            # Such a press may take the order: it is left for the step that may.
            self._last_press = found[0]
            return None
        return found[0]

    def _may_order_by(self, look: Look, candidate: Candidate) -> bool:
        """Tell whether a press may order though it does not say so.

        After the choice of payment a mere "Continue" may, and a "To the checkout"; before it, what only confirms or
        sends may, and what leads from the cart to the checkout in one shop and orders in another. So may a "Next" in
        the last of the steps that are counted, and where nothing more is asked of who has given their details: shops
        that send a bill never ask how to pay.
        """
        has_seen_payment = self._has_seen_payment or offers(look, Kind.PAYMENT)
        if look.means(candidate.name, Meaning.CHECKOUT, Meaning.IN_CART):
            return has_seen_payment or any(orders_somewhere(candidate.name, code) for code in look.languages)
        if not _is_vague(look, candidate):
            return False
        is_review = self._has_given_details and not asks_anything(look)
        return has_seen_payment or is_review or is_last_step(look) or not look.means(candidate.name, Meaning.CONTINUE)


def _deed_of(done: _Done) -> str:
    """Give the key of what was done on a page, for its step's name."""
    if "details" in done.kinds:
        return Goal.DETAILS
    if str(Kind.DELIVERY) in done.kinds:
        return Goal.DELIVERY
    return Goal.PAYMENT if str(Kind.PAYMENT) in done.kinds else "go_on"


def _take_back_press(draft: StepDraft) -> None:
    """Leave a held press to the step that orders; what was filled in before it stands."""
    draft.actions.pop()
    draft.step = draft.step.model_copy(update={"actions": draft.step.actions[:-1]})
    draft.status, draft.failure, draft.failure_kind = StepStatus.PASSED, "", None


def _call_order(walk: Searching, draft: StepDraft) -> None:
    """Call what has turned out to be the order by its name, so that it is judged as one."""
    walk.call(draft, StepName("place_order"))
    draft.step = draft.step.model_copy(update={"commits": Commitment.ORDER, "stage": Stage.PAY})
    if draft.primary is not None:
        draft.primary.commits = Commitment.ORDER


def _is_vague(look: Look, candidate: Candidate) -> bool:
    """Tell whether its label is a mere "Continue"; one that says where to is longer."""
    is_short = len(candidate.name.split()) <= _VAGUE_WORDS
    return is_short and any(is_ambiguous_label(candidate.name, code) for code in look.languages)
