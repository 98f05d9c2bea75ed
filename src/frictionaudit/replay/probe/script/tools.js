/* ═══ tools ═══ */

const ELEMENT = 1;
const TEXT = 3;
const DOCUMENT = 9;
const FRAGMENT = 11;

const now = () => timelineOrigin + clockNow();
const epoch = (sinceOrigin) => timelineOrigin + sinceOrigin;
const round = (number) => Math.round(number * 100) / 100;
const clamp = (number, low, high) => Math.min(high, Math.max(low, number));

/* Soft hyphens, zero-width spaces and the private use area (icon fonts) are not words. */
const fold = (text, limit = 200) => {
  if (!text) return '';
  const plain = FOLDED.test(text)
    ? text
    : text
        .replace(/[\u00ad\u200b\ufeff\ue000-\uf8ff]/g, '')
        .replace(/\s+/g, ' ')
        .trim();
  return plain.length > limit ? plain.slice(0, limit) : plain;
};
const FOLDED = /^[!-~]+(?: [!-~]+)*$/;

const listed = (text) => text.split(' ');
/* A class or id that bears one of these words, alone or before a dash. */
const named = (...known) => new RegExp(`(^|[\\s_-])(${known.join('|')})($|[\\s_-])`);

const tagOf = (element) => localNameOf(element);
const isElement = (node) => Boolean(node) && nodeTypeOf(node) === ELEMENT;
const attribute = (element, name) => attributeOf(element, name) || '';
const words = (element) =>
  `${attribute(element, 'class')} ${attribute(element, 'id')}`.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

const selectAll = (root, selector) => {
  const type = nodeTypeOf(root);
  const select = type === DOCUMENT ? selectIn.document : type === FRAGMENT ? selectIn.fragment : selectIn.element;
  return [...select(root, selector)];
};

const byId = (element, id) => {
  const root = rootNodeOf(element);
  if (nodeTypeOf(root) === DOCUMENT) return byIdInDocument(root, id);
  return nodeTypeOf(root) === FRAGMENT ? byIdInFragment(root, id) : null;
};

const byIds = (element, attributeName) =>
  !hasAttribute(element, attributeName)
    ? []
    : attribute(element, attributeName)
        .split(/\s+/)
        .filter(Boolean)
        .map((id) => byId(element, id))
        .filter(Boolean);
