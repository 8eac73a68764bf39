"""The only look-ups of outings: lists, one of them, and what of it is known here now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import as_id, check_may
from cauce.custody.journal.look_up import look_up
from cauce.intake.collection import access as collection
from cauce.intake.outings.rules import Carried, State, packed_by
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.rules.field_form import codes, instrument_of, version_of
from cauce.rules.permissions import Actor, permits, posts_with
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.models import Incident, User
from cauce.staff.offices.rules import Trouble

from .models import Outing, OutingItem, OutingPhone

LOOKED_BACK = dt.timedelta(days=120)  # as long as the clock of a telephone is believed, and some more
FRESH = dt.timedelta(days=7)  # a form that somebody opened this long before is still the one of that day


def days(parameter: str, at: dt.datetime) -> int:
    """A number of the outings' parameters in force at this instant."""
    return parameter_on(current_edition(), parameter, at.date()).value


def with_all(rows: QuerySet[Outing]) -> QuerySet[Outing]:
    """These outings with all that hangs on them, in a fixed number of questions."""
    return rows.prefetch_related("members__user", "tongues", "phones__device", "items", "steps")


def listed(
    actor: Actor, at: dt.datetime, *, past: bool = False, post: str = "", state: str = ""
) -> QuerySet[Outing]:
    """Outings of the actor's posts, or of the network for headquarters: those to come, or those over,
    the nearest first. ``post``, ``state``: of these alone. Raises ``Absent``."""
    check_may(actor, "outing.see")
    rows = Outing.objects.select_related("post")
    if not permits(actor, "outing.see", offices.EVERYWHERE).allowed:
        rows = rows.filter(post_id__in=posts_with(actor, "outing.see"))
    if post:
        rows = rows.filter(post_id=post)
    if state:
        rows = rows.filter(state=state)
    if past:
        return rows.filter(ends_at__lt=at).order_by("-starts_at", "id")
    return rows.filter(ends_at__gte=at).order_by("starts_at", "id")


def outing_for(actor: Actor, outing_id: UUID | str, permission: str = "outing.see") -> Outing:
    """One outing with all that hangs on it. Raises ``Absent``."""
    return look_up(with_all(Outing.objects.select_related("post")), actor, outing_id, permission, "outing")


def venues(ids: Iterable[str]) -> dict[str, str]:
    """The places of outings by id, for pages that say what went missing where; others are left out."""
    rows = Outing.objects.filter(id__in=[as_id(one) for one in ids])
    return {str(row.id): f"{row.venue}, {row.city}" for row in rows}


def whole(outing: Outing) -> Outing:
    """The same outing, read again with all that hangs on it: for pages after an act, and for the loop."""
    return with_all(Outing.objects.select_related("post")).get(id=outing.id)


def staff_of(post_code: str) -> list[User]:
    """Who of a post may go to an outing, by name."""
    return offices.staff(
        post_code, "window_officer", "protection_officer", "protection_consul", "head_of_post"
    )


def days_of(outing: Outing) -> tuple[dt.datetime, dt.datetime]:
    """From the first midnight to the last, on the wall of the place: a form finished after closing counts."""
    tz = ZoneInfo(outing.time_zone)
    after = outing.last_on + dt.timedelta(days=1)
    return (
        dt.datetime.combine(outing.first_on, dt.time(), tz).astimezone(dt.UTC),
        dt.datetime.combine(after, dt.time(), tz).astimezone(dt.UTC),
    )


def forms_of(outing: Outing) -> list[collection.Came]:
    """The forms that its telephones filled on its days, in the order in which they came here."""
    phones = [one.device_id for one in outing.phones.all()]
    return collection.came_from(outing.post_id, phones, *days_of(outing)) if phones else []


def holes(outing: Outing) -> tuple[Trouble, ...]:
    """The hours of the days of an outing in which nobody of the roster answers at the post."""
    tz, found = zone(outing.time_zone), list[Trouble]()
    for n in range((outing.last_on - outing.first_on).days + 1):
        day = outing.first_on + dt.timedelta(days=n)
        start = dt.datetime.combine(day, outing.opens, tz).astimezone(dt.UTC)
        end = dt.datetime.combine(day, outing.closes, tz).astimezone(dt.UTC)
        found += [one for one in duty.uncovered(outing.post_id, start, end) if one.kind == "hole"]
    return tuple(found)


def answering(outing: Outing) -> list[tuple[dt.datetime, dt.datetime, str, str]]:
    """Who answers at the post while the outing is open: from when until when, first and second name."""
    rows = duty.held_between(outing.post_id, outing.starts_at, outing.ends_at)
    names = offices.names_of({id for row in rows for id in (row.first, row.second) if id})
    return [(row.start, row.end, names.get(row.first, ""), names.get(row.second, "")) for row in rows]


def incidents(outing: Outing) -> list[Incident]:
    """What went missing in it: of its equipment, and of its telephones since it began."""
    phones = [str(one.device_id) for one in outing.phones.all() if one.missing_at]
    about = Q(kind="outing_missing", about=str(outing.id))
    if phones:
        about |= Q(kind="device_lost", about__in=phones, opened_at__gte=outing.starts_at)
    return list(Incident.objects.filter(about, post=outing.post_id).order_by("opened_at"))


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone of an outing as it is known here. ``versions``: form → the version served now."""

    row: OutingPhone
    versions: dict[str, str]
    last: tuple[str, str] | None  # form and version of the last one it sent; None: none yet
    current: bool | None
    arrived: int
    carried: Carried


def phones_of(outing: Outing, came: Iterable[collection.Came]) -> list[Phone]:
    """The telephones of an outing, by name, with what is known of the forms they carry."""
    edition = current_edition()
    rows = sorted(outing.phones.all(), key=lambda one: one.device.name)
    last = collection.last_version(outing.post_id, [one.device_id for one in rows])
    arrived = Counter(one.device for one in came)
    served = {}
    for code in codes(edition):
        instrument = instrument_of(edition, code)
        if instrument is not None:
            served[code] = version_of(edition, instrument)
    found = []
    for row in rows:
        form = last.get(row.device_id)
        current = served.get(form[0]) == form[1] if form else None
        by_hand = row.opened_at is not None and row.opened_at >= outing.starts_at - FRESH
        mine = {code: served[code] for code in row.device.forms or served if code in served}
        carried = Carried(
            row.device.revoked_at is not None,
            by_hand,
            current,
            row.back_at is not None,
            row.filled,
            arrived[row.device_id],
        )
        found.append(Phone(row, mine, form, current, arrived[row.device_id], carried))
    return found


def items_of(outing: Outing) -> list[OutingItem]:
    """The lines of the equipment that are counted, in the order of the content."""
    things = current_edition().outing_things
    order = {id: n for n, id in enumerate(things)}
    return sorted(outing.items.all(), key=lambda one: order.get(one.item, len(order)))


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the pages and the loop ask of one outing."""

    state: State
    phones: list[Phone]
    came: list[collection.Came]
    holes: tuple[Trouble, ...]


def known(outing: Outing, at: dt.datetime) -> Known:
    """What an outing has and what of it is open at this instant."""
    things, came = current_edition().outing_things, forms_of(outing)
    phones, empty, out = phones_of(outing, came), holes(outing), 0
    for row in outing.items.all():
        thing = things.get(row.item)
        if thing is not None and row.packed is None and at >= packed_by(thing, outing.starts_at):
            out += 1
    back = sum(
        one.packed is not None and one.back is None and one.item in things and things[one.item].comes_back
        for one in outing.items.all()
    )
    state = State(
        holes=len(empty),
        parts=frozenset(one.part for one in outing.members.all()),
        private_place=bool(outing.private_place.strip()),
        phones=tuple(one.carried for one in phones),
        uncovered=sum(one.cover == "nobody" for one in outing.tongues.all()),
        not_packed=out,
        not_back=back,
        counted=outing.closed_at is not None,
        incidents=sum(one.closed_at is None for one in incidents(outing)),
    )
    return Known(state, phones, came, empty)


def coming(at: dt.datetime, ahead: int) -> list[Outing]:
    """Outings that begin within so many days, for the loop."""
    rows = Outing.objects.filter(
        called_off_at=None, starts_at__gt=at, starts_at__lte=at + dt.timedelta(days=ahead)
    )
    return list(with_all(rows.select_related("post")).order_by("starts_at"))


def gone(at: dt.datetime, after: int) -> list[Outing]:
    """Outings that ended so many days ago or more, and not so long ago that nothing comes any more."""
    rows = Outing.objects.filter(
        called_off_at=None, ends_at__gt=at - LOOKED_BACK, ends_at__lte=at - dt.timedelta(days=after)
    )
    return list(with_all(rows.select_related("post")).order_by("starts_at"))


def notice_key(outing: Outing, stage: str) -> str:
    """How the notice of a stage begins: each is told once for the day on which it begins, so that one put
    off is warned of anew; something that comes later, once a count."""
    if stage == "late":
        return f"outing-late-{outing.seen}:{outing.id}"
    return f"outing-{stage}:{outing.id}:{outing.first_on:%y%m%d}"
