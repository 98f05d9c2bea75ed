"""What a file means, beyond its shape: whether names, references, cards and promises hold together.

All of it works on what was written, not on checked models, so that a misspelt key in one place hides no mistake in
another. A value of the wrong type is left to `shape.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any
from urllib.parse import urlsplit

from frictionaudit.journey.cards import is_test_card, looks_like_card
from frictionaudit.journey.loading.document import Document, Filled, Loc
from frictionaudit.journey.loading.draft import Draft, RawStep
from frictionaudit.journey.loading.near import did_you_mean, nearest
from frictionaudit.journey.loading.places import inside
from frictionaudit.journey.loading.saved_state import check_state
from frictionaudit.journey.loading.values import REFERENCE, flat, look_up
from frictionaudit.journey.model import Commitment, DetourKind, DrillKind
from frictionaudit.journey.personas import persona_names
from frictionaudit.journey.shapes.file import BLOCKABLE
from frictionaudit.journey.shapes.step_file import ActionsFile
from frictionaudit.journey.slug import slug
from frictionaudit.tongues import translatable

__all__ = ["check_data", "check_file", "check_head", "check_meaning"]

PROMISES = frozenset(kind.value for kind in Commitment) - {Commitment.NONE.value}
"""Commitments after which something must be seen, or nobody can tell whether they worked."""

DETOURS = frozenset(kind.value for kind in DetourKind)
DRILLS = frozenset(kind.value for kind in DrillKind)
ACTION_KEYS = frozenset(ActionsFile.model_fields) | {"do"}


def check_meaning(draft: Draft) -> None:
    """Note every mistake of meaning in a journey, its fragments included."""
    check_head(draft.document, draft.head, (), persona_names(draft.config) if draft.is_config_sound else None)
    is_given = not draft.is_config_sound or (draft.config and draft.config.defaults.base_url)
    if "base_url" not in draft.head and not is_given:
        draft.document.report((), "'base_url' is missing", "add the shop's address: 'base_url: https://shop.example'")
    real_card = _allows_real_card(draft)
    check_data(draft.document, draft.head.get("data"), ("data",), real_card)
    _check_names([*draft.steps, *draft.cleanup])
    for step in (*draft.steps, *draft.cleanup):
        _check_step(draft, step, real_card)
    _check_detours(draft)
    _check_drills(draft, real_card)
    _check_suppressions(draft)


def check_head(document: Document, head: dict[str, Any], above: Loc, personas: tuple[str, ...] | None) -> None:
    """Check what journeys and the defaults of frictionaudit.yaml have in common. Personas None: not known."""
    for index, name in enumerate(_list(head.get("personas"))):
        if isinstance(name, str) and personas is not None and name not in personas:
            mend = did_you_mean(name, personas, "personas")
            document.report((*above, "personas", index), f"unknown persona '{name}'", mend)
    for index, name in enumerate(_list(head.get("block"))):
        if isinstance(name, str) and name not in BLOCKABLE and not re.search(r"[.*]", name):
            mend = f"{did_you_mean(name, BLOCKABLE, 'kinds')}; or a host such as *.analytics.example"
            document.report((*above, "block", index), f"unknown kind of third party '{name}'", mend)
    for key in ("storage_state", "figures", "feedback"):
        if isinstance(path := head.get(key), str):
            check_file(document, (*above, key), path)
    check_state(document, (*above, "storage_state"), head.get("storage_state"))


def check_data(document: Document, data: Any, loc: Loc, real_card: bool) -> None:
    """Check that `data` holds texts only, and no real card."""
    for key, value in data.items() if isinstance(data, dict) else ():
        place = (*loc, key)
        if isinstance(value, dict):
            check_data(document, value, place, real_card)
        elif isinstance(value, str):
            _check_card(document, place, value, real_card, is_card=loc[-1] == "card" and key == "number")
        elif isinstance(value, list):
            document.report(place, f"'{key}' is a list", "data holds texts and groups of texts")
        elif value is not None:
            written = document.written(place)
            kind = translatable("yes or no" if isinstance(value, bool) else f"the number {value}")
            document.report(
                place, f"'{key}' must be a text, and YAML reads {written} as {kind}", f'quote it: "{written}"'
            )


def _allows_real_card(draft: Draft) -> bool:
    safety = draft.head.get("safety")
    written = safety.get("real_card") if isinstance(safety, dict) else None
    defaults = draft.config.defaults.safety if draft.config else None
    return written in (True, "true") if written is not None else bool(defaults and defaults.real_card)


def _check_card(document: Document, loc: Loc, value: str, real_card: bool, *, is_card: bool = False) -> None:
    if real_card or not value or not (is_card or looks_like_card(value)) or is_test_card(value):
        return
    what = "this is no publicly documented test card"  # the number itself may be real: it is not repeated
    document.report(loc, what, 'use one, "4242 4242 4242 4242", or say safety: {real_card: true}')


def check_file(document: Document, loc: Loc, name: str) -> None:
    """Check that a file named in a journey stands in its folder."""
    folder = document.file.parent
    path = inside(folder, name)
    if path is None:
        document.report(loc, f"'{name}' lies outside the journey's folder", "put the file beside the journey")
    elif not path.is_file():
        near = nearest(name, [entry.name for entry in folder.iterdir()]) if folder.is_dir() else None
        mend = f"did you mean '{near}'?" if near else "put it beside the journey"
        document.report(loc, f"there is no file '{name}'", mend)


def _check_names(steps: list[RawStep]) -> None:
    """Report names and ids that stand twice."""
    names: dict[str, RawStep] = {}
    ids: dict[str, RawStep] = {}
    for step in steps:
        name, own = step.name, _id(step)
        if name and name in names:
            mend = f"rename one: the first is in {_where(names[name], step)}"
            step.document.report((*step.loc, "step"), f"two steps are named '{name}'", mend)
        elif own and own in ids:
            key = "id" if "id" in step.keys else "step"
            mend = f"give one its own id: the first is in {_where(ids[own], step)}"
            step.document.report((*step.loc, key), f"two steps have the id '{own}'", mend)
        if name:
            names.setdefault(name, step)
        if own:
            ids.setdefault(own, step)


def _id(step: RawStep) -> str:
    written = step.keys.get("id")
    return written if isinstance(written, str) else slug(step.name) if step.name else ""


def _where(first: RawStep, second: RawStep) -> str:
    line = first.document.line(first.loc)
    if first.document is second.document:
        return translatable(f"line {line}")
    return translatable(f"{first.document.file}, line {line}")


def _check_step(draft: Draft, step: RawStep, real_card: bool) -> None:
    if not step.keys:
        return
    document, name = step.document, step.name or ""
    unknown = step.keys.keys() - ACTION_KEYS - STEP_KEYS
    if not (step.keys.keys() & (ACTION_KEYS | {"expect"}) or unknown):
        mend = "add what the customer does (click: …) or expects (expect: {see: …})"
        document.report(step.loc, f"step '{name}' does nothing and expects nothing", mend)
    _check_promise(step, unknown)
    for loc, key, value in step.actions():
        if key in ("fill", "select"):
            for place, text in entries(value, loc):
                _check_value(draft, document, place, text, real_card)
        elif key == "goto":
            _check_goto(draft, document, loc, value)
        elif key == "upload":
            for place, text in entries(value, loc):
                if isinstance(text, str):
                    check_file(document, place, text)
    _warn_of_order(draft, step)


STEP_KEYS = frozenset({"step", "id", "stage", "commits", "expect", "patience", "popup"})


def _check_promise(step: RawStep, unknown: set[str]) -> None:
    """Ask for an expectation where the step commits to something."""
    commits = step.keys.get("commits")
    if not isinstance(commits, str) or commits not in PROMISES:
        return
    if "expect" in step.keys or nearest_key(unknown, "expect"):
        return
    what = f"step '{step.name or ''}' commits to {commits} and expects nothing"
    mend = "say what shows that it worked: expect: {see: Thank you for your order}"
    step.document.report((*step.loc, "commits"), what, mend, at_key=True)


def nearest_key(unknown: set[str], wanted: str) -> bool:
    """Tell whether one of the unknown keys was meant for this one."""
    return any(nearest(key, (wanted,)) for key in unknown)


def entries(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    """Give the values of fill, select or upload, in either form, with their places."""
    if isinstance(value, dict):
        for label, text in value.items():
            yield (*loc, label), text
    for index, entry in enumerate(_list(value)):
        if isinstance(entry, dict) and "value" in entry:
            yield (*loc, index, "value"), entry["value"]


def _check_value(draft: Draft, document: Document, loc: Loc, text: Any, real_card: bool) -> None:
    if not isinstance(text, str):
        return
    found = REFERENCE.fullmatch(text)
    if found is None or isinstance(text, Filled):
        _check_card(document, loc, text, real_card)
        return
    value = look_up(draft.data, found[1])
    if value is None and draft.is_config_sound:
        known = list(flat(draft.data))
        mend = did_you_mean(found[1], known, "in data") or translatable("data: is empty, write the value there")
        document.report(
            loc, f"'{text}' leads nowhere", f"{mend}; a text that begins with a dollar is written $${found[1]}"
        )
    elif isinstance(value, dict):
        inner = ", ".join(f"${found[1]}.{key}" for key in value)
        document.report(loc, f"'{text}' is a group", f"name one of its entries: {inner}")


def _check_goto(draft: Draft, document: Document, loc: Loc, address: Any) -> None:
    """Refuse what the host list would refuse while walking, and what is no web page."""
    scheme = re.match(r"([A-Za-z][\w+.-]*):|(//)", address) if isinstance(address, str) else None
    if scheme is None or "base_url" not in draft.head:
        return
    host = _host(address)
    if scheme[1] not in ("http", "https") or host is None:
        document.report(loc, f"'{address}' is neither a path nor a web address", "write a path under base_url: /mugs")
    elif host != _host(draft.head["base_url"]) and not any(fnmatch(host, glob) for glob in _hosts(draft)):
        mend = f'write a path under base_url, or add it: safety: {{hosts: ["{host}"]}}'
        document.report(loc, f"'{host}' is not among the hosts that may be opened", mend)


def _host(address: Any) -> str | None:
    try:
        return urlsplit(address).hostname if isinstance(address, str) else None
    except ValueError:
        return None


def _hosts(draft: Draft) -> Iterator[str]:
    """Give the globs of hosts that may be opened, without their ports."""
    safety = draft.head.get("safety")
    defaults = draft.config.defaults.safety if draft.config else None
    own = _list(safety.get("hosts")) if isinstance(safety, dict) else []
    for host in (*own, *(defaults.hosts or () if defaults else ())):
        if isinstance(host, str):
            yield re.sub(r":\d+$", "", host.lower())


def _warn_of_order(draft: Draft, step: RawStep) -> None:
    """Warn of a click that reads as an order though `commits` is missing: it will be held."""
    if "commits" in step.keys:
        return
    for loc, key, value in step.actions():
        label = _label(value) if key == "click" else None
        if label and _reads_as_order(label, _language(draft)):
            what = f"'{label}' reads as an order, but the step does not say what it commits to"
            mend = "add 'commits: order' (or payment, subscription); or 'commits: none' if it binds to nothing"
            step.document.report(loc, what, mend, is_warning=True)


def _label(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "text", "label") if key in value), None)
    return value if isinstance(value, str) else None


def _language(draft: Draft) -> str | None:
    locale = draft.head.get("locale") or (draft.config.defaults.locale if draft.config else None)
    return locale if isinstance(locale, str) else None


def _reads_as_order(label: str, language: str | None) -> bool:
    from frictionaudit.lexicon import reads_as_order  # the words of all languages: only where a label needs them

    return reads_as_order(label, language)


def _check_detours(draft: Draft) -> None:
    for index, detour in enumerate(_list(draft.head.get("detours"))):
        for kind in DETOURS & detour.keys() if isinstance(detour, dict) else ():
            value = detour[kind]
            is_path = kind == DetourKind.DEEP_LINK and isinstance(value, str) and value.startswith("/")
            if not is_path:
                _check_step_name(draft, ("detours", index, kind), value)


def _check_drills(draft: Draft, real_card: bool) -> None:
    for index, drill in enumerate(_list(draft.head.get("drills"))):
        if not isinstance(drill, dict):
            continue
        loc = ("drills", index)
        for kind in DRILLS & drill.keys():
            _check_step_name(draft, (*loc, kind), drill[kind])
        _check_what_fails(draft, loc, drill)
        if isinstance(card := drill.get("card"), str):
            _check_card(draft.document, (*loc, "card"), card, real_card, is_card=True)
        for place, text in entries(drill.get("fill"), (*loc, "fill")):
            _check_value(draft, draft.document, place, text, real_card)


def _check_suppressions(draft: Draft) -> None:
    for index, each in enumerate(_list(draft.head.get("suppress"))):
        if isinstance(each, dict) and "step" in each:
            _check_step_name(draft, ("suppress", index, "step"), each["step"])


def _check_what_fails(draft: Draft, loc: Loc, drill: dict[str, Any]) -> None:
    """A provider that fails must be known: by the request that is named, or by its hosts."""
    kind = next((each for each in (DrillKind.PAYMENT_TIMEOUT, DrillKind.PAYMENT_ERROR) if each in drill), None)
    payment = draft.head.get("payment")
    hosts = payment.get("hosts") if isinstance(payment, dict) else None
    if kind is not None and not drill.get("request") and not hosts:
        mend = 'add request: "**/api/pay", or payment: {hosts: [pay.example]}'
        draft.document.report(loc, f"{kind} does not say which request fails", mend)


def _check_step_name(draft: Draft, loc: Loc, name: Any) -> None:
    names = [step.name for step in draft.steps if step.name]
    if isinstance(name, str) and name not in names and name not in map(_id, draft.steps):
        draft.document.report(loc, f"unknown step '{name}'", did_you_mean(name, names, "steps"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
