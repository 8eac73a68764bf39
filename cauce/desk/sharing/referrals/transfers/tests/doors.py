"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    "transfers:list": lists(*PROTECTION),
    "transfers:ask": CASE,
    "transfers:answer": things(*HOUSTON),
    "transfers:leaving": lists("mateo"),
    "transfers:desk": things("mateo"),
}
