"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import EVERYBODY, Door, lists

DOORS: dict[str, Door] = {
    "home": lists(*EVERYBODY),
    "close": lists(*EVERYBODY),
    "stay": lists(*EVERYBODY),
    "step_up": lists(*EVERYBODY),
    "pace": lists(*EVERYBODY),
}
