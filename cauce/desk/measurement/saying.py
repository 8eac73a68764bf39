"""Numbers of work as a reader says them: spans of time, shares, short names of actions."""

from __future__ import annotations

import datetime as dt

from cauce.content.model import Text, both
from cauce.measurement.boards.wording import HIDDEN as HIDDEN
from cauce.measurement.boards.wording import number_or_hidden as number_or_hidden
from cauce.measurement.boards.wording import percent as percent
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import Rate
from cauce.rules.hiding import LEAST

NOTHING = Text(es="aún no hay", en="none yet")
# Beside every table of posts that headquarters reads.
ROUNDED = both(
    "Las cifras se actualizan cada lunes y no cambian hasta el siguiente. Van de cinco en cinco; las "
    f"menores de {LEAST} no se muestran, y a veces se oculta también una vecina, para que no se deduzcan. "
    f"Una cifra cambia solo si la real varió {LEAST} o más. La persona titular del consulado ve las suyas "
    "exactas y al día.",
    "Figures are updated every Monday and stand until the next. They are rounded to fives; those below "
    f"{LEAST} are not shown, and sometimes a neighbouring figure is hidden too, so that they cannot be "
    f"worked out. A figure changes only when the true one has moved by {LEAST} or more. The head of post "
    "sees exact figures of that post, up to date.",
)


def span(length: dt.timedelta | None) -> Text:
    """«12 min», «5 h», «3 días»: one unit, rounded down where it does not matter."""
    if length is None:
        return NOTHING
    minutes = max(0, round(length.total_seconds() / 60))
    if minutes < 120:
        return Text(es=f"{minutes} min", en=f"{minutes} min")
    hours = round(minutes / 60)
    if hours < 48:
        return Text(es=f"{hours} h", en=f"{hours} h")
    days = round(hours / 24)
    return Text(es=f"{days} días", en=f"{days} days")


def share(rate: Rate | None) -> Text:
    """«57 % (53 a 60 %)»: never a rate without its interval."""
    if rate is None:
        return Text(es="nada vence aún", en="nothing due yet")
    low, high = f"{100 * rate.low:.0f}", percent(rate.high)
    return Text(es=f"{percent(rate.value)} ({low} a {high})", en=f"{percent(rate.value)} ({low} to {high})")


def title_of(action: str) -> Text:
    """The title of an action; its code when no edition in force has it."""
    found = current_edition().actions.get(action)
    return found.title if found else Text(es=action, en=action)


def many(number: int, one: Text, more: Text) -> Text:
    """«1 caso», «3 casos», with a comma between thousands, as every page has it."""
    words = one if number == 1 else more
    return Text(es=f"{number:,} {words.es}", en=f"{number:,} {words.en}")
