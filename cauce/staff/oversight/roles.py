"""Where each role is held, which cannot be held together, and what a proposal of one carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment, Partner, Post, User

bad_input = BadInputs(__file__)

AT_POST = ("window_officer", "protection_officer", "protection_consul", "head_of_post")
AT_PARTNER = ("partner_staff", "sre_mexico", "iom")
# Held at one kind of organisation alone: elsewhere it would open what that one receives.
OF_KIND = {"iom": "iom", "sre_mexico": "sre_office"}
NETWORK_WIDE = ("headquarters", "analyst", "auditor", "administrator", "internal_control", "legal_reviewer")
# Held alone: who gives roles reads no case, and who looks over everybody does nothing else.
ALONE = ("administrator", "auditor", "internal_control")
# The network is never left without one by one person: the last of its kind takes two.
KEPT = ("administrator", "auditor", "headquarters")


def check_role(
    user: User,
    role: str,
    post: Post | None,
    partner: Partner | None,
    starts_on: dt.date,
    ends_on: dt.date | None,
    at: dt.datetime,
) -> None:
    """Whether this role could be given. Raises ``Unknown`` or ``BadInput`` naming the field."""
    known = (*AT_POST, *AT_PARTNER, *NETWORK_WIDE)
    if role not in known:
        raise unknown("funciones", "roles", role, known, where="role")
    if (role in AT_POST) != (post is not None):
        raise _misplaced("place", "un consulado", "a post", role in AT_POST)
    if (role in AT_PARTNER) != (partner is not None):
        raise _misplaced("place", "una organización", "an organisation", role in AT_PARTNER)
    if partner is not None and OF_KIND.get(role, partner.kind) != partner.kind:
        raise bad_input("organisation_is_not_of_kind_holds_role", where="place")
    if ends_on is not None and (ends_on < starts_on or ends_on < offices.day_at(post, at)):
        raise bad_input("it_would_end_before_it_begins", where="ends_on")
    _check_together(user, role, post, partner, at)


def _misplaced(where: str, es: str, en: str, needed: bool) -> BadInput:
    if needed:
        return bad_input("it_does_not_say_which", where=where, es=es, en=en)
    return bad_input("this_role_is_not_of", where=where, es=es, en=en)


def _check_together(user, role: str, post, partner, at: dt.datetime) -> None:
    rows = Assignment.objects.filter(user=user).select_related("post")
    held = [row for row in rows if offices.still_to_come(row, at)]
    place = (post.code if post else None, partner.id if partner else None)
    if any(row.role == role and (row.post_id, row.partner_id) == place for row in held):
        raise bad_input("this_person_has_that_role_there_already", where="role")
    if held and (role in ALONE or any(row.role in ALONE for row in held)):
        raise bad_input("administration_audit_and_internal_control_are_held", where="role")


def payload_of(
    role: str, partner: Partner | None, starts_on: dt.date, ends_on: dt.date | None
) -> dict[str, Any]:
    """What a proposal of a role carries; who and where stand in the proposal itself."""
    return {
        "role": role,
        "partner": str(partner.id) if partner else None,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else None,
    }


def read_payload(payload: dict[str, Any]) -> dict[str, Any]:
    """The same as the effect takes it. Raises ``Partner.DoesNotExist``."""
    ends = payload["ends_on"]
    return {
        "role": payload["role"],
        "partner": offices.partner(UUID(payload["partner"])) if payload["partner"] else None,
        "starts_on": dt.date.fromisoformat(payload["starts_on"]),
        "ends_on": dt.date.fromisoformat(ends) if ends else None,
    }


def is_last(row: Assignment, others: Iterable[Assignment], at: dt.datetime) -> bool:
    """Whether without this one nobody would hold a role that the network is never left without."""
    if row.role not in KEPT or not offices.holds(row, at):
        return False
    return not any(
        other.role == row.role
        and other.user_id != row.user_id
        and other.user.is_active
        and offices.holds(other, at)
        for other in others
    )
