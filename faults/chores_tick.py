"""What is due, the loop killed while it does it, and how often each reminder was made."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
from collections import Counter
from typing import Any


def due(count: int) -> dict[str, Any]:
    """People who wait and requests without an answer; what must be told of each, by key."""
    from django.utils import timezone

    from cauce.directory.models import Service
    from cauce.intake.screenings.actions import pass_to_protection
    from cauce.staff.offices.models import Post
    from tests import cast
    from tests.casework.conftest import open_case, send

    people = _cast(cast)
    service = Service.objects.get(name__contains="Jacaranda")
    encounters, referrals = [], []
    for number in range(count):
        made = pass_to_protection(
            actor=people.lucia.actor,
            post=Post.objects.get(code="HOU"),
            turn=f"T{number}",
            cues=[],
            asked=True,
        )
        encounters.append(str(made.id))
        if number % 3 == 0:
            referrals.append(str(send(people, open_case(people), service)[0].id))
    return {"encounters": encounters, "referrals": referrals, "at": timezone.now().isoformat()}


def _cast(cast):
    """The people of this stage, as actors."""
    from types import SimpleNamespace

    from cauce.staff.offices import access as offices
    from cauce.staff.offices.models import Post, User

    found = SimpleNamespace(houston=Post.objects.get(code="HOU"))
    for user in User.objects.all():
        setattr(found, user.username, cast.Member(user, offices.actor_for(user)))
    return found


def killed_ticks(given: dict[str, Any]) -> dict[str, Any]:
    """Run the loop again and again, a little later each time, and kill -9 it at random points."""
    from django.db import connections

    from cauce.operations.loop.tick import tick

    dice, during = random.Random(10), 0
    start = dt.datetime.fromisoformat(given["at"])
    step = dt.timedelta(days=4) / given["kills"]
    for number in range(given["kills"]):
        connections.close_all()
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            try:
                os.write(write, b"!")
                tick(start + step * (number + 1))
            finally:
                os._exit(0)
        os.close(write)
        os.read(read, 1)
        os.close(read)
        time.sleep(dice.uniform(0, 0.3))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        during += os.WIFSIGNALED(status)
    return {"during": during}


def reminders(given: dict[str, Any]) -> dict[str, Any]:
    """Of what had to be told, what was not, and what was told twice; and where the journal breaks."""
    from cauce.custody.journal.chain import verify
    from cauce.custody.journal.models import Entry
    from cauce.staff.notices.models import Message

    expected = [f"deputy:{id}" for id in given["encounters"]]
    for id in given["referrals"]:
        # The third day too, unless the loop was off then: of days that went by, the last is told.
        expected += [f"chase:{id}:7", f"expired:{id}"]
    made = Counter()
    # Whoever removes what makes a key unique adds «~» and a number of their own.
    for key, recipient in Message.objects.values_list("key", "recipient"):
        made[(key.partition("~")[0], recipient)] += 1
    told = {one for (key, _) in made for one in expected if key == one or key.startswith(f"{one}:")}
    days = Counter(
        (about, detail.get("day"))
        for about, detail in Entry.objects.filter(what="referral.chase").values_list("about_id", "detail")
    )
    doubled = [key for (key, _), count in made.items() if count > 1]
    doubled += [f"chased twice: {about} {day}" for (about, day), count in days.items() if count > 1]
    return {
        "reminders": len(expected),
        "lost": sorted(set(expected) - told),
        "doubled": doubled,
        "unsent": Message.objects.filter(sent_at=None).count(),
        "breaks": [one.en for one in verify()[1]],
    }
