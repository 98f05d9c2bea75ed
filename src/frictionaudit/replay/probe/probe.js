/*
 * The probe: what a customer could see and feel on a page, told as plain facts.
 *
 * It stands in every document of every frame before the page's own scripts. Three promises to the page:
 *   1. It never throws into the page and never writes to its DOM or styles.
 *   2. It is not seen: one non-enumerable global; native functions are captured now, because pages patch them.
 *   3. It costs little: passive listeners and observers note things down, looking is done when the driver asks.
 *
 * All times are epoch milliseconds with a fraction. All keys of answers are the field names of the evidence records.
 * Sections: natives · tools · tree · geometry · visibility · colour · names · clock and timers · input · marks · changes ·
 * busy and quiet · vitals · motion · text · page · overlays · element · consent · the door.
 */
(function setUp() {
  'use strict';

  const KEY = '__frictionaudit__';
  const document = window.document;

  /* The first navigation of a window may reuse its global object for a new document: that one needs a new probe. */
  const earlier = window[KEY];
  if (earlier && earlier.document_is(document)) return;

  /* ═══ natives: captured before the page can patch them, uncurried, so that `<input name="children">` fools nobody ═══ */

  /* Whatever goes wrong in here is ours and stays here; the driver reads it with the page. */
  const faults = [];
  const guarded = (work) =>
    function (...given) {
      try {
        return work.apply(this, given);
      } catch (fault) {
        if (faults.length < 20) faults.push(String((fault && fault.stack) || fault).slice(0, 600));
        return undefined;
      }
    };

  const uncurry = (method) => (method ? Function.prototype.call.bind(method) : undefined);
  const getter = (prototype, name) => {
    for (let owner = prototype; owner; owner = Object.getPrototypeOf(owner)) {
      const described = Object.getOwnPropertyDescriptor(owner, name);
      if (described && described.get) return uncurry(described.get);
    }
    return () => undefined;
  };

  const NativePromise = Promise;
  const nativeSetTimeout = window.setTimeout.bind(window);
  const nativeClearTimeout = window.clearTimeout.bind(window);
  const nativeFrame = window.requestAnimationFrame.bind(window);
  const clock = performance;
  const clockNow = performance.now.bind(performance);
  const entriesOfType = performance.getEntriesByType.bind(performance);
  const timelineOrigin = performance.timeOrigin;
  const stringify = JSON.stringify;
  const computed = window.getComputedStyle.bind(window);
  const Observer = window.MutationObserver;
  const listen = uncurry(EventTarget.prototype.addEventListener);

  /*
   * The ways of the tree are asked a hundred thousand times a look: plain reads, which the engine turns into a few
   * instructions. A field named `nodeType` would fool them; no shop has one.
   */
  const parentNodeOf = (node) => node.parentNode;
  const firstChildOf = (node) => node.firstChild;
  const nextSiblingOf = (node) => node.nextSibling;
  const nodeTypeOf = (node) => node.nodeType;
  const dataOf = (text) => text.data;
  const localNameOf = (element) => element.localName;
  const shadowRootOf = (element) => element.shadowRoot;
  const slotOf = (element) => element.assignedSlot;

  /* Called often as well: written out, since one closure for all would be slow. */
  const nativeAttribute = Element.prototype.getAttribute;
  const nativeHasAttribute = Element.prototype.hasAttribute;
  const nativeRect = Element.prototype.getBoundingClientRect;
  const nativeRangeRect = Range.prototype.getBoundingClientRect;
  const attributeOf = (element, name) => nativeAttribute.call(element, name);
  const hasAttribute = (element, name) => nativeHasAttribute.call(element, name);
  const rectOf = (element) => nativeRect.call(element);
  const rangeRectOf = (range) => nativeRangeRect.call(range);

  const textContentOf = getter(Node.prototype, 'textContent');
  const isConnected = getter(Node.prototype, 'isConnected');
  const rootNodeOf = uncurry(Node.prototype.getRootNode);
  const containsNode = uncurry(Node.prototype.contains);
  const firstElementOf = getter(Element.prototype, 'firstElementChild');
  const nextElementOf = getter(Element.prototype, 'nextElementSibling');
  const previousElementOf = getter(Element.prototype, 'previousElementSibling');
  const attributeNamesOf = uncurry(Element.prototype.getAttributeNames);
  const closestTo = uncurry(Element.prototype.closest);
  const matchesSelector = uncurry(Element.prototype.matches);
  const rectsOf = uncurry(Element.prototype.getClientRects);
  const scrollTopOf = getter(Element.prototype, 'scrollTop');
  const scrollLeftOf = getter(Element.prototype, 'scrollLeft');
  const scrollWidthOf = getter(Element.prototype, 'scrollWidth');
  const scrollHeightOf = getter(Element.prototype, 'scrollHeight');
  const clientWidthOf = getter(Element.prototype, 'clientWidth');
  const clientHeightOf = getter(Element.prototype, 'clientHeight');
  const clientTopOf = getter(Element.prototype, 'clientTop');
  const clientLeftOf = getter(Element.prototype, 'clientLeft');
  const scrollIntoView = uncurry(Element.prototype.scrollIntoView);
  const nativeCheckVisibility = uncurry(Element.prototype.checkVisibility);
  const assignedNodesOf = uncurry(HTMLSlotElement.prototype.assignedNodes);
  const selectIn = {
    document: uncurry(Document.prototype.querySelectorAll),
    fragment: uncurry(DocumentFragment.prototype.querySelectorAll),
    element: uncurry(Element.prototype.querySelectorAll),
  };
  const byIdInDocument = uncurry(Document.prototype.getElementById);
  const byIdInFragment = uncurry(DocumentFragment.prototype.getElementById);
  const hitInDocument = uncurry(Document.prototype.elementFromPoint);
  const hitInShadow = uncurry(ShadowRoot.prototype.elementFromPoint || Document.prototype.elementFromPoint);
  const hostOf = getter(ShadowRoot.prototype, 'host');
  const animationsOfDocument = uncurry(Document.prototype.getAnimations);
  const rootElementOf = getter(Document.prototype, 'documentElement');
  const activeElementOf = getter(Document.prototype, 'activeElement');
  const readyStateOf = getter(Document.prototype, 'readyState');
  const makeRange = uncurry(Document.prototype.createRange);
  const makeElement = uncurry(Document.prototype.createElement);
  const valueGetters = {
    input: getter(HTMLInputElement.prototype, 'value'),
    textarea: getter(HTMLTextAreaElement.prototype, 'value'),
    select: getter(HTMLSelectElement.prototype, 'value'),
  };
  const checkedOf = getter(HTMLInputElement.prototype, 'checked');
  const inputTypeOf = getter(HTMLInputElement.prototype, 'type');
  const labelsGetters = {
    input: getter(HTMLInputElement.prototype, 'labels'),
    textarea: getter(HTMLTextAreaElement.prototype, 'labels'),
    select: getter(HTMLSelectElement.prototype, 'labels'),
    button: getter(HTMLButtonElement.prototype, 'labels'),
    meter: getter(HTMLMeterElement.prototype, 'labels'),
    output: getter(HTMLOutputElement.prototype, 'labels'),
    progress: getter(HTMLProgressElement.prototype, 'labels'),
  };
  const formGetters = {
    input: getter(HTMLInputElement.prototype, 'form'),
    textarea: getter(HTMLTextAreaElement.prototype, 'form'),
    select: getter(HTMLSelectElement.prototype, 'form'),
    button: getter(HTMLButtonElement.prototype, 'form'),
  };
  const formElementsOf = getter(HTMLFormElement.prototype, 'elements');
  const selectedOptionsOf = getter(HTMLSelectElement.prototype, 'selectedOptions');
  const anchorAddressOf = getter(HTMLAnchorElement.prototype, 'href');
  const labelControlOf = getter(HTMLLabelElement.prototype, 'control');
  const tabIndexOf = getter(HTMLElement.prototype, 'tabIndex');
  const imageCompleteOf = getter(HTMLImageElement.prototype, 'complete');
  const naturalWidthOf = getter(HTMLImageElement.prototype, 'naturalWidth');
  const naturalHeightOf = getter(HTMLImageElement.prototype, 'naturalHeight');
  const currentSrcOf = getter(HTMLImageElement.prototype, 'currentSrc');

  /* ═══ tools ═══ */

  const ELEMENT = 1;
  const TEXT = 3;
  const DOCUMENT = 9;
  const FRAGMENT = 11;

  const now = () => timelineOrigin + clockNow();
  const epoch = (sinceOrigin) => timelineOrigin + sinceOrigin;
  const round = (number) => Math.round(number * 100) / 100;
  const clamp = (number, low, high) => Math.min(high, Math.max(low, number));

  /* Soft hyphens, zero-width spaces and the private use area (icon fonts) are not words. */
  const fold = (text, limit = 200) => {
    if (!text) return '';
    const plain = FOLDED.test(text)
      ? text
      : text
          .replace(/[\u00ad\u200b\ufeff\ue000-\uf8ff]/g, '')
          .replace(/\s+/g, ' ')
          .trim();
    return plain.length > limit ? plain.slice(0, limit) : plain;
  };
  const FOLDED = /^[!-~]+(?: [!-~]+)*$/;

  const listed = (text) => text.split(' ');
  /* A class or id that bears one of these words, alone or before a dash. */
  const named = (...known) => new RegExp(`(^|[\\s_-])(${known.join('|')})($|[\\s_-])`);

  const tagOf = (element) => localNameOf(element);
  const isElement = (node) => Boolean(node) && nodeTypeOf(node) === ELEMENT;
  const attribute = (element, name) => attributeOf(element, name) || '';
  const words = (element) =>
    `${attribute(element, 'class')} ${attribute(element, 'id')}`.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

  const selectAll = (root, selector) => {
    const type = nodeTypeOf(root);
    const select = type === DOCUMENT ? selectIn.document : type === FRAGMENT ? selectIn.fragment : selectIn.element;
    return [...select(root, selector)];
  };

  const byId = (element, id) => {
    const root = rootNodeOf(element);
    if (nodeTypeOf(root) === DOCUMENT) return byIdInDocument(root, id);
    return nodeTypeOf(root) === FRAGMENT ? byIdInFragment(root, id) : null;
  };

  const byIds = (element, attributeName) =>
    !hasAttribute(element, attributeName)
      ? []
      : attribute(element, attributeName)
          .split(/\s+/)
          .filter(Boolean)
          .map((id) => byId(element, id))
          .filter(Boolean);

  /* ═══ tree: the page as it is painted, slots and open shadow roots included ═══ */

  const parentOf = (node) => {
    const parent = parentNodeOf(node);
    if (!parent) return null;
    if (nodeTypeOf(parent) === ELEMENT) return parent;
    return parent instanceof ShadowRoot ? hostOf(parent) : null;
  };

  const flatParentOf = (element) => slotOf(element) || parentOf(element);

  const firstFlatChildren = (element) => {
    const root = shadowRootOf(element);
    if (root) return root;
    if (tagOf(element) === 'slot') {
      const assigned = assignedNodesOf(element);
      if (assigned.length) return assigned;
    }
    return element;
  };

  const eachFlatChild = (element, visit) => {
    const source = firstFlatChildren(element);
    if (Array.isArray(source)) {
      for (const node of source) visit(node);
      return;
    }
    for (let node = firstChildOf(source); node; node = nextSiblingOf(node)) visit(node);
  };

  /* Through shadow roots and slots, both ways that an element can be "inside" another. */
  const holds = (outer, inner) => {
    if (containsNode(outer, inner)) return true;
    for (let node = inner; node; node = parentOf(node)) if (node === outer) return true;
    for (let node = inner; node; node = flatParentOf(node)) if (node === outer) return true;
    return false;
  };

  const ancestorsOf = (element) => {
    const chain = [];
    for (let node = flatParentOf(element); node; node = flatParentOf(node)) chain.push(node);
    return chain;
  };

  const closest = (element, selector) => {
    for (let node = element; node;) {
      const found = closestTo(node, selector);
      if (found) return found;
      const root = rootNodeOf(node);
      node = root instanceof ShadowRoot ? hostOf(root) : null;
    }
    return null;
  };

  const commonAncestor = (one, other) => {
    for (let node = one; node; node = flatParentOf(node)) if (holds(node, other)) return node;
    return null;
  };

  const openRoots = new Set();
  const everywhere = (selector) => {
    const found = selectAll(document, selector);
    for (const root of openRoots) if (isConnected(hostOf(root))) found.push(...selectAll(root, selector));
    return found;
  };

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
      const body = document.body instanceof Element ? document.body : null;
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
      if (ancestor === look.root || ancestor === document.body) break;
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
  const isUntold = (style) =>
    style.backgroundImage !== 'none' ||
    style.mixBlendMode !== 'normal' ||
    style.filter !== 'none' ||
    (style.backdropFilter || style.webkitBackdropFilter || 'none') !== 'none';

  /*
   * Text and ground are carried up together, since opacity fades the group as a whole. `isStrict` gives up where a box
   * is lifted out of the flow before an opaque ground was met: then something else may lie below it.
   */
  const contrastOf = (look, element, { isStrict = true, textBox = null } = {}) => {
    const own = look.style(element);
    let text = textColourOf(own);
    if (!text || /text/.test(own.webkitBackgroundClip || own.backgroundClip || '')) return null;
    let ground = [0, 0, 0, 0];
    let below = null;
    for (let node = element; node; node = flatParentOf(node)) {
      const style = look.style(node);
      const isSolid = ground[3] > 0.99;
      if (!isSolid && isUntold(style)) return null;
      if (isSolid && (style.mixBlendMode !== 'normal' || style.filter !== 'none')) return null;
      if (!isSolid && style.display !== 'contents') {
        const paint = colourOf(style.backgroundColor);
        if (!paint) return null;
        if (
          paint[3] > 0 &&
          textBox &&
          !isWithin(textBox, look.rect(node)) &&
          node !== look.root &&
          node !== document.body
        )
          return null;
        text = over(text, paint);
        ground = over(ground, paint);
        if (ground[3] <= 0.99 && isStrict && isPositioned(style)) return null;
        if (textBox && hasUnderlay(look, node, below, textBox)) return null;
      }
      below = node;
      const opacity = Number(style.opacity);
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

  /* ═══ names, roles and locators: what a reader needs to find an element again ═══ */

  const ROLES = new Set(
    (
      'alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox ' +
      'complementary contentinfo definition dialog directory document feed figure form grid gridcell group heading img link ' +
      'list listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none ' +
      'note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search ' +
      'searchbox separator slider spinbutton status switch tab table tablist tabpanel term textbox time timer toolbar ' +
      'tooltip tree treegrid treeitem'
    ).split(' '),
  );
  const PRESSED_ROLES = listed(
    'button link menuitem menuitemcheckbox menuitemradio option tab radio checkbox switch combobox textbox slider spinbutton',
  );
  const CONTROL_ROLES = new Set([...PRESSED_ROLES, 'searchbox', 'treeitem']);
  const INPUT_ROLES = {
    button: 'button',
    submit: 'button',
    reset: 'button',
    image: 'button',
    checkbox: 'checkbox',
    radio: 'radio',
    range: 'slider',
    number: 'spinbutton',
    search: 'searchbox',
    file: 'button',
    color: 'button',
  };
  const TAG_ROLES = {
    button: 'button',
    summary: 'button',
    textarea: 'textbox',
    img: 'img',
    svg: 'img',
    nav: 'navigation',
    main: 'main',
    aside: 'complementary',
    dialog: 'dialog',
    h1: 'heading',
    h2: 'heading',
    h3: 'heading',
    h4: 'heading',
    h5: 'heading',
    h6: 'heading',
    ul: 'list',
    ol: 'list',
    li: 'listitem',
    table: 'table',
    tr: 'row',
    td: 'cell',
    th: 'columnheader',
    option: 'option',
    progress: 'progressbar',
    meter: 'meter',
    output: 'status',
    form: 'form',
    article: 'article',
    fieldset: 'group',
    details: 'group',
    p: 'paragraph',
    hr: 'separator',
    iframe: 'iframe',
    label: 'label',
    legend: 'legend',
    header: 'header',
    footer: 'footer',
  };

  const roleOf = (element) => {
    const stated = attribute(element, 'role')
      .trim()
      .toLowerCase()
      .split(/\s+/)
      .find((role) => ROLES.has(role));
    if (stated && stated !== 'none' && stated !== 'presentation') return stated;
    const tag = tagOf(element);
    if (tag === 'a' || tag === 'area') return hasAttribute(element, 'href') ? 'link' : tag;
    if (tag === 'input')
      return INPUT_ROLES[inputTypeOf(element)] || (hasAttribute(element, 'list') ? 'combobox' : 'textbox');
    if (tag === 'select')
      return hasAttribute(element, 'multiple') || Number(attribute(element, 'size')) > 1 ? 'listbox' : 'combobox';
    if (isEditable(element)) return 'textbox';
    return TAG_ROLES[tag] || tag;
  };

  const isEditable = (element) => /^(|true|plaintext-only)$/i.test(attributeOf(element, 'contenteditable') ?? 'false');

  const NATIVE_CONTROLS = [
    ...['button', 'a[href]', 'area[href]', 'input:not([type=hidden])', 'select', 'textarea', 'summary'],
    ...['[contenteditable=""]', '[contenteditable=true]'],
  ].join(', ');
  const CONTROLS = [NATIVE_CONTROLS, ...PRESSED_ROLES.map((role) => `[role=${role}]`)].join(', ');
  const FILLED_INPUTS = `input${['submit', 'button', 'reset', 'image'].map((type) => `:not([type=${type}])`).join('')}`;
  const FIELDS = [
    ...[`${FILLED_INPUTS}:not([type=hidden])`, 'select', 'textarea'],
    ...['[contenteditable=""]', '[contenteditable=true]', '[contenteditable=plaintext-only]'],
    ...['checkbox', 'radio', 'switch'].map((role) => `[role=${role}]:not(input)`),
    ...['combobox', 'textbox'].map((role) => `[role=${role}]:not(input):not(select):not(textarea)`),
  ].join(', ');

  const isNativeControl = (element) => {
    if (matchesSelector(element, NATIVE_CONTROLS))
      return tagOf(element) !== 'summary' || tagOf(parentOf(element) || element) === 'details';
    return tagOf(element) === 'label' && Boolean(labelControlOf(element));
  };

  const labelsOf = (element) => {
    const get = labelsGetters[tagOf(element)];
    return get ? [...(get(element) || [])] : [];
  };

  /* Words an element holds, as an accessible name is made: alternatives of pictures count, hidden parts do not. */
  const contentName = (element, depth = 0) => {
    let name = '';
    if (depth > 40) return name;
    eachFlatChild(element, (child) => {
      if (name.length > 600) return;
      if (nodeTypeOf(child) === TEXT) {
        name += dataOf(child);
      } else if (isElement(child)) {
        const part = partName(child, depth);
        name += /\S$/.test(name) && /^\S/.test(part) && standsApart(child) ? ` ${part}` : part;
      }
    });
    return name;
  };

  /* A mark that styles set on a line of its own, at a distance or in brackets: `Postcode<i>required</i>`. */
  const standsApart = (element) => {
    const style = computed(element);
    const gap = parseFloat(style.marginInlineStart) + parseFloat(style.paddingInlineStart);
    if (!/^(inline|contents)$/.test(style.display) || gap > 0 || pseudoText(element, '::before').trim()) return true;
    return matchesSelector(element, REQUIRED_MARKS) && fold(textContentOf(element)).length > 2;
  };

  const partName = (element, depth) => {
    const tag = tagOf(element);
    if (attributeOf(element, 'aria-hidden') === 'true') return '';
    if (tag === 'svg') {
      /* Drawing programs write it where they please: after the shapes, or within their group. */
      const [title] = selectAll(element, 'title');
      return ` ${attribute(element, 'aria-label') || (title ? textContentOf(title) : '')} `;
    }
    if (SILENT.has(tag) || !isRenderedForName(element)) return '';
    const given = attribute(element, 'aria-label').trim();
    if (given) return ` ${given} `;
    if (tag === 'img' && /^(none|presentation)$/.test(attribute(element, 'role'))) return ' ';
    if (tag === 'img' || tag === 'area') return ` ${attribute(element, 'alt')} `;
    if (tag === 'br') return ' ';
    /* What is typed or chosen is no part of a name; what was typed may be a secret. */
    if (tag === 'input' || tag === 'select' || tag === 'textarea') return ' ';
    const text = contentName(element, depth + 1) || attribute(element, 'title');
    return INLINE.has(tag) || /^(inline|contents)$/.test(computed(element).display) ? text : ` ${text} `;
  };

  /* Where these are blocks after all, only a space behind them is lost; their style need not be asked for. */
  const INLINE = new Set('a b i em strong small sup sub mark u s abbr time bdi bdo cite q code kbd font'.split(' '));

  const isRenderedForName = (element) => {
    if (nativeCheckVisibility)
      return nativeCheckVisibility(element, { visibilityProperty: true, checkVisibilityCSS: true });
    const style = computed(element);
    return style.display !== 'none' && style.visibility === 'visible';
  };

  const pseudoText = (element, pseudo) =>
    [...computed(element, pseudo).content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join('');
  const pseudoTexts = (element) => `${pseudoText(element, '::before')} ${pseudoText(element, '::after')}`;

  const NAMED_BY_CONTENT = new Set([
    ...listed('button link heading option tab menuitem menuitemcheckbox menuitemradio checkbox radio switch'),
    ...listed('cell columnheader rowheader tooltip treeitem label legend'),
  ]);

  /* Accessible name, after the order of the ARIA name computation, as far as sighted customers meet it. */
  const nameOf = (element, limit = 200) => {
    const referred = byIds(element, 'aria-labelledby')
      .map((other) => attribute(other, 'aria-label') || contentName(other) || textContentOf(other))
      .join(' ');
    if (fold(referred)) return fold(referred, limit);
    const stated = fold(attribute(element, 'aria-label'), limit);
    if (stated) return stated;
    const native = fold(nativeName(element), limit);
    if (native) return native;
    const role = roleOf(element);
    if (NAMED_BY_CONTENT.has(role) || !ROLES.has(role)) {
      const content = fold(contentName(element) || pseudoTexts(element), limit);
      if (content) return content;
    }
    return fold(attribute(element, 'title'), limit) || fold(attribute(element, 'placeholder'), limit);
  };

  const nativeName = (element) => {
    const tag = tagOf(element);
    if (tag === 'input') {
      const type = inputTypeOf(element);
      if (type === 'image') return attribute(element, 'alt') || attribute(element, 'value');
      if (type === 'submit' || type === 'reset' || type === 'button') {
        const value = attributeOf(element, 'value');
        return value === null ? { submit: 'Submit', reset: 'Reset' }[type] || '' : value;
      }
    }
    if (labelsGetters[tag]) {
      const labelled = labelsOf(element)
        .map((label) => attribute(label, 'aria-label') || contentName(label))
        .join(' ');
      if (fold(labelled)) return labelled;
    }
    if (tag === 'img' || tag === 'area') return attribute(element, 'alt');
    if (tag === 'svg') return partName(element, 0);
    if (tag === 'fieldset' || tag === 'table' || tag === 'figure') {
      const wanted = { fieldset: 'legend', table: 'caption', figure: 'figcaption' }[tag];
      for (let child = firstElementOf(element); child; child = nextElementOf(child))
        if (tagOf(child) === wanted) return textContentOf(child);
    }
    return '';
  };

  /* Ids that a framework numbers anew at each render point at nothing tomorrow. */
  const isStableId = (id) =>
    /^[A-Za-z][\w-]{0,63}$/.test(id) &&
    !/\d{5,}|[0-9a-f]{8,}|(^|[-_])(radix|headlessui|mui|ember|react|downshift|uid|svelte|vue)[-_]|-\d+-\d+/i.test(id);

  const ownId = (element) => {
    const id = attributeOf(element, 'id');
    return id && isStableId(id) && byId(element, id) === element ? id : '';
  };

  /* "li:nth-of-type(3)", or "ul" where it is the only one: counted once for all children of a parent. */
  const placesIn = (parent) => {
    const counts = new Map();
    const places = new Map();
    for (let child = firstChildOf(parent); child; child = nextSiblingOf(child)) {
      if (nodeTypeOf(child) !== ELEMENT) continue;
      const count = (counts.get(tagOf(child)) || 0) + 1;
      counts.set(tagOf(child), count);
      places.set(child, count);
    }
    return { counts, places };
  };

  const placeAmongEquals = (element, look) => {
    const tag = tagOf(element);
    const parent = parentNodeOf(element);
    if (!parent || tag === 'body' || tag === 'html') return tag;
    let known = look ? look.places.get(parent) : null;
    if (!known) known = placesIn(parent);
    if (look) look.places.set(parent, known);
    return known.counts.get(tag) > 1 ? `${tag}:nth-of-type(${known.places.get(element)})` : tag;
  };

  const locatorOf = (element, look = null) => {
    const known = look ? look.locators.get(element) : undefined;
    if (known !== undefined) return known;
    const id = ownId(element);
    const locator = id
      ? `${hostPath(rootNodeOf(element), look)}#${id}`
      : parentPath(element, look) + placeAmongEquals(element, look);
    if (look) look.locators.set(element, locator);
    return locator;
  };

  const hostPath = (root, look) =>
    nodeTypeOf(root) === FRAGMENT && root.host ? `${locatorOf(root.host, look)} >> ` : '';

  /* "html > " before a path says nothing. */
  const parentPath = (element, look) => {
    const parent = parentNodeOf(element);
    if (!parent || tagOf(element) === 'body') return '';
    return nodeTypeOf(parent) === ELEMENT ? `${locatorOf(parent, look)} > ` : hostPath(parent, look);
  };

  const subjectOf = (element, look = null) => ({
    role: roleOf(element),
    name: nameOf(element),
    locator: locatorOf(element, look),
    box: asBox(look ? look.rect(element) : rectOf(element)),
  });

  /* ═══ clock and timers: work of ours is noted, short timers of the page are known ═══ */

  const ownWork = [];
  const noteOwnWork = (start, end) => {
    ownWork.push([start, end]);
    if (ownWork.length > 400) ownWork.shift();
  };

  /* Everything the driver asks for runs in here: long tasks in these spans are ours. */
  const own = (work) => {
    const start = now();
    try {
      return work();
    } finally {
      noteOwnWork(start, now());
    }
  };

  const SHORT_TIMER_MS = 1000;
  const CHAIN_DEPTH = 3;
  const timers = new Map();
  let timerDepth = 0;
  const armedFrom = new Map();
  const pollers = new Set();
  const sourceOf = uncurry(Function.prototype.toString);

  const siteOf = (host) => host.split('.').slice(-2).join('.');

  /* Timers of other sites' scripts (analytics, chats) hold nobody up. A stack with one frame of ours is ours. */
  const isForeign = () => {
    const hosts = [...(new Error().stack || '').matchAll(/https?:\/\/([^/:\s)]+)/g)].map((match) => match[1]);
    return hosts.length > 0 && hosts.every((host) => siteOf(host) !== siteOf(location.hostname));
  };

  /* A poll arms the same handler again and again, from a promise or from a timer: once known, it holds nobody up. */
  const isPoll = (delay, handler) => {
    const source = `${delay}|${sourceOf(handler).slice(0, 120)}`;
    if (pollers.has(source)) return true;
    const count = (armedFrom.get(source) || 0) + 1;
    if (armedFrom.size < 500) armedFrom.set(source, count);
    if (count > CHAIN_DEPTH) pollers.add(source);
    return count > CHAIN_DEPTH;
  };

  const noteTimer = (id, delay, depth, handler) => {
    if (depth > CHAIN_DEPTH) return;
    /* The shortest are over before anybody asks; their source is not worth its price. */
    if (delay > 20 && (isPoll(delay, handler) || isForeign())) return;
    timers.set(id, { due: now() + delay, depth });
    if (timers.size > 1000) timers.delete(timers.keys().next().value);
  };

  /* Proxies of the native functions: `toString`, `length` and errors stay as the page knows them. */
  const wrapTimers = () => {
    const arm = {
      apply(target, self, list) {
        const delay = Number(list[1]) || 0;
        const handler = list[0];
        if (typeof handler !== 'function' || delay > SHORT_TIMER_MS) return Reflect.apply(target, self, list);
        const depth = timerDepth + 1;
        let id = 0;
        const handed = [...list];
        handed[0] = function (...given) {
          timers.delete(id);
          const before = timerDepth;
          timerDepth = depth;
          try {
            return Reflect.apply(handler, this, given);
          } finally {
            timerDepth = before;
            wake();
          }
        };
        id = Reflect.apply(target, self, handed);
        noteTimer(id, Math.max(0, delay), depth, handler);
        return id;
      },
    };
    const disarm = {
      apply(target, self, list) {
        timers.delete(list[0]);
        return Reflect.apply(target, self, list);
      },
    };
    window.setTimeout = new Proxy(window.setTimeout, arm);
    window.clearTimeout = new Proxy(window.clearTimeout, disarm);
    window.clearInterval = new Proxy(window.clearInterval, disarm);
  };

  /* Forms, and the document for loose fields, whose script had the browser say what is wrong at the field. */
  const reported = new WeakSet();
  const wrapReports = () => {
    const note = {
      apply(target, self, list) {
        const isValid = Reflect.apply(target, self, list);
        if (!isValid) reported.add(localNameOf(self) === 'form' ? self : formOf(self) || document);
        return isValid;
      },
    };
    for (const { prototype } of [HTMLFormElement, HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement])
      prototype.reportValidity = new Proxy(prototype.reportValidity, note);
  };

  const pendingTimers = (known = null) => {
    const late = now() - 100;
    return [...timers.entries()].filter(
      ([id, timer]) => timer.due > late && (!known || known.has(id) || timer.depth > 1),
    );
  };

  /* Sleepers of quiet() and first_feedback(): woken by whatever may have changed their mind. */
  const sleepers = new Set();
  const wake = () => {
    for (const resolve of [...sleepers]) resolve();
  };
  const sleep = (limit) =>
    new NativePromise((resolve) => {
      const done = () => {
        sleepers.delete(done);
        nativeClearTimeout(timer);
        resolve();
      };
      const timer = nativeSetTimeout(done, limit);
      sleepers.add(done);
    });
  const nextFrame = () =>
    new NativePromise((resolve) => {
      /* A frame that never comes (a window in the background) must not hang the driver. */
      const timer = nativeSetTimeout(resolve, 100);
      nativeFrame(() => {
        nativeClearTimeout(timer);
        resolve();
      });
    });

  /* ═══ input: what the customer did, seen before the page sees it ═══ */

  const INPUT_EVENTS = [
    'pointerdown',
    'pointerup',
    'click',
    'keydown',
    'keyup',
    'wheel',
    'touchmove',
    'input',
    'change',
  ];
  const PRESS_MS = 1000;
  const SCROLL_MS = 300;
  const INPUT_SHIFT_MS = 500;

  const step = { begun: now(), generation: 0, inputBefore: 0, lookedBefore: 0 };
  let lookedAt = 0;
  let inputs = [];
  let activation = null;
  let lastInput = 0;
  let lastScrollInput = 0;
  let ownScrollUntil = 0;
  const touched = new WeakSet();

  const eventTarget = (event) => {
    const path = event.composedPath ? event.composedPath() : [];
    return isElement(path[0]) ? path[0] : isElement(event.target) ? event.target : null;
  };

  const isActivating = (event) =>
    event.type === 'pointerdown' ||
    event.type === 'click' ||
    (event.type === 'keydown' && /^(Enter| |Spacebar)$/.test(event.key));

  /* On a busy machine what an input does shows itself late: the next frame has it at the earliest. */
  let inputShown = 0;
  let isInputToShow = false;
  const noteInputShown = () => {
    if (isInputToShow) return;
    isInputToShow = true;
    nativeFrame(() => {
      isInputToShow = false;
      inputShown = now();
    });
  };

  /* Chromium does not tell which shifts answer an input where the document is framed by another site: noted by us. */
  const isInFrame = window.parent !== window;
  const inputSpans = [];
  const noteInputSpan = (at) => {
    const last = inputSpans[inputSpans.length - 1];
    if (last && at - last.to < INPUT_SHIFT_MS) last.to = Math.max(last.to, at);
    else if (isInFrame) inputSpans.push({ from: at, to: at });
  };
  const answersInput = (entry) => {
    const at = epoch(entry.startTime);
    return entry.hadRecentInput || inputSpans.some(({ from, to }) => at >= from && at - to < INPUT_SHIFT_MS);
  };

  const onInput = guarded((event) => {
    if (!event.isTrusted) {
      if (event.type === 'input' || event.type === 'change') noteTouched(event);
      return;
    }
    const at = event.timeStamp > 0 ? epoch(event.timeStamp) : now();
    lastInput = Math.max(lastInput, at);
    noteInputSpan(at);
    noteInputShown();
    if (event.type === 'input' || event.type === 'change') {
      const target = eventTarget(event);
      if (target) touched.add(target);
      return;
    }
    if (scrolls(event)) lastScrollInput = at;
    if (/^(pointerdown|click|keydown|keyup|pointerup)$/.test(event.type) && inputs.length < 300)
      inputs.push({ type: event.type, at, stamp: event.timeStamp });
    if (isActivating(event)) activate(event, at);
    if (event.type === 'click') {
      noteNativeAnswer(event, at);
      noteFocus();
    }
  });

  /* Space on a control presses it, elsewhere it scrolls; Tab brings what it reaches into view. */
  const scrolls = (event) => {
    if (event.type === 'wheel' || event.type === 'touchmove') return true;
    if (event.type !== 'keydown') return false;
    return (
      /^(Arrow|Page|Home$|End$|Tab$)/.test(event.key) ||
      (event.key === ' ' && !closest(eventTarget(event) || event.target, CONTROLS))
    );
  };

  /* Playwright chooses options by script: an untrusted event of the element in focus, or of one the driver named, is the customer's. */
  const noteTouched = (event) => {
    const target = eventTarget(event);
    if (target && target === activeElementOf(document)) touched.add(target);
  };

  const activate = (event, at) => {
    const target = eventTarget(event);
    /* pointerdown and the click that follows are one press. */
    if (event.type === 'click' && activation && at - activation.at < PRESS_MS && activation.type !== 'click') return;
    const control = target ? closest(target, `${CONTROLS}, label`) || target : null;
    ownScrollUntil = 0;
    activation = {
      at,
      type: event.type,
      control,
      focus: activeElementOf(document),
      generation: (step.generation += 1),
    };
    armedFrom.clear();
    lookAgainAt(activation);
  };

  /* What looks otherwise after a press though no mutation tells of it: the pot that a custom property, a style sheet or a
   * mark of data paints blue, the number that a script counts up, a drawing. Compared only where nothing else answered;
   * never around the control, where hovering alone paints. */
  const GLANCED = ['color', 'backgroundColor', 'backgroundImage', 'fill', 'stroke', 'opacity', 'display'];
  const MOST_GLANCED = 800;
  const MOST_PASSED = 4000;
  const LOOKS_AGAIN_MS = [400, 1500];
  const AROUND = 'label, li, tr, article, [class*=card i], [class*=item i]';
  let glance = null;

  const glanceAt = (element) => {
    const style = computed(element);
    const value = valueGetters[tagOf(element)];
    const given = value ? value(element) : '';
    return [...GLANCED.map((name) => style[name]), given, isChecked(element), drawingOf(element)].join();
  };

  /* Some points of a flat drawing; those of another kind, or with pictures of other hosts, keep theirs to themselves. */
  const drawingOf = (element) => {
    if (tagOf(element) !== 'canvas') return '';
    try {
      const small = makeElement(document, 'canvas');
      small.width = small.height = 12;
      const context = small.getContext('2d');
      context.drawImage(element, 0, 0, 12, 12);
      return context.getImageData(0, 0, 12, 12).data.join();
    } catch {
      return '';
    }
  };

  const takeGlance = (control) => {
    const around = closest(parentOf(control) || control, AROUND) || control;
    const looks = new Map();
    for (const element of everywhere('*').slice(0, MOST_PASSED)) {
      if (looks.size >= MOST_GLANCED) break;
      if (SILENT.has(tagOf(element)) || holds(around, element) || holds(element, control)) continue;
      const parent = parentOf(element);
      const isKeptBack = parent && !isRendered(element) && isRendered(parent);
      if (isKeptBack || isInView(element)) looks.set(element, glanceAt(element));
    }
    glance = { control, looks };
  };

  const lookAgainAt = (press) => {
    const { control } = press;
    if (!glance || !control || !(holds(glance.control, control) || holds(control, glance.control))) return;
    for (const delay of LOOKS_AGAIN_MS) nativeSetTimeout(guarded(() => own(() => compareGlance(press))), delay);
  };

  const compareGlance = (press) => {
    if (!glance || activation !== press || relevantChanges().length) return;
    const moving = new Set(animations().map(targetOf));
    for (const [element, before] of glance.looks) {
      if (!isConnected(element) || moving.has(element) || glanceAt(element) === before || !isInView(element)) continue;
      logChange({ at: now(), kind: 'state', element, root: element });
      wake();
      return;
    }
  };

  const focusNow = () => {
    let focus = activeElementOf(document);
    for (let root = focus && shadowRootOf(focus); root && root.activeElement; root = focus && shadowRootOf(focus))
      focus = root.activeElement;
    return focus;
  };

  /* A press gives the focus to what it presses before the page hears of the click. */
  const noteFocus = () => {
    const focus = focusNow();
    if (activation && activation.control && focus && holds(activation.control, focus)) activation.focused = focus;
  };

  /* What was pressed had the focus, has gone from the page, and the focus with it. */
  const losesFocus = () => {
    if (!activation || activation.at < step.begun || !activation.focused) return null;
    const { focused } = activation;
    if (isConnected(focused) && isRendered(focused)) return false;
    const focus = focusNow();
    return !focus || focus === document.body || focus === rootElementOf(document);
  };

  /* Answers of the browser itself that no mutation shows: a tick, an open list, a caret, a film. What happens on a canvas
   * or in a closed shadow root cannot be seen by anybody but the customer: it is taken for an answer. */
  const ANSWERS_ITSELF = `${FILLED_INPUTS}, select, textarea, canvas, video, audio, object, embed`;

  const noteNativeAnswer = (event, at) => {
    const target = eventTarget(event);
    if (!target) return;
    const label = closest(target, 'label');
    const control = (label && labelControlOf(label)) || target;
    const isSealed = tagOf(target).includes('-') && !shadowRootOf(target);
    if (isSealed || (matchesSelector(control, ANSWERS_ITSELF) && !matchesSelector(control, ':disabled')))
      logChange({ at, kind: 'state', element: control, root: control });
  };

  /* ═══ marks: elements that the driver found, by the token it gave them ═══ */

  const MARKING = 'frictionaudit-mark';
  const MOST_MARKS = 64;
  const marks = new Map();

  const onMark = (event) => {
    event.stopImmediatePropagation();
    const token = String(event.detail);
    if (marks.has(token)) return;
    marks.set(token, eventTarget(event));
    if (marks.size > MOST_MARKS) marks.delete(marks.keys().next().value);
  };

  const listenToInput = () => {
    /* On the window and first in the capture phase: no script of the page stands before. */
    for (const type of INPUT_EVENTS) listen(window, type, onInput, { capture: true, passive: true });
    listen(window, MARKING, onMark, { capture: true });
  };

  /* ═══ changes: what of the page changed visibly, and what only ever repeats itself ═══ */

  const CHAT = named(
    ...listed('chat livechat chatbot chatbox intercom zendesk zopim tawk drift crisp giosg userlike messenger'),
    ...listed('hubspot-messages helpscout tidio olark smartsupp freshchat'),
  );
  const OWN_LOOK = /focus|active|press|hover|ripple|touch|tap|click|pointer|mouse|keyboard|tabbing|whatinput/i;
  const PRESSED_STYLE = /^(transform|scale|box-shadow|outline.*|filter|transition.*|will-change|translate|--.*|)$/;
  const TOLD_ATTRIBUTES = new RegExp(
    `^(${[
      ...listed('class style hidden open disabled aria-.* src srcset href xlink:href d transform width height value'),
      ...listed('popover inert readonly fill stroke opacity points viewBox cx cy r x y'),
      `data-(.*-)?(${listed('state open opened closed loading busy visible show shown hidden expanded selected').join('|')}`,
      `${listed('checked status step submitting error valid invalid').join('|')})`,
    ].join('|')})$`,
  );
  const UNTOLD_ARIA = new RegExp(
    `^aria-(${[
      ...listed('controls owns describedby labelledby details flowto activedescendant live atomic relevant'),
      ...listed('roledescription haspopup setsize posinset'),
    ].join('|')})$`,
  );
  const MAX_LOG = 400;
  const MAX_JUDGED = 200;

  let pending = new Map();
  let arriving = new WeakSet();
  let isFrameAsked = false;
  let log = [];
  let changeCount = 0;
  const rhythms = new WeakMap();
  const observers = new WeakMap();
  /* Known from looks: hidden things that change unseen are no change, things that went out of sight are one. */
  const looked = new WeakSet();
  const seen = new WeakSet();

  const observe = (root) => {
    if (!Observer || observers.has(root)) return;
    const observer = new Observer(onMutations);
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      characterDataOldValue: true,
      attributes: true,
      attributeOldValue: true,
    });
    observers.set(root, observer);
  };

  const addRoot = (host) => {
    const root = shadowRootOf(host);
    if (!root || openRoots.has(root)) return;
    openRoots.add(root);
    observe(root);
    for (const event of ['load', 'error']) listen(root, event, onLoad, true);
    findRoots(root);
  };

  /* A mutation observer does not see into shadow roots: each is found when its host arrives or is defined. */
  const searched = new WeakSet();
  const findRoots = (root) => {
    /* The parser tells of each node by itself, its parents before it: once is enough. */
    if (searched.has(root)) return;
    searched.add(root);
    if (isElement(root)) lookForRoot(root);
    for (let node = firstChildOf(root); node; node = nextSiblingOf(node))
      if (nodeTypeOf(node) === ELEMENT) findRoots(node);
  };

  const awaited = new Set();
  const lookForRoot = (element) => {
    if (shadowRootOf(element)) {
      addRoot(element);
      return;
    }
    const tag = tagOf(element);
    if (!tag.includes('-') || awaited.has(tag) || !window.customElements || window.customElements.get(tag)) return;
    awaited.add(tag);
    /* A name with a dash that no custom element may have (annotation-xml) rejects. */
    window.customElements.whenDefined(tag).then(
      () => everywhere(tag).forEach(addRoot),
      () => undefined,
    );
  };

  const isWorthWatching = (node) => {
    const type = nodeTypeOf(node);
    if (type === TEXT) return dataOf(node).trim() !== '';
    return type === ELEMENT && !SILENT.has(tagOf(node));
  };

  const onMutations = guarded((records) => {
    const at = now();
    for (const record of records) noteMutation(record, at);
    if (pending.size) askFrame();
  });

  /* Documents and shadow roots have no box: their element stands for them. */
  const boxedOf = (node) => {
    if (isElement(node)) return node;
    return node instanceof ShadowRoot ? hostOf(node) : parentOf(node) || rootElementOf(document);
  };

  const noteMutation = (record, at) => {
    const target = boxedOf(record.target);
    if (!target) return;
    if (record.type === 'childList') {
      for (const node of record.addedNodes) {
        if (nodeTypeOf(node) === ELEMENT) findRoots(node);
        if (isWorthWatching(node))
          note(isElement(node) ? node : target, { kind: 'added', root: target, at, grows: true });
      }
      for (const node of record.removedNodes) {
        if (isWorthWatching(node) && wasSeen(node)) note(target, { kind: 'removed', root: target, at, gone: node });
      }
    } else if (record.type === 'characterData') {
      const text = nodeTypeOf(record.target) === TEXT ? dataOf(record.target) : '';
      if (fold(text) !== fold(record.oldValue))
        note(target, { kind: 'text', root: target, at, from: record.oldValue, to: text });
    } else {
      noteAttribute(record, at);
    }
  };

  const noteAttribute = (record, at) => {
    const { target, attributeName: name, oldValue } = record;
    if (!TOLD_ATTRIBUTES.test(name) || UNTOLD_ARIA.test(name)) return;
    const value = attributeOf(target, name);
    if (value === oldValue || SILENT.has(tagOf(target))) return;
    if (isPressedLook(target, name, oldValue || '', value || '')) {
      if (name === 'class' && !isOfPage(target)) noteIfItStays(target, oldValue || '', at);
      return;
    }
    note(target, { kind: 'attribute', name, root: target, at, from: oldValue, to: value });
  };

  /* A pressed look goes with the press. An "active" that stays (a size, a colour, a tab) is a state, and an answer. */
  const STAYS_MS = 350;
  const FLEETING = /focus|hover|ripple|mouse|keyboard|tabbing|whatinput/i;

  const noteIfItStays = (element, before, at) => {
    const known = tokens(before);
    const added = [...tokens(attribute(element, 'class'))].filter(
      (token) => !known.has(token) && !FLEETING.test(token),
    );
    if (!added.length) return;
    nativeSetTimeout(
      guarded(() => {
        const after = tokens(attribute(element, 'class'));
        if (!isConnected(element) || !added.every((token) => after.has(token)) || !isInView(element)) return;
        logChange({ at, kind: 'state', element, root: element });
        log.sort((one, other) => one.at - other.at);
        wake();
      }),
      STAYS_MS,
    );
  };

  const isOfPage = (element) => element === rootElementOf(document) || element === document.body;

  const wasSeen = (node) => !isElement(node) || !looked.has(node) || seen.has(node);

  const note = (element, change) => {
    if (!isElement(element) || tagOf(element) === 'head') return;
    /* What arrives within something that arrives is part of it. */
    if (change.kind === 'added') {
      const isPart = arriving.has(parentNodeOf(element));
      arriving.add(element);
      if (isPart) return;
    }
    const known = pending.get(element);
    /* Text that is taken out and put in again within a frame has not grown. */
    if (known) {
      known.grows = known.grows && change.grows;
      return;
    }
    if (pending.size < 3000) pending.set(element, change);
  };

  const tokens = (text) => new Set(text.split(/\s+/).filter(Boolean));
  const properties = (text) =>
    new Map(
      text
        .split(';')
        .map((line) => line.split(':').map((part) => part.trim()))
        .map(([name, ...rest]) => [name, rest.join(':')]),
    );
  const differing = (one, other) => {
    const names = new Set([...one.keys(), ...other.keys()]);
    return [...names].filter((name) => one.get(name) !== other.get(name));
  };

  /* The control's own focus, hover and pressed look is no answer; nor are such marks on the whole page. */
  const isPressedLook = (element, name, from, to) => {
    const isOwn =
      activation &&
      activation.control &&
      (element === activation.control || holds(activation.control, element) || holds(element, activation.control));
    const isPage = isOfPage(element);
    if (name === 'class' && (isOwn || isPage)) {
      const [before, after] = [tokens(from), tokens(to)];
      const changed = [...before]
        .filter((token) => !after.has(token))
        .concat([...after].filter((token) => !before.has(token)));
      return changed.every(
        (token) => OWN_LOOK.test(token) || (isPage && /scroll|^js|^no-js|^wf-|ready|loaded|direction/i.test(token)),
      );
    }
    if (name === 'style' && isOwn)
      return differing(properties(from), properties(to)).every((property) => PRESSED_STYLE.test(property));
    if (name === 'style' && isPage)
      return differing(properties(from), properties(to)).every((property) => /^--|^$/.test(property));
    /* A mark of the page's own, such as data-pressed; aria-pressed is a state, and an answer. */
    return OWN_LOOK.test(name) && !name.startsWith('aria-');
  };

  const askFrame = () => {
    if (isFrameAsked) return;
    isFrameAsked = true;
    nativeFrame(
      guarded(() => {
        isFrameAsked = false;
        own(() => judge(true));
      }),
    );
  };

  /*
   * Judged in the frame that paints it: what was undone before was never seen. `isPainted` false: the driver asks
   * between frames; then the change's own time stands.
   */
  const judge = (isPainted) => {
    if (!pending.size) return;
    const batch = pending;
    pending = new Map();
    arriving = new WeakSet();
    const at = now();
    let judged = 0;
    for (const [element, change] of batch) {
      if ((judged += 1) > MAX_JUDGED) break;
      const rhythm = rhythms.get(element);
      const isKnownBeat = Boolean(rhythm) && rhythm.isAside;
      if (!isKnownBeat && (isOwnRipple(element) || closestChat(element) || !isVisibleChange(element, change))) continue;
      if (isOldNews(element, change)) continue;
      const time = isPainted ? at : change.at;
      const isOffBeat = beat(element, change, time);
      if (isOffBeat) logChange({ at: time, kind: change.kind, name: change.name, element, root: change.root });
    }
    wake();
  };

  const logChange = (change) => {
    log.push({ ...change, generation: step.generation });
    changeCount += 1;
    if (log.length > MAX_LOG) log.splice(1, log.length - MAX_LOG);
  };

  /* A message that has had its time goes by itself: it answers no press, and brings nothing new. One that is closed,
     or makes room for the answer, goes with the press. */
  const MESSAGES = '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive], output';
  const GOES_WITH_PRESS_MS = 300;

  const isOldNews = (element, { kind, at, gone }) => {
    if (kind !== 'removed' || !activation || at - activation.at < GOES_WITH_PRESS_MS) return false;
    const isMessage = isElement(gone) && matchesSelector(gone, MESSAGES);
    const region = isMessage ? gone : closest(element, MESSAGES);
    return Boolean(region) && !(activation.control && holds(region, activation.control));
  };

  const isOwnRipple = (element) =>
    Boolean(
      activation &&
      activation.control &&
      element !== activation.control &&
      holds(activation.control, element) &&
      /ripple|wave|ink(?![a-z])/i.test(words(element)),
    );

  const closestChat = (element) => {
    for (let node = element; node; node = parentOf(node)) {
      const name = words(node);
      if (name.trim() && CHAT.test(name) && node !== document.body && node !== rootElementOf(document)) {
        if (/fixed|sticky/.test(computed(node).position)) return node;
        const child = firstElementOf(node);
        if (child && computed(child).position === 'fixed') return node;
      }
      if (tagOf(node) === 'main' || tagOf(node) === 'body') return null;
    }
    return null;
  };

  const isVisibleChange = (element, change) => {
    if (isInView(element)) {
      if (looked.has(element)) seen.add(element);
      return true;
    }
    if (change.kind === 'added') return stickingOut(element);
    if (!isConnected(element)) return false;
    /* What was seen is gone, and what held it has no size any more: an emptied list, a cleared page. */
    if (change.kind === 'removed') return isRendered(element) && touches(rectOf(element), viewBox());
    if (change.kind !== 'attribute') return false;
    /* It went out of sight. Was it in sight before? What no look has met yet is given the benefit. */
    if (looked.has(element)) {
      const was = seen.has(element);
      seen.delete(element);
      return was && isNearView(element);
    }
    if (change.name === 'hidden') return change.from === null && isNearView(element);
    if (change.name === 'style')
      return !/display:\s*none|visibility:\s*hidden/.test(change.from || '') && isNearView(element);
    return false;
  };

  const isNearView = (element) => {
    const parent = flatParentOf(element);
    return Boolean(parent) && isInView(parent);
  };

  /* display: contents and boxes without size may hold children with boxes. */
  const stickingOut = (element, depth = 3) => {
    for (let child = firstElementOf(element), count = 0; child && count < 5; child = nextElementOf(child), count += 1) {
      if (isInView(child) || (depth > 1 && stickingOut(child, depth - 1))) return true;
    }
    return false;
  };

  /* ── rhythm: carousels, clocks, tickers and cursors change for ever without the customer ── */

  const BURST_GAP_MS = 200;
  const ROOT_TAGS = new Set(['html', 'body', 'main', 'form']);

  const rhythmOf = (element) => {
    let rhythm = rhythms.get(element);
    if (!rhythm)
      rhythms.set(
        element,
        (rhythm = { bursts: [], count: 0, first: 0, last: 0, generation: -1, isAside: false, digits: true, period: 0 }),
      );
    if (rhythm.generation !== step.generation) {
      /* After an input the counting begins anew; what was known to repeat stays known. */
      Object.assign(rhythm, { bursts: [], count: 0, generation: step.generation, digits: true });
    }
    return rhythm;
  };

  const isRegular = (bursts, slack) => {
    const gaps = bursts.slice(1).map((time, index) => time - bursts[index]);
    return Math.min(...gaps) >= 250 && Math.max(...gaps) <= slack * Math.min(...gaps);
  };

  /* Digits that count up or down are a clock; a percentage is progress. */
  const isTick = (change) =>
    change.kind === 'text' &&
    /\d/.test(change.to) &&
    !/%/.test(change.to) &&
    change.to.replace(/\d+/g, '0') === (change.from || '').replace(/\d+/g, '0');

  const addBeat = (rhythm, time) => {
    if (!rhythm.count) rhythm.first = time;
    if (!rhythm.bursts.length || time - rhythm.last > BURST_GAP_MS) rhythm.bursts.push(time);
    if (rhythm.bursts.length > 12) rhythm.bursts.shift();
    rhythm.count += 1;
    rhythm.last = time;
  };

  const setAside = (element, rhythm) => {
    if (rhythm.isAside) return;
    rhythm.isAside = true;
    const gaps = rhythm.bursts.slice(1).map((time, index) => time - rhythm.bursts[index]);
    /* Only an even beat has a next one that can be foretold. */
    rhythm.period = rhythm.count < 10 * rhythm.bursts.length && isRegular(rhythm.bursts, 1.6) ? Math.min(...gaps) : 0;
    /* In hindsight its changes were no changes, except the first that followed an input: that may have been its answer. */
    let isFirst = Boolean(activation);
    log = log.filter((change) => {
      if (!holds(element, change.element)) return true;
      const keeps = isFirst && change.at >= activation.at;
      if (keeps) isFirst = false;
      return keeps;
    });
  };

  /* Counts the change for its element and the boxes around it; true where it is news and not the next beat of a known rhythm. */
  const beat = (element, change, time) => {
    const self = change.kind === 'added' || change.kind === 'removed' ? change.root : element;
    let isNews = true;
    let node = self;
    for (let level = 0; node && level < 4; level += 1, node = parentOf(node)) {
      if (ROOT_TAGS.has(tagOf(node))) break;
      const rhythm = rhythmOf(node);
      const before = rhythm.last;
      if (rhythm.isAside) {
        /* Out of rhythm just after an input (the arrow of a carousel): that is an answer. */
        const isOff =
          activation &&
          time - activation.at < 1000 &&
          rhythm.period > 400 &&
          before < activation.at &&
          time - before < 0.5 * rhythm.period;
        if (!isOff) isNews = false;
        rhythm.last = time;
        continue;
      }
      addBeat(rhythm, time);
      rhythm.digits = rhythm.digits && isTick(change);
      if (change.kind === 'added' && change.grows && !hasShrunk(change.root, rhythm)) continue;
      if (repeats(rhythm, level)) {
        setAside(node, rhythm);
        isNews = Boolean(activation) && rhythm.first >= activation.at && rhythm.count === 1;
      }
    }
    return isNews;
  };

  /* A list that only grows is content that arrives; one that loses as it gains is a ticker. */
  const hasShrunk = (root, rhythm) => {
    const size = root.childNodes ? root.childNodes.length : 0;
    const was = rhythm.size || 0;
    rhythm.size = size;
    return was > 0 && size <= was;
  };

  const repeats = (rhythm, level) => {
    const { bursts, count, first, last } = rhythm;
    if (level > 0) return bursts.length >= 4 && isRegular(bursts, 1.5);
    if (rhythm.digits && bursts.length >= 3 && isRegular(bursts, 1.4)) return true;
    if (bursts.length >= 4 && isRegular(bursts, 1.6)) return true;
    if (bursts.length >= 8) return true;
    return count >= 15 && last - first >= 1200;
  };

  const isAside = (element) => {
    for (let node = element, level = 0; node && level < 6; node = parentOf(node), level += 1) {
      const rhythm = rhythms.get(node);
      if (rhythm && rhythm.isAside) return true;
    }
    return Boolean(closestChat(element));
  };

  /* ── other visible news than DOM mutations ── */

  const brokenImages = new WeakSet();
  const loadedScripts = new WeakSet();

  let lastPicture = null;

  const onLoad = guarded((event) => {
    const target = eventTarget(event);
    if (!target) return;
    const tag = tagOf(target);
    if (tag === 'script' || tag === 'link') loadedScripts.add(target);
    if (tag === 'img') {
      if (event.type === 'error') brokenImages.add(target);
      else brokenImages.delete(target);
    }
    if (tag === 'img' && event.type === 'load') lastPicture = { element: target, at: now() };
    if (/^(img|iframe|video|object|embed)$/.test(tag) && event.type === 'load')
      note(target, { kind: 'loaded', root: target, at: now() });
    if (pending.size) askFrame();
    wake();
  });

  const onToggle = guarded((event) => {
    const target = eventTarget(event);
    if (target) note(target, { kind: 'attribute', name: 'open', root: target, at: now(), from: null, to: '' });
    if (pending.size) askFrame();
  });

  const onScroll = guarded(() => {
    const at = now();
    if (at < ownScrollUntil || at - lastScrollInput < SCROLL_MS || !activation || at - activation.at > 10000) return;
    const root = rootElementOf(document);
    if (root) logChange({ at, kind: 'scroll', element: root, root });
    wake();
  });

  /* A keyframe animation that starts elsewhere than on the control: a shake, a spinner, a flight into the cart. */
  const onAnimation = guarded((event) => {
    const target = eventTarget(event);
    if (!target || !activation || !activation.control || holds(activation.control, target)) return;
    if (!isAside(target)) note(target, { kind: 'animation', root: target, at: now() });
    if (pending.size) askFrame();
  });

  const listenToPage = () => {
    for (const type of ['load', 'error']) listen(document, type, onLoad, { capture: true, passive: true });
    for (const type of ['toggle', 'fullscreenchange'])
      listen(document, type, onToggle, { capture: true, passive: true });
    listen(document, 'animationstart', onAnimation, { capture: true, passive: true });
    listen(document, 'scroll', onScroll, { capture: true, passive: true });
    listen(document, 'readystatechange', wake);
    listen(window, 'load', wake);
  };

  const relevantChanges = () => {
    const since = activation && activation.at >= step.begun ? activation.at : step.begun;
    return log.filter((change) => change.at >= since);
  };

  const hasMovedFocus = () => {
    const focus = activeElementOf(document);
    if (
      !activation ||
      !focus ||
      focus === document.body ||
      focus === rootElementOf(document) ||
      focus === activation.focus
    )
      return false;
    const control = activation.control;
    if (!control) return true;
    const labelled = tagOf(control) === 'label' ? labelControlOf(control) : null;
    return !holds(control, focus) && !holds(focus, control) && focus !== labelled;
  };

  const changes = () => {
    judge(false);
    const relevant = relevantChanges();
    const effects = [];
    if (relevant.length) effects.push('change');
    if (hasMovedFocus()) effects.push('focus');
    return {
      first_change: relevant.length ? relevant[0].at : null,
      last_change: relevant.length ? relevant[relevant.length - 1].at : null,
      count: relevant.length,
      effects,
    };
  };

  /* Asked after the press; a document that began after it has nothing to tell of what the one before showed. */
  const firstFeedback = async (limit, pressedAt) => {
    if (pressedAt && timelineOrigin > pressedAt) return { at: null, is_too_late: true };
    const end = now() + limit;
    for (;;) {
      own(() => judge(false));
      if (activation && activation.at >= step.begun) {
        const first = log.find((change) => change.at >= activation.at);
        if (first) return { at: first.at, what: feedbackWords(first) };
      }
      const left = end - now();
      if (left <= 0) return null;
      await sleep(left);
    }
  };

  const feedbackWords = (change) => {
    const { element } = change;
    if (change.kind === 'scroll') return 'scroll';
    if (isConnected(element) && closest(element, 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true]'))
      return 'dialog';
    if (change.kind === 'attribute' && /^(disabled|aria-disabled)$/.test(change.name || '')) return 'disabled';
    return change.kind;
  };

  /* ═══ busy and quiet: is the page still at work, and when did it stop ═══ */

  const BUSY_WORD =
    /(^|[\s_-])(spin(?=\s|$)|spinner|spinning|rotating|loading|loader|preloader|skeleton|shimmer|indeterminate)($|[\s_-])/;
  const PROGRESS_WORD = /(^|[\s_-])progress($|[\s_-])/;
  const BUSY_PICTURE = /(spinner|loading|loader|ajax-load|throbber)[^/]*\.(gif|svg|webp|apng)/i;
  const SAYS_BUSY = [
    ...['[aria-busy=true]', '[role=progressbar]', 'progress', '[role=status]', '[role=alert]'],
    ...['img[src*=spin i]', 'img[src*=load i]', 'img[src*=throbber i]'],
  ].join(', ');
  const NAMED_WITHIN = 5;
  const FINITE_MS = 5000;

  const animations = () =>
    animationsOfDocument ? animationsOfDocument(document).filter((animation) => animation.playState === 'running') : [];
  const timingOf = (animation) =>
    animation.effect && animation.effect.getComputedTiming ? animation.effect.getComputedTiming() : null;
  const targetOf = (animation) => (animation.effect ? animation.effect.target : null);

  const endlessTargets = (running) =>
    running
      .filter((animation) => {
        const timing = timingOf(animation);
        return timing && timing.endTime === Infinity;
      })
      .map(targetOf)
      .filter(Boolean);

  const endlessParts = () =>
    everywhere('animateTransform, animate').filter((part) => attribute(part, 'repeatCount') === 'indefinite');

  const hasWords = (element) => fold(textContentOf(element)).length > 0;

  /* Says by itself that it works: a bar without a value, aria-busy, or a spinner that turns. */
  const isBusy = (element, endless) => {
    const tag = tagOf(element);
    const role = attribute(element, 'role');
    if (tag === 'progress') return !hasAttribute(element, 'value');
    if (role === 'progressbar') return !hasAttribute(element, 'aria-valuenow') && !hasAttribute(element, 'value');
    if (attribute(element, 'aria-busy') === 'true')
      return !isWholePage(element) || hasNewsWithin(2000) || endless.some((target) => holds(element, target));
    if (tag === 'img' && BUSY_PICTURE.test(attribute(element, 'src'))) return true;
    const name = words(element);
    const isNamed = BUSY_WORD.test(name) || (PROGRESS_WORD.test(name) && !hasWords(element));
    if (
      !isNamed ||
      selectAll(element, '[aria-valuenow], progress[value]').length ||
      closest(element, '[aria-valuenow]')
    )
      return false;
    if ((role === 'status' || role === 'alert') && BUSY_WORD.test(name)) return true;
    return endless.some((target) => holds(element, target));
  };

  const isWholePage = (element) => {
    const rect = rectOf(element);
    return /^(html|body|main)$/.test(tagOf(element)) || area(intersection(rect, viewBox())) > 0.6 * area(viewBox());
  };

  const hasNewsWithin = (limit) => log.length > 0 && now() - log[log.length - 1].at < limit;

  /* Few things turn for ever: the names of spinners are looked for from these upward. */
  const busyCandidates = (endless) => {
    const found = new Set(everywhere(SAYS_BUSY));
    for (const target of endless) {
      for (let node = target, level = 0; node && level < NAMED_WITHIN; node = flatParentOf(node), level += 1) {
        const name = words(node);
        if (BUSY_WORD.test(name) || PROGRESS_WORD.test(name)) found.add(node);
      }
    }
    return found;
  };

  const busyElements = (running = animations()) => {
    const endless = endlessTargets(running).concat(endlessParts());
    const found = [];
    for (const element of busyCandidates(endless)) {
      if (found.length >= 10) break;
      if (!isBusy(element, endless) || !isBusyInView(element) || closestChat(element)) continue;
      found.push(element);
    }
    return found.filter((element) => !found.some((outer) => outer !== element && holds(outer, element)));
  };

  /* A spinner may be a box of no size with a turning pseudo-element. */
  const isBusyInView = (element) =>
    isInView(element) || (isConnected(element) && isRendered(element) && stickingOut(element));

  const busySubjects = () => busyElements().map((element) => subjectOf(element));

  const loadingImages = () =>
    selectAll(document, 'img').filter(
      (image) => !imageCompleteOf(image) && (attribute(image, 'src') || attribute(image, 'srcset')) && isInView(image),
    );

  /* Styles and scripts of the shop itself that have not come yet: third parties' may come when they like. */
  const blockingResources = () =>
    selectAll(document, 'link[rel~=stylesheet][href], script[src]').filter((element) => {
      if (loadedScripts.has(element)) return false;
      const isStyle = tagOf(element) === 'link';
      if (isStyle && (element.sheet || element.disabled)) return false;
      if (!isStyle && /^(|text\/javascript|application\/javascript|module)$/.test(attribute(element, 'type')) === false)
        return false;
      try {
        return (
          siteOf(new URL(attribute(element, isStyle ? 'href' : 'src'), document.baseURI).hostname) ===
          siteOf(location.hostname)
        );
      } catch {
        return false;
      }
    });

  /* Ends of the animations and transitions that still bring something into place. */
  const finiteAnimations = (running) =>
    running.filter((animation) => {
      const timing = timingOf(animation);
      const target = targetOf(animation);
      if (!timing || !target || !isElement(target) || timing.endTime === Infinity) return false;
      const left = timing.endTime - (Number(animation.currentTime) || 0);
      if (left <= 0 || left > FINITE_MS) return false;
      if (activation && activation.control && holds(activation.control, target)) return false;
      /* What fades in has no opacity yet: its box is what counts. */
      return hasBoxInView(target) && !isAside(target);
    });

  const remainingOf = (animation) => Math.max(1, timingOf(animation).endTime - (Number(animation.currentTime) || 0));

  const isLoaded = () => {
    const state = readyStateOf(document);
    if (state === 'complete') return true;
    return state === 'interactive' && blockingResources().length === 0 && hasParsed;
  };
  let hasParsed = false;
  listen(
    document,
    'DOMContentLoaded',
    () => {
      hasParsed = true;
      wake();
    },
    true,
  );

  const lastRelevant = () => {
    const last = log[log.length - 1];
    return last ? last.at : 0;
  };

  const PAINT_REPORT_MS = 300;

  /* The engine reports the paint of a picture some frames after it: a larger one that just came is waited for. */
  const awaitsPaintReport = () => {
    if (!lastPicture || now() - lastPicture.at > PAINT_REPORT_MS || !supported.has('largest-contentful-paint')) return false;
    if (lastInput > timelineOrigin || !isConnected(lastPicture.element) || !isInView(lastPicture.element)) return false;
    flushEntries();
    const list = entries['largest-contentful-paint'];
    const largest = list.length ? list[list.length - 1] : null;
    if (largest && epoch(largest.startTime) >= lastPicture.at - PAINT_REPORT_MS && largest.element === lastPicture.element) return false;
    /* Its own rounding aside. */
    return !largest || paintSizeOf(lastPicture.element) > largest.size * 1.02;
  };

  /* As the engine counts it: what of the picture is in view, and no more of it than it has pixels of its own. */
  const paintSizeOf = (element) => {
    const box = rectOf(element);
    const shown = area(intersection(box, viewBox()));
    const pixels = (naturalWidthOf(element) || 0) * (naturalHeightOf(element) || 0);
    return pixels && area(box) > pixels ? (shown * pixels) / area(box) : shown;
  };

  /* Where the pressed button went with its page, the focus follows once the next one stands. */
  const FOCUS_FOLLOWS_MS = 400;

  const lookAround = (known, briefMs, countsFrom) => {
    judge(false);
    const quietMs = losesFocus() ? Math.max(briefMs, FOCUS_FOLLOWS_MS) : briefMs;
    const running = animations();
    const finite = finiteAnimations(running);
    const busy = busyElements(running);
    const images = loadingImages();
    const timersLeft = pendingTimers(known);
    const since = now() - Math.max(lastRelevant(), countsFrom());
    const isQuiet =
      isLoaded() &&
      !busy.length &&
      !images.length &&
      !timersLeft.length &&
      !finite.length &&
      since >= quietMs &&
      !pending.size &&
      !awaitsPaintReport();
    const nexts = [50];
    if (since < quietMs) nexts.push(quietMs - since);
    for (const animation of finite) nexts.push(remainingOf(animation));
    return {
      isQuiet,
      next: clamp(Math.min(...nexts), 4, 50),
      busy,
      pending: {
        images: images.length,
        timers: timersLeft.length,
        animations: finite.length,
        ready_state: readyStateOf(document),
      },
    };
  };

  const JUST_NOW_MS = 100;
  const FIRST_FRAME_MS = 1000;

  /* Paints are told of by the engines that count them; elsewhere nothing is waited for. */
  const hasShown = () => {
    if (!supported.has('paint') || entries.paint.length) return true;
    flushEntries();
    return entries.paint.length > 0;
  };

  let loadedAt = 0;
  listen(window, 'load', () => {
    loadedAt = now();
  });

  /* What an app sets about once it has loaded shows itself some moments later: `since_load` waits for it. */
  const quiet = async (options = {}) => {
    const { limit_ms: limit = 10000, quiet_ms: quietMs = 50 } = options;
    const countsFrom = () => (options.since_load ? loadedAt : 0);
    const start = now();
    /* What a page sets about with its first frame belongs to its loading. */
    while (!hasShown() && now() - start < Math.min(limit, FIRST_FRAME_MS)) await nextFrame();
    const known = new Set(timers.keys());
    /* Scrolling and animations in answer to an input show themselves with the next frame only. */
    if (start - lastInput < JUST_NOW_MS) await nextFrame();
    for (;;) {
      const around = own(() => lookAround(known, quietMs, countsFrom));
      const waited = now() - start;
      if (around.isQuiet || waited >= limit) {
        return {
          is_quiet: around.isQuiet,
          waited_ms: round(waited),
          busy: around.busy.map((element) => subjectOf(element)),
          pending: around.pending,
        };
      }
      await sleep(Math.min(around.next, limit - waited));
      /* Many wakes within one frame are one. */
      await nextFrame();
    }
  };

  const stillChanging = () => {
    const last = log[log.length - 1];
    if (!last || now() - last.at > 500) return null;
    const element = isConnected(last.element) ? last.element : last.root;
    return isConnected(element) && !isAside(element) ? subjectOf(element) : null;
  };

  /* ═══ vitals: what the engine itself measures ═══ */

  const PerformanceWatcher = window.PerformanceObserver;
  const supported = new Set((PerformanceWatcher && PerformanceWatcher.supportedEntryTypes) || []);
  const entries = {
    'largest-contentful-paint': [],
    paint: [],
    'layout-shift': [],
    longtask: [],
    event: [],
    'first-input': [],
  };
  const watchers = [];
  const MAX_ENTRIES = 2000;

  const keepEntries = (list) => {
    for (const entry of list) {
      const kept = entries[entry.entryType];
      if (!kept) continue;
      if (entry.entryType === 'event' && !entry.interactionId) continue;
      if (kept.length < MAX_ENTRIES) kept.push(entry);
    }
  };

  const watchPerformance = () => {
    for (const type of Object.keys(entries)) {
      if (!supported.has(type)) continue;
      try {
        const watcher = new PerformanceWatcher(guarded((list) => keepEntries(list.getEntries())));
        watcher.observe({ type, buffered: true, ...(type === 'event' ? { durationThreshold: 16 } : {}) });
        watchers.push(watcher);
      } catch {
        /* An engine that names a type and refuses it shows nothing of it. */
      }
    }
  };

  const flushEntries = () => {
    for (const watcher of watchers) keepEntries(watcher.takeRecords());
  };

  /* A page that changes its own address shows the next view, however late the server answered: what gives way to it
     does not jump, no more than a document that gives way to the next one. */
  const VIEW_MS = 500; // as long as the engine grants the answer to an input
  const viewsFrom = [];
  /* Of these, other pages to the customer: what follows "?" only says how a page is shown. */
  const pagesFrom = [];
  const pageNow = () => location.pathname + (/^#!?\//.test(location.hash) ? location.hash : '');

  const listenToViews = () => {
    const places = window.navigation;
    if (!places || !supported.has('layout-shift')) return;
    let shown = location.href;
    let page = pageNow();
    const onPlace = () => {
      if (location.href === shown) return;
      shown = location.href;
      if (viewsFrom.length >= MAX_ENTRIES) return;
      viewsFrom.push(clockNow());
      if (pageNow() !== page) pagesFrom.push(now());
      page = pageNow();
    };
    listen(places, 'currententrychange', guarded(onPlace));
  };

  const isOfNextView = (entry) => viewsFrom.some((from) => entry.startTime >= from && entry.startTime - from < VIEW_MS);

  /* Largest session window: shifts less than 1 s apart, 5 s in all. https://web.dev/articles/cls */
  const layoutShift = () => {
    if (!supported.has('layout-shift')) return null;
    let [worst, sum, first, last] = [0, 0, 0, 0];
    for (const entry of entries['layout-shift']) {
      if (answersInput(entry) || epoch(entry.startTime) < step.begun || isOfNextView(entry)) continue;
      const isSame = sum > 0 && entry.startTime - last < 1000 && entry.startTime - first < 5000;
      sum = isSame ? sum + entry.value : entry.value;
      if (!isSame) first = entry.startTime;
      last = entry.startTime;
      worst = Math.max(worst, sum);
    }
    return Math.round(worst * 10000) / 10000;
  };

  const firstPaint = () => {
    const entry = entries.paint.find((paint) => paint.name === 'first-contentful-paint');
    return entry ? round(entry.startTime) : null;
  };

  /* The engine itself stops at the first input; entries after it would be of another moment. */
  const largestPaint = () => {
    const list = entries['largest-contentful-paint'];
    return list.length ? round(list[list.length - 1].startTime) : null;
  };

  const BLOCKING_MS = 50;
  const ownShareOf = (start, end) =>
    ownWork.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

  /* What long tasks take beyond 50 ms between first paint (or the step's begin) and `until`, our own work taken out. */
  const blockingTime = (until) => {
    if (!supported.has('longtask')) return null;
    const paint = firstPaint();
    const from = Math.max(step.begun, paint === null ? 0 : epoch(paint));
    let total = 0;
    for (const task of entries.longtask) {
      const start = Math.max(epoch(task.startTime), from);
      const end = epoch(task.startTime + task.duration);
      if (end <= start || epoch(task.startTime) > until) continue;
      total += Math.max(0, end - start - ownShareOf(start, end) - BLOCKING_MS);
    }
    return round(total);
  };

  const vitals = (until = now()) => ({
    lcp_ms: largestPaint(),
    cls: layoutShift(),
    tbt_ms: blockingTime(until),
    fcp_ms: firstPaint(),
  });

  /* One entry for each press; its figure is the slowest event of the same interaction. */
  const inputFigures = () => {
    const figures = [];
    for (const input of inputs) {
      if (input.at < step.begun || !/^(pointerdown|click|keydown)$/.test(input.type)) continue;
      const entry = entries.event.find(
        (one) => Math.abs(one.startTime - input.stamp) < 2 && sameKind(one.name, input.type),
      );
      const same = entry ? entries.event.filter((one) => one.interactionId === entry.interactionId) : [];
      const slowest = same.length ? Math.max(...same.map((one) => one.duration)) : null;
      figures.push({ type: input.type, at: input.at, input_to_paint_ms: slowest });
    }
    return figures.slice(-50);
  };

  const sameKind = (entryName, type) => entryName === type || (type === 'pointerdown' && entryName === 'mousedown');

  /* ═══ motion: did the element move while the customer aimed at it ═══ */

  let watched = null;

  /* Two ways to say where it stands: in the viewport, and in the page with all scrolling taken out. A move shows in both. */
  const placeOf = (element) => {
    const rect = rectOf(element);
    let [x, y] = [rect.x, rect.y];
    for (const ancestor of ancestorsOf(element)) {
      x += scrollLeftOf(ancestor);
      y += scrollTopOf(ancestor);
    }
    return { view: { x: rect.x, y: rect.y, width: rect.width, height: rect.height }, page: { x, y }, at: now() };
  };

  const stepBetween = (element, from, to) => {
    const byView = { x: to.view.x - from.view.x, y: to.view.y - from.view.y };
    const byPage = { x: to.page.x - from.page.x, y: to.page.y - from.page.y };
    const least = Math.hypot(byView.x, byView.y) <= Math.hypot(byPage.x, byPage.y) ? byView : byPage;
    const isScrolled = isCarried(byView.x, byPage.x) && isCarried(byView.y, byPage.y);
    return (least.x || least.y) && isScrolled && sticks(element) ? { x: 0, y: 0 } : least;
  };

  /* What sticks goes along with a part of the scroll, whose length is what the one has and the other has not. */
  const isCarried = (byView, byPage) => byView * byPage <= 0;

  const sticks = (element) => [element, ...ancestorsOf(element)].some((one) => computed(one).position === 'sticky');

  const isOwnEntrance = (element) => {
    const running = animations();
    return running.some((animation) => {
      const timing = timingOf(animation);
      const target = targetOf(animation);
      return target && timing && timing.endTime !== Infinity && holds(target, element);
    });
  };

  const WATCH_REST_MS = 100;

  const watch = (element) => {
    watched = {
      element,
      from: now(),
      last: null,
      offset: { x: 0, y: 0 },
      farthest: 0,
      held: [],
      entersUntil: 0,
      appeared: 0,
      cause: null,
      isOn: true,
    };
    const mine = watched;
    const tick = guarded(() => {
      if (!mine.isOn || watched !== mine) return;
      own(() => {
        /* What pushed it stands in the log before the push is seen, whichever frame callback was asked for first. */
        judge(true);
        follow(mine);
      });
      if (now() - mine.from > 60000) return;
      /* Frames cost the page: they are asked for only while something moves. A change wakes the sleeper. */
      if (hasNewsWithin(WATCH_REST_MS) || animations().length) nativeFrame(tick);
      else sleep(WATCH_REST_MS).then(tick);
    });
    follow(mine);
    nativeFrame(tick);
    return { now: now() };
  };

  const follow = (state) => {
    const { element } = state;
    if (!isHolding(state)) judgeHeld(state);
    /* Nobody has seen where things stand before the first paint: a style sheet that is awaited gives them their place. */
    if (!hasShown() || !isConnected(element) || !isRendered(element)) {
      state.last = null;
      return;
    }
    const place = placeOf(element);
    if (place.view.width < 1 || place.view.height < 1) {
      state.last = null;
      return;
    }
    if (state.last) addMove(state, stepBetween(element, state.last, place), place.at);
    else state.appeared = place.at;
    state.last = place;
  };

  const addMove = (state, move, at) => {
    if (Math.hypot(move.x, move.y) < 1) return;
    /* The answer to the customer's own input, or the element's own entrance: nobody aimed at it yet. */
    if (isOwnEntrance(state.element)) state.entersUntil = at + 100;
    const isTooEarly = hasArrived() && at - state.appeared < AIM_MS;
    const isAnswer = at - Math.max(lastInput, inputShown) < INPUT_SHIFT_MS;
    if (isAnswer || at < ownScrollUntil || at < state.entersUntil || isTooEarly) {
      judgeHeld(state);
      state.offset = { x: 0, y: 0 };
      return;
    }
    const counted = { move, at, cause: causeOf(state.element, at) };
    if (mayAnswerLate()) state.held.push(counted);
    else countMove(state, counted);
  };

  /* The engine tells of a request once all of it has come in, some moments after its answer may have been drawn. */
  const TOLD_WITHIN_MS = 100;
  const isHolding = (state) => state.held.length > 0 && now() - state.held[state.held.length - 1].at < TOLD_WITHIN_MS;

  const judgeHeld = (state) => {
    for (const held of state.held.splice(0)) {
      if (isLateAnswer(held.at)) state.offset = { x: 0, y: 0 };
      else countMove(state, held);
    }
  };

  const countMove = (state, { move, cause }) => {
    state.offset = { x: state.offset.x + move.x, y: state.offset.y + move.y };
    const length = Math.hypot(state.offset.x, state.offset.y);
    if (length <= state.farthest) return;
    state.farthest = length;
    state.cause = cause || state.cause;
  };

  /* Last change of something that stands before the element: the likeliest to have pushed it. */
  const causeOf = (element, at) => {
    const top = rectOf(element).y;
    for (let index = log.length - 1; index >= 0 && at - log[index].at < 300; index -= 1) {
      const change = log[index];
      const pusher = isConnected(change.element) ? change.element : change.root;
      if (!isConnected(pusher) || holds(pusher, element) || holds(element, pusher) || change.kind === 'scroll')
        continue;
      if (rectOf(pusher).y < top) return pusher;
    }
    return null;
  };

  /* Nobody reads a button and takes aim in less, however quick. */
  const AIM_MS = 500;

  /*
   * The time before its step in which a customer who had just come could aim at it: from the first paint on until the
   * page was looked at. Once they have used the page, what moves may be its answer. Where a script shows the next page,
   * they come with its address.
   */
  const isWhileArriving = (at) => {
    const paint = firstPaint();
    const isUntouched = paint !== null && step.inputBefore < timelineOrigin;
    const page = pagesFrom[pagesFrom.length - 1];
    const hasCome =
      (isUntouched && at > epoch(paint) + AIM_MS) ||
      (page !== undefined && step.inputBefore < page && at > page + VIEW_MS + AIM_MS);
    return hasCome && at < step.lookedBefore;
  };

  /* Pictures that the runner takes may move the page too: between two looks nothing counts but the step's own time. */
  const isOfWait = (entry, since) => {
    if (answersInput(entry) || isOfNextView(entry)) return false;
    const at = epoch(entry.startTime);
    if (isLateAnswer(at)) return false;
    return at >= since || isWhileArriving(at);
  };

  /* What the engine's own list of shifts says of the time before we watched: the longest move of it, and when. */
  const shiftOf = (element, since) => {
    let farthest = { length: 0, at: 0 };
    for (const entry of entries['layout-shift']) {
      if (!isOfWait(entry, since)) continue;
      for (const source of entry.sources || []) {
        if (!source.node || !isElement(source.node) || !(source.node === element || holds(source.node, element)))
          continue;
        if (!source.previousRect.width || !source.currentRect.width) continue;
        /* A shift of an ancestor moves the element only where the ancestor's near corner moved. */
        const length = Math.hypot(
          source.currentRect.x - source.previousRect.x,
          source.currentRect.y - source.previousRect.y,
        );
        if (length > farthest.length) farthest = { length, at: epoch(entry.startTime) };
      }
    }
    return farthest;
  };

  /* What they used last has led them to another page: they look for what comes next on it. */
  const hasArrived = () => pagesFrom.some((at) => at >= lastInput);

  /* What the customer chose and typed in this step is answered late: they were at its fields, and did not aim yet. */
  const mayAnswerLate = () => lastInput > step.begun && !hasArrived();

  /* A script may go on once the head of an answer has come in, or all of it; other hosts keep their heads' times. */
  const isLateAnswer = (at) => {
    const isDrawnAfter = (time) => time > 0 && epoch(time) <= at + 1 && at - epoch(time) < INPUT_SHIFT_MS;
    return (
      mayAnswerLate() &&
      entriesOfType('resource').some(
        ({ initiatorType, startTime, responseStart, responseEnd }) =>
          /^(fetch|xmlhttprequest)$/.test(initiatorType) &&
          epoch(startTime) >= step.begun &&
          (isDrawnAfter(responseStart) || isDrawnAfter(responseEnd)),
      )
    );
  };

  const motionOf = (watchedElement, element) => {
    judge(false);
    const isWatched = watched && (watched.element === element || watched.element === watchedElement);
    if (isWatched) {
      follow(watched);
      judgeHeld(watched);
    }
    if (!isWatched && !supported.has('layout-shift')) return null;
    const shift = shiftOf(element, isWatched ? Math.min(watched.from, step.begun) : step.begun);
    const length = Math.max(isWatched ? watched.farthest : 0, shift.length);
    const seen = isWatched && watched.cause && isConnected(watched.cause) ? watched.cause : null;
    const cause = seen || (length > 1 ? causeOf(element, shift.at < step.begun && shift.at ? shift.at : now()) : null);
    return { distance_px: round(length), cause: cause ? causeWords(cause) : '' };
  };

  const causeWords = (element) =>
    fold(`${roleOf(element)} ${nameOf(element, 80)}`)
      ? `${nameOf(element, 80) || roleOf(element)} (${locatorOf(element)})`
      : locatorOf(element);

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
      const isBroken = width === 0 && Boolean(source) && imageCompleteOf(element) && hasFailed(element, source);
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
    const paint = style.backgroundImage === 'none' ? colourOf(style.backgroundColor) : null;
    const isFramed = hasFrame(style, around) || style.boxShadow !== 'none';
    if (!paint) return { is_button_like: true, background: null, contrast: null };
    if (paint[3] <= OPACITY_SEEN) {
      const isLike = isFramed || (tagOf(element) !== 'a' && hasPaintedPseudo(element));
      return { is_button_like: isLike, background: null, contrast: isLike && !isFramed ? null : 1 };
    }
    const ground = paint[3] >= 0.999 ? paint : around && over(paint, around);
    return {
      is_button_like: isFramed || !ground || !around || differs(ground, around),
      background: ground ? hexOf(ground) : null,
      contrast: ground && around ? ratio(ground, around) : null,
    };
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
      return shortAddress(/^(https?|data|blob):/.test(address) ? address : new URL(address, document.baseURI).href);
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
      if (!inner || inner === hit) return hit;
      hit = inner;
    }
    return hit;
  };

  /* Hidden from the eye, not only from the mouse: a transparent layer covers no words. */
  const isPaintedOver = (look, element, x, y) => {
    const hit = hitAt(x, y);
    if (!hit || holds(element, hit) || holds(hit, element)) return false;
    const shared = commonAncestor(element, hit);
    for (let node = hit; node && node !== shared; node = flatParentOf(node)) if (paintsSolid(look, node)) return true;
    return false;
  };

  /* ═══ fields ═══ */

  const SENSITIVE = /\b(cc-number|cc-csc|current-password|new-password|one-time-code)\b/;
  const SENSITIVE_NAME =
    /card.?num|cardno|\bccnum|cc.?number|card.?cvc|\bcvc|\bcvv|\bcsc\b|security.?code|passwor|kortin.?numero|kortnummer|kartennummer/i;
  const CHECKABLE = /^(checkbox|radio|switch)$/;

  const kindOf = (element) => {
    const tag = tagOf(element);
    if (tag === 'input') return inputTypeOf(element);
    if (tag === 'select' || tag === 'textarea') return tag;
    const role = attribute(element, 'role');
    if (role === 'checkbox' || role === 'switch') return 'checkbox';
    if (role === 'radio') return 'radio';
    return role === 'combobox' && !isEditable(element) ? 'select' : 'contenteditable';
  };

  const isSensitive = (element) =>
    attribute(element, 'type') === 'password' ||
    inputTypeSafely(element) === 'password' ||
    SENSITIVE.test(attribute(element, 'autocomplete')) ||
    SENSITIVE_NAME.test(
      `${attribute(element, 'name')} ${attribute(element, 'id')} ${attribute(element, 'data-elements-stable-field-name')}`,
    );
  const inputTypeSafely = (element) => (tagOf(element) === 'input' ? inputTypeOf(element) : '');

  /* Whether a value is there, never which: the words of the customer are not ours to read. */
  const isFilled = (element) => {
    const kind = kindOf(element);
    if (CHECKABLE.test(kind)) return isChecked(element) === true;
    const get = valueGetters[tagOf(element)];
    if (get) return get(element) !== '' && !(showsNought(element, get(element)) && !touched.has(element));
    return fold(textContentOf(element)) !== '' && !(kind === 'select' && showsInvitation(element));
  };

  /* A number of pieces stands at nought until somebody wants one. */
  const showsNought = (element, value) =>
    (inputTypeSafely(element) === 'number' || attribute(element, 'role') === 'spinbutton') && /^0+([.,]0+)?$/.test(value);

  /* A list of the shop's own making shows its invitation where its value will stand: it is marked as one, or the
     hidden control beside it, which carries the value, is empty. */
  const showsInvitation = (element) => {
    if (hasAttribute(element, 'data-placeholder') || selectAll(element, '[data-placeholder]').length > 0) return true;
    const parent = parentOf(element);
    const carriers = parent ? selectAll(parent, 'input[type=hidden], input[aria-hidden=true], select[aria-hidden=true]') : [];
    return carriers.length === 1 && valueGetters[tagOf(carriers[0])](carriers[0]) === '';
  };

  const isChecked = (element) => {
    if (tagOf(element) === 'input') return /^(checkbox|radio)$/.test(inputTypeOf(element)) ? checkedOf(element) : null;
    return CHECKABLE.test(attribute(element, 'role')) ? attribute(element, 'aria-checked') === 'true' : null;
  };

  const seenLabels = (look, element) => {
    const labels = labelsOf(element).concat(byIds(element, 'aria-labelledby'));
    const wrapping = closest(element, 'label');
    if (wrapping && !labels.includes(wrapping) && labelControlOf(wrapping) === element) labels.push(wrapping);
    return labels.filter((label) => isSeen(look, label));
  };

  const REQUIRED_MARKS = 'abbr[title], [class*=required i], [class*=mandatory i]';
  const marksRequired = (look, element, labels, text) => {
    if (/[*＊✱∗]/.test(text)) return true;
    if (
      labels.some((label) =>
        selectAll(label, '*')
          .concat(label)
          .some((part) => /[*＊✱∗]/.test(pseudoTexts(part))),
      )
    )
      return true;
    if (
      labels.some((label) =>
        selectAll(label, REQUIRED_MARKS).some(
          (part) => hasWords(part) && isSeen(look, part),
        ),
      )
    )
      return true;
    return hasStarBeside(look, element);
  };

  /* A star of its own beside the field or what holds it alone: `<input> <span class="required">*</span>`. */
  const ONLY_STAR = /^\(?[*＊✱∗]\)?$/;
  const hasStarBeside = (look, element) => {
    const after = nextSiblingOf(element);
    if (after && nodeTypeOf(after) === 3 && ONLY_STAR.test(fold(dataOf(after)))) return true;
    const parent = parentOf(element);
    const isAlone = parent && isElement(parent) && selectAll(parent, FIELDS).length === 1;
    const isStar = (part) => part && ONLY_STAR.test(fold(textContentOf(part))) && isSeen(look, part);
    const isOfField = (part) => part && (matchesSelector(part, FIELDS) || selectAll(part, FIELDS).length > 0);
    return (isAlone ? [element, parent] : [element]).some((one) => {
      if (isStar(nextElementOf(one))) return true;
      const before = previousElementOf(one);
      return isStar(before) && !isOfField(previousElementOf(before));
    });
  };

  const ERROR_PARTS = '[class*=error i], [class*=invalid-feedback i], [role=alert]';

  /* What is said to be wrong with it, and whether that text is tied to it by name. */
  const errorPartOf = (look, element) => {
    const isInvalid = /^(true|grammar|spelling)$/.test(attribute(element, 'aria-invalid'));
    const tied = byIds(element, 'aria-errormessage').concat(isInvalid ? byIds(element, 'aria-describedby') : []);
    const told = tied.filter((part) => isSeen(look, part) && hasWords(part));
    /* Of a hint and an error, both named, the error is called so, or comes last. */
    if (told.length)
      return { part: told.find((part) => matchesSelector(part, ERROR_PARTS)) || told[told.length - 1], isTied: true };
    const wrapper = ownWrapper(element);
    if (!wrapper) return null;
    const part = selectAll(wrapper, ERROR_PARTS).find(
      (one) =>
        !holds(one, element) &&
        hasWords(one) &&
        isSeen(look, one) &&
        !matchesSelector(one, 'label, input, select, textarea'),
    );
    return part ? { part, isTied: byIds(element, 'aria-describedby').includes(part) } : null;
  };

  const hintOf = (look, element, error) =>
    fold(
      byIds(element, 'aria-describedby')
        .filter((part) => part !== error && isSeen(look, part))
        .map((part) => contentName(part))
        .join(' '),
    );

  /* A label for screen readers alone, or one that shows itself only once something is typed. */
  const labelHiddenBy = (look, element, labels) => {
    if (labels.length) return '';
    const hidden = labelsOf(element).find((label) => hasWords(label));
    return (hidden && hiddenBy(look, hidden)) || '';
  };

  const GROUPS = 'fieldset, [role=radiogroup], [role=group]';
  const optionsOf = (element) =>
    tagOf(element) === 'select'
      ? selectAll(element, 'option')
          .slice(0, 60)
          .map((option) => fold(attribute(option, 'label') || textContentOf(option), 80))
      : [];

  const fieldRegion = (element) => {
    let holder = closest(element, REGIONS);
    const section = holder && /^(header|footer)$/.test(tagOf(holder)) && closest(holder, 'article, section, main');
    if (section) holder = closest(section, REGIONS);
    if (!holder) return '';
    return REGION_ROLES[attribute(holder, 'role')] || tagOf(holder);
  };
  const REGIONS = [
    ...['main', 'header', 'nav', 'footer', 'aside', 'dialog'],
    ...Object.keys(REGION_ROLES).map((role) => `[role=${role}]`),
  ].join(', ');

  /* A handler that only says no; one that takes the pasted text itself is kind. Listeners cannot be asked. */
  const blocksPaste = (element) => {
    const written = attribute(element, 'onpaste') || (element.onpaste ? String(element.onpaste).slice(0, 500) : '');
    return /return\s*(false|!1)|preventDefault\(\)/.test(written) && !/getData|clipboardData/.test(written);
  };

  /* The largest box of three around it that holds no other field: what stands in there is said of this one. */
  const ownWrapper = (element) => {
    let wrapper = null;
    for (let node = parentOf(element), level = 0; node && level < 3; node = parentOf(node), level += 1) {
      if (selectAll(node, FIELDS).length > 1) break;
      wrapper = node;
    }
    return wrapper;
  };

  const fieldOf = (look, element, target) => {
    const labels = seenLabels(look, element);
    const label = fold(labels.map((one) => contentName(one)).join(' '));
    const isFull = isFilled(element);
    const error = errorPartOf(look, element);
    const group = closest(element, GROUPS);
    const longest = attribute(element, 'maxlength');
    return {
      subject: { ...subjectOf(element, look), box: asBox(look.rect(target)) },
      kind: kindOf(element),
      name: attribute(element, 'name') || attribute(element, 'id'),
      label,
      placeholder: fold(attribute(element, 'placeholder') || attribute(element, 'aria-placeholder')),
      autocomplete: fold(attribute(element, 'autocomplete')),
      inputmode: attribute(element, 'inputmode'),
      is_required: hasAttribute(element, 'required') || attribute(element, 'aria-required') === 'true',
      is_marked_required: marksRequired(look, element, labels, label),
      is_filled: isFull,
      is_prefilled: isFull && !touched.has(element) && !touchedAnyOf(element),
      is_checked: isChecked(element),
      error: error ? fold(contentName(error.part)) : '',
      is_sensitive: isSensitive(element),
      is_invalid: attribute(element, 'aria-invalid') === 'true',
      fails_natively: matchesSelector(element, 'input:invalid, select:invalid, textarea:invalid'),
      error_box: error ? asBox(look.rect(error.part)) : null,
      is_error_tied: error ? error.isTied : null,
      hint: hintOf(look, element, error && error.part),
      label_hidden_by: labelHiddenBy(look, element, labels),
      group: group ? nameOf(group) : '',
      group_locator: group ? locatorOf(group, look) : '',
      options: optionsOf(element),
      maxlength: /^\d{1,6}$/.test(longest) ? Number(longest) : null,
      pattern: fold(attribute(element, 'pattern')),
      is_disabled: matchesSelector(element, ':disabled') || attribute(element, 'aria-disabled') === 'true',
      is_readonly: hasAttribute(element, 'readonly') || attribute(element, 'aria-readonly') === 'true',
      region: fieldRegion(element),
      blocks_paste: blocksPaste(element),
    };
  };

  const framedFieldOf = (look, element, target) => ({
    ...fieldOf(look, element, target),
    in_frame: isInFrame,
    frame_origin: isInFrame && location.origin !== 'null' ? location.origin : '',
  });

  /* One radio touched is its group touched. */
  const touchedAnyOf = (element) => {
    const name = attribute(element, 'name');
    if (inputTypeSafely(element) !== 'radio' || !name) return false;
    return selectAll(rootNodeOf(element), 'input[type=radio]').some(
      (other) => attribute(other, 'name') === name && touched.has(other),
    );
  };

  const formOf = (element) => {
    const get = formGetters[tagOf(element)];
    return (get && get(element)) || closest(element, 'form');
  };

  const formsOf = (look) => {
    const forms = new Map();
    for (const element of everywhere(FIELDS).slice(0, 400)) {
      const target = isShadowed(element) ? null : seenFieldTarget(look, element);
      if (!target) continue;
      toldFields.add(element);
      if (isNamed(look, element)) labelledFields.add(element);
      const form = formOf(element);
      if (!forms.has(form))
        forms.set(form, {
          action: form ? absolute(attribute(form, 'action') || location.href) : '',
          method: form ? methodOf(form) : '',
          is_checked_natively: reported.has(form || document) || (Boolean(form) && !hasAttribute(form, 'novalidate')),
          fields: [],
        });
      forms.get(form).fields.push(fieldOf(look, element, target));
    }
    return [...forms.values()].slice(0, 30);
  };

  /* Fields that a page at rest has shown. */
  const toldFields = new WeakSet();
  /* Of these, those with a label in sight. */
  const labelledFields = new WeakSet();
  const isNamed = (look, element) => seenLabels(look, element).some((label) => fold(contentName(label)));

  const hasLostLabel = (look, element) =>
    labelledFields.has(element) && touched.has(element) && isFilled(element) && !isNamed(look, element);

  /* A form that came up within the step may be gone again when the step has ended, and so may one without its labels. */
  const hasUntoldFields = (look) =>
    everywhere(FIELDS)
      .slice(0, 400)
      .some(
        (element) =>
          (!toldFields.has(element) || hasLostLabel(look, element)) &&
          !/^(header|footer|nav)$/.test(fieldRegion(element)) &&
          !isShadowed(element) &&
          seenFieldTarget(look, element),
      );

  /* Component libraries draw the choice and keep a native one beside it, hidden from all, that carries the value. */
  const isShadowed = (element) => {
    if (tagOf(element) !== 'input' || attribute(element, 'aria-hidden') !== 'true') return false;
    const [before, after] = [previousElementOf(element), nextElementOf(element)];
    const role = inputTypeOf(element);
    return [before, after].some(
      (one) => one && (attribute(one, 'role') === role || (role === 'checkbox' && attribute(one, 'role') === 'switch')),
    );
  };

  const methodOf = (form) =>
    /^(post|dialog)$/i.test(attribute(form, 'method')) ? attribute(form, 'method').toLowerCase() : 'get';

  /* A styled choice hides its input and shows its label: the label is what the customer sees and presses. */
  const seenFieldTarget = (look, element) => {
    if (isSeen(look, element)) return element;
    if (!isConnected(element)) return null;
    if (hasLookBehind(look, element)) return element;
    const kind = kindOf(element);
    if (!/^(checkbox|radio|file)$/.test(kind)) return null;
    /* display:none on a choice is common with styled labels; a hidden honeypot's label is hidden too. */
    return labelsOf(element).find((label) => isSeen(look, label) && fold(contentName(label))) || null;
  };

  /* A transparent native field over a painted look-alike (file pickers, selects, switches): it is the look-alike that is seen. */
  const hasLookBehind = (look, element) => {
    if (hiddenBy(look, element) !== 'opacity' || !matchesSelector(element, 'input, select, a[href], button'))
      return false;
    const parent = flatParentOf(element);
    if (!parent || opacityOf(look, parent) <= OPACITY_SEEN || Number(look.style(element).opacity) > OPACITY_SEEN)
      return false;
    const box = look.rect(element);
    if (box.width < 4 || box.height < 4) return false;
    /* A group of choices is no look of one of them, nor is the label of its neighbour. */
    const isAnothers = (node) => tagOf(node) === 'label' && ![null, undefined, element].includes(labelControlOf(node));
    const isLook = (node) => {
      const rect = look.rect(node);
      return (
        !isAnothers(node) &&
        area(intersection(rect, box)) >= 0.25 * area(box) &&
        (hasWords(node) || paintsSolid(look, node) || parseFloat(look.style(node).borderTopWidth) > 0)
      );
    };
    const isGroup = selectAll(parent, 'label').some(isAnothers);
    if (!isGroup && isLifted(look.style(element)) && isLook(parent) && (hasWords(parent) || paintsSolid(look, parent)))
      return true;
    for (let other = firstElementOf(parent); other; other = nextElementOf(other))
      if (other !== element && !SILENT.has(tagOf(other)) && isSeen(look, other) && isLook(other)) return true;
    return false;
  };

  /* ═══ overlays ═══ */

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
      hides_content: hidesContent(look, element, box, blocks, others),
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
  const hidesContent = (look, element, box, blocks, others) => {
    if (area(box) < HIDING_SHARE * area(look.view)) return null;
    const hits = POINTS.map(([x, y]) => hitAt(box.x + box.width * x, box.y + box.height * y));
    const held = hits.filter((hit) => hit && holds(element, hit));
    /* Where yet another layer lies over both, it says nothing of this one. */
    const elsewhere = hits.filter((hit) => hit && others.some((one) => holds(one, hit)));
    if (!held.length || held.length < (POINTS.length - elsewhere.length) / 2) return false;
    let letters = 0;
    for (const block of blocks)
      if (block.box && overlaps(intersection(block.box, look.view), box) && !holds(element, block.holder))
        letters += block.text.length;
    return letters >= HIDDEN_LETTERS;
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

  /* The layer over an element, told as an overlay, and where to press to close it; null where nothing closes it. */
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
    return null;
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

  /* It came with or after the press of this step, and a change of it (or around it) is on record. */
  const openedByAction = (element) => {
    if (!activation || activation.at < step.begun) return false;
    return log.some(
      (change) =>
        change.at >= activation.at &&
        change.at <= activation.at + 3000 &&
        (change.element !== document.body || isSwitch(change)) &&
        change.kind !== 'scroll' &&
        isConnected(change.element) &&
        (holds(element, change.element) || holds(change.element, element)),
    );
  };

  /* A class of the whole page, set at once in answer to the press: so drawers beside the page are slid in. */
  const AT_ONCE_MS = 300;
  const isSwitch = (change) =>
    change.kind === 'attribute' && change.name === 'class' && change.at <= activation.at + AT_ONCE_MS;

  /* ═══ the page ═══ */

  const zoomOf = () => {
    const meta = selectAll(document, 'meta[name=viewport i]').pop();
    if (!meta) return null;
    const content = attribute(meta, 'content').toLowerCase();
    if (/user-scalable\s*=\s*(no|0)/.test(content)) return false;
    const most = /maximum-scale\s*=\s*([\d.]+)/.exec(content);
    /* WCAG 2.2, 1.4.4: text to 200 %. */
    return !most || Number(most[1]) >= 2;
  };

  /* A page that takes fingers for moving about only, and not for pinching. */
  const forbidsPinch = (look) =>
    [look.root, look.body].some((part) => part && /^(pan-(x|y|left|right|up|down) ?)+$/.test(look.style(part).touchAction));

  const isSecure = () => {
    if (location.protocol !== 'http:') return true;
    return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.(test|localhost)$/.test(location.hostname);
  };

  const mixedScripts = () =>
    location.protocol === 'https:'
      ? selectAll(document, 'script[src^="http:" i], iframe[src^="http:" i]')
          .map((one) => absolute(attribute(one, 'src')))
          .slice(0, 20)
      : [];

  /* Products in microdata and OpenGraph, written as the JSON-LD that says the same. */
  const describedProducts = () => {
    const product = (from, offer) => JSON.stringify({ '@type': 'Product', ...from, offers: offer }).slice(0, 20000);
    const scopes = selectAll(document, '[itemtype*="schema.org/Product" i]').slice(0, 5);
    const found = scopes.map((scope) => {
      const said = (name) => {
        const one = selectAll(scope, `[itemprop~="${name}"]`)[0];
        const written = one && ['content', 'src', 'href'].map((key) => attribute(one, key)).find(Boolean);
        return one ? written || fold(textContentOf(one), 300) : '';
      };
      const [name, description, image] = ['name', 'description', 'image'].map(said);
      const [price, lowPrice, priceCurrency] = ['price', 'lowPrice', 'priceCurrency'].map(said);
      return product({ name, description, image }, { price, lowPrice, priceCurrency });
    });
    const metas = selectAll(document, 'meta[property^="product:" i], meta[property^="og:" i]').slice(0, 60);
    const meta = Object.fromEntries(
      metas.map((one) => [attribute(one, 'property').toLowerCase(), attribute(one, 'content').slice(0, 500)]),
    );
    const price = meta['product:price:amount'] || meta['og:price:amount'];
    if (!price) return found;
    const priceCurrency = meta['product:price:currency'] || meta['og:price:currency'] || '';
    const from = { name: meta['og:title'], description: meta['og:description'], image: meta['og:image'] };
    return [...found, product(from, { price, priceCurrency })];
  };

  const DONE_STEP = /(^|[\s_-])(done|completed?|finished|passed|visited)($|[\s_-])/i;
  const STEP_NOW = /(^|[\s_-])(current|active|selected)($|[\s_-])/i;

  /* Circles in a row, some of them done and one of them now: where the customer is, though a phone has no room for names. */
  const marksSteps = (look, list) => {
    const said = [];
    for (let item = firstElementOf(list); item; item = nextElementOf(item)) {
      const inner = firstElementOf(item);
      const names = `${attribute(item, 'class')} ${inner ? attribute(inner, 'class') : ''}`;
      said.push(DONE_STEP.test(names) ? 'done' : STEP_NOW.test(names) ? 'now' : '');
    }
    return (
      said.length > 2 &&
      said.includes('done') &&
      said.filter((one) => one === 'now').length === 1 &&
      isSeen(look, list)
    );
  };

  const frameAddresses = (look) =>
    everywhere('iframe[src]')
      .filter((frame) => /^https?:/.test(frame.src))
      .slice(0, 30)
      .map((frame) => ({ url: frame.src, locator: locatorOf(frame, look), is_shown: isSeen(look, frame) }));

  const pageOf = (look, maxBlocks) => {
    const reader = new Reader(look, { maxBlocks }).read();
    const { root } = look;
    const blocks = reader.blocks;
    return {
      url: location.href,
      title: fold(document.title, 300),
      language: root ? attribute(root, 'lang').toLowerCase() : '',
      is_secure: isSecure(),
      signature: reader.signature,
      viewport: look.view,
      scroll_y: round(window.scrollY),
      height: root ? scrollHeightOf(root) : 0,
      overlays: reader.overlays.map((one, _, all) => overlayOf(look, one, blocks, all.map((each) => each.element))),
      blocks: blocks.map(withoutHolder),
      is_truncated: reader.isTruncated,
      viewport_content: {
        text_length: blocks.reduce((sum, block) => sum + (overlaps(block.box, look.view) ? block.text.length : 0), 0),
        images: reader.pictures,
        painted: reader.painted,
      },
      images: reader.images,
      backgrounds: reader.backgrounds,
      links: reader.links,
      controls: reader.controls.map(withoutHolder),
      forms: formsOf(look),
      frame_addresses: frameAddresses(look),
      busy: busySubjects(),
      mixed_scripts: mixedScripts(),
      allows_zoom: forbidsPinch(look) ? false : zoomOf(),
      has_step_mark:
        everywhere('[aria-current=step]').some((one) => isSeen(look, one)) ||
        everywhere('ol, ul, [role=list]').some((one) => marksSteps(look, one)),
      structured_data: [
        ...selectAll(document, 'script[type*="ld+json" i]')
          .slice(0, 20)
          .map((one) => textContentOf(one).slice(0, 20000)),
        ...describedProducts(),
      ],
    };
  };

  const withoutHolder = ({ holder, ...block }) => block;

  /* Structure of the page now; the last one stands while nothing has changed. */
  let signed = { count: -1, signature: '' };
  const signature = () => {
    judge(false);
    if (signed.count !== changeCount)
      signed = { count: changeCount, signature: new Reader(new Look()).read().signature };
    return signed.signature;
  };

  /* Frames that hold nothing before somebody scrolls to them. */
  const lazyFrames = (look) =>
    everywhere('iframe[loading=lazy i][src]')
      .filter((frame) => look.rect(frame).width > 0 && look.rect(frame).height > 0 && isSeen(look, frame))
      .slice(0, 10)
      .map((frame) => ({ url: frame.src, locator: locatorOf(frame, look), box: asBox(look.rect(frame)) }));

  const collect = ({ max_blocks: maxBlocks = 1500, until } = {}) => {
    lookedAt = now();
    judge(false);
    flushEntries();
    const look = new Look();
    const page = pageOf(look, maxBlocks);
    signed = { count: changeCount, signature: page.signature };
    return {
      page,
      lazy_frames: lazyFrames(look),
      vitals: vitals(until),
      changes: changes(),
      inputs: inputFigures(),
      loses_focus: losesFocus(),
      input_gap: supported.has('event') ? null : 'unsupported',
      still_changing: stillChanging(),
      faults: [...faults],
      time_origin: timelineOrigin,
      now: now(),
    };
  };

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
    if (matchesSelector(element, FIELDS)) return seenFieldTarget(look, element) || element;
    return element;
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
    const letsThrough = isOff && look.style(element).pointerEvents === 'none';
    if (shown.width < 1 || shown.height < 1) return { covers: [], point: null };
    for (const [index, [x, y]] of POINTS.entries()) {
      const [left, top] = [shown.x + shown.width * x, shown.y + shown.height * y];
      const hit = hitAt(left, top);
      if (!hit) continue;
      tried += 1;
      if (belongs(element, hit) || (letsThrough && holds(hit, element))) {
        point = point || { x: round(left), y: round(top) };
        continue;
      }
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

  const settleBox = async (element) => {
    const end = now() + STABLE_MS;
    let before = rectOf(element);
    while (now() < end) {
      await nextFrame();
      const rect = rectOf(element);
      if (rect.x === before.x && rect.y === before.y && rect.width === before.width && rect.height === before.height)
        return true;
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
    if (first.hidden === null && tested.covers.some((cover) => cover.at_centre || cover.share >= SIDE_COVERED)) {
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
    const hidden = hiddenByWithLabel(look, element, target, label);
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
        is_revealed_by_hover: hidden === 'opacity' && isShownByHover(look, target),
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
      },
      view: needsView ? new Reader(look, { isViewOnly: true }).read().blocks.map(withoutHolder) : null,
      point: tested.point,
      states: statesOf(element),
      has_untold_fields: press && hasUntoldFields(look),
    };
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

  const labelTextOf = (look, target) => {
    const tag = tagOf(target);
    if (tag === 'input' && /^(submit|button|reset)$/.test(inputTypeOf(target))) {
      return fold(nativeName(target))
        ? { element: target, box: asBox(look.rect(target)), nodes: [], length: nativeName(target).length }
        : null;
    }
    if (REPLACED.has(tag) && tag !== 'picture') {
      const label = seenLabels(look, target)[0];
      return label && label !== target ? labelTextOf(look, label) : null;
    }
    const nodes = shownTextNodes(look, target);
    if (!nodes.length) return null;
    const longest = nodes.reduce((best, one) => (one.text.length > best.text.length ? one : best));
    /* Digits of a badge or a lone sign are no label. */
    if (!/[\p{L}\p{N}]/u.test(longest.text)) return null;
    return { element: longest.element, box: asBox(longest.rect), nodes, length: longest.text.length };
  };

  const shownTextNodes = (look, target, depth = 0, found = []) => {
    if (depth > 30 || found.length > 40) return found;
    eachFlatChild(target, (child) => {
      if (nodeTypeOf(child) === TEXT) {
        const text = fold(dataOf(child));
        if (!text || look.style(target).visibility !== 'visible') return;
        const rect = rangeRectOf(textRange(child));
        if (rect.width >= 1 && rect.height >= 1 && fontSizeOf(look.style(target)) >= 1)
          found.push({ node: child, element: target, text, rect });
      } else if (isElement(child) && !SILENT.has(tagOf(child)) && !REPLACED.has(tagOf(child)) && isRendered(child)) {
        const style = look.style(child);
        if (style.display === 'none' || Number(style.opacity) <= OPACITY_SEEN || isClippedAway(style)) return;
        const rect = look.rect(child);
        if (isLifted(style) && clipsOverflow(style) && rect.width <= 1.5 && rect.height <= 1.5) return;
        shownTextNodes(look, child, depth + 1, found);
      }
    });
    return found;
  };

  const TEXT_SEEN_RATIO = 1.1;

  const hiddenByWithLabel = (look, element, target, label) => {
    const reason = hiddenBy(look, target);
    if (reason && !(reason === 'opacity' && hasLookBehind(look, target))) return reason;
    if (!label || paintsPicture(look, target)) return null;
    /* Words moved out by text-indent with nothing painted in their place. */
    if (label.nodes.length && label.nodes.every(({ rect }) => isOutOfReach(look, target, rect) || right(rect) < -900)) {
      return paintsSolid(look, target) || parseFloat(look.style(target).borderTopWidth) > 0 ? null : 'off-screen';
    }
    if (isSeeThrough(look.style(label.element))) return 'text-colour';
    const contrast = contrastOf(look, label.element, { isStrict: false, textBox: label.box });
    return contrast !== null && contrast < TEXT_SEEN_RATIO && look.style(label.element).textShadow === 'none'
      ? reason || 'text-colour'
      : null;
  };

  const paintsPicture = (look, target) =>
    REPLACED.has(tagOf(target)) && tagOf(target) !== 'input'
      ? true
      : look.style(target).backgroundImage !== 'none' ||
        selectAll(target, 'img, svg, canvas, picture, video').some((one) => isSeen(look, one)) ||
        ['::before', '::after'].some((pseudo) => {
          const style = computed(target, pseudo);
          return style.content !== 'none' && style.content !== 'normal' && style.content !== '""';
        });

  const CUT_PX = 2;

  /* Sideways every pixel counts; up and down a glyph's box is higher than the glyph, by about a third of the size. */
  const labelCut = (look, target, label) => {
    if (!label || !label.nodes.length) return label && tagOf(target) === 'input' ? inputCut(look, target) : null;
    let cut = null;
    for (const { element, rect } of label.nodes) {
      const slack = 0.35 * fontSizeOf(look.style(element)) + CUT_PX;
      if (right(rect) < -900) continue;
      for (let box = element; box; box = flatParentOf(box)) {
        const found = cutBy(look, box, target, rect, slack);
        if (found === 'ellipsis') return found;
        cut = cut || found;
        if (box === look.root || (isLifted(look.style(box)) && box !== target && !holds(target, box))) break;
      }
    }
    return cut;
  };

  const cutBy = (look, box, target, rect, slack) => {
    const style = look.style(box);
    if (style.display === 'inline' || style.display === 'contents' || box === document.body || box === look.root)
      return null;
    const inner = innerBox(look, box);
    const isTarget = box === target;
    const hides = clipsOverflow(style);
    if (!hides && !isTarget) return null;
    if (/auto|scroll/.test(style.overflowX + style.overflowY) && !isTarget) return null;
    const frame = hides ? inner : asBox(look.rect(box));
    const sideways = rect.x < frame.x - CUT_PX || right(rect) > right(frame) + CUT_PX;
    const upright = rect.y < frame.y - slack || bottom(rect) > bottom(frame) + slack;
    if (!sideways && !upright) return null;
    if (!hides && !sideways && !hasPaintedEdge(look, box)) return null;
    if (!hides && sideways && !hasPaintedEdge(look, box) && !isOutOfView(look, rect)) return null;
    const clamps = style.webkitLineClamp && style.webkitLineClamp !== 'none';
    return (style.textOverflow === 'ellipsis' && sideways && hides) || clamps ? 'ellipsis' : 'overflow';
  };

  const isOutOfView = (look, rect) => right(rect) > Math.max(window.innerWidth, look.reach) + CUT_PX;
  const hasPaintedEdge = (look, box) => {
    const style = look.style(box);
    const paint = colourOf(style.backgroundColor);
    return (
      style.backgroundImage !== 'none' ||
      (paint && paint[3] > 0.05) ||
      (parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none')
    );
  };

  /* A submit input paints its own words; only the engine knows their width. */
  const inputCut = (look, target) => (scrollWidthOf(target) > clientWidthOf(target) + CUT_PX ? 'overflow' : null);

  /* ── size and room ── */

  const targetBox = (look, element, target) => {
    const control = closest(target, CONTROLS) || target;
    let box = paintedBox(look, control);
    for (const label of labelsOf(element)) {
      if (!isSeen(look, label)) continue;
      const rect = paintedBox(look, label);
      /* A label beside its field makes one target with it; one farther away is another that does the same: the
         customer takes the larger. */
      if (distance(rect, box) <= 12) box = union(box, rect);
      else if (Math.min(rect.width, rect.height) > Math.min(box.width, box.height)) box = rect;
    }
    const row = /^(radio|checkbox)$/.test(kindOf(element)) ? rowOf(look, element) : null;
    if (row) box = union(box, paintedBox(look, row));
    if (Math.min(box.width, box.height) < WIDE_TARGET_PX) box = grownByHits(look, control, box);
    return Math.min(box.width, box.height) < WIDE_TARGET_PX ? largerTwin(look, control, box) : box;
  };

  /* A row that takes presses for the one choice in it: by a listener of its own, or by the hand that it shows. */
  const rowOf = (look, element) => {
    const isHand = (node) => look.style(node).cursor === 'pointer';
    for (let node = parentOf(element), level = 0; node && level < 5; node = parentOf(node), level += 1) {
      if (selectAll(node, `${FIELDS}, ${CONTROLS}`).length > 1) return null;
      if (clickHandler(node) || isHand(node)) return node;
    }
    return null;
  };

  const CARD_PX = 48;

  /* The picture over a product's name leads where the name does: WCAG excuses the smaller of two equivalent targets. */
  const largerTwin = (look, control, box) => {
    const address = attribute(control, 'href');
    if (!address || address.startsWith('#')) return box;
    return selectAll(document, 'a[href]')
      .filter((other) => other !== control && attribute(other, 'href') === address && isSeen(look, other))
      .map((other) => paintedBox(look, other))
      .filter((rect) => distance(rect, box) <= CARD_PX)
      .reduce(
        (most, rect) => (Math.min(rect.width, rect.height) > Math.min(most.width, most.height) ? rect : most),
        box,
      );
  };

  /* Pseudo-elements and padding of the parts widen the target without showing in any box: feel outward from the edges. */
  const grownByHits = (look, control, box) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const feel = (dx, dy) => {
      /* Whole pixels only: between them engines differ in what a point hits. */
      let reach = 0;
      for (; reach < TARGET_PX; reach += 1) {
        const px = dx ? (dx > 0 ? Math.ceil(right(box)) + reach : Math.floor(box.x) - reach - 1) : Math.round(x);
        const py = dy ? (dy > 0 ? Math.ceil(bottom(box)) + reach : Math.floor(box.y) - reach - 1) : Math.round(y);
        const hit = px >= 0 && py >= 0 && px < look.view.width && py < look.view.height ? hitAt(px, py) : null;
        if (!hit || !(holds(control, hit) || labelsOf(control).some((label) => holds(label, hit)))) break;
      }
      return reach;
    };
    return edges(box.x - feel(-1, 0), box.y - feel(0, -1), right(box) + feel(1, 0), bottom(box) + feel(0, 1));
  };

  const neighbours = (look, element, target, box) => {
    const near = edges(box.x - 60, box.y - 60, right(box) + 60, bottom(box) + 60);
    const control = closest(target, CONTROLS) || target;
    const labels = labelsOf(element);
    /* Of a choice that its label alone draws, the label is used: the hidden input is no neighbour of its own. */
    const own = tagOf(element) === 'label' ? labelControlOf(element) : null;
    return everywhere(CONTROLS)
      .slice(0, 2000)
      .filter((other) => {
        if (
          other === element ||
          other === target ||
          other === own ||
          holds(control, other) ||
          holds(other, element) ||
          labels.some((label) => holds(label, other))
        )
          return false;
        return !disabled(other);
      })
      .flatMap((other) => shownTargets(look, other, near))
      .map((other) => paintedBox(look, other));
  };

  /* A choice drawn by its label alone (a colour, a size) is pressed there: its own box is hidden. */
  const shownTargets = (look, control, near) => {
    const shown = (target) => overlaps(look.rect(target), near) && isSeen(look, target);
    if (shown(control)) return [control];
    const labels = labelsOf(control).filter(shown);
    return labels.length && !isSeen(look, control) ? labels : [];
  };

  const spacing = (look, element, target, box) => {
    const others = neighbours(look, element, target, box);
    return others.length ? round(Math.min(...others.map((other) => distance(box, other)))) : null;
  };

  /* WCAG 2.2, 2.5.8: a 24 px circle on the target's centre meets no other target, nor the circle of another small one. */
  const isSpaced = (look, element, target, box) => {
    if (box.width >= TARGET_PX && box.height >= TARGET_PX) return null;
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2, width: 0, height: 0 };
    return neighbours(look, element, target, box).every((other) => {
      if (distance(centre, other) < TARGET_PX / 2) return false;
      if (other.width >= TARGET_PX && other.height >= TARGET_PX) return true;
      const theirs = { x: other.x + other.width / 2, y: other.y + other.height / 2, width: 0, height: 0 };
      return distance(centre, theirs) >= TARGET_PX;
    });
  };

  const isInlineLink = (look, element) => {
    const link = closest(element, 'a, [role=link]');
    if (!link || look.style(link).display !== 'inline') return false;
    const block = lineHolder(look, link);
    let prose = '';
    for (const node of lineTexts(look, block))
      if (!holds(link, node.parent) && !closest(node.parent, 'a[href], button')) prose += ` ${node.text}`;
    return /\p{L}{2,}/u.test(prose);
  };

  const lineTexts = (look, block, found = []) => {
    eachFlatChild(block, (child) => {
      if (nodeTypeOf(child) === TEXT) found.push({ text: dataOf(child), parent: block });
      else if (isElement(child) && /^inline$|contents/.test(look.style(child).display) && !SILENT.has(tagOf(child)))
        lineTexts(look, child, found);
    });
    return found;
  };

  /* ── disabled, and why ── */

  const disabled = (element) => {
    const control = matchesSelector(element, CONTROLS)
      ? element
      : closest(element, CONTROLS) || (tagOf(element) === 'label' && labelControlOf(element)) || element;
    return matchesSelector(control, ':disabled') || Boolean(closest(control, '[aria-disabled=true]'));
  };

  const disabledReasons = (look, element, target) => {
    const control = closest(element, CONTROLS) || element;
    const reasons = new Set();
    const add = (text) => {
      const words = fold(text);
      if (words && reasons.size < 12) reasons.add(words);
    };
    for (const part of byIds(control, 'aria-describedby')) if (isSeen(look, part)) add(contentName(part));
    add(attribute(control, 'title'));
    add(attribute(control, 'data-tooltip') || attribute(control, 'data-tip') || attribute(control, 'aria-description'));
    for (const part of everywhere('[role=alert], [role=status], [aria-live=assertive], [aria-live=polite]'))
      if (isSeen(look, part)) add(contentName(part));
    const box = look.rect(target);
    /* What is ticked or filled already is not what the button waits for, and the page's foot speaks to everybody. */
    const answered = everywhere(FIELDS)
      .slice(0, 300)
      .filter(isFilled)
      .flatMap((field) => seenLabels(look, field));
    const isBeside = (holder) => {
      const part = closest(holder, 'footer, nav, [role=contentinfo], [role=navigation]');
      return (!part || holds(part, control)) && !answered.some((label) => holds(label, holder));
    };
    const near = new Reader(look)
      .read()
      .blocks.filter(
        (block) =>
          distance(block.box, box) <= NEAR_PX &&
          !/^(button|link|heading|option)$/.test(block.role) &&
          isBeside(block.holder),
      );
    for (const block of near.sort((one, other) => distance(one.box, box) - distance(other.box, box)))
      if (block.text !== nameOf(element)) add(block.text);
    return [...reasons];
  };

  const unfilledRequired = (look, element) => {
    const form = formOf(closest(element, CONTROLS) || element);
    const scope = form || closest(element, 'dialog, [role=dialog], main, body');
    const fields = form
      ? [...formElementsOf(form)].concat(selectAll(form, FIELDS))
      : scope
        ? selectAll(scope, FIELDS)
        : [];
    const labels = new Set();
    for (const field of new Set(fields)) {
      if (!matchesSelector(field, FIELDS) || !isUnfilledRequired(look, field)) continue;
      labels.add(
        fold(
          seenLabels(look, field)
            .map((label) => contentName(label))
            .join(' '),
        ) ||
          nameOf(field) ||
          attribute(field, 'name') ||
          kindOf(field),
      );
    }
    return [...labels].slice(0, 20);
  };

  const isUnfilledRequired = (look, field) => {
    const target = seenFieldTarget(look, field);
    if (!target || matchesSelector(field, ':disabled')) return false;
    const labels = seenLabels(look, field);
    const isRequired =
      hasAttribute(field, 'required') ||
      attribute(field, 'aria-required') === 'true' ||
      marksRequired(look, field, labels, labels.map((label) => contentName(label)).join(' '));
    if (!isRequired) return false;
    if (inputTypeSafely(field) === 'radio') {
      const name = attribute(field, 'name');
      return !selectAll(rootNodeOf(field), 'input[type=radio]').some(
        (other) => attribute(other, 'name') === name && checkedOf(other),
      );
    }
    return !isFilled(field);
  };

  /* ── reach, form, handlers ── */

  const COMPOSITE = /^(radio|tab|menuitem|menuitemradio|menuitemcheckbox|option|treeitem|gridcell)$/;

  const focusable = (look, element) => {
    const control =
      tagOf(element) === 'label' ? labelControlOf(element) || element : closest(element, CONTROLS) || element;
    if (closest(control, '[inert]')) return false;
    if (matchesSelector(control, ':disabled')) return null;
    const hidden = hiddenBy(look, control);
    if (hidden === 'display' || hidden === 'visibility')
      return seenFieldTarget(look, control) && hidden === 'display' ? false : null;
    /* An anchor without href says 0 and is passed over by Tab all the same. */
    if (
      tabIndexOf(control) >= 0 &&
      (hasAttribute(control, 'tabindex') || isNativeControl(control) || isEditable(control))
    )
      return true;
    /* Members of a group are reached by arrows from the one that is in the Tab order. */
    if (COMPOSITE.test(roleOf(control))) return null;
    if (hasReachedTwin(look, control)) return null;
    return attributeOf(control, 'tabindex') !== null || !isNativeControl(control) ? false : null;
  };

  /* The picture of a card is often left out of the Tab order, since the name below it leads to the same page. */
  const hasReachedTwin = (look, control) =>
    tagOf(control) === 'a' &&
    hasAttribute(control, 'href') &&
    everywhere('a[href]')
      .slice(0, 2000)
      .some(
        (other) =>
          other !== control &&
          tabIndexOf(other) >= 0 &&
          anchorAddressOf(other) === anchorAddressOf(control) &&
          isSeen(look, other),
      );

  /* ── how its focus shows: told from the page's own styles, since giving it the focus could set off its scripts ── */

  const MAX_RULES = 20000;
  const FOCUS_STATE = /:focus(-visible|-within)?(?![\w-])/g;
  /* Marks that scripts set by the kind of input: what they say now is not what they say to a keyboard. */
  const INPUT_MARKS = /what-?in(put|tent)|mouse|pointer|tabbing|keyboard|focus-(visible|method|source|ring)|touch/i;
  const PSEUDO_ELEMENT = /::?(before|after|marker|placeholder|first-letter|first-line|selection|-[\w-]+)(\([^)]*\))?/g;
  const MARKED_BY = [
    ...['outline-style', 'outline-width', 'outline-color', 'box-shadow', 'background-color', 'background-image'],
    ...['border-top-color', 'border-bottom-color', 'border-top-width', 'border-bottom-width', 'border-top-style'],
    ...['border-bottom-style', 'color', 'text-decoration-line', 'filter', 'transform', 'opacity', 'content'],
  ];

  /* What is looked for in a page's style sheets: rules that speak of focus or of outlines … */
  const FOCUS_RULES = {
    known: new WeakMap(),
    keeps: (selector, style) => selector.includes(':focus') || style.outlineStyle || style.outlineWidth,
    facts: (part) => partFacts(part),
  };
  /* … or that bring out what is transparent while a mouse hovers. */
  const HOVER_STATE = /:hover(?![\w-])/g;
  const HOVER_RULES = {
    known: new WeakMap(),
    keeps: (selector, style) => selector.includes(':hover') && parseFloat(style.opacity) > OPACITY_SEEN,
    facts: (part) => (part.includes(':hover') ? part.replace(HOVER_STATE, ':not(_)').trim() : null),
  };

  /* Rules of a sheet that are of the kind; null where it may not be read. */
  const rulesOf = (sheet, kind) => {
    const known = kind.known.get(sheet);
    let list;
    try {
      list = sheet.cssRules;
    } catch {
      return null;
    }
    if (known && known.length === list.length) return known.rules;
    const rules = [];
    const budget = { left: MAX_RULES };
    const isWhole = gatherRules(list, '', false, rules, budget, kind);
    kind.known.set(sheet, { length: list.length, rules: isWhole ? rules : null });
    return isWhole ? rules : null;
  };

  const kindOfRule = (rule) => Object.prototype.toString.call(rule);

  const gatherRules = (list, outer, isLayered, rules, budget, kind) => {
    for (const rule of list) {
      if ((budget.left -= 1) < 0) return false;
      if (rule.selectorText !== undefined) {
        const selector = outer ? rule.selectorText.replace(/&/g, `:is(${outer})`) : rule.selectorText;
        const { style } = rule;
        if (kind.keeps(selector, style))
          rules.push({ parts: partsOf(selector).map(kind.facts).filter(Boolean), style, isLayered });
        if (rule.cssRules && rule.cssRules.length && !gatherRules(rule.cssRules, selector, isLayered, rules, budget, kind))
          return false;
      } else if (rule.styleSheet !== undefined) {
        const inner = rule.styleSheet ? rulesOf(rule.styleSheet, kind) : [];
        if (inner === null) return false;
        rules.push(...inner);
      } else if (rule.cssRules) {
        if (rule.media && !window.matchMedia(rule.media.mediaText).matches) continue;
        if (/Supports/.test(kindOfRule(rule)) && !CSS.supports(rule.conditionText)) continue;
        const isLayer = isLayered || /Layer/.test(kindOfRule(rule));
        if (!gatherRules(rule.cssRules, outer, isLayer, rules, budget, kind)) return false;
      }
    }
    return true;
  };

  /* Parts of a selector list, commas within brackets left alone. */
  const partsOf = (selector) => {
    const parts = [];
    let depth = 0;
    let from = 0;
    for (let at = 0; at < selector.length; at += 1) {
      if (/[([]/.test(selector[at])) depth += 1;
      else if (/[)\]]/.test(selector[at])) depth -= 1;
      else if (selector[at] === ',' && !depth) {
        parts.push(selector.slice(from, at));
        from = at + 1;
      }
    }
    parts.push(selector.slice(from));
    return parts;
  };

  /* One selector with its state of focus taken as given; null where the focus is another element's, say a field's. */
  const partFacts = (part) => {
    const isOfFocus = part.includes(':focus');
    const isWithin = part.includes(':focus-within');
    if (isOfFocus && !isWithin && !/:focus/.test(part.trim().split(/[\s>+~]+(?![^([]*[)\]])/).pop())) return null;
    const whole = part.replace(PSEUDO_ELEMENT, '');
    return {
      bare: whole.replace(FOCUS_STATE, ':not(_)').trim(),
      isOfFocus,
      isWithin,
      isOfItself: !isWithin && part === whole,
      isMarkedByInput: INPUT_MARKS.test(part.replace(FOCUS_STATE, '')),
      specificity: specificityOf(part),
    };
  };

  const specificityOf = (selector) => {
    const plainly = selector.replace(/:(is|not|has)\(/g, ' ').replace(/:where\([^)]*\)/g, '');
    const count = (pattern) => (plainly.match(pattern) || []).length;
    const pseudoElements = count(/::[\w-]+/g);
    return (
      count(/#[\w-]+/g) * 10000 +
      (count(/\.[\w-]+/g) + count(/\[[^\]]*\]/g) + count(/:[\w-]+/g) - pseudoElements) * 100 +
      count(/(^|[\s>+~(])[a-z][\w-]*/gi) +
      pseudoElements
    );
  };

  const sheetsFor = (element) => {
    const sheets = [...document.styleSheets, ...(document.adoptedStyleSheets || [])];
    const root = rootNodeOf(element);
    return nodeTypeOf(root) === FRAGMENT
      ? [...(root.styleSheets || []), ...(root.adoptedStyleSheets || [])]
      : sheets.filter((sheet) => !sheet.disabled && (!sheet.media.mediaText || window.matchMedia(sheet.media.mediaText).matches));
  };

  /* Whether the page's own rules show, to a hovering mouse, what is transparent now. */
  const isShownByHover = (look, element) => {
    const selectors = sheetsFor(element).flatMap((sheet) => (rulesOf(sheet, HOVER_RULES) || []).flatMap(({ parts }) => parts));
    for (let node = selectors.length ? element : null; node; node = flatParentOf(node))
      if (parseFloat(look.style(node).opacity) <= OPACITY_SEEN && selectors.some((one) => matchesSafely(node, one)))
        return true;
    return false;
  };

  const matchesSafely = (element, selector) => {
    try {
      return matchesSelector(element, selector);
    } catch {
      return false;
    }
  };

  /* "own": the page marks the focus itself; "browser": it leaves the browser's outline alone; "none": it takes it away. */
  const focusMark = (element) => {
    const control = closest(element, CONTROLS) || element;
    if (matchesSelector(control, FILLED_INPUTS) || /^(select|textarea)$/.test(tagOf(control))) return null;
    const winners = new Map();
    let isUnsure = false;
    for (const sheet of sheetsFor(control)) {
      const rules = rulesOf(sheet, FOCUS_RULES);
      if (rules === null) return null;
      for (const { parts, style, isLayered } of rules) {
        for (const { bare, isOfFocus, isWithin, isOfItself, isMarkedByInput, specificity } of parts) {
          let matched = false;
          try {
            matched = isWithin ? Boolean(closestTo(control, bare)) : matchesSelector(control, bare);
          } catch {
            isUnsure = isUnsure || isOfFocus;
          }
          if (!matched) continue;
          if (!isOfItself) {
            if (isOfFocus && setsMark(style)) return 'own';
            continue;
          }
          if (isMarkedByInput) {
            isUnsure = true;
            continue;
          }
          for (const property of MARKED_BY) {
            const value = declared(style, property);
            if (!value || (!isOfFocus && !property.startsWith('outline'))) continue;
            const isUrgent = style.getPropertyPriority(property) === 'important';
            const weight = (isUrgent ? 1e9 : 0) + (isLayered ? 0 : 1e7) + specificity;
            const winner = winners.get(property);
            if (!winner || weight >= winner.weight) winners.set(property, { value, weight, isOfFocus });
          }
        }
      }
    }
    const style = computed(control);
    const inline = (property) => (control.style && control.style.getPropertyValue(property)) || '';
    const given = (property) => inline(property) || (winners.get(property) || { value: '' }).value;
    const line = given('outline-style');
    const isLined =
      !/^(none|hidden|initial|unset)$/.test(line) && !/^0(px)?$/.test(given('outline-width')) && !isClear(given('outline-color'));
    if (!line && isLined) return isMarkedOtherwise(winners, style) ? 'own' : 'browser';
    if (isLined || isMarkedOtherwise(winners, style)) return 'own';
    return isUnsure ? null : 'none';
  };

  const NO_MARK = /^(none|inherit|initial|unset|revert|auto|normal|currentcolor|0|0px|)$/i;
  /* A shorthand with a variable in it gives no longhands: what it sets is told from its words. */
  const declared = (style, property) => {
    const value = style.getPropertyValue(property);
    if (value) return value;
    const words = style.getPropertyValue(property.split('-')[0]);
    if (!/var\(/.test(words)) return '';
    if (property === 'outline-style') return (/\b(none|solid|dotted|dashed|double|auto)\b/.exec(words) || ['solid'])[0];
    return property === 'outline-width' ? '1px' : words;
  };
  const setsMark = (style) =>
    MARKED_BY.some((property) => {
      const value = declared(style, property);
      return !NO_MARK.test(value) && !isClear(value);
    });

  const isClear = (value) => {
    if (value === 'transparent') return true;
    const colour = /\(/.test(value) ? colourOf(value) : null;
    return Boolean(colour) && colour[3] <= OPACITY_SEEN;
  };

  const isMarkedOtherwise = (winners, style) =>
    [...winners].some(([property, { value, isOfFocus }]) => {
      if (!isOfFocus || property.startsWith('outline')) return false;
      if (NO_MARK.test(value) || isClear(value)) return false;
      return value !== style.getPropertyValue(property);
    });

  const formFacts = (element) => {
    const control = closest(element, 'button, input') || element;
    const type =
      tagOf(control) === 'button' ? attribute(control, 'type').toLowerCase() || 'submit' : inputTypeSafely(control);
    const form = formOf(control);
    const isSubmit =
      Boolean(form) && (type === 'submit' || type === 'image') && /^(button|input)$/.test(tagOf(control));
    return {
      form_action: form
        ? absolute((isSubmit && attribute(control, 'formaction')) || attribute(form, 'action') || location.href)
        : null,
      form_method: form ? (isSubmit && attribute(control, 'formmethod').toLowerCase()) || methodOf(form) : null,
      is_submit: isSubmit,
    };
  };

  const opensWindow = (element) => {
    const link = closest(element, 'a[href], area[href]');
    const target = link ? attribute(link, 'target') : '';
    const control = closest(element, 'button, input');
    const form = control ? formOf(control) : null;
    const ofForm = control && form ? attribute(control, 'formtarget') || attribute(form, 'target') : '';
    return /^_blank$/i.test(target) || /^_blank$/i.test(ofForm);
  };

  const HANDLER_ATTRIBUTE =
    /^(onclick|@click|v-on:click|x-on:click|(data-)?ng-click|jsaction|(data-)?hx-(get|post|put|delete|patch)|wire:click|data-(bs-)?toggle)/i;

  /* What can be known without patching the page: attributes, properties and the marks that frameworks leave. */
  const clickHandler = (element) => {
    if (typeof element.onclick === 'function' || attributeNamesOf(element).some((name) => HANDLER_ATTRIBUTE.test(name)))
      return true;
    /* Stimulus; others use the same attribute for their statistics. */
    if (/click->|^[\w-]+#/.test(attribute(element, 'data-action'))) return true;
    if (/\bclick\s*:/.test(attribute(element, 'data-bind'))) return true;
    for (const name of Object.keys(element)) {
      if (/^__react(Props|EventHandlers)\$/.test(name) && element[name] && typeof element[name].onClick === 'function')
        return true;
    }
    if (element._vei && Object.keys(element._vei).some((name) => /^onClick/.test(name))) return true;
    return null;
  };

  /* ── around it ── */

  const hasEqualInView = (look, element) => {
    const name = nameOf(element).toLowerCase();
    if (!name) return false;
    const role = roleOf(element);
    return everywhere('button, a[href], input[type=submit], input[type=button], [role=button], [role=link]').some(
      (other) => {
        if (other === element || holds(other, element) || holds(element, other)) return false;
        const rect = look.rect(other);
        if (!isWithin(rect, look.view, 1) || rect.width < 1) return false;
        if (roleOf(other) !== role && !/^(button|link)$/.test(role)) return false;
        if (nameOf(other).toLowerCase() !== name || disabled(other) || !isSeen(look, other)) return false;
        if (isOfAnotherItem(element, other)) return false;
        const hit = hitAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
        return Boolean(hit) && belongs(other, hit);
      },
    );
  };

  /* "Add to cart" of the product beside is no equal of this one. */
  const isOfAnotherItem = (element, other) => {
    const [address, theirs] = [attribute(element, 'href'), attribute(other, 'href')];
    if (address || theirs) return address !== theirs;
    const item = closest(other, 'li, tr, article, [class*=card i], [class*=item i], [class*=product i]');
    if (!item || holds(item, element)) return false;
    const next = nextElementOf(item) || previousElementOf(item);
    return Boolean(next) && tagOf(next) === tagOf(item) && attribute(next, 'class') === attribute(item, 'class');
  };

  const CURRENCY = '(?:[€$£¥]|\\b(?:EUR|USD|GBP|SEK|NOK|DKK|CHF|PLN|CZK|kr)\\b)';
  const MONEY = new RegExp(`${CURRENCY}\\s?\\d|\\d[\\d.,\\s]*\\s?${CURRENCY}`, 'g');
  const SUMMARY = [
    ...['table', 'dl', 'ul', 'ol'],
    ...['summary', 'cart', 'basket', 'total', 'review'].map((word) => `[class*=${word} i]`),
    ...['summary', 'cart'].map((word) => `[id*=${word} i]`),
  ].join(', ');

  /* Fields to fill, or a list of amounts to read, above the action in the same part of the page. */
  const readsFirst = (look, target) => {
    const top = look.rect(target).y;
    const isAbove = (element) => {
      const rect = look.rect(element);
      return (
        rect.height >= 1 &&
        rect.y < top &&
        !closest(element, 'nav, footer, [role=search], [role=navigation], [role=contentinfo]') &&
        !holds(element, target)
      );
    };
    /* One piece is what most customers want: the button waits for nothing there. */
    const isOnePiece = (field) => !touched.has(field) && (showsOne(field) || listsFromOne(field));
    const showsOne = (field) => /^(number|text|tel)$/.test(inputTypeSafely(field)) && valueGetters.input(field) === '1';
    const listsFromOne = (field) => {
      const [chosen] = tagOf(field) === 'select' ? [...selectedOptionsOf(field)] : [];
      return Boolean(chosen) && fold(textContentOf(chosen), 80) === '1' && /^1,2(,|$)/.test(optionsOf(field).join());
    };
    const isAsked = (field) =>
      isAbove(field) &&
      !/^(search|hidden)$/.test(kindOf(field)) &&
      !isOnePiece(field) &&
      !closest(field, 'header, [role=banner]') &&
      seenFieldTarget(look, field);
    if (everywhere(FIELDS).slice(0, 300).some(isAsked)) return true;
    /* Sizes and colours as buttons: two or more side by side are a choice, one alone a switch. */
    const isChoice = (button) =>
      isAbove(button) && isSeen(look, button) && selectAll(parentOf(button), '[aria-pressed]').length > 1;
    if (everywhere('main [aria-pressed], form [aria-pressed]').slice(0, 100).some(isChoice)) return true;
    return everywhere(SUMMARY)
      .slice(0, 300)
      .some(
        (part) =>
          isAbove(part) && (textContentOf(part).slice(0, 5000).match(MONEY) || []).length >= 2 && isSeen(look, part),
      );
  };

  /* ═══ consent: the cookie banner, found by structure and by the words of our lexicon ═══ */

  let consentButtons = [];

  /* A stem begins a word: "accept" in "Accept all" and "accepting", not in "unacceptable". */
  const plain = (text) => fold(text, 2000).toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const says = (text, stems) =>
    (stems || []).some((stem) => {
      const wanted = plain(stem);
      for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + 1))
        if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
      return false;
    });

  const MEANINGS = ['reject', 'manage', 'accept', 'close'];
  const meaningOf = (name, stems) => MEANINGS.find((meaning) => says(plain(name), stems[meaning])) || null;

  const BANNERS = [
    ...[
      'dialog[open]',
      '[role=dialog]',
      '[role=alertdialog]',
      '[aria-modal=true]',
      '[aria-label*=cookie i]',
      '[id*=cmp i]',
    ],
    ...['cookie', 'consent', 'gdpr'].flatMap((word) => [`[class*=${word} i]`, `[id*=${word} i]`]),
  ].join(', ');

  const consentCandidates = (look) => {
    const found = new Set();
    for (const part of everywhere(BANNERS)) found.add(part);
    for (const part of everywhere('body > *, body > * > *'))
      if (isLifted(look.style(part)) || look.style(part).position === 'sticky') found.add(part);
    for (const root of openRoots)
      for (const part of selectAll(root, '*')) if (look.style(part).position === 'fixed') found.add(part);
    return [...found].filter(
      (part) => !/^(html|body|main|script|style|input|button|a|label)$/.test(tagOf(part)) && isInView(part),
    );
  };

  const findConsent = (stems = {}) => {
    const look = new Look();
    let best = null;
    for (const part of consentCandidates(look)) {
      const text = plain(fullText(part));
      if (text.length > 6000 || !says(text, stems.cookies)) continue;
      const buttons = buttonsIn(part)
        .concat(matchesSelector(part, CONTROLS) ? [part] : [])
        .filter((one) => isInView(one) && !isTermsLink(one, stems));
      const useful = buttons.filter((one) => meaningOf(nameOf(one), stems));
      if (!useful.length) continue;
      /* Of boxes within each other the inner one that still holds the most answers. */
      const score = useful.length * 1000 - Math.min(900, text.length / 10);
      if (!best || score > best.score) best = { part, buttons, score };
    }
    if (!best) return null;
    consentButtons = best.buttons;
    const box = overlayBox(look, best.part, look.style(best.part));
    const reader = new Reader(look, { isViewOnly: true }).read();
    return {
      kind: 'consent',
      subject: { ...subjectOf(best.part, look), box: asBox(box) },
      share: round(area(box) / area(look.view)),
      texts: reader.blocks
        .filter((block) => holds(best.part, block.holder))
        .slice(0, 20)
        .map((block) => block.text),
      buttons: best.buttons.map((one, index) => ({ name: nameOf(one), index, meaning: meaningOf(nameOf(one), stems) })),
    };
  };

  const fullText = (element) => {
    const root = shadowRootOf(element);
    return root ? `${textContentOf(root)} ${textContentOf(element)}` : textContentOf(element);
  };

  /* Links to a policy page answer nothing, also where they bear the word. */
  const isTermsLink = (element, stems) =>
    tagOf(element) === 'a' &&
    /^(https?:|\/)/.test(attribute(element, 'href')) &&
    !says(plain(nameOf(element)), [...(stems.accept || []), ...(stems.reject || [])]);

  /* ═══ the door: what the driver may ask ═══ */

  const begin = () => {
    step.begun = now();
    step.generation += 1;
    step.inputBefore = lastInput;
    step.lookedBefore = lookedAt;
    inputs = [];
    log = log.filter((change) => step.begun - change.at < 5000);
    activation = null;
    glance = null;
    /* document.open() takes listeners away; adding the same one twice does nothing. */
    listenToInput();
    return { now: step.begun, time_origin: timelineOrigin };
  };

  /* What takes the press at a point of this document, if it is neither the element nor a part of it: for frames, asked in their parent. */
  const coverAt = (element, { x, y }) => {
    const hit = hitAt(x, y);
    if (!hit || belongs(element, hit)) return null;
    const look = new Look();
    return { subject: subjectOf(coverSubject(look, element, hit), look), at_centre: true, share: 1 };
  };

  const frameOffset = (frame) => {
    const rect = rectOf(frame);
    const style = computed(frame);
    return {
      x: round(rect.x + clientLeftOf(frame) + (parseFloat(style.paddingLeft) || 0)),
      y: round(rect.y + clientTopOf(frame) + (parseFloat(style.paddingTop) || 0)),
    };
  };

  const methods = {
    begin: () => own(begin),
    watch: (element) => own(() => watch(element)),
    examine,
    first_feedback: (limit) =>
      typeof limit === 'number' ? firstFeedback(limit) : firstFeedback(limit.limit_ms, limit.pressed_at),
    quiet,
    changes: () => own(changes),
    collect: (options) => own(() => collect(options)),
    find_consent: (stems) => own(() => findConsent(stems)),
    consent_button: (index) => consentButtons[typeof index === 'number' ? index : index.index] || null,
    cover_at: (element, point) => own(() => coverAt(element, point)),
    close_over: (element, stems) => own(() => closeOver(element, stems)),
    frame_offset: (frame) => own(() => frameOffset(frame)),
    touch: (element) => {
      touched.add(element);
    },
    own_work: ({ start, end }) => noteOwnWork(start, end),
    subject: (element) => own(() => subjectOf(element)),
    signature: () => own(signature),
    marked: (token) => marks.get(token) || null,
    document_is: (other) => other === document,
  };

  /*
   * A frame's first window may be handed on from about:blank to its real document without our being started again
   * (Firefox): then the probe sets itself up anew, at the first sign of life or question.
   */
  const isHandedOn = () => window.document !== document;
  const setUpAnew = () => {
    if (isHandedOn()) setUp();
  };
  const open =
    (name) =>
    (...given) => {
      if (!isHandedOn()) return methods[name](...given);
      setUpAnew();
      return window[KEY][name](...given);
    };

  /* Old libraries give arrays a toJSON of their own, which would break the answer: it stands aside for the moment. */
  const toText = (answer) => {
    const kept = [Array.prototype, String.prototype, Object.prototype, Number.prototype]
      .map((prototype) => [prototype, Object.getOwnPropertyDescriptor(prototype, 'toJSON')])
      .filter(([, described]) => described && described.configurable);
    for (const [prototype] of kept) delete prototype.toJSON;
    try {
      return stringify(answer ?? null);
    } finally {
      for (const [prototype, described] of kept) Object.defineProperty(prototype, 'toJSON', described);
    }
  };
  methods.text = async (method, ...given) => {
    const answer = await methods[method](...given);
    return own(() => toText(answer));
  };

  const start = () => {
    wrapTimers();
    wrapReports();
    listenToInput();
    listenToPage();
    observe(document);
    watchPerformance();
    listenToViews();
    for (const type of ['readystatechange', 'DOMContentLoaded']) listen(window, type, guarded(setUpAnew), true);
    if (rootElementOf(document)) findRoots(rootElementOf(document));
  };

  /* Asked by a later set-up, so answered for this document and no other. */
  const { document_is } = methods;
  const door = Object.freeze({
    ...Object.fromEntries(Object.keys(methods).map((name) => [name, open(name)])),
    document_is,
  });
  Object.defineProperty(window, KEY, { value: door, enumerable: false, configurable: false, writable: true });
  guarded(start)();
})();
