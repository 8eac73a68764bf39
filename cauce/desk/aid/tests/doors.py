"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # economic aid: whoever works on cases asks; the head of post and headquarters may decide
    "aid:home": lists(*PROTECTION, "aurora", "sofia"),
    "aid:kinds": lists("sofia"),
    "aid:budgets": lists("sofia"),
    "aid:case": CASE,
    "aid:one": things(*HOUSTON, "aurora", "sofia"),
}
