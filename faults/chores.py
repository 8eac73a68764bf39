"""Small things that a harness asks of a process inside Django; each takes and gives JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CHORES: dict[str, Callable[[Any], Any]] = {}
