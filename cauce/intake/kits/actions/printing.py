"""Kits are numbered before they are printed; a number is never given twice."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.held import lock
from cauce.intake.kits.rules import MOST_SERIAL
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..models import Kit
from ..printed import content_in_force, marks_of

bad_input = BadInputs(__file__)

MOST_AT_ONCE = 20  # as many as a post prepares; drawn in files of fewer (exchange.kits)
LANGUAGES = ("es", "en")


@act("kit.print", requires="kit.manage", on="post")
def print_kits(
    *, actor: Actor, entry: Entry, post: Post, count: int, language: str, at: dt.datetime
) -> list[Kit]:
    """So many new numbered kits of a post, ready to be drawn.

    Raises ``BadInput`` for none or too many at once, or when the numbers are used up; ``Unknown``.
    """
    if language not in LANGUAGES:
        raise unknown("lenguas del papel", "languages of the paper", language, LANGUAGES, "language")
    if not 1 <= count <= MOST_AT_ONCE:
        raise bad_input("too_many_kits_at_once", where="count", most_at_once=MOST_AT_ONCE)
    # The row of the post is locked: two officers never get the same number.
    lock(post)
    last = Kit.objects.filter(post=post).aggregate(last=Max("serial"))["last"] or 0
    if last + count > MOST_SERIAL:
        raise bad_input("numbers_of_post_are_used_up", where="count")
    content, batch = content_in_force(), uuid.uuid4()
    marks = marks_of(current_edition(), content)
    made = Kit.objects.bulk_create(
        Kit(
            post=post,
            serial=last + n,
            batch=batch,
            content=content.id,
            version=content.version,
            sheets=marks,
            language=language,
            printed_at=at,
            printed_by=actor.user,
        )
        for n in range(1, count + 1)
    )
    entry.about("kit_batch", batch, post=post.code)
    entry.detail(kits=count)
    return made
