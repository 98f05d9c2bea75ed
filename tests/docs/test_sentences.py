"""Sentences are found in code, and catalogues keep what translators wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from frictionaudit.docs.catalogues import Entry, compiled, stale_catalogues, updated, write_catalogues
from frictionaudit.docs.helps import helps_in
from frictionaudit.docs.mistakes import mistakes_in
from frictionaudit.docs.sentences import sentences_in

CODE = """
yield Incomplete("the page was not seen", 3)
yield Incomplete(step.gap("page") or "it was left")
return Incomplete(f"{len(links)} links of {page.url} and {other.url} failed") if links else Inapplicable()
draft.fail(Status.FAILED, "kind", "it fell over")
draft.gap("page", f"a fault ({type(fault).__name__}: {fault})")
self.outcome, self.reason = Outcome.FAILED, "no way on"
self.failure = "" if fine else "the bank was away"
Gap(what="mail", reason=f"status {answer.status_code}")
words = translatable("marked {braces}")
other = "not a reason at all"
"""


def test_sentences_are_found_by_what_holds_them() -> None:
    assert set(sentences_in(CODE)) == {
        "the page was not seen",
        "it was left",
        "{links} links of {url} and {url2} failed",
        "it fell over",
        "a fault ({fault}: {fault2})",
        "no way on",
        "the bank was away",
        "status {status_code}",
        "marked {{braces}}",
    }


MISTAKES = """
document.report(loc, "this is wrong", "write it so")
raise trouble(f"bad word '{value}'", WORD_MEND)
WORD_MEND = "write a word"
mend = did_you_mean(word, known, "shapes")
Kind = Annotated[Text, one_of(KINDS, "kind", "kinds")]
MISSING = {"a": "add an a"}
NOUNS = {"b": ("bee", "bees")}
_SAYINGS = ((r"x y", "a {sign} is wrong", f"fewer than {MOST} of them"),)
def tell():
    return f"{name} is odd", "make it even"
other = "not a mistake at all"
"""


def test_what_is_said_of_mistakes_is_found() -> None:
    assert set(mistakes_in(MISTAKES)) == {
        "this is wrong", "write it so", "bad word '{value}'", "write a word", "shapes: {listed}",
        "unknown kind '{word}'", "kinds: {listed}", "add an a", "unknown bee '{word}'", "bees: {listed}",
        "a {sign} is wrong", "fewer than {most} of them", "{name} is odd", "make it even",
    }  # fmt: skip


HELPS = '''
_ENDINGS = """
\\b
Exit codes:
  0    all is well
"""

@click.command(short_help="Do the thing.")
@click.option("--fast", help="Do it fast.")
def do() -> None:
    """Do the thing as asked,
    and say so.

    \\b
    tool do --fast    the quick way
    """

def other() -> None:
    """Not a help text."""
'''


def test_help_texts_are_found_by_paragraph_and_line() -> None:
    assert set(helps_in(HELPS)) == {
        "Exit codes:", "all is well", "Do the thing.", "Do it fast.", "Do the thing as asked, and say so.",
        "the quick way",
    }  # fmt: skip


def test_elsewhere_only_the_mark_counts() -> None:
    assert list(sentences_in(CODE, only_marked=True)) == ["marked {{braces}}"]


PO = """
msgctxt "a"
msgid "One"
msgstr "Yksi"

msgctxt "b"
msgid "Two"
msgstr "Kaksi"

msgctxt "gone"
msgid "Three"
msgstr "Kolme"

msgctxt "empty"
msgid "Old"
msgstr ""
"""


@pytest.fixture
def entries() -> tuple[Entry, ...]:
    return (Entry("a", "One"), Entry("b", "Two and a half"), Entry("new", "Four"), Entry("empty", "New"))


def test_what_translators_wrote_is_kept_and_what_is_stale_is_marked(entries: tuple[Entry, ...]) -> None:
    after = {message.context: message for message in updated(PO, "fi", entries) if message.id}
    assert {key: message.string for key, message in after.items()} == {
        "a": "Yksi",
        "b": "Kaksi",
        "new": "",
        "empty": "",
    }
    assert {key for key, message in after.items() if message.fuzzy} == {"b"}
    assert list(after["b"].previous_id) == ["Two"]


def test_only_what_is_translated_from_this_very_english_is_read(entries: tuple[Entry, ...]) -> None:
    assert json.loads(compiled(updated(PO, "fi", entries))) == [["a", "One", "Yksi"]]


def test_catalogues_that_are_not_there_are_begun_and_then_up_to_date(tmp_path: Path) -> None:
    assert write_catalogues(tmp_path) == ["de.json", "de.po", "fi.json", "fi.po", "sv.json", "sv.po"]
    assert stale_catalogues(tmp_path) == []
    assert write_catalogues(tmp_path) == []
    with (tmp_path / "fi.po").open("rb") as file:
        assert len(list(read_po(file))) > 1_000
