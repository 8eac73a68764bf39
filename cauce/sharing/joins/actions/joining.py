"""Two files become one to read, by two officers and a yes of the person at each; either parts them.

Nothing moves: one file points to the other, and each act stays where it was written. So parting them
leaves each as it would be, with what was written since on the side where it was written.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from cauce.cases.actions import point_apart, point_to
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.rules.permissions import Actor
from cauce.sharing.joins import rules as rules

from ..join_side import Leg
from ..models import Join, Possible
from ..still_consented import COMPARED, JOINED, at_one_post, carried
from ._shared import over, tell

bad_input = BadInputs(__file__)


def _check(possible: Possible, cases: list[Case], at: dt.datetime) -> None:
    if possible.state != rules.SAME or not carried(cases, COMPARED, at):
        raise over()
    if not carried(cases, JOINED, at):
        raise bad_input("persons_yes_to_joining_them_is_missing", where="lead")
    ids = [case.id for case in cases]
    others = Join.objects.filter(Q(lead__in=ids) | Q(follower__in=ids), ended_at=None)
    if others.exclude(possible=possible).exists():
        raise bad_input("one_of_two_files_is_joined", where="lead")


@act("join.ask", requires="join.answer", on="case")
def ask_to_join(
    *, actor: Actor, entry: Entry, possible: Possible, case: Case, leads: bool, at: dt.datetime
) -> Join:
    """Ask the other officer to join both files; ``leads``: whether this post's leads.

    Raises ``BadInput`` unless both said that she is the same and her yes to it stands at both posts.
    """
    possible.hold()
    sides = {side.case_id: side.case for side in possible.sides.select_related("case__officer")}
    if case.id not in sides or possible.joins.filter(ended_at=None).exists():
        raise over()
    other = next(one for id, one in sides.items() if id != case.id)
    _check(possible, [case, other], at)
    lead, follower = (case, other) if leads else (other, case)
    made = Join.objects.create(
        possible=possible, lead=lead, follower=follower, asked_from=case, asked_by=actor.user, asked_at=at
    )
    tell(f"join_asked:{made.id}", other, at)
    entry.about("join", made.id, post=case.post_id)
    entry.detail(possible=str(possible.id))
    return made


def _held(leg: Leg) -> tuple[Join, Case]:
    """The join and this post's file, both read under their locks."""
    if leg.join.ended_at is not None:
        raise over()
    return leg.join, leg.case


@act("join.agree", requires="join.answer", on="leg")
def agree_to_join(*, actor: Actor, entry: Entry, leg: Leg, at: dt.datetime) -> None:
    """The second of two people: from now on both files are read as one. Raises ``BadInput``."""
    join, case = _held(leg)
    if join.joined_at is not None:
        raise over()
    here = at_one_post([join.lead, join.follower])
    if here and actor.user == join.asked_by:
        raise bad_input("somebody_else_of_the_post_agrees", where="lead")
    if not here and (actor.user == join.asked_by or case.id == join.asked_from_id):
        raise bad_input("the_other_post_agrees_to_it", where="lead")
    _check(join.possible, [case, leg.other], at)
    join.joined_by, join.joined_at = actor.user, at
    join.save()
    point_to(join.lead, join.follower, at)
    for one in (join.lead, join.follower):
        tell(f"join_made:{join.id}", one, at)
    entry.about("join", join.id, post=case.post_id)
    entry.detail(cases=sorted((str(join.lead_id), str(join.follower_id))))


def _end(join: Join, why: str, by: str, at: dt.datetime) -> None:
    if join.joined_at is not None:
        point_apart(join.lead, join.follower, at)
    join.ended_by, join.ended_at, join.why = by, at, why
    join.save()
    note("join", join.id, why=why, by=by)
    if why == "two_people":
        join.possible.hold()
        join.possible.state = rules.NOT_SAME  # the pair is never proposed again
        join.possible.save(update_fields=["state"])


@again("join")
def _end_again(ids: tuple[str, ...], at: dt.datetime, why: str, by: str) -> int:
    rows = list(Join.objects.filter(id__in=ids, ended_at=None).select_related("lead", "follower", "possible"))
    for row in rows:
        _end(row, why, by, at)
    return len(rows)


@act("join.part", requires="join.answer", on="leg")
def part(*, actor: Actor, entry: Entry, leg: Leg, why: str, at: dt.datetime) -> None:
    """Either post parts them, alone and at once; or takes back what it was asked. Raises ``Unknown``."""
    if why not in rules.WHYS:
        raise unknown("motivos", "reasons", why, rules.WHYS, where="why")
    join, case = _held(leg)
    _end(join, why, actor.user, at)
    tell(f"join_parted:{join.id}", leg.other, at)
    entry.about("join", join.id, post=case.post_id)
    entry.detail(why=why)


@act("join.end", requires="system.run", on="join")
def end_join(*, actor: Actor, entry: Entry, join: Join, at: dt.datetime) -> None:
    """A yes of the person ended, or one of the files did: the two are parted, and both officers told."""
    entry.about("join", join.id)
    if join.ended_at is not None:
        return
    _end(join, rules.OVER, actor.user, at)
    for one in (join.lead, join.follower):
        tell(f"join_parted:{join.id}", one, at)


@effect
def note_counted(join: Join, counted: bool) -> None:
    """The figures follow: from now on the two count as one, or as two again."""
    join.counted = counted
    join.save(update_fields=["counted"])
