"""dead, unexplained-disabled, second-try, keyboard-unreachable: what happens at the press?"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_action,
    make_action,
    make_page,
)
from tests.rules.validation.makers import form_page, make_field, typed

from frictionaudit.evidence.action import ActionUse, Cover
from frictionaudit.evidence.common import Party, Subject
from frictionaudit.evidence.page import ViewportContent
from frictionaudit.evidence.step import (
    DialogEvidence,
    ExpectationEvidence,
    NavigationEvidence,
    RequestEvidence,
    StepStatus,
    TransitionEvidence,
)
from frictionaudit.journey.model import ActionKind, Commitment


class TestDead:
    DEAD: ClassVar[dict[str, Any]] = {"use": ActionUse(effects=())}

    def test_nothing_followed(self) -> None:
        found = friction_of(
            judge_action(
                "action/dead",
                make_action(**self.DEAD),
                status=StepStatus.TIMED_OUT,
                transition=TransitionEvidence(patience_ms=3000),
            )
        )
        assert found.blocks
        assert found.parameters == {"name": "Add to cart", "patience_s": 3.0}

    def test_a_page_that_went_blank_has_answered(self) -> None:
        blank = make_page(viewport_content=ViewportContent(text_length=0, images=0, painted=0))
        assert judge_action("action/dead", make_action(**self.DEAD), page=blank, status=StepStatus.FAILED) == []
        friction_of(judge_action("action/dead", make_action(**self.DEAD), page=make_page("Blue mug")))

    def test_the_browsers_own_check_has_answered(self) -> None:
        phone = make_field("Phone", fails_natively=True, is_filled=True, pattern="[0-9]{8}")
        typing = typed(phone, "+45 20 12 34 56")
        stuck: dict[str, Any] = {"status": StepStatus.FAILED, "failure_kind": "expectation", "actions": (typing,)}
        pressed = make_action(use=ActionUse(effects=("focus",)))
        checked = form_page(phone, is_checked_natively=True)
        assert judge_action("action/dead", pressed, page=checked, **stuck) == []
        friction_of(judge_action("action/dead", pressed, page=form_page(phone), **stuck))

    def test_its_own_focus_is_nothing(self) -> None:
        friction_of(judge_action("action/dead", make_action(use=ActionUse(effects=("focus",)))))

    def test_a_field_that_takes_the_caret_has_answered(self) -> None:
        field = make_action(
            subject=Subject(role="searchbox", name="Search"), tag="input", use=ActionUse(effects=("focus",))
        )
        assert judge_action("action/dead", field) == []

    @pytest.mark.parametrize("effect", ["navigation", "dialog", "window", "download", "request", "change"])
    def test_any_effect_is_life(self, effect: str) -> None:
        assert judge_action("action/dead", make_action(use=ActionUse(effects=(effect,)))) == []

    @pytest.mark.parametrize(
        "seen",
        [
            {"has_navigated": True},
            {"navigations": (NavigationEvidence(url="http://127.0.0.1/", failure="timeout"),)},
            {"windows": ("http://127.0.0.1/",)},
            {"downloads": ("invoice.pdf",)},
            {"dialogs": (DialogEvidence(kind="alert", message="Sold out"),)},
        ],
    )
    def test_what_the_driver_saw_is_life_too(self, seen: dict[str, Any]) -> None:
        assert judge_action("action/dead", make_action(**self.DEAD), **seen) == []

    @pytest.mark.parametrize(
        ("changes", "is_dead"),
        [({}, False), ({"is_beacon": True}, True), ({"party": Party.THIRD}, True), ({"by_action": False}, True)],
    )
    def test_only_a_request_of_its_own_to_the_shop_is_life(self, changes: dict[str, Any], is_dead: bool) -> None:
        given: dict[str, Any] = {"party": Party.FIRST, "by_action": True, **changes}
        request = RequestEvidence(method="POST", url="/x", template="/x", resource="fetch", **given)
        assert bool(judge_action("action/dead", make_action(**self.DEAD), requests=(request,))) is is_dead

    @pytest.mark.parametrize(("asked_ms", "is_dead"), [(800.0, True), (2_000.0, False)])
    def test_a_choice_that_sent_its_own_form_before_the_press_is_no_answer(
        self, asked_ms: float, is_dead: bool
    ) -> None:
        url = "http://127.0.0.1/confirm"
        asked = RequestEvidence(
            method="GET", url=url, template="/confirm", resource="document", party=Party.FIRST, start_ms=asked_ms
        )
        found = judge_action(
            "action/dead",
            make_action(**self.DEAD),
            has_navigated=True,
            navigations=(NavigationEvidence(url=url, status=200),),
            requests=(asked,),
            transition=TransitionEvidence(patience_ms=10_000, input_ms=1_900),
        )
        assert bool(found) is is_dead

    def test_an_expectation_that_came_true_leaves_it_open(self) -> None:
        held = ExpectationEvidence(kind="see", wanted="Copied", has_held=True)
        verdicts = judge_action("action/dead", make_action(**self.DEAD), expectations=(held,), before=make_page("Shop"))
        assert is_incomplete(verdicts)

    def test_a_heading_that_was_a_line_of_the_steps_before_came_true(self) -> None:
        held = ExpectationEvidence(kind="heading", wanted="Payment", has_held=True)
        before = make_page("1. Delivery", "2. Payment")
        verdicts = judge_action("action/dead", make_action(**self.DEAD), expectations=(held,), before=before)
        assert is_incomplete(verdicts)

    @pytest.mark.parametrize(
        ("shown", "is_dead"), [(("Mugs", "Blue mug"), False), (("Mugs", "Blue mug", "Vase"), True)]
    )
    def test_a_list_that_grew_less_while_the_words_were_typed_has_answered(
        self, shown: tuple[str, ...], is_dead: bool
    ) -> None:
        verdicts = judge_action(
            "action/dead",
            make_action(**{**self.DEAD, "kind": ActionKind.SEARCH}),
            before=make_page("Mugs", "Blue mug", "Vase"),
            page=make_page(*shown),
        )
        assert is_incomplete(verdicts) is not is_dead

    def test_a_button_has_not_answered_where_the_page_lost_something(self) -> None:
        friction_of(
            judge_action(
                "action/dead",
                make_action(**self.DEAD),
                before=make_page("Mugs", "Offer of the hour"),
                page=make_page("Mugs"),
            )
        )

    def test_an_expectation_that_was_true_before_proves_nothing(self) -> None:
        held = ExpectationEvidence(kind="see", wanted="shop", has_held=True)
        friction_of(
            judge_action("action/dead", make_action(**self.DEAD), expectations=(held,), before=make_page("Shop"))
        )

    @pytest.mark.parametrize(
        "elsewhere",
        [
            {"is_disabled": True},
            {"covers": (Cover(subject=Subject(role="div"), at_centre=True, share=1),)},
            {"is_held": True, "use": None},
            {"kind": ActionKind.FILL},
        ],
    )
    def test_not_where_another_rule_speaks_or_nothing_was_pressed(self, elsewhere: dict[str, Any]) -> None:
        assert is_inapplicable(judge_action("action/dead", make_action(**{**self.DEAD, **elsewhere})))

    def test_enter_counts_and_tab_does_not(self) -> None:
        enter = make_action(kind=ActionKind.PRESS, value="Enter", **self.DEAD)
        tab = make_action(kind=ActionKind.PRESS, value="Tab", **self.DEAD)
        friction_of(judge_action("action/dead", enter))
        assert is_inapplicable(judge_action("action/dead", tab))


class TestUnexplainedDisabled:
    GREY: ClassVar[dict[str, Any]] = {"is_disabled": True, "use": None, "failure": "disabled"}

    def test_no_word_about_it(self) -> None:
        found = friction_of(
            judge_action("action/unexplained-disabled", make_action(**self.GREY), status=StepStatus.TIMED_OUT)
        )
        assert found.blocks

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Choose a size first.", "en"),
            ("Sold out until Monday", "en"),
            ("You must accept the terms to continue.", "en"),
            ("Minimum order 20 €", "en"),
            ("Valitse koko", "fi"),
            ("Välj storlek", "sv"),
            ("Bitte wählen Sie eine Größe", "de"),
        ],
    )
    def test_not_with_a_reason(self, text: str, language: str) -> None:
        action = make_action(**self.GREY, disabled_reasons=("24.90 €", text))
        verdicts = judge_action("action/unexplained-disabled", action, before=make_page("Mug", language=language))
        assert verdicts == []

    @pytest.mark.parametrize("text", ["24.90 €", "A mug that holds a quarter of a litre.", "Blue mug"])
    def test_a_text_near_it_need_not_say_why(self, text: str) -> None:
        friction_of(judge_action("action/unexplained-disabled", make_action(**self.GREY, disabled_reasons=(text,))))

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Du kan ångra köpet inom 14 dagar utan att ange skäl.", "sv"),
            ("Du kan angre kjøpet innen 14 dager uten å oppgi grunn.", "nb"),
            ("You have the right to withdraw within 14 days; you must tell us so first.", "en"),
        ],
    )
    def test_the_right_of_withdrawal_is_no_reason(self, text: str, language: str) -> None:
        action = make_action(**self.GREY, disabled_reasons=(text,))
        friction_of(judge_action("action/unexplained-disabled", action, before=make_page("Mug", language=language)))

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Velden met een * zijn verplicht.", "nl"),
            ("* Pflichtfelder", "de"),
            ("Fields marked with (*) are required.", "en"),
            ("Tähdellä (*) merkityt kentät ovat pakollisia.", "fi"),
        ],
    )
    def test_the_key_to_the_asterisk_is_no_reason_once_the_marked_fields_are_filled(
        self, text: str, language: str
    ) -> None:
        action = make_action(**self.GREY, disabled_reasons=(text,))
        page = make_page("Mug", language=language)
        friction_of(judge_action("action/unexplained-disabled", action, before=page))
        waits = make_action(**self.GREY, disabled_reasons=(text,), unfilled_required=("E-mail",))
        assert judge_action("action/unexplained-disabled", waits, before=page) == []

    @pytest.mark.parametrize(
        ("text", "language", "is_told"),
        [
            ("By placing your order you agree to our terms of sale.", "en", True),
            ("Mit der Bestellung akzeptieren Sie unsere AGB.", "de", True),
            ("En passant commande, vous acceptez nos CGV.", "fr", True),
            ("By placing your order you agree to our terms. First choose how we deliver.", "en", False),
            ("Please accept our terms to place your order.", "en", False),
            ("By ticking this box you agree to our terms.", "en", False),
        ],
    )
    def test_terms_that_the_press_accepts_are_no_reason(self, text: str, language: str, *, is_told: bool) -> None:
        action = make_action(**self.GREY, disabled_reasons=(text,))
        verdicts = judge_action("action/unexplained-disabled", action, before=make_page("Mug", language=language))
        assert bool(verdicts) is is_told

    @pytest.mark.parametrize(
        ("text", "language", "is_told"),
        [
            ("Opalglas und Eiche. Kabellänge 1,8 Meter, Fassung E14, höchstens 40 W.", "de", True),
            ("Socket E14, at most 40 W. Made in Finland.", "en", True),
            ("Mindestens 500 g", "de", False),
            ("Bitte wählen Sie eine Farbe. Fassung E14, höchstens 40 W.", "de", False),
        ],
    )
    def test_what_the_goods_can_take_is_no_reason(self, text: str, language: str, is_told: bool) -> None:
        action = make_action(**self.GREY, disabled_reasons=(text,))
        found = judge_action("action/unexplained-disabled", action, before=make_page("Lamp", language=language))
        assert bool(found) is is_told

    @pytest.mark.parametrize(("text", "language"), [("Kies je maat *", "nl"), ("Please choose a size*", "en")])
    def test_the_mark_at_a_label_is_no_key(self, text: str, language: str) -> None:
        action = make_action(**self.GREY, disabled_reasons=(text,))
        assert judge_action("action/unexplained-disabled", action, before=make_page("Mug", language=language)) == []

    def test_a_text_in_a_language_without_words_is_incomplete(self) -> None:
        action = make_action(**self.GREY, disabled_reasons=("เลือกขนาด",))
        page = make_page("Mug", language="th")
        verdicts = judge_action("action/unexplained-disabled", action, before=page, locale="th-TH")
        assert is_incomplete(verdicts)

    def test_not_before_marked_fields_are_filled(self) -> None:
        action = make_action(**self.GREY, unfilled_required=("E-mail",))
        assert judge_action("action/unexplained-disabled", action) == []

    def test_not_where_the_goods_are_sold_out(self) -> None:
        assert is_inapplicable(judge_action("action/unexplained-disabled", make_action(**self.GREY), wall="stock"))

    def test_card_fields_left_empty_for_safety_leave_it_open(self) -> None:
        card = make_action(kind=ActionKind.FILL, is_primary=False, is_held=True, held_because="card", use=None)
        assert is_incomplete(judge_action("action/unexplained-disabled", make_action(**self.GREY), actions=(card,)))


class TestSecondTry:
    def test_only_the_second_press_worked(self) -> None:
        use = ActionUse(effects=("change",), first_use_had_effect=False, presses=2)
        friction_of(judge_action("action/second-try", make_action(use=use)))

    def test_never_tried_on_what_commits(self) -> None:
        use = ActionUse(effects=(), presses=1)
        assert is_inapplicable(judge_action("action/second-try", make_action(use=use, commits=Commitment.CART)))

    def test_a_dead_press_without_a_second_is_incomplete(self) -> None:
        assert is_incomplete(judge_action("action/second-try", make_action(use=ActionUse(effects=()))))

    def test_dead_at_both_presses_is_another_rule(self) -> None:
        assert judge_action("action/second-try", make_action(use=ActionUse(effects=(), presses=2))) == []


class TestKeyboardUnreachable:
    RULE = "action/keyboard-unreachable"

    @pytest.mark.parametrize(
        ("tried", "variant"),
        [
            ({"keyboard_reached": False}, "unreached"),
            ({"keyboard_reached": True, "keyboard_fired": False, "is_native_control": False}, "unfired"),
            ({"keyboard_reached": True, "use": ActionUse(), "is_native_control": False}, "unfired"),
            ({"keyboard_reached": True, "keyboard_fired": False, "use": ActionUse()}, "unfired"),
            ({"is_focusable": False}, ""),
        ],
    )
    def test_tried_in_vain_or_certain(self, tried: dict[str, Any], variant: str) -> None:
        assert friction_of(judge_action(self.RULE, make_action(**tried))).variant == variant

    def test_tried_and_fired(self) -> None:
        action = make_action(keyboard_reached=True, keyboard_fired=True, is_focusable=False)
        assert judge_action(self.RULE, action) == []

    def test_what_followed_shows_that_it_fired(self) -> None:
        assert judge_action(self.RULE, make_action(keyboard_reached=True, is_native_control=False)) == []

    def test_a_real_button_that_hears_enter_and_does_nothing_is_dead(self) -> None:
        silent = {"keyboard_reached": True, "use": ActionUse()}
        assert judge_action(self.RULE, make_action(**silent)) == []
        friction_of(judge_action("action/dead", make_action(**silent)))
        assert is_inapplicable(judge_action("action/dead", make_action(**silent, is_native_control=False)))
        assert is_inapplicable(judge_action("action/dead", make_action(**silent, keyboard_fired=False)))

    def test_a_field_that_was_reached_can_be_typed_in(self) -> None:
        assert judge_action(self.RULE, make_action(kind=ActionKind.FILL, keyboard_reached=True)) == []

    @pytest.mark.parametrize(
        "seen",
        [
            {},
            {"is_focusable": None},
            {"keyboard_reached": True, "use": None, "is_held": True},
            {"is_focusable": False, "inside_control": True},
        ],
    )
    def test_not_tried_and_not_certain_is_incomplete(self, seen: dict[str, Any]) -> None:
        assert is_incomplete(judge_action(self.RULE, make_action(**seen)))

    def test_a_disabled_button_is_out_of_the_tab_order_by_rights(self) -> None:
        assert is_inapplicable(judge_action(self.RULE, make_action(is_disabled=True, is_focusable=False)))
