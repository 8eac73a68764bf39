"""A file of numbers, row by row: the good ones are kept, and each refused one says why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cauce.cases.access_registers import note_refused_row
from cauce.cases.actions import write_number
from cauce.cases.rules.registers import TAKEN_A_DAY, Line, TakenElsewhere, no_more_today
from cauce.content.errors import CauceError
from cauce.content.model_registers import RegisterSheet
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post
from cauce.ui.errors import words

from .views import case_named


@dataclass
class Report:
    """What became of each row: every one is in one of the four."""

    kept: list[str] = field(default_factory=list)  # local folios
    same: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)  # without a number: they go on waiting
    refused: list[tuple[Line, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.kept) + len(self.same) + len(self.empty) + len(self.refused)


def take_in(
    *, actor: Actor, post: Post, sheet: RegisterSheet, lines: tuple[Line, ...], meets: bool, at: dt.datetime
) -> Report:
    """Write down every number that may be, each in an act of its own; a file never corrects one."""
    found, taken = Report(), 0
    for one in lines:
        try:
            if taken >= TAKEN_A_DAY:  # what the journal says of this file counts once it is over
                raise no_more_today()
            case = case_named(post, one.folio)
            if not one.number:
                found.empty.append(case.folio)
                continue
            made = write_number(
                actor=actor, case=case, register=sheet.id, number=one.number, at=at, meets=meets
            )
            (found.kept if made.written_at == at else found.same).append(case.folio)
        except CauceError as error:
            if isinstance(error, TakenElsewhere):  # the act wrote that down itself
                taken += 1
            else:
                note_refused_row(actor, post, sheet.id, one.row)
            found.refused.append((one, words(error)))
    return found
