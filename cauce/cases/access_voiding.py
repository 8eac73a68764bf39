"""A case opened by mistake: why it may not be voided, what was proposed, and
whether a case was ever in danger."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import ForeignObjectRel, Q

from cauce.cases.rules import voiding
from cauce.content.model import Text
from cauce.custody.journal.door import Absent, record_read
from cauce.custody.journal.look_up import of_id
from cauce.custody.journal.scoped import ScopedRows
from cauce.custody.keystore import KeyGone
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.oversight.deciding import may_decide
from cauce.staff.oversight.models import GlassOpening, Proposal

from .access import WORKING
from .models import Case, CaseAct, Section

KIND = "case.void"
ADULT = "adulthood"
# Tables that may point to a case that was opened by mistake; whatever else points to it was done.
OPENS = frozenset(
    {
        "cases.CaseAct",  # of the opening alone
        "cases.Section",  # of what is known, and of the language
        "cases.Handover",
        "cases.Relief",
        "measurement.Seed",
        "screenings.Encounter",
    }
)
SECTIONS = ("facts", "tongue")
REFERRAL = "referrals.Referral"


def _pointing(case: Case) -> set[str]:
    """Tables with a row of this case."""
    found = set()
    for rel in Case._meta.get_fields(include_hidden=True):
        table: Any = getattr(rel, "related_model", None)
        if not isinstance(rel, ForeignObjectRel) or rel.many_to_many or table is Case:
            continue
        rows = table.objects.filter(Q((rel.field.name, case)))
        if isinstance(rows, ScopedRows):
            rows = rows.everywhere("numbers")  # of this case alone, whichever column points to it
        if rows.exists():
            found.add(table._meta.label)
    return found


def _known(case: Case) -> list[dict[str, Any]]:
    """Each version of what was known."""
    found = []
    for row in Section.objects.filter(case=case, kind="facts"):
        said = Section.sealed.open(row, case.key_id)
        found.append({name: one["value"] for name, one in said.items()})
    return found


def ever_in_danger(case: Case) -> bool:
    """Whether a case, looked up already, is or ever was known to be in danger; where what was known can no
    longer be opened, it counts as danger."""
    if case.danger:
        return True
    try:
        return voiding.was_in_danger(_known(case))
    except KeyGone:
        return True


def why_not(case: Case) -> list[Text]:
    """Every reason for which this case, looked up already, cannot be voided; empty: it can."""
    known, there = _known(case), _pointing(case)
    adulthood = int(current_edition().parameters[ADULT].values[-1].value)
    acts = CaseAct.written.filter(case=case).exclude(name__in=voiding.OPENING).exists()
    parts = Section.objects.filter(case=case).exclude(kind__in=SECTIONS).exists()
    # The case stands there as a value: no column leads to it.
    opened = GlassOpening.objects.filter(case_id=case.id).exists()
    done = acts or parts or opened or case.keeping != "not_asked"
    found = {
        voiding.CLOSED: case.status not in WORKING,
        voiding.DANGER: case.danger or voiding.was_in_danger(known),
        voiding.MINOR: voiding.may_be_a_child(known, adulthood),
        voiding.REFERRAL: REFERRAL in there,
        voiding.JOINED: case.joined_with_id is not None,
        voiding.DONE: done or bool(there - OPENS - {REFERRAL}),
    }
    return [voiding.WHYS[code] for code, holds in found.items() if holds]


def bound_to(case: Case) -> dict[str, int]:
    """What an approval is bound to: whatever was learned since undoes it."""
    return {"facts": Section.objects.filter(case=case, kind="facts").count()}


def proposal_of(case: Case, at: dt.datetime) -> tuple[Proposal, str] | None:
    """The latest proposal of a case that still says how it stands, and the answer; None: there is none."""
    rows = Proposal.objects.filter(kind=KIND, about_kind="case", about_id=str(case.id))
    row = rows.filter(expires_at__gt=at, post_id=case.post_id).order_by("-proposed_at").first()
    if row is None or row.state in ("used", "taken_back") or row.payload != bound_to(case):
        return None
    try:
        return row, Proposal.answer.open(row, empty="")
    except KeyGone:
        return row, ""


def folio_to_weigh(actor: Actor, proposal: Proposal) -> str:
    """Which case a second person would agree to void; the read is journalled. Raises ``Absent`` for whoever
    may not decide."""
    case = of_id(Case.objects.select_related("post"), proposal.about_id)
    if not may_decide(actor, proposal) or case.post_id != proposal.post_id:
        raise Absent()
    with transaction.atomic():
        record_read(actor, "case.weigh", about=("case", case.id), post=case.post_id)
        return case.folio
