"""What was told in the talks of a case, each answer in the words and for the space in which it was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.cases.models import Case
from cauce.content.model import Text
from cauce.content.model_toolbox import Item
from cauce.protocol.editions.access import current_edition

from .access import talks
from .facts import hour_of, instrument_of
from .models import Sitting


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer. ``answer`` "": somebody asked to take it out of sight."""

    item: Item
    answer: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """One talk with the answers that stand from it, in the order of its questions."""

    sitting: Sitting
    space: Text
    rows: tuple[Answered, ...]


def conversations(case: Case) -> list[Conversation]:
    """The talks of a case (already looked up), the oldest first. What was asked again stands where it was
    answered last: there it is read in the words that the person heard."""
    seen: set[str] = set()
    found = []
    for sitting, content in talks(case):
        answers, out = content["answers"], set(content.get("withheld", ()))
        instrument = instrument_of(sitting)
        rows = tuple(
            Answered(item, "" if item.id in out else answers[item.id], hour_of(sitting, content, item.id))
            for item in instrument.items
            if (item.id in answers or item.id in out) and item.id not in seen
        )
        seen |= {row.item.id for row in rows}
        if rows:
            space = current_edition().spaces[instrument.spaces[0]].title
            found.append(Conversation(sitting, space, rows))
    return found[::-1]
