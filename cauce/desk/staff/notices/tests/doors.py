"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import EVERYBODY, Door, lists

DOORS: dict[str, Door] = {
    # what one is told, and how
    **{f"notices:{page}": lists(*EVERYBODY) for page in ("list", "choose", "confirm", "calendar")},
}
