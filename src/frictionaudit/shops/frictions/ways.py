"""What stands in the way, leads astray or leaves the customer without an answer; and what shuts out who sees badly."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["WAYS"]

WAYS = (
    Friction(
        name="lopsided-consent",
        rule="navigation/lopsided-consent",
        pages=("home",),
        description="The cookie banner has a button for yes and none for no.",
        edits=(
            Edit(
                r'<button class="button second" name="answer" value="reject">[^<]*</button>',
                '<button class="button second" type="button">[[friction.settings]]</button>',
            ),
        ),
    ),
    Friction(
        name="blocking-overlay",
        rule="navigation/blocking-overlay",
        pages=("product",),
        description="A newsletter lies over the product until it is closed.",
        css="""
.newsletter{position:fixed;inset:0;z-index:30;display:grid;place-content:center;background:rgb(0 0 0/50%)}
.newsletter>div{max-width:24rem;padding:2rem;border-radius:18px;background:#fff}
""",
        edits=(
            Edit(
                r"</body>",
                '<div class="newsletter"><div role="dialog" aria-label="[[friction.newsletter]]">'
                "<h2>[[friction.newsletter]]</h2><p>[[friction.newsletter_text]]</p>"
                '<p><button class="button" type="button" onclick="this.closest(\'.newsletter\').remove()">'
                "[[friction.close]]</button></p></div></div>\n</body>",
            ),
        ),
    ),
    Friction(
        name="silent-cart",
        rule="navigation/silent-cart",
        pages=("product",),
        description="The product goes into the cart without a word.",
        script="""
const quiet = document.querySelector(".buy");
addEventListener("submit", async (event) => {
  if (event.target !== quiet) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const body = new URLSearchParams(new FormData(quiet));
  event.submitter.setAttribute("aria-busy", "true");
  await fetch(quiet.action, { method: "POST", headers: { Accept: "application/json" }, body });
  event.submitter.removeAttribute("aria-busy");
}, true);
""",
        is_passable=False,
    ),
    Friction(
        name="deep-scroll",
        rule="navigation/deep-scroll",
        pages=("details",),
        description="The button that leads on lies more than three screens down.",
        css=".actions{padding-top:300vh}",
    ),
    Friction(
        name="unexpected-window",
        rule="navigation/unexpected-window",
        pages=("cart",),
        description="The way to the checkout opens a new window.",
        script='document.querySelector("[data-part=checkout]")?.setAttribute("target", "_blank");',
    ),
    Friction(
        name="failed-search",
        rule="navigation/failed-search",
        pages=("search",),
        description="The search finds nothing.",
        edits=(
            Edit(r"<h1>[^<]*</h1>", "<h1>[[friction.no_results]]</h1>"),
            Edit(r'<p class="intro" role="status">[^<]*</p>', ""),
            Edit(r'<ul class="cards">.*?</ul>', ""),
        ),
        is_passable=False,
    ),
    Friction(
        name="competing-actions",
        rule="navigation/competing-actions",
        pages=("cart",),
        description="Beside the way to the checkout stands another button, just as loud.",
        script="""
document.querySelector("[data-part=checkout]")?.insertAdjacentHTML("afterend",
  '<a class="button wide" style="margin-top: 8px" href="/">[[friction.keep_shopping]]</a>');
""",
    ),
    Friction(
        name="dead-link",
        rule="navigation/dead-link",
        pages=("product",),
        description="The link to the terms of return leads nowhere.",
        script='document.querySelector(".promises a")?.setAttribute("href", "/info/old-returns");',
    ),
    Friction(
        name="blocked-zoom",
        rule="access/blocked-zoom",
        pages=("details",),
        description="The page may not be enlarged.",
        edits=(Edit("width=device-width, initial-scale=1", "width=device-width, initial-scale=1, user-scalable=no"),),
    ),
    Friction(
        name="lost-focus",
        rule="access/lost-focus",
        pages=("details",),
        description="Nothing shows that the button that leads on has the focus.",
        css="[data-part=next]:focus-visible{outline:none}",
    ),
)
