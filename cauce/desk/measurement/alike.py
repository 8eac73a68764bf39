"""How alike posts act, in the one sentence that every page repeats."""

from __future__ import annotations

from cauce.content.model import Text, both
from cauce.measurement.boards.likeness import Alike

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


def followed_sentence(share: float) -> Text:
    """How closely all posts together follow the Protocol."""
    return both(
        f"En toda la red se siguió el {percent(share)} de lo que ya tocaba.",
        f"Across the network {percent(share)} of what was due was followed.",
    )
