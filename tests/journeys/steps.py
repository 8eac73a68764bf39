"""How many steps people take in the journeys, so that a quicker suite is seen not to be a shorter one.

``STEPS=steps.txt ./test tests/journeys`` adds a line for each worker to that file; what the lines
say is added up. How often a page was looked at stands there too: asked of it, or alike one that passed.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

STEPS = (
    "answer",
    "enter",
    "fetch",
    "follow",
    "go",
    "heading",
    "leave",
    "look",
    "owes_nothing",
    "press",
    "reads",
    "reads_not",
    "tab_to",
    "tick",
    "unfold",
    "write",
)
taken: Counter[str] = Counter()
looks: Counter[str] = Counter()


def _counted(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(step)
    def counting(*args: Any, **named: Any) -> Any:
        taken[name] += 1
        return step(*args, **named)

    return counting


def counted(kind: type) -> type:
    """A class whose steps are counted; as it is where nobody asked for their number."""
    if os.environ.get("STEPS"):
        for name in STEPS:
            setattr(kind, name, _counted(name, getattr(kind, name)))
    return kind


def tell() -> None:
    """Add what this worker took to the file that ``STEPS`` names."""
    where = os.environ.get("STEPS")
    if where and taken:
        line = {"steps": sum(taken.values()), **dict(sorted(taken.items())), **dict(sorted(looks.items()))}
        with open(where, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
