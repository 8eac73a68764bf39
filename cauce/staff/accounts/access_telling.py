"""Who could stand in for somebody, on which clock their hours are, and whose a calendar is."""

from __future__ import annotations

import datetime as dt

from cauce.staff.notices import access as notices
from cauce.staff.notices.models import Confirmation
from cauce.staff.notices.rules import FIGURES
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Account, Calendar
from .secrets import digest


def stand_ins(user: User) -> list[User]:
    """Active people who hold a role of theirs at the same post or organisation today, by name."""
    found: dict[str, User] = {}
    for grant in offices.actor_for(user).grants:
        if grant.post:
            near = offices.staff(grant.post, grant.role)
        elif grant.partner:
            near = offices.partner_staff(grant.partner)
        else:
            near = offices.holders(grant.role)
        found |= {str(one.id): one for one in near if one.id != user.id}
    return sorted(found.values(), key=lambda one: one.display_name)


def stands_in(who: str, to: str) -> bool:
    """Whether somebody may stand in for another (ids) today: both still hold a role at the same place."""
    found = User.objects.filter(id=who).first()
    return found is not None and to in {str(one.id) for one in stand_ins(found)}


def stands_for(user: str, at: dt.datetime) -> list[str]:
    """Ids of those for whom somebody stands in at this instant: away, named by them, and still may."""
    return [one for one in notices.asks_for(user, at) if stands_in(one, user)]


def zone_of(user: User) -> str:
    """The clock that somebody's hours are on: that of their post; central Mexico for everybody else."""
    post = offices.post_of(offices.actor_for(user))
    return post.time_zone if post else "America/Mexico_City"


def address_code(code: Confirmation, address: str) -> str:
    """The figures that confirm this address: worked out from the secret beside the database, never kept."""
    whole = int(digest("address code", str(code.id), code.recipient, address), 16)
    return f"{whole % 10**FIGURES:0{FIGURES}d}"


def calendar_of(user: User) -> Calendar | None:
    """The calendar address that is open; None: there is none."""
    return Calendar.objects.filter(user=user, ended_at=None).first()


def mark_of(user: User) -> str:
    """By what the entries of somebody's calendar are told apart: it leads to nobody."""
    return digest("calendar mark", str(user.id))


def whose_calendar(token: str) -> User | None:
    """Whose calendar this address is; None: of nobody, of somebody who left, or it was ended."""
    row = (
        Calendar.objects.filter(digest=digest("calendar", token), ended_at=None)
        .select_related("user")
        .first()
    )
    if row is None or not row.user.is_active or not offices.actor_for(row.user).grants:
        return None
    if Account.objects.filter(user=row.user, suspended_at__isnull=False).exists():
        return None
    return row.user
