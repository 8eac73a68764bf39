"""How alike posts act and how closely one follows the Protocol, in the sentences that every page repeats."""

from __future__ import annotations

from cauce.content.model import Text, both
from cauce.measurement.boards.alike_words import alike_sentence as alike_sentence
from cauce.measurement.boards.alike_words import followed_sentence as followed_sentence
from cauce.rules.adherence import Rate

from .saying import percent


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
