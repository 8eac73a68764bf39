"""How alike posts, or regions, act: the one sentence of every page, and what each mark is called."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text, both

from .likeness import Alike, Kind
from .wording import percent

KINDS: dict[Kind, Text] = {
    "like": both("igual que la red", "as the network does"),
    "below": both("menos que la red", "less than the network"),
    "above": both("más que la red", "more than the network"),
    "undone": both("casi nadie da el paso", "hardly anybody takes the step"),
}


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a sentence compares: all of them, and one."""

    all: Text
    one: Text


POSTS = Who(both("los consulados", "posts"), both("un consulado", "a post"))
REGIONS = Who(both("las regiones", "regions"), both("una región", "a region"))


def alike_sentence(found: Alike, who: Who = POSTS) -> Text:
    """The number, of how many comparisons, and what the others are."""
    es, en = who.all.es, who.all.en
    if found.share is None:
        return both(
            f"Todavía no se puede decir qué tan parecido actúan {es}: hay pocos casos para comparar.",
            f"It cannot be said yet how alike {en} act: there are too few cases to compare.",
        )
    return both(
        f"{es.capitalize()} actúan igual en {found.like:,} de {found.compared:,} comparaciones de "
        f"{who.one.es} con la red en un paso ({percent(found.share)}): en {found.differ:,} difieren más "
        f"de lo que deja el azar, y en {found.undone:,} casi nadie da el paso, que no cuenta como igual.",
        f"{en.capitalize()} act alike in {found.like:,} of {found.compared:,} comparisons of {who.one.en} "
        f"with the network in a step ({percent(found.share)}): in {found.differ:,} they differ beyond "
        f"what chance leaves, and in {found.undone:,} hardly anybody takes the step, which does not count as "
        "alike.",
    )


def followed_sentence(share: float, year: str) -> Text:
    """How closely all posts together followed the Protocol in a year: the number of the board."""
    return both(
        f"En toda la red se siguió el {percent(share)} de los pasos que vencieron en {year}.",
        f"Across the network {percent(share)} of the steps that fell due in {year} were followed.",
    )
