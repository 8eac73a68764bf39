"""The only look-ups of earlier cases being brought: files, their rows, the answers kept, what is known."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import Absent, as_id, check_may, record_read
from cauce.rules.permissions import Actor, Scope

from .legacy_case import DEFAULT, marks_of
from .models import BroughtCase, BroughtFile, BroughtMapping, Case

PERMISSION = "history.bring"
SHOWN = 50


def files_of(actor: Actor, post_code: str) -> list[BroughtFile]:
    """The files of a post, the newest first; numbers only, nobody is in them. Raises ``Absent``."""
    check_may(actor, PERMISSION, Scope(post=post_code))
    rows = BroughtFile.objects.filter(post_id=post_code).exclude(state="dropped")
    return list(rows.select_related("post").order_by("-at")[:SHOWN])


def file_for(actor: Actor, file_id: UUID | str) -> BroughtFile:
    """One file. Raises ``Absent`` for none, another post's, or one that was dropped."""
    rows = BroughtFile.objects.select_related("post").filter(id=as_id(file_id))
    found = rows.exclude(state="dropped").first()
    scope = found.scope if found else Scope(post="-")
    check_may(actor, PERMISSION, scope, about=("history", file_id))
    if found is None:
        raise Absent()
    return found


def rows_of(actor: Actor, file: BroughtFile) -> dict[str, Any]:
    """What the file holds; the read is journalled. Empty once its rows were forgotten."""
    check_may(actor, PERMISSION, file, about=("history", file.id))
    with transaction.atomic():
        record_read(actor, "history.look", about=("history", file.id), post=file.post_id)
        return BroughtFile.sealed.open(file, empty={}, gone={})


def answers_of(file: BroughtFile) -> dict[str, Any]:
    """What was said of its columns; empty: nothing yet, or no more."""
    return BroughtFile.answers.open(file, empty={})


def kept_answers(post_code: str, name: str = DEFAULT) -> dict[str, Any]:
    """The answers that a post kept under this name; empty: none."""
    found = BroughtMapping.objects.filter(post_id=post_code, name=name).first()
    if found is None:
        return {}
    return BroughtMapping.sealed.open(found)


def names_kept(post_code: str) -> list[str]:
    """Under which names a post kept answers."""
    rows = BroughtMapping.objects.filter(post_id=post_code)
    return list(rows.order_by("name").values_list("name", flat=True))


def brought_lines(file: BroughtFile) -> set[int]:
    """Which rows of the file are cases already."""
    rows = BroughtCase.objects.filter(post_id=file.post_id, file=file)
    return set(rows.values_list("line", flat=True))


def known_numbers(file: BroughtFile, numbers: dict[int, str]) -> set[int]:
    """Of rows with an old number (by line), those that were brought before by another file."""
    kept = BroughtMapping.objects.filter(post_id=file.post_id, name=DEFAULT).first()
    if kept is None:
        return set()
    rows = BroughtCase.objects.filter(post_id=file.post_id).exclude(file=file)
    there = set(rows.values_list("mark", flat=True))
    if not there:
        return set()
    rows = [(line, number) for line, number in numbers.items() if number]
    found = marks_of(kept.key_id, file.id, rows)
    return {line for (line, _), mark in zip(rows, found, strict=True) if mark in there}


def folios_among(post_code: str, numbers: list[str]) -> set[str]:
    """Of old numbers as they stand in a file, those that are the folio of a case of that post here."""
    found = Case.objects.filter(post_id=post_code, folio__in=[one.upper() for one in numbers])
    return set(found.values_list("folio", flat=True))


def old_number(case: Case) -> str:
    """Its number in the old register; '' when it had none or does not come from there."""
    row = BroughtCase.objects.filter(case=case).first()
    if row is None or not bytes(row.sealed):
        return ""
    return BroughtCase.sealed.open(row, case.key_id)["number"]


def under_way() -> list[BroughtFile]:
    """Files confirmed and not finished, for the loop."""
    return list(BroughtFile.objects.filter(state="bringing").select_related("post"))


def over(at: dt.datetime) -> list[BroughtFile]:
    """Files whose rows have been kept long enough, for the loop."""
    rows = BroughtFile.objects.filter(ends_at__lte=at).exclude(state__in=("dropped", "bringing"))
    return [row for row in rows.select_related("post") if bytes(row.sealed)]
