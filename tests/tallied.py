"""What fell due at a post and was followed, as the tally of a day leaves it, for tests that read figures."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.measurement.models import Fact


def tally(post: str, *, due: int, followed: int, departed: int = 0, action: str = "P2-06") -> None:
    """So many steps that fell due ten days ago; ``followed`` holds those that were departed from."""
    now = timezone.now()
    day = (now - dt.timedelta(days=10)).date()
    numbers = {"due": due, "followed": followed, "departed": departed}
    Fact.objects.bulk_create(
        Fact(
            period=day.year,
            kind=f"obligation_{kind}",
            post=post,
            code=action,
            happened_on=day,
            known_at=now,
            number=number,
        )
        for kind, number in numbers.items()
        if number
    )
