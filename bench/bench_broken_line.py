"""Two hundred lines that break while an officer sends what she typed, each for an hour.

    python bench/bench_broken_line.py [--lines 200] [--quick]

The server of ``./run`` on a demonstration network of its own, a proxy before it that breaks the line,
and a chromium that types. A line breaks before the form is sent, at a random byte of it, or after the
server did what it asks and before the answer came. An hour passes, so that the session ends; every
fourth time somebody else signs in first on the same machine. Then the line is back, she signs in in
another tab and comes back to the page. Counted: accounts lost, written twice, or sent by another.
The baseline is the browser alone, its scripts switched off, with the same lines and nobody who types again.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from typing import Any

from house import QUICK_CASES, demonstration, served
from measure import options, percentile

from tests.browser import ARGUMENTS, path

SEED = 7
MODES = ("before", "request", "answer")
HOUR = 3600
WRONG = ("lost", "written twice", "sent by another")


class Officer:
    """A chromium at the end of the line, with one page that is typed in."""

    def __init__(self, browser: Any, url: str, case: Any, *, scripted: bool) -> None:
        self.context = browser.new_context(base_url=url, java_script_enabled=scripted, locale="es-MX")
        self.context.set_default_timeout(30_000)
        if scripted:
            self.context.clock.install()
        self.case, self.page = case, self.context.new_page()

    def enter(self, page: Any, username: str) -> None:
        from playwright.sync_api import Error

        from cauce.demo.network import PASSWORD
        from cauce.staff.accounts.codes import DEMO_CODE

        try:
            page.goto("/entrar/")
        except Error as problem:
            if "interrupted" not in str(problem):
                raise
            page.goto("/entrar/")  # the browser's own page of errors came only now
        page.get_by_label("Usuario").fill(username)
        page.get_by_label("Contraseña").fill(PASSWORD)
        page.get_by_label("Código").fill(DEMO_CODE)
        page.get_by_role("button", name="Entrar").click()
        page.wait_for_url(re.compile(r"^(?!.*/entrar/)"))

    def types(self, text: str) -> None:
        self.page.goto(f"/casos/{self.case.id}/entrevista/relato/")
        self.page.get_by_label("Lo que contó").first.fill(text)

    def comes_back(self) -> None:
        """To the page that waits, unless it has tried again by itself and is gone."""
        from playwright.sync_api import Error

        with suppress(Error):
            self.page.evaluate("dispatchEvent(new Event('focus'))")

    def sends(self) -> None:
        button = self.page.get_by_role("button", name="Guardar", exact=True)
        button.click(no_wait_after=True)


def kept(case: Any) -> tuple[int, str]:
    """How often the account was written, and what it says."""
    from cauce.cases import access

    case.refresh_from_db()
    version, text = access.section(case, "narrative")
    return version, text or ""


def settled(case: Any, text: str) -> tuple[int, str]:
    """The same once the text is there, or after ten seconds: a busy server may still be writing."""
    for _ in range(50):
        found = kept(case)
        if found[1] == text:
            return found
        time.sleep(0.2)
    return found


def by_others(case: Any, username: str) -> int:
    """How often the journal says that anybody but the officer wrote the account."""
    from cauce.custody.journal.models import Entry
    from cauce.staff.offices.models import User

    hers = str(User.objects.get(username=username).pk)
    wrote = Entry.objects.filter(what="case.save_section", about_id=str(case.id))
    return wrote.exclude(actor=hers).count()


def an_hour_passes() -> None:
    import datetime as dt

    from django.db.models import F

    from cauce.staff.accounts.models import SignIn

    SignIn.objects.filter(ended_at=None).update(seen_at=F("seen_at") - dt.timedelta(seconds=HOUR))


def breaks(line: Any, mode: str, rng: random.Random) -> None:
    line.breaks("down" if mode == "before" else mode, rng.randrange(1, 400))


def with_script(
    officer: Officer, line: Any, names: tuple[str, str], mode: str, text: str, rng: random.Random, other: bool
) -> None:
    """One line, from the first word to the page after the form."""
    page = officer.page
    officer.types(text)
    breaks(line, mode, rng)
    officer.sends()
    page.wait_for_selector("[data-hold-said=line]:not([hidden])", timeout=90_000)
    an_hour_passes()
    officer.context.clock.fast_forward(HOUR * 1000)
    line.mend()
    second = officer.context.new_page()
    if other:
        officer.enter(second, names[1])
        officer.comes_back()
        page.wait_for_selector("[data-hold-said=other]:not([hidden])", state="attached")
        second.goto("/salir/")
    officer.enter(second, names[0])
    officer.comes_back()
    page.wait_for_url(f"**/casos/{officer.case.id}/entrevista/")
    second.close()


def alone(
    officer: Officer, line: Any, names: tuple[str, str], mode: str, text: str, rng: random.Random
) -> None:
    """The same line for a browser without the script: it shows its own page of errors."""
    officer.types(text)
    breaks(line, mode, rng)
    officer.sends()
    for _ in range(300):  # mended before the form came, it would break afterwards
        if line.mode == "down":
            break
        time.sleep(0.1)
    time.sleep(0.4)
    an_hour_passes()
    line.mend()
    officer.enter(officer.page, names[0])


def measure(lines: int, alone_lines: int) -> bool:
    """Measure and print; True when something was lost, doubled or sent by another."""
    from playwright.sync_api import sync_playwright

    from bench.pages_child import OFFICER, open_cases
    from cauce.demo.network import SHOWN
    from tests.line import Line

    names = (OFFICER, f"{SHOWN.lower()}-ventanilla")
    case, rng, found = open_cases(1)[0], random.Random(SEED), Counter()  # noqa: S311
    times: list[float] = []
    rows = Counter[str]()
    with served() as server, closing(Line(server.port)) as line, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path(), args=ARGUMENTS)
        officer = Officer(browser, line.url, case, scripted=True)
        officer.enter(officer.page, names[0])
        earlier = by_others(case, names[0])
        for number in range(lines):
            mode, other = MODES[number % 3], number % 4 == 3
            text, before = f"Línea {number}: {rng.random()}", kept(case)[0]
            began = time.perf_counter()
            with_script(officer, line, names, mode, text, rng, other)
            times.append((time.perf_counter() - began) * 1000)
            version, now = settled(case, text)
            found[f"{mode}: lines"] += 1
            found["lost"] += now != text
            found["written twice"] += version > before + 1
            found["sent by another"] = by_others(case, names[0]) - earlier
            if number % 20 == 19:
                so_far = {what: found[what] for what in WRONG}
                print(f"  {number + 1} lines {so_far}", file=sys.stderr, flush=True)
        plain = Officer(browser, line.url, case, scripted=False)
        plain.enter(plain.page, names[0])
        for number in range(alone_lines):
            text = f"Sola {number}: {rng.random()}"
            alone(plain, line, names, rng.choice(MODES), text, rng)
            rows["alone"] += 1
            rows["lost"] += kept(case)[1] != text
        browser.close()
    print(f"\n{lines} lines broken for an hour, seed {SEED} (aim: 0 lost)")
    for mode in MODES:
        print(f"  {mode:44}{found[f'{mode}: lines']:8}")
    for what in WRONG:
        print(f"  {what:44}{found[what]:8}")
    print(f"  baseline, the browser alone: lost {rows['lost']} of {rows['alone']}")
    print(f"  a line from typing to the page after it: p50 {percentile(times, 0.5):.0f} ms,", end="")
    print(f" p95 {percentile(times, 0.95):.0f} ms; load {os.getloadavg()[0]:.1f}")
    return any(found[what] for what in WRONG)


def main() -> None:
    chosen = options(__doc__, lines=200)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with demonstration(QUICK_CASES if chosen.quick else 300):
        wrong = measure(4, 1) if chosen.quick else measure(chosen.lines, max(6, chosen.lines // 10))
    sys.exit("an account was lost, doubled or sent by another" if wrong else 0)


if __name__ == "__main__":
    main()
