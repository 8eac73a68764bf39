"""The only look-ups of encounters and sittings.

An answer that somebody asked to take out of sight is not in them while a second person looks at it: it is
named in ``withheld``, and stands for nothing meanwhile.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cauce.cases.corrections.access import stood
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.models import Case
from cauce.cases.withheld import withheld
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope, permits, posts_with

from .facts import answers_of
from .models import Encounter, Sitting
from .rules import TURN

COUNTER = "window"  # the channel of a case that began there
CORRECTED = "answers"  # the kind of a correction of a talk


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


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was ticked at the counter before a case began, and when."""

    cues: frozenset[str]
    at: dt.datetime
    instrument: Instrument


def noticed_before(actor: Actor, case: Case, channel: str) -> Noticed | None:
    """What the counter noticed of the person of a case (already looked up), while it is kept; None: nothing,
    or the actor is not told of turns. For a page of the case, of which the read is journalled."""
    if channel != COUNTER or not permits(actor, "encounter.answer", case.post.scope).allowed:
        return None
    found = Encounter.objects.filter(case=case).exclude(cues=[]).first()
    if found is None:
        return None
    key = (found.instrument, found.instrument_version)
    return Noticed(frozenset(found.cues), found.raised_at, current_edition().instrument_versions[key])


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
    return _of_turn(actor, typed, "encounter.answer")


def turn_at_counter(actor: Actor, typed: str) -> UUID | None:
    """The same for the counter, to which nobody waits any more once somebody of protection is coming."""
    return _of_turn(actor, typed, "encounter.raise", Q(acknowledged_at=None))


def _of_turn(actor: Actor, typed: str, permission: str, only: Q | None = None) -> UUID | None:
    if not TURN.fullmatch(typed):
        return None
    rows = Encounter.objects.filter(post_id__in=posts_with(actor, permission), closed_at=None)
    found = rows.filter(only or Q(), turn__iexact=typed).exclude(turn="").order_by("raised_at")
    return found.values_list("id", flat=True).first()


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
    return _opened(case, Sitting.objects.filter(case=case, kind=kind))


def all_answers(case) -> dict[str, str]:
    """Every answer ever given in the case, by item: the newest sitting wins."""
    known: dict[str, str] = {}
    for _, content in reversed(_all(case)):
        known.update(content["answers"])
    return known


def talks(case) -> list[tuple[Sitting, dict[str, Any]]]:
    """Every talk of a case (already looked up) with its content, newest first."""
    return _all(case)


def _all(case) -> list[tuple[Sitting, dict[str, Any]]]:
    return _opened(case, Sitting.objects.filter(case=case))


def _opened(case, rows) -> list[tuple[Sitting, dict[str, Any]]]:
    found = list(rows.select_related("case").order_by("-started_at"))
    out = withheld(case, CORRECTED) if any(row.ended_at for row in found) else frozenset()
    return [(row, _in_sight(row, out)) for row in found]


def _in_sight(row: Sitting, out: frozenset[str]) -> dict[str, Any]:
    content = answers_of(row)
    if str(row.id) not in out:
        return content
    gone = _to_change(row, content["answers"])
    left = {name: said for name, said in content["answers"].items() if name not in gone}
    return content | {"answers": left, "withheld": sorted(gone)}


def _to_change(row: Sitting, answers: dict[str, str]) -> set[str]:
    """The answers that the correction that waits would change or take back."""
    asked = CaseCorrection.objects.filter(case_id=row.case_id, kind=CORRECTED, of=str(row.id))
    waiting = asked.get(state="waiting")
    right = CaseCorrection.sealed.open(waiting)["answers"]
    return {name for name, said in answers.items() if right.get(name) != said}


def withheld_in(sitting: Sitting) -> frozenset[str]:
    """The items of a sitting (already looked up) whose answer is out of sight for now."""
    return frozenset(answers(sitting).get("withheld", ()))


def withheld_of(held: Sequence[tuple[Sitting, Mapping[str, Any]]]) -> frozenset[str]:
    """Of these talks, the items of which an answer is out of sight for now."""
    return frozenset(name for _, content in held for name in content.get("withheld", ()))


def by_instrument(
    held: Sequence[tuple[Sitting, Mapping[str, Any]]],
) -> list[tuple[Instrument, dict[str, str]]]:
    """What was answered in these talks (the newest first) under each instrument, the newest answer alone."""
    known: dict[str, dict[str, str]] = {}
    for row, content in reversed(held):
        known.setdefault(row.instrument, {}).update(content["answers"])
    instruments = current_edition().instruments
    return [(instruments[name], answers) for name, answers in known.items()]


def going_on(held: Iterable[tuple[Sitting, Any]]) -> Sitting | None:
    """Of these talks (the newest first) the one that was begun and has not ended; None: none."""
    return next((row for row, _ in held if row.state in ("open", "paused")), None)


def answers(sitting: Sitting) -> dict[str, Any]:
    """What a sitting (already looked up) holds: answers, stop reason, outcome."""
    return _in_sight(sitting, withheld(sitting.case, CORRECTED) if sitting.ended_at else frozenset())


def answers_as_written(sitting: Sitting) -> dict[str, Any]:
    """The same with what is out of sight: for the correction itself, and for internal control."""
    return answers_of(sitting)


def to_erase() -> list[Sitting]:
    """Sittings that still hold answers although the person refused that they be kept."""
    return list(Sitting.written.filter(case__keeping="refused").exclude(sealed=b"").select_related("case"))


def finished(case) -> list[tuple[Sitting, dict[str, Any]]]:
    """The sittings of a case that ended, as they stand, with their content, newest first."""
    return [(row, content) for row, content in _all(case) if row.ended_at is not None]


def ended_by(case, at: dt.datetime) -> list[Sitting]:
    """The talks of a case (already looked up) as they were on record at an instant, the newest first."""
    rows = Sitting.written.filter(case=case, ended_at__lte=at).select_related("corrects")
    return [row for row in rows.order_by("-ended_at") if stood(row, row.ended_at, at)]


def sitting_of(case, sitting_id: UUID | str) -> Sitting:
    """A sitting of a case, also one in whose place another stands since. Raises ``Absent``."""
    row = of_id(Sitting.written.filter(case=case), sitting_id)
    row.case = case
    return row
