"""A form that was cut off on its way is no form.

A server hands on what it received of a body, and Django reads that as if it were all there was: an
account that ends in the middle of a word would be saved, its key used up, and the whole one that is
sent again would be told «saved already». Here the end of a body that comes too early is said aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Whole:
    """The input of a request (PEP 3333), whose end before ``length`` bytes raises ``BadRequest``."""

    def __init__(self, given: Any, length: int) -> None:
        self._given, self._left = given, length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        parts = []
        while wanted:
            part = self._taken(self._given.read(wanted))
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)

    def readline(self, size: int = -1) -> bytes:
        if not self._left or size == 0:
            return b""
        return self._taken(self._given.readline(self._left if size < 0 else min(size, self._left)))

    def readlines(self, hint: int = -1) -> list[bytes]:
        return list(self)

    def __iter__(self) -> Any:
        return iter(self.readline, b"")

    def _taken(self, part: bytes) -> bytes:
        if not part:
            raise BadRequest("the body was cut off")
        self._left -= len(part)
        return part


def only_whole(application: Application) -> Application:
    """The same application; what it reads of a body is all of it, or ``BadRequest``."""

    def door(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length):
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return door
