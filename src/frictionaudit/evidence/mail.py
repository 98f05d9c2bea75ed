"""What came to the journey's test mailbox after a permitted order."""

from __future__ import annotations

from frictionaudit.evidence.common import Gap
from frictionaudit.record import Record

__all__ = ["MailEvidence", "MailMessage"]


class MailMessage(Record):
    """One message to the journey's e-mail address, secrets masked.

    Attributes:
        subject: As the customer reads it.
        sender: Address or name of the sender.
        text: Its words as text, at most 20,000 characters; HTML is read where there is no plain text.
        after_s: Seconds from the order to when it was first seen in the mailbox.
    """

    subject: str = ""
    sender: str = ""
    text: str = ""
    after_s: float = 0


class MailEvidence(Record):
    """The mailbox as it was watched.

    Attributes:
        kind: "mailpit", "mailhog" or "imap".
        waited_s: How long it was watched.
        messages: Those that came after the visit began, oldest first, at most 10.
        gaps: Why the mailbox could not be read.
    """

    kind: str
    waited_s: float = 0
    messages: tuple[MailMessage, ...] = ()
    gaps: tuple[Gap, ...] = ()
