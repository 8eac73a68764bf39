"""A submission's body, read whole before anything is believed: size, end, parts."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

LARGEST = 10 * 1024 * 1024  # one submission with its files; a telephone is told so beforehand
# Read and thrown away above that, so that who sends a film gets an answer and not a cut line.
DRAINED = 300 * 1024 * 1024
CHUNK = 64 * 1024
XML = "xml_submission_file"


class TooLarge(Exception):
    """The body is larger than a submission may be."""


def _cut() -> BadInput:
    return bad_input("the_submission_was_cut", where="submission")


@dataclass
class Parts:
    """The XML of a submission and its files. ``more``: other files come in another request."""

    xml: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    more: bool = False


class _InMemory(FileUploadHandler):
    """Keeps every file in memory: nothing of a form touches the disk before it is sealed."""

    def new_file(self, *args: Any, **named: Any) -> None:
        super().new_file(*args, **named)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name, self.kept.getvalue(), self.content_type)


def read_body(request: HttpRequest) -> bytes:
    """The whole body. Raises ``TooLarge``, or ``BadInput`` when less came than was announced."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        announced = 0
    if announced > LARGEST:
        _drain(request, min(announced, DRAINED))
        raise TooLarge
    kept = io.BytesIO()
    try:
        while kept.tell() < announced:
            piece = request.read(min(CHUNK, announced - kept.tell()))
            if not piece:
                break
            kept.write(piece)
    except OSError as problem:  # the line was cut under way
        raise _cut() from problem
    if not announced or kept.tell() < announced:
        raise _cut()
    return kept.getvalue()


def _drain(request: HttpRequest, left: int) -> None:
    try:
        while left > 0:
            piece = request.read(min(CHUNK, left))
            if not piece:
                return
            left -= len(piece)
    except OSError:
        return


def read_parts(request: HttpRequest) -> Parts:
    """The parts of a submission. Raises ``TooLarge``, or ``BadInput`` when it is cut or is none."""
    body = read_body(request)
    try:
        posted, files = MultiPartParser(request.META, io.BytesIO(body), [_InMemory(request)], "utf-8").parse()
    except (MultiPartParserError, SuspiciousOperation, ValueError, UnicodeError) as problem:
        raise _cut() from problem
    boundary = request.content_params.get("boundary", "")
    if not body.rstrip().endswith(f"--{boundary}--".encode()):
        raise _cut()
    if XML not in files:
        raise bad_input("the_submission_holds_no_form", where=XML)
    beside = {file.name: file.read() for name, file in files.items() if name != XML}
    return Parts(files[XML].read(), beside, posted.get("*isIncomplete*") == "yes")
