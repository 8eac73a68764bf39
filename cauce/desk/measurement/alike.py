"""How alike posts act, in the one sentence that every page repeats."""

from __future__ import annotations

from cauce.content.model import Text, both
from cauce.measurement.boards.likeness import Alike
from cauce.rules.adherence import Rate

from .saying import percent

NOT_YET = both(
    "Todavía no se puede decir qué tan parecido actúan los consulados: hay pocos casos para comparar.",
    "It cannot be said yet how alike posts act: there are too few cases to compare.",
)


def alike_sentence(found: Alike) -> Text:
    """The number, of how many comparisons, and what the others are."""
    if found.share is None:
        return NOT_YET
    return both(
        f"Los consulados actúan igual en {found.like:,} de {found.compared:,} comparaciones de un consulado "
        f"con la red en un paso ({percent(found.share)}): en {found.differ:,} difieren más de lo que deja el "
        f"azar, y en {found.undone:,} casi nadie da el paso, que no cuenta como igual.",
        f"Posts act alike in {found.like:,} of {found.compared:,} comparisons of a post with the network in "
        f"a step ({percent(found.share)}): in {found.differ:,} they differ beyond what chance leaves, and in "
        f"{found.undone:,} hardly anybody takes the step, which does not count as alike.",
    )


def followed_sentence(share: float, year: str) -> Text:
    """How closely all posts together followed the Protocol in a year: the number of the board."""
    return both(
        f"En toda la red se siguió el {percent(share)} de los pasos que vencieron en {year}.",
        f"Across the network {percent(share)} of the steps that fell due in {year} were followed.",
    )


def own_sentence(rate: Rate | None, year: str, network: float | None = None) -> Text:
    """How closely one post did, with its interval, and beside it the network. None: nothing was due, or the
    network is not told."""
    if rate is None:
        return both(
            f"Todavía no hay pasos cuyo plazo haya llegado en {year}.",
            f"No step has fallen due in {year} yet.",
        )
    low, high = percent(rate.low), percent(rate.high)
    es = (
        f"De {rate.total:,} pasos que vencieron en {year}, {rate.followed:,} se hicieron u ofrecieron a "
        f"tiempo: {percent(rate.value)} (entre {low} y {high})"
    )
    en = (
        f"Of {rate.total:,} steps that fell due in {year}, {rate.followed:,} were done or offered in time: "
        f"{percent(rate.value)} (between {low} and {high})"
    )
    if network is None:
        return both(es + ".", en + ".")
    return both(f"{es}; en la red, {percent(network)}.", f"{en}; across the network, {percent(network)}.")
