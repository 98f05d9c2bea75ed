/* ═══ overlays: what lies over the page ═══ */

const CONSENT = new RegExp(
  `(^|[\\s_-])(${[
    ...listed('cookie consent gdpr ccpa cmp onetrust didomi usercentrics truste quantcast osano iubenda klaro'),
    ...listed('borlabs tarteaucitron'),
  ].join('|')})`,
);

const overlayKind = (look, element, tag, style) => {
  const isDialog =
    (tag === 'dialog' && hasAttribute(element, 'open')) ||
    /^(dialog|alertdialog)$/.test(attribute(element, 'role')) ||
    attribute(element, 'aria-modal') === 'true';
  const isStuck = style.position === 'sticky' && isStuckNow(look, element, style);
  const layer = Number(style.zIndex);
  const isHigh = style.position === 'absolute' && layer >= 100;
  if (!isDialog && style.position !== 'fixed' && !isStuck && !isHigh) return null;
  const box = overlayBox(look, element, style);
  const share = area(box) / area(look.view);
  if (box.width < 8 || box.height < 8 || share < 0.002 || (isHigh && share < 0.1)) return null;
  const name = words(element) + innerWords(element);
  if (CONSENT.test(name)) return 'consent';
  if (CHAT.test(name) && share < 0.5) return 'chat';
  if (
    isDialog ||
    selectAll(element, 'dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]').some((one) =>
      isInView(one),
    )
  )
    return 'dialog';
  const isWide = box.width >= 0.9 * look.view.width;
  const isEdge = box.y <= 1 || bottom(box) >= look.view.height - 1;
  if (isWide && isEdge && box.height < 0.35 * look.view.height) return 'bar';
  /* A column at the side of the page (a menu, a summary that stays) is part of the page. */
  if (style.position === 'sticky') return null;
  return share >= 0.02 ? 'banner' : 'unknown';
};

const innerWords = (element) => {
  let text = '';
  for (let child = firstElementOf(element), count = 0; child && count < 3; child = nextElementOf(child), count += 1)
    text += ` ${words(child)}`;
  return text;
};

const isStuckNow = (look, element, style) => {
  const rect = look.rect(element);
  const top = parseFloat(style.top);
  const low = parseFloat(style.bottom);
  return (
    (!Number.isNaN(top) && Math.abs(rect.y - top) < 1 && window.scrollY > 0) ||
    (!Number.isNaN(low) && Math.abs(look.view.height - low - bottom(rect)) < 1)
  );
};

/* A see-through wrapper covers what its painted parts cover; one that paints nothing at all lies over nothing. */
const overlayBox = (look, element, style, depth = 3) => {
  const own = intersection(look.rect(element), look.view);
  const paint = colourOf(style.backgroundColor);
  if (
    style.backgroundImage !== 'none' ||
    !paint ||
    paint[3] >= 0.1 ||
    REPLACED.has(tagOf(element)) ||
    (tagOf(element) === 'dialog' && depth === 3)
  )
    return own;
  let box = null;
  eachFlatChild(element, (child) => {
    if (nodeTypeOf(child) === TEXT && dataOf(child).trim()) {
      const text = rangeRectOf(textRange(child));
      if (overlaps(text, look.view))
        box = box ? union(box, intersection(text, look.view)) : intersection(text, look.view);
    }
    if (!isElement(child) || SILENT.has(tagOf(child)) || depth <= 0 || !isRendered(child)) return;
    const childStyle = look.style(child);
    if (childStyle.visibility !== 'visible' || childStyle.opacity === '0') return;
    const inner = overlayBox(look, child, childStyle, depth - 1);
    if (inner.width > 0 && inner.height > 0) box = box ? union(box, inner) : inner;
  });
  return box || edges(0, 0, 0, 0);
};

const overlayOf = (look, { element, kind }, blocks, layers = []) => {
  const others = layers.filter((one) => !holds(one, element) && !holds(element, one));
  const box = overlayBox(look, element, look.style(element));
  const texts = [];
  for (const block of blocks)
    if (texts.length < 20 && block.box && overlaps(block.box, box) && holds(element, block.holder))
      texts.push(block.text);
  return {
    kind,
    subject: { ...subjectOf(element, look), name: fold(overlayName(element)), box: asBox(box) },
    share: round(area(box) / area(look.view)),
    by_action: openedByAction(element),
    ...whatItHides(look, element, box, blocks, others),
    is_furniture: isFurniture(element, kind),
    texts,
    buttons: buttonsIn(element)
      .filter((one) => isInView(one))
      .slice(0, 20)
      .map((one) => nameOf(one)),
  };
};

const HIDING_SHARE = 0.2;
const HIDDEN_LETTERS = 20;

/* It takes most of the presses on its own ground, and words of the page stand behind it. */
const whatItHides = (look, element, box, blocks, others) => {
  if (area(box) < HIDING_SHARE * area(look.view)) return { is_on_top: null, hides_content: null };
  const hits = POINTS.map(([x, y]) => hitAt(box.x + box.width * x, box.y + box.height * y));
  const held = hits.filter((hit) => hit && holds(element, hit));
  /* Where yet another layer lies over both, it says nothing of this one. */
  const elsewhere = hits.filter((hit) => hit && others.some((one) => holds(one, hit)));
  if (!held.length || held.length < (POINTS.length - elsewhere.length) / 2)
    return { is_on_top: false, hides_content: false };
  let letters = 0;
  for (const block of blocks)
    if (block.box && overlaps(intersection(block.box, look.view), box) && !holds(element, block.holder))
      letters += block.text.length;
  return { is_on_top: true, hides_content: letters >= HIDDEN_LETTERS };
};

/* Parts of every page that stay in view, and frames that the whole page stands in: nothing that popped up. */
const FURNITURE = 'main, nav, [role=main], [role=navigation], [role=banner]';
const isFurniture = (element, kind) =>
  kind !== 'dialog' &&
  kind !== 'consent' &&
  (/^(header|nav|footer|main|body)$/.test(tagOf(element)) ||
    matchesSelector(element, FURNITURE) ||
    selectAll(element, FURNITURE).length > 0);

/* What closes a layer: a button that says so, a cross, or what its author named so. */
const CLOSERS = [
  ...['[class*=close i]', '[class*=dismiss i]', '[id*=close i]', '[data-dismiss]', '[data-bs-dismiss]'],
  ...['[data-close]', '[data-micromodal-close]'],
].join(', ');
const CROSS = /^[×✕✖╳⨯x]$/i;

const closersOf = (element, stems) => {
  const buttons = buttonsIn(element).filter((one) => isInView(one));
  const crosses = buttons.filter((one) => CROSS.test(nameOf(one)) || CROSS.test(fold(textContentOf(one))));
  const spoken = buttons.filter((one) => says(plain(nameOf(one)), stems.close));
  const called = selectAll(element, CLOSERS).filter(
    (one) => isInView(one) && !holds(one, element) && area(rectOf(one)) < 20000 && !selectAll(one, CONTROLS).length,
  );
  return [...crosses, ...spoken, ...called];
};

/*
 * The layer over an element, told as an overlay, and where to press to close it; where nothing closes it, what its
 * buttons say; null where no layer lies over it.
 */
const closeOver = (element, stems = {}) => {
  const look = new Look();
  const rect = mainRect(look, pressTarget(look, element));
  const hit = hitAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
  if (!hit || belongs(element, hit)) return null;
  const reader = new Reader(look).read();
  const layer = coverSubject(look, element, hit);
  const layers = reader.overlays.filter((one) => !holds(one.element, element));
  const over = layers.filter((one) => holds(one.element, hit) || holds(layer, one.element));
  /* A backdrop and the box before it are often siblings. */
  const beside = layers.filter((one) => one.kind !== 'bar' && one.kind !== 'chat' && !over.includes(one));
  for (const one of [...over, ...beside]) {
    for (const closer of closersOf(one.element, stems)) {
      const box = rectOf(closer);
      const point = { x: round(box.x + box.width / 2), y: round(box.y + box.height / 2) };
      const taken = hitAt(point.x, point.y);
      if (taken && belongs(closer, taken)) return { overlay: overlayOf(look, one, reader.blocks), point };
    }
  }
  const buttons = over.flatMap((one) => buttonsIn(one.element)).filter((one) => isInView(one));
  return buttons.length ? { buttons: buttons.map((one) => nameOf(one)) } : null;
};

const overlayName = (element) =>
  nameOf(element) ||
  (selectAll(element, 'h1, h2, h3, h4, [role=heading]')
    .map((one) => contentName(one))
    .find(fold) ??
    '');
const buttonsIn = (element) => {
  const selector = 'button, a[href], input[type=submit], input[type=button], [role=button], [role=link]';
  const found = selectAll(element, selector);
  for (const root of openRoots)
    if (isConnected(hostOf(root)) && holds(element, hostOf(root))) found.push(...selectAll(root, selector));
  return found;
};

/* It came with or after the last press of this step, and a change of it (or around it) is on record; or it came with an
 * earlier one, and the customer has used its fields since. */
const openedByAction = (element) =>
  presses.some(
    (press, index) =>
      (press === activation || presses.slice(index + 1).some((later) => isUsedField(element, later.control))) &&
      log.some(
        (change) =>
          change.at >= press.at &&
          change.at <= press.at + 3000 &&
          (change.element !== bodyOf(document) || isSwitch(change, press)) &&
          change.kind !== 'scroll' &&
          isConnected(change.element) &&
          (holds(element, change.element) || holds(change.element, element)),
      ),
  );

const isUsedField = (layer, control) =>
  Boolean(control) && holds(layer, control) && matchesSelector(control, `${FIELDS}, label`);

/* A class of the whole page, or its lock, set at once in answer to the press: so drawers and dialogs come up, which go
 * on record themselves only once they have faded in. */
const AT_ONCE_MS = 300;
const isSwitch = (change, press) =>
  change.kind === 'attribute' && /^(class|style)$/.test(change.name) && change.at <= press.at + AT_ONCE_MS;
