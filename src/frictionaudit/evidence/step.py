"""What was seen at one step: its actions, its page, its time, its technology."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from frictionaudit.evidence.action import ActionEvidence
from frictionaudit.evidence.common import Box, Gap, Party, Subject
from frictionaudit.evidence.page import AxeEvidence, OverlayEvidence, PageEvidence
from frictionaudit.evidence.search import SearchEvidence
from frictionaudit.journey.model import Commitment, Stage
from frictionaudit.record import Record

__all__ = [
    "ConsentEvidence",
    "ConsoleEvidence",
    "DialogEvidence",
    "ExceptionEvidence",
    "ExpectationEvidence",
    "NavigationEvidence",
    "RequestEvidence",
    "ScreenshotEvidence",
    "StepEvidence",
    "StepStatus",
    "TransitionEvidence",
    "VitalsEvidence",
]


class StepStatus(StrEnum):
    """How a step ended."""

    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    HELD = "held"
    NOT_REACHED = "not_reached"


class ExpectationEvidence(Record):
    """One expectation and whether it held within the patience."""

    kind: str
    wanted: str
    has_held: bool
    seen: str = ""
    """What was there instead: address, heading or title; at most 200 characters."""


class NavigationEvidence(Record):
    """One main-frame document request of the step, its redirects included.

    Attributes:
        url: Last address, without secrets.
        status: HTTP status of the last answer; None where none came.
        failure: Engine-independent kind of failure: "dns", "refused", "tls", "redirect-loop", "timeout",
            "aborted", "download", "own-network" (the journey's proxy, this machine's net), "other"; None where an
            answer came.
        detail: The engine's own words.
        redirects: Addresses passed on the way.
        is_replaced: Aborted because the page itself went elsewhere.
        ttfb_ms: From the request's start to the first byte; redirects and the browser's own start left out.
        wait_ms: Of that, from when the request was sent: the server's share alone.
        is_cold: First navigation of the browser process (ttfb may hold its start; wait does not).
        bytes: Body bytes over the wire.
    """

    url: str
    status: int | None = None
    failure: str | None = None
    detail: str = ""
    redirects: tuple[str, ...] = ()
    is_replaced: bool = False
    ttfb_ms: float | None = None
    wait_ms: float | None = None
    is_cold: bool = False
    bytes: int | None = None


class RequestEvidence(Record):
    """One request of the step that matters to the path; plain successes are counted, not listed.

    Kept: all first-party documents, scripts, styles, fetches and XHRs, all failures, all writing requests.

    Attributes:
        method: HTTP method.
        url: Address without query values.
        template: Path with ids and numbers as {n}: for identities.
        resource: document, script, stylesheet, image, font, fetch, xhr, media, websocket, eventsource, ping, other.
        party: First or third, by registrable domain.
        status: None where no answer came.
        failure: The engine's own words, None where an answer came.
        is_cancelled: Cancelled by navigation or by the page itself.
        is_blocked: Blocked by the run itself (safety or `block:`).
        is_beacon: sendBeacon, ping, keepalive analytics.
        is_long_lived: Long poll, event stream, web socket.
        by_action: Sent within the settling of the step's action, not by the page's own load.
        start_ms, end_ms: From the step's start; end None while open.
        duration_ms: Start to last byte, or to the answer of a fetch that no script reads; None while open.
        bytes: Over the wire; None where unknown; 0 when cached.
        has_visible_consequence: Text of an error appeared with it; None where not told.
    """

    method: str
    url: str
    template: str
    resource: str
    party: Party
    status: int | None = None
    failure: str | None = None
    is_cancelled: bool = False
    is_blocked: bool = False
    is_beacon: bool = False
    is_long_lived: bool = False
    by_action: bool = False
    start_ms: float = 0
    end_ms: float | None = None
    duration_ms: float | None = None
    bytes: int | None = None
    has_visible_consequence: bool | None = None


class ConsoleEvidence(Record):
    """One console message of level error or warning."""

    level: str
    text: str
    url: str = ""
    party: Party = Party.FIRST
    is_network_line: bool = False
    """The browser's own line for a failed request, a refused script, a CSP report or what it forbade the page."""
    at_ms: float = 0


class ExceptionEvidence(Record):
    """One uncaught exception or unhandled rejection."""

    message: str
    url: str = ""
    """Script it came from, "" where unknown."""
    party: Party = Party.FIRST
    follows_action: bool = False
    """Within the settling of the step's own action."""
    at_ms: float = 0


class DialogEvidence(Record):
    """alert, confirm, prompt or beforeunload."""

    kind: str
    message: str
    by_journey: bool = False
    """The journey itself provoked it (a beforeunload on its own goto, back or reload)."""


class ConsentEvidence(Record):
    """A cookie banner and what was done with it.

    Attributes:
        platform: Name of the consent platform, "" where our lexicon found it.
        wanted: accept, reject or ignore.
        result: "done", "failed", "absent", "ignored", or "covered" where a pop-up lay over its buttons.
        texts, buttons: Its first layer, as seen.
        subject: The banner; its box is the part that it covers. None where it was not told.
        share: Share of the viewport that it covers, 0..1.
    """

    platform: str = ""
    wanted: str
    result: str
    texts: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    subject: Subject | None = None
    share: float | None = None


class VitalsEvidence(Record):
    """Core Web Vitals of one step, in the lab: one replay, one visitor.

    None means "not measured", never zero; the gap of the same name in `StepEvidence.gaps` says why.

    Attributes:
        lcp_ms: Largest Contentful Paint, ms since the navigation began; None also without a navigation.
        cls: Cumulative Layout Shift, unitless, largest session window without the customer's own input.
        tbt_ms: Total blocking time: what long tasks take beyond 50 ms, work of ours left out.
        ttfb_ms: Time to first byte of the step's main document.
        fcp_ms: First Contentful Paint.
        bytes: Over the wire, all requests of the step, cached ones left out.
        requests: How many requests, cached ones left out.

    Source: https://web.dev/articles/vitals
    """

    lcp_ms: float | None = None
    cls: float | None = None
    tbt_ms: float | None = None
    ttfb_ms: float | None = None
    fcp_ms: float | None = None
    bytes: int | None = None
    requests: int | None = None


class TransitionEvidence(Record):
    """From the step's activating input to a settled, usable next state. ms from the input event.

    Attributes:
        feedback_ms: First visible change: busy state, spinner, disabled button, first paint of a new document.
        settled_ms: Last relevant change; None where it never settled within the patience.
        own_ms: Time within it that the runner itself spent on evidence (already left out of settled_ms).
        is_still_busy: A loading indicator was shown, or the main content kept changing, when patience ended.
        busy_subject: What kept it busy, "" where nothing.
        patience_ms: The customer's patience at this step.
        input_ms: The input event itself, ms from the step's start; None in evidence that does not tell.
        approval: Words by which a page on the way asked the customer to approve elsewhere, "" where none did.
    """

    feedback_ms: float | None = None
    settled_ms: float | None = None
    own_ms: float = 0
    is_still_busy: bool = False
    busy_subject: str = ""
    patience_ms: float
    input_ms: float | None = None
    approval: str = ""


class ScreenshotEvidence(Record):
    """One picture; the file stands in the run's evidence/screenshots and is shared when identical.

    Attributes:
        path: Relative to the evidence folder.
        kind: "after" (viewport when settled), "before" (viewport before a commit action), "page" (full page),
            "failure".
        width, height: CSS px that the picture shows.
        scale: Picture px per CSS px.
    """

    path: str
    kind: Literal["after", "before", "page", "failure"]
    width: int
    height: int
    scale: float = 1.0
    masks: tuple[Box, ...] = ()


class StepEvidence(Record):
    """Everything of one step. Times: ms from the step's start unless a name says otherwise.

    Attributes:
        index: 0-based place in the journey.
        status: How it ended.
        failure: Why it did not pass: an English sentence, "" where it passed.
        failure_kind: "action" (not carried out), "expectation" (not met), "navigation", "crash", "safety", "window",
            "redirect", "fault" (ours) or None.
        has_navigated: A new main document was loaded.
        wall: "bot", "login" or "stock" where a wall was met.
        declared_status: Status that the journey expects, or None.
        elapsed_ms: Wall time of the step, evidence included.
        own_ms: Of it, time that the runner spent on evidence.
        lag_ms: For how long at a stretch the machine held the runner itself up while the page worked: figures of time
            that are no larger say nothing of the shop. None: not measured.
        starved_ms: For how long in all the machine kept the page's process waiting for a processor, from the press (or
            the step's begin) until what it brings was seen. None: not known (Linux and Chromium tell it).
        starved_at_rest_ms: The same until the page was at rest.
        windows: Addresses of windows that opened.
        downloads: Suggested file names.
        passing: Pages within the step, right before a press that may have ended them, which showed fields that the
            step's own page does not show. Without images, links and structured data, and not in any picture.
        results: The page that a search of the step led to, right before the next press; None where the step ends on
            it. Without images and structured data, and not in any picture.
        late_overlays: Layers that lay over the step's page when it was opened once more after the walk, and its longer
            timers had run out. Empty also where no timer had been left running.
        request_count: All requests, also those not listed.
        search: What it took to find this step, where it was searched for; None where the journey wrote it out.
        gaps: What could not be seen here, and why.
    """

    index: int
    name: str
    id: str
    stage: Stage
    commits: Commitment = Commitment.NONE
    opens_window: bool = False
    status: StepStatus
    failure: str = ""
    failure_kind: str | None = None
    wall: str | None = None
    has_navigated: bool = False
    declared_status: int | None = None
    elapsed_ms: float = 0
    own_ms: float = 0
    lag_ms: float | None = None
    starved_ms: float | None = None
    starved_at_rest_ms: float | None = None
    actions: tuple[ActionEvidence, ...] = ()
    expectations: tuple[ExpectationEvidence, ...] = ()
    navigations: tuple[NavigationEvidence, ...] = ()
    page: PageEvidence | None = None
    passing: tuple[PageEvidence, ...] = ()
    results: PageEvidence | None = None
    late_overlays: tuple[OverlayEvidence, ...] = ()
    transition: TransitionEvidence | None = None
    vitals: VitalsEvidence | None = None
    requests: tuple[RequestEvidence, ...] = ()
    request_count: int = 0
    console: tuple[ConsoleEvidence, ...] = ()
    exceptions: tuple[ExceptionEvidence, ...] = ()
    dialogs: tuple[DialogEvidence, ...] = ()
    windows: tuple[str, ...] = ()
    downloads: tuple[str, ...] = ()
    consent: ConsentEvidence | None = None
    axe: AxeEvidence | None = None
    screenshots: tuple[ScreenshotEvidence, ...] = ()
    search: SearchEvidence | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def primary(self) -> ActionEvidence | None:
        """The action that carries the step forward."""
        return next((action for action in self.actions if action.is_primary), None)

    def gap(self, what: str) -> str | None:
        """Reason why this evidence is missing, or None where it is not known to be."""
        return next((gap.reason for gap in self.gaps if gap.what == what), None)
