"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, anyone, lists, things

DOORS: dict[str, Door] = {
    # what is asked of Mexico: the post asks and signs, the office answers
    "mexico:list": lists("nora"),
    "mexico:counts": lists("sofia"),
    "mexico:one": anyone("nora"),
    "mexico:post": lists(*PROTECTION, "aurora"),
    "mexico:sign": things("ines", "mateo", "aurora"),
    "mexico:case": CASE,
    "mexico:ask": CASE,
}
