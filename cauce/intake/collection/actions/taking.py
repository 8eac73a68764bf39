"""A filled form comes in: once, whole, and under the version it was filled with."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from cauce.content.errors import BadInputs
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import create_key
from cauce.intake.collection.judging import Judged, judge, judged_answers, judged_strange
from cauce.intake.collection.models import Arrival, Device
from cauce.intake.collection.reading import Envelope, Filled, check_names, read_envelope, too_much
from cauce.intake.collection.sealing import attach, close_content, close_raw, files_of, open_raw
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import file_hash, filled_under
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

bad_input = BadInputs(__file__)

PROTECTS = ("protection_officer", "protection_consul")

CLOCK_OFF = dt.timedelta(days=90)
MOST_FILES, MOST_BYTES = 20, 20 * 1024 * 1024  # beside one form, in all its goes
SEALED = "sealed_file"  # of the reasons to set one aside
OPEN = ("waiting_media", "quarantined", "taken")


@dataclass(frozen=True, slots=True)
class Received:
    """``new`` False: it had come before and nothing was done again."""

    arrival: Arrival
    new: bool


def _row(
    post: Post, device: Device | None, envelope: Envelope, data: bytes, at: dt.datetime
) -> tuple[Arrival, bool]:
    """The row of this submission, locked; made when it had not come before."""
    digest = hashlib.sha256(data).hexdigest()
    same = Arrival.objects.filter(post=post, instance_id=envelope.instance_id, digest=digest)
    found = same.select_for_update(no_key=True).first()
    if found is not None:
        return found, False
    arrival = Arrival(
        id=uuid.uuid4(),
        post=post,
        device=device,
        instance_id=envelope.instance_id,
        digest=digest,
        form_id=envelope.form_id,
        form_version=envelope.version,
        key_id=uuid.uuid4(),
        encrypted=envelope.locked is not None,
        state="waiting_media",
        received_at=at,
        expires_on=_expires(post, at),
        sealed=b"",
    )
    create_key(arrival.key_id, post.code)
    arrival.sealed_raw = close_raw(arrival, data)
    try:
        with transaction.atomic():
            arrival.save(force_insert=True)
    except IntegrityError:  # the same form in two requests at once: the first one's row counts
        return same.select_for_update(no_key=True).get(), False
    return arrival, True


def _expires(post: Post, at: dt.datetime) -> dt.date:
    keep = parameter_on(current_edition(), "cue-retention", at.date()).value
    return day_at(post, at) + dt.timedelta(days=keep)


def _attach(arrival: Arrival, files: Mapping[str, bytes]) -> int:
    have = {name: len(data) for name, data in files_of(arrival).items()}
    new = {name: data for name, data in files.items() if name not in have}
    size = sum(have.values()) + sum(map(len, new.values()))
    if new and (len(have) + len(new) > MOST_FILES or size > MOST_BYTES):
        raise too_much()
    for name, data in new.items():
        attach(arrival, name, data).save()
    return len(new)


def _sane(said: dt.datetime | None, received: dt.datetime) -> dt.datetime | None:
    # A telephone whose clock is wrong says nothing about when the talk was.
    if said is None or not -CLOCK_OFF <= said - received <= CLOCK_OFF:
        return None
    return min(said, received)


@effect
def call(arrival: Arrival, at: dt.datetime) -> None:
    """Somebody spoke of danger: tell protection now, once, in words that say nothing."""
    queue_each(
        offices.staff(arrival.post_id, *PROTECTS, case=arrival.case_id),
        key=f"arrival:{arrival.id}",
        about=arrival.case_id,
        at=at,
        subject="Hay un pendiente que no espera / Something that cannot wait",
        body="Está en su lista. / It is on your list.",
    )


def _settle(arrival: Arrival, judged: Judged, at: dt.datetime) -> None:
    """Write on the row what was found out; a corrected form takes the place of the one before."""
    if judged.instrument is not None:
        arrival.instrument = judged.instrument.id
        arrival.instrument_version = judged.instrument.version
        arrival.instrument_hash = file_hash(current_edition(), judged.instrument)
    arrival.device = arrival.device or judged.device
    if judged.deprecated_id and _of_a_sealed_file(arrival, judged.deprecated_id):
        judged = _with(judged, SEALED)
    arrival.reasons = list(judged.reasons)
    arrival.state = "quarantined" if judged.reasons else "taken"
    arrival.to_see = judged.to_see and not judged.reasons
    arrival.urgent = judged.urgent  # danger does not wait for what else does not fit
    arrival.filled_at = _sane(judged.filled_at, arrival.received_at)
    arrival.corrects = judged.deprecated_id[:100]
    if judged.content:
        arrival.sealed = close_content(arrival, judged.content)
    if arrival.state == "taken" and _corrected_already(arrival):
        arrival.state, arrival.to_see = "superseded", False
    arrival.save()
    if arrival.urgent:
        call(arrival, at)
    if judged.deprecated_id and arrival.state == "taken":
        Arrival.objects.filter(
            post=arrival.post_id, device=arrival.device, instance_id=judged.deprecated_id, state__in=OPEN
        ).exclude(id=arrival.id).update(state="superseded", to_see=False)


def _of_a_sealed_file(arrival: Arrival, before: str) -> bool:
    """Whether it corrects what began a case whose file was sealed since: it is kept, and set aside."""
    rows = Arrival.objects.filter(post=arrival.post_id, instance_id=before)
    return rows.filter(case__sealed_at__isnull=False).exists()


def _corrected_already(arrival: Arrival) -> bool:
    """Whether what takes its place came first: telephones that were offline send in any order."""
    later = Arrival.objects.filter(post=arrival.post_id, device=arrival.device, corrects=arrival.instance_id)
    return later.exclude(id=arrival.id).exclude(state="quarantined").exists()


def _same_id(arrival: Arrival) -> bool:
    """Whether another submission came under this number with other contents."""
    others = Arrival.objects.filter(post=arrival.post_id, instance_id=arrival.instance_id)
    return others.exclude(id=arrival.id).exists()


@dataclass(frozen=True)
class Packet:
    """A submission of ODK Collect. ``more``: its other files follow; ``sent`` False: it came on a card."""

    data: bytes
    files: Mapping[str, bytes]
    more: bool = False
    sent: bool = True


@act("arrival.take", requires="arrival.send", on="post")
def receive(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    device: Device | None,
    packet: Packet,
    at: dt.datetime,
) -> Received:
    """Take a submission as ODK Collect sends it; its files may come in several goes (``more``).

    ``device`` None: it came on a card, and any telephone of the post may have encrypted it.
    Sent twice, nothing is done again. What does not fit is set aside with its reasons; only what
    cannot be read at all, or brings more than a form can have, is refused with ``BadInput``, and
    then nothing of it is kept.
    """
    envelope = read_envelope(packet.data)
    check_names(packet.files)
    arrival, new = _row(post, device, envelope, packet.data, at)
    waits = arrival.state == "waiting_media"
    added = _attach(arrival, packet.files) if waits else 0
    if device is not None:
        Device.objects.filter(id=device.id).update(seen_at=at)
    if waits:
        files = files_of(arrival)
        missing = [name for name in envelope.locked.files if name not in files] if envelope.locked else []
        if not missing and not (packet.more and envelope.locked is None):
            keys = [device] if device else list(Device.objects.filter(post=post).order_by("id"))
            judged = judge(envelope, files, keys, sent=packet.sent)
            if new and _same_id(arrival):
                judged = _with(judged, "same_number")
            _settle(arrival, judged, at)
    entry.about("arrival", arrival.id, post=post.code)
    entry.detail(
        form=envelope.form_id if arrival.instrument else "",
        state=arrival.state,
        reasons=arrival.reasons,
        files=added,
        again=not new,
    )
    return Received(arrival, new or bool(added))


def _with(judged: Judged, reason: str) -> Judged:
    return Judged(
        (*judged.reasons, reason),
        judged.instrument,
        judged.device,
        judged.content,
        judged.deprecated_id,
        judged.filled_at,
        judged.to_see,
        judged.urgent,
    )


@dataclass(frozen=True)
class FormFilled:
    """A form that another format brought, already read; ``data``: as it came."""

    form_id: str
    version: str
    instance_id: str
    filled: Filled
    data: bytes


@act("arrival.take_answers", requires="arrival.send", on="post")
def receive_answers(*, actor: Actor, entry: Entry, post: Post, form: FormFilled, at: dt.datetime) -> Received:
    """Take a form that another format brought (a FHIR QuestionnaireResponse), already read."""
    digest = hashlib.sha256(form.data).hexdigest()
    found = Arrival.objects.filter(post=post, instance_id=form.instance_id, digest=digest).first()
    if found is not None:
        entry.about("arrival", found.id, post=post.code)
        entry.detail(again=True)
        return Received(found, False)
    arrival = Arrival(
        id=uuid.uuid4(),
        post=post,
        instance_id=form.instance_id,
        digest=digest,
        form_id=form.form_id,
        form_version=form.version,
        key_id=uuid.uuid4(),
        state="waiting_media",
        received_at=at,
        expires_on=_expires(post, at),
        sealed=b"",
    )
    create_key(arrival.key_id, post.code)
    arrival.sealed_raw = close_raw(arrival, form.data)
    arrival.save(force_insert=True)
    instrument = filled_under(current_edition(), form.form_id, form.version)
    if instrument is None:
        judged = judged_strange(form.form_id, form.filled)
    else:
        judged = judged_answers(instrument, form.filled)
    _settle(arrival, _with(judged, "same_number") if _same_id(arrival) else judged, at)
    entry.about("arrival", arrival.id, post=post.code)
    entry.detail(form=form.form_id if instrument else "", state=arrival.state, reasons=arrival.reasons)
    return Received(arrival, True)


def _judged_again(arrival: Arrival, of_response: Callable[[bytes], Filled]) -> Judged:
    data = open_raw(arrival)
    if data.lstrip().startswith(b"{"):
        filled = of_response(data)
        instrument = filled_under(current_edition(), arrival.form_id, arrival.form_version)
        if instrument is None:
            return judged_strange(arrival.form_id, filled)
        return judged_answers(instrument, filled)
    # By whatever telephone of the post it was encrypted: a person asks for it, knowing why.
    keys = list(Device.objects.filter(post=arrival.post_id).order_by("id"))
    sent = arrival.device_id is not None
    return judge(read_envelope(data), files_of(arrival), keys, sent=sent)


@act("arrival.reread", requires="arrival.answer", on="arrival")
def reread(
    *, actor: Actor, entry: Entry, arrival: Arrival, of_response: Callable[[bytes], Filled], at: dt.datetime
) -> None:
    """Judge again what was set aside, under the editions and with the keys of telephones known now.

    ``of_response`` reads a FHIR QuestionnaireResponse. Raises ``BadInput`` when it no longer waits,
    or cannot be read at all.
    """
    if arrival.state != "quarantined":
        raise bad_input("this_form_is_no_longer_set_aside", where="arrival")
    before, judged = arrival.reasons, _judged_again(arrival, of_response)
    if "same_number" in before:
        judged = _with(judged, "same_number")
    _settle(arrival, judged, at)
    entry.about("arrival", arrival.id, post=arrival.post_id)
    entry.detail(before=before, reasons=arrival.reasons, state=arrival.state)
