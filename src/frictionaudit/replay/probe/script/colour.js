/* ═══ colour: WCAG 2 contrast, composited as the browser does it ═══ */

const gammaOff = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gammaOn = (value) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
const fromLinear = (red, green, blue, alpha) =>
  [red, green, blue].map((value) => clamp(gammaOn(clamp(value, 0, 1)), 0, 1)).concat(alpha);

const fromOklab = (lightness, a, b, alpha) => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return fromLinear(
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    alpha,
  );
};

/* CIE Lab stands on the white D50; the matrix holds the Bradford adaptation to sRGB's D65. */
const fromLab = (lightness, a, b, alpha) => {
  const fy = (lightness + 16) / 116;
  const back = (value) => (value ** 3 > 0.008856 ? value ** 3 : (116 * value - 16) / 903.3);
  const x = 0.9642956764 * back(fy + a / 500);
  const y = lightness > 8 ? fy ** 3 : lightness / 903.3;
  const z = 0.8251046025 * back(fy - b / 200);
  return fromLinear(
    3.1341359569 * x - 1.6172863282 * y - 0.4906612109 * z,
    -0.9787954765 * x + 1.9161415189 * y + 0.0334540025 * z,
    0.0719765345 * x - 0.2289892463 * y + 1.4053851713 * z,
    alpha,
  );
};

const fromP3 = (red, green, blue, alpha) => {
  const [r, g, b] = [red, green, blue].map(gammaOff);
  return fromLinear(
    1.2249401763 * r - 0.2249401763 * g,
    -0.0420569547 * r + 1.0420569547 * g,
    -0.0196375546 * r - 0.0786360456 * g + 1.0982736001 * b,
    alpha,
  );
};

const parseColour = (text) => {
  const call = /^([a-z-]+)\((.*)\)$/.exec(text);
  if (!call) return null;
  const parts = call[2].replace(/[,/]/g, ' ').trim().split(/\s+/);
  const space = call[1] === 'color' ? parts.shift() : call[1];
  const number = (part, whole) =>
    part === undefined || part === 'none' ? 0 : /%$/.test(part) ? (parseFloat(part) / 100) * whole : parseFloat(part);
  const alpha = parts.length > 3 ? clamp(number(parts[3], 1), 0, 1) : 1;
  const hue = (number(parts[2], 360) * Math.PI) / 180;
  const of = (...wholes) => wholes.map((whole, index) => number(parts[index], whole));
  switch (space) {
    case 'rgb':
    case 'rgba':
      return of(255, 255, 255)
        .map((value) => clamp(value / 255, 0, 1))
        .concat(alpha);
    case 'srgb':
      return of(1, 1, 1)
        .map((value) => clamp(value, 0, 1))
        .concat(alpha);
    case 'srgb-linear':
      return fromLinear(...of(1, 1, 1), alpha);
    case 'display-p3':
      return fromP3(...of(1, 1, 1), alpha);
    case 'oklab':
      return fromOklab(...of(1, 0.4, 0.4), alpha);
    case 'oklch': {
      const [light, chroma] = of(1, 0.4);
      return fromOklab(light, chroma * Math.cos(hue), chroma * Math.sin(hue), alpha);
    }
    case 'lab':
      return fromLab(...of(100, 125, 125), alpha);
    case 'lch': {
      const [light, chroma] = of(100, 150);
      return fromLab(light, chroma * Math.cos(hue), chroma * Math.sin(hue), alpha);
    }
    default:
      return null;
  }
};

const colours = new Map();
const colourOf = (text) => {
  if (colours.size > 500) colours.clear();
  let colour = colours.get(text);
  if (colour === undefined) colours.set(text, (colour = parseColour(text)));
  return colour;
};

const over = (top, below) => {
  const alpha = top[3] + below[3] * (1 - top[3]);
  if (alpha === 0) return [0, 0, 0, 0];
  return [0, 1, 2]
    .map((index) => (top[index] * top[3] + below[index] * below[3] * (1 - top[3])) / alpha)
    .concat(alpha);
};

const luminance = (colour) =>
  0.2126 * gammaOff(colour[0]) + 0.7152 * gammaOff(colour[1]) + 0.0722 * gammaOff(colour[2]);
const ratio = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return round((light + 0.05) / (dark + 0.05));
};

const textColourOf = (style) => colourOf(style.webkitTextFillColor || style.color);

/* What a style paints by itself: anything but one flat colour cannot be told. */
const isUntold = (style) => style.backgroundImage !== 'none' || isOddlyMixed(style);
const isOddlyMixed = (style) =>
  style.mixBlendMode !== 'normal' ||
  style.filter !== 'none' ||
  (style.backdropFilter || style.webkitBackdropFilter || 'none') !== 'none';

/* The opaque colours of a gradient that lies alone and fills its box. */
const STOPS = /(?:rgba?|color|oklab|oklch|lab|lch)\([^()]*\)/g;
const stopsOf = (style) => {
  const image = style.backgroundImage;
  if (image.split('gradient(').length !== 2 || /url\(|image-set\(|element\(/.test(image)) return null;
  if (!/^(auto|cover|100%( (100%|auto))?)$/.test(style.backgroundSize)) return null;
  const below = colourOf(style.backgroundColor);
  const stops = (image.match(STOPS) || []).map(colourOf);
  if (!stops.length || stops.some((stop) => !stop)) return null;
  const painted = stops.map((stop) => (stop[3] >= 0.999 || !below ? stop : over(stop, below)));
  return painted.some((stop) => stop[3] < 0.999) ? null : painted;
};

/* Nearest box that paints anything but one flat colour, where a gradient is all that it paints. */
const gradientUnder = (look, element) => {
  for (let node = element; node; node = flatParentOf(node)) {
    const style = look.style(node);
    if (isUntold(style)) {
      const stops = isOddlyMixed(style) ? null : stopsOf(style);
      return stops && { node, stops };
    }
    const paint = colourOf(style.backgroundColor);
    if (!paint || paint[3] > 0.99) return null;
  }
  return null;
};

/* Ratios at which the judgement changes (WCAG 2.2, 1.4.3; what can hardly be seen). */
const BOUNDS = [2, 3, 4.5];
const bandOf = (value) => BOUNDS.filter((bound) => value >= bound).length;

/* Over a gradient it is told where all of its colours lead to one judgement; then the kindest of them counts. */
const contrastOf = (look, element, options = {}) => {
  const flat = contrastOver(look, element, options);
  if (flat !== null) return flat;
  const under = gradientUnder(look, element);
  if (!under) return null;
  const found = under.stops.map((paint) => contrastOver(look, element, { ...options, given: { node: under.node, paint } }));
  if (found.some((value) => value === null) || new Set(found.map(bandOf)).size > 1) return null;
  return Math.max(...found);
};

/*
 * Text and ground are carried up together, since opacity fades the group as a whole. `isStrict` gives up where a box
 * is lifted out of the flow before an opaque ground was met: then something else may lie below it.
 */
const contrastOver = (look, element, { isStrict = true, textBox = null, given = null } = {}) => {
  const own = look.style(element);
  let text = restingTextColour(look, element);
  if (!text || /text/.test(own.webkitBackgroundClip || own.backgroundClip || '')) return null;
  let ground = [0, 0, 0, 0];
  let below = null;
  for (let node = element; node; node = flatParentOf(node)) {
    const style = look.style(node);
    const isSolid = ground[3] > 0.99;
    const isGiven = given !== null && given.node === node;
    if (!isSolid && isUntold(style) && !isGiven) return null;
    if (isSolid && (style.mixBlendMode !== 'normal' || style.filter !== 'none')) return null;
    if (!isSolid && style.display !== 'contents') {
      const paint = isGiven ? given.paint : restingGround(look, node);
      if (!paint) return null;
      if (
        paint[3] > 0 &&
        textBox &&
        !isWithin(textBox, look.rect(node)) &&
        style.overflowX === 'visible' &&
        node !== look.root &&
        node !== bodyOf(document)
      )
        return null;
      text = over(text, paint);
      ground = over(ground, paint);
      if (ground[3] <= 0.99 && isStrict && isPositioned(style)) return null;
      if (textBox && hasUnderlay(look, node, below, textBox)) return null;
    }
    below = node;
    const opacity = fadedInOpacity(look, node, Number(style.opacity));
    if (opacity < 1) {
      text = [text[0], text[1], text[2], text[3] * opacity];
      ground = [ground[0], ground[1], ground[2], ground[3] * opacity];
    }
  }
  if (ground[3] < 0.995) {
    const canvas = canvasOf(look);
    if (!canvas) return null;
    [text, ground] = [over(text, canvas), over(ground, canvas)];
  }
  return ratio(over(text, ground), ground);
};

/* A button that has just been enabled still changes from the colours of its grey look: what they come to counts. */
const comingColours = (look) => {
  if (look.coming) return look.coming;
  look.coming = new Map();
  for (const one of animations()) {
    const key = COLOUR_TRANSITIONS[one.transitionProperty];
    if (!key || one.effect.pseudoElement) continue;
    const last = one.effect.getKeyframes().pop();
    const target = targetOf(one);
    if (last && last[key]) look.coming.set(target, { ...look.coming.get(target), [key]: last[key] });
  }
  return look.coming;
};
const COLOUR_TRANSITIONS = { color: 'color', 'background-color': 'backgroundColor' };

const restingGround = (look, node) => {
  const coming = comingColours(look).get(node);
  return colourOf((coming && coming.backgroundColor) || look.style(node).backgroundColor);
};

/* Words take over the colour of a box around them while it changes, too. */
const restingTextColour = (look, element) => {
  const style = look.style(element);
  const own = style.webkitTextFillColor || style.color;
  for (let node = element; node && look.style(node).color === own; node = flatParentOf(node)) {
    const coming = comingColours(look).get(node);
    if (coming && coming.color) return colourOf(coming.color);
  }
  return textColourOf(style);
};

/* What is on its way in, say under a hovering mouse, is read once it is there. */
const fadedInOpacity = (look, node, opacity) => (opacity < 1 ? Math.max(opacity, restingOpacity(look, node)) : opacity);

const isWithin = (inner, outer, slack = 2) =>
  inner.x >= outer.x - slack &&
  inner.y >= outer.y - slack &&
  right(inner) <= right(outer) + slack &&
  bottom(inner) <= bottom(outer) + slack;

/* A picture, or a painted box that is no ancestor, between the text and its ground. */
const hasUnderlay = (look, node, below, textBox) => {
  for (const pseudo of ['::before', '::after']) {
    const style = computed(node, pseudo);
    if (style.content === 'none' || style.content === 'normal' || !isLifted(style)) continue;
    const paint = colourOf(style.backgroundColor);
    if (style.backgroundImage !== 'none' || !paint || paint[3] > 0.05) return true;
  }
  const isGrid = /grid/.test(look.style(node).display);
  for (let child = firstElementOf(node); child; child = nextElementOf(child)) {
    if (child === below || SILENT.has(tagOf(child))) continue;
    const style = look.style(child);
    /* In the plain flow boxes do not lie over each other, except in grid cells and by negative margins. */
    const canOverlap =
      isGrid ||
      isPositioned(style) ||
      style.transform !== 'none' ||
      /^-/.test(style.marginTop) ||
      /^-/.test(style.marginBottom);
    if (
      !canOverlap ||
      style.display === 'none' ||
      style.visibility !== 'visible' ||
      !overlaps(look.rect(child), textBox)
    )
      continue;
    if (paintsSolid(look, child)) return true;
    if (selectAll(child, 'img, video, canvas, svg, iframe').some((one) => overlaps(look.rect(one), textBox)))
      return true;
  }
  return false;
};

/* Hides what lies below: a picture or a ground of at least half strength. */
const paintsSolid = (look, element) => {
  if (REPLACED.has(tagOf(element))) return true;
  const style = look.style(element);
  if (style.backgroundImage !== 'none') return true;
  const paint = colourOf(style.backgroundColor);
  return !paint || paint[3] * opacityOf(look, element) >= 0.5;
};

const fontSizeOf = (style) => parseFloat(style.fontSize) || 0;
/* WCAG 2.2: 18 pt, or 14 pt bold. */
const isLargeText = (style) =>
  fontSizeOf(style) >= 24 || (fontSizeOf(style) >= 18.66 && Number(style.fontWeight) >= 700);

/* Above WCAG's 4.5 for small words by more than engines and axe-core differ in their rounding. */
const PLAIN_RATIO = 4.65;

/* Words that lie on flat colours, far enough from them: told only where nothing else can come between. */
const isPlainlyLegible = (look, element) => {
  if (/^(input|select|textarea|option|optgroup)$/.test(tagOf(element))) return false;
  const parts = [];
  for (let node = firstChildOf(element); node; node = nextSiblingOf(node))
    if (nodeTypeOf(node) === TEXT && fold(dataOf(node))) parts.push(rangeRectOf(textRange(node)));
  if (!parts.length || look.style(element).textShadow !== 'none') return false;
  const found = contrastOver(look, element, { textBox: parts.reduce(union) });
  return found !== null && found >= PLAIN_RATIO;
};
