"""An aid is asked for a case: with an amount where a type was in force that day, else it waits."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from cauce.aid.rules.aid import (
    ASKED,
    LAPSED,
    NO_KIND,
    TAKEN_BACK,
    UNKNOWN_AGE,
    WAITS,
    check_amount,
    days_of,
    in_force,
)
from cauce.cases.access import WORKING
from cauce.cases.actions import meet_obligation
from cauce.cases.facts import edition_of
from cauce.cases.models import Case
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..facts import approved_kinds, kind_of, population_now, words_of
from ..models import AidKind, AidRequest
from ._shared import approvers, check_state, tell

bad_input = BadInputs(__file__)

WAITING = "Una solicitud espera su decisión. / A request waits for your decision."


def _check_case(case: Case) -> None:
    if case.status not in WORKING or case.blocked_at or case.erased_at:
        raise bad_input("the_case_is_closed")
    if case.keeping != "given":
        raise bad_input("there_is_no_consent_yet_to_keep")


def _chosen(row: AidRequest, code: str, on: dt.date) -> AidKind:
    """The row of the type in force on that day. Raises ``BadInput`` when none was."""
    rows = approved_kinds()
    found = in_force([kind_of(one) for one in rows], code, row.population, on).kind
    if found is None:
        raise BadInput(
            NO_KIND.es,
            NO_KIND.en,
            where="kind",
            cure_es="Déjelo sin monto: espera y no se promete nada.",
            cure_en="Leave the amount blank: the request waits, and nothing is promised.",
        )
    return next(one for one in rows if str(one.id) == found.id)


def _price(row: AidRequest, code: str, amount: Decimal, on: dt.date, by: str) -> None:
    kind = _chosen(row, code, on)
    check_amount(kind_of(kind), days_of(row.starts_on, row.ends_on), amount)
    row.kind, row.amount, row.priced_on, row.priced_by, row.state = kind, amount, on, by, ASKED


def _check_evidence(case: Case, evidence: Collection[str]) -> list[str]:
    known = [one.id for one in edition_of(case).catalogues["aid_evidence"]]
    for code in evidence:
        if code not in known:
            raise unknown("comprobantes", "evidence", code, known)
    return sorted(set(evidence))


@dataclass(frozen=True)
class AidAsked:
    """A need, its days and why. ``kind`` '' or no amount: it waits until amounts are configured.

    ``kept``: where the evidence is (folio of a filled form or receipt); no file is attached.
    """

    need: str
    starts_on: dt.date
    ends_on: dt.date
    words: str
    kind: str = ""
    amount: Decimal | None = None
    evidence: Collection[str] = ()
    kept: str = ""


@act("aid.ask", requires="aid.ask", on="case")
def ask_aid(*, actor: Actor, entry: Entry, case: Case, asked: AidAsked, at: dt.datetime) -> AidRequest:
    """Ask for an aid.

    Raises ``BadInput`` when the age is not known, the amount is above the ceiling in force that day,
    or the case is closed; ``Unknown`` for a need or an evidence.
    """
    _check_case(case)
    needs = [one.id for one in edition_of(case).catalogues["needs"]]
    if asked.need not in needs:
        raise unknown("necesidades", "needs", asked.need, needs)
    days_of(asked.starts_on, asked.ends_on)
    verdict = population_now(case)
    if verdict.population is None:
        raise BadInput(
            UNKNOWN_AGE.es,
            UNKNOWN_AGE.en,
            where="age",
            cure_es="Anótela en Seguridad o en lo que falta averiguar.",
            cure_en="Record it under Safety, or among what still has to be found out.",
        )
    today = offices.day_at(case.post, at)
    row = AidRequest(
        id=uuid.uuid4(),
        case=case,
        need=asked.need,
        population=verdict.population,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        evidence=_check_evidence(case, asked.evidence),
        state=WAITS,
        asked_on=today,
        asked_by=actor.user,
        asked_at=at,
    )
    if asked.kind and asked.amount is not None:
        _price(row, asked.kind, asked.amount, today, actor.user)
    row.sealed = AidRequest.sealed.seal(row, {"words": asked.words, "kept": asked.kept})
    row.save(force_insert=True)
    # Asked anew: what another post had approved for this need no longer waits on the list.
    AidRequest.objects.filter(case=case, need=asked.need, state=LAPSED).update(state=TAKEN_BACK)
    meet_obligation(actor=actor, case=case, name="aid_requested", at=at)
    if row.state == ASKED:
        tell(row, "aid_asked", approvers(row), WAITING, at)
    _about(entry, row)
    return row


def _about(entry: Entry, row: AidRequest, **more: object) -> None:
    entry.about("aid", row.id, post=row.case.post_id)
    entry.detail(case=str(row.case_id), need=row.need, population=row.population, state=row.state, **more)


@act("aid.price", requires="aid.ask", on="aid")
def price_aid(
    *, actor: Actor, entry: Entry, aid: AidRequest, kind: str, amount: Decimal, at: dt.datetime
) -> None:
    """What waited gets its type and amount; the ceiling of today counts, the age of the day it was asked."""
    check_state(aid, WAITS)
    _check_case(aid.case)
    _price(aid, kind, amount, offices.day_at(aid.case.post, at), actor.user)
    aid.save()
    tell(aid, "aid_asked", approvers(aid), WAITING, at)
    _about(entry, aid)


@act("aid.evidence", requires="aid.ask", on="aid")
def show_evidence(
    *, actor: Actor, entry: Entry, aid: AidRequest, evidence: Collection[str], kept: str
) -> None:
    """Which evidence somebody has seen, and where it is kept; what was ticked before stays."""
    check_state(aid, WAITS, ASKED)
    aid.evidence = _check_evidence(aid.case, [*aid.evidence, *evidence])
    said = words_of(aid)
    said["kept"] = " · ".join(part for part in (said.get("kept", ""), kept) if part)
    aid.sealed = AidRequest.sealed.seal(aid, said)
    aid.save()
    _about(entry, aid, evidence=aid.evidence)


@act("aid.take_back", requires="aid.ask", on="aid")
def take_back_aid(*, actor: Actor, entry: Entry, aid: AidRequest, at: dt.datetime) -> None:
    """It is no longer asked, nor to be asked anew. Raises ``BadInput`` once it was decided."""
    check_state(aid, WAITS, ASKED, LAPSED)
    aid.state = TAKEN_BACK
    aid.save()
    _about(entry, aid)
