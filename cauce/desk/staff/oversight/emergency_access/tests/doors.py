"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import OPENED, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # a case of another post in an emergency: opened by Tomás, reviewed by whoever leads the post
    "glass:start": lists(*PROTECTION),
    "glass:case": OPENED,
    "glass:identity": OPENED,
    "glass:close": OPENED,
    "glass:reviews": lists("aurora", "sofia", "elena"),
    "glass:review": things("aurora", "sofia", "elena"),
}
