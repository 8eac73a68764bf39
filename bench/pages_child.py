"""Measures the pages of the database that the environment names; prints one JSON document.

``bench_pages`` runs it in a process of its own, once Django is set up.
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
from django.urls import get_resolver, reverse

from bench.measure import percentile
from cauce.accounts.codes import DEMO_CODE
from cauce.cases.models import Case
from cauce.site.demo.load import shown_partner
from cauce.site.demo.network import PASSWORD, SHOWN

CONTROL = re.compile(r"^(BEGIN|SAVEPOINT|RELEASE|COMMIT|ROLLBACK|PRAGMA)", re.IGNORECASE)
OFFICER = f"{SHOWN.lower()}-proteccion"
ALONE = {
    "worklist": (OFFICER, "protection:worklist", ""),
    "worklist, page 10": (OFFICER, "protection:worklist", "?page=10"),
    "worklist, mine": (OFFICER, "protection:worklist", "?ver=mias"),
    "directory": (OFFICER, "directory:find", ""),
    "window": (f"{SHOWN.lower()}-ventanilla", "window:cues", ""),
    "signatures": (f"{SHOWN.lower()}-consul", "protection:signatures", ""),
    "head of post": (f"{SHOWN.lower()}-titular", "head:numbers", ""),
    "headquarters": ("central", "headquarters:numbers", ""),
    "journal": ("auditoria", "auditor:journal", ""),
}


def client_of(username: str | None) -> Client:
    """Somebody at the door; None: nobody signed in."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if username:
        # A server takes no session that did not come through its door.
        who = {"username": username, "password": PASSWORD, "one_time_code": DEMO_CODE}
        assert client.post("/entrar/", who).status_code == 302
    return client


def case_routes() -> list[str]:
    """Every page of a case that needs nothing but the case."""
    prefix, protection = get_resolver().namespace_dict["protection"]
    names = {key for key in protection.reverse_dict if isinstance(key, str)}
    found = []
    for name in sorted(names):
        (_, params), *_ = protection.reverse_dict.getlist(name)[0][0]
        if params == ["case_id"]:
            found.append(f"protection:{name}")
    return found


def open_cases(count: int) -> list[Case]:
    """Cases of the shown post under way, spread over its list."""
    rows = list(
        Case.objects.filter(post_id=SHOWN, status="active", keeping="given").order_by("id")[:400]
    )
    return rows[:: max(1, len(rows) // count)][:count]


def plans(count: int) -> Iterator[tuple[str, str | None, list[str]]]:
    """Name of the page, who asks for it, and the addresses that are asked for in turn."""
    yield "vivo (fixed text)", None, ["/vivo/"]
    yield "entrar (a page without data)", None, ["/entrar/"]
    for name, (who, route, query) in ALONE.items():
        yield name, who, [reverse(route) + query]
    if partner := shown_partner():
        yield "requests of a receiver", partner, [reverse("partner:inbox")]
    cases = open_cases(count)
    for route in case_routes():
        name = "case" if route == "protection:case" else f"case: {route.partition(':')[2]}"
        yield name, OFFICER, [reverse(route, args=[case.id]) for case in cases]


def ask(client: Client, address: str) -> tuple[float, float, int]:
    """Milliseconds on the clock and on the processor, and the status."""
    clock, processor = time.perf_counter(), time.process_time()
    status = client.get(address, secure=True).status_code
    return (time.perf_counter() - clock) * 1e3, (time.process_time() - processor) * 1e3, status


def queries_of(client: Client, address: str) -> int:
    """How many queries the page sends; what opens and ends a transaction is not counted."""
    with CaptureQueriesContext(connection) as captured:
        ask(client, address)
    return sum(not CONTROL.match(query["sql"]) for query in captured.captured_queries)


def page(who: str | None, addresses: list[str], rounds: int) -> dict[str, Any] | None:
    """Time and queries of one page; None: it does not answer a GET with a page."""
    client = client_of(who)
    if any(ask(client, address)[2] != 200 for address in addresses[:2]):
        return None
    queries = max(queries_of(client, address) for address in addresses[:5])
    asked = [ask(client, addresses[number % len(addresses)]) for number in range(rounds)]
    clock, processor = [one[0] for one in asked], [one[1] for one in asked]
    return {
        "queries": queries, "p50": percentile(clock, 0.5), "p95": percentile(clock, 0.95),
        "cpu": percentile(processor, 0.5), "cpu95": percentile(processor, 0.95),
    }  # fmt: skip


def main() -> None:
    rounds = 20 if "--quick" in sys.argv else 60
    found = {}
    for name, who, addresses in plans(25):
        one = page(who, addresses, rounds)
        if one is None:
            print(f"  {name}: no page here", file=sys.stderr)
        else:
            found[name] = one
    json.dump(found, sys.stdout)
