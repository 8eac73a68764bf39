"""Why a reader stops."""

from __future__ import annotations


class Refused(Exception):
    """The file is not read further. ``reason`` is a code; the parent has the words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
