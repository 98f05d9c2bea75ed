"""Who mends a finding and how sure it is: named for rules that there are, and what is the provider's own."""

from __future__ import annotations

import inspect

import pytest
from tests.report.sample import make_sample

from frictionaudit.evidence.common import Box, Party, Subject
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence, ViewportContent
from frictionaudit.evidence.step import RequestEvidence, StepEvidence, StepStatus
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.guidance import Mender, Sureness
from frictionaudit.findings.model import Criterion
from frictionaudit.journey.model import Payment, Stage
from frictionaudit.rules.guidance import LIMITS, MENDERS, SURENESS, mender_of, sureness_of
from frictionaudit.rules.registry import all_rules

FIELD = Subject(role="textbox", name="CVC", locator="#cvc")
REQUEST = Subject(role="request", name="POST /v1/pay", locator="https://pay.example/v1/pay")


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> VisitEvidence:
    return make_sample(tmp_path_factory.mktemp("none"), pictures=False).visits[0]


def at_payment(stage: Stage = Stage.PAY) -> StepEvidence:
    """A step with a card field in a foreign frame and a request that pays there."""
    field = FieldEvidence(subject=FIELD, kind="text", in_frame=True, frame_origin="https://pay.example")
    page = PageEvidence(
        url="https://shop.example/pay",
        viewport=Box(x=0, y=0, width=800, height=600),
        viewport_content=ViewportContent(text_length=9, images=0, painted=0),
        forms=(FormEvidence(action="", method="", fields=(field,)),),
    )
    request = RequestEvidence(
        method="POST", url=REQUEST.locator, template="/v1/pay", resource="fetch", party=Party.THIRD
    )
    return StepEvidence(
        index=0, name="Pay", id="pay", stage=stage, status=StepStatus.PASSED, page=page, requests=(request,)
    )


def test_all_that_is_named_is_there() -> None:
    assert set(MENDERS) | set(SURENESS) | set(LIMITS) <= set(all_rules())


@pytest.mark.parametrize("rule", sorted(LIMITS))
def test_a_limit_is_of_a_figure_that_the_rule_gives(rule: str) -> None:
    source = inspect.getsource(inspect.getmodule(all_rules()[rule].judge) or all_rules()[rule].judge)
    assert f'"{LIMITS[rule].parameter}"' in source
    assert not LIMITS[rule].wanted or f'"{LIMITS[rule].wanted}"' in source
    assert LIMITS[rule].wanted or LIMITS[rule].good is not None


def test_a_rule_follows_its_criterion_or_says_otherwise() -> None:
    assert sureness_of("speed/slow-page", Criterion.SPEED) is Sureness.MEASURED
    assert sureness_of("speed/endless-loading", Criterion.SPEED) is Sureness.INFERRED
    assert sureness_of("help/missing-contact", Criterion.HELP) is Sureness.READ


@pytest.mark.parametrize(
    ("rule", "at", "stage", "mender"),
    [
        ("validation/wrong-keyboard", FIELD, Stage.PAY, Mender.PAYMENT),
        ("validation/wrong-keyboard", FIELD, Stage.CHECKOUT, Mender.SHOP),
        ("validation/wrong-keyboard", Subject(role="textbox", name="E-mail", locator="#mail"), Stage.PAY, Mender.SHOP),
        ("errors/failed-request", REQUEST, Stage.PAY, Mender.PAYMENT),
        ("speed/slow-server", Subject(role="page", locator="https://shop.example/pay"), Stage.PAY, Mender.IT),
        ("help/missing-contact", Subject(role="page"), Stage.CHECKOUT, Mender.CONTENT),
        ("action/dead", Subject(role="button", locator="http://[bad"), Stage.PAY, Mender.SHOP),
    ],
)
def test_what_is_the_providers_own_is_mended_by_the_provider(
    visit: VisitEvidence, rule: str, at: Subject, stage: Stage, mender: Mender
) -> None:
    assert mender_of(rule, visit, at_payment(stage), at) is mender


def test_a_declared_host_is_the_providers_at_any_step(visit: VisitEvidence) -> None:
    journey = visit.journey.model_copy(update={"payment": Payment(hosts=("*.pay.example",))})
    at = Subject(role="third party", name="js.pay.example")
    declared = visit.model_copy(update={"journey": journey})
    assert mender_of("errors/third-party-failure", declared, at_payment(Stage.CART), at) is Mender.PAYMENT
    assert mender_of("errors/third-party-failure", visit, at_payment(Stage.CART), at) is Mender.SHOP
    assert mender_of("errors/third-party-failure", declared, None, at) is Mender.SHOP
