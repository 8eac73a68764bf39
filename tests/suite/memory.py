"""What a file of tests needed for itself is given back when it ends, where that is much.

What Python frees, the system's allocator keeps for later: thirty megabytes after a file that migrates,
draws or opens a workbook. A worker that runs a thousand files would hold it to the end.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from . import record

MUCH = 8  # megabytes more than when some were last given back
LIMIT = 500  # megabytes of a worker, where there are three of them: on two processors
_forget: list[Callable[[], None]] = []


def in_one_file(made: Callable[..., Any]) -> Callable[..., Any]:
    """As ``functools.cache``, of much that the tests of one file ask again: forgotten when the file ends."""
    kept = cache(made)
    _forget.append(kept.cache_clear)
    return kept


def trim() -> bool:
    """Give free memory back to the system; whether this system's allocator can."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError):
        return False
    return True


def forget_content() -> None:
    """Let go of the editions that tests made, ten megabytes each, and of what was read to check them.

    What is needed of it again is there in a twentieth of a second.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("cauce.content"):
            for one in vars(module).values():
                getattr(one, "cache_clear", int)()
    if folder := sys.modules.get("cauce.protocol.editions.folder"):
        folder.forget()


class Giving:
    """The plugin of a process that runs tests. ``held``: the megabytes that it holds, 0 where nobody says."""

    def __init__(self, held: Callable[[], int] = record.held) -> None:
        self.held, self.before = held, 0

    def file_ended(self) -> bool:
        """Whether something was given back."""
        for forget in _forget:
            forget()
        if self.held() < self.before + MUCH:
            return False
        forget_content()
        gc.collect()
        gc.freeze()  # what is still held stays: it is not looked through again
        trim()
        self.before = self.held()
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None):
        done = yield
        if nextitem is None or nextitem.path != item.path:
            self.file_ended()
        return done
