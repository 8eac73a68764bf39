"""Somebody at a browser, who reads the words on the page and touches what they name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.db import connection
from playwright.sync_api import Locator, Page, expect

from cauce.staff.accounts.codes import DEMO_CODE
from tests.cast import PASSWORD

from . import arriving, checks, seating, shots, steps
from .outside import outside, proxy

DESKTOP, ZOOMED, PHONE = 1280, 640, 360


@steps.counted
class Person:
    """One context of the browser; what it asks of another host and every complaint it hears is kept."""

    def __init__(self, browser, server: str, username: str, **context) -> None:
        context.setdefault("viewport", {"width": DESKTOP, "height": 800})
        context.setdefault("locale", "es-MX")  # the door speaks the language of the browser
        self.server, self.username = server, username
        self.context = browser.new_context(base_url=server, proxy=proxy(server), **context)
        self.context.set_default_timeout(10_000)
        self.context.set_default_navigation_timeout(arriving.MOST_SECONDS * 1000)
        self.scripted = context.get("java_script_enabled", True)
        self._since = len(outside().asked)
        self.complaints: list[str] = []
        self._looked: set[str] = set()
        self.context.on("console", self._note_console)
        self.context.on("page", arriving.watch)
        self.context.add_init_script(arriving.MARK)
        self.page: Page = self.context.new_page()

    @property
    def elsewhere(self) -> list[str]:
        """What was asked of any other host since this browser was opened."""
        return outside().asked[self._since :]

    def _note_console(self, message) -> None:
        # A page that is refused on purpose (404) is said in the console as well. In these words: three
        # figures alone stand in an address by chance, in its port or an id, and would hide a complaint.
        if message.type == "error" and "a status of 404" not in message.text:
            self.complaints.append(message.text)

    # going
    def sit_down(self) -> None:
        """Be signed in without walking through the door."""
        self.context.add_cookies(seating.cookies(self.username, self.server))

    def enter(self, password: str = PASSWORD) -> None:
        self.page.goto("/entrar/")
        self.page.get_by_label("Usuario").fill(self.username)
        self.page.get_by_label("Contraseña").fill(password)
        self.page.get_by_label("Código").fill(DEMO_CODE)
        self.page.get_by_role("button", name="Entrar").click()
        expect(self.page).not_to_have_url(re.compile("/entrar/"))

    def leave(self) -> None:
        """Sign out, by the name at the top of the page."""
        self.page.locator("summary", has_text=re.compile(".")).first.click()
        self.page.get_by_role("button", name=re.compile("Cerrar sesión|Sign out")).click()
        expect(self.page).to_have_url(re.compile("/entrar/"))

    def go(self, path: str):
        self._arrive()
        return self.page.goto(path)

    def be_at(self, path: str) -> None:
        """Go there, unless this is the page already."""
        if urlsplit(self.page.url).path != path:
            self.go(path)

    def fetch(self, path: str) -> tuple[int, str]:
        """Go there; the status and the bytes that came."""
        answer = self.page.goto(path)
        return answer.status, answer.text()

    # touching what words name
    def press(self, name: str | re.Pattern, *, exact: bool = False, within: Locator | None = None) -> None:
        """Press a button, of the page or ``within`` a part of it; what it leads to is there afterwards."""
        self._touch((within or self.page).get_by_role("button", name=name, exact=exact).first)

    def _touch(self, target: Locator) -> None:
        # Without scripts no page can say what it waits for: then Playwright waits, and not as long.
        target.click(no_wait_after=self.scripted)
        self._arrive()

    def _arrive(self) -> None:
        """Wait until the page that was asked for is there: what is counted at once is all there."""
        if self.scripted:
            arriving.wait(self.page)

    def follow(self, name: str | re.Pattern, *, exact: bool = False) -> None:
        """Follow a link, of the page rather than of the menu; one that stands in a closed group, of the parts
        of a case or of the menu, is opened first."""
        self._arrive()
        anywhere = self.page.get_by_role("link", name=name, exact=exact, include_hidden=True)
        expect(anywhere.first).to_be_attached()
        for place in (self.page.locator("main"), self.page):
            link = place.get_by_role("link", name=name, exact=exact)
            group = place.locator(".groups details:not([open])", has=anywhere)
            if link.count() == 0 and group.count():
                group.first.locator("summary").click()
            if link.count():
                break
        self._touch(link.first)

    def write(self, label: str | re.Pattern, text: str) -> None:
        self._arrive()
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str | re.Pattern, option: str) -> None:
        """Choose from a list, unless that stands there already."""
        self._arrive()
        found = self.page.get_by_label(label).first
        if found.evaluate("e => e.selectedOptions[0] && e.selectedOptions[0].label") != option:
            found.select_option(label=option)

    def tick(self, label: str | re.Pattern) -> None:
        self._arrive()
        self.page.get_by_label(label).first.check()

    def answer(self, question: str | re.Pattern, choice: str | re.Pattern) -> None:
        """Choose an answer in the group whose legend asks the question."""
        group = self.page.get_by_role("group", name=question).first
        group.get_by_label(choice, exact=isinstance(choice, str)).first.check()

    def unfold(self, words: str | re.Pattern) -> None:
        """Open what is folded under these words, unless it is open already."""
        fold = self.page.locator("details", has=self.page.locator("summary", has_text=words)).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()

    # reading
    def reads(self, words: str | re.Pattern) -> None:
        self._arrive()
        expect(self.page.locator("body")).to_contain_text(words)

    def reads_not(self, words: str | re.Pattern) -> None:
        self._arrive()
        expect(self.page.locator("body")).not_to_contain_text(words)

    def heading(self, words: str | re.Pattern) -> None:
        self._arrive()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    # moving by keyboard alone
    def tab_to(self, target: Locator, most: int = 80) -> None:
        """Press Tab until the target has the focus; fails when it cannot be reached or is not seen."""
        for _ in range(most):
            if target.evaluate("e => e === document.activeElement"):
                outline = target.evaluate(
                    "e => { const s = getComputedStyle(e), c = getComputedStyle(e.closest('label')||e);"
                    " return [s.outlineStyle, c.outlineStyle, s.boxShadow, c.boxShadow].join(' ') }"
                )
                assert re.sub("none|\\s", "", outline), "the focus cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by keyboard: {target}")

    # looking with a critical eye
    def look(self, name: str = "", *, shot: str = "") -> None:
        """What every page owes to everybody; once for each name. ``shot``: the picture to keep.

        How a page looks no database changes: it is looked at on SQLite alone.
        """
        seen = connection.vendor != "sqlite" or (name and name in self._looked)
        if self.scripted and not seen:
            self._looked.add(name)
            checks.nothing_for_axe(self.page)
            checks.never_sideways(self.page)
            checks.neutral_title(self.page)
        if shot:
            shots.take(self.page, shot)
        shots.keep(self.page, name)
        self.owes_nothing()

    def owes_nothing(self) -> None:
        assert self.elsewhere == [], "something was asked of another host"
        assert self.complaints == [], "the browser complained"


def seen(person, name: str) -> None:
    """On a phone and on a desk."""
    for width in (PHONE, DESKTOP):
        person.page.set_viewport_size({"width": width, "height": 900})
        person.look(f"{name} {width}")
