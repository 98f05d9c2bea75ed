/* ═══ natives: captured before the page can patch them, uncurried, so that `<input name="children">` fools nobody ═══ */

const KEY = '__frictionaudit__';
const document = window.document;

/* Whatever goes wrong in here is ours and stays here; the driver reads it with the page. */
const faults = [];
const noteFault = (fault) => {
  if (faults.length < 20) faults.push(String((fault && fault.stack) || fault).slice(0, 600));
};
const guarded = (work) =>
  function (...given) {
    try {
      return whole(work, this, given);
    } catch (fault) {
      whole(noteFault, undefined, [fault]);
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
 * instructions. Forms and documents alone may hold something else by that name: a field, an image, a form.
 */
const FORM = HTMLFormElement.prototype;
const DOCUMENT_ITSELF = prototypeOf(document);
const way = (prototype, name, read) => {
  const native = getter(prototype, name);
  return (node) => {
    const kind = prototypeOf(node);
    return kind === FORM || kind === DOCUMENT_ITSELF ? native(node) : read(node);
  };
};
const parentNodeOf = way(Node.prototype, 'parentNode', (node) => node.parentNode);
const firstChildOf = way(Node.prototype, 'firstChild', (node) => node.firstChild);
const nextSiblingOf = way(Node.prototype, 'nextSibling', (node) => node.nextSibling);
const nodeTypeOf = way(Node.prototype, 'nodeType', (node) => node.nodeType);
const dataOf = (text) => text.data;
const localNameOf = way(Element.prototype, 'localName', (element) => element.localName);
const shadowRootOf = way(Element.prototype, 'shadowRoot', (element) => element.shadowRoot);
const slotOf = way(Element.prototype, 'assignedSlot', (element) => element.assignedSlot);

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
const isSameNode = uncurry(Node.prototype.isEqualNode);
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
const animationsOfShadow = uncurry(ShadowRoot.prototype.getAnimations || Document.prototype.getAnimations);
const animationsOfElement = uncurry(Element.prototype.getAnimations);
const rootElementOf = getter(Document.prototype, 'documentElement');
const activeElementOf = getter(Document.prototype, 'activeElement');
const activeInShadow = getter(ShadowRoot.prototype, 'activeElement');
const bodyOf = getter(Document.prototype, 'body');
const titleOf = getter(Document.prototype, 'title');
const baseOf = getter(Node.prototype, 'baseURI');
const readyStateOf = getter(Document.prototype, 'readyState');
const makeRange = uncurry(Document.prototype.createRange);
const makeElement = uncurry(Document.prototype.createElement);
const valueGetters = {
  input: getter(HTMLInputElement.prototype, 'value'),
  textarea: getter(HTMLTextAreaElement.prototype, 'value'),
  select: getter(HTMLSelectElement.prototype, 'value'),
};
const shownTextOf = getter(HTMLElement.prototype, 'innerText');
const checkedOf = getter(HTMLInputElement.prototype, 'checked');
const inputTypeOf = getter(HTMLInputElement.prototype, 'type');
const labelledBy = getter(HTMLLabelElement.prototype, 'control');
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
const { HTMLAnchorElement: Anchor } = window;
const anchorHref = getter(HTMLAnchorElement.prototype, 'href');
/* A link of a drawing has no address of its own, only what is written. */
const anchorAddressOf = (element) => (element instanceof Anchor ? anchorHref(element) : attributeOf(element, 'href'));
const labelControlOf = getter(HTMLLabelElement.prototype, 'control');
const tabIndexOfHtml = getter(HTMLElement.prototype, 'tabIndex');
const tabIndexOfSvg = getter(SVGElement.prototype, 'tabIndex');
const { HTMLElement: Html, SVGElement: Svg } = window;
const tabIndexOf = (element) =>
  element instanceof Html ? tabIndexOfHtml(element) : element instanceof Svg ? tabIndexOfSvg(element) : -1;
const imageCompleteOf = getter(HTMLImageElement.prototype, 'complete');
const naturalWidthOf = getter(HTMLImageElement.prototype, 'naturalWidth');
const naturalHeightOf = getter(HTMLImageElement.prototype, 'naturalHeight');
const currentSrcOf = getter(HTMLImageElement.prototype, 'currentSrc');
