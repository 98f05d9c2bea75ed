/* ═══ language: libraries rewrite it (Prototype's Array#reduce, MooTools' Function#bind, shims); ours stays as the browser brought it ═══ */

const { Array, Error, JSON, Map, Math, Number, Object, Proxy, Reflect, RegExp, Set, ShadowRoot, String, URL, WeakMap, WeakSet } = window;
const applyTo = Reflect.apply;
const define = Reflect.defineProperty;
const describe = Reflect.getOwnPropertyDescriptor;
const prototypeOf = Reflect.getPrototypeOf;

/* What the probe uses of it, and no more: a shim of what it does not use is nobody's trouble. */
const USED = [
  [Array, 'from isArray'],
  [
    Array.prototype,
    'concat entries every fill filter find findIndex findLast flat flatMap forEach includes indexOf join keys map pop push ' +
      'reduce reverse shift slice some sort splice unshift values',
  ],
  [Object, 'assign entries freeze fromEntries getOwnPropertyDescriptor getPrototypeOf keys values'],
  [Object.prototype, 'hasOwnProperty toString'],
  [Function.prototype, 'apply bind call toString'],
  [Math, 'abs ceil cos floor hypot imul max min round sign sin sqrt'],
  [Number, 'isFinite isInteger isNaN'],
  [Number.prototype, 'toFixed toString'],
  [
    String.prototype,
    'charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare match matchAll normalize padEnd padStart ' +
      'repeat replace replaceAll search slice split startsWith substring toLowerCase toString toUpperCase trim trimEnd trimStart',
  ],
  [RegExp.prototype, 'exec test'],
  [Map.prototype, 'clear delete entries forEach get has keys set values'],
  [Set.prototype, 'add clear delete forEach has keys values'],
  [WeakMap.prototype, 'delete get has set'],
  [WeakSet.prototype, 'add delete has'],
];
const natives = [];
const keepNatives = (owner, keys) => {
  for (const key of keys) {
    const described = describe(owner, key);
    if (described && described.configurable) natives.push({ owner, key, value: described.value, described });
  }
};
for (const [owner, names] of USED) keepNatives(owner, names.split(' '));
for (const owner of [Array.prototype, Map.prototype, Set.prototype]) keepNatives(owner, [Symbol.iterator]);

/* From here on nothing but syntax: a method may be the page's. */
const putAside = (list) => {
  let theirs = null;
  for (let index = 0; index < list.length; index += 1) {
    const native = list[index];
    if (native.owner[native.key] === native.value) continue;
    const described = describe(native.owner, native.key);
    if (!define(native.owner, native.key, native.described)) continue;
    if (!theirs) theirs = [];
    theirs[theirs.length] = { native, described };
  }
  return theirs;
};
const putBack = (theirs) => {
  for (let index = 0; index < theirs.length; index += 1) {
    const { native, described } = theirs[index];
    if (described) define(native.owner, native.key, described);
    else delete native.owner[native.key];
  }
};

/* Runs the work, which must not wait, while the language is as it came: the page notices nothing. */
let isWhole = false;
const NOTHING = [];
const whole = (work, self = undefined, given = NOTHING, list = natives) => {
  if (isWhole) return applyTo(work, self, given);
  const theirs = putAside(list);
  isWhole = true;
  try {
    return applyTo(work, self, given);
  } finally {
    isWhole = false;
    if (theirs) putBack(theirs);
  }
};

/* The tree's own methods too, for what the driver asks of the page in words of its own. */
let nativesOfTree = null;
const keepTree = () => {
  const of = [Node, Element, HTMLElement, Document, DocumentFragment, NodeList, HTMLCollection, DOMTokenList, Range];
  const before = natives.length;
  for (const { prototype } of of) keepNatives(prototype, Reflect.ownKeys(prototype).filter((key) => typeof describe(prototype, key).value === 'function'));
  nativesOfTree = natives.slice();
  natives.length = before;
};
keepTree();
const cleanly = (script, ...given) => whole(script, undefined, given, nativesOfTree);
