"""The acts of the journal itself: to anchor its heads, and to begin a new version of its keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from cauce.rules.permissions import Actor

from . import anchors, chain
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
