/* ═══ label of the element: its words: are they seen, are they cut off ═══ */

const labelTextOf = (look, target) => {
  const tag = tagOf(target);
  if (tag === 'input' && /^(submit|button|reset)$/.test(inputTypeOf(target))) {
    return fold(nativeName(target))
      ? { element: target, box: asBox(look.rect(target)), nodes: [], length: nativeName(target).length }
      : null;
  }
  if (REPLACED.has(tag) && tag !== 'picture') {
    const label = seenLabels(look, target)[0];
    return label && label !== target ? labelTextOf(look, label) : null;
  }
  const nodes = shownTextNodes(look, target);
  if (!nodes.length) return null;
  const longest = nodes.reduce((best, one) => (one.text.length > best.text.length ? one : best));
  /* Digits of a badge or a lone sign are no label. */
  if (!/[\p{L}\p{N}]/u.test(longest.text)) return null;
  return { element: longest.element, box: asBox(longest.rect), nodes, length: longest.text.length };
};

const shownTextNodes = (look, target, depth = 0, found = []) => {
  if (depth > 30 || found.length > 40) return found;
  eachFlatChild(target, (child) => {
    if (nodeTypeOf(child) === TEXT) {
      const text = fold(dataOf(child));
      if (!text || look.style(target).visibility !== 'visible') return;
      const rect = rangeRectOf(textRange(child));
      if (rect.width >= 1 && rect.height >= 1 && fontSizeOf(look.style(target)) >= 1)
        found.push({ node: child, element: target, text, rect });
    } else if (isElement(child) && !SILENT.has(tagOf(child)) && !REPLACED.has(tagOf(child)) && isRendered(child)) {
      const style = look.style(child);
      if (style.display === 'none' || Number(style.opacity) <= OPACITY_SEEN || isClippedAway(style)) return;
      const rect = look.rect(child);
      if (isLifted(style) && clipsOverflow(style) && rect.width <= 1.5 && rect.height <= 1.5) return;
      shownTextNodes(look, child, depth + 1, found);
    }
  });
  return found;
};

const TEXT_SEEN_RATIO = 1.1;

const hiddenByWithLabel = (look, element, target, label) => {
  const reason = hiddenBy(look, target);
  if (reason && !(reason === 'opacity' && hasLookBehind(look, target))) return reason;
  if (!label || paintsPicture(look, target)) return null;
  /* Words moved out by text-indent with nothing painted in their place. */
  if (label.nodes.length && label.nodes.every(({ rect }) => isOutOfReach(look, target, rect) || right(rect) < -900)) {
    return paintsSolid(look, target) || parseFloat(look.style(target).borderTopWidth) > 0 ? null : 'off-screen';
  }
  if (isSeeThrough(look.style(label.element))) return 'text-colour';
  const contrast = contrastOf(look, label.element, { isStrict: false, textBox: label.box });
  return contrast !== null && contrast < TEXT_SEEN_RATIO && look.style(label.element).textShadow === 'none'
    ? reason || 'text-colour'
    : null;
};

const paintsPicture = (look, target) =>
  REPLACED.has(tagOf(target)) && tagOf(target) !== 'input'
    ? true
    : look.style(target).backgroundImage !== 'none' ||
      selectAll(target, 'img, svg, canvas, picture, video').some((one) => isSeen(look, one)) ||
      ['::before', '::after'].some((pseudo) => {
        const style = computed(target, pseudo);
        return style.content !== 'none' && style.content !== 'normal' && style.content !== '""';
      });

const CUT_PX = 2;

/* Sideways every pixel counts; up and down a glyph's box is higher than the glyph, by about a third of the size. */
const labelCut = (look, target, label) => {
  if (!label || !label.nodes.length) return label && tagOf(target) === 'input' ? inputCut(look, target) : null;
  let cut = null;
  for (const { element, rect } of label.nodes) {
    const slack = 0.35 * fontSizeOf(look.style(element)) + CUT_PX;
    if (right(rect) < -900) continue;
    for (let box = element; box; box = flatParentOf(box)) {
      const found = cutBy(look, box, target, rect, slack);
      if (found === 'ellipsis') return found;
      cut = cut || found;
      if (box === look.root || (isLifted(look.style(box)) && box !== target && !holds(target, box))) break;
    }
  }
  return cut;
};

const cutBy = (look, box, target, rect, slack) => {
  const style = look.style(box);
  if (style.display === 'inline' || style.display === 'contents' || box === bodyOf(document) || box === look.root)
    return null;
  const inner = innerBox(look, box);
  const isTarget = box === target;
  const hides = clipsOverflow(style);
  if (!hides && !isTarget) return null;
  if (/auto|scroll/.test(style.overflowX + style.overflowY) && !isTarget) return null;
  const frame = hides ? inner : asBox(look.rect(box));
  const sideways = rect.x < frame.x - CUT_PX || right(rect) > right(frame) + CUT_PX;
  const upright = rect.y < frame.y - slack || bottom(rect) > bottom(frame) + slack;
  if (!sideways && !upright) return null;
  if (!hides && !sideways && !hasPaintedEdge(look, box)) return null;
  if (!hides && sideways && !hasPaintedEdge(look, box) && !isOutOfView(look, rect)) return null;
  const clamps = style.webkitLineClamp && style.webkitLineClamp !== 'none';
  return (style.textOverflow === 'ellipsis' && sideways && hides) || clamps ? 'ellipsis' : 'overflow';
};

const isOutOfView = (look, rect) => right(rect) > Math.max(window.innerWidth, look.reach) + CUT_PX;
const hasPaintedEdge = (look, box) => {
  const style = look.style(box);
  const paint = colourOf(style.backgroundColor);
  return (
    style.backgroundImage !== 'none' ||
    (paint && paint[3] > 0.05) ||
    (parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none')
  );
};

/* A submit input paints its own words; only the engine knows their width. */
const inputCut = (look, target) => (scrollWidthOf(target) > clientWidthOf(target) + CUT_PX ? 'overflow' : null);

/* ── size and room ── */
