"""The only look-ups of the desk of somebody who leaves: their open cases, for whoever hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.rules.permissions import Actor, Scope
from cauce.rules.transfer import A_PAGE
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .access import WORKING
from .models import Case

RECEIVES = ("protection_officer", "protection_consul")


def _rows(post_code: str):
    rows = Case.objects.filter(post_id=post_code, status__in=WORKING)
    return rows.filter(blocked_at=None, erased_at=None)


def desks(actor: Actor, post_code: str) -> list[tuple[User, int]]:
    """Whoever has open cases at a post, or could, with how many; by name. Raises ``Absent``."""
    check_may(actor, "desk.hand_on", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "desk.list", about=("post", post_code), post=post_code)
        held = _rows(post_code).exclude(officer=None).values_list("officer_id").annotate(n=Count("id"))
        count = dict(held)
        people = {user.id: user for user in offices.staff(post_code, *RECEIVES)}
        people |= {user.id: user for user in offices.users(set(count) - set(people))}
        found = [(user, count.get(id, 0)) for id, user in people.items()]
        return sorted(found, key=lambda one: one[0].display_name)


@dataclass(frozen=True)
class Desk:
    """The first cases of a desk, the most urgent first, and how many there are in all."""

    officer: User
    cases: list[Case]
    total: int


def desk_of(actor: Actor, post_code: str, officer_id: UUID | str) -> Desk:
    """The open cases of somebody at a post; the read is journalled. Absent for who never was there."""
    check_may(actor, "desk.hand_on", Scope(post=post_code), about=("user", officer_id))
    officer = next(iter(offices.users({as_id(officer_id)})), None)
    here = officer is not None and (
        officer in offices.staff(post_code, *RECEIVES) or _rows(post_code).filter(officer=officer).exists()
    )
    if officer is None or not here:
        record_refusal(actor, "desk.hand_on", post=post_code, about=("user", officer_id))
        raise Absent()
    with transaction.atomic():
        record_read(actor, "desk.open", about=("user", officer_id), post=post_code)
        rows = _rows(post_code).filter(officer=officer).select_related("post", "officer")
        cases = rows.order_by("-danger", "next_due_at", "opened_at")
        return Desk(officer, list(cases[:A_PAGE]), rows.count())


def chosen(actor: Actor, post_code: str, ids: list[str]) -> list[Case]:
    """Those of the ids that are cases of the post (already checked), at most a page of them.

    A row that names anything else is written down as refused, one entry each.
    """
    asked = list(dict.fromkeys(as_id(one) for one in ids[:A_PAGE]))
    found = Case.objects.filter(post_id=post_code, id__in=asked)
    cases = list(found.select_related("post", "officer").order_by("folio"))
    for id in set(asked) - {case.id for case in cases}:
        record_refusal(actor, "desk.hand_on", post=post_code, about=("case", id))
    return cases
