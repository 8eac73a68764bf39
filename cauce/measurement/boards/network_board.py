"""One indicator of the whole network as its last closing tells it: nothing here is counted anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cauce.content.loader import Edition as Content
from cauce.content.model_indicators import Indicator
from cauce.rules.hiding import BEYOND, few_beside

from ..facts.periods import Period
from ..hiding.closing import Closed
from ..hiding.figures_tree import DAYS, HORIZON, VERSION, median_of, year_of_change
from ..hiding.showing import Shown
from ..indicators.figures import figures, told_of
from ..rules.indicators.model import Cohort
from .board import Board, Change, Earlier, Wanted, changes_in, other_days, periods_of

Head = tuple[str, str, str]


def shown(closed: Closed, one: Indicator, head: Head, key: str) -> Shown:
    """One value of the tree. What was not counted at the closing is hidden, not nothing."""
    if one.measure in ("count", "median"):
        number = closed.number(*head, "n")
        if number is not None and one.measure == "median":
            minutes, cohort = median_of(dict(closed.beside), head), _cohort(closed, (*head, "n"))
            if cohort is not None and minutes is None and closed.along[*head, "n"]["late"]:
                return Shown(key, 0, number, rounded=True, cohort=cohort)
            if minutes is None:
                return Shown(key, hidden=True)
            told = None if cohort is None else replace(cohort, value=minutes)
            return Shown(key, minutes, rounded=True, cohort=told)
        return Shown(key, hidden=True) if number is None else Shown(key, number, rounded=True)
    met, of = closed.number(*head, "met"), closed.number(*head, "of")
    if met is None or of is None:
        return Shown(key, hidden=True)
    return Shown(key, min(met, of), of, rounded=True, cohort=_cohort(closed, (*head, "met")))


def _within(closed: Closed, code: str, days: int) -> Shown:
    """A year at another horizon of the definition: out of the people of the year."""
    key = code, HORIZON, f"{days}", "met"
    met, of = closed.number(*key), closed.number(code, "", "", "of")
    if met is None or of is None:
        return Shown("", hidden=True)
    return Shown("", min(met, of), of, rounded=True, cohort=_cohort(closed, key))


def _cohort(closed: Closed, key: tuple[str, ...]) -> Cohort | None:
    """What is told beside a cell of how its people were followed. None: they all were, or nobody is."""
    told = closed.along.get(key)
    if told is None or not told["young"] and "share" in told:
        return None
    return Cohort(
        told["days"], told["young"], dt.date.fromisoformat(told["whole_on"]), told.get("share"), None, None
    )


def network_board(wanted: Wanted, content: Content, closed: Closed, today: dt.date) -> Board:
    """The page of an indicator for whoever works no case. Raises ``BadInput`` or ``NotInForce`` where the
    indicator refuses a figure."""
    one, last, by = wanted.one, wanted.period, wanted.by
    periods = periods_of(one, last, content)
    ends = min(last.until, today + dt.timedelta(days=1))
    # Its version, its editions and its notes: no number is counted, unless it may have to be refused.
    tell = figures if one.measure == "estimate" else told_of
    whole = tell(one.id, since=last.since, until=ends, known=closed.at or _midnight(today))
    changes, part, over = changes_in(one, content, periods), ends < last.until, by in ("", "region")
    now = shown(closed, one, (last.code, "", ""), "")
    rows: tuple[Shown, ...]
    if not by:
        rows = tuple(shown(closed, one, (p.code, "", ""), p.code) for p in periods)
    else:
        rows = tuple(shown(closed, one, (last.code, by, v), v) for v in _values(closed, last.code, by))
    withheld = bool(by) and all(row.hidden for row in rows)
    return Board(
        wanted,
        now,
        _before(closed, one, periods, changes, part),
        None,
        () if withheld else rows,
        withheld,
        (),
        _courses(closed, one, periods) if by == "region" else {},
        periods,
        part,
        changes if over else (),
        whole.version,
        whole.editions,
        whole.notes,
        BEYOND,
        closed.at,
        _earlier(closed, one, last),
        tuple((days, _within(closed, last.code, days)) for days in other_days(wanted)),
    )


def beside(closed: Closed, one: Indicator, code: str, own: Shown) -> Shown:
    """The network next to a post's own value of a period: hidden where few others stand behind it."""
    told = shown(closed, one, (code, "", ""), code)
    if told.hidden or told.numerator is None or one.measure == "median":
        return told
    every, mine = (v.denominator if one.denominator else v.numerator for v in (told, own))
    if few_beside(every or 0, mine or 0):
        return Shown(code, hidden=True)
    if told.denominator:
        share = round(100 * told.numerator / told.denominator)
        return Shown(code, share, 100, rounded=True, cohort=told.cohort)
    return told


def _earlier(closed: Closed, one: Indicator, last: Period) -> Earlier | None:
    """In the year of change, what the definition before says of it."""
    if year_of_change(one) is None or last.code != f"{year_of_change(one)}":
        return None
    version = one.version - 1
    return Earlier(version, shown(closed, one, (last.code, VERSION, f"{version}"), ""))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _values(closed: Closed, code: str, by: str) -> list[str]:
    found = {key[2] for key in closed.told if len(key) == 4 and key[:2] == (code, by)}
    return sorted(found)


def _before(
    closed: Closed, one: Indicator, periods: Sequence[Period], changes: Sequence[Change], part: bool
) -> Shown | None:
    """The period before; of the same number of days where the one asked is not over yet."""
    if len(periods) < 2 or any(change.at >= len(periods) - 1 for change in changes):
        return None
    code = periods[-2].code
    return shown(closed, one, (code, DAYS, "") if part else (code, "", ""), "")


def _courses(closed: Closed, one: Indicator, periods: Sequence[Period]) -> Mapping[str, tuple[Shown, ...]]:
    """Each region over the years."""
    regions = sorted({v for p in periods for v in _values(closed, p.code, "region")})
    return {
        region: tuple(shown(closed, one, (p.code, "region", region), region) for p in periods)
        for region in regions
    }
