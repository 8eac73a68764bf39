"""What one post did in the twelve months before an instant: sums and middles, and nobody in them.

Counted from the rows of the period, for all posts at once by the closing of the network, which keeps it
(``PostSums``); or for one post by itself, where no closing has counted it yet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.loader import parameter_on
from cauce.measurement.facts.departures import Departure, departures_by_post
from cauce.measurement.facts.model import Counts
from cauce.protocol.editions.access import current_edition
from cauce.rules.medians import Middle

from . import minutes as working
from . import order, rows, steps, times
from .spaces import Space, spaces

PERIOD = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Left:
    """How often a post left out a step with a reason, and how often each reason was given."""

    action: str
    number: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Own:
    """One post, as of ``at``. ``counts``: how each step that was due there ended; ``waits``: the middle of
    each stage; ``stations``: the steps that have an order; ``minutes``: the middle of a case, empty where few
    people work; ``gap``: minutes after which nothing is known of the work."""

    post: str
    at: dt.datetime
    counts: dict[str, Counts]
    departures: tuple[Left, ...]
    waits: dict[str, Middle]
    went: order.Went
    stations: list[str]
    spaces: list[Space]
    minutes: Middle
    gap: int


@dataclass(frozen=True, slots=True)
class Work:
    """The same of several posts, case by case: what is counted, and then forgotten."""

    counts: dict[str, dict[str, Counts]]  # action → post → how it ended
    departures: dict[str, list[Departure]]
    waits: dict[str, dict[str, list[tuple[float, bool]]]]  # stage → post → hours, ended
    went: dict[str, order.Went]
    went_all: order.Went
    stations: list[str]
    rows: rows.Rows
    minutes: working.Minutes
    gap: int

    def each(self, posts: list[str]) -> dict[str, Own]:
        """Each of these posts by itself, also where nothing was done."""
        by_post, none = self.rows.by_post(), rows.Rows(self.rows.since, self.rows.at, {}, [])
        return {
            post: Own(
                post=post,
                at=self.rows.at,
                counts={action: here[post] for action, here in self.counts.items() if post in here},
                departures=tuple(
                    Left(one.action, one.number, one.reasons) for one in self.departures.get(post, [])
                ),
                waits={stage: times.middles(here, [post]) for stage, here in self.waits.items()},
                went=self.went.get(post) or order.Went(),
                stations=self.stations,
                spaces=spaces(by_post.get(post, none)),
                minutes=self.minutes.middle(post),
                gap=self.gap,
            )
            for post in posts
        }


def work(at: dt.datetime, day: dt.date, only: str | None = None) -> Work:
    """The twelve months before ``at``, of all posts or of one. ``day``: for the parameters in force."""
    since, gap = at - PERIOD, int(parameter_on(current_edition(), "work-gap", day).value)
    read = rows.read(since, at, only)
    went, went_all, stations = order.went(read)
    return Work(
        counts=steps.counted(at, only),
        departures=departures_by_post(since, only, until=at),
        waits=times.waits(read),
        went=went,
        went_all=went_all,
        stations=stations,
        rows=read,
        minutes=working.minutes(read, dt.timedelta(minutes=gap), only),
        gap=gap,
    )


def own(post: str, at: dt.datetime, day: dt.date) -> Own:
    """One post, counted anew."""
    return work(at, day, post).each([post])[post]
