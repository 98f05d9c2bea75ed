/* ═══ around the element: its form, its equals, and what is read before it ═══ */

const formFacts = (element) => {
  const control = closest(element, 'button, input') || element;
  const type =
    tagOf(control) === 'button' ? attribute(control, 'type').toLowerCase() || 'submit' : inputTypeSafely(control);
  const form = formOf(control);
  const isSubmit =
    Boolean(form) && (type === 'submit' || type === 'image') && /^(button|input)$/.test(tagOf(control));
  return {
    form_action: form
      ? absolute((isSubmit && attribute(control, 'formaction')) || attribute(form, 'action') || location.href)
      : null,
    form_method: form ? (isSubmit && attribute(control, 'formmethod').toLowerCase()) || methodOf(form) : null,
    is_submit: isSubmit,
  };
};

const opensWindow = (element) => {
  const link = closest(element, 'a[href], area[href]');
  const target = link ? attribute(link, 'target') : '';
  const control = closest(element, 'button, input');
  const form = control ? formOf(control) : null;
  const ofForm = control && form ? attribute(control, 'formtarget') || attribute(form, 'target') : '';
  return /^_blank$/i.test(target) || /^_blank$/i.test(ofForm);
};

const HANDLER_ATTRIBUTE =
  /^(onclick|@click|v-on:click|x-on:click|(data-)?ng-click|jsaction|(data-)?hx-(get|post|put|delete|patch)|wire:click|data-(bs-)?toggle)/i;

/* What can be known without patching the page: attributes, properties and the marks that frameworks leave. */
const clickHandler = (element) => {
  if (typeof element.onclick === 'function' || attributeNamesOf(element).some((name) => HANDLER_ATTRIBUTE.test(name)))
    return true;
  /* Stimulus; others use the same attribute for their statistics. */
  if (/click->|^[\w-]+#/.test(attribute(element, 'data-action'))) return true;
  if (/\bclick\s*:/.test(attribute(element, 'data-bind'))) return true;
  for (const name of Object.keys(element)) {
    if (/^__react(Props|EventHandlers)\$/.test(name) && element[name] && typeof element[name].onClick === 'function')
      return true;
  }
  if (element._vei && Object.keys(element._vei).some((name) => /^onClick/.test(name))) return true;
  return null;
};

/* ── around it ── */

const hasEqualInView = (look, element) => {
  const name = nameOf(element).toLowerCase();
  if (!name) return false;
  const role = roleOf(element);
  return everywhere('button, a[href], input[type=submit], input[type=button], [role=button], [role=link]').some(
    (other) => {
      if (other === element || holds(other, element) || holds(element, other)) return false;
      const rect = look.rect(other);
      if (!isWithin(rect, look.view, 1) || rect.width < 1) return false;
      if (roleOf(other) !== role && !/^(button|link)$/.test(role)) return false;
      if (nameOf(other).toLowerCase() !== name || disabled(other) || !isSeen(look, other)) return false;
      if (isOfAnotherItem(element, other)) return false;
      const hit = hitAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
      return Boolean(hit) && belongs(other, hit);
    },
  );
};

/* "Add to cart" of the product beside is no equal of this one. */
const isOfAnotherItem = (element, other) => {
  const [address, theirs] = [attribute(element, 'href'), attribute(other, 'href')];
  if (address || theirs) return address !== theirs;
  const item = closest(other, 'li, tr, article, [class*=card i], [class*=item i], [class*=product i]');
  if (!item || holds(item, element)) return false;
  const next = nextElementOf(item) || previousElementOf(item);
  return Boolean(next) && tagOf(next) === tagOf(item) && attribute(next, 'class') === attribute(item, 'class');
};

const CURRENCY = '(?:[€$£¥]|\\b(?:EUR|USD|GBP|SEK|NOK|DKK|CHF|PLN|CZK|kr)\\b)';
const MONEY = new RegExp(`${CURRENCY}\\s?\\d|\\d[\\d.,\\s]*\\s?${CURRENCY}`, 'g');
const SUMMARY = [
  ...['table', 'dl', 'ul', 'ol'],
  ...['summary', 'cart', 'basket', 'total', 'review'].map((word) => `[class*=${word} i]`),
  ...['summary', 'cart'].map((word) => `[id*=${word} i]`),
].join(', ');

/* Fields to fill, or a list of amounts to read, above the action in the same part of the page. */
const readsFirst = (look, target) => {
  const top = look.rect(target).y;
  const isAbove = (element) => {
    const rect = look.rect(element);
    return (
      rect.height >= 1 &&
      rect.y < top &&
      !closest(element, 'nav, footer, [role=search], [role=navigation], [role=contentinfo]') &&
      !holds(element, target)
    );
  };
  /* One piece is what most customers want: the button waits for nothing there. */
  const isOnePiece = (field) => !touched.has(field) && (showsOne(field) || listsFromOne(field));
  const showsOne = (field) => /^(number|text|tel)$/.test(inputTypeSafely(field)) && valueGetters.input(field) === '1';
  const listsFromOne = (field) => {
    const [chosen] = tagOf(field) === 'select' ? [...selectedOptionsOf(field)] : [];
    return Boolean(chosen) && fold(textContentOf(chosen), 80) === '1' && /^1,2(,|$)/.test(optionsOf(field).join());
  };
  const isAsked = (field) =>
    isAbove(field) &&
    !/^(search|hidden)$/.test(kindOf(field)) &&
    !isOnePiece(field) &&
    !closest(field, 'header, [role=banner]') &&
    seenFieldTarget(look, field);
  if (everywhere(FIELDS).slice(0, 300).some(isAsked)) return true;
  /* Sizes and colours as buttons: two or more side by side are a choice, one alone a switch. */
  const isChoice = (button) =>
    isAbove(button) && isSeen(look, button) && selectAll(parentOf(button), '[aria-pressed]').length > 1;
  if (everywhere('main [aria-pressed], form [aria-pressed]').slice(0, 100).some(isChoice)) return true;
  return everywhere(SUMMARY)
    .slice(0, 300)
    .some(
      (part) =>
        isAbove(part) && (textContentOf(part).slice(0, 5000).match(MONEY) || []).length >= 2 && isSeen(look, part),
    );
};
