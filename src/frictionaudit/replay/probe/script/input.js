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
/* Those of this step; the last one is the activation. */
let presses = [];
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
const noteInputSpan = (at, isUntold = isInFrame) => {
  const last = inputSpans[inputSpans.length - 1];
  if (last && at - last.to < INPUT_SHIFT_MS) last.to = Math.max(last.to, at);
  else if (isUntold) inputSpans.push({ from: at, to: at });
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

/* Playwright chooses options by script: an untrusted event of the element in focus, or of one the driver named, is the customer's.
   What the page does about the latter answers it, as it would the press of a mouse: the engine does not know that. */
let chosenIn = null;
const noteTouched = (event) => {
  const target = eventTarget(event);
  if (target && target === activeElementOf(document)) touched.add(target);
  if (!target || target !== chosenIn) return;
  if (event.type === 'change') chosenIn = null;
  lastInput = Math.max(lastInput, now());
  noteInputSpan(lastInput, true);
  noteInputShown();
};

/* Of a component the document tells the host alone. */
const focusNow = () => {
  let focus = activeElementOf(document);
  for (let root = focus && shadowRootOf(focus); root && activeInShadow(root); root = shadowRootOf(focus))
    focus = activeInShadow(root);
  return focus;
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
    label: control ? shownLabelOf(control) : '',
    focus: activeElementOf(document),
    field: focusNow(),
    generation: (step.generation += 1),
  };
  presses.push(activation);
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
  glance = { control, looks, values: shownValues(control) };
};

/* What a script writes into a field is no mutation either, and stands there at once: the number of a − 1 + stepper. */
const MOST_VALUES = 200;
const shownValues = (control) =>
  new Map(
    everywhere(FIELDS)
      .filter((field) => tagOf(field) in valueGetters && !holds(control, field) && isAtHand(field))
      .slice(0, MOST_VALUES)
      .map((field) => [field, valueOf(field)]),
  );
/* A press is made as soon as its control is in view, at the very edge: the number beside it may lie just beyond. */
const isAtHand = (element) => {
  const [rect, view] = [rectOf(element), viewBox()];
  const reach = view.height / 4;
  return isRendered(element) && rect.width * rect.height > 4 && bottom(rect) > view.y - reach && rect.y < bottom(view) + reach;
};
const valueOf = (element) => valueGetters[tagOf(element)](element);

const noteNewValues = () => {
  if (!isGlancedFor(activation) || relevantChanges().length) return;
  for (const [element, value] of glance.values) {
    if (!isConnected(element) || valueOf(element) === value || !isAtHand(element)) continue;
    logChange({ at: now(), kind: 'state', element, root: element });
    wake();
    return;
  }
};

const isGlancedFor = (press) =>
  Boolean(glance && press && press.control) &&
  (holds(glance.control, press.control) || holds(press.control, glance.control));

const lookAgainAt = (press) => {
  if (!isGlancedFor(press)) return;
  for (const delay of LOOKS_AGAIN_MS) nativeSetTimeout(guarded(() => own(() => compareGlance(press))), delay);
};

/* The field that the press left loses the look of the focus, and with it what is drawn round it alone. A larger box
 * around it may have had that look as well, and what stands in it. */
const boxOfLeftField = ({ field, control }, isPainted) => {
  if (!field || !matchesSelector(field, FIELDS)) return null;
  let box = field;
  for (let outer = parentOf(field), isAlone = true; outer && !holds(outer, control); outer = parentOf(outer)) {
    isAlone = isAlone && selectAll(outer, FIELDS).length === 1;
    if (isAlone || isPainted(outer)) box = outer;
  }
  return box;
};

const compareGlance = (press) => {
  if (!glance || activation !== press || relevantChanges().length) return;
  const { looks } = glance;
  const moving = new Set(animations().map(targetOf));
  const isPainted = (element) => looks.has(element) && glanceAt(element) !== looks.get(element);
  const box = boxOfLeftField(press, isPainted);
  const left = box ? [box, ...labelsOf(press.field)] : [];
  for (const element of looks.keys()) {
    if (!isConnected(element) || moving.has(element) || !isPainted(element) || !isInView(element)) continue;
    if (left.some((part) => holds(part, element))) continue;
    logChange({ at: now(), kind: 'state', element, root: element });
    wake();
    return;
  }
};

/* A press gives the focus to what it presses before the page hears of the click. */
const noteFocus = () => {
  const focus = focusNow();
  if (!activation || !activation.control || !focus || !holds(activation.control, focus)) return;
  activation.focused = focus;
  activation.page = { address: addressNow(), parts: selectAll(bodyOf(document), ':scope > :not(script, style, link, template)') };
};

const addressNow = () => location.href.split('#')[0];

/* Another page took the place of all that stood there, as libraries fetch it instead of the browser: its focus is at its
   top, as after any link. What only changes its middle is the same page to those who go by the keyboard. */
const hasGivenWay = ({ address, parts }) => addressNow() !== address && !parts.some((part) => isConnected(part));

/* What was pressed had the focus, has gone from the page, and the focus with it. */
const losesFocus = () => {
  if (!activation || activation.at < step.begun || !activation.focused) return null;
  const { focused } = activation;
  if (isConnected(focused) && isRendered(focused)) return false;
  if (hasGivenWay(activation.page)) return null;
  const focus = focusNow();
  return !focus || focus === bodyOf(document) || focus === rootElementOf(document);
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
