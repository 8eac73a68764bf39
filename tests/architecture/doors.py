"""Which door opens for whom: every route, and the roles that may find something behind it.

A new route gets one line here; a route without a line fails. ``nothing`` in the address: the walk
asks for a thing that does not exist, so nobody finds anything, and that is never told from
forbidden.
"""

from __future__ import annotations

# Everybody of tests/cast.py, by role: post, network, partner.
STAFF = ("lucia", "ines", "mateo", "aurora", "tomas", "sofia", "raul", "elena", "bruno")
EVERYBODY = frozenset({*STAFF, "clara", "omar"})
PROTECTION = frozenset({"ines", "mateo", "tomas"})
COUNTER = PROTECTION | {"lucia"}
PARTNERS = frozenset({"clara", "omar"})
NOBODY: frozenset[str] = frozenset()

# Route → who may get something other than «nothing here», reading or writing, with ids of nothing.
DOORS: dict[str, frozenset[str]] = {
    "home": EVERYBODY,
    "close": EVERYBODY,
    # the window
    "window:cues": COUNTER,
    "window:offer": COUNTER,
    "window:turn": NOBODY,
    # who receives a request
    "partner:inbox": PARTNERS,
    "partner:request": NOBODY,
    # the demonstration
    "demo:outbox": frozenset({"bruno"}),
}
