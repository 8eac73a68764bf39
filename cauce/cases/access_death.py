"""What is recorded of a death (the case already checked by ``access``), and who was told of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from cauce.custody.journal.door import Absent, as_id, record_read
from cauce.custody.journal.look_up import of_id
from cauce.rules.permissions import Actor
from cauce.staff.oversight.deciding import may_decide
from cauce.staff.oversight.models import Proposal

from .models import Case, Death, DeathTold

# Kinds of proposals: of cauce/rights/rights/feature.py
DIED, FOUND = "case.death", "case.found"


def standing(case: Case) -> Death | None:
    """The death that stands; None: none was recorded, or it was taken back."""
    rows = Death.objects.filter(case=case, recorded_at__isnull=False, undone_at=None)
    return rows.order_by("-recorded_at").first()


def of_proposal(proposal: Proposal) -> Death:
    """The record that a proposal is about, with its case held by whoever acts. Raises ``Absent``."""
    rows = Death.objects.select_related("case__post", "case__officer", "case__person")
    return of_id(rows.filter(case_id=as_id(proposal.about_id)), proposal.payload["death"])


def reason_of(proposal: Proposal) -> str:
    """Why it was asked, in the words of whoever asked; '': its key was destroyed."""
    return Proposal.reason.open(proposal, gone="")


def case_to_weigh(actor: Actor, proposal: Proposal) -> Case:
    """The case a second person decides about, of which the folio alone is shown; the read is journalled.

    Raises ``Absent`` for whoever may not decide.
    """
    case = of_proposal(proposal).case
    if not may_decide(actor, proposal) or case.post_id != proposal.post_id:
        raise Absent()
    with transaction.atomic():
        record_read(actor, "case.weigh", about=("case", case.id), post=case.post_id)
        return case


def waiting(case: Case, kind: str, at: dt.datetime) -> Proposal | None:
    """What waits for a second person; None: nothing does."""
    rows = Proposal.objects.filter(kind=kind, about_kind="case", about_id=str(case.id))
    return rows.filter(state="waiting", expires_at__gt=at).order_by("-proposed_at").first()


def turned_down(case: Case, kind: str, at: dt.datetime) -> str | None:
    """Why the last one was turned down; None: it was not."""
    rows = Proposal.objects.filter(kind=kind, about_kind="case", about_id=str(case.id))
    last = rows.filter(expires_at__gt=at).order_by("-proposed_at").first()
    if last is None or last.state != "turned_down" or last.answer is None:
        return None
    return str(Proposal.answer.open(last, case.key_id, gone=""))


@dataclass(frozen=True)
class Recorded:
    """One record of a death as its page shows it; ``undoing`` '': it stands."""

    row: Death
    said: dict[str, str]
    undoing: str


def history(case: Case) -> list[Recorded]:
    """Every death that was recorded, taken back or not, the newest first."""
    rows = Death.objects.filter(case=case, recorded_at__isnull=False).order_by("-recorded_at")
    return [
        Recorded(
            row,
            Death.sealed.open(row, case.key_id, gone={}),
            Death.undoing.open(row, case.key_id, empty={}, gone={}).get("how", ""),
        )
        for row in rows
    ]


def told_of(case: Case) -> list[tuple[DeathTold, str]]:
    """Whom it was told, and in words who that is ('': an organisation of the network), the first first."""
    rows = DeathTold.objects.filter(case=case).select_related("partner", "death")
    return [
        (row, DeathTold.sealed.open(row, case.key_id, empty={}, gone={}).get("who", ""))
        for row in rows.order_by("told_at")
    ]


def to_correct(case: Case) -> list[DeathTold]:
    """Whoever was told of a death that was taken back, and has not heard so."""
    rows = DeathTold.objects.filter(case=case, death__undone_at__isnull=False, corrected_at=None)
    return list(rows.order_by("told_at"))


def told_one(case: Case, told_id: str) -> DeathTold:
    """One of them. Raises ``Absent``."""
    return of_id(DeathTold.objects.select_related("death").filter(case=case), told_id)
