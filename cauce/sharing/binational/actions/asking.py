"""A post asks one thing of one office in Mexico; a second person signs before anybody is named."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cauce.cases.access import WORKING
from cauce.cases.actions import add_task
from cauce.cases.facts import consents_of, edition_of, facts_of
from cauce.cases.models import Case, Consent
from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.content.model_petitions import PetitionKind
from cauce.custody.journal.door import Absent, Entry, Refused, act, effect
from cauce.custody.keystore import create_key
from cauce.rules import binational as rules
from cauce.rules.consent import may
from cauce.rules.permissions import Actor, permits
from cauce.sharing.referrals.telling import LookAgain, telling_fields
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Partner

from ..facts import (
    COARSE,
    IDENTITY,
    agreed_now,
    kind_of,
    reference_of,
)
from ..models import Petition
from ._shared import end, first_step, send_off, take_step, tell_office, tell_post

bad_input = BadInputs(__file__)

SIGNERS = ("protection_officer", "protection_consul", "head_of_post")
# What an office in Mexico has no use for, whatever the person agreed to.
NEVER = frozenset({"a_number", "situation", "agency"})


def _check_case(case: Case) -> None:
    if case.status not in WORKING or case.blocked_at or case.erased_at:
        raise bad_input("the_case_is_closed")


def _check_coarse(case: Case, kind: PetitionKind, coarse: Mapping[str, str]) -> dict[str, str]:
    catalogues = edition_of(case).catalogues
    known = {
        "region": [row["code"] for row in catalogues["mx_states"]],
        "people": list(rules.PEOPLE),
        "children": list(rules.CHILDREN),
        "language": [row["code"] for row in catalogues["languages"]],
    }
    for name, value in coarse.items():
        if name not in kind.coarse:
            raise unknown("datos generales", "general data", name, kind.coarse, "coarse")
        if value and value not in known[name]:
            raise unknown("valores", "values", value, known[name], name)
    if "region" in kind.coarse and not coarse.get("region"):
        raise bad_input("the_state_is_missing", where="region")
    return {name: value for name, value in coarse.items() if value}


def _check_words(identity: Mapping[str, str], seen_twice: bool) -> dict[str, str]:
    kept = {name: value.strip() for name, value in identity.items() if value.strip()}
    for name, value in kept.items():
        if len(value) > rules.MOST:
            raise bad_input("most_letters_fit", where=name, most=rules.MOST)
    telling = {name for name, kinds in telling_fields(kept).items() if NEVER & set(kinds)}
    if telling and not seen_twice:
        raise LookAgain(sorted(telling))
    return kept


def _standing(case: Case, partner: Partner) -> Consent:
    """The yes that carries it now: the newest to this office."""
    return case.consents.filter(purpose=rules.PURPOSE, recipient=str(partner.id), given=True).latest(
        "given_at", "typed_at"
    )


@dataclass(frozen=True)
class PetitionAsked:
    """One thing that is asked, with which data. ``exception`` '': it rests on a yes.

    ``why``: the reason of an exception, of ten letters at least.
    """

    kind: str
    coarse: Mapping[str, str]
    identity: Mapping[str, str]
    exception: str = ""
    why: str = ""


@act("petition.ask", requires="petition.ask", on="case")
def ask_petition(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    partner: Partner,
    asked: PetitionAsked,
    at: dt.datetime,
    seen_twice: bool = False,
) -> Petition:
    """Ask one thing of one office. Without data of identity it leaves at once; with them it waits for
    a second person, and rests on a yes to this office or on an exception that the kind knows.

    Raises ``Unknown`` for a kind or
    datum that does not exist, ``BadInput`` for a closed case, an office that does not do it or has
    nobody, or data without a yes; ``LookAgain`` for words about papers or migration seen only once.
    """
    _check_case(case)
    known = rules.kind_of(edition_of(case).petition_kinds, asked.kind)
    rules.check_office(known, partner.kind, len(offices.partner_staff(partner.id)))
    general, named = _check_coarse(case, known, asked.coarse), _check_words(asked.identity, seen_twice)
    # What counts is her word now, whatever moment the page was opened at.
    now = timezone.now()
    verdict = may(consents_of(case), rules.PURPOSE, now, str(partner.id), frozenset(named))
    leaves = rules.leaving(known, named, verdict, exception=asked.exception)
    made = Petition(
        id=uuid.uuid4(),
        case=case,
        partner=partner,
        kind=asked.kind,
        level=rules.level_of(facts_of(case)),
        state="to_sign" if leaves.second else "sent",
        basis=leaves.basis,
        fields=list(leaves.fields),
        by=actor.user,
        asked_at=at,
    )
    if leaves.basis == "consent":
        made.consent, made.carried_at = _standing(case, partner), now
    if leaves.basis == "exception":
        made.exception = asked.exception
        made.why = Petition.why.seal(made, _reason(asked.why))
    create_key(made.id, case.post_id)  # committed first: a key without a row harms nobody
    kept: dict[str, Any] = {
        COARSE: general,
        IDENTITY: {name: named[name] for name in leaves.fields},
    }
    made.shared = Petition.shared.seal(made, kept)
    if not leaves.second:
        send_off(made, at)
    made.save(force_insert=True)
    first_step(made, by=actor.user, at=at)
    if leaves.second:
        _call_second(made, at)
    entry.about("petition", made.id, post=case.post_id)
    entry.detail(
        case=str(case.id),
        kind=asked.kind,
        to=str(partner.id),
        basis=leaves.basis,
        fields=list(leaves.fields),
        level=made.level,
    )
    return made


def _reason(why: str) -> str:
    if len(why.strip()) < 10:
        raise bad_input("write_the_reason_in_some_more_detail", where="why")
    return why.strip()


def _call_second(petition: Petition, at: dt.datetime) -> None:
    case = petition.case
    people = {str(user.id) for user in offices.staff(case.post_id, *SIGNERS, case=case.id)}
    queue_each(
        sorted(people - {petition.by}),
        key=f"petition_second:{petition.id}",
        about=case.id,
        subject="Por revisar / To review",
        body="Algo espera una segunda firma. / Something awaits a second signature.",
        at=at,
        kept=True,
    )


@act("petition.sign", requires="petition.sign", on="petition")
def sign_petition(*, actor: Actor, entry: Entry, petition: Petition, at: dt.datetime) -> None:
    """A second person signs what stands, and it leaves at that moment.

    Raises ``BadInput`` for whoever asked, what was signed or withdrawn meanwhile, or a yes that no
    longer carries it; ``Refused`` for an exception that this person may not second.
    """
    _about(entry, petition)
    rules.check_second(petition.by, actor.user)
    _check_case(petition.case)
    if petition.basis == "exception" and not permits(actor, "disclosure.second", petition.scope).allowed:
        raise Refused(
            "Una excepción la firma la persona titular de protección o del consulado.",
            "An exception is signed by the head of protection or the head of post.",
            where="decide",
        )
    if petition.state != "to_sign":
        rules.advance(petition.state, "leave_unsigned", by="second")  # says what it is now
    lost = set(petition.fields) - agreed_now(petition, timezone.now())
    if lost:
        raise bad_input("person_no_longer_agrees_to_all", where="decide")
    rules.check_office(
        kind_of(petition), petition.partner.kind, len(offices.partner_staff(petition.partner_id))
    )
    if not take_step(petition, "sign", side="second", by=actor.user, at=at):
        return
    petition.second_by, petition.second_at = actor.user, at
    send_off(petition, at)
    petition.save()
    if petition.basis == "exception":
        _task_to_tell(petition, actor.user, at)
    tell_post(
        petition,
        f"petition_signed:{petition.id}",
        at=at,
        but=actor.user,
        body="Lo que esperaba firma salió. / What waited for a signature has left.",
    )


def _task_to_tell(petition: Petition, by: str, at: dt.datetime) -> None:
    """The person hears what left without a yes: the same task as for any other exception."""
    case = petition.case
    days = parameter_on(edition_of(case), "exception-tell-person", at.date()).value
    add_task(
        case=case,
        need="tell_person",
        due_on=day_at(case.post, at) + dt.timedelta(days=days),
        by=by,
        words="Decirle qué se compartió, con quién y por qué. / Say what was shared, with whom and why.",
    )


@act("petition.leave_unsigned", requires="petition.sign", on="petition")
def leave_unsigned(*, actor: Actor, entry: Entry, petition: Petition, at: dt.datetime) -> None:
    """The second person does not sign: nothing left, and what would have is destroyed.

    Raises ``BadInput``.
    """
    _about(entry, petition)
    rules.check_second(petition.by, actor.user)
    if not take_step(petition, "leave_unsigned", side="second", by=actor.user, at=at):
        return
    petition.second_by, petition.second_at = actor.user, at
    end(petition, at)
    tell_post(
        petition,
        f"petition_unsigned:{petition.id}",
        at=at,
        but=actor.user,
        body="Algo no se firmó; no salió nada. / Something was not signed; nothing left.",
    )


@act("petition.withdraw", requires="petition.ask", on="case")
def withdraw_petition(*, actor: Actor, entry: Entry, case: Case, petition: Petition, at: dt.datetime) -> None:
    """It is no longer asked: what left is destroyed for the office too. Raises ``BadInput``, ``Absent``."""
    petition.hold()
    if petition.case_id != case.id:
        raise Absent()
    entry.about("petition", petition.id, post=case.post_id)
    take_back(petition, side="post", by=actor.user, at=at)


@effect
def take_back(petition: Petition, *, side: rules.Side, by: str, at: dt.datetime) -> bool:
    """End it as withdrawn; False: it was already so."""
    left = petition.sent_at is not None
    if not take_step(petition, "withdraw", side=side, by=by, at=at):
        return False
    end(petition, at)
    if left:
        tell_office(
            petition,
            f"petition_withdrawn:{petition.id}",
            at=at,
            body=(
                f"{reference_of(petition)}: se retiró; ya no hace falta. / It was "
                "withdrawn; it is no longer needed."
            ),
        )
    return True


def _about(entry: Entry, petition: Petition) -> None:
    entry.about("petition", petition.id, post=petition.case.post_id)
    entry.detail(case=str(petition.case_id), kind=petition.kind)
