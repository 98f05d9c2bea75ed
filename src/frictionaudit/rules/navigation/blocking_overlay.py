"""Rule: nothing that the customer did not ask for lies over the shop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from frictionaudit.evidence.page import OverlayEvidence, PageEvidence
from frictionaudit.evidence.step import StepEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.journey.model import Commitment
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.common import has_no_good_document, path_of
from frictionaudit.rules.languages import has_said, own_languages, page_of_action
from frictionaudit.rules.navigation.banners import first_banner
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Incomplete, Verdict, rule

BLOCKING_SHARE = 0.3
"""Share of the viewport; from the catalogue's definition of this rule."""

CONSENT_SHARE = 0.5
"""The same for the question about cookies, which the law wants asked. Project's choice: half of the screen."""

_DIGITS = re.compile(r"\d+")

_CLOSING = frozenset({Meaning.CLOSE, Meaning.REJECT})

_ANSWERS = (
    Meaning.IN_CART,
    Meaning.CART_EMPTY,
    Meaning.CONFIRMATION,
    Meaning.ORDER_NUMBER,
    Meaning.DECLINED,
    Meaning.GENERIC_ERROR,
)
"""What an overlay that comes with a new page may say in answer to the press that led there."""


@rule(
    id="navigation/blocking-overlay",
    reads=StepEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MODERATE,
    title="Something that nobody asked for lies over the shop",
    message="{overlay} covers {percent}% of the screen.",
    variants={"closed": "{overlay} lay over “{action}” and had to be closed first."},
    customer="Let me see the shop first!",
    why="The customer came to buy and is asked for something else first. Whoever does not find the cross leaves; the "
    "others have lost the thread.",
    how_to_fix="Put the offer where it covers nothing: in the page, or in a small bar at the edge that one press "
    "closes. Ask after the purchase, not before it.",
    explained_by=("action/covered",),
    words=("overlay",),
    limits=(
        "An overlay that comes up seconds after its page is looked for once the walk is over, before the checkout and "
        "for up to 8 s; one that waits for scrolling or for the mouse to leave is not seen.",
    ),
)
def blocking_overlay(step: StepEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for each uninvited layer, at the first step where it covers much or has to be closed."""
    known = list(_seen_before(context))
    for action in step.actions:
        for overlay in action.closed:
            if _is_among(overlay, known) or _is_invited(overlay, context):
                continue
            if _asks_the_age(overlay, page_of_action(context), context):
                continue
            known.append(overlay)
            name = action.element.subject.name if action.element else action.target
            yield Friction(
                at=overlay.subject,
                severity=_severity(overlay, context),
                variant="closed",
                parameters={"overlay": _named(overlay), "action": name},
            )
    yield from _banner(step, context)
    page = step.page
    if page is None:
        reason = step.gap("page")
        yield Incomplete(reason) if reason else Inapplicable()
        return
    # A layer that the journey's own press closes has come and gone before the step ends.
    for shown in (*step.passing, page):
        for overlay in _with_grounds(shown.overlays):
            if _is_banner(overlay, context):
                continue
            if _asks_the_age(overlay, shown, context):
                continue
            if _blocks(overlay, shown, context) and not _is_among(overlay, known) and not _is_invited(overlay, context):
                known.append(overlay)
                yield _finding(overlay, _severity(overlay, context))
    for overlay in step.late_overlays:
        if _is_banner(overlay, context) or _asks_the_age(overlay, page, context) or _is_among(overlay, known):
            continue
        if _blocks(overlay, page, context) and not _is_invited(overlay, context):
            known.append(overlay)
            unpictured = overlay.model_copy(update={"subject": overlay.subject.model_copy(update={"box": None})})
            yield _finding(unpictured, _severity(overlay, context))


def _banner(step: StepEvidence, context: Context) -> Iterator[Friction]:
    """Give the question about cookies where it took more than half of the screen, at the page that it came up on."""
    banner = first_banner(context.visit)
    if banner is None or banner.step != step.index or banner.subject is None:
        return
    if banner.share is not None and banner.share > CONSENT_SHARE:
        yield _finding(
            OverlayEvidence(kind="consent", subject=banner.subject, share=banner.share, texts=banner.texts[:1])
        )


def _is_banner(overlay: OverlayEvidence, context: Context) -> bool:
    """The question about cookies has a measure of its own."""
    banner = first_banner(context.visit)
    return overlay.kind == "consent" or (
        banner is not None and bool(set(banner.buttons).intersection(overlay.buttons)) and bool(banner.buttons)
    )


def _asks_the_age(overlay: OverlayEvidence, page: PageEvidence | None, context: Context) -> bool:
    """What may be sold to adults only is asked for by law; an offer beside the question is no such question."""
    words = (overlay.subject.name, *overlay.texts, *overlay.buttons)
    languages = own_languages(page, context.visit)
    is_offer = any("%" in text or has_said(text, Meaning.NEWSLETTER, languages) for text in words)
    return bool(overlay.buttons) and not is_offer and any(has_said(w, Meaning.AGE_CHECK, languages) for w in words)


def _severity(overlay: OverlayEvidence, context: Context) -> Severity | None:
    """Serious where it has to be closed before an action can be used, here or at a later step."""
    later = context.visit.steps[context.step.index :]
    is_closed = any(_is_among(overlay, action.closed) for step in later for action in step.actions)
    return Severity.SERIOUS if is_closed and overlay.kind != "consent" else None


def _finding(overlay: OverlayEvidence, severity: Severity | None = None) -> Friction:
    return Friction(
        at=overlay.subject,
        severity=severity,
        parameters={"overlay": _named(overlay), "percent": round(min(overlay.share, 1.0) * 100)},
    )


def _blocks(overlay: OverlayEvidence, page: PageEvidence, context: Context) -> bool:
    """Tell whether it lies over a page that works: one that shows an error has other troubles.

    What can be closed was put there for a while, also over the empty part of a short page; what stays is a part of it.
    """
    if overlay.is_furniture or not overlay.texts or overlay.share <= BLOCKING_SHARE:
        return False
    languages = own_languages(page, context.visit)
    can_be_closed = any(_CLOSING & meanings_of(name, code) for name in overlay.buttons for code in languages)
    return bool(overlay.hides_content or (overlay.is_on_top and can_be_closed)) and not has_no_good_document(
        context.step
    )


def _with_grounds(overlays: Sequence[OverlayEvidence]) -> Iterator[OverlayEvidence]:
    """Give each layer; a box on a ground without words, beside it in the page, covers as much as its ground."""
    grounds = [
        each for each in overlays if not (each.texts or each.buttons or each.is_furniture) and each.hides_content
    ]
    for overlay in overlays:
        box = overlay.subject.box
        under = max(
            (each.share for each in grounds if box and each.subject.box and each.subject.box.holds(box)), default=0
        )
        is_box = overlay.kind == "dialog" and overlay.texts and under > overlay.share
        yield overlay.model_copy(update={"share": under, "hides_content": True}) if is_box else overlay


def _is_invited(overlay: OverlayEvidence, context: Context) -> bool:
    """The customer's own press brought it up, in this step or an earlier one; or it is the answer to that press."""
    if _is_among(overlay, _opened_before(context)):
        return True
    if overlay.by_action and not _lies_over_a_new_view(overlay, context):
        return True
    return _answers(overlay, context)


def _lies_over_a_new_view(overlay: OverlayEvidence, context: Context) -> bool:
    """Tell whether the press asked for another view of a page that never reloads, and this came with it by itself.

    Certain only from the customer's next act: it meant what lies under the layer, or closed the layer.
    """
    step = context.step
    before = page_of_action(context)
    following = context.visit.steps[step.index + 1 : step.index + 2]
    act = next((action for each in following for action in each.actions if action.element), None)
    if step.page is None or before is None or act is None or act.element is None:
        return False
    if step.has_navigated or path_of(before.url) == path_of(step.page.url):
        return False
    if any(cover.subject.locator == overlay.subject.locator for cover in act.element.covers):
        return True
    if _is_among(overlay, act.closed):
        return True
    name, languages = act.element.subject.name, own_languages(step.page, context.visit)
    closes = any(_CLOSING & meanings_of(name, code) for code in languages) or has_said(name, Meaning.SHAMING, languages)
    return closes and name in overlay.buttons


def _answers(overlay: OverlayEvidence, context: Context) -> bool:
    step = context.step
    page = step.page
    if not step.has_navigated and step.commits is Commitment.NONE:
        return False
    languages = own_languages(page, context.visit)
    words = " \n".join((overlay.subject.name, *overlay.texts))
    # Who has to wait is asked nothing: "One moment!" over a button is an offer, and "Lataa" an app to get.
    answers = _ANSWERS if overlay.buttons else (*_ANSWERS, Meaning.BUSY)
    return any(has_said(words, meaning, languages) for meaning in answers)


def _opened_before(context: Context) -> Iterator[OverlayEvidence]:
    for step in context.previous:
        if step.page is not None:
            yield from (overlay for overlay in step.page.overlays if overlay.by_action)


def _seen_before(context: Context) -> Iterator[OverlayEvidence]:
    """Layers that stood over an earlier step already: reported there, or found to be none."""
    for step in context.previous:
        if step.page is not None:
            shown = (*_with_grounds(step.page.overlays), *step.late_overlays)
            yield from (
                each for each in shown if each.share > BLOCKING_SHARE and (each.hides_content or each.is_on_top)
            )


def _is_among(overlay: OverlayEvidence, others: Iterable[OverlayEvidence]) -> bool:
    """Tell whether one of the others is the same layer, or the ground or the box of it.

    A backdrop holds the words of the box on it, a name may count seconds, and a page drawn anew gives other places.
    """
    return any(_key(overlay) == _key(other) or _says_the_same(overlay, other) for other in others)


def _key(overlay: OverlayEvidence) -> tuple[str, str]:
    return overlay.subject.locator, _DIGITS.sub("0", overlay.subject.name)


def _says_the_same(one: OverlayEvidence, other: OverlayEvidence) -> bool:
    words, others = ({_DIGITS.sub("0", text) for text in each.texts} for each in (one, other))
    return 2 * len(words & others) > min(len(words), len(others))


def _named(overlay: OverlayEvidence) -> str:
    words = overlay.subject.name or next(iter(overlay.texts), "")
    kinds = {"consent": "The question about cookies", "dialog": "A pop-up", "chat": "A chat window", "bar": "A bar"}
    kind = kinds.get(overlay.kind, "A layer")
    return f"{kind} (“{words[:60]}”)" if words else kind
