"""From the counter to protection: cues without a name, an answer in minutes, or a deputy called."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.cases.actions import open_case
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.rules.screening import Result, screen
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..asking import of_space, spaces_without_case
from ..facts import instrument_hash
from ..links import noticed_on
from ..models import Encounter
from ..rules import TURN

bad_input = BadInputs(__file__)

WINDOW = "window-cues"


def _cue_answers(cues: list[str]) -> dict[str, str]:
    return dict.fromkeys(cues, "yes")


def _still_noticed(cues: list[str], on: dt.date) -> list[str]:
    """What counts of what was ticked: while cues are off, only what the person asked for."""
    kept = {item.id for item in noticed_on(current_edition().instruments[WINDOW], on)}
    return [cue for cue in cues if cue in kept]


def _check_cues(cues: list[str]) -> None:
    known = [item.id for item in current_edition().instruments[WINDOW].items]
    for cue in cues:
        if cue not in known:
            raise unknown("señales", "cues", cue, known)


@act("encounter.record_cues", requires="encounter.raise", on="post")
def record_cues(*, actor: Actor, entry: Entry, post: Post, cues: list[str]):
    """Say what the ticked cues lead to (at most: offer a private talk); nothing is kept of anybody.

    The journal keeps how many were ticked and what was offered, never which, nor about whom.
    """
    _check_cues(cues)
    cues = _still_noticed(cues, timezone.now().date())
    result = screen(current_edition().instruments[WINDOW], _cue_answers(cues))
    entry.about("post", post.code, post=post.code)
    entry.detail(ticked=len(cues), offers=[str(offer) for offer in _offers_of(result)])
    return result


def _offers_of(result) -> list[str]:
    """The ids of what a result offers, in order."""
    return list(result.outcomes)


@act("encounter.record_answers", requires="encounter.raise", on="post")
def record_answers(*, actor: Actor, entry: Entry, post: Post, space: str, answers: dict[str, str]) -> Result:
    """Say what a few questions asked without a case lead to offering; no answer is kept anywhere.

    The journal keeps the instrument, how many were answered and what was offered. Raises ``Unknown``
    and ``BadInput``, also for a space whose questions need a case.
    """
    if space not in {one.id for one in spaces_without_case()}:
        raise unknown(
            "lugares sin caso",
            "places without a case",
            space,
            [one.id for one in spaces_without_case()],
            "space",
        )
    instrument = of_space(space)
    result = screen(instrument, answers)
    entry.about("post", post.code, post=post.code)
    entry.detail(instrument=instrument.id, answered=len(result.asked), offers=_offers_of(result))
    return result


@act("encounter.pass", requires="encounter.raise", on="post")
def pass_to_protection(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    turn: str,
    cues: list[str],
    asked: bool,
    space: str = "",
) -> Encounter:
    """Tell protection that somebody waits: only the turn number, which is erased today.

    ``space``: where, when it was not the counter; from there no cue and no answer comes along.
    Raises ``BadInput`` when the turn is missing or is longer than a turn number can be.
    """
    turn = turn.strip()
    if not TURN.fullmatch(turn):
        raise bad_input("the_turn_number_is_missing", where="turn")
    _check_cues(cues)
    edition, now = current_edition(), timezone.now()
    instrument = of_space(space) if space else edition.instruments[WINDOW]
    cues = [] if space else _still_noticed(cues, now.date())
    minutes = parameter_on(edition, "acknowledgement", now.date()).value
    keep = parameter_on(edition, "cue-retention", now.date()).value
    local = now.astimezone(ZoneInfo(post.time_zone)).date()
    encounter = Encounter.objects.create(
        post=post,
        turn=turn,
        cues=cues,
        asked=asked,
        instrument=instrument.id,
        instrument_version=instrument.version,
        instrument_hash=instrument_hash(instrument.id),
        raised_at=now,
        raised_by=actor.user,
        due_at=now + dt.timedelta(minutes=minutes),
        expires_on=local + dt.timedelta(days=keep),
    )
    queue_each(
        offices.staff(post.code, "protection_officer", "protection_consul"),
        key=f"encounter:{encounter.id}",
        about=None,
        at=now,
        subject=f"Turno {turn} / Turn {turn}",
        body="Hay una persona en espera. / Somebody is waiting.",
    )
    entry.about("encounter", encounter.id, post=post.code)
    entry.detail(ticked=len(cues), asked=asked)
    return encounter


@act("encounter.acknowledge", requires="encounter.answer", on="encounter")
def acknowledge(*, actor: Actor, entry: Entry, encounter: Encounter) -> None:
    """Protection says «I am coming»; a second acknowledgement changes nothing."""
    if encounter.acknowledged_at is None:
        encounter.acknowledged_at, encounter.acknowledged_by = timezone.now(), actor.user
        encounter.save(update_fields=["acknowledged_at", "acknowledged_by"])
    entry.about("encounter", encounter.id, post=encounter.post_id)


@act("encounter.answer", requires="encounter.answer", on="encounter")
def answer(*, actor: Actor, entry: Entry, encounter: Encounter, outcome: str) -> None:
    """How the talk ended when no case was opened; the turn number is erased at once."""
    possible = ("information_given", "declined_to_talk", "left")
    if outcome not in possible:
        raise unknown("resultados", "outcomes", outcome, possible)
    encounter.outcome, encounter.closed_at, encounter.turn = outcome, timezone.now(), ""
    if encounter.acknowledged_at is None:
        encounter.acknowledged_at, encounter.acknowledged_by = encounter.closed_at, actor.user
    encounter.save()
    entry.about("encounter", encounter.id, post=encounter.post_id)
    entry.detail(outcome=outcome)


def _channel_of(encounter: Encounter) -> str:
    """The channel through which whoever waited had come; the window unless another place passed it."""
    for space in spaces_without_case():
        if of_space(space.id).id == encounter.instrument:
            return space.channels[0]
    return "window"


@act("encounter.open_case", requires="encounter.answer", on="encounter")
def open_case_from(
    *,
    actor: Actor,
    entry: Entry,
    encounter: Encounter,
    officer: User | None = None,
    facts: dict | None = None,
) -> Case:
    """Open a case for whoever waited; the contact began when the window passed the turn.

    ``officer``: who works on it from now on; None: nobody in particular. Raises ``BadInput`` for a turn that
    has a case.
    """
    if encounter.case_id is not None:
        raise bad_input("case_was_already_opened_for_turn", where="encounter")
    case = open_case(
        actor=actor,
        post=encounter.post,
        channel=_channel_of(encounter),
        started_at=encounter.raised_at,
        present=True,
        officer=officer,
        facts=facts,
    )
    encounter.case, encounter.outcome = case, "case_opened"
    encounter.closed_at, encounter.turn = timezone.now(), ""
    if encounter.acknowledged_at is None:
        encounter.acknowledged_at, encounter.acknowledged_by = encounter.closed_at, actor.user
    encounter.save()
    entry.about("encounter", encounter.id, post=encounter.post_id)
    entry.detail(case=str(case.id))
    return case


@act("encounter.call_deputy", requires="encounter.answer", on="encounter")
def call_deputy(*, actor: Actor, entry: Entry, encounter: Encounter, at: dt.datetime) -> int:
    """Nobody answered in time: call every deputy and the head of post once; how many were called."""
    called = offices.staff(
        encounter.post_id, "protection_officer", "protection_consul", deputies=True
    ) + offices.staff(encounter.post_id, "head_of_post")
    queue_each(
        called,
        key=f"deputy:{encounter.id}",
        about=None,
        at=at,
        subject=f"Turno {encounter.turn} sigue en espera / Turn {encounter.turn} is still waiting",
        body="Nadie ha respondido. / Nobody has answered yet.",
    )
    encounter.deputy_called_at = at
    encounter.save(update_fields=["deputy_called_at"])
    entry.about("encounter", encounter.id, post=encounter.post_id)
    entry.detail(called=len(called))
    return len(called)


@act("encounter.erase", requires="system.run", on="encounter")
def erase_expired(*, actor: Actor, entry: Entry, encounter: Encounter, cues_too: bool) -> None:
    """Erase the turn number at the end of the day, and the cues when their time is over."""
    encounter.turn = ""
    if cues_too:
        encounter.cues = []
    encounter.save(update_fields=["turn", "cues"])
    entry.about("encounter", encounter.id, post=encounter.post_id)
    entry.detail(cues=cues_too)
