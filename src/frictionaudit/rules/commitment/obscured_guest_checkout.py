"""Rule: the way in for guests stands out as much as the one for members."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.action.control import activates
from frictionaudit.rules.commitment.entrance import Entrance, GuestWay
from frictionaudit.rules.path import PurchasePath, knows_words, purchase_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule

_OTHER_WAYS = (Meaning.SIGN_IN, Meaning.ACCOUNT, Meaning.MEMBERSHIP, Meaning.CHECKOUT)
_VAGUE = (Meaning.AMBIGUOUS, Meaning.CONTINUE, Meaning.CHECKOUT)


@rule(
    id="commitment/obscured-guest-checkout",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MODERATE,
    title="Guests have to look for their way in",
    message="“{name}” lets guests in, but signing in stands out more.",
    variants={
        "link": "“{name}” lets guests in and is only a text link; signing in has a form or button.",
        "below": "“{name}” lets guests in and stands below the sign-in form.",
        "vague": "Guests go on by “{name}”, which does not say that no account is needed.",
        "late": "“{name}” shows only after the e-mail address was given.",
        "hidden": "“{name}” lets guests in and shows only after something else was pressed.",
    },
    customer="Do I have to become a member?",
    why="47 % of the shops that allow guest checkout do not make it prominent (Baymard), and 18 % of US shoppers who "
    "left a checkout did so because the site wanted an account.",
    how_to_fix="Make the guest way the first and most prominent one: a button that says so, above or beside the "
    "sign-in form.",
    references=(
        "https://baymard.com/lists/cart-abandonment-rate",
        "https://baymard.com/blog/make-guest-checkout-prominent",
    ),
)
def obscured_guest_checkout(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding at the first page of the checkout where guests have the lesser way."""
    path = purchase_path(visit)
    if not isinstance(path, PurchasePath) or not path.checkout:
        yield Inapplicable()
        return
    entrances = [(seen, Entrance(seen.page, path.languages)) for seen in path.checkout]
    # What opens the form for guests may go with the press: the page as it was first met counts as well.
    met = [(seen, Entrance(seen.step.page or seen.page, path.languages)) for seen in path.checkout]
    both = [each for pair in zip(met, entrances, strict=True) for each in pair]
    choices = [each for each in both if each[1].sign_in_form or each[1].sign_in_button]
    late = next(
        (
            (following, unfolded)
            for seen, entrance in entrances
            for following in visit.steps[seen.step.index + 1 : seen.step.index + 2]
            if (unfolded := _behind_address(entrance, following)) is not None
        ),
        None,
    )
    if not choices and late is None:
        yield Inapplicable()
        return
    if not knows_words((Meaning.GUEST, Meaning.SIGN_IN), path.languages):
        yield Incomplete("the words of this language are not known")
        return
    for seen, entrance in choices:
        found = None if entrance.has_order_form else _lesser(entrance)
        if found is not None:
            way, variant = found
            yield Friction(at=way.subject, variant=variant, step=seen.step.index, parameters={"name": way.subject.name})
            return
    if late is not None:
        following, shown_late = late
        yield Friction(at=shown_late, variant="late", step=following.index, parameters={"name": shown_late.name})
        return
    for (seen, entrance), (after, _) in pairwise(
        (*entrances, *[(s, Entrance(s.page, path.languages)) for s in path.pages[-1:]])
    ):
        subject = _vague(entrance) if after.key != seen.key else None
        if subject is not None and not _types_password(visit, seen.step.index + 1):
            yield Friction(at=subject, variant="vague", step=seen.step.index, parameters={"name": subject.name})
            return
    for (seen, entrance), (after, later) in pairwise(entrances):
        if after.key != seen.key and _is_gate(entrance):
            pressed, variant = _unnamed_way(visit.steps[seen.step.index + 1], entrance)
            if pressed is not None and (later.has_order_form or variant != "vague"):
                yield Friction(at=pressed, variant=variant, step=seen.step.index, parameters={"name": pressed.name})
                return
        if _asks_address_only(entrance) and later.ways and later.sign_in_form and after.key != seen.key:
            way = later.ways[0]
            yield Friction(at=way.subject, variant="late", step=after.step.index, parameters={"name": way.subject.name})
            return


def _lesser(entrance: Entrance) -> tuple[GuestWay, str] | None:
    """Give the guest way and what makes it the lesser one; None where one is as good as signing in."""
    if not entrance.ways or entrance.has_guest_choice:
        return None
    buttons = [way for way in entrance.ways if way.is_button_like]
    if not buttons:
        return entrance.ways[0], "link"
    end = entrance.form_bottom() if entrance.sign_in_form else None
    if end is None:
        return None
    low = [way for way in buttons if (box := way.subject.box) and box.y >= end - 2 and not entrance.stands_beside(box)]
    return (low[0], "below") if len(low) == len(buttons) else None


def _vague(entrance: Entrance) -> Subject | None:
    """Give the button by which new customers go on, where no word says that guests may."""
    if entrance.sign_in_form is None or entrance.names_guests or not entrance.says(Meaning.NEW_CUSTOMER):
        return None
    named = (c for c in entrance.page.controls if c.region not in ("header", "nav", "footer"))
    return next((c.subject for c in named if any(entrance.means(c, meaning) for meaning in _VAGUE)), None)


def _is_gate(entrance: Entrance) -> bool:
    """Tell whether the page lets members in, and shows no word of guests."""
    form = entrance.sign_in_form
    if form is None or any(field.region in ("header", "nav", "footer") for field in form.fields):
        return False
    return not entrance.has_order_form and not entrance.names_guests


def _unnamed_way(step: StepEvidence, entrance: Entrance) -> tuple[Subject | None, str]:
    """Give what was pressed to come to the order's details without a password, where no word of guests was shown."""
    pressed = [action.element.subject for action in step.actions if action.element is not None and activates(action)]
    if not pressed or any(action.value == "[secret]" for action in step.actions):
        return None, ""
    if any(entrance.names(pressed[-1].name, meaning) for meaning in _OTHER_WAYS):
        return None, ""
    if not entrance.names(pressed[-1].name, Meaning.GUEST):
        return pressed[-1], "vague"
    typed = [
        action.element.subject.name for action in step.actions if action.kind is ActionKind.FILL and action.element
    ]
    return pressed[-1], "late" if any(entrance.names(name, Meaning.FIELD_EMAIL) for name in typed) else "hidden"


def _behind_address(entrance: Entrance, step: StepEvidence) -> Subject | None:
    """Give the guest way that a step pressed once it had typed the address, all that the page had asked for."""
    pressed, variant = _unnamed_way(step, entrance) if _has_address_only(entrance) else (None, "")
    return pressed if variant == "late" else None


def _asks_address_only(entrance: Entrance) -> bool:
    """Tell whether the page wants an e-mail address before it says anything of guests."""
    return _has_address_only(entrance) and (entrance.says(Meaning.SIGN_IN) or entrance.says(Meaning.ACCOUNT))


def _has_address_only(entrance: Entrance) -> bool:
    fields = [field for form in entrance.page.forms for field in form.fields if field.is_checked is None]
    shown = [field for field in fields if field.kind != "search"]
    is_email = len(shown) == 1 and (shown[0].kind == "email" or "email" in f"{shown[0].name} {shown[0].autocomplete}")
    return is_email and not entrance.names_guests


def _types_password(visit: VisitEvidence, index: int) -> bool:
    return any(action.value == "[secret]" for step in visit.steps[index : index + 1] for action in step.actions)
