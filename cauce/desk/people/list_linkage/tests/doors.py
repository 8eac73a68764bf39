"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, anyone, lists, things

DOORS: dict[str, Door] = {
    # lists compared: headquarters alone; what ran already is run again by nobody
    "list_linkage:list": lists("sofia"),
    "list_linkage:ask": lists("sofia"),
    "list_linkage:run": things(),
    **{f"list_linkage:{page}": anyone("sofia") for page in ("one", "pair", "quality", "counts")},
}
