"""What a page takes at most: a larger body is refused before any of it is read or written to disk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = (
    4 * 1024 * 1024
)  # a zip of content, or a list that is compared; settings.FILE_UPLOAD_MAX_MEMORY_SIZE


class Limited(FileUploadHandler):
    """The first of the handlers; telephones have their own reader and their own limit."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > LARGEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data  # to the next handler

    def file_complete(self, file_size: int) -> None:
        """The next handler has it."""
