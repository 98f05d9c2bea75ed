"""The journey's test mailbox: Mailpit's or MailHog's API, or IMAP over TLS."""

from frictionaudit.replay.mail.box import Letter, MailboxError, box_of
from frictionaudit.replay.mail.watch import watch_mailbox

__all__ = ["Letter", "MailboxError", "box_of", "watch_mailbox"]
