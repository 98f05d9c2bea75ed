"""The scan on six shops of different make that it does not know: it comes to the payment, and presses nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.discover.shops.drawer import Drawer
from tests.discover.shops.onestep import OneStep
from tests.discover.shops.presta import Presta
from tests.discover.shops.server import Served, Shop, serving
from tests.discover.shops.shadow import Shadow
from tests.discover.shops.spa import Spa
from tests.discover.shops.woo import Woo
from tests.replaying import replayed

from frictionaudit.discover.homepage import ask_place
from frictionaudit.discover.scanning import found_sketch, seed_sketch
from frictionaudit.discover.writing.writer import write_journey
from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitEvidence, VisitOutcome
from frictionaudit.journey import check, load_journey, resolve_personas
from frictionaudit.journey.model import BrowserName, Commitment
from frictionaudit.replay import ReplaySettings, VisitPlan
from frictionaudit.replay.events import Event, JourneyFound

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOPS: dict[str, Shop] = {each.name: each for each in (Woo(), Drawer(), OneStep(), Presta(), Spa(), Shadow())}
LANGUAGES = {"woo": "fi", "drawer": "en", "onestep": "de", "presta": "fr", "spa": "sv", "shadow": "nl"}
QUICK = ReplaySettings(axe=False, pictures=False, links=False)

TRAPS = (
    "/express",
    "/paypal",
    "/uutiskirje",
    "/newsletter/subscriber/new",
    "/nieuwsbrief",
    "/contact",
    "/collections/secret",
)
"""Where no customer who wants to buy this goes: wallets, newsletters, what robots.txt forbids."""


@dataclass
class Scanned:
    """What came of one scan."""

    served: Served
    path: Path
    visit: VisitEvidence
    found: JourneyFound


@dataclass
class Scans:
    """All scans of this module, made in one browser."""

    folder: Path
    served: dict[str, Served]
    done: dict[tuple[str, str], Scanned] = field(default_factory=dict)

    def make(self, wanted: list[tuple[str, str, bool]]) -> None:
        plans, paths = [], {}
        for shop, persona, orders in wanted:
            url = self.served[shop].url
            seed = seed_sketch(url, ask_place(url, {}), allow_order=orders, personas=(persona,))
            path = self.folder / f"{shop}-{persona}{'-order' if orders else ''}.yaml"
            write_journey(seed, path)
            walker = resolve_personas((persona,), None)[0].model_copy(update={"network": None, "cpu_slowdown": 1.0})
            plans.append(VisitPlan(load_journey(path), walker, BrowserName.CHROMIUM))
            paths[plans[-1].id] = (shop, persona, path, seed)
        heard: dict[str, JourneyFound] = {}

        def hear(event: Event) -> None:
            if isinstance(event, JourneyFound):
                heard[event.visit_id] = event

        for visit in replayed(plans, QUICK, self.folder / "run", hear):
            shop, persona, path, seed = paths[visit.id]
            found = heard[visit.id]
            write_journey(found_sketch(seed, found.journey, found.comments), path, overwrite=True)
            kind = f"{persona}-order" if "-order" in path.stem else persona
            self.done[shop, kind] = Scanned(self.served[shop], path, visit, found)


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scans]:
    with ExitStack() as stack:
        served = {name: stack.enter_context(serving(shop)) for name, shop in SHOPS.items()}
        made = Scans(tmp_path_factory.mktemp("scans"), served)
        desktop = [(name, "desktop-careful", False) for name in SHOPS]
        made.make(
            [
                *desktop,
                ("drawer", "mobile-first", False),
                ("spa", "mobile-first", False),
                ("woo", "desktop-quick", True),
            ]
        )
        yield made


@pytest.mark.parametrize("shop", SHOPS)
def test_the_scan_comes_to_the_payment_and_holds_there(scans: Scans, shop: str) -> None:
    scanned = scans.done[shop, "desktop-careful"]
    steps = scanned.visit.steps
    assert scanned.visit.outcome is VisitOutcome.STOPPED_FOR_SAFETY, scanned.visit.reason
    assert [step.status for step in steps[:-1]] == [StepStatus.PASSED] * (len(steps) - 1)
    assert steps[-1].status is StepStatus.HELD
    assert steps[-1].commits.is_binding
    assert [step.commits for step in steps].count(Commitment.CART) == 1
    assert [step.index for step in steps] == list(range(len(steps)))
    assert not scanned.visit.faults


@pytest.mark.parametrize(("shop", "persona"), [("drawer", "mobile-first"), ("spa", "mobile-first")])
def test_a_phone_comes_as_far(scans: Scans, shop: str, persona: str) -> None:
    visit = scans.done[shop, persona].visit
    assert visit.steps[-1].status is StepStatus.HELD, visit.reason


@pytest.mark.parametrize("shop", SHOPS)
def test_nothing_is_pressed_that_leads_astray(scans: Scans, shop: str) -> None:
    served = scans.served[shop]
    assert {trap: served.reached(trap) for trap in TRAPS if served.reached(trap)} == {}
    sold_out = {"woo": "villasukat", "drawer": "gift-card", "onestep": "geschenkgutschein", "presta": "3-savon-lavande",
                "spa": "presentkort", "shadow": "theepot-mist"}  # fmt: skip
    assert all(sold_out[shop] not in session.cart for session in served.sessions.values())
    assert shop == "woo" or served.orders == 0


def test_subscriptions_are_left_for_a_single_purchase(scans: Scans) -> None:
    plans = {session.told.get("plan") for session in scans.served["drawer"].sessions.values()}
    assert "once" in plans
    assert "monthly" not in plans


@pytest.mark.parametrize("shop", SHOPS)
def test_the_language_is_told_by_the_shop(scans: Scans, shop: str) -> None:
    assert scans.done[shop, "desktop-careful"].visit.locale.startswith(LANGUAGES[shop])


@pytest.mark.parametrize("shop", SHOPS)
def test_the_written_journey_is_one_that_a_person_would_have_written(scans: Scans, shop: str) -> None:
    scanned = scans.done[shop, "desktop-careful"]
    assert check([scanned.path]) == []
    journey = load_journey(scanned.path)
    targets = [action.target for step in journey.steps for action in step.actions if action.target is not None]
    assert all(target.css is None for target in targets), [target.css for target in targets if target.css]
    assert "$email" in scanned.path.read_text(encoding="utf-8")
    pressed = [step for step in journey.steps[1:-1] if step.actions[-1].kind.value == "click"]
    assert [step.name for step in pressed if not step.expect and step.name != "Choose how it is to be"] == []


def test_the_written_journey_is_walked_again_without_a_search(scans: Scans) -> None:
    walker = resolve_personas(("desktop-careful",), None)[0]
    paths = [scans.done[shop, walker.name].path for shop in ("spa", "drawer")]
    plans = [VisitPlan(load_journey(path), walker, BrowserName.CHROMIUM) for path in paths]
    for visit in replayed(plans, QUICK, scans.folder / "again"):
        assert visit.steps[-1].status is StepStatus.HELD, visit.reason
        assert all(step.search is None for step in visit.steps)
        assert not visit.aftermath


def test_where_orders_are_allowed_one_is_placed_and_confirmed(scans: Scans) -> None:
    visit = scans.done["woo", "desktop-quick-order"].visit
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason
    assert [step.commits for step in visit.steps[-2:]] == [Commitment.ORDER, Commitment.PAYMENT]
    assert scans.served["woo"].orders == 1


def test_what_the_search_took_is_evidence(scans: Scans) -> None:
    visit = scans.done["presta", "desktop-careful"].visit
    product = next(step for step in visit.steps if step.search is not None and step.search.intent == "find_product")
    assert product.search is not None
    assert product.search.candidates[0].result == "taken"
    assert product.search.candidates[0].score > 0
    assert "price" in product.search.candidates[0].why
    # The shop refused once: what was tried in vain stands off the path.
    assert visit.aftermath
    assert visit.aftermath[0].index >= len(visit.steps)
