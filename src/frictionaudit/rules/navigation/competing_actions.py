"""Rule: where the customer is to go on, one button says so and no other says it as loudly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from colorsys import rgb_to_hsv

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box
from frictionaudit.evidence.page import ControlEvidence, PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.access.sameness import is_same_element
from frictionaudit.rules.action.control import activates, unseen
from frictionaudit.rules.commitment.entrance import Entrance
from frictionaudit.rules.languages import languages_of, page_of_action, reading_languages
from frictionaudit.rules.prices.track import is_cart
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

NEAR_PX = 120.0
"""Two buttons stand together where less than this lies between them: about two buttons' height. Project's choice."""

SAME_SIZE = 0.5
"""Share that the smaller button's area must be of the larger's to be as prominent: words differ in length.

Project's choice."""

LETTER = 0.55
"""Width of a letter on average, in sizes of the type."""

SPARE_PX = 40.0
"""How much more room one label may have around it than another. Project's choice."""

LOUD_COLOUR = 0.4
"""Saturation (HSV) from which on an area is coloured, and neither grey nor a tint. Project's choice."""

LOUD_CONTRAST = 3.0
"""Ratio by which a button stands out from what is around it (WCAG 2.2, 1.4.11)."""

_CHECKOUT = frozenset({Stage.CART, Stage.CHECKOUT, Stage.PAY})

# Names of wallets are the same in every language.
_WALLET = re.compile(
    r"paypal|apple\s*pay|google\s*pay|g\s*pay\b|shop\s*pay|amazon|klarna|mobile\s*pay|swish|vipps|twint|sofort|bancontact"
    r"|ideal\b|blik\b|bizum|venmo|link\b|revolut|satispay|przelewy|trustly|walley|express",
    re.IGNORECASE,
)
_OTHER_TASKS = frozenset(
    {Meaning.ADD_TO_CART, Meaning.APPLY, Meaning.REMOVE, Meaning.SEARCH, Meaning.CLOSE, Meaning.MANAGE, Meaning.COOKIES}
)
_WAYS_IN = frozenset({Meaning.SIGN_IN, Meaning.GUEST})


@rule(
    id="navigation/competing-actions",
    reads=ActionEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MINOR,
    title="Two buttons ask to be pressed as loudly",
    message="“{name}” and “{other}” stand together, look alike and lead to different places.",
    customer="Which one do I press?",
    why="Two buttons that look equally important make the customer stop and read; some press the wrong one and lose "
    "the thread.",
    how_to_fix="Give one button the look of the main one, and make the other a plain link or an outlined button.",
    explained_by=("action/hidden",),
    limits=("Buttons over pictures, and over several gradients at once, are not compared.",),
)
def competing_actions(action: ActionEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding where another button beside the primary action is as prominent and leads elsewhere."""
    if not action.is_primary or not activates(action) or not _stands_in_checkout(context):
        yield Inapplicable()
        return
    element, page = action.element, page_of_action(context)
    if element is None or page is None:
        yield unseen(action) if element is None else Incomplete("the page of the action could not be read")
        return
    own = _own_control(action, page)
    if own is None:
        yield Inapplicable()  # a link in running text, a choice, or a control that came up within this step
        return
    if not own.is_button_like or own.background is None:
        yield Inapplicable()
        return
    rivals = [other for other in page.controls if _competes(own, other, page, context)]
    rival = next(iter(rivals), None)
    if rival is not None and not _is_choice(own, _row_of(own, rivals, page, context), context):
        yield Friction(
            at=element.subject,
            parameters={"name": own.subject.name or action.target, "other": rival.subject.name},
        )


def _stands_in_checkout(context: Context) -> bool:
    """The step is one of the checkout, and so is the page that it begins on: not the product's, with its way there."""
    if context.step.stage not in _CHECKOUT:
        return False
    before = context.previous[-1] if context.previous else context.step
    # Many shops lead to the cart by themselves, and small ones straight to a till of one page.
    return before.stage in _CHECKOUT or is_cart(before, context.visit) or _takes_details(before, context)


def _takes_details(step: StepEvidence, context: Context) -> bool:
    return step.page is not None and _entrance(step.page, context).has_order_form


def _entrance(page: PageEvidence, context: Context) -> Entrance:
    return Entrance(page, reading_languages(page, context.visit))


def _own_control(action: ActionEvidence, page: PageEvidence) -> ControlEvidence | None:
    element = action.element
    if element is None:
        return None
    exact = [each for each in page.controls if each.subject.locator == element.subject.locator]
    return next(iter(exact or [each for each in page.controls if is_same_element(each.subject, element.subject)]), None)


def _competes(own: ControlEvidence, other: ControlEvidence, page: PageEvidence, context: Context) -> bool:
    if other is own or not other.is_button_like or other.is_disabled or not _as_loud(own, other):
        return False
    if not other.subject.name or other.subject.name == own.subject.name or other.region != own.region:
        return False
    if other.unfolds:
        return False  # it leads nowhere: "Add a gift message" shows a field
    if own.href and other.href == own.href:
        return False
    if not _stand_together(own.subject.box, other.subject.box) or not _same_size(own, other):
        return False
    return not _is_excused(own, other, page, context)


def _as_loud(own: ControlEvidence, other: ControlEvidence) -> bool:
    """One colour, or two that both call out: green beside orange; not a grey or an outline beside a colour."""
    return other.background == own.background or (_is_loud(own) and _is_loud(other))


def _is_loud(control: ControlEvidence) -> bool:
    red, green, blue = (int((control.background or "#000000")[i : i + 2], 16) / 255 for i in (1, 3, 5))
    _, saturation, _ = rgb_to_hsv(red, green, blue)
    return saturation >= LOUD_COLOUR and (control.contrast or 0) >= LOUD_CONTRAST


def _row_of(
    own: ControlEvidence, rivals: Sequence[ControlEvidence], page: PageEvidence, context: Context
) -> list[ControlEvidence]:
    """Give the rivals and those that stand beside them in turn: of a long row only two are ever near to a button."""
    row, left = list(rivals), [each for each in page.controls if each is not own and each not in rivals]
    for one in row:  # it grows as it is walked
        near = [each for each in left if _competes(one, each, page, context)]
        row.extend(near)
        left = [each for each in left if each not in near]
    return row


def _stand_together(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    across = max(one.x - (other.x + other.width), other.x - (one.x + one.width), 0)
    down = max(one.y - (other.y + other.height), other.y - (one.y + one.height), 0)
    return across + down < NEAR_PX


def _same_size(own: ControlEvidence, other: ControlEvidence) -> bool:
    if _has_same_type(own, other):
        return True
    smaller, larger = sorted((own.area, other.area))
    has_same_height = own.subject.box and other.subject.box and other.subject.box.height >= own.subject.box.height * 0.8
    return larger > 0 and bool(has_same_height) and smaller >= SAME_SIZE * larger


def _has_same_type(own: ControlEvidence, other: ControlEvidence) -> bool:
    """Tell whether only the words make one button wider: "Next" beside "Back to the cart", of one type and height."""
    boxes = own.subject.box, other.subject.box
    if boxes[0] is None or boxes[1] is None or own.font_px is None or own.font_px != other.font_px:
        return False
    spare = [
        each.width - len(control.subject.name) * LETTER * own.font_px
        for each, control in zip(boxes, (own, other), strict=True)
        if each
    ]
    return abs(boxes[0].height - boxes[1].height) <= 2 and abs(spare[0] - spare[1]) <= SPARE_PX


def _is_excused(own: ControlEvidence, other: ControlEvidence, page: PageEvidence, context: Context) -> bool:
    """Wallets and other ways to pay, what belongs to another task, and the equal ways in for members and guests."""
    if any(_WALLET.search(each.subject.name) for each in (own, other)):
        return True
    mine, theirs = (_meanings(each.subject.name, context) for each in (own, other))
    if Meaning.CANCEL in theirs:
        if own.region == "dialog":
            return True  # it only closes what had opened
        theirs -= {Meaning.CLOSE}
    if (mine | theirs) & _OTHER_TASKS:
        return True
    heads = {each.subject.name.casefold().partition(" ")[0] for each in (own, other)}
    if Meaning.PAY in mine & theirs and len(heads) == 1:
        return True  # "Pay by card" beside "Pay by invoice", "Pay: Nordea" beside "Pay: OP"
    if Meaning.SIGN_IN in theirs and not mine & _WAYS_IN:
        entrance = _entrance(page, context)
        # Who has just typed name and address is in: no way in is left to choose at the foot of that form.
        return entrance.sign_in_form is not None or not entrance.has_order_form
    return bool(mine & _WAYS_IN or theirs & _WAYS_IN)


def _is_choice(own: ControlEvidence, rivals: Sequence[ControlEvidence], context: Context) -> bool:
    """Three or more that do not say what they do are names to choose from: banks, shops, pick-up points."""
    return sum(not _meanings(each.subject.name, context) for each in (own, *rivals)) > 2 and not _meanings(
        own.subject.name, context
    )


def _meanings(name: str, context: Context) -> frozenset[Meaning]:
    return frozenset(meaning for language in (*languages_of(context), "en") for meaning in meanings_of(name, language))
