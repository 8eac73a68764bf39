"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # what a post has ready
    "readiness:home": lists("lucia", *PROTECTION, "aurora", "sofia", "elena"),
    "readiness:counties": lists("lucia", *PROTECTION, "aurora", "sofia", "elena"),
    "readiness:closed": lists("lucia", *PROTECTION, "aurora", "sofia", "elena"),
    "readiness:post": lists(*PROTECTION, "aurora"),
    "readiness:own": lists("lucia", *PROTECTION, "aurora"),
    "readiness:step": things(*PROTECTION, "aurora"),
    "readiness:agreement": things("mateo", "aurora"),
    "readiness:outreach": things(*HOUSTON, "aurora"),
    "readiness:network": lists("sofia", "elena"),
    "readiness:one": things("sofia", "elena"),
}
