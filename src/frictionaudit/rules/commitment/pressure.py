"""Rule: nobody is rushed by clocks, last pieces and other customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.lexicon import Meaning
from frictionaudit.rules.commitment.urgency import Urgency, urgencies_of
from frictionaudit.rules.common import shortened
from frictionaudit.rules.path import PurchasePath, knows_words, purchase_path
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, RunEvidence, Verdict, rule

APART_S = 8.0
"""Seconds between two looks at a clock from which on it can be told whether it runs. Project's choice."""

ACTIVITY_SHARE = 0.2
"""Share by which the number of others differs from visit to visit where it is made up. Project's choice."""


@rule(
    id="commitment/pressure",
    reads=RunEvidence,
    criterion=Criterion.COMMITMENT,
    severity=Severity.MINOR,
    title="The shop rushes its customers",
    message="“{text}” presses the customer to hurry.",
    variants={
        "resets": "“{text}”: the clock starts again when the page is shown again ({other}).",
        "differs": "“{text}”: another visit of the same page was told “{other}”.",
    },
    customer="They are rushing me.",
    why="Pressure makes customers buy in haste and regret it, and messages that prove untrue cost trust: in 2022 the "
    "EU found 42 fake countdown timers in 399 shops.",
    how_to_fix="Leave out clocks, last pieces and the doings of others, or say only what is true and the same for "
    "everyone, for example the date on which a campaign ends.",
    references=("https://doi.org/10.1145/3359183", "https://ec.europa.eu/commission/presscorner/detail/en/ip_23_418"),
    limits=("Whether such a message is true shows only where two visits of one run met it.",),
)
def pressure(run: RunEvidence) -> Iterator[Verdict]:
    """Yield one finding per message and visit; worse where visits show that it cannot be true."""
    paths = list(_paths_of(run.visits))
    if not paths:
        yield Inapplicable()
        return
    met = [urgencies_of(path) for path in paths]
    everywhere = [each for messages in met for each in messages]
    if everywhere:  # each detour and drill is one more visitor who was told the number
        everywhere += [each for path in _paths_of(run.errands) for each in urgencies_of(path)]
    for messages in met:
        yield from _once(messages, everywhere)
    wanted = (Meaning.SCARCITY, Meaning.COUNTDOWN, Meaning.ACTIVITY)
    if not everywhere and not all(knows_words(wanted, path.languages) for path in paths):
        yield Incomplete("the words of this language are not known")


def _once(messages: Sequence[Urgency], everywhere: Sequence[Urgency]) -> Iterator[Friction]:
    """Give one for each kind of message, and for each paragraph: of two in it, the one that visits prove untrue."""
    shown: set[tuple[str, str]] = set()
    found: dict[tuple[int, str], Friction] = {}
    for message in messages:
        if (message.kind, message.key[3]) in shown:
            continue
        shown.add((message.kind, message.key[3]))
        friction = _friction(message, everywhere)
        place = (message.step, message.paragraph)
        if place not in found or (friction.variant and not found[place].variant):
            found[place] = friction
    yield from found.values()


def _paths_of(visits: Sequence[VisitEvidence]) -> Iterator[PurchasePath]:
    found = (purchase_path(visit) for visit in visits)
    return (path for path in found if isinstance(path, PurchasePath))


def _friction(message: Urgency, everywhere: Sequence[Urgency]) -> Friction:
    same = [other for other in everywhere if other.key == message.key and other is not message]
    if message.kind == "countdown":
        variant, proof = "resets", next((other for other in same if _resets(message, other)), None)
    else:
        variant, proof = "differs", next((other for other in same if _differs(message, other)), None)
    return Friction(
        at=message.subject,
        severity=Severity.MODERATE if proof else None,
        variant=variant if proof else "",
        parameters={"text": shortened(message.text), **({"other": shortened(proof.text)} if proof else {})},
        step=message.step,
        visit=message.visit,
    )


def _resets(one: Urgency, other: Urgency) -> bool:
    """Tell whether the clock did not run on from one look to the other; a cart may be kept anew for each visitor."""
    earlier, later = sorted((one, other), key=lambda each: each.at_s)
    apart = later.at_s - earlier.at_s
    if apart < APART_S or earlier.value is None or later.value is None:
        return False
    if one.visit != other.visit and not (one.is_in_shop and other.is_in_shop):
        return False
    return later.value > earlier.value - apart / 2


def _differs(one: Urgency, other: Urgency) -> bool:
    """Tell whether two visitors were told numbers that cannot both be true; goods may be sold between two visits."""
    if one.visit == other.visit or one.value is None or other.value is None:
        return False
    if one.kind == "scarcity":
        earlier, later = sorted((one, other), key=lambda each: each.at_s)
        return later.value is not None and earlier.value is not None and later.value > earlier.value
    return abs(one.value - other.value) > max(2.0, ACTIVITY_SHARE * max(one.value, other.value))
