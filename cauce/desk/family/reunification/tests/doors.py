"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # families on their way: the post's, what was shared with IOM, counts for headquarters
    "families:list": lists(*PROTECTION, "paula"),
    "families:numbers": lists("sofia", "raul", "elena"),
    "families:shared": things("paula"),
    **{f"families:{page}": CASE for page in ("case", "about", "share", "add", "relative")},
}
