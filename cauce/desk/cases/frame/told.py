"""What was already told, shown filled in beside its question: with its hour, where, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict

from cauce.content.model import Text
from cauce.intake.screenings.known import Known
from cauce.rules.told import FACT, Filled, Telling
from cauce.ui.words import hour_or_day

from . import saying

CONFIRMED = "confirmed"  # the tick beside an answer that was told before: the person said it again now
INSTANT, MINUTE = dt.timedelta(microseconds=1), dt.timedelta(minutes=1)
SAID = {
    "yes": Text(es="sí", en="yes"),
    "no": Text(es="no", en="no"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a question. ``stands`` False: it is asked again. ``against`` "": nothing differs.

    ``said`` False: it was noted as a fact, and nobody wrote who said it. ``noticed``: somebody saw it.
    """

    name: str
    answer: str
    hour: str
    where: Text | None
    words: Text | None  # None: it was asked in the words of this page
    stands: bool
    against: str
    confirmed: bool
    said: bool
    noticed: bool
    ticks: bool


class Already:
    """What a form of questions knows beforehand. ``places``: the place of each of its fields.

    An answer that was told before and neither changed nor confirmed here keeps the hour at which it was told.
    ``ticks`` False: whatever is sent counts as said now, so that there is nothing to confirm.
    """

    ticks = True

    def __init__(
        self,
        known: Known,
        places: Mapping[str, str],
        at: dt.datetime,
        clock: ZoneInfo,
        sent: QueryDict | None = None,
    ) -> None:
        self.at, self.clock = at, clock
        self.confirmed = frozenset(sent.getlist(CONFIRMED)) if sent is not None else frozenset()
        found = ((name, known.at(place)) for name, place in places.items())
        self.filled: dict[str, Filled] = {name: one for name, one in found if one is not None}

    def put_into(self, form: forms.Form, own: Collection[str] = ()) -> None:
        """Fill in what stands, and put beside each question what is known of it. ``own``: what was answered
        in the very talk that is shown: it is not filled in, and only what disagrees with it is said."""
        for name, one in self.filled.items():
            if name not in form.fields or (name in own and one.against is None):
                continue
            form.fields[name].told = self._note(name, one)  # type: ignore[attr-defined]
            if one.stands and name not in own:
                form.initial[name] = one.answer

    def untouched(self, name: str, answer: str) -> bool:
        """Whether an answer only repeats what was told before."""
        one = self.filled.get(name)
        return one is not None and one.stands and one.answer == answer and name not in self.confirmed

    def hour(self, name: str, answer: str, at: dt.datetime) -> dt.datetime:
        """When an answer was given: at ``at``, or when it was told. One that was changed here stands after
        what it changes, also within the minute that a form knows."""
        if name not in self.filled:
            return at
        before = self.filled[name].at
        if self.untouched(name, answer):
            return before
        return max(at, before + INSTANT) if before - at < MINUTE else at

    def _note(self, name: str, one: Filled) -> Note:
        newest = max(one.told, key=lambda told: told.by.at).by
        return Note(
            name,
            SAID[one.answer][saying.language()],
            self._said(one.at),
            newest.where,
            newest.words,
            one.stands,
            self._against(one.against),
            name in self.confirmed,
            not newest.place.startswith(FACT) and not newest.noticed,
            newest.noticed,
            self.ticks,
        )

    def _against(self, other: Telling | None) -> str:
        if other is None:
            return ""
        language = saying.language()
        where = f" ({other.where[language]})" if other.where else ""
        return f"{SAID[other.answer][language]}, {self._said(other.at)}{where}"

    def _said(self, when: dt.datetime) -> str:
        return hour_or_day(when.astimezone(self.clock), self.at.astimezone(self.clock), saying.language())
