"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    # what a crew shares: whoever works on it (here Inés and Mateo); a consul may take part by himself
    "crews:list": lists(*PROTECTION),
    "crews:begin": lists(*PROTECTION),
    "crews:numbers": lists("aurora", "sofia"),
    "crews:case": CASE,
    "crews:board": CASE,
    "crews:open": CASE,
    "crews:shared": CASE,
    "crews:join": things("mateo"),
    "crews:together": CASE,
    "crews:refer": CASE,
    "crews:drop": CASE,
    "crews:member": CASE,
}
