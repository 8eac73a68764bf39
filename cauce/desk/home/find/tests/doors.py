"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import EVERYBODY, Door, lists

DOORS: dict[str, Door] = {
    # the box of the header: what it opens is asked of each
    "find:find": lists(*EVERYBODY),
}
