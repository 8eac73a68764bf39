"""The receiver reads, accepts or declines with a reason; its answer meets the obligation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils import timezone

from cauce.cases.actions import meet_obligation
from cauce.cases.facts import vocabulary_of
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.rules.referral import OPEN

from ..facts import agreed_now, offered_in, stored_of
from ..models import Referral
from ..telling import LookAgain, check_fields, check_offered, telling_fields
from ._shared import Said, accepted_as, destroy_shared, take_step, tell_officer, tell_partner
from .sending import NoConsent

bad_input = BadInputs(__file__)

# What the receiver may do, and the act of the case that follows (None: nothing is met by it).
MEETS = {
    "accept": "referral_accepted",
    "reject": None,
    "ask_info": None,
    "answer_info": None,
    "start_service": None,
    "complete": "referral_result_recorded",
    "not_complete": "referral_result_recorded",
}
# From which list an answer may bring a code, and whether it must.
CODES = {
    "reject": ("rejection_reasons", True),
    "complete": ("referral_results", False),
    "not_complete": ("not_completed_reasons", False),
}
MOST_PLACES = 999
OTHER = "other"  # asked for beside the data: something that only a call can answer
# How the sender answered what was asked: with data, by telephone, or that the person shares no more.
SENT, CALLED, UNSHARED = "sent", "called", "unshared"


@act("referral.acknowledge", requires="referral.answer", on="referral")
def acknowledge(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> None:
    """The receiver opened it: the clock of its decision starts. Opening again changes nothing."""
    if referral.state == "sent":
        take_step(referral, "acknowledge", side="receiver", by=actor.user, at=at, way=_way_of(actor))
        referral.save()
    entry.about("referral", referral.id, post=referral.case.post_id)


@act("referral.inform", requires="referral.send", on="referral")
def inform(
    *,
    actor: Actor,
    entry: Entry,
    referral: Referral,
    at: dt.datetime,
    how: str = CALLED,
    shared: Mapping[str, str] | None = None,
    seen_twice: bool = False,
) -> None:
    """The sender answers what was asked, and the referral goes on from where it was.

    ``how``: ``SENT`` with the data that are ``shared`` beside those of before, ``CALLED`` or ``UNSHARED``
    without any. Raises ``BadInput`` when nothing was asked, for data that the person has not agreed to share,
    and for ``SENT`` without any; ``LookAgain`` as sending does.
    """
    entry.about("referral", referral.id, post=referral.case.post_id)
    if how not in (SENT, CALLED, UNSHARED):
        raise unknown("maneras", "ways", how, (SENT, CALLED, UNSHARED))
    more = {name: text for name, text in (shared or {}).items() if text.strip()} if how == SENT else {}
    if how == SENT:
        _check_more(referral, more, seen_twice)
    if not take_step(referral, "answer_info", side="sender", by=actor.user, at=at, said=Said(code=how)):
        return
    if more:
        referral.shared = Referral.shared.seal(referral, stored_of(referral) | more)
        referral.fields, referral.carried_at = sorted({*referral.fields, *more}), timezone.now()
    entry.detail(how=how, fields=sorted(more))
    referral.save()
    number = referral.steps.count()
    body = "El consulado respondió lo que preguntaron. / The consulate answered your question."
    tell_partner(referral, key=f"inform:{referral.id}:{number}", body=body, at=at)


def _check_more(referral: Referral, more: Mapping[str, str], seen_twice: bool) -> None:
    if not more:
        raise bad_input("nothing_was_written_to_send", where="shared")
    words = vocabulary_of(referral.case)
    check_fields(words, dict(more))
    check_offered(words, dict(more), {row.kind for row in referral.service.kinds.all()})
    if not set(more) <= agreed_now(referral):
        raise bad_input("not_agreed_to_share", where="shared")
    telling = telling_fields(dict(more))
    if telling and not seen_twice:
        raise LookAgain(sorted(telling))


def _way_of(actor: Actor) -> str:
    """By which way this actor answers."""
    return "link" if actor.has_role("link_receiver") else "account"


@act("referral.answer", requires="referral.answer", on="referral")
def answer(
    *,
    actor: Actor,
    entry: Entry,
    referral: Referral,
    what: str,
    at: dt.datetime,
    reason: str = "",
    places: int | None = None,
    wanted: Iterable[str] = (),
) -> None:
    """Accept, decline with a reason of the catalogue, or report what became of it.

    ``reason``: why it was declined or not completed, or what came of it; ``places``: free places
    now, if the receiver says; ``wanted``: ids of the data that it asks for, or ``OTHER``; empty: it does not
    say which. Sending the same answer twice has one effect. Raises ``Unknown`` for another answer, reason or
    datum, ``BadInput`` when it is not possible from where the referral is, ``NoConsent`` for a yes to
    somebody whose own yes is over.
    """
    said = Said(reason, places, tuple(dict.fromkeys(wanted)) if what == "ask_info" else ())
    _check(what, said)
    known = (*(one.id for one in offered_in(referral)), OTHER) if said.wanted else ()
    for one in said.wanted:
        if one not in known:
            raise unknown("datos", "data", one, known, "wanted")
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(what=what, reason=reason, places=places, wanted=list(said.wanted))
    _answered(referral, actor, what, said, _way_of(actor), at)


@act("referral.record_answer", requires="referral.send", on="referral")
def record_answer(
    *,
    actor: Actor,
    entry: Entry,
    referral: Referral,
    what: str,
    at: dt.datetime,
    reason: str = "",
    places: int | None = None,
) -> None:
    """The officer writes down what the receiver told by telephone: its answer, marked as told.

    Raises what ``answer`` raises.
    """
    said = Said(reason, places)
    _check(what, said)
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(what=what, reason=reason, places=places, way="told")
    _answered(referral, actor, what, said, "told", at)


def _check(what: str, said: Said) -> None:
    if what not in MEETS:
        raise unknown("respuestas", "answers", what, MEETS)
    name, needed = CODES.get(what, ("", False))
    if needed or said.code:
        reasons = [item.id for item in current_edition().catalogues[name]] if name else []
        if said.code not in reasons:
            raise unknown("motivos", "reasons", said.code, reasons)
    if said.places is not None and not 0 <= said.places <= MOST_PLACES:
        raise bad_input("the_number_of_free_places_cannot_be", where="places", most_places=MOST_PLACES)


def _answered(referral: Referral, actor: Actor, what: str, said: Said, way: str, at: dt.datetime) -> None:
    if what == "accept" and referral.state in OPEN and not agreed_now(referral):
        raise NoConsent("El permiso de la persona terminó.", "The person's permission is over.")
    if not take_step(referral, what, side="receiver", by=actor.user, at=at, way=way, said=said):
        return
    if what in ("accept", "reject"):
        referral.answered_at = at
    if what == "reject":
        referral.rejection = said.code
    if what in ("complete", "not_complete"):
        referral.result = said.code
    referral.save()
    if what == "reject":
        destroy_shared(referral)  # whoever declined has no use for it any more
    met = MEETS[what]
    if met:
        name = accepted_as(referral.need) if what == "accept" else met
        meet_obligation(actor=actor, case=referral.case, name=name, at=at)
    if way == "told":
        return  # whoever works on the case wrote it down
    words = {
        "accept": "Aceptaron una solicitud. / A request was accepted.",
        "reject": "No aceptaron una solicitud; busque otra opción. / A request was declined.",
    }
    body = words.get(what, "Hay novedades en una solicitud. / There is news on a request.")
    tell_officer(referral, key=f"{what}:{referral.id}", body=body, at=at)
