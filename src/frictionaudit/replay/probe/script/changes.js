/* ═══ changes: what of the page changed visibly, and what only ever repeats itself ═══ */

const CHAT = named(
  ...listed('chat livechat chatbot chatbox intercom zendesk zopim tawk drift crisp giosg userlike messenger'),
  ...listed('hubspot-messages helpscout tidio olark smartsupp freshchat'),
);
const OWN_LOOK = /focus|active|press|hover|ripple|touch|tap|click|pointer|mouse|keyboard|tabbing|whatinput/i;
const USED_MARK = /^data-(user-)?valid$/;
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
    if (noteNewWords(record, target, at)) return;
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

/* `textContent = …` puts a new text node in the place of the old one: other words stand there, nothing came or went. */
const noteNewWords = ({ addedNodes, removedNodes }, target, at) => {
  if (addedNodes.length !== 1 || removedNodes.length !== 1) return false;
  const [went, came] = [removedNodes[0], addedNodes[0]];
  if (nodeTypeOf(went) !== TEXT || nodeTypeOf(came) !== TEXT) return false;
  const [from, to] = [dataOf(went), dataOf(came)];
  if (fold(from) !== fold(to)) note(target, { kind: 'text', root: target, at, from, to });
  return true;
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

const isOfPage = (element) => element === rootElementOf(document) || element === bodyOf(document);

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

/* Libraries mark the box and the label of the field that has the focus: a press elsewhere takes the mark away. */
const isOfLeftField = (element) => {
  const field = activation && activation.field;
  const around = parentOf(element);
  return Boolean(field && around && matchesSelector(field, FIELDS) && holds(around, field));
};

const isOrHosts = (element, control) => {
  const root = rootNodeOf(control);
  return element === control || (root instanceof ShadowRoot && hostOf(root) === element);
};

/* The control's own focus, hover and pressed look is no answer; nor are such marks on the whole page. */
const isPressedLook = (element, name, from, to) => {
  const isOwn =
    activation &&
    activation.control &&
    (element === activation.control || holds(activation.control, element) || holds(element, activation.control));
  const isPage = isOfPage(element);
  if (name === 'class') {
    const [before, after] = [tokens(from), tokens(to)];
    const changed = [...before]
      .filter((token) => !after.has(token))
      .concat([...after].filter((token) => !before.has(token)));
    if (isOfLeftField(element) && changed.every((token) => /focus/i.test(token))) return true;
    return (isOwn || isPage) && changed.every(
      (token) => OWN_LOOK.test(token) || (isPage && /scroll|^js|^no-js|^wf-|ready|loaded|direction/i.test(token)),
    );
  }
  if (name === 'style' && isOwn)
    return differing(properties(from), properties(to)).every((property) => PRESSED_STYLE.test(property));
  if (name === 'style' && isPage)
    return differing(properties(from), properties(to)).every((property) => /^--|^$/.test(property));
  /* Component libraries note of any control that was used, buttons too, whether what it holds would do. */
  if (isOwn && USED_MARK.test(name) && isOrHosts(element, activation.control)) return true;
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
    if (isDrawnAnew(element, change, batch)) continue;
    const rhythm = rhythms.get(element);
    const isKnownBeat = Boolean(rhythm) && rhythm.isAside;
    if (isOwnRipple(element, change)) continue;
    if (!isKnownBeat && (closestChat(element) || !isVisibleChange(element, change))) continue;
    if (isOldNews(element, change)) continue;
    const time = isPainted ? at : change.at;
    const isOffBeat = beat(element, change, time);
    if (isOffBeat) logChange({ at: time, kind: change.kind, name: change.name, element, root: change.root });
  }
  wake();
};

/* A button that takes the place of one just like it is the same to the eye. A field may have lost what was typed. */
const isDrawnAnew = (element, change, batch) => {
  const isTwin = (gone, came) => isElement(gone) && isSameNode(gone, came) && !selectAll(came, FIELDS).length;
  if (change.kind === 'added') {
    const swap = batch.get(change.root);
    return Boolean(swap) && swap.kind === 'removed' && !matchesSelector(element, FIELDS) && isTwin(swap.gone, element);
  }
  if (change.kind !== 'removed' || !isElement(change.gone) || matchesSelector(change.gone, FIELDS)) return false;
  for (const [came, other] of batch)
    if (other.kind === 'added' && other.root === element && isTwin(change.gone, came)) return true;
  return false;
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

/* The wave that runs over a pressed control is no answer, neither where it comes nor where it is taken out again. */
const RIPPLE = /ripple|wave|ink(?![a-z])/i;
const isOwnRipple = (element, { kind, gone }) => {
  const control = activation && activation.control;
  if (!control || !(element === control || holds(control, element))) return false;
  if (kind === 'removed' && isElement(gone) && RIPPLE.test(words(gone))) return true;
  return element !== control && RIPPLE.test(words(element));
};

/* A small box that floats over the foot of the page and says "Chat" is one, whatever it is called. */
const LONGEST_CHAT_TEXT = 40;
const isChatBox = (element) => {
  const text = fold(textContentOf(element));
  if (text.length > LONGEST_CHAT_TEXT || !/(^|[\s-])chat([\s,.:!-]|$)/i.test(text)) return false;
  const box = rectOf(element);
  if (box.top < viewBox().height / 2 || area(box) > 0.1 * area(viewBox())) return false;
  return computed(element).position === 'fixed' && selectAll(element, CONTROLS).length < 2;
};

/* Asked for each change of a page that may be long: it reads no further than it must. */
const hasLessText = (element, limit) => {
  let left = limit;
  const read = (node) => {
    for (let child = firstChildOf(node); child && left > 0; child = nextSiblingOf(child)) {
      if (nodeTypeOf(child) === TEXT) left -= dataOf(child).length;
      else read(child);
    }
  };
  read(element);
  return left > 0;
};

const closestChat = (element) => {
  let isShort = true;
  for (let node = element; node; node = parentOf(node)) {
    const name = words(node);
    isShort = isShort && hasLessText(node, 10 * LONGEST_CHAT_TEXT);
    if (isShort && isChatBox(node)) return node;
    if (name.trim() && CHAT.test(name) && node !== bodyOf(document) && node !== rootElementOf(document)) {
      if (/fixed|sticky/.test(computed(node).position)) return node;
      const child = firstElementOf(node);
      if (child && computed(child).position === 'fixed') return node;
    }
    if (tagOf(node) === 'main' || tagOf(node) === 'body') return null;
  }
  return null;
};

/* What fades in is clear as glass still in the frame that judges it. */
const isComingUp = (element) =>
  Boolean(animationsOfElement) &&
  isConnected(element) &&
  isRendered(element) &&
  touches(rectOf(element), viewBox()) &&
  animationsOfElement(element).some(
    ({ effect }) => effect && effect.getKeyframes().some(({ opacity }) => parseFloat(opacity) > OPACITY_SEEN),
  );

const isVisibleChange = (element, change) => {
  if (isInView(element) || isComingUp(element)) {
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
