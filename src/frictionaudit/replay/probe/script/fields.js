/* ═══ fields: what may be filled in, and what is said of it ═══ */

const SENSITIVE = /\b(cc-number|cc-csc|current-password|new-password|one-time-code)\b/;
const SENSITIVE_NAME =
  /card.?num|cardno|\bccnum|cc.?number|card.?cvc|\bcvc|\bcvv|\bcsc\b|security.?code|passwor|kortin.?numero|kortnummer|kartennummer/i;
const CHECKABLE = /^(checkbox|radio|switch)$/;

const kindOf = (element) => {
  const tag = tagOf(element);
  if (tag === 'input') return inputTypeOf(element);
  if (tag === 'select' || tag === 'textarea') return tag;
  const role = attribute(element, 'role');
  if (role === 'checkbox' || role === 'switch') return 'checkbox';
  if (role === 'radio') return 'radio';
  return role === 'combobox' && !isEditable(element) ? 'select' : 'contenteditable';
};

const isSensitive = (element) =>
  attribute(element, 'type') === 'password' ||
  inputTypeSafely(element) === 'password' ||
  SENSITIVE.test(attribute(element, 'autocomplete')) ||
  SENSITIVE_NAME.test(
    `${attribute(element, 'name')} ${attribute(element, 'id')} ${attribute(element, 'data-elements-stable-field-name')}`,
  );
const inputTypeSafely = (element) => (tagOf(element) === 'input' ? inputTypeOf(element) : '');

/* Whether a value is there, never which: the words of the customer are not ours to read. */
const isFilled = (element) => {
  const kind = kindOf(element);
  if (CHECKABLE.test(kind)) return isChecked(element) === true;
  const get = valueGetters[tagOf(element)];
  if (get) return get(element) !== '' && !(showsNought(element, get(element)) && !touched.has(element));
  return fold(textContentOf(element)) !== '' && !(kind === 'select' && showsInvitation(element));
};

/* A number of pieces stands at nought until somebody wants one. */
const showsNought = (element, value) =>
  (inputTypeSafely(element) === 'number' || attribute(element, 'role') === 'spinbutton') && /^0+([.,]0+)?$/.test(value);

/* A list of the shop's own making shows its invitation where its value will stand: it is marked as one, or the
   hidden control beside it, which carries the value, is empty. */
const showsInvitation = (element) => {
  if (hasAttribute(element, 'data-placeholder') || selectAll(element, '[data-placeholder]').length > 0) return true;
  const parent = parentOf(element);
  const carriers = parent ? selectAll(parent, 'input[type=hidden], input[aria-hidden=true], select[aria-hidden=true]') : [];
  return carriers.length === 1 && valueGetters[tagOf(carriers[0])](carriers[0]) === '';
};

const isChecked = (element) => {
  if (tagOf(element) === 'input') return /^(checkbox|radio)$/.test(inputTypeOf(element)) ? checkedOf(element) : null;
  return CHECKABLE.test(attribute(element, 'role')) ? attribute(element, 'aria-checked') === 'true' : null;
};

const seenLabels = (look, element) => {
  const labels = labelsOf(element).concat(byIds(element, 'aria-labelledby'));
  const wrapping = closest(element, 'label');
  if (wrapping && !labels.includes(wrapping) && labelControlOf(wrapping) === element) labels.push(wrapping);
  // A cell that names the field may hold its label too: the words are said once.
  const holds = (other, label) => other !== label && containsNode(other, label);
  const outermost = labels.filter((label) => !labels.some((other) => holds(other, label)));
  return outermost.filter((label) => isSeen(look, label));
};

const REQUIRED_MARKS = 'abbr[title], [class*=required i], [class*=mandatory i]';
const marksRequired = (look, element, labels, text) => {
  if (/[*＊✱∗]/.test(text)) return true;
  if (
    labels.some((label) =>
      selectAll(label, '*')
        .concat(label)
        .some(
          (part) =>
            /[*＊✱∗]/.test(pseudoTexts(part)) ||
            /* A sign that is no star marks only what the page itself calls required, as Plone's red bullet does. */
            (matchesSelector(part, REQUIRED_MARKS) && /[•●∙▪■◆†‡!]/.test(pseudoTexts(part))),
        ),
    )
  )
    return true;
  if (
    labels.some((label) =>
      selectAll(label, REQUIRED_MARKS).some(
        (part) => hasWords(part) && isSeen(look, part),
      ),
    )
  )
    return true;
  return hasStarBeside(look, element);
};

/* A star of its own beside the field or what holds it alone: `<input> <span class="required">*</span>`. */
const ONLY_STAR = /^\(?[*＊✱∗]\)?$/;
const hasStarBeside = (look, element) => {
  const after = nextSiblingOf(element);
  if (after && nodeTypeOf(after) === 3 && ONLY_STAR.test(fold(dataOf(after)))) return true;
  const parent = parentOf(element);
  const isAlone = parent && isElement(parent) && selectAll(parent, FIELDS).length === 1;
  const isStar = (part) => part && ONLY_STAR.test(fold(textContentOf(part))) && isSeen(look, part);
  const isOfField = (part) => part && (matchesSelector(part, FIELDS) || selectAll(part, FIELDS).length > 0);
  return (isAlone ? [element, parent] : [element]).some((one) => {
    if (isStar(nextElementOf(one))) return true;
    const before = previousElementOf(one);
    return isStar(before) && !isOfField(previousElementOf(before));
  });
};

const ERROR_PARTS = '[class*=error i], [class*=invalid-feedback i], [role=alert]';

/* What is said to be wrong with it, and whether that text is tied to it by name. */
const errorPartOf = (look, element) => {
  const isInvalid = /^(true|grammar|spelling)$/.test(attribute(element, 'aria-invalid'));
  const tied = byIds(element, 'aria-errormessage').concat(isInvalid ? byIds(element, 'aria-describedby') : []);
  const told = tied.filter((part) => isSeen(look, part) && hasWords(part));
  /* Of a hint and an error, both named, the error is called so, or comes last. */
  if (told.length)
    return { part: told.find((part) => matchesSelector(part, ERROR_PARTS)) || told[told.length - 1], isTied: true };
  const wrapper = ownWrapper(element);
  if (!wrapper) return null;
  const part = selectAll(wrapper, ERROR_PARTS).find(
    (one) =>
      !holds(one, element) &&
      hasWords(one) &&
      isSeen(look, one) &&
      !matchesSelector(one, 'label, input, select, textarea'),
  );
  return part ? { part, isTied: byIds(element, 'aria-describedby').includes(part) } : null;
};

const hintOf = (look, element, error) =>
  fold(
    byIds(element, 'aria-describedby')
      .filter((part) => part !== error && isSeen(look, part))
      .map((part) => contentName(part))
      .join(' '),
  );

/* A label for screen readers alone, or one that shows itself only once something is typed. */
const labelHiddenBy = (look, element, labels) => {
  if (labels.length) return '';
  const hidden = labelsOf(element).find((label) => hasWords(label));
  return (hidden && hiddenBy(look, hidden)) || '';
};

const GROUPS = 'fieldset, [role=radiogroup], [role=group]';
const optionsOf = (element) =>
  tagOf(element) === 'select'
    ? selectAll(element, 'option')
        .slice(0, 60)
        .map((option) => fold(attribute(option, 'label') || textContentOf(option), 80))
    : [];

const barredOf = (element) =>
  tagOf(element) === 'select'
    ? selectAll(element, 'option')
        .slice(0, 60)
        .filter((option) => matchesSelector(option, ':disabled'))
        .map((option) => fold(attribute(option, 'label') || textContentOf(option), 80))
    : [];

/* The line that a list stands on though nobody touched it: the page's own words, never the customer's. */
const presetOf = (element) => {
  if (kindOf(element) !== 'select' || touched.has(element)) return '';
  if (tagOf(element) !== 'select') return isFilled(element) ? fold(textContentOf(element), 80) : '';
  const chosen = selectAll(element, 'option').find((option) => matchesSelector(option, ':checked'));
  return chosen ? fold(attribute(chosen, 'label') || textContentOf(chosen), 80) : '';
};

const fieldRegion = (element) => {
  let holder = closest(element, REGIONS);
  const section = holder && /^(header|footer)$/.test(tagOf(holder)) && closest(holder, 'article, section, main');
  if (section) holder = closest(section, REGIONS);
  if (!holder) return '';
  return REGION_ROLES[attribute(holder, 'role')] || tagOf(holder);
};
const REGIONS = [
  ...['main', 'header', 'nav', 'footer', 'aside', 'dialog'],
  ...Object.keys(REGION_ROLES).map((role) => `[role=${role}]`),
].join(', ');

/* A handler that only says no; one that takes the pasted text itself is kind. Listeners cannot be asked. */
const blocksPaste = (element) => {
  const written = attribute(element, 'onpaste') || (element.onpaste ? String(element.onpaste).slice(0, 500) : '');
  return /return\s*(false|!1)|preventDefault\(\)/.test(written) && !/getData|clipboardData/.test(written);
};

/* The largest box of three around it that holds no other field: what stands in there is said of this one. */
const ownWrapper = (element) => {
  let wrapper = null;
  for (let node = parentOf(element), level = 0; node && level < 3; node = parentOf(node), level += 1) {
    if (selectAll(node, FIELDS).length > 1) break;
    wrapper = node;
  }
  return wrapper;
};

const fieldOf = (look, element, target) => {
  const labels = seenLabels(look, element);
  const label = fold(labels.map((one) => contentName(one)).join(' '));
  const isFull = isFilled(element);
  const error = errorPartOf(look, element);
  const group = closest(element, GROUPS);
  const longest = attribute(element, 'maxlength');
  return {
    subject: { ...subjectOf(element, look), box: asBox(look.rect(target)) },
    kind: kindOf(element),
    name: attribute(element, 'name') || attribute(element, 'id'),
    label,
    placeholder: fold(attribute(element, 'placeholder') || attribute(element, 'aria-placeholder')),
    autocomplete: fold(attribute(element, 'autocomplete')),
    inputmode: attribute(element, 'inputmode'),
    is_required: hasAttribute(element, 'required') || attribute(element, 'aria-required') === 'true',
    is_marked_required: marksRequired(look, element, labels, label),
    is_filled: isFull,
    is_prefilled: isFull && !touched.has(element) && !touchedAnyOf(element),
    is_checked: isChecked(element),
    error: error ? fold(contentName(error.part)) : '',
    is_sensitive: isSensitive(element),
    is_invalid: attribute(element, 'aria-invalid') === 'true',
    fails_natively: matchesSelector(element, 'input:invalid, select:invalid, textarea:invalid'),
    error_box: error ? asBox(look.rect(error.part)) : null,
    is_error_tied: error ? error.isTied : null,
    hint: hintOf(look, element, error && error.part),
    label_hidden_by: labelHiddenBy(look, element, labels),
    group: group ? nameOf(group) : '',
    group_locator: group ? locatorOf(group, look) : '',
    options: optionsOf(element),
    preset: presetOf(element),
    barred: barredOf(element),
    maxlength: /^\d{1,6}$/.test(longest) ? Number(longest) : null,
    pattern: fold(attribute(element, 'pattern')),
    is_disabled: matchesSelector(element, ':disabled') || attribute(element, 'aria-disabled') === 'true',
    is_readonly: hasAttribute(element, 'readonly') || attribute(element, 'aria-readonly') === 'true',
    region: fieldRegion(element),
    blocks_paste: blocksPaste(element),
  };
};

const framedFieldOf = (look, element, target) => ({
  ...fieldOf(look, element, target),
  in_frame: isInFrame,
  frame_origin: isInFrame && location.origin !== 'null' ? location.origin : '',
});

/* One radio touched is its group touched. */
const touchedAnyOf = (element) => {
  const name = attribute(element, 'name');
  if (inputTypeSafely(element) !== 'radio' || !name) return false;
  return selectAll(rootNodeOf(element), 'input[type=radio]').some(
    (other) => attribute(other, 'name') === name && touched.has(other),
  );
};

const formOf = (element) => {
  const get = formGetters[tagOf(element)];
  return (get && get(element)) || closest(element, 'form');
};

const formsOf = (look) => {
  const forms = new Map();
  for (const element of everywhere(FIELDS).slice(0, 400)) {
    const target = isShadowed(element) ? null : seenFieldTarget(look, element);
    if (!target) continue;
    toldFields.add(element);
    if (isNamed(look, element)) labelledFields.add(element);
    const form = formOf(element);
    if (!forms.has(form))
      forms.set(form, {
        action: form ? absolute(attribute(form, 'action') || location.href) : '',
        method: form ? methodOf(form) : '',
        is_checked_natively: reported.has(form || document) || (Boolean(form) && !hasAttribute(form, 'novalidate')),
        fields: [],
      });
    forms.get(form).fields.push(fieldOf(look, element, target));
  }
  return [...forms.values()].slice(0, 30);
};

/* Fields that a page at rest has shown. */
const toldFields = new WeakSet();
/* Of these, those with a label in sight. */
const labelledFields = new WeakSet();
const isNamed = (look, element) => seenLabels(look, element).some((label) => fold(contentName(label)));

const hasLostLabel = (look, element) =>
  labelledFields.has(element) && touched.has(element) && isFilled(element) && !isNamed(look, element);

/* A form that came up within the step may be gone again when the step has ended, and so may one without its labels. */
const hasUntoldFields = (look) =>
  everywhere(FIELDS)
    .slice(0, 400)
    .some(
      (element) =>
        (!toldFields.has(element) || hasLostLabel(look, element)) &&
        !/^(header|footer|nav)$/.test(fieldRegion(element)) &&
        !isShadowed(element) &&
        seenFieldTarget(look, element),
    );

/* Component libraries draw the choice and keep a native one beside it, hidden from all, that carries the value. */
const isShadowed = (element) => {
  if (tagOf(element) !== 'input' || attribute(element, 'aria-hidden') !== 'true') return false;
  if (attribute(element, 'tabindex') === '-1' && carriesUnseen(element)) return true;
  const [before, after] = [previousElementOf(element), nextElementOf(element)];
  const role = inputTypeOf(element);
  return [before, after].some(
    (one) => one && (attribute(one, 'role') === role || (role === 'checkbox' && attribute(one, 'role') === 'switch')),
  );
};

/* Clear over a list of the shop's own making, out of the keys' and of screen readers' reach: the browser's check of it. */
const carriesUnseen = (element) =>
  !CHECKABLE.test(kindOf(element)) && kindOf(element) !== 'file' && Number(computed(element).opacity) === 0;

const methodOf = (form) =>
  /^(post|dialog)$/i.test(attribute(form, 'method')) ? attribute(form, 'method').toLowerCase() : 'get';

/* A styled choice hides its input and shows its label: the label is what the customer sees and presses. */
const seenFieldTarget = (look, element) => {
  if (isSeen(look, element)) return element;
  if (!isConnected(element)) return null;
  if (hasLookBehind(look, element)) return element;
  const kind = kindOf(element);
  if (!/^(checkbox|radio|file)$/.test(kind)) return null;
  /* display:none on a choice is common with styled labels; a hidden honeypot's label is hidden too. */
  return labelsOf(element).find((label) => isSeen(look, label) && fold(contentName(label))) || null;
};

/* A transparent native field over a painted look-alike (file pickers, selects, switches): it is the look-alike that is seen. */
const hasLookBehind = (look, element) => {
  if (hiddenBy(look, element) !== 'opacity' || !matchesSelector(element, 'input, select, a[href], button'))
    return false;
  const parent = flatParentOf(element);
  if (!parent || opacityOf(look, parent) <= OPACITY_SEEN || Number(look.style(element).opacity) > OPACITY_SEEN)
    return false;
  const box = look.rect(element);
  if (box.width < 4 || box.height < 4) return false;
  /* A group of choices is no look of one of them, nor is the label of its neighbour. */
  const isAnothers = (node) => tagOf(node) === 'label' && ![null, undefined, element].includes(labelControlOf(node));
  const isLook = (node) => {
    const rect = look.rect(node);
    return (
      !isAnothers(node) &&
      area(intersection(rect, box)) >= 0.25 * area(box) &&
      (hasWords(node) || paintsSolid(look, node) || parseFloat(look.style(node).borderTopWidth) > 0)
    );
  };
  const isGroup = selectAll(parent, 'label').some(isAnothers);
  if (!isGroup && isLifted(look.style(element)) && isLook(parent) && (hasWords(parent) || paintsSolid(look, parent)))
    return true;
  for (let other = firstElementOf(parent); other; other = nextElementOf(other))
    if (other !== element && !SILENT.has(tagOf(other)) && isSeen(look, other) && isLook(other)) return true;
  return false;
};
