"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists

DOORS: dict[str, Door] = {
    # the numbers of other registers: whoever works on cases; headquarters sees counts and sets the order
    **{f"registers:{page}": lists(*PROTECTION) for page in ("home", "out", "into")},
    "registers:case": CASE,
    "registers:network": lists("sofia"),
    "registers:order": lists("sofia"),
}
