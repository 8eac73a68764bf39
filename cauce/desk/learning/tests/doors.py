"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import LEARNING, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # learning
    "learning:index": lists(*LEARNING),
    "learning:lesson": things(*LEARNING),
    "learning:lesson_paper": things(*LEARNING),
    "learning:booklet": lists(*LEARNING),
    "learning:exercise": things("lucia", *PROTECTION, "aurora"),
    "learning:practices": lists(*LEARNING),
    "learning:practice": things(*LEARNING),
    "learning:certify": lists(*LEARNING),
    "learning:certificate": things(),
    "learning:team": lists("mateo", "aurora"),
    "learning:network": lists("sofia", "elena"),
}
