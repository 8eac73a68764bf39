"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # the duty: whoever may take a call down; the post answers it, and whoever took it learns no more than
    # that, and of what is urgent where the person is
    "calls:home": lists("lucia", *PROTECTION, "aurora", "sofia"),
    "calls:take": lists("lucia", *PROTECTION, "aurora", "sofia"),
    "calls:call": things(*HOUSTON, "aurora"),
    "calls:taken": things("ines"),
    "calls:roster": lists(*PROTECTION, "aurora"),
    "calls:sheet": lists(*PROTECTION, "aurora"),
    "calls:contact": CASE,
}
