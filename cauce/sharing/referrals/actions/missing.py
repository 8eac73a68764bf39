"""Nothing in the directory fitted: written down once, so that headquarters sees what is lacking."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from cauce.cases.facts import edition_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.sharing.referrals.rules.unmet import REASONS
from cauce.staff.offices.access import day_at

from ..models import Unmet

bad_input = BadInputs(__file__)


@act("unmet.record", requires="referral.send", on="case")
def record_unmet(
    *, actor: Actor, entry: Entry, case: Case, need: str, reasons: Sequence[str], at: dt.datetime
) -> Unmet:
    """Write down that nothing fits this need, and why; on one day once, with all its reasons.

    Raises ``Unknown`` for another need or reason, and ``BadInput`` without any reason.
    """
    needs = [item.id for item in edition_of(case).catalogues["needs"]]
    if need not in needs:
        raise unknown("necesidades", "needs", need, needs, "need")
    for one in reasons:
        if one not in REASONS:
            raise unknown("razones", "reasons", one, REASONS, "reasons")
    if not reasons:
        raise bad_input("say_why_nothing_was_suitable", where="reasons")
    made, new = Unmet.objects.get_or_create(
        case=case,
        need=need,
        on=day_at(case.post, at),
        defaults={"id": uuid.uuid4(), "post": case.post, "reasons": sorted(set(reasons)), "by": actor.user},
    )
    if not new:
        made.reasons = sorted({*made.reasons, *reasons})
        made.save(update_fields=["reasons"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(need=need, reasons=made.reasons)
    return made
