/* ═══ the element disabled: why it cannot be used ═══ */

const disabled = (element) => {
  const control = matchesSelector(element, CONTROLS)
    ? element
    : closest(element, CONTROLS) || (tagOf(element) === 'label' && labelControlOf(element)) || element;
  return matchesSelector(control, ':disabled') || Boolean(closest(control, '[aria-disabled=true]'));
};

const disabledReasons = (look, element, target) => {
  const control = closest(element, CONTROLS) || element;
  const reasons = new Set();
  const add = (text) => {
    const words = fold(text);
    if (words && reasons.size < 12) reasons.add(words);
  };
  for (const part of byIds(control, 'aria-describedby')) if (isSeen(look, part)) add(contentName(part));
  add(attribute(control, 'title'));
  add(attribute(control, 'data-tooltip') || attribute(control, 'data-tip') || attribute(control, 'aria-description'));
  for (const part of everywhere('[role=alert], [role=status], [aria-live=assertive], [aria-live=polite]'))
    if (isSeen(look, part)) add(contentName(part));
  const box = look.rect(target);
  /* What is ticked or filled already is not what the button waits for, and the page's foot speaks to everybody. */
  const answered = everywhere(FIELDS)
    .slice(0, 300)
    .filter(isFilled)
    .flatMap((field) => seenLabels(look, field).concat(hasItsWish(field) ? byIds(field, 'aria-describedby') : []));
  const isBeside = (holder) => {
    const part = closest(holder, 'footer, nav, [role=contentinfo], [role=navigation]');
    return (!part || holds(part, control)) && !answered.some((label) => holds(label, holder));
  };
  const near = new Reader(look)
    .read()
    .blocks.filter(
      (block) =>
        distance(block.box, box) <= NEAR_PX &&
        !/^(button|link|heading|option)$/.test(block.role) &&
        isBeside(block.holder),
    );
  for (const block of near.sort((one, other) => distance(one.box, box) - distance(other.box, box)))
    if (block.text !== nameOf(element)) add(block.text);
  return [...reasons];
};

/* What a filled field's hint asks for is there; of a password, and of what the page calls wrong, nobody knows. */
const hasItsWish = (field) =>
  inputTypeSafely(field) !== 'password' &&
  attribute(field, 'aria-invalid') !== 'true' &&
  !matchesSelector(field, 'input:invalid, select:invalid, textarea:invalid');

const unfilledRequired = (look, element) => {
  const form = formOf(closest(element, CONTROLS) || element);
  const scope = form || closest(element, 'dialog, [role=dialog], main, body');
  const fields = form
    ? [...formElementsOf(form)].concat(selectAll(form, FIELDS))
    : scope
      ? selectAll(scope, FIELDS)
      : [];
  const labels = new Set();
  for (const field of new Set(fields)) {
    if (!matchesSelector(field, FIELDS) || !isUnfilledRequired(look, field) || (!form && asksItsOwn(field))) continue;
    labels.add(
      fold(
        seenLabels(look, field)
          .map((label) => contentName(label))
          .join(' '),
      ) ||
        nameOf(field) ||
        attribute(field, 'name') ||
        kindOf(field),
    );
  }
  return [...labels].slice(0, 20);
};

/* A search, a newsletter or a code has one field and a button of its own: no other button waits for it. */
const asksItsOwn = (field) => {
  if (closest(field, 'footer, nav, search, [role=search], [role=contentinfo], [role=navigation]')) return true;
  const form = formOf(field);
  if (!form) return false;
  const typed = selectAll(form, FIELDS).filter(
    (each) => !/^(?:hidden|checkbox|radio)$/.test(inputTypeSafely(each)) && !hasAttribute(each, 'readonly'),
  ); /* read-only is the hint that a search with suggestions lays beneath its field */
  const own = 'button:not([type=button], [type=reset]), input[type=submit], input[type=image]';
  return typed.length === 1 && selectAll(form, own).length > 0;
};

const isUnfilledRequired = (look, field) => {
  const target = seenFieldTarget(look, field);
  if (!target || matchesSelector(field, ':disabled')) return false;
  const labels = seenLabels(look, field);
  const isRequired =
    hasAttribute(field, 'required') ||
    attribute(field, 'aria-required') === 'true' ||
    marksRequired(look, field, labels, labels.map((label) => contentName(label)).join(' '));
  if (!isRequired) return false;
  if (inputTypeSafely(field) === 'radio') {
    const name = attribute(field, 'name');
    return !selectAll(rootNodeOf(field), 'input[type=radio]').some(
      (other) => attribute(other, 'name') === name && checkedOf(other),
    );
  }
  return !isFilled(field);
};

/* ── reach, form, handlers ── */
