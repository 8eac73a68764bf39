"""What all corrections share: their reason, their number, and the second person."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Max

from cauce.cases.actions import ask_second
from cauce.cases.models import Case
from cauce.cases.withheld import HIDES, of_row
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, effect
from cauce.rules.permissions import Actor

from ..access import PROPOSAL, is_open
from ..models import CaseCorrection

bad_input = BadInputs(__file__)


@effect
def keep(
    actor: Actor,
    case: Case,
    kind: str,
    of: str,
    told: dict[str, Any],
    *,
    hide: bool,
    waits: bool,
    at: dt.datetime,
) -> CaseCorrection:
    """The correction with what it says; the case is held. Raises ``BadInput`` while another waits."""
    drop_unanswered(case, kind, of, at)
    if CaseCorrection.objects.filter(case=case, kind=kind, of=of, state="waiting").exists():
        raise bad_input("another_correction_of_this_waits", where="why")
    last = CaseCorrection.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    made = CaseCorrection(
        id=uuid.uuid4(),
        case=case,
        number=last + 1,
        kind=kind,
        of=of,
        state="waiting",
        asked_at=at,
        asked_by=actor.user,
        hidden=hide,
    )
    made.sealed = CaseCorrection.sealed.seal(made, told)
    made.save(force_insert=True)
    return made


def _asked_before(made: CaseCorrection) -> bool:
    """Of this row, or of one that it stands in the place of: it holds the same words."""
    rows = CaseCorrection.objects.filter(case_id=made.case_id, kind=made.kind).exclude(id=made.id)
    of: str | None = made.of
    while of is not None:
        if rows.filter(of=of, hidden=True).exists():
            return True
        of = rows.filter(made=of, state="made").values_list("of", flat=True).first()
    return False


@effect
def drop_unanswered(case: Case, kind: str, of: str, at: dt.datetime) -> None:
    """What a second person turned down, nobody answered in time, or was taken back stands in nobody's way."""
    for row in CaseCorrection.objects.filter(case=case, kind=kind, of=of, state="waiting"):
        if not is_open(row, at):
            row.state = "dropped"
            row.save(update_fields=["state"])


@effect
def ask(actor: Actor, entry: Entry, case: Case, made: CaseCorrection, why: str, at: dt.datetime) -> None:
    """Somebody in another role looks at it: of the post, else of the one that signs for it.

    Words that should not have been written are out of sight meanwhile; not a second time, once somebody said
    no or nobody answered: otherwise one person could hide them for as long as they ask.
    """
    payload = {"correction": str(made.id)}
    if made.hidden and not _asked_before(made):
        payload[HIDES] = of_row(made.kind, made.of)
    ask_second(actor, entry, case, kind=PROPOSAL, payload=payload, reason=why, key="correction_ask", at=at)
