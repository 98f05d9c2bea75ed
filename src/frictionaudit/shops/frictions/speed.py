"""Slow loads, slow transitions, and pages that jump or freeze."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["SPEED"]

# Keeps the main thread busy by the clock, so that it is as long on a fast machine as on a slow one.
_BLOCK = "const block = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };\n"

SPEED = (
    Friction(
        name="slow-server",
        rule="speed/slow-server",
        pages=("search",),
        description="The search thinks for 1.2 seconds before it answers.",
        wait_s=1.2,
    ),
    Friction(
        name="slow-page",
        rule="speed/slow-page",
        pages=("home",),
        description="The large picture comes 2.7 seconds late.",
        edits=(Edit(r'(class="hero-picture" src=")[^"]+', r"\1/api/late-picture"),),
    ),
    Friction(
        name="slow-transition",
        rule="speed/slow-transition",
        pages=("payment",),
        description="Before the review the shop plays four seconds of checking.",
        css="""
.checking{position:fixed;inset:0;z-index:9;display:grid;place-content:center;justify-items:center;gap:1rem;
background:rgb(247 242 234/95%)}
.checking::before{content:"";width:44px;height:44px;border:5px solid #ddd2c3;border-top-color:#9c4527;
border-radius:50%;animation:turn .8s linear infinite}
""",
        script="""
document.querySelector(".checkout-main form").addEventListener("submit", (event) => {
  event.preventDefault();
  const checking = document.createElement("div");
  checking.className = "checking";
  checking.setAttribute("role", "status");
  checking.textContent = "[[friction.checking]]";
  document.body.append(checking);
  setTimeout(() => event.target.submit(), 4000);
});
""",
    ),
    Friction(
        name="slow-response",
        rule="speed/slow-response",
        pages=("product",),
        description="Pressing the cart button freezes the page for 0.32 seconds before anything is painted.",
        script=_BLOCK
        + """
document.querySelector("[data-part=add]").addEventListener("click", () => block(320));
""",
    ),
    Friction(
        name="silent-action",
        rule="speed/silent-action",
        pages=("cart",),
        description="The way to the checkout waits 1.6 seconds for a counter, and nothing shows it.",
        script="""
const toCheckout = document.querySelector("[data-part=checkout]");
let isCounted = false;
toCheckout.addEventListener("click", (event) => {
  if (isCounted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => { isCounted = true; toCheckout.click(); }, 1600);
}, true);
""",
    ),
    Friction(
        name="layout-shift",
        rule="speed/layout-shift",
        pages=("home",),
        description="A banner comes late and pushes the whole page down.",
        css=".late{display:grid;place-content:center;height:20vmax;padding:1rem;background:#f1e2d6;text-align:center}",
        script="""
fetch("/api/campaign").then(() => {
  const banner = document.createElement("p");
  banner.className = "late";
  banner.textContent = "[[friction.campaign]]";
  document.querySelector("main").prepend(banner);
});
""",
    ),
    Friction(
        name="blocked-main-thread",
        rule="speed/blocked-main-thread",
        pages=("details",),
        description="The contact form freezes for a second once it is there.",
        script=_BLOCK
        + """
setTimeout(() => block(1000), 60);
""",
    ),
    Friction(
        name="heavy-page",
        rule="speed/heavy-page",
        pages=("home",),
        description="The large picture is the camera's own file of 3.5 MB.",
        edits=(Edit(r'(class="hero-picture" src=")[^"]+', r"\1/api/heavy-picture"),),
    ),
    Friction(
        name="slow-request",
        rule="speed/slow-request",
        pages=("delivery",),
        description="The list of pick-up points takes 1.4 seconds.",
        edits=(
            Edit(r'(<form action="[^"]+" method="post")', r'<p class="intro" id="points">[[friction.points]]</p>\n\1'),
        ),
        script="""
fetch("/api/pickup-points").then(() => {
  document.getElementById("points").textContent = "[[friction.points_done]]";
});
""",
    ),
    Friction(
        name="endless-loading",
        rule="speed/endless-loading",
        pages=("payment",),
        description="More payment methods are being loaded, for ever.",
        css="""
.loading{display:flex;align-items:center;gap:.8rem;margin-top:1rem}
.loading .spinner{width:26px;height:26px;border:4px solid #ddd2c3;border-top-color:#9c4527;border-radius:50%;
animation:turn .8s linear infinite}
""",
        edits=(
            Edit(
                r"(</fieldset>)",
                r'\1<p class="loading" role="status" aria-busy="true"><i class="spinner"></i>[[friction.loading]]</p>',
            ),
        ),
    ),
)
