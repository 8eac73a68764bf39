"""Likeness in words: never a rank, never a person; a difference is a question to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from cauce.content.model import Text, both
from cauce.desk.measurement.saying import percent, span
from cauce.measurement.hiding.closing import CLOCK
from cauce.protocol.editions.access import current_edition
from cauce.rules.medians import Middle
from cauce.ui.words import day_said

LEFT_OUT = both("sin datos", "no data")
TOO_FEW = both("aún no llega la mitad", "fewer than half yet")
SOME = 3  # titles in a sentence
SIDES = {
    "below": both("menos que en la red", "less than in the network"),
    "like": both("como en la red", "as in the network"),
    "above": both("más que en la red", "more than in the network"),
    "few": both("pocos casos para comparar", "too few cases to compare"),
}


def often(share: float) -> Text:
    """How often, in words."""
    if share >= 0.9:
        return both("casi siempre", "nearly always")
    if share >= 0.7:
        return both("la mayoría de las veces", "most of the time")
    if share >= 0.5:
        return both("más de la mitad de las veces", "more than half of the time")
    return both("más a menudo", "more often")


def joined_words(words: Sequence[str], language: str) -> str:
    """«A, B y C»."""
    if len(words) < 2:
        return "".join(words)
    last = words[-1]
    starts_with_i = last.lower().startswith(("i", "hi", "í"))
    joint = "and" if language == "en" else "e" if starts_with_i else "y"
    return f"{', '.join(words[:-1])} {joint} {last}"


def names(codes: Iterable[str], known: dict[str, str]) -> Text:
    """The posts by name, in the order of the alphabet."""
    found = sorted(known.get(code, code) for code in codes)
    return both(joined_words(found, "es"), joined_words(found, "en"))


def quoted(titles: Sequence[Text]) -> Text:
    """Some titles and how many more there are: a sentence that lists eight is read by nobody."""
    shown = titles if len(titles) <= SOME + 1 else titles[:SOME]
    es, en = [f"«{one.es}»" for one in shown], [f"“{one.en}”" for one in shown]
    if left := len(titles) - len(shown):
        es, en = [*es, f"{left} pasos más"], [*en, f"{left} more steps"]
    return both(joined_words(es, "es"), joined_words(en, "en"))


def long(hours: float | None) -> Text:
    """A number of hours as a reader says it; None: not known."""
    return LEFT_OUT if hours is None else span(dt.timedelta(hours=hours))


def waited(middle: Middle) -> Text:
    """«3 h (2 h a 5 h)», and what is not known of it."""
    if not middle.count:
        return LEFT_OUT
    if middle.median is None:
        return TOO_FEW
    low, high = long(middle.low), long(middle.high)
    found = long(middle.median)
    if middle.low is None and middle.high is None:
        return found
    if middle.high is None:
        return both(f"{found.es} ({low.es} o más)", f"{found.en} ({low.en} or more)")
    return both(f"{found.es} ({low.es} a {high.es})", f"{found.en} ({low.en} to {high.en})")


def worked(middle: Middle) -> Text:
    """«25 min (21 a 30)»; no interval with fewer than six cases."""
    if middle.median is None:
        return LEFT_OUT
    found = f"{middle.median:.0f} min"
    if middle.low is None or middle.high is None:
        return both(found, found)
    return both(
        f"{found} ({middle.low:.0f} a {middle.high:.0f})", f"{found} ({middle.low:.0f} to {middle.high:.0f})"
    )


def as_of(own: dt.datetime | None, network: dt.datetime | None) -> Text:
    """Until when a post and the network are counted. ``own`` None: the network alone; ``network`` None: it
    never was."""
    if network is None:
        return both(
            "Todavía no hay cifras de la red: aparecen con el primer corte semanal.",
            "No figures of the network yet: they appear with the first weekly update.",
        )
    day = day_said(network.astimezone(CLOCK).date())
    if own is None:
        return both(f"Corte al {day.es}.", f"As of {day.en}.")
    if own == network:
        return both(
            f"Este consulado y la red, con corte al {day.es}.", f"This post and the network, as of {day.en}."
        )
    return both(
        f"Este consulado, al momento; la red, con corte al {day.es}.",
        f"This post as it is now; the network as of {day.en}.",
    )


def reasons(pairs: Iterable[tuple[str, int]], *, counted: bool = True) -> Text:
    """Reasons to depart, ``counted``: with how often each was given; none: they stand in the record of the
    case."""
    titles = {item.id: item.title for item in current_edition().catalogues["departure_reasons"]}
    found = [(titles.get(code, both(code, code)), number) for code, number in pairs]
    if not found:
        return both("constan en el caso", "in the record of the case")
    often = [f" ({number})" if counted else "" for _, number in found]
    return both(
        "; ".join(title.es + said for (title, _), said in zip(found, often, strict=True)),
        "; ".join(title.en + said for (title, _), said in zip(found, often, strict=True)),
    )


def whole(value: float | None) -> str:
    return "–" if value is None else percent(value)
