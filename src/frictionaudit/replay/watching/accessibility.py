"""Collector: what axe-core says of a page. Once a distinct page, of later states only what changed; after measuring."""

from __future__ import annotations

import asyncio
import contextlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import CDPSession, Error, Frame, Page

from frictionaudit.replay.page.frames import offset_of
from frictionaudit.replay.page.inpage import HUNG_AFTER_S, PageHungError, evaluate

__all__ = ["AXE_LONGEST_S", "AXE_TAGS", "bring_axe", "run_axe", "run_axe_in", "with_more"]

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
"""WCAG 2.2, levels A and AA: what EN 301 549 and the European Accessibility Act build on."""

# The package itself reads it in the encoding of the reader's locale.
_AXE_SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

AXE_PATIENCE_S = 20.0
"""What a very long page takes longer than is called off: the customer's next step needs the page."""

_LET_GO_WITHIN_S = 60.0
"""How long the end of axe-core's work is waited for where it cannot be called off. Project's choice."""

AXE_LONGEST_S = AXE_PATIENCE_S + _LET_GO_WITHIN_S
_NODES_KEPT = 8
_OF_WHOLE_PAGES = frozenset({"bypass", "document-title", "html-has-lang", "meta-viewport"})
"""What axe-core asks of the window's own page only; asked straight, a frame takes itself for one."""

_RUN = """async ([tags, kept, judged]) => {
  // What stood on an earlier page in the same words was judged there: banner, navigation, footer, parts of the content.
  // Web components keep their words in shadow trees of their own.
  const roots = [document];
  for (const root of roots)
    for (const {shadowRoot} of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  const inEach = names => roots.flatMap(root => [...root.querySelectorAll(names)]);
  const within = one => one.children.length || !one.shadowRoot ? one.children : one.shadowRoot.children;
  const parts = inEach('header, footer, nav, aside, [role=banner], [role=contentinfo]');
  let content = inEach('main, [role=main]')[0] || document.body;
  while (within(content).length === 1) content = within(content)[0];
  parts.push(...within(content));
  const whole = part => [part, ...part.querySelectorAll('*')].reduce((text, {shadowRoot}) =>
    shadowRoot ? text + [...shadowRoot.children].map(whole).join('') : text, part.outerHTML);
  const hash = text => {
    let value = 0xcbf29ce4;
    for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    return text.length + '.' + (value >>> 0);
  };
  const known = new Set(judged);
  const hashed = parts.map(part => [part, hash(whole(part))]);
  const exclude = hashed.filter(([, mark]) => known.has(mark)).map(([part]) => part);
  const options = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false, iframes: false,
                   elementRef: true, selectors: true, ancestry: false, xpath: false};
  // Words that fade in or out, or are gone by the time of asking, have no contrast to hold against anyone.
  const fades = frame => ['opacity', 'color', 'backgroundColor', 'filter'].some(name => name in frame);
  const isFading = one => one.playState === 'running' && one.effect && one.effect.target
    && one.effect.getComputedTiming().iterations !== Infinity && one.effect.getKeyframes().some(fades);
  const fading = () => roots.flatMap(root => root.getAnimations()).filter(isFading).map(one => one.effect.target);
  const before = fading();
  // Contrast takes half of axe's time: it is asked only of words that do not plainly stand out from one flat colour.
  const probe = window.__frictionaudit__;
  const contrast = axe._audit && axe._audit.rules.find(one => one.id === 'color-contrast');
  if (contrast && probe) {
    const isPlain = probe.legibility(), matches = contrast.own_matches || contrast.matches;
    contrast.own_matches = matches;
    contrast.matches = (element, ...rest) => !isPlain(element) && matches.call(contrast, element, ...rest);
  }
  const found = await axe.run(exclude.length ? {include: [document.documentElement], exclude} : document, options);
  const locate = element => window.__frictionaudit__ && element ? window.__frictionaudit__.subject(element) : null;
  const moving = [...before, ...fading()];
  const isAtRest = ({element}) =>
    !element || (element.isConnected && !moving.some(one => one !== document.documentElement && one.contains(element)));
  // axe measures the box alone. A choice is pressed by its label and its row too; and what a bar that stays in view
  // crowds at this scroll is free again at the next.
  const holder = element => {
    let node = element;
    while (node && !/^(fixed|sticky)$/.test(getComputedStyle(node).position))
      node = node.parentElement || (node.getRootNode().host ?? null);
    return node;
  };
  const isSmall = ({element, any}) => {
    if (!element || !element.isConnected) return true;
    if (probe && probe.is_wide_target(element)) return false;
    const near = any.flatMap(check => check.relatedNodes.map(one => one.element)).filter(Boolean);
    return !near.length || near.some(one => holder(one) === holder(element));
  };
  const holds = {'color-contrast': isAtRest, 'target-size': isSmall};
  for (const violation of found.violations)
    if (violation.id in holds) violation.nodes = violation.nodes.filter(holds[violation.id]);
  return JSON.stringify({
    parts: hashed.map(([, mark]) => mark), is_partial: exclude.length > 0,
    version: found.testEngine.version,
    violations: found.violations.filter(violation => violation.nodes.length).map(violation => ({
      rule: violation.id, impact: violation.impact || 'moderate', help: violation.help, help_url: violation.helpUrl,
      tags: violation.tags, node_count: violation.nodes.length,
      nodes: violation.nodes.slice(0, kept).map(node => ({
        subject: locate(node.element) || {role: '', name: '', locator: node.target.flat().join(' >> ')},
        html: node.html.slice(0, 300), summary: (node.failureSummary || '').slice(0, 400)})),
    })),
  });
}"""


@cache
def _axe() -> str:
    return f"() => {{ if (!window.axe) {{ {_AXE_SCRIPT} }} }}"


async def bring_axe(page: Page, session: CDPSession | None) -> None:
    """Bring axe-core into the page; Chromium takes it straight, without the driver's own wrapping.

    Raises:
        PageHungError, TimeoutError, playwright Error: the page did not answer, or went away.
    """
    if session is None:
        await evaluate(page, _axe(), None, AXE_PATIENCE_S)
        return
    if await evaluate(page, "() => !window.axe"):
        send = session.send("Runtime.evaluate", {"expression": _AXE_SCRIPT, "silent": True})
        await asyncio.wait_for(send, AXE_PATIENCE_S)


async def run_axe(page: Page, session: CDPSession | None, judged: set[str]) -> dict[str, Any]:
    """Run axe-core, which stands in the page, in the main frame on what was not judged on this visit before.

    Args:
        page: The window.
        session: Chromium's; None in other engines.
        judged: Marks of the parts judged so far; those of this page are added.

    Raises:
        PageHungError, TimeoutError, playwright Error: the page did not answer, or went away.
    """
    try:
        text = await evaluate(page, _RUN, [list(AXE_TAGS), _NODES_KEPT, sorted(judged)], AXE_PATIENCE_S)
    except PageHungError:
        await _call_off(page, session)
        raise
    answer: dict[str, Any] = json.loads(text)
    judged.update(answer.pop("parts"))
    return answer


async def run_axe_in(frame: Frame, judged: set[str]) -> list[dict[str, Any]]:
    """Run axe-core in a frame, and give what it finds there, with boxes that count from the window's corner.

    Raises:
        PageHungError, TimeoutError, playwright Error: the frame did not answer, or went away.
    """
    await evaluate(frame, _axe(), None, AXE_PATIENCE_S)
    answer = json.loads(await evaluate(frame, _RUN, [list(AXE_TAGS), _NODES_KEPT, sorted(judged)], AXE_PATIENCE_S))
    judged.update(answer["parts"])
    x, y = await offset_of(frame)
    found: list[dict[str, Any]] = [each for each in answer["violations"] if each["rule"] not in _OF_WHOLE_PAGES]
    for node in (node for violation in found for node in violation["nodes"]):
        if box := node["subject"].get("box"):
            box.update(x=box["x"] + x, y=box["y"] + y)
    return found


def with_more(answer: dict[str, Any] | None, found: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what was said of a page, with what was found in a frame of it: each rule of axe-core's once."""
    told = {each["rule"]: each for each in (answer["violations"] if answer else ())}
    for each in found:
        known = told.setdefault(each["rule"], {**each, "node_count": 0, "nodes": []})
        known["node_count"] += each["node_count"]
        known["nodes"] = [*known["nodes"], *each["nodes"]][:_NODES_KEPT]
    return {**(answer or {"version": "", "is_partial": True}), "violations": list(told.values())}


async def _call_off(page: Page, session: CDPSession | None) -> None:
    """Let go of the page: as long as axe-core is at work in it, it answers no customer, which is not the shop's doing.

    Chromium ends what runs; of another engine the end is waited for.
    """
    if session is not None:
        with contextlib.suppress(Error, TimeoutError):
            await asyncio.wait_for(session.send("Runtime.terminateExecution"), HUNG_AFTER_S)
    with contextlib.suppress(Error, PageHungError):
        await evaluate(page, "0", None, _LET_GO_WITHIN_S)
