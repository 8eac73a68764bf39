"""The only writer of files that leave: marked, closed with a passphrase, taken once."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, Refused, act
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import create_key, shred
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits
from cauce.staff.oversight.actions import take as take_approval

from .kinds import APPROVAL, HOURS, MOST_ROWS, kinds
from .marking import MARKERS, Mark
from .models import Export
from .packing import check_closed, close_pdf, close_zip, new_passphrase
from .watermarks import mark_of

bad_input = BadInputs(__file__)

LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class Content:
    """What is to leave: its form (pdf, csv, xlsx), its rows, and other files in the same zip."""

    name: str  # neutral, without ending
    form: str
    body: bytes
    rows: int
    beside: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A new file and its passphrase: shown once, kept nowhere."""

    export: Export
    passphrase: str


class Gone(Exception):
    """The file was taken already, or its day is over."""


def _check(kind: str, reason: str, why: str, content: Content) -> None:
    if kind not in kinds():
        raise unknown("clases de archivo", "kinds of file", kind, kinds(), "kind")
    reasons = [row.id for row in current_edition().catalogues["export_reasons"]]
    if reason not in reasons:
        raise unknown("motivos", "reasons", reason, reasons, "reason")
    if not why.strip() or len(why) > LONGEST_WHY:
        raise bad_input("what_the_file_is_for_is_missing", where="why", longest_why=LONGEST_WHY)
    if content.rows > MOST_ROWS:
        raise bad_input("there_are_rows", where="kind", rows=content.rows, most_rows=MOST_ROWS)
    if content.form not in MARKERS:
        raise unknown("formatos", "formats", content.form, MARKERS, "form")


def _closed(content: Content, mark: Mark, passphrase: str) -> tuple[bytes, str]:
    """The marked file closed with the passphrase, and its ending."""
    body = MARKERS[content.form](content.body, mark)
    if content.form == "pdf" and not content.beside:
        return close_pdf(body, passphrase), "pdf"
    files = {f"{content.name}.{content.form}": body}
    for name, other in content.beside.items():
        marker = MARKERS.get(name.rpartition(".")[2])
        files[name] = marker(other, mark) if marker else other
    return close_zip(files, passphrase), "zip"


@dataclass(frozen=True)
class Grounds:
    """A reason of the list, and why in words."""

    reason: str
    why: str


@act("export.make", requires="export.make", on="thing")
def make(
    *,
    actor: Actor,
    entry: Entry,
    thing: Any,
    kind: str,
    about: tuple[str, str],
    grounds: Grounds,
    content: Content,
    at: dt.datetime,
) -> Made:
    """Mark, close and keep a file for a day, to be taken once by whoever made it.

    ``thing`` is what it is of: its scope decides. Raises ``BadInput``, ``Unknown``, ``Refused``
    without the right of its kind, ``NotApproved`` when it names somebody and nobody approved it.
    """
    _check(kind, grounds.reason, grounds.why, content)
    if not permits(actor, kinds()[kind].permission, thing.scope).allowed:
        raise Refused("Su función no permite sacar esto.", "Your role does not let this leave.")
    proposal = None
    if kinds()[kind].identity:
        proposal = take_approval(kind=APPROVAL, about=about, payload={"kind": kind}, actor=actor, at=at).id
    export = Export(
        id=uuid.uuid4(),
        post_id=thing.scope.post,
        kind=kind,
        about_kind=about[0],
        about_id=about[1],
        reason=grounds.reason,
        identity=kinds()[kind].identity,
        proposal=proposal,
        made_by=actor.user,
        made_at=at,
        expires_at=at + dt.timedelta(hours=HOURS),
        rows=content.rows,
        key_id=uuid.uuid4(),
        why_key_id=uuid.uuid4(),
    )
    passphrase = new_passphrase()
    body, ending = _closed(
        content,
        mark_of(actor, export.reason, export.made_at, export.post_id, str(export.id)[:8]),
        passphrase,
    )
    check_closed(body)
    home = thing.scope.post or "network"
    create_key(export.key_id, home)
    create_key(export.why_key_id, home)
    export.name, export.size = f"{content.name}.{ending}", len(body)
    export.digest = hashlib.sha256(body).hexdigest()
    export.sealed = Export.sealed.seal(export, base64.b64encode(body).decode())
    export.why = Export.why.seal(export, grounds.why.strip())
    export.save(force_insert=True)
    entry.about(*about, post=thing.scope.post)
    entry.detail(
        export=str(export.id),
        kind=kind,
        reason=grounds.reason,
        rows=content.rows,
        sha256=export.digest,
        proposal=str(proposal) if proposal else None,
    )
    return Made(export, passphrase)


@act("export.take", requires="self", on="export")
def take(*, actor: Actor, entry: Entry, export: Export, at: dt.datetime) -> bytes:
    """The file, this once: its key is destroyed with it. Raises ``Gone`` for a second time."""
    if export.state != "waiting" or export.expires_at <= at:
        raise Gone
    body = base64.b64decode(Export.sealed.open(export))
    _end(export, "taken", at)
    entry.about(export.about_kind, export.about_id, post=export.post_id)
    entry.detail(export=str(export.id), sha256=export.digest)
    return body


@act("export.expire", requires="system.run", on="export")
def expire(*, actor: Actor, entry: Entry, export: Export, at: dt.datetime) -> None:
    """The day of a file is over: its key is destroyed, and what stays is who, when and why."""
    if export.state == "waiting":
        _end(export, "expired", None)
    shred(export.key_id)
    entry.about(export.about_kind, export.about_id, post=export.post_id)
    entry.detail(export=str(export.id))


@act("export.note_written", requires="system.run")
def note_written(*, actor: Actor, entry: Entry, reason: str, rows: int, digest: str, at: dt.datetime) -> None:
    """Write down that the operator of the server wrote a file without identity, and its hash."""
    entry.about("export", "command")
    entry.detail(reason=reason, rows=rows, sha256=digest)


def _end(export: Export, state: str, at: dt.datetime | None) -> None:
    export.state, export.downloaded_at, export.sealed = state, at, b""
    export.save(update_fields=["state", "downloaded_at", "sealed"])
    note("file", export.id, state=state)
    # Before the commit: should that fail, the file is lost and must be made again; none is read twice.
    shred(export.key_id)


@again("file")
def _end_again(ids: tuple[str, ...], at: dt.datetime, state: str) -> int:
    rows = list(Export.objects.filter(id__in=ids, state="waiting"))
    for row in rows:
        _end(row, state, at if state == "taken" else None)
    return len(rows)
