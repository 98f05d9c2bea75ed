"""Rule: the cookie banner takes a no as readily as a yes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning, meanings_of
from frictionaudit.rules.languages import has_said, reading_languages
from frictionaudit.rules.navigation.banners import Banner, first_banner
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

_NAMES_SHOWN = 5
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


@rule(
    id="navigation/lopsided-consent",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MODERATE,
    title="The cookie banner has a button for yes and none for no",
    message="The first layer of the cookie banner can be accepted with one press, but not refused. Its buttons: "
    "{buttons}.",
    customer="How do I say no?",
    why="Who wants to say no has to look for it, and learns that this shop does not ask honestly. Where consent is "
    "needed it must be as easy to refuse as to give; European authorities have fined shops for less.",
    how_to_fix="Put a button to refuse on the first layer, beside the one to accept and as easy to see.",
    references=("https://eur-lex.europa.eu/eli/reg/2016/679/oj", "https://eur-lex.europa.eu/eli/dir/2002/58/oj"),
    words=("buttons",),
    limits=("Only the first layer of the banner is read.",),
)
def lopsided_consent(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding for the visit's first banner, where one press accepts and none refuses."""
    banner = first_banner(visit)
    if banner is None:
        yield Inapplicable()
        return
    languages = reading_languages(visit.steps[banner.step].page, visit)
    meant = [meaning for name in banner.buttons for meaning in _meanings(name, languages)]
    if Meaning.REJECT in meant:
        return
    doubt = _doubt(banner, meant, languages)
    if doubt:
        yield Incomplete(doubt)
        return
    yield Friction(
        at=banner.subject or Subject(role="dialog", name="consent"),
        step=banner.step,
        parameters={"buttons": ", ".join(f"“{name}”" for name in banner.buttons[:_NAMES_SHOWN])},
    )


def _doubt(banner: Banner, meant: Iterable[Meaning], languages: tuple[str, ...]) -> str:
    """Give a reason not to judge, or ""."""
    known = set(meant)
    if Meaning.ACCEPT not in known:
        return translatable("no button of the banner is known to accept")
    if Meaning.SAVE_CHOICE in known:
        return translatable("a button keeps the choices as they stand, and what is ticked beforehand was not seen")
    if Meaning.CLOSE in known and Meaning.MANAGE not in known:
        return translatable("the banner can be closed, and whether that refuses is not known")
    only_needed = any(has_said(text, Meaning.REJECT, languages) for text in banner.texts)
    # Who is asked to accept all could also accept less, though only a link to another page leads there.
    asks_for_all = any(has_said(name, Meaning.ACCEPT_ALL, languages) for name in banner.buttons)
    if only_needed and Meaning.MANAGE not in known and not asks_for_all and not _asks_for_more(banner, languages):
        return translatable("the banner may only tell of cookies that need no consent")
    return ""


def _asks_for_more(banner: Banner, languages: tuple[str, ...]) -> bool:
    """Tell whether a sentence speaks of cookies to count or to advertise.

    "No analytics" asks for none, nor does counting without cookies or names.
    """
    sentences = (part for text in banner.texts if text not in banner.buttons for part in _SENTENCES.split(text))
    return any(
        has_said(part, Meaning.OPTIONAL_COOKIES, languages)
        and not has_said(part, Meaning.NEGATION, languages)
        and not has_said(part, Meaning.ANONYMOUS, languages)
        for part in sentences
    )


def _meanings(name: str, languages: tuple[str, ...]) -> Iterator[Meaning]:
    for language in languages:
        found = meanings_of(name, language)
        # "Accept selection" is no plain yes.
        yield from found - {Meaning.ACCEPT} if Meaning.SAVE_CHOICE in found else found
