"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists

DOORS: dict[str, Door] = {
    "post_comparison:post": lists("aurora", "mateo"),
    "post_comparison:network": lists("sofia", "raul", "elena"),
}
