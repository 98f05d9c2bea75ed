/* ═══ other visible news than DOM mutations ═══ */

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
  if (tag === 'img' && event.type === 'load') {
    lastPicture = { element: target, at: now() };
    keepPicture(lastPicture);
  }
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

let lastScroll = 0;
const onScroll = guarded(() => {
  const at = now();
  if (at < ownScrollUntil) return;
  lastScroll = at;
  if (at - lastScrollInput < SCROLL_MS || !activation || at - activation.at > 10000) return;
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
    focus === bodyOf(document) ||
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
  noteNewValues();
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

/* Asked about the press, before it (`is_ahead`) or after; a document that began after it has nothing to tell of what
   the one before showed. */
const CLOCKS_DIFFER_MS = 20;
const firstFeedback = async (limit, pressedAt, isAhead) => {
  if (pressedAt && timelineOrigin > pressedAt) return { at: null, is_too_late: true };
  const end = now() + limit;
  const from = isAhead ? Math.max(step.begun, Math.min(pressedAt, now()) - CLOCKS_DIFFER_MS) : step.begun;
  for (;;) {
    const first = own(() => {
      judge(false);
      return activation && activation.at >= from ? log.find((change) => change.at >= activation.at) : null;
    });
    if (first) return own(() => ({ at: first.at, what: feedbackWords(first) }));
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
