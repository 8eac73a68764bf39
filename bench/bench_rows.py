"""Writing the obligations of re-planned cases as rows, apart from planning them.

    python bench/bench_rows.py [--cases 10000] [--quick]

The rows of invented cases go into a temporary SQLite database with the settings of a running server
(WAL, synchronous FULL, every index). The baseline writes the same values with ``executemany`` into
a bare table without an index: the least that putting them on this disk can cost.
"""

from __future__ import annotations

import random
import sqlite3
import uuid
from pathlib import Path
from typing import Any

from bench_plan import AT, random_acts, random_facts
from house import empty
from measure import median, options, seconds, table

from cauce.content.loader import load_edition
from cauce.rules.pathway import planner_for

BASELINE = "executemany into a bare table"
WRITTEN = "the table of obligations, into an empty one"
BATCH = 500


def planned(edition: Any, count: int) -> list[tuple[uuid.UUID, str, tuple[Any, ...]]]:
    """Case, post and plan of so many invented cases."""
    rng, planner = random.Random(7), planner_for(edition)
    posts = [str(row["code"]) for row in edition.catalogues["posts"]]
    found = []
    for _ in range(count):
        post = rng.choice(posts)
        plan = planner.plan(random_facts(edition, rng, 0.6), random_acts(edition, rng), AT, post)
        found.append((uuid.UUID(int=rng.getrandbits(128), version=4), post, plan))
    return found


def bare(folder: Path, rows: list[Any]) -> None:
    """The same values into a table of their own, as durable as the real one."""
    place = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    place.execute("PRAGMA journal_mode=WAL")
    place.execute("PRAGMA synchronous=FULL")
    place.execute("DROP TABLE IF EXISTS bare")
    place.execute("CREATE TABLE bare (case_, post, action, state, urgent, due, met)")
    place.execute("BEGIN")
    place.executemany(
        "INSERT INTO bare VALUES (?,?,?,?,?,?,?)",
        [
            (r.subject_id.hex, r.post_id, r.action, r.state, r.urgent, str(r.due_at), str(r.met_at))
            for r in rows
        ],
    )
    place.execute("COMMIT")
    place.close()


def measured(folder: Path, cases: list[Any], edition: Any) -> dict[str, float]:
    """Seconds of each way."""
    from django.db import transaction

    from cauce.rules.permissions import SYSTEM
    from cauce.staff.obligations.models import Obligation
    from cauce.staff.obligations.rows import row_of
    from cauce.staff.offices.actions import load_posts

    load_posts(actor=SYSTEM, rows=edition.catalogues["posts"])
    urgent = {action.id for action in edition.actions.values() if action.urgent}

    def rows() -> list[Any]:
        return [
            row_of(item, "case", case, post, item.action in urgent)
            for case, post, plan in cases
            for item in plan
            if item.state != "not_required"
        ]

    def write() -> None:
        with transaction.atomic():
            Obligation.objects.bulk_create(made, batch_size=BATCH)

    made, written = rows(), []
    print(f"{len(cases):,} cases, {len(made):,} rows")
    for _ in range(3):
        Obligation.objects.all().delete()
        for row in made:
            row.pk = None
        written.append(seconds(write))
    same = ("subject_id", "post_id", "action", "state", "due_at", "met_at")
    meant = sorted(str([getattr(row, name) for name in same]) for row in made)
    assert meant == sorted(str(list(row)) for row in Obligation.objects.values_list(*same))
    return {
        BASELINE: median(lambda: bare(folder, made), 5),
        "plans into row objects": median(rows, 3),
        WRITTEN: sorted(written)[1],
    }


def main() -> None:
    chosen = options(__doc__, cases=10_000)
    count = 20 if chosen.quick else chosen.cases
    edition = load_edition()
    cases = planned(edition, count)
    with empty() as folder:
        rows = measured(folder, cases, edition)
    each = {name: value / count * 1e6 for name, value in rows.items()}
    hundred = rows[WRITTEN] / count * 1e5
    table(
        "Writing the rows of re-planned cases",
        "µs per case",
        each,
        BASELINE,
        f"the table of obligations: {hundred:.0f} s for 100,000 cases",
    )


if __name__ == "__main__":
    main()
