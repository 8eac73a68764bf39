"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import OF_HOUSTON, PARTNERS, Door, anyone, lists

DOORS: dict[str, Door] = {
    # what people say of how they were attended: never the post it is about
    "complaints:list": lists("sofia", "paula"),
    "complaints:signals": lists("sofia"),
    "complaints:one": anyone("sofia"),
    "complaints:hear": lists(*OF_HOUSTON, "tomas", "sofia", "valeria", "nora", "paula", *PARTNERS),
}
