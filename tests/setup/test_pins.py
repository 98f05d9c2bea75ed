"""What pyproject.toml asks for, what constraints.txt pins and what is installed here agree."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split("#")[0].strip() for line in lines]
    return {canonicalize_name(name): version for name, _, version in (word.partition("==") for word in words if word)}


def needed(asked: Iterator[Requirement], seen: dict[str, str]) -> dict[str, str]:
    """Everything that these requirements bring in, with the version that is installed."""
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker is not None and not requirement.marker.evaluate({"extra": ""})):
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            pytest.fail(f"{name} is asked for and not installed: run make install-dev")
        seen[name] = installed.version
        needed((Requirement(each) for each in installed.requires or ()), seen)
    return seen


def test_everything_that_is_needed_is_pinned_to_what_is_installed() -> None:
    wanted = needed((Requirement(each) for each in DIRECT), {})
    pinned = pins()
    assert {name: pinned.get(name) for name in wanted} == wanted


def test_pins_hold_no_address_and_nothing_but_exact_versions() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|@", text)
    assert all(re.fullmatch(r"\d[\w.]*", version) for version in pins().values())


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "pyproject.toml", "scripts/bootstrap.py"])
def test_set_up_leaves_the_choice_of_index_to_the_machine(name: str) -> None:
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", (ROOT / name).read_text(encoding="utf-8"))


def test_each_direct_dependency_has_a_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    missing = [name for each in DIRECT if f"`{(name := Requirement(each).name)}`" not in reasons]
    assert missing == []


def test_this_python_is_one_that_the_package_asks_for() -> None:
    assert Requirement(f"python{PROJECT['project']['requires-python']}").specifier.contains(
        ".".join(str(part) for part in sys.version_info[:3])
    )


def test_what_the_product_imports_comes_with_it_and_not_with_the_tests() -> None:
    brought = needed((Requirement(each) for each in PROJECT["project"]["dependencies"]), {})
    homes = packages_distributions()
    foreign = {
        name: homes.get(name, [])
        for file in (ROOT / "src").rglob("*.py")
        for name in imported(file)
        if name not in sys.stdlib_module_names and name != "frictionaudit"
    }
    assert "httpx" in foreign
    missing = [name for name, homes in foreign.items() if not any(canonicalize_name(home) in brought for home in homes)]
    assert missing == []


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]
