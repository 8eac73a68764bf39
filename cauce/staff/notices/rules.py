"""How is somebody told that something waits? By e-mail at once, once a day, or on their own page alone.

A message by e-mail says how many things wait and nothing else: no folio, no name, no address to
follow. Who reads it over a shoulder, or runs the mail server, learns that a colleague has work.
The days between tries are those of RFC 5321, 4.5.4.1: give up after four to five days.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text
from cauce.rules.dates import zone

bad_input = BadInputs(__file__)

NOW, DAILY, DESK = "now", "daily", "desk"
MODES = {
    NOW: Text(es="Cada vez que algo espera", en="Each time something waits"),
    DAILY: Text(es="Una vez al día, y lo urgente cada vez", en="Once a day, and what is urgent each time"),
    DESK: Text(es="Solo en mi página de avisos", en="Only on my page of notices"),
}
# Minutes until the next try; after the last of them nobody tries again.
WAITS = (1, 5, 15, 60, *[240] * 24)
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}", re.ASCII)
LONGEST_AWAY = dt.timedelta(days=180)

SUBJECT = "Tiene pendientes / You have work waiting"
CODE_SUBJECT = "Su código / Your code"
FIGURES = 6  # of a code that confirms an address
CODE_LIFE = dt.timedelta(hours=1)
CODE_TRIES = 5  # of one code; with the codes of a day, a guess has 25 chances in a million
CODES_A_DAY = 5  # more would let one person fill the mailbox of another


@dataclass(frozen=True, slots=True)
class Preference:
    """What one person chose. ``email`` '': none. ``away_from`` None: here; both days count.

    ``stand_in``: the id of who is told instead while away; '': nobody. ``confirmed``: whoever chose
    the address proved that they read it.
    """

    email: str = ""
    mode: str = DESK
    hour: int = 8
    tz: str = "UTC"
    away_from: dt.date | None = None
    away_to: dt.date | None = None
    stand_in: str = ""
    confirmed: bool = False

    def today(self, at: dt.datetime) -> dt.date:
        return at.astimezone(zone(self.tz)).date()

    def is_away(self, at: dt.datetime) -> bool:
        """Whether the person is away on their own calendar day."""
        if self.away_from is None or self.away_to is None:
            return False
        return self.away_from <= self.today(at) <= self.away_to

    def by_mail(self) -> bool:
        """Whether any notice is ever sent to them: never to an address that nobody confirmed."""
        return self.confirmed and self.wants_mail()

    def wants_mail(self) -> bool:
        """Whether they asked to be told by e-mail, confirmed or not."""
        return bool(self.email) and self.mode != DESK


@dataclass(frozen=True, slots=True)
class Counts:
    """What a message tells: new notices, what is due today and what was due before."""

    new: int = 0
    today: int = 0
    late: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.today or self.late)


def leaves_at_once(preference: Preference, urgent: bool) -> bool:
    """Whether a notice is mailed as soon as it is made, and not with the next daily message."""
    return preference.by_mail() and (urgent or preference.mode == NOW)


def next_hour(preference: Preference, after: dt.datetime) -> dt.datetime:
    """The next time that the chosen hour strikes on the person's own clock, as UTC.

    An hour that a change of the clock leaves out is struck when the clock shows the next one.
    """
    place: ZoneInfo = zone(preference.tz)
    here = after.astimezone(place)
    day = here.date()
    for _ in range(3):
        struck = dt.datetime.combine(day, dt.time(preference.hour), place).astimezone(dt.UTC)
        if struck > after:
            return struck
        day += dt.timedelta(days=1)
    raise AssertionError("unreachable: an hour strikes within two days")


def next_try(tries: int) -> dt.timedelta | None:
    """How long to wait after so many tries that failed; None: it is given up."""
    return dt.timedelta(minutes=WAITS[tries - 1]) if tries <= len(WAITS) else None


def _many(count: int, one_es: str, many_es: str, one_en: str, many_en: str) -> tuple[str, str] | None:
    if not count:
        return None
    return (
        f"{count} {one_es if count == 1 else many_es}",
        f"{count} {one_en if count == 1 else many_en}",
    )


def words(counts: Counts, standing_in: bool = False) -> str:
    """The body, Spanish first: counts and nothing else. Raises ``ValueError`` when nothing waits."""
    parts = [
        part
        for part in (
            _many(counts.new, "aviso nuevo", "avisos nuevos", "new notice", "new notices"),
            _many(
                counts.today,
                "pendiente para hoy",
                "pendientes para hoy",
                "thing due today",
                "things due today",
            ),
            _many(
                counts.late, "pendiente atrasado", "pendientes atrasados", "thing overdue", "things overdue"
            ),
        )
        if part
    ]
    if not parts:
        raise ValueError("nothing waits")
    cover = standing_in and counts.new
    es = f"Tiene {' · '.join(es for es, _ in parts)}." + (" Alguno es de quien usted suple." if cover else "")
    en = f"You have {' · '.join(en for _, en in parts)}." + (
        " Some are of the person you stand in for." if cover else ""
    )
    return (
        f"{es}\nEntre como siempre, desde su equipo. Este correo nunca trae enlaces.\n\n"
        f"{en}\nSign in as usual, from your own computer. This message never holds a link.\n"
    )


def code_words(code: str) -> str:
    """The body of the e-mail with a code, Spanish first. It does not say what the code is for."""
    return (
        f"Su código: {code}\nSirve una hora y una sola vez. Si usted no lo pidió, no haga nada. "
        "Este correo nunca trae enlaces.\n\n"
        f"Your code: {code}\nIt works for one hour and once. If you did not ask for it, do nothing. "
        "This message never holds a link.\n"
    )


def check_codes(made: int, where: str = "") -> None:
    """Whether one more code may be made after ``made`` in a day. Raises ``BadInput``."""
    if made >= CODES_A_DAY:
        raise bad_input("all_codes_can_be_sent_in_day", where=where)


def check(preference: Preference, domains: tuple[str, ...], on: dt.date) -> None:
    """Whether this may be chosen.

    ``domains``: of the ministry; empty: any. Raises ``BadInput``, ``Unknown``.
    """
    if preference.mode not in MODES:
        raise unknown("maneras", "ways", preference.mode, MODES, where="mode")
    if not 0 <= preference.hour <= 23:
        raise bad_input("the_hour_goes_from_0_to_23", where="hour")
    _check_address(preference, domains)
    _check_days(preference, on)


def _check_address(preference: Preference, domains: tuple[str, ...]) -> None:
    if preference.mode != DESK and not preference.email:
        raise bad_input("the_e_mail_address_is_missing", where="email")
    if not preference.email:
        return
    if not ADDRESS.fullmatch(preference.email):
        raise bad_input("that_is_not_an_e_mail_address", where="email")
    if domains and preference.email.rpartition("@")[2].lower() not in domains:
        said = ", ".join(f"@{domain}" for domain in domains)
        raise bad_input("notices_go_to_addresses_of_institution_alone", where="email", said=said)


def _check_days(preference: Preference, on: dt.date) -> None:
    first, last = preference.away_from, preference.away_to
    if (first is None) != (last is None):
        raise bad_input("one_of_the_two_days_is_missing", where="away_to" if last is None else "away_from")
    if first is None or last is None:
        if preference.stand_in:
            raise bad_input("somebody_stands_in", where="away_from")
        return
    if last < first or last < on or last - first > LONGEST_AWAY:
        raise bad_input("those_days_cannot_be", where="away_to")
