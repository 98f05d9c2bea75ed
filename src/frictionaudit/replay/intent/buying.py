"""From the product to the checkout: choose what must be chosen, fill the cart, open it, go on as a guest."""

from __future__ import annotations

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.lexicon import Meaning, reads_as_order
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.intent.candidate import Candidate, place_reason
from frictionaudit.replay.intent.details import (
    Kind,
    asks_for_address,
    box_entries,
    choice_entries,
    detail_entries,
    has_login,
)
from frictionaudit.replay.intent.expecting import expectations_of
from frictionaudit.replay.intent.look import Look, is_same_page
from frictionaudit.replay.intent.options import option_entries, tile_entries
from frictionaudit.replay.intent.pieces import piece_entries
from frictionaudit.replay.intent.presses import Press, press_candidates, removers
from frictionaudit.replay.intent.signs import (
    added_to_cart,
    complaints,
    has_come_to_checkout,
    has_moved_on,
    has_unfolded_cart,
    is_cart,
    is_empty_cart,
    is_sold_out,
    names_product,
)
from frictionaudit.replay.intent.trying import Acting, Searching, StuckError
from frictionaudit.replay.intent.weighing import Weighing
from frictionaudit.tongues import translatable

__all__ = ["add_to_cart", "choose_variant", "continue_as_guest", "open_cart", "start_checkout"]

_MOST_TRIES = 4
_ROUNDS = 4
_LEAST_TO_ADD = 3.0
"""What is less likely than this to put something into the cart is not pressed for it."""


async def choose_variant(walk: Searching, *, with_tiles: bool = False) -> bool:
    """Choose what the product's page wants chosen; False where there was nothing to choose."""
    before = walk.look
    presses = press_candidates(before, Press.ADD_TO_CART)
    if not presses:
        return False
    wanted = option_entries(before, presses[0]) + (tile_entries(before, presses[0]) if with_tiles else [])
    taken = {each.subject.locator for each in wanted}
    wanted += [each for each in piece_entries(before, presses[0]) if each.subject.locator not in taken]
    if not wanted:
        return False

    async def choose(acting: Acting) -> None:
        done: set[str] = set()
        entries = wanted
        for _ in range(_ROUNDS):
            for entry in entries:
                done.add(entry.subject.locator)
                await acting.enter(entry)
            look = await acting.look()
            press = next(iter(press_candidates(look, Press.ADD_TO_CART)), presses[0])
            entries = [each for each in option_entries(look, press) if each.subject.locator not in done]
            if not entries:
                return

    draft = await walk.attempt(StepName("choose_variant"), Stage.CHOOSE, choose)
    if draft.status is not StepStatus.PASSED or not draft.step.actions:
        return False
    walk.keep(draft, Weighing("choose_variant"))
    return True


async def add_to_cart(walk: Searching) -> bool:
    """Put the product into the cart; False where this one cannot be bought after all.

    Raises:
        StuckError: the visit cannot go on.
    """
    has_chosen_tiles = False
    refused: set[str] = set()
    for _ in range(_MOST_TRIES):
        before = walk.look
        found = [
            each
            for each in press_candidates(before, Press.ADD_TO_CART)
            if each.score >= _LEAST_TO_ADD and each.subject.locator not in refused
        ]
        weighing = walk.weigh("add_to_cart", found)
        if not found:
            return False
        candidate = found[0]
        if not candidate.is_usable and not has_chosen_tiles:
            has_chosen_tiles = True
            if await choose_variant(walk, with_tiles=True):
                continue
        draft = await _put(walk, candidate)
        sign = added_to_cart(before, walk.look) if draft.status is StepStatus.PASSED else ""
        if not sign and draft.status is StepStatus.PASSED and _has_sent(draft) and not complaints(before, walk.look):
            sign = translatable("something was sent, and the page does not complain")
        if sign and not await _is_wrong_item(walk, sign):
            weighing.tried(candidate, "taken")
            walk.comment(draft, "" if "says so" in sign or "counts" in sign else sign)
            walk.keep(draft, weighing, expectations_of(before, walk.look))
            return True
        weighing.tried(candidate, "wrong")
        if not has_chosen_tiles and await choose_variant(walk, with_tiles=True):
            has_chosen_tiles = True
            continue
        refused.add(candidate.subject.locator)
        if is_sold_out(walk.look):
            return False
    return False


async def _put(walk: Searching, candidate: Candidate) -> StepDraft:
    """Press what puts the product into the cart."""

    async def press(acting: Acting) -> None:
        await acting.press(candidate)

    return await walk.attempt(StepName("add_to_cart"), Stage.CHOOSE, press, Commitment.CART)


def _has_sent(draft: StepDraft) -> bool:
    """Tell whether the press sent something to the shop, or led elsewhere."""
    primary = draft.primary
    return primary is not None and bool({"request", "navigation"} & set(primary.effects))


async def _is_wrong_item(walk: Searching, sign: str) -> bool:
    """Tell whether another thing than the one wanted lies in a cart that is shown, and take it out again."""
    look = walk.look
    if not is_cart(look) or not walk.product or names_product(look, walk.product):
        return False
    found = removers(look)
    if found:
        await walk.attempt(StepName("take_out"), Stage.CART, lambda acting: acting.press(found[0]))
    return True


async def open_cart(walk: Searching) -> None:
    """Come to where the checkout can be started: the cart's page, or a layer that shows it.

    Raises:
        StuckError: the cart was not found, or it is empty.
    """
    if _shows_cart(walk.look) or asks_for_address(walk.look):
        return
    before = walk.look
    found = press_candidates(before, Press.OPEN_CART)
    weighing = walk.weigh("open_cart", found)
    if found and _is_open_already(before, found[0]):
        return
    for candidate in found[:_MOST_TRIES]:
        draft = await walk.follow(StepName("open_cart"), Stage.CART, candidate)
        if _has_come_to_cart(draft, before, walk.look):
            weighing.tried(candidate, "taken")
            walk.keep(draft, weighing, expectations_of(before, walk.look))
            return
        if await _through_mini_cart(walk, draft, before, weighing):
            weighing.tried(candidate, "taken")
            return
        weighing.tried(candidate, "wrong")
        weighing.dead_ends += 1
        if walk.look.url != before.url:
            await walk.go_to(before.url)
    if press_candidates(before, Press.START_CHECKOUT):
        if not press_candidates(walk.look, Press.START_CHECKOUT):
            await walk.go_to(before.url)  # what was pressed has folded the cart
        return  # a shop without a cart's page
    raise StuckError("the cart was not found", VisitOutcome.NO_WAY_FOUND)


def _has_come_to_cart(draft: StepDraft, before: Look, after: Look) -> bool:
    has_come = _shows_cart(after) or has_unfolded_cart(before, after)
    return draft.status is StepStatus.PASSED and has_come and not is_empty_cart(after)


async def _through_mini_cart(walk: Searching, opened: StepDraft, before: Look, weighing: Weighing) -> bool:
    """Follow the link to the cart's page that unfolded below the cart's icon; False where there is none."""
    unfolded = walk.look
    known = {(each.subject.locator, each.url) for each in press_candidates(before, Press.OPEN_CART)}
    links = [
        each
        for each in press_candidates(unfolded, Press.OPEN_CART)
        if each.url and (each.subject.locator, each.url) not in known
    ]
    if opened.status is not StepStatus.PASSED or not links or not is_same_page(before.url, unfolded.url):
        return False
    draft = await walk.follow(StepName("open_cart"), Stage.CART, links[0])
    if not _has_come_to_cart(draft, unfolded, walk.look):
        return False
    walk.keep(opened, weighing, expectations_of(before, unfolded))
    walk.keep(draft, None, expectations_of(unfolded, walk.look))
    return True


def _shows_cart(look: Look) -> bool:
    """Tell whether the checkout can be started from what is shown: the cart itself, or a layer over the page."""
    found = press_candidates(look, Press.START_CHECKOUT)
    in_layer = any("in what just opened" in words for each in found for words, _ in each.reasons)
    return is_cart(look) or in_layer


def _is_open_already(look: Look, opener: Candidate) -> bool:
    """Tell whether the cart is part of the page: what leads to no page would only fold it."""
    if opener.url or not _stands_in_main(opener):
        return False
    return any(each.is_usable and _stands_in_main(each) for each in press_candidates(look, Press.START_CHECKOUT))


def _stands_in_main(candidate: Candidate) -> bool:
    return any(words == place_reason("main") for words, _ in candidate.reasons)


async def start_checkout(walk: Searching) -> None:
    """Go from the cart to the checkout.

    Raises:
        StuckError: no way there was found.
    """
    tried: set[tuple[str, str]] = set()
    for _ in range(_MOST_TRIES + 1):
        before = walk.look
        if asks_for_address(before) and not is_cart(before):
            return
        found = [
            each
            for each in press_candidates(before, Press.START_CHECKOUT)
            if (before.url, each.subject.locator) not in tried
        ]
        weighing = walk.weigh("start_checkout", found)
        if not found:
            break
        candidate = found[0]
        tried.add((before.url, candidate.subject.locator))

        async def go(acting: Acting, it: Candidate = candidate, look: Look = before) -> None:
            for entry in box_entries(look):
                await acting.enter(entry)
            await acting.press(it)

        # Who buys is not known yet, so whatever the button says, it orders nothing.
        says_order = any(reads_as_order(candidate.name, code) for code in before.languages)
        commits = Commitment.NONE if says_order and not asks_for_address(before) else None
        draft = await walk.attempt(StepName("start_checkout"), Stage.CART, go, commits)
        if draft.status is StepStatus.PASSED and (
            has_come_to_checkout(before, walk.look) or _leads_on(before, walk.look)
        ):
            weighing.tried(candidate, "taken")
            walk.keep(draft, weighing, expectations_of(before, walk.look))
            if has_come_to_checkout(before, walk.look):
                return
            continue
        weighing.tried(candidate, "wrong")
    raise StuckError("no way from the cart to the checkout was found", VisitOutcome.NO_WAY_FOUND)


def _leads_on(before: Look, after: Look) -> bool:
    """Tell whether a layer gave way to the cart's own page."""
    return is_cart(after) and not is_cart(before) and not is_empty_cart(after)


def _tells_guests(look: Look) -> bool:
    """Tell whether a door says that nobody needs an account: what leads on beside it need not name guests again."""
    return has_login(look) and any(look.says(block.text, Meaning.GUEST) for block in look.main.blocks)


async def continue_as_guest(walk: Searching) -> None:
    """Go on without an account, where the shop asks for one.

    Raises:
        StuckError: only customers with an account may buy.
    """
    before = walk.look
    choices = choice_entries(before, Kind.ACCOUNT)
    if not choices and (asks_for_address(before) or detail_entries(before, walk.buyer)):
        return
    found = press_candidates(before, Press.GUEST)
    if not found and (choices or _tells_guests(before)):
        found = press_candidates(before, Press.CONTINUE)
    weighing = walk.weigh("continue_as_guest", found)
    for candidate in found[:_MOST_TRIES]:

        async def go(acting: Acting, it: Candidate = candidate) -> None:
            for entry in choices:
                await acting.enter(entry)
            await acting.press(it)

        draft = await walk.attempt(StepName("continue_as_guest"), Stage.CHECKOUT, go)
        if draft.status is StepStatus.PASSED and (
            has_moved_on(before, walk.look) or (asks_for_address(walk.look) and not asks_for_address(before))
        ):
            weighing.tried(candidate, "taken")
            walk.keep(draft, weighing, expectations_of(before, walk.look))
            return
        weighing.tried(candidate, "wrong")
    if has_login(walk.look) and not detail_entries(walk.look, walk.buyer):
        raise StuckError("only customers with an account may buy here", VisitOutcome.LOGIN_REQUIRED)
