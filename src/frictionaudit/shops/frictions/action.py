"""The button that is not there, not seen, or not usable."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["ACTION"]

_NEXT = r'<button class="button" data-part="next">'

ACTION = (
    Friction(
        name="action-missing",
        rule="action/missing",
        pages=("product",),
        description="The product page has no button for the cart.",
        edits=(Edit(r'<button class="button wide" data-part="add">[^<]*</button>', ""),),
        is_passable=False,
    ),
    Friction(
        name="hidden",
        rule="action/hidden",
        pages=("product",),
        description="The cart button is in the page, but cannot be seen.",
        css="[data-part=add]{visibility:hidden}",
        is_passable=False,
    ),
    Friction(
        name="covered",
        rule="action/covered",
        pages=("cart",),
        description="The clear backdrop of a pop-up stays over the cart and takes every press.",
        edits=(Edit(r"</body>", '<div class="popup-backdrop"></div>\n</body>'),),
        css=".popup-backdrop{position:fixed;inset:0;z-index:15}",
        is_passable=False,
    ),
    Friction(
        name="covered-partly",
        rule="action/covered",
        pages=("details",),
        description="A chat bubble lies over a third of the button that leads on.",
        css="""
.actions{position:relative}
.chat{position:absolute;right:0;top:-4px;width:36%;height:60px;border:0;border-radius:30px;background:#37423a;color:#fff}
""",
        edits=(Edit(r'(<p class="actions">)', r'\1<button class="chat" type="button">[[friction.chat]]</button>'),),
    ),
    Friction(
        name="below-fold",
        rule="action/below-fold",
        pages=("search",),
        description="A campaign fills the screen; the products found come below it.",
        css="""
.campaign{display:grid;place-content:center;justify-items:center;min-height:105vh;margin-bottom:2rem;padding:2rem;
border-radius:18px;background:#e5e2d6;text-align:center}
""",
        edits=(
            Edit(
                r'(<ul class="cards">)',
                r'<div class="campaign"><p><strong>[[friction.campaign]]</strong></p>'
                r"<p>[[friction.campaign_text]]</p></div>\n\1",
            ),
        ),
    ),
    Friction(
        name="dead",
        rule="action/dead",
        pages=("details",),
        description="The button that leads on does nothing at all.",
        edits=(Edit(_NEXT, '<button class="button" type="button" data-part="next">'),),
        is_passable=False,
    ),
    Friction(
        name="unexplained-disabled",
        rule="action/unexplained-disabled",
        pages=("delivery",),
        description="The button that leads on is grey, and nothing says why.",
        css="[data-part=next]:disabled{background:#c9c0b5;border-color:#c9c0b5;color:#6d645b}",
        edits=(Edit(_NEXT, '<button class="button" data-part="next" disabled>'),),
        is_passable=False,
    ),
    Friction(
        name="second-try",
        rule="action/second-try",
        pages=("details",),
        description="The first press of the button that leads on is lost.",
        script="""
document.querySelector("[data-part=next]").addEventListener("click", (event) => event.preventDefault(), { once: true });
""",
    ),
    Friction(
        name="small-target",
        rule="action/small-target",
        pages=("product",),
        description="The links after putting something in the cart are 15 pixels high, one close under the other.",
        css="""
.drawer-actions{gap:2px;justify-items:start}
.drawer-actions .button{width:auto;min-height:0;padding:0;border:0;border-radius:0;background:none;color:#7c3319;
font-size:.8125rem;line-height:15px}
""",
    ),
    Friction(
        name="low-contrast",
        rule="action/low-contrast",
        pages=("product",),
        description="The cart button is pale on pale.",
        css="[data-part=add]{background:#efe4d8;border-color:#efe4d8;color:#a08a72}",
    ),
    Friction(
        name="keyboard-unreachable",
        rule="action/keyboard-unreachable",
        pages=("delivery",),
        description="Tab skips the button that leads on.",
        edits=(Edit(_NEXT, '<button class="button" data-part="next" tabindex="-1">'),),
    ),
    Friction(
        name="nameless",
        rule="action/nameless",
        pages=("payment",),
        description="The button that leads on is an arrow without a name.",
        edits=(
            Edit(
                r'(<button class="button" data-part="next">)[^<]*',
                r'\1<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
                r' stroke-width="2"><path d="M5 12h14M13 6l6 6-6 6"/></svg>',
            ),
        ),
    ),
    Friction(
        name="fake-control",
        rule="action/fake-control",
        pages=("cart",),
        description="The way to the checkout is a div with a click handler.",
        css="div.button{cursor:default}",
        script="""
const way = document.querySelector("a[data-part=checkout]");
if (way) {
  const fake = Object.assign(document.createElement("div"), { className: way.className, textContent: way.textContent });
  fake.dataset.part = "checkout";
  fake.addEventListener("click", () => location.assign(way.href));
  way.replaceWith(fake);
}
""",
    ),
    Friction(
        name="cut-label",
        rule="action/cut-label",
        pages=("delivery",),
        description="The button that leads on is too narrow for its words.",
        css=".actions [data-part=next]{display:block;flex:none;width:9rem;overflow:hidden;white-space:nowrap}",
    ),
    Friction(
        name="moving-target",
        rule="action/moving-target",
        pages=("delivery",),
        description="A late notice pushes the button down that leads on.",
        css=".notice{margin-top:1rem;padding:2rem 1.2rem;border-radius:12px;background:#f6e7de}",
        script="""
addEventListener("load", () => setTimeout(() => {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = "[[friction.notice]]";
  document.querySelector(".options").before(notice);
}, 700));
""",
    ),
    Friction(
        name="hover-only",
        rule="action/hover-only",
        pages=("search",),
        description="The names of the products found show only under the mouse.",
        css=".card h3{visibility:hidden}.card:hover h3{visibility:visible}",
    ),
    Friction(
        name="hidden-on-phone",
        rule="action/differs-by-variant",
        pages=("product",),
        description="On narrow screens the cart button is gone.",
        css="@media (max-width: 46rem){.buy [data-part=add]{display:none}}",
    ),
)
