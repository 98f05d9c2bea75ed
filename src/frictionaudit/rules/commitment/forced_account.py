"""Rule: nobody has to become a member to buy one thing."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import ActionKind, Commitment, Goods, Stage
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.commitment.entrance import Entrance
from frictionaudit.rules.common import has_failed
from frictionaudit.rules.languages import has_said
from frictionaudit.rules.path import PurchasePath, SeenPage, knows_words, purchase_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule


@rule(
    id="commitment/forced-account",
    reads=VisitEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.SERIOUS,
    title="The checkout demands an account",
    message="The checkout asks for an account or a password and offers no way to buy as a guest.",
    customer="I only want to buy one thing.",
    why="Of US shoppers who left a checkout, 18 % did so because the site wanted them to create an account "
    "(Baymard 2025).",
    how_to_fix="Let customers order with what the delivery needs. Offer the account on the confirmation page, where a "
    "password is all that is missing.",
    references=("https://baymard.com/lists/cart-abandonment-rate",),
)
def forced_account(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding at the first page of the checkout that lets in members only."""
    path = purchase_path(visit)
    if not isinstance(path, PurchasePath) or visit.journey.customers == "business" or _is_sold_to_members(visit):
        yield Inapplicable()
        return
    if not path.checkout:
        has_checkout = any(step.stage is Stage.CHECKOUT for step in visit.journey.steps)
        yield Incomplete("the visit ended before the checkout") if has_checkout else Inapplicable()
        return
    for seen in path.checkout:
        entrance = Entrance(seen.page, path.languages)
        subject = _demand(entrance, seen)
        # A link that opens the form for guests may be gone once it was pressed.
        first = Entrance(seen.step.page or seen.page, path.languages)
        names_guests = entrance.names_guests or first.names_guests
        if subject is None or names_guests or _goes_on_without(path, seen, subject):
            continue
        if _signs_in(path, seen):
            yield Inapplicable()
        elif not knows_words((Meaning.GUEST,), path.languages):
            yield Incomplete("the words of this language are not known")
        else:
            following = visit.steps[seen.step.index + 1 : seen.step.index + 2]
            ended = has_failed(seen.step) or any(has_failed(step) for step in following)
            yield Friction(at=subject, step=seen.step.index, blocks=ended)
        return


def _is_sold_to_members(visit: VisitEvidence) -> bool:
    """Tell whether what is bought is used signed in: a service or digital goods that are subscribed to."""
    subscribes = any(step.commits is Commitment.SUBSCRIPTION for step in visit.journey.steps)
    return subscribes and visit.journey.goods is not Goods.PHYSICAL


def _demand(entrance: Entrance, seen: SeenPage) -> Subject | None:
    """Give what asks for an account: a password, or the words that nobody gets on without one."""
    if entrance.has_order_form:
        return None
    if entrance.registration is not None:
        return entrance.registration.subject
    if entrance.sign_in_form is not None:
        return next(field.subject for field in entrance.sign_in_form.fields if field.kind == "password")
    if seen.step.wall == "login" or entrance.demands_account():
        button = entrance.sign_in_button
        return button.subject if button is not None else seen.subject
    return None


def _goes_on_without(path: PurchasePath, seen: SeenPage, demand: Subject) -> bool:
    """Tell whether the visit came to a later page, and neither typed a password on this one nor became a member."""
    later = [other for other in path.pages if other.step.index > seen.step.index and other.key != seen.key]
    if not later or _signs_up(path, seen):
        return False
    between = path.visit.steps[seen.step.index : later[0].step.index + 1]
    typed = {a.element.subject.locator for s in between for a in s.actions if a.kind is ActionKind.FILL and a.element}
    # Beside the way in for members stands a form for those who become one.
    passwords = {field.subject.locator for form in seen.page.forms for field in form.fields if field.kind == "password"}
    return not typed & {demand.locator, *passwords}


def _signs_in(path: PurchasePath, seen: SeenPage) -> bool:
    """Tell whether the journey presses a sign-in button there: it is a member on purpose."""
    return any(has_said(name, Meaning.SIGN_IN, path.languages) for name in _pressed(path, seen))


def _signs_up(path: PurchasePath, seen: SeenPage) -> bool:
    """Tell whether the journey presses what only makes an account."""
    names = _pressed(path, seen)
    return any(Meaning.ACCOUNT in meanings_of(name, code) for name in names for code in path.languages)


def _pressed(path: PurchasePath, seen: SeenPage) -> list[str]:
    """Give the name of what the journey presses on the page, if any."""
    following = path.visit.steps[seen.step.index + 1 : seen.step.index + 2]
    actions = [step.primary for step in following]
    return [action.element.subject.name for action in actions if action is not None and action.element is not None]
