"""When a page is there: what it sends has been answered, and what it leads to is read to its end.

The page is told to say so itself, once, by the promise that ``settled`` asks for: its own policy lets
nothing be asked again from within (``wait_for_function``), and to ask from outside is to wait for the
clock. A promise of a page that is left breaks with it; then the page that came is asked.
"""

from __future__ import annotations

import time
from contextlib import suppress

from playwright.sync_api import Error, Page

MOST_SECONDS = 60  # a page that counts the figures of a year, on a machine that does much else
PAUSE = 20  # milliseconds: a page that is left has no answer until the next one is there
# Run in every page before its own scripts. A form or a link that leaves the page marks it; the next
# page carries no mark. What a script stopped never left; a form that the script itself sends
# (offline_resend.js) says so until its answer is there, and the page that it shows then is there once its own
# scripts have begun. The clock is kept, which a test may take in hand.
MARK = """(() => {
  const later = window.setTimeout.bind(window);
  let leaving = false, told = null, sight = null;
  const begun = new Set();
  const onItsWay = () =>
    leaving || begun.size > 0 || document.querySelector("form[data-sending]") !== null;
  const tell = found => { told(found); told = null; if (sight) { sight.disconnect(); } };
  const look = () => { if (told && !onItsWay()) { tell("there"); } };
  const elsewhere = link => link.target || link.hasAttribute("download") ||
    !/^https?:$/.test(link.protocol) ||
    (link.hash && link.href.split("#")[0] === location.href.split("#")[0]);
  addEventListener("submit", event => {
    const form = event.target, how = event.submitter;
    if (event.defaultPrevented || form.closest("[method=dialog]")) { return; }
    if (!(how && how.formTarget) && !form.target) { leaving = true; }
  });
  addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && !event.defaultPrevented && !elsewhere(link)) { leaving = true; }
  });
  new MutationObserver(all => {
    if (document.readyState !== "complete") { return; }
    all.forEach(one => one.addedNodes.forEach(node => {
      if (node.nodeName === "SCRIPT" && node.src) { begun.add(node); }
    }));
  }).observe(document, { subtree: true, childList: true });
  ["load", "error"].forEach(how => document.addEventListener(how, event => {
    if (begun.delete(event.target)) { look(); }
  }, true));
  window.cauceStays = () => { leaving = false; look(); };
  window.cauceSettled = most => new Promise(answer => {
    told = answer;
    look();
    if (!told) { return; }
    sight = new MutationObserver(look);
    sight.observe(document, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["data-sending"]
    });
    later(() => { if (told === answer) { tell("late"); } }, most);
  });
})()"""


def settled(seconds: float) -> str:
    """What a page is asked: to answer once nothing of it is on its way, or that it took longer."""
    return f"window.cauceSettled ? window.cauceSettled({seconds * 1000}) : 'there'"


SETTLED = settled(MOST_SECONDS)


def watch(page: Page) -> None:
    """A page that only sent a file is not left: it is told so when the file begins to come."""
    page.on("download", lambda _: _stays(page))


def _stays(page: Page) -> None:
    with suppress(Error):
        page.evaluate("window.cauceStays && window.cauceStays()")


def wait(page: Page) -> None:
    """Wait until nothing of this page is on its way and all of it was read."""
    until = time.monotonic() + MOST_SECONDS
    while time.monotonic() < until:
        try:
            found = page.evaluate(SETTLED)
        except Error:  # it was left meanwhile: the next one is asked
            if page.is_closed():
                raise
            page.wait_for_timeout(PAUSE)
            continue
        assert found == "there", f"still on its way after {MOST_SECONDS} s: {page.url}"
        page.wait_for_load_state("domcontentloaded")
        return
    raise AssertionError(f"it leads on and on: {page.url}")
