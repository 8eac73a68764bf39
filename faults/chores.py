"""Small things that a harness asks of a process inside Django; each takes and gives JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .brought import bring
from .chores_clock import again, days, numbers
from .chores_load import officers
from .chores_migrations import back, back_again, forget, forward, hashes
from .chores_phones import arrived, telephones
from .chores_restore import (
    before,
    came_back,
    canary,
    flips,
    heads,
    plant,
    readable,
    recipient,
    withdraw,
)
from .chores_tick import due, killed_ticks, reminders


def history(case_id: str) -> dict[str, str]:
    """Every version of the account of a case, by number."""
    from cauce.cases.models import Section

    rows = Section.objects.filter(case_id=case_id, kind="narrative").select_related("case")
    return {str(row.version): Section.sealed.open(row, row.case.key_id) for row in rows}


def turns(turn: str) -> int:
    """How many people wait with that number."""
    from cauce.intake.screenings.models import Encounter

    return Encounter.objects.filter(turn=turn).count()


def rename(names: list[str]) -> None:
    """Rename a table, as an upgrade that went wrong leaves it; triggers and keys stay as they are."""
    from django.db import connection

    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA legacy_alter_table = ON")
            cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(f"ALTER TABLE {quote(names[0])} RENAME TO {quote(names[1])}")


CHORES: dict[str, Callable[[Any], Any]] = {
    "history": history,
    "turns": turns,
    "rename": rename,
    "due": due,
    "killed_ticks": killed_ticks,
    "reminders": reminders,
    "recipient": recipient,
    "plant": plant,
    "readable": readable,
    "heads": heads,
    "flips": flips,
    "canary": canary,
    "withdraw": withdraw,
    "came_back": came_back,
    "before": before,
    "officers": officers,
    "bring": bring,
    "back": back,
    "forward": forward,
    "back_again": back_again,
    "hashes": hashes,
    "forget": forget,
    "again": again,
    "numbers": numbers,
    "days": days,
    "telephones": telephones,
    "arrived": arrived,
}
