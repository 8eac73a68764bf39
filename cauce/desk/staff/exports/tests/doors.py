"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # files that leave: one's own, and all of them for whoever audits
    "files:list": lists(*PROTECTION, "aurora", "sofia", "raul"),
    "files:left": lists("elena"),
    "files:file": things("mateo"),
    "files:take": things("mateo"),
}
