"""A thousand nights with an urgent call each: is it acknowledged, or passed on within its minutes?

    python bench/bench_nights.py [--nights 1000] [--quick]

A temporary SQLite database with the settings of a running server. Each night has a roster with or
without a hole, people who do not hear their telephone, a loop that stands still, runs twice, or dies
half way through an act. Nothing here is a prediction about people: the chances are invented so that
every place of the chain is reached often.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from typing import Any

from house import empty
from measure import options, table

HEARS = 0.4  # of those told, how many acknowledge
HOLE = 0.25  # of nights, how many have nobody in the roster
DIES = 0.08  # of acts of the loop, how many die before they are written down
BASELINE = "urgent calls"


class Dies(Exception):
    """The machine went away in the middle of an act."""


def each(rows: Any, do: Any) -> int:
    """As the loop does: a row that fails is tried again next time."""
    done = 0
    for row in rows:
        try:
            done += do(row)
        except Dies:
            continue
    return done


def mortal(chance: random.Random) -> None:
    """From now on the last write of an escalation fails now and then, and its transaction with it."""
    from cauce.intake.calls.models import Call

    whole = Call.save

    def save(self: Any, *args: Any, **given: Any) -> None:
        whole(self, *args, **given)
        if (
            given.get("update_fields") == ["told", "next_at", "signs_at"]
            and mortal.on
            and chance.random() < DIES
        ):
            raise Dies

    Call.save = save  # type: ignore[method-assign]


mortal.on = False  # type: ignore[attr-defined]


def evening(cast: Any, chance: random.Random, start: dt.datetime) -> None:
    """A turn of this night, or none."""
    from cauce.staff.offices.actions import Turns, plan_duty

    if chance.random() < HOLE:
        return
    local = start.astimezone(ZONE()).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    plan_duty(
        actor=cast.aurora.actor,
        post=cast.houston,
        turns=Turns(start=local, end=local + dt.timedelta(hours=13), every="once", until=local.date()),
        first=cast.ines.actor.user,
        at=start,
        second=cast.mateo.actor.user if chance.random() < 0.7 else "",
    )


def ZONE() -> Any:  # noqa: N802 - only known once Django stands
    from zoneinfo import ZoneInfo

    return ZoneInfo("America/Chicago")


def night(cast: Any, chance: random.Random, start: dt.datetime) -> dict[str, float]:
    """One night; what is counted of it."""
    from cauce.intake.calls.actions import CallTyped, acknowledge, take
    from cauce.intake.calls.models import Call, CallTelling
    from cauce.staff.notices.models import Message
    from cauce.staff.offices.access import actor_of
    from tests.rounds import rounds_of

    evening(cast, chance, start)
    at = start + dt.timedelta(minutes=chance.uniform(60, 600))
    mortal.on = False  # type: ignore[attr-defined]
    call = take(
        actor=cast.lucia.actor,
        post=cast.houston,
        typed=CallTyped(channel="duty_phone", answers={"danger_now": "yes"}, told={}, back_at=None),
        at=at,
    )
    mortal.on = True  # type: ignore[attr-defined]
    asked: set[str] = set()
    acked, ticks, end = None, [at], at + dt.timedelta(hours=12)
    while at < end and acked is None:
        for row in CallTelling.objects.filter(call=call).exclude(id__in=asked):
            asked.add(row.id)
            if chance.random() < HEARS:
                heard = row.at + dt.timedelta(minutes=chance.uniform(0.5, 9.5))
                acked = min(acked or heard, heard)
                who = row.person
        if acked is not None:
            mortal.on = False  # type: ignore[attr-defined]
            acknowledge(actor=actor_of(who), call=Call.objects.get(id=call.id), at=acked)
            break
        # Every minute; now and then twice at once; now and then not for most of an hour.
        at += dt.timedelta(minutes=chance.choices((1, 0, 45), (0.9, 0.07, 0.03))[0])
        rounds_of("cauce.intake.calls", at, each)
        ticks.append(at)
    return counted(call, acked, ticks, Message.objects.filter(key__startswith=f"call:{call.id}:").count())


def counted(
    call: Any, acked: dt.datetime | None, ticks: list[dt.datetime], messages: int
) -> dict[str, float]:
    """Whether it was lost, how late a step was beyond the time in which nothing ran, what was told twice."""
    from cauce.intake.calls.models import CallTelling

    tellings = list(CallTelling.objects.filter(call=call).order_by("step", "id"))
    first: dict[int, dt.datetime] = {}
    for row in tellings:
        first.setdefault(row.step, row.at)
    late, early = 0.0, 0
    for step, told_at in first.items():
        due = call.came_at + step * dt.timedelta(minutes=10)
        early += told_at < due
        ran = next((one for one in ticks if one >= due), due)
        late = max(late, (told_at - ran).total_seconds() / 60)
    reached = {row.rung for row in tellings}
    return {
        "lost": acked is None and "headquarters" not in reached,
        "acknowledged": acked is not None,
        "early": early,
        "late": late,
        "twice": messages - len(tellings),
        "hole": tellings[0].rung == "head_of_post",
        "minutes": (acked - call.came_at).total_seconds() / 60 if acked else 0,
        "steps": max(first) + 1,
    }


def main() -> None:
    chosen = options(__doc__, nights=1000)
    count = 6 if chosen.quick else chosen.nights
    with empty():
        from django.utils import timezone

        from cauce.intake.calls.models import Call
        from tests import cast as people

        whole, cast, chance = Call.save, people.build(), random.Random(7)  # noqa: S311 - not a secret
        mortal(chance)
        start = timezone.now().astimezone(ZONE()).replace(hour=19, minute=0, second=0, microsecond=0)
        began, found = time.perf_counter(), []
        for number in range(count):
            at = (start + dt.timedelta(days=number)).astimezone(dt.UTC)
            found.append(night(cast, chance, at))
        took = time.perf_counter() - began
        Call.save = whole  # type: ignore[method-assign]
    waits = sorted(one["minutes"] for one in found if one["acknowledged"])
    rows = {
        BASELINE: float(count),
        "acknowledged": float(sum(one["acknowledged"] for one in found)),
        "lost": float(sum(one["lost"] for one in found)),
        "nights with a hole in the roster": float(sum(one["hole"] for one in found)),
        "steps told too early": float(sum(one["early"] for one in found)),
        "messages told twice": float(sum(one["twice"] for one in found)),
        "nights in which a step waited for more than one run of the loop": float(
            sum(one["late"] > 0 for one in found)
        ),
    }
    table(f"{count} nights", "n", rows, BASELINE, "asked: none lost, every step within its minutes")
    print(
        "  longest that a step waited while the loop ran, after it died on it: "
        f"{max(one['late'] for one in found):.0f} min"
    )
    print(
        f"  from the call to «I have it»: median {waits[len(waits) // 2]:.0f} min, "
        f"longest {waits[-1]:.0f} min"
    )
    print(f"  {took:.0f} s for {count} nights")
    assert rows["lost"] == rows["steps told too early"] == rows["messages told twice"] == 0


if __name__ == "__main__":
    main()
