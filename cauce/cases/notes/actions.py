"""The only writes of the notes between the colleagues of a case."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.access import WORKING
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import KeyGone
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.notices import access as notices
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices.models import User

from .access import staying, told_of, whom
from .models import ColleagueNote
from .rules import LONGEST, until

bad_input = BadInputs(__file__)

SUBJECT = "Hay una nota / There is a note"


@act("note.write", requires="note.keep", on="case")
def write_note(
    *, actor: Actor, entry: Entry, case: Case, text: str, to: User | None = None, at: dt.datetime
) -> ColleagueNote:
    """Leave a note for the colleagues of a case; ``to`` None: it is for no one in particular.

    Nothing of the case changes by it. Raises ``BadInput`` without a text or with a long one, for somebody
    who does not read the case, on a closed case, or once its key was destroyed.
    """
    said = text.strip()
    if not said:
        raise bad_input("the_note_is_empty", where="text")
    if len(said) > LONGEST:
        raise bad_input("the_note_is_too_long", where="text", longest=LONGEST)
    if case.status not in WORKING:
        raise bad_input("the_case_is_closed_to_notes", where="text")
    if to is not None and to not in whom(actor, case):
        raise bad_input("that_colleague_reads_no_notes_of_this_case", where="to")
    made = ColleagueNote(
        id=uuid.uuid4(),
        case=case,
        post=case.post,
        author_id=uuid.UUID(actor.user),
        to=to,
        at=at,
        until=until(current_edition(at), at, zone_of(case)),
    )
    try:
        made.sealed = ColleagueNote.sealed.seal(made, said)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="text") from gone
    told = told_of(actor, case, to, at)
    made.save(force_insert=True)
    _tell(made, told, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(note=str(made.id), to=str(to.id) if to else None)
    return made


@effect
def _tell(note: ColleagueNote, people: list[User], at: dt.datetime) -> None:
    """Each is told once, however many notes of the case they have not seen yet."""
    start = f"note:{note.case_id}:"
    told_already = notices.with_unseen(start)
    queue_each(
        [one for one in people if str(one.id) not in told_already],
        key=f"{start}{note.id.hex[:12]}",
        about=note.case_id,
        subject=SUBJECT,
        at=at,
        body="Hay notas nuevas entre colegas en un caso suyo. / "
        "There are new notes between colleagues in a case of yours.",
    )


@act("note.expire", requires="system.run", on="case")
def expire_notes(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> int:
    """Erase the notes of a case whose day is over; how many.

    None where, since the round began, somebody said that the record must be kept or the person asked about
    their data: the case is held by now, so that shows here.
    """
    over = ColleagueNote.objects.filter(case=case, until__lte=at)
    gone = 0 if case.id in staying([case.id], at) else over.delete()[0]
    entry.about("case", case.id, post=case.post_id)
    entry.detail(notes=gone)
    return gone


@effect
def forget_notes(case: Case, at: dt.datetime) -> None:
    """All notes of a case go with its other words."""
    ColleagueNote.objects.filter(case=case).delete()
