"""Every host that is not the served house, in one place: a proxy that gives nothing and remembers.

A browser sends it whatever it does not ask of the house itself, so the pages' own requests, some twenty
for each, need not be told one by one to whoever looks on.
"""

from __future__ import annotations

import socketserver
import threading
from functools import cache
from urllib.parse import urlsplit

SECONDS = 5  # who connects and says nothing is not waited for longer
NOTHING = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class _Nothing(socketserver.StreamRequestHandler):
    timeout = SECONDS
    server: Outside

    def handle(self) -> None:
        self.server.asked.append(self.rfile.readline().decode("latin-1").strip())
        self.wfile.write(NOTHING)


class Outside(socketserver.ThreadingTCPServer):
    """A proxy to nowhere; ``asked``: the first line of each request that came, in their order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("localhost", 0), _Nothing)
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


@cache
def outside() -> Outside:
    """The one of this process, which stands as long as it does."""
    return Outside()


def proxy(house: str) -> dict[str, str]:
    """What a browser's context is told: only this address of the house is asked directly."""
    return {"server": f"http://localhost:{outside().server_address[1]}", "bypass": urlsplit(house).netloc}
