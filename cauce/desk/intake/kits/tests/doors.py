"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # sheets on paper: whoever leads looks after them, whoever works on cases enters them. The file of
    # those of the walk opens for nobody: one of them was given out
    "kits:home": lists(*PROTECTION, "aurora"),
    "kits:print": lists(*PROTECTION, "aurora"),
    "kits:batch": things(*HOUSTON, "aurora"),
    "kits:paper": things(),
    "kits:kit": things(*HOUSTON, "aurora"),
    "kits:enter": CASE,
    "kits:sheet": CASE,
}
