"""A line that breaks: a proxy between a browser and the server, cut where it is told to.

``healthy`` · ``down``: no connection at all · ``request``: the form is cut off on its way ·
``answer``: the server has the whole form and its answer never comes back.
Only a form breaks the line (a request that posts one of ``paths``); it is then down until ``mend``.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading

LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)


class Line:
    """One listening port; each connection is carried whole by a thread of its own."""

    def __init__(self, port: int) -> None:
        self.behind, self.mode, self.after = port, "healthy", 0
        self.carried = 0  # forms that the server had whole
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._listening.getsockname()[1]}"

    def breaks(self, mode: str, after: int = 0) -> None:
        """From now on; ``after``: how many bytes of the body of a form pass before it is cut."""
        self.mode, self.after = mode, after
        if mode == "down":
            self._cut()

    def mend(self) -> None:
        self.mode = "healthy"

    def close(self) -> None:
        self.mode = "down"
        self._listening.close()
        self._cut()

    def _cut(self) -> None:
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(here,), daemon=True).start()

    def _carry(self, here: socket.socket) -> None:
        with self._lock:
            self._open.add(here)
        try:
            with here, contextlib.suppress(OSError):
                while self.mode != "down":
                    if not self._one(here):
                        return
        finally:
            with self._lock:
                self._open.discard(here)

    def _one(self, here: socket.socket) -> bool:
        """Carry one request and its answer; False: the connection is over."""
        head, body = _head(here)
        if not head or self.mode == "down":
            return False
        found = LENGTH.search(head)
        length = int(found[1]) if found else 0
        form = head.startswith(b"POST ") and self.mode in ("request", "answer")
        mode = self.mode if form else "healthy"
        wanted = min(self.after, length) if mode == "request" else length
        while len(body) < wanted:
            body += here.recv(65536) or _gone()
        # One answer for each connection behind: its end is the end of the answer.
        head = re.sub(rb"(?im)^connection:.*\r\n", b"", head)
        head = head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        with socket.create_connection(("127.0.0.1", self.behind)) as there:
            there.sendall(head + body[:wanted])
            if mode == "request":
                self.breaks("down")
                return False
            self.carried += head.startswith(b"POST ")
            answer = b"".join(iter(lambda: there.recv(65536), b""))
        if mode == "answer":
            self.breaks("down")
            return False
        here.sendall(answer)
        return False


def _head(here: socket.socket) -> tuple[bytes, bytes]:
    """The first lines of a request, and what came of its body with them."""
    read = b""
    while b"\r\n\r\n" not in read:
        more = here.recv(65536)
        if not more:
            return b"", b""
        read += more
    head, _, body = read.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", body


def _gone() -> bytes:
    raise ConnectionError("the browser went away")
