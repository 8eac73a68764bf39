"""From content to what a page shows: the signs of the self-check, and consulates by state."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.rules.content.loader import Edition
from cauce.rules.content.model import Text
from cauce.rules.content.model_toolbox import Instrument, Item
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


@dataclass(frozen=True, slots=True)
class Signs:
    """What the first page shows. ``say`` and ``offer`` are for everybody, whatever they read."""

    intro: Text
    danger: tuple[Sign, ...]  # first, and always open
    groups: tuple[SignGroup, ...]
    say: Text
    offer: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A state and the cities with a consulate in it; none: the line of the consular service helps."""

    name: Text
    cities: tuple[str, ...]


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
            groups.append(SignGroup(section.title, section.lead, listed))
    danger = tuple(_sign(instrument, item) for item in instrument.items if item.kind == "safety")
    anyway, talk = offers["nothing_more_now"], offers["offer_private_talk"]
    return Signs(
        instrument.intro, danger, tuple(groups), anyway.say, (talk.say, talk.do, anyway.do)
    )


def places(edition: Edition) -> tuple[Place, ...]:
    """Every state by name, with the cities where the network has a post, by name."""
    cities: dict[str, list[str]] = {}
    for post in edition.catalogues["posts"]:
        cities.setdefault(post["state"], []).append(post["city"])
    return tuple(
        Place(
            Text(es=row["name_es"], en=row["name_en"]), tuple(sorted(cities.get(row["code"], ())))
        )
        for row in sorted(edition.catalogues["us_states"], key=lambda row: row["name_es"])
    )
