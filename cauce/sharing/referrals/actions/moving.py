"""A case goes to another post: asked by one, received by the other, and nobody lets go before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from cauce.cases.access import WORKING
from cauce.cases.access_told import officer_of
from cauce.cases.actions import hand_over, meet_obligation, record_act, record_facts
from cauce.cases.consent_to_store import may_keep
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import KeyGone, create_key, move_key, settle_key, shred
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import add
from cauce.rules.permissions import SYSTEM, Actor
from cauce.rules.transfer import ACCEPTED, ASKED, DECLINED, DECLINES, REASONS, TAKEN_BACK
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..models import Referral, Transfer

bad_input = BadInputs(__file__)

MOVES = "case.moves"
RECEIVES = ("protection_officer", "protection_consul")
SUBJECT = "Tiene una solicitud / A request"


def _due(post: Post, at: dt.datetime) -> dt.datetime:
    edition, name = current_edition(), "transfer-same-day"
    amount = parameter_on(edition, name, at.date()).value
    return add(at, int(amount), edition.parameters[name].unit, offices.zone(post.code))


def _tell(about: UUID | None, key: str, users: list[User], body: str, at: dt.datetime) -> None:
    # Kept in the outbox even where nobody is left, so that it is found once and not at every tick.
    people = offices.open_to(users, about) if about else users
    queue_each(people, key=key, about=about, subject=SUBJECT, body=body, at=at, kept=True)


def _tell_officer(transfer: Transfer, key: str, body: str, actor: Actor, at: dt.datetime) -> None:
    """Whoever works on the case there is told, unless it is their own doing."""
    for one in officer_of(transfer.case):
        if str(one.id) not in (actor.user, transfer.asked_by):
            _tell(transfer.case_id, f"{key}:{transfer.id}", [one], body, at)


def _tell_asker(transfer: Transfer, key: str, body: str, at: dt.datetime) -> None:
    users = offices.staff(transfer.origin_id, *RECEIVES, case=transfer.case_id)
    asked = [user for user in users if str(user.id) == transfer.asked_by]
    _tell(transfer.case_id, f"{key}:{transfer.id}", asked or users, body, at)


def _check_open(case: Case) -> None:
    if case.status not in WORKING or case.blocked_at or case.erased_at:
        raise bad_input("the_case_is_closed")


def _check_asked(case: Case, to: Post, reason: str) -> None:
    if reason not in REASONS:
        raise unknown("motivos", "reasons", reason, REASONS)
    _check_open(case)
    if to.code == case.post_id:
        raise bad_input("the_case_is_at_that_post_already", where="to")
    if not offices.staff(to.code, *RECEIVES, case=case.id):
        raise bad_input("nobody_at_post_could_receive_it_today", where="to")
    if Transfer.objects.filter(case=case, state=ASKED).exists():
        raise bad_input("another_post_was_asked_already", where="to")


@act("transfer.ask", requires="case.transfer", on="case")
def ask_transfer(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    to: Post,
    reason: str,
    note: str,
    agreed: bool,
    at: dt.datetime,
) -> Transfer:
    """Ask another post to receive the case; it stays here, and is worked on, until it does.

    ``note``: what the other must know to decide; their copy is destroyed once they did, and it stays
    in the history of the case. ``agreed``: the person knows and wants it.
    Raises ``BadInput`` when the person was not asked, for a closed case, the same post, one where nobody
    could receive it, or a case that was asked over already; ``Unknown`` for another reason.
    """
    _check_asked(case, to, reason)
    if not agreed:
        raise bad_input("person_has_not_said_they_want_it", where="agreed")
    made = Transfer(
        id=uuid.uuid4(),
        case=case,
        post=to,
        origin=case.post,
        reason=reason,
        asked_by=actor.user,
        asked_at=at,
        due_at=_due(to, at),
    )
    create_key(made.id, to.code)  # committed first: a key without a row harms nobody
    made.note = Transfer.note.seal(made, note)
    made.save(force_insert=True)
    facts = {MOVES: True} if may_keep(case, MOVES) else {}
    record_act(actor=actor, case=case, name="transfer_requested", happened_at=at, facts=facts, note=note)
    _tell(
        case.id,
        f"transfer:{made.id}",
        offices.staff(to.code, *RECEIVES, case=case.id),
        at=at,
        body="Otro equipo espera su respuesta. / Another team awaits your answer.",
    )
    _tell_officer(
        made,
        "transfer_asked",
        "Se pidió que otro consulado reciba un caso suyo. / Another post was asked to receive a case "
        "of yours.",
        actor,
        at,
    )
    entry.about("transfer", made.id, post=case.post_id)
    entry.detail(case=str(case.id), to=to.code, reason=reason, agreed=agreed)
    return made


def _end(transfer: Transfer, state: str, actor: Actor, at: dt.datetime) -> None:
    transfer.state, transfer.decided_by, transfer.decided_at = state, actor.user, at
    transfer.note = None
    transfer.save()
    note("transfer", transfer.id)
    shred(transfer.id)  # should the commit fail, the note is in the history of the case


@again("transfer")
def _end_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = list(Transfer.objects.filter(id__in=ids, state=ASKED))
    for row in rows:
        _end(row, TAKEN_BACK, SYSTEM, at)
    return len(rows)


def _check_waits(transfer: Transfer, case: Case) -> None:
    if transfer.case_id != case.id:
        raise Absent()
    if transfer.state != ASKED:
        raise bad_input("this_request_was_answered_already")
    if case.post_id != transfer.origin_id:
        raise Absent()  # whoever asked does not have it any more


def _each_referral(case: Case, do: Callable[[uuid.UUID, str], None], to: Post) -> None:
    for id in Referral.objects.filter(case=case).values_list("id", flat=True):
        with suppress(KeyGone):  # what was shared is gone for everybody
            do(id, to.code)


@act("transfer.accept", requires="transfer.answer", on="transfer")
def accept_transfer(
    *, actor: Actor, entry: Entry, transfer: Transfer, officer: User, at: dt.datetime
) -> None:
    """The case is ours from now on, with its keys and its deadlines; ``officer`` works on it.

    Raises ``BadInput`` when it was answered or taken back meanwhile, the case was closed, whoever
    asked would also receive it, or the officer is not of the post.
    """
    case, to = transfer.case, transfer.post
    _check_waits(transfer, case)
    _check_open(case)
    if actor.user == transfer.asked_by:
        raise bad_input("another_person_receives_it")
    if officer not in offices.staff(transfer.post_id, *RECEIVES, case=case.id):
        raise bad_input("person_does_not_work_on_cases_here", where="officer")
    _tell_officer(
        transfer,
        "transfer_went",
        "Un caso suyo pasó a otro consulado. / A case of yours went to another post.",
        actor,
        at,
    )
    _each_referral(case, move_key, to)
    transfer.officer = officer
    _end(transfer, ACCEPTED, actor, at)
    hand_over(actor=actor, case=case, to=to, officer=officer, at=at)
    meet_obligation(actor=actor, case=case, name="transferred", at=at)
    transaction.on_commit(lambda: _each_referral(case, settle_key, to), robust=True)
    _tell_asker(transfer, "transfer_yes", "El otro consulado aceptó. / The other post accepted.", at)
    entry.about("transfer", transfer.id, post=transfer.post_id)
    entry.detail(case=str(case.id), origin=transfer.origin_id, officer=str(officer.id))


@act("transfer.decline", requires="transfer.answer", on="transfer")
def decline_transfer(*, actor: Actor, entry: Entry, transfer: Transfer, reason: str, at: dt.datetime) -> None:
    """It stays where it is, and whoever asked learns why. Raises ``Unknown``, ``BadInput``."""
    if reason not in DECLINES:
        raise unknown("motivos", "reasons", reason, DECLINES)
    _check_waits(transfer, transfer.case)
    transfer.declined = reason
    _end(transfer, DECLINED, actor, at)
    _tell_asker(
        transfer,
        "transfer_no",
        "El otro consulado no puede; el caso sigue con usted. / The other post cannot; it stays with you.",
        at,
    )
    entry.about("transfer", transfer.id, post=transfer.post_id)
    entry.detail(case=str(transfer.case_id), reason=reason)


@act("transfer.take_back", requires="case.transfer", on="case")
def take_back_transfer(
    *, actor: Actor, entry: Entry, case: Case, transfer: Transfer, at: dt.datetime
) -> None:
    """It is no longer asked: the person stays, or another post is asked. Raises ``BadInput``."""
    transfer.hold()
    _check_waits(transfer, case)
    _end(transfer, TAKEN_BACK, actor, at)
    if may_keep(case, MOVES):
        record_facts(actor=actor, case=case, facts={MOVES: False}, at=at)
    entry.about("transfer", transfer.id, post=case.post_id)
    entry.detail(case=str(case.id), to=transfer.post_id)


@act("transfer.lapse", requires="system.run", on="transfer")
def lapse_transfer(*, actor: Actor, entry: Entry, transfer: Transfer, at: dt.datetime) -> None:
    """The case ended, its person said no to keeping, or nobody answered for a week: it is over."""
    entry.about("transfer", transfer.id, post=transfer.post_id)
    if transfer.state != ASKED:
        return
    _end(transfer, TAKEN_BACK, actor, at)
    _tell_asker(
        transfer,
        "transfer_over",
        "Ya no se espera la respuesta de otro consulado. / The answer of another post is no longer "
        "waited for.",
        at,
    )


@act("transfer.chase", requires="system.run", on="transfer")
def chase_transfer(*, actor: Actor, entry: Entry, transfer: Transfer, at: dt.datetime) -> None:
    """Nobody answered the same day: both posts and who leads them are told, once."""
    entry.about("transfer", transfer.id, post=transfer.post_id)
    if transfer.state != ASKED:
        return
    for post in (transfer.post_id, transfer.origin_id):
        _tell(
            transfer.case_id,
            f"transfer_late:{transfer.id}:{post}",
            offices.staff(post, *RECEIVES, "head_of_post", case=transfer.case_id),
            "Una solicitud entre consulados sigue sin respuesta; la ve quien atiende casos. / A request "
            "between posts is still unanswered; whoever works on cases sees it.",
            at,
        )


@effect
def end_transfers(case: Case, at: dt.datetime) -> int:
    """No other post is asked to receive the case any more; how many were."""
    rows = list(Transfer.objects.filter(case=case, state=ASKED))
    for row in rows:
        _end(row, TAKEN_BACK, SYSTEM, at)
    return len(rows)
