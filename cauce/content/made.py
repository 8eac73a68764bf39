"""What a file of ``content/`` says, made once: every edition that has the same bytes shares it.

An edition differs from the one before in a few of its two hundred files; each would hold as much as
the first again (some seventeen megabytes) and take as long to make. Nothing made can be changed.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any
from weakref import WeakSet

Key = tuple[str, ...]  # the path, its hash, and the hash of whatever else it was made with


class Made:
    """What the files of one edition were made into; others find it for as long as that edition is held."""

    def __init__(self) -> None:
        self._of: dict[Key, Any] = {}
        with _lock:
            self._others = tuple(_held)
            _held.add(self)

    def get(self, key: Key, make: Callable[[], Any]) -> Any:
        """What another edition holds of the same bytes; else what ``make`` returns."""
        for other in self._others:
            if key in other._of:
                self._of[key] = other._of[key]
                return self._of[key]
        return self._of.setdefault(key, make())

    def done(self) -> None:
        """Hold no other edition any longer: all of this one is made."""
        self._others = ()


_lock = Lock()
_held: WeakSet[Made] = WeakSet()
