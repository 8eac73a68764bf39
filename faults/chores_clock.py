"""Sessions made anew, the order of the journal, and deadlines on difficult days."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# start (true time), amount, unit, zone of the post, and the local end that the post lives by.
DAYS = Path(__file__).with_name("days.csv")


def again(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """A new session for each of these of the cast, by the clock of this process."""
    from tests.cast import PASSWORD

    from .signing import sessions

    names = list(names)
    return dict(zip(names, sessions(names, PASSWORD), strict=True))


def numbers(_: Any) -> dict[str, Any]:
    """Whether every chain counts without a gap, and how many instants go back."""
    from cauce.custody.journal.models import Chain, Entry

    whole, backwards = True, 0
    for chain in Chain.objects.all():
        rows = list(Entry.objects.filter(chain=chain.name).order_by("number").values_list("number", "at"))
        whole &= [number for number, _ in rows] == list(range(1, len(rows) + 1))
        backwards += sum(b < a for (_, a), (_, b) in zip(rows, rows[1:], strict=False))
    return {"whole": whole, "backwards": backwards}


def days(_: Any) -> list[dict[str, Any]]:
    """The end of each period by the rules; broken «naive», as a server in UTC would count it."""
    import datetime as dt

    from cauce.rules import dates

    found = []
    for row in csv.DictReader(DAYS.read_text("utf-8").splitlines()):
        tz = dates.zone("UTC" if os.environ.get("FAULTS_BREAK") == "naive" else row["zone"])
        end = dates.add(dt.datetime.fromisoformat(row["start"]), int(row["amount"]), row["unit"], tz)
        known = dt.datetime.fromisoformat(row["expected"])
        found.append({"what": row["what"], "found": end.timestamp(), "expected": known.timestamp()})
    return found
