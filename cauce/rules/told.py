"""What the person told, wherever it was asked: what stands, what has to be asked again, what disagrees.

Pure. A topic of the content says which questions ask the same; a telling is one answer at one of them. What
changes from hour to hour stands for one contact and no longer; what is about the very talk never stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.model import Text
from cauce.content.model_topics import Asked, Topic

YES, NO = "yes", "no"
OPPOSITE = {YES: NO, NO: YES}
FACT = "fact:"
# A call is written down when it ends: what was said in the hour before belongs to it.
WRITTEN_AFTER = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """One answer, where it was given, when, and in which words it was asked."""

    place: str  # ``bank:phone_watched``
    answer: str  # yes, no, does_not_know, prefers_not_to_say
    at: dt.datetime
    words: Text | None = None  # None: a fact, which a page of its own asks
    where: Text | None = None
    noticed: bool = False  # somebody saw it; the person did not say it
    cue: bool = False  # a cue of the window: it speaks of what is asked, and nobody asked it
    settles: bool = False  # it was said again in sight of an answer that said otherwise
    more: str = ""  # what the page keeps beside the answer: who waits, and by when


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one topic. ``against``: an answer at another place that says otherwise; None: none."""

    topic: Topic
    holds: bool
    by: Telling
    stands: bool  # False: it changes from hour to hour and was said at an earlier contact
    against: Telling | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """The answer of a question that was told already, and what it rests on, the newest first."""

    answer: str
    told: tuple[Told, ...]

    @property
    def at(self) -> dt.datetime:
        """Since when all of it is known."""
        return max(one.by.at for one in self.told)

    @property
    def stands(self) -> bool:
        return all(one.stands for one in self.told)

    @property
    def by_cue(self) -> bool:
        """Whether it rests on a cue of the window: seen, and asked of nobody."""
        return any(one.by.cue for one in self.told)

    @property
    def against(self) -> Telling | None:
        """An answer that says otherwise; None: none does."""
        return next((one.against for one in self.told if one.against is not None), None)


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact that goes on, since when; ``hours``: how long what passes may count at most."""

    since: dt.datetime
    at: dt.datetime
    hours: int

    def holds(self, told_at: dt.datetime) -> bool:
        """Whether what was told then still counts of what changes from hour to hour."""
        began = told_at >= self.since - WRITTEN_AFTER
        return began and self.at - told_at <= dt.timedelta(hours=self.hours)


def _said_of(row: Asked, answer: str) -> bool | None:
    """Whether the topic holds by an answer at that place; None: the answer leaves it open."""
    if answer not in OPPOSITE or (row.tells is not None and row.tells != answer):
        return None
    holds = answer == row.means
    leaves_open = (row.joins == "any" and holds) or (row.joins == "all" and not holds)
    return None if leaves_open else holds


def told(topics: Iterable[Topic], tellings: Iterable[Telling], contact: Contact) -> dict[str, Told]:
    """What is known of each topic, by its id; of what nobody answered with a yes or a no there is nothing."""
    by_place: dict[str, list[Telling]] = {}
    for one in tellings:
        by_place.setdefault(one.place, []).append(one)
    found = {}
    for topic in topics:
        known = _known(topic, by_place, contact)
        if known is not None:
            found[topic.id] = known
    return found


def _known(topic: Topic, by_place: Mapping[str, list[Telling]], contact: Contact) -> Told | None:
    said = [
        (holds, one)
        for row in topic.asked
        for one in by_place.get(row.at, ())
        if (holds := _said_of(row, one.answer)) is not None
    ]
    # A fact follows from an answer: where both say the same, the answer and its hour are what she said.
    answers = {holds for holds, one in said if not one.place.startswith(FACT)}
    said = [pair for pair in said if not pair[1].place.startswith(FACT) or pair[0] not in answers]
    if not said or topic.lasts == "moment":
        return None
    said.sort(key=lambda pair: pair[1].at, reverse=True)
    holds, newest = said[0]
    stands = topic.lasts == "always" or contact.holds(newest.at)
    return Told(topic, holds, newest, stands, _against(topic, said, contact))


def _against(topic: Topic, said: list[tuple[bool, Telling]], contact: Contact) -> Telling | None:
    """The answer before the newest, where it was given elsewhere and says otherwise. What changes from hour
    to hour may have changed: between two contacts nothing disagrees."""
    if len(said) < 2:
        return None
    (holds, newest), (before, other) = said[0], said[1]
    if before is holds or other.place == newest.place or newest.settles:
        return None
    if topic.lasts == "contact" and not contact.holds(other.at):
        return None
    return other


def alone_in(topics: Iterable[Topic], tellings: Iterable[Telling]) -> tuple[Topic, ...]:
    """A topic for each item that was answered and that the content joins with no other: told once, it is
    known wherever that same item is asked."""
    named = {row.at for topic in topics for row in topic.asked}
    places = dict.fromkeys(one.place for one in tellings if one.words is not None and one.place not in named)
    words = {one.place: one.words for one in tellings if one.words is not None}
    return tuple(
        Topic(id=place.partition(":")[2], title=words[place], asked=[Asked(at=place)]) for place in places
    )


def filled(topics: Iterable[Topic], known: Mapping[str, Told], place: str) -> Filled | None:
    """The answer that a question has by what was told; None: it is not known, so it is asked."""
    rows = [(topic, row) for topic in topics for row in topic.asked if row.at == place and row.tells is None]
    found = [(row, known[topic.id]) for topic, row in rows if topic.id in known]
    if not found:
        return None
    joins = rows[0][1].joins
    deciding = {None: None, "any": True, "all": False}[joins]
    settled = [(row, one) for row, one in found if joins is None or one.holds is deciding]
    if not settled and len(found) == len(rows):
        settled = found  # every part of it is known, and none decides it alone
    if not settled:
        return None
    row, one = max(settled, key=lambda pair: (pair[1].stands, pair[1].by.at))
    if joins is not None and one.holds is not deciding:
        return Filled(_answer(row, one.holds), tuple(told for _, told in settled))
    return Filled(_answer(row, one.holds), (one,))


def beside(
    topics: Iterable[Topic], tellings: Iterable[Telling], contact: Contact, place: str
) -> tuple[Telling, ...]:
    """What was told of other questions that bears on the one at that place, the newest first; none of it
    answers it."""
    rows: dict[tuple[str, str], str] = {
        (row.at, row.says): topic.lasts
        for topic in topics
        if any(one.at == place and one.tells is None for one in topic.asked)
        for row in topic.beside
    }
    found = [
        one
        for one in tellings
        if (lasts := rows.get((one.place, one.answer))) is not None
        and one.place != place
        and (lasts == "always" or contact.holds(one.at))
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def left_open(
    topics: Iterable[Topic], tellings: Iterable[Telling], contact: Contact, place: str
) -> Telling | None:
    """The last answer of this contact to that very question, wherever it was asked, where it was no yes and
    no no; None: the last one was, or there is none."""
    same = _same(topics, place)
    said = [one for one in tellings if one.place in same and contact.holds(one.at)]
    newest = max(said, key=lambda one: one.at, default=None)
    return newest if newest is not None and newest.answer not in OPPOSITE else None


def _same(topics: Iterable[Topic], place: str) -> frozenset[str]:
    """The places that ask what is asked at that one, alone and whole."""
    alone = ({row.at for row in topic.asked if row.joins is None and row.tells is None} for topic in topics)
    return frozenset(at for places in alone if place in places for at in places)


def borne_out(topics: Iterable[Topic], tellings: Iterable[Telling], place: str, answer: str) -> bool:
    """Whether some answer, wherever and whenever it was given, says what this one at that place would."""
    if answer not in OPPOSITE:
        same = _same(topics, place)
        return any(one.place in same and one.answer == answer for one in tellings)
    by_place: dict[str, set[str]] = {}
    for one in tellings:
        by_place.setdefault(one.place, set()).add(one.answer)
    return any(
        _said_of(other, said) is (answer == row.means)
        for topic in topics
        for row in topic.asked
        if row.at == place and row.tells is None
        for other in topic.asked
        for said in by_place.get(other.at, ())
    )


def _answer(row: Asked, holds: bool) -> str:
    return row.means if holds else OPPOSITE[row.means]
