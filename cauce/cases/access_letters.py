"""The letters of a case: the only look-ups of them, and what they hold."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from cauce.cases.rules.letters import ISSUED, VOID, WAITING
from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up, of_id
from cauce.rules.permissions import Actor, Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from .access_recusals import parties
from .models import Case, Letter

APPROVE, APPROVERS = "letter.approve", ("protection_consul",)
SHOWN = 50


def _rows() -> QuerySet[Letter]:
    return _whole(Letter.objects.all())


def _whole(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """With what a letter is shown with."""
    return rows.select_related("case__post", "case__person", "case__officer", "corrects", "looks")


def letters_of(case: Case) -> list[Letter]:
    """Every letter of a case whose page was read, the newest first."""
    return list(_rows().filter(case=case).order_by("-made_at"))


def letter_of(case: Case, letter_id: UUID | str) -> Letter:
    """One letter of a case whose page was read. Raises ``Absent``."""
    return of_id(_rows().filter(case=case), letter_id)


def reviewers(letter: Letter, asker: str) -> tuple[Post | None, list[User]]:
    """Who may look at a letter that ``asker`` sends or sent, never a party: of the post (None), else the post
    that signs for it and who there; empty: nobody can. For a case whose page was read."""
    case = letter.case
    left = {asker, letter.made_by, *map(str, parties(case))}
    here = offices.staff(case.post_id, *APPROVERS, case=case.id)
    if told := [user for user in here if str(user.id) not in left]:
        return None, told
    return offices.second_elsewhere(case.post_id, *APPROVERS, without=left) or (None, [])


def held_by(letter: Letter) -> dict[str, Any]:
    """``answers`` typed, ``agreed`` as it was ticked in a draft, ``values`` of every blank once it waits, and
    why it came ``back``."""
    return Letter.sealed.open(letter)


def letter_to_decide(actor: Actor, letter_id: UUID | str) -> Letter:
    """One letter that waits for another look, or was issued or returned by the actor. ``Absent``.

    Whoever signs for another post sees the letter while it waits and nothing else of the case. The
    read is journalled.
    """
    found = look_up(_rows(), actor, letter_id, APPROVE, "letter")
    own = permits(actor, APPROVE, Scope(post=found.case.post_id)).allowed
    theirs = found.state == WAITING or found.decided_by == actor.user
    if found.state not in (WAITING, ISSUED, VOID) or not (own or theirs):
        record_refusal(actor, APPROVE, about=("letter", found.id), post=found.case.post_id)
        raise Absent()
    with transaction.atomic():
        record_read(actor, "letter.look", about=("case", found.case_id), post=found.case.post_id)
    return found


def letter_to_take(actor: Actor, letter_id: UUID | str) -> Letter:
    """One issued letter for whoever may take it out of the house. Raises ``Absent``."""
    return look_up(_rows().filter(state=ISSUED), actor, letter_id, "letter.take", "letter")


def files_of(actor: Actor, letter: Letter, what: str, mark: str = "") -> dict[str, bytes]:
    """The PDF and the DOCX as they were issued; that they were read is written down. ``Absent`` when
    the words of the record were erased."""
    if letter.files is None:
        raise Absent()
    with transaction.atomic():
        record_read(
            actor,
            what,
            about=("case", letter.case_id),
            post=letter.case.post_id,
            letter=str(letter.id),
            mark=mark,
        )
    held = Letter.files.open(letter)
    return {name: base64.b64decode(body) for name, body in held.items()}


def _posts(actor: Actor) -> Q:
    posts = [g.post for g in actor.grants if g.post and g.role == "protection_consul"]
    return (
        Q(case__post_id__in=posts)
        | Q(case__post__lacks_second=True, case__post__signs_here_id__in=posts)
        | Q(looks_id__in=posts)
    )


def rows_to_decide(actor: Actor) -> QuerySet[Letter] | None:
    """Letters that wait for another look than the one of whoever asked, to be counted with what else waits
    for the actor; None for whoever decides of none."""
    if not permits(actor, APPROVE).allowed:
        return None
    rows = Letter.objects.filter(_posts(actor), state=WAITING, case__blocked_at=None, case__erased_at=None)
    return rows.exclude(asked_by=actor.user).exclude(made_by=actor.user)


def waiting(actor: Actor) -> list[Letter]:
    """The same, the oldest first. Raises ``Absent``."""
    check_may(actor, APPROVE)
    rows = rows_to_decide(actor)
    return [] if rows is None else list(_whole(rows).order_by("asked_at"))


def numbered(actor: Actor, post_code: str, at: dt.datetime) -> list[Letter]:
    """The newest letters that a post numbered, void ones too: the book of letters. Raises ``Absent``."""
    check_may(actor, "letter.list", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "letter.list", about=("post", post_code), post=post_code)
    rows = _rows().filter(post_id=post_code, number__isnull=False)
    return list(rows.order_by("-year", "-number")[:SHOWN])
