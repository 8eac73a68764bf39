"""A form that was cut off on its way is no form, and one of more parts than any form has is none either.

A server hands on what it received of a body, and Django reads that as if it were all there was: an
account that ends in the middle of a word would be saved, its key used up, and the whole one that is
sent again would be told «saved already». Here the end of a body that comes too early is said aloud.

Bodies are bounded here, where they are read: what comes in pieces of unsaid length (chunked) is taken up to
what the largest door takes, and the parts of a form are counted as their bytes pass, before any of them is
kept. Sizes of one door stand in ``uploads`` and ``api.openrosa.multipart``; the header of a part and the
number of fields are Django's to bound.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
LARGEST = 10 * 1024 * 1024  # bytes in pieces of unsaid length: what a telephone may send
MOST_PARTS = 500  # of one form: 400 fields and 100 files
PIECE = 64 * 1024


class Whole:
    """The input of a request (PEP 3333), whose end before ``length`` bytes raises ``BadRequest``.

    ``boundary``: of a form in parts, b"" for any other body; the part after ``MOST_PARTS`` raises it too.
    """

    def __init__(self, given: Any, length: int, boundary: bytes = b"") -> None:
        self._given, self._left = given, length
        self._mark, self._tail, self._parts = b"--" + boundary if boundary else b"", b"", 0

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
        if self._mark:
            self._count(part)
        return part

    def _count(self, part: bytes) -> None:
        seen = self._tail + part  # a mark may begin in one piece and end in the next
        self._parts += seen.count(self._mark)
        if self._parts > MOST_PARTS + 1:  # one mark ends the last part
            raise BadRequest("the form has too many parts")
        self._tail = seen[-len(self._mark) + 1 :]


def _gathered(given: Any) -> tuple[bytes, bool]:
    """A body in pieces, at most one byte more than any door takes; and whether it came to its end."""
    kept = io.BytesIO()
    try:
        while kept.tell() <= LARGEST and (piece := given.read(min(PIECE, LARGEST + 1 - kept.tell()))):
            kept.write(piece)
    except Exception:  # each server has its own errors for a line that broke or was framed wrongly
        return kept.getvalue(), False
    return kept.getvalue(), True


def _boundary(environ: dict[str, Any]) -> bytes:
    """As Django reads it, in quotes or not, beside a charset or not; b"" where the body is no such form.

    What says its type in a way that cannot be read is left as a form without a boundary: ``guard`` answers.
    """
    try:
        kind, given = parse_header_parameters(environ.get("CONTENT_TYPE") or "")
        if "\0" in given.get("charset", ""):
            raise ValueError
    except (ValueError, LookupError):  # Django would fall over it before any page is asked
        kind, given = "multipart/form-data", {}
        environ["CONTENT_TYPE"] = kind
    if kind != "multipart/form-data":
        return b""
    return given.get("boundary", "").encode("latin-1", "replace")


def only_whole(application: Application) -> Application:
    """The same application; what it reads of a body is all of it, or ``BadRequest``."""

    def door(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            body, ended = _gathered(environ["wsgi.input"])
            environ["wsgi.input"] = io.BytesIO(body)
            # Of one that was cut, one byte more than came: it never comes.
            environ["CONTENT_LENGTH"] = str(len(body) + (not ended))
        boundary, length = _boundary(environ), environ.get("CONTENT_LENGTH") or ""
        if length and not length.isdecimal():  # Django would read some of these as a number
            environ["CONTENT_LENGTH"] = ""
        elif length and int(length):
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(length), boundary)
        return application(environ, start_response)

    return door
