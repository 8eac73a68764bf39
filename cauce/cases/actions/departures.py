"""A departure from the Protocol is allowed, with a reason, and stays visible."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.pathway import DEPARTED
from cauce.rules.permissions import Actor

from ..facts import edition_of
from ..models import Case
from ..replan import replan
from ._shared import add_act

bad_input = BadInputs(__file__)


@act("case.depart", requires="case.work", on="case")
def depart(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    action: str,
    reason: str,
    note: str,
    agreed_with: str = "",
    at: dt.datetime | None = None,
) -> None:
    """Waive an action for a reason of the catalogue, in a few words, saying who agreed.

    Raises ``BadInput`` without words, ``Unknown`` for an action or reason that does not exist.
    """
    edition = edition_of(case)
    if action not in edition.actions:
        raise unknown("acciones", "actions", action, edition.actions)
    reasons = [item.id for item in edition.catalogues["departure_reasons"]]
    if reason not in reasons:
        raise unknown("motivos", "reasons", reason, reasons)
    if len(note.strip()) < 10:
        raise bad_input("say_why_this_step_is_not_followed", where="note")
    now = timezone.now()
    words = {"reason": reason, "note": note.strip(), "agreed_with": agreed_with}
    add_act(case, DEPARTED, at=at or now, by=actor.user, action=action, note=words)
    replan(case, now)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(action=action, reason=reason)
