"""Cases that the network opened in the periods of partners' totals: whoever brings a total chooses its days.

Two periods that differ by a day would tell that day. So the days between all ends are cells too, which are
never told, and the attack knows how periods are made of them.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from ..indicators.counting import opened
from ..models import PartnerTotal
from .closing import CLOCK
from .tree import CellKey, Line, Table

DAY = dt.timedelta(days=1)


def is_whole(row: PartnerTotal) -> bool:
    """Whether a total is of people or cases, and of all of them."""
    return not row.breakdown and row.unit in ("person", "case")


def key_of_days(since: dt.date, until: dt.date) -> CellKey:
    """The cell of [``since``, ``until``)."""
    return since.isoformat(), until.isoformat()


def table_of(at: dt.datetime) -> Table:
    """Each period of a total that stands, and the stretches between their ends."""
    rows = PartnerTotal.objects.filter(withdrawn_at=None)
    periods = sorted({(row.since, row.last_day + DAY) for row in rows if is_whole(row)})
    ends = sorted({day for period in periods for day in period})
    stretches = {key_of_days(*two): _opened(*two) for two in pairwise(ends)}
    cells, lines = dict(stretches), []
    for since, until in periods:
        key = key_of_days(since, until)
        inside = tuple(one for one in stretches if key[0] <= one[0] and one[1] <= key[1])
        if inside != (key,):
            cells[key] = sum(stretches[one] for one in inside)
            lines.append(Line(key, inside))
    told = {key_of_days(*period) for period in periods}
    return Table(cells, tuple(lines), never=frozenset(cells.keys() - told))


def _opened(since: dt.date, until: dt.date) -> int:
    start, end = (dt.datetime.combine(day, dt.time(), CLOCK) for day in (since, until))
    return opened(start, end)
