"""Find something that can be bought: through lists and categories, past what is sold out, back from dead ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.journey.intents import StepName
from frictionaudit.journey.model import Action, ActionKind, Stage, Value
from frictionaudit.lexicon import Meaning
from frictionaudit.replay.drafts import StepDraft
from frictionaudit.replay.intent.candidate import Candidate
from frictionaudit.replay.intent.cards import catalogue_candidates, product_candidates
from frictionaudit.replay.intent.expecting import expectations_of
from frictionaudit.replay.intent.look import Look, is_same_page
from frictionaudit.replay.intent.signs import is_product, is_sold_out
from frictionaudit.replay.intent.trying import Acting, Searching, StuckError
from frictionaudit.replay.intent.unlinked import card_candidates, search_address, words_to_search
from frictionaudit.replay.intent.weighing import Weighing
from frictionaudit.tongues import translatable

__all__ = ["GoodsSearch"]

_MOST_GOODS = 5
_MOST_LISTS = 4
_MOST_CARDS = 3
_DEEPEST = 2
_LONGEST_NAME = 40


class GoodsSearch:
    """Looks for something to buy; remembers what was tried, so that another thing can be found after a wrong one."""

    def __init__(self, walk: Searching) -> None:
        self._walk = walk
        self._tried: set[str] = set()
        self._sold_out = 0
        self._kept_out = 0
        self._start = walk.look.url

    async def find(self) -> None:
        """End on the page of something that can be bought.

        Raises:
            StuckError: there is nothing to buy, or all of it is sold out.
        """
        walk = self._walk
        if self._is_for_sale(walk.look) and not is_same_page_in(walk.look.url, self._tried):
            self._tried.add(walk.look.url)
            walk.product = walk.look.heading
            return
        if await self._seek(0) or (not self._sold_out and await self._search_shop()):
            return
        if self._sold_out:
            raise StuckError(
                f"all {self._sold_out} products that were looked at are sold out", VisitOutcome.OUT_OF_STOCK
            )
        raise StuckError(self._why_nothing(), VisitOutcome.NO_WAY_FOUND)

    def _why_nothing(self) -> str:
        robots = self._walk.robots
        if robots is not None and robots.gap:
            return robots.gap
        nothing = translatable("nothing was found that can be put into a cart")
        if not self._kept_out:
            return nothing
        return "; ".join((nothing, translatable(f"robots.txt keeps the scan from {self._kept_out} links")))

    async def _seek(self, depth: int) -> bool:
        """Look through the list that the page is, then through those that it leads to."""
        walk, listing = self._walk, self._walk.look
        goods = self._new(product_candidates(listing))
        weighing = walk.weigh("find_product", goods)
        for candidate in goods[:_MOST_GOODS]:
            draft = await self._enter(candidate, "look_at")
            if draft is None:
                continue
            if self._is_for_sale(walk.look):
                weighing.tried(candidate, "taken")
                walk.product = walk.look.heading or candidate.name
                walk.call(draft, StepName("look_at", short(walk.product)))
                walk.keep(draft, weighing, expectations_of(listing, walk.look))
                return True
            self._sold_out += is_sold_out(walk.look)
            weighing.tried(candidate, "wrong")
            weighing.dead_ends += 1
            await self._leave(listing)
        if not goods and await self._press_cards(listing):
            return True
        return depth < _DEEPEST and await self._seek_elsewhere(listing, depth)

    async def _seek_elsewhere(self, listing: Look, depth: int) -> bool:
        walk = self._walk
        lists = self._new(catalogue_candidates(listing)) or self._new(
            catalogue_candidates(await walk.with_folded_links(listing))
        )
        weighing = walk.weigh("find_product", lists)
        for candidate in lists[:_MOST_LISTS]:
            draft = await self._enter(candidate, "browse")
            if draft is None:
                continue
            place = len(walk.path)
            weighing.tried(candidate, "taken")
            walk.keep(draft, weighing, expectations_of(listing, walk.look))
            if self._is_for_sale(walk.look):
                walk.product = walk.look.heading or candidate.name
                return True
            if await self._seek(depth + 1):
                return True
            del walk.path[place:]
            weighing.tried(candidate, "wrong")
            weighing.dead_ends += 1
            await self._leave(listing)
        return False

    async def _press_cards(self, listing: Look) -> bool:
        """Press the names of goods that no link leads to: their cards open their page by script."""
        walk, found = self._walk, card_candidates(listing)
        weighing = walk.weigh("find_product", found)
        for candidate in found[:_MOST_CARDS]:
            name = StepName("look_at", short(candidate.name))
            draft = await walk.attempt(name, Stage.FIND, partial(Acting.press, candidate=candidate))
            if draft.status is StepStatus.PASSED and walk.look.texts != listing.texts:
                if self._is_for_sale(walk.look):
                    weighing.tried(candidate, "taken")
                    walk.product = walk.look.heading or candidate.name
                    walk.keep(draft, weighing, expectations_of(listing, walk.look))
                    return True
                self._sold_out += is_sold_out(walk.look)
                weighing.dead_ends += 1
                await self._leave(listing)
            weighing.tried(candidate, "wrong")
        return False

    async def _search_shop(self) -> bool:
        """Search as a customer does for what the shop says that it sells."""
        walk = self._walk
        if not is_same_page(walk.look.url, self._start):
            await walk.go_to(self._start)
        start = walk.look
        address = search_address(start)
        if address is None or not walk.may_follow(address):
            self._kept_out += address is not None
            return False
        for words in words_to_search(start):
            draft = await walk.attempt(StepName("search", words), Stage.FIND, partial(_type, words=words))
            if draft.status is not StepStatus.PASSED:
                return False
            if any(walk.look.says(text, Meaning.NO_RESULTS) for text in walk.look.texts):
                await self._leave(start)
                continue
            place = len(walk.path)
            walk.keep(draft, Weighing("find_product"), expectations_of(start, walk.look))
            if self._is_for_sale(walk.look):
                walk.product = walk.look.heading
                return True
            if await self._seek(_DEEPEST):
                return True
            del walk.path[place:]
            await self._leave(start)
        return False

    async def _enter(self, candidate: Candidate, deed: str) -> StepDraft | None:
        """Follow a candidate; None where it leads nowhere."""
        self._tried.add(candidate.url)
        before = self._walk.look
        draft = await self._walk.follow(StepName(deed, short(candidate.name)), Stage.FIND, candidate)
        if draft.status is not StepStatus.PASSED or is_same_page(before.url, self._walk.look.url):
            if not is_same_page(before.url, self._walk.look.url):
                await self._leave(before)
            return None
        return draft

    async def _leave(self, listing: Look) -> None:
        """Go back to the list."""
        await self._walk.go_to(listing.url)

    def _new(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Give those that may be followed and were not yet."""
        new = [each for each in candidates if each.url not in self._tried]
        allowed = [each for each in new if self._walk.may_follow(each.url)]
        self._kept_out = max(self._kept_out, len(new) - len(allowed))
        return allowed

    @staticmethod
    def _is_for_sale(look: Look) -> bool:
        return is_product(look) and not is_sold_out(look)


async def _type(acting: Acting, words: str) -> None:
    """Type words into the shop's search, and send them."""
    draft, action = acting.draft, Action(kind=ActionKind.SEARCH, value=Value(text=words))
    draft.step = draft.step.model_copy(update={"actions": (*draft.step.actions, action)})
    await acting.walk.do(acting.actor, draft, action, acting.deadline, is_primary=True)


def is_same_page_in(url: str, known: set[str]) -> bool:
    """Tell whether one of these addresses is the same page."""
    return any(is_same_page(url, each) for each in known)


def short(name: str) -> str:
    """Give a name as a step bears it."""
    words = " ".join(name.split())
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
