"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists

DOORS: dict[str, Door] = {
    # numbers
    "head:numbers": lists("aurora", "mateo"),
    "head:figures": lists("aurora", "mateo"),
    "head:cues": lists("aurora", "mateo"),
}
