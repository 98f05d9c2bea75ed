/* ═══ controls: what there is to press, and how much it looks like it ═══ */

const MAX_BUTTON_PX = 120;
const MAX_BUTTON_WORDS = 80;
const PRESSED_INPUT = /^(submit|button|reset|image)$/;

const isPressable = (element, tag, role) =>
  tag === 'a' ||
  tag === 'button' ||
  role === 'button' ||
  role === 'link' ||
  (tag === 'summary' && !role) ||
  (tag === 'input' && PRESSED_INPUT.test(inputTypeOf(element)));

/* An area of its own colour, or a border all round: of the control, of the part that fills it, or painted behind it. */
const buttonPaint = (look, element, rect) => {
  const parent = flatParentOf(element);
  const around = parent ? groundOf(look, parent) : canvasOf(look);
  const painter = painterOf(look, element, rect);
  const style = look.style(painter);
  const blend = style.backgroundImage === 'none' ? null : blendOf(style);
  const paint = style.backgroundImage === 'none' ? colourOf(style.backgroundColor) : blend;
  const isFramed = hasFrame(style, around) || style.boxShadow !== 'none';
  if (!paint) return { is_button_like: true, background: null, contrast: null };
  if (paint[3] <= OPACITY_SEEN) {
    const isLike = isFramed || (tagOf(element) !== 'a' && hasPaintedPseudo(element));
    return { is_button_like: isLike, background: null, contrast: isLike && !isFramed ? null : 1 };
  }
  const ground = paint[3] >= 0.999 ? paint : around && over(paint, around);
  return {
    is_button_like: isFramed || Boolean(blend) || !ground || !around || differs(ground, around),
    background: ground ? hexOf(ground) : null,
    contrast: ground && around ? ratio(ground, around) : null,
  };
};

/* What a gradient looks like from afar: the mean of its colours. */
const blendOf = (style) => {
  const painted = stopsOf(style);
  if (!painted) return null;
  return [0, 1, 2].map((at) => painted.reduce((sum, stop) => sum + stop[at], 0) / painted.length).concat(1);
};

/* The element itself where it paints; else the part in it that fills most of it. */
const painterOf = (look, element, rect) => {
  if (paintsAnything(look, element)) return element;
  for (let part = firstElementOf(element), depth = 0; part && depth < 2; part = firstElementOf(part), depth += 1) {
    if (SILENT.has(tagOf(part)) || REPLACED.has(tagOf(part))) break;
    if (area(look.rect(part)) < 0.7 * area(rect)) break;
    if (paintsAnything(look, part)) return part;
  }
  return element;
};

const paintsAnything = (look, element) => {
  const style = look.style(element);
  if (style.backgroundImage !== 'none') return !/url\(/.test(style.backgroundImage) || tagOf(element) !== 'a';
  const paint = colourOf(style.backgroundColor);
  return !paint || paint[3] > OPACITY_SEEN || hasFrame(style, null);
};

const hasFrame = (style, around) => {
  if (['Top', 'Right', 'Bottom', 'Left'].some((side) => !(parseFloat(style[`border${side}Width`]) > 0))) return false;
  const line = colourOf(style.borderTopColor);
  return !line || (line[3] > OPACITY_SEEN && (!around || differs(over(line, around), around)));
};

const hasPaintedPseudo = (element) =>
  ['::before', '::after'].some((pseudo) => {
    const style = computed(element, pseudo);
    if (style.content === 'none' || style.content === 'normal' || !isLifted(style)) return false;
    const paint = colourOf(style.backgroundColor);
    return style.boxShadow !== 'none' || !paint || paint[3] > OPACITY_SEEN || hasFrame(style, null);
  });

/* Three hundredths of a channel: what an eye can just tell apart when areas touch. */
const differs = (one, other) => [0, 1, 2].some((index) => Math.abs(one[index] - other[index]) > 0.03);

const hexOf = (colour) =>
  `#${[0, 1, 2].map((index) => Math.round(clamp(colour[index], 0, 1) * 255).toString(16).padStart(2, '0')).join('')}`;

/* A line through the words is handed down to all that stands in the box, but not to boxes of their own in a line. */
const STRUCK_TAGS = new Set(['del', 's', 'strike']);
const isStruckThrough = (look, element) => {
  const known = look.strikes.get(element);
  if (known !== undefined) return known;
  const style = look.style(element);
  const parent = flatParentOf(element);
  const isOwn = STRUCK_TAGS.has(tagOf(element)) || /line-through/.test(style.textDecorationLine || '');
  const isApart = isLifted(style) || /^inline-/.test(style.display);
  const isStruck = isOwn || (!isApart && Boolean(parent) && isStruckThrough(look, parent));
  look.strikes.set(element, isStruck);
  return isStruck;
};

/* Letters without a colour of their own, unless a picture is cut to their shape. */
const isSeeThrough = (style) => {
  const colour = textColourOf(style);
  return Boolean(colour) && colour[3] <= OPACITY_SEEN && !/text/.test(style.webkitBackgroundClip || '');
};

/* Of text in the viewport only, and without the search for underlays that the action's own label is worth. */
const cheapContrast = (look, element, style) => {
  const colour = textColourOf(style);
  const ground = colour && colour[3] > OPACITY_SEEN ? groundOf(look, element) : null;
  return ground ? ratio(over(colour, ground), ground) : null;
};

/* Flat colour below an element, told only where nothing unusual stands between: cheap, and kept for the whole look. */
const groundOf = (look, element) => {
  const known = look.grounds.get(element);
  if (known !== undefined) return known;
  const style = look.style(element);
  const paint = colourOf(style.backgroundColor);
  let ground = null;
  if (paint && style.backgroundImage === 'none') {
    if (paint[3] >= 0.999) {
      ground = paint;
    } else if (!isLifted(style) && style.position !== 'sticky') {
      const parent = flatParentOf(element);
      const below = parent ? groundOf(look, parent) : canvasOf(look);
      ground = below && paint[3] > 0 ? over(paint, below) : below;
    }
  }
  look.grounds.set(element, ground);
  return ground;
};

/* The canvas below all is white, except where the page asks for the dark one, whose shade browsers choose. */
const canvasOf = (look) => (/dark/.test(look.root ? look.style(look.root).colorScheme : '') ? null : [1, 1, 1, 1]);

const isHalfWithin = (box, shownNow, view) => {
  const shown = intersection(intersection(box, shownNow), view);
  return shown.width > 0 && shown.height > 0 && area(shown) >= 0.5 * area(box);
};

const viewed = new WeakSet();

/* An engine may report no width for a sound SVG; the failure event cannot be mistaken. */
const hasFailed = (image, source) =>
  brokenImages.has(image) || (rootNodeOf(image) !== document && !/\.svg|^data:|^blob:/i.test(source));

const absolute = (address) => {
  if (!address) return '';
  try {
    return shortAddress(/^(https?|data|blob):/.test(address) ? address : new URL(address, baseOf(document)).href);
  } catch {
    return address.slice(0, 2000);
  }
};
const shortAddress = (address) => (address.startsWith('data:') ? `${address.slice(0, 40)}…` : address.slice(0, 2000));

/* The block that starts the line an inline box stands in. */
const lineHolder = (look, element) => {
  let node = element;
  while (/^(inline|contents)/.test(look.style(node).display) && !OWN_LINE.has(tagOf(node)) && flatParentOf(node))
    node = flatParentOf(node);
  return node;
};

const isRaisedCents = (before, part, text) =>
  /\d$/.test(text) &&
  !/[.,]\d*$/.test(text) &&
  /^\s*\d{2}(?!\d)/.test(part.text) &&
  fontSizeOf(part.style) <= 0.8 * fontSizeOf(before.style);

const hitAt = (x, y) => {
  let hit = hitInDocument(document, x, y);
  for (let depth = 0; hit && depth < 20; depth += 1) {
    const root = shadowRootOf(hit);
    const inner = root ? hitInShadow(root, x, y) : null;
    if (!inner || inner === hit) return (root && slotAt(root, x, y)) || hit;
    hit = inner;
  }
  return hit;
};

/* Words of the host itself are told as a hit on the host, though the control around their slot takes the press. */
const slotAt = (root, x, y) =>
  selectAll(root, 'slot').find((slot) =>
    assignedNodesOf(slot).some((node) => {
      if (nodeTypeOf(node) !== TEXT) return false;
      const rect = rangeRectOf(textRange(node));
      return x >= rect.x && x <= right(rect) && y >= rect.y && y <= bottom(rect);
    }),
  );

/* Hidden from the eye, not only from the mouse: a transparent layer covers no words. */
const isPaintedOver = (look, element, x, y) => {
  const hit = hitAt(x, y);
  if (!hit || holds(element, hit) || holds(hit, element)) return false;
  const shared = commonAncestor(element, hit);
  for (let node = hit; node && node !== shared; node = flatParentOf(node)) if (paintsSolid(look, node)) return true;
  return false;
};
