/* ═══ geometry: styles and boxes read once a look ═══ */

const viewBox = () => ({ x: 0, y: 0, width: window.innerWidth, height: window.innerHeight });
const asBox = (rect) => ({
  x: round(rect.x),
  y: round(rect.y),
  width: round(rect.width),
  height: round(rect.height),
});
const right = (box) => box.x + box.width;
const bottom = (box) => box.y + box.height;
const area = (box) => Math.max(0, box.width) * Math.max(0, box.height);
const edges = (left, top, rightEdge, bottomEdge) => ({
  x: left,
  y: top,
  width: rightEdge - left,
  height: bottomEdge - top,
});
const intersection = (one, other) =>
  edges(
    Math.max(one.x, other.x),
    Math.max(one.y, other.y),
    Math.min(right(one), right(other)),
    Math.min(bottom(one), bottom(other)),
  );
const overlaps = (one, other) => {
  const shared = intersection(one, other);
  return shared.width > 0 && shared.height > 0;
};
/* Boxes without area count as well. */
const touches = (one, other) =>
  one.x <= right(other) && right(one) >= other.x && one.y <= bottom(other) && bottom(one) >= other.y;
const union = (one, other) =>
  edges(
    Math.min(one.x, other.x),
    Math.min(one.y, other.y),
    Math.max(right(one), right(other)),
    Math.max(bottom(one), bottom(other)),
  );
const distance = (one, other) =>
  Math.hypot(
    Math.max(0, one.x - right(other), other.x - right(one)),
    Math.max(0, one.y - bottom(other), other.y - bottom(one)),
  );

/* One look at the page: nothing moves while it lasts, so that each style and box is asked for once. */
class Look {
  constructor() {
    this.styles = new Map();
    this.rects = new Map();
    this.grounds = new Map();
    this.view = viewBox();
    const root = rootElementOf(document);
    this.root = root;
    const style = root ? this.style(root) : null;
    const body = bodyOf(document) instanceof Element ? bodyOf(document) : null;
    const locked = (element) => element && /hidden|clip/.test(this.style(element).overflowX);
    const reach = root && style ? scrollWidthOf(root) : 0;
    this.reach =
      root && (locked(root) || (body && style.overflowX === 'visible' && locked(body))) ? clientWidthOf(root) : reach;
    this.body = body;
    this.scroll = { x: window.scrollX, y: window.scrollY };
    this.isRightToLeft = Boolean(style) && style.direction === 'rtl';
    this.locators = new Map();
    this.places = new Map();
    this.settings = new Map();
    this.strikes = new Map();
  }

  style(element) {
    let style = this.styles.get(element);
    if (!style) this.styles.set(element, (style = computed(element)));
    return style;
  }

  rect(element) {
    let rect = this.rects.get(element);
    if (!rect) this.rects.set(element, (rect = rectOf(element)));
    return rect;
  }
}

/* What an element inherits from the boxes around it: asked often, so kept for the look. */
const settingOf = (look, element) => {
  let setting = look.settings.get(element);
  if (setting) return setting;
  const parent = flatParentOf(element);
  const outer = parent ? settingOf(look, parent) : { opacity: 1, isClipped: false, isFixed: false, scroller: null };
  const style = look.style(element);
  const isFixedHere = style.position === 'fixed';
  const isPage = element === look.root || element === look.body;
  setting = {
    opacity: outer.opacity * Number(style.opacity),
    isClipped: outer.isClipped || isClippedAway(style),
    isFixed: outer.isFixed || isFixedHere,
    scroller: !isPage && /auto|scroll/.test(style.overflow) ? element : isFixedHere ? null : outer.scroller,
  };
  look.settings.set(element, setting);
  return setting;
};

const textRange = (() => {
  let range = null;
  return (first, last = first) => {
    range = range || makeRange(document);
    range.setStart(first, 0);
    range.setEnd(last, dataOf(last).length);
    return range;
  };
})();

const isPositioned = (style) => style.position !== 'static';
const isLifted = (style) => style.position === 'absolute' || style.position === 'fixed';
const holdsFixed = (style) =>
  style.transform !== 'none' ||
  style.filter !== 'none' ||
  style.perspective !== 'none' ||
  /paint|layout|strict|content/.test(style.contain || '');
const clipsOverflow = (style) => style.overflow !== 'visible';

/* Part of an overflow box that shows its content: the padding box. */
const innerBox = (look, element) => {
  const rect = look.rect(element);
  return edges(
    rect.x + clientLeftOf(element),
    rect.y + clientTopOf(element),
    rect.x + clientLeftOf(element) + clientWidthOf(element),
    rect.y + clientTopOf(element) + clientHeightOf(element),
  );
};

/*
 * What ancestors with cut-off overflow leave of a box. A scrolling ancestor leaves all: the customer can scroll there,
 * so the ancestors above it cut the scroller itself. Absolute and fixed boxes escape ancestors that do not hold them.
 */
const leftByAncestors = (look, element, box, { now: isNow = false } = {}) => {
  let left = { x: box.x, y: box.y, width: box.width, height: box.height };
  let position = look.style(element).position;
  for (const ancestor of ancestorsOf(element)) {
    if (ancestor === look.root || ancestor === bodyOf(document)) break;
    const style = look.style(ancestor);
    if (style.display === 'contents') continue;
    const isHolder =
      position === 'fixed'
        ? holdsFixed(style)
        : position === 'absolute'
          ? isPositioned(style) || holdsFixed(style)
          : true;
    if (!isHolder) continue;
    position = style.position;
    if (!clipsOverflow(style) || style.display === 'inline') continue;
    const inner = innerBox(look, ancestor);
    const hidesX = style.overflowX !== 'visible' && (isNow || /hidden|clip/.test(style.overflowX));
    const hidesY = style.overflowY !== 'visible' && (isNow || /hidden|clip/.test(style.overflowY));
    const scrollsX = !isNow && /auto|scroll/.test(style.overflowX);
    const scrollsY = !isNow && /auto|scroll/.test(style.overflowY);
    const cut = intersection(left, inner);
    left = edges(
      scrollsX ? inner.x : hidesX ? cut.x : left.x,
      scrollsY ? inner.y : hidesY ? cut.y : left.y,
      scrollsX ? right(inner) : hidesX ? right(cut) : right(left),
      scrollsY ? bottom(inner) : hidesY ? bottom(cut) : bottom(left),
    );
    if (left.width <= 0 || left.height <= 0) break;
  }
  return left;
};
