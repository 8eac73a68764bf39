"""Several services for one person, or one service for several people, asked in one act.

Each is a referral of its own: own consent, own fields, own key. All leave or none does.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.directory.models import Service
from cauce.rules.permissions import Actor
from cauce.sharing.referrals.rules.group import at_least
from cauce.staff.offices.models import Post

from ..models import Group, Referral
from ..together import check_may_go_together
from ._shared import number
from .sending import Asked, Sought, send

bad_input = BadInputs(__file__)

MOST = 20


@dataclass(frozen=True, slots=True)
class OneOf:
    """One person of a crew who agreed, and what that person agreed to share."""

    case: Case
    shared: dict[str, Any]


def _check_count(count: int, least: int) -> None:
    if least <= count <= MOST:
        return
    raise bad_input("choose_between_least_and_most", where="chosen", least=least, most=MOST)


@act("referral.send_several", requires="referral.send", on="case")
def send_several(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    asked: Sequence[Asked],
    sought: Sought,
    at: dt.datetime,
) -> list[Referral]:
    """Ask several services for the same need of one person; raises what ``send`` raises, and
    ``BadInput`` for none, too many, or the same one twice."""
    _check_count(len(asked), 1)
    if len({one.service.id for one in asked}) < len(asked):
        raise bad_input("the_same_service_stands_there_twice", where="chosen")
    made = [
        send(
            actor=actor,
            case=case,
            asked=one,
            sought=sought,
            at=at,
        )
        for one in asked
    ]
    entry.about("case", case.id, post=case.post_id)
    entry.detail(referrals=len(made))
    return made


@act("referral.send_group", requires="referral.send", on="post")
def send_group(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    service: Service,
    people: Sequence[OneOf],
    others: int,
    sought: Sought,
    at: dt.datetime,
) -> Group:
    """Ask one service for a crew: a referral for each who agreed, and of the ``others`` a number.

    The number is told only as «al menos» and only when it cannot single anybody out. Raises what
    ``send`` raises, and ``BadInput`` for fewer than two people, a number that is none, or somebody
    who is attended apart.
    """
    _check_count(len(people), 2)
    check_may_go_together([one.case for one in people])
    group = Group.objects.create(
        id=uuid.uuid4(),
        post=post,
        service=service,
        sent_at=at,
        by=actor.user,
        others=at_least(others, number("group-least", at.date())),
    )
    for one in sorted(people, key=lambda each: each.case.id):  # held in one order by everybody
        send(
            actor=actor,
            case=one.case,
            asked=Asked(service=service, shared=one.shared),
            sought=sought,
            at=at,
            group=group,
        )
    entry.about("group", group.id, post=post.code)
    entry.detail(referrals=len(people), others=group.others)
    return group
