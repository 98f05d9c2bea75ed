"""Watch the test mailbox after an order, until the acknowledgement is there or the patience has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from frictionaudit.evidence.common import Gap
from frictionaudit.evidence.mail import MailEvidence, MailMessage
from frictionaudit.lexicon import Meaning, order_reference_in, says
from frictionaudit.replay.clock import now_ms
from frictionaudit.replay.mail.box import Letter, Mailbox, MailboxError, box_of

__all__ = ["LOOK_EVERY_S", "MAIL_PATIENCE_S", "watch_mailbox"]

MAIL_PATIENCE_S = 30.0
"""How long the acknowledgement may take where `mailbox: {patience: …}` says nothing else. Project's choice: shops that
send at once are done in seconds; those that send by the minute say so in the journey."""

LOOK_EVERY_S = 0.5
"""A mailbox gives no sign of its own by HTTP or IMAP: it is looked into this often."""

MOST_TEXT = 20_000
MOST_MESSAGES = 10
_CLOCKS_APART = timedelta(seconds=5)
"""The mail server's clock and ours need not agree."""


async def watch_mailbox(
    settings: Mapping[str, str], address: str, since: datetime, language: str, mask: Callable[[str], str]
) -> MailEvidence:
    """Give what came to the address since then.

    Args:
        settings: The journey's `mailbox`.
        address: The e-mail address that the order was placed with.
        since: When the visit began.
        language: Of the shop, for telling an acknowledgement from other mail.
        mask: Takes the secrets out of a text.
    """
    kind = next((name for name in ("mailpit", "mailhog", "imap") if name in settings), "")
    try:
        box = box_of(settings)
        patience = _patience(settings.get("patience"))
    except MailboxError as trouble:
        return MailEvidence(kind=kind, gaps=(Gap(what="mail", reason=str(trouble)),))
    started = now_ms()
    messages: dict[str, MailMessage] = {}
    seen: set[str] = set()
    while True:
        gap = await _look(box, address, since, messages, seen, mask, started)
        waited = (now_ms() - started) / 1000
        if any(_acknowledges(each, language) for each in messages.values()) or waited >= patience:
            break
        await asyncio.sleep(min(LOOK_EVERY_S, max(0.0, patience - waited)))
    found = tuple(messages.values())[:MOST_MESSAGES]
    gaps = () if gap is None or found else (Gap(what="mail", reason=gap),)
    return MailEvidence(kind=kind, waited_s=round(waited, 1), messages=found, gaps=gaps)


async def _look(
    box: Mailbox,
    address: str,
    since: datetime,
    messages: dict[str, MailMessage],
    seen: set[str],
    mask: Callable[[str], str],
    started: float,
) -> str | None:
    """Take in what is new; give the reason where the mailbox could not be read."""
    try:
        letters = await box.letters(address, frozenset(seen))
    except MailboxError as trouble:
        return str(trouble)
    for letter in sorted(letters, key=lambda each: each.received or datetime.max.replace(tzinfo=UTC)):
        seen.add(letter.id)
        if letter.received is None or letter.received >= since - _CLOCKS_APART:
            messages[letter.id] = _message(letter, mask, (now_ms() - started) / 1000)
    return None


def _message(letter: Letter, mask: Callable[[str], str], after_s: float) -> MailMessage:
    return MailMessage(
        subject=mask(letter.subject)[:300],
        sender=mask(letter.sender)[:200],
        text=mask(letter.text[:MOST_TEXT]),
        after_s=round(after_s, 1),
    )


def _acknowledges(message: MailMessage, language: str) -> bool:
    words = f"{message.subject}\n{message.text}"
    meanings = (Meaning.CONFIRMATION, Meaning.ORDER_NUMBER)
    return any(
        order_reference_in(words, code) or any(says(words, meaning, code) for meaning in meanings)
        for code in (language, "en")
    )


def _patience(text: str | None) -> float:
    if text is None:
        return MAIL_PATIENCE_S
    try:
        return max(0.0, float(text.strip().removesuffix("s")))
    except ValueError:
        raise MailboxError(f"mailbox has a patience of '{text}', which is no number of seconds") from None
