"""What is still worth asking: nothing that was told, nothing that neither safety nor a law needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cauce.content.errors import unknown
from cauce.content.model_spaces import Space
from cauce.content.model_toolbox import Instrument, Item, StopRule
from cauce.protocol.editions.access import current_edition
from cauce.rules.law import Verdict
from cauce.rules.screening import concepts_from, judges, next_items, screen

from .facts import adulthood

# About this very conversation, so they are asked each time: alone, nobody records, able to go on.
EACH_TIME = ("alone_and_safe", "recording_off", "needs_pause", "can_talk", "someone_listens")

# What is known by the age of the case, and not by an answer.
BY_AGE = ("minor_today", "under_18")


def known_to(instrument: Instrument, answers: Mapping[str, str]) -> dict[str, str]:
    """Of all that was answered in the case, what this instrument asks, without the passing moment."""
    ids = {item.id for item in instrument.items}
    return {one: value for one, value in answers.items() if one in ids and one not in EACH_TIME}


def by_age(instrument: Instrument, facts: Mapping[str, Any]) -> dict[str, str]:
    """What this instrument asks about being under age and the case knows already; an age in doubt is asked.

    Whoever is under age today was so then; of an adult only today is known.
    """
    age = facts.get("person.age")
    if age is None or facts.get("person.age_doubt") is True:
        return {}
    child = age < adulthood()
    known = {"minor_today": "yes", "under_18": "yes"} if child else {"minor_today": "no"}
    return known_to(instrument, known)


def open_to_ask(
    instrument: Instrument, told: Mapping[str, str], today: Mapping[str, str]
) -> tuple[Item, ...]:
    """What a conversation still asks, in order: nothing that was told. Only what is said today stops it."""
    if stop_of(instrument, told, today):
        return tuple(item for item in next_items(instrument, today) if item.id not in told)
    before = {one: value for one, value in told.items() if one not in EACH_TIME}
    return next_items(instrument.model_copy(update={"stop_rules": []}), {**before, **today})


def stop_of(instrument: Instrument, told: Mapping[str, str], today: Mapping[str, str]) -> StopRule | None:
    """What stops a conversation; None: nothing does. Only what is said today stops it, and what was told of
    a sign, knowing of it, may say that it stops nothing."""
    if screen(instrument, today).stopped is None:
        return None
    return screen(instrument, {**judged(instrument, told), **today}).stopped


def judged(instrument: Instrument, told: Mapping[str, str]) -> dict[str, str]:
    """Of what was told, what says of a sign whether it stops a conversation."""
    return {one: told[one] for one in judges(instrument) if one in told}


def counted(instrument: Instrument, told: Mapping[str, str], today: Mapping[str, str]) -> dict[str, str]:
    """Of what was told before, what counts in what the talk leads to: nothing that would stop it."""
    kinds = {item.id: item.kind for item in instrument.items}
    before = {one: value for one, value in told.items() if one not in today and one not in EACH_TIME}
    if screen(instrument, {**before, **today}).stopped:
        before = {one: value for one, value in before.items() if kinds[one] != "safety"}
    return {} if screen(instrument, {**before, **today}).stopped else before


def needed(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """The elements that some law still lacks; evidence against matters as long as one is open."""
    missing = {name for verdict in verdicts for name in verdict.missing}
    return frozenset(missing | ({"contrast", "condition"} if missing else set()))


def to_ask(instrument: Instrument, known: Mapping[str, str], elements: Collection[str]) -> tuple[Item, ...]:
    """The items of an interview, in order: this moment, safety not yet known, what a law lacks.

    What stopped an earlier conversation stops nothing here: only today's answers do.
    """
    open_ended = instrument.model_copy(update={"stop_rules": []})
    before = known_to(instrument, known)
    return tuple(item for item in next_items(open_ended, before) if is_wanted(item, elements))


def is_wanted(item: Item, elements: Collection[str] | None) -> bool:
    """Whether an item bears on safety or on what a law lacks; ``elements`` None: all are asked about."""
    return elements is None or item.kind == "safety" or item.element in elements


def concepts_of(
    sittings: Iterable[tuple[Instrument, Mapping[str, str]]],
) -> tuple[frozenset[str], frozenset[str]]:
    """Concepts known and asked but not known, over all sittings. Known anywhere is known."""
    known: set[str] = set()
    open_: set[str] = set()
    for instrument, answers in sittings:
        found, left = concepts_from(instrument, answers)
        known |= found
        open_ |= left
    return frozenset(known), frozenset(open_ - known)


DESK = "protection_desk"


def of_space(space: str) -> Instrument:
    """The one instrument of a space. Raises ``Unknown`` for a space that there is not."""
    edition = current_edition()
    if space not in edition.spaces:
        raise unknown("espacios", "spaces", space, edition.spaces, "space")
    return next(one for one in edition.instruments.values() if space in one.spaces)


def space_of(channel: str | None) -> str:
    """The space in which somebody who came that way is talked to inside a case.

    None, a counter, or a channel that no space names: the protection desk.
    """
    for space in current_edition().spaces.values():
        if space.in_case and channel in space.channels:
            return space.id
    return DESK


def instrument_for(channel: str | None) -> str:
    """The id of the instrument of that space."""
    return of_space(space_of(channel)).id


def spaces_in_case() -> tuple[Space, ...]:
    """Where a conversation of a case may take place, in the order of the content."""
    return tuple(one for one in current_edition().spaces.values() if one.in_case)


def spaces_without_case() -> tuple[Space, ...]:
    """Where a few questions may be asked of somebody who has no case and gives no name."""
    return tuple(one for one in current_edition().spaces.values() if one.without_case)
