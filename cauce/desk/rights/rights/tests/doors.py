"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # what the person asks of her data, how a record ends, and data that got out
    "rights:home": lists(*PROTECTION, "aurora", "sofia"),
    "rights:requests": lists(*PROTECTION),
    "rights:case": CASE,
    "rights:request": CASE,
    "rights:copy": CASE,
    "rights:endings": lists("mateo", "aurora", "sofia"),
    "rights:ending": things("mateo", "aurora", "sofia"),
    "rights:authorisations": lists("mateo", "aurora", "sofia"),
    "rights:holds": things("mateo", "aurora", "sofia"),
    "rights:drafts": lists(*PROTECTION, "aurora"),
    "rights:draft": things("mateo", "aurora"),
    "rights:breaches": lists("aurora", "sofia"),
    "rights:new_breach": lists("aurora", "sofia"),
    "rights:breach": things("aurora", "sofia"),
    "rights:breach_file": things("aurora", "sofia"),
}
