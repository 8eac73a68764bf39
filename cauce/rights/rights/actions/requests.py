"""What the person asks of her own data: received, answered in time, carried out; the original stays."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rights.rights.models import Annotation, DataRequest
from cauce.rights.rights.rules.data_request import KINDS, answer_due, effect_due
from cauce.rules.permissions import Actor

bad_input = BadInputs(__file__)

ANSWERS = ("granted", "granted_in_part", "declined")
LONGEST = 4000


def _text(text: str, where: str) -> str:
    if not text.strip() or len(text) > LONGEST:
        raise bad_input("the_text_is_missing", where=where, longest=LONGEST)
    return text.strip()


def _about(entry: Entry, one: DataRequest, **detail: object) -> None:
    entry.about("case", one.case_id, post=one.case.post_id)
    entry.detail(request=str(one.id), kind=one.kind, **detail)


@act("rights.receive", requires="rights.work", on="case")
def receive(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    kind: str,
    asked: str,
    received_at: dt.datetime,
    at: dt.datetime,
) -> DataRequest:
    """She asks: the clock begins when she did, not when it was typed. Raises ``BadInput``."""
    if kind not in KINDS:
        raise unknown("clases de petición", "kinds of request", kind, KINDS, "kind")
    if received_at > at:
        raise bad_input("the_request_cannot_be_of_tomorrow", where="received_on")
    made = DataRequest(
        id=uuid.uuid4(),
        case=case,
        kind=kind,
        received_at=received_at,
        received_by=actor.user,
        answer_due_at=answer_due(current_edition(at), received_at, zone_of(case)),
    )
    made.asked = DataRequest.asked.seal(made, _text(asked, "asked"))
    made.save(force_insert=True)
    _about(entry, made)
    return made


def _check_open(one: DataRequest) -> None:
    if one.answer:
        raise bad_input("it_was_answered_already", where="answer")


@act("rights.extend", requires="rights.work", on="request")
def extend(*, actor: Actor, entry: Entry, request: DataRequest, at: dt.datetime) -> None:
    """Ten more working days, once, while the first ones run. Raises ``BadInput``."""
    _check_open(request)
    if request.extended_at or at > request.answer_due_at:
        raise bad_input("the_time_was_extended_already", where="extended_at")
    request.extended_at = at
    request.answer_due_at = answer_due(
        current_edition(at), request.received_at, zone_of(request.case), extended=True
    )
    request.save(update_fields=["extended_at", "answer_due_at"])
    _about(entry, request)


@act("rights.answer", requires="rights.work", on="request")
def answer(
    *, actor: Actor, entry: Entry, request: DataRequest, answer: str, said: str, at: dt.datetime
) -> None:
    """What she is told, with its reasons; what is granted is carried out by a day of its own."""
    _check_open(request)
    if answer not in ANSWERS:
        raise unknown("respuestas", "answers", answer, ANSWERS, "answer")
    request.answer, request.answered_at, request.answered_by = answer, at, actor.user
    request.said = DataRequest.said.seal(request, _text(said, "said"))
    if answer != "declined":
        request.effect_due_at = effect_due(current_edition(at), at, zone_of(request.case))
    request.save(update_fields=["answer", "answered_at", "answered_by", "said", "effect_due_at"])
    _about(entry, request, answer=answer, late=at > request.answer_due_at)


@act("rights.carry_out", requires="rights.work", on="request")
def carry_out(*, actor: Actor, entry: Entry, request: DataRequest, at: dt.datetime) -> None:
    """What was granted is done. Raises ``BadInput`` before an answer that grants it."""
    if request.effect_due_at is None or request.done_at:
        raise bad_input("nothing_granted_is_left_to_do", where="done_at")
    request.done_at = at
    request.save(update_fields=["done_at"])
    _about(entry, request, late=at > request.effect_due_at)


@dataclass(frozen=True)
class NoteBeside:
    """Her words beside a part: what is wrong and how it should read."""

    part: str
    version: int
    says: str
    should_say: str


@act("rights.annotate", requires="rights.work", on="request")
def annotate(
    *,
    actor: Actor,
    entry: Entry,
    request: DataRequest,
    note: NoteBeside,
    corrected: bool,
    at: dt.datetime,
) -> Annotation:
    """Her words beside a part: what is wrong and how it should read. The original is not touched;
    ``corrected``: a new version of it was written as well."""
    if request.kind not in ("correction", "opposition"):
        raise bad_input("this_request_is_not_one_of_correction", where="kind")
    made = Annotation(
        id=uuid.uuid4(),
        request=request,
        case=request.case,
        part=note.part[:40],
        version=note.version,
        corrected=corrected,
        made_at=at,
        made_by=actor.user,
    )
    made.sealed = Annotation.sealed.seal(
        made, {"says": note.says.strip()[:LONGEST], "should_say": _text(note.should_say, "should_say")}
    )
    made.save(force_insert=True)
    _about(entry, request, part=made.part, corrected=corrected)
    return made
