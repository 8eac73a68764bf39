"""The acts of the journal itself: to anchor its heads, to begin a new version of its keys, and to withdraw
again in a restored copy what was withdrawn after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from cauce.rules.permissions import Actor

from . import anchors, chain, ledger, withdrawing
from .door import Entry, act


@act("journal.anchor", requires="system.run")
def anchor(*, actor: Actor, entry: Entry, number: int, at: dt.datetime, restored: bool = False):
    """Write anchor ``number`` at the end of its file; the journal remembers its digest.

    ``restored``: a backup was put back on purpose, so the chains may be shorter than the anchors say.
    """
    line = anchors.append(number, at, restored=restored)
    entry.about("anchor", number)
    entry.detail(digest=anchors.digest(line), restored=restored)
    return line


@act("journal.rotate_key", requires="system.run")
def rotate_key(*, actor: Actor, entry: Entry, agreed: Callable[[], object]) -> int:
    """Begin a new version of the keys. ``agreed`` uses up what a second person approved, or raises.

    The entry of this act is the first that the new version seals.
    """
    agreed()
    version = chain.begin_version()
    entry.about("journal_key", version)
    return version


@act("withdrawal.replay", requires="system.run")
def replay(*, actor: Actor, entry: Entry, line: ledger.Line) -> int:
    """What a line of the ledger says is withdrawn again in this copy; how much of it was still open."""
    found = withdrawing.carry_out(line)
    entry.about("withdrawal", line.number)
    entry.detail(kinds=sorted({end.kind for end in line.ends}), open=found)
    return found


@act("withdrawal.go_on", requires="system.run")
def go_on(*, actor: Actor, entry: Entry, at: dt.datetime) -> int:
    """Lines of the ledger are in no copy any more: that is noted there, and it goes on; how many."""
    lost = ledger.go_on(at)
    entry.about("withdrawal", "lost")
    entry.detail(lost=lost)
    return lost
