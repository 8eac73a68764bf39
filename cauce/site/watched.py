"""The web server's application, counted; on a socket of its own, what is told to whoever looks after it.

The server listens twice: on ``web.sock`` for the proxy and on ``watch.sock``, which no proxy leads to. What
is asked on the second is answered here and reaches no page: ``/metrics`` (Prometheus), ``/salud/`` (JSON).
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import close_old_connections, connection
from django.urls import Resolver404, resolve
from django.utils import timezone

from cauce.operations.watching import health, metrics, numbers

SOCKET = "watch.sock"
SLOW = 2.0  # seconds from which an answer leaves a line
log = logging.getLogger("cauce.requests")
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def watched(application: Application) -> Application:
    """The same application on every socket but the one that is for watching."""

    def door(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if _is_watching(environ):
            return _told(environ, start_response)
        return _counted(application, environ, start_response)

    return door


def _is_watching(environ: dict[str, Any]) -> bool:
    line = environ.get("gunicorn.socket")
    name = line.getsockname() if line is not None else ""
    return isinstance(name, str) and name.rpartition("/")[2] == SOCKET


def _told(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    kind, said, status = "text/plain; charset=utf-8", "", "404 Not Found"
    try:
        if environ["PATH_INFO"] in ("/metrics", "/salud/"):
            found, status = health.now(), "200 OK"
            if environ["PATH_INFO"] == "/metrics":
                kind, said = metrics.TYPE, metrics.text(timezone.now(), found)
            else:
                kind, ready = "application/json", health.is_ready(found)
                status = status if ready else "503 Service Unavailable"
                causes = [one.as_json() for one in found]
                said = json.dumps({"ready": ready, "causes": causes}, ensure_ascii=False)
    finally:
        close_old_connections()
    start_response(status, [("Content-Type", kind), ("Cache-Control", "no-store")])
    return [said.encode()]


def _counted(application: Application, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    begun, asked, status = time.monotonic(), 0, 500

    def one_more(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    def start(line: str, *more: Any) -> Any:
        nonlocal status
        status = int(line[:3])
        return start_response(line, *more)

    try:
        with connection.execute_wrapper(one_more):
            return application(environ, start)
    finally:
        took = time.monotonic() - begun
        numbers.count(status, took, asked)
        if status >= 500 or took >= SLOW:
            values = {"status": status, "seconds": round(took, 3), "queries": asked}
            log.warning("request", extra={"route": _route(environ)} | values)


def _route(environ: dict[str, Any]) -> str:
    """The name of the page; the address itself may hold a secret."""
    try:
        return resolve(environ["PATH_INFO"]).view_name
    except (Resolver404, UnicodeError):
        return "-"
