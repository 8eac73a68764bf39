"""A file of earlier cases that is taken back whole, dropped, or whose rows have been kept long enough."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from cauce.content.errors import BadInputs
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import shred, shred_many
from cauce.people.actions import take_back_people
from cauce.rules.permissions import Actor
from cauce.staff.obligations.models import Obligation

from ..edited_since_import import touched
from ..models import BroughtFile, Case

bad_input = BadInputs(__file__)

AT_ONCE = 500


@act("history.undo", requires="history.bring", on="file")
def take_back(*, actor: Actor, entry: Entry, file: BroughtFile, at: dt.datetime) -> int:
    """Take back every case of a file, as if it had not been brought; how many there were.

    One entry of the journal for each. The file may be brought again while its rows are kept. Raises
    ``BadInput``, naming how many, when somebody worked on one: then nothing is taken back.
    """
    # Locked before it is asked who worked on them: what somebody saves meanwhile waits, and is not lost.
    rows = Case.objects.select_for_update(of=("self",))
    rows = rows.filter(brought__post_id=file.post_id, brought__file=file)
    cases = list(rows.order_by("id"))
    if file.state not in ("bringing", "brought") or not cases:
        raise bad_input("file_has_no_cases_to_take_back", where="file")
    if worked := touched(cases, file):
        raise bad_input("somebody_has_worked_on_count", where="file", count=len(worked))
    keys = [key for case in cases for key in (case.key_id, case.draft_key_id)]
    for start in range(0, len(cases), AT_ONCE):
        some = cases[start : start + AT_ONCE]
        ids, people = [case.id for case in some], [case.person_id for case in some]
        Obligation.objects.filter(subject_kind="case", subject_id__in=ids).delete()
        Case.objects.filter(id__in=ids).delete()
        take_back_people(people)
    append_many(
        Link("act", "history.undo", actor.user, at, file.post_id, "case", str(case.id)) for case in cases
    )
    file.state = "waiting" if bytes(file.sealed) else "dropped"
    file.made = file.refused = file.doubled = 0
    file.brought_at, file.confirmed_by = None, ""
    file.save(update_fields=["state", "made", "refused", "doubled", "brought_at", "confirmed_by"])
    # After the commit: were it before, a failure would leave cases that nobody can read.
    transaction.on_commit(lambda: shred_many(keys), robust=True)
    entry.about("history", file.id, post=file.post_id)
    entry.detail(cases=len(cases))
    return len(cases)


@act("history.drop", requires="history.bring", on="file")
def drop_file(*, actor: Actor, entry: Entry, file: BroughtFile) -> None:
    """Forget a file of which nothing was brought. Raises ``BadInput`` once it was begun."""
    if file.state != "waiting":
        raise bad_input("there_are_cases_of_this_file_already", where="file")
    _forget(file, "dropped")
    entry.about("history", file.id, post=file.post_id)


@act("history.expire", requires="system.run", on="file")
def forget_file(*, actor: Actor, entry: Entry, file: BroughtFile) -> None:
    """The rows have been kept long enough: their key goes; the cases and the numbers stay."""
    _forget(file, "dropped" if file.state == "waiting" else file.state)
    entry.about("history", file.id, post=file.post_id)


def _forget(file: BroughtFile, state: str) -> None:
    file.state, file.sealed, file.answers = state, b"", b""
    file.save(update_fields=["state", "sealed", "answers"])
    # Last: should what follows fail, the file is lost and is read again; nothing is read twice.
    shred(file.key_id)
