"""Two hundred people sign in within a minute, while somebody works at the desk.

    python bench/bench_signins.py [--people 200] [--over 60] [--cases 300] [--quick]

The web server of ``./run`` on an embedded database of its own with the demonstration network. Every
sign-in loads the page and sends a password and a code; Argon2id runs two at a time on the whole
server. Meanwhile one officer opens the worklist again and again. The baseline is the worklist with
nobody signing in.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor

from bench_submissions import REFUSED, Desk, ended_well, row, watched
from house import QUICK_CASES, demonstration, served
from measure import options, percentile

AIM_P95_MS = 300


def signs_in(port: int, username: str, password: str, at: float) -> float:
    """Milliseconds from the page to being in; infinite when it was refused."""
    time.sleep(max(0.0, at - time.perf_counter()))
    began = time.perf_counter()
    try:
        Desk(port, username, password)
    except (urllib.error.HTTPError, OSError):
        return REFUSED
    return (time.perf_counter() - began) * 1000


def main() -> None:
    chosen = options(__doc__, people=200, over=60, cases=300)
    people, over = (8, 2) if chosen.quick else (chosen.people, chosen.over)
    with demonstration(QUICK_CASES if chosen.quick else chosen.cases):
        refused = measure(people, over, 3 if chosen.quick else 30)
    sys.exit(f"{refused} of {people} people were refused" if refused else 0)


def measure(people: int, over: int, before_times: int) -> int:
    """Measure and print; how many were refused."""
    from cauce.demo.network import PASSWORD, SHOWN
    from cauce.staff.offices.models import User

    names = list(User.objects.order_by("username").values_list("username", flat=True))[:people]
    with served() as server:
        port = server.port
        desk = Desk(port, f"{SHOWN.lower()}-proteccion", PASSWORD)
        alone = [desk.worklist() for _ in range(before_times)]
        stop, busy = threading.Event(), []
        watcher = threading.Thread(target=watched, args=(desk, stop, busy))
        watcher.start()
        start = time.perf_counter()
        when = [start + random.uniform(0, over) for _ in names]  # noqa: S311 - when people arrive
        with ThreadPoolExecutor(64) as pool:
            jobs = [
                pool.submit(signs_in, port, name, PASSWORD, at)
                for at, name in sorted(zip(when, names, strict=True))
            ]
            times = [job.result() for job in jobs]
        seconds = time.perf_counter() - start
        stop.set()
        watcher.join()
        ended_well(busy)
    refused = sum(one == REFUSED for one in times)
    print(f"\n{len(names)} people signed in over {seconds:.0f} s; refused {refused}")
    print(f"{'':46}{'times':>8}{'p50 ms':>12}{'p95 ms':>12}{'most ms':>12}")
    row("worklist, nobody signing in (baseline)", alone)
    row("worklist while they sign in", busy)
    row("signing in (page and password)", [one for one in times if one != REFUSED])
    slow = percentile(busy, 0.95)
    print(f"  worklist p95 {slow:.0f} ms (aim: {AIM_P95_MS} ms); {os.cpu_count()} cores,", end="")
    print(f" load {os.getloadavg()[0]:.1f}")
    return refused


if __name__ == "__main__":
    main()
