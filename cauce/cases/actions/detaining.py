"""Where somebody is held, their next hearing and the date of removal; a move is acted on the same day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cauce.cases.rules.detention import check_centre, check_dates, is_moved
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.rules.places import post_for_county

from .. import sections
from ..consent_to_store import may_keep
from ..detention import KIND
from ..facts import edition_of, zone_of
from ..models import Case
from ..replan import replan
from ._shared import add_act, set_facts, unsafe_now

MOVES, REMOVED = "case.moves", "detention.removed"


@dataclass(frozen=True)
class Detention:
    """Where somebody is held, and both dates. ``county``: its code, '' when not known."""

    centre: str
    county: str
    hearing_at: dt.datetime | None
    removal_on: dt.date | None


@act("detention.record", requires="case.work", on="case")
def record_detention(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    seen: int,
    detention: Detention,
    at: dt.datetime,
    triage: dict[str, Any] | None = None,
) -> bool:
    """Keep where the person is held and both dates; whether they are in another centre than before.

    ``triage``: the facts of the list (order, its date, medicine, where the arrest was), None each: not
    known; None in all: they were not asked. A move, or being taken there, ends every way of reaching the
    person that was safe before. A move asks again what changes with the place, and says whether another post
    serves it. Raises ``BadInput`` for dates that cannot be, ``Unknown`` for a county, ``SectionConflict``.
    """
    centre, zone = check_centre(detention.centre), zone_of(case)
    check_dates(detention.hearing_at, detention.removal_on, at, zone)
    _, before = sections.latest(case, KIND)
    before = before if before and not before.get("ended") else {}
    moved = is_moved(before, centre, detention.county)
    dates = {
        "hearing_at": detention.hearing_at.isoformat() if detention.hearing_at else "",
        "removal_on": detention.removal_on.isoformat() if detention.removal_on else "",
    }
    since = at.isoformat() if moved or not before else before["since"]
    kept = {"centre": centre, "county": detention.county, "since": since} | dates
    version = sections.write(case, KIND, kept, seen=seen, at=at, by=actor.user)
    facts: dict[str, Any] = {
        "person.detained": True,
        "detention.hearing_at": dates["hearing_at"] or None,
        "detention.removal_on": dates["removal_on"] or None,
    } | (triage or {})
    if moved:
        facts |= {"detention.moved": True} | _goes_along(case, detention.county, at)
    set_facts(case, facts, at=at, by=actor.user)
    _acts(case, before, kept, moved, at, actor.user)
    if any(value is not None for value in (triage or {}).values()):
        add_act(case, "list_placed", at=at, by=actor.user)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(version=version, moved=moved)
    return moved


def _goes_along(case: Case, county: str, at: dt.datetime) -> dict[str, Any]:
    """Whether the case should go to the post of the new centre; nothing where that is not known."""
    if not county or not may_keep(case, MOVES):
        return {}
    on = at.astimezone(zone_of(case)).date()
    serving = post_for_county(edition_of(case), county, on).post
    return {} if serving is None else {MOVES: serving != case.post_id}


def _acts(
    case: Case, before: dict[str, Any], kept: dict[str, Any], moved: bool, at: dt.datetime, by: str
) -> None:
    if kept["hearing_at"] and kept["hearing_at"] != before.get("hearing_at"):
        add_act(case, "hearing_set", at=at, by=by)
    if kept["removal_on"] and kept["removal_on"] != before.get("removal_on"):
        add_act(case, "removal_set", at=at, by=by)
    if moved:
        add_act(case, "centre_changed", at=at, by=by)
        unsafe_now(case)


@act("detention.end", requires="case.work", on="case")
def end_detention(
    *, actor: Actor, entry: Entry, case: Case, seen: int, at: dt.datetime, removed: bool = False
) -> None:
    """The person is not held any more: no date runs, and how to reach them is confirmed anew.

    ``removed``: because they were removed from the country, which is owed a search in Mexico.
    Raises ``SectionConflict`` when somebody saved meanwhile.
    """
    _, before = sections.latest(case, KIND)
    ended = dict(before or {}) | {"ended": at.isoformat(), "hearing_at": "", "removal_on": ""}
    sections.write(case, KIND, ended, seen=seen, at=at, by=actor.user)
    gone = dict.fromkeys(("detention.hearing_at", "detention.removal_on", "detention.moved"))
    removed = removed and REMOVED in edition_of(case).facts  # an earlier edition knows no such fact
    out = {REMOVED: True} if removed else {}
    set_facts(case, {"person.detained": False, **gone, **out}, at=at, by=actor.user)
    if removed:
        add_act(case, "removed_from_country", at=at, by=actor.user)
    unsafe_now(case)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
