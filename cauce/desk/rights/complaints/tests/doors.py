"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import OF_HOUSTON, PARTNERS, Door, anyone, lists

DOORS: dict[str, Door] = {
    # what people say of how they were attended: never the post it is about
    "voices:list": lists("sofia", "paula"),
    "voices:signals": lists("sofia"),
    "voices:one": anyone("sofia"),
    "voices:hear": lists(*OF_HOUSTON, "tomas", "sofia", "valeria", "nora", "paula", *PARTNERS),
}
