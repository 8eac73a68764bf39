"""What a page takes at most: a larger body is refused before any of it is kept or written to disk."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from cauce.protocol.documents import photographs
from cauce.ui.doors import doors

LARGEST = 4 * 1024 * 1024  # a zip of content, or a list that is compared
# Of a photograph that weighs too much so many bytes pass by unread, so that its sender is told why: a
# browser whose sending is cut off shows an error of its own.
PASSED, PIECE = 64 * 1024 * 1024, 64 * 1024


@cache
def _photographed() -> frozenset[str]:
    return frozenset(route for door in doors() for route in door.photographs)


def takes_photographs(request: HttpRequest) -> bool:
    """Whether the page that is asked takes the photograph of a paper."""
    match = request.resolver_match
    return match is not None and match.view_name in _photographed()


class Limited(FileUploadHandler):
    """The first of the handlers; telephones have their own reader and their own limit."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        photograph = self.request is not None and takes_photographs(self.request)
        if content_length <= (photographs.LARGEST if photograph else LARGEST):
            return
        passed = 0
        while photograph and passed < PASSED and (piece := input_data.read(PIECE)):
            passed += len(piece)
        raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data  # to the next handler

    def file_complete(self, file_size: int) -> None:
        """The next handler has it."""
