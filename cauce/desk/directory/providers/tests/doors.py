"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, HOUSTON, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # the directory
    "directory:find": lists(*PROTECTION, "aurora", "sofia"),
    "directory:tongues": lists(*PROTECTION, "sofia"),
    "directory:interpreters": lists(*PROTECTION, "sofia"),
    "directory:add_interpreter": lists(*PROTECTION),
    "directory:interpreter": things(*HOUSTON),
    "directory:call_interpreter": things(*PROTECTION, "sofia"),
    "directory:entry": things(*PROTECTION, "aurora", "sofia"),
    "directory:unmet": CASE,
    "directory:corrections": lists(*PROTECTION, "sofia"),
    "directory:correction": things(*PROTECTION, "sofia"),
    "directory:keep": things(*PROTECTION, "sofia"),
    "directory:verify": things(*PROTECTION, "sofia"),
    "directory:address": things(*PROTECTION),
}
