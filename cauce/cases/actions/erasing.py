"""How a record ends: its words go, then who it is, then all of it; the names of acts and their days
stay for the numbers. Effects alone: who decides it stands above."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from cauce.custody.journal.door import effect
from cauce.custody.keystore import create_keys
from cauce.people.actions import erase_identity as forget_person

from ..ending import end_along
from ..models import (
    Assessment,
    BroughtCase,
    Case,
    CaseAct,
    Closing,
    ContactTry,
    Death,
    DeathTold,
    FilledForm,
    Letter,
    Opinion,
    PlanItem,
    Recusal,
    RegisterNumber,
    RiskReview,
    RouteReminder,
    SafeContact,
    Section,
)

STORY = ("draft", "narrative", "health", "legal", "others", "handover")
PERSONAL = ("safety", "tongue", "detention")


def _without_words(value: Any) -> Any:
    """Codes, numbers and days stay; whatever is a sentence goes."""
    if isinstance(value, dict):
        return {key: _without_words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_words(inner) for inner in value]
    return "" if isinstance(value, str) and " " in value.strip() else value


def _empty_letters(case: Case) -> None:
    """What a letter says goes; that it was issued, its number and the hashes of its files stay."""
    Letter.objects.filter(case=case, number=None).delete()
    for row in Letter.objects.filter(case=case):
        row.sealed, row.files = Letter.sealed.seal(row, {"answers": {}}, case.key_id), None
        row.save(update_fields=["sealed", "files"])


def _every(table: Any) -> Any:
    """All rows of a table, also those in whose place others stand since."""
    return getattr(table, "written", table.objects)


@effect
def erase_words(case: Case, at: dt.datetime) -> None:
    """Everything told or written in words: accounts, notes, filled forms, reasons."""
    Section.objects.filter(case=case, kind__in=STORY).delete()
    FilledForm.objects.filter(case=case).delete()
    Opinion.objects.filter(case=case).delete()
    _empty_letters(case)
    CaseAct.written.filter(case=case).update(note=None)
    for table in (Assessment, RiskReview, PlanItem, Death):
        for row in _every(table).filter(case=case):
            said = table.sealed.open(row, case.key_id)
            row.sealed = table.sealed.seal(row, _without_words(said), case.key_id)
            row.save(update_fields=["sealed"])
    Death.objects.filter(case=case).update(undoing=None)
    Recusal.objects.filter(case=case).update(answer=None)
    DeathTold.objects.filter(case=case).update(sealed=None)
    for table, part in ((ContactTry, "note"), (Closing, "words"), (Recusal, "words")):
        for row in table.objects.filter(case=case):
            said = table.sealed.open(row, case.key_id)
            row.sealed = table.sealed.seal(row, said | {part: ""}, case.key_id)
            row.save(update_fields=["sealed"])


@effect
def erase_draft(case: Case, at: dt.datetime) -> None:
    """What was written before anybody agreed that it be kept; facts of safety and what is due stay."""
    Section.objects.filter(case=case, kind="draft").delete()


@effect
def new_draft_key(case: Case) -> None:
    """What is written from now on goes under another key: the one before is destroyed by whoever calls."""
    key = uuid.uuid4()
    create_keys([key], case.post_id)
    case.draft_key_id = key
    case.save(update_fields=["draft_key_id"])


@effect
def erase_who(case: Case, at: dt.datetime) -> None:
    """Who it is and how to reach her."""
    forget_person(case.person)
    Section.objects.filter(case=case, kind__in=PERSONAL).delete()
    SafeContact.objects.filter(case=case).delete()  # numbers, hours and whom to ask for
    RouteReminder.objects.filter(case=case).delete()  # they hold a birthday
    RegisterNumber.objects.filter(case=case).delete()  # whoever reads that register knows who
    BroughtCase.objects.filter(case=case).update(sealed=b"")  # her number in the old register
    _empty_letters(case)


@effect
def erase_all(case: Case, at: dt.datetime) -> None:
    """What is sealed of the record is deleted; whoever calls destroys its keys."""
    forget_person(case.person)
    Section.objects.filter(case=case).delete()
    FilledForm.objects.filter(case=case).delete()
    SafeContact.objects.filter(case=case).delete()
    _empty_letters(case)
    RouteReminder.objects.filter(case=case).delete()
    RegisterNumber.objects.filter(case=case).delete()
    CaseAct.written.filter(case=case).update(note=None)
    # The mark stays: an erased case is not brought in a second time from the same spreadsheet.
    BroughtCase.objects.filter(case=case).update(sealed=b"")
    case.erased_at = case.erased_at or at
    case.save(update_fields=["erased_at"])


@effect
def block(case: Case, at: dt.datetime | None) -> None:
    """From now on nobody of the post reads it; None: they do again, or, of a sealed file, those do who
    did.
    """
    case.blocked_at = at or case.sealed_at
    case.save(update_fields=["blocked_at"])
    if at:
        end_along(case, at)
