"""Which door opens for whom: every route, and the people of tests/cast.py who may go through.

Each folder of pages says it of its own (``tests/doors.py``): a new route gets one line there; a route without
a line fails. No code of the program imports them, so that permissions never prove themselves. ``lists`` need
no id; ``things`` are of Houston, and open for these people only, when they exist; with an id of nothing they
open for nobody, and nobody can tell one from the other.
"""

from __future__ import annotations

from importlib import import_module

from .doorways import EVERYBODY, STAFF, Door
from .reading import CAUCE

__all__ = ["DOORS", "EVERYBODY", "STAFF", "Door", "expected"]


def expected() -> dict[str, Door]:
    """What all folders say. Raises ``ValueError`` when two say something of one route."""
    found: dict[str, Door] = {}
    for path in sorted(CAUCE.rglob("tests/doors.py")):
        name = ".".join(path.relative_to(CAUCE.parent).with_suffix("").parts)
        said = import_module(name).DOORS
        if twice := found.keys() & said.keys():
            raise ValueError(f"{name}: {sorted(twice)} is said elsewhere already")
        found |= said
    return found


DOORS = expected()
