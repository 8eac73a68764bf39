"""Whether a form that arrived can be taken, and what its answers lead to. Writes nothing."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cauce.content.errors import BadInput
from cauce.content.model_toolbox import Instrument
from cauce.custody.keystore import Unopened, unlock
from cauce.protocol.documents.incoming import RefusedFile, clean
from cauce.protocol.documents.unpacking import SECONDS, Unread
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import filled_under, instrument_of
from cauce.rules.screening import LAST, screen

from .models import Device
from .reading import Envelope, Filled, read_envelope, read_filled
from .sealing import open_private


@dataclass(frozen=True, slots=True)
class Judged:
    """``reasons`` empty: it can be taken. ``instrument`` None: it is not a form or version of ours."""

    reasons: tuple[str, ...]
    instrument: Instrument | None = None
    device: Device | None = None  # whose key opened it
    content: dict[str, Any] = field(default_factory=dict)
    deprecated_id: str = ""
    filled_at: dt.datetime | None = None
    to_see: bool = False
    urgent: bool = False


def _opened(
    envelope: Envelope, files: Mapping[str, bytes], devices: Iterable[Device]
) -> tuple[Device, dict[str, bytes]]:
    """The plain files, by the first telephone's key that opens them. Raises ``Unopened``."""
    assert envelope.locked is not None
    failed = Unopened("wrong_key")
    for device in devices:
        try:
            return device, unlock(open_private(device), envelope.locked, files)
        except Unopened as problem:
            if problem.reason != "wrong_key":
                raise
            failed = problem
    raise failed


def _inside(envelope: Envelope, plain: dict[str, bytes]) -> Envelope:
    """The form that was inside. Raises ``Unopened`` when it is another than the outside says."""
    name = (envelope.locked.files[-1] if envelope.locked else "").removesuffix(".enc")
    try:
        inner = read_envelope(plain.pop(name))
    except (BadInput, KeyError) as problem:
        if isinstance(problem, Unread) and problem.of_now:
            raise  # nothing is known of the form yet: it is sent again
        raise Unopened("wrong_hash") from problem
    if (inner.form_id, inner.version, inner.instance_id) != (
        envelope.form_id,
        envelope.version,
        envelope.instance_id,
    ):
        raise Unopened("does_not_match")
    return inner


def _refused(data: bytes) -> bool:
    """Whether a file beside the form is none that anybody may ever be shown."""
    try:
        clean(data)
    except RefusedFile:
        return True
    return False


def _any_refused(files: Iterable[bytes]) -> bool:
    """The same for all of them, in the time that one may take: whoever sends twenty waits no longer."""
    until = time.monotonic() + SECONDS
    return any(time.monotonic() > until or _refused(data) for data in files)


def judge(envelope: Envelope, files: Mapping[str, bytes], devices: Iterable[Device], *, sent: bool) -> Judged:
    """Read a whole submission. ``devices``: whose keys may open it; ``sent``: it came by network,
    and then whatever is not encrypted is set aside."""
    device, reasons, plain = None, [], dict(files)
    if envelope.locked is not None:
        try:
            device, plain = _opened(envelope, files, devices)
            envelope = _inside(envelope, plain)
        except Unopened as problem:
            return Judged((problem.reason,))
    elif sent:
        reasons.append("not_encrypted")
    if _any_refused(plain.values()):
        reasons.append("refused_file")
    edition = current_edition()
    instrument = filled_under(edition, envelope.form_id, envelope.version)
    try:
        near = instrument or instrument_of(edition, envelope.form_id)
        filled = read_filled(envelope.root, near, plain)
    except BadInput:
        return Judged((*reasons, "too_large"), instrument, device, {}, envelope.deprecated_id)
    if instrument is None:
        return judged_strange(envelope.form_id, filled, reasons, device, envelope.deprecated_id)
    return judged_answers(instrument, filled, reasons, device, envelope.deprecated_id)


def judged_strange(
    form_id: str,
    filled: Filled,
    reasons: Iterable[str] = (),
    device: Device | None = None,
    deprecated_id: str = "",
) -> Judged:
    """A form, or a version, that no edition known here explains: what it says is kept to be looked
    at, and taken for nothing. The newest version of that form only tells whether it may speak of
    danger, because danger does not wait."""
    edition = current_edition()
    ours = any(row["code"] == form_id for row in edition.catalogues.get("field_forms", ()))
    near = instrument_of(edition, form_id)
    danger = near is not None and "emergency_route" in screen(near, filled.answers).outcomes
    content = _content(filled) | {"answers": {}, "said": filled.answers | filled.said}
    why = "unknown_version" if ours else "unknown_form"
    return Judged(
        (*reasons, why), None, device, content, deprecated_id, filled.ended or filled.started, urgent=danger
    )


def _content(filled: Filled) -> dict[str, Any]:
    return {
        "answers": filled.answers,
        "turn": filled.turn,
        "agreed": filled.agreed,
        "unknown": filled.unknown,
        "wrong": filled.wrong,
        "files": filled.files,
        "said": filled.said,
        "started": filled.started.isoformat() if filled.started else None,
    }


def judged_answers(
    instrument: Instrument,
    filled: Filled,
    reasons: Iterable[str] = (),
    device: Device | None = None,
    deprecated_id: str = "",
) -> Judged:
    """What answers that were read lead to, and what of them does not fit."""
    found = [
        *reasons,
        *(["unknown_question"] if filled.unknown else []),
        *(["wrong_value"] if filled.wrong else []),
        *(["unexpected_file"] if filled.files else []),
    ]
    offers = screen(instrument, filled.answers).outcomes
    return Judged(
        tuple(found),
        instrument,
        device,
        _content(filled),
        deprecated_id,
        filled.ended or filled.started,
        to_see=offers != (LAST,),
        urgent="emergency_route" in offers,
    )
