"""Every page that somebody of the demonstration can follow a link to, at three widths: axe, and a phone.

    python bench/seen.py [--cases 60] [--most 1] [--axe 1] [--minutes 0] [--first 0] [--language es]

Each person of the network begins where the work of that role is and follows every link of every page, at
most ``most`` addresses of one route; then come the routes without a place in their address that no link led
to, and the pages open to anybody. Of each page: what axe finds (WCAG 2.2, A and AA) at 1280, 640 and 360;
whether it scrolls sideways; and on a phone of 360 × 740 how far down the heading and the first thing to do
or to read stand, which tables and drawings are pushed sideways, which letters of a drawing are cut or too
small. What nobody reached is named. ``minutes``: after so many it stops and says so; 0: at the end.
``first``: with which of the roles it begins; ``language``: in which the pages are read, es or en. It ends
with 1 where something is wrong.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from house import demonstration, served
from measure import options

from tests.browser import ARGUMENTS, path

WIDTHS = (1280, 640, 360)
SCREEN = {"width": 360, "height": 740}
SEEN_TO = 670  # of the first screen: below lie the menu's button and the way out
SMALLEST = 9.5  # px: letters of a drawing, as they come out on the phone
# In this order: whoever comes first is shown what several may see. The last has not signed in.
ROLES = (
    *("protection_officer", "head_of_post", "protection_consul", "window_officer", "headquarters"),
    *("analyst", "auditor", "administrator", "internal_control", "partner_staff", "sre_mexico", ""),
)
# Who signs out could not go on; starting over takes minutes; what a machine reads is no page.
NEVER = re.compile(
    r"(close|leave|enter|second|ministry.*|demo:.*|hsds:.*|fhir:.*|openrosa:.*|calendar|alive)$"
)
LINKS = "all => [...new Set(all.map(a => a.href))]"
LOOKS = """() => {
  const main = document.querySelector("main"), head = main.querySelector("h1");
  const all = asked => [...main.querySelectorAll(asked)];
  const top = one => Math.round(one.getBoundingClientRect().top + scrollY);
  const seen = one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height;
  const asked = "input:not([type=hidden]), select, textarea, button, .button, summary, tr, li, dd, figure," +
    "pre, .next, .empty, p:not(.lede, .small, .muted, .hint, .section-name, .kicker)";
  const first = all(asked).find(one => seen(one) && head &&
    !one.closest(".notice.info, .notice.warn, nav, .lede, .error-summary, .messages") &&
    head.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const found = {
    heading: head ? top(head) : -1, first: first ? top(first) : -1,
    tall: document.documentElement.scrollHeight,
    what: first ? first.outerHTML.replace(/\\s+/g, " ").slice(0, 70) : "",
  };
  all("details").forEach(one => { one.open = true; });
  found.pushed = all(".table-box, .drawing, pre").filter(
    one => seen(one) && one.scrollWidth > one.clientWidth + 1).map(
    one => `${one.className} ${one.scrollWidth} (${(one.getAttribute("aria-label") || "").slice(0, 40)})`);
  const letters = all("svg.chart text").filter(one => seen(one) && one.textContent.trim());
  found.letters = Math.min(99, ...letters.map(one => {
    const is = one.getScreenCTM();
    return parseFloat(getComputedStyle(one).fontSize) * Math.hypot(is.a, is.b);
  }));
  found.cut = letters.filter(one => {
    const box = one.getBoundingClientRect(), room = one.ownerSVGElement.getBoundingClientRect();
    return box.left < room.left - 1 || box.right > room.right + 1 ||
      box.top < room.top - 1 || box.bottom > room.bottom + 1;
  }).map(one => one.textContent.trim().slice(0, 40));
  const wide = document.documentElement.scrollWidth > innerWidth;
  found.sideways = [...document.querySelectorAll("body *")].filter(
    one => wide && one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(
    one => one.outerHTML.slice(0, 120));
  return found;
}"""


@dataclass
class Seen:
    """What was looked at so far, and what of it is wrong."""

    most: int
    axe: bool
    until: float  # of the clock that only goes forward
    times: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def over(self) -> bool:
        return time.monotonic() > self.until

    def look(self, page: Any, name: str, who: str) -> None:
        from tests.journeys import axe

        where = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", urlsplit(page.url).path)
        for width in WIDTHS if self.axe else WIDTHS[-1:]:
            page.set_viewport_size(SCREEN if width == SCREEN["width"] else {"width": width, "height": 800})
            if self.axe:
                for rule, elements in axe.wrong(page):
                    self._found(f"{name} {where} at {width}: {rule}: {elements[:2]}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                self._found(f"{name} {where} scrolls sideways at {width}")
        if page.locator("main").count() == 0:
            return
        is_ = page.evaluate(LOOKS)
        late = "LATE" if not 0 <= is_["first"] <= SEEN_TO else ""
        stands = f"{is_['heading']:6}{is_['first']:6}{is_['tall']:8} {late:5}"
        print(f"{name:40}{where:50}{who:16}{stands}{is_['what']}", flush=True)
        small = [f"letters of {is_['letters']:.1f} px"] if is_["letters"] < SMALLEST else []
        cut = [f"cut: {is_['cut'][:4]}"] if is_["cut"] else []
        said = [f"unfolded: {is_['sideways']}"] if is_["sideways"] else []
        for one in [*is_["pushed"], *small, *cut, *said]:
            self._found(f"{name} {where} on a phone: {one}")

    def _found(self, what: str) -> None:
        self.wrong.append(what)
        print(f"    ! {what}", flush=True)


def named(address: str) -> str:
    """The route that answers there; empty: none does."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def follows(page: Any, seen: Seen, who: str, first: list[str]) -> None:
    """Follow every link from there, to what was not seen often enough yet."""
    from playwright.sync_api import Error

    waiting, here = list(first), urlsplit(page.url or "").netloc
    while waiting and not seen.over():
        address = waiting.pop(0)
        name = named(address)
        if not name or NEVER.match(name) or seen.times[name] >= seen.most:
            continue
        try:
            answer = page.goto(address, wait_until="load")
        except Error:  # a file: nothing to look at
            seen.times[name] += 1
            continue
        if answer is None or answer.status != 200 or named(page.url) != name:
            continue
        if "html" not in answer.headers.get("content-type", ""):
            seen.times[name] += 1
            continue
        here = here or urlsplit(page.url).netloc
        seen.times[name] += 1
        waiting += [
            one for one in page.locator("a[href]").evaluate_all(LINKS) if urlsplit(one).netloc == here
        ]
        seen.look(page, name, who)
    page.set_viewport_size(SCREEN)


def somebody(role: str) -> str:
    """The user name of somebody with that role, of the post that the tour shows where there are several."""
    from cauce.demo.network import SHOWN
    from cauce.staff.offices.models import Assignment

    names = [one.user.username for one in Assignment.objects.filter(role=role).select_related("user")]
    return min(names, key=lambda name: (not name.startswith(SHOWN.lower()), name), default="")


def walk(url: str, seen: Seen, first: int, language: str) -> None:
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from cauce.demo.network import PASSWORD
    from tests.architecture.walking import PLACE, routes
    from tests.journeys.person import Person

    plain = [address for _, address in sorted(set(routes())) if not PLACE.search(address)]
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path(), args=ARGUMENTS)
        for role in ROLES[first:]:
            if seen.over():
                print(f"\nno time left for {role or 'who has not signed in'}")
                continue
            who = somebody(role)
            person = Person(browser, url, who, viewport=SCREEN)
            if who:
                person.enter(PASSWORD)
            chosen = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}
            person.context.add_cookies([chosen])  # as the button of the page sets it
            follows(person.page, seen, who, ["/", *plain])
            person.context.close()
    never = sorted({name for name, _ in routes()} - set(seen.times))
    print("\nreached by nobody: " + ", ".join(one for one in never if not NEVER.match(one)))
    print(f"\n{sum(seen.times.values())} addresses of {len(seen.times)} routes; wrong: {len(seen.wrong)}")
    print("\n".join(seen.wrong))


def looked(port: int, seen: Seen, first: int, language: str) -> int:
    """What is served there, over a line that says it came by TLS."""
    from tests.line import Line

    line = Line(port)
    try:
        walk(line.url, seen, first, language)
    finally:
        line.close()
    return bool(seen.wrong)


def main() -> int:
    chosen = options(__doc__, cases=60, most=1, axe=1, minutes=0, first=0, language="es")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    until = time.monotonic() + 60 * chosen.minutes if chosen.minutes else float("inf")
    seen = Seen(chosen.most, bool(chosen.axe), until)
    with demonstration(chosen.cases):
        with served() as server:
            return looked(server.port, seen, chosen.first, chosen.language)


if __name__ == "__main__":
    sys.exit(main())
