"""The journal with millions of entries: adding, the count of the pace, and the auditor's pages.

    python bench/bench_journal.py [--entries 3000000] [--quick]

The table is filled at once, without the door of the journal; what is measured is Cauce's own code over
it. The baseline is one entry added to an empty journal.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from house import empty
from measure import median, options, seconds, table

BEGAN = dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=dt.UTC)
PERSON, CASE = "00000000-0000-4000-8000-{:012d}", "00000000-0000-4000-9000-{:012d}"
BATCH = 10_000


def entry(i: int) -> Any:
    """The invented entry of that number: most are reads, a fifth acts, a few refusals."""
    from cauce.custody.journal.models import Entry

    kind = "refused" if i % 500 == 0 else "act" if i % 5 == 0 else "read"
    what = "case.export" if i % 2000 == 0 else "case.record_act" if i % 5 == 0 else "case.page"
    return Entry(
        chain=f"P{i % 53}",
        number=(i - 1) // 53 + 1,
        at=BEGAN + dt.timedelta(seconds=30 * i),
        kind=kind,
        what=what,
        actor=PERSON.format(i % 800),
        about_kind="case",
        about_id=CASE.format(i % 60_000),
        detail={},
        previous=f"{i - 1:064d}",
        seal=f"{i:064d}",
    )


def fill(entries: int) -> None:
    """So many entries, in one transaction."""
    from django.db import transaction

    from cauce.custody.journal.models import Entry

    with transaction.atomic():
        for start in range(1, entries + 1, BATCH):
            numbers = range(start, min(start + BATCH, entries + 1))
            Entry.objects.bulk_create(map(entry, numbers), batch_size=BATCH)


def right(auditor: Any, user: str, case: str, entries: int) -> None:
    """Stop unless the auditor's pages show what was written."""
    from cauce.custody.journal import access_desk as desk
    from cauce.custody.journal.models import Entry

    assert Entry.objects.filter(chain__startswith="P", number__gt=0).count() >= entries
    told = {one.actor for one in desk.by_person(auditor, user).entries}
    about = {one.about_id for one in desk.by_case(auditor, case, [("case", case)]).entries}
    kinds = {one.kind for one in desk.refusals(auditor).entries}
    out = {one.what for one in desk.of_names(auditor, "exports", ["case.export"]).entries}
    assert (told, about, kinds, out) == ({user}, {case}, {"refused"}, {"case.export"})


def main() -> None:
    given = options(__doc__, entries=3_000_000)
    with empty():
        measure(given.entries if not given.quick else 4_000, 1 if given.quick else 20)


def measure(entries: int, times: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from cauce.custody.journal import access_desk as desk
    from cauce.custody.journal import read_limits
    from cauce.custody.journal.access import page
    from cauce.custody.journal.door import record_read
    from cauce.rules.permissions import Actor, Grant

    auditor = Actor(str(uuid.UUID(int=1)), (Grant("auditor"),))
    user, case = PERSON.format(7), CASE.format(11)
    officer = Actor(user, (Grant("protection_officer", "P7"),))

    def add() -> None:
        with transaction.atomic():
            record_read(officer, "case.page", about=("case", uuid.UUID(int=5)), post="P99")

    rows = {"one entry, empty journal": median(lambda: seconds(add), times * 2) * 1000}
    fill(entries)
    right(auditor, user, case, entries)
    old = "1700003000000000-100"
    asked = {
        "one entry, full journal": add,
        "the count of the pace": lambda: read_limits.check(officer, ("case", "x"), timezone.now()),
        "the journal, newest page": lambda: page(auditor),
        "what one person saw": lambda: desk.by_person(auditor, user),
        "what one person saw, far back": lambda: desk.by_person(auditor, user, old),
        "who saw one case": lambda: desk.by_case(auditor, case, [("case", case)]),
        "refusals": lambda: desk.refusals(auditor),
        "refusals, far back": lambda: desk.refusals(auditor, "0-2000"),
        "what went out": lambda: desk.of_names(auditor, "exports", ["case.export", "form.printed"]),
        "out of the ordinary": lambda: desk.looks(auditor, timezone.now() - dt.timedelta(days=7)),
    }
    for name, do in asked.items():
        rows[name] = median(lambda do=do: seconds(do), times) * 1000
    table(f"Journal of {entries:,} entries", "ms", rows, "one entry, empty journal")


if __name__ == "__main__":
    main()
