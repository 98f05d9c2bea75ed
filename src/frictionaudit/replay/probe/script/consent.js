/* ═══ consent: the cookie banner, found by structure and by the words of our lexicon ═══ */

let consentButtons = [];

/* A stem begins a word: "accept" in "Accept all" and "accepting", not in "unacceptable". */
const plain = (text) => fold(text, 2000).toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
const says = (text, stems) =>
  (stems || []).some((stem) => {
    const wanted = plain(stem);
    for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + 1))
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
    return false;
  });

const MEANINGS = ['reject', 'manage', 'accept', 'close'];
const meaningOf = (name, stems) => MEANINGS.find((meaning) => says(plain(name), stems[meaning])) || null;

const BANNERS = [
  ...[
    'dialog[open]',
    '[role=dialog]',
    '[role=alertdialog]',
    '[aria-modal=true]',
    '[aria-label*=cookie i]',
    '[id*=cmp i]',
  ],
  ...['cookie', 'consent', 'gdpr'].flatMap((word) => [`[class*=${word} i]`, `[id*=${word} i]`]),
].join(', ');

/* An app wraps its page in boxes, and names its parts as it likes: the answer itself leads to what lies over the page. */
const liftedAround = (button, look) => {
  for (let part = parentOf(button); part && part !== bodyOf(document); part = parentOf(part))
    if (/^(fixed|sticky)$/.test(look.style(part).position)) return part;
  return null;
};

const consentCandidates = (look, stems) => {
  const found = new Set();
  for (const part of everywhere(BANNERS)) found.add(part);
  for (const part of everywhere('body > *, body > * > *'))
    if (isLifted(look.style(part)) || look.style(part).position === 'sticky') found.add(part);
  for (const root of openRoots)
    for (const part of selectAll(root, '*')) if (look.style(part).position === 'fixed') found.add(part);
  for (const button of everywhere('button, [role=button], a')) {
    const part = isInView(button) ? liftedAround(button, look) : null;
    if (part && !found.has(part) && /^(accept|reject)$/.test(meaningOf(nameOf(button), stems))) found.add(part);
  }
  const parts = [...found].filter(
    (part) => !/^(html|body|main|script|style|input|button|a|label)$/.test(tagOf(part)) && isInView(part),
  );
  /* A platform's frame may hold nothing but the banner; whether that frame lies over the page is the driver's to see. */
  const asks = everywhere('input:not([type=checkbox], [type=hidden]), select, textarea').some(isInView);
  return isInFrame && bodyOf(document) && !asks ? [...parts, bodyOf(document)] : parts;
};

const findConsent = (stems = {}) => {
  const look = new Look();
  let best = null;
  for (const part of consentCandidates(look, stems)) {
    const text = plain(fullText(part));
    if (text.length > 6000 || !says(text, stems.cookies)) continue;
    const buttons = buttonsIn(part)
      .concat(matchesSelector(part, CONTROLS) ? [part] : [])
      .filter((one) => isInView(one) && !isTermsLink(one, stems));
    const useful = buttons.filter((one) => meaningOf(nameOf(one), stems));
    if (!useful.length) continue;
    const isDocument = part === bodyOf(document);
    if (isDocument && !useful.some((one) => meaningOf(nameOf(one), stems) === 'accept')) continue;
    /* Of boxes within each other the inner one that still holds the most answers. */
    const score = useful.length * 1000 - Math.min(900, text.length / 10);
    if (!best || score > best.score) best = { part, buttons, score };
  }
  if (!best) return null;
  consentButtons = best.buttons;
  const box = overlayBox(look, best.part, look.style(best.part));
  const reader = new Reader(look, { isViewOnly: true }).read();
  return {
    kind: 'consent',
    is_document: best.part === bodyOf(document),
    subject: { ...subjectOf(best.part, look), box: asBox(box) },
    share: round(area(box) / area(look.view)),
    texts: reader.blocks
      .filter((block) => holds(best.part, block.holder))
      .slice(0, 20)
      .map((block) => block.text),
    buttons: best.buttons.map((one, index) => ({
      name: nameOf(one),
      index,
      meaning: meaningOf(nameOf(one), stems),
      is_covered: isUnder(one),
    })),
  };
};

/* A pop-up over the banner takes its presses: the pop-up is to be answered first. */
const isUnder = (element) => {
  const box = rectOf(element);
  const hit = hitAt(box.x + box.width / 2, box.y + box.height / 2);
  return Boolean(hit) && !belongs(element, hit) && !holds(hit, element);
};

const fullText = (element) => {
  const root = shadowRootOf(element);
  return root ? `${textContentOf(root)} ${textContentOf(element)}` : textContentOf(element);
};

/* Links to a policy page answer nothing, also where they bear the word. */
const isTermsLink = (element, stems) =>
  tagOf(element) === 'a' &&
  /^(https?:|\/)/.test(attribute(element, 'href')) &&
  !says(plain(nameOf(element)), [...(stems.accept || []), ...(stems.reject || [])]);
