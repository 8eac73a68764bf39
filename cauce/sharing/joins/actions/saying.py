"""What the two officers do with a coincidence: each wants to talk, and each says what it was."""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.sharing.joins import rules as rules

from ..models import Possible, Side
from ..still_consented import COMPARED, stands
from ._shared import over, tell

bad_input = BadInputs(__file__)


def _held(possible: Possible, case: Case, at: dt.datetime) -> tuple[Side, Side]:
    """This post's side and the other's, in the transaction under way. Raises ``BadInput`` where it went
    on, or where no yes carries it any more: one may have been taken back while the page stood open."""
    possible.hold()
    sides = list(possible.sides.select_related("case__officer", "case__post"))
    own = next((side for side in sides if side.case_id == case.id), None)
    if own is None or possible.state not in (rules.FOUND, rules.UNSURE):
        raise over()
    if not stands([side.case for side in sides], COMPARED, at):
        raise over()
    return own, next(side for side in sides if side.id != own.id)


@act("join.talk", requires="join.answer", on="case")
def want_to_talk(*, actor: Actor, entry: Entry, possible: Possible, case: Case, at: dt.datetime) -> None:
    """This officer wants to talk with the other one. Raises ``BadInput`` when it is over."""
    own, other = _held(possible, case, at)
    if own.talks_at is None:
        own.talks_at, own.talks_by = at, actor.user
        own.save()
        if other.talks_at is not None:
            for side in (own, other):
                tell(f"join_talk:{possible.id}:{at.timestamp():.0f}", side.case, at)
    entry.about("possible", possible.id, post=case.post_id)


@act("join.answer", requires="join.answer", on="case")
def answer(*, actor: Actor, entry: Entry, possible: Possible, case: Case, said: str, at: dt.datetime) -> None:
    """What this officer says after the call; once both did, what follows is told to both.

    Raises ``Unknown`` for another answer, ``BadInput`` before both wanted to talk, when this post
    answered already, or when the other's answer is of the same person.
    """
    if said not in rules.ANSWERS:
        raise unknown("respuestas", "answers", said, rules.ANSWERS, where="answer")
    own, other = _held(possible, case, at)
    if own.talks_at is None or other.talks_at is None:
        raise bad_input("both_posts_have_to_want_to_talk", where="answer")
    if own.answer:
        raise over()
    if other.answered_by == actor.user:
        raise bad_input("you_answered_for_the_other_post", where="answer")
    own.answer, own.answered_at, own.answered_by = said, at, actor.user
    own.save()
    _follow(possible, own, other, at)
    entry.about("possible", possible.id, post=case.post_id)
    entry.detail(said=said)


def _follow(possible: Possible, own: Side, other: Side, at: dt.datetime) -> None:
    if not other.answer:
        return
    possible.state = rules.outcome([own.answer, other.answer])
    possible.save(update_fields=["state"])
    if possible.state == rules.UNSURE:  # they may talk again whenever they learn more
        possible.sides.update(talks_at=None, talks_by="", answer="", answered_at=None, answered_by="")
    for side in (own, other):
        tell(f"join_said:{possible.id}:{at.timestamp():.0f}", side.case, at)
