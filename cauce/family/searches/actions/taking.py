"""A message for somebody is taken, and nothing is looked up: whoever asks and whoever listens learn
nothing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_key
from cauce.protocol.editions.access import current_edition
from cauce.rules.messages import KEEP, RELATIONS, next_hour
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from ..models import Request

bad_input = BadInputs(__file__)

OLDEST = 120


@dataclass(frozen=True)
class MessageTold:
    """What somebody says to somebody. ``born``: the year, None: not known; ``phone``: of the caller."""

    name: str
    born: int | None
    caller: str
    phone: str
    relation: str
    words: str


@act("message.take", requires="message.take", on="post")
def take_message(*, actor: Actor, entry: Entry, post: Post, message: MessageTold, at: dt.datetime) -> Request:
    """Keep what somebody says to somebody. Raises ``BadInput`` without a name, a caller or
    words, ``Unknown``."""
    for field, value in (("name", message.name), ("caller", message.caller), ("words", message.words)):
        if not value.strip():
            raise bad_input("missing_complete_it_to_go_on", where=field)
    if message.relation not in RELATIONS:
        raise unknown("relaciones", "relations", message.relation, RELATIONS)
    today = offices.day_at(post, at)
    if message.born is not None and not today.year - OLDEST <= message.born <= today.year:
        raise bad_input("that_year_cannot_be", where="born")
    days = int(parameter_on(current_edition(), KEEP, today).value)
    made = Request(
        id=uuid.uuid4(),
        post=post,
        by=actor.user,
        asked_at=at,
        next_look_at=next_hour(at),
        expires_on=today + dt.timedelta(days=days),
    )
    create_key(made.id, post.code)  # committed first: a key without a row harms nobody
    made.sealed = Request.sealed.seal(
        made,
        {
            "name": message.name.strip(),
            "born": message.born,
            "caller": message.caller.strip(),
            "phone": message.phone.strip(),
            "relation": message.relation,
            "words": message.words.strip(),
        },
    )
    made.save(force_insert=True)
    entry.about("message", made.id, post=post.code)
    return made
