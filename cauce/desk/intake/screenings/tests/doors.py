"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # the window
    "window:cues": lists("lucia", *PROTECTION),
    "window:offer": lists("lucia", *PROTECTION),
    "window:places": lists("lucia", *PROTECTION),
    "window:place": things("lucia", *PROTECTION),
    "window:turn": things("lucia", *HOUSTON),
    "window:poster": lists("lucia", *PROTECTION),
    # coincidences: protection asks, the consul or whoever leads decides
    "protection:links": lists("aurora", *PROTECTION),
    "protection:link_seen": CASE,
    "protection:link_decide": things("mateo", "aurora"),
}
