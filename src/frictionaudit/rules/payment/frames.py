"""Frames that the customer can see, and the requests that fill them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from frictionaudit.evidence.page import FrameAddress, FrameEvidence, PageEvidence
from frictionaudit.evidence.step import RequestEvidence, StepEvidence
from frictionaudit.journey.model import Stage
from frictionaudit.rules.common import has_error_answer, has_failed, path_of
from frictionaudit.rules.registry import Context

__all__ = ["FRAME_MIN_PX", "is_empty", "is_folded_away", "left_nothing", "requests_shown", "stands_without_fields"]

FRAME_MIN_PX = (120, 30)
"""Width and height of a frame that could hold a card field; smaller ones count and measure. Project's choice."""


def requests_shown(step: StepEvidence, context: Context) -> Iterator[RequestEvidence]:
    """Give the step's requests without those of frames that are folded away, and those of frames that it unfolds.

    A page loads the frames of all its ways to pay, also of those that nobody chooses.
    """
    yield from (request for request in step.requests if not is_folded_away(request, step.page))
    for place, earlier in enumerate(context.previous):
        since = [each.page for each in context.previous[place + 1 :]]
        for request in earlier.requests:
            is_late = is_folded_away(request, earlier.page) and _is_in_sight(request, step.page)
            if is_late and not any(_is_in_sight(request, page) for page in since):
                yield request


def is_folded_away(request: RequestEvidence, page: PageEvidence | None) -> bool:
    """Tell whether the request is that of a frame which the page holds and does not show."""
    frames = list(_frames_of(request, page))
    return bool(frames) and not any(frame.is_shown for frame in frames)


def is_empty(frame: FrameEvidence, page: PageEvidence) -> bool:
    """Tell whether a frame that is large enough for a card field shows nothing."""
    width, height = FRAME_MIN_PX
    if frame.box.width < width or frame.box.height < height or frame.text_length or frame.painted or frame.fields:
        return False
    return not any(other is not frame and frame.box.holds(other.box) for other in page.frames)


def left_nothing(request: RequestEvidence, step: StepEvidence, context: Context) -> bool:
    """Tell whether a choice is left without fields; a frame with an error's words counts where the choice brought it,
    or where nobody got past paying."""
    if _left_a_frame_empty(request, step.page) or _came_broken(request, step, context):
        return True
    later = context.visit.steps[step.index :]
    return _shows_only_an_error(request, step.page) and any(
        has_failed(each) and each.stage is Stage.PAY for each in later
    )


def stands_without_fields(request: RequestEvidence, page: PageEvidence) -> bool:
    """Tell whether the request is that of a frame in sight, large enough for card fields, that answers by an error."""
    return has_error_answer(request) and _is_in_sight(request, page) and _holds_an_error(request, page, is_bare=False)


def _left_a_frame_empty(request: RequestEvidence, page: PageEvidence | None) -> bool:
    """Tell whether a frame from elsewhere, large enough for card fields, stays empty because of this request."""
    if page is None or request.resource != "document" or request.is_blocked or request.is_cancelled:
        return False
    place, own = urlsplit(request.url).netloc, urlsplit(page.url).netloc
    return place != own and any(urlsplit(each.origin).netloc == place and is_empty(each, page) for each in page.frames)


def _shows_only_an_error(request: RequestEvidence, page: PageEvidence | None) -> bool:
    """Tell whether a frame from elsewhere, large enough for card fields, has words in it and nothing to fill in."""
    own = urlsplit(page.url).netloc if page is not None else ""
    return urlsplit(request.url).netloc != own and _holds_an_error(request, page)


def _came_broken(request: RequestEvidence, step: StepEvidence, context: Context) -> bool:
    """Tell whether the choice itself brought a frame of the shop's own whose address fails: its page had none before.

    What else fails in a frame of a checkout, say a seal or a map, stood there before the choice, too.
    """
    before = context.previous[-1].page if context.previous else None
    if before is None or step.page is None or path_of(before.url) != path_of(step.page.url):
        return False
    is_new = _is_in_sight(request, step.page) and not _is_in_sight(request, before)
    return is_new and _holds_an_error(request, step.page)


def _holds_an_error(request: RequestEvidence, page: PageEvidence | None, *, is_bare: bool = True) -> bool:
    """Tell whether a frame shows an error's page: bare words, or all that stands on the shop's own error page."""
    if page is None or request.resource != "document" or request.is_blocked or not has_error_answer(request):
        return False
    place = urlsplit(request.url).netloc
    width, height = FRAME_MIN_PX
    return any(
        urlsplit(each.origin).netloc == place
        and each.box.width >= width
        and each.box.height >= height
        and not (each.fields or (is_bare and each.painted))
        for each in page.frames
    )


def _is_in_sight(request: RequestEvidence, page: PageEvidence | None) -> bool:
    return any(frame.is_shown for frame in _frames_of(request, page))


def _frames_of(request: RequestEvidence, page: PageEvidence | None) -> Iterator[FrameAddress]:
    if request.resource == "document" and page is not None:
        yield from (frame for frame in page.frame_addresses if _address(frame.url) == _address(request.url))


def _address(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
