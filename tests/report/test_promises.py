"""Promise cards and effort on the report's steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.report.sample import GUIDES, make_sample

from frictionaudit.evidence.effort import StepEffort
from frictionaudit.evidence.step import StepStatus
from frictionaudit.findings.promise import Happened, Price, PromiseCard, Promised
from frictionaudit.journey.model import Commitment
from frictionaudit.report.html import render_html
from frictionaudit.report.page.labels import labels_of
from frictionaudit.report.page.promises import effort_words, promises_of


def card(visit: str, **more: object) -> PromiseCard:
    return PromiseCard.model_validate(
        {
            "visit": visit,
            "journey": "buy-a-mug",
            "step": "Pay",
            "step_id": "pay",
            "step_index": 10,
            "commits": Commitment.PAYMENT,
            "promised": Promised(label="Pay"),
            **more,
        }
    )


def test_a_promise_of_several_visits_stands_once_with_who_met_it(tmp_path: Path) -> None:
    sample = make_sample(tmp_path, pictures=False)
    labels = labels_of(sample.run, sample.visits)
    views = promises_of(sample.run.promises, "buy-a-mug", 10, labels)
    assert [view.state for view in views] == ["kept", "broken"]
    assert all(view.who for view in views)
    assert promises_of(sample.run.promises, "buy-a-mug", 3, labels) == ()


@pytest.mark.parametrize(
    ("more", "state", "came"),
    [
        ({}, "open", "not known: it was not pressed"),
        ({"happened": Happened(status=StepStatus.PASSED), "is_kept": True}, "kept", "passed"),
        (
            {"happened": Happened(status=StepStatus.FAILED, heading="Pay", message="Declined"), "is_kept": False},
            "broken",
            "Declined",
        ),
        (
            {
                "happened": Happened(
                    status=StepStatus.PASSED, heading="Thanks", amount=Price(text="5 €", value=5), has_reference=True
                )
            },
            "open",
            "Thanks · 5 € · with an order number",
        ),
    ],
)
def test_what_came_of_it(tmp_path: Path, more: dict[str, object], state: str, came: str) -> None:
    sample = make_sample(tmp_path, pictures=False)
    labels = labels_of(sample.run, sample.visits)
    (view,) = promises_of([card(sample.visits[0].id, **more)], "buy-a-mug", 10, labels)
    assert (view.state, view.rows[-1][1], view.who) == (state, came, "")


def test_a_cart_is_no_promise_of_the_report(tmp_path: Path) -> None:
    sample = make_sample(tmp_path, pictures=False)
    cart = card(sample.visits[0].id, commits=Commitment.CART)
    assert promises_of([cart], "buy-a-mug", 10, labels_of(sample.run, sample.visits)) == ()


def test_effort_in_words() -> None:
    assert effort_words(StepEffort()) == ()
    told = effort_words(StepEffort(clicks=1, fields=5, characters=84, page_loads=1, seconds=45.2))
    assert told == ("1 press", "5 fields", "84 characters", "1 page load", "about 45 s for practised hands")


def test_hostile_words_of_a_shop_are_text(tmp_path: Path) -> None:
    sample = make_sample(tmp_path, pictures=False)
    bad = card(
        sample.visits[0].id, promised=Promised(label="<b>x</b>", next_steps="</script><script>alert(1)</script>")
    )
    run = sample.run.model_copy(update={"promises": (bad,)})
    page = BeautifulSoup(render_html(run, sample.visits, tmp_path, guides=GUIDES), "lxml")
    (shown,) = page.select(".promise")
    assert "<b>x</b>" in shown.get_text()
    assert not shown.find_all(["b", "script"])
