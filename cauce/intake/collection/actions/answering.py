"""What protection does with a form from the field: open a case, say how it ended, or look at one
that was set aside."""

from __future__ import annotations

import datetime as dt

from cauce.cases.actions import open_case, record_consent
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import shred
from cauce.intake.collection.models import Arrival, Attachment
from cauce.intake.collection.sealing import open_content
from cauce.intake.screenings.actions import bring
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import channel_of
from cauce.rules.permissions import Actor
from cauce.rules.screening import LAST, screen
from cauce.staff.offices.models import User

from .taking import SEALED, call

bad_input = BadInputs(__file__)

NOT_READ = (
    "wrong_key",
    "wrong_hash",
    "does_not_match",
    "unknown_form",
    "unknown_version",
    "too_large",
)


def _check(arrival: Arrival, *states: str) -> None:
    if arrival.state not in states:
        raise bad_input("form_is_no_longer_waiting", where="arrival")


def _instrument(arrival: Arrival) -> Instrument:
    return current_edition().instrument_versions[arrival.instrument, arrival.instrument_version]


def _close(arrival: Arrival, actor: Actor, state: str, at: dt.datetime) -> None:
    # What it said goes with it; ``erase`` then destroys the key.
    arrival.state, arrival.closed_at, arrival.closed_by, arrival.to_see = (
        state,
        at,
        actor.user,
        False,
    )
    arrival.urgent, arrival.sealed, arrival.sealed_raw = False, b"", b""
    arrival.save()
    Attachment.objects.filter(arrival=arrival).delete()


@act("arrival.answer", requires="arrival.answer", on="arrival")
def answer(*, actor: Actor, entry: Entry, arrival: Arrival, outcome: str, at: dt.datetime) -> None:
    """How it ended when no case was opened; what the form said is erased at once.

    Raises ``Unknown`` for another outcome, ``BadInput`` when somebody already dealt with it.
    """
    possible = ("information_given", "declined_to_talk", "not_found")
    if outcome not in possible:
        raise unknown("resultados", "outcomes", outcome, possible)
    _check(arrival, "taken")
    arrival.outcome = outcome
    _close(arrival, actor, "closed", at)
    entry.about("arrival", arrival.id, post=arrival.post_id)
    entry.detail(outcome=outcome)


@act("arrival.open_case", requires="arrival.answer", on="arrival")
def open_case_from(
    *, actor: Actor, entry: Entry, arrival: Arrival, officer: User | None, at: dt.datetime
) -> Case:
    """Open a case without a name; what was answered becomes a sitting, as a sealed draft until the
    person agrees that it be kept. Raises ``BadInput`` when somebody already dealt with it."""
    _check(arrival, "taken")
    instrument, content = _instrument(arrival), open_content(arrival)
    began = min(arrival.filled_at or arrival.received_at, at)
    case = open_case(
        actor=actor,
        post=arrival.post,
        channel=channel_of(instrument),
        started_at=began,
        present=False,
        officer=officer,
    )
    if content.get("agreed"):
        record_consent(actor=actor, case=case, purpose="screening", given=True, at=began)
    bring(
        actor=actor,
        case=case,
        instrument=instrument,
        instrument_hash=arrival.instrument_hash,
        answers=content.get("answers", {}),
        at=began,
    )
    arrival.case, arrival.outcome = case, "case_opened"
    _close(arrival, actor, "closed", at)
    entry.about("arrival", arrival.id, post=arrival.post_id)
    entry.detail(case=str(case.id))
    return case


@act("arrival.release", requires="arrival.answer", on="arrival")
def release(*, actor: Actor, entry: Entry, arrival: Arrival, at: dt.datetime) -> None:
    """Take a form that was set aside for what it has besides: its known answers go through the rules.

    Protection is told when they speak of danger and nobody was told before.
    Raises ``BadInput`` for one that could not be read: there is nothing to take from it.
    """
    _check(arrival, "quarantined")
    if not arrival.instrument or set(arrival.reasons) & set(NOT_READ):
        raise bad_input("this_form_could_not_be_read", where="arrival")
    if SEALED in arrival.reasons:
        raise bad_input("it_corrects_something_in_a_sealed_file", where="arrival")
    answers = open_content(arrival).get("answers", {})
    arrival.state = "taken"
    offers = screen(_instrument(arrival), answers).outcomes
    arrival.to_see, arrival.urgent = offers != (LAST,), "emergency_route" in offers
    arrival.save(update_fields=["state", "to_see", "urgent"])
    if arrival.urgent:
        call(arrival, at)
    entry.about("arrival", arrival.id, post=arrival.post_id)
    entry.detail(reasons=arrival.reasons)


@act("arrival.discard", requires="arrival.answer", on="arrival")
def discard(*, actor: Actor, entry: Entry, arrival: Arrival, at: dt.datetime) -> None:
    """Throw away a form that was set aside; what it held cannot be read any more."""
    _check(arrival, "quarantined", "waiting_media")
    _close(arrival, actor, "discarded", at)
    entry.about("arrival", arrival.id, post=arrival.post_id)
    entry.detail(reasons=arrival.reasons)


@act("arrival.erase", requires="system.run", on="arrival")
def erase(*, actor: Actor, entry: Entry, arrival: Arrival, at: dt.datetime) -> None:
    """The time of a form is over, or somebody dealt with it: destroy its key."""
    if arrival.closed_at is None:
        _close(arrival, actor, "expired", at)
    arrival.shredded = True
    arrival.save(update_fields=["shredded"])
    shred(arrival.key_id)
    entry.about("arrival", arrival.id, post=arrival.post_id)
