"""What drafting and taking over begin with: the history of the house, and a draft on its newest edition."""

from __future__ import annotations

import datetime as dt
import re

from cauce.content import earlier_editions
from cauce.content.errors import BadInputs
from cauce.rules.permissions import Actor

from .. import schedule
from ..dates import check_to_come
from ..models import Edition, EditionFile
from ._shared import dates_changed, put_texts

bad_input = BadInputs(__file__)

HEAD = "edition.yaml"
NAME = re.compile(r"\d{4}\.\d{1,3}[a-z]?")


def adopted(at: dt.datetime) -> Edition:
    """Register what came with the program, oldest first, as the history of this house; the last of it.

    One that has not begun at ``at`` is no history: two people approve it like any other. Where an edition
    is registered already nothing is done.
    """
    registered = Edition.objects.filter(state__in=Edition.IN_USE).order_by("-in_force_from").first()
    if registered is not None:
        return registered
    made: Edition | None = None
    for one in earlier_editions.shipped():
        if made is not None and one.in_force_from > schedule.day_of(at):
            break
        texts = {path: body.decode("utf-8") for path, body in earlier_editions.files_of(one).items()}
        made = Edition.objects.create(
            id=one.id,
            state="approved",
            in_force_from=one.in_force_from,
            base=made,
            content_hash=one.hash,
            drafted_by="system",
            drafted_at=at,
            changed_at=at,
        )
        put_texts(made, texts)
    dates_changed()
    assert made is not None  # noqa: S101 - the folder of the program is always one
    return made


def begun(actor: Actor, id: str, in_force_from: dt.date, note: str, now: dt.datetime) -> Edition:
    """A draft with the files of the newest edition, which is its base. BadInput as ``draft``."""
    if not NAME.fullmatch(id):
        raise bad_input("id_is_no_number_of_an_edition", where="id", id=id[:20])
    if Edition.objects.filter(id=id).exists():
        raise bad_input("edition_id_exists_already", where="id", id=id)
    check_to_come(in_force_from, schedule.day_of(now))
    base = Edition.objects.get(id=schedule.dated()[-1].id)
    made = Edition.objects.create(
        id=id,
        base=base,
        in_force_from=in_force_from,
        note=note.strip(),
        content_hash="",
        drafted_by=actor.user,
        drafted_at=now,
        changed_at=now,
    )
    EditionFile.objects.bulk_create(
        EditionFile(edition=made, path=row.path, content_id=row.content_id) for row in base.files.all()
    )
    return made
