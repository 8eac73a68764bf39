"""The keys of a case: renewed after an abuse, wrapped for another post when the case goes there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import EFFECT, Entry, act
from cauce.custody.keystore import KeyGone, move_key, settle_key
from cauce.custody.keystore.columns import sealed_again, sealed_columns
from cauce.custody.keystore.rotation import renew
from cauce.people.actions import move_person
from cauce.protocol.editions.access import annex_number
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post, User

from .. import following
from ..ending import end_along
from ..models import Case, Letter, PlanItem
from ..own_keys import keys_along
from ..replan import replan
from .colleagues import end_between_colleagues
from .handing import note_handover


def _reseal(key_id: UUID) -> int:
    """Seal again, under the data key in use, everything that another one of this key sealed."""
    done = 0
    for column in sealed_columns():
        for row in column.rows(key_id).select_for_update(of=("self",)):
            blob = sealed_again(column, row, key_id)
            if blob is not None:
                setattr(row, column.attname, blob)
                row.save(update_fields=[column.attname])
                done += 1
    return done


def _each_key(case: Case, do: Callable[[UUID], object]) -> None:
    for key_id in (case.key_id, case.draft_key_id):
        try:
            do(key_id)
        except KeyGone:
            if key_id == case.key_id:
                raise  # only the draft's may be gone: its person refused that it be kept


def _each_along(case: Case, do: Callable[[UUID], object]) -> None:
    for key_id in keys_along(case.id):
        with suppress(KeyGone):  # what it sealed is gone for everybody
            do(key_id)


@act("case.renew_key", requires="system.run", on="case")
def renew_key(*, actor: Actor, entry: Entry, case: Case, fresh: bool = True) -> int:
    """A new data key for a case, and all its sealed columns sealed again with it; how many.

    ``fresh`` False: no new key, only what a request under way left under the old one. The old data
    key is destroyed by ``cauce tick`` once nothing needs it. Raises ``KeyGone``.
    """
    count = 0

    def do(key_id: UUID) -> None:
        nonlocal count
        if fresh:
            renew(key_id)
        count += _reseal(key_id)

    _each_key(case, do)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(resealed=count)
    return count


@act("key.rotate", requires="system.run")
def order_rotation(*, actor: Actor, entry: Entry, what: str) -> None:
    """Write down that the key of a post (its code), or the root («root»), is changed or split now.

    The change itself runs outside, batch by batch, so that nobody waits for it.
    """
    entry.about("key", what)


@act("case.hand_over", requires=EFFECT, on="case")
def hand_over(*, actor: Actor, entry: Entry, case: Case, to: Post, officer: User, at: dt.datetime) -> None:
    """Another post keeps the case from now on, its officer works on it, and its keys go with it.

    First the keys open under both posts, then case and journal are committed, then the old wraps
    are deleted; ``cauce tick`` ends what was cut. What the former post added to the steps stays
    where it was done; what the new one adds begins.
    """
    before, left = case.post_id, case.officer
    _each_key(case, lambda key_id: move_key(key_id, to.code))
    _each_along(case, lambda key_id: move_key(key_id, to.code))
    case.followed = following.left(case, at)
    case.post, case.officer, case.annex = to, officer, annex_number(to.code)
    case.save(update_fields=["post", "officer", "annex", "followed"])
    move_person(case.person_id, to.code)
    # Whoever signs for the former post does not sign for this one.
    Letter.objects.filter(case=case).update(looks=None)
    # What was agreed stays agreed; nobody of the former post can do it any more.
    PlanItem.objects.filter(case=case, state="open").update(responsible=officer)
    note_handover(case, left, officer, at)
    end_between_colleagues(case, at)
    end_along(case, at)  # what was to come here; the other post makes its own
    replan(case, at)
    # After the commit, and robust: what fails here is ended by the next tick.
    transaction.on_commit(lambda: _each_key(case, lambda key_id: settle_key(key_id, to.code)), robust=True)
    transaction.on_commit(lambda: _each_along(case, lambda key_id: settle_key(key_id, to.code)), robust=True)
    entry.about("case", case.id, post=before)
    entry.detail(to=to.code)
