"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, Door

DOORS: dict[str, Door] = {"papers:case": CASE, "papers:paper": CASE, "papers:copy": CASE}
