"""From the file to the cases: keep it, judge every row, bring what may come in batches, and go on
after a fall where it stopped."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

from cauce.cases import access_legacy_import as access
from cauce.cases.actions import bring_rows, finish_file, keep_file
from cauce.cases.legacy_case import DEFAULT, Earlier
from cauce.cases.models import BroughtFile
from cauce.content.errors import BadInputs
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

from .column_mapping import Answers, Question, questions, read_answers, suggested
from .judging import Judge, Refusal
from .workbook import Table, read_table

bad_input = BadInputs(__file__)

BATCH = 250


@dataclass(frozen=True, slots=True)
class Judged:
    """Every row of a file accounted for: to be made, refused, or brought before by another file.

    ``asked``: what must be said first; then nothing is judged.
    """

    table: Table
    answers: Answers
    asked: tuple[Question, ...]
    ready: tuple[Earlier, ...] = ()
    refused: tuple[tuple[Refusal, ...], ...] = ()  # of each refused row, all its reasons
    doubled: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        return len(self.table.rows)


def keep(actor: Actor, post: Post, body: bytes, at: dt.datetime) -> BroughtFile:
    """Read a file and keep it sealed; of the same file the one kept already. Raises ``BadInput``."""
    table = read_table(body)
    return keep_file(
        actor=actor,
        post=post,
        rows=table.as_json(),
        whole=body.decode("latin-1"),
        total=len(table.rows),
        at=at,
    )


def judge(actor: Actor, file: BroughtFile, *, name: str = DEFAULT, answers: Answers | None = None) -> Judged:
    """What would be made of a file now; nothing is written but that it was read.

    ``answers`` None: those given for this file, or else what is kept under ``name`` and suggested.
    Raises ``BadInput`` when its rows are no longer kept.
    """
    held = access.rows_of(actor, file)
    if not held:
        raise bad_input("rows_of_file_are_no_longer_kept", where="file")
    # As of the day it came: judged again after midnight, or under a newer edition, a row is not another
    # one, and what was answered stays answered.
    edition, on = current_edition(file.at), day_at(file.post, file.at)
    table = Table.from_json(held)
    if answers is None:
        given = access.answers_of(file)
        kept = given or access.kept_answers(file.post_id, name)
        answers = read_answers(edition, kept)
        answers = answers if given else suggested(edition, table, answers)
    asked = tuple(questions(edition, table, answers))
    if asked:
        return Judged(table, answers, asked)
    one, ready, refused = Judge(edition, table, answers, on), [], []
    numbers = [number for row in table.rows if (number := one.number_of(row))]
    one.taken = access.folios_among(file.post_id, numbers)
    for row in table.rows:
        found = one.row(row)
        if isinstance(found, Earlier):
            ready.append(found)
        else:
            refused.append(tuple(found))
    doubled = access.known_numbers(file, {row.line: row.number for row in ready})
    return Judged(
        table,
        answers,
        (),
        tuple(row for row in ready if row.line not in doubled),
        tuple(refused),
        tuple(sorted(doubled)),
    )


def bring(
    actor: Actor,
    file: BroughtFile,
    judged: Judged,
    *,
    at: Callable[[], dt.datetime],
    seconds: float | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> bool:
    """Bring what is left of a confirmed file; whether it is finished. ``seconds`` None: all of it.

    Each batch is one act: a fall between two loses nothing, and the next call goes on.
    """
    if judged.asked:
        raise bad_input("it_is_not_said_yet_what_each", where="file")
    until = None if seconds is None else time.monotonic() + seconds
    done = access.brought_lines(file)
    left = [row for row in judged.ready if row.line not in done]
    for start in range(0, len(left), BATCH):
        if until is not None and time.monotonic() > until:
            return False
        bring_rows(actor=actor, file=file, rows=left[start : start + BATCH], at=at())
        progress(len(done) + start + len(left[start : start + BATCH]))
    # Whatever was made is no more than that, though it would be refused or known by now.
    made = access.brought_lines(file)
    finish_file(
        actor=actor,
        file=file,
        refused=sum(row[0].line not in made for row in judged.refused),
        doubled=sum(line not in made for line in judged.doubled),
        at=at(),
    )
    return True
