/* ═══ the page: all of it in one look ═══ */

const zoomOf = () => {
  const meta = selectAll(document, 'meta[name=viewport i]').pop();
  if (!meta) return null;
  const content = attribute(meta, 'content').toLowerCase();
  if (/user-scalable\s*=\s*(no|0)/.test(content)) return false;
  const most = /maximum-scale\s*=\s*([\d.]+)/.exec(content);
  /* WCAG 2.2, 1.4.4: text to 200 %. */
  return !most || Number(most[1]) >= 2;
};

/* A page that takes fingers for moving about only, and not for pinching. */
const forbidsPinch = (look) =>
  [look.root, look.body].some((part) => part && /^(pan-(x|y|left|right|up|down) ?)+$/.test(look.style(part).touchAction));

const isSecure = () => {
  if (location.protocol !== 'http:') return true;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.(test|localhost)$/.test(location.hostname);
};

const mixedScripts = () =>
  location.protocol === 'https:'
    ? selectAll(document, 'script[src^="http:" i], iframe[src^="http:" i]')
        .map((one) => absolute(attribute(one, 'src')))
        .slice(0, 20)
    : [];

/* Products in microdata and OpenGraph, written as the JSON-LD that says the same. */
const describedProducts = () => {
  const product = (from, offer) => JSON.stringify({ '@type': 'Product', ...from, offers: offer }).slice(0, 20000);
  const scopes = selectAll(document, '[itemtype*="schema.org/Product" i]').slice(0, 5);
  const found = scopes.map((scope) => {
    const said = (name) => {
      const one = selectAll(scope, `[itemprop~="${name}"]`)[0];
      const written = one && ['content', 'src', 'href'].map((key) => attribute(one, key)).find(Boolean);
      return one ? written || fold(textContentOf(one), 300) : '';
    };
    const [name, description, image] = ['name', 'description', 'image'].map(said);
    const [price, lowPrice, priceCurrency] = ['price', 'lowPrice', 'priceCurrency'].map(said);
    return product({ name, description, image }, { price, lowPrice, priceCurrency });
  });
  const metas = selectAll(document, 'meta[property^="product:" i], meta[property^="og:" i]').slice(0, 60);
  const meta = Object.fromEntries(
    metas.map((one) => [attribute(one, 'property').toLowerCase(), attribute(one, 'content').slice(0, 500)]),
  );
  const price = meta['product:price:amount'] || meta['og:price:amount'];
  if (!price) return found;
  const priceCurrency = meta['product:price:currency'] || meta['og:price:currency'] || '';
  const from = { name: meta['og:title'], description: meta['og:description'], image: meta['og:image'] };
  return [...found, product(from, { price, priceCurrency })];
};

const DONE_STEP = /(^|[\s_-])(done|completed?|finished|passed|visited)($|[\s_-])/i;
const STEP_NOW = /(^|[\s_-])(current|active|selected)($|[\s_-])/i;

/* Circles in a row, some of them done and one of them now: where the customer is, though a phone has no room for names. */
const marksSteps = (look, list) => {
  const said = [];
  for (let item = firstElementOf(list); item; item = nextElementOf(item)) {
    const inner = firstElementOf(item);
    const names = `${attribute(item, 'class')} ${inner ? attribute(inner, 'class') : ''}`;
    said.push(DONE_STEP.test(names) ? 'done' : STEP_NOW.test(names) ? 'now' : '');
  }
  return (
    said.length > 2 &&
    said.includes('done') &&
    said.filter((one) => one === 'now').length === 1 &&
    isSeen(look, list)
  );
};

const frameAddresses = (look) =>
  everywhere('iframe[src]')
    .filter((frame) => /^https?:/.test(frame.src))
    .slice(0, 30)
    .map((frame) => ({ url: frame.src, locator: locatorOf(frame, look), is_shown: isSeen(look, frame) }));

const pageOf = (look, maxBlocks) => {
  const reader = new Reader(look, { maxBlocks }).read();
  const { root } = look;
  const blocks = reader.blocks;
  return {
    url: location.href,
    title: fold(titleOf(document), 300),
    language: root ? attribute(root, 'lang').toLowerCase() : '',
    is_secure: isSecure(),
    signature: reader.signature,
    viewport: look.view,
    scroll_y: round(window.scrollY),
    height: root ? scrollHeightOf(root) : 0,
    overlays: reader.overlays.map((one, _, all) => overlayOf(look, one, blocks, all.map((each) => each.element))),
    blocks: blocks.map(withoutHolder),
    is_truncated: reader.isTruncated,
    viewport_content: {
      text_length: blocks.reduce((sum, block) => sum + (overlaps(block.box, look.view) ? block.text.length : 0), 0),
      images: reader.pictures,
      painted: reader.painted,
    },
    images: reader.images,
    backgrounds: reader.backgrounds,
    links: reader.links,
    controls: reader.controls.map(withoutHolder),
    forms: formsOf(look),
    frame_addresses: frameAddresses(look),
    busy: busySubjects(),
    mixed_scripts: mixedScripts(),
    allows_zoom: forbidsPinch(look) ? false : zoomOf(),
    has_step_mark:
      everywhere('[aria-current=step]').some((one) => isSeen(look, one)) ||
      everywhere('ol, ul, [role=list]').some((one) => marksSteps(look, one)),
    structured_data: [
      ...everywhere('script[type*="ld+json" i]')
        .slice(0, 20)
        .map((one) => textContentOf(one).slice(0, 20000)),
      ...describedProducts(),
    ],
  };
};

const withoutHolder = ({ holder, ...block }) => block;

/* Structure of the page now; the last one stands while nothing has changed. */
let signed = { count: -1, signature: '' };
const signature = () => {
  judge(false);
  if (signed.count !== changeCount)
    signed = { count: changeCount, signature: new Reader(new Look()).read().signature };
  return signed.signature;
};

/* Frames that hold nothing before somebody scrolls to them. */
const lazyFrames = (look) =>
  everywhere('iframe[loading=lazy i][src]')
    .filter((frame) => look.rect(frame).width > 0 && look.rect(frame).height > 0 && isSeen(look, frame))
    .slice(0, 10)
    .map((frame) => ({ url: frame.src, locator: locatorOf(frame, look), box: asBox(look.rect(frame)) }));

const collect = ({ max_blocks: maxBlocks = 1500, until } = {}) => {
  lookedAt = now();
  judge(false);
  flushEntries();
  const look = new Look();
  const page = pageOf(look, maxBlocks);
  signed = { count: changeCount, signature: page.signature };
  return {
    page,
    lazy_frames: lazyFrames(look),
    late_left: lateLeft(),
    vitals: vitals(until),
    changes: changes(),
    inputs: inputFigures(),
    loses_focus: losesFocus(),
    input_gap: supported.has('event') ? null : 'unsupported',
    still_changing: stillChanging(),
    faults: [...faults],
    time_origin: timelineOrigin,
    now: now(),
  };
};
