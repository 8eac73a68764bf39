"""What the acts of a post share: days that can be, the instant of a day, and the end of each act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs, unknown
from cauce.protocol.editions.access import current_edition, first_day
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

from ..models import PostAct
from ._replan import replan

bad_input = BadInputs(__file__)

NOON = dt.time(12)


def check_past(post: Post, day: dt.date, at: dt.datetime, where: str) -> dt.date:
    """The day, when it has come and the periods of the Protocol can count from it. Else BadInput."""
    first, today = first_day(), day_at(post, at)
    if day > today:
        raise bad_input("that_day_has_not_come_yet", where=where)
    if day < first:
        raise bad_input("the_protocol_counts_from_first", where=where, first=first.isoformat())
    return day


def check_order(first: dt.date, last: dt.date | None, where: str) -> None:
    """BadInput when something would end before it begins."""
    if last is not None and last < first:
        raise bad_input("the_last_date_is_before_the_first", where=where)


def check_code(catalogue: str, code: str, where: str) -> str:
    """The code, when the catalogue of the edition has it. Else Unknown, naming the nearest."""
    known = [one.id for one in current_edition().catalogues[catalogue]]
    if code not in known:
        raise unknown("este catálogo", "this catalogue", code, known, where)
    return code


def check_codes(catalogue: str, codes: Iterable[str], where: str) -> list[str]:
    """The codes once each, in the order of the catalogue."""
    wanted = {check_code(catalogue, code, where) for code in codes}
    return [one.id for one in current_edition().catalogues[catalogue] if one.id in wanted]


def moment(post: Post, day: dt.date, at: dt.datetime) -> dt.datetime:
    """The instant of something done on a day: now when it is today, else that noon at the post."""
    if day == day_at(post, at):
        return at
    return dt.datetime.combine(day, NOON, ZoneInfo(post.time_zone))


def did(post: Post, name: str, happened: dt.datetime, actor: Actor, at: dt.datetime) -> None:
    """Add one act of the post."""
    PostAct.objects.create(post=post, name=name, happened_at=happened, written_by=actor.user, written_at=at)


def finish(post: Post, at: dt.datetime, *, completed: str = "") -> None:
    """The end of every act: the obligations of the post follow."""
    replan(post, at, completed=completed)
