"""How a record ends: the run proposes, one person confirms, a second decides, and only then it goes.

Nothing is destroyed without an archival authorisation on record: without one the file is blocked.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from uuid import UUID

from cauce.cases.access_ended import case_in_this_copy
from cauce.cases.actions.erasing import block
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.features import asked, features
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import again, note, write
from cauce.custody.keystore import shred
from cauce.rights.rights.access import holds_of, open_authorisation
from cauce.rights.rights.models import ArchivalAuthorisation, Erasure, LegalHold
from cauce.rights.rights.rules.retention import Due, is_held
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.oversight.actions import Matter, propose, take

bad_input = BadInputs(__file__)

KIND = "record.erase"
LONGEST_HOLD = 366 * 5  # days; proposed: a hold that nobody looks at again is a second archive


def _payload(erasure: Erasure) -> dict[str, str]:
    return {"erasure": str(erasure.id), "part": erasure.part}


def _about(entry: Entry, case: Case, **detail: object) -> None:
    entry.about("case", case.id, post=case.post_id)
    entry.detail(**detail)


def _check_held(case: Case, at: dt.datetime) -> None:
    if is_held(holds_of(case), at.astimezone(zone_of(case)).date()):
        raise bad_input("the_record_is_under_a_hold", where="case")


@act("retention.propose", requires="system.run", on="case")
def propose_erasure(*, actor: Actor, entry: Entry, case: Case, due: Due, at: dt.datetime) -> Erasure | None:
    """The run says that the time of a part is over. None: it had said so."""
    made, new = Erasure.objects.get_or_create(
        case=case,
        part=due.part,
        defaults={"parameter": due.parameter, "due_on": due.since, "proposed_at": at},
    )
    _about(entry, case, part=due.part, new=new)
    return made if new else None


@act("retention.confirm", requires="retention.confirm", on="erasure")
def confirm(*, actor: Actor, entry: Entry, erasure: Erasure, reason: str, at: dt.datetime) -> None:
    """The first person confirms; without an archival authorisation the file is blocked instead.

    Raises ``BadInput`` under a hold, or when it was decided already.
    """
    case = erasure.case
    _check_held(case, at)
    if erasure.state not in ("proposed", "blocked", "confirmed"):
        raise bad_input("this_was_decided_already", where="erasure")
    erasure.confirmed_by, erasure.confirmed_at = actor.user, at
    if open_authorisation(case, at) is None:
        erasure.state = "blocked"
        # A sealed file is blocked already, but for two: from now on for these as well.
        block(case, at if case.blocked_at == case.sealed_at else case.blocked_at)
    else:
        erasure.state = "confirmed"
        erasure.proposal = propose(
            actor=actor,
            matter=Matter(kind=KIND, about=("erasure", str(erasure.id)), payload=_payload(erasure)),
            post=case.post_id,
            reason=reason,
            at=at,
        ).id
    erasure.save()
    _about(entry, case, part=erasure.part, state=erasure.state)


@act("retention.keep", requires="retention.confirm", on="erasure")
def keep(*, actor: Actor, entry: Entry, erasure: Erasure, at: dt.datetime) -> None:
    """The first person does not confirm: the part stays, and the run does not ask again."""
    if erasure.state == "erased":
        raise bad_input("it_is_erased_already", where="erasure")
    erasure.state, erasure.confirmed_by, erasure.confirmed_at = "kept", actor.user, at
    erasure.save()
    _about(entry, erasure.case, part=erasure.part)


@act("retention.erase", requires="retention.confirm", on="erasure")
def erase(*, actor: Actor, entry: Entry, erasure: Erasure, at: dt.datetime) -> None:
    """It goes, with what two people decided and an authorisation on record.

    Raises ``NotApproved`` without the second person, ``BadInput`` under a hold or without the
    authorisation. Written in the ledger first: a copy that is restored forgets it again.
    """
    case = erasure.case
    _check_held(case, at)
    found = open_authorisation(case, at)
    if found is None:
        raise bad_input("the_archival_authorisation_is_missing", where="authorisation")
    take(kind=KIND, about=("erasure", str(erasure.id)), payload=_payload(erasure), actor=actor, at=at)
    erasure.state, erasure.authorisation, erasure.erased_at = "erased", found, at
    erasure.save()
    keys = _keys_of(case) if erasure.part == "record" else ()
    note("erasure", erasure.id, case=str(case.id), part=erasure.part, keys=[str(key) for key in keys])
    write()
    _about(entry, case, part=erasure.part, authorisation=str(found.id), keys=len(keys))
    _carry_out(case, erasure.part, keys, at)


def _keys_of(case: Case) -> tuple[UUID, ...]:
    """Every key that opens something of the record."""
    return tuple(key for _, keys in asked("keys_of_case") for key in keys(case.id))


def _carry_out(case: Case, part: str, keys: tuple[UUID, ...], at: dt.datetime) -> None:
    """Each feature erases what it holds of this part; then the keys go."""
    for feature in features():
        for one in feature.erases:
            if part in one.parts:
                feature.read(one.do)(case, at)
    if part != "record" and case.blocked_at:
        block(case, None)
    # Last: should the commit fail, the ledger has the keys and the replay finishes.
    for key in dict.fromkeys(keys):
        shred(key)


@again("erasure", always=True)
def _erase_again(ids: tuple[str, ...], at: dt.datetime, case: str, part: str, keys: Sequence[str]) -> int:
    return int(replay(actor=SYSTEM, case_id=UUID(case), part=part, keys=keys, at=at))


@act("retention.replay", requires="system.run")
def replay(
    *, actor: Actor, entry: Entry, case_id: UUID, part: str, keys: Sequence[str], at: dt.datetime
) -> bool:
    """What was erased is erased again in a restored copy; whether the case is here."""
    case = case_in_this_copy(case_id)
    if case is not None:
        case.hold()
        if part == "record" or case.erased_at is None:
            _carry_out(case, part, (), at)
    for key in keys:
        shred(UUID(key))
    entry.about("case", case_id, post=case.post_id if case else None)
    entry.detail(part=part, here=case is not None)
    return case is not None


@act("retention.hold", requires="retention.hold", on="case")
def place_hold(
    *, actor: Actor, entry: Entry, case: Case, until: dt.date, reason: str, at: dt.datetime
) -> LegalHold:
    """The record must stay until that day, for a reason. Raises ``BadInput`` without either."""
    today = at.astimezone(zone_of(case)).date()
    if not reason.strip():
        raise bad_input("the_reason_is_missing", where="reason")
    if not today < until <= today + dt.timedelta(days=LONGEST_HOLD):
        raise bad_input("last_day_must_be_after_today", where="until")
    made = LegalHold(id=uuid.uuid4(), case=case, until=until, placed_at=at, placed_by=actor.user)
    made.reason = LegalHold.reason.seal(made, reason.strip())
    made.save(force_insert=True)
    _about(entry, case, until=until.isoformat())
    return made


@act("retention.lift", requires="retention.hold", on="hold")
def lift_hold(*, actor: Actor, entry: Entry, hold: LegalHold, at: dt.datetime) -> None:
    """The record need not stay any longer."""
    hold.lifted_at, hold.lifted_by = at, actor.user
    hold.save(update_fields=["lifted_at", "lifted_by"])
    _about(entry, hold.case, hold=str(hold.id))


@act("retention.authorise", requires="retention.authorise")
def record_authorisation(
    *,
    actor: Actor,
    entry: Entry,
    number: str,
    issued_on: dt.date,
    closed_until: dt.date,
    post: Post | None,
    at: dt.datetime,
) -> ArchivalAuthorisation:
    """Note an archival authorisation as it was issued. ``post`` None: it covers every post.

    Raises ``BadInput`` without a number, twice the same, or with days that cannot be.
    """
    number = number.strip()
    if not number or ArchivalAuthorisation.objects.filter(number=number).exists():
        raise bad_input("the_number_is_missing", where="number")
    if issued_on > offices.day_at(post, at) or closed_until > issued_on:
        raise bad_input("the_dates_cannot_be_so", where="issued_on")
    made = ArchivalAuthorisation.objects.create(
        number=number,
        issued_on=issued_on,
        closed_until=closed_until,
        post=post,
        recorded_at=at,
        recorded_by=actor.user,
    )
    entry.about("authorisation", made.id, post=post.code if post else None)
    return made


@act("retention.unblock", requires="retention.confirm", on="erasure")
def unblock(*, actor: Actor, entry: Entry, erasure: Erasure, at: dt.datetime) -> None:
    """A blocked record is read again by its post, as two people decided; it stays proposed.

    Raises ``NotApproved``.
    """
    take(
        kind="record.unblock",
        about=("erasure", str(erasure.id)),
        payload=_payload(erasure),
        actor=actor,
        at=at,
    )
    erasure.state = "proposed"
    erasure.save(update_fields=["state"])
    block(erasure.case, None)
    _about(entry, erasure.case, part=erasure.part)
