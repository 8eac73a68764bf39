"""The only look-up of numbers of the network: what its last closing tells."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor, Scope

from .closed import counted, names
from .hiding import closing
from .hiding.closing import Closed

NETWORK = "numbers.network"
NOBODYS = Scope(post="-")  # a post that nobody has: whoever counts at her own post sees that alone


def closed(actor: Actor, name: str) -> Closed:
    """A table as it was closed last; nothing in it: none was yet. Raises ``Absent``."""
    check_may(actor, counted(name).permission, NOBODYS)
    return closing.standing(name)


def to_close(at: dt.datetime) -> list[str]:
    """The tables that were not closed this week; for the loop."""
    return closing.due(names(), at)
