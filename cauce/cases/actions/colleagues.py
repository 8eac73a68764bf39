"""What the people of a post ask of each other: a second opinion, and that somebody else take a case."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor, permits
from cauce.staff.notices.actions import queue, queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from ..access_recusals import parties
from ..models import Case, Opinion, Relief
from ._shared import fresh
from .opening import assign

bad_input = BadInputs(__file__)

SUBJECT = "Alguien le pide algo / Somebody asks something of you"
LONGEST = 4_000
WORKS = ("protection_officer", "protection_consul")
LEADS = ("protection_consul", "head_of_post")


def _text(text: str, where: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise BadInput(
            "Falta escribirlo." if not text else f"Tiene {len(text)} letras; caben {LONGEST}.",
            "It is not written yet." if not text else f"It has {len(text)} letters; {LONGEST} fit.",
            where=where,
        )
    return text


@act("opinion.ask", requires="opinion.ask", on="case")
def ask_opinion(
    *, actor: Actor, entry: Entry, case: Case, of: User, question: str, at: dt.datetime
) -> Opinion:
    """Ask somebody who may read the case what they think of it.

    Raises ``BadInput`` without a question, or for oneself, a party or somebody who may not read the case.
    """
    may = permits(offices.actor_for(of, at), "opinion.answer", case.scope).allowed
    if not may or str(of.id) == actor.user or of.id in parties(case):
        raise bad_input("person_may_not_be_consulted_on_case", where="of")
    made = Opinion(id=uuid.uuid4(), case=case, asked_by_id=uuid.UUID(actor.user), asked_of=of, asked_at=at)
    made.question = Opinion.question.seal(made, _text(question, "question"))
    made.save(force_insert=True)
    queue(
        key=f"opinion:{made.id}",
        recipient=str(of.id),
        about=case.id,
        subject=SUBJECT,
        at=at,
        body="Alguien con quien trabaja quiere saber qué opina de algo. / Somebody you work with would "
        "like your opinion on something.",
    )
    entry.about("case", case.id, post=case.post_id)
    entry.detail(opinion=str(made.id), of=str(of.id))
    return made


@act("opinion.answer", requires="opinion.answer", on="case")
def answer_opinion(
    *, actor: Actor, entry: Entry, case: Case, opinion: Opinion, answer: str, at: dt.datetime
) -> None:
    """Whoever was asked says what they think; nothing of the case changes by it.

    Raises ``BadInput`` without a text, when it was answered or taken back, or for somebody else.
    """
    fresh(case, opinion)
    if str(opinion.asked_of_id) != actor.user:
        raise bad_input("somebody_else_was_asked")
    if opinion.answered_at or opinion.withdrawn_at:
        raise bad_input("it_has_been_answered")
    opinion.answer = Opinion.answer.seal(opinion, _text(answer, "answer"), case.key_id)
    opinion.answered_at = at
    opinion.save(update_fields=["answer", "answered_at"])
    queue(
        key=f"opinion_given:{opinion.id}",
        recipient=str(opinion.asked_by_id),
        about=case.id,
        subject=SUBJECT,
        at=at,
        body="Ya le dieron la opinión que pidió. / The opinion that you asked for is there.",
    )
    entry.about("case", case.id, post=case.post_id)
    entry.detail(opinion=str(opinion.id))


@act("relief.ask", requires="relief.ask", on="case")
def ask_relief(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> Relief:
    """Whoever works on a case asks that somebody else take it. No reason is asked, nor is there room for one.

    Until somebody takes it the case stays where it is: nobody is left without anyone. Raises ``BadInput``
    for a case that somebody else works on, or that already waits.
    """
    if str(case.officer_id) != actor.user:
        raise bad_input("somebody_else_works_on_this_case")
    if Relief.objects.filter(case=case, ended_at=None).exists():
        raise bad_input("it_has_already_been_requested")
    made = Relief.objects.create(case=case, asked_by_id=uuid.UUID(actor.user), asked_at=at)
    told = {str(user.id) for user in offices.staff(case.post_id, *WORKS, "head_of_post", case=case.id)}
    queue_each(
        sorted(told - {actor.user}),
        key=f"relief:{made.id}",
        about=case.id,
        subject=SUBJECT,
        at=at,
        body="Alguien con quien trabaja pide que otra persona siga con un caso. / Somebody you work with "
        "asks that another person go on with a case.",
    )
    entry.about("case", case.id, post=case.post_id)
    return made


@act("relief.withdraw", requires="relief.ask", on="case")
def withdraw_relief(*, actor: Actor, entry: Entry, case: Case, relief: Relief, at: dt.datetime) -> None:
    """Whoever asked goes on with the case after all. Raises ``BadInput`` when it ended already."""
    fresh(case, relief)
    if relief.ended_at is not None or str(relief.asked_by_id) != actor.user:
        raise bad_input("it_is_no_longer_waiting")
    relief.ended_at, relief.ended = at, "withdrawn"
    relief.save(update_fields=["ended_at", "ended"])
    entry.about("case", case.id, post=case.post_id)


@act("relief.take", requires="case.work", on="case")
def take_over(*, actor: Actor, entry: Entry, case: Case, relief: Relief, by: User, at: dt.datetime) -> None:
    """The case is now with whoever takes it; the person will be told. ``by``: the actor themselves.

    Raises ``BadInput`` when it does not wait any more, or for whoever asked.
    """
    fresh(case, relief)
    if relief.ended_at is not None:
        raise bad_input("somebody_has_taken_it")
    if relief.asked_by_id == by.id or str(by.id) != actor.user:
        raise bad_input("another_person_takes_it")
    assign(actor=actor, case=case, officer=by)
    queue(
        key=f"relief_taken:{relief.id}",
        recipient=str(relief.asked_by_id),
        about=case.id,
        subject=SUBJECT,
        at=at,
        body="Alguien ya sigue con el caso. / Somebody goes on with the case now.",
    )
    entry.about("case", case.id, post=case.post_id)
    entry.detail(relief=str(relief.id))


@act("relief.chase", requires="system.run", on="case")
def chase_relief(*, actor: Actor, entry: Entry, case: Case, relief: Relief, at: dt.datetime) -> None:
    """Nobody took it in time: whoever leads the post is told again; where nobody does, headquarters."""
    fresh(case, relief)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(relief=str(relief.id))
    if relief.ended_at or relief.chased_at:
        return  # taken while this waited for the case
    relief.chased_at = at
    relief.save(update_fields=["chased_at"])
    told = offices.staff(case.post_id, *LEADS, case=case.id)
    told = [user for user in told if user.id != relief.asked_by_id] or offices.holders("headquarters")
    queue_each(
        told,
        key=f"relief_late:{relief.id}",
        about=case.id,
        subject=SUBJECT,
        at=at,
        body="Nadie ha tomado un caso que alguien pidió dejar. / "
        "Nobody has taken a case that somebody asked to leave.",
    )


@effect
def end_between_colleagues(case: Case, at: dt.datetime) -> None:
    """The case went to another post, or ended: what was asked here is answered by nobody any more."""
    Relief.objects.filter(case=case, ended_at=None).update(ended_at=at, ended="ended")
    Opinion.objects.filter(case=case, answered_at=None, withdrawn_at=None).update(withdrawn_at=at)
