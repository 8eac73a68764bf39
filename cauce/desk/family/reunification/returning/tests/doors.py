"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PARTNERS, PROTECTION, Door, anyone, lists, things

DOORS: dict[str, Door] = {
    # a return that the person chose: the post prepares it, an organisation in Mexico receives
    "returning:list": lists(*PROTECTION),
    "returning:case": CASE,
    "returning:inbox": lists("nora", "paula", *PARTNERS),
    "returning:one": things("nora"),
    "returning:counts": lists("sofia"),
    "returning:look": anyone("sofia"),
}
