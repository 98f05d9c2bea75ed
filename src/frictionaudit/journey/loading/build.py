"""From a checked file to the journey that the rest of the house reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frictionaudit.journey.loading.document import Document, Loc
from frictionaudit.journey.loading.draft import Draft, RawStep
from frictionaudit.journey.loading.places import inside
from frictionaudit.journey.loading.values import secrets_of, value_of
from frictionaudit.journey.model import (
    Action,
    ActionKind,
    Commitment,
    Detour,
    DetourKind,
    Drill,
    DrillKind,
    Expectation,
    ExpectationKind,
    Journey,
    Locator,
    Payment,
    Safety,
    Stage,
    Step,
    Suppression,
    Target,
    Value,
)
from frictionaudit.journey.shapes.file import HeadFile, JourneyFile, MailboxFile
from frictionaudit.journey.shapes.step_file import (
    ActionsFile,
    DetourFile,
    DrillFile,
    ExpectFile,
    LocatorFile,
    PressFile,
    StepFile,
    WaitFile,
)
from frictionaudit.journey.slug import slug

__all__ = ["build_journey", "head_secrets"]

SCROLLS = ("down", "up", "end")
WORDS = frozenset({ActionKind.GOTO, ActionKind.SEARCH, ActionKind.INTENT})
"""Actions whose text names no element."""

PASSED_ON = ("locale", "market", "currency", "consent", "goods", "customers", "timezone", "proxy", "ignore_tls")


def build_journey(draft: Draft, file: JourneyFile, steps: list[StepFile], cleanup: list[StepFile]) -> Journey:
    """Make the journey of a file without mistakes.

    Args:
        draft: The file as written.
        file: The same, checked.
        steps: Its steps, checked, those of fragments included; as many as the draft has.
        cleanup: The same of `cleanup:`.
    """
    head = _Head(file, draft.config.defaults if draft.config else HeadFile())
    folder = draft.document.file.parent
    credentials, place, storage = head("http_credentials"), head("geolocation"), head("storage_state")
    names = {name: step.step for step in steps for name in (step.step, step.id, slug(step.step)) if name}
    passed = {key: value for key in PASSED_ON if (value := head(key)) is not None}
    passed |= {key: tuple(value) for key in ("personas", "browsers", "block") if (value := head(key)) is not None}
    return Journey(
        name=file.journey,
        id=slug(draft.document.file.stem),
        file=draft.document.file,
        base_url=head("base_url"),
        is_withdrawal_exempt=head("withdrawal_exempt") or False,
        safety=_safety(file, draft),
        data=draft.data,
        secrets=tuple(dict.fromkeys(_secrets(draft))),
        payment=Payment.model_validate(head.group("payment")),
        target=Target.model_validate(head.group("target")),
        figures=_named_file(draft, file, "figures"),
        feedback=_named_file(draft, file, "feedback"),
        steps=_steps(draft, draft.steps, steps),
        detours=tuple(_detour(draft, i, d, names) for i, d in enumerate(file.detours or ())),
        drills=tuple(_drill(draft, i, d, names) for i, d in enumerate(file.drills or ())),
        cleanup=_steps(draft, draft.cleanup, cleanup),
        suppress=tuple(_suppressions(draft, file)),
        http_credentials=(credentials.username, credentials.password) if credentials else None,
        storage_state=inside(folder, storage) if storage else None,
        headers=head("headers") or {},
        mailbox=_mailbox(head("mailbox")),
        geolocation=(place.latitude, place.longitude) if place else None,
        **passed,
    )


class _Head:
    """Keys above the steps: the journey's own, else the defaults'."""

    def __init__(self, own: HeadFile, defaults: HeadFile) -> None:
        self._own, self._defaults = own, defaults

    def __call__(self, key: str) -> Any:
        own = getattr(self._own, key)
        return getattr(self._defaults, key) if own is None else own

    def group(self, key: str) -> dict[str, Any]:
        """Give a group's keys, the journey's over the defaults'."""
        both = (getattr(self._defaults, key), getattr(self._own, key))
        return {name: value for each in both if each for name, value in each.model_dump(exclude_none=True).items()}


def _named_file(draft: Draft, file: JourneyFile, key: str) -> Path | None:
    """Give a file that the journey names, or frictionaudit.yaml does: each from its own folder."""
    if name := getattr(file, key):
        return inside(draft.document.file.parent, name)
    config = draft.config
    name = getattr(config.defaults, key) if config else None
    return inside(config.file.parent, name) if config and config.file and name else None


def _suppressions(draft: Draft, file: JourneyFile) -> Iterator[Suppression]:
    """Give the journey's own first: where both set one finding aside, its own reason and date count."""
    for each in file.suppress or ():
        yield Suppression(**each.model_dump(exclude_none=True))
    yield from draft.config.suppress if draft.config else ()


def _safety(file: JourneyFile, draft: Draft) -> Safety:
    """Lay both over each other; an explicit false always wins, wherever it stands."""
    default = draft.config.defaults.safety if draft.config else None
    both = [each for each in (default, file.safety) if each]
    orders = [each.allow_order for each in both if each.allow_order is not None]
    real = [each.real_card for each in both if each.real_card is not None]
    hosts = dict.fromkeys(host for each in both for host in each.hosts or ())
    return Safety(allow_order=all(orders) if orders else None, hosts=tuple(hosts), real_card=bool(real and real[-1]))


def _mailbox(file: MailboxFile | None) -> dict[str, str]:
    return {name: str(value) for name, value in file.model_dump(exclude_none=True).items()} if file else {}


def _secrets(draft: Draft) -> Iterator[str]:
    yield from draft.config.secrets if draft.config else ()
    yield from secrets_of(draft.data)
    yield from head_secrets(draft.head)
    for step in (*draft.steps, *draft.cleanup):
        for _, key, value in step.actions():
            if key in ("fill", "select"):
                yield from secrets_of(value)


def head_secrets(head: dict[str, Any]) -> Iterator[str]:
    """Give what is secret above the steps, `data` apart."""
    for key in ("headers", "mailbox", "proxy"):
        yield from secrets_of(head.get(key))
    credentials = head.get("http_credentials")
    if isinstance(credentials, dict):
        yield str(credentials.get("password"))


def _steps(draft: Draft, raws: list[RawStep], files: list[StepFile]) -> tuple[Step, ...]:
    built: list[Step] = []
    stage = Stage.ARRIVE
    for raw, file in zip(raws, files, strict=True):
        stage = file.stage or stage
        built.append(_step(draft, raw, file, stage))
    return tuple(built)


def _step(draft: Draft, raw: RawStep, file: StepFile, stage: Stage) -> Step:
    document = raw.document
    expect = _expectations(document, (*raw.loc, "expect"), file.expect, raw.keys["expect"]) if file.expect else ()
    return Step(
        name=file.step,
        id=file.id or slug(file.step),
        stage=stage,
        actions=tuple(_actions(draft, raw, file)),
        commits=file.commits or (Commitment.ORDER if _places_order(file) else None),
        expect=tuple(expect),
        patience_s=file.patience,
        opens_window=bool(file.popup),
        file=document.file,
        line=document.line(raw.loc),
    )


def _places_order(file: StepFile) -> bool:
    """Tell an order by its intent, which says so in plain words."""
    return any(each.intent == "place_order" for each in (file, *(file.do or ())))


def _actions(draft: Draft, raw: RawStep, file: StepFile) -> Iterator[Action]:
    for key, value in raw.keys.items():
        if key == "do":
            for index, item in enumerate(file.do or ()):
                place = (*raw.loc, "do", index)
                for inner, inner_value in value[index].items():
                    yield from _action(draft, raw.document, (*place, inner), getattr(item, inner), inner_value)
        elif key in ActionsFile.model_fields:
            yield from _action(draft, raw.document, (*raw.loc, key), getattr(file, key), value)


def _action(draft: Draft, document: Document, loc: Loc, file: Any, raw: Any) -> Iterator[Action]:
    """Make the actions of one key: `file` is its checked value, `raw` what was written."""
    kind, line = ActionKind(str(loc[-1])), document.line(loc)
    if kind in (ActionKind.FILL, ActionKind.SELECT, ActionKind.UPLOAD):
        for target, text, place in _fields(file, raw, loc):
            path = inside(document.file.parent, text) if kind is ActionKind.UPLOAD else None
            value = value_of(text, draft.data) if path is None else Value(text=str(path))
            yield Action(kind=kind, target=target, value=value, line=document.line(place))
    elif kind in (ActionKind.CHECK, ActionKind.UNCHECK):
        for index, each in enumerate(_many(file)):
            place = (*loc, index) if isinstance(file, list) else loc
            yield Action(kind=kind, target=_locator(each), line=document.line(place))
    elif isinstance(file, WaitFile):
        for expectation in _expectations(document, loc, file, raw):
            yield Action(kind=kind, expectation=expectation, line=expectation.line)
    elif kind is ActionKind.PRESS:
        press = file if isinstance(file, PressFile) else PressFile(key=file)
        into = _locator(press.into) if press.into else None
        yield Action(kind=kind, target=into, value=Value(text=press.key), line=line)
    elif kind in (ActionKind.BACK, ActionKind.RELOAD):
        yield Action(kind=kind, line=line)
    elif kind in WORDS or (kind is ActionKind.SCROLL and file in SCROLLS):
        yield Action(kind=kind, value=Value(text=file), line=line)
    else:
        yield Action(kind=kind, target=_locator(file), line=line)


def _fields(file: Any, raw: Any, loc: Loc) -> Iterator[tuple[Locator, str, Loc]]:
    """Give fields with what goes in, as written: only there can be seen what the environment gave."""
    if isinstance(raw, dict):
        for label, text in raw.items():
            yield Locator(text=label), text, (*loc, label)
    else:
        for index, (entry, written) in enumerate(zip(file, raw, strict=True)):
            yield _locator(entry), written["value"], (*loc, index)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _locator(file: str | LocatorFile) -> Locator:
    """Make a locator of a plain text or of its mapping."""
    if isinstance(file, str):
        return Locator(text=file)
    found = file.model_dump(exclude_none=True, exclude={"value", "exact"})
    return Locator(**found, is_exact=file.exact)


def _expectations(document: Document, loc: Loc, file: ExpectFile, raw: dict[str, Any]) -> Iterator[Expectation]:
    """Give the expectations in the order written, one for each entry of a list."""
    for key in raw:
        kind, written = ExpectationKind(key), getattr(file, key)
        for index, each in enumerate(_many(written)):
            line = document.line((*loc, key, index) if isinstance(written, list) else (*loc, key))
            if kind is ExpectationKind.ELEMENT:
                yield Expectation(kind=kind, target=_locator(each), line=line)
            elif kind is ExpectationKind.STATUS:
                yield Expectation(kind=kind, status=each, line=line)
            elif kind is ExpectationKind.ORDER_REFERENCE:
                yield Expectation(kind=kind, line=line)
            else:
                yield Expectation(kind=kind, text=each, line=line)


def _detour(draft: Draft, index: int, file: DetourFile, names: dict[str, str]) -> Detour:
    kind = next(kind for kind in DetourKind if getattr(file, kind))
    step: str = getattr(file, kind)
    is_path = kind is DetourKind.DEEP_LINK and step not in names
    return Detour(
        kind=kind,
        step="" if is_path else names[step],
        path=step if is_path else None,
        referrer=file.referrer,
        line=draft.document.line(("detours", index)),
    )


def _drill(draft: Draft, index: int, file: DrillFile, names: dict[str, str]) -> Drill:
    kind = next(kind for kind in DrillKind if getattr(file, kind))
    loc = ("drills", index)
    fill = _fields(file.fill, draft.head["drills"][index]["fill"], loc) if file.fill else ()
    return Drill(
        kind=kind,
        step=names[getattr(file, kind)],
        request=file.request,
        respond_status=file.respond.status if file.respond else None,
        respond_json=file.respond.json_ if file.respond else None,
        card=file.card,
        fill=tuple((target, value_of(text, draft.data)) for target, text, _ in fill),
        line=draft.document.line(loc),
    )
