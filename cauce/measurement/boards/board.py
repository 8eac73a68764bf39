"""One indicator as a page shows it: how it went over time, or how it is made up, with what it means.

Every number comes from ``figures``; whether it may be seen is decided in ``showing``. At most four
readings of the facts, whatever is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cauce.content.loader import Edition as Content
from cauce.content.model import Text, both
from cauce.content.model_indicators import Indicator
from cauce.protocol.editions import schedule
from cauce.rules.permissions import Scope

from ..facts.periods import Period, period_of, run_of
from ..hiding.figures_tree import PARTED, year_of_change
from ..hiding.showing import TIMES, Shown, must_hide, open_, protected, too_few
from ..indicators.figures import Figures, Under, figures

MANY = 8  # periods over time


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page asks. ``by`` "": over time. ``post`` None: the whole network."""

    one: Indicator
    period: Period
    by: str
    post: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Before the period of this index something changed: what is on both sides is not compared."""

    at: int
    what: Text


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same figure by the definition before, in the year in which it changed."""

    version: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class Board:
    """What a page shows. ``now``: the whole of the period asked. ``before``: the period before it, of the
    same days where the one asked is not over; None: a change lies between. ``network``: beside a post.

    ``rows``: over time or by value. ``withheld``: too few to be broken down at all. ``courses``: over time in
    each region; empty elsewhere.
    """

    wanted: Wanted
    now: Shown
    before: Shown | None
    network: Shown | None
    rows: tuple[Shown, ...]
    withheld: bool
    around: tuple[Shown, ...]  # the network over time, beside a post; empty elsewhere
    courses: Mapping[str, tuple[Shown, ...]]
    periods: tuple[Period, ...]
    part: bool  # the period asked is not over
    changes: tuple[Change, ...]
    version: int
    editions: tuple[str, ...]
    notes: tuple[Text, ...]
    small: int
    closed_at: dt.datetime | None = None  # of the network; None at a post, or when nothing was closed yet
    earlier: Earlier | None = None  # in the year in which the definition changed; None: it is another year
    horizons: tuple[tuple[int, Shown], ...] = ()  # of a year, at the other days that the definition names

    @property
    def scope(self) -> Scope:
        return Scope(post=self.wanted.post)


def may_break(one: Indicator, post: str | None) -> tuple[str, ...]:
    """The breakdowns that a page offers: those that the definition allows, and here make sense."""
    never = set(TIMES)
    if post:
        never |= {"post", "region", *one.protection.national_only}
    return tuple(name for name in one.breakdowns if name not in never)


def period_for(by: str, period: Period) -> Period:
    """The period that may be asked with a breakdown: of a part of a year, its year. Were parts of a year
    broken down as well as the year, what one hides the others would give back."""
    return period_of(period.since, PARTED) if by else period


def board_of(
    wanted: Wanted,
    content: Content,
    small: int,
    today: dt.date,
    known: dt.datetime,
    beside: Callable[[str, Shown], Shown],
) -> Board:
    """The page of an indicator at a post, as it was known at an instant. ``today``: a period may not be
    over. ``beside``: (code of a period, own value) → the network next to it.

    Raises ``BadInput`` or ``NotInForce`` where the indicator refuses a figure.
    """
    one, last, by = wanted.one, wanted.period, wanted.by
    periods = periods_of(one, last, content)
    ends = min(last.until, today + dt.timedelta(days=1))
    part, posts = ends < last.until, [wanted.post or ""]
    changes = changes_in(one, content, periods)
    over = not by
    names, since = ((last.kind,), periods[0].since) if over else ((by,), last.since)
    found = figures(one.id, since=since, until=ends, known=known, by=names, posts=posts)
    whole = found if not by else figures(one.id, since=last.since, until=ends, known=known, posts=posts)
    whole_cell = whole.cells.get((last.code,) if not by else ())
    now = open_("", whole_cell, one)
    cells = {key[0]: cell for key, cell in found.cells.items()}
    hide = must_hide(one, by)
    told = protected(cells, one, small, by) if hide else {k: open_(k, c, one) for k, c in cells.items()}
    withheld = hide and too_few(told, cells, small)
    rows = () if withheld else tuple(told.values())
    if not by:
        rows = tuple(told.get(p.code, open_(p.code, None, one)) for p in periods)
    around = () if by else tuple(beside(p.code, row) for p, row in zip(periods, rows, strict=True))
    return Board(
        wanted,
        now,
        _before(wanted, found, periods, ends, known, posts, changes, part),
        around[-1] if around else beside(last.code, now),
        rows,
        withheld,
        around,
        {},
        periods,
        part,
        changes if over else (),
        whole.version,
        whole.editions,
        whole.notes,
        small,
        earlier=_earlier(one, last, ends, known, posts),
        horizons=_horizons(wanted, ends, known, posts),
    )


def _earlier(
    one: Indicator, last: Period, ends: dt.date, known: dt.datetime, posts: list[str]
) -> Earlier | None:
    if year_of_change(one) is None or last.code != f"{year_of_change(one)}":
        return None
    under = Under(version=one.version - 1)
    had = figures(one.id, since=last.since, until=ends, known=known, posts=posts, under=under)
    return Earlier(one.version - 1, open_("", had.cells.get(()), one))


def other_days(wanted: Wanted) -> list[int]:
    """The other horizons at which what is asked is told: a year that is not broken down, as the network
    tells it."""
    one, told = wanted.one, not wanted.by and wanted.period.kind == PARTED
    return sorted(one.horizon.also) if told and one.horizon and one.measure == "rate" else []


def _horizons(
    wanted: Wanted, ends: dt.date, known: dt.datetime, posts: list[str]
) -> tuple[tuple[int, Shown], ...]:
    one, asked = wanted.one, {"since": wanted.period.since, "until": ends, "known": known, "posts": posts}
    return tuple(
        (days, open_("", figures(one.id, under=Under(days=days), **asked).cells.get(()), one))
        for days in other_days(wanted)
    )


def periods_of(one: Indicator, last: Period, content: Content) -> tuple[Period, ...]:
    """The periods drawn: none that was over before the first definition held, but the one before
    ``last`` always. Out of an estimate, one year at a time: there may be none for the others."""
    if one.measure == "estimate":
        return (last,)
    first = min(v.valid_from for (id, _), v in content.indicator_versions.items() if id == one.id)
    run = run_of(last, MANY)
    return tuple(p for p in run[:-2] if p.until > first) + run[-2:]


def _before(
    wanted: Wanted,
    found: Figures,
    periods: Sequence[Period],
    ends: dt.date,
    known: dt.datetime,
    posts: list[str] | None,
    changes: Sequence[Change],
    part: bool,
) -> Shown | None:
    """The period before: of the same number of days where the one asked is not over yet."""
    if len(periods) < 2 or any(change.at >= len(periods) - 1 for change in changes):
        return None
    earlier, last = periods[-2], periods[-1]
    if not wanted.by and not part:
        return open_("", found.cells.get((earlier.code,)), wanted.one)
    until = min(earlier.since + (ends - last.since), earlier.until) if part else earlier.until
    had = figures(wanted.one.id, since=earlier.since, until=until, known=known, posts=posts)
    return open_("", had.cells.get(()), wanted.one)


def changes_in(one: Indicator, content: Content, periods: Sequence[Period]) -> tuple[Change, ...]:
    """Where the definition or the edition of the Protocol changed, in the order of time.

    A change within a period makes it neither the one nor the other: it is parted on both sides.
    """
    versions = sorted(
        (v for (name, _), v in content.indicator_versions.items() if name == one.id),
        key=lambda v: v.version,
    )
    # One that holds for what was before as well parts nothing: all periods are counted by it.
    whole = max((place for place, v in enumerate(versions) if v.before_too), default=0)
    days = [
        (v.valid_from, both(f"definición {v.version}", f"definition {v.version}"))
        for v in versions[whole + 1 :]
    ]
    days += [(e.in_force_from, both(f"edición {e.id}", f"edition {e.id}")) for e in schedule.dated()[1:]]
    found: dict[int, Text] = {}
    for day, what in sorted(days, key=lambda pair: pair[0]):
        for index, period in enumerate(periods):
            if period.since <= day < period.until:
                spots = (index,) if day == period.since else (index, index + 1)
                for at in spots:
                    if 0 < at < len(periods):
                        said = found.get(at)
                        found[at] = both(f"{said.es}, {what.es}", f"{said.en}, {what.en}") if said else what
    return tuple(Change(at, what) for at, what in sorted(found.items()))
