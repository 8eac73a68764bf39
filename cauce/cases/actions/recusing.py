"""A case closes to whoever is a party to it, and somebody else says who goes on."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.rules import recusals
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.held import lock
from cauce.custody.journal.withdrawing import again, note
from cauce.rules.permissions import Actor
from cauce.staff.exports.actions import end_files
from cauce.staff.notices.actions import queue_each, withhold
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import close_to
from cauce.staff.offices.models import User

from .. import access_recusals as access
from ..access_erased import files_of
from ..models import Case, Opinion, Recusal
from .handing import note_handover
from .opening import hand_plan

bad_input = BadInputs(__file__)

SUBJECT = "Un pendiente / A task"
LONGEST = 2_000


def _close(user: User) -> None:
    lock(user)  # two cases closed to one person at once: the second sees what the first wrote
    closed = access.ids_closed_to(user)
    close_to(user, closed)
    withhold(recipient=str(user.id), closed=closed)


@effect
def close_alike(one: Case, other: Case) -> None:
    """Two files were joined or parted: what is closed to somebody is closed in both, while they are one."""
    rows = Recusal.objects.filter(case__in=[one, other]).exclude(state=recusals.LIFTED)
    for row in rows.select_related("user"):
        _close(row.user)


@effect
def leave_no_party(one: Case, other: Case, at: dt.datetime) -> None:
    """Whoever works on one of two files that were joined, and is a party to the other, works on it no more;
    whoever leads the post is told."""
    closed = access.parties(one)
    for case in (one, other):
        if case.officer_id not in closed:
            continue
        case.officer = None
        case.save(update_fields=["officer"])
        queue_each(
            access.heads(case) or offices.holders("headquarters"),
            key=f"recusal_joined:{case.id}:{at:%y%m%d%H%M%S}",
            about=case.id,
            subject=SUBJECT,
            at=at,
            urgent=True,
            body="Un caso se quedó sin nadie a cargo: diga quién sigue. / A case has nobody in charge: "
            "say who takes it over.",
        )


@act("recusal.declare", requires="recusal.declare", on="case")
def declare_party(
    *, actor: Actor, entry: Entry, case: Case, user: User, relation: str, words: str, at: dt.datetime
) -> Recusal:
    """Say that somebody of the post or of those that sign for it, oneself or a colleague, is a party to the
    case: it closes to them now.

    Nobody tells them. Raises ``Unknown`` for another relation, ``BadInput`` for somebody who works at none
    of them, to whom it is closed already, or for words that are too long.
    """
    if relation not in recusals.RELATIONS:
        raise unknown("relaciones", "relations", relation, recusals.RELATIONS)
    if user not in access.whom(case):
        raise bad_input("this_person_does_not_work_at_the_post", where="user")
    if len(words.strip()) > LONGEST:
        raise bad_input("the_text_has_count_letters", where="words", count=len(words), longest=LONGEST)
    made = Recusal(
        id=uuid.uuid4(),
        case=case,
        user=user,
        held=case.officer_id == user.id,
        declared_by=actor.user,
        declared_at=at,
    )
    made.sealed = Recusal.sealed.seal(made, {"relation": relation, "words": words.strip()}, case.key_id)
    made.save(force_insert=True)
    if made.held:
        case.officer = None
        case.save(update_fields=["officer"])
    Opinion.objects.filter(case=case, asked_of=user, answered_at=None).update(withdrawn_at=at)
    end_files(files_of(case).filter(made_by=str(user.id)))
    note("party", made.id, case=str(case.id), user=str(user.id), by=actor.user)
    _close(user)
    _tell(made, access.deciding(made) or offices.holders("headquarters"), at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(recusal=str(made.id), user=str(user.id), own=str(user.id) == actor.user)
    return made


@again("party")
def _close_again(ids: tuple[str, ...], at: dt.datetime, case: str, user: str, by: str) -> int:
    """In a copy from before it was declared: it closes again, and the head of post looks anew. What it was
    for went with the lines since; where it had been opened again, somebody opens it once more."""
    found = Case.objects.select_related("post").filter(id=case, erased_at=None).first()
    party = User.objects.filter(id=user).first()
    if found is None or party is None or Recusal.objects.filter(id__in=ids).exists():
        return 0
    if access.is_declared(found, party):
        return 0
    [id] = ids
    row = Recusal(
        id=uuid.UUID(id),
        case=found,
        user=party,
        held=found.officer_id == party.id,
        declared_by=by,
        declared_at=at,
    )
    row.sealed = Recusal.sealed.seal(row, {"relation": "", "words": ""}, found.key_id)
    row.save(force_insert=True)
    if row.held:
        found.officer = None
        found.save(update_fields=["officer"])
    _close(party)
    return 1


def _tell(row: Recusal, who: list[User], at: dt.datetime) -> None:
    queue_each(
        [user for user in who if user.id != row.user_id],
        key=f"recusal:{row.id}",
        about=row.case_id,
        subject=SUBJECT,
        at=at,
        urgent=True,
        body="Decida quién sigue con un caso, en Accesos. / Decide who takes over a case, under Access.",
    )


def _check(actor: Actor, row: Recusal) -> None:
    if row.state == recusals.LIFTED:
        raise bad_input("it_is_open_again_already", where="recusal")
    if row.declared_by == actor.user:
        raise bad_input("whoever_declared_it_does_not_decide", where="recusal")
    if not access.decides(actor, row):
        raise bad_input("the_head_of_post_decides_this", where="recusal")


@act("recusal.reassign", requires="recusal.decide", on="recusal")
def reassign_case(
    *, actor: Actor, entry: Entry, recusal: Recusal, officer: User | None, at: dt.datetime
) -> None:
    """It stays closed; ``officer`` goes on with the case. None: somebody else has it already.

    Raises ``BadInput`` for whoever declared it, where nobody has it and none is named, for somebody who may
    not, or when it is open again.
    """
    _check(actor, recusal)
    case = recusal.case
    if officer is None and case.officer_id is None:
        raise bad_input("say_who_goes_on_with_the_case", where="officer")
    if officer is not None and officer not in access.may_go_on(case):
        raise bad_input("this_person_cannot_go_on_with_it", where="officer")
    if officer is not None and officer != case.officer:
        before = recusal.user if recusal.held else case.officer
        case.officer = officer
        case.save(update_fields=["officer"])
        note_handover(case, before, officer, at)
    if case.officer is not None:
        hand_plan(case, recusal.user, case.officer)
    recusal.state, recusal.held = recusals.KEPT, False
    recusal.decided_by, recusal.decided_at = actor.user, at
    recusal.save()
    entry.about("case", case.id, post=case.post_id)
    entry.detail(recusal=str(recusal.id), officer=str(officer.id) if officer else "")


@act("recusal.lift", requires="recusal.decide", on="recusal")
def lift_recusal(*, actor: Actor, entry: Entry, recusal: Recusal, reason: str, at: dt.datetime) -> None:
    """It was a mistake: the case opens to them again, for a reason. Raises ``BadInput`` for whoever declared
    it, without a reason, or when it is open again."""
    _check(actor, recusal)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise bad_input("say_why_it_opens_again", where="reason", longest=LONGEST)
    recusal.state = recusals.LIFTED
    recusal.decided_by, recusal.decided_at = actor.user, at
    recusal.answer = Recusal.answer.seal(recusal, reason, recusal.case.key_id)
    recusal.save()
    _close(recusal.user)
    entry.about("case", recusal.case_id, post=recusal.case.post_id)
    entry.detail(recusal=str(recusal.id), user=str(recusal.user_id))


@act("recusal.chase", requires="system.run", on="recusal")
def chase_recusal(*, actor: Actor, entry: Entry, recusal: Recusal, at: dt.datetime) -> None:
    """Nobody decided in time: headquarters is told, once."""
    entry.about("case", recusal.case_id, post=recusal.case.post_id)
    if recusal.state != recusals.WAITING or recusal.chased_at:
        return
    recusal.chased_at = at
    recusal.save(update_fields=["chased_at"])
    _tell(recusal, offices.holders("headquarters"), at)
