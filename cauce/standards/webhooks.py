"""Telling a partner's system over HTTP: signed (Standard Webhooks), to public addresses alone.

The name is looked up once and the connection goes to what was found, so that it cannot lead elsewhere
between the look and the visit. No redirect is followed and nothing of the answer but its status is read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress

from cauce.content.errors import BadInput
from cauce.sharing.machines.rules import Address, check_address, is_public

PATIENCE = 5  # seconds for each step of a visit
WHOLE = 10  # seconds for all of it: a receiver that answers letter by letter holds up nobody
Resolve = Callable[[str, int], list[str]]


def body_of(*, task: object, status: str, business_status: str | None, version: str, at: str) -> bytes:
    """What is told: which Task changed to which status, and when. Nothing of anybody."""
    data = {"task": str(task), "status": status, "version": version}
    if business_status:
        data["businessStatus"] = business_status
    document = {"type": "task.updated", "timestamp": at, "data": data}
    return json.dumps(document, separators=(",", ":")).encode()


def signature(secret: str, id: str, stamp: int, body: bytes) -> str:
    """HMAC-SHA256 over id, instant and body, as ``webhook-signature`` has it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{id}.{stamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def headers_of(secret: str, id: str, stamp: int, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "Cauce",
        "webhook-id": id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": signature(secret, id, stamp, body),
    }


def looked_up(host: str, port: int) -> list[str]:
    """The numbers that a name means now."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in rows]


class _Pinned(http.client.HTTPConnection):
    """A connection to one number, which calls the server by its name."""

    def __init__(self, address: Address, ip: str) -> None:
        super().__init__(address.host, address.port, timeout=PATIENCE)
        self.ip, self.secure = ip, address.scheme == "https"

    def connect(self) -> None:
        self.sock = socket.create_connection((self.ip, self.port), PATIENCE)
        if self.secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def hang_up(self) -> None:
        """End it from another thread, whatever it waits for."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def tell(
    url: str, body: bytes, headers: dict[str, str], *, here: bool = False, resolve: Resolve = looked_up
) -> str:
    """Send once. '2xx' as a status, another status, or one word for why there was none."""
    try:
        address = check_address(url, here=here)
        numbers = resolve(address.host, address.port)
    except (BadInput, OSError, UnicodeError):
        return "address"
    if not numbers or not (here or all(map(is_public, numbers))):
        return "private"
    line = _Pinned(address, numbers[0])
    clock = threading.Timer(WHOLE, line.hang_up)
    clock.start()
    try:
        line.request("POST", address.path, body=body, headers=headers)
        return str(line.getresponse().status)
    except ssl.SSLError:
        return "tls"
    except (OSError, http.client.HTTPException):
        return "silent"
    finally:
        clock.cancel()
        line.close()


def was_taken(result: str) -> bool:
    return result.startswith("2")
