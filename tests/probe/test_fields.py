"""Form fields as the customer meets them; what is secret is never read."""

from __future__ import annotations

import json

from tests.probe.bench import BOTH, Bench, page_named

from frictionaudit.evidence.page import FieldEvidence


def _fields(bench: Bench) -> dict[str, FieldEvidence]:
    bench.open(page_named("fields"))
    return {field.subject.locator.removeprefix("#"): field for form in bench.collect().forms for field in form.fields}


@BOTH
def test_visible_fields_and_only_they(bench: Bench) -> None:
    names = "email star pseudo filled bare aria password cvc card news ship bad near nought zip select rich loose"
    assert set(_fields(bench)) == set(names.split())
    forms = bench.collect().forms
    assert [(form.action.endswith("/order"), form.method, len(form.fields)) for form in forms] == [
        (True, "post", 17), (False, "", 1),
    ]  # fmt: skip


@BOTH
def test_words_of_a_field(bench: Bench) -> None:
    fields = _fields(bench)
    email = fields["email"]
    assert (email.kind, email.name, email.label, email.placeholder) == ("email", "email", "E-mail", "you@shop")
    assert (email.autocomplete, email.inputmode, email.is_required) == ("shipping email", "email", True)
    assert (fields["bare"].label, fields["bare"].placeholder, fields["bare"].subject.name) == ("", "Phone", "Phone")
    # A label for screen readers alone is no label that stays in sight.
    assert (fields["aria"].label, fields["aria"].subject.name) == ("", "Street")
    # The styles set the mark at a distance, though no space stands between the words.
    assert fields["zip"].label == "Postleitzahl erforderlich"
    assert [name for name, field in fields.items() if field.is_marked_required] == ["star", "pseudo"]
    assert {n: f.error for n, f in fields.items() if f.error} == {
        "bad": "Five digits, please",
        "near": "Tell us your street",
    }
    assert (fields["select"].kind, fields["rich"].kind, fields["loose"].kind) == ("select", "contenteditable", "search")


@BOTH
def test_state_of_a_field(bench: Bench) -> None:
    fields = _fields(bench)
    # A number of pieces that stands at nought is none; a text may well be a nought.
    filled = {"filled", "password", "cvc", "card", "news", "zip", "rich"}
    assert {name for name, field in fields.items() if field.is_filled} == filled
    assert {name for name, field in fields.items() if field.is_prefilled} == filled
    assert (fields["news"].is_checked, fields["ship"].is_checked, fields["email"].is_checked) == (True, False, None)
    assert {name for name, field in fields.items() if field.is_sensitive} == {"password", "cvc", "card"}


@BOTH
def test_what_the_customer_typed_is_not_prefilled(bench: Bench) -> None:
    page = bench.open(page_named("fields"))
    page.click("#email")
    page.keyboard.type("maija@example.com")
    bench.ask_element("#select", "touch")
    page.select_option("#select", "M")
    page.click("#ship")
    fields = {f.subject.locator.removeprefix("#"): f for form in bench.collect().forms for f in form.fields}
    assert all(fields[name].is_filled and not fields[name].is_prefilled for name in ("email", "select", "ship"))


@BOTH
def test_values_never_leave_the_page(bench: Bench) -> None:
    page = bench.open(page_named("fields"))
    page.click("#email")
    page.keyboard.type("maija@example.com")
    said = json.dumps([bench.ask("collect", {}), bench.ask_element("#password", "examine", {"needs_view": True})])
    assert not [secret for secret in ("hunter2", "9876543", "42424242", "maija") if secret in said]


@BOTH
def test_what_a_field_is_told_grouped_and_limited_by(bench: Bench) -> None:
    bench.open("""
        <main><form novalidate>
        <fieldset id=ways><legend>Payment</legend><label><input id=card type=radio name=pay> Card</label></fieldset>
        <label for=code>Postcode</label><input id=code maxlength=5 pattern="[0-9]*" aria-invalid=true
          aria-describedby="hint problem"><p id=hint>Of Finland</p><p id=problem class=error>Five digits</p>
        <label for=late style="opacity:0">Town</label><input id=late placeholder=Town onpaste="return false">
        <label for=own>Own</label><input id=own onpaste="event.preventDefault(); take(event.clipboardData)">
        <label for=land>Country</label><select id=land disabled><option>Finland<option>Sweden</select>
        </form></main><footer><form><input id=news type=email aria-label=E-mail readonly required></form></footer>""")
    forms = bench.collect().forms
    fields = {field.subject.locator.removeprefix("#"): field for form in forms for field in form.fields}
    assert [form.is_checked_natively for form in forms] == [False, True]
    assert (fields["card"].group, fields["card"].group_locator) == ("Payment", "#ways")
    code = fields["code"]
    assert (code.error, code.hint, code.is_error_tied, code.is_invalid) == ("Five digits", "Of Finland", True, True)
    assert code.error_box is not None
    assert (code.maxlength, code.pattern, code.region) == (5, "[0-9]*", "main")
    assert (fields["late"].label, fields["late"].label_hidden_by) == ("", "opacity")
    assert [name for name, field in fields.items() if field.blocks_paste] == ["late"]
    assert (fields["land"].options, fields["land"].is_disabled) == (("Finland", "Sweden"), True)
    assert (fields["news"].region, fields["news"].is_readonly) == ("footer", True)
    assert (fields["land"].preset, fields["news"].preset) == ("Finland", "")


@BOTH
def test_a_list_tells_the_line_it_stands_on_until_somebody_chooses(bench: Bench) -> None:
    page = bench.open("""<label for=wrap>Wrap</label>
        <select id=wrap><option>None<option disabled>Gold<option selected>Silk 4.90</select>
        <div id=own role=combobox tabindex=0 aria-label=Card aria-expanded=false>Photo card 2.00</div>""")
    fields = {field.subject.locator: field for form in bench.collect().forms for field in form.fields}
    assert {name: field.preset for name, field in fields.items()} == {"#wrap": "Silk 4.90", "#own": "Photo card 2.00"}
    assert fields["#wrap"].barred == ("Gold",)
    page.focus("#wrap")
    page.keyboard.press("ArrowUp")
    fields = {field.subject.locator: field for form in bench.collect().forms for field in form.fields}
    assert fields["#wrap"].preset == ""


@BOTH
def test_a_form_whose_script_has_the_browser_report_is_checked_by_it(bench: Bench) -> None:
    page = bench.open("<form novalidate><input id=one required></form><form novalidate><input id=two required></form>")
    page.evaluate("document.querySelector('form').reportValidity(); two.checkValidity()")
    assert [form.is_checked_natively for form in bench.collect().forms] == [True, False]
    page = bench.open("<input id=loose type=email value=maija>")
    assert not bench.collect().forms[0].is_checked_natively
    page.evaluate("loose.reportValidity()")
    assert bench.collect().forms[0].is_checked_natively


@BOTH
def test_a_list_of_their_own_making_that_shows_its_invitation_is_empty(bench: Bench) -> None:
    lists = {
        "marked": "<button id=marked role=combobox data-placeholder><span>Country</span></button>",
        "within": "<div id=within role=combobox tabindex=0><span data-placeholder>Country</span></div>",
        "beside": "<div><div id=beside role=combobox tabindex=0>Choose</div><input aria-hidden=true value=''></div>",
        "chosen": "<div><div id=chosen role=combobox tabindex=0>Finland</div><input aria-hidden=true value=FI></div>",
        "alone": "<button id=alone role=combobox>Finland</button>",
    }
    bench.open("<form>" + "".join(lists.values()) + "</form>")
    fields = {field.name: field for form in bench.collect().forms for field in form.fields if field.name in lists}
    assert {name: field.is_filled for name, field in fields.items()} == {
        "marked": False, "within": False, "beside": False, "chosen": True, "alone": True,
    }  # fmt: skip


@BOTH
def test_a_label_within_the_cell_that_names_the_field_is_said_once(bench: Bench) -> None:
    bench.open(
        "<form><table><tr><td><input type=radio id=way aria-labelledby='name when'>"
        "<td id=name><label for=way>Tracked post</label><td id=when>2 to 3 days</table></form>"
    )
    (field,) = (field for form in bench.collect().forms for field in form.fields)
    assert (field.label, field.subject.name) == ("Tracked post 2 to 3 days", "Tracked post 2 to 3 days")


@BOTH
def test_a_drawn_choice_and_the_hidden_one_that_carries_its_value_are_one(bench: Bench) -> None:
    away = "style='position:fixed;width:1px;height:1px;clip-path:inset(50%)'"
    picture = "<img role=presentation alt='Cash On Delivery' src=data:,>"
    drawn = "<span role=radio aria-checked=false id=drawn tabindex=0 aria-labelledby=told style='padding:9px'></span>"
    bench.open(
        f"<form><label id=told>{drawn}"
        f"<input type=radio aria-hidden=true tabindex=-1 id=carrier {away}>"
        f"<span>Cash on delivery{picture}</span></label>"
        "<label><input type=radio id=native> Invoice</label></form>"
    )
    fields = [field for form in bench.collect().forms for field in form.fields]
    assert [field.name for field in fields] == ["drawn", "native"]
    assert fields[0].subject.name == "Cash on delivery"


@BOTH
def test_what_carries_a_value_unseen_is_no_field(bench: Bench) -> None:
    """A list of a component's own making holds a clear field of the browser's beside what the customer uses."""
    bench.open(
        "<style>.value{opacity:0;position:absolute;inset:0}</style><div style=position:relative>"
        "<input id=shown role=combobox readonly aria-label=Colour><svg width=9 height=9></svg>"
        "<input id=carrier class=value required tabindex=-1 aria-hidden=true></div>"
        "<div style=position:relative><input id=clear class=value aria-label=Size><span>Medium</span></div>"
    )
    names = {field.subject.locator.removeprefix("#") for form in bench.collect().forms for field in form.fields}
    assert names == {"shown", "clear"}


@BOTH
def test_a_label_that_hands_its_field_over_is_its_label_no_more(bench: Bench) -> None:
    page = bench.open("<label id=over for=a>Name</label><br><label id=within>Full name</label><input id=a name=a>")
    page.evaluate("() => (window.kept = document.getElementById('a').labels).length")
    for label in ("Name", "Full name"):
        ((field,),) = (form.fields for form in bench.collect().forms)
        assert field.label == label
        page.evaluate("() => { over.removeAttribute('for'); over.style.visibility = 'hidden'; within.htmlFor = 'a' }")
