"""The only look-ups of telephones and of what arrives from them."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up, of_id
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Grant, Scope
from cauce.rules.screening import Result, screen

from .models import Arrival, Device
from .sealing import open_content

WAITING = ("taken", "quarantined", "waiting_media")


def actor_of(device: Device) -> Actor:
    """The actor a telephone is: it may send to its post, and nothing else."""
    return Actor(f"tel:{device.id}", (Grant("field_device", device.post_id),))


def device_by_secret(secret: str) -> Device:
    """The telephone that knows this secret and was not withdrawn. Raises ``Absent``.

    Only the hash is looked up and compared, so the time it takes says nothing about the secret.
    """
    digest = hashlib.sha256(secret.encode()).hexdigest()
    found = Device.objects.select_related("post").filter(secret_hash=digest).first()
    if found is None or not hmac.compare_digest(found.secret_hash, digest):
        raise Absent()
    if found.revoked_at is not None:
        record_refusal(actor_of(found), "arrival.send", post=found.post_id, about=("device", found.id))
        raise Absent()
    return found


def devices(actor: Actor, post_code: str) -> list[Device]:
    """The telephones of a post: those in use first, by name. Raises ``Absent``."""
    check_may(actor, "device.manage", Scope(post=post_code))
    rows = Device.objects.filter(post_id=post_code).annotate(sent=Count("arrival"))
    return sorted(rows, key=lambda one: (one.revoked_at is not None, one.name))


def device_for(actor: Actor, device_id: UUID | str) -> Device:
    """One telephone, for who looks after them at its post. Raises ``Absent``."""
    return look_up(Device.objects.select_related("post"), actor, device_id, "device.manage", "device")


def device_by_id(device_id: UUID | str) -> Device:
    """One telephone, for the program itself. Raises ``Absent``."""
    return of_id(Device.objects, device_id)


def names_of(device_ids: set[str]) -> dict[str, str]:
    """Names of telephones by id."""
    rows = Device.objects.filter(id__in=[as_id(one) for one in device_ids])
    return {str(row.id): row.name for row in rows}


def waiting(actor: Actor, post_code: str) -> dict[str, QuerySet[Arrival]]:
    """The forms that wait at a post, to be counted: ``urgent``, ``to_see`` (those too), ``set_aside``,
    and ``urgent_aside`` of these."""
    check_may(actor, "arrival.answer", Scope(post=post_code))
    rows = Arrival.objects.filter(post_id=post_code)
    taken, aside = rows.filter(state="taken"), rows.filter(state="quarantined")
    return {
        "to_see": taken.filter(to_see=True),
        "urgent": taken.filter(urgent=True),
        "set_aside": aside,
        "urgent_aside": aside.filter(urgent=True),
    }


def arrivals(actor: Actor, post_code: str, *, which: str = "to_see") -> Any:
    """The forms of a post that wait, oldest first: ``to_see``, ``set_aside``, ``nothing`` (the rules
    offer nothing more) or ``done``. A queryset, for pages; one entry for the list. Raises ``Absent``."""
    check_may(actor, "arrival.answer", Scope(post=post_code))
    record_read(actor, "arrival.list", about=("post", post_code), post=post_code, which=which)
    rows = Arrival.objects.filter(post_id=post_code).select_related("device")
    if which == "set_aside":
        return rows.filter(state__in=("quarantined", "waiting_media")).order_by("-urgent", "received_at")
    if which == "nothing":
        return rows.filter(state="taken", to_see=False).order_by("received_at")
    if which == "done":
        return rows.exclude(state__in=WAITING).order_by("-received_at")
    return rows.filter(state="taken", to_see=True).order_by("-urgent", "received_at")


def arrival_for(actor: Actor, arrival_id: UUID | str) -> Arrival:
    """One form from the field, for protection of its post. Raises ``Absent``."""
    return look_up(
        Arrival.objects.select_related("post", "device", "case"),
        actor,
        arrival_id,
        "arrival.answer",
        "arrival",
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What a form says and leads to. ``instrument`` and ``result`` None: no version here explains
    it; then ``content`` holds what stood in it, if anything could be opened."""

    content: dict[str, Any]
    instrument: Instrument | None
    result: Result | None


def read(actor: Actor, arrival: Arrival) -> Read:
    """Open a form already looked up, under the version it was filled with; the read is journalled."""
    with transaction.atomic():
        record_read(actor, "arrival.read", about=("arrival", arrival.id), post=arrival.post_id)
        content = open_content(arrival)
    if not content:
        return Read(content, None, None)
    if not arrival.instrument:
        return Read(content, None, None)
    key = (arrival.instrument, arrival.instrument_version)
    instrument = current_edition().instrument_versions.get(key)
    result = screen(instrument, content["answers"]) if instrument else None
    return Read(content, instrument, result)


def to_erase(today: dt.date) -> list[Arrival]:
    """Forms whose key must go: somebody dealt with them, or their time is over."""
    over = Q(closed_at__isnull=False) | Q(expires_on__lte=today)
    return list(Arrival.objects.filter(over, shredded=False).select_related("post"))


@dataclass(frozen=True, slots=True)
class Came:
    """One form that a telephone sent: no more than that it came. ``at``: when it was filled by the
    telephone's clock, or when it came where the telephone said nothing."""

    device: UUID
    at: dt.datetime
    received_at: dt.datetime


def came_from(
    post_code: str, device_ids: Iterable[UUID], since: dt.datetime, until: dt.datetime
) -> list[Came]:
    """The forms that these telephones of a post filled between two instants, whenever they came; one
    that was corrected counts once. For other parts of the house: nothing of what they say."""
    rows = Arrival.objects.filter(post_id=post_code, device_id__in=list(device_ids))
    rows = rows.exclude(state__in=("superseded", "waiting_media"))
    rows = rows.annotate(moment=Coalesce("filled_at", "received_at"))
    rows = rows.filter(moment__gte=since, moment__lt=until).order_by("received_at")
    return [Came(*row) for row in rows.values_list("device_id", "moment", "received_at")]


def last_version(post_code: str, device_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """The form and the version of the last one that each telephone sent; none for one that never did."""
    rows = Arrival.objects.filter(post_id=post_code, device_id__in=list(device_ids))
    rows = rows.order_by("received_at").values_list("device_id", "form_id", "form_version")
    return {device: (form, version) for device, form, version in rows}


def in_use(post_code: str) -> list[Device]:
    """The telephones of a post that may send, by name; for other parts of the house."""
    return list(Device.objects.filter(post_id=post_code, revoked_at=None).order_by("name"))
