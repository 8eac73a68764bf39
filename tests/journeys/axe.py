"""What a machine finds wrong for whoever reads a page by voice, keyboard or with weak eyes.

Contrast takes two thirds of the time of all its rules, and on most pages the same words stand in the
same colours on the same ground: that is measured once in a run, everything else on every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from axe_playwright_python.base import AXE_FILE_PATH, AXE_SCRIPT
from django.contrib.staticfiles import finders
from playwright.sync_api import Page

from .alike import Passed

# Each element that shows words of its own, with a number: their colour and size, and what lies behind
# them down to the page. What is placed over or under others, typed in or switched off has the number 0.
_NUMBERS = """() => {
  const mixed = (words, from) => {
    let one = 0xdeadbeef ^ from, two = 0x41c6ce57 ^ from;
    for (let at = 0; at < words.length; at += 1) {
      one = Math.imul(one ^ words.charCodeAt(at), 2654435761);
      two = Math.imul(two ^ words.charCodeAt(at), 1597334677);
    }
    return 4294967296 * (2097151 & two) + (one >>> 0);
  };
  const ground = new Map([[document.documentElement, 1]]), numbers = new Map();
  document.querySelectorAll("body, body *").forEach(one => {
    const is = getComputedStyle(one), below = ground.get(one.parentNode);
    const typed = one.matches("input, select, textarea");
    const apart = !below || typed || !/^(static|relative|sticky)$/.test(is.position) ||
      is.zIndex !== "auto" || is.transform !== "none" || parseFloat(is.marginTop) < 0 ||
      one.matches(":disabled, [aria-disabled], [inert]") || (one.control && one.control.disabled);
    const behind = apart ? 0 : mixed([is.backgroundColor, is.backgroundImage, is.opacity, is.filter,
                                      is.mixBlendMode].join("|"), below % 4294967296);
    ground.set(one, behind);
    const words = typed || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (words && one.checkVisibility({opacityProperty: true, visibilityProperty: true})) {
      numbers.set(one, behind && mixed([is.color, is.fontSize, is.fontWeight, is.textShadow].join("|"),
                                       behind % 4294967296));
    }
  });
  return numbers;
}"""
# Only what is wrong comes back: what passes is many times as much, and nobody reads it. No rule of
# these asks for the styles to be read ahead (``css-orientation-lock``, an experiment, is not run).
# Of all that has one number, the longest words are measured; the rest too where those did not pass.
_RUN = """async known => {
  if (!("axe" in window)) { return null; }
  const measured = "data-contrast-measured", seen = new Set(known), numbers = (NUMBERS)();
  const words = one => [...one.childNodes].reduce(
    (sum, node) => sum + (node.nodeType === 3 ? node.data.trim().length : 0), 0);
  axe.addReporter("wrong", (rules, options, tell) => tell({
    wrong: rules.filter(rule => rule.violations.length).map(
      rule => [rule.id, rule.violations.map(one => one.node.source.slice(0, 300))]),
    enough: rules.filter(rule => rule.id === "color-contrast").flatMap(
      rule => rule.passes.map(one => numbers.get(one.node.element)))
  }));
  // What stays in sight covers what anybody scrolls from under it: it is measured in its own place.
  const bars = [...document.querySelectorAll(".ribbon, .stay, .leave-bar")];
  bars.forEach(one => { one.style.position = "static"; });
  const run = async (rules, these) => {
    these.forEach(one => one.setAttribute(measured, ""));
    axe.configure({rules: [{id: "color-contrast", selector: `[${measured}]`}]});
    const found = await axe.run({
      runOnly: rules, reporter: "wrong", resultTypes: ["violations"], preload: {assets: ["media"]}
    });
    these.forEach(one => one.removeAttribute(measured));
    return found;
  };
  const longest = new Map();
  numbers.forEach((number, one) => {
    const before = longest.get(number || one);
    if (!seen.has(number) && (!before || words(before) < words(one))) { longest.set(number || one, one); }
  });
  const first = new Set(longest.values());
  const found = await run(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], [...first]);
  found.enough.forEach(number => seen.add(number));
  const rest = [...numbers.keys()].filter(one => !seen.has(numbers.get(one)) && !first.has(one));
  if (rest.length) {
    found.wrong.push(...(await run(["color-contrast"], rest)).wrong);
  }
  bars.forEach(one => { one.style.position = ""; });
  return [found.wrong, [...new Set([...first, ...rest].map(one => numbers.get(one)))].filter(Boolean)];
}""".replace("NUMBERS", _NUMBERS)

# A page reads it from its own server, whose policy allows that, and keeps it: sent from here, half a
# megabyte would pass through four processes for every page.
NAME = "axe.min.js"
_READ = """place => new Promise(answer => {
  const script = document.createElement("script");
  script.src = place;
  script.onload = script.onerror = said => { script.remove(); answer(said.type === "load"); };
  document.head.append(script);
})"""

measured = Passed()  # numbers whose contrast was enough


@contextmanager
def served() -> Iterator[None]:
    """Among the files of the served house."""
    find = finders.find

    def found(path: str, *given: Any, **named: Any) -> Any:
        return str(AXE_FILE_PATH) if path == NAME else find(path, *given, **named)

    with mock.patch.object(finders, "find", found):
        yield


def _there(page: Page) -> None:
    if not finders.find(NAME) or not page.evaluate(_READ, f"/static/{NAME}"):
        page.evaluate(AXE_SCRIPT)


def wrong(page: Page) -> list[tuple[str, list[str]]]:
    """Each rule that the page breaks, with the elements that break it."""
    known = [int(number) for number in measured.known()]
    answer = page.evaluate(_RUN, known)
    if answer is None:
        _there(page)
        answer = page.evaluate(_RUN, known)
    found, fresh = answer
    if not found:
        measured.add(*map(str, fresh))
    return [(rule, elements) for rule, elements in found]
