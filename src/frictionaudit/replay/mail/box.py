"""What a mailbox is to us: something that gives the letters to one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

__all__ = ["Letter", "Mailbox", "MailboxError", "box_of"]


class MailboxError(Exception):
    """The mailbox cannot be read; the words say why."""


@dataclass(frozen=True)
class Letter:
    """One message as the mailbox holds it, unmasked.

    Attributes:
        id: Tells it from the others of this mailbox.
        received: When the mailbox got it, with its time zone; None where it does not say.
    """

    id: str
    subject: str
    sender: str
    text: str
    received: datetime | None = None


class Mailbox(Protocol):
    """A kind of mailbox."""

    kind: str

    async def letters(self, address: str, known: frozenset[str]) -> list[Letter]:
        """Give the newest letters to an address that are not known yet.

        Raises:
            MailboxError: it cannot be read.
        """
        ...


def box_of(settings: Mapping[str, str]) -> Mailbox:
    """Give the mailbox that a journey declares.

    Raises:
        MailboxError: it declares none that we can read.
    """
    from frictionaudit.replay.mail.imap import ImapBox
    from frictionaudit.replay.mail.web import MailHogBox, MailpitBox

    if "mailpit" in settings:
        return MailpitBox(settings["mailpit"], settings.get("user"), settings.get("password"))
    if "mailhog" in settings:
        return MailHogBox(settings["mailhog"], settings.get("user"), settings.get("password"))
    if "imap" in settings:
        return ImapBox.of(settings["imap"], settings.get("user"), settings.get("password"), settings.get("folder"))
    raise MailboxError("mailbox names neither mailpit, mailhog nor imap")
