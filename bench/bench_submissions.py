"""A thousand forms from the field over HTTP, while somebody works at the desk.

    python bench/bench_submissions.py [--forms 1000] [--phones 8] [--quick]

The web server of ``./run`` (two workers of four threads) on an embedded database of its own with
the demonstration network. Every form is encrypted as a telephone does it and sent whole; a tenth is
sent twice. Meanwhile one officer opens the worklist again and again. Counted at the end: every form
once, all of them read. The baseline is the worklist with nobody sending.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

from house import QUICK_CASES, demonstration, served
from measure import options, percentile

AIM_SECONDS, AIM_P95_MS = 60, 500
REFUSED = float("inf")
ANSWERS = (
    {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "yes", "has_papers": "yes"},
    {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "no", "turn": "M-14"},
    {"agreed": "yes", "alone_and_safe": "no"},
    {"agreed": "yes", "alone_and_safe": "yes", "danger_now": "yes"},
)


class Desk:
    """An officer who signs in and opens the worklist, with the time each page took."""

    def __init__(self, port: int, username: str, password: str) -> None:
        from cauce.staff.accounts.codes import DEMO_CODE

        self.at, jar = f"http://127.0.0.1:{port}", CookieJar()
        self.line = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.line.open(f"{self.at}/entrar/").read()
        token = next(one.value for one in jar if one.name == "csrftoken")
        body = {
            "csrfmiddlewaretoken": token,
            "username": username,
            "password": password,
            "one_time_code": DEMO_CODE,
        }
        self.line.open(f"{self.at}/entrar/", urlencode(body).encode()).read()

    def worklist(self) -> float:
        began = time.perf_counter()
        page = self.line.open(f"{self.at}/pendientes/").read()
        assert b"/telefonos/" in page
        return (time.perf_counter() - began) * 1000


def register(count: int) -> tuple[list[tuple[str, str]], str]:
    """So many telephones of the post that is shown: secret and public key; and the post's code."""
    from django.utils import timezone

    from cauce.demo.network import SHOWN
    from cauce.intake.collection.actions import register as register_one
    from cauce.rules.permissions import SYSTEM
    from cauce.staff.offices import access as offices

    made = [
        register_one(actor=SYSTEM, post=offices.post(SHOWN), name=f"T {n}", forms=[], at=timezone.now())
        for n in range(count)
    ]
    return [(one.secret, one.device.public_key) for one in made], SHOWN


def filled(phones: list[tuple[str, str]], count: int) -> list[tuple[str, Any]]:
    """Finished forms, each with the telephone that sends it."""
    from tests.field import current, finalise

    return [
        (
            phones[n % len(phones)][0],
            finalise(phones[n % len(phones)][1], current("mobile-consulate", ANSWERS[n % len(ANSWERS)])),
        )
        for n in range(count)
    ]


def send(port: int, forms: list[tuple[str, Any]], threads: int) -> tuple[list[float], float]:
    """Send them all, a tenth of them twice; milliseconds of each, and seconds for all."""
    from tests.field import Phone

    def one(job: tuple[str, Any]) -> float:
        phone, began = Phone(f"http://127.0.0.1:{port}/campo/{job[0]}"), time.perf_counter()
        assert phone.send(job[1]).status == 201
        return (time.perf_counter() - began) * 1000

    jobs = forms + forms[::10]
    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        times = list(pool.map(one, jobs))
    return times, time.perf_counter() - began


def watched(desk: Desk, stop: threading.Event, found: list[float]) -> None:
    while not found or not stop.is_set():
        try:
            found.append(desk.worklist())
        except (OSError, AssertionError):
            found.append(REFUSED)
            return
        time.sleep(0.2)


def ended_well(busy: list[float]) -> None:
    """Stop unless the officer was shown the worklist until the end."""
    if not busy or busy[-1] == REFUSED:
        raise SystemExit("protection:worklist was not shown while the load lasted")


def row(name: str, times: list[float]) -> None:
    p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
    print(f"  {name:44}{len(times):8}{p50:12.0f}{p95:12.0f}{max(times):12.0f}")


def main() -> None:
    chosen = options(__doc__, forms=1000, phones=8)
    count = 20 if chosen.quick else chosen.forms
    with demonstration(QUICK_CASES if chosen.quick else 2000):
        lost = measure(count, chosen.phones, 3 if chosen.quick else 30)
    sys.exit("a form was lost or taken twice" if lost else 0)


def measure(count: int, threads: int, before_times: int) -> bool:
    """Measure and print; True when a form was lost or taken twice."""
    from cauce.demo.network import PASSWORD
    from cauce.intake.collection.models import Arrival

    phones, post = register(threads)
    forms = filled(phones, count)
    with served() as server:
        port = server.port
        desk = Desk(port, f"{post.lower()}-proteccion", PASSWORD)
        alone = [desk.worklist() for _ in range(before_times)]
        stop, busy = threading.Event(), []
        watcher = threading.Thread(target=watched, args=(desk, stop, busy))
        watcher.start()
        times, seconds = send(port, forms, threads)
        stop.set()
        watcher.join()
        ended_well(busy)
        processor = server.used()
    states = list(Arrival.objects.filter(post=post, encrypted=True).values_list("state", flat=True))
    kept = states.count("taken")
    print(f"\n{count} forms and {len(times) - count} of them again, from {threads} telephones at once")
    print(f"{'':46}{'times':>8}{'p50 ms':>12}{'p95 ms':>12}{'most ms':>12}")
    row("worklist, nobody sending (baseline)", alone)
    row("worklist while they come in", busy)
    row("sending one form (HEAD and POST)", times)
    print(f"  all of them in {seconds:.1f} s (aim: {AIM_SECONDS} s for 1,000)", end="; ")
    print(f"{seconds / len(times) * 1000:.1f} ms each; taken {kept} of {count}, rows {len(states)}")
    print(
        f"  the server used {processor:.0f} s of the processor, its start and the worklists included;",
        end="",
    )
    print(f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    slow = percentile(busy, 0.95)
    print(f"  worklist p95 {slow:.0f} ms (aim: {AIM_P95_MS} ms)")
    return kept != count or len(states) != count


if __name__ == "__main__":
    main()
