/* ═══ marks: elements that the driver found, by the token it gave them ═══ */

const MARKING = 'frictionaudit-mark';
const MOST_MARKS = 64;
const marks = new Map();

const onMark = (event) => {
  event.stopImmediatePropagation();
  const token = String(event.detail);
  if (marks.has(token)) return;
  marks.set(token, eventTarget(event));
  if (marks.size > MOST_MARKS) marks.delete(marks.keys().next().value);
};

const listenToInput = () => {
  /* On the window and first in the capture phase: no script of the page stands before. */
  for (const type of INPUT_EVENTS) listen(window, type, onInput, { capture: true, passive: true });
  listen(window, MARKING, onMark, { capture: true });
};
