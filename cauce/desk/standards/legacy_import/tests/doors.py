"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists, things

DOORS: dict[str, Door] = {
    # earlier cases: whoever leads the post; the refused rows leave with whoever brought them
    "history:home": lists("mateo", "aurora"),
    "history:one": things("mateo", "aurora"),
    "history:columns": things("mateo", "aurora"),
    "history:leave": things("mateo"),
}
