"""An open case goes over to the edition that is now in force; nothing that was done is lost."""

from __future__ import annotations

import datetime as dt

from cauce.content.fingerprint import fingerprint
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import annex_number, edition_by_id
from cauce.rules.permissions import Actor

from .. import following
from ..models import Case
from ..replan import replan


@act("case.edition_moved", requires="system.run", on="case")
def move_edition(*, actor: Actor, entry: Entry, case: Case, edition: str, at: dt.datetime) -> None:
    """Follow that edition as it reads now, with what the case's post adds to it, from this instant.

    An edition that reads otherwise than when the case was planned is followed anew. What was met,
    declined or departed from stays so; a step that ended goes only if nobody had touched it. Raises
    ``NotInForce`` for an edition that is not in this system.
    """
    before, own, annex = case.edition, case.annex, annex_number(case.post_id)
    said, says = case.said, fingerprint(edition_by_id(edition))
    if (before, own) != (edition, annex):
        case.followed = following.left(case, at)
        case.edition, case.annex = edition, annex
        case.save(update_fields=["edition", "annex", "followed"])
        replan(case, at)
    elif said != says:
        replan(case, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(
        edition_from=before, edition_to=edition, annex_from=own, annex_to=annex, said_from=said, said_to=says
    )


@act("case.replanned", requires="system.run", on="case")
def replan_case(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """Write again what the rules say that a case owes, where its rows say something else."""
    replan(case, at)
    entry.about("case", case.id, post=case.post_id)
