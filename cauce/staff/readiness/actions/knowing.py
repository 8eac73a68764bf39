"""What the post knows of its region, and its look at the map of allies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..models import ContextSheet, DirectoryReview
from ._replan import hold
from ._shared import check_codes, check_past, did, finish, moment

bad_input = BadInputs(__file__)


@act("readiness.save_sheet", requires="readiness.work", on="post")
def save_sheet(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    seen_version: int,
    reviewed_on: dt.date,
    parts: Mapping[str, str],
    at: dt.datetime,
) -> ContextSheet:
    """A new version of the context sheet. BadInput when somebody wrote one since ``seen_version``
    (0: there was none), or when nothing is written."""
    check_past(post, reviewed_on, at, "reviewed_on")
    texts = {name: str(parts.get(name, "")).strip() for name in ContextSheet.PARTS}
    if not any(texts.values()):
        raise bad_input("the_sheet_is_empty", where="sectors")
    hold(post)
    newest = ContextSheet.objects.filter(post=post).order_by("-version").first()
    version = newest.version if newest else 0
    if version != seen_version:
        raise bad_input("somebody_saved_version_while_you_were_writing")
    row = ContextSheet.objects.create(
        post=post, version=version + 1, reviewed_on=reviewed_on, written_by=actor.user, written_at=at, **texts
    )
    did(post, "context_reviewed", moment(post, reviewed_on, at), actor, at)
    entry.about("post", post.code)
    entry.detail(version=row.version)
    finish(post, at)
    return row


@dataclass(frozen=True)
class DirectoryFound:
    """What the post found in its map of allies. ``missing``: kinds for which nobody was found.

    ``entries`` and ``current``: what the directory held near the post that day (None: not counted).
    """

    missing: Iterable[str] = ()
    entries: int | None = None
    current: int | None = None
    note: str = ""


@act("readiness.review_directory", requires="readiness.work", on="post")
def review_directory(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    reviewed_on: dt.date,
    at: dt.datetime,
    found: DirectoryFound,
) -> DirectoryReview:
    """The post looked at its map of allies."""
    check_past(post, reviewed_on, at, "reviewed_on")
    row = DirectoryReview.objects.create(
        post=post,
        reviewed_on=reviewed_on,
        entries=found.entries,
        current=found.current,
        note=found.note,
        missing=check_codes("allies", found.missing, "missing"),
        written_by=actor.user,
        written_at=at,
    )
    did(post, "directory_reviewed", moment(post, reviewed_on, at), actor, at)
    entry.about("post", post.code)
    finish(post, at)
    return row
