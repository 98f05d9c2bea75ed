"""Every rule finds on its failing page what is marked there, and nothing on its twin.

The first failing page and the first twin of each rule are walked on every change; other languages and makes, and all of
them in Firefox, with `make test-slow`.
"""

from __future__ import annotations

import pytest
from tests.rules.conftest import Walked
from tests.rules.harness import TwinPage, differences, twin_pages

from frictionaudit.rules.registry import all_rules

# Rules that no single page can show: they compare visits, or need a host that is not a loopback one. Their unit tests
# stand beside the pages.
WITHOUT_PAGES = {"action/differs-by-variant", "confirmation/missing-email", "errors/insecure-page"}


def _marks_of(page: TwinPage, engine: str) -> list[pytest.MarkDecorator]:
    marks = [pytest.mark.browser]
    if engine == "firefox":
        marks.append(pytest.mark.firefox)
    if not page.is_first or engine == "firefox":
        marks.append(pytest.mark.slow)
    return marks


CASES = [
    pytest.param(page, engine, id=f"{page.rule}-{page.path.stem}-{engine}", marks=_marks_of(page, engine))
    for page in twin_pages()
    for engine in page.engines
]


@pytest.mark.parametrize(("page", "engine"), CASES)
def test_rules_find_exactly_what_the_page_marks(page: TwinPage, engine: str, walked: Walked) -> None:
    said = differences(page, walked(page, engine))
    assert not said, "\n".join(said)


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_each_rule_has_a_failing_page_and_a_passing_twin(rule: str) -> None:
    if rule in WITHOUT_PAGES:
        return
    kinds = {page.path.stem.split("-")[0] for page in twin_pages() if page.rule == rule}
    assert kinds == {"fail", "pass"}


@pytest.mark.parametrize("page", [pytest.param(p, id=p.label) for p in twin_pages()])
def test_pages_mark_only_rules_that_there_are(page: TwinPage) -> None:
    assert {mark.rule for mark in page.marks} <= set(all_rules())
    promises_own = any(mark.rule == page.rule for mark in page.marks)
    assert promises_own == page.path.stem.startswith("fail")
