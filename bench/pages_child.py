"""Asks for the pages of the database that the environment names; prints one JSON document.

``bench_pages`` runs it in a process of its own, once Django is set up. A page that is refused, missing
or sent elsewhere ends the benchmark: what it does not show, it cannot measure.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve, reverse

from bench.measure import percentile
from cauce.cases.models import Case
from cauce.demo.network import PASSWORD, SHOWN
from cauce.demo.scenes import shown_partner
from cauce.protocol.editions import schedule
from cauce.staff.accounts.codes import DEMO_CODE

CONTROL = re.compile(r"^(BEGIN|SAVEPOINT|RELEASE|COMMIT|ROLLBACK|PRAGMA)", re.IGNORECASE)
OFFICER = f"{SHOWN.lower()}-proteccion"
ALONE = {
    "worklist": (OFFICER, "protection:worklist", ""),
    "worklist, the post's": (OFFICER, "protection:worklist", "?ver=consulado"),
    "worklist, late": (OFFICER, "protection:worklist", "?ver=consulado&banda=late"),
    "detained persons": (OFFICER, "detained:list", ""),
    "directory": (OFFICER, "directory:find", ""),
    "window": (f"{SHOWN.lower()}-ventanilla", "window:cues", ""),
    "signatures": (f"{SHOWN.lower()}-consul", "protection:signatures", ""),
    "head of post": (f"{SHOWN.lower()}-titular", "head:numbers", ""),
    "compared with the network": (f"{SHOWN.lower()}-titular", "post_comparison:post", ""),
    "headquarters": ("central", "headquarters:numbers", ""),
    "journal": ("auditoria", "auditor:journal", ""),
}
# Addresses of a case that are no page for whoever works on it, and why.
NO_PAGE = {
    "contest": "of a case without a conclusion it leads back to it",
    "export": "the head of post alone takes a case out",
    "find_out": "it takes what is sent and shows nothing",
}


class NotShown(SystemExit):
    """A page that a benchmark names was not shown."""


def show(client: Client, address: str) -> int:
    """Ask for a page as a browser does; the bytes of it. Raises ``NotShown`` for anything but a page."""
    answer = client.get(address, secure=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.status_code != 200:
        name = resolve(address.partition("?")[0]).view_name
        to = answer.headers.get("Location", "")
        raise NotShown(f"{name} was not shown: {answer.status_code} {to} for {address}".strip())
    return len(body)


def client_of(username: str | None) -> Client:
    """Somebody at the door; None: nobody signed in."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if username:
        # A server takes no session that did not come through its door.
        who = {"username": username, "password": PASSWORD, "one_time_code": DEMO_CODE}
        status = client.post("/entrar/", who).status_code
        if status != 302:
            raise NotShown(f"{username} was not let in: {status}")
    return client


def case_routes() -> list[str]:
    """Every page of a case that needs nothing but the case."""
    _, protection = get_resolver().namespace_dict["protection"]
    names = {key for key in protection.reverse_dict if isinstance(key, str)}
    needs = {name: protection.reverse_dict.getlist(name)[0][0][0][1] for name in names}
    return sorted(name for name, taken in needs.items() if taken == ["case_id"])


def open_cases(count: int) -> list[Case]:
    """Cases of the shown post under way, spread over its list."""
    rows = Case.objects.filter(post_id=SHOWN, status="active", keeping="given")
    found = list(rows.order_by("folio")[:400])
    return found[:: max(1, len(found) // count)][:count]


def plans(count: int) -> Iterator[tuple[str, str | None, list[str]]]:
    """Name of the page, who asks for it, and the addresses that are asked for in turn."""
    yield "vivo (fixed text)", None, ["/salud/viva/"]
    yield "entrar (a page without data)", None, ["/entrar/"]
    for name, (who, route, query) in ALONE.items():
        yield name, who, [reverse(route) + query]
    yield "requests of a receiver", shown_partner(), [reverse("partner:inbox")]
    cases = open_cases(count)
    for route in case_routes():
        if route in NO_PAGE:
            continue
        name = "case" if route == "case" else f"case: {route}"
        yield name, OFFICER, [reverse(f"protection:{route}", args=[case.id]) for case in cases]


def counted(client: Client, address: str) -> tuple[int, int]:
    """How many queries the page sends, and its bytes; what opens and ends a transaction is no query."""
    schedule.forget()
    schedule.dated()  # asked every half a minute by whichever page comes first: by none that is counted
    with CaptureQueriesContext(connection) as captured:
        size = show(client, address)
    asked = captured.captured_queries
    return sum(not CONTROL.match(query["sql"]) for query in asked), size


def ask(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds on the clock and on the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    show(client, address)
    return (time.perf_counter() - clock) * 1e3, (time.process_time() - processor) * 1e3


def counts(client: Client, addresses: list[str], *, read_before: bool) -> dict[str, float]:
    """The most queries and kilobytes of these addresses of one page; ``read_before``: this process has shown
    the page already."""
    if not read_before:
        show(client, addresses[0])  # what is read once in a process is not the page's
    each = [counted(client, address) for address in addresses]
    return {"queries": max(n for n, _ in each), "kb": max(size for _, size in each) / 1024}


def times(client: Client, addresses: list[str], rounds: int) -> dict[str, float]:
    """What one page takes, the addresses in turn."""
    asked = [ask(client, addresses[number % len(addresses)]) for number in range(rounds)]
    clock, processor = [one[0] for one in asked], [one[1] for one in asked]
    return {
        "p50": percentile(clock, 0.5),
        "p95": percentile(clock, 0.95),
        "cpu": percentile(processor, 0.5),
        "cpu95": percentile(processor, 0.95),
    }


def every_page(cases: int, rounds: int, *, again: bool = False) -> dict[str, dict[str, Any]]:
    """Counts of every page, and its times where it is asked ``rounds`` times (0: not). ``again``: each was
    shown in this process before."""
    clients: dict[str | None, Client] = {}
    found = {}
    for name, who, addresses in plans(cases):
        client = clients.setdefault(who, clients.get(who) or client_of(who))
        found[name] = counts(client, addresses[:5], read_before=again)
        if rounds:
            found[name] |= times(client, addresses, rounds)
    return found


def main() -> None:
    """``timed``: each page 60 times. ``counted``: as it is, and with forty more cases at the post."""
    if sys.argv[1] == "timed":
        found = [every_page(25, rounds=60)]
    else:
        from bench.pages_more import forty_more

        found = [every_page(2, rounds=0)]
        forty_more()
        found.append(every_page(2, rounds=0, again=True))
    json.dump(found, sys.stdout)
