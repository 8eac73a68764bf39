"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, Door

DOORS: dict[str, Door] = {
    # the sheet of routes; letters, the book of numbers and whoever looks at them
    "routes:sheet": CASE,
}
