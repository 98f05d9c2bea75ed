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

/* Tells whether what was asked of a server in that time had just been answered. A script may go on once the head of an
   answer has come in, or all of it; other hosts keep their heads' times. */
const isAnsweredAt = (at, from, to = Infinity) => {
  const isDrawnAfter = (time) => time > 0 && epoch(time) <= at + 1 && at - epoch(time) < INPUT_SHIFT_MS;
  return entriesOfType('resource').some(
    ({ initiatorType, startTime, responseStart, responseEnd }) =>
      /^(fetch|xmlhttprequest)$/.test(initiatorType) &&
      epoch(startTime) >= from &&
      epoch(startTime) < to &&
      (isDrawnAfter(responseStart) || isDrawnAfter(responseEnd)),
  );
};

/* What a press itself asked the server for is its answer, however late: the next part of a form that unfolds once this
   one is kept. What another page loads is news to whoever came to it. */
const answersPress = (entry) => {
  const at = epoch(entry.startTime);
  const press = Math.max(0, ...inputs.map((one) => one.at).filter((one) => one <= at));
  if (!press || pagesFrom.some((from) => from >= press && from <= at)) return false;
  return isAnsweredAt(at, press, press + INPUT_SHIFT_MS);
};

/* Largest session window: shifts less than 1 s apart, 5 s in all. https://web.dev/articles/cls */
const layoutShift = () => {
  if (!supported.has('layout-shift')) return null;
  let [worst, sum, first, last] = [0, 0, 0, 0];
  for (const entry of entries['layout-shift']) {
    if (epoch(entry.startTime) < step.begun || answersInput(entry) || isOfNextView(entry) || answersPress(entry)) continue;
    const isSame = sum > 0 && entry.startTime - last < 1000 && entry.startTime - first < 5000;
    sum = isSame ? sum + entry.value : entry.value;
    if (!isSame) first = entry.startTime;
    last = entry.startTime;
    worst = Math.max(worst, sum);
  }
  return Math.round(worst * 10000) / 10000;
};

/* What a press may take away with the document. */
const shiftSoFar = () => {
  flushEntries();
  return { time_origin: timelineOrigin, cls: layoutShift() };
};

const firstPaint = () => {
  const entry = entries.paint.find((paint) => paint.name === 'first-contentful-paint');
  return entry ? round(entry.startTime) : null;
};

/* The engine leaves out pictures of very few bytes for their size, as drawings and flat photographs may be, for they
   mostly are grounds. One with words for those who do not see it is content, and is waited for like any other. */
const plainPictures = [];
const firstSeen = new WeakSet();
const keepPicture = ({ element, at }) => {
  if (firstSeen.has(element) || lastInput > timelineOrigin || plainPictures.length >= MAX_ENTRIES) return;
  firstSeen.add(element);
  if (!attribute(element, 'alt').trim() || !isConnected(element) || !isInView(element)) return;
  const size = paintSizeOf(element);
  if (size < area(viewBox())) plainPictures.push({ element, at, size }); // one that fills the window is a ground
};

/* Where the picture is much larger than what the engine found to be the largest, and stands there first that late. */
const latePicture = (largest) => {
  let best = null;
  for (const picture of plainPictures) if (!best || picture.size > best.size * 1.02) best = picture;
  const isLarger = best && best.size > largest.size * PICTURE_RULES && best.element !== largest.element;
  return isLarger && isConnected(best.element) ? best.at - timelineOrigin : 0;
};
const PICTURE_RULES = 1.5;

/* The engine itself stops at the first input; entries after it would be of another moment. */
const largestPaint = () => {
  const list = entries['largest-contentful-paint'];
  if (!list.length) return null;
  const largest = list[list.length - 1];
  return round(Math.max(largest.startTime, latePicture(largest)));
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
