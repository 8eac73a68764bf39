"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists, things

DOORS: dict[str, Door] = {
    "reports:list": lists("sofia", "raul", "elena"),
    "reports:answer": lists("sofia", "raul", "elena"),
    "reports:answer_file": things("sofia", "raul", "elena"),
    "reports:draws": lists("sofia", "raul", "elena"),
    "reports:one": things("sofia", "raul", "elena"),
    "reports:file": things("sofia", "raul", "elena"),
}
