"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, anyone, lists

DOORS: dict[str, Door] = {
    # systems of partners: one proposes a key, another approves it
    "machines:list": lists("bruno", "sofia"),
    "machines:one": anyone("bruno", "sofia"),
    "machines:key": anyone("bruno"),
    "machines:address": anyone("bruno"),
}
