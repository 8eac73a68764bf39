"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists, things

DOORS: dict[str, Door] = {
    "headquarters:missing": lists("sofia", "raul", "elena"),
    "headquarters:numbers": lists("sofia", "raul", "elena"),
    "headquarters:cues": lists("sofia", "raul", "elena"),
    "headquarters:slide": things("sofia", "raul"),
    "headquarters:totals": lists("sofia", "raul"),
    "headquarters:post": things("sofia", "raul", "elena"),
}
