"""Rule: the links of the path lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.links import CheckedLink
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import path_of
from frictionaudit.rules.registry import Friction, Inapplicable, Incomplete, Verdict, rule
from frictionaudit.tongues import translatable

SHUT_OUT_FROM = 3
"""Errors of the server among the answers, and more than half of them: then it is not the links. Project's choice."""

_GONE = frozenset({404, 410})
_FAILED = frozenset({"redirect-loop", "dropped"})
"""Failures that are the link's own: where the name, the host or the certificate fails, all of the shop would."""
_NO_ERROR = (None, "aborted", "download")


@rule(
    id="navigation/dead-link",
    reads=VisitEvidence,
    criterion=Criterion.NAVIGATION,
    severity=Severity.MODERATE,
    title="A link on the path leads nowhere",
    message="The link {name} leads to {path}, which answers {status}.",
    variants={"failed": "The link {name} leads to {path}, which cannot be loaded ({failure})."},
    customer="Another page that isn't there.",
    why="Who looks up the delivery terms or the sizes before buying and meets an error page has lost both the answer "
    "and the trust.",
    how_to_fix="Lead the link to the page that took its place, or take it away. Redirect old addresses to new ones.",
    words=("name",),
    limits=("Only the first links of each page are asked for, and only those on the shop's own host.",),
)
def dead_link(visit: VisitEvidence) -> Iterator[Verdict]:
    """Yield one finding for each address that answers 404, 410 or 5xx, or fails, at the first page that leads there."""
    links = visit.links
    if links is None:
        yield Incomplete("the links of the path were not asked for")
        return
    if not links.checked:
        yield Incomplete(links.gaps[0].reason) if links.gaps else Inapplicable()
        return
    if _is_shut_out(links.checked):
        yield Incomplete("the server answers most of these questions with an error, and a browser's not")
        return
    # Where the walk itself was led to an error, that is told at its own step, and once.
    dead = [link for link in links.checked if _is_dead(link) and _address(link.url) not in _met_as_errors(visit)]
    if any(_address(link.url) in _shown(visit) and link.status in _GONE for link in dead):
        yield Incomplete("the shop's script shows pages whose addresses the server does not know")
        dead = [link for link in dead if link.status not in _GONE]
    for link in dead:
        yield _finding(link)
    unknown = [link for link in links.checked if link.status is None and link.failure not in _FAILED]
    if links.gaps or unknown:
        yield Incomplete(links.gaps[0].reason if links.gaps else f"{len(unknown)} links gave no answer")


def _shown(visit: VisitEvidence) -> frozenset[str]:
    """Give the addresses of the pages that the walk was shown without loading them from there."""
    shown = {_address(step.page.url) for step in visit.steps if step.page is not None and not step.has_navigated}
    return frozenset(shown - {_address(document.url) for step in visit.steps for document in step.navigations})


def _met_as_errors(visit: VisitEvidence) -> frozenset[str]:
    """Give the addresses from which the walk itself was answered with an error, or not at all."""
    met = (document for step in visit.steps for document in step.navigations if not document.is_replaced)
    failed = [each for each in met if each.failure not in _NO_ERROR or (each.status or 0) >= 400]
    return frozenset(_address(url) for each in failed for url in (each.url, *each.redirects))


def _address(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _is_shut_out(checked: Sequence[CheckedLink]) -> bool:
    """A guard before the shop, or a server out of breath, refuses all alike: that says nothing of the links."""
    refused = [link for link in checked if link.status is not None and link.status >= 500]
    return len(refused) >= SHUT_OUT_FROM and len(refused) > len(checked) / 2


def _is_dead(link: CheckedLink) -> bool:
    if link.status is None:
        return link.failure in _FAILED
    return link.status in _GONE or link.status >= 500


def _finding(link: CheckedLink) -> Friction:
    path = path_of(link.url)
    return Friction(
        at=Subject(role="link", name=link.text or path, locator=link.locator or link.url),
        variant="" if link.status is not None else "failed",
        step=link.step,
        parameters={
            "name": f"“{link.text}”" if link.text else translatable("without a name"),
            "path": path,
            "status": link.status,
            "failure": link.failure,
        },
    )
