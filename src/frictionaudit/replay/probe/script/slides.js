/* ═══ slides: what animations and transitions carry elsewhere, which no layout shift tells of ═══ */

const CARRIES = /^(transform|translate|top|bottom|left|right|inset|margin)/;
const MOST_SLIDES = 100;
const slides = [];

/* What slides below the pointer answers the customer's hand. */
let lastPointed = 0;
const onPointed = guarded((event) => {
  if (event.isTrusted) lastPointed = now();
});

/* Where it stands as a slide begins is where it stood before: at the first frame, or held there by the fill. */
const onSlide = guarded((event) => {
  const { target } = event;
  if (slides.length >= MOST_SLIDES || !isElement(target) || event.pseudoElement) return;
  const at = now();
  const lastMove = Math.max(lastInput, inputShown, lastScrollInput, lastPointed);
  if (at - lastMove < INPUT_SHIFT_MS || at < ownScrollUntil || !hasShown()) return;
  own(() => {
    if (event.type === 'transitionstart' ? !CARRIES.test(event.propertyName) : !beganLate(event)) return;
    if (slides.some((slide) => slide.target === target && !slide.to) || isFadingIn(target) || !isStanding(target)) return;
    slides.push({ target, at, from: placeOf(target), to: null });
  });
});

const onSlid = guarded((event) => {
  const slide = slides.find((each) => each.target === event.target && !each.to);
  if (slide && !event.pseudoElement && (!event.propertyName || CARRIES.test(event.propertyName)))
    own(() => endSlide(slide));
});

const endSlide = (slide) => {
  if (isConnected(slide.target) && isStanding(slide.target)) slide.to = placeOf(slide.target);
  else slide.from = slide.to = placeOf(slide.target);
};

/* Only what waited for its start was seen standing: what slides at once has just come up. */
const beganLate = (event) =>
  animations().some((animation) => {
    const timing = timingOf(animation);
    const isIt = targetOf(animation) === event.target && animation.animationName === event.animationName;
    return isIt && timing && timing.endTime !== Infinity && timing.delay >= AIM_MS;
  });

/* What fades in was not there to be aimed at. */
const isFadingIn = (element) =>
  animations().some((animation) => {
    if (targetOf(animation) !== element || !animation.effect.getKeyframes) return false;
    return animation.effect.getKeyframes().some((frame) => frame.visibility || Number(frame.opacity ?? 1) < 0.5);
  });

/* It can be seen and pressed in its middle: what comes from beyond an edge, or goes there, enters and leaves. */
const isStanding = (element) => {
  const style = computed(element);
  const rect = rectOf(element);
  const view = viewBox();
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const isInside = x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height;
  const isSolid = style.visibility === 'visible' && Number(style.opacity) >= 0.5;
  if (!isInside || !isSolid || rect.width < 1 || rect.height < 1) return false;
  const hit = hitAt(x, y);
  return Boolean(hit) && holds(element, hit);
};

const listenToSlides = () => {
  listen(window, 'pointermove', onPointed, { capture: true, passive: true });
  for (const type of ['animationstart', 'transitionstart'])
    listen(document, type, onSlide, { capture: true, passive: true });
  for (const type of ['animationend', 'animationcancel', 'transitionend', 'transitioncancel'])
    listen(document, type, onSlid, { capture: true, passive: true });
};

/* By its middle: what only grows or shrinks stays where it is. */
const middleOf = ({ view, page }) => ({
  view: { x: view.x + view.width / 2, y: view.y + view.height / 2 },
  page: { x: page.x + view.width / 2, y: page.y + view.height / 2 },
});

/* The longest way that the element was carried while a customer could aim at it, and when it set out. */
const slideOf = (element, since, appeared) => {
  let farthest = { length: 0, at: 0 };
  for (const slide of slides) {
    if (!holds(slide.target, element) || isLateAnswer(slide.at)) continue;
    const isInStep = slide.at >= since && slide.at - appeared >= AIM_MS;
    if (!isInStep && !isWhileArriving(slide.at)) continue;
    if (!slide.to) endSlide(slide);
    const { x, y } = stepBetween(slide.target, middleOf(slide.from), middleOf(slide.to));
    if (Math.hypot(x, y) > farthest.length) farthest = { length: Math.hypot(x, y), at: slide.at };
  }
  return farthest;
};
