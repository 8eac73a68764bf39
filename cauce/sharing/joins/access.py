"""The only look-ups of coincidences and joint files. What a yes no longer carries is not there.

Of the other post an officer learns who to talk to, and nothing else: ``Mine`` holds no case of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from cauce.cases.access_joined import ever_asked, files_of
from cauce.cases.access_told import attending
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import Actor, Scope, permits
from cauce.sharing.joins import rules as rules
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Join, Possible, Side
from .still_consented import COMPARED, JOINED, agreed, at_one_post, carried, stands

ROLES = ("protection_officer", "protection_consul")


@dataclass(frozen=True, slots=True)
class Mine:
    """A coincidence as one of the two officers may know it.

    ``officer``: who to talk to, None: nobody there attends now; ``post``: the name of that post.
    ``both_talk``: both want to. ``other_answered``: that they did, never what, until both did.
    """

    possible: Possible
    case: Case
    side: Side
    officer: str | None
    post: str
    both_talk: bool
    other_answered: bool
    join: Join | None

    @property
    def asked_here(self) -> bool:
        """Whether this post asked to join them."""
        return self.join is not None and self.join.asked_from_id == self.case.id


def officers_of(case: Case) -> list[User]:
    """Who attends the person: whoever works on the file, or (nobody does now) whoever could there."""
    return attending(case, ROLES)


def earlier_first(cases: Iterable[Case]) -> tuple[Case, Case]:
    """Two files, the one that was opened first before the other."""
    first, second = sorted(cases, key=lambda one: (one.opened_at, one.folio))
    return first, second


def owners_of(earlier: Case, later: Case) -> list[User]:
    """Who decides whether two files of a post are of one person: whoever attends the earlier one, never a
    party to either."""
    here = offices.open_to(officers_of(earlier), later.id)
    return here or offices.open_to(offices.staff(earlier.post_id, *ROLES, case=earlier.id), later.id)


def _is_theirs(actor: Actor, case: Case) -> bool:
    if not permits(actor, "join.answer", case.scope).allowed:
        return False
    return any(str(user.id) == actor.user for user in officers_of(case))


def _sides(possible: Iterable[Possible]) -> dict[UUID, list[Side]]:
    found: dict[UUID, list[Side]] = {}
    rows = Side.objects.filter(possible__in=list(possible)).order_by("id")
    for side in rows.select_related("case__post", "case__officer", "case__person"):
        found.setdefault(side.possible_id, []).append(side)
    return found


def _as_mine(actor: Actor, possible: Possible, sides: list[Side], at: dt.datetime) -> Mine | None:
    own = next((side for side in sides if _is_theirs(actor, side.case)), None)
    if own is None or possible.state == rules.UNLIKE or len(sides) != 2:
        return None
    if at_one_post(side.case for side in sides):
        return None  # two files of one post have a page of their own
    if not stands([side.case for side in sides], COMPARED, at):
        return None
    other = next(side for side in sides if side.id != own.id)
    there = officers_of(other.case)
    join = possible.joins.filter(ended_at=None).select_related("lead", "follower").first()
    return Mine(
        possible,
        own.case,
        own,
        there[0].display_name if there else None,
        other.case.post.name,
        all(side.talks_at for side in sides),
        bool(other.answer),
        join,
    )


def mine_for(actor: Actor, possible_id: UUID | str, at: dt.datetime) -> Mine:
    """One, for the officer of either file. Absent, another's and one that no yes carries look the same."""
    found = Possible.objects.filter(id=as_id(possible_id)).first()
    mine = _as_mine(actor, found, _sides([found]).get(found.id, []), at) if found else None
    if mine is None:
        record_refusal(actor, "join.answer", about=("possible", possible_id))
        raise Absent()
    return mine


def opened(actor: Actor, possible_id: UUID | str, at: dt.datetime) -> Mine:
    """The same for its page: the read is journalled, at the post of whoever reads."""
    mine = mine_for(actor, possible_id, at)
    with transaction.atomic():
        record_read(actor, "join.look", about=("possible", mine.possible.id), post=mine.case.post_id)
    return mine


@dataclass(frozen=True, slots=True)
class Alike:
    """Two files of one post that may be of one person, for whoever attends the earlier one."""

    possible: Possible
    earlier: Case
    later: Case


def _as_alike(actor: Actor, possible: Possible, sides: list[Side], at: dt.datetime) -> Alike | None:
    both = [side.case for side in sides]
    if possible.state != rules.FOUND or len(both) != 2 or not at_one_post(both):
        return None
    earlier, later = earlier_first(both)
    if not carried(both, JOINED, at) or earlier.joined_with_id or later.joined_with_id:
        return None
    if not all(permits(actor, "join.answer", one.scope).allowed for one in both):
        return None
    theirs = any(str(user.id) == actor.user for user in owners_of(earlier, later))
    return Alike(possible, earlier, later) if theirs else None


def alike_for(actor: Actor, possible_id: UUID | str, at: dt.datetime) -> Alike:
    """One of those, for who decides about it. Raises ``Absent``, journalled."""
    found = Possible.objects.filter(id=as_id(possible_id)).first()
    alike = _as_alike(actor, found, _sides([found]).get(found.id, []), at) if found else None
    if alike is None:
        record_refusal(actor, "join.answer", about=("possible", possible_id))
        raise Absent()
    return alike


@dataclass(frozen=True, slots=True)
class Listed:
    """What waits for an officer of a post, and the joint files of that post."""

    waiting: list[Mine]
    joined: list[tuple[Join, Case]]
    doubles: list[Join]  # two files of this post, asked to be joined
    alike: list[Alike]  # two files of this post that may be of one person


def of_post(actor: Actor, post_code: str, at: dt.datetime) -> Listed:
    """Both lists, for this officer; one entry. Raises ``Absent``."""
    check_may(actor, "join.list", Scope(post=post_code))
    ids = Side.objects.filter(case__post_id=post_code).values_list("possible_id", flat=True)
    rows = list(
        Possible.objects.filter(id__in=list(ids))
        .exclude(state__in=(rules.UNLIKE, rules.NOT_SAME))
        .order_by("-found_at")
    )
    sides = _sides(rows)
    found = [_as_mine(actor, one, sides.get(one.id, []), at) for one in rows]
    mine = [one for one in found if one is not None]
    with transaction.atomic():
        record_read(actor, "join.list", about=("post", post_code), post=post_code)
    here = [one for one in mine if one.join is None or one.join.joined_at is None]
    alike = [_as_alike(actor, one, sides.get(one.id, []), at) for one in rows]
    found_here = [one for one in alike if one is not None and one.earlier.post_id == post_code]
    return Listed(here, list(_joined(post_code)), doubles_waiting(post_code), found_here)


def doubles_waiting(post_code: str) -> list[Join]:
    """Two files of one post that somebody asked to join, and nobody answered."""
    rows = Join.objects.filter(
        lead__post_id=post_code, follower__post_id=post_code, joined_at=None, ended_at=None
    )
    return list(rows.select_related("lead", "follower").order_by("asked_at"))


def double_for(actor: Actor, join_id: UUID | str) -> Join:
    """Such a request, for whoever works on cases there. Raises ``Absent``, journalled."""
    found = (
        Join.objects.filter(id=as_id(join_id), joined_at=None, ended_at=None)
        .select_related("lead__post", "follower__post", "lead__officer", "follower__officer")
        .first()
    )
    both = [found.lead, found.follower] if found else []
    if found and at_one_post(both) and all(permits(actor, "join.answer", one.scope).allowed for one in both):
        return found
    record_refusal(actor, "join.answer", about=("join", join_id))
    raise Absent()


def asked_of(case: Case) -> Join | None:
    """What was asked of a file that was looked up already and still stands, joined or not; None: nothing."""
    rows = Join.objects.filter(Q(lead=case) | Q(follower=case), ended_at=None)
    return rows.select_related("lead__post", "follower__post").first()


def _joined(post_code: str) -> Iterator[tuple[Join, Case]]:
    rows = Join.objects.filter(
        Q(lead__post_id=post_code) | Q(follower__post_id=post_code), joined_at__isnull=False
    ).select_related("lead__post", "follower__post", "lead__officer", "follower__officer")
    for join in rows.order_by("-joined_at"):
        own = join.lead if join.lead.post_id == post_code else join.follower
        if not (own.blocked_at or own.erased_at):  # sealed or blocked, its folio too is for few or nobody
            yield join, own


def may_ask(case: Case, at: dt.datetime) -> bool:
    """Whether both officers say that this person (of a file already checked) is the same at another post."""
    rows = Possible.objects.filter(
        id__in=Side.objects.filter(case=case).values_list("possible_id", flat=True),
        state=rules.SAME,
    )
    return any(stands([side.case for side in sides], COMPARED, at) for sides in _sides(rows).values())


def join_for(actor: Actor, join_id: UUID | str) -> tuple[Join, Case, Case]:
    """A joint file, or one that was parted, with the file of the actor's post and the other one.

    Raises ``Absent``: for another post, for one that nobody agreed to, and for one that does not exist.
    """
    found = (
        Join.objects.filter(id=as_id(join_id), joined_at__isnull=False)
        .select_related(
            "lead__post",
            "follower__post",
            "lead__officer",
            "follower__officer",
            "lead__person",
            "follower__person",
        )
        .first()
    )
    for one, other in ((found.lead, found.follower), (found.follower, found.lead)) if found else ():
        if permits(actor, "join.answer", one.scope).allowed:
            return found, one, other
    record_refusal(actor, "join.answer", about=("join", join_id))
    raise Absent()


def may_read_both(join: Join, at: dt.datetime) -> bool:
    """Whether the joint file may be read now: it stands, and so does the yes to it on both sides."""
    return join.ended_at is None and carried([join.lead, join.follower], JOINED, at)


def looked_at(since: dt.datetime) -> dict[str, dt.datetime]:
    """By post, when the loop last looked there for files of one person; not there: not since then."""
    rows = Entry.objects.filter(kind="act", what="join.look_here", at__gt=since)
    return dict(rows.values_list("about_id").annotate(last=Max("at")))


# For the loop ---------------------------------------------------------------------------------------


def wanted(at: dt.datetime) -> dict[UUID, str]:
    """Whose identity may be compared now: person → who wrote their yes down. A no anywhere is a no."""
    cases = ever_asked(COMPARED)
    found = agreed(cases, COMPARED, at)
    no = {case.person_id for case in cases if case.id not in found}
    return {case.person_id: found[case.id] for case in cases if case.id in found and case.person_id not in no}


def cases_wanted(persons: Iterable[UUID], at: dt.datetime) -> dict[UUID, Case]:
    """The file of each of these persons in which they said yes; the newest, where they have several."""
    rows = files_of(persons)
    found = agreed(rows, COMPARED, at)
    return {case.person_id: case for case in rows if case.id in found}


def proposed(pairs: Iterable[str]) -> set[str]:
    """Which of these pairs were put side by side before."""
    return set(Possible.objects.filter(pair__in=list(pairs)).values_list("pair", flat=True))


def no_longer(at: dt.datetime) -> list[Join]:
    """Joint files, and what was asked of one, that no yes carries any more."""
    rows = Join.objects.filter(ended_at=None).select_related("lead__post", "follower__post")
    return [
        one
        for one in rows
        if not carried([one.lead, one.follower], JOINED if one.joined_at else COMPARED, at)
    ]


def to_count() -> list[Join]:
    """Joint files that the figures do not follow yet: joined and not counted, or parted and counted."""
    rows = Join.objects.filter(joined_at__isnull=False).filter(
        Q(ended_at=None, counted=None) | Q(ended_at__isnull=False, counted=True)
    )
    return list(rows.select_related("lead__post", "follower__post").order_by("joined_at"))
