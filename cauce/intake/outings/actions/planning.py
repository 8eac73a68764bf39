"""An outing is planned, changed, or called off."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.intake.outings.rules import MOST_PEOPLE, Window, needed, plan_of, window_of
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..access_near import point_of
from ..models import Outing, OutingItem, OutingStepDone, PhoneDay
from ._shared import check_holds
from .team import keep_days

bad_input = BadInputs(__file__)

POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?)[ ,;]{1,3}(-?\d{1,3}(?:\.\d{1,8})?)")


@dataclass(frozen=True, slots=True)
class Facts:
    """Where and when. ``opens``, ``closes``: on the wall of the place, each day. ``point``: «29.76, -95.37»,
    "" for that of the city where it is known here."""

    venue: str
    city: str
    state: str
    time_zone: str
    first_on: dt.date
    last_on: dt.date
    opens: dt.time
    closes: dt.time
    people: int
    volunteers: int = 0
    private_place: str = ""
    point: str = ""


def _point(facts: Facts) -> tuple[float | None, float | None]:
    """Raises ``BadInput`` for what is no point."""
    text = facts.point.strip()
    if not text:
        return point_of(facts.city, facts.state) or (None, None)
    found = POINT.fullmatch(text[:60])
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise bad_input("that_point_is_not_understood", where="point")
    return float(found[1]), float(found[2])


def _checked(facts: Facts, at: dt.datetime) -> Window:
    """Raises ``BadInput`` and ``Unknown`` for what cannot be."""
    states = [row["code"] for row in current_edition().catalogues["us_states"]]
    if facts.state not in states:
        raise unknown("estados", "states", facts.state, states, "state")
    for field in ("venue", "city"):
        if not getattr(facts, field).strip():
            raise bad_input("the_place_is_missing", where=field)
    if not 0 <= facts.people <= MOST_PEOPLE or not 0 <= facts.volunteers <= MOST_PEOPLE:
        raise bad_input("that_number_of_people_cannot_be", where="people", most_people=MOST_PEOPLE)
    return window_of(facts.first_on, facts.last_on, facts.opens, facts.closes, facts.time_zone, at)


def _write(outing: Outing, facts: Facts, window: Window) -> None:
    outing.venue, outing.city = facts.venue.strip(), facts.city.strip()
    outing.state, outing.time_zone = facts.state, facts.time_zone
    outing.latitude, outing.longitude = _point(facts)
    outing.first_on, outing.last_on = facts.first_on, facts.last_on
    outing.opens, outing.closes = facts.opens, facts.closes
    outing.starts_at, outing.ends_at = window.starts_at, window.ends_at
    outing.people, outing.volunteers = facts.people, facts.volunteers
    outing.private_place = facts.private_place.strip()


def _steps(outing: Outing, window: Window) -> None:
    """The plan of its days; what was ticked stays as it is."""
    outing.steps.filter(done_at=None, not_done="").delete()
    kept = set(outing.steps.values_list("step", "on"))
    planned = plan_of(
        current_edition().outing_steps.values(),
        window.days,
        outing.opens,
        outing.closes,
        zone(outing.time_zone),
    )
    OutingStepDone.objects.bulk_create(
        OutingStepDone(outing=outing, step=one.step.id, on=one.on, at=one.at)
        for one in planned
        if (one.step.id, one.on) not in kept
    )


def _items(outing: Outing) -> None:
    """The lines of the content, for so many people; those packed already stay as they are."""
    have = {one.item: one for one in outing.items.all()}
    for thing in current_edition().outing_things.values():
        if thing.kind == "telephone":  # chosen by name, not counted
            continue
        many, row = needed(thing, outing.people), have.get(thing.id)
        if row is None:
            OutingItem.objects.create(outing=outing, item=thing.id, needed=many)
        elif row.packed is None and row.needed != many:
            row.needed = many
            row.save(update_fields=["needed"])


@act("outing.plan", requires="outing.plan", on="post")
def plan_outing(*, actor: Actor, entry: Entry, post: Post, facts: Facts, at: dt.datetime) -> Outing:
    """Plan an outing: its days, the plan of each and what is taken along, from the content.

    Raises ``BadInput`` and ``Unknown``: see ``window_of``.
    """
    window = _checked(facts, at)
    outing = Outing(post=post, made_at=at, made_by=actor.user)
    _write(outing, facts, window)
    outing.save(force_insert=True)
    _steps(outing, window)
    _items(outing)
    entry.about("outing", outing.id, post=post.code)
    entry.detail(days=len(window.days))
    return outing


@act("outing.change", requires="outing.plan", on="outing")
def change_outing(*, actor: Actor, entry: Entry, outing: Outing, facts: Facts, at: dt.datetime) -> None:
    """Say otherwise where or when. With other days or hours, the steps not yet done are worked out again.

    Its first day may be past if it was so before. Raises ``BadInput``, also where a telephone of it
    goes elsewhere on one of the new days.
    """
    check_holds(outing)
    same_day = facts.first_on == outing.first_on
    window = _checked(facts, min(at, outing.starts_at) if same_day else at)
    before = (outing.first_on, outing.last_on, outing.opens, outing.closes, outing.time_zone)
    _write(outing, facts, window)
    outing.save()
    if before != (facts.first_on, facts.last_on, facts.opens, facts.closes, facts.time_zone):
        _steps(outing, window)
        keep_days(outing=outing)
    _items(outing)
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(days=len(window.days))


@act("outing.call_off", requires="outing.plan", on="outing")
def call_off(*, actor: Actor, entry: Entry, outing: Outing, at: dt.datetime) -> None:
    """It is not held: its telephones are free for others, and nobody is reminded of it. Raises
    ``BadInput`` for one that began: what it took along must still be counted."""
    if outing.called_off_at is None and outing.starts_at <= at:
        raise bad_input("it_has_begun")
    entry.about("outing", outing.id, post=outing.post_id)
    if outing.called_off_at is None:
        outing.called_off_at = at
        outing.save(update_fields=["called_off_at"])
        PhoneDay.objects.filter(phone__outing=outing).delete()
