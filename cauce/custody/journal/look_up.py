"""The row of an id that came from outside: for whoever may see it, and otherwise as if it were not there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cauce.rules.permissions import Actor

from .door import Absent, as_id, check_may, record_refusal


def look_up(rows: Any, actor: Actor, id: UUID | str, permission: str, about: str) -> Any:
    """The row of an id, for whoever has the permission on it; ``about``: what it is, for the journal.

    Raises ``Absent``, journalled, where there is none and where it is not for this actor: nobody can
    tell the two apart. That it was read is for whoever opens it to write down.
    """
    found = among(rows, actor, id, permission, about)
    check_may(actor, permission, found, about=(about, id))
    return found


def among(rows: Any, actor: Actor, id: UUID | str, permission: str, about: str) -> Any:
    """The row of an id, of rows that are all this actor's to see. Raises ``Absent``, journalled."""
    found = rows.filter(id=as_id(id)).first()
    if found is None:
        record_refusal(actor, permission, about=(about, id))
        raise Absent()
    return found


def of_id(rows: Any, id: UUID | str) -> Any:
    """The row of an id, of rows that were checked already. Raises ``Absent``."""
    found = rows.filter(id=as_id(id)).first()
    if found is None:
        raise Absent()
    return found
