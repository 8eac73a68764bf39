"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # among colleagues: a question is read by whoever was asked, and nobody else
    "colleagues:home": lists(*PROTECTION),
    "colleagues:opinion": things("mateo"),
    "colleagues:case": CASE,
    "colleagues:sheet": CASE,
    "colleagues:load": lists("mateo", "aurora"),
    "colleagues:network": lists("sofia"),
}
