"""Whether the search finds what the journey says that there is."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_step,
    make_action,
    make_block,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.page import LinkEvidence, PageEvidence
from frictionaudit.evidence.step import StepStatus
from frictionaudit.journey.model import ActionKind
from frictionaudit.rules.engine import judge as judge_run
from frictionaudit.rules.registry import Friction, Verdict

RULE = "navigation/failed-search"
FAILED: dict[str, Any] = {
    "status": StepStatus.FAILED,
    "failure_kind": "expectation",
    "failure": "expected see: Blue mug",
}


def search(words: str = "blue mug", **changes: Any) -> ActionEvidence:
    return make_action(**{"kind": ActionKind.SEARCH, "target": "", "value": words, **changes})


def judge(page: PageEvidence | None, action: ActionEvidence | None = None, **of_step: Any) -> list[Verdict]:
    following = of_step.pop("following", ())
    return judge_step(RULE, make_visit(make_step(action or search(), page=page, **of_step), *following), 0)


def result(text: str, region: str = "main") -> LinkEvidence:
    return LinkEvidence(text=text, url="http://127.0.0.1:8000/mug", region=region)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No results for “blue mug”"),
        ("en", "No products were found matching your selection."),
        ("en", "0 results"),
        ("fi", "Hakusi “muki” ei tuottanut tuloksia."),
        ("fi", "Tuotteita ei löytynyt"),
        ("sv", "Din sökning gav inga träffar"),
        ("de", "Leider wurden keine Artikel gefunden"),
        ("fr", "Aucun résultat"),
        ("et", "Tooteid ei leitud"),
    ],
)
def test_a_page_that_says_so_has_found_nothing(language: str, text: str) -> None:
    page = make_page("Search", make_block(text, locator="#nothing"), language=language)
    found = friction_of(judge(page))
    assert found.at.locator == "#nothing"
    assert found.parameters["seen"] == text


def test_a_product_that_the_search_did_not_find_is_missing_because_of_it() -> None:
    page = make_page("Search", make_block("No results for “blue mug”"))
    found = make_step(search(), page=page)
    press = make_action(target="'Blue mug'", match_count=0, visible_match_count=0, element=None, use=None)
    lost = make_step(press, index=1, name="Look", id="look", status=StepStatus.FAILED, failure_kind="action", page=page)
    said = {each.rule: each for each in judge_run([make_visit(found, lost)]).findings}
    assert said["action/missing"].explained_by == said[RULE].fingerprint


def test_words_of_the_menu_or_of_a_long_text_are_no_answer() -> None:
    page = make_page(
        make_block("No results in the magazine", region="nav"), "Nothing found here is for sale. " * 9,
        links=(result("Blue mug"),),
    )  # fmt: skip
    assert judge(page) == []


def test_a_search_that_ends_in_an_error_has_failed() -> None:
    sorry = "Something went wrong with the search. Please try again."
    assert friction_of(judge(make_page("Search", sorry))).parameters["seen"] == sorry
    assert judge(make_page("Search", sorry, "24.90 €")) == []  # something was found, and something else went wrong
    assert judge(make_page(sorry, links=(result("Blue mug"),))) == []


def test_results_beside_an_empty_part_are_results() -> None:
    assert judge(make_page("No matches in articles", links=(result("Blue mug, 24.90 €"),))) == []
    friction_of(judge(make_page("No matches in articles", links=(result("Blue mug", "nav"),))))


@pytest.mark.parametrize(("way", "is_found"), [("Search - blue mug", True), ("Blue mug, large", False)])
def test_the_title_said_again_on_the_way_from_the_home_page_is_no_result(way: str, is_found: bool) -> None:
    title = make_block("Search - blue mug", tag="h1", role="heading")
    page = make_page(title, make_block(way, tag="a", role="link"), "No products found", links=(result(way),))
    missed: dict[str, Any] = {
        "status": StepStatus.FAILED,
        "failure_kind": "action",
        "failure": "no element matches 'Blue mug'",
    }
    assert any(isinstance(verdict, Friction) for verdict in judge(page, **missed)) is is_found


def test_a_question_beneath_the_results_is_no_answer_and_short_words_are_found_as_they_are() -> None:
    asked = "Vous n’avez rien trouvé à votre goût ? Nous tournons aussi sur commande."
    priced = make_page(make_block("Mug", tag="h1", role="heading"), "24,90 €", asked, language="fr")
    assert judge(priced, search("mug")) == []
    empty = "Rien trouvé ? Essayez un autre mot."
    assert friction_of(judge(make_page("Mug", empty, language="fr"), search("mug")))
    listed = make_page("Hats", "0 results among caps", links=(result("Red hat"),))
    assert judge(listed, search("hat")) == []
    elsewhere = listed.model_copy(update={"links": (result("What we do"),)})
    assert friction_of(judge(elsewhere, search("hat")))


def test_words_searched_for_are_found_in_other_forms() -> None:
    page = make_page("Keine Treffer im Ratgeber", language="de", links=(result("Blaue Tasse"),))
    assert judge(page, search("Tassen")) == []


def test_what_was_expected_and_did_not_come_is_a_failed_search() -> None:
    found = friction_of(judge(make_page("Search", links=(result("Red plate"),)), **FAILED))
    assert (found.variant, found.blocks) == ("failed", True)


def test_a_next_step_without_its_product_tells_of_an_empty_page() -> None:
    missing = make_step(make_action(match_count=0, element=None, use=None))
    found = friction_of(judge(make_page("Search"), following=(missing,)))
    assert found.variant == "empty"
    assert judge(make_page("Search", links=(result("Blue mug"),)), following=(missing,)) == []
    assert judge(make_page("Search"), following=(make_step(make_action()),)) == []


def _one_step(page: PageEvidence, **of_step: Any) -> list[Verdict]:
    """A step that searches and goes on with what it found."""
    given = {"match_count": 0, "element": None, "use": None, "failure": "no element matches 'Blue mug'"}
    behind = make_action(**(given if of_step.get("status") else {}))
    step = make_step(search(), behind, page=page, **of_step)
    return judge_step(RULE, make_visit(step), 0)


def test_a_press_of_the_same_step_is_told_from_the_search_before_it() -> None:
    missed: dict[str, Any] = {**FAILED, "failure_kind": "action", "failure": "no element matches 'Blue mug'; near it …"}
    found = friction_of(_one_step(make_page("Search", links=(result("Red plate"),)), **missed))
    assert (found.variant, found.parameters["reason"]) == ("failed", "no element matches 'Blue mug'")
    assert is_inapplicable(_one_step(make_page("Search", links=(result("Blue mug"),)), **missed))
    opened = make_page(make_block("Blue mug", role="heading", tag="h1"))  # the one hit opened at once
    assert is_inapplicable(_one_step(opened, **missed))


def test_what_the_results_said_is_read_though_the_step_went_on() -> None:
    results = make_page("Search", make_block("No products found", locator="#nothing"))
    product = make_page("Blue mug")
    assert friction_of(_one_step(product, results=results)).at.locator == "#nothing"
    assert _one_step(product, results=make_page("Search", links=(result("Blue mug"),))) == []
    # What failed after the product was opened is no matter of the search.
    assert is_inapplicable(_one_step(product, results=make_page("Search", links=(result("Blue mug"),)), **FAILED))


def test_a_language_without_words_is_not_judged() -> None:
    assert is_incomplete(judge(make_page("Hakuna", language="sw")))
    assert is_incomplete(judge(None))


def test_only_searches_that_were_made_are_judged() -> None:
    assert is_inapplicable(judge(make_page("No results"), make_action()))
    assert is_inapplicable(judge(make_page("No results"), search(failure="no search box was found")))
    assert is_inapplicable(judge(make_page("Shop"), **{**FAILED, "failure_kind": "crash"}))
