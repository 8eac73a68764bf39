"""What a machine finds wrong for whoever reads a page by voice, keyboard or with weak eyes.

Contrast takes two thirds of the time of all its rules, and on most pages the same words stand in the
same colours on the same ground: that is measured once in a run, everything else on every page. To say what
lies over what, axe draws the whole page up in its own terms, which costs as much as all other rules:
it is asked only of links and controls that do not pass by their own style or size already.
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
# them down to the page: under what is fixed with a ground of its own, that alone. What else is placed over
# or under others, or switched off, has the number 0.
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
    if (!one.checkVisibility()) { return; }
    const is = getComputedStyle(one), below = ground.get(one.parentNode);
    const typed = one.matches("input, select, textarea");
    const off = one.matches(":disabled, [aria-disabled], [inert]") || (one.control && one.control.disabled);
    const own = is.position === "fixed" && /^rgb\\(/.test(is.backgroundColor) &&
      is.opacity === "1" && is.filter === "none" && is.transform === "none";
    const apart = !below || !/^(static|relative|sticky)$/.test(is.position) ||
      is.zIndex !== "auto" || is.transform !== "none" || parseFloat(is.marginTop) < 0;
    const look = [is.backgroundColor, is.backgroundImage, is.opacity, is.filter, is.mixBlendMode].join("|");
    const behind = off || (apart && !own) ? 0 : mixed(look, own ? 1 : below % 4294967296);
    ground.set(one, behind);
    const words = typed || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (words && one.checkVisibility({opacityProperty: true, visibilityProperty: true})) {
      numbers.set(one, behind && mixed([is.color, is.fontSize, is.fontWeight, is.textShadow].join("|"),
                                       behind % 4294967296));
    }
  });
  return numbers;
}"""
# Links that nothing has to be measured for: each is underlined, and nothing around it is.
_UNDERLINED = """() => {
  const lined = one => getComputedStyle(one).textDecorationLine.includes("underline");
  const around = one => one && (lined(one) || around(one.parentElement));
  return [...document.querySelectorAll("a[href]")].filter(one => one.checkVisibility() &&
    getComputedStyle(one).display === "inline" && lined(one) && !around(one.parentElement));
}"""
# Controls with room to be touched, by the criterion's own words (WCAG 2.2, 2.5.8): 24 pixels wide and
# high and under no other control; or smaller, with nothing over or under them, and a circle of 24 pixels
# around their middle touches neither another control nor its circle. A pixel in doubt is left to axe.
# As to axe, what is fixed and what is scrolled under it do not stand in each other's way.
_ROOMY = """() => {
  const seen = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility())
    .map(one => ({one, at: one.getBoundingClientRect()})).filter(({at}) => at.width > 0 && at.height > 0);
  const fixed = new Set();
  seen.forEach(({one}) => {
    if (fixed.has(one.parentElement) || getComputedStyle(one).position === "fixed") { fixed.add(one); }
  });
  const touched = "a[href], button, input, select, textarea, summary, [role][tabindex]";
  const controls = seen.filter(({one}) => one.matches(touched));
  const large = at => Math.min(at.width, at.height) >= 24;
  const together = (own, other) => fixed.has(own.one) === fixed.has(other.one);
  const over = ({at: a, ...own}, {at: b, ...other}) => together(own, other) &&
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const kin = (one, other) => one.contains(other) || other.contains(one);
  const alone = new Map();
  const isAlone = own => {
    if (!alone.has(own)) {
      alone.set(own, own.one.getClientRects().length === 1 && !seen.some(
        other => over(own, other) && !kin(own.one, other.one)));
    }
    return alone.get(own);
  };
  const middle = at => [at.left + at.width / 2, at.top + at.height / 2];
  const clear = (own, other) => {
    const [x, y] = middle(own.at), [toX, toY] = middle(other.at), at = other.at;
    const edge = Math.hypot(Math.max(at.left - x, 0, x - at.right), Math.max(at.top - y, 0, y - at.bottom));
    return edge >= 25 || (edge >= 13 && isAlone(other) &&
      (large(at) || Math.hypot(x - toX, y - toY) >= 25));
  };
  return controls.filter(own => {
    const others = controls.filter(other => other !== own && together(own, other));
    return large(own.at) ? !others.some(other => over(own, other))
      : isAlone(own) && others.every(other => clear(own, other));
  }).map(({one}) => one);
}"""
# Only what is wrong comes back: what passes is many times as much, and nobody reads it. No rule of
# these asks for the styles to be read ahead (``css-orientation-lock``, an experiment, is not run).
# Of all that has one number, the longest words are measured; the rest too where those did not pass.
_RUN = """async known => {
  if (!("axe" in window)) { return null; }
  // What is folded away has no place for axe either way; without one it is not laid out to be asked.
  const folded = new CSSStyleSheet(), sheets = [...document.adoptedStyleSheets];
  folded.replaceSync("details:not([open])::details-content { display: none }");
  document.adoptedStyleSheets = [...sheets, folded];
  // What stays in sight covers what anybody scrolls from under it: it is measured in its own place.
  // So is what lies in it where that has no place of its own, but a height of its own in the pile.
  const bars = [...document.querySelectorAll(".ribbon, .stay, .leave-bar")].flatMap(
    bar => [bar, ...[...bar.children].filter(one => getComputedStyle(one).position === "static")]);
  bars.forEach(one => Object.assign(one.style, {position: "static", zIndex: "auto"}));
  const measured = "data-contrast-measured", lined = "data-underlined", roomy = "data-roomy";
  const seen = new Set(known), numbers = (NUMBERS)(), marked = [[lined, (UNDERLINED)()], [roomy, (ROOMY)()]];
  const words = one => [...one.childNodes].reduce(
    (sum, node) => sum + (node.nodeType === 3 ? node.data.trim().length : 0), 0);
  axe.addReporter("wrong", (rules, options, tell) => tell({
    wrong: rules.filter(rule => rule.violations.length).map(
      rule => [rule.id, rule.violations.map(one => one.node.source.slice(0, 300))]),
    enough: rules.filter(rule => rule.id === "color-contrast").flatMap(
      rule => rule.passes.map(one => numbers.get(one.node.element)))
  }));
  const run = async (rules, these) => {
    these.forEach(one => one.setAttribute(measured, ""));
    const found = await axe.run({
      runOnly: rules, reporter: "wrong", resultTypes: ["violations"], preload: {assets: ["media"]}
    });
    these.forEach(one => one.removeAttribute(measured));
    return found;
  };
  marked.forEach(([mark, these]) => these.forEach(one => one.setAttribute(mark, "")));
  axe.configure({rules: [
    {id: "color-contrast", selector: `[${measured}]`},
    {id: "link-in-text-block", selector: `a[href]:not([${lined}]), [role=link]`},
    {id: "target-size", selector: `:not([${roomy}])`}
  ]});
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
  marked.forEach(([mark, these]) => these.forEach(one => one.removeAttribute(mark)));
  bars.forEach(one => Object.assign(one.style, {position: "", zIndex: ""}));
  document.adoptedStyleSheets = sheets;
  return [found.wrong, [...new Set([...first, ...rest].map(one => numbers.get(one)))].filter(Boolean)];
}"""
for _name, _found in (("NUMBERS", _NUMBERS), ("UNDERLINED", _UNDERLINED), ("ROOMY", _ROOMY)):
    _RUN = _RUN.replace(f"({_name})", f"({_found})")

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
