"""From content to what a page shows: the signs of the self-check, and consulates by state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument, Item, OfferText
from cauce.content.plain import plain
from cauce.rules.screening import screen

SELF_CHECK = "self-check"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, and what its own answer would offer: worked out by the same rules as any sitting."""

    item: Item
    why: tuple[Text, ...]
    say: tuple[Text, ...]
    do: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signs under one heading, in the order of the instrument."""

    title: Text
    lead: Text | None
    signs: tuple[Sign, ...]
    shared: tuple[Text, ...]  # what is true of several of them, said once


@dataclass(frozen=True, slots=True)
class Signs:
    """What the first page shows. ``talk`` and ``anyway`` are for everybody, whatever they read."""

    intro: Text
    danger: tuple[Sign, ...]  # first, and always open
    groups: tuple[SignGroup, ...]
    talk: OfferText
    anyway: OfferText


@dataclass(frozen=True, slots=True)
class Place:
    """A state and the cities with a consulate in it; none: those whose district reaches it, as far
    as anybody noted, and none either: the line of the consular service knows."""

    name: Text
    cities: tuple[Text, ...]
    served_from: tuple[Text, ...]


def _sign(instrument: Instrument, item: Item) -> Sign:
    result = screen(instrument, {item.id: "yes"})
    offered = [one for one in instrument.offers if one.id in result.outcomes]
    return Sign(
        item,
        tuple(reason.text for reason in result.reasons),
        tuple(one.say for one in offered),
        tuple(one.do for one in offered),
    )


def signs(edition: Edition) -> Signs:
    """The self-check as it is read on the page. KeyError when the edition has none."""
    instrument = edition.instruments[SELF_CHECK]
    offers = {one.id: one for one in instrument.offers}
    groups = []
    for section in instrument.sections:
        listed = tuple(
            _sign(instrument, item)
            for item in instrument.items
            if item.section == section.id and item.kind != "safety"
        )
        if listed:
            said = [one for sign in listed for one in sign.why]
            shared = tuple(dict.fromkeys(one for one in said if said.count(one) > 1))
            own = tuple(
                replace(sign, why=tuple(one for one in sign.why if one not in shared)) for sign in listed
            )
            groups.append(SignGroup(section.title, section.lead, own, shared))
    danger = tuple(_sign(instrument, item) for item in instrument.items if item.kind == "safety")
    return Signs(
        instrument.intro, danger, tuple(groups), offers["offer_private_talk"], offers["nothing_more_now"]
    )


@lru_cache(maxsize=8)
def places(edition: Edition, language: str) -> tuple[Place, ...]:
    """Every state with the cities where the network has a post, in the order of that language."""
    city = {row["code"]: Text(es=row["name"], en=row["city"]) for row in edition.catalogues["posts"]}
    inside: dict[str, set[str]] = {}
    for post in edition.catalogues["posts"]:
        inside.setdefault(post["state"], set()).add(post["code"])
    state_of = {row["code"]: row["state"] for row in edition.catalogues["us_counties"]}
    reaching: dict[str, set[str]] = {}
    for row in edition.catalogues["districts"]:
        if not row["valid_to"]:
            reaching.setdefault(state_of[row["county"]], set()).add(row["post"])

    def named(posts: set[str]) -> tuple[Text, ...]:
        return tuple(sorted((city[one] for one in posts), key=lambda one: plain(one[language])))

    return tuple(
        Place(
            Text(es=row["name_es"], en=row["name_en"]),
            named(inside.get(row["code"], set())),
            () if row["code"] in inside else named(reaching.get(row["code"], set())),
        )
        for row in sorted(edition.catalogues["us_states"], key=lambda row: plain(row[f"name_{language}"]))
    )
