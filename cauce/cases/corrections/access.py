"""The only look-ups of corrections: for whoever works on the case, a second person, and whoever audits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.cases.facts import edition_of
from cauce.cases.models import Case, CaseAct, PlanItem
from cauce.custody.journal.door import Absent, as_id, check_may, record_read
from cauce.custody.journal.look_up import of_id
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor, permits
from cauce.staff.oversight.deciding import may_decide
from cauce.staff.oversight.models import Proposal

from .correctable import is_correctable, may_be_a_mistake
from .models import CaseCorrection

PROPOSAL = "case.correct"  # of cauce/staff/oversight/kinds.py


def is_open(row: CaseCorrection, at: dt.datetime) -> bool:
    """Whether a second person may still agree to it."""
    asked = Proposal.objects.filter(kind=PROPOSAL, about_kind="case", about_id=str(row.case_id))
    asked = asked.filter(state="waiting", expires_at__gt=at)
    return any(one.payload.get("correction") == str(row.id) for one in asked)


@dataclass(frozen=True)
class Shown:
    """One correction with the row before and after; ``told`` and ``note`` empty: not for this reader.

    ``note``: what internal control alone reads of the row before. ``gone``: its key was destroyed.
    ``covered``: what it made stand was taken out of sight since, or what stood after that.
    """

    row: CaseCorrection
    before: CaseAct | None
    after: CaseAct | None
    told: dict[str, Any]
    note: Any = ""
    gone: bool = False
    covered: bool = False


def act_to_correct(case: Case, act_id: int) -> CaseAct:
    """A row of the case that may be corrected, whoever corrected it meanwhile. Raises ``Absent``."""
    row = CaseAct.written.filter(case=case, pk=act_id).first()
    if row is None or not is_correctable(edition_of(case), row.name):
        raise Absent()
    return row


def line_to_correct(case: Case, line_id: UUID) -> tuple[PlanItem, str]:
    """A line of the plan, whoever corrected it meanwhile, and what was agreed. Raises ``Absent``."""
    row = of_id(PlanItem.written.filter(case=case), line_id)
    return row, PlanItem.sealed.open(row, case.key_id)["agreed"]


def correctable(case: Case) -> list[tuple[CaseAct, bool]]:
    """The newest row of each act that is corrected here, the last that happened first; and whether it may
    be said never to have happened."""
    edition = edition_of(case)
    rows = CaseAct.written.filter(case=case, superseded_at=None).order_by("-happened_at", "-id")
    return [(row, may_be_a_mistake(edition, row.name)) for row in rows if is_correctable(edition, row.name)]


def known_on(case: Case, at: dt.datetime) -> list[CaseAct]:
    """What was known to have been done at an instant, the last that happened first."""
    return _known(CaseAct.written.filter(case=case), at)


def corrections_of(case: Case, *, words: bool = True, hidden: bool = False) -> list[Shown]:
    """Every correction of a case (already checked), the newest first. ``words``: with their reasons;
    ``hidden``: with what was taken out of sight."""
    rows = list(CaseCorrection.objects.filter(case=case).order_by("-number"))
    ids = {int(id) for row in rows if row.kind == "act" for id in (row.of, row.made) if id}
    acts = {str(one.pk): one for one in CaseAct.written.filter(case=case, pk__in=ids)}
    out = _out_of_sight(rows)
    return [
        replace(_shown(case, row, acts, words, hidden), covered=(row.kind, row.made) in out) for row in rows
    ]


def _out_of_sight(rows: list[CaseCorrection]) -> set[tuple[str, str]]:
    """Every row that was corrected as one that should not have been written, and those before it.

    ``rows``: the newest first.
    """
    found: set[tuple[str, str]] = set()
    for row in rows:
        if row.state == "made" and (row.hidden or (row.kind, row.made) in found):
            found.add((row.kind, row.of))
    return found


def _shown(case: Case, row: CaseCorrection, acts: dict[str, CaseAct], words: bool, hidden: bool) -> Shown:
    before = acts.get(row.of)
    try:
        told = CaseCorrection.sealed.open(row, case.key_id, empty={}) if words else {}
        note = ""
        if hidden and row.hidden and row.state == "made" and before is not None:
            note = CaseAct.note.open(before, case.key_id, empty="")
    except KeyGone:
        return Shown(row, before, acts.get(row.made), {}, gone=True)
    return Shown(row, before, acts.get(row.made), told, note)


def of_proposal(proposal: Proposal) -> CaseCorrection:
    """The correction that a proposal is about. Raises ``Absent``."""
    rows = CaseCorrection.objects.select_related("case__post", "case__officer", "case__person")
    return of_id(rows.filter(case_id=as_id(proposal.about_id)), proposal.payload["correction"])


def to_weigh(actor: Actor, proposal: Proposal) -> Shown:
    """What a second person decides about: the act, before and after, and nothing else of the case; the
    read is journalled. Raises ``Absent`` for whoever may not decide."""
    row = of_proposal(proposal)
    case = row.case
    if not may_decide(actor, proposal) or case.post_id != proposal.post_id:
        raise Absent()
    with transaction.atomic():
        record_read(actor, "case.weigh", about=("case", case.id), post=case.post_id)
        acts = {str(one.pk): one for one in CaseAct.written.filter(case=case, pk=row.of)}
        return _shown(case, row, acts, True, False)


@dataclass(frozen=True)
class Audited:
    """A case for whoever audits: codes and hours; words for internal control alone."""

    case: Case
    rows: list[Shown]
    written: Sequence[CaseAct]
    words: bool

    def known_at(self, at: dt.datetime) -> list[CaseAct]:
        """The acts as they were known at an instant, the last that happened first."""
        return _known(self.written, at)

    def standing(self) -> list[CaseAct]:
        """The acts as they are known now."""
        return _last_first(row for row in self.written if not row.void and row.superseded_at is None)


def _known(rows: Iterable[CaseAct], at: dt.datetime) -> list[CaseAct]:
    then = [row for row in rows if row.typed_at <= at and not row.void]
    return _last_first(row for row in then if row.superseded_at is None or row.superseded_at > at)


def _last_first(rows: Iterable[CaseAct]) -> list[CaseAct]:
    return sorted(rows, key=lambda row: (row.happened_at, row.pk), reverse=True)


def audited(actor: Actor, case_id: UUID | str) -> Audited:
    """Everything that was put right in a case. Raises ``Absent``; the read is journalled."""
    check_may(actor, "correction.audit", about=("case", case_id))
    case = of_id(Case.objects.select_related("post"), case_id)
    words = permits(actor, "correction.read_hidden").allowed
    with transaction.atomic():
        record_read(actor, "case.corrections", about=("case", case.id), post=case.post_id)
        rows = corrections_of(case, words=words, hidden=words)
        return Audited(case, rows, list(CaseAct.written.filter(case=case).order_by("typed_at", "id")), words)
