/* ═══ the door: what the driver may ask ═══ */

const begin = () => {
  /* What jumped since the last step was read is the last step's. */
  const shift = shiftSoFar();
  step.begun = now();
  step.generation += 1;
  step.inputBefore = lastInput;
  step.lookedBefore = lookedAt;
  inputs = [];
  log = log.filter((change) => step.begun - change.at < 5000);
  activation = null;
  presses = [];
  glance = null;
  /* document.open() takes listeners away; adding the same one twice does nothing. */
  listenToInput();
  return { now: step.begun, ...shift };
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
    typeof limit === 'number' ? firstFeedback(limit) : firstFeedback(limit.limit_ms, limit.pressed_at, limit.is_ahead),
  quiet,
  changes: () => own(changes),
  collect: (options) => own(() => collect(options)),
  late_over: lateOver,
  find_consent: (stems) => own(() => findConsent(stems)),
  consent_button: (index) => consentButtons[typeof index === 'number' ? index : index.index] || null,
  cover_at: (element, point) => own(() => coverAt(element, point)),
  close_over: (element, stems) => own(() => closeOver(element, stems)),
  frame_offset: (frame) => own(() => frameOffset(frame)),
  touch: (element) => {
    touched.add(element);
    chosenIn = element;
  },
  own_work: ({ start, end }) => noteOwnWork(start, end),
  subject: (element) => own(() => subjectOf(element)),
  /* One look serves all that is asked of the page as it stands. */
  legibility: () => {
    const look = new Look();
    return (element) => own(() => isPlainlyLegible(look, element));
  },
  is_wide_target: (element) => own(() => isWideTarget(element)),
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
    if (!isHandedOn()) return whole(methods[name], methods, given);
    setUpAnew();
    return applyTo(window[KEY][name], window[KEY], given);
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
  const answer = await applyTo(methods[method], methods, given);
  return own(() => toText(answer));
};

const start = () => {
  wrapTimers();
  wrapConsole();
  wrapReports();
  openClosedRoots();
  listenToInput();
  listenToPage();
  listenToSlides();
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
  cleanly,
});
Object.defineProperty(window, KEY, { value: door, enumerable: false, configurable: false, writable: true });
guarded(start)();
