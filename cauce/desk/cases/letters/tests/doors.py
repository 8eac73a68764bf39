"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    "letters:case": CASE,
    "letters:letter": CASE,
    "letters:packet": things("mateo"),
    "letters:list": lists(*PROTECTION, "aurora"),
    "letters:decide": things("mateo"),
    "letters:paper": CASE,
    "letters:leave": CASE,
}
