"""What the template languages of shops leave on a page when nobody fills it in, and what others answer."""

from __future__ import annotations

import pytest
from tests.rules.action.makers import make_block, make_page, make_step, make_visit

from frictionaudit.evidence.common import Party
from frictionaudit.evidence.page import PageEvidence
from frictionaudit.evidence.step import RequestEvidence
from frictionaudit.rules.errors.leaks import leak_in, value_in
from frictionaudit.rules.registry import Context, Friction, Verdict, all_rules


@pytest.mark.parametrize(
    "text",
    [
        "{%CheckoutChooseShippingMethodIntro}",
        "Hinta {$product.price|string_format} €",
        "[{$oView->getDeliveryTime()}]",
        '[{oxmultilang ident="SUBMIT_ORDER"}]',
        "{l s='Proceed to checkout' mod='shop'}",
        "{/foreach}",
        "<?= $total ?>",
        "__('Add to cart')",
        "Bestellung #{order.number}",
        "{{ 'cart.general.title' | t }}",
        "{count, plural, one {# article} other {# articles}}",
    ],
)
def test_templates_that_nobody_filled_in(text: str) -> None:
    leak = leak_in(text, is_whole_label=False)
    assert leak is not None
    assert leak[0] == "placeholder"


@pytest.mark.parametrize(
    "text",
    [
        "undefined × undefined",
        "NaN–NaN päivää",
        "null null",
        "Hello undefined, undefined",
        "Total (undefined items)",
        "Order no. null",
        "N° undefined",
        "DHL Paket, nach Hause · undefined",
    ],
)
def test_values_that_are_empty(text: str) -> None:
    leak = leak_in(text, is_whole_label=False)
    assert leak is not None
    assert leak[0] == "value"


@pytest.mark.parametrize(
    "text",
    [
        "The undefined beauty of linen",
        "#null-gravity",
        "Mug (null edition)",
        "From null to hero",
        "NaN-Jing tea",
        "Poster – undefined beauty",
        "Linen · undefined grey",
    ],
)
def test_empty_values_that_are_words(text: str) -> None:
    assert leak_in(text, is_whole_label=False) is None


@pytest.mark.parametrize(
    "text", ["{100% wool}", "Save {%}", "Order {no. 12}", "{$25 off}", "Ends {/} here", "{colour, size}"]
)
def test_braces_that_people_write(text: str) -> None:
    assert leak_in(text, is_whole_label=False) is None


@pytest.mark.parametrize(
    ("method", "status", "count"), [("POST", 422, 0), ("POST", 402, 0), ("POST", 503, 1), ("GET", 422, 1)]
)
def test_a_provider_that_says_no_to_what_was_sent_has_not_failed(method: str, status: int, count: int) -> None:
    request = RequestEvidence(
        method=method, url="https://till.example/pay", template="/pay", resource="fetch", party=Party.THIRD,
        status=status, failure=None, by_action=True,
    )  # fmt: skip
    visit = make_visit(make_step(requests=(request,)))
    rule = all_rules()["errors/third-party-failure"]
    assert (
        len([v for v in rule.judge(visit.steps[0], Context(visit, visit.steps[0])) if isinstance(v, Friction)]) == count
    )


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("undefined Units in stock", True),
        ("NaN items in your cart", True),
        ("Only undefined left in stock", True),
        ("In undefined Werktagen bei dir", True),
        ("Nog undefined op voorraad", True),
        ("Seulement undefined en stock", True),
        ("Save NaN%", True),
        ("2 x undefined", True),
        ("undefined of 12 products", True),
        ("Only NaN left in stock.", True),
        ("Varastossa: undefined kpl, perillä NaN arkipäivässä. 30 päivän palautusoikeus.", True),
        ("Auf Lager: undefined Stück, Lieferung in NaN Werktagen. 30 Tage Rückgaberecht.", True),
        ("What the book tells: undefined behaviour, NaN and null, and how to live with all of them.", False),
        ("A list may hold undefined items, says the book about the first years of the web.", False),
        ("Stay undefined", False),
        ("The word NaN is undefined here, says node.js.", False),
        ("Poster: undefined beauty", False),
        ("The button was undefined in the old shop", False),
        ("null Artikel im Warenkorb", False),
        ("With you by Invalid Date", True),
        ("Livraison le Invalid Date", True),
        ("Invalid Date", False),
        ("Error: Invalid Date", False),
    ],
)
def test_an_empty_value_where_a_number_stands(text: str, *, is_found: bool) -> None:
    assert (value_in(text) is not None) is is_found
    assert bool(_judged(make_page("Mug", text))) is is_found
    # Goods may be called so.
    assert _judged(make_page(make_block(text, role="heading"), text)) == []


def _judged(page: PageEvidence) -> list[Verdict]:
    visit = make_visit(make_step(page=page))
    return list(all_rules()["errors/technical-text"].judge(page, Context(visit, visit.steps[0])))
