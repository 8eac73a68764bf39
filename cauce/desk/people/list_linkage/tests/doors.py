"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, anyone, lists, things

DOORS: dict[str, Door] = {
    # lists compared: headquarters alone; what ran already is run again by nobody
    "linking:list": lists("sofia"),
    "linking:ask": lists("sofia"),
    "linking:run": things(),
    **{f"linking:{page}": anyone("sofia") for page in ("one", "pair", "quality", "counts")},
}
