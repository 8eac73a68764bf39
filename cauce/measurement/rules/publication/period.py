"""Which period do these figures cover, and on which day may they appear?

A period has a code that people write: ``2026``, ``2026-H1``, ``2026-Q3``, ``2021-2025``. Nothing else is a
period: no range from one day to another, nothing that runs on until today.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from cauce.content.errors import BadInput, BadInputs
from cauce.content.model import Text
from cauce.rules.dates import add_months

bad_input = BadInputs(__file__)

Every = Literal["year", "half", "quarter", "years"]
_CODE = re.compile(r"(?P<year>20\d\d)(?:-(?:(?P<part>[HQ])(?P<n>\d)|(?P<last>20\d\d)))?")
_MONTHS = {"H": 6, "Q": 3}
_ORDINALS = (("primer", "first"), ("segundo", "second"), ("tercer", "third"), ("cuarto", "fourth"))
_PARTS = {"half": (6, "semestre", "half"), "quarter": (3, "trimestre", "quarter")}


@dataclass(frozen=True, slots=True)
class Period:
    """An announced period. ``until`` is exclusive."""

    code: str
    every: Every
    since: dt.date
    until: dt.date

    @property
    def key(self) -> str:
        """How the cells of this period are named, in whatever table or edition they stand."""
        return f"{self.since.isoformat()}/{self.until.isoformat()}"


def period_in_words(every: Every, since: dt.date) -> Text:
    """«tercer trimestre de 2026», «primer semestre de 2026», «2026»: for readers, who know no code."""
    if every not in _PARTS:
        return Text(es=f"{since.year}", en=f"{since.year}")
    months, es, en = _PARTS[every]
    es_number, en_number = _ORDINALS[(since.month - 1) // months]
    return Text(es=f"{es_number} {es} de {since.year}", en=f"{en_number} {en} of {since.year}")


def read_period(code: str) -> Period:
    """The period of a code. Raises ``BadInput`` for anything that is none."""
    found = _CODE.fullmatch(code.strip())
    if found is None:
        raise _no_period(code)
    year = int(found["year"])
    if found["last"]:
        last = int(found["last"])
        if last <= year:
            raise _no_period(code)
        return Period(code.strip(), "years", dt.date(year, 1, 1), dt.date(last + 1, 1, 1))
    if found["part"] is None:
        return Period(code.strip(), "year", dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    months, number = _MONTHS[found["part"]], int(found["n"])
    if not 1 <= number <= 12 // months:
        raise _no_period(code)
    since = add_months(dt.date(year, 1, 1), months * (number - 1))
    every: Every = "half" if found["part"] == "H" else "quarter"
    return Period(code.strip(), every, since, add_months(since, months))


def _no_period(code: str) -> BadInput:
    return bad_input("code_is_no_announced_period", where="period", code=code[:40])


def check_ended(period: Period, today: dt.date) -> None:
    """Raise ``BadInput`` while the period still runs: the figures would change under its readers."""
    if today < period.until:
        raise bad_input(
            "the_period_code_ends_on_until",
            where="period",
            code=period.code,
            until=(period.until - dt.timedelta(days=1)).isoformat(),
        )


def due_on(period: Period, months_after: int) -> dt.date:
    """The announced day: that many months after the period ended."""
    return add_months(period.until, months_after)
