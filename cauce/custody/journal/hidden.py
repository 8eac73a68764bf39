"""Entries that some of those who read the journal may not see: which kinds, and from whom.

An app says so when it starts. A whole kind is hidden or none of it: what is missing then says
nothing about any single thing. The chain itself stays whole and is verified with these entries.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, Q, QuerySet

from cauce.rules.permissions import Actor

from .models import Entry

# Asked inside the question for the entries itself, so that no page asks one question more.
_HIDDEN: dict[str, Callable[[Actor], Exists]] = {}


def hide(kind: str, hidden: Callable[[Actor], Exists]) -> None:
    """Say from whom the entries about this kind of thing are kept; said twice, it counts once."""
    _HIDDEN[kind] = hidden


def shown_to(actor: Actor, rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Of these entries, the ones this actor may see; for nearly everybody the same rows."""
    for kind, hidden in sorted(_HIDDEN.items()):
        # What was refused may name no thing: the name of the entry would tell as much.
        of_kind = Q(about_kind=kind) | Q(what__startswith=f"{kind}.")
        rows = rows.exclude(of_kind & Q(hidden(actor)))
    return rows
