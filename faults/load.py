"""REL-11: two hundred officers at once, and two hundred sign-ins in a minute meanwhile.

Each officer thinks three to nine seconds between pages: five views of a case, three lists, two
saves. Everything runs on this machine, so each figure is also given as a ratio to a small loop that
is run in the same minute. Bounded: it ends by itself after ``SECONDS``.
"""

from __future__ import annotations

import hashlib
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cauce.staff.accounts.codes import DEMO_CODE

from .browser import Browser, Gone
from .prepared import full
from .report import Report
from .stage import Server
from .together import SEEN

SECONDS, WARM = 100, 15
CASES = 2000
MIX = ["view"] * 5 + ["list"] * 3 + ["edit"] * 2
# p95 in milliseconds that each may take; with sign-ins meanwhile, any page.
TARGETS = {"view": 300, "list": 300, "edit": 500, "sign-in": 2000}
MEANWHILE = 600


@dataclass
class Times:
    """What was measured: milliseconds by kind, and what went wrong."""

    by: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, kind: str, one: Callable[[], Any], good: tuple[int, ...] = (200, 302)) -> Any:
        """Do it and keep how long it took; None when nobody answered."""
        began = time.perf_counter()
        try:
            answer = one()
            status = answer.status
        except Gone as problem:
            answer, status = None, str(problem)
        took = (time.perf_counter() - began) * 1e3
        with self.lock:
            self.by.setdefault(kind, []).append(took)
            if status not in good:
                self.wrong[f"{kind} {status}"] += 1
        return answer


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def calibration() -> float:
    """Milliseconds of a fixed piece of work on this machine, now: the median of nine."""
    found = []
    for _ in range(9):
        began = time.perf_counter()
        block = b""
        for _ in range(10_000):
            block = hashlib.sha256(block).digest()
        found.append((time.perf_counter() - began) * 1e3)
    return sorted(found)[4]


def sign_in(port: int, username: str, password: str):
    """How somebody signs in: the page, then the form. What the sign-in page asks is changed here."""
    door = Browser(port)
    door.get("/entrar/")
    return door.post("/entrar/", username=username, password=password, one_time_code=DEMO_CODE)


def _officer(port: int, who: dict, times: Times, until: float, dice: random.Random) -> None:
    browser = Browser(port, who["cookies"])
    time.sleep(dice.uniform(0, 6))
    while time.monotonic() < until:
        kind, case = dice.choice(MIX), dice.choice(who["cases"])
        if kind == "view":
            times.ask("view", lambda c=case: browser.get(f"/casos/{c}/"), (200,))
        elif kind == "list":
            times.ask("list", lambda: browser.get("/pendientes/"), (200,))
        else:
            _edit(browser, times, case)
        time.sleep(dice.uniform(3, 9))


def _edit(browser: Browser, times: Times, case: str) -> None:
    page = f"/casos/{case}/entrevista/relato/"
    shown = times.ask("view", lambda: browser.get(page), (200,))
    seen = SEEN.search(shown.body) if shown else None
    if seen is None:
        return
    form = {"text": f"Contó {uuid.uuid4()}", "seen": seen[1], "once": str(uuid.uuid4())}
    # Two officers on one case: whoever comes second is shown both texts (200).
    times.ask("edit", lambda: browser.post(page, **form))


def _storm(port: int, people: list[dict], times: Times, until: float) -> None:
    """So many sign-ins, spread over a minute."""
    pause = 60 / len(people)
    threads = []
    for who in people:
        if time.monotonic() > until:
            break
        thread = threading.Thread(target=_signs_in, args=(port, who, times), daemon=True)
        thread.start()
        threads.append(thread)
        time.sleep(pause)
    for thread in threads:
        thread.join(60)


def _signs_in(port: int, who: dict, times: Times) -> None:
    times.ask("sign-in", lambda: sign_in(port, who["username"], who["password"]), (302,))


def run(officers: int, postgres: bool, storm: bool, seconds: int, cases: int) -> dict[str, Any]:
    """So many officers for so many seconds; what was measured after the first of them."""
    held = full(cases, postgres, "load")
    try:
        people = held.child("officers", given=officers)
        with Server(held) as server:
            warm, times = Times(), Times()
            dice = random.Random(11)
            end = time.monotonic() + WARM + seconds
            switch = [warm]
            before = calibration()

            class Now:
                def ask(self, *words):
                    return switch[0].ask(*words)

            threads = [
                threading.Thread(
                    target=_officer,
                    daemon=True,
                    args=(server.port, who, Now(), end, random.Random(dice.random())),
                )
                for who in people
            ]
            for thread in threads:
                thread.start()
            time.sleep(WARM)
            switch[0] = times
            if storm:
                _storm(server.port, people, times, end)
            for thread in threads:
                thread.join(seconds + 60)
            unit = (before + calibration()) / 2
    finally:
        held.end()
    return {"times": times.by, "wrong": dict(times.wrong), "unit": unit, "seconds": seconds}


def _rows(report: Report, found: dict[str, Any], storm: bool) -> None:
    for kind, values in sorted(found["times"].items()):
        p50, p95, p99 = (percentile(values, share) for share in (0.5, 0.95, 0.99))
        most = TARGETS[kind] if not storm or kind == "sign-in" else MEANWHILE
        words = (
            f"p50 {p50:.0f} p95 {p95:.0f} p99 {p99:.0f} ms (at most {most}); "
            f"p95 is {p95 / found['unit']:.1f} calibration loops of {found['unit']:.1f} ms"
        )
        report.add(f"{kind}{' while 200 sign in' if storm else ''}", len(values), p95 <= most, words)
    total = sum(len(values) for values in found["times"].values())
    report.add(
        f"errors, {total / found['seconds']:.0f} requests a second",
        total,
        not found["wrong"],
        found["wrong"] or "none",
    )


def main(count: int, postgres: bool, seconds: int = SECONDS, cases: int = CASES) -> Report:
    name = "PostgreSQL" if postgres else "SQLite"
    report = Report(f"REL-11 {count} officers at once, {name}")
    for storm in (False, True):
        _rows(report, run(count, postgres, storm, seconds, cases), storm)
    return report
