"""Nothing that the commands say or write is English where another language is spoken: theirs, click's, or ours."""

from __future__ import annotations

import ast
import gzip
import re
import shutil
from collections.abc import Coroutine, Iterator
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from tests.tongues.tongue import english_in, speaking_wide

import frictionaudit
from frictionaudit.cli.command import COMMANDS, answer
from frictionaudit.cli.scan import _explain
from frictionaudit.docs.clicks import clicks_words
from frictionaudit.docs.sentences import _TROUBLES, is_sentence, templates_of
from frictionaudit.evidence.common import Subject
from frictionaudit.replay.events import CandidatesWeighed
from frictionaudit.replay.intent.candidate import DISABLED, Candidate, place_reason
from frictionaudit.replay.intent.weighing import told_candidate
from frictionaudit.shops import FRICTIONS, server
from frictionaudit.shops.introduction import INTRODUCED, introduction
from frictionaudit.tongues import speaking
from frictionaudit.tongues.helps import told_word

SOURCE = Path(frictionaudit.__file__).parent
RECORDINGS = Path(__file__).parents[1] / "discover" / "recordings"

JOURNEY = """\
version: 1
journey: Muki
base_url: http://127.0.0.1:1
locale: fi-FI
data: {email: maija@example.com}
steps:
  - {step: Auki, goto: /, expect: {see: Muki}}
  - {step: Osta, click: Osta, commits: order, expect: {order_reference: true}}
"""

FILES = {
    "muki.yaml": JOURNEY,
    "odd.yaml": JOURNEY.replace("click: Osta", "klick: Osta").replace("fi-FI", "suomi"),
    "empty.json": "",
    "other.json": "{}",
    "text.txt": "moi",
    "list.txt": "\n".join(f"http://shop.example/{number}" for number in range(30)),
    "index.xml": "<?xml?><sitemapindex><loc>http://shop.example/1.xml</loc></sitemapindex>",
    "page.xml": "<?xml?><urlset><loc>http://shop.example/</loc></urlset>",
    "plain.yaml": "version: 1\ntraffic: {mobile-first: 1}\n",
}

COMMENT = re.compile(r"^(?:.*\s)?# (?!\s|[\w-]+:)([^#\n]+)$", re.MULTILINE)
"""What stands behind keys, or alone; keys that are commented out are left aside."""

SAID = (
    *((name, "--help") for name in COMMANDS),
    ("--help",),
    ("--version",),
    ("runn",), ("nix",), ("nix.yaml",), ("--nix",),
    ("run",), ("run", "--nix"), ("run", "nix"), ("run", "muki.yaml", "--workers", "0"),
    ("run", "muki.yaml", "--fail-on", "nix"), ("run", "muki.yaml", "--out"), ("run", "muki.yaml", "--heal=1"),
    ("run", "muki.yaml", "--time-budget", "nix"), ("run", "muki.yaml", "--dry-run"),
    ("run", "muki.yaml", "--only-step", "nix"), ("run", "muki.yaml", "--persona", "nix"),
    ("run", "muki.yaml", "--step"), ("run", "odd.yaml"),
    ("check", "muki.yaml"), ("check", "odd.yaml"),
    ("init", "new", "--url", "shop.example", "--yes"), ("init", "new", "--url", "shop.example", "--yes"),
    ("init", "other", "--yes"), ("init", "other", "--url", "a b"),
    ("init", "other", "--url", "shop.example", "--locale", "suomi", "--yes"),
    *(("import", name) for name in (*FILES, "packed.json", "bytes.txt") if name != "page.xml"),
    *(("import", f"recordings/{name}") for name in ("codegen-python.txt", "codegen.jsonl", "devtools.json")),
    ("import", "page.xml", "--out", "page.yaml"), ("import", "page.xml", "--out", "page.yaml"),
    ("import", "page.xml", "--locale", "suomi"), ("import", "other"), ("import",),
    ("record", "a b"), ("record", "shop.example"), ("record", "shop.example", "--browser", "nix"),
    ("scan", "a b"), ("scan", "http://127.0.0.1:1", "--locale", "suomi"), ("scan", "x.fi", "--market", "Suomi"),
    ("scan", "x.fi", "--journey", "muki.yaml"), ("scan", "x.fi", "muki", "auki"), ("scan", "x.fi", "--pages", "1"),
    ("audit", "muki.yaml"), ("audit", "folder"),
    ("compare", "folder"), ("compare", "muki.yaml", "muki.yaml"),
    ("rules",), ("explain", "nix"), ("explain", "speed"), ("explain", "slow-servr"), ("explain",),
    ("explain", "slow-server"),

    ("schema", "nix"),
    ("demo", "--port", "0"), ("demo", "--port", "0", "--friction", "slow-server"),
    ("demo", "--port", "99999"), ("demo", "--friction", "nix"), ("demo", "--language", "nix"),
    ("demo", "--shop-language", "nix"),
    ("doctor", "--browser", "nix"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "packed.json").write_bytes(gzip.compress(b"{}"))
    (tmp_path / "bytes.txt").write_bytes(b"\xff\x00\xfe")
    (tmp_path / "folder").mkdir()
    shutil.copytree(RECORDINGS, tmp_path / "recordings")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(server, "asyncio", SimpleNamespace(run=interrupted))
    return tmp_path


def interrupted(serving: Coroutine[object, object, None]) -> None:
    """Press Ctrl-C as soon as the shop would be open."""
    serving.close()
    raise KeyboardInterrupt


def test_no_command_says_or_writes_english(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left: dict[str, list[str]] = {}
    with speaking_wide(monkeypatch):
        for words in SAID:
            with speaking("fi"):  # some commands change it
                answer(words)
            told = capsys.readouterr()
            left[" ".join(words)] = english_in(told.out + told.err)
    made = [*folder.glob("new/**/*.y*ml"), *folder.glob("recordings/*.yaml"), folder / "page.yaml"]
    assert len(made) == 7
    for path in made:
        left[path.name] = english_in("\n".join(COMMENT.findall(path.read_text("utf-8"))))
    assert [f"{what}: {line}" for what, lines in left.items() for line in lines] == []


def literals(path: Path, calls: frozenset[str]) -> Iterator[tuple[ast.Call, list[str]]]:
    """Give the calls of those names, each with the sentences that stand in it as they are."""
    code = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(code)) if any(f"{name}(" in code for name in calls) else ():
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in calls:
                yield node, [words for each in node.args for words in templates_of(each) if is_sentence(words)]


def test_the_commands_echo_no_sentence_of_their_own() -> None:
    """They say it by its key (`text`), or by `retold`: this finds what no test runs."""
    calls = frozenset({"echo", "secho", "prompt", "confirm", "fail", "print"})
    modules = SOURCE.glob("cli/*.py")
    said = [words for path in modules for _, told in literals(path, calls) for words in told]
    assert said == ["frictionaudit {version}, Playwright {version2}, Python {platform}"]


def test_every_trouble_is_told_by_a_sentence_that_is_found() -> None:
    hidden = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in SOURCE.rglob("*.py")
        for call, told in literals(path, _TROUBLES)
        if not told and call.args and not isinstance(call.args[0], ast.Call)
    ]
    assert hidden == [], "put the sentence where it is raised, so that translators find it"


@pytest.mark.parametrize("language", ["fi", "sv", "de"])
def test_click_says_nothing_of_its_own(language: str) -> None:
    """A new click with new words shows here: `python -m frictionaudit.docs`, and translate them."""
    alike = {"%(prog)s, version %(version)s"}
    with speaking(language):
        assert {words for words in clicks_words() if told_word(words) == words} <= alike


@pytest.mark.parametrize("language", ["fi", "sv", "de"])
def test_the_demo_introduces_its_shop_in_each_language(language: str) -> None:
    with speaking(language):
        told = introduction("http://127.0.0.1:1", "http://127.0.0.1:2", frictions=["slow-server"])
    assert [english for english in INTRODUCED.values() if english.partition("{")[0] in told] == []
    assert all(f"  {name} " in told for name in FRICTIONS), "names stay, whatever is spoken"


TROUBLES = {
    "en": ("Usage: frictionaudit run [OPTIONS] PATHS...", "Error: No such option '--nix'."),
    "fi": ("Käyttö: frictionaudit run [VALITSIMET] POLUT...", "Virhe: Valitsinta '--nix' ei ole."),
    "sv": ("Användning: frictionaudit run [FLAGGOR] SÖKVÄGAR...", "Fel: Det finns ingen flagga '--nix'."),
    "de": ("Aufruf: frictionaudit run [OPTIONEN] PFADE...", "Fehler: Die Option '--nix' gibt es nicht."),
}


@pytest.mark.parametrize("language", TROUBLES)
def test_what_is_wrong_with_a_command_is_told_in_each_language(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking(language):
        answer(["run", "--nix"])
    told = capsys.readouterr().err.splitlines()
    assert told[0] == TROUBLES[language][0]
    assert told[-1].startswith(TROUBLES[language][1])


def test_a_command_stays_english_for_others() -> None:
    with speaking("fi"):
        answer(["rules", "--help"])
    assert click.Context(click.Command("x"), info_name="x").get_usage() == "Usage: x [OPTIONS]"


def test_what_a_scan_weighed_is_told_with_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    subject = Subject(role="button", name="Jatka")
    weighed = Candidate(subject, (("says so", 4.0), (place_reason("main"), 0.5), (DISABLED, -3.0)))
    with speaking("fi"):
        _explain(CandidatesWeighed("visit", "continue", (told_candidate(weighed),)))
        assert capsys.readouterr().err.splitlines() == [
            "Jatka:", "  +1,5 Jatka: sanoo niin +4, sivun pääsisällössä +0,5, ei ole käytettävissä -3",
        ]  # fmt: skip
    assert weighed.why() == "says so +4, in the page's main content +0.5, it is disabled -3"
