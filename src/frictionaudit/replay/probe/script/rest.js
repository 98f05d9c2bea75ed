/* ═══ busy and quiet: is the page still at work, and when did it stop ═══ */

const BUSY_WORD =
  /(^|[\s_-])(spin(?=\s|$)|spinner|spinning|rotating|loading|loader|preloader|skeleton|shimmer|indeterminate)($|[\s_-])/;
const PROGRESS_WORD = /(^|[\s_-])progress($|[\s_-])/;
const GHOST_WORD = /(^|[\s_-])(skel|animate-pulse|placeholder-(?:glow|wave))($|[\s_-])/;
const GHOST_WIDTH = 80;
const BUSY_PICTURE = /(spinner|loading|loader|ajax-load|throbber)[^/]*\.(gif|svg|webp|apng)/i;
const SAYS_BUSY = [
  ...['[aria-busy=true]', '[role=progressbar]', 'progress', '[role=status]', '[role=alert]'],
  ...['img[src*=spin i]', 'img[src*=load i]', 'img[src*=throbber i]'],
  ...['[class*=load i]', '[id*=load i]', '[class*=spin i]'],
].join(', ');
const LONGEST_WAIT = 60;
const NAMED_WITHIN = 5;
const FINITE_MS = 5000;

/* A document does not tell of what moves in its shadow trees: each is asked for its own. */
const animations = () => {
  if (!animationsOfDocument) return [];
  const found = animationsOfDocument(document);
  for (const root of openRoots) if (isConnected(hostOf(root))) found.push(...animationsOfShadow(root));
  return found.filter((animation) => animation.playState === 'running');
};
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
    return (
      !(isWholePage(element) || looksReady(element)) ||
      hasNewsWithin(2000) ||
      endless.some((target) => holds(element, target))
    );
  if (tag === 'img' && BUSY_PICTURE.test(attribute(element, 'src'))) return true;
  const name = words(element);
  const isNamed = BUSY_WORD.test(name) || (PROGRESS_WORD.test(name) && !hasWords(element)) || isGhost(element, name);
  if (
    !isNamed ||
    selectAll(element, '[aria-valuenow], progress[value]').length ||
    closest(element, '[aria-valuenow]')
  )
    return false;
  if ((role === 'status' || role === 'alert') && BUSY_WORD.test(name)) return true;
  if (BUSY_WORD.test(name) && saysToWait(element)) return true;
  return endless.some((target) => holds(element, target));
};

/* Bars where words will stand. What pulses beside words or with a picture in it, and a dot, is there to be looked at. */
const isGhost = (element, name) =>
  GHOST_WORD.test(name) &&
  !hasWords(element) &&
  rectOf(element).width >= GHOST_WIDTH &&
  !selectAll(element, 'img, svg, picture, video, canvas').length;

const shownLabelOf = (control) => {
  const value = tagOf(control) === 'input' ? valueGetters.input(control) : '';
  return fold(value || ('innerText' in control ? shownTextOf(control) : textContentOf(control)));
};
const IS_WAITING_WORDS = /(\.\.\.|…)\s*$/;

/* Named as an indicator, and nothing but "Loading …": it need not turn. "Show more …" is for pressing. */
const saysToWait = (element) => {
  if (closest(element, CONTROLS) || selectAll(element, CONTROLS).length) return false;
  const said = fold(textContentOf(element));
  return said.length <= LONGEST_WAIT && IS_WAITING_WORDS.test(said);
};

/* The mark alone shows nothing: a control that looks and answers as before the press was forgotten, and waits for none. */
const looksReady = (element) => {
  if (!matchesSelector(element, CONTROLS) || disabled(element)) return false;
  const label = shownLabelOf(element);
  const before = activation && activation.control === element ? activation.label : label;
  if (!label || label !== before || IS_WAITING_WORDS.test(label)) return false;
  const style = computed(element);
  return (
    Number(style.opacity) > 0.9 &&
    style.pointerEvents !== 'none' &&
    !/wait|progress|not-allowed/.test(style.cursor) &&
    !style.backgroundImage.includes('url(')
  );
};

const isWholePage = (element) => {
  const rect = rectOf(element);
  return /^(html|body|main)$/.test(tagOf(element)) || area(intersection(rect, viewBox())) > 0.6 * area(viewBox());
};

const hasNewsWithin = (limit) => log.length > 0 && now() - log[log.length - 1].at < limit;

/* Whatever it is called: a layer without words, drawn over words and in the way of the mouse, in which something turns. */
const VEIL_MIN = { width: 100, height: 40 };
const TURN_MS = 3000;
const turningTargets = (running) =>
  running
    .filter((animation) => {
      const timing = timingOf(animation);
      if (!timing || timing.endTime !== Infinity || !(timing.duration <= TURN_MS) || !animation.effect.getKeyframes)
        return false;
      return animation.effect
        .getKeyframes()
        .some((frame) => /rotate/.test(frame.transform || '') || /[1-9]/.test(frame.rotate || ''));
    })
    .map(targetOf)
    .filter(Boolean);

const veilOver = (target) => {
  for (let node = target, level = 0; node && level < NAMED_WITHIN; node = flatParentOf(node), level += 1) {
    if (isVeil(node)) return node;
  }
  return null;
};
const isVeil = (element) => {
  const style = computed(element);
  if (!/^(absolute|fixed)$/.test(style.position) || hasWords(element) || closest(element, CONTROLS)) return false;
  const rect = rectOf(element);
  const below = flatParentOf(element);
  if (rect.width < VEIL_MIN.width || rect.height < VEIL_MIN.height || !below || !hasWords(below)) return false;
  const ground = colourOf(style.backgroundColor);
  if (!ground || ground[3] < 0.3 || Number(style.opacity) < 0.3 || selectAll(element, CONTROLS).length) return false;
  const shown = intersection(rect, viewBox());
  const hit = area(shown) ? hitAt(shown.x + shown.width / 2, shown.y + shown.height / 2) : null;
  const covered = Math.max(area(intersection(rect, rectOf(below))) / area(rectOf(below)), area(shown) / area(viewBox()));
  return Boolean(hit) && holds(element, hit) && covered > 0.5;
};

/* Nothing names it: a small thing that turns beside "Loading …", or a ring whose colour does not go all round. */
const SPINNER_MOST = 120;
const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
const spinnerOf = (target) => {
  const box = rectOf(target);
  if (hasWords(target) || box.width > SPINNER_MOST || box.height > SPINNER_MOST) return null;
  if (isOpenRing(computed(target))) return target;
  for (let node = flatParentOf(target), level = 0; node && level < NAMED_WITHIN; node = flatParentOf(node), level += 1) {
    if (hasWords(node)) return saysToWait(node) ? node : null;
  }
  return null;
};
const isOpenRing = (style) => {
  const radius = style.borderTopLeftRadius;
  const isRound = parseFloat(radius) >= 0.4 * (radius.endsWith('%') ? 100 : parseFloat(style.width));
  const drawn = SIDES.filter((side) => parseFloat(style[`border${side}Width`]) > 1);
  return isRound && drawn.length === SIDES.length && new Set(SIDES.map((side) => style[`border${side}Color`])).size > 1;
};

/* Few things turn for ever: the names of spinners are looked for from these upward. */
const busyCandidates = (endless, plain) => {
  const found = new Set([...everywhere(SAYS_BUSY), ...plain]);
  for (const target of endless) {
    for (let node = target, level = 0; node && level < NAMED_WITHIN; node = flatParentOf(node), level += 1) {
      const name = words(node);
      if (BUSY_WORD.test(name) || PROGRESS_WORD.test(name) || GHOST_WORD.test(name)) found.add(node);
    }
  }
  return found;
};

const busyElements = (running = animations()) => {
  const endless = endlessTargets(running).concat(endlessParts());
  const turning = turningTargets(running);
  const plain = new Set([...turning.map(veilOver), ...turning.map(spinnerOf)].filter(Boolean));
  const found = [];
  for (const element of busyCandidates(endless, plain)) {
    if (found.length >= 10) break;
    if (!(plain.has(element) || isBusy(element, endless)) || !isBusyInView(element) || closestChat(element)) continue;
    if (!isBehindModal(element)) found.push(element);
  }
  return found.filter((element) => !found.some((outer) => outer !== element && holds(outer, element)));
};

/* The bank's window stands open over a button that goes on saying "Contacting your bank…": the customer is waited for. */
const MODALS = 'dialog:modal, [aria-modal=true]';
const isBehindModal = (element) =>
  everywhere(`${MODALS}, [role=dialog], [role=alertdialog]`).some(
    (modal) =>
      !holds(modal, element) &&
      !holds(element, modal) &&
      (matchesSelector(modal, MODALS) || isVeiled(element, modal)) &&
      isInView(modal) &&
      selectAll(modal, `iframe, ${CONTROLS}`).some(isInView),
  );

/* Libraries hide the rest of the page from screen readers instead of marking the window: all of it, buttons as well. */
const isVeiled = (element, modal) => {
  const veil = closest(element, '[inert], [aria-hidden=true]');
  return Boolean(veil) && !holds(veil, modal) && selectAll(veil, CONTROLS).length > 1;
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
        siteOf(new URL(attribute(element, isStyle ? 'href' : 'src'), baseOf(document)).hostname) ===
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
  const isDone =
    isLoaded() &&
    !busy.length &&
    !images.length &&
    !timersLeft.length &&
    !finite.length &&
    !pending.size &&
    !awaitsPaintReport();
  const nexts = [50];
  if (since < quietMs) nexts.push(quietMs - since);
  for (const animation of finite) nexts.push(remainingOf(animation));
  return {
    isDone,
    isQuiet: isDone && since >= quietMs,
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

/* The timers that ran when the wait for rest began, and when it was told that only the rest itself was left. */
let knownAtFirst = new Set();
let doneAt = 0;

/* What an app sets about once it has loaded shows itself some moments later: `since_load` waits for it. `tells_done`
   answers already when only the time of rest is left to wait for; asked again with `done_at`, the wait goes on. */
const quiet = async (options = {}) => {
  const { limit_ms: limit = 10000, quiet_ms: quietMs = 50 } = options;
  const countsFrom = () => (options.since_load ? loadedAt : 0);
  const start = now();
  /* What a page sets about with its first frame belongs to its loading. */
  while (!hasShown() && now() - start < Math.min(limit, FIRST_FRAME_MS)) await nextFrame();
  const goesOn = doneAt > 0 && options.done_at === doneAt;
  if (!goesOn) {
    knownAtFirst = new Set(timers.keys());
    /* Scrolling and animations in answer to an input show themselves with the next frame only. */
    if (start - lastInput < JUST_NOW_MS) await nextFrame();
  }
  for (;;) {
    const around = own(() => lookAround(knownAtFirst, quietMs, countsFrom));
    const waited = now() - start;
    const tells = options.tells_done && around.isDone && !around.isQuiet;
    if (around.isQuiet || waited >= limit || tells) {
      if (tells) doneAt = now();
      return {
        is_quiet: around.isQuiet,
        done_at: tells ? doneAt : 0,
        has_rested: goesOn && lastRelevant() <= doneAt,
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
