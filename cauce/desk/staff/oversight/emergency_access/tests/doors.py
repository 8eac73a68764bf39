"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import OPENED, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # a case of another post in an emergency: opened by Tomás, reviewed by whoever leads the post
    "emergency_access:start": lists(*PROTECTION),
    "emergency_access:case": OPENED,
    "emergency_access:identity": OPENED,
    "emergency_access:close": OPENED,
    "emergency_access:reviews": lists("aurora", "sofia", "elena"),
    "emergency_access:review": things("aurora", "sofia", "elena"),
}
