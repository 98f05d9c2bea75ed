"""What README says can be typed exists: commands, options, targets, personas, codes, links; its journey loads."""

import importlib
import re
from keyword import iskeyword
from pathlib import Path

import pytest

from frictionaudit.cli.command import COMMANDS
from frictionaudit.errors import ExitCode
from frictionaudit.journey import check, persona_names

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def options_of(command: str) -> set[str]:
    home = f"{command}_" if iskeyword(command) else command
    module = importlib.import_module(f"frictionaudit.cli.{home}")
    return {name for each in getattr(module, home).params for name in (*each.opts, *each.secondary_opts)}


@pytest.mark.parametrize("text", [README, CHANGES], ids=["README", "CHANGELOG"])
def test_every_command_and_option_exists(text: str) -> None:
    typed = re.findall(r"frictionaudit ([a-z]+)\b([^`\n&]*)", text)
    used = {(command, option) for command, rest in typed for option in re.findall(r"--[a-z-]+", rest)}
    assert {command for command, _ in typed if command in COMMANDS} >= {"run", "check", "doctor", "demo"}
    assert [(command, option) for command, option in used if option not in options_of(command)] == []


def test_every_option_that_is_told_exists() -> None:
    told = set(re.findall(r"`(--[a-z-]+)", README))
    known = set().union(*map(options_of, COMMANDS))
    assert told
    assert told <= known


def test_every_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=[`\s].*#|`)", README)) <= targets


def test_every_persona_exists() -> None:
    table = README.partition("## Personas")[2].partition("##")[0]
    assert set(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)) == set(persona_names(None))


def test_every_exit_code_is_told() -> None:
    table = README.partition("## Exit codes")[2].partition("```")[0]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [code.value for code in ExitCode]


def test_every_link_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert [link for link in links if not leads(link)] == []


def leads(link: str) -> bool:
    """Whether the file is there, and the heading that is meant in it."""
    file, _, place = link.partition("#")
    if not place or not (ROOT / file).is_file():
        return (ROOT / file).exists()
    headings = re.findall(r"^#+ (.+)$", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return place in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_journey_loads(tmp_path: Path) -> None:
    journeys = [
        block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if block.startswith("version: 1")
    ]
    assert len(journeys) == 1
    path = tmp_path / "guest.yaml"
    path.write_text(journeys[0], encoding="utf-8")
    assert [str(each) for each in check([path])] == []
