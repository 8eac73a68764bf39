"""How alike posts act: everything the two pages show, read and worked out for the whole network.

    python bench/bench_homologation.py [--cases 1000] [--quick]

So many invented cases at each of the 53 posts, all begun within the twelve months, as rows in a
temporary SQLite database with the settings of a running server: 13 acts, 22 obligations and 20 entries
of the journal for each. Nothing is sealed: nothing sealed is read. The baseline is what it costs to
fetch the acts alone, unread.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from typing import Any

from house import empty
from measure import options, seconds, table

BASELINE = "fetching the acts, unread"
PATH = (
    ("safety_checked", 0.1),
    ("urgent_needs_checked", 0.1),
    ("protection_accepted", 1),
    ("nationality_presumed", 0.5),
    ("screening_done", 1),
    ("classified", 4),
    ("headquarters_informed", 10),
    ("risk_assessed", 2),
    ("interview_prepared", 20),
    ("interview_consented", 10),
    ("interview_done", 20),
    ("concluded", 60),
    ("conclusion_signed", 60),
    ("plan_agreed", 60),
)
ENTRIES, BATCH, MOST = 20, 2000, 11


def fill(per_post: int, at: dt.datetime) -> None:
    """The invented rows."""
    from cauce.cases.models import Case, CaseAct
    from cauce.custody.journal.models import Entry
    from cauce.people.models import Person
    from cauce.protocol.editions.access import current_edition
    from cauce.rules.permissions import SYSTEM
    from cauce.staff.obligations.models import Obligation
    from cauce.staff.offices.actions import load_posts

    edition, chance = current_edition(), random.Random(11)
    load_posts(actor=SYSTEM, rows=edition.catalogues["posts"])
    steps = [one.id for one in edition.actions.values() if one.scope == "case" and one.branch is None][:22]
    number = 0
    for post in [str(row["code"]) for row in edition.catalogues["posts"]]:
        follows = chance.uniform(0.7, 0.95)
        made: dict[Any, list[Any]] = {Person: [], Case: [], CaseAct: [], Obligation: [], Entry: []}
        for _ in range(per_post):
            start = at - dt.timedelta(hours=chance.uniform(200, 8700))
            id, person = uuid.uuid4(), Person(id=uuid.uuid4(), post_id=post, key_id=uuid.uuid4())
            made[Person].append(person)
            made[Case].append(
                Case(
                    id=id,
                    post_id=post,
                    person=person,
                    folio=f"{post}-B-{number}",
                    edition=edition.info.id,
                    opened_at=start,
                    key_id=uuid.uuid4(),
                    draft_key_id=uuid.uuid4(),
                )
            )
            moment = start
            for name, hours in PATH:
                moment += dt.timedelta(hours=hours * chance.uniform(0.2, 2))
                if chance.random() < follows:
                    early = moment - dt.timedelta(hours=30 * (chance.random() < 0.05))
                    made[CaseAct].append(
                        CaseAct(case_id=id, name=name, happened_at=early, typed_at=early, by="x")
                    )
            for step in steps:
                met = chance.random() < follows
                made[Obligation].append(
                    Obligation(
                        subject_kind="case",
                        subject_id=id,
                        post_id=post,
                        action=step,
                        state="met" if met else "open",
                        due_at=moment,
                        met_at=moment if met else None,
                    )
                )
            typed, who = start, f"{post}-{chance.randrange(4)}"
            for _ in range(ENTRIES):
                number += 1
                typed += dt.timedelta(minutes=chance.expovariate(1 / 20))
                made[Entry].append(
                    Entry(
                        chain=post,
                        number=number,
                        at=typed,
                        kind="read",
                        what="case.read",
                        actor=who,
                        about_kind="case",
                        about_id=str(id),
                        previous="",
                        seal="",
                    )
                )
        for model, rows in made.items():
            model.objects.bulk_create(rows, batch_size=BATCH)


def measured(per_post: int) -> tuple[dict[str, float], int]:
    """Seconds of each part, and how many questions the whole asks."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from cauce.cases.models import CaseAct
    from cauce.measurement.boards.post_comparison import kept, minutes, order, rows, steps, times
    from cauce.measurement.boards.post_comparison.own import PERIOD, own, work
    from cauce.measurement.models import PostSums

    at = timezone.now()
    with transaction.atomic():
        fill(per_post, at)
    read = rows.read(at - PERIOD, at)
    assert len(read.cases) == 53 * per_post, "a case was not read"
    assert sum(len(one.acts) for one in read.cases.values()) == CaseAct.objects.count()
    again = rows.read(at - PERIOD, at)
    PostSums.objects.bulk_create(kept.rows_of([own("HOU", at, at.date())]))
    with CaptureQueriesContext(connection) as asked:
        whole = seconds(lambda: work(at, at.date()))
    acts = CaseAct.objects.order_by("case_id", "happened_at", "id")
    found = {
        BASELINE: seconds(lambda: list(acts.values_list("case_id", "name", "action", "happened_at"))),
        "the rows of the cases": seconds(lambda: rows.read(at - PERIOD, at)),
        "steps of all posts, limits and comparisons": seconds(lambda: steps.steps(at, 10)),
        "alignment of every case": seconds(lambda: order.went(again)),
        "waits and their medians": seconds(
            lambda: [times.middles(one) for one in times.waits(read).values()]
        ),
        "minutes from the journal": seconds(lambda: minutes.minutes(read, dt.timedelta(minutes=15))),
        "everything that is closed": whole,
        "one post, counted anew": seconds(lambda: own("HOU", at, at.date())),
        "one post, as the closing kept it": seconds(lambda: kept.own_of("HOU", at)),
    }
    return found, len(asked)


def main() -> None:
    chosen = options(__doc__, cases=1000)
    per_post = 2 if chosen.quick else chosen.cases
    with empty():
        found, asked = measured(per_post)
    if asked > MOST:
        raise SystemExit(f"{asked} questions to the database, its budget is {MOST}")
    table(
        f"How alike posts act: 53 posts, {per_post} cases each",
        "seconds",
        found,
        BASELINE,
        f"{asked} questions to the database",
    )


if __name__ == "__main__":
    main()
