"""The main ways through the desk, walked in a browser: clicks, pages, words, bytes and where things stand.

    python bench/walks.py [--cases 60] [--width 1280] [--height 800] [--quick]

The server of ``./run`` on a demonstration network of its own, and the steps of the journeys. A click is
whatever a finger or a mouse presses, a choice in a list, and each address that a step goes to by itself
(somebody would press a link) but the page where she stands when the walk begins. What is typed is no click;
Enter in a field is counted apart. Of each page: its weight, the words that an eye sees in its content, how
tall it is, how far down the last thing stood that was pressed, and how often what was pressed was out of
sight until the page was scrolled. Then single pages, with how far down the thing stands for which somebody
comes. Nothing is timed. The quick form: a phone is not held, and no single page is measured.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from house import QUICK_CASES, demonstration, served
from measure import options

from tests.browser import ARGUMENTS, path

WINDOW, OFFICER = "hou-ventanilla", "hou-proteccion"
HOUSE = r"Casa [A-ZÁÉÍÓÚ]\w+"
PHONE = {"width": 360, "height": 740}
AIMS = {
    "cue at the window": "3 clicks, under 90 words, Continue always in sight",
    "turn → accepted bed tonight": "12 clicks",
    "cue → accepted shelter, everything asked": "55 clicks, 20 pages",
}
# Page, who opens it, where, what somebody comes for, and how far down that may stand.
SINGLE = (
    ("worklist: the first case", "proteccion", "/pendientes/", "main a[href^='/casos/']", "first screen"),
    ("case: heading", "proteccion", "/casos/{case}/", "h1", "under 300 on a phone"),
    ("case: conclusion", "proteccion", "/casos/{case}/lectura/", "[name=conclusion]", "screen and a half"),
    ("case: consent", "proteccion", "/casos/{case}/permisos/", "main .ask", "under 40 KB"),
    ("head of post", "titular", "/oficina/", "main h2", "two screens tall"),
    ("headquarters", "central", "/red/", "main h2", "paged and searched"),
    ("accounts", "administracion", "/cuentas/", "main a[href^='/cuentas/']", "paged and searched"),
)
COUNTS = """
  addEventListener("pointerdown", () => window.cauceCounts("clicks"), true);
  addEventListener("change", e => e.target.tagName === "SELECT" && window.cauceCounts("clicks"), true);
  addEventListener("keydown", e => e.key === "Enter" && e.target.tagName === "INPUT" &&
    window.cauceCounts("keys"), true);
"""
LOOKS = """() => {
  const main = document.querySelector("main"), [one] = performance.getEntriesByType("navigation");
  const unseen = [...main.querySelectorAll(".unseen")].filter(part => part.checkVisibility());
  const words = part => (part.innerText.match(/\\S*[\\p{L}\\p{N}]\\S*/gu) || []).length;
  return {
    id: performance.timeOrigin, where: location.pathname, bytes: one.decodedBodySize,
    words: unseen.reduce((sum, part) => sum - words(part), words(main)),
    tall: document.documentElement.scrollHeight,
  };
}"""

IN_SIGHT = """e => {
  const box = e.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""


@dataclass
class Walk:
    """What one way took; ``pages``: each page that came, as it was when it was left."""

    name: str
    counts: dict[str, int] = field(default_factory=lambda: {"clicks": 0, "keys": 0, "hidden": 0})
    pages: list[dict[str, Any]] = field(default_factory=list)

    def count(self, what: str) -> None:
        self.counts[what] += 1

    def seen(self, page: dict[str, Any], pressed: int | None) -> None:
        """A page as it stands now; the same page again takes the place of what was seen of it."""
        if self.pages and self.pages[-1]["id"] == page["id"]:
            pressed = pressed if pressed is not None else self.pages[-1]["pressed"]
            self.pages.pop()
        self.pages.append(page | {"pressed": pressed})

    def tell(self) -> None:
        words, kb = (sum(page[name] for page in self.pages) for name in ("words", "bytes"))
        counts = self.counts
        took = f"{counts['clicks']} clicks, Enter {counts['keys']} times, {len(self.pages)} pages"
        unseen = f"{counts['hidden']} of what was pressed out of sight"
        print(f"\n{self.name}: {took}, {words:,} words, {kb / 1000:,.0f} KB, {unseen}")
        print(f"  aim: {AIMS[self.name]}")
        print(f"  {'page':44}{'KB':>8}{'words':>8}{'tall':>8}{'pressed at':>12}")
        for page in self.pages:
            where = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", page["where"])
            at = "" if page["pressed"] is None else f"{page['pressed']:,}"
            print(f"  {where:44}{page['bytes'] / 1000:8.1f}{page['words']:8,}{page['tall']:8,}{at:>12}")


def walker(browser: Any, server: str, username: str, screen: dict[str, int]) -> Any:
    """Somebody of the demonstration at a browser, who is counted and looks at nothing critically."""
    from cauce.demo.network import PASSWORD
    from tests.journeys import shots
    from tests.journeys.person import Person

    class Walker(Person):
        walk: Walk | None = None

        def _seen(self, pressed: int | None = None) -> None:
            if self.walk is not None:
                self.walk.seen(self.page.evaluate(LOOKS), pressed)

        def _touch(self, target: Any) -> None:
            if self.walk is not None and not target.evaluate(IN_SIGHT):
                self.walk.count("hidden")
            target.scroll_into_view_if_needed()
            self._seen(target.evaluate("e => Math.round(e.getBoundingClientRect().top + scrollY)"))
            super()._touch(target)
            self._seen()

        def go(self, path: str):
            if self.walk is not None and self.walk.pages:
                self.walk.count("clicks")
            answer = super().go(path)
            self._arrive()
            self._seen()
            return answer

        def enters(self) -> None:
            self.page.keyboard.press("Enter")
            self._arrive()
            self._seen()

        def look(self, name: str = "", *, shot: str = "") -> None:
            """Here nothing is judged: a picture is kept where ``LOOK_AT`` names a folder."""
            shots.keep(self.page, name)

    found = Walker(browser, server, username, viewport=screen)
    found.context.expose_binding("cauceCounts", lambda _, what: found.walk and found.walk.count(what))
    found.context.add_init_script(COUNTS)
    found.enter(PASSWORD)
    return found


def at_the_window(lucia: Any, turn: str) -> None:
    """Two cues, the sentence, the number: Enter passes it on."""
    from tests.journeys import at_window

    at_window.notice(lucia)
    lucia.page.keyboard.type(turn)
    lucia.enters()
    lucia.heading(f"Turno {turn}")


def accepted(browser: Any, url: str, ines: Any, request: str, screen: dict[str, int]) -> None:
    """Whoever was asked accepts, at a browser of their own; the officer sees it."""
    from cauce.demo.load import names_key
    from cauce.sharing.referrals.models import Referral

    id = request.rstrip("/").rsplit("/", 1)[1]
    partner = Referral.objects.select_related("partner").get(id=id).partner
    login = "".join(c for c in names_key(partner.name) if c.isalnum() or c == "-")
    clara = walker(browser, url, login, screen)
    clara.go(f"/solicitudes/{id}/")
    clara.press("Aceptar", exact=True)
    clara.reads("Aceptada. El consulado ya lo sabe.")
    clara.context.close()
    ines.go(request)
    ines.heading("Aceptada")


def everything(ines: Any, turn: str) -> str:
    """From the turn to the request, with every part of the case that the journeys walk."""
    from tests.journeys import at_desk, at_plan, at_reading, at_talk

    at_desk.answer_turn(ines, turn)
    case = at_desk.open_case(ines)
    # Of somebody who is plainly of age a doubt is said only where there is one.
    at_desk.ask_safety(ines, case, leads="ver derechos", **{"¿Hay algo que haga dudar": ""})
    at_desk.explain_rights(ines, case)
    at_desk.answered_apart(ines, "[Gg]uardar").get_by_label(re.compile("^Sí")).check()
    ines.press("Aceptó conversar: guardar y empezar")
    at_talk.go_through(ines, "screening")
    at_talk.end(ines)
    name = ines.page.locator(".person > summary").inner_text().strip()
    at_talk.prepare_and_listen(ines, interviewer=name)
    told = "Le prometieron trabajo en una cocina; quiere dormir."
    at_talk.write_account(ines, case, told, onward=True)
    at_reading.conclude(ines, case)
    at_reading.judge_risk(ines, case)
    at_plan.agree_and_find(ines, case, officer=name, house=HOUSE)
    return at_plan.ask_and_send(ines, case, house=HOUSE, soon="")


def walks(browser: Any, url: str, screen: dict[str, int], turns: str) -> None:
    """The three ways on one screen; ``turns``: the letter of their numbers."""
    from tests.journeys import at_plan

    lucia, ines = (walker(browser, url, who, screen) for who in (WINDOW, OFFICER))
    window, bed, whole = (Walk(name) for name in AIMS)
    lucia.walk = window
    at_the_window(lucia, f"{turns}71")
    window.tell()
    lucia.walk, ines.walk = None, bed
    accepted(browser, url, ines, at_plan.bed_tonight(ines, f"{turns}71", house=HOUSE), screen)
    bed.tell()
    lucia.walk = whole
    at_the_window(lucia, f"{turns}72")
    ines.walk = whole
    accepted(browser, url, ines, everything(ines, f"{turns}72"), screen)
    whole.tell()
    lucia.context.close()
    ines.context.close()


def single_pages(browser: Any, url: str, screen: dict[str, int]) -> None:
    """How far down stands what somebody comes for, on pages that nobody walks through."""
    from cauce.demo.network import SHOWN
    from tests.journeys.person import Person

    case = live_case()
    people: dict[str, Any] = {}
    print(f"\n  {'page':44}{'KB':>8}{'words':>8}{'tall':>8}{'stands at':>12}  aim")
    for name, who, where, what, aim in SINGLE:
        username = who if who == "central" or who == "administracion" else f"{SHOWN.lower()}-{who}"
        if username not in people:
            people[username] = walker(browser, url, username, screen)
        one: Person = people[username]
        one.go(where.format(case=case))
        found = one.page.evaluate(LOOKS)
        thing = one.page.locator(what).first
        at = round(thing.bounding_box()["y"]) if thing.count() else None
        print(
            f"  {name:44}{found['bytes'] / 1000:8.1f}{found['words']:8,}{found['tall']:8,}"
            f"{'' if at is None else f'{at:,}':>12}  {aim}"
        )
    for one in people.values():
        one.context.close()


def live_case() -> str:
    """A case of the shown post under way, with keeping agreed to."""
    from cauce.cases.models import Case
    from cauce.demo.network import SHOWN

    rows = Case.objects.filter(post_id=SHOWN, status="active", keeping="given")
    return str(rows.order_by("folio").values_list("id", flat=True)[0])


def walked(screens: list[dict[str, int]], quick: bool) -> None:
    from playwright.sync_api import sync_playwright

    from tests.line import Line

    with served() as server, closing(Line(server.port)) as line, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path(), args=ARGUMENTS)
        for screen, turns in zip(screens, "WX", strict=False):
            print(f"\n== {screen['width']} x {screen['height']}")
            walks(browser, line.url, screen, turns)
            if not quick:
                single_pages(browser, line.url, screen)
        browser.close()


def main() -> None:
    chosen = options(__doc__, cases=QUICK_CASES, width=1280, height=800)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    desk = {"width": chosen.width, "height": chosen.height}
    screens = [desk] if chosen.quick or desk["width"] <= PHONE["width"] else [desk, PHONE]
    with demonstration(chosen.cases):
        walked(screens, chosen.quick)


if __name__ == "__main__":
    sys.exit(main())
