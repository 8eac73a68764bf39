"""Drafting an edition: the whole content of the one before, with files that differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from cauce.content.editing import set_head, without_end
from cauce.content.errors import BadInputs, CauceError
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from .. import schedule
from ..dates import check_to_come
from ..folder import texts_of
from ..models import Edition, EditionFile
from ..paths import check_path
from ._beginning import HEAD, adopted, begun
from ._shared import check_draft, clean, put_texts, settle

bad_input = BadInputs(__file__)


@act("edition.adopt", requires="edition.draft")
def adopt(*, actor: Actor, entry: Entry, at: dt.datetime) -> Edition:
    """Keep what came with the program in the database, from where it is used then on."""
    made = adopted(at)
    entry.about("edition", made.id)
    return made


@act("edition.draft", requires="edition.draft")
def draft(*, actor: Actor, entry: Entry, id: str, in_force_from: dt.date, note: str) -> Edition:
    """Begin a draft that says what the newest edition says, under its own id and date.

    Raises ``BadInput`` for an id that is taken or is not like 2026.2, and for a day that has come.
    """
    now = timezone.now()
    adopted(now)
    made = begun(actor, id, in_force_from, note, now)
    head = without_end(texts_of(made)[HEAD])
    put_texts(made, {HEAD: set_head(head, id, in_force_from)})
    entry.about("edition", id)
    entry.detail(base=made.base_id)
    return made


def _refuse_lost(edition: Edition, path: str, seen: str | None) -> None:
    held = edition.files.filter(path=path).values_list("content_id", flat=True).first()
    if seen is not None and held != (seen or None):
        raise bad_input("somebody_saved_file_while_you_were_writing", where="text")


@act("edition.save_file", requires="edition.draft", on="edition")
def save_file(
    *, actor: Actor, entry: Entry, edition: Edition, path: str, text: str, seen: str | None = None
) -> None:
    """Put a text in a file of a draft. ``seen``: the hash of what was edited ('' for a new file).

    Raises ``BadInput`` when it is no draft, no file of content, or was changed meanwhile. Mistakes
    inside the text are kept: a draft may be wrong until it is proposed.
    """
    check_draft(edition)
    check_path(path)
    _refuse_lost(edition, path, seen)
    text = clean(text)
    if path == HEAD:
        text = set_head(text, edition.id, edition.in_force_from)
    put_texts(edition, {path: text})
    entry.about("edition", edition.id)
    entry.detail(path=path)


@act("edition.save_files", requires="edition.draft", on="edition")
def save_files(*, actor: Actor, entry: Entry, edition: Edition, texts: Mapping[str, str]) -> list[CauceError]:
    """Put several files in a draft; those that are no content are left out and said."""
    check_draft(edition)
    good: dict[str, str] = {}
    refused: list[CauceError] = []
    for path, text in texts.items():
        try:
            good[check_path(path)] = clean(text)
        except CauceError as problem:
            refused.append(problem)
    if HEAD in good:
        good[HEAD] = set_head(good[HEAD], edition.id, edition.in_force_from)
    put_texts(edition, good)
    entry.about("edition", edition.id)
    entry.detail(files=len(good), refused=len(refused))
    return refused


@act("edition.drop_file", requires="edition.draft", on="edition")
def drop_file(*, actor: Actor, entry: Entry, edition: Edition, path: str) -> None:
    """Take a file out of a draft; the edition before keeps it."""
    check_draft(edition)
    if path == HEAD:
        raise bad_input("without_it_nobody_knows_which_edition", where="path")
    EditionFile.objects.filter(edition=edition, path=path).delete()
    settle(edition)
    entry.about("edition", edition.id)
    entry.detail(path=path)


@act("edition.set_date", requires="edition.draft", on="edition")
def set_date(*, actor: Actor, entry: Entry, edition: Edition, in_force_from: dt.date) -> None:
    """Say from which date a draft would be in force. Raises ``BadInput`` for a day that has come."""
    check_draft(edition)
    check_to_come(in_force_from, schedule.day_of(timezone.now()))
    edition.in_force_from = in_force_from
    edition.save(update_fields=["in_force_from"])
    put_texts(edition, {HEAD: set_head(texts_of(edition)[HEAD], edition.id, in_force_from)})
    entry.about("edition", edition.id)
    entry.detail(date=in_force_from.isoformat())
