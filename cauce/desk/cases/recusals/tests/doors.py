"""Who is expected to enter here: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, Door, lists, things

DOORS: dict[str, Door] = {
    # whoever leads the post decides; headquarters lists only what nobody there could
    "recusals:list": lists("aurora", "sofia"),
    "recusals:one": things("aurora"),
    "recusals:case": CASE,
}
