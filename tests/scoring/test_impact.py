"""Impact: only from the owner's figures, always a range, at "no effect" where nothing is blocked."""

from __future__ import annotations

import pytest
from tests.scoring.books import make_books
from tests.scoring.makers import make_finding, make_run, make_steps, make_visit

from frictionaudit.evidence.step import StepStatus
from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.figures.model import Books
from frictionaudit.figures.outcome import Impact, ImpactHead, Span
from frictionaudit.findings.model import Finding, Severity
from frictionaudit.journey.model import Persona
from frictionaudit.scoring.constants import SEVERITY_SHARES
from frictionaudit.scoring.impact import Customers

HIGH = SEVERITY_SHARES[Severity.SERIOUS].high
FINDINGS = (
    make_finding("speed/slow-page", Severity.SERIOUS, step=1),
    make_finding("payment/unclear-decline", Severity.SERIOUS, step=3),
)


def impact(books: Books, findings: tuple[Finding, ...] = FINDINGS) -> Impact:
    [found] = make_run([make_visit()], findings, books=(books,)).impact
    return found


def head(found: Impact, id: str) -> ImpactHead:
    return next(each for each in found.heads if each.id == id)


def span(found: Span | None) -> tuple[float, float]:
    assert found is not None
    return found.low, found.high


def test_without_figures_there_is_no_money() -> None:
    assert make_run([make_visit()], FINDINGS).impact == ()
    assert make_run([make_visit()], FINDINGS, books=(make_books(nps=(1, 1, 1)),)).impact == ()


def test_lost_sales_start_at_no_effect_and_end_at_what_findings_may_take() -> None:
    found = impact(make_books(("orders", 1000), ("order_value", 30), ("margin", 40)))
    most = 1000 / (1 - HIGH) ** 2 - 1000
    sales = head(found, "lost_sales")
    assert span(sales.amount) == pytest.approx((0, most))
    assert span(sales.money) == pytest.approx((0, 30 * most))
    assert span(sales.margin) == pytest.approx((0, 12 * most))
    assert [row.line for row in sales.inputs] == [2, 3, 4]
    assert (sales.missing, found.currency, found.is_fitted) == ((), "EUR", False)


def test_each_head_says_what_it_lacks() -> None:
    found = impact(make_books(("visitors", 10)))
    assert {each.id: each.missing for each in found.heads} == {
        "lost_sales": ("orders", "order_value"),
        "lost_customers": ("orders", "repeat_orders", "order_value"),
        "support_load": ("contacts", "contact_cost"),
        "mending_cost": ("mending_hours", "hour_cost"),
        "brand": ("nps",),
    }
    assert all(each.amount is None and each.money is None for each in found.heads)
    assert all(each.orders is None for each in found.mends)


def test_the_other_heads() -> None:
    rows = [("orders", 1000.0), ("order_value", 30.0), ("repeat_orders", 0.5), ("contact_cost", 5.0)]
    rows += [("mending_hours", 12.0), ("hour_cost", 60.0)]
    found = impact(make_books(*rows, ("contacts", 60, "pay"), ("contacts", 40, "cart"), nps=(1, 1, 8)))
    lost = 1000 / (1 - HIGH) ** 2 - 1000
    assert span(head(found, "lost_customers").money) == pytest.approx((0, lost * 0.5 * 30))
    assert span(head(found, "support_load").amount) == pytest.approx((0, 100 * (1 - (1 - HIGH) ** 2)))
    assert span(head(found, "mending_cost").money) == (0, 720)
    brand = head(found, "brand")
    assert (brand.amount, brand.money, brand.missing, brand.period) == (None, None, (), "2026-09")


def test_each_mend_has_its_own_range() -> None:
    found = impact(make_books(("orders", 1000), ("order_value", 30)))
    assert [each.rule for each in found.mends] == ["speed/slow-page", "payment/unclear-decline"]
    for each in found.mends:
        assert span(each.orders) == pytest.approx((0, 1000 / (1 - HIGH) - 1000))
        assert span(each.money) == pytest.approx((0, 30 * (1000 / (1 - HIGH) - 1000)))


def test_nobody_is_won_back_who_was_never_in_the_cart() -> None:
    found = impact(make_books(("orders", 1000), ("sessions", 1050, "cart"), ("order_value", 30)))
    assert found.most_orders == 50
    assert found.is_fitted
    assert span(head(found, "lost_sales").amount)[1] <= 50


def test_the_funnel_narrows_what_findings_may_take() -> None:
    free = impact(make_books(("orders", 9900)))
    held = impact(make_books(("orders", 9900), ("sessions", 10_000, "cart")))
    assert held.kept.low > free.kept.low
    assert held.kept.low == pytest.approx(0.99, abs=0.003)


def blocked_run(weights: tuple[float, float]) -> Impact:
    """Phones cannot pay, desks can; by their shares of the traffic."""
    phone, desk = (Persona(name=name, traffic_share=share) for name, share in zip("pd", weights, strict=True))
    steps = make_steps(StepStatus.PASSED, StepStatus.PASSED, StepStatus.PASSED, StepStatus.FAILED)
    visits = [make_visit("p", persona=phone, outcome=VisitOutcome.FAILED, steps=steps)]
    visits += [make_visit("d", persona=desk, browser="firefox")] if weights[1] else []
    finding = make_finding("action/dead", Severity.CRITICAL, step=3, visit="p", blocks=True)
    [found] = make_run(visits, [finding], books=(make_books(("orders", 600)),)).impact
    return found


def test_a_fault_that_blocks_some_costs_at_least_what_they_bought() -> None:
    found = blocked_run((0.25, 0.75))
    assert (found.blocked, found.kept.low) == (0.25, 0.75)
    assert span(head(found, "lost_sales").amount) == pytest.approx((150, 200))
    assert span(found.mends[0].orders) == pytest.approx((150, 200))


def test_a_fault_that_blocks_all_costs_every_order_of_such_a_period() -> None:
    found = blocked_run((1.0, 0.0))
    assert (found.blocked, found.kept.low) == (1, 0)
    assert span(head(found, "lost_sales").amount) == (600, 600)


def test_a_range_never_turns_over() -> None:
    customers = Customers(kept=Span(low=0.9, high=1), blocked=0.2, unblocked=0.95, most_orders=3)
    assert customers.lost(100) == Span(low=20, high=20)
    assert customers.capped(0, 50) == Span(low=0, high=3)


def test_figures_of_other_journeys_are_left_alone() -> None:
    books = make_books(("orders", 10)).model_copy(update={"journeys": ("elsewhere",)})
    run = make_run([make_visit()], FINDINGS, books=(books,))
    assert (run.impact, run.books) == ((), (books,))
