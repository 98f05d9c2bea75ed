"""From a recording to the sketch of a journey: steps, stages, promises, expectations, and who buys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from frictionaudit.discover.buyer import Buyer
from frictionaudit.discover.locales import Place, place_of
from frictionaudit.discover.recording import Deed, Notes, Recording
from frictionaudit.discover.sketch import ActionSketch, JourneySketch, StepSketch
from frictionaudit.discover.stops import Stop, last_press, name_of, stage_of, stops_of
from frictionaudit.discover.tidy import means, tidied
from frictionaudit.discover.writing.layout import plain_words
from frictionaudit.errors import UsageError
from frictionaudit.journey.cards import is_card_reference
from frictionaudit.journey.model import (
    Action,
    ActionKind,
    Commitment,
    Consent,
    Expectation,
    ExpectationKind,
    Locator,
    Stage,
    Value,
)
from frictionaudit.lexicon import Meaning, reads_as_order
from frictionaudit.tongues import retold, translatable

__all__ = ["sketch_of"]

MOST_DEEDS = 500
"""More than anybody does on the way to an order."""

_FIELDS = frozenset({ActionKind.FILL, ActionKind.SELECT})
_BOXES = frozenset({ActionKind.CHECK, ActionKind.UNCHECK})
_BY_WORDS = _FIELDS | _BOXES
_VALUED = frozenset({ActionKind.SEARCH, ActionKind.PRESS})
_AMOUNT = re.compile(
    r"[\s:–-]*\(?([€$£]|\b(kr|EUR|USD|GBP|SEK|NOK|DKK|PLN|CHF)\b\.?)?\s*\d[\d\s.,'’]*\s*"
    r"([€$£]|\b(kr|zł|EUR|USD|GBP|SEK|NOK|DKK|PLN|CHF)\b\.?)?\)?$|[\s:–-]*[€$£]$"
)
"""Money, or a number, at the end of a name."""

_TOKEN = re.compile(r"(?=[^/]*\d)[\w~.=-]{12,}|[^/]*\d{4,}[^/]*|[0-9a-fA-F-]{20,}")
"""A part of a path that is an order's or a session's own: long with digits in it, or a number."""


def sketch_of(recording: Recording, notes: Notes, *, locale: str | None = None) -> JourneySketch:
    """Give the journey that a recording tells of.

    Args:
        recording: What was done.
        notes: Takes what was guessed or replaced.
        locale: Of the shop, where the user says it.

    Raises:
        UsageError: it opens no page, or does nothing there.
    """
    deeds = _with_sound_addresses(recording.deeds, notes)
    if not deeds:
        raise UsageError(f"{notes.file}: nothing in it can be replayed; record a visit to the shop, and import that")
    base = _base_of(deeds, notes)
    place = place_of(base, (deed.words for deed in deeds), locale or recording.locale)
    left = tidied(deeds[:MOST_DEEDS], place.language, notes)
    if len(deeds) > MOST_DEEDS:
        notes.note(deeds[MOST_DEEDS].line, f"what comes after {MOST_DEEDS} actions was left out")
    maker = _Maker(base, place, notes)
    steps = maker.steps(stops_of(left.deeds, place.language))
    return JourneySketch(
        name=plain_words(recording.title) or retold(translatable(f"Buy at {urlsplit(base).netloc}")),
        base_url=base,
        steps=tuple(steps),
        locale=place.locale,
        market=place.market,
        currency=place.currency,
        consent=left.consent or Consent.REJECT,
        personas=("mobile-first",) if recording.is_mobile else ("desktop-careful",),
        hosts=tuple(maker.hosts),
        data=maker.buyer.data,
        comment=translatable(f"From {recording.source}. Read it once before you trust it: what was guessed says so."),
        head_comments=_head_comments(place, is_answered=left.consent is not None),
    )


def _head_comments(place: Place, *, is_answered: bool) -> dict[str, str]:
    comments = {"consent": translatable("as in the recording" if is_answered else "what to do with cookie banners")}
    if place.market is None:
        comments["locale"] = translatable("guessed; add market: FI, DE, UK … for the law that applies, and currency:")
    return comments | {"data": translatable("who buys, as it was typed; $name below stands for these")}


def _with_sound_addresses(deeds: Sequence[Deed], notes: Notes) -> list[Deed]:
    """Leave out pages whose address is none that a journey may open."""
    sound = [deed for deed in deeds if deed.kind is not ActionKind.GOTO or _is_address(deed.value)]
    for deed in deeds:
        if deed.kind is ActionKind.GOTO and not _is_address(deed.value):
            notes.note(deed.line, f"the address '{plain_words(deed.value)[:80]}' is no web page and was left out")
    return sound


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        has_place = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_path = not parts.scheme and address.startswith("/") and not address.startswith("//")
    return has_place and (is_path or bool(parts.hostname)) and not re.search(r"\s", address)


def _base_of(deeds: Sequence[Deed], notes: Notes) -> str:
    """Give scheme and host of the first page that was opened."""
    addresses = (deed.value for deed in deeds if deed.kind is ActionKind.GOTO)
    first = next((address for address in addresses if re.match(r"https?://", address, re.IGNORECASE)), None)
    if first is None:
        raise UsageError(f"{notes.file}: it opens no page; begin the recording with the shop's address")
    return _origin(first)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}"


class _Maker:
    """Makes steps of stops.

    Attributes:
        buyer: What was typed of theirs.
        hosts: Other hosts that were opened.
    """

    def __init__(self, base: str, place: Place, notes: Notes) -> None:
        self.buyer = Buyer(place.language, notes)
        self.hosts: dict[str, None] = {}
        self._base = base
        self._language = place.language
        self._notes = notes
        self._has_told = False
        """Something of the buyer's was given: from now on an order could be one."""

    def steps(self, stops: Sequence[Stop]) -> Iterator[StepSketch]:
        stage: Stage | None = None
        last_order = max((i for i, stop in enumerate(stops) if self._reads_as_order(stop)), default=None)
        for index, stop in enumerate(stops):
            following = stops[index + 1] if index + 1 < len(stops) else None
            step = self._step(stop, stage, following, is_last_order=last_order is None or index >= last_order)
            stage = step.stage
            yield step

    def _reads_as_order(self, stop: Stop) -> bool:
        press = last_press(stop)
        return press is not None and reads_as_order(press.words, self._language)

    def _step(self, stop: Stop, before: Stage | None, following: Stop | None, *, is_last_order: bool) -> StepSketch:
        values = [self.buyer.value_of(deed) if deed.kind in _FIELDS else None for deed in stop]
        references = [value.reference for value in values if value is not None and value.reference is not None]
        is_card = any(map(is_card_reference, references))
        commits, why = self._commitment(stop, before, is_card=is_card, is_last_order=is_last_order)
        self._has_told = self._has_told or bool(references)
        known = {
            "is_asked": any(not (is_card_reference(each) or each.startswith("password")) for each in references),
            "is_card": is_card,
            "binds": commits is not None and commits.is_binding,
            "language": self._language,
        }
        stage = stage_of(stop, before, **known)  # type: ignore[arg-type]
        expect, guess = self._expectations(stop, following)
        return StepSketch(
            name=name_of(stop, stage, **known),  # type: ignore[arg-type]
            stage=stage,
            actions=tuple(self._action(deed, value) for deed, value in zip(stop, values, strict=True)),
            commits=commits,
            commits_comment=why,
            expect=expect,
            expect_comment=guess,
            opens_window=any(deed.opens_window for deed in stop),
        )

    # ── promises ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _commitment(
        self, stop: Stop, before: Stage | None, *, is_card: bool, is_last_order: bool
    ) -> tuple[Commitment | None, str]:
        """Tell what a step binds to, and why that is a guess. When in doubt, it binds."""
        press = last_press(stop)
        words = press.words if press is not None else ""
        is_early = not self._has_told and not self.buyer.has_password and not is_card
        if is_early and not is_last_order and means(words, Meaning.ADD_TO_CART, self._language):
            return Commitment.CART, ""
        if reads_as_order(words, self._language):
            if is_early and not is_last_order:
                why = translatable(f"'{words}' reads as an order; the recording went on and ordered later")
                return Commitment.NONE, why
            return self._binding(words, is_card=is_card), ""
        if means(words, Meaning.ADD_TO_CART, self._language):
            return Commitment.CART, ""
        is_account = any(means(words, each, self._language) for each in (Meaning.ACCOUNT, Meaning.NEW_CUSTOMER))
        return (Commitment.ACCOUNT, "") if is_account and self.buyer.has_password else (None, "")

    def _binding(self, words: str, *, is_card: bool) -> Commitment:
        if means(words, Meaning.SUBSCRIBE, self._language):
            return Commitment.SUBSCRIPTION
        pays = is_card or self.buyer.has_card or means(words, Meaning.PAY, self._language)
        return Commitment.PAYMENT if pays else Commitment.ORDER

    # ── expectations ─────────────────────────────────────────────────────────────────────────────────────────────

    def _expectations(self, stop: Stop, following: Stop | None) -> tuple[tuple[Expectation, ...], str]:
        """Give what shows that a step worked: what was asserted, where it led, else what was used next."""
        asserted = tuple(each for deed in stop for each in deed.expect)
        last = stop[-1]
        led = self._led(last) if last.kind is not ActionKind.GOTO or not asserted else None
        if asserted or led is not None:
            return (*asserted, *([led] if led is not None else ())), ""
        # Boxes and radios are often drawn anew, and themselves not to be seen.
        used = next((deed for deed in following or () if deed.kind not in _BOXES), None)
        if used is None or used.target is None or used.window != last.window:
            return (), ""
        seen = _without_amount(used.target)
        return (Expectation(kind=ExpectationKind.ELEMENT, target=seen),), translatable("guessed: what was used next")

    def _led(self, deed: Deed) -> Expectation | None:
        """Tell where a deed led: by its address where that says something, else by the page's title."""
        glob = _glob(deed.url_after)
        self._open(deed.url_after)
        if glob is not None and deed.has_navigated:
            return Expectation(kind=ExpectationKind.URL, text=glob)
        title = plain_words(deed.title_after)
        is_steady = bool(title) and not re.search(r"\d", title)
        return Expectation(kind=ExpectationKind.TITLE, text=title) if is_steady and deed.has_navigated else None

    def _open(self, address: str) -> None:
        """Note another host that is navigated to."""
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            return
        if host and parts.scheme in ("http", "https") and host != urlsplit(self._base).hostname:
            self.hosts.setdefault(host)

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _action(self, deed: Deed, value: Value | None) -> ActionSketch:
        kind = deed.kind
        if kind is ActionKind.GOTO:
            self._open(deed.value)
            action = Action(kind=kind, value=Value(text=self._address(deed.value)))
        elif kind in _VALUED:
            action = Action(kind=kind, target=deed.target, value=Value(text=deed.value))
        else:
            target = _by_label(deed.target) if kind in _BY_WORDS else _without_amount(deed.target)
            action = Action(kind=kind, target=target, value=value)
        return ActionSketch(action=action, comment=deed.comment)

    def _address(self, address: str) -> str:
        """Give the path of the shop's own addresses; others stay whole."""
        if not address.startswith(self._base) or _origin(address) != self._base:
            return address
        return address[len(self._base) :] or "/"


def _without_amount(target: Locator | None) -> Locator | None:
    """Leave the amount out of a button's name: it is another one as soon as a price changes."""
    if target is None or target.is_exact:
        return target
    for key in ("name", "text"):
        words = getattr(target, key)
        cut = _AMOUNT.sub("", words).strip() if words else ""
        if cut and cut != words:
            return target.model_copy(update={key: cut})
    return target


def _by_label(target: Locator | None) -> Locator | None:
    """Find a field by the words of its label: they alone are enough where the recording names the field by them."""
    if target is None or target.nth is not None or target.frame is not None:
        return target
    words = target.name or target.label or target.placeholder
    return Locator(text=words) if words and not target.css and not target.test_id else target


def _glob(address: str) -> str | None:
    """Give a pattern of an address that holds in the next visit too; None where the address says nothing."""
    if "*" in address:  # the recording has a pattern of its own
        return address if re.match(r"\*|https?://", address) else f"**/{address.lstrip('/')}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = "/".join("*" if _TOKEN.fullmatch(part) else part for part in parts.path.split("/"))
    fragment = f"*#{parts.fragment}" if parts.fragment.startswith(("/", "!/")) else ""
    if not path.strip("/") and not fragment:
        return None
    steady = re.sub(r"[\[\]{}?\s]+", "*", f"{path.lstrip('/')}{fragment}")
    # What follows a "?" is another visit's own, and may hold slashes.
    ending = "**" if "/" in parts.query and not fragment else "" if steady.endswith("*") else "*"
    return f"**/{steady}{ending}"
