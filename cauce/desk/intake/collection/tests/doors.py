"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # telephones in the field, what arrives from them, and incidents
    "field:home": lists(*PROTECTION, "aurora", "sofia"),
    "field:devices": lists("mateo", "aurora"),
    "field:register": lists("mateo", "aurora"),
    "field:device": things("mateo", "aurora"),
    "field:arrivals": lists(*PROTECTION),
    "field:arrival": CASE,
    "field:forms": lists(*PROTECTION, "aurora", "sofia"),
    "field:form": things(*PROTECTION, "aurora", "sofia"),
    "field:incidents": lists("mateo", "aurora", "sofia"),
    "field:incident": things("mateo", "aurora", "sofia"),
}
