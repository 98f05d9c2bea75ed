"""What forms look like: labels, tokens, keyboards, marks, numbers of fields, questions asked twice."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import friction_of, is_inapplicable, is_incomplete, make_block, make_step, make_visit
from tests.rules.validation.makers import form_page, judge, judge_page, judge_visit, make_field, typed

from frictionaudit.evidence.common import Box
from frictionaudit.evidence.page import FieldEvidence, PageEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import Commitment, InputDevice, Stage, Target
from frictionaudit.rules.registry import Friction, Verdict

LABEL, TOKEN = "validation/missing-label", "validation/missing-autocomplete"
KEYBOARD, MARKS = "validation/wrong-keyboard", "validation/unmarked-required"
MANY, TWICE = "validation/many-fields", "validation/asked-twice"


def _bare(**changes: Any) -> FieldEvidence:
    return make_field("", **{"name": "x", "placeholder": "Full name", **changes})


def _label(field: FieldEvidence, *texts: Any) -> list[Verdict]:
    return judge_page(LABEL, form_page(field, texts=texts or ("Your details",)))


def _label_among(field: FieldEvidence, *others: FieldEvidence) -> list[Verdict]:
    return judge_page(LABEL, form_page(field, *others, texts=("Your details",)))


def test_a_placeholder_is_no_label() -> None:
    assert friction_of(_label(_bare())).variant == ""
    assert friction_of(_label(_bare(placeholder=""))).variant == "none"
    assert _label(make_field("Full name", placeholder="Maija")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"placeholder": "Search products"},
        {"placeholder": "Discount code"},
        {"placeholder": "Apartment, suite, unit, etc."},
        {"kind": "checkbox"},
        {"kind": "search"},
        {"is_readonly": True},
        {"region": "footer"},
        {"in_frame": True, "frame_origin": "https://js.stripe.com"},
    ],
)
def test_fields_that_need_no_label_of_their_own(change: dict[str, Any]) -> None:
    assert is_inapplicable(_label(_bare(**change)))


def test_the_name_of_a_group_of_labelled_fields_is_no_label_of_one() -> None:
    of_group = {"group": "Your details", "group_locator": "#details"}
    named = [make_field(label, name=label).model_copy(update=of_group) for label in ("Title", "Salutation")]
    assert friction_of(_label_among(_bare(**of_group), *named)).variant == ""
    assert is_incomplete(_label_among(_bare(**of_group), named[0]))


@pytest.mark.parametrize(
    ("group", "placeholders", "is_label"),
    [
        ("Your details", ("E-mail address", "Full name", "Phone number"), False),
        ("Contact", ("E-mail address", "Phone number"), False),
        ("Delivery address", ("Street address", "Postcode", "Town"), False),
        ("Name", ("First name", "Last name"), True),
        ("Postcode and town", ("Postcode", "Town"), True),
        ("Date of birth", ("Day", "Month", "Year"), True),
    ],
)
def test_the_name_of_a_group_is_no_label_of_several_things(
    group: str, placeholders: tuple[str, ...], *, is_label: bool
) -> None:
    of_group = {"group": group, "group_locator": "#group"}
    fields = [_bare(name=f"f{at}", placeholder=words, **of_group) for at, words in enumerate(placeholders)]
    verdicts = _label_among(*fields)
    assert len(verdicts) == len(fields)
    assert all(isinstance(verdict, Friction) is not is_label for verdict in verdicts)


@pytest.mark.parametrize(
    ("before", "after", "is_gone"),
    [
        ("Full name", {"is_filled": True}, True),
        ("Full name", {"is_filled": True, "label": "Full name"}, False),
        ("Full name", {}, False),
        ("", {"is_filled": True}, False),
    ],
)
def test_a_label_that_goes_as_one_types(before: str, after: dict[str, Any], is_gone: bool) -> None:
    filled = make_field("", name="x").model_copy(update=after)
    shown = make_field("", name="x").model_copy(update={"label": before, "subject": filled.subject})
    opened = make_step(name="Details", id="details", stage=Stage.CHECKOUT, page=form_page(shown))
    sent = make_step(
        name="Send", id="send", index=1, stage=Stage.CHECKOUT, page=form_page(texts=("Payment",)),
        passing=(form_page(filled),),
    )  # fmt: skip
    found = [v for v in judge(LABEL, make_visit(opened, sent), 1) if isinstance(v, Friction)]
    assert [verdict.variant for verdict in found] == (["gone"] if is_gone else [])


@pytest.mark.parametrize(("mark", "is_label"), [("required", False), ("Full name", True)])
def test_the_mark_of_the_field_above_is_no_label(mark: str, is_label: bool) -> None:
    box = Box(x=20, y=100, width=300, height=34)
    field = _bare(placeholder="")
    field = field.model_copy(update={"subject": field.subject.model_copy(update={"box": box})})
    above = make_block(mark, box=Box(x=20, y=76, width=80, height=20))
    assert is_incomplete(_label(field, above)) is is_label


@pytest.mark.parametrize(
    "change", [{"label_hidden_by": "opacity"}, {"group": "Date of birth"}, {"kind": "select", "is_filled": True}]
)
def test_where_a_label_may_be_seen_it_is_incomplete(change: dict[str, Any]) -> None:
    assert is_incomplete(_label(_bare(**change)))


def test_a_label_for_screen_readers_stays_hidden() -> None:
    assert friction_of(_label(_bare(label_hidden_by="clipped")))
    assert friction_of(_label(_bare(label_hidden_by="opacity", is_filled=True)))


@pytest.mark.parametrize(("top", "is_doubtful"), [(156, True), (150, False)])
def test_words_right_over_a_field_may_be_its_label(top: float, is_doubtful: bool) -> None:
    words = make_block("Who gets it", box=Box(x=20, y=top, width=100, height=20))
    assert is_incomplete(_label(_bare(at=200), words)) is is_doubtful


@pytest.mark.parametrize(
    ("title", "kind", "is_doubtful"),
    [("Order note", "textarea", True), ("Delivery", "textarea", False), ("Order note", "text", False)],
)
def test_the_title_of_the_card_that_a_note_fills_may_be_its_label(title: str, kind: str, *, is_doubtful: bool) -> None:
    words = make_block(title, box=Box(x=48, y=150, width=88, height=19))
    note = _bare(at=200, kind=kind, placeholder="Add a note to your order")
    assert is_incomplete(_label(note, words)) is is_doubtful


@pytest.mark.parametrize(
    ("words", "is_doubtful"),
    [
        ("All fields are required unless we say so", False),
        ("We send your receipt at once.", False),
        ("We write this full name on the parcel.", True),
        ("Who gets the parcel?", True),
        ("Tell us the name of who gets it.", True),
        ("Who gets it.", True),
    ],
)
def test_a_sentence_about_the_form_is_no_label(words: str, is_doubtful: bool) -> None:
    above = make_block(words, box=Box(x=20, y=170, width=260, height=20))
    assert is_incomplete(_label(_bare(at=200), above)) is is_doubtful


@pytest.mark.parametrize(("top", "is_doubtful"), [(144, False), (164, True)])
def test_the_hint_of_the_field_above_is_no_label(top: float, is_doubtful: bool) -> None:
    above = make_field("E-mail", at=100)
    hint = make_block("Only for the receipt", box=Box(x=20, y=top, width=150, height=20))
    page = form_page(above, _bare(at=186), texts=("Your details", hint))
    assert is_incomplete(judge_page(LABEL, page)) is is_doubtful


def test_a_field_is_judged_where_it_is_first_seen() -> None:
    page = form_page(_bare())
    steps = [make_step(name=name, id=name, stage=Stage.CHECKOUT, page=page) for name in ("one", "two")]
    visit = make_visit(*steps)
    assert friction_of(judge(LABEL, visit, 0))
    assert is_inapplicable(judge(LABEL, visit, 1))
    assert is_inapplicable(judge(LABEL, visit.model_copy(update={"errand": "reload@one"}), 0))


@pytest.mark.parametrize(
    ("label", "token", "variant"),
    [
        ("E-mail", "", ""),
        ("E-mail", "off", ""),
        ("E-mail", "name", "wrong"),
        ("Postcode", "address-level2", "wrong"),
        ("Card number", "on", ""),
    ],
)
def test_a_known_purpose_without_its_token(label: str, token: str, variant: str) -> None:
    page = form_page(make_field(label, autocomplete=token), make_field("Colour"), make_field("Size"))
    assert friction_of(judge_page(TOKEN, page)).variant == variant


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        (("Recipient's e-mail", "Your e-mail"), False),
        (("Amount",), False),
        (("Address", "Postcode"), True),  # a parcel's
        (("Your e-mail",), True),  # the customer fetches it
    ],
)
def test_the_name_of_whom_a_gift_is_for_is_not_the_customer_s(others: tuple[str, ...], is_told: bool) -> None:
    page = form_page(make_field("Recipient's name"), *(make_field(label, autocomplete="on") for label in others))
    found = [each.parameters["label"] for each in judge_page(TOKEN, page) if isinstance(each, Friction)]
    assert ("Recipient's name" in found) is is_told


@pytest.mark.parametrize(
    ("label", "token"),
    [
        ("E-mail", "section-a shipping email"),
        ("E-mail", "username"),
        ("Name", "given-name"),
        ("Address", "address-line1"),
        ("Phone", "mobile tel-national"),
        ("Expiry date", "cc-exp-month"),
    ],
)
def test_right_tokens(label: str, token: str) -> None:
    assert judge_page(TOKEN, form_page(make_field(label, autocomplete=token))) == []


def test_only_sure_purposes_need_a_token() -> None:
    unsure = make_field("", name="city", placeholder="Where?")
    assert is_inapplicable(judge_page(TOKEN, form_page(unsure, make_field("Company"), make_field("Greeting"))))
    assert is_inapplicable(judge_page(TOKEN, form_page(make_field("Postcode"))))


def test_a_list_of_their_own_making_takes_no_token() -> None:
    assert is_inapplicable(judge_page(TOKEN, form_page(make_field("Country", kind="select"))))
    listed = make_field("Country", kind="select", options=("Finland", "Sweden"))
    assert isinstance(friction_of(judge_page(TOKEN, form_page(listed))), Friction)


def _keyboard(field: FieldEvidence, *others: FieldEvidence, **changes: Any) -> list[Verdict]:
    given = {"pointer": InputDevice.TOUCH, "market": "FI", **changes}
    return judge_page(KEYBOARD, form_page(field, *others), **given)


@pytest.mark.parametrize("label", ["E-mail", "Phone", "Postcode", "Quantity"])
def test_letters_come_up_where_others_are_typed(label: str) -> None:
    assert friction_of(_keyboard(make_field(label)))
    assert is_inapplicable(_keyboard(make_field(label), pointer=InputDevice.MOUSE))


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("E-mail", {"kind": "email"}),
        ("E-mail", {"inputmode": "email"}),
        ("Phone", {"kind": "tel"}),
        ("Phone", {"inputmode": "numeric"}),
        ("Postcode", {"inputmode": "numeric"}),
        ("Postcode", {"pattern": "[0-9]*"}),
        ("Quantity", {"kind": "number"}),
    ],
)
def test_right_keyboards(label: str, change: dict[str, Any]) -> None:
    assert _keyboard(make_field(label, **change)) == []


def test_postcodes_with_letters_need_letters() -> None:
    assert is_inapplicable(_keyboard(make_field("Postcode"), market="GB"))
    many = make_field("Country", kind="select", options=tuple(f"Country {n}" for n in range(13)))
    few = make_field("Country", kind="select", options=tuple(f"Country {n}" for n in range(12)))
    assert is_inapplicable(_keyboard(make_field("Postcode"), many))
    assert friction_of(_keyboard(make_field("Postcode"), few))
    assert Friction not in {type(v) for v in _keyboard(make_field("Postcode"), market=None)}


def _marks(*fields: FieldEvidence, texts: tuple[str, ...] = ("Your details",)) -> list[Verdict]:
    return judge_page(MARKS, form_page(*fields, texts=texts))


def test_both_kinds_and_no_mark() -> None:
    name, phone = make_field("Name", is_required=True), make_field("Phone")
    assert friction_of(_marks(name, phone)).at.locator == "#phone"
    assert _marks(name, make_field("Phone (optional)")) == []
    assert _marks(make_field("Name *", is_required=True, is_marked_required=True), phone) == []
    assert _marks(name, make_field("E-mail", is_required=True)) == []
    assert is_incomplete(_marks(make_field("Name"), phone))
    assert is_inapplicable(_marks(name))
    assert _marks(name, phone, texts=("Your details", "required", "Please tell the courier")) == []
    assert friction_of(_marks(name, phone, texts=("Your details", "Required cookies")))


@pytest.mark.parametrize(
    ("other", "ends_on", "is_found"),
    [
        (make_field("Door code"), "Delivery", True),
        (make_field("Door code (optional)"), "Delivery", False),
        (make_field("Phone"), "Delivery", False),  # may be needed too
        (make_field("Password", kind="password"), "Delivery", False),
        (make_field("Door code"), "Your details", False),  # the form was never taken
    ],
)
def test_the_walk_shows_what_a_form_does_not_declare(other: FieldEvidence, ends_on: str, is_found: bool) -> None:
    name, street = make_field("Name"), make_field("Street address")
    form = form_page(name, street, other)
    entries = typed(name, "Maija"), typed(street, "Mannerheimintie 1")
    after = form if ends_on == "Your details" else form_page(texts=(ends_on,))
    opened = make_step(name="Open", id="open", stage=Stage.CHECKOUT, page=form)
    visit = make_visit(opened, make_step(*entries, name="Details", id="details", stage=Stage.CHECKOUT, page=after))
    assert any(isinstance(verdict, Friction) for verdict in judge(MARKS, visit, 0)) is is_found


def test_a_note_on_the_page_tells() -> None:
    name, phone = make_field("Name", is_required=True), make_field("Phone")
    assert _marks(name, phone, texts=("Fields marked with * are required.",)) == []
    assert friction_of(_marks(name, phone, texts=("An account is not required.",)))


@pytest.mark.parametrize(("count", "target", "is_found"), [(13, None, True), (12, None, False), (12, 11, True)])
def test_more_fields_than_the_target(count: int, target: int | None, is_found: bool) -> None:
    page = form_page(*(make_field(f"Field {n}") for n in range(count)), make_field("News", kind="checkbox"))
    visit = make_visit(
        make_step(name="Cart", id="cart", stage=Stage.CART, page=page),
        make_step(name="Details", id="details", stage=Stage.CHECKOUT, index=1),
    )
    journey = visit.journey.model_copy(update={"target": Target(max_fields=target)})
    assert bool(judge_visit(MANY, visit.model_copy(update={"journey": journey}))) is is_found


@pytest.mark.parametrize(("is_used", "count"), [(False, 0), (True, 1)])
def test_a_form_for_members_beside_the_guests_way_asks_guests_nothing(is_used: bool, count: int) -> None:
    who, secret = make_field("Customer e-mail"), make_field("Password", kind="password")
    asked = [make_field(f"Field {n}") for n in range(12)]
    choice, details = form_page(who, secret), form_page(*asked, url="http://127.0.0.1:8000/details")
    tried = (typed(who, "x"),) if is_used else ()
    steps = (
        make_step(name="Cart", id="cart", stage=Stage.CART, page=choice),
        make_step(*tried, name="Guest", id="guest", stage=Stage.CHECKOUT, page=details),
        make_step(name="Details", id="details", stage=Stage.CHECKOUT, page=details),
    )  # fmt: skip
    assert len(judge_visit(MANY, make_visit(*steps))) == count


@pytest.mark.parametrize(
    ("more", "count"),
    [
        (make_field("", name="search", placeholder="Search"), 0),  # the shop's own, as plain text
        (make_field("", name="q", placeholder="Cerca nel negozio"), 0),
        (make_field("Shipping method", is_readonly=True), 0),  # shows what was chosen in a dialog
        (make_field("Research code"), 1),
        (make_field("Brewing notes by e-mail", region="footer"), 0),  # stands below every page
        (make_field("News by e-mail", region="main"), 1),
    ],
)
def test_what_the_customer_need_not_fill_in_is_not_counted(more: FieldEvidence, count: int) -> None:
    details = form_page(*(make_field(f"Field {n}") for n in range(12)), more)
    steps = (make_step(name="Cart", id="cart", page=details), make_step(name="Guest", id="guest", stage=Stage.CHECKOUT))
    assert sum(isinstance(told, Friction) for told in judge_visit(MANY, make_visit(*steps))) == count


_ELSEWHERE: dict[str, Any] = {"in_frame": True, "frame_origin": "https://pay.example"}
_CARD_FIELDS = ("Card number", "Expiry date", "Security code")


def _paid_with(*card: FieldEvidence, commits: Commitment = Commitment.NONE, url: str = "") -> VisitEvidence:
    """Ten fields of the shop, then what the page to pay on asks for."""
    details = form_page(*(make_field(f"Field {n}") for n in range(10)))
    pay = form_page(*card, url=url or "http://127.0.0.1:8000/pay")
    return make_visit(
        make_step(name="Cart", id="cart", stage=Stage.CART, page=details),
        make_step(name="Details", id="details", stage=Stage.CHECKOUT, page=pay, commits=commits),
        make_step(*(typed(f, "x") for f in card), name="Pay", id="pay", stage=Stage.PAY, commits=Commitment.PAYMENT),
    )


@pytest.mark.parametrize(
    ("visit", "count"),
    [
        (_paid_with(*(make_field(label) for label in _CARD_FIELDS)), 1),
        (_paid_with(*(make_field(label, **_ELSEWHERE) for label in _CARD_FIELDS)), 0),
        (_paid_with(*(make_field(label) for label in _CARD_FIELDS), url="http://127.0.0.1:8001/pay"), 0),
        (_paid_with(*(make_field(label) for label in ("Kortin numero", "Voimassa", "CVC")), url="https://p.test/"), 0),
        (_paid_with(*(make_field(label) for label in _CARD_FIELDS), commits=Commitment.ORDER), 0),
        # A checkout that stands in a frame as a whole asks all the same.
        (_paid_with(*(make_field(label, **_ELSEWHERE) for label in ("Street", "Town", "Postcode"))), 1),
        (_paid_with(*(make_field(label) for label in ("Street", "Town", "Postcode")), url="https://p.test/"), 1),
    ],
)
def test_card_fields_of_a_provider_are_not_the_shops(visit: VisitEvidence, count: int) -> None:
    assert sum(isinstance(told, Friction) for told in judge_visit(MANY, visit)) == count


@pytest.mark.parametrize(("stage", "url", "count"), [
    (Stage.CHOOSE, "http://127.0.0.1:8000/checkout", 0),  # the choices of the product, from whose page it goes to pay
    (Stage.CHOOSE, "http://127.0.0.1:8000/", 1),  # sold and paid for on one and the same page
    (Stage.CART, "http://127.0.0.1:8000/checkout", 1),
])  # fmt: skip
def test_the_form_of_a_product_is_none_of_the_checkouts(stage: Stage, url: str, count: int) -> None:
    product = form_page(
        make_field("Colour", kind="select"), make_field("Size", kind="select"), url="http://127.0.0.1:8000/"
    )
    details = form_page(*(make_field(f"Field {n}") for n in range(12)), url=url)
    steps = (
        make_step(name="Take it", id="take", stage=stage, page=product),
        make_step(name="Go", id="go", stage=Stage.CHECKOUT, page=details),
        make_step(name="Details", id="details", stage=Stage.CHECKOUT, page=details),
    )
    assert sum(isinstance(told, Friction) for told in judge_visit(MANY, make_visit(*steps))) == count


def test_a_checkout_that_was_not_seen_in_whole_is_incomplete() -> None:
    unseen = make_step(name="Cart", id="cart", stage=Stage.CART, page=None)
    visit = make_visit(unseen, make_step(name="Details", id="details", stage=Stage.CHECKOUT, index=1))
    assert is_incomplete(judge_visit(MANY, visit))
    assert is_inapplicable(judge_visit(MANY, make_visit(make_step())))


def _twice(
    first: FieldEvidence, second: FieldEvidence, *others: FieldEvidence, values: tuple[str, str]
) -> list[Verdict]:
    one = form_page(first, url="http://127.0.0.1:8000/contact")
    two = form_page(second, *others, url="http://127.0.0.1:8000/delivery")
    steps = [
        make_step(name="Open", id="open", page=one),
        make_step(typed(first, values[0]), name="Contact", id="contact", stage=Stage.CHECKOUT, page=two),
        make_step(typed(second, values[1]), name="Delivery", id="delivery", stage=Stage.CHECKOUT, page=two),
    ]
    return judge(TWICE, make_visit(*steps))


def test_the_same_is_typed_again() -> None:
    name, recipient = make_field("Name"), make_field("Recipient")
    assert friction_of(_twice(name, recipient, values=("Maija", "maija"))).parameters["first"] == "Contact"
    assert _twice(name, recipient, values=("Maija", "Pekka")) == []
    mails = make_field("E-mail"), make_field("E-mail address")
    assert friction_of(_twice(*mails, values=("[e-mail]", "[e-mail]")))
    assert _twice(name, recipient, values=("[secret]", "[secret]")) == []
    assert is_inapplicable(_twice(name, make_field("Name on card"), values=("Maija", "Maija")))


def test_the_address_that_a_gift_goes_to_is_not_the_customer_s() -> None:
    theirs, own = make_field("Recipient's e-mail", autocomplete="off"), make_field("Your e-mail")
    assert is_inapplicable(_twice(own, theirs, values=("[e-mail]", "[e-mail]")))
    assert _twice(theirs, own, values=("[e-mail]", "[e-mail]")) == []
    assert is_inapplicable(judge_page(TOKEN, form_page(theirs)))


@pytest.mark.parametrize(("reference", "is_again"), [("email", True), ("partner", False)])
def test_two_addresses_that_the_journey_tells_apart_are_two(reference: str, is_again: bool) -> None:
    mails = make_field("E-mail"), make_field("E-mail address")
    one, two = (form_page(field, url=f"http://127.0.0.1:8000/{at}") for at, field in enumerate(mails))
    first, second = typed(mails[0], "[e-mail]", reference="email"), typed(mails[1], "[e-mail]", reference=reference)
    steps = make_step(page=one), make_step(first, stage=Stage.CHECKOUT, page=two), make_step(second, page=two)
    assert bool(judge(TWICE, make_visit(*steps))) is is_again


def test_the_same_field_of_the_same_page_is_typed_again_after_a_refusal() -> None:
    page = form_page(name := make_field("Name"))
    again = make_step(typed(name, "Maija"), name="Again", id="again", stage=Stage.CHECKOUT, page=page)
    visit = make_visit(make_step(page=page), again, again.model_copy(update={"id": "more"}))
    assert judge(TWICE, visit) == []


def test_what_the_shop_filled_in_already_is_not_asked_again() -> None:
    filled = make_field("E-mail address", is_prefilled=True, is_filled=True)
    assert _twice(make_field("E-mail"), filled, values=("[e-mail]", "[e-mail]")) == []


def test_a_provider_s_frame_that_asks_what_the_shop_knows_asks_again() -> None:
    framed = make_field("E-mail address", in_frame=True, frame_origin="https://till.example")
    assert friction_of(_twice(make_field("E-mail"), framed, values=("[e-mail]", "[e-mail]")))


def test_another_form_at_the_same_address_asks_again() -> None:
    name = make_field("Name")
    first = form_page(name, make_field("E-mail"))
    second = form_page(name, make_field("Street"), make_field("Postcode"), make_field("Town"))
    who = make_step(typed(name, "Maija"), name="Who", id="who", stage=Stage.CHECKOUT, page=second)
    where = make_step(typed(name, "Maija"), name="Where", id="where", stage=Stage.CHECKOUT, page=second)
    assert friction_of(judge(TWICE, make_visit(make_step(page=first), who, where)))


def test_an_offer_to_take_the_same_address_spares_the_typing() -> None:
    box = make_field("Same as delivery address", kind="checkbox")
    fields = make_field("Delivery address"), make_field("Billing address")
    assert friction_of(_twice(*fields, values=("Katu 1", "Katu 1")))
    assert _twice(*fields, box, values=("Katu 1", "Katu 1")) == []
    ticked = box.model_copy(update={"is_checked": True})
    assert friction_of(_twice(*fields, ticked, values=("Katu 1", "Katu 1"))), "it is ticked, and asks all the same"


def test_a_confirmation_is_a_nuisance() -> None:
    page = form_page(make_field("E-mail"), make_field("Confirm e-mail"))
    visit = make_visit(make_step(page=page, stage=Stage.CHECKOUT))
    friction = next(v for v in judge(TWICE, visit) if isinstance(v, Friction))
    assert (friction.severity, friction.at.locator) == (Severity.MINOR, "#confirm-e-mail")


def test_a_newsletter_before_the_checkout_is_no_form_of_the_path() -> None:
    page = form_page(_bare(placeholder="Your e-mail for our letter"))
    home = make_visit(make_step(name="Open", id="open", stage=Stage.ARRIVE, page=page))
    assert is_inapplicable(judge(LABEL, home))
    assert friction_of(judge_page(LABEL, page))


def test_what_is_filled_in_already_may_say_what_it_is() -> None:
    assert is_incomplete(_label(_bare(is_prefilled=True, is_filled=True)))


def _passing(written: FieldEvidence, *shown: FieldEvidence) -> VisitEvidence:
    """Make a visit whose last step wrote in a field that is not on the page it ended on."""
    began = make_step(name="Open", id="open", stage=Stage.CHECKOUT, page=form_page(*shown))
    entry = typed(written, "x")
    assert entry.element is not None
    entry = entry.model_copy(update={"element": entry.element.model_copy(update={"field": written})})
    return make_visit(began, make_step(entry, name="Pay", id="pay", stage=Stage.PAY, page=form_page()))


def test_a_field_that_comes_and_goes_within_a_step_is_judged() -> None:
    mail = make_field("E-mail")
    found = friction_of(judge(TOKEN, _passing(mail, make_field("Street"))))
    assert (found.at.locator, found.at.box) == ("#e-mail", None)
    assert is_incomplete(judge(LABEL, _passing(_bare(), make_field("Street"))))


def _passed_through(within: PageEvidence, end: PageEvidence) -> VisitEvidence:
    """Make a visit whose last step passed through a page."""
    began = make_step(name="Open", id="open", stage=Stage.CHECKOUT, page=form_page(make_field("Street")))
    last = make_step(name="Pay", id="pay", stage=Stage.PAY, page=end)
    return make_visit(began, last.model_copy(update={"passing": (within,)}))


def test_a_form_that_a_step_passes_through_is_judged_with_the_words_around_it() -> None:
    assert friction_of(judge(LABEL, _passed_through(form_page(_bare()), form_page())))
    beside = make_block("Name", box=Box(x=20, y=170, width=100, height=20), region="main")
    assert is_incomplete(judge(LABEL, _passed_through(form_page(_bare(), texts=(beside,)), form_page())))
    stays = _passed_through(form_page(_bare()), form_page(_bare()))
    assert len(judge(LABEL, stays)) == 1
    again = _passed_through(form_page(make_field("Street").model_copy(update={"label": ""})), form_page())
    assert is_inapplicable(judge(LABEL, again))


@pytest.mark.parametrize("change", [{"name": "r2"}, {"label": "E-mail address"}, {"name": "r2", "locator": "#r2"}])
def test_a_field_that_was_drawn_anew_is_the_same(change: dict[str, Any]) -> None:
    label = change.pop("label", "E-mail")
    written = make_field(label, **{"name": "e-mail", **change})
    assert is_inapplicable(judge(TOKEN, _passing(written, make_field("E-mail"))))


def test_fields_that_come_and_go_count() -> None:
    shown = [make_field(f"Field {n}") for n in range(12)]
    assert judge_visit(MANY, _passing(shown[3], *shown)) == []
    assert friction_of(judge_visit(MANY, _passing(make_field("Card number"), *shown)))
