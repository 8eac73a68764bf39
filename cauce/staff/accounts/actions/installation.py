"""The name of the network that a database belongs to."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..models import Installation


@act("installation.name", requires="system.run")
def name_installation(*, actor: Actor, entry: Entry, environment: str, at: dt.datetime) -> None:
    """Say once which network this database is."""
    if not Installation.objects.exists():
        Installation.objects.create(environment=environment, at=at)
    entry.about("installation", environment)


@act("installation.upgrade", requires="system.run")
def note_upgrade(*, actor: Actor, entry: Entry, changes: int, content: str, at: dt.datetime) -> None:
    """Note that the data were brought to this version: how many changes, and the content's fingerprint."""
    entry.about("installation", content)
    entry.detail(changes=changes, content=content)
