"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, anyone, lists

DOORS: dict[str, Door] = {
    "accounts:list": lists("aurora", "sofia", "bruno"),
    "accounts:register": lists("aurora", "bruno"),
    # Whoever leads a post proposes a role to somebody who moves there, and sees the name alone.
    "accounts:one": anyone("aurora", "sofia", "bruno"),
    "accounts:role": anyone("aurora", "bruno"),
}
