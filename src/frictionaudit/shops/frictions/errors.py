"""Technical errors on the path, and the page that says too little to a screen reader."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["ERRORS"]


def _internal_error() -> Response:
    return PlainTextResponse("Internal Server Error", 500)


def _redirect_to_itself() -> Response:
    return RedirectResponse("/checkout/delivery", 302)


ERRORS = (
    Friction(
        name="page-failed",
        rule="errors/page-failed",
        pages=("delivery",),
        description="The delivery step redirects to itself, again and again.",
        answer=_redirect_to_itself,
        is_passable=False,
    ),
    Friction(
        name="http-error-page",
        rule="errors/http-error-page",
        pages=("delivery",),
        description="The delivery step answers 500.",
        answer=_internal_error,
        is_passable=False,
    ),
    Friction(
        name="soft-error-page",
        rule="errors/soft-error-page",
        pages=("delivery",),
        description="The delivery step says that something went wrong, with status 200.",
        edits=(
            Edit(
                r"(<main[^>]*>).*</main>",
                r'\1<div class="band prose"><h1>[[error.broken_title]]</h1><p>[[error.broken]]</p></div></main>',
            ),
        ),
        is_passable=False,
    ),
    Friction(
        name="blank-page",
        rule="errors/blank-page",
        pages=("delivery",),
        description="The delivery step stays white: its script found no place to draw.",
        css="body{background:#fff}",
        edits=(Edit(r"(<body[^>]*>).*</body>", r'\1<div id="app"></div></body>'),),
        is_passable=False,
    ),
    Friction(
        name="uncaught-exception",
        rule="errors/uncaught-exception",
        pages=("product",),
        description="The script of the reviews stops with an exception.",
        script='document.querySelector("#reviews").append("★★★★★");',
    ),
    Friction(
        name="console-error",
        rule="errors/console-error",
        pages=("home",),
        description="The shop's own script complains in the console.",
        script='console.error("favourites: visitor profile has no segment");',
    ),
    Friction(
        name="failed-request",
        rule="errors/failed-request",
        pages=("product",),
        description="The stock service answers 500.",
        script='fetch("/api/stock").catch(() => {});',
    ),
    Friction(
        name="third-party-failure",
        rule="errors/third-party-failure",
        pages=("home",),
        description="A script from another host is not there any more.",
        # The other name of loopback is another host, and as near.
        script="""
const other = location.hostname === "localhost" ? "127.0.0.1" : "localhost";
const tag = document.createElement("script");
tag.src = `${location.protocol}//${other}:${location.port}/tags/visits.js`;
document.head.append(tag);
""",
    ),
    Friction(
        name="broken-image",
        rule="errors/broken-image",
        pages=("product",),
        description="The product's picture is not there.",
        edits=(Edit(r'(class="product-picture" src=")[^"]+', r"\1/static/pictures/large/1.webp"),),
    ),
    Friction(
        name="technical-text",
        rule="errors/technical-text",
        pages=("product",),
        description="The saving was computed from nothing: NaN €.",
        edits=(Edit(r'(<form class="buy")', r'<p class="small">[[friction.saved]] NaN €</p>\n\1'),),
    ),
    Friction(
        name="native-dialog",
        rule="errors/native-dialog",
        pages=("payment",),
        description="Choosing a payment method brings up the browser's own alert.",
        script="""
document.querySelector(".options").addEventListener("change", () => alert("[[friction.alert]]"));
""",
    ),
    Friction(
        name="wcag-violation",
        rule="access/wcag-violation",
        pages=("home",),
        description="The large picture has no alternative text.",
        edits=(Edit(r'(class="hero-picture" src="[^"]+") alt="[^"]*"', r"\1"),),
    ),
)
