"""Rule: the pictures of the content are there."""

from __future__ import annotations

from collections.abc import Iterator

from frictionaudit.evidence.common import AROUND
from frictionaudit.evidence.page import ImageEvidence, PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import has_error_answer, is_unanswered, path_of, shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule

TRACKING_PIXEL_PX = 2
"""Pictures up to this size on either side are there to count visitors, not to be seen."""


@rule(
    id="errors/broken-image",
    reads=PageEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.MODERATE,
    title="A picture does not load",
    message="The picture {path} is broken.",
    variants={
        "named": "The picture “{name}” ({path}) is broken.",
        "several": "{count} pictures are broken, the first of them {path}.",
    },
    customer="I can't see what I am buying.",
    why="In a shop the picture stands for the goods: where it is missing, trust and the wish to buy go with it.",
    how_to_fix="Open the picture's address: upload the file again or mend the address, and check that the server sends "
    "it as a picture.",
    explained_by=("errors/page-failed", "errors/http-error-page"),
    needs=("images",),
)
def broken_image(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield one finding for the pictures of the content that have nothing to show, at the first of them.

    What breaks many has one cause, and is mended at once.
    """
    if not page.images and not page.backgrounds:
        yield Inapplicable()
        return
    broken = [image for image in page.images if _is_missed(image)]
    broken += _broken_backgrounds(page, context)
    if not broken:
        return
    first = broken[0]
    name = shortened(first.subject.name, 80)
    yield Friction(
        at=first.subject,
        variant="several" if len(broken) > 1 else "named" if name else "",
        parameters={"name": name, "path": path_of(first.url), "count": len(broken)},
    )


def _broken_backgrounds(page: PageEvidence, context: Context) -> Iterator[ImageEvidence]:
    """Give the pictures behind empty boxes whose request failed: where they stand for goods, not for decoration."""
    requests = [request for step in (*context.previous, context.step) for request in step.requests]
    pictures = [request for request in requests if request.resource == "image"]
    for each in page.backgrounds:
        asked = [request for request in pictures if _address(request.url) == _address(each.url)]
        has_failed = bool(asked) and all(has_error_answer(r) or is_unanswered(r) for r in asked)
        if has_failed and each.subject.role == "img" and each.region not in AROUND:
            yield each


def _address(url: str) -> str:
    return url.partition("?")[0]


def _is_missed(image: ImageEvidence) -> bool:
    """Tell whether the customer misses this picture. The evidence holds only what is or became visible."""
    if not image.is_broken or image.is_placeholder or not image.url:
        return False
    box = image.subject.box
    return box is None or min(box.width, box.height) > TRACKING_PIXEL_PX
