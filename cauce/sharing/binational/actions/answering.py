"""What the office answers: that it was received, that it is under way, passed on, done, or not possible.

Codes and dates alone; one short line where the kind allows it, sealed under the key of the case.
"""

from __future__ import annotations

import datetime as dt

from cauce.cases.actions import meet_obligation
from cauce.cases.facts import edition_of
from cauce.content.errors import BadInputs, unknown
from cauce.content.model_petitions import PetitionResult
from cauce.custody.journal.door import Entry, act
from cauce.rules import binational as rules
from cauce.rules.permissions import Actor

from ..facts import kind_of
from ..models import Petition
from ._shared import end, take_step, tell_post

bad_input = BadInputs(__file__)

SAID = {
    "start": "Una oficina empezó lo que se le pidió. / An office began what it was asked.",
    ("forward"): (
        "Una oficina pasó a una autoridad lo que se le pidió. / An office passed on what it was asked."
    ),
    "finish": "Hay respuesta de una oficina. / An office has answered.",
    "cannot": "Hay respuesta de una oficina. / An office has answered.",
}


@act("petition.receive", requires="petition.answer", on="petition")
def receive_petition(*, actor: Actor, entry: Entry, petition: Petition, at: dt.datetime) -> None:
    """Opening it says that it arrived; opened again, nothing changes."""
    entry.about("petition", petition.id, post=petition.case.post_id)
    if petition.state == "sent":
        take_step(petition, "receive", side="office", by=actor.user, at=at)
        petition.answered_by = actor.user
        petition.save()


@act("petition.answer", requires="petition.answer", on="petition")
def answer_petition(
    *,
    actor: Actor,
    entry: Entry,
    petition: Petition,
    what: str,
    at: dt.datetime,
    code: str = "",
    note: str = "",
) -> None:
    """``what``: start, forward, finish or cannot; ``code``: the authority, the result or the reason.

    The same answer again changes nothing. Raises ``BadInput`` for another answer after the end or
    after a withdrawal, or a note where none may come back; ``Unknown`` for a code that is not listed.
    """
    entry.about("petition", petition.id, post=petition.case.post_id)
    if what not in SAID:
        raise unknown("respuestas", "answers", what, SAID)
    said = _check_code(petition, what, code)
    _check_note(petition, what, note)
    _check_same(petition, what, code)
    if not take_step(petition, what, side="office", by=actor.user, at=at):
        return
    petition.answered_by = actor.user
    entry.detail(what=what, code=code)
    if what == "forward":
        petition.forwarded_to, petition.forwarded_at = code, at
    elif what == "finish":
        petition.result = code
    elif what == "cannot":
        petition.reason = code
    if note.strip():
        petition.note = Petition.note.seal(petition, note.strip())
    if what in ("finish", "cannot"):
        end(petition, at)
    else:
        petition.save()
    if said is not None and said.meets:
        meet_obligation(actor=actor, case=petition.case, name=said.meets, at=at)
    tell_post(petition, f"petition_{what}:{petition.id}", body=SAID[what], at=at)


def _check_code(petition: Petition, what: str, code: str) -> PetitionResult | None:
    """The result that is meant; None: it is not about one. Raises ``Unknown``."""
    catalogues = edition_of(petition.case).catalogues
    if what == "finish":
        results = {one.id: one for one in kind_of(petition).results}
        if code not in results:
            raise unknown("resultados", "results", code, results, "result")
        return results[code]
    lists = {"forward": "petition_authorities", "cannot": "petition_reasons"}
    if what in lists:
        known = [one.id for one in catalogues[lists[what]]]
        if code not in known:
            raise unknown("opciones", "options", code, known, what)
    return None


def _check_same(petition: Petition, what: str, code: str) -> None:
    """A second, different answer does not pass for the first one."""
    given = {"finish": petition.result, "cannot": petition.reason, "forward": petition.forwarded_to}
    if given.get(what) and given[what] != code:
        raise bad_input("a_different_answer_has_already_been_given", where=what)


def _check_note(petition: Petition, what: str, note: str) -> None:
    if not note.strip():
        return
    if what != "finish" or not kind_of(petition).note:
        raise bad_input("there_is_no_free_text_here", where="note")
    if len(note.strip()) > rules.NOTE_MOST:
        raise bad_input("note_most_letters_fit", where="note", note_most=rules.NOTE_MOST)
