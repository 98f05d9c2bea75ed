/* ═══ text: one pass over the painted tree, layout read once ═══ */

const MAX_TEXT = 400;
const MAX_DEPTH = 1500;
const MAX_ELEMENTS = 60000;
const EVERYWHERE = edges(-1e7, -1e7, 1e7, 1e7);
const CODE_TAGS = ['code', 'pre', 'kbd', 'samp', 'var'];
const OWN_LINE = new Set([
  ...CODE_TAGS,
  ...'li td th dt dd label legend option summary h1 h2 h3 h4 h5 h6 p caption figcaption'.split(' '),
  ...'button select textarea input address blockquote br hr'.split(' '),
]);
const PAINTED = new Set(['svg', 'canvas', 'video', 'iframe', 'object', 'embed']);
const MET = new Set([...PAINTED, 'img', 'input', 'select', 'button', 'textarea']);

const HEADING_TAGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const HEADINGS = HEADING_TAGS.join(', ');

/* What a tag says of the words in it: their mark, whether it is an item of its own, the part of the page it makes. */
const TAG_FACTS = new Map([
  ...HEADING_TAGS.map((tag) => [tag, { mark: 'heading', isItem: true }]),
  ...['button', 'summary'].map((tag) => [tag, { mark: 'button', isItem: true }]),
  ...['label', 'legend'].map((tag) => [tag, { mark: 'label', isItem: true, isWeak: true }]),
  ...['td', 'th'].map((tag) => [tag, { mark: 'cell', isItem: true, isWeak: true }]),
  ...CODE_TAGS.map((tag) => [tag, { mark: 'code', isWeak: true }]),
  ...['li', 'dt', 'dd', 'caption', 'figcaption'].map((tag) => [tag, { isItem: true }]),
  ...['main', 'nav', 'aside'].map((tag) => [tag, { region: tag, isSection: true }]),
  ...['article', 'section'].map((tag) => [tag, { isSection: true }]),
  ...['header', 'footer'].map((tag) => [tag, { region: tag, isBanner: true }]),
  ['dialog', { region: 'dialog' }],
  ['output', { mark: 'status', isWeak: true }],
]);
const NO_FACTS = {};
const REGION_ROLES = {
  main: 'main',
  banner: 'header',
  navigation: 'nav',
  contentinfo: 'footer',
  complementary: 'aside',
  dialog: 'dialog',
  alertdialog: 'dialog',
};
const ROLE_MARKS = {
  heading: 'heading',
  button: 'button',
  link: 'link',
  alert: 'alert',
  status: 'status',
  log: 'status',
  option: 'option',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'cell',
  rowheader: 'cell',
  tab: 'button',
  menuitem: 'button',
  switch: 'button',
};
const LIVE_MARKS = { assertive: 'alert', polite: 'status' };

const regionOf = (facts, role, outer) => {
  if (role && REGION_ROLES[role]) return REGION_ROLES[role];
  /* A header within an article, a section or the main part is no banner of the page. */
  return facts.region && !(facts.isBanner && outer.isSectioned) ? facts.region : outer.region;
};

const markOf = (element, facts, role, isLink, outer) => {
  if (role && ROLE_MARKS[role]) return ROLE_MARKS[role];
  if (isLink) return 'link';
  if (facts.mark && !facts.isWeak) return facts.mark;
  if (outer.mark === 'button' || outer.mark === 'link') return outer.mark;
  return facts.mark || LIVE_MARKS[attributeOf(element, 'aria-live')] || outer.mark;
};

/* FNV-1a: small, quick and good enough to tell two page structures apart. */
const mix = (hash, text) => {
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  return hash >>> 0;
};

class Reader {
  constructor(look, { maxBlocks = 1500, isViewOnly = false } = {}) {
    this.look = look;
    this.maxBlocks = maxBlocks;
    this.isViewOnly = isViewOnly;
    this.blocks = [];
    this.items = new Map();
    this.run = [];
    this.path = [];
    this.layers = [];
    this.count = 0;
    this.isTruncated = false;
    this.images = [];
    this.backgrounds = [];
    this.links = [];
    this.controls = [];
    this.overlays = [];
    this.painted = 0;
    this.pictures = 0;
    this.met = 0;
    this.signature = '';
  }

  read() {
    const { root } = this.look;
    if (!root) return this;
    const context = {
      role: '',
      mark: '',
      region: '',
      item: null,
      isSectioned: false,
      opacity: 1,
      hard: EVERYWHERE,
      now: EVERYWHERE,
      isFixed: false,
      isScrolled: false,
      overlay: null,
      depth: 0,
    };
    this.signature = this.walk(root, context).toString(16).padStart(8, '0');
    this.flush();
    for (const blocks of this.items.values()) if (blocks.length === 1) blocks[0].is_whole_label = true;
    this.takeOutCovered();
    if (this.isViewOnly) this.blocks = this.blocks.filter((block) => block.is_in_viewport);
    if (!this.blocks.length && !this.pictures && !this.painted) this.countGrounds();
    return this;
  }

  /* Few properties are read here, since each costs: what is rare is asked for where it is needed. */
  walk(element, outer) {
    const tag = tagOf(element);
    this.count += 1;
    if (SILENT.has(tag) || outer.depth > MAX_DEPTH || this.count > MAX_ELEMENTS) return 0;
    const { look } = this;
    const style = look.style(element);
    const { display, position } = style;
    looked.add(element);
    if (shadowRootOf(element)) addRoot(element);
    const opacity = outer.opacity * Number(style.opacity);
    if (
      display === 'none' ||
      style.contentVisibility === 'hidden' ||
      opacity <= OPACITY_SEEN ||
      ((position === 'absolute' || position === 'fixed') && this.isTuckedAway(element, style))
    ) {
      seen.delete(element);
      return 0;
    }
    seen.add(element);
    const context = this.contextOf(element, tag, style, position, outer, opacity);
    const breaks = this.breaksLine(element, tag, display);
    if (breaks) this.flush();
    const before = this.met;
    this.meet(element, tag, style, position, context);
    this.path.push({ element, position, style, context });
    const hash = this.walkChildren(element, tag, style, context);
    this.path.pop();
    if (breaks) this.flush();
    /* A link or button is seen where words or pictures in it are. */
    if (this.met > before && !this.isViewOnly) {
      if (tag === 'a') this.addLink(element, context);
      if (isPressable(element, tag, context.role)) this.addControl(element, tag, style, context);
    }
    return hash;
  }

  walkChildren(element, tag, style, context) {
    let hash = mix(2166136261, tag + context.role);
    let last = 0;
    if (REPLACED.has(tag) && tag !== 'svg' && tag !== 'picture') return hash;
    const isClosed = tag === 'details' && !hasAttribute(element, 'open');
    eachFlatChild(element, (child) => {
      const type = nodeTypeOf(child);
      if (type === TEXT) {
        if (!isClosed) this.meetText(child, element, style, context);
        return;
      }
      if (type !== ELEMENT || (isClosed && tagOf(child) !== 'summary')) return;
      const inner = this.walk(child, context);
      /* Ten products or eleven: the same page. */
      if (inner !== 0 && inner !== last) hash = Math.imul(hash ^ inner, 16777619) >>> 0;
      last = inner;
    });
    return hash || 1;
  }

  isTuckedAway(element, style) {
    if (isClippedAway(style)) return true;
    if (!clipsOverflow(style)) return false;
    const rect = this.look.rect(element);
    return rect.width <= 1.5 && rect.height <= 1.5;
  }

  contextOf(element, tag, style, position, outer, opacity) {
    const stated = attributeOf(element, 'role');
    const role = stated && ROLES.has(stated) ? stated : '';
    const context = { ...outer, role, opacity, depth: outer.depth + 1 };
    const facts = TAG_FACTS.get(tag) || NO_FACTS;
    const isLink = tag === 'a' && hasAttribute(element, 'href');
    context.region = regionOf(facts, role, outer);
    context.mark = markOf(element, facts, role, isLink, outer);
    if (facts.isItem || isLink || (role && ROLE_MARKS[role])) context.item = element;
    if (facts.isSection) context.isSectioned = true;
    if (position === 'absolute' || position === 'fixed') this.lift(position, context);
    if (style.display !== 'inline' && style.overflow !== 'visible') this.clip(element, style, context);
    return context;
  }

  /* Absolute and fixed boxes are cut by the box that holds them, not by those between. */
  lift(position, context) {
    let holder = null;
    for (let index = this.path.length - 1; index >= 0 && !holder; index -= 1) {
      const step = this.path[index];
      if ((position === 'absolute' && step.position !== 'static') || holdsFixed(step.style)) holder = step.context;
    }
    context.hard = holder ? holder.hard : EVERYWHERE;
    context.now = holder ? holder.now : EVERYWHERE;
    context.isScrolled = Boolean(holder) && holder.isScrolled;
    context.isFixed = position === 'fixed' || (Boolean(holder) && holder.isFixed);
  }

  clip(element, style, context) {
    if (element === this.look.root || element === this.look.body) return;
    const inner = innerBox(this.look, element);
    context.now = intersection(context.now, inner);
    if (/auto|scroll/.test(style.overflow)) {
      const left = intersection(context.hard, inner);
      context.hard = left.width > 0 && left.height > 0 ? EVERYWHERE : left;
      context.isScrolled = true;
    } else {
      context.hard = intersection(context.hard, inner);
    }
  }

  /* Inline boxes flow on in one line of reading; blocks, controls and items start a new one. */
  breaksLine(element, tag, display) {
    if (OWN_LINE.has(tag)) return true;
    if (display === 'contents') return false;
    if (tag === 'a' && hasAttribute(element, 'href')) return display !== 'inline' || !this.isInProse(element);
    if (display === 'inline') return false;
    if (display === 'inline-block') return firstElementOf(element) !== null;
    return true;
  }

  isInProse(element) {
    const parent = parentNodeOf(element);
    for (let node = parent ? firstChildOf(parent) : null; node; node = nextSiblingOf(node)) {
      if (nodeTypeOf(node) === TEXT && /\p{L}{2}/u.test(dataOf(node))) return true;
    }
    return false;
  }

  meetText(node, element, style, context) {
    const text = dataOf(node);
    if (!/\S/.test(text) || style.visibility !== 'visible') {
      if (this.run.length && /\s/.test(text)) this.run[this.run.length - 1].space = true;
      return;
    }
    this.met += 1;
    const isStruck = isStruckThrough(this.look, element);
    /* The old price and the new one: two texts, however close they stand. */
    if (this.run.length && this.run[this.run.length - 1].isStruck !== isStruck) this.flush();
    this.run.push({ node, element, style, context, text, isStruck, rect: null, space: false });
  }

  flush() {
    const { run } = this;
    if (!run.length) return;
    this.run = [];
    if (this.isFull()) return;
    const block = this.blockOf(run);
    if (!block) return;
    const item = run[0].context.item || lineHolder(this.look, run[0].element);
    const same = this.items.get(item);
    if (same) same.push(block);
    else this.items.set(item, [block]);
    this.blocks.push(block);
  }

  isFull() {
    if (this.blocks.length < this.maxBlocks) return false;
    this.isTruncated = true;
    return true;
  }

  blockOf(run) {
    let longest = null;
    let box = null;
    const shown = [];
    for (const part of run) {
      part.rect = rangeRectOf(textRange(part.node));
      if (!this.isShown(part, part.rect)) continue;
      shown.push(part);
      box = box ? union(box, part.rect) : part.rect;
      if (!longest || part.text.length > longest.text.length) longest = part;
    }
    if (!longest) return null;
    const text = fold(shown.length === 1 && longest.text.length > 16 ? longest.text : this.joined(shown), MAX_TEXT);
    if (!text) return null;
    const holder = shown.length === 1 ? longest.element : lineHolder(this.look, shown[0].element);
    return this.textBlock(text, holder, box, longest);
  }

  textBlock(text, holder, box, { context, style, element, isStruck = false }) {
    const isInViewport = isHalfWithin(box, context.now, this.look.view);
    return {
      holder,
      text,
      tag: tagOf((context.mark === 'heading' && closest(holder, HEADINGS)) || holder),
      role: context.mark,
      region: context.region,
      box: asBox(box),
      is_in_viewport: isInViewport,
      is_whole_label: false,
      font_px: isInViewport ? round(fontSizeOf(style)) : null,
      contrast: isInViewport && context.opacity > 0.99 ? cheapContrast(this.look, element, style) : null,
      locator: locatorOf(holder, this.look),
      is_struck: isStruck,
    };
  }

  isShown({ context, style }, rect) {
    return this.isPlaced(context, rect) && !(overlaps(rect, this.look.view) && isSeeThrough(style));
  }

  /* It has a box where the customer can come to. */
  isPlaced(context, rect) {
    const { look } = this;
    if (rect.width < 1 || rect.height < 1) return false;
    const left = intersection(rect, context.hard);
    if (left.width < 1 || left.height < 1) return false;
    if (context.isFixed) return overlaps(rect, look.view);
    if (context.isScrolled || bottom(rect) + look.scroll.y <= 0) return context.isScrolled;
    if (look.isRightToLeft) return right(rect) > window.innerWidth - look.reach && rect.x < window.innerWidth;
    return right(rect) + look.scroll.x > 0 && rect.x + look.scroll.x < Math.max(look.reach, look.view.width);
  }

  /* Words as they are read: a gap that only layout makes is a space; small raised cents stand behind a comma. */
  joined(parts) {
    let text = '';
    let before = null;
    for (const part of parts) {
      if (before) text += this.between(before, part, text);
      text += part.text;
      before = part;
    }
    return text.length < 16 && /^\s*\d[\d.,\s]*$/.test(text) ? this.withPseudo(parts, text) : text;
  }

  between(before, part, text) {
    if (isRaisedCents(before, part, text)) return ',';
    if (before.space || /\s$/.test(text) || /^\s/.test(part.text)) return ' ';
    const isApart =
      part.rect.x - right(before.rect) > 0.15 * fontSizeOf(part.style) || part.rect.y > bottom(before.rect) - 2;
    return isApart ? ' ' : '';
  }

  /* A currency sign is often painted by ::before or ::after of the amount. */
  withPseudo(parts, text) {
    return `${pseudoText(parts[0].element, '::before')}${text}${pseudoText(parts[0].element, '::after')}`;
  }

  /* Only boxes out of the flow lie over text; the few blocks below one are tried by a hit in their middle. */
  takeOutCovered() {
    if (!this.layers.length) return;
    for (const part of [...this.blocks, ...this.controls]) {
      const box = part.box || part.subject.box;
      if (
        !part.is_in_viewport ||
        !this.layers.some((layer) => overlaps(layer.rect, box) && !holds(layer.element, part.holder))
      )
        continue;
      const shown = intersection(box, this.look.view);
      if (isPaintedOver(this.look, part.holder, shown.x + shown.width / 2, shown.y + shown.height / 2))
        part.is_in_viewport = false;
    }
  }

  countGrounds() {
    for (const element of selectAll(document, 'body, body *').slice(0, 3000)) {
      if (/url\(/.test(this.look.style(element).backgroundImage) && isInView(element)) this.painted += 1;
    }
  }

  meet(element, tag, style, position, context) {
    if (MET.has(tag) && style.visibility === 'visible') {
      this.met += 1;
      if (tag === 'img') this.meetImage(element, style, context);
      else if (PAINTED.has(tag)) this.countPainted(element);
      else this.meetControl(element, tag, style, context);
    } else if (style.backgroundImage !== 'none') this.meetBackground(element, style, context);
    const isOut = position === 'absolute' || position === 'fixed' || position === 'sticky';
    if (isOut) this.layers.push({ element, rect: this.look.rect(element) });
    if (isOut || tag === 'dialog' || context.role === 'dialog' || context.role === 'alertdialog')
      this.meetOverlay(element, tag, style, context);
  }

  countPainted(element) {
    const shown = intersection(this.look.rect(element), this.look.view);
    if (shown.width >= 8 && shown.height >= 8) this.painted += 1;
  }

  meetControl(element, tag, style, context) {
    const rect = this.look.rect(element);
    if (rect.width < 2 || rect.height < 2) return;
    if (overlaps(rect, this.look.view)) this.painted += 1;
    if (tag === 'select') {
      for (const option of [...(selectedOptionsOf(element) || [])].slice(0, 3))
        this.pushValue(textContentOf(option), 'option', element, rect, style, context);
    } else if (tag === 'input') {
      const type = inputTypeOf(element);
      if (/^(submit|button|reset)$/.test(type))
        this.pushValue(nativeName(element), 'button', element, rect, style, context);
      else if (type === 'image') this.pushImage(element, rect, context.region, attribute(element, 'src'), 0, 0, false);
    }
  }

  pushValue(value, role, element, rect, style, context) {
    const text = fold(value, MAX_TEXT);
    const left = intersection(rect, context.hard);
    if (!text || left.width < 1 || left.height < 1 || this.isFull()) return;
    const block = this.textBlock(text, element, rect, { context: { ...context, mark: role }, style, element });
    this.blocks.push({ ...block, is_whole_label: true });
  }

  meetImage(element, style, context) {
    const rect = this.look.rect(element);
    const source = currentSrcOf(element) || attribute(element, 'src');
    const [width, height] = [naturalWidthOf(element) || 0, naturalHeightOf(element) || 0];
    const shown = intersection(intersection(rect, this.look.view), context.now);
    if (width > 0 && shown.width >= 16 && shown.height >= 16) this.pictures += 1;
    /* Tracking pixels are no content. */
    if (rect.width <= 2 || rect.height <= 2 || (width > 0 && width <= 2 && height <= 2 && rect.width <= 2)) return;
    const left = intersection(rect, context.hard);
    if (left.width < 1 || left.height < 1) return;
    /* A lazy picture a screen beyond what was seen came by the browser's foresight, if at all: nobody went there. */
    const isLazy = /^lazy$/i.test(attribute(element, 'loading')) && !viewed.has(element);
    const isAhead = isLazy && rect.y > this.look.view.y + 2 * this.look.view.height;
    const isFailed = width === 0 && Boolean(source) && imageCompleteOf(element) && hasFailed(element, source);
    const isBroken = isFailed && !isAhead;
    const isPlaceholder = (!source || /^data:image\/(gif|svg)/.test(source)) && style.backgroundImage !== 'none';
    this.pushImage(element, rect, context.region, source, width, height, isBroken, isPlaceholder, shown);
  }

  /* An empty box with a picture behind it shows that picture, as galleries and cards of many shops do. */
  meetBackground(element, style, context) {
    const [, source] = /url\("?((?!data:)[^")]+)"?\)/.exec(style.backgroundImage) || [];
    const rect = this.look.rect(element);
    if (!source || this.backgrounds.length >= 60 || Math.min(rect.width, rect.height) < LEAST_PICTURE_PX) return;
    const left = intersection(rect, context.hard);
    const isGround = area(rect) > 0.8 * area(this.look.view) || selectAll(element, 'img, picture, video').length;
    if (left.width < 1 || left.height < 1 || isGround || fold(textContentOf(element)) || style.visibility !== 'visible')
      return;
    const role = closest(element, 'a, button, figure, li, [role=img], [role=button]') ? 'img' : 'background';
    this.backgrounds.push({
      subject: { role, name: nameOf(element), locator: locatorOf(element, this.look), box: asBox(rect) },
      url: absolute(source),
      is_broken: false,
      was_in_viewport: overlaps(rect, this.look.view),
      natural_width: 0,
      natural_height: 0,
      region: context.region,
    });
  }

  pushImage(
    element,
    rect,
    region,
    source,
    width,
    height,
    isBroken,
    isPlaceholder = false,
    shown = intersection(rect, this.look.view),
  ) {
    if (shown.width > 0 && shown.height > 0) viewed.add(element);
    if (this.images.length >= 200) return;
    this.images.push({
      subject: { role: 'img', name: nameOf(element), locator: locatorOf(element, this.look), box: asBox(rect) },
      url: absolute(source),
      is_broken: isBroken,
      was_in_viewport: viewed.has(element),
      natural_width: width,
      natural_height: height,
      is_placeholder: isPlaceholder,
      region,
    });
  }

  addLink(element, context) {
    if (!hasAttribute(element, 'href') || this.links.length >= 300) return;
    const locator = locatorOf(element, this.look);
    this.links.push({ text: nameOf(element), url: addressOf(element), region: context.region, locator });
  }

  addControl(element, tag, style, context) {
    if (this.controls.length >= 150) return;
    const rect = this.look.rect(element);
    if (!this.isPlaced(context, rect)) return;
    const paint = buttonPaint(this.look, element, rect);
    /* Links that only lie on a picture or a card are no buttons; those are small, with few words. */
    const isPlainLink = tag === 'a' && context.role !== 'button';
    if (isPlainLink && (!paint.is_button_like || rect.height > MAX_BUTTON_PX || rect.width < 16)) return;
    const name = nameOf(element);
    if (isPlainLink && (!name || name.length > MAX_BUTTON_WORDS)) return;
    this.controls.push({
      holder: element,
      subject: { role: roleOf(element), name, locator: locatorOf(element, this.look), box: asBox(rect) },
      href: tag === 'a' && hasAttribute(element, 'href') ? addressOf(element) : '',
      region: context.region,
      ...paint,
      font_px: round(fontSizeOf(style)),
      is_in_viewport: isHalfWithin(rect, context.now, this.look.view),
      is_disabled: matchesSelector(element, ':disabled') || Boolean(closest(element, '[aria-disabled=true]')),
      unfolds: attributeOf(element, 'aria-expanded') !== null && tag !== 'a',
    });
  }

  meetOverlay(element, tag, style, context) {
    if (context.overlay || this.overlays.length >= 20 || style.visibility !== 'visible') return;
    const kind = overlayKind(this.look, element, tag, style);
    if (!kind) return;
    context.overlay = element;
    this.overlays.push({ element, kind });
  }
}

const addressOf = (element) =>
  element instanceof HTMLAnchorElement
    ? shortAddress(anchorAddressOf(element))
    : absolute(attribute(element, 'href'));
