"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import PARTNERS, Door, lists, things

DOORS: dict[str, Door] = {
    # who receives a request
    "partner:inbox": lists(*PARTNERS, "paula"),
    "partner:request": things("clara"),
}
