"""Which hosts may be visited, and where an order may be placed. The default never orders and never pays."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from frictionaudit.journey.model import Journey
from frictionaudit.replay.safety.trackers import KINDS

__all__ = ["HostPolicy", "host_of", "is_local_host"]

_LOCAL_SUFFIXES = (".localhost", ".test")  # RFC 2606, RFC 6761: never in the public DNS


def host_of(url: str) -> str:
    """Give the lower-case host of an address, or "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_local_host(host: str) -> bool:
    """Tell whether a host is loopback, .localhost or .test."""
    if host == "localhost" or host.endswith(_LOCAL_SUFFIXES):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class HostPolicy:
    """The safety rules of one journey.

    Attributes:
        own: Host of base_url.
        allowed: Globs of further hosts.
        allow_order: As written; None where left out.
        blocked: Globs of hosts that nothing is loaded from.
    """

    own: str
    allowed: tuple[str, ...] = ()
    allow_order: bool | None = None
    blocked: tuple[str, ...] = ()

    @classmethod
    def of(cls, journey: Journey) -> HostPolicy:
        """Give the policy that a journey's `safety`, `block` and `base_url` come to."""
        hosts = tuple(glob.lower() for glob in (*journey.safety.hosts, *journey.payment.hosts))
        blocked = tuple(glob for name in journey.block for glob in KINDS.get(name, (name.lower(),)))
        return cls(host_of(journey.base_url), hosts, journey.safety.allow_order, blocked)

    def may_visit(self, url: str) -> bool:
        """Tell whether a window may go to this address. Addresses without a host (about:, blob:, data:) may."""
        host = host_of(url)
        return not host or host == self.own or any(fnmatchcase(host, glob) for glob in self.allowed)

    def may_order(self, *urls: str) -> bool:
        """Tell whether an order may be placed at all of these addresses (the page's, the form's target)."""
        if self.allow_order is not None:
            return self.allow_order
        return all(is_local_host(host_of(url)) for url in urls if host_of(url))

    def blocks(self, url: str) -> bool:
        """Tell whether the journey wants nothing loaded from this address; the shop itself always may."""
        host = host_of(url)
        return bool(host) and host != self.own and any(fnmatchcase(host, glob) for glob in self.blocked)

    @property
    def blocks_foreign_writes(self) -> bool:
        """From the commit on, writes to hosts that are not local are blocked: nobody said they may be ordered from."""
        return self.allow_order is None
