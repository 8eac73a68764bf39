"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import EVERYBODY, Door, lists

DOORS: dict[str, Door] = {
    # it tells of nobody: whoever is signed in reads it
    "help:home": lists(*EVERYBODY),
    "help:page": lists(*EVERYBODY),
}
