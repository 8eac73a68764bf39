"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists

DOORS: dict[str, Door] = {
    "board:post": lists("aurora", "mateo"),
    "board:post_file": lists("aurora", "mateo"),
    "board:network": lists("sofia", "raul", "elena"),
    "board:network_file": lists("sofia", "raul"),
}
