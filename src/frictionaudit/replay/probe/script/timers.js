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
    return whole(work);
  } finally {
    whole(noteOwnWork, undefined, [start, now()]);
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

const noteTimer = guarded((id, delay, depth, handler) => {
  if (depth > CHAIN_DEPTH) return;
  /* The shortest are over before anybody asks; their source is not worth its price. */
  if (delay > 20 && (isPoll(delay, handler) || isForeign())) return;
  timers.set(id, { due: now() + delay, depth });
  if (timers.size > 1000) timers.delete(timers.keys().next().value);
});

/* Timers that are too long to be waited for on the way, as those of pop-ups are: armed before anybody did anything. */
const LATE_TIMER_MS = 8000;
const MANY_LATE = 50;
const lateTimers = new Map();
const noteLate = guarded((id, delay) => {
  if (delay <= LATE_TIMER_MS && lastInput <= timelineOrigin && lateTimers.size < MANY_LATE)
    lateTimers.set(id, now() + delay);
});
const forgetTimer = guarded((id) => {
  timers.delete(id);
  lateTimers.delete(id);
});

/* Until the last of them, ms; null where none is left. */
const lateLeft = () => {
  const left = Math.max(0, ...[...lateTimers.values()].map((due) => due - now()));
  return left > 0 ? round(left) : null;
};

/* Until the last of them has run, or no longer than the limit. */
const lateOver = async ({ limit_ms: limit }) => {
  const end = now() + limit;
  for (let left = lateLeft(); left !== null && now() < end; left = lateLeft()) await sleep(Math.min(left, end - now()));
};

/* Proxies of the native functions: `toString`, `length` and errors stay as the page knows them. */
const wrapTimers = () => {
  const arm = {
    apply(target, self, list) {
      const delay = Number(list[1]) || 0;
      const handler = list[0];
      if (typeof handler !== 'function' || delay > SHORT_TIMER_MS) {
        const late = applyTo(target, self, list);
        noteLate(late, delay);
        return late;
      }
      const depth = timerDepth + 1;
      let id = 0;
      list[0] = function (...given) {
        forgetTimer(id);
        const before = timerDepth;
        timerDepth = depth;
        try {
          return applyTo(handler, this, given);
        } finally {
          timerDepth = before;
          wake();
        }
      };
      id = applyTo(target, self, list);
      noteTimer(id, Math.max(0, delay), depth, handler);
      return id;
    },
  };
  const disarm = {
    apply(target, self, list) {
      forgetTimer(list[0]);
      return applyTo(target, self, list);
    },
  };
  window.setTimeout = new Proxy(window.setTimeout, arm);
  window.clearTimeout = new Proxy(window.clearTimeout, disarm);
  window.clearInterval = new Proxy(window.clearInterval, disarm);
};

/* Forms, and the document for loose fields, whose script had the browser say what is wrong at the field. */
const reported = new WeakSet();
const noteReport = guarded((self) => reported.add(localNameOf(self) === 'form' ? self : formOf(self) || document));
const wrapReports = () => {
  const note = {
    apply(target, self, list) {
      const isValid = applyTo(target, self, list);
      if (!isValid) noteReport(self);
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
const wake = guarded(() => {
  for (const resolve of [...sleepers]) resolve();
});
const sleep = (limit) =>
  new NativePromise((resolve) => {
    const done = guarded(() => {
      sleepers.delete(done);
      nativeClearTimeout(timer);
      resolve();
    });
    const timer = nativeSetTimeout(done, limit);
    whole(() => sleepers.add(done));
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
