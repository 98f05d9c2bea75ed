/* ═══ the element in focus: do keys reach it, and does a look of its own show that ═══ */

const COMPOSITE = /^(radio|tab|menuitem|menuitemradio|menuitemcheckbox|option|treeitem|gridcell)$/;

const focusable = (look, element) => {
  const control =
    tagOf(element) === 'label' ? labelControlOf(element) || element : closest(element, CONTROLS) || element;
  if (closest(control, '[inert]')) return false;
  if (matchesSelector(control, ':disabled')) return null;
  const hidden = hiddenBy(look, control);
  if (hidden === 'display' || hidden === 'visibility')
    return seenFieldTarget(look, control) && hidden === 'display' ? false : null;
  /* An anchor without href says 0 and is passed over by Tab all the same. */
  if (
    tabIndexOf(control) >= 0 &&
    (hasAttribute(control, 'tabindex') || isNativeControl(control) || isEditable(control))
  )
    return true;
  if (isComponent(control) && attributeOf(control, 'tabindex') === null) return hasFocusableInside(look, control);
  /* Members of a group are reached by arrows from the one that is in the Tab order. */
  if (COMPOSITE.test(roleOf(control))) return null;
  if (hasReachedTwin(look, control)) return null;
  return attributeOf(control, 'tabindex') !== null || !isNativeControl(control) ? false : null;
};

/* A component hands the focus on to what it is made of: true, or null where nobody can look into it. */
const hasFocusableInside = (look, host) => {
  const root = shadowRootOf(host);
  const parts = selectAll(host, FOCUSABLE_PARTS).concat(root ? selectAll(root, FOCUSABLE_PARTS) : []);
  if (parts.some((part) => tabIndexOf(part) >= 0 && !matchesSelector(part, ':disabled') && isSeen(look, part)))
    return true;
  /* A shadow root that is closed, and components within components, keep to themselves what keys reach. */
  const isOpaque = !root || selectAll(root, '*').some(isComponent);
  return isOpaque ? null : false;
};
const isComponent = (element) =>
  tagOf(element).includes('-') && Boolean(shadowRootOf(element) || window.customElements?.get(tagOf(element)));
const FOCUSABLE_PARTS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/* The picture of a card is often left out of the Tab order, since the name below it leads to the same page. */
const hasReachedTwin = (look, control) =>
  tagOf(control) === 'a' &&
  hasAttribute(control, 'href') &&
  everywhere('a[href]')
    .slice(0, 2000)
    .some(
      (other) =>
        other !== control &&
        tabIndexOf(other) >= 0 &&
        anchorAddressOf(other) === anchorAddressOf(control) &&
        isSeen(look, other),
    );

/* ── how its focus shows: told from the page's own styles, since giving it the focus could set off its scripts ── */

const MAX_RULES = 20000;
const FOCUS_STATE = /:focus(-visible|-within)?(?![\w-])/g;
/* Marks that scripts set by the kind of input: what they say now is not what they say to a keyboard. */
const INPUT_MARKS = /what-?in(put|tent)|mouse|pointer|tabbing|keyboard|focus-(visible|method|source|ring)|touch/i;
const PSEUDO_ELEMENT = /::?(before|after|marker|placeholder|first-letter|first-line|selection|-[\w-]+)(\([^)]*\))?/g;
const MARKED_BY = [
  ...['outline-style', 'outline-width', 'outline-color', 'box-shadow', 'background-color', 'background-image'],
  ...['border-top-color', 'border-bottom-color', 'border-top-width', 'border-bottom-width', 'border-top-style'],
  ...['border-bottom-style', 'color', 'text-decoration-line', 'filter', 'transform', 'opacity', 'content'],
];

/* What is looked for in a page's style sheets: rules that speak of focus or of outlines … */
const FOCUS_RULES = {
  known: new WeakMap(),
  keeps: (selector, style) => selector.includes(':focus') || style.outlineStyle || style.outlineWidth,
  facts: (part) => partFacts(part),
};
/* Rules of a sheet that are of the kind; null where it may not be read. */
const rulesOf = (sheet, kind) => {
  const known = kind.known.get(sheet);
  let list;
  try {
    list = sheet.cssRules;
  } catch {
    return null;
  }
  if (known && known.length === list.length) return known.rules;
  const rules = [];
  const budget = { left: MAX_RULES };
  const isWhole = gatherRules(list, '', false, rules, budget, kind);
  kind.known.set(sheet, { length: list.length, rules: isWhole ? rules : null });
  return isWhole ? rules : null;
};

const kindOfRule = (rule) => Object.prototype.toString.call(rule);

const gatherRules = (list, outer, isLayered, rules, budget, kind) => {
  for (const rule of list) {
    if ((budget.left -= 1) < 0) return false;
    if (rule.selectorText !== undefined) {
      const selector = outer ? rule.selectorText.replace(/&/g, `:is(${outer})`) : rule.selectorText;
      const { style } = rule;
      if (kind.keeps(selector, style))
        rules.push({ parts: partsOf(selector).map(kind.facts).filter(Boolean), style, isLayered });
      if (rule.cssRules && rule.cssRules.length && !gatherRules(rule.cssRules, selector, isLayered, rules, budget, kind))
        return false;
    } else if (rule.styleSheet !== undefined) {
      const inner = rule.styleSheet ? rulesOf(rule.styleSheet, kind) : [];
      if (inner === null) return false;
      rules.push(...inner);
    } else if (rule.cssRules) {
      const { mediaText } = rule.media || {};
      if (mediaText !== undefined && !(kind.reads ? kind.reads(mediaText) : window.matchMedia(mediaText).matches)) continue;
      if (/Supports/.test(kindOfRule(rule)) && !CSS.supports(rule.conditionText)) continue;
      const isLayer = isLayered || /Layer/.test(kindOfRule(rule));
      if (!gatherRules(rule.cssRules, outer, isLayer, rules, budget, kind)) return false;
    }
  }
  return true;
};

/* Parts of a selector list, commas within brackets left alone. */
const partsOf = (selector) => {
  const parts = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < selector.length; at += 1) {
    if (/[([]/.test(selector[at])) depth += 1;
    else if (/[)\]]/.test(selector[at])) depth -= 1;
    else if (selector[at] === ',' && !depth) {
      parts.push(selector.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(selector.slice(from));
  return parts;
};

/* One selector with its state of focus taken as given; null where the focus is another element's, say a field's. */
const partFacts = (part) => {
  const isOfFocus = part.includes(':focus');
  const isWithin = part.includes(':focus-within');
  if (isOfFocus && !isWithin && !/:focus/.test(part.trim().split(/[\s>+~]+(?![^([]*[)\]])/).pop())) return null;
  const whole = part.replace(PSEUDO_ELEMENT, '');
  return {
    bare: whole.replace(FOCUS_STATE, ':not(_)').trim(),
    isOfFocus,
    isWithin,
    isOfItself: !isWithin && part === whole,
    isMarkedByInput: INPUT_MARKS.test(part.replace(FOCUS_STATE, '')),
    specificity: specificityOf(part),
  };
};

const specificityOf = (selector) => {
  const plainly = selector.replace(/:(is|not|has)\(/g, ' ').replace(/:where\([^)]*\)/g, '');
  const count = (pattern) => (plainly.match(pattern) || []).length;
  const pseudoElements = count(/::[\w-]+/g);
  return (
    count(/#[\w-]+/g) * 10000 +
    (count(/\.[\w-]+/g) + count(/\[[^\]]*\]/g) + count(/:[\w-]+/g) - pseudoElements) * 100 +
    count(/(^|[\s>+~(])[a-z][\w-]*/gi) +
    pseudoElements
  );
};

const sheetsFor = (element) => {
  const sheets = [...document.styleSheets, ...(document.adoptedStyleSheets || [])];
  const root = rootNodeOf(element);
  return nodeTypeOf(root) === FRAGMENT
    ? [...(root.styleSheets || []), ...(root.adoptedStyleSheets || [])]
    : sheets.filter((sheet) => !sheet.disabled && (!sheet.media.mediaText || window.matchMedia(sheet.media.mediaText).matches));
};

/* What the opacity comes to: it still fades for a moment after the mouse has gone. */
const restingOpacity = (look, element) => {
  const opacity = parseFloat(look.style(element).opacity);
  if (!(opacity > OPACITY_SEEN && opacity < 1) || !animationsOfElement) return opacity;
  const fade = animationsOfElement(element).find((one) => one.transitionProperty === 'opacity');
  const last = fade && fade.effect ? fade.effect.getKeyframes().pop() : null;
  return last ? parseFloat(last.opacity) : opacity;
};

const matchesSafely = (element, selector) => {
  try {
    return matchesSelector(element, selector);
  } catch {
    return false;
  }
};

/* "own": the page marks the focus itself; "browser": it leaves the browser's outline alone; "none": it takes it away. */
const focusMark = (element) => {
  const control = closest(element, CONTROLS) || element;
  if (matchesSelector(control, FILLED_INPUTS) || /^(select|textarea)$/.test(tagOf(control))) return null;
  const winners = new Map();
  let isUnsure = false;
  for (const sheet of sheetsFor(control)) {
    const rules = rulesOf(sheet, FOCUS_RULES);
    if (rules === null) return null;
    for (const { parts, style, isLayered } of rules) {
      for (const { bare, isOfFocus, isWithin, isOfItself, isMarkedByInput, specificity } of parts) {
        let matched = false;
        try {
          matched = isWithin ? Boolean(closestTo(control, bare)) : matchesSelector(control, bare);
        } catch {
          isUnsure = isUnsure || isOfFocus;
        }
        if (!matched) continue;
        if (!isOfItself) {
          if (isOfFocus && setsMark(style)) return 'own';
          continue;
        }
        if (isMarkedByInput) {
          isUnsure = true;
          continue;
        }
        for (const property of MARKED_BY) {
          const value = declared(style, property);
          if (!value || (!isOfFocus && !property.startsWith('outline'))) continue;
          const isUrgent = style.getPropertyPriority(property) === 'important';
          const weight = (isUrgent ? 1e9 : 0) + (isLayered ? 0 : 1e7) + specificity;
          const winner = winners.get(property);
          if (!winner || weight >= winner.weight) winners.set(property, { value, weight, isOfFocus });
        }
      }
    }
  }
  const style = computed(control);
  const inline = (property) => (control.style && control.style.getPropertyValue(property)) || '';
  const given = (property) => inline(property) || (winners.get(property) || { value: '' }).value;
  const line = given('outline-style');
  const isLined =
    !/^(none|hidden|initial|unset)$/.test(line) && !/^0(px)?$/.test(given('outline-width')) && !isClear(given('outline-color'));
  if (!line && isLined) return isMarkedOtherwise(winners, style) ? 'own' : 'browser';
  if (isLined || isMarkedOtherwise(winners, style)) return 'own';
  return isUnsure ? null : 'none';
};

const NO_MARK = /^(none|inherit|initial|unset|revert|auto|normal|currentcolor|0|0px|)$/i;
/* A shorthand with a variable in it gives no longhands: what it sets is told from its words. */
const declared = (style, property) => {
  const value = style.getPropertyValue(property);
  if (value) return value;
  const words = style.getPropertyValue(property.split('-')[0]);
  if (!/var\(/.test(words)) return '';
  if (property === 'outline-style') return (/\b(none|solid|dotted|dashed|double|auto)\b/.exec(words) || ['solid'])[0];
  return property === 'outline-width' ? '1px' : words;
};
const setsMark = (style) =>
  MARKED_BY.some((property) => {
    const value = declared(style, property);
    return !NO_MARK.test(value) && !isClear(value);
  });

const isClear = (value) => {
  if (value === 'transparent') return true;
  const colour = /\(/.test(value) ? colourOf(value) : null;
  return Boolean(colour) && colour[3] <= OPACITY_SEEN;
};

const isMarkedOtherwise = (winners, style) =>
  [...winners].some(([property, { value, isOfFocus }]) => {
    if (!isOfFocus || property.startsWith('outline')) return false;
    if (NO_MARK.test(value) || isClear(value)) return false;
    return value !== style.getPropertyValue(property);
  });
