/* ═══ hover: what only a mouse that rests on it brings out ═══ */

/* Rules that bring out what cannot be seen while a mouse hovers, also those that only a device with a mouse reads. */
const HOVER_STATE = /:hover(?![\w-])/g;
const HOVER_RULES = {
  known: new WeakMap(),
  keeps: (selector, style) =>
    selector.includes(':hover') && (parseFloat(style.opacity) > OPACITY_SEEN || showsBox(style) || showsInk(style)),
  facts: (part) => (part.includes(':hover') ? part.replace(HOVER_STATE, ':not(_)').trim() : null),
  reads: (media) => window.matchMedia(media.replace(/\((any-)?(hover|pointer)\s*:[^)]*\)/g, '(min-width: 0)')).matches,
};
const showsBox = (style) => style.display !== '' && style.display !== 'none';
const showsInk = (style) => style.visibility === 'visible';

/* Whether the page's own rules show, to a hovering mouse, what is transparent, switched off or invisible now. */
const isShownByHover = (look, element) => {
  const rules = sheetsFor(element).flatMap((sheet) => rulesOf(sheet, HOVER_RULES) || []);
  for (let node = rules.length ? element : null; node; node = flatParentOf(node)) {
    const { display, visibility } = look.style(node);
    const isFaint = restingOpacity(look, node) <= OPACITY_SEEN;
    const shows = (style) =>
      (isFaint && parseFloat(style.opacity) > OPACITY_SEEN) ||
      (display === 'none' && showsBox(style)) ||
      (visibility !== 'visible' && showsInk(style));
    const isShown = rules.some(({ parts, style }) => shows(style) && parts.some((one) => matchesSafely(node, one)));
    if (isShown) return !isHiddenForMice(node);
  }
  return false;
};

const OF_POINTERS = /\(\s*(any-)?(hover|pointer)\b/;
const hides = (style) =>
  parseFloat(style.opacity) <= OPACITY_SEEN || style.display === 'none' || /^(hidden|collapse)$/.test(style.visibility);
const showsAtRest = (style) => parseFloat(style.opacity) > OPACITY_SEEN || showsBox(style) || showsInk(style);

/* Whether styles for mice alone hide it, or styles for fingers alone show it: then a finger finds it in its place. */
const isHiddenForMice = (node) =>
  sheetsFor(node).some((sheet) => {
    try {
      return hasRuleOfPointers(sheet.cssRules, node, '');
    } catch {
      return false; /* a sheet of another host may not be read */
    }
  });

const hasRuleOfPointers = (list, node, media) =>
  [...list].some((rule) => {
    if (rule.selectorText !== undefined) {
      if (!media || rule.selectorText.includes(':hover') || !matchesSafely(node, rule.selectorText)) return false;
      return window.matchMedia(media).matches ? hides(rule.style) : showsAtRest(rule.style);
    }
    const own = rule.media ? rule.media.mediaText : '';
    return Boolean(rule.cssRules) && hasRuleOfPointers(rule.cssRules, node, OF_POINTERS.test(own) ? own : media);
  });
