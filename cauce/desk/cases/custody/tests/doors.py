"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import PROTECTION, Door, lists

DOORS: dict[str, Door] = {
    # who of the post is detained: whoever works on its cases
    "detained:list": lists(*PROTECTION),
}
