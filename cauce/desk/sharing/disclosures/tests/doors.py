"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, Door, lists, things

DOORS: dict[str, Door] = {
    # what left, and what waits for a second person
    "disclosures:waiting": lists("mateo", "aurora", "sofia", "valeria"),
    "disclosures:count": lists("elena", "sofia"),
    "disclosures:second": things("mateo", "aurora", "sofia"),
    "disclosures:demand": things(*HOUSTON, "sofia", "valeria"),
    "disclosures:log": CASE,
    "disclosures:sheet": CASE,
    "disclosures:authority": CASE,
    "disclosures:exception": CASE,
    "disclosures:new_demand": CASE,
    "disclosures:contact": CASE,
}
