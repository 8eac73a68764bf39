"""What keeps an entry alive: places free, agreements, warnings for the network alone."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_key, shred
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from ..cautions import KINDS
from ..models import Agreement, Caution, Organization, Service
from ..offering import MOST_FREE
from ._shared import take

bad_input = BadInputs(__file__)

LONGEST_SHARING = 600
SUBJECT = "Tiene algo por revisar / Something to review"


@act("directory.capacity", requires="directory.edit", on="service")
def say_capacity(
    *, actor: Actor, entry: Entry, service: Service, version: int, free: int | None, at: dt.datetime
) -> None:
    """How many places are free now, as somebody said; None: they did not say. Raises ``BadInput``."""
    if free is not None and not 0 <= free <= MOST_FREE:
        raise bad_input("that_number_of_places_cannot_be", where="free", most_free=MOST_FREE)
    now = take(service, version)
    now.free, now.free_at = free, at if free is not None else None
    now.version += 1
    now.save(update_fields=["free", "free_at", "version"])
    entry.about("service", service.id)
    entry.detail(free=free)


@act("directory.sharing", requires="directory.edit", on="service")
def record_sharing(
    *, actor: Actor, entry: Entry, service: Service, version: int, said: str, on: dt.date, at: dt.datetime
) -> None:
    """What a service answered to «what do you share, with whom, when asked», on a day.

    Raises ``BadInput`` without words, with too many, or for a day to come.
    """
    said = " ".join(said.split())
    if not said or len(said) > LONGEST_SHARING:
        raise bad_input("what_was_answered_is_missing", where="said", longest_sharing=LONGEST_SHARING)
    if on > at.date() + dt.timedelta(days=1):
        raise bad_input("that_day_has_not_come", where="on")
    now = take(service, version)
    now.sharing, now.sharing_on = said, on
    now.version += 1
    now.save(update_fields=["sharing", "sharing_on", "version"])
    entry.about("service", service.id)
    entry.detail(on=on.isoformat())


@act("directory.agree", requires="directory.edit", on="post")
def record_agreed(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    organization: Organization,
    kind: str,
    number: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
) -> Agreement:
    """Write down what was agreed with an organisation. ``valid_to`` None: it names no end.

    Raises ``Unknown`` for another kind and ``BadInput`` when it ends before it begins.
    """
    kinds = [one for one, _ in Agreement.KINDS]
    if kind not in kinds:
        raise unknown("clases de acuerdo", "kinds of agreement", kind, kinds, "kind")
    if valid_to is not None and valid_to < valid_from:
        raise bad_input("the_agreement_ends_before_it_begins", where="valid_to")
    made = Agreement.objects.create(
        organization=organization,
        post=post,
        kind=kind,
        number=number.strip()[:40],
        valid_from=valid_from,
        valid_to=valid_to,
    )
    entry.about("agreed", made.id, post=post.code)
    entry.detail(kind=kind, until=valid_to.isoformat() if valid_to else None)
    return made


@act("directory.remind_agreed", requires="system.run")
def remind_agreed(*, actor: Actor, entry: Entry, agreement: Agreement, at: dt.datetime) -> None:
    """Tell the post, once, that what was agreed ends soon."""
    queue_each(
        offices.staff(agreement.post_id, "protection_consul", "head_of_post"),
        key=f"agreed_ends:{agreement.id}",
        about=None,
        subject=SUBJECT,
        body="Un acuerdo vence pronto. / An agreement ends soon.",
        at=at,
        kept=True,
    )
    entry.about("agreed", agreement.id, post=agreement.post_id)


@act("directory.warn", requires="directory.warn", on="post")
def warn(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    service: Service,
    kind: str,
    note: str,
    at: dt.datetime,
) -> Caution:
    """Warn the network of a service, for itself alone. Raises ``Unknown``, ``BadInput`` without words."""
    if kind not in KINDS:
        raise unknown("clases de aviso", "kinds of warning", kind, KINDS, "kind")
    if not note.strip():
        raise bad_input("it_does_not_say_why", where="note")
    made = Caution(id=uuid.uuid4(), service=service, post=post, kind=kind, by=actor.user, at=at)
    create_key(made.id, post.code)
    made.note = Caution.note.seal(made, {"text": note.strip()})
    made.save(force_insert=True)
    entry.about("service", service.id, post=post.code)
    entry.detail(kind=kind, caution=str(made.id))
    return made


@act("directory.unwarn", requires="directory.warn", on="caution")
def end_caution(*, actor: Actor, entry: Entry, caution: Caution, at: dt.datetime) -> None:
    """The warning holds no more; its words are destroyed. Ended twice, it ends once."""
    if caution.ended_at is None:
        caution.ended_at = at
        caution.save(update_fields=["ended_at"])
        shred(caution.id)
    entry.about("service", caution.service_id, post=caution.post_id)
    entry.detail(caution=str(caution.id))
