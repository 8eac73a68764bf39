"""The only look-ups of to whom a case is closed. Whoever is a party finds none of it: no case, no row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cauce.cases.rules import recusals
from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up
from cauce.rules.permissions import Actor, Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Case, Letter, Recusal

STAFF = ("window_officer", "protection_officer", "protection_consul", "head_of_post")
WORKS = ("protection_officer", "protection_consul")
SIGNS = ("protection_consul", "head_of_post")
MOST = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """One, with what was said of it; ``why``: what whoever opened it again wrote, '' otherwise."""

    row: Recusal
    relation: str
    words: str
    why: str


def _seen(row: Recusal) -> Seen:
    said = Recusal.sealed.open(row, row.case.key_id, gone={"relation": "", "words": ""})
    why = Recusal.answer.open(row, row.case.key_id, empty="", gone="")
    return Seen(row, said["relation"], said["words"], why)


def parties(case: Case) -> set[UUID]:
    """Accounts to which this case is closed: of a file that is joined with another, those of both."""
    both = {case.id, case.joined_with_id or case.id}
    rows = Recusal.objects.everywhere("closed").filter(case_id__in=both).exclude(state=recusals.LIFTED)
    return set(rows.values_list("user_id", flat=True))


def is_declared(case: Case, user: User) -> bool:
    """Whether somebody is a party to this file itself, whatever it is joined with."""
    rows = Recusal.objects.everywhere("closed").filter(case=case, user=user)
    return rows.exclude(state=recusals.LIFTED).exists()


def of_case(case: Case) -> list[Seen]:
    """To whom a case that was looked up already is or was closed, the newest first."""
    rows = Recusal.objects.filter(case=case).select_related("case", "user").order_by("-declared_at")
    return [_seen(row) for row in rows]


def whom(case: Case) -> list[User]:
    """Of whom it can be said: everybody to whom the case is not closed, of the post and of those that sign
    for it."""
    here, near = offices.staff(case.post_id, *STAFF, case=case.id), offices.elsewhere(case.post_id, *SIGNS)
    return list(dict.fromkeys([*here, *offices.open_to(near, case.id)]))


def may_go_on(case: Case) -> list[User]:
    """Who of the post can go on with it."""
    return offices.staff(case.post_id, *WORKS, case=case.id)


def heads(case: Case) -> list[User]:
    """Who leads the post and is no party."""
    return offices.staff(case.post_id, "head_of_post", case=case.id)


def deciding(row: Recusal) -> list[User]:
    """Who leads the post, is no party and did not declare it; empty: headquarters decides."""
    return [user for user in heads(row.case) if str(user.id) != row.declared_by]


def decides(actor: Actor, row: Recusal) -> bool:
    """Whether it is this actor's to decide: whoever leads the post, or headquarters where nobody else can;
    never whoever declared it."""
    if not permits(actor, "recusal.decide", row.scope).allowed or actor.user == row.declared_by:
        return False
    here = deciding(row)
    return not here or any(str(user.id) == actor.user for user in here)


def listed(actor: Actor) -> list[Recusal]:
    """What waits for the actor, and what was decided and still holds. Raises ``Absent``."""
    check_may(actor, "recusal.decide")
    rows = Recusal.objects.exclude(state=recusals.LIFTED).select_related(
        "case__post", "case__officer", "user"
    )
    if permits(actor, "recusal.decide", Scope(post="-")).allowed:
        rows = rows.everywhere("network")
    else:
        rows = rows.filter(case__post_id__in=actor.posts)
    post = min(actor.posts, default=None)
    with transaction.atomic():
        record_read(actor, "recusal.list", about=("post", post or ""), post=post)
        found = [row for row in rows.order_by("-declared_at")[:MOST] if decides(actor, row)]
    return sorted(found, key=lambda row: row.state != recusals.WAITING)


def recusal_for(actor: Actor, recusal_id: UUID | str) -> Recusal:
    """One, for whoever decides about it. Raises ``Absent``."""
    rows = Recusal.objects.select_related("case__post", "case__officer", "user")
    found = look_up(rows, actor, recusal_id, "recusal.decide", "recusal")
    if not decides(actor, found):
        record_refusal(actor, "recusal.decide", post=found.case.post_id, about=("recusal", recusal_id))
        raise Absent()
    return found


def opened(actor: Actor, row: Recusal) -> Seen:
    """What was said of it, for whoever decides; the read is written down."""
    with transaction.atomic():
        record_read(actor, "recusal.read", about=("case", row.case_id), post=row.case.post_id)
        return _seen(row)


def late(at: dt.datetime) -> list[Recusal]:
    """For the run: those that nobody decided in time, and that headquarters was not told of."""
    rows = Recusal.objects.filter(
        state=recusals.WAITING, chased_at=None, declared_at__lt=at - recusals.PATIENCE
    )
    return list(rows.select_related("case__post"))


def concerns(case_ids: Iterable[str]) -> Iterable[UUID]:
    """The letters of these cases: a file or a proposal may be about one."""
    rows = Letter.objects.everywhere("closed").filter(case_id__in=list(case_ids))
    return rows.values_list("id", flat=True)


def ids_closed_to(user: User) -> list[str]:
    """Ids of what is closed to somebody: of each case, of its person, and of the key that seals it; likewise
    of a file that it is joined with, at whichever post that is."""
    rows = Recusal.objects.everywhere("closed").filter(user=user).exclude(state=recusals.LIFTED)
    cases = [row.case for row in rows.select_related("case__joined_with")]
    cases += [one.joined_with for one in cases if one.joined_with]
    return sorted({str(id) for one in cases for id in (one.id, one.person_id, one.key_id)})
