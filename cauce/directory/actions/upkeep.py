"""What keeps an entry alive: places free, agreements, warnings for the network alone."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.content.errors import BadInput, unknown
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import create_key, shred
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from ..cautions import KINDS
from ..models import Agreement, Caution, Organization, Service
from ..offering import MOST_FREE
from ._shared import take

LONGEST_SHARING = 600
SUBJECT = "Tiene algo por revisar / Something to review"


@act("directory.capacity", requires="directory.edit", on="service")
def say_capacity(
    *, actor: Actor, entry: Entry, service: Service, version: int, free: int | None, at: dt.datetime
) -> None:
    """How many places are free now, as somebody said; None: they did not say. Raises ``BadInput``."""
    if free is not None and not 0 <= free <= MOST_FREE:
        raise BadInput(
            "Ese número de lugares no puede ser.",
            "That number of places cannot be.",
            where="free",
            cure_es=f"Escriba de 0 a {MOST_FREE}, o déjelo vacío.",
            cure_en=f"Write from 0 to {MOST_FREE}, or leave it empty.",
        )
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
        raise BadInput(
            f"Falta lo que contestó, en hasta {LONGEST_SHARING} letras.",
            f"What was answered is missing, in up to {LONGEST_SHARING} letters.",
            where="said",
            cure_es="Escriba qué comparten, con quién y cuándo se lo piden; sin nadie de quien se hable.",
            cure_en="Write what they share, with whom and when asked; with nobody spoken of.",
        )
    if on > at.date() + dt.timedelta(days=1):
        raise BadInput(
            "Ese día no ha llegado.",
            "That day has not come.",
            where="on",
            cure_es="Escriba el día en que contestaron.",
            cure_en="Write the day of their answer.",
        )
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
        raise BadInput(
            "El acuerdo acaba antes de empezar.",
            "The agreement ends before it begins.",
            where="valid_to",
            cure_es="Revise las dos fechas.",
            cure_en="Look at both dates again.",
        )
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
    for user in offices.staff(agreement.post_id, "protection_consul", "head_of_post") or [None]:
        recipient = str(user.id) if user else "nobody"
        queue(
            key=f"agreed_ends:{agreement.id}:{recipient}",
            recipient=recipient,
            subject=SUBJECT,
            body="Un acuerdo vence pronto. / An agreement ends soon.",
            at=at,
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
        raise BadInput(
            "Falta decir por qué.",
            "It does not say why.",
            where="note",
            cure_es="Escríbalo en una frase, sin nombres de personas atendidas.",
            cure_en="Write it in one sentence, without names of people who were attended.",
        )
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
