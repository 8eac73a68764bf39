"""One indicator as a page shows it: how it went over time, or how it is made up, with what it means.

Every number comes from ``figures``; whether it may be seen is decided in ``showing``. At most four
readings of the facts, whatever is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cauce.content.loader import Edition as Content
from cauce.content.model import Text, both
from cauce.content.model_indicators import Indicator
from cauce.measurement.rules.indicators.model import Cell
from cauce.protocol.editions import schedule
from cauce.rules.permissions import Scope

from ..facts.periods import Kind, Period, period_of, run_of
from ..hiding.showing import TIMES, Shown, beside, must_hide, open_, protected, too_few
from ..indicators.figures import Figures, figures

MANY = 8  # periods over time
PARTED: Kind = "year"  # the one kind of period that is broken down: a year less its quarters would tell


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


def board_of(wanted: Wanted, content: Content, small: int, today: dt.date, known: dt.datetime) -> Board:
    """The page of an indicator as it was known at an instant. ``today``: a period may not be over.

    Raises ``BadInput`` or ``NotInForce`` where the indicator refuses a figure.
    """
    one, last, by = wanted.one, wanted.period, wanted.by
    periods = _periods(one, last, content)
    ends = min(last.until, today + dt.timedelta(days=1))
    part, posts = ends < last.until, None if wanted.post is None else [wanted.post]
    changes = changes_in(one, content, periods)
    over = by in ("", "region")
    names = [name for name in ((last.kind,) if not by else (by, last.kind) if over else (by,))]
    found = figures(
        one.id, since=periods[0].since if over else last.since, until=ends, known=known, by=names, posts=posts
    )
    whole = found if not by else figures(one.id, since=last.since, until=ends, known=known, posts=posts)
    whole_cell = whole.cells.get((last.code,) if not by else ())
    now = open_("", whole_cell, one)
    network, around = _network(wanted, found, whole_cell, periods, ends, known)
    cells = _rows(found, by, last)
    hide = must_hide(one, by, wanted.post)
    told = (
        protected(cells, one, small, by, rounded=wanted.post is None)
        if hide
        else {k: open_(k, c, one) for k, c in cells.items()}
    )
    withheld = hide and too_few(told, cells, small)
    rows = () if withheld else tuple(told.values())
    if not by:
        rows = tuple(told.get(p.code, open_(p.code, None, one)) for p in periods)
    return Board(
        wanted,
        now,
        _before(wanted, found, periods, ends, known, posts, changes, part),
        network,
        rows,
        withheld,
        around,
        _courses(found, periods, one, small) if by == "region" else {},
        periods,
        part,
        changes if over else (),
        whole.version,
        whole.editions,
        whole.notes,
        small,
    )


def _periods(one: Indicator, last: Period, content: Content) -> tuple[Period, ...]:
    """The periods drawn: none that was over before the first definition held, but the one before
    ``last`` always. Out of an estimate, one year at a time: there may be none for the others."""
    if one.measure == "estimate":
        return (last,)
    first = min(v.valid_from for (id, _), v in content.indicator_versions.items() if id == one.id)
    run = run_of(last, MANY)
    return tuple(p for p in run[:-2] if p.until > first) + run[-2:]


def _rows(found: Figures, by: str, last: Period) -> dict[str, Cell]:
    """By value; of regions over time, only the period asked."""
    if by == "region":
        return {key[0]: cell for key, cell in found.cells.items() if key[1] == last.code}
    return {key[0]: cell for key, cell in found.cells.items()}


def _courses(
    found: Figures, periods: Sequence[Period], one: Indicator, small: int
) -> dict[str, tuple[Shown, ...]]:
    """Each region over time. Small cells of a period are hidden among the regions of that period."""
    regions = sorted({key[0] for key in found.cells})
    courses: dict[str, list[Shown]] = {region: [] for region in regions}
    for period in periods:
        cells = {key[0]: cell for key, cell in found.cells.items() if key[1] == period.code}
        told = protected(cells, one, small, "region", rounded=True)
        if too_few(told, cells, small):
            told = {region: Shown(region, hidden=True) for region in regions}
        for region in regions:
            courses[region].append(told.get(region) or open_(region, None, one))
    return {region: tuple(course) for region, course in courses.items()}


def _network(
    wanted: Wanted,
    found: Figures,
    own: Cell | None,
    periods: Sequence[Period],
    ends: dt.date,
    known: dt.datetime,
) -> tuple[Shown | None, tuple[Shown, ...]]:
    """The whole network beside a post: for the period asked, and over time where that is drawn."""
    if wanted.post is None:
        return None, ()
    one, last = wanted.one, wanted.period
    by = (last.kind,) if not wanted.by else ()
    every = figures(
        one.id, since=last.since if wanted.by else periods[0].since, until=ends, known=known, by=by
    )
    if wanted.by:
        return beside("", every.cells.get(()), own, one), ()
    around = tuple(
        beside(p.code, every.cells.get((p.code,)), found.cells.get((p.code,)), one) for p in periods
    )
    return around[-1], around


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
    days = [(v.valid_from, both(f"definición {v.version}", f"definition {v.version}")) for v in versions[1:]]
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
