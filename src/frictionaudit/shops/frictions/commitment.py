"""What the last button says, and whether the shop confirms what was bought."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["COMMITMENT"]

_PAY_LABEL = r'(data-part="pay">)[^<]*'


def _to_front_page() -> Response:
    return RedirectResponse("/", 303)


COMMITMENT = (
    Friction(
        name="ambiguous-label",
        rule="commitment/ambiguous-label",
        pages=("frame",),
        description="The button that pays says Continue.",
        edits=(Edit(_PAY_LABEL, r"\1[[friction.next]]"),),
    ),
    Friction(
        name="missing-obligation-wording",
        rule="commitment/missing-obligation-wording",
        pages=("frame",),
        description="The button that pays says Confirm order.",
        edits=(Edit(_PAY_LABEL, r"\1[[friction.confirm]]"),),
    ),
    Friction(
        name="hidden-total",
        rule="commitment/hidden-total",
        pages=("frame", "review"),
        description="The amount to be paid stands nowhere near the button that pays.",
        edits=(
            Edit(r'<p class="total">.*?</p>', "", page="frame"),
            Edit(r'(data-part="pay">[^<€]*?)\s*(?:€[\d.,]+|[\d.,]+\s*€)?(</button>)', r"\1\2", page="frame"),
            Edit(r'<div class="sum">.*?</div>', "", page="review"),
        ),
    ),
    Friction(
        name="confirmation-missing",
        rule="confirmation/missing",
        pages=("returned",),
        description="After paying, the customer is back on the front page without a word.",
        answer=_to_front_page,
        is_passable=False,
    ),
    Friction(
        name="missing-reference",
        rule="confirmation/missing-reference",
        pages=("confirmation",),
        description="The confirmation shows no order number.",
        edits=(Edit(r'<div data-part="number">.*?</div>', ""),),
    ),
)
