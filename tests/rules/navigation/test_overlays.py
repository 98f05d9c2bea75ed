"""What lies over the shop uninvited, and the question about cookies."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.action.makers import (
    friction_of,
    is_inapplicable,
    is_incomplete,
    judge_step,
    make_action,
    make_page,
    make_step,
    make_visit,
)

from frictionaudit.evidence.action import Cover
from frictionaudit.evidence.common import Box, Subject
from frictionaudit.evidence.page import OverlayEvidence
from frictionaudit.evidence.step import ConsentEvidence, NavigationEvidence
from frictionaudit.findings.model import Severity
from frictionaudit.journey.model import Commitment
from frictionaudit.rules.registry import Friction, Incomplete, Verdict, all_rules

OVERLAY = "navigation/blocking-overlay"
CONSENT = "navigation/lopsided-consent"


def popup(**changes: Any) -> OverlayEvidence:
    given: dict[str, Any] = {
        "kind": "dialog",
        "subject": Subject(role="dialog", name="Newsletter", locator="#popup"),
        "share": 0.6,
        "texts": ("10 % off your first order",),
        "buttons": ("Close",),
        "hides_content": True,
    }
    return OverlayEvidence(**{**given, **changes})


def banner(*buttons: str, **changes: Any) -> ConsentEvidence:
    given: dict[str, Any] = {
        "wanted": "reject",
        "result": "done",
        "texts": ("We use cookies.",),
        "buttons": buttons,
        "subject": Subject(role="dialog", name="Cookies", locator="#cookies", box=Box(x=0, y=0, width=9, height=9)),
        "share": 0.2,
    }
    return ConsentEvidence(**{**given, **changes})


def judge_overlay(overlay: OverlayEvidence, **of_step: Any) -> list[Verdict]:
    return judge_step(OVERLAY, make_visit(make_step(page=make_page("Shop", overlays=(overlay,)), **of_step)))


def judge_consent(consent: ConsentEvidence | None, **of_visit: Any) -> list[Verdict]:
    return list(all_rules()[CONSENT].judge(make_visit(make_step(consent=consent), **of_visit)))


@pytest.mark.parametrize(
    ("language", "texts", "is_found"),
    [
        ("en", ("Are you 18 or over?", "By law we may sell alcohol to adults only."), False),
        ("en", ("Please confirm your age to enter", "You must be 21 years or older."), False),
        ("fi", ("Oletko täyttänyt 18 vuotta?",), False),
        ("sv", ("Har du fyllt 20?",), False),
        ("de", ("Sind Sie volljährig?",), False),
        ("fr", ("Avez-vous plus de 18 ans ?",), False),
        ("es", ("¿Eres mayor de edad?",), False),
        ("it", ("Hai compiuto 18 anni?",), False),
        ("nl", ("Ben je 18 jaar of ouder?",), False),
        ("da", ("Er du fyldt 18?",), False),
        ("nb", ("Er du over 18 år?",), False),
        ("pl", ("Czy masz ukończone 18 lat?",), False),
        ("pt", ("Tem mais de 18 anos?",), False),
        ("et", ("Kas oled vähemalt 18-aastane?",), False),
        ("en", ("We are 18 years old today!", "Take 18 % off"), True),
        ("en", ("Join our newsletter", "I am 18 or over"), True),
        ("en", ("Over 18 mugs to win", "Play now"), True),
        ("de", ("Seit 20 Jahren für Sie da", "Jetzt mitfeiern"), True),
    ],
)
def test_the_law_wants_the_age_asked_before_some_goods_are_shown(
    language: str, texts: tuple[str, ...], is_found: bool
) -> None:
    asked = popup(texts=texts, buttons=("OK",), share=1.0, subject=Subject(role="dialog", name="", locator="#ask"))
    page = make_page("Shop", overlays=(asked,), language=language)
    assert bool(judge_step(OVERLAY, make_visit(make_step(page=page), locale=language))) is is_found


def test_a_pop_up_over_a_third_of_the_screen_blocks() -> None:
    found = friction_of(judge_overlay(popup(share=0.31)))
    assert found.severity is None
    assert found.parameters["percent"] == 31
    assert found.at.locator == "#popup"


@pytest.mark.parametrize(
    "changes",
    [
        {"share": 0.3},
        {"by_action": True},
        {"is_furniture": True},
        {"hides_content": False},
        {"hides_content": None},
        {"texts": ()},
    ],
)
def test_what_is_small_or_asked_for_or_covers_nothing_does_not_block(changes: dict[str, Any]) -> None:
    assert judge_overlay(popup(**changes)) == []


@pytest.mark.parametrize(
    ("of_ground", "of_box", "count"),
    [
        ({}, {}, 1),
        ({"hides_content": None, "share": 0.2}, {}, 0),
        ({"texts": ("Welcome", "Mugs of the week")}, {}, 1),  # another layer with words of its own: that one alone
        ({"by_action": True}, {"by_action": True}, 0),
        ({}, {"kind": "chat"}, 0),
    ],
    ids=["the ground counts", "a small ground", "words of its own", "asked for", "a chat"],
)
def test_a_box_on_a_ground_beside_it_covers_as_much(of_ground: Any, of_box: Any, count: int) -> None:
    whole, middle = Box(x=0, y=0, width=1000, height=800), Box(x=300, y=300, width=400, height=200)
    ground = popup(**{"kind": "banner", "subject": Subject(role="div", name="", locator="#ground", box=whole),
                      "share": 1.0, "texts": (), "buttons": (), **of_ground})  # fmt: skip
    box = popup(subject=Subject(role="dialog", name="Newsletter", locator="#popup", box=middle), share=0.1,
                **{"hides_content": None, **of_box})  # fmt: skip
    page = make_page("Shop", overlays=(ground, box))
    found = judge_step(OVERLAY, make_visit(make_step(page=page)))
    assert len(found) == count
    later = make_visit(make_step(page=page), make_step(page=page, name="Next", id="next"))
    assert sum(isinstance(each, Friction) for each in judge_step(OVERLAY, later, 1)) == 0


def test_what_the_step_itself_closes_has_blocked() -> None:
    over = make_page("Shop", overlays=(popup(),))
    asked = make_page("Shop", overlays=(popup(by_action=True),))
    for passing, count in ((over, 1), (asked, 0)):
        step = make_step(page=make_page("Shop"), passing=(passing,))
        assert len(judge_step(OVERLAY, make_visit(step))) == count


def test_the_answer_to_a_press_that_led_here_does_not_block() -> None:
    said = popup(texts=("Added to cart", "Blue mug"))
    there = NavigationEvidence(url="http://127.0.0.1:8000/", status=200)
    assert judge_overlay(said, has_navigated=True, navigations=(there,)) == []
    assert judge_overlay(said, commits=Commitment.CART) == []
    friction_of(judge_overlay(popup(), commits=Commitment.CART))


@pytest.mark.parametrize(
    ("texts", "buttons", "is_found"),
    [
        (("One moment, please", "We are getting your cart"), (), False),
        (("One moment!", "10 % off your first order"), ("Show me", "Close"), True),
        (("Lataa sovelluksemme", "Nopeammin puhelimella"), ("Avaa", "Ei nyt"), True),
    ],
)
def test_a_layer_that_bids_to_wait_asks_nothing(
    texts: tuple[str, ...], buttons: tuple[str, ...], is_found: bool
) -> None:
    there = NavigationEvidence(url="http://127.0.0.1:8000/", status=200)
    layer = popup(texts=texts, buttons=buttons)
    assert bool(judge_overlay(layer, has_navigated=True, navigations=(there,))) is is_found


_BACKDROP = Subject(role="", name="", locator="body > div:nth-of-type(4)")
_TICKING = Subject(role="dialog", name="Newsletter, 9 seconds left", locator="#popup")


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ({}, {"subject": _BACKDROP, "texts": ("10 % off your first order", "No thanks", "Enter your e-mail")}, 1),
        ({}, {"subject": _BACKDROP}, 1),
        ({"subject": _TICKING}, {"subject": _TICKING.model_copy(update={"name": "Newsletter, 8 seconds left"})}, 1),
        ({}, {"subject": _BACKDROP, "texts": ("Install our app", "Open")}, 2),
    ],
)
def test_one_layer_is_told_once(first: dict[str, Any], second: dict[str, Any], count: int) -> None:
    one, other = popup(**first), popup(**second)
    assert len(judge_step(OVERLAY, make_visit(make_step(page=make_page("Shop", overlays=(one, other)))))) == count
    before = make_step(page=make_page("Shop", overlays=(one,)))
    visit = make_visit(before, make_step(make_action(closed=(other,)), page=make_page("Shop")))
    assert len(judge_step(OVERLAY, visit, 0)) + len(judge_step(OVERLAY, visit, 1)) == count


def test_a_layer_that_the_customer_opened_earlier_stays_theirs() -> None:
    opened = make_step(page=make_page("Shop", overlays=(popup(by_action=True),)))
    still = make_step(page=make_page("Shop", overlays=(popup(),)))
    assert judge_step(OVERLAY, make_visit(opened, still)) == []


_COVER = Cover(subject=popup().subject, at_centre=True, share=1)
_CROSS = Subject(role="button", name="Close", locator="#popup > button")
_SHAME = Subject(role="button", name="No thanks, I'd rather pay full price", locator="#popup > a")


@pytest.mark.parametrize(
    ("address", "following", "is_found"),
    [
        ("http://127.0.0.1:8000/product/mug", {"covers": (_COVER,)}, True),
        ("http://127.0.0.1:8000/product/mug", {"closed": (popup(),)}, True),
        ("http://127.0.0.1:8000/product/mug", {"subject": _CROSS}, True),
        ("http://127.0.0.1:8000/product/mug", {"subject": _SHAME}, True),
        ("http://127.0.0.1:8000/product/mug", {}, False),  # the way goes on within it
        ("http://127.0.0.1:8000/#mug", {"covers": (_COVER,)}, False),
    ],
)
def test_what_comes_with_the_next_view_was_not_asked_for(
    address: str, following: dict[str, Any], is_found: bool
) -> None:
    buttons = ("Close", _SHAME.name)
    opened = make_page("Mug", url=address, overlays=(popup(by_action=True, buttons=buttons),))
    walk = make_visit(make_step(), make_step(make_action(), page=opened), make_step(make_action(**following)))
    assert bool(judge_step(OVERLAY, walk, 1)) is is_found


def test_a_layer_that_stays_is_told_once() -> None:
    first, second = (make_step(page=make_page("Shop", overlays=(popup(),))) for _ in range(2))
    visit = make_visit(first, second)
    friction_of(judge_step(OVERLAY, visit, 0))
    assert judge_step(OVERLAY, visit, 1) == []


@pytest.mark.parametrize(
    ("changes", "is_found"),
    [
        ({}, True),
        ({"kind": "consent"}, False),
        ({"share": 0.2}, False),
        ({"hides_content": False}, False),
        ({"name": "", "texts": ("Are you 18 or over?",), "buttons": ("Yes", "No")}, False),
    ],
)
def test_what_comes_up_once_the_walk_has_left_the_page(changes: dict[str, Any], is_found: bool) -> None:
    box = Box(x=0, y=0, width=900, height=600)
    subject = popup().subject.model_copy(update={"box": box, "name": changes.get("name", "Newsletter")})
    late = popup(**{**{key: value for key, value in changes.items() if key != "name"}, "subject": subject})
    found = judge_step(OVERLAY, make_visit(make_step(late_overlays=(late,))))
    assert bool(found) is is_found
    assert all(isinstance(each, Friction) and each.at.box is None for each in found), "no picture shows it"


@pytest.mark.parametrize(
    ("is_on_top", "button", "is_found"), [(True, "Not now", True), (True, "Details", False), (False, "Not now", False)]
)
def test_over_the_empty_part_of_a_page_only_what_can_be_closed_lies(
    is_on_top: bool, button: str, is_found: bool
) -> None:
    layer = popup(hides_content=False, is_on_top=is_on_top, buttons=("Open the app", button))
    assert bool(judge_overlay(layer)) is is_found


def test_what_comes_up_late_is_told_once() -> None:
    late, shown = make_step(late_overlays=(popup(),)), make_step(page=make_page("Shop", overlays=(popup(),)))
    for visit in (make_visit(late, shown), make_visit(shown, late), make_visit(late, late)):
        assert len(judge_step(OVERLAY, visit, 0)) == 1
        assert judge_step(OVERLAY, visit, 1) == []


def test_what_had_to_be_closed_is_serious_where_it_was_first_seen() -> None:
    first = make_step(page=make_page("Shop", overlays=(popup(),)))
    second = make_step(make_action(closed=(popup(),)))
    visit = make_visit(first, second)
    assert friction_of(judge_step(OVERLAY, visit, 0)).severity is Severity.SERIOUS
    assert judge_step(OVERLAY, visit, 1) == []


def test_a_small_layer_that_had_to_be_closed_is_serious_too() -> None:
    visit = make_visit(make_step(make_action(closed=(popup(share=0.1, hides_content=None),))))
    found = friction_of(judge_step(OVERLAY, visit))
    assert (found.variant, found.severity) == ("closed", Severity.SERIOUS)


@pytest.mark.parametrize(("share", "count"), [(0.5, 0), (0.51, 1)])
def test_the_question_about_cookies_may_take_half_of_the_screen(share: float, count: int) -> None:
    visit = make_visit(make_step(consent=banner("Accept", "Reject", share=share)))
    assert len(judge_step(OVERLAY, visit)) == count


def test_a_page_that_was_not_read_is_not_judged() -> None:
    assert is_inapplicable(judge_step(OVERLAY, make_visit(make_step(page=None))))


@pytest.mark.parametrize(
    "buttons", [("Accept all", "Settings"), ("Hyväksy kaikki", "Asetukset"), ("OK", "Lisätietoja"), ("Got it",)]
)
def test_a_banner_without_a_no_is_lopsided(buttons: tuple[str, ...]) -> None:
    found = friction_of(judge_consent(banner(*buttons), locale="fi-FI"))
    assert found.at.locator == "#cookies"


@pytest.mark.parametrize(
    "buttons",
    [
        ("Accept all", "Reject all"),
        ("Alle akzeptieren", "Nur notwendige", "Einstellungen"),
        ("Accept all", "Continue without accepting"),
    ],
)
def test_a_banner_with_a_no_is_not(buttons: tuple[str, ...]) -> None:
    assert judge_consent(banner(*buttons), locale="de-DE") == []


@pytest.mark.parametrize(
    "buttons",
    [("Accept all", "Allow selection"), ("Accept all", "×"), ("Fortfahren, ja doch",), ()],
)
def test_a_banner_in_doubt_is_not_judged(buttons: tuple[str, ...]) -> None:
    assert is_incomplete(judge_consent(banner(*buttons)))


@pytest.mark.parametrize(
    ("locale", "text", "button"),
    [
        ("fi-FI", "Käytämme vain sivuston toiminnan kannalta välttämättömiä evästeitä.", "Selvä"),
        ("fr-FR", "Ce site n'utilise que des cookies strictement nécessaires.", "OK"),
        ("es-ES", "Este sitio usa únicamente cookies técnicas.", "Aceptar"),
        ("it-IT", "Questo sito utilizza esclusivamente cookie tecnici.", "OK"),
        ("nl-NL", "Deze website gebruikt uitsluitend functionele cookies.", "Akkoord"),
        ("pl-PL", "Używamy tylko niezbędnych plików cookie.", "Rozumiem"),
        ("pt-PT", "Usamos unicamente cookies técnicos.", "Aceitar"),
        ("et-EE", "Kasutame ainult vajalikke küpsiseid.", "Selge"),
    ],
)
def test_a_notice_of_what_needs_no_consent_is_not_judged(locale: str, text: str, button: str) -> None:
    assert is_incomplete(judge_consent(banner(button, texts=(text,)), locale=locale))


def test_a_notice_of_necessary_cookies_may_need_no_consent() -> None:
    assert is_incomplete(judge_consent(banner("OK", texts=("We use necessary cookies only.",))))


@pytest.mark.parametrize(
    ("locale", "text", "button"),
    [
        ("sv-SE", "Vi använder nödvändiga kakor och, om du tillåter det, besöksstatistik.", "Godkänn alla"),
        ("fi-FI", "Käytämme välttämättömiä evästeitä ja luvallasi tilastointia.", "Hyväksy kaikki evästeet"),
        ("de-DE", "Wir nutzen notwendige Cookies und Statistik.", "Alle akzeptieren"),
        ("fr-FR", "Nous utilisons des cookies nécessaires et de mesure.", "Tout accepter"),
    ],
)
def test_who_may_only_accept_all_is_asked_for_more_than_is_needed(locale: str, text: str, button: str) -> None:
    friction_of(judge_consent(banner(button, texts=(text,)), locale=locale))


@pytest.mark.parametrize(
    ("locale", "text", "button", "is_lopsided"),
    [
        ("sv-SE", "Vi använder nödvändiga kakor och, om du tillåter det, besöksstatistik.", "OK", True),
        ("en-GB", "We use necessary cookies, and others for analytics and marketing.", "OK", True),
        ("en-GB", "We use necessary cookies only. No analytics, no marketing.", "OK", False),
        ("de-DE", "Wir nutzen nur notwendige Cookies und Cookies für Werbung.", "OK", True),
        ("de-DE", "Wir nutzen nur notwendige Cookies, keine Werbung.", "OK", False),
        ("sv-SE", "Vi använder nödvändiga kakor och anonym statistik.", "OK", False),
        ("fi-FI", "Käytämme vain välttämättömiä evästeitä. Markkinointia varten evästeitä ei ole.", "OK", False),
    ],
)
def test_who_may_only_say_ok_to_counting_is_asked_for_more(
    locale: str, text: str, button: str, is_lopsided: bool
) -> None:
    verdicts = judge_consent(banner(button, "Read more", texts=(text,)), locale=locale)
    assert [type(each) for each in verdicts] == [Friction if is_lopsided else Incomplete]


def test_no_banner_nothing_to_judge() -> None:
    assert is_inapplicable(judge_consent(None))


def test_a_banner_belongs_to_the_page_that_it_came_up_on() -> None:
    shown = popup(kind="consent", texts=("We use cookies.",), buttons=("Accept all", "Settings"))
    in_frame = make_page("Shop", "We use cookies.", "Accept all", "Settings")
    second = make_step(consent=banner("Accept all", "Settings"))
    for page, place in ((make_page("Shop", overlays=(shown,)), 0), (in_frame, 0), (make_page("Shop", "Settings"), 1)):
        verdicts = list(all_rules()[CONSENT].judge(make_visit(make_step(page=page), second)))
        assert friction_of(verdicts).step == place


def test_a_banner_that_nobody_answered_is_read_from_the_page() -> None:
    shown = popup(kind="consent", texts=("We use cookies.",), buttons=("Accept all", "Settings"))
    visit = make_visit(make_step(page=make_page("Shop", overlays=(shown,))))
    assert friction_of(list(all_rules()[CONSENT].judge(visit))).at.locator == "#popup"
