"""What the shop does not say, says too loudly, or decides for the customer."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["WORDS"]

_CHECKOUT = ("details", "delivery", "payment", "review")
_FOOTER_LIST = r'(<footer class="foot slim">\s*)<nav.*?</nav>'
_WITHDRAWAL = r'<li><a href="[^"]*/info/withdrawal">[^<]*</a></li>\s*'

WORDS = (
    Friction(
        name="preselected-extra",
        rule="commitment/preselected-extra",
        pages=("details",),
        description="The newsletter is ticked already.",
        edits=(
            Edit(
                r'<p class="actions">',
                '<p><label><input type="checkbox" name="news" checked> [[friction.news]]</label></p>\n\\g<0>',
            ),
        ),
    ),
    Friction(
        name="unknown-progress",
        rule="commitment/unknown-progress",
        pages=_CHECKOUT,
        description="The pages of the checkout do not say how many there are.",
        edits=(Edit(r'<nav class="progress".*?</nav>', ""),),
    ),
    Friction(
        name="forced-account",
        rule="commitment/forced-account",
        pages=("details",),
        description="Only members may order.",
        edits=(
            Edit(r'<p class="intro">.*?</p>', ""),
            Edit(
                r'<form action="[^"]*/checkout/details".*?</form>',
                '<form><p><label>[[details.email]]<br><input type="email" autocomplete="email"></label></p>'
                '<p><label>[[friction.password]]<br><input type="password" autocomplete="current-password"></label></p>'
                '<p><button class="button" type="button">[[friction.sign_in]]</button> '
                '<button class="button second" type="button">[[friction.create]]</button></p></form>',
            ),
        ),
        is_passable=False,
    ),
    Friction(
        name="pressure",
        rule="commitment/pressure",
        pages=("product",),
        description="The product is said to be nearly gone.",
        edits=(Edit(r'<form class="buy"', r'<p class="message">[[friction.scarce]]</p>\n\g<0>'),),
    ),
    Friction(
        name="shaming",
        rule="commitment/shaming",
        pages=("cart",),
        description="Whoever declines a discount has to say something silly.",
        edits=(
            Edit(
                r'<div class="band narrow">\s*<h1>[^<]*</h1>',
                '\\g<0>\n<p>[[friction.offer]] <button class="link" type="button">[[friction.offer_yes]]</button> '
                '<button class="link" type="button">[[friction.offer_no]]</button></p>',
            ),
        ),
    ),
    Friction(
        name="missing-withdrawal-function",
        rule="commitment/missing-withdrawal-function",
        pages=("home", "search", "product", "cart", *_CHECKOUT, "confirmation"),
        description="Nothing leads to a way to withdraw from the contract.",
        edits=(
            Edit(_WITHDRAWAL, ""),
            Edit(r'(<p class="terms">.*?)<a href="[^"]*/info/withdrawal">([^<]*)</a>', r"\1\2", page="review"),
            Edit(r'<a class="back" href="[^"]*/info/withdrawal">[^<]*</a>', "", page="confirmation"),
        ),
    ),
    Friction(
        name="missing-contact",
        rule="help/missing-contact",
        pages=("cart", *_CHECKOUT),
        description="Cart and checkout name nobody to ask.",
        edits=(
            Edit(r'<li><a href="[^"]*/info/contact">[^<]*</a></li>', ""),
            Edit(r"<br>[+\d ]{9,}</p>", "</p>", page="cart"),
            *(Edit(r'<p class="small">[^<]*@[^<]*</p>', "", page=page) for page in _CHECKOUT),
        ),
    ),
    Friction(
        name="unreachable-terms",
        rule="commitment/unreachable-terms",
        pages=("review",),
        description="The last page links to no terms.",
        edits=(Edit(r'<p class="terms">.*?</p>', ""), Edit(_FOOTER_LIST, r"\1")),
    ),
    Friction(
        name="out-of-stock-dead-end",
        rule="help/out-of-stock-dead-end",
        pages=("product",),
        description="The product is sold out, and that is all.",
        edits=(
            Edit(r'<form class="buy".*?</form>', '<p class="message bad">[[friction.sold_out]]</p>'),
            Edit(r'<ul class="promises">.*?</ul>', ""),
            Edit(r'<section class="band" aria-labelledby="beside">.*?</section>', ""),
        ),
        is_passable=False,
    ),
)
