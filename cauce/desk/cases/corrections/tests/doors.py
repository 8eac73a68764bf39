"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, Door, anyone

DOORS: dict[str, Door] = {
    "corrections:case": CASE,
    "corrections:act": CASE,
    "corrections:answers": CASE,
    "corrections:line": CASE,
    "corrections:sent": CASE,
    "corrections:audited": anyone("elena"),
}
