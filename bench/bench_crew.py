"""Forty cases from a list of codes: read dry, opened, and the board that says whom to attend first.

    python bench/bench_crew.py [--people 40] [--runs 5]

A post with an embedded database and a keystore of its own in a temporary folder: what the pages do with
the list, without the network between. The baseline is the same forty opened one by one by the act of
one case. Counted before anything is timed: a case, two keys and
an entry of the journal for each.
"""

from __future__ import annotations

import statistics
from typing import Any

from house import empty
from measure import options, seconds, table

AIM = 10.0
WORDS = (
    "mixteco; mujer; 16; sola",
    "náhuatl; hombre; 30",
    "español; mujer; con niños",
    "zapoteco; médico",
)


def from_the_list(cast: Any, people: int) -> dict[str, float]:
    """Seconds of the dry look, of the opening and of the board, for one new incident."""
    from django.utils import timezone

    from cauce.custody.journal.models import Entry
    from cauce.desk.intake.crews.showing import lines_of
    from cauce.desk.intake.crews.words import Tongues
    from cauce.intake.crews import access, actions
    from cauce.intake.crews.board import open_board
    from cauce.intake.crews.models import CrewMember
    from cauce.intake.crews.rules import look

    now = timezone.now()
    made = actions.open_incident(actor=cast.ines.actor, post=cast.houston, said={}, at=now)
    text = "\n".join(f"A-{n:02d}; {WORDS[n % len(WORDS)]}" for n in range(1, people + 1))
    before, found = Entry.objects.filter(what="case.open").count(), []
    took = {
        "the dry look": seconds(lambda: found.append(look(text, access.codes_of(made), Tongues()))),
        "the opening": seconds(
            lambda: actions.open_crew(
                actor=cast.ines.actor,
                incident=made,
                lines=found[0].lines,
                channel="outreach_event",
                started_at=now,
                at=now,
            )
        ),
        "the board": seconds(lambda: lines_of(open_board(cast.ines.actor, made.id))),
    }
    rows = CrewMember.objects.filter(incident=made).select_related("case")
    keys = {key for row in rows for key in (row.case.key_id, row.case.draft_key_id)}
    assert len(rows) == people and len(keys) == 2 * people and not found[0].refused
    assert Entry.objects.filter(what="case.open").count() - before == people
    return took


def one_by_one(cast: Any, people: int) -> float:
    from django.utils import timezone

    from cauce.cases.actions import open_case

    def run() -> None:
        for n in range(people):
            open_case(
                actor=cast.ines.actor,
                post=cast.houston,
                channel="outreach_event",
                started_at=timezone.now(),
                facts={"need.medical": True} if n % 4 == 3 else {},
            )

    return seconds(run)


def main() -> None:
    chosen = options(__doc__, people=40, runs=5)
    runs, people = (1, 8) if chosen.quick else (chosen.runs, chosen.people)
    with empty():
        from tests.cast import build

        cast = build()
        found = [from_the_list(cast, people) for _ in range(runs)]
        alone = statistics.median(one_by_one(cast, people) for _ in range(runs))
    rows = {name: statistics.median(one[name] for one in found) for name in found[0]}
    whole = sum(rows.values())
    base = f"{people} opened one by one"
    table(
        f"{people} people of one list",
        "seconds",
        {base: alone, **rows, "all of it": whole},
        base,
        f"aim: under {AIM:.0f} s for all of it; {'reached' if whole < AIM else 'NOT reached'}",
    )


if __name__ == "__main__":
    main()
