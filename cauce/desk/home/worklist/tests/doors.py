"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists

DOORS: dict[str, Door] = {
    # protection: the post's own list
    "protection:worklist": lists(*PROTECTION),
    "protection:search": lists(*PROTECTION),
    "protection:open": lists(*PROTECTION),
    "protection:waiting": CASE,
    "protection:move": CASE,
}
