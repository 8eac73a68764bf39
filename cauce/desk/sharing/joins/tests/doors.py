"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, anyone, lists

DOORS: dict[str, Door] = {
    # the same person at another post: whoever attends either file
    "joins:list": lists(*PROTECTION),
    "joins:one": anyone("ines", "mateo", "tomas"),
    "joins:double": CASE,
    "joins:double_of": CASE,
    "joins:joint": anyone("ines", "mateo", "tomas"),
    "joins:touched": anyone("ines", "mateo", "tomas"),
}
