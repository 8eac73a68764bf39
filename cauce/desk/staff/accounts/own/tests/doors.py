"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import EVERYBODY, Door, lists, things

DOORS: dict[str, Door] = {
    # one's own account; and helping somebody else's, by two people
    **{
        f"account:{page}": lists(*EVERYBODY)
        for page in ("home", "password", "key_add", "key_ask", "app", "codes", "sessions_end")
    },
    **{f"account:{page}": things("ines") for page in ("session_end", "key", "outside")},
    "account:people": lists("aurora", "bruno"),
    "account:person": things("aurora", "bruno"),
}
