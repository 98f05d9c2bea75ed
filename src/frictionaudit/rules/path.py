"""The purchase path of a visit: the pages that the customer came through, up to the step that binds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from urllib.parse import urlsplit

from frictionaudit.evidence.addresses import path_beyond
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.purpose import page_languages, purpose_of
from frictionaudit.evidence.step import StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.journey.model import ActionKind, Commitment, Stage
from frictionaudit.lexicon import Meaning, has_words, languages, meanings_of
from frictionaudit.rules.common import has_no_good_document, merely_supposed, page_subject
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.registry import Inapplicable, Incomplete

__all__ = [
    "PurchasePath",
    "SeenPage",
    "has_all_links",
    "has_folded_footer",
    "knows_words",
    "leads_to",
    "mentions",
    "purchase_path",
    "stands_in_shop",
    "whole_path",
]

_CHECKOUT = (Stage.CHECKOUT, Stage.PAY)
_BEFORE_CHECKOUT = (Stage.ARRIVE, Stage.FIND, Stage.CHOOSE, Stage.CART)
_OUTER = ("header", "nav", "footer")
_LINKS_AT_MOST = 300
_OF_A_CART = frozenset({"search", "coupon", "quantity"})
"""What is asked of customers before anybody asks who they are."""

_ASKS_MUCH = 3
_SENDS = (Meaning.SUBSCRIBE, Meaning.NEWSLETTER, Meaning.ACCEPT, Meaning.MANAGE)
_ROW_PX = 40
"""Between a field and its button, at most. Project's choice."""
_EVERY_SHOP_SAYS = (Meaning.ADD_TO_CART, Meaning.CHECKOUT, Meaning.PAY, Meaning.ORDER, Meaning.TOTAL, Meaning.DELIVERY)
_UNDERSTOOD = 2
"""Of these, how many tell a language from a stray foreign word. Project's choice."""
_AROUND = 4
"""Links that tell a shop's page from a lone form: home, cart, terms and privacy at the least. Project's choice."""
_PAGES = 3
"""Product, cart and checkout: the fewest pages of a path, but that the cart may be no page of its own."""


@dataclass(frozen=True)
class SeenPage:
    """A page, and the step that ended on it."""

    step: StepEvidence
    page: PageEvidence

    @property
    def key(self) -> tuple[str, str]:
        """Equal for the same page: address, and first heading where the address stays for several."""
        address = urlsplit(self.page.url)
        return f"{address.path}#{address.fragment}", next(iter(self.page.headings), "")

    @property
    def layer(self) -> tuple[tuple[str, str], str]:
        """Equal for the same page with the same dialog over it: a cart or checkout may come up so, address and all."""
        blocks = (block for block in self.page.blocks if block.region == "dialog" and block.role == "heading")
        return self.key, next((block.text for block in blocks), "")

    @property
    def subject(self) -> Subject:
        """The subject of a finding about this page."""
        return page_subject(self.page.url)


@dataclass(frozen=True)
class PurchasePath:
    """What the customer saw before the binding press.

    Attributes:
        visit: The walk.
        pages: The shop's pages in walking order, one for each step that ended on one.
        commit: The first step that binds, where the visit came to it; else None.
    """

    visit: VisitEvidence
    pages: tuple[SeenPage, ...]
    commit: StepEvidence | None

    @property
    def is_whole(self) -> bool:
        """The customer came from the shop into the checkout: not a lone pay page, of which nothing can be asked."""
        has_filled_cart = any(step.commits is Commitment.CART for step in self.visit.steps)
        return self._comes_over(_PAGES - 1 if has_filled_cart or self._buys_at_once() else _PAGES)

    def _buys_at_once(self) -> bool:
        """Tell whether a press on the product's page led to the form of the checkout: a shop without a cart."""
        pages = self.pages
        if len(pages) < _PAGES - 1 or pages[0].step.stage is not Stage.CHOOSE or not _asks_much(pages[1].page):
            return False
        pressed = pages[1].step.primary
        is_next = pages[1].step.index == pages[0].step.index + 1
        return is_next and pressed is not None and pressed.kind is ActionKind.CLICK

    @property
    def is_whole_from_cart(self) -> bool:
        """The same where a journey may begin at the cart's own page, with the goods in it."""
        first = self.pages[0]
        is_cart = self._is_cart(first) or (first.step.stage is Stage.CART and self._is_cart_address(first.page.url))
        return self.is_whole or (is_cart and self._comes_over(_PAGES - 1))

    @property
    def is_whole_from_shop_cart(self) -> bool:
        """The same, and the shop stands around that cart: what its head and foot do not say, its other pages' do not.

        Said beside a product alone is then what was missed: delivery and returns are told again before one is bound.
        """
        return self.is_whole or (self.is_whole_from_cart and stands_in_shop(self.pages[0].page))

    @property
    def ends_in_shop(self) -> bool:
        """The shop stands around the page that the binding action stands on, wherever the journey began."""
        return self.commit_page is not None and stands_in_shop(self.commit_page.page)

    def _comes_over(self, least: int) -> bool:
        came_from_shop = any(seen.step.stage in _BEFORE_CHECKOUT for seen in self.pages)
        return came_from_shop and bool(self.checkout) and len({seen.layer for seen in self.pages}) >= least

    @property
    def checkout(self) -> tuple[SeenPage, ...]:
        """Pages on which a step of the checkout acts or ends: each once, as it last asked, where it was first met."""
        steps = self.visit.steps
        found: dict[tuple[tuple[str, str], int], SeenPage] = {}
        for seen in self.pages:
            following = steps[seen.step.index + 1] if seen.step.index + 1 < len(steps) else None
            is_acted_on = following is not None and following.stage in _CHECKOUT
            if is_acted_on and following is not None and not _asks_much(seen.page):
                is_acted_on = not (self._leads_there(following) or self._is_cart(seen) or self._stood_in_shop(seen))
            if seen.step.stage in _CHECKOUT or is_acted_on or self._came_from_cart(seen):
                screen = next(n for n in count() if _is_one_form(found.get((seen.key, n), seen).page, seen.page))
                known = found.get((seen.key, screen), seen)
                # What no longer asks, such as the order to be read once more, does not take the place of the form.
                latest = seen.page if _asked(seen.page) or not _asked(known.page) else known.page
                found[seen.key, screen] = SeenPage(known.step, latest)
        return tuple(found.values())

    def _came_from_cart(self, seen: SeenPage) -> bool:
        """Tell whether the last step of the cart went to the checkout: the journey may end at its door."""
        return seen.step.stage is Stage.CART and _asks_much(seen.page) and self._leads_there(seen.step)

    def _is_cart(self, seen: SeenPage) -> bool:
        heading = next(iter(seen.page.headings), "")
        return any(Meaning.CART in meanings_of(heading, language) for language in self.languages)

    def _stood_in_shop(self, seen: SeenPage) -> bool:
        """Tell whether the customer stays on a page of the shop: what the cart holds came up over the product."""
        if seen.step.stage not in _BEFORE_CHECKOUT:
            return False
        earlier = (each for each in self.pages if each.step.index < seen.step.index)
        return any(
            each.key[0] == seen.key[0] and each.key[1] in seen.page.headings
            for each in earlier
            if each.step.stage in _BEFORE_CHECKOUT and each.key[1]
        )

    def _is_cart_address(self, url: str) -> bool:
        name = re.sub(r"\.\w+$|[-_]", " ", urlsplit(url).path.rstrip("/").rpartition("/")[2])
        return any(Meaning.CART in meanings_of(name, language) for language in (*self.languages, "en"))

    def _leads_there(self, step: StepEvidence) -> bool:
        """Tell whether the step goes to the checkout from the shop or the cart."""
        element = step.primary.element if step.primary else None
        name = element.subject.name if element else ""
        meant = {meaning for language in self.languages for meaning in meanings_of(name, language)}
        return bool(meant & {Meaning.CHECKOUT, Meaning.ADD_TO_CART})

    @property
    def commit_page(self) -> SeenPage | None:
        """The page that the binding action stands on."""
        return self.pages[-1] if self.pages and self.commit is not None else None

    @property
    def commit_picture(self) -> str:
        """Path of the picture taken just before the binding press, "" where there is none."""
        actions = self.commit.actions if self.commit is not None else ()
        return next((each.screenshot for each in actions if each.is_primary and each.screenshot), "")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages to read the path in: the declared ones, and where none is right, the one that its words speak."""
        declared = tuple(dict.fromkeys(c for seen in self.pages for c in reading_languages(seen.page, self.visit)))
        if len(self._spoken(declared)) >= _UNDERSTOOD:
            return declared
        guessed = max(languages(), key=lambda code: len(self._spoken((code,))))
        return (guessed, *declared) if len(self._spoken((guessed,))) >= _UNDERSTOOD else declared

    @property
    def is_understood(self) -> bool:
        """Words that every shop needs were found: what is then not found is not there."""
        return len(self._spoken(self.languages)) >= _UNDERSTOOD

    def _spoken(self, codes: tuple[str, ...]) -> frozenset[Meaning]:
        texts = [block.text for seen in self.pages for block in seen.page.blocks]
        return frozenset(m for m in _EVERY_SHOP_SAYS if any(has_said(text, m, codes) for text in texts))


def _is_one_form(page: PageEvidence, other: PageEvidence) -> bool:
    """Tell whether two looks of one address ask for the same: PrestaShop's four forms stand at one, one by one."""
    asked, now = _asked(page), _asked(other)
    return not asked or not now or len(asked & now) * 2 >= min(len(asked), len(now))


def _asked(page: PageEvidence) -> frozenset[str]:
    fields = (field for form in page.forms for field in form.fields)
    return frozenset(f.name or f.subject.locator for f in fields if f.kind != "search" and f.region not in _OUTER)


def purchase_path(visit: VisitEvidence) -> PurchasePath | Inapplicable:
    """Give the path, or say that the visit saw no page at all."""
    if not any(step.page for step in visit.steps):
        return Inapplicable()
    binding = next((i for i, step in enumerate(visit.journey.steps) if step.commits.is_binding), None)
    commit = visit.steps[binding] if binding is not None and binding < len(visit.steps) else None
    if commit is not None and commit.status is StepStatus.NOT_REACHED:
        commit = None
    return PurchasePath(visit, tuple(_pages(visit, binding)), commit)


def whole_path(
    visit: VisitEvidence, is_enough: Callable[[PurchasePath], bool] = lambda path: path.is_whole
) -> PurchasePath | Inapplicable | Incomplete:
    """Give the path where the visit came from the shop to its binding step, else why nothing can be asked of it.

    Args:
        visit: Any visit.
        is_enough: Tells whether what was walked of it answers what is asked, where less than all of it does.
    """
    path = purchase_path(visit)
    if isinstance(path, Inapplicable):
        return path
    if not any(step.commits.is_binding for step in visit.journey.steps):
        return Inapplicable()
    if path.commit is None:
        return Incomplete("the visit ended before the commit step")
    if (supposed := merely_supposed(path.commit)) is not None:
        return supposed  # the pages behind it may say what these do not
    if not is_enough(path):
        return Incomplete("the journey begins at the last page of the path")
    if not path.is_understood:
        return Incomplete("the pages are in a language whose words are not known")
    if any(seen.page.is_truncated for seen in path.pages):
        return Incomplete("a page of the path was too long to be read whole")
    return path


def knows_words(meanings: Iterable[Meaning], codes: Iterable[str]) -> bool:
    """Tell whether all the languages that the pages may be in have words for all the meanings."""
    wanted = tuple(meanings)
    return all(has_words(code, meaning) for code in codes for meaning in wanted)


def mentions(page: PageEvidence, meaning: Meaning, languages: tuple[str, ...]) -> bool:
    """Tell whether the page says it anywhere: in running text, a label, a link or the address of one."""
    return any(has_said(block.text, meaning, languages) for block in page.blocks) or leads_to(page, meaning, languages)


def leads_to(page: PageEvidence, meaning: Meaning, languages: tuple[str, ...]) -> bool:
    """Tell whether a link or a control of the page has the meaning, by its words or by its address."""
    texts = (text for link in page.links for text in (link.text, _address_words(link.url, page.url)))
    names = (control.subject.name for control in page.controls)
    return any(has_said(text, meaning, languages) for text in (*texts, *names) if text)


def stands_in_shop(page: PageEvidence) -> bool:
    """Tell whether the shop stands around the page, with links above and at the foot: it is no lone form."""
    return len({link.url for link in page.links if link.region in _OUTER}) >= _AROUND


def has_all_links(page: PageEvidence) -> bool:
    """Tell whether all links of the page are known, not only the first of very many."""
    return len(page.links) < _LINKS_AT_MOST


def has_folded_footer(page: PageEvidence, languages: tuple[str, ...]) -> bool:
    """Tell whether buttons of the footer may unfold lists of links, as many shops have it on phones.

    The button beside a field sends it (a newsletter, another country), and unfolds nothing.
    """
    fields = [field.subject.box for form in page.forms for field in form.fields if field.region == "footer"]
    return any(
        control.region == "footer"
        and not control.href
        and not any(box is not None and _is_beside(control.subject.box, box) for box in fields)
        and not any(has_said(control.subject.name, meaning, languages) for meaning in _SENDS)
        for control in page.controls
    )


def _is_beside(one: Box | None, other: Box) -> bool:
    """Tell whether both stand on one row, or one right below the other."""
    if one is None:
        return False
    rows_apart = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
    columns_apart = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
    return rows_apart <= _ROW_PX and columns_apart <= _ROW_PX


def _asks_much(page: PageEvidence) -> bool:
    """Tell whether the page asks who the customer is; a cart asks for quantities and a code, any page for a search."""
    fields = [field for form in page.forms for field in form.fields]
    words = page_languages(page, "")
    kinds = [f.kind for f in fields if (told := purpose_of(f, words)) is None or told.name not in _OF_A_CART]
    return "password" in kinds or sum(kind in ("text", "email", "tel") for kind in kinds) >= _ASKS_MUCH


@lru_cache(maxsize=8_192)
def _address_words(url: str, page_url: str) -> str:
    """Give the words of an address's path: "/general-terms" says what the link leads to."""
    return re.sub(r"[^\w]+|_", " ", path_beyond(url, page_url)).strip()


def _pages(visit: VisitEvidence, binding: int | None) -> Iterator[SeenPage]:
    """Pages before the binding press, that of a held press included; a provider's own pages are not the shop's."""
    for step in visit.steps[: None if binding is None else binding + 1]:
        is_held = step.index == binding and step.status is StepStatus.HELD
        if step.page is None or (step.index == binding and not is_held) or has_no_good_document(step):
            continue
        if step.stage is not Stage.PAY or _site(step.page.url) == _site(visit.journey.base_url):
            yield SeenPage(step, step.page)


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
