"""Telephones: given a secret once, withdrawn at any time, and lost with an incident."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import uuid
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import create_key, new_pair
from cauce.intake.collection.models import Device
from cauce.intake.collection.sealing import close_private
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import codes
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import open_incident
from cauce.staff.offices.models import Incident, Post

bad_input = BadInputs(__file__)

NAME = re.compile(r"[\w .#-]{1,40}")


@dataclass(frozen=True, slots=True)
class Registered:
    """A new telephone and its secret: shown once, kept nowhere."""

    device: Device
    secret: str


def _hash(secret: str) -> str:
    # The secret has 256 random bits: a plain hash cannot be guessed back, and none is slow.
    return hashlib.sha256(secret.encode()).hexdigest()


@act("device.register", requires="device.manage", on="post")
def register(
    *, actor: Actor, entry: Entry, post: Post, name: str, forms: list[str], at: dt.datetime
) -> Registered:
    """Give a telephone its secret and the key pair of its forms.

    ``name`` is of the device («Teléfono 3»), never of a person; ``forms``: codes, none means all.
    Raises ``BadInput`` for another name, ``Unknown`` for a form that there is not.
    """
    name = name.strip()
    if not NAME.fullmatch(name):
        raise bad_input("the_telephones_name_is_missing", where="name")
    possible = codes(current_edition())
    for one in forms:
        if one not in possible:
            raise unknown("formatos", "forms", one, possible, "forms")
    secret, (public, private) = secrets.token_urlsafe(32), new_pair()
    device = Device(
        id=uuid.uuid4(),
        post=post,
        name=name,
        secret_hash=_hash(secret),
        key_id=uuid.uuid4(),
        public_key=public,
        forms=forms,
        registered_at=at,
        registered_by=actor.user,
    )
    create_key(device.key_id, post.code)
    device.sealed_private = close_private(device, private)
    device.save(force_insert=True)
    entry.about("device", device.id, post=post.code)
    entry.detail(forms=forms)
    return Registered(device, secret)


def _withdraw(device: Device, actor: Actor, at: dt.datetime) -> None:
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = at, actor.user
        note("telephone", device.id, by=actor.user)


@again("telephone")
def _revoke_again(ids: tuple[str, ...], at: dt.datetime, by: str) -> int:
    rows = Device.objects.filter(id__in=ids, revoked_at=None)
    return rows.update(revoked_at=at, revoked_by=by)


@act("device.revoke", requires="device.manage", on="device")
def revoke(*, actor: Actor, entry: Entry, device: Device, at: dt.datetime) -> None:
    """From now on the telephone can fetch and send nothing; what it sent stays."""
    _withdraw(device, actor, at)
    device.save(update_fields=["revoked_at", "revoked_by"])
    entry.about("device", device.id, post=device.post_id)


@act("device.lose", requires="device.manage", on="device")
def lose(*, actor: Actor, entry: Entry, device: Device, at: dt.datetime) -> None:
    """The telephone was lost or taken: withdraw it, open an incident, tell who leads the post.

    Reported twice, there is one incident.
    """
    incident = say_lost(device=device, by=actor, at=at)
    entry.about("device", device.id, post=device.post_id)
    if incident is not None:
        entry.detail(incident=str(incident.id))


@effect
def say_lost(*, device: Device, by: Actor, at: dt.datetime) -> Incident | None:
    """A telephone that is missing sends nothing from now on, and its incident is told; the row is held
    by the act above. None: it was reported before."""
    already = device.lost
    _withdraw(device, by, at)
    device.lost = True
    device.save(update_fields=["revoked_at", "revoked_by", "lost"])
    if already:
        return None
    incident = open_incident(post=device.post, kind="device_lost", about=device.id, at=at, by=by.user)
    queue_each(
        offices.staff(device.post_id, "head_of_post"),
        key=f"incident:{incident.id}",
        about=None,
        at=at,
        subject="Hay un incidente por revisar / An incident to review",
        body="Un equipo se retiró. / A device was withdrawn.",
    )
    return incident
