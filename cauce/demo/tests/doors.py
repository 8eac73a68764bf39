"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists

DOORS: dict[str, Door] = {
    "demo:outbox": lists("bruno"),
}
