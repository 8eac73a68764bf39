"""A partner's own system, for tests: a small FHIR R4 server over real HTTP, written from the standards.

It receives what it is told (Standard Webhooks: it checks the signature and the age, and takes each id
once), fetches the Task and its request with its key, keeps them under ids of its own with ours beside
(«namespace|id»), answers, and notices when a request was taken back. It can be away, or talk nonsense.
Nothing of Cauce is imported here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from fhir.resources.R4B.servicerequest import ServiceRequest
from fhir.resources.R4B.task import Task

AGE = 300  # seconds that a message may be old


@dataclass
class Kept:
    """One request as the partner keeps it: its own number, ours, and where it stands here."""

    number: str
    task: dict[str, Any]
    request: dict[str, Any]


@dataclass
class Peer:
    """``secret`` and ``key`` are given to it on paper; ``now`` is its clock."""

    base: str  # of the FHIR door it asks
    now: Any
    namespace: str = "casa.ejemplo"
    key: str = ""
    secret: str = ""
    answers: int = 204  # what it says to who tells it something
    seen: list[str] = field(default_factory=list)  # ids as they came, also those that came again
    told: list[dict[str, Any]] = field(default_factory=list)  # each once
    refused: int = 0
    kept: dict[str, Kept] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.server: ThreadingHTTPServer | None = None
        self.port = 0
        self.open()

    def open(self) -> None:
        """Be there, at the same address as before."""
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802 - the name that the library calls
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = peer.take(dict(self.headers.items()), body)
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Be away: nobody listens any more."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/avisos"

    def signed(self, headers: dict[str, str], body: bytes) -> bool:
        low = {name.lower(): value for name, value in headers.items()}
        stamp, id = low["webhook-timestamp"], low["webhook-id"]
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        right = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
        wanted = "v1," + base64.b64encode(right).decode()
        fresh = abs(self.now().timestamp() - int(stamp)) <= AGE
        return fresh and hmac.compare_digest(wanted, low["webhook-signature"])

    def take(self, headers: dict[str, str], body: bytes) -> int:
        if self.answers >= 300:
            return self.answers
        if not self.signed(headers, body):
            self.refused += 1
            return 401
        id = next(value for name, value in headers.items() if name.lower() == "webhook-id")
        if id not in self.seen:
            self.told.append(json.loads(body))
        self.seen.append(id)
        return self.answers

    def ask(self, method: str, path: str, message: Any = None, **headers: str) -> tuple[int, Any]:
        data = None if message is None else json.dumps(message).encode()
        asked = urllib.request.Request(  # noqa: S310 - an address of the test
            f"{self.base}/{path}",
            data=data,
            method=method,
            headers={
                "Authorization": f"Bearer {self.key}",
                "Content-Type": "application/fhir+json",
                **headers,
            },
        )
        try:
            with urllib.request.urlopen(asked, timeout=10) as found:  # noqa: S310
                return found.status, json.loads(found.read())
        except urllib.error.HTTPError as problem:
            return problem.code, json.loads(problem.read())

    def work(self) -> None:
        """Go through what it was told, fetch each request and keep it as it is now."""
        for one in self.told:
            id = one["data"]["task"]
            _, task = self.ask("GET", f"Task/{id}")
            _, request = self.ask("GET", f"ServiceRequest/{id}")
            Task.model_validate(task)
            ServiceRequest.model_validate(request)
            before = self.kept.get(id)
            number = before.number if before else f"EXP-{next(self.numbers)}"
            self.kept[id] = Kept(number, task, request)
        self.told.clear()

    def answer(self, id: str, status: str, **more: Any) -> tuple[int, Any]:
        """Say a status of a request it keeps, with its own number beside ours."""
        kept = self.kept[id]
        mine = {"system": self.namespace, "value": kept.number}
        others = [pair for pair in kept.task["identifier"] if pair["system"] != self.namespace]
        message = kept.task | {"status": status, "identifier": [*others, mine]} | more
        code, said = self.ask(
            "PUT", f"Task/{id}", message, **{"If-Match": f'W/"{kept.task["meta"]["versionId"]}"'}
        )
        if code == 200:
            kept.task = said
        return code, said
