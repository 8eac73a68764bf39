"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists

DOORS: dict[str, Door] = {
    "programmes:list": lists(*PROTECTION, "aurora", "sofia"),
    "programmes:case": CASE,
}
