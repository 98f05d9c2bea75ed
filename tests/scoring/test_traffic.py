"""Who weighs how much."""

from __future__ import annotations

import pytest
from tests.scoring.makers import make_visit

from frictionaudit.journey.model import Persona
from frictionaudit.scoring.model import Left
from frictionaudit.scoring.traffic import mean_of, persona_weights, visit_weights

PHONE = Persona(name="phone", traffic_share=60)
DESKTOP = Persona(name="desktop", traffic_share=40)
KEYBOARD = Persona(name="keyboard", traffic_share=50, is_needs_based=True)


def test_shares_are_normalised() -> None:
    assert persona_weights([PHONE, DESKTOP]) == pytest.approx({"phone": 0.6, "desktop": 0.4})


def test_a_need_weighs_little_beside_traffic() -> None:
    weights = persona_weights([PHONE, DESKTOP, KEYBOARD])
    assert weights == pytest.approx({"phone": 0.57, "desktop": 0.38, "keyboard": 0.05})


def test_a_small_share_of_a_need_is_kept() -> None:
    small = Persona(name="keyboard", traffic_share=1, is_needs_based=True)
    assert persona_weights([PHONE, DESKTOP, small])["keyboard"] == pytest.approx(1 / 101)


def test_needs_alone_share_everything() -> None:
    assert persona_weights([KEYBOARD]) == {"keyboard": 1}


def test_no_traffic_at_all_is_shared_equally() -> None:
    nobody = [Persona(name=name, traffic_share=0) for name in "ab"]
    assert persona_weights(nobody) == {"a": 0.5, "b": 0.5}


def test_browsers_of_a_persona_share_equally() -> None:
    visits = [
        make_visit("a", persona=PHONE),
        make_visit("b", persona=PHONE, browser="firefox"),
        make_visit("c", persona=DESKTOP),
    ]
    assert visit_weights(visits) == pytest.approx({"a": 0.3, "b": 0.3, "c": 0.4})


def test_the_unknown_is_left_out_of_a_mean() -> None:
    known = Left(0.8, 0.7, 0.9)
    assert mean_of([(0.5, known), (0.5, None)]) == known
    assert mean_of([(1.0, None)]) is None
    assert mean_of([]) is None
