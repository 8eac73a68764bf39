"""One import from path to report: read, write in one transaction, report what was refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from cauce.content.cells import harmless
from cauce.content.errors import BadInputs
from cauce.directory.actions import Rehearsed, import_batch
from cauce.directory.outcome import Outcome
from cauce.directory.records import Refusal
from cauce.rules.permissions import Actor

from .build import read_directory
from .feed import write_whole

bad_input = BadInputs(__file__)

COLUMNS = ("file", "row", "entity", "identifier", "reason_es", "reason_en")


def import_path(
    *,
    actor: Actor,
    path: Path,
    report: Path,
    source: str = "",
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda text: None,
) -> Outcome:
    """Import a directory and write the report of refused rows, or neither of the two.

    Raises ``BadInput`` when the path holds no directory, or the report cannot be written.
    """
    batch = read_directory(path, source)
    progress(f"leído / read: {path}")
    with transaction.atomic():
        try:
            outcome = import_batch(actor=actor, batch=batch, progress=progress, dry_run=dry_run)
        except Rehearsed as rehearsed:
            outcome = rehearsed.outcome
        try:
            write_whole(report, report_text(outcome.refusals))
        except OSError as problem:
            raise bad_input(
                "the_report_could_not_be_written", where=str(report), strerror=problem.strerror
            ) from problem
    return outcome


def report_text(refusals: list[Refusal]) -> str:
    """The refused rows as CSV; only the header when there are none."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for item in refusals:
        cells = (item.file, item.row, item.entity, item.identifier, item.es, item.en)
        writer.writerow([harmless(str(cell)) for cell in cells])
    return text.getvalue()
