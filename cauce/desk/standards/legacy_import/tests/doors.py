"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists, things

DOORS: dict[str, Door] = {
    # earlier cases: whoever leads the post; the refused rows leave with whoever brought them
    "legacy_import:home": lists("mateo", "aurora"),
    "legacy_import:one": things("mateo", "aurora"),
    "legacy_import:columns": things("mateo", "aurora"),
    "legacy_import:leave": things("mateo"),
}
