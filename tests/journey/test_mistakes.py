"""Each kind of mistake: its place, its words, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journey.writing import CASES, HEAD, STEPS, mistakes_of, write

from frictionaudit.journey import check


@pytest.mark.parametrize(("text", "told"), CASES.values(), ids=CASES)
def test_mistake_is_told_at_its_place_with_its_mend(tmp_path: Path, text: str, told: list[str]) -> None:
    found = mistakes_of(tmp_path, text, env={"SHOP_URL": "https://shop.example"})

    for mistake, words in zip(found, told, strict=True):
        what, _, mend = words.partition(" | ")
        assert mistake.what == what
        assert mend in mistake.mend
        assert not mistake.is_warning


def test_message_names_file_line_and_column_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, HEAD + STEPS + "    clik: A\n", "guest.yaml")

    [mistake] = check([Path("guest.yaml")])

    head, mend = str(mistake).split("\n")
    assert head == "guest.yaml:7:5: unknown action 'clik' in step 'Open the shop'"
    assert mend.startswith("    did you mean 'click'?")


def test_click_that_reads_as_an_order_is_a_warning(tmp_path: Path) -> None:
    pay = "  - {step: Pay, click: ▸'Maksa 24,90 €'}\n  - {step: Go back, click: Takaisin}\n"

    [mistake] = mistakes_of(tmp_path, HEAD + "locale: fi-FI\n" + STEPS + pay)

    assert mistake.is_warning
    assert "commits: none" in mistake.mend


def test_commits_none_takes_the_warning_away(tmp_path: Path) -> None:
    assert mistakes_of(tmp_path, HEAD + STEPS + "  - {step: Pay, click: Pay now, commits: none}\n") == []


COOKIE = '{"name": "a", "value": "b", "domain": "shop.example", "path": "/", "expires": -1}'


@pytest.mark.parametrize(
    ("content", "is_good"),
    [
        ("{}", True),
        (f'{{"cookies": [{COOKIE}], "origins": []}}', True),
        ('{"origins": [{"origin": "https://a.fi", "localStorage": [{"name": "a", "value": "b"}]}]}', True),
        ("", False),
        ("\xff", False),
        ("[" * 100_000, False),
        (f"[{COOKIE}]", False),
        ('{"cookies": 1}', False),
        ('{"cookies": [{"name": "a", "value": "b"}]}', False),
        ('{"cookies": [{"name": "a", "value": 1, "url": "https://a.fi"}]}', False),
        ('{"origins": [{"origin": "https://a.fi", "localStorage": {"a": "b"}}]}', False),
    ],
)
def test_cookies_that_no_browser_saved_are_told_before_the_walk(tmp_path: Path, content: str, is_good: bool) -> None:
    (tmp_path / "state.json").write_text(content, encoding="latin-1")
    found = mistakes_of(tmp_path, f"{HEAD}storage_state: {'' if is_good else '▸'}state.json\n{STEPS}")
    assert [mistake.what for mistake in found] == ([] if is_good else [NO_COOKIES])


NO_COOKIES = "'state.json' holds no cookies that a browser has saved"
