/* ═══ target of the element: its size, and what stands close to it ═══ */

const targetBox = (look, element, target) => {
  const control = closest(target, CONTROLS) || target;
  let box = paintedBox(look, control);
  for (const label of [...labelsOf(element), ...drawnLabel(look, element)]) {
    if (!isSeen(look, label)) continue;
    const rect = paintedBox(look, label);
    /* A label beside its field makes one target with it; one farther away is another that does the same: the
       customer takes the larger. */
    if (distance(rect, box) <= 12) box = union(box, rect);
    else if (Math.min(rect.width, rect.height) > Math.min(box.width, box.height)) box = rect;
  }
  const row = /^(radio|checkbox)$/.test(kindOf(element)) ? rowOf(look, element) : null;
  if (row) box = union(box, paintedBox(look, row));
  if (Math.min(box.width, box.height) < WIDE_TARGET_PX) box = grownByHits(look, control, box);
  return Math.min(box.width, box.height) < WIDE_TARGET_PX ? largerTwin(look, control, box) : box;
};

/* Drawn choices (Base UI, Headless UI) stand in a label with the input that they stand for: who presses it chooses. */
const drawnLabel = (look, element) => {
  const isDrawn = tagOf(element) !== 'input' && CHECKABLE.test(attribute(element, 'role'));
  const label = isDrawn ? closest(element, 'label') : null;
  const own = label && labelControlOf(label);
  if (!own || own === element || !CHECKABLE.test(kindOf(own))) return [];
  return look.rect(own).width <= 2 || !isSeen(look, own) ? [label] : [];
};

/* Wide enough for WCAG 2.2, 2.5.8, with all that takes its press. */
const isWideTarget = (element) => {
  const look = new Look();
  const box = targetBox(look, element, pressTarget(look, element));
  return Math.min(box.width, box.height) >= TARGET_PX;
};

/* A row that takes presses for the one choice in it: by a listener of its own, or by the hand that it shows. */
const rowOf = (look, element) => {
  const isHand = (node) => look.style(node).cursor === 'pointer';
  for (let node = parentOf(element), level = 0; node && level < 5; node = parentOf(node), level += 1) {
    if (selectAll(node, `${FIELDS}, ${CONTROLS}`).length > 1) return null;
    if (clickHandler(node) || isHand(node)) return node;
  }
  return null;
};

const CARD_PX = 48;

/* The picture over a product's name leads where the name does: WCAG excuses the smaller of two equivalent targets. */
const largerTwin = (look, control, box) => {
  const address = attribute(control, 'href');
  if (!address || address.startsWith('#')) return box;
  return selectAll(document, 'a[href]')
    .filter((other) => other !== control && attribute(other, 'href') === address && isSeen(look, other))
    .map((other) => paintedBox(look, other))
    .filter((rect) => distance(rect, box) <= CARD_PX)
    .reduce(
      (most, rect) => (Math.min(rect.width, rect.height) > Math.min(most.width, most.height) ? rect : most),
      box,
    );
};

/* Pseudo-elements and padding of the parts widen the target without showing in any box: feel outward from the edges. */
const grownByHits = (look, control, box) => {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const feel = (dx, dy) => {
    /* Whole pixels only: between them engines differ in what a point hits. */
    let reach = 0;
    for (; reach < TARGET_PX; reach += 1) {
      const px = dx ? (dx > 0 ? Math.ceil(right(box)) + reach : Math.floor(box.x) - reach - 1) : Math.round(x);
      const py = dy ? (dy > 0 ? Math.ceil(bottom(box)) + reach : Math.floor(box.y) - reach - 1) : Math.round(y);
      const hit = px >= 0 && py >= 0 && px < look.view.width && py < look.view.height ? hitAt(px, py) : null;
      if (!hit || !(holds(control, hit) || labelsOf(control).some((label) => holds(label, hit)))) break;
    }
    return reach;
  };
  return edges(box.x - feel(-1, 0), box.y - feel(0, -1), right(box) + feel(1, 0), bottom(box) + feel(0, 1));
};

const neighbours = (look, element, target, box) => {
  const near = edges(box.x - 60, box.y - 60, right(box) + 60, bottom(box) + 60);
  const control = closest(target, CONTROLS) || target;
  const labels = labelsOf(element);
  /* Of a choice that its label alone draws, the label is used: the hidden input is no neighbour of its own. */
  const own = tagOf(element) === 'label' ? labelControlOf(element) : null;
  const isNear = (one) => overlaps(look.rect(one), near) && isSeen(look, one);
  const isOther = (other) =>
    other !== element &&
    other !== target &&
    other !== own &&
    !holds(control, other) &&
    !holds(other, element) &&
    !labels.some((label) => holds(label, other)) &&
    !disabled(other);
  /* A choice drawn by its label alone (a colour, a size) is pressed there: its own box is hidden. */
  const isDrawn = (label) => {
    const choice = labelControlOf(label);
    return choice && matchesSelector(choice, CONTROLS) && isOther(choice) && !isSeen(look, choice);
  };
  const others = [
    ...everywhere(CONTROLS).filter((other) => isNear(other) && isOther(other)),
    ...everywhere('label').filter((label) => isNear(label) && isDrawn(label)),
  ];
  return others.map((other) => paintedBox(look, other));
};

const spacing = (look, element, target, box) => {
  const others = neighbours(look, element, target, box);
  return others.length ? round(Math.min(...others.map((other) => distance(box, other)))) : null;
};

/* WCAG 2.2, 2.5.8: a 24 px circle on the target's centre meets no other target, nor the circle of another small one. */
const isSpaced = (look, element, target, box) => {
  if (box.width >= TARGET_PX && box.height >= TARGET_PX) return null;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2, width: 0, height: 0 };
  return neighbours(look, element, target, box).every((other) => {
    if (distance(centre, other) < TARGET_PX / 2) return false;
    if (other.width >= TARGET_PX && other.height >= TARGET_PX) return true;
    const theirs = { x: other.x + other.width / 2, y: other.y + other.height / 2, width: 0, height: 0 };
    return distance(centre, theirs) >= TARGET_PX;
  });
};

const isInlineLink = (look, element) => {
  const link = closest(element, 'a, [role=link]');
  if (!link || look.style(link).display !== 'inline') return false;
  const block = lineHolder(look, link);
  let prose = '';
  for (const node of lineTexts(look, block))
    if (!holds(link, node.parent) && !closest(node.parent, 'a[href], button')) prose += ` ${node.text}`;
  return /\p{L}{2,}/u.test(prose);
};

const lineTexts = (look, block, found = []) => {
  eachFlatChild(block, (child) => {
    if (nodeTypeOf(child) === TEXT) found.push({ text: dataOf(child), parent: block });
    else if (isElement(child) && /^inline$|contents/.test(look.style(child).display) && !SILENT.has(tagOf(child)))
      lineTexts(look, child, found);
  });
  return found;
};

/* ── disabled, and why ── */
