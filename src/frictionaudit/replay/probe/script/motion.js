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
    isEntering: false,
    entrances: [],
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
  noteEntrance(state, place.at);
  if (state.last) addMove(state, stepBetween(element, state.last, place), place.at);
  else state.appeared = place.at;
  state.last = place;
};

/* A busy machine shows the last of a movement only once it is over: it belongs to what was under way a look before. */
const ENTERED_MS = 100;
const noteEntrance = (state, at) => {
  const enters = isOwnEntrance(state.element);
  if (enters || state.isEntering) {
    state.entersUntil = at + ENTERED_MS;
    if (state.entrances.length < MAX_ENTRIES)
      state.entrances.push({ from: state.last ? state.last.at : at, to: state.entersUntil });
  }
  state.isEntering = enters;
};

const isOfEntrance = (state, at) => state !== null && state.entrances.some(({ from, to }) => at >= from && at < to);

const addMove = (state, move, at) => {
  if (Math.hypot(move.x, move.y) < 1) return;
  /* The answer to the customer's own input, or the element's own entrance: nobody aimed at it yet. */
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
const shiftOf = (element, since, state) => {
  let farthest = { length: 0, at: 0 };
  for (const entry of entries['layout-shift']) {
    if (!isOfWait(entry, since) || isOfEntrance(state, epoch(entry.startTime))) continue;
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

const isLateAnswer = (at) => mayAnswerLate() && isAnsweredAt(at, step.begun);

const motionOf = (watchedElement, element) => {
  judge(false);
  const isWatched = watched && (watched.element === element || watched.element === watchedElement);
  if (isWatched) {
    follow(watched);
    judgeHeld(watched);
  }
  if (!isWatched && !supported.has('layout-shift')) return null;
  const since = isWatched ? Math.min(watched.from, step.begun) : step.begun;
  const [shifted, slid] = [shiftOf(element, since, isWatched ? watched : null), slideOf(element, since, isWatched ? watched.appeared : now())];
  const shift = slid.length > shifted.length ? slid : shifted;
  const length = Math.max(isWatched ? watched.farthest : 0, shift.length);
  const seen = isWatched && watched.cause && isConnected(watched.cause) ? watched.cause : null;
  const cause = seen || (length > 1 ? causeOf(element, shift.at < step.begun && shift.at ? shift.at : now()) : null);
  return { distance_px: round(length), cause: cause ? causeWords(cause) : '' };
};

const causeWords = (element) =>
  fold(`${roleOf(element)} ${nameOf(element, 80)}`)
    ? `${nameOf(element, 80) || roleOf(element)} (${locatorOf(element)})`
    : locatorOf(element);
