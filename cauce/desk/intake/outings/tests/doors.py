"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # outings: whoever of the post may go sees and ticks; headquarters sees the calendar
    "outings:list": lists("lucia", *PROTECTION, "aurora", "sofia"),
    "outings:plan": lists(*PROTECTION, "aurora"),
    "outings:change": things(*HOUSTON, "aurora"),
    **{
        f"outings:{page}": things("lucia", *HOUSTON, "aurora", "sofia")
        for page in ("one", "team", "things", "near", "counts", "sheet")
    },
}
