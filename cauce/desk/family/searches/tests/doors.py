"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # whoever asks for somebody, and whom the family seeks; a message opens for her own officer alone
    "searches:take": lists("lucia", *PROTECTION),
    "searches:taken": lists("lucia", *PROTECTION),
    "searches:list": lists(*PROTECTION),
    "searches:passing": things("ines"),
    "searches:board": lists(*PROTECTION),
    "searches:new": lists(*PROTECTION),
    "searches:counts": lists("sofia"),
    "searches:one": CASE,
    "searches:named": CASE,
    "searches:sealing": CASE,
}
