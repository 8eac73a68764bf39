"""The journal with millions of entries: adding, the count of the pace, and the auditor's pages.

    python bench/bench_journal.py [--entries 3000000] [--quick]

The table is filled by SQL alone in a temporary SQLite database with the settings of a running server;
what is measured is Cauce's own code over it. The baseline is one entry added to an empty journal.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from pathlib import Path

from measure import median, options, seconds, table, use_folder

FILL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
INSERT INTO journal_entry
  (chain, number, at, kind, what, actor, about_kind, about_id, detail, previous, seal)
SELECT 'P' || (i %% 53), (i - 1) / 53 + 1, strftime('%%Y-%%m-%%d %%H:%%M:%%S', 1700000000 + i * 30, 'unixepoch'),
  CASE WHEN i %% 500 = 0 THEN 'refused' WHEN i %% 5 = 0 THEN 'act' ELSE 'read' END,
  CASE WHEN i %% 2000 = 0 THEN 'case.export' WHEN i %% 5 = 0 THEN 'case.record_act' ELSE 'case.page' END,
  '00000000-0000-4000-8000-' || printf('%%012d', i %% 800), 'case',
  '00000000-0000-4000-9000-' || printf('%%012d', i %% 60000), '{}', printf('%%064d', i - 1), printf('%%064d', i)
FROM n
"""


def main() -> None:
    given = options(__doc__, entries=3_000_000)
    entries = given.entries // 10 if given.quick else given.entries
    with tempfile.TemporaryDirectory() as folder:
        use_folder(Path(folder))
        import django

        django.setup()
        measure(entries)


def measure(entries: int) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    from cauce.journal import access_desk as desk
    from cauce.journal import pace
    from cauce.journal.access import page
    from cauce.journal.door import record_read
    from cauce.rules.permissions import Actor, Grant

    call_command("migrate", verbosity=0)
    auditor = Actor(str(uuid.UUID(int=1)), (Grant("auditor"),))
    user = "00000000-0000-4000-8000-000000000007"
    officer = Actor(user, (Grant("protection_officer", "P7"),))

    def add() -> None:
        with transaction.atomic():
            record_read(officer, "case.page", about=("case", uuid.UUID(int=5)), post="P99")

    rows = {"one entry, empty journal": median(lambda: seconds(add), 50) * 1000}
    with connection.cursor() as cursor:
        cursor.execute(FILL, [entries])
    case = "00000000-0000-4000-9000-000000000011"
    old = "1700003000000000-100"
    asked = {
        "one entry, full journal": add,
        "the count of the pace": lambda: pace.check(officer, ("case", "x"), timezone.now()),
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
        rows[name] = median(lambda do=do: seconds(do), 20) * 1000
    table(f"Journal of {entries:,} entries", "ms", rows, "one entry, empty journal")


if __name__ == "__main__":
    main()
