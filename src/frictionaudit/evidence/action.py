"""What was seen of one action: the element before it was used, and its use."""

from __future__ import annotations

from frictionaudit.evidence.common import Box, Gap, Subject, TextBlock
from frictionaudit.evidence.page import FieldEvidence, OverlayEvidence
from frictionaudit.journey.model import ActionKind, Commitment
from frictionaudit.record import Record

__all__ = ["ActionEvidence", "ActionUse", "Cover", "ElementEvidence", "Motion"]


class Cover(Record):
    """Another element that receives the press.

    Attributes:
        subject: That element.
        at_centre: True where it takes the press at the action's centre, also after scrolling.
        share: Share of the probed points that it takes, 0..1.
    """

    subject: Subject
    at_centre: bool
    share: float


class Motion(Record):
    """How far the element moved between being visible and being usable.

    Attributes:
        distance_px: Largest move of its box not caused by the customer's own scroll or input, CSS px.
        cause: The element that pushed it, or "".
    """

    distance_px: float
    cause: str = ""


class ElementEvidence(Record):
    """The action's element as it stood just before it was used. None means: could not be told.

    Attributes:
        subject: Role, accessible name, locator, box (after the least scroll that shows it).
        tag: Lower-case element name.
        is_native_control: A real control: button, a[href], input, select, textarea, summary, label of one.
        has_control_role: An ARIA role of a control (button, link, menuitem, tab, radio, checkbox, switch, option).
        inside_control: Sits inside a real control, which does the work.
        first_box: Box before any scroll of ours, page scrolled as the customer found it.
        is_below_fold: Wholly outside the viewport at `first_box`.
        has_equal_in_view: An equal action (same name, usable) stood inside the viewport then.
        page_reads_first: Fields to fill or a summary to read stand above it on this page.
        offset_top_px: Distance from the document's top, CSS px.
        hidden_by: Why it cannot be seen: "display", "visibility", "opacity", "zero-size", "clipped", "off-screen",
            "text-colour", or None where it can.
        is_revealed_by_hover: Hidden until the mouse hovered its surroundings.
        covers: What takes presses meant for it.
        is_disabled: `disabled`, `aria-disabled` or in a disabled fieldset.
        disabled_reasons: Visible texts near it or tied to it that may say why.
        unfilled_required: Labels of required fields of its form, marked as such, that were still empty.
        target_box: Size of the area that takes the press (label and padding included).
        spacing_px: Distance from this target to the nearest other target, CSS px; None where it stands alone.
        is_spaced: WCAG 2.5.8's spacing exception holds: a 24 px circle on the target's centre meets no other target and
            no circle of another small one; None where the target is large enough not to need it.
        is_inline_link: A link inside running text.
        contrast: Ratio of the label to its ground; None over pictures or gradients.
        is_large_text: At least 24 px, or 18.66 px bold (WCAG 2.2 large text).
        is_focusable: In the Tab order as the page declares it.
        keyboard_reached: Tab reached it; None where not tried.
        keyboard_fired: Enter or Space fired it; False where they did not and a mouse did; None where not tried.
        label_cut: "overflow" or "ellipsis" where the label does not fit its box, else None.
        motion: Movement before use; None where it could not be watched.
        has_click_handler: It listens for clicks itself, by attribute, property or a framework's mark; None: not known.
        opens_new_window: target=_blank or similar.
        form_action: Absolute address its form posts to, or None.
        form_method: "get", "post" or None.
        is_submit: Pressing it submits a form.
        field: The form field that is written or chosen in, as it stood then; None where it is none.
        focus_mark: Whether the page's styles show that it has the keyboard's focus: "own", "browser" (its outline is
            left alone), "none", or None where it could not be told.
        language: What its words are declared to be in, as the page writes it; "" where nothing is declared.
    """

    subject: Subject
    tag: str
    is_native_control: bool = False
    has_control_role: bool = False
    inside_control: bool = False
    first_box: Box | None = None
    is_below_fold: bool | None = None
    has_equal_in_view: bool | None = None
    page_reads_first: bool | None = None
    offset_top_px: float | None = None
    hidden_by: str | None = None
    is_revealed_by_hover: bool = False
    covers: tuple[Cover, ...] = ()
    is_disabled: bool = False
    disabled_reasons: tuple[str, ...] = ()
    unfilled_required: tuple[str, ...] = ()
    target_box: Box | None = None
    spacing_px: float | None = None
    is_spaced: bool | None = None
    is_inline_link: bool = False
    contrast: float | None = None
    is_large_text: bool = False
    is_focusable: bool | None = None
    keyboard_reached: bool | None = None
    keyboard_fired: bool | None = None
    label_cut: str | None = None
    motion: Motion | None = None
    has_click_handler: bool | None = None
    opens_new_window: bool = False
    form_action: str | None = None
    form_method: str | None = None
    is_submit: bool = False
    field: FieldEvidence | None = None
    focus_mark: str | None = None
    language: str = ""


class ActionUse(Record):
    """What followed the use of an action. Times: ms from the input event; None: not seen or not measured.

    Attributes:
        feedback_ms: First visible change or first paint of a new document.
        settled_ms: Last relevant change, fixed in hindsight: the next state was complete and usable.
        input_to_paint_ms: Slowest event-timing entry of this input (INP's building stone).
        input_gap: Why input_to_paint_ms is None: "unloaded", "unsupported", or None (no slow entry: it was quick).
        handled_ms: Of a press that left the page: until its scripts had dealt with the input, as the driver saw it.
        effects: What followed, in order: "navigation", "dialog", "window", "download", "request", "change", "focus".
        first_use_had_effect: False where only the second press did something; None where a second was not tried.
        presses: How often it was pressed.
        loses_focus: What was pressed had the focus, is gone from the page, and nothing else got it; None where the
            page was left or it could not be told.
    """

    feedback_ms: float | None = None
    settled_ms: float | None = None
    input_to_paint_ms: float | None = None
    input_gap: str | None = None
    handled_ms: float | None = None
    effects: tuple[str, ...] = ()
    first_use_had_effect: bool | None = None
    presses: int = 1
    loses_focus: bool | None = None


class ActionEvidence(Record):
    """One action of a step.

    Attributes:
        kind: What the customer did.
        target: The journey's words for the element, e.g. "'Lisää ostoskoriin'"; "" for goto, back, reload.
        value: What was typed or chosen, masked.
        reference: Which of the shopper's data it was, e.g. "address.postcode"; None where the journey wrote it out.
        characters: How many were typed, also where `value` is masked; None where nothing is typed or it is not known.
        left_out: Letters and digits of them that the field did not keep; None where that could not be told.
        commits: The step's commitment where this is its activating action, else none.
        is_primary: True for the action that carries the step forward (its last activating one).
        was_examined: False where the element could not be examined (see gaps).
        match_count: How many elements matched; 0: none.
        visible_match_count: How many of them could be seen.
        is_ambiguous: Several equally good matches of a plain string; the first visible one was used.
        element: The element before its use; None where none matched or none is meant.
        near_matches: Names of similar controls on the page where none matched.
        closed: What lay over the element and was closed before it could be used.
        view: Text in the viewport after the least scroll that shows the action; gathered for commit actions
            and for actions that read as an order.
        is_held: The activating press was withheld for safety.
        held_because: "commits" (the step says so), "label", "form", "expectation" or "request"; None where not held.
        use: What followed; None where it was not used.
        mend: Where nothing matched and something near stood there: the line of the journey file that would find it.
        is_healed: What was near was used (`--heal`), since the journey's own words found nothing.
        failure: Why it could not be carried out (a short English sentence), or None.
        screenshot: Path of the picture taken just before a commit action, or None.
    """

    kind: ActionKind
    target: str = ""
    value: str | None = None
    reference: str | None = None
    characters: int | None = None
    left_out: int | None = None
    commits: Commitment = Commitment.NONE
    is_primary: bool = False
    was_examined: bool = False
    match_count: int | None = None
    visible_match_count: int | None = None
    is_ambiguous: bool = False
    element: ElementEvidence | None = None
    near_matches: tuple[str, ...] = ()
    closed: tuple[OverlayEvidence, ...] = ()
    view: tuple[TextBlock, ...] | None = None
    is_held: bool = False
    held_because: str | None = None
    use: ActionUse | None = None
    mend: str = ""
    is_healed: bool = False
    failure: str | None = None
    screenshot: str | None = None
    gaps: tuple[Gap, ...] = ()
