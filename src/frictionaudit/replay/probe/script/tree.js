/* ═══ tree: the page as it is painted, slots and open shadow roots included ═══ */

const parentOf = (node) => {
  const parent = parentNodeOf(node);
  if (!parent) return null;
  if (nodeTypeOf(parent) === ELEMENT) return parent;
  return parent instanceof ShadowRoot ? hostOf(parent) : null;
};

const flatParentOf = (element) => slotOf(element) || parentOf(element);

const firstFlatChildren = (element) => {
  const root = shadowRootOf(element);
  if (root) return root;
  if (tagOf(element) === 'slot') {
    const assigned = assignedNodesOf(element);
    if (assigned.length) return assigned;
  }
  return element;
};

const eachFlatChild = (element, visit) => {
  const source = firstFlatChildren(element);
  if (Array.isArray(source)) {
    for (const node of source) visit(node);
    return;
  }
  for (let node = firstChildOf(source); node; node = nextSiblingOf(node)) visit(node);
};

/* Through shadow roots and slots, both ways that an element can be "inside" another. */
const holds = (outer, inner) => {
  if (containsNode(outer, inner)) return true;
  for (let node = inner; node; node = parentOf(node)) if (node === outer) return true;
  for (let node = inner; node; node = flatParentOf(node)) if (node === outer) return true;
  return false;
};

const ancestorsOf = (element) => {
  const chain = [];
  for (let node = flatParentOf(element); node; node = flatParentOf(node)) chain.push(node);
  return chain;
};

const closest = (element, selector) => {
  for (let node = element; node;) {
    const found = closestTo(node, selector);
    if (found) return found;
    const root = rootNodeOf(node);
    node = root instanceof ShadowRoot ? hostOf(root) : null;
  }
  return null;
};

const commonAncestor = (one, other) => {
  for (let node = one; node; node = flatParentOf(node)) if (holds(node, other)) return node;
  return null;
};

/* What a customer sees in a closed root is seen, found by its name and pressed like the rest: none is closed. */
const openClosedRoots = () => {
  const attach = {
    apply(target, self, list) {
      const [init] = list;
      return applyTo(target, self, init && init.mode === 'closed' ? [{ ...init, mode: 'open' }] : list);
    },
  };
  Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, attach);
};

const openRoots = new Set();
const everywhere = (selector) => {
  const found = selectAll(document, selector);
  for (const root of openRoots) if (isConnected(hostOf(root))) found.push(...selectAll(root, selector));
  return found;
};
