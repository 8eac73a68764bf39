"""What the server's workers hold: at first, and after everybody's pages were asked for again and again.

    python bench/bench_memory.py [--cases 2000] [--pages 3000] [--quick]

Each person of the demonstration signs in and follows links, at most a few addresses of one kind of page,
papers and sheets among them, until so many were asked for in all. RSS is what a worker has in memory, with
what it shares; PSS counts a shared page once for all who share it. The baseline is the first answer.
"""

from __future__ import annotations

import re
import sys
import urllib.error
import urllib.request
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from house import QUICK_CASES, Server, demonstration, served
from measure import options, table

BASELINE = "RSS of a worker at its first answer"
MOST_MB = 220
LINK = re.compile(rb'(?:href|src)="(/[^"#]*)')
NEVER = re.compile(r"^/(salir|idioma|static|demo)\b")
PAPER = "/lecciones/cuaderno/"  # what takes the most to print
EACH = 4  # addresses of one kind of page, for each person


def kind(address: str) -> str:
    """What the addresses of one page have in common: numbers and ids are of whom it is about."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "*", address.partition("?")[0])


def pages(port: int, cookies: dict[str, str]) -> Iterator[int]:
    """The status of each page that one person is shown, following links; it goes round for ever."""
    bearing = "; ".join(f"{name}={value}" for name, value in cookies.items())
    while True:
        seen, waiting = Counter[str](), deque(["/", PAPER])
        while waiting:
            address = waiting.popleft()
            if NEVER.match(address) or seen[kind(address)] >= EACH:
                continue
            seen[kind(address)] += 1
            request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"Cookie": bearing})
            try:
                with urllib.request.urlopen(request, timeout=900) as answer:  # noqa: S310 - our own
                    status, body = answer.status, answer.read()
            except urllib.error.HTTPError as refused:
                status, body = refused.code, b""
            waiting.extend(urljoin(address, found.decode()) for found in LINK.findall(body))
            yield status


def held(server: Server) -> tuple[float, float]:
    """RSS and PSS of the largest worker, in MB."""
    rows = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in server.workers()]
    each = [
        [int(re.search(rf"^{name}: +(\d+)", row, re.M)[1]) / 1024 for name in ("Rss", "Pss")] for row in rows
    ]
    return max(one[0] for one in each), max(one[1] for one in each)


def main() -> int:
    chosen = options(__doc__, cases=2000, pages=3000)
    cases, most = (QUICK_CASES, 12) if chosen.quick else (chosen.cases, chosen.pages)
    with demonstration(cases):
        from cauce.demo.network import PASSWORD, SHOWN
        from cauce.operations.management.commands.demo import SIGN_INS
        from faults.signing import sessions

        names = [name.format(post=SHOWN.lower()) for name, _ in SIGN_INS]
        cookies = sessions(names[1:2] if chosen.quick else names, PASSWORD)
        with served() as server:
            first = held(server)
            people = [pages(server.port, one) for one in cookies]
            answers = Counter(next(people[at % len(people)]) for at in range(most))
            last = held(server)
    rows = {
        BASELINE: first[0],
        "PSS of a worker at its first answer": first[1],
        f"RSS of a worker after {most} pages": last[0],
        f"PSS of a worker after {most} pages": last[1],
    }
    table("Memory of a worker", "MB", rows, BASELINE, f"answers: {dict(answers)}; at most {MOST_MB} MB")
    return int(last[0] > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
