"""The only look-ups of encounters and sittings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope, posts_with

from .facts import answers_of
from .models import Encounter, Sitting
from .rules import TURN


@dataclass(frozen=True, slots=True)
class TurnStatus:
    """What the counter may know of a turn it passed. Once answered not even its number."""

    state: Literal["waiting", "answered"]
    turn: str
    raised_at: dt.datetime
    deputy_called: bool


def status_for_window(actor: Actor, encounter_id: UUID | str) -> TurnStatus:
    """Whether protection has answered a turn, for who may pass turns there. Raises ``Absent``."""
    found = look_up(Encounter.objects, actor, encounter_id, "encounter.raise", "encounter")
    if found.acknowledged_at or found.closed_at or not found.turn:
        return TurnStatus("answered", "", found.raised_at, False)
    return TurnStatus("waiting", found.turn, found.raised_at, found.deputy_called_at is not None)


def encounter_for(actor: Actor, encounter_id: UUID | str) -> Encounter:
    """One encounter, for protection of its post. Raises ``Absent``."""
    return look_up(
        Encounter.objects.select_related("post"), actor, encounter_id, "encounter.answer", "encounter"
    )


def noticed(actor: Actor, encounter: Encounter) -> list[str]:
    """The cues of an encounter already looked up, for the page that shows them; the read is journalled."""
    with transaction.atomic():
        record_read(actor, "encounter.read", about=("encounter", encounter.id), post=encounter.post_id)
        return list(encounter.cues)


def waiting(actor: Actor, post_code: str) -> list[Encounter]:
    """Who waits to be spoken to at a post, longest first. Raises ``Absent``."""
    check_may(actor, "encounter.answer", Scope(post=post_code))
    return list(
        Encounter.objects.filter(post_id=post_code, closed_at=None).exclude(turn="").order_by("raised_at")
    )


def turn_to_answer(actor: Actor, typed: str) -> UUID | None:
    """Who waits with exactly this turn at a post where the actor answers; None: nobody does."""
    return _of_turn(actor, typed, "encounter.answer").first()


def turn_at_counter(actor: Actor, typed: str) -> UUID | None:
    """The same for the counter, to which nobody waits any more once somebody of protection is coming."""
    return _of_turn(actor, typed, "encounter.raise").filter(acknowledged_at=None).first()


def _of_turn(actor: Actor, typed: str, permission: str) -> Any:
    if not TURN.fullmatch(typed):
        return Encounter.objects.none()
    rows = Encounter.objects.filter(post_id__in=posts_with(actor, permission), closed_at=None)
    rows = rows.filter(turn__iexact=typed).exclude(turn="")
    return rows.order_by("raised_at").values_list("id", flat=True)


def unanswered(at: dt.datetime) -> list[Encounter]:
    """Encounters past their time that nobody acknowledged and no deputy was called for."""
    return list(
        Encounter.objects.filter(
            acknowledged_at=None, closed_at=None, deputy_called_at=None, due_at__lte=at
        ).select_related("post")
    )


def with_turn() -> list[Encounter]:
    """Encounters that still hold a turn number."""
    return list(Encounter.objects.exclude(turn="").select_related("post"))


def with_cues() -> list[Encounter]:
    """Encounters that still hold cues."""
    return list(Encounter.objects.exclude(cues=[]).select_related("post"))


def sitting_for(actor: Actor, sitting_id: UUID | str) -> Sitting:
    """One sitting, through its case. Raises ``Absent``."""
    return look_up(Sitting.objects.select_related("case__post"), actor, sitting_id, "case.work", "sitting")


def sittings(case, kind: str) -> list[tuple[Sitting, dict[str, Any]]]:
    """Sittings of a case of one kind with their content, newest first."""
    rows = Sitting.objects.filter(case=case, kind=kind).select_related("case").order_by("-started_at")
    return [(row, answers_of(row)) for row in rows]


def all_answers(case) -> dict[str, str]:
    """Every answer ever given in the case, by item: the newest sitting wins."""
    known: dict[str, str] = {}
    for _, content in reversed(_all(case)):
        known.update(content["answers"])
    return known


def _all(case) -> list[tuple[Sitting, dict[str, Any]]]:
    rows = Sitting.objects.filter(case=case).select_related("case").order_by("-started_at")
    return [(row, answers_of(row)) for row in rows]


def answers_so_far(case) -> list[tuple[Instrument, dict[str, str]]]:
    """What was answered in the case under each instrument, the newest answer of an item alone."""
    known: dict[str, dict[str, str]] = {}
    for row, content in reversed(_all(case)):
        known.setdefault(row.instrument, {}).update(content["answers"])
    instruments = current_edition().instruments
    return [(instruments[name], answers) for name, answers in known.items()]


def answers(sitting: Sitting) -> dict[str, Any]:
    """What a sitting (already looked up) holds: answers, stop reason, outcome."""
    return answers_of(sitting)


def to_erase() -> list[Sitting]:
    """Sittings that still hold answers although the person refused that they be kept."""
    return list(Sitting.written.filter(case__keeping="refused").exclude(sealed=b"").select_related("case"))


def finished(case) -> list[tuple[Sitting, dict[str, Any]]]:
    """The sittings of a case that ended, as they stand, with their content, newest first."""
    return [(row, content) for row, content in _all(case) if row.ended_at is not None]


def sitting_of(case, sitting_id: UUID | str) -> Sitting:
    """A sitting of a case, also one in whose place another stands since. Raises ``Absent``."""
    row = of_id(Sitting.written.filter(case=case), sitting_id)
    row.case = case
    return row
