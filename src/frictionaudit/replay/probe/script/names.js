/* ═══ names, roles and locators: what a reader needs to find an element again ═══ */

const ROLES = new Set(
  (
    'alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox ' +
    'complementary contentinfo definition dialog directory document feed figure form grid gridcell group heading img link ' +
    'list listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none ' +
    'note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search ' +
    'searchbox separator slider spinbutton status switch tab table tablist tabpanel term textbox time timer toolbar ' +
    'tooltip tree treegrid treeitem'
  ).split(' '),
);
const PRESSED_ROLES = listed(
  'button link menuitem menuitemcheckbox menuitemradio option tab radio checkbox switch combobox textbox slider spinbutton',
);
const CONTROL_ROLES = new Set([...PRESSED_ROLES, 'searchbox', 'treeitem']);
const INPUT_ROLES = {
  button: 'button',
  submit: 'button',
  reset: 'button',
  image: 'button',
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
  search: 'searchbox',
  file: 'button',
  color: 'button',
};
const TAG_ROLES = {
  button: 'button',
  summary: 'button',
  textarea: 'textbox',
  img: 'img',
  svg: 'img',
  nav: 'navigation',
  main: 'main',
  aside: 'complementary',
  dialog: 'dialog',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  ul: 'list',
  ol: 'list',
  li: 'listitem',
  table: 'table',
  tr: 'row',
  td: 'cell',
  th: 'columnheader',
  option: 'option',
  progress: 'progressbar',
  meter: 'meter',
  output: 'status',
  form: 'form',
  article: 'article',
  fieldset: 'group',
  details: 'group',
  p: 'paragraph',
  hr: 'separator',
  iframe: 'iframe',
  label: 'label',
  legend: 'legend',
  header: 'header',
  footer: 'footer',
};

const roleOf = (element) => {
  const stated = attribute(element, 'role')
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .find((role) => ROLES.has(role));
  if (stated && stated !== 'none' && stated !== 'presentation') return stated;
  const tag = tagOf(element);
  if (tag === 'a' || tag === 'area') return hasAttribute(element, 'href') ? 'link' : tag;
  if (tag === 'input')
    return INPUT_ROLES[inputTypeOf(element)] || (hasAttribute(element, 'list') ? 'combobox' : 'textbox');
  if (tag === 'select')
    return hasAttribute(element, 'multiple') || Number(attribute(element, 'size')) > 1 ? 'listbox' : 'combobox';
  if (isEditable(element)) return 'textbox';
  return TAG_ROLES[tag] || tag;
};

const isEditable = (element) => /^(|true|plaintext-only)$/i.test(attributeOf(element, 'contenteditable') ?? 'false');

const NATIVE_CONTROLS = [
  ...['button', 'a[href]', 'area[href]', 'input:not([type=hidden])', 'select', 'textarea', 'summary'],
  ...['[contenteditable=""]', '[contenteditable=true]'],
].join(', ');
const CONTROLS = [NATIVE_CONTROLS, ...PRESSED_ROLES.map((role) => `[role=${role}]`)].join(', ');
const FILLED_INPUTS = `input${['submit', 'button', 'reset', 'image'].map((type) => `:not([type=${type}])`).join('')}`;
const FIELDS = [
  ...[`${FILLED_INPUTS}:not([type=hidden])`, 'select', 'textarea'],
  ...['[contenteditable=""]', '[contenteditable=true]', '[contenteditable=plaintext-only]'],
  ...['checkbox', 'radio', 'switch'].map((role) => `[role=${role}]:not(input)`),
  ...['combobox', 'textbox'].map((role) => `[role=${role}]:not(input):not(select):not(textarea)`),
].join(', ');

const isNativeControl = (element) => {
  if (matchesSelector(element, NATIVE_CONTROLS))
    return tagOf(element) !== 'summary' || tagOf(parentOf(element) || element) === 'details';
  return tagOf(element) === 'label' && Boolean(labelControlOf(element));
};

/* The browser looks for them through the whole page: what is named by no label is not asked for any. */
const labelsOf = (element) => {
  const get = labelsGetters[tagOf(element)];
  if (!attribute(element, 'id') && !closest(element, 'label')) return [];
  const known = get ? [...(get(element) || [])] : [];
  if (known.every((label) => labelledBy(label) === element)) return known;
  /* Firefox goes on naming those of before, where a library moves "for" from one label to another. */
  return selectAll(rootNodeOf(element), 'label').filter((label) => labelledBy(label) === element);
};

/* Words an element holds, as an accessible name is made: alternatives of pictures count, hidden parts do not. */
const contentName = (element, depth = 0) => {
  let name = '';
  let before = null;
  if (depth > 40) return name;
  eachFlatChild(element, (child) => {
    if (name.length > 600) return;
    const isPart = isElement(child);
    if (!isPart && nodeTypeOf(child) !== TEXT) return;
    const part = isPart ? partName(child, depth) : dataOf(child);
    const touches = /\S$/.test(name) && /^\S/.test(part);
    name += touches && ((isPart && standsApart(child)) || (before && isOnItsOwnLine(before))) ? ` ${part}` : part;
    if (part) before = isPart ? child : null;
  });
  return name;
};

const isOnItsOwnLine = (element) => !/^(inline|contents)$/.test(computed(element).display);

/* A mark that styles set on a line of its own, at a distance or in brackets: `Postcode<i>required</i>`. */
const standsApart = (element) => {
  const style = computed(element);
  const gap = parseFloat(style.marginInlineStart) + parseFloat(style.paddingInlineStart);
  if (!/^(inline|contents)$/.test(style.display) || gap > 0 || pseudoText(element, '::before').trim()) return true;
  return matchesSelector(element, REQUIRED_MARKS) && fold(textContentOf(element)).length > 2;
};

const partName = (element, depth) => {
  const tag = tagOf(element);
  if (attributeOf(element, 'aria-hidden') === 'true') return '';
  if (tag === 'svg') {
    /* Drawing programs write it where they please: after the shapes, or within their group. */
    const [title] = selectAll(element, 'title');
    return ` ${attribute(element, 'aria-label') || (title ? textContentOf(title) : '')} `;
  }
  if (SILENT.has(tag) || !isRenderedForName(element)) return '';
  const given = attribute(element, 'aria-label').trim();
  if (given) return ` ${given} `;
  if (tag === 'img' && /^(none|presentation)$/.test(attribute(element, 'role'))) return ' ';
  if (tag === 'img' || tag === 'area') return ` ${attribute(element, 'alt')} `;
  if (tag === 'br') return ' ';
  /* What is typed or chosen is no part of a name; what was typed may be a secret. */
  if (tag === 'input' || tag === 'select' || tag === 'textarea') return ' ';
  const text = contentName(element, depth + 1) || attribute(element, 'title');
  return INLINE.has(tag) || /^(inline|contents)$/.test(computed(element).display) ? text : ` ${text} `;
};

/* Where these are blocks after all, the space is set where words would touch; their style need not be asked for here. */
const INLINE = new Set('a b i em strong small sup sub mark u s abbr time bdi bdo cite q code kbd font'.split(' '));

const isRenderedForName = (element) => {
  if (nativeCheckVisibility?.(element, { visibilityProperty: true, checkVisibilityCSS: true })) return true;
  const style = computed(element);
  if (style.visibility !== 'visible') return false;
  /* A slot, and whatever else has no box of its own, still shows what it holds. */
  return style.display === 'contents' || (!nativeCheckVisibility && style.display !== 'none');
};

const pseudoText = (element, pseudo) =>
  [...computed(element, pseudo).content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join('');
const pseudoTexts = (element) => `${pseudoText(element, '::before')} ${pseudoText(element, '::after')}`;

const NAMED_BY_CONTENT = new Set([
  ...listed('button link heading option tab menuitem menuitemcheckbox menuitemradio checkbox radio switch'),
  ...listed('cell columnheader rowheader tooltip treeitem label legend'),
]);

/* Accessible name, after the order of the ARIA name computation, as far as sighted customers meet it. */
const nameOf = (element, limit = 200) => {
  const referred = byIds(element, 'aria-labelledby')
    .map((other) => attribute(other, 'aria-label') || contentName(other) || textContentOf(other))
    .join(' ');
  if (fold(referred)) return fold(referred, limit);
  const stated = fold(attribute(element, 'aria-label'), limit);
  if (stated) return stated;
  const native = fold(nativeName(element), limit);
  if (native) return native;
  const role = roleOf(element);
  if (NAMED_BY_CONTENT.has(role) || !ROLES.has(role)) {
    const content = fold(contentName(element) || pseudoTexts(element), limit);
    if (content) return content;
  }
  return fold(attribute(element, 'title'), limit) || fold(attribute(element, 'placeholder'), limit);
};

const nativeName = (element) => {
  const tag = tagOf(element);
  if (tag === 'input') {
    const type = inputTypeOf(element);
    if (type === 'image') return attribute(element, 'alt') || attribute(element, 'value');
    if (type === 'submit' || type === 'reset' || type === 'button') {
      const value = attributeOf(element, 'value');
      return value === null ? { submit: 'Submit', reset: 'Reset' }[type] || '' : value;
    }
  }
  if (labelsGetters[tag]) {
    const labelled = labelsOf(element)
      .map((label) => attribute(label, 'aria-label') || contentName(label))
      .join(' ');
    if (fold(labelled)) return labelled;
  }
  if (tag === 'img' || tag === 'area') return attribute(element, 'alt');
  if (tag === 'svg') return partName(element, 0);
  if (tag === 'fieldset' || tag === 'table' || tag === 'figure') {
    const wanted = { fieldset: 'legend', table: 'caption', figure: 'figcaption' }[tag];
    for (let child = firstElementOf(element); child; child = nextElementOf(child))
      if (tagOf(child) === wanted) return textContentOf(child);
  }
  return '';
};

/* Ids that a framework numbers anew at each render point at nothing tomorrow. */
const isStableId = (id) =>
  /^[A-Za-z][\w-]{0,63}$/.test(id) &&
  !/\d{5,}|[0-9a-f]{8,}|(^|[-_])(radix|headlessui|mui|ember|react|downshift|uid|svelte|vue)[-_]|-\d+-\d+/i.test(id);

const ownId = (element) => {
  const id = attributeOf(element, 'id');
  return id && isStableId(id) && byId(element, id) === element ? id : '';
};

/* "li:nth-of-type(3)", or "ul" where it is the only one: counted once for all children of a parent. */
const placesIn = (parent) => {
  const counts = new Map();
  const places = new Map();
  for (let child = firstChildOf(parent); child; child = nextSiblingOf(child)) {
    if (nodeTypeOf(child) !== ELEMENT) continue;
    const count = (counts.get(tagOf(child)) || 0) + 1;
    counts.set(tagOf(child), count);
    places.set(child, count);
  }
  return { counts, places };
};

const placeAmongEquals = (element, look) => {
  const tag = tagOf(element);
  const parent = parentNodeOf(element);
  if (!parent || tag === 'body' || tag === 'html') return tag;
  let known = look ? look.places.get(parent) : null;
  if (!known) known = placesIn(parent);
  if (look) look.places.set(parent, known);
  return known.counts.get(tag) > 1 ? `${tag}:nth-of-type(${known.places.get(element)})` : tag;
};

const locatorOf = (element, look = null) => {
  const known = look ? look.locators.get(element) : undefined;
  if (known !== undefined) return known;
  const id = ownId(element);
  const locator = id
    ? `${hostPath(rootNodeOf(element), look)}#${id}`
    : parentPath(element, look) + placeAmongEquals(element, look);
  if (look) look.locators.set(element, locator);
  return locator;
};

const hostPath = (root, look) =>
  nodeTypeOf(root) === FRAGMENT && root.host ? `${locatorOf(root.host, look)} >> ` : '';

/* "html > " before a path says nothing. */
const parentPath = (element, look) => {
  const parent = parentNodeOf(element);
  if (!parent || tagOf(element) === 'body') return '';
  return nodeTypeOf(parent) === ELEMENT ? `${locatorOf(parent, look)} > ` : hostPath(parent, look);
};

const subjectOf = (element, look = null) => ({
  role: roleOf(element),
  name: nameOf(element),
  locator: locatorOf(element, look),
  box: asBox(look ? look.rect(element) : rectOf(element)),
});
