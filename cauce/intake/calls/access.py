"""The only look-ups of calls: for whoever took one, whoever may answer it, and the loop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cauce.content.loader import parameter_on
from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import among, look_up
from cauce.protocol.editions.access import current_edition
from cauce.rules.contact import NEVER, SHE_COMES
from cauce.rules.permissions import Actor, Scope, permits
from cauce.rules.screening import Result, screen
from cauce.staff.accounts.access_telling import stands_for
from cauce.staff.notices.access import away_since
from cauce.staff.offices.access_duty import ANSWERING

from .models import Call, CallTelling, CallTry
from .rules import CALL, Order, at_no_hour, calls_for_help, not_to_be_called, order_of
from .sealing import ADDED, HELP_CALLED, told_in, told_in_try

PHONE_LINE = "phone-line"
SPACE = "phone_line"
CHILDREN = "children_here"
# To call or to write to a telephone; the other ways touch no device of the person.
BY_TELEPHONE = ("phone_call", "text_message", "whatsapp")


def instrument() -> Instrument:
    """The instrument of the telephone line, in the version in force."""
    return current_edition().instruments[PHONE_LINE]


def kept_with(told: Mapping[str, Any]) -> Instrument | None:
    """The instrument of a call in the version it was asked with; None: what was told is erased."""
    key = (told.get("instrument", PHONE_LINE), told.get("version"))
    return current_edition().instrument_versions.get(key)


def result_of(told: Mapping[str, Any]) -> Result | None:
    """What the answers of a call led to; None: nothing was answered, or it is erased."""
    kept = kept_with(told)
    return screen(kept, told["answers"]) if kept and told["answers"] else None


def is_emergency(call: Call) -> bool:
    """Whether help is asked for at once for the person of a call that is still kept."""
    told = told_in(call)
    result = result_of(told)
    return result is not None and calls_for_help(told["answers"], result.outcomes)


def channels() -> list[str]:
    """The channels through which a call may come."""
    return list(current_edition().spaces[SPACE].channels)


def minutes(parameter: str, at: dt.datetime) -> int:
    """A number of the duty's parameters in force at this instant."""
    return parameter_on(current_edition(), parameter, at.date()).value


def device_questions() -> dict[str, Text]:
    """What is asked before a telephone is used: for each question why another answer than «no» refuses."""
    rows = current_edition().catalogues["device_questions"]
    return {row.id: row.note or row.title for row in rows}


def _told_as(actor: Actor) -> list[str]:
    """Under which names the chain may have gone to somebody: their own, and that of whoever is away now
    and whose notices they get meanwhile."""
    return [actor.user, *stands_for(actor.user, timezone.now())]


def _was_told(call: Call, actor: Actor) -> bool:
    """Whether the chain went to them; or to whom they stand in for, since that person is away, or in a call
    that nobody closed: what was over before is no business of a stand-in."""
    rows, now = CallTelling.objects.filter(call_id=call.id), timezone.now()
    if rows.filter(person=actor.user).exists():
        return True
    for other in stands_for(actor.user, now):
        told = rows.filter(person=other)
        if call.closed_at is not None:
            told = told.filter(at__gte=away_since(other))
        if told.exists():
            return True
    return False


def call_for(actor: Actor, call_id: UUID | str) -> Call:
    """One call, for its post, for whoever the chain went to and who stands in for them. Raises ``Absent``."""
    found = look_up(Call.objects.select_related("post", "case"), actor, call_id, "call.answer", "call")
    here = any(one.post == found.post_id and one.role in ANSWERING for one in actor.grants)
    if not here and not _was_told(found, actor):
        record_refusal(actor, "call.answer", post=found.post_id, about=("call", call_id))
        raise Absent()
    return found


def taken_by(actor: Actor, call_id: UUID | str) -> Call:
    """One call, for whoever took it: whether somebody answered, and nothing that was said.

    Raises ``Absent``.
    """
    check_may(actor, "call.take", about=("call", call_id))
    rows = Call.objects.select_related("post").filter(taken_by=actor.user)
    return among(rows, actor, call_id, "call.take", "call")


def waiting(actor: Actor) -> list[Call]:
    """The open calls of the actor's posts and those they were told of, urgent ones first.

    Raises ``Absent``. One entry for the list.
    """
    check_may(actor, "call.take")
    post = min(actor.posts, default=None)
    record_read(actor, "call.list", about=("post", post or "network"), post=post)
    if not actor.has_role(*ANSWERING, "headquarters"):
        return []
    of_posts = [grant.post for grant in actor.grants if grant.post and grant.role in ANSWERING]
    mine = CallTelling.objects.everywhere("network").filter(person__in=_told_as(actor))
    rows = Call.objects.everywhere("network").filter(
        Q(post_id__in=of_posts) | Q(id__in=mine.values("call_id")), closed_at=None
    )
    order = [one for one, _ in Call.URGENCIES]
    return sorted(
        rows.select_related("post"),
        key=lambda one: (one.acknowledged_at is not None, order.index(one.urgency), one.came_at),
    )


def unanswered_here(actor: Actor, post_code: str = "") -> dict[str, QuerySet[Call] | None]:
    """The calls that nobody answers yet, of a post ("": of none) and those that the actor was told of, to be
    counted in one question: all of them, those that are for now, and those that the actor has and has not
    decided. None for whoever may not answer."""
    if not actor.has_role(*ANSWERING, "headquarters"):
        return {"calls": None, "calls_now": None, "calls_held": None}
    told = CallTelling.objects.everywhere("network").filter(person=actor.user)
    which = Q(id__in=told.values("call_id"))
    if post_code and permits(actor, "call.answer", Scope(post=post_code)).allowed:
        which |= Q(post_id=post_code)
    rows = Call.objects.everywhere("network").filter(which, closed_at=None, acknowledged_at=None)
    return {"calls": rows, "calls_now": rows.filter(urgency="urgent"), "calls_held": _held(actor)}


def _held(actor: Actor) -> QuerySet[Call]:
    rows = Call.objects.everywhere("network")
    return rows.filter(acknowledged_by=actor.user, closed_at=None).order_by("back_due_at", "came_at")


def held(actor: Actor) -> list[Call]:
    """The calls that the actor said to have and that wait for what comes next, by when to answer."""
    check_may(actor, "call.take")
    return list(_held(actor))


def taken(actor: Actor, since: dt.datetime) -> list[Call]:
    """The calls that the actor took since an instant, newest first: their state alone."""
    check_may(actor, "call.take")
    rows = Call.objects.everywhere("network").filter(taken_by=actor.user, came_at__gte=since)
    return list(rows.select_related("post").order_by("-came_at")[:20])


def ways_of(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the person of a call said of being called back, as a case keeps it; empty: nothing of it.

    A «yes» to being called at this number is a call to it. No language noted: none, until it is told.
    ``told``: as it is sealed, with its ``answers``.
    """
    way, language = told.get("way", ""), told.get("language", "")
    # The same hour twice forbids the whole day; in a case it would open it.
    if way == NEVER or at_no_hour(told):
        return [{"way": NEVER}]
    if not_to_be_called(told, told["answers"]):
        return [{"way": SHE_COMES}]
    way = way or (CALL if told["answers"].get("safe_callback") == "yes" else "")
    if not way:
        return []
    # The hours that are left when the forbidden ones are taken away; none were said: all day.
    return [
        {
            "way": way,
            "days": list(range(7)),
            "start": told.get("never_to") or "00:00",
            "end": told.get("never_from") or "00:00",
            "languages": [language] if language else [],
            "address": told.get("number", ""),
        }
    ]


@dataclass(frozen=True, slots=True)
class Added:
    """Something that the person of a call said later: when it was written and by whom."""

    at: dt.datetime
    by: str
    place: str
    number: str
    note: str

    @property
    def words(self) -> str:
        return " · ".join(one for one in (self.place, self.number, self.note) if one)


def added_in(told: Mapping[str, Any]) -> tuple[Added, ...]:
    """What was added to a call since it was noted, in the order in which it was written."""
    return tuple(
        Added(
            dt.datetime.fromisoformat(one["at"]), one["by"], one["place"], one.get("number", ""), one["note"]
        )
        for one in told.get(ADDED, ())
    )


@dataclass(frozen=True, slots=True)
class Where:
    """What 911 asks for: where the person is and from which number they called, as was noted last ("": it
    was not), and what was answered of children ("": it was not asked); ``called``: when 911 was called;
    ``order``: what to do about it."""

    place: str
    number: str
    children: str
    called: tuple[dt.datetime, ...]
    order: Order
    added: tuple[Added, ...]


def where_in(told: Mapping[str, Any]) -> Where:
    """Of what was told in a call, what 911 asks for and what was added since."""
    result, added = result_of(told), added_in(told)
    place = next((one.place for one in reversed(added) if one.place), told.get("place", ""))
    number = next((one.number for one in reversed(added) if one.number), told.get("number", ""))
    return Where(
        place,
        number,
        told["answers"].get(CHILDREN, ""),
        tuple(dt.datetime.fromisoformat(one) for one in told.get(HELP_CALLED, ())),
        order_of(told["answers"], result.outcomes if result else (), located=bool(place or number)),
        added,
    )


def mark_of(call: Call) -> str:
    """What changes with whatever is written on a call and with who has it, and says nothing of it."""
    hours = (str(int(one.timestamp())) if one else "" for one in (call.acknowledged_at, call.closed_at))
    return "-".join((bytes(call.sealed)[-8:].hex(), *hours))  # sealed anew, it ends otherwise


def where(actor: Actor, call: Call) -> Where:
    """The same for whoever took the call, already looked up, to say it to 911; the read is journalled."""
    with transaction.atomic():
        record_read(actor, "call.read", about=("call", call.id), post=call.post_id)
        return where_in(told_in(call))


@dataclass(frozen=True, slots=True)
class Read:
    """What a call says, with the attempts to call back, newest first."""

    told: dict[str, Any]
    tries: list[tuple[CallTry, dict[str, Any]]]
    tellings: list[CallTelling]


def read(actor: Actor, call: Call) -> Read:
    """Open a call already looked up; the read is journalled."""
    with transaction.atomic():
        record_read(actor, "call.read", about=("call", call.id), post=call.post_id)
        tries = CallTry.objects.filter(call_id=call.id).select_related("call").order_by("-happened_at")
        tellings = CallTelling.objects.filter(call_id=call.id).order_by("at", "step", "id")
        return Read(told_in(call), [(one, told_in_try(one)) for one in tries], list(tellings))


def unanswered(at: dt.datetime) -> list[Call]:
    """Urgent calls whose next step is due and that nobody acknowledged."""
    rows = Call.objects.filter(next_at__lte=at, acknowledged_at=None, closed_at=None)
    return list(rows.select_related("post").order_by("next_at"))


def not_called_back(at: dt.datetime, grace: dt.timedelta, most: int = 2) -> list[Call]:
    """Calls that wait to be called back longer than they should, said fewer than ``most`` times."""
    rows = Call.objects.filter(
        called_back_at=None, closed_at=None, chased__lt=most, back_due_at__lte=at - grace
    ).select_related("post")
    return [one for one in rows if one.back_due_at and one.back_due_at + grace * (one.chased + 1) <= at]


def to_erase(on: dt.date) -> list[Call]:
    """Calls whose key must go: they ended, or their time is over."""
    over = Q(closed_at__isnull=False) | Q(expires_on__lte=on)
    return list(Call.objects.filter(over, shredded=False).select_related("post"))


def steps_told(call: Call) -> list[tuple[str, dt.datetime, list[str]]]:
    """Each step of the chain that a call already looked up went to, with its first instant and whom."""
    rows = CallTelling.objects.filter(call_id=call.id).order_by("at", "step", "id")
    found: dict[tuple[int, str], tuple[dt.datetime, list[str]]] = {}
    for row in rows:
        found.setdefault((row.step, row.rung), (row.at, []))[1].append(row.person)
    return [(rung, at, people) for (_, rung), (at, people) in found.items()]
