"""A draft that nobody agreed to keep ends by itself; where there is danger, a person decides instead."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.cases.access_keys import cases_of_keys
from cauce.cases.access_recusals import parties
from cauce.cases.access_voiding import ever_in_danger
from cauce.cases.actions.erasing import new_draft_key
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.features import features
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, note, write
from cauce.custody.keystore import shred
from cauce.protocol.editions.access import current_edition
from cauce.rights.rights import access_drafts as access
from cauce.rights.rights.models import UnkeptDraft
from cauce.rights.rights.rules import unkept
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

bad_input = BadInputs(__file__)

DECIDE = ("protection_consul", "head_of_post")
SUBJECT = "Aviso interno / Internal notice"
LONGEST = 4000


@act("draft.follow", requires="system.run", on="case")
def follow_draft(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> str:
    """Its time is over: it ends, or stands from now on on the list of a person. What was done of it.

    «over»: somebody answered, or wrote in it again; '': nothing, since it changed meanwhile.
    """
    row, done = access.open_row(case), ""
    written = access.written_in(case)
    today = at.astimezone(zone_of(case)).date()
    day = access.ends_on(case, written, at) if written else None
    if written is None or day is None or today <= day:
        if row is not None:
            row.state, done = "over", "over"
            row.save(update_fields=["state"])
    elif access.is_stopped(case, row, today):
        pass
    elif row is not None or ever_in_danger(case):  # what was before a person once ends by no clock
        done = _to_a_person(case, row, day, written.by, at)
    else:
        done = "erased"
        _end(_row(case, row, day, at), at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(done=done)
    return done


def _row(case: Case, row: UnkeptDraft | None, day: dt.date, at: dt.datetime) -> UnkeptDraft:
    if row is None:
        return UnkeptDraft(case=case, post=case.post, due_on=day, found_at=at)
    row.case = case  # the one that is held
    return row


def _who(case: Case, wrote: frozenset[str]) -> tuple[User | None, Post | None]:
    """Whoever leads the post, did not write it and is no party; otherwise of the named neighbour, and which
    that is."""
    left = {*wrote, *map(str, parties(case))}
    near = [one for role in DECIDE for one in offices.staff(case.post_id, role, case=case.id)]
    here = [one for one in near if str(one.id) not in left]
    if here:
        return here[0], None
    found = offices.second_elsewhere(case.post_id, *DECIDE, without=left)
    return (found[1][0], found[0]) if found else (None, None)


def _to_a_person(
    case: Case, row: UnkeptDraft | None, day: dt.date, wrote: frozenset[str], at: dt.datetime
) -> str:
    row, before = _row(case, row, day, at), row.person_id if row else None
    row.person, row.looks = _who(case, wrote)
    row.state, row.until, row.post = "waiting", None, case.post
    row.save()
    if row.person_id == before and row.person is not None:
        return "waiting"
    told = [row.person] if row.person else offices.holders("headquarters")
    # Where nobody can decide, headquarters is told, reads nothing of it and gives somebody the role.
    body = (
        "Un borrador espera su decisión, en Derechos ARCO. / A draft awaits your decision, under Data rights."
        if row.person
        else f"En {case.post.name} nadie puede decidir sobre un borrador: dé la función a alguien. / "
        f"At {case.post.name} nobody can decide on a draft: give somebody the role."
    )
    queue_each(told, key=f"draft:{row.id}", about=case.id, subject=SUBJECT, body=body, at=at)
    return "waiting"


def _decides(actor: Actor, row: UnkeptDraft, reason: str) -> str:
    """The reason, once whoever decides did not write it and it is still open. Raises ``BadInput``."""
    written = access.written_in(row.case)
    if row.state not in UnkeptDraft.OPEN or written is None:
        raise bad_input("this_was_decided_already", where="draft")
    if actor.user in written.by:
        raise bad_input("whoever_wrote_it_does_not_decide", where="draft")
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise bad_input("the_text_is_missing", where="reason", longest=LONGEST)
    return reason


@act("draft.postpone", requires="draft.decide", on="draft")
def postpone_draft(*, actor: Actor, entry: Entry, draft: UnkeptDraft, reason: str, at: dt.datetime) -> None:
    """It waits longer, for a reason: as long as the content says, from today.

    Raises ``BadInput`` for whoever wrote it, without a reason, or when it is over.
    """
    case, reason = draft.case, _decides(actor, draft, reason)
    until = unkept.postponed_until(current_edition(at), at, zone_of(case))
    if until is None:
        raise bad_input("the_edition_in_force_does_not_say", where="draft")
    draft.state, draft.until = "postponed", until
    draft.decided_by, draft.decided_at = actor.user, at
    draft.reason = UnkeptDraft.reason.seal(draft, reason)
    draft.save()
    entry.about("case", case.id, post=case.post_id)
    entry.detail(until=until.isoformat())


@act("draft.erase", requires="draft.decide", on="draft")
def erase_draft(*, actor: Actor, entry: Entry, draft: UnkeptDraft, reason: str, at: dt.datetime) -> None:
    """It ends now, though there was danger: somebody else than who wrote it says why. Raises ``BadInput``."""
    reason = _decides(actor, draft, reason)
    draft.decided_by, draft.decided_at = actor.user, at
    draft.reason = UnkeptDraft.reason.seal(draft, reason)
    entry.about("case", draft.case.id, post=draft.case.post_id)
    _end(draft, at)


def _end(row: UnkeptDraft, at: dt.datetime) -> None:
    case, key = row.case, row.case.draft_key_id
    row.state, row.erased_at, row.post = "erased", at, case.post
    row.save()
    note("draft", key)
    write()
    _carry_out(case, at)
    # Last: should the commit fail, the list has the key, and the replay finishes.
    shred(key)


def _carry_out(case: Case, at: dt.datetime) -> None:
    for feature in features():
        for one in feature.erases:
            if "draft" in one.parts:
                feature.read(one.do)(case, at)
    new_draft_key(case)


@again("draft", always=True)
def _end_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    """In a restored copy: the cases whose draft is still under one of these keys."""
    keys = [UUID(one) for one in ids]
    held = [case for case in cases_of_keys(keys) if case.draft_key_id in keys and case.erased_at is None]
    for case in held:
        case.hold()
        _carry_out(case, at)
    for key in keys:
        shred(key)
    return len(held)


@effect
def forget_reasons(case: Case, at: dt.datetime) -> None:
    """Why a draft waited longer, or ended; that it did stays."""
    rows = UnkeptDraft.objects.filter(case=case)
    rows.filter(state="postponed").update(state="over")
    rows.update(reason=None)
