"""Pictures, overlays, links and what else a page is made of."""

from __future__ import annotations

import pytest
from tests.probe.bench import BOTH, Bench, page_named

_PICTURES = """
<img id=fine src=/picture width=40 height=40 alt=Mug><img id=broken src=/gone.png width=40 height=40 alt=Cup>
<img id=pixel src=/gone2.png width=1 height=1><img id=empty style="width:40px;height:40px;background:url(/picture)">
<picture><source srcset=/gone3.png><img id=source src=/picture width=40 height=40></picture>
<img id=saved src=/gone4.png width=40 height=40 onerror="this.onerror=null;this.src='/picture?b'">
<img id=hidden src=/gone5.png style="display:none" width=40 height=40>
<p style="margin-top:3000px"><img id=low src=/gone6.png width=40 height=40></p>
<p style="margin-top:5000px"><img id=lazy loading=lazy src=/gone7.png width=40 height=40></p>
"""


@BOTH
def test_broken_pictures(bench: Bench) -> None:
    page = bench.open(_PICTURES)
    page.wait_for_function(
        "document.querySelector('#saved').src.endsWith('?b') && document.querySelector('#saved').complete"
    )
    images = {image.subject.locator.removeprefix("#"): image for image in bench.collect().images}
    assert {name for name, image in images.items() if image.is_broken} == {"broken", "low", "source"} & set(images)
    assert "pixel" not in images
    assert "hidden" not in images
    assert images["empty"].is_placeholder
    assert {name for name, image in images.items() if not image.was_in_viewport} == {"low", "lazy"}
    assert images["broken"].subject.name == "Cup"
    page.evaluate("scrollTo(0, 2800)")
    images = {image.subject.locator.removeprefix("#"): image for image in bench.collect().images}
    assert images["low"].was_in_viewport
    assert images["broken"].was_in_viewport


@BOTH
def test_kinds_and_shares_of_overlays(bench: Bench) -> None:
    bench.open(page_named("overlays"))
    overlays = {overlay.subject.locator.removeprefix("#"): overlay for overlay in bench.collect().overlays}
    assert {name: overlay.kind for name, overlay in overlays.items()} == {
        "bar": "bar", "cookie-banner": "consent", "livechat": "chat", "promo": "banner", "veil": "dialog",
    }  # fmt: skip
    assert overlays["veil"].share >= 0.98  # Firefox keeps a scrollbar beside it
    assert 0.2 < overlays["cookie-banner"].share < 0.22
    assert overlays["veil"].buttons == ("No thanks",)
    assert overlays["veil"].texts == ("Subscribe", "No thanks")
    assert not any(overlay.by_action for overlay in overlays.values())


@BOTH
def test_wrapper_that_paints_nothing_covers_only_what_its_panel_covers(bench: Bench) -> None:
    bench.open(
        "<div id=wrap style='position:fixed;inset:0'><div role=dialog style='width:500px;height:350px;background:#fff'>"
        "Hello</div></div>"
    )
    (overlay,) = bench.collect().overlays
    assert (overlay.kind, overlay.share) == ("dialog", 0.25)


@BOTH
def test_dialog_opened_by_the_action_is_its_own(bench: Bench) -> None:
    page = bench.open(
        "<button id=open onclick=\"d.style.display='block'\">Sizes</button>"
        "<style>.box { position: fixed; inset: 100px 500px 300px 100px; background: #fff }</style>"
        "<div id=d class=box role=dialog style='display:none'>Sizes</div>"
        "<div id=late style='position:fixed;right:0;bottom:0;width:300px;height:300px;background:#fff'>News</div>"
    )
    page.click("#open")
    bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 30})
    assert {o.subject.locator: o.by_action for o in bench.collect().overlays} == {"#d": True, "#late": False}


@BOTH
@pytest.mark.parametrize(("pressed", "is_own"), [("#card", True), ("#no", False)])
def test_a_dialog_that_an_earlier_press_opened_is_its_own_once_its_fields_are_used(
    bench: Bench, pressed: str, is_own: bool
) -> None:
    page = bench.open(
        "<button id=open onclick=\"d.style.display='block'\">Change</button>"
        "<div id=d role=dialog style='position:fixed;inset:100px 500px 300px 100px;background:#fff;display:none'>"
        "<label><input type=radio id=card>Card</label><button id=no>Later</button></div>"
    )
    page.click("#open")
    bench.ask("quiet", {"limit_ms": 2000, "quiet_ms": 30})
    page.wait_for_timeout(200)  # the press that follows is another one
    page.click(pressed)
    assert [o.by_action for o in bench.collect().overlays] == [is_own]


@BOTH
def test_head_of_the_page(bench: Bench) -> None:
    bench.open(
        '<script type="application/ld+json">{"@type": "Product"}</script><a href=/cart>Cart</a>'
        "<a href=/x style='display:none'>Gone</a><a name=top>Top</a><a href=mailto:a@b.c>Mail</a>"
        "<div id=shop></div><script>shop.attachShadow({mode: 'open'}).innerHTML = "
        '\'<script type="application/ld+json">{"@type": "Offer"}<\' + \'/script>\'</script>'
    )
    page = bench.collect()
    assert (page.title, page.language, page.is_secure, page.allows_zoom) == ("Shop", "en", True, True)
    assert page.structured_data == ('{"@type": "Product"}', '{"@type": "Offer"}')
    assert [(link.text, link.url.rsplit("/", 1)[-1]) for link in page.links] == [
        ("Cart", "cart"),
        ("Mail", "mailto:a@b.c"),
    ]
    bench.open("<!doctype html><title>x</title><p>Hello", whole=True)
    assert bench.collect().allows_zoom is None
    for content, allowed in (("user-scalable=no", False), ("maximum-scale=1.0", False), ("maximum-scale=5", True)):
        bench.open(f"<!doctype html><meta name=viewport content='width=device-width, {content}'><p>Hello", whole=True)
        assert bench.collect().allows_zoom is allowed


_STEMS = {
    "cookies": ["cookie", "eväste"], "accept": ["accept", "hyväksy"], "reject": ["reject", "vain välttämättömät"],
    "manage": ["settings", "asetukset"], "close": ["close"],
}  # fmt: skip


@BOTH
def test_cookie_banner_is_found_with_the_meaning_of_its_buttons(bench: Bench) -> None:
    page = bench.open(
        "<main><p>Our cookies are baked daily. <button>Accept the cookie of the day</button></p></main>"
        "<div id=notice style='position:fixed;bottom:0'><p>Käytämme evästeitä</p><a href=/policy>Evästeistä</a>"
        "<button>Hyväksy kaikki</button><button>Vain välttämättömät</button><button>Asetukset</button></div>"
    )
    found = bench.ask("find_consent", _STEMS)
    assert found["subject"]["locator"] == "#notice"
    assert [(b["name"], b["meaning"]) for b in found["buttons"]] == [
        ("Hyväksy kaikki", "accept"), ("Vain välttämättömät", "reject"), ("Asetukset", "manage"),
    ]  # fmt: skip
    assert page.evaluate("__frictionaudit__.consent_button(1).textContent") == "Vain välttämättömät"
    assert found["texts"][0] == "Käytämme evästeitä"


@BOTH
def test_no_banner_where_none_is_and_one_in_a_shadow_root(bench: Bench) -> None:
    page = bench.open(
        "<main>Buy cookies!<button>Accept</button></main><header style='position:fixed'>Cookie shop</header>"
    )
    assert bench.ask("find_consent", _STEMS) is None
    page.evaluate(
        "document.body.appendChild(document.createElement('div')).attachShadow({mode: 'open'}).innerHTML = "
        "'<div style=\"position:fixed;bottom:0;left:0\">We use cookies '"
        " + '<button>Accept all</button><button>Reject</button></div>'"
    )
    found = bench.ask("find_consent", _STEMS)
    assert [button["meaning"] for button in found["buttons"]] == ["accept", "reject"]


@BOTH
def test_a_banner_deep_in_an_app_is_found_by_its_answers(bench: Bench) -> None:
    app = "<div><div><div>{}<main><h1>Mug</h1></main></div></div></div>"
    bench.open(
        app.format(
            "<section class=ck style='position:fixed;bottom:0'><p>Käytämme evästeitä</p><div style='position:relative'>"
            "<button>Hyväksy kaikki</button><button>Vain välttämättömät</button></div></section>"
        )
    )
    found = bench.ask("find_consent", _STEMS)
    assert [button["meaning"] for button in found["buttons"]] == ["accept", "reject"]
    assert found["subject"]["role"] != "document"
    # The bakery's menu speaks of cookies, and can be closed.
    bench.open(app.format("<header style='position:sticky;top:0'>Cookies <a href=/c>Bread</a><button>Close</button>"))
    assert bench.ask("find_consent", _STEMS) is None


@BOTH
@pytest.mark.parametrize(
    ("selector", "set_up"), [(".is-open", "className = 'is-open'"), ("[style*=hidden]", "style.overflow = 'hidden'")]
)
def test_a_drawer_that_a_mark_of_the_page_slides_in_is_the_answer_to_the_press(
    bench: Bench, selector: str, set_up: str
) -> None:
    page = bench.open(
        "<style>#d { position: fixed; inset: 0 0 0 60%; background: #fff; border: 1px solid; visibility: hidden }"
        f"{selector} #d {{ visibility: visible }}</style><h1>Mug</h1><p>It holds coffee, tea and cocoa.</p>"
        f'<button id=go onclick="document.body.{set_up}">Cart</button>'
        "<aside id=d>One mug, 24.90 €, and some more words about it</aside>"
    )
    bench.ask("begin")
    page.click("#go")
    page.wait_for_function("getComputedStyle(document.getElementById('d')).visibility === 'visible'")
    assert [(o.subject.locator, o.by_action) for o in bench.collect().overlays] == [("#d", True)]
