"""The clock of a post on a page whose foot says whose hours they are."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.staff.offices.models import Post


@dataclass(frozen=True)
class Clock:
    """The clock of the post for each row; which city's it is, the page says once."""

    time_zone: str
    city: str = ""


def clock_of(post: Post) -> Clock:
    """That of a post."""
    return Clock(post.time_zone)
