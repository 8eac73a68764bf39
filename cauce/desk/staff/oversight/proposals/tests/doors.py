"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, lists, things

DOORS: dict[str, Door] = {
    # what one person proposes and another decides; who signs in, and with which roles
    "proposals:list": lists("mateo", "aurora", "sofia", "bruno"),
    "proposals:one": things("aurora", "sofia", "bruno"),
}
