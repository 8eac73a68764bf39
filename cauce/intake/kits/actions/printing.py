"""Kits are numbered before they are printed; a number is never given twice."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max

from cauce.content.errors import BadInput, unknown
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.held import lock
from cauce.intake.kits.rules import MOST_SERIAL
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..models import Kit
from ..printed import content_in_force, marks_of

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
        raise BadInput(
            f"Se imprimen de 1 a {MOST_AT_ONCE} juegos de una vez.",
            f"From 1 to {MOST_AT_ONCE} kits are printed at once.",
            where="count",
            cure_es="Imprima menos, y luego otros.",
            cure_en="Print fewer, then others.",
        )
    # The row of the post is locked: two officers never get the same number.
    lock(post)
    last = Kit.objects.filter(post=post).aggregate(last=Max("serial"))["last"] or 0
    if last + count > MOST_SERIAL:
        raise BadInput(
            "Se acabaron los números de este consulado.",
            "The numbers of this post are used up.",
            where="count",
            cure_es="Avise a oficinas centrales.",
            cure_en="Tell headquarters.",
        )
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
