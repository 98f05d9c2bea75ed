"""What was seen of a page once a step had settled."""

from __future__ import annotations

from frictionaudit.evidence.common import Box, Subject, TextBlock
from frictionaudit.record import Record

__all__ = [
    "AxeEvidence",
    "AxeNode",
    "AxeViolation",
    "ControlEvidence",
    "FieldEvidence",
    "FormEvidence",
    "FrameAddress",
    "FrameEvidence",
    "ImageEvidence",
    "LinkEvidence",
    "OverlayEvidence",
    "PageEvidence",
    "ViewportContent",
]


class ViewportContent(Record):
    """What fills the viewport: a page is blank when all of it is nothing.

    Attributes:
        text_length: Visible characters in the viewport.
        images: Loaded pictures of at least 16x16 CSS px in the viewport.
        painted: Other painted content in it: canvas, video, svg, iframe, background pictures, form controls.
    """

    text_length: int
    images: int
    painted: int


class ImageEvidence(Record):
    """One image of the content that is, or became, visible."""

    subject: Subject
    url: str
    is_broken: bool
    was_in_viewport: bool
    natural_width: int
    natural_height: int
    is_placeholder: bool = False
    """Empty source with a background picture behind it."""
    region: str = ""
    """Landmark it stands in, as in `TextBlock`."""


class LinkEvidence(Record):
    """One visible link."""

    text: str
    url: str
    region: str = ""
    locator: str = ""


class ControlEvidence(Record):
    """One visible control to press: a button by its element or role, or a link that looks like one.

    Attributes:
        subject: Role, name, locator and box.
        href: Absolute address of a link, "" where it is none.
        region: Landmark it stands in, as in `TextBlock`.
        is_button_like: It looks like a button: an area of its own colour, or a border all round.
        background: Colour of its area as "#rrggbb", of a gradient the mean; None where it paints none or a picture.
        contrast: Ratio of its area to what lies around it, 1 where it paints none; None where it could not be told.
        font_px: Computed font size.
        is_in_viewport: At least half of it was inside the viewport and not covered.
        is_disabled: `disabled`, `aria-disabled` or in a disabled fieldset.
        unfolds: It opens and closes a part of the page, and leads nowhere (`aria-expanded`).
    """

    subject: Subject
    href: str = ""
    region: str = ""
    is_button_like: bool = False
    background: str | None = None
    contrast: float | None = None
    font_px: float | None = None
    is_in_viewport: bool = False
    is_disabled: bool = False
    unfolds: bool = False

    @property
    def area(self) -> float:
        """Square CSS pixels."""
        return self.subject.box.area if self.subject.box else 0.0


class FieldEvidence(Record):
    """One visible form field.

    Attributes:
        subject: Role, label, locator, box.
        kind: `type` of an input, else "select", "textarea", "contenteditable".
        name: `name` or `id`.
        label: Label that stays while typing, "" where none.
        placeholder: Placeholder text, "" where none.
        autocomplete: Token list as written.
        inputmode: As written.
        purpose: Purpose known from the journey's own data (autocomplete vocabulary), or None.
        is_required: required or aria-required.
        is_marked_required: The label says so in words or by an asterisk.
        is_filled: Holds a value.
        is_prefilled: Held a value before the customer touched it.
        is_checked: For check boxes and radios, else None.
        error: Error text tied to it, "" where none.
        is_sensitive: password, card number or CVC by type, autocomplete or name.
        in_frame: Stands in a child frame.
        frame_origin: Scheme, host and port of that frame, "" in the main frame and in a frame of the page's own text.
        is_invalid: Marked by aria-invalid.
        fails_natively: The browser's own check finds its value wrong or missing (:invalid).
        error_box: Where the error text tied to it stands, or None.
        is_error_tied: The error text is named by aria-errormessage or aria-describedby; None without one.
        hint: Other text that aria-describedby names, "" where none.
        label_hidden_by: Why the label made for it cannot be seen, as `ElementEvidence.hidden_by`; "" where it can be
            seen or there is none.
        group: Name of the fieldset, radio group or group it stands in, "" where none.
        group_locator: That group's locator, "" where none.
        options: Texts of a list to choose from, at most 60.
        barred: Of them, those that cannot be chosen.
        preset: Text of the line that such a list stands on while nobody has touched it, "" where somebody has.
        maxlength, pattern: As written, None and "" where there is none.
        is_disabled: `disabled`, `aria-disabled` or in a disabled fieldset.
        is_readonly: `readonly` or `aria-readonly`.
        region: Landmark it stands in, as in `TextBlock`.
        blocks_paste: It refuses what is pasted: by its onpaste handler or, in the field of an action, as it was tried;
            False also where that could not be told.
    """

    subject: Subject
    kind: str
    name: str = ""
    label: str = ""
    placeholder: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    purpose: str | None = None
    is_required: bool = False
    is_marked_required: bool = False
    is_filled: bool = False
    is_prefilled: bool = False
    is_checked: bool | None = None
    error: str = ""
    is_sensitive: bool = False
    in_frame: bool = False
    frame_origin: str = ""
    is_invalid: bool = False
    fails_natively: bool = False
    error_box: Box | None = None
    is_error_tied: bool | None = None
    hint: str = ""
    label_hidden_by: str = ""
    group: str = ""
    group_locator: str = ""
    options: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    preset: str = ""
    maxlength: int | None = None
    pattern: str = ""
    is_disabled: bool = False
    is_readonly: bool = False
    region: str = ""
    blocks_paste: bool = False


class FormEvidence(Record):
    """One form, or the loose fields of a page that has no form element.

    Attributes:
        action, method: Where and how it sends; "" where it is no form element.
        is_checked_natively: The browser checks the fields before it sends: a form element without `novalidate`, or
            fields that a script had it report (`reportValidity`).
    """

    action: str
    method: str
    fields: tuple[FieldEvidence, ...] = ()
    is_checked_natively: bool = False


class FrameEvidence(Record):
    """One visible child frame and what fills it.

    Attributes:
        origin: Scheme, host and port, "" where the page itself wrote it.
        box: Its inside, in the viewport of the page.
        text_length: Visible characters in its own viewport.
        painted: Loaded pictures and other painted content in its own viewport, form controls among them.
        fields: Visible form fields.
    """

    origin: str
    box: Box
    text_length: int
    painted: int
    fields: int


class FrameAddress(Record):
    """One frame that a page itself holds, whether or not anything answered at its address.

    Attributes:
        url: Address without secrets.
        locator: Short CSS path.
        is_shown: The place of the frame can be seen; one in a part that is folded away cannot.
    """

    url: str
    locator: str = ""
    is_shown: bool = True


class OverlayEvidence(Record):
    """Something that lies over the content.

    Attributes:
        kind: "consent", "dialog", "banner", "chat", "bar" or "unknown".
        share: Share of the viewport it covers, 0..1.
        by_action: The step's own action opened it.
        texts: Its visible words, at most 20 runs.
        buttons: Names of its buttons and links.
        is_on_top: It takes the presses on its own ground; None where not told.
        hides_content: It lies on top, and words or pictures of the page stand behind it; None where not told.
        is_furniture: A header, navigation or footer of the page, or a frame that the whole page stands in.
    """

    kind: str
    subject: Subject
    share: float
    by_action: bool = False
    texts: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    is_on_top: bool | None = None
    hides_content: bool | None = None
    is_furniture: bool = False


class AxeNode(Record):
    """One node of an axe violation."""

    subject: Subject
    html: str = ""
    summary: str = ""


class AxeViolation(Record):
    """One axe-core rule that the page breaks."""

    rule: str
    impact: str
    """critical | serious | moderate | minor"""
    help: str
    help_url: str
    tags: tuple[str, ...] = ()
    nodes: tuple[AxeNode, ...] = ()
    node_count: int = 0
    """All nodes, also those not kept."""


class AxeEvidence(Record):
    """What axe-core said of a page.

    Attributes:
        version: axe-core's version.
        violations: WCAG 2.x A and AA rules only.
        is_partial: Only the changed part of a page that was judged before.
        same_as_step: Index of the earlier step whose page this is; then `violations` is empty.
    """

    version: str
    violations: tuple[AxeViolation, ...] = ()
    is_partial: bool = False
    same_as_step: int | None = None


class PageEvidence(Record):
    """A page as the customer saw it when the step had settled.

    Attributes:
        url: Address without secrets.
        title: Document title.
        language: `lang` of the document, lower case, or "".
        is_secure: https, or a host where http is no matter (loopback, .test, .localhost).
        signature: Hash of the page's structure; equal for equal pages.
        viewport: Width and height as a box at 0,0.
        scroll_y: CSS px.
        height: Height of the document, CSS px.
        blocks: Visible text in reading order, at most 1,500 blocks.
        is_truncated: Some text was left out for size.
        viewport_content: What fills the viewport.
        images, links, forms, overlays: As their records say; at most 200, 300, 30 and 20.
        backgrounds: Pictures of at least 80 CSS px behind boxes without words: role "img" where the box is named or
            stands in a link, a figure or a list, else "background". Whether they are broken only their requests tell.
        controls: Buttons and links that look like buttons, in reading order; at most 150. Plain links are in `links`.
        frames: Visible child frames, at most 30; those that never answered are missing.
        frame_addresses: Frames of the page itself, also those, at most 30.
        busy: Visible loading indicators, as subjects.
        mixed_scripts: Scripts or frames that an https page loads over http.
        allows_zoom: False where the viewport meta tag forbids it; None where there is none.
        has_step_mark: A visible mark tells which of several steps this is (aria-current="step").
        structured_data: JSON-LD blocks as text, each at most 20 kB; products of microdata and OpenGraph as JSON-LD.
    """

    url: str
    title: str = ""
    language: str = ""
    is_secure: bool = True
    signature: str = ""
    viewport: Box
    scroll_y: float = 0
    height: float = 0
    blocks: tuple[TextBlock, ...] = ()
    is_truncated: bool = False
    viewport_content: ViewportContent
    images: tuple[ImageEvidence, ...] = ()
    backgrounds: tuple[ImageEvidence, ...] = ()
    links: tuple[LinkEvidence, ...] = ()
    forms: tuple[FormEvidence, ...] = ()
    overlays: tuple[OverlayEvidence, ...] = ()
    controls: tuple[ControlEvidence, ...] = ()
    frames: tuple[FrameEvidence, ...] = ()
    frame_addresses: tuple[FrameAddress, ...] = ()
    busy: tuple[Subject, ...] = ()
    mixed_scripts: tuple[str, ...] = ()
    allows_zoom: bool | None = None
    has_step_mark: bool = False
    structured_data: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Visible headings in reading order."""
        return tuple(block.text for block in self.blocks if block.role == "heading")

    @property
    def text(self) -> str:
        """All visible text, one block a line."""
        return "\n".join(block.text for block in self.blocks)
