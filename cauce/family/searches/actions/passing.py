"""Her officer passes a message on at a safe contact; what she chooses is kept, and nobody else learns it."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, Refused, act, effect
from cauce.rules.messages import ANSWERED, BLOCKED, NAMED, STOPPED, check_choice
from cauce.rules.permissions import Actor

from .. import access_passing
from ..models import Named, Passing

bad_input = BadInputs(__file__)


def _check_hers(actor: Actor, case: Case) -> None:
    if str(case.officer_id) != actor.user:
        raise Refused(
            "Un recado lo pasa solo quien atiende a la persona.",
            "A message is passed by whoever attends the person, and nobody else.",
            cure_es="Si el caso es suyo, asígneselo antes.",
            cure_en="If the case is yours, take it first.",
        )


@act("message.choose", requires="message.pass", on="passing")
def choose(
    *,
    actor: Actor,
    entry: Entry,
    passing: Passing,
    outcome: str,
    told_safely: bool,
    words: str,
    at: dt.datetime,
) -> None:
    """What she chose. ``told_safely``: it was said to her at a contact that she marked as safe.

    Blocked, whoever asks is never put before her again. Raises ``Unknown``, ``BadInput``, ``Refused``
    to anybody but her officer.
    """
    _check_hers(actor, passing.case)
    if passing.held or not (passing.outcome or access_passing.is_seconded(passing.case)):
        raise Absent()
    if passing.outcome:
        raise bad_input("it_was_decided_already", where="outcome")
    check_choice(outcome, told_safely, words)
    passing.outcome, passing.decided_at, passing.decided_by = outcome, at, actor.user
    if outcome == ANSWERED:
        passing.words = Passing.words.seal(passing, {"words": words.strip()})
    passing.save()
    if outcome == BLOCKED:
        told = access_passing.said_in(passing)
        _named(passing.case, BLOCKED, told["caller"], told["phone"], actor.user, at)
    entry.about("case", passing.case_id, post=passing.case.post_id)


@act("message.pass_back", requires="message.pass", on="passing")
def note_passed(*, actor: Actor, entry: Entry, passing: Passing, at: dt.datetime) -> None:
    """Her words, and nothing else, were said to whoever asked. Raises ``BadInput``, ``Refused``."""
    _check_hers(actor, passing.case)
    if passing.outcome != ANSWERED or passing.passed_at is not None:
        raise bad_input("there_are_no_words_to_say", where="passing")
    passing.passed_at = at
    passing.save(update_fields=["passed_at"])
    entry.about("case", passing.case_id, post=passing.case.post_id)


@effect
def _named(case: Case, kind: str, name: str, phone: str, by: str, at: dt.datetime) -> Named:
    made = Named(id=uuid.uuid4(), case=case, kind=kind, added_at=at, by=by)
    made.sealed = Named.sealed.seal(made, {"name": name.strip(), "phone": phone.strip()})
    made.save(force_insert=True)
    return made


@act("message.name", requires="message.pass", on="case")
def name_somebody(
    *, actor: Actor, entry: Entry, case: Case, kind: str, name: str, phone: str, at: dt.datetime
) -> Named:
    """Whom she named as a danger, or will not have ask for her: should they ask, her officer is warned.

    Raises ``Unknown``, ``BadInput`` without a name, ``Refused``.
    """
    _check_hers(actor, case)
    if kind not in NAMED:
        raise unknown("clases", "kinds", kind, NAMED)
    if not name.strip():
        raise bad_input("the_name_is_missing", where="name")
    entry.about("case", case.id, post=case.post_id)
    return _named(case, kind, name, phone, actor.user, at)


@act("message.unname", requires="message.pass", on="case")
def end_named(*, actor: Actor, entry: Entry, case: Case, named: Named, at: dt.datetime) -> None:
    """She no longer names them. Raises ``Absent``, ``Refused``."""
    _check_hers(actor, case)
    named.refresh_from_db()
    if named.case_id != case.id or named.ended_at is not None:
        raise Absent()
    named.ended_at = at
    named.save(update_fields=["ended_at"])
    entry.about("case", case.id, post=case.post_id)


@effect
def end_messages(case: Case, at: dt.datetime) -> int:
    """The file was sealed: no message waits for the person any more; how many did."""
    rows = Passing.objects.filter(case=case, outcome="")
    return rows.update(outcome=STOPPED, decided_at=at)


@effect
def forget_messages(case: Case, at: dt.datetime) -> None:
    """Who asked, what was said and whom she named goes with the words of the file."""
    Passing.objects.filter(case=case).delete()
    Named.objects.filter(case=case).delete()
