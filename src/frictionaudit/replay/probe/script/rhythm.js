/* ═══ rhythm: carousels, clocks, tickers and cursors change for ever without the customer ═══ */

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

const CLOCK = /\d:[0-5]\d(?!\d)/;
const SECOND_MS = 1000;
const SECOND_SLACK_MS = 100;

/* One second further, in the hand of a clock or a second after the last: no rhythm need be known to see whose beat it is. */
const isSecond = (change, before, time) => {
  if (!isTick(change)) return false;
  const seconds = (text) => text.match(/\d+/g).reduce((sum, part) => sum * 60 + Number(part), 0);
  if (Math.abs(seconds(change.to) - seconds(change.from)) !== 1) return false;
  return CLOCK.test(change.to) || Math.abs(time - before - SECOND_MS) < SECOND_SLACK_MS;
};

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
  let isNews = !isSecond(change, rhythmOf(self).last, time);
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
      isNews = isNews && Boolean(activation) && rhythm.first >= activation.at && rhythm.count === 1;
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
