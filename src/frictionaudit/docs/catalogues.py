"""The catalogues of tongues/: what a translator finds in `fi.po`, and what is made of it for the reader, `fi.json`."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from frictionaudit.docs.clicks import clicks_words
from frictionaudit.docs.sentences import sentences
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.files import write_whole
from frictionaudit.journey.intents import STEP_NAMES
from frictionaudit.journey.model import ExpectationKind
from frictionaudit.report.texts import ENGLISH as REPORT
from frictionaudit.rules.registry import Rule, all_rules
from frictionaudit.shops.introduction import INTRODUCED
from frictionaudit.tongues.catalogue import SENTENCES
from frictionaudit.tongues.helps import CLICKS, METAVAR, METAVARS
from frictionaudit.tongues.language import LANGUAGES
from frictionaudit.tongues.parts import PARTS

__all__ = ["FOLDER", "Entry", "compiled", "entries", "stale_catalogues", "updated", "write_catalogues"]

FOLDER = Path(__file__).parents[1] / "tongues"
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")

_DATED = datetime(2026, 11, 22, tzinfo=UTC)
"""Catalogues change by what they say, not by when they were written."""

_HEADER = """\
# The words of frictionaudit. Key (msgctxt) and English (msgid) come from the code: change msgstr only.
# Words in braces, {like_this}, stay as they are and stand in any order. What is empty or fuzzy is shown in English.
# After a change: python -m frictionaudit.docs"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to translate.

    Attributes:
        key: Unique, but for SENTENCES, which key all sentences bear that are their own key.
        english: The text.
        note: What a translator should know of it.
        files: Where it stands in the code.
    """

    key: str
    english: str
    note: str = ""
    files: tuple[str, ...] = ()


def stale_catalogues(folder: Path = FOLDER) -> list[str]:
    """Give the catalogues that lack what the code says now, or are not what was made of the translation, sorted."""
    return sorted(name for name, content in _wanted(folder).items() if _read(folder / name) != content)


def write_catalogues(folder: Path = FOLDER) -> list[str]:
    """Write the stale ones, what translators wrote kept, and give their names, sorted.

    Raises:
        AuditError: one could not be written.
    """
    wanted = _wanted(folder)
    changed = stale_catalogues(folder)
    for name in changed:
        write_whole(folder / name, wanted[name].encode())
    return changed


def updated(po: str, language: str, wanted: tuple[Entry, ...] | None = None) -> Catalog:
    """Give a catalogue with what the code says now.

    New texts are empty; what the code says no more is gone; where the English of a key has changed, the translation
    is marked fuzzy, its old English beside it.
    """
    before = read_po(io.BytesIO(po.encode()), locale=language) if po else Catalog(locale=language)
    known: dict[tuple[str, str], Message] = {(m.context or "", str(m.id)): m for m in before if m.id}
    by_key = {key: message for (key, _), message in known.items() if key != SENTENCES}
    after = Catalog(
        locale=language, project="frictionaudit", header_comment=_HEADER, charset="utf-8", fuzzy=False,
        creation_date=_DATED, revision_date=_DATED, last_translator="frictionaudit", language_team=language,
        copyright_holder="frictionaudit", msgid_bugs_address=" ",
    )  # fmt: skip
    for entry in entries() if wanted is None else wanted:
        same = known.get((entry.key, entry.english))
        old = same or by_key.get(entry.key)
        is_changed = old is not None and same is None and bool(old.string)
        after.add(
            entry.english,
            string=str(old.string) if old else "",
            context=entry.key,
            auto_comments=[entry.note] if entry.note else [],
            user_comments=old.user_comments if old else (),
            locations=[(file, None) for file in entry.files],  # type: ignore[misc]  # no lines: they change daily
            flags=["fuzzy"] if is_changed or (old is not None and old.fuzzy) else [],
            previous_id=(str(old.id),) if is_changed and old else old.previous_id if old and old.fuzzy else (),
        )
    return after


def compiled(catalogue: Catalog) -> str:
    """Give what is read when a report is made: key, English and translation of each text that has one."""
    told = [[m.context or "", str(m.id), str(m.string)] for m in catalogue if m.id and m.string and not m.fuzzy]
    return json.dumps(told, ensure_ascii=False, indent=0) + "\n"


def entries() -> tuple[Entry, ...]:
    """Give every text that a reader may meet, in the order of the code."""
    return (
        *(Entry(f"report/{key}", english) for key, english in REPORT.items()),
        *(entry for rule in all_rules().values() for entry in _of_rule(rule)),
        *(Entry(f"part/{name}", english, "small letter; stands alone, before a name, or opens a sentence")
          for name, english in PARTS.items()),
        *(Entry(f"{METAVAR}{word}", word, "stands for a value in the help of a command") for word in METAVARS),
        *(Entry(f"{CLICKS}{words}", words, "said by click, the library of our command") for words in clicks_words()),
        *(Entry(f"step/{key}", english, "name of a step in a journey file") for key, english in STEP_NAMES.items()),
        *(Entry(key, english, "said by `frictionaudit demo` of its shop") for key, english in INTRODUCED.items()),
        *(Entry(SENTENCES, english) for english in _of_kinds()),
        *(Entry(SENTENCES, english, "begins no sentence: small letter, no full stop", files)
          for english, files in sentences().items()),
    )  # fmt: skip


def _of_kinds() -> Iterator[str]:
    """Give what is noted in the words of a kind: what was expected, and how a visit ended."""
    yield from (f"{kind}: {{wanted}}" for kind in ExpectationKind)
    yield str(ExpectationKind.ORDER_REFERENCE)
    yield from (f"{outcome.replace('_', ' ')} ({{who}})" for outcome in VisitOutcome)


def _wanted(folder: Path) -> Mapping[str, str]:
    wanted: dict[str, str] = {}
    for language in TRANSLATED:
        catalogue = updated(_read(folder / f"{language}.po"), language)
        wanted |= {f"{language}.po": _written(catalogue), f"{language}.json": compiled(catalogue)}
    return wanted


def _read(path: Path) -> str:
    return path.read_bytes().decode() if path.is_file() else ""


def _of_rule(rule: Rule) -> Iterator[Entry]:
    file = f"rules/{rule.id.replace('-', '_')}.py"
    for name, english, note in rule.texts():
        yield Entry(f"rules/{rule.id}/{name}", english, note, (file,))


def _written(catalogue: Catalog) -> str:
    content = io.BytesIO()
    write_po(content, catalogue, width=0, include_previous=True)
    return content.getvalue().decode()
