"""Bringing in the cases that existed before: a file kept sealed, its columns answered, its rows made
cases in batches. Each batch is one act: what was acknowledged stays, and run again it goes on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from cauce.content.errors import BadInputs
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.held import lock
from cauce.custody.keystore import create_key, mark
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..legacy_case import DEFAULT, KEPT_DAYS, Earlier
from ..models import BroughtCase, BroughtFile, BroughtMapping
from ._bringing import Batch

bad_input = BadInputs(__file__)


def _mapping(post: Post, name: str, at: dt.datetime, by: str) -> BroughtMapping:
    """The kept answers of that name; made empty, with a key of its own, the first time."""
    # The post's row is locked: of two who come first at once, one makes them and the other finds them.
    lock(post)
    found = BroughtMapping.objects.filter(post=post, name=name).first()
    if found is None:
        found = BroughtMapping(post=post, name=name, key_id=uuid.uuid4(), saved_at=at, saved_by=by)
        create_key(found.key_id, post.code)
        found.sealed = BroughtMapping.sealed.seal(found, {})
        found.save(force_insert=True)
    return found


@act("history.keep", requires="history.bring", on="post")
def keep_file(
    *, actor: Actor, entry: Entry, post: Post, rows: dict[str, Any], whole: str, total: int, at: dt.datetime
) -> BroughtFile:
    """Keep a file sealed, as it was read. Of the same file, what is kept already: nothing is doubled.

    ``whole``: the file itself, by which it is known again; only its keyed mark is kept.
    """
    marks = _mapping(post, DEFAULT, at, actor.user).key_id
    known = mark(marks, "brought.file", whole)
    entry.about("history", "", post=post.code)
    # ``_mapping`` locked the post's row: the same file sent twice at once is kept once.
    held = BroughtFile.objects.filter(post=post, digest=known).exclude(state="dropped").first()
    if held is not None:
        entry.about("history", held.id, post=post.code)
        entry.detail(again=True)
        return held
    file = BroughtFile(
        id=uuid.uuid4(),
        post=post,
        digest=known,
        key_id=uuid.uuid4(),
        total=total,
        by=actor.user,
        at=at,
        ends_at=at + dt.timedelta(days=KEPT_DAYS),
    )
    create_key(file.key_id, post.code)
    file.sealed = BroughtFile.sealed.seal(file, rows)
    file.answers = BroughtFile.answers.seal(file, {})
    file.save(force_insert=True)
    entry.about("history", file.id, post=post.code)
    entry.detail(rows=total)
    return file


@act("history.settle", requires="history.bring", on="file")
def settle_file(
    *,
    actor: Actor,
    entry: Entry,
    file: BroughtFile,
    answers: dict[str, Any],
    at: dt.datetime,
    name: str = DEFAULT,
) -> None:
    """Say what each column is; kept for the next file of the post. Raises ``BadInput`` once begun."""
    _check_state(file, "waiting")
    file.answers = BroughtFile.answers.seal(file, answers)
    file.save(update_fields=["answers"])
    kept = _mapping(file.post, name, at, actor.user)
    kept.sealed = BroughtMapping.sealed.seal(kept, answers)
    kept.saved_at, kept.saved_by = at, actor.user
    kept.save(update_fields=["sealed", "saved_at", "saved_by"])
    entry.about("history", file.id, post=file.post_id)


@act("history.confirm", requires="history.bring", on="file")
def confirm_file(*, actor: Actor, entry: Entry, file: BroughtFile, at: dt.datetime) -> None:
    """From now on its rows are brought, batch by batch, also by the loop. Raises ``BadInput``."""
    _check_state(file, "waiting")
    file.state, file.confirmed_by = "bringing", actor.user
    file.save(update_fields=["state", "confirmed_by"])
    entry.about("history", file.id, post=file.post_id)


@act("history.bring", requires="history.bring", on="file")
def bring_rows(
    *, actor: Actor, entry: Entry, file: BroughtFile, rows: Sequence[Earlier], at: dt.datetime
) -> int:
    """Make these rows cases, all or none; how many. A row that was brought already is not doubled.

    One entry of the journal for each case, and one for the batch. Raises ``BadInput`` when the file
    was not confirmed.
    """
    _check_state(file, "bringing")
    held = BroughtCase.objects.filter(post_id=file.post_id, file=file)
    done = set(held.filter(line__in=[r.line for r in rows]).values_list("line", flat=True))
    marks = _mapping(file.post, DEFAULT, at, actor.user).key_id
    batch = Batch(file, [row for row in rows if row.line not in done], marks, actor.user, at)
    batch.write()
    append_many(
        Link("act", "history.bring", actor.user, at, file.post_id, "case", str(case.id), {"line": row.line})
        for case, row in zip(batch.cases, batch.rows, strict=True)
    )
    file.made += len(batch.rows)
    file.save(update_fields=["made"])
    entry.about("history", file.id, post=file.post_id)
    entry.detail(cases=len(batch.rows))
    return len(batch.rows)


@act("history.finish", requires="history.bring", on="file")
def finish_file(
    *, actor: Actor, entry: Entry, file: BroughtFile, refused: int, doubled: int, at: dt.datetime
) -> None:
    """Every row is accounted for: made, refused, or brought before. Raises ``BadInput`` if not."""
    _check_state(file, "bringing")
    if file.made + refused + doubled != file.total:
        raise bad_input("the_rows_do_not_add_up", where="file")
    file.state, file.refused, file.doubled, file.brought_at = "brought", refused, doubled, at
    file.save(update_fields=["state", "refused", "doubled", "brought_at"])
    entry.about("history", file.id, post=file.post_id)
    entry.detail(made=file.made, refused=refused, doubled=doubled)


def _check_state(file: BroughtFile, state: str) -> None:
    if file.state != state:
        raise bad_input("this_file_is_at_another_step_already", where="file")
