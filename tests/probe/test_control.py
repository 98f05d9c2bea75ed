"""What kind of control it is: disabled and why, reach by keyboard, form, name, role, its likes on the page."""

from __future__ import annotations

import pytest
from tests.probe.bench import BOTH, Bench, page_named


@BOTH
def test_real_and_fake_controls(bench: Bench) -> None:
    bench.open(page_named("kinds"))
    names = ["button", "inside", "link", "anchor", "fake", "role", "in-role", "label", "bare-label", "summary", "edit"]
    facts = {name: bench.examine(f"#{name}") for name in names}
    kinds = {name: (e.is_native_control, e.has_control_role, e.inside_control) for name, e in facts.items()}
    assert kinds == {
        "button": (True, False, False), "inside": (False, False, True), "link": (True, False, False),
        "anchor": (False, False, False), "fake": (False, False, False), "role": (False, True, False),
        "in-role": (False, False, True), "label": (True, False, False), "bare-label": (False, False, False),
        "summary": (True, False, False), "edit": (True, False, False),
    }  # fmt: skip
    assert bench.facts("has_click_handler", ["#fake", "#react", "#plain"]) == {
        "#fake": True, "#react": True, "#plain": None,
    }  # fmt: skip


@BOTH
def test_accessible_names(bench: Bench) -> None:
    bench.open(page_named("names"))
    expected = {
        "text": "Add to cart", "aria": "Add to cart", "labelled": "Add to cart", "titled": "Add to cart",
        "alt": "Add to cart", "svg": "Add to cart", "none": "", "font": "", "hidden": "Add", "aria-hidden": "Add",
        "submit": "Add to cart", "sr": "Add to cart", "field": "E-mail", "placeholder": "Search", "wrapped": "City",
        "select": "Country", "nested": "Add to cart",
    }  # fmt: skip
    assert {name: bench.examine(f"#{name}").subject.name for name in expected} == expected


@BOTH
def test_a_mark_of_its_own_line_or_in_brackets_stands_apart_from_the_name(bench: Bench) -> None:
    bench.open(
        "<style>i.below { display: block } i.held::before { content: ' (' }</style>"
        "<label>Postcode<i class=below>required</i><input id=line></label>"
        "<label>Town<i class=held>required</i><input id=held></label><label>E<b>-mail</b><input id=one></label>"
    )
    names = [bench.examine(f"#{name}").subject.name for name in ("line", "held", "one")]
    assert names == ["Postcode required", "Town required", "E-mail"]


@BOTH
def test_words_behind_a_line_of_its_own_stand_apart_from_it(bench: Bench) -> None:
    bench.open(
        "<style>b.line { display: block }</style>"
        "<label><input type=radio id=card><span><b class=line>Card</b>Visa and Mastercard</span></label>"
        "<label><input type=radio id=bank><b class=line>Bank</b><i>in advance</i></label>"
        "<label><input type=radio id=one><b>Invoi</b>ce</label>"
    )
    names = [bench.examine(f"#{name}").subject.name for name in ("card", "bank", "one")]
    assert names == ["Card Visa and Mastercard", "Bank in advance", "Invoice"]


@BOTH
def test_roles_and_locators_find_the_element_again(bench: Bench) -> None:
    page = bench.open(
        "<main><ul id=cart><li><button>A</button><li><button>B</button><button>C</button></ul>"
        "<div id=radix-12345678><input type=radio></div><p><a href=/x>Home</a></p></main><select></select>"
    )
    for selector in ("li:nth-of-type(2) button:nth-of-type(2)", "input", "p > a", "select"):
        subject = bench.examine(selector).subject
        assert page.query_selector(subject.locator) is not None
        assert page.evaluate(
            "([a, b]) => document.querySelector(a) === document.querySelector(b)", [subject.locator, selector]
        )
    assert (
        bench.examine("li:nth-of-type(2) button:nth-of-type(2)").subject.locator
        == "#cart > li:nth-of-type(2) > button:nth-of-type(2)"
    )
    assert [bench.examine(s).subject.role for s in ("input", "p > a", "select")] == ["radio", "link", "combobox"]


@BOTH
@pytest.mark.parametrize(
    ("field", "is_reason"),
    [
        ("type=tel value=0113496", False),
        ("type=tel", True),
        ("type=tel value=0113496 aria-invalid=true", True),
        ("type=password value=secret", True),
    ],
)
def test_hint_of_a_field_that_is_filled_is_no_reason(bench: Bench, field: str, is_reason: bool) -> None:
    bench.open(
        f"<input {field} aria-describedby=hint><p id=hint>Only for the courier</p><button disabled>Go on</button>"
    )
    assert bool(bench.examine("button").disabled_reasons) is is_reason


@BOTH
def test_disabled_controls_and_why(bench: Bench) -> None:
    bench.open(page_named("disabled"))
    assert bench.facts("is_disabled", ["#attribute", "#fieldset", "#aria", "#on", "#off-label"]) == {
        "#attribute": True, "#fieldset": True, "#aria": True, "#on": False, "#off-label": True,
    }  # fmt: skip
    element = bench.examine("#attribute")
    assert element.disabled_reasons[:2] == ("Choose a delivery first", "The cart is empty")
    assert "Far away words" not in element.disabled_reasons
    assert element.unfilled_required == ("E-mail *", "I accept the terms")
    assert bench.examine("#aria").disabled_reasons[0] == "Sold out"
    assert bench.examine("#on").disabled_reasons == ()


@BOTH
def test_keyboard_reach_as_the_page_declares_it(bench: Bench) -> None:
    bench.open(
        "<button id=yes>Buy</button><button id=no tabindex=-1>Buy</button><div id=div onclick=0>Buy</div>"
        "<a id=a>Buy</a><div id=zero tabindex=0>Buy</div>"
        "<div role=radiogroup><b role=radio tabindex=0>A</b><b id=roving role=radio tabindex=-1>B</b></div>"
        "<div inert><button id=inert>Buy</button></div><button id=off disabled>Buy</button>"
        "<button><span id=part>Buy</span></button>"
        "<label id=label>Agree <input type=checkbox></label>"
    )
    names = ["yes", "no", "div", "a", "zero", "roving", "inert", "off", "part", "label"]
    facts = bench.facts("is_focusable", [f"#{name}" for name in names])
    assert [facts[f"#{n}"] for n in names] == [True, False, False, False, True, None, False, None, True, True]


@BOTH
def test_keyboard_reach_of_a_component_is_that_of_what_it_is_made_of(bench: Bench) -> None:
    bench.open(
        "<c-full id=full></c-full><c-bare id=bare></c-bare><c-shut id=shut></c-shut><c-deep id=deep></c-deep>"
        "<c-less id=less tabindex=-1></c-less><c-none id=none onclick=0>Buy</c-none>"
        "<script>for (const [name, mode, inner] of ["
        "['full', 'open', '<div><button>Buy</button></div>'], ['bare', 'open', '<div>Buy</div>'],"
        "['shut', 'closed', '<button>Buy</button>'], ['deep', 'open', '<c-full></c-full>'],"
        "['less', 'open', '<b>Buy</b>']])"
        "customElements.define('c-' + name, class extends HTMLElement {"
        "connectedCallback() { this.attachShadow({mode}).innerHTML = inner; } });</script>"
    )
    names = ["full", "bare", "shut", "deep", "less", "none"]
    facts = bench.facts("is_focusable", [f"#{name}" for name in names])
    assert [facts[f"#{n}"] for n in names] == [True, False, True, None, False, False]


@BOTH
def test_form_of_the_control(bench: Bench) -> None:
    page = bench.open(
        "<form id=f action=/order method=post target=_blank><input name=action><input name=method><input name=id>"
        "<button id=submit>Pay</button><button id=plain type=button>Info</button>"
        "<button id=other formaction=/save formmethod=get>Save</button></form><button id=away form=f>Pay</button>"
        "<button id=loose>Pay</button><a id=blank target=_blank href=/x>Terms</a>"
    )
    origin = page.evaluate("location.origin")
    facts = {
        name: (e.form_action, e.form_method, e.is_submit, e.opens_new_window)
        for name in ("submit", "plain", "other", "away", "loose", "blank")
        for e in [bench.examine(f"#{name}")]
    }
    assert facts == {
        "submit": (f"{origin}/order", "post", True, True), "plain": (f"{origin}/order", "post", False, True),
        "other": (f"{origin}/save", "get", True, True), "away": (f"{origin}/order", "post", True, True),
        "loose": (None, None, False, False), "blank": (None, None, False, True),
    }  # fmt: skip


@BOTH
def test_equal_action_in_view_and_what_is_read_first(bench: Bench) -> None:
    low = "<div style='height:2000px'></div><button id=buy>Add to cart</button>"
    bench.open(f"<h1>Mug</h1>{low}")
    element = bench.examine("#buy")
    assert (element.has_equal_in_view, element.page_reads_first) == (False, False)
    bench.open(f"<h1>Mug</h1><div style='position:fixed;bottom:0'><button>Add to cart</button></div>{low}")
    assert bench.examine("#buy").has_equal_in_view
    bench.open(f"<div style='position:fixed;bottom:0'><button disabled>Add to cart</button></div>{low}")
    assert bench.examine("#buy").has_equal_in_view is False
    bench.open(f"<header><input type=search></header><main><label>Size <select><option>M</select></label>{low}</main>")
    assert bench.examine("#buy").page_reads_first
    sizes = "<div><button aria-pressed=true>M</button><button aria-pressed=false>L</button></div>"
    bench.open(f"<main>{sizes}{low}</main>")
    assert bench.examine("#buy").page_reads_first
    bench.open(f"<main><div><button aria-pressed=false>Remember</button></div>{low}</main>")
    assert bench.examine("#buy").page_reads_first is False
    bench.open(f"<header><form role=search><input></form></header><main>{low}</main>")
    assert bench.examine("#buy").page_reads_first is False
    bench.open(f"<main><table><tr><td>Mug<td>24,90 €<tr><td>Total<td>29,90 €</table>{low}</main>")
    assert bench.examine("#buy").page_reads_first


@BOTH
def test_action_of_another_item_is_no_equal(bench: Bench) -> None:
    card = "<li class=card>{} <button>Add to cart</button></li>"
    bench.open(
        f"<ul>{card.format('Mug') * 3}</ul><div style='height:2000px'></div><ul>{card.format('Cup')}"
        "<li class=card>Plate <button id=buy>Add to cart</button></li></ul>"
    )
    assert bench.examine("#buy").has_equal_in_view is False
    bench.open(
        "<a href=/checkout>Checkout</a><a href=/other>Continue</a><div style='height:2000px'></div>"
        "<a id=same href=/checkout>Checkout</a><a id=other href=/checkout>Continue</a>"
    )
    assert bench.facts("has_equal_in_view", ["#same"]) == {"#same": True}
    bench.page.evaluate("scrollTo(0, 0)")
    assert bench.facts("has_equal_in_view", ["#other"]) == {"#other": False}
