"""Invented encounters at the windows: some became cases, some asked only for information."""

from __future__ import annotations

import datetime as dt
import random
import uuid

from cauce.cases.actions.bulk import History
from cauce.content.loader import parameter_on
from cauce.intake.screenings.facts import instrument_hash
from cauce.intake.screenings.models import Encounter
from cauce.protocol.editions.access import current_edition

from .network import PostStaff
from .stories import Habit

WINDOW = "window-cues"
AT_WINDOW = ("window", "documentation")


def invented(
    chance: random.Random, staff: PostStaff, how: Habit, histories: list[History], now: dt.datetime
) -> list[Encounter]:
    """The encounters behind the cases that began at the window, and one in three more without one."""
    found = []
    for history in histories:
        if history.facts["contact.channel"] not in AT_WINDOW:
            continue
        start = history.case.opened_at
        found.append(_one(chance, staff, how, start, history))
        if chance.random() < 0.35:
            before = start - dt.timedelta(days=chance.uniform(0.5, 9))
            found.append(_one(chance, staff, how, before, None))
    return found


def _one(
    chance: random.Random, staff: PostStaff, how: Habit, end: dt.datetime, history: History | None
) -> Encounter:
    edition = current_edition()
    minutes = parameter_on(edition, "acknowledgement", end.date()).value
    slow = chance.random() > how.follows
    waited = minutes * (chance.uniform(1.1, 3) if slow else chance.uniform(0.1, 0.9))
    raised = end - dt.timedelta(minutes=waited + chance.uniform(1, 4))
    acknowledged = raised + dt.timedelta(minutes=waited)
    due = raised + dt.timedelta(minutes=minutes)
    outcome = "case_opened" if history else chance.choice(("information_given", "declined_to_talk"))
    return Encounter(
        id=uuid.uuid4(),
        post=staff.post,
        turn="",
        cues=[],
        asked=chance.random() < 0.25,
        instrument=WINDOW,
        instrument_version=edition.instruments[WINDOW].version,
        instrument_hash=instrument_hash(WINDOW),
        raised_at=raised,
        raised_by=str(staff.window.id) if staff.window else "system",
        due_at=due,
        acknowledged_at=acknowledged,
        acknowledged_by=str(staff.officers[0].id),
        deputy_called_at=due if acknowledged > due else None,
        outcome=outcome,
        case=history.case if history else None,
        closed_at=acknowledged + dt.timedelta(minutes=2),
        expires_on=(raised + dt.timedelta(days=30)).date(),
    )
