"""Entries that some of those who read the journal may not see: which kinds, and from whom.

A feature says so: ``hidden``, and ``hidden_from``, which is asked inside the question for the entries itself,
so that no page asks one question more. A whole kind is hidden or none of it: what is missing then says
nothing about any single thing. The chain itself stays whole and is verified with these entries.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cauce.custody.features import asked
from cauce.rules.permissions import Actor

from .models import Entry


def shown_to(actor: Actor, rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Of these entries, the ones this actor may see; for nearly everybody the same rows."""
    for feature, hidden in asked("hidden_from"):
        kind = feature.hidden
        # What was refused may name no thing: the name of the entry would tell as much.
        of_kind = Q(about_kind=kind) | Q(what__startswith=f"{kind}.")
        rows = rows.exclude(of_kind & Q(hidden(actor)))
    return rows
