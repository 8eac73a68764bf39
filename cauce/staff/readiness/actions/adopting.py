"""Adopting the Protocol, and what is set up once: the notice and the space."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..models import PrivacySetup, SpaceCheck
from ._shared import check_codes, check_past, did, finish, moment

bad_input = BadInputs(__file__)


@act("readiness.adopt", requires="readiness.lead", on="post")
def adopt(*, actor: Actor, entry: Entry, post: Post, on: dt.date, at: dt.datetime) -> None:
    """The post adopts the Protocol from that day: the periods of setting up begin. Said again, the
    later date holds."""
    check_past(post, on, at, "on")
    did(post, "protocol_adopted", moment(post, on, at), actor, at)
    entry.about("post", post.code)
    finish(post, at)


@dataclass(frozen=True)
class Privacy:
    """The notice in use, since when and where it is shown, and what was reviewed with it."""

    notice_version: str
    set_on: dt.date
    accesses_reviewed: bool
    retention_reviewed: bool
    shown_where: str = ""


@act("readiness.set_up_privacy", requires="readiness.lead", on="post")
def set_up_privacy(
    *, actor: Actor, entry: Entry, post: Post, privacy: Privacy, at: dt.datetime
) -> PrivacySetup:
    """The notice in use, once accesses and retention were looked at. BadInput when one was not."""
    check_past(post, privacy.set_on, at, "set_on")
    for said, field in (
        (privacy.accesses_reviewed, "accesses_reviewed"),
        (privacy.retention_reviewed, "retention_reviewed"),
    ):
        if not said:
            raise bad_input("the_notice_alone_is_not_enough", where=field)
    row = PrivacySetup.objects.create(
        post=post,
        notice_version=privacy.notice_version.strip(),
        set_on=privacy.set_on,
        shown_where=privacy.shown_where,
        accesses_reviewed=True,
        retention_reviewed=True,
        written_by=actor.user,
        written_at=at,
    )
    did(post, "privacy_set_up", moment(post, privacy.set_on, at), actor, at)
    entry.about("post", post.code)
    finish(post, at)
    return row


@act("readiness.check_space", requires="readiness.work", on="post")
def check_space(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    present: Iterable[str],
    checked_on: dt.date,
    at: dt.datetime,
    note: str = "",
) -> SpaceCheck:
    """One look at the private space. Only when nothing of the checklist is missing is it prepared."""
    check_past(post, checked_on, at, "checked_on")
    codes = check_codes("space_checklist", present, "present")
    row = SpaceCheck.objects.create(
        post=post, checked_on=checked_on, present=codes, note=note, written_by=actor.user, written_at=at
    )
    missing = len(current_edition(at).catalogues["space_checklist"]) - len(codes)
    if not missing:
        did(post, "space_prepared", moment(post, checked_on, at), actor, at)
    entry.about("post", post.code)
    entry.detail(missing=missing)
    finish(post, at)
    return row
