"""By when? Deadlines counted as the post lives them: its own time zone, its own days of office.

- ``minutes`` and ``hours`` are elapsed time: a night when the clock changes makes no difference.
- ``days``, ``months``, ``years`` are legal days: the day of the start does not count, and the
  deadline is the end of the last local day. The 31st plus a month, or 29 February plus a year, is
  the last day of that month.
- ``working_days`` skip weekends and the legal holidays of Mexico and of the United States (federal),
  and end when the office closes. Zero working days is "the same day": the end of that local day.

PROPOSED, for each post to confirm: the office closes at 18:00, and a consulate is shut on the
holidays of both countries. Sources of the days: the public package ``holidays``, which follows the
Ley Federal del Trabajo, art. 74, and 5 U.S.C. 6103.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cauce.content.errors import BadInputs, unknown

bad_input = BadInputs(__file__)

CLOSE_OF_OFFICE = dt.time(18, 0)  # proposed
END_OF_DAY = dt.time(23, 59)
UTC = dt.UTC
_MIDNIGHT, _DAY = dt.time(), dt.timedelta(days=1)
_ELAPSED = {"minutes": dt.timedelta(minutes=1), "hours": dt.timedelta(hours=1)}
UNITS = ("minutes", "hours", "days", "working_days", "months", "years")


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """The time zone of that name (``America/Phoenix``), or Unknown naming the nearest ones."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise unknown("zonas horarias", "time zones", name, available_timezones()) from None


def check_aware(instant: dt.datetime, where: str = "") -> dt.datetime:
    """The instant itself; BadInput when it does not say in which time zone it stands."""
    if instant.utcoffset() is None:
        raise bad_input("the_instant_lacks_its_time_zone", where=where, instant=instant.isoformat())
    return instant


def read_instant(text: object, where: str = "") -> dt.datetime:
    """``2026-12-01T10:00:00-06:00`` as an aware instant; BadInput when it is not one."""
    try:
        instant = dt.datetime.fromisoformat(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise bad_input("text_is_not_an_instant", where=where, text=text) from None
    return check_aware(instant, where)


@lru_cache(maxsize=256)
def closed_days(year: int) -> frozenset[dt.date]:
    """The legal holidays of both countries in that year, observed days included (proposed)."""
    import holidays

    mexico = holidays.country_holidays("MX", years=year)
    states = holidays.country_holidays("US", years=year)
    return frozenset(day for day in (*mexico, *states) if day.year == year)


@lru_cache(maxsize=256)
def _working_ordinals(year: int) -> tuple[int, ...]:
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    closed = {day.toordinal() for day in closed_days(year)}
    # date.toordinal() % 7: 1 is Monday … 6 Saturday, 0 Sunday.
    return tuple(n for n in range(first, last + 1) if 1 <= n % 7 <= 5 and n not in closed)


def is_working_day(day: dt.date) -> bool:
    """Whether the consulate is open on that day."""
    return day.weekday() < 5 and day not in closed_days(day.year)


@lru_cache(maxsize=65536)
def add_working_days(day: dt.date, amount: int) -> dt.date:
    """The amount-th working day after that day (before it, when negative); 0 is the day itself."""
    if amount == 0:
        return day
    year, left, ordinal = day.year, abs(amount), day.toordinal()
    while True:
        table = _working_ordinals(year)
        if amount > 0:
            at = bisect_right(table, ordinal) + left - 1
            if at < len(table):
                return dt.date.fromordinal(table[at])
            left -= len(table) - bisect_right(table, ordinal)
            year += 1
        else:
            at = bisect_left(table, ordinal) - left
            if at >= 0:
                return dt.date.fromordinal(table[at])
            left -= bisect_left(table, ordinal)
            year -= 1


def add_months(day: dt.date, amount: int) -> dt.date:
    """The same day of a later month; the last of that month when it has no such day."""
    months = day.year * 12 + day.month - 1 + amount
    year, month = divmod(months, 12)
    following = dt.date(year + (month == 11), 1 if month == 11 else month + 2, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


# One instant twice: in UTC, to compare with, and as the clocks of the post show it.
Instant = tuple[dt.datetime, dt.datetime]


def local_instant(day: dt.date, at: dt.time, tz: ZoneInfo) -> dt.datetime:
    """That clock time there. Said twice that night: the first one, the stricter. Skipped that
    night: the moment the clock jumps over it, shown with the time that the clock then shows."""
    return _on_the_clock(day, at, tz)[1]


@lru_cache(maxsize=65536)
def _on_the_clock(day: dt.date, at: dt.time, tz: ZoneInfo) -> Instant:
    utc = dt.datetime.combine(day, at, tzinfo=tz).astimezone(UTC)
    return utc, utc.astimezone(tz)


def add(start: dt.datetime | dt.date, amount: int, unit: str, tz: ZoneInfo) -> dt.datetime:
    """The due instant, in the time zone of the post. A plain date starts with its local day.

    Raises Unknown for a unit that is not one of ``UNITS``, BadInput for a naive instant.
    """
    if isinstance(start, dt.datetime):
        check_aware(start)
    return end_of_period(start, local_day(start, tz), amount, unit, tz)[1]


def local_day(start: dt.datetime | dt.date, tz: ZoneInfo) -> dt.date:
    """The day on which it is there; a plain date is that day."""
    return start.astimezone(tz).date() if isinstance(start, dt.datetime) else start


def end_of_period(
    start: dt.datetime | dt.date, day: dt.date, amount: int, unit: str, tz: ZoneInfo
) -> Instant:
    """As ``add``, for an aware start whose local day is known already."""
    span = elapsed(amount, unit)
    if span is None:
        return _end_of_days(day, amount, unit, tz)
    since = (
        start.astimezone(UTC) if isinstance(start, dt.datetime) else _on_the_clock(start, _MIDNIGHT, tz)[0]
    )
    utc = since + span
    return utc, utc.astimezone(tz)


@lru_cache(maxsize=1024)
def elapsed(amount: int, unit: str) -> dt.timedelta | None:
    """That long by the clock; None: the unit counts days."""
    one = _ELAPSED.get(unit)
    return None if one is None else amount * one


@lru_cache(maxsize=65536)
def _end_of_days(day: dt.date, amount: int, unit: str, tz: ZoneInfo) -> Instant:
    if unit == "working_days" and amount:
        return _on_the_clock(add_working_days(day, amount), CLOSE_OF_OFFICE, tz)
    return _on_the_clock(_last_day(day, amount, unit), END_OF_DAY, tz)


def _last_day(day: dt.date, amount: int, unit: str) -> dt.date:
    if unit in ("days", "working_days"):
        return day + amount * _DAY
    if unit == "months":
        return add_months(day, amount)
    if unit == "years":
        return add_months(day, 12 * amount)
    raise unknown("unidades de tiempo", "units of time", unit, UNITS)


_DAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_NEAR = {
    "es": {-1: "ayer", 0: "hoy", 1: "mañana"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


def says_day(day: dt.date, today: dt.date, language: str) -> str:
    """«mañana», «el viernes 27 de noviembre»; the year only when it is another one."""
    key = "en" if language == "en" else "es"
    if near := _NEAR[key].get((day - today).days):
        return near
    name, month = _DAYS[key][day.weekday()], _MONTHS[key][day.month - 1]
    if key == "en":
        return f"{name}, {month} {day.day}" + ("" if day.year == today.year else f", {day.year}")
    year = "" if day.year == today.year else f" de {day.year}"
    return f"el {name} {day.day} de {month}{year}"


def says_date(day: dt.date, language: str) -> str:
    """«24 de noviembre de 2026» / "November 24, 2026"."""
    if language == "en":
        return f"{_MONTHS['en'][day.month - 1]} {day.day}, {day.year}"
    return f"{day.day} de {_MONTHS['es'][day.month - 1]} de {day.year}"


def says_moment(moment: dt.datetime, *, tz: ZoneInfo, city: str, language: str) -> str:
    """A day and hour that is read on any other day: «el lunes 30 de noviembre de 2026 a las 15:00, hora de
    Houston»."""
    local = moment.astimezone(tz)
    day, hour = says_date(local.date(), language), f"{local:%H:%M}"
    if language == "en":
        return f"on {_DAYS['en'][local.weekday()]}, {day} at {hour}, {city} time"
    name = _DAYS["es"][local.weekday()]
    return f"el {name} {day} a la{'' if local.hour == 1 else 's'} {hour}, hora de {city}"


_MOMENT_ES = re.compile(r"el \w+ (\d{1,2}) de (\w+) de (\d{4}) a las? (\d\d:\d\d), hora de (.+)")
_MOMENT_EN = re.compile(r"on \w+, (\w+) (\d{1,2}), (\d{4}) at (\d\d:\d\d), (.+) time")


def read_moment(said: str) -> tuple[dt.datetime, str] | None:
    """The time on the clock of a place that ``says_moment`` said, in no zone, and the place; None: it is
    something else."""
    if found := _MOMENT_ES.fullmatch(said):
        day, month, year, hour, city = found.groups()
        months = _MONTHS["es"]
    elif found := _MOMENT_EN.fullmatch(said):
        month, day, year, hour, city = found.groups()
        months = _MONTHS["en"]
    else:
        return None
    try:
        return dt.datetime.fromisoformat(f"{year}-{months.index(month) + 1:02d}-{int(day):02d}T{hour}"), city
    except ValueError:
        return None


def moment_in(said: str, language: str) -> str | None:
    """What ``says_moment`` said, in a language; None: it is something else."""
    if (found := read_moment(said)) is None:
        return None
    return says_moment(found[0].replace(tzinfo=UTC), tz=zone("UTC"), city=found[1], language=language)


def says_due(
    due: dt.datetime | None, *, at: dt.datetime, tz: ZoneInfo, city: str | None, language: str
) -> str:
    """A due instant as people say it: «mañana a las 10:00, hora de Houston».

    ``due`` None: no deadline. ``city`` None: the hour is called local; empty: the page says once whose it is.
    """
    english = language == "en"
    if due is None:
        return "no deadline" if english else "sin plazo"
    local = due.astimezone(tz)
    day = says_day(local.date(), at.astimezone(tz).date(), language)
    if local.time().replace(second=0, microsecond=0) == END_OF_DAY:
        if due < at:
            when = f"{day} at the end of the day" if english else f"{day} al terminar el día"
        else:
            when = f"{day}, by the end of the day" if english else f"{day}, antes de que acabe el día"
    else:
        hour = f"{local:%H:%M}"
        when = f"{day} at {hour}" if english else f"{day} a la{'' if local.hour == 1 else 's'} {hour}"
    if city == "":
        return when
    if english:
        return f"{when}, {city} time" if city else f"{when}, local time"
    return f"{when}, hora de {city}" if city else f"{when}, hora local"


# singular and plural, es and en
_UNITS = {
    "minutes": (("minuto", "minutos"), ("minute", "minutes")),
    "hours": (("hora", "horas"), ("hour", "hours")),
    "days": (("día", "días"), ("day", "days")),
    "working_days": (("día hábil", "días hábiles"), ("working day", "working days")),
    "months": (("mes", "meses"), ("month", "months")),
    "years": (("año", "años"), ("year", "years")),
}


def says_period(amount: int, unit: str, language: str) -> str:
    """«5 días hábiles»; zero is said, not counted: «de inmediato», «el mismo día»; below zero, before."""
    english = language == "en"
    if amount < 0:
        return f"{says_period(-amount, unit, language)} {'before' if english else 'antes'}"
    if amount == 0:
        if unit in ("minutes", "hours"):
            return "at once" if english else "de inmediato"
        return "the same day" if english else "el mismo día"
    return f"{amount} {_UNITS[unit][1 if english else 0][0 if amount == 1 else 1]}"
