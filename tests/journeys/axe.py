"""What a machine finds wrong for whoever reads a page by voice, keyboard or with weak eyes.

Contrast takes two thirds of the time of all its rules, and on most pages the same words stand in the
same colours on the same ground: that is measured once by a worker, everything else on every page.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

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
_RUN = """known => {
  const measured = "data-contrast-measured", seen = new Set(known), numbers = (NUMBERS)();
  const fresh = [...numbers.keys()].filter(one => !seen.has(numbers.get(one)));
  const done = found => {
    fresh.forEach(one => one.removeAttribute(measured));
    return [found.violations, [...new Set(fresh.map(one => numbers.get(one)))].filter(Boolean)];
  };
  fresh.forEach(one => one.setAttribute(measured, ""));
  axe.configure({rules: [{id: "color-contrast", selector: `[${measured}]`}]});
  return axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    resultTypes: ["violations"], preload: {assets: ["media"]}
  }).then(done);
}""".replace("NUMBERS", _NUMBERS)

_measured: set[int] = set()  # numbers whose contrast was enough


def wrong(page: Page) -> list[tuple[str, list[str]]]:
    """Each rule that the page breaks, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found, fresh = page.evaluate(_RUN, list(_measured))
    if not found:
        _measured.update(fresh)
    return [(one["id"], [node["html"][:300] for node in one["nodes"]]) for one in found]
