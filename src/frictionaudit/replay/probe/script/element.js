/* ═══ the element: as it stands just before its use ═══ */

const STABLE_MS = 500;
const POINTS = [
  [0.5, 0.5],
  [0.15, 0.15],
  [0.5, 0.15],
  [0.85, 0.15],
  [0.15, 0.5],
  [0.85, 0.5],
  [0.15, 0.85],
  [0.5, 0.85],
  [0.85, 0.85],
];
const SIDE_COVERED = 0.3; // three of the nine points
const NEAR_PX = 120;
const TARGET_PX = 24;
const LEAST_PICTURE_PX = 80; // smaller ones are marks and icons
const WIDE_TARGET_PX = 44;

/* What takes the press for this element: its label where it hides itself, its control where it is only a part of one. */
const pressTarget = (look, element) => {
  if (tagOf(element) === 'option') return closest(element, 'select') || element;
  if (matchesSelector(element, FIELDS)) return passingLabel(look, element) || seenFieldTarget(look, element) || element;
  return element;
};

/* A transparent choice that lets presses through, mostly to its own label, is that label (Bootstrap's btn-check). */
const passingLabel = (look, element) => {
  const isPassing = CHECKABLE.test(kindOf(element)) && look.style(element).pointerEvents === 'none';
  if (!isPassing || isSeen(look, element)) return null;
  return labelsOf(element).find((label) => isSeen(look, label) && fold(contentName(label))) || null;
};

/* Boxes that take part of the press: a link over two lines has two, its bounding box holds much that is not link. */
const mainRect = (look, element) => {
  const rects = [...rectsOf(element)].filter((rect) => rect.width >= 1 && rect.height >= 1);
  if (look.style(element).display !== 'inline' || rects.length < 2) return paintedBox(look, element);
  return rects.reduce((best, rect) => (area(rect) > area(best) ? rect : best));
};

const outerControl = (element) => {
  const parent = parentOf(element);
  return parent ? closest(parent, `${CONTROLS}, label`) : null;
};

const belongs = (element, hit) => {
  if (holds(element, hit)) return true;
  const control = closest(element, CONTROLS);
  if (control && holds(control, hit)) return true;
  if (labelsOf(element).some((label) => holds(label, hit))) return true;
  const label = closest(element, 'label');
  if (label && holds(label, hit)) return true;
  return tagOf(element) === 'label' && labelControlOf(element) === hit;
};

/* A button that lies within a field and stands in the page with that field alone clears, shows or sends it. */
const isOfField = (element, hit) => {
  const control = matchesSelector(element, FIELDS) && closest(hit, CONTROLS);
  if (!control || !isWithin(rectOf(control), rectOf(element))) return false;
  let around = parentOf(element);
  while (around && !holds(around, control)) around = parentOf(around);
  return Boolean(around) && tagOf(around) !== 'body' && selectAll(around, FIELDS).length === 1;
};

/* The input of a list may let presses through to the box that it stands in, which opens the list as its own role says. */
const listHolder = (element) => {
  const parent = matchesSelector(element, 'input') ? parentOf(element) : null;
  return parent ? closest(parent, '[role=combobox]') : null;
};

/* The layer that a reader would name: the banner, not the paragraph in it. */
const coverSubject = (look, element, hit) => {
  if (holds(hit, element)) return hit;
  let layer = hit;
  for (let node = hit; node && !holds(node, element); node = flatParentOf(node))
    if (isPositioned(look.style(node))) layer = node;
  return layer;
};

const hitTest = (look, element, rect) => {
  const shown = intersection(leftByAncestors(look, element, rect, { now: true }), look.view);
  const covers = new Map();
  let point = null;
  let tried = 0;
  /* Switched off, it may let presses through to what it stands in: that lies behind it, and over nothing. */
  const isOff = matchesSelector(element, ':disabled') || attribute(element, 'aria-disabled') === 'true';
  const isPassing = look.style(element).pointerEvents === 'none';
  const letsThrough = isOff && isPassing;
  const holder = isPassing ? listHolder(element) : null;
  if (shown.width < 1 || shown.height < 1) return { covers: [], point: null };
  for (const [index, [x, y]] of POINTS.entries()) {
    const [left, top] = [shown.x + shown.width * x, shown.y + shown.height * y];
    const hit = hitAt(left, top);
    if (!hit) continue;
    tried += 1;
    if (belongs(element, hit) || (letsThrough && holds(hit, element)) || (holder && holds(holder, hit))) {
      point = point || { x: round(left), y: round(top) };
      continue;
    }
    if (index > 0 && isOfField(element, hit)) continue;
    const layer = coverSubject(look, element, hit);
    const cover = covers.get(layer) || { count: 0, atCentre: false };
    cover.count += 1;
    cover.atCentre = cover.atCentre || index === 0;
    covers.set(layer, cover);
  }
  return {
    point,
    covers: [...covers].map(([layer, cover]) => ({
      subject: subjectOf(layer, look),
      at_centre: cover.atCentre,
      share: round(cover.count / Math.max(1, tried)),
    })),
  };
};

const scrollTo = (element, block) => {
  /* Page scripts may hear of the scroll late; none of it is the page's own doing. */
  ownScrollUntil = now() + 150;
  scrollIntoView(element, { block, inline: 'nearest', behavior: 'instant' });
};

/* A page that glides stands in the same place for a frame or two on a slow phone: some frames without a scroll. */
const SCROLLED_OUT_MS = 100;
const hasScrolledOut = () => now() - lastScroll > SCROLLED_OUT_MS;

const settleBox = async (element) => {
  const end = now() + STABLE_MS;
  let before = rectOf(element);
  while (now() < end) {
    await nextFrame();
    const rect = rectOf(element);
    const isSame =
      rect.x === before.x && rect.y === before.y && rect.width === before.width && rect.height === before.height;
    if (isSame && hasScrolledOut()) return true;
    before = rect;
  }
  return false;
};

const isOutside = (box, view) => !overlaps(box, view);
const isFullyInside = (box, view) => isWithin(box, view, 0.5);

const examine = async (element, options = {}) => {
  const { needs_view: needsView = false, press = true, field: isWrittenIn = false, still: mustStandStill = false } = options;
  const first = own(() => {
    judge(false);
    const look = new Look();
    const target = pressTarget(look, element);
    const rect = mainRect(look, target);
    const isHidden = hasLookBehind(look, target) ? null : hiddenBy(look, target);
    return {
      target,
      first_box: rect.width && rect.height ? asBox(rect) : null,
      is_below_fold: isHidden ? null : isOutside(rect, look.view),
      has_equal_in_view: hasEqualInView(look, element),
      page_reads_first: readsFirst(look, target),
      hidden: isHidden,
      needsScroll:
        !isFullyInside(rect, look.view) ||
        area(intersection(leftByAncestors(look, target, rect, { now: true }), rect)) < area(rect) - 1,
    };
  });
  const { target } = first;
  /* What is cut off by a box that does not scroll stays so: scripts could scroll it, customers cannot. */
  if (first.hidden === null && first.needsScroll) {
    if (mustStandStill) return null;
    own(() => scrollTo(target, 'nearest'));
  }
  /* Words are typed where the focus is: only a press must wait until its place stands still. */
  if (press) await settleBox(target);
  while (press && watched && isHolding(watched)) await nextFrame();
  let tested = own(() => testNow(target));
  /* A bar at the window's edge covers what has just come into view: the customer scrolls on until it stands free. */
  if (first.hidden === null && own(() => tested.covers.some((cover) => cover.at_centre || cover.share >= SIDE_COVERED))) {
    if (mustStandStill) return null;
    own(() => scrollTo(target, 'center'));
    if (press) await settleBox(target);
    tested = own(() => testNow(target));
  }
  return own(() => {
    if (press && first.hidden === null && !/^(?!#|javascript:)./.test(attribute(element, 'href'))) takeGlance(target);
    return elementAnswer(element, first, tested, { needsView, isWrittenIn, press });
  });
};

const testNow = (target) => {
  const look = new Look();
  return hitTest(look, target, mainRect(look, target));
};

const elementAnswer = (element, first, tested, { needsView, isWrittenIn, press }) => {
  const look = new Look();
  const { target } = first;
  const label = labelTextOf(look, target);
  const hiddenNow = hiddenByWithLabel(look, element, target, label);
  const isFaint = hiddenNow === 'opacity' || (hiddenNow === null && opacityOf(look, target) < 1);
  const isOff = hiddenNow === 'display' || hiddenNow === 'visibility';
  const isOfHover = (isFaint || isOff) && isShownByHover(look, target);
  const hidden = isOfHover && isFaint ? 'opacity' : hiddenNow;
  const isDisabled = disabled(element);
  const control = outerControl(element);
  const form = formFacts(element);
  const subject = { ...subjectOf(element, look), box: asBox(mainRect(look, target)) };
  const box = targetBox(look, element, target);
  return {
    element: {
      subject,
      tag: tagOf(element),
      is_native_control: isNativeControl(element),
      has_control_role: CONTROL_ROLES.has(attribute(element, 'role').trim().split(/\s+/)[0]),
      inside_control: Boolean(control),
      first_box: first.first_box,
      is_below_fold: first.is_below_fold,
      has_equal_in_view: first.has_equal_in_view,
      page_reads_first: first.page_reads_first,
      offset_top_px: round(look.rect(target).y + scrolledAway(look, target)),
      hidden_by: hidden,
      covers: hidden === null ? tested.covers : [],
      is_disabled: isDisabled,
      disabled_reasons: isDisabled ? disabledReasons(look, element, target) : [],
      unfilled_required: isDisabled ? unfilledRequired(look, element) : [],
      is_revealed_by_hover: isOfHover,
      target_box: hidden === null ? asBox(box) : null,
      spacing_px: hidden === null ? spacing(look, element, target, box) : null,
      is_spaced: hidden === null ? isSpaced(look, element, target, box) : null,
      is_inline_link: isInlineLink(look, element),
      contrast:
        isDisabled || !label ? null : contrastOf(look, label.element, { isStrict: false, textBox: label.box }),
      is_large_text: label ? isLargeText(look.style(label.element)) : false,
      is_focusable: focusable(look, element),
      label_cut: hidden === null ? labelCut(look, target, label) : null,
      motion: motionOf(element, target),
      focus_mark: needsView && hidden === null ? focusMark(element) : null,
      has_click_handler: clickHandler(element),
      opens_new_window: opensWindow(element),
      is_sensitive: matchesSelector(element, FIELDS) && isSensitive(element),
      field: isWrittenIn && matchesSelector(element, FIELDS) ? framedFieldOf(look, element, target) : null,
      ...form,
      language: languageOf(element),
    },
    view: needsView ? new Reader(look, { isViewOnly: true }).read().blocks.map(withoutHolder) : null,
    point: tested.point,
    states: statesOf(element),
    has_untold_fields: press && hasUntoldFields(look),
    shift: press ? shiftSoFar() : null,
  };
};

/* The language that its words are declared to be in. */
const languageOf = (element) => {
  const holder = closest(element, '[lang]') || rootElementOf(document);
  return holder ? attribute(holder, 'lang').trim().toLowerCase() : '';
};

/* How far the page and the box that scrolls within it have been moved up. */
const scrolledAway = (look, target) => {
  const parent = flatParentOf(target);
  const { scroller } = parent ? settingOf(look, parent) : { scroller: null };
  return (isFixed(look, target) ? 0 : window.scrollY) + (scroller ? scrollTopOf(scroller) : 0);
};

const statesOf = (element) => ({
  kind: matchesSelector(element, FIELDS) ? kindOf(element) : tagOf(element),
  is_checked: isChecked(element),
  is_filled: matchesSelector(element, FIELDS) ? isFilled(element) : null,
  is_readonly: hasAttribute(element, 'readonly') || attribute(element, 'aria-readonly') === 'true',
  is_focused: activeElementOf(document) === element,
  expanded: attributeOf(element, 'aria-expanded'),
  pressed: attributeOf(element, 'aria-pressed'),
  selected: attributeOf(element, 'aria-selected'),
});

/* ── the label: the words painted on it ── */
