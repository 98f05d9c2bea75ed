/* ═══ visibility: why an element cannot be seen, or null ═══ */

/* checkVisibility knows display, closed details, content-visibility and hidden="until-found". */
const isRendered = (element) => {
  if (nativeCheckVisibility) return nativeCheckVisibility(element);
  return rectsOf(element).length > 0 || computed(element).display === 'contents';
};

const opacityOf = (look, element) => settingOf(look, element).opacity;

/* The two ways in which pages hide text from eyes and keep it for screen readers: clip and clip-path. */
const isClippedAway = (style) => {
  if (style.clip !== 'auto' && isLifted(style)) {
    const [top, rightEdge, bottomEdge, left] = style.clip
      .replace(/[^\d.,\s-]/g, '')
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (rightEdge - left <= 1 || bottomEdge - top <= 1) return true;
  }
  const path = style.clipPath;
  if (!path || path === 'none') return false;
  const inset = /^inset\(([^)]*?)(?: round [^)]*)?\)/.exec(path);
  if (inset) {
    const sides = inset[1].trim().split(/\s+/);
    const percent = (index) => (/%$/.test(sides[index] || '') ? parseFloat(sides[index]) : 0);
    const [top, side] = [percent(0), sides.length > 1 ? percent(1) : percent(0)];
    const low = sides.length > 2 ? percent(2) : top;
    const left = sides.length > 3 ? percent(3) : side;
    return top + low >= 100 || side + left >= 100;
  }
  if (/^(circle|ellipse)\(0(px|%)?[ )]/.test(path)) return true;
  const points = /^polygon\((.*)\)$/.exec(path);
  return Boolean(points) && new Set(points[1].split(',').map((point) => point.trim())).size < 3;
};

/* A box of no size may still show children that stick out of it. */
const paintedBox = (look, element, depth = 3) => {
  const rect = look.rect(element);
  const style = look.style(element);
  let box = asBox(rect);
  const isEmpty = rect.width < 1 || rect.height < 1;
  if (!isEmpty && style.display !== 'inline') return box;
  if (isEmpty && clipsOverflow(style)) return box;
  let painted = isEmpty ? null : box;
  if (depth > 0) {
    eachFlatChild(element, (child) => {
      if (nodeTypeOf(child) === TEXT) {
        if (!isEmpty || !dataOf(child).trim()) return;
        const text = rangeRectOf(textRange(child));
        if (text.width >= 1 && text.height >= 1) painted = painted ? union(painted, text) : asBox(text);
      } else if (isElement(child) && !SILENT.has(tagOf(child)) && isRendered(child)) {
        const childStyle = look.style(child);
        if (childStyle.visibility !== 'visible' || isLifted(childStyle) || isClippedAway(childStyle)) return;
        const inner = paintedBox(look, child, depth - 1);
        if (inner.width >= 1 && inner.height >= 1) painted = painted ? union(painted, inner) : inner;
      }
    });
  }
  if (painted) box = asBox(painted);
  return box;
};

/* Tags that never paint a word. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'meta',
  'link',
  'title',
  'base',
  'desc',
  'metadata',
  'defs',
  'symbol',
  'clipPath',
  'mask',
  'param',
  'source',
  'track',
  'datalist',
  'optgroup',
  'option',
  'rp',
  'noframes',
  'audio',
]);
const REPLACED = new Set([
  'img',
  'video',
  'canvas',
  'iframe',
  'embed',
  'object',
  'svg',
  'picture',
  'input',
  'select',
  'textarea',
  'meter',
  'progress',
]);

const isFixed = (look, element) => settingOf(look, element).isFixed;

const scrollerAround = (look, element) => {
  const parent = flatParentOf(element);
  return parent ? settingOf(look, parent).scroller : null;
};

/* Beyond where scrolling can lead: left of or above the document, right of its end, or fixed outside the viewport. */
const isOutOfReach = (look, element, box) => {
  const inner = scrollerAround(look, element);
  if (isFixed(look, element)) {
    if (!inner || look.style(element).position === 'fixed') return !overlaps(box, look.view);
    /* A dialog or drawer scrolls what is in it: then it must stand on the screen itself. */
    let around = inner;
    for (let outer = around; outer && isFixed(look, outer); outer = scrollerAround(look, outer)) around = outer;
    if (!overlaps(look.rect(around), look.view)) return true;
  }
  if (inner) {
    const frame = innerBox(look, inner);
    if (right(box) + scrollLeftOf(inner) <= frame.x || bottom(box) + scrollTopOf(inner) <= frame.y) return true;
    return false;
  }
  const [left, top] = [box.x + look.scroll.x, box.y + look.scroll.y];
  if (top + box.height <= 0) return true;
  if (look.isRightToLeft) return left >= window.innerWidth || left + box.width <= window.innerWidth - look.reach;
  return (
    left + box.width <= 0 ||
    left >= Math.max(look.reach, Math.min(window.innerWidth, look.reach || window.innerWidth))
  );
};

const OPACITY_SEEN = 0.05;

/* Reason without the colour of the text, which only the label of a control can tell. */
const hiddenBy = (look, element) => {
  if (!isConnected(element) || !isRendered(element)) return 'display';
  const style = look.style(element);
  if (style.visibility !== 'visible') return 'visibility';
  if (opacityOf(look, element) <= OPACITY_SEEN) return 'opacity';
  if (settingOf(look, element).isClipped) return 'clipped';
  const box = paintedBox(look, element);
  if (box.width < 1 || box.height < 1) return 'zero-size';
  /* 1x1 with its overflow cut: the third way to hide text from eyes. */
  if (box.width <= 1.5 && box.height <= 1.5 && clipsOverflow(style)) return 'clipped';
  const left = leftByAncestors(look, element, box);
  if (left.width < 1 || left.height < 1 || (area(left) <= 2.25 && area(box) > 9)) return 'clipped';
  return isOutOfReach(look, element, box) ? 'off-screen' : null;
};

const isSeen = (look, element) => hiddenBy(look, element) === null;

const hasBoxInView = (element) => isRendered(element) && overlaps(rectOf(element), viewBox());

/* Cheap: for changes, images and fields. In the viewport, with a box, not hidden by display, visibility or opacity. */
const isInView = (element) => {
  if (!isConnected(element) || !isRendered(element)) return false;
  const rect = rectOf(element);
  const view = viewBox();
  if (rect.width * rect.height <= 4 || !overlaps(rect, view)) return false;
  if (nativeCheckVisibility) {
    return nativeCheckVisibility(element, {
      opacityProperty: true,
      visibilityProperty: true,
      checkOpacity: true,
      checkVisibilityCSS: true,
    });
  }
  return computed(element).visibility === 'visible' && computed(element).opacity !== '0';
};
