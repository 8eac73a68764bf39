"""What was already told, shown filled in beside its question: with its hour, where, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict

from cauce.content.model import Text
from cauce.intake.screenings.known import Known
from cauce.protocol.editions.access import current_edition
from cauce.rules.told import FACT, Filled, Telling
from cauce.ui.words import hour_or_day

from . import saying

CONFIRMED = "confirmed"  # the tick beside an answer that was told before: the person said it again now
SHOWN = "shown"  # hidden: what stood filled in when the page was opened, as «name:answer»
INSTANT, MINUTE = dt.timedelta(microseconds=1), dt.timedelta(minutes=1)
SAID = {
    "yes": Text(es="sí", en="yes"),
    "no": Text(es="no", en="no"),
    "does_not_know": Text(es="no sabe", en="does not know"),
    "prefers_not_to_say": Text(es="prefiere no contestar", en="prefers not to say"),
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
    chosen: bool  # False: it stands beside the question, and no answer is chosen by it


@dataclass(frozen=True, slots=True)
class Beside:
    """What was told at another question and bears on this one. ``answer`` "": somebody noticed it.

    ``words`` None: a page asks it, in words of its own. ``more``: what it keeps beside the answer. ``same``:
    it is this very question, asked elsewhere, and left open."""

    answer: str
    hour: str
    where: Text | None
    words: Text | None
    more: str
    same: bool = False


def _shown(sent: list[str]) -> dict[str, str]:
    return {name: answer for name, _, answer in (one.partition(":") for one in sent) if name}


class Already:
    """What a form of questions knows beforehand. ``places``: the place of each of its fields.

    An answer that was filled in and neither changed nor confirmed was not given here: the page keeps what it
    had kept itself, and what was told elsewhere stays there alone, with its corrections and its end. That
    holds by what stood there when the page was opened (``SHOWN``), whatever was told since.
    ``ticks`` False: whatever is sent counts as said now, so that there is nothing to confirm. The answers
    are the person's word, and what somebody noticed at the window chooses none of them; ``cues`` True:
    whoever fills the form in judges, and it does. ``asked``: the questions that are asked whatever was told
    of them: the answers stand beside them, and what is noted as a fact does not.
    """

    ticks = True

    def __init__(
        self,
        known: Known,
        places: Mapping[str, str],
        at: dt.datetime,
        clock: ZoneInfo,
        sent: QueryDict | None = None,
        *,
        cues: bool = False,
        asked: Collection[str] = (),
    ) -> None:
        self.at, self.clock, self.cues, self.asked = at, clock, cues, frozenset(asked)
        self.title_of = known.title_of
        self.confirmed = frozenset(sent.getlist(CONFIRMED)) if sent is not None else frozenset()
        found = ((name, known.at(place, facts=name not in asked)) for name, place in places.items())
        self.filled: dict[str, Filled] = {name: one for name, one in found if one is not None}
        self.beside = {name: known.beside(place, facts=name not in asked) for name, place in places.items()}
        open_ = ((name, known.left_open(place), place) for name, place in places.items())
        self.open = {name: one for name, one, place in open_ if one is not None and one.place != place}
        here = ((name, known.said_at(place)) for name, place in places.items())
        self.own: dict[str, Telling] = {
            name: one
            for name, one in here
            if one is not None and known.still_counts(one.place, one.at.isoformat())
        }
        standing = {name: one.answer for name, one in self.filled.items() if self._chooses(name, one)}
        self.shown = standing if sent is None or SHOWN not in sent else _shown(sent.getlist(SHOWN))

    def put_into(self, form: forms.Form, own: Collection[str] = ()) -> None:
        """Fill in what stands, and put beside each question what is known of it. ``own``: what was answered
        in the very talk that is shown: it is not filled in, and only what disagrees with it is said."""
        for name, others in self.beside.items():
            if others and name in form.fields and name not in own:
                form.fields[name].beside = [self._beside(one) for one in others]  # type: ignore[attr-defined]
        for name, one in self.open.items():
            if name in form.fields and name not in own and not self.beside[name]:
                open_ = replace(self._beside(one), same=True)
                form.fields[name].beside = [open_]  # type: ignore[attr-defined]
        for name, one in self.filled.items():
            if name not in form.fields or (name in own and (one.against is None or name in self.asked)):
                continue  # what is asked whatever was told was answered in sight of it
            form.fields[name].told = self._note(name, one)  # type: ignore[attr-defined]
            if self._chooses(name, one) and name not in own:
                form.initial[name] = one.answer

    def _chooses(self, name: str, one: Filled) -> bool:
        return one.stands and name not in self.asked and (self.cues or not one.by_cue)

    def untouched(self, name: str, answer: str) -> bool:
        """Whether an answer only repeats what stood there when the page was opened."""
        return self.shown.get(name) == answer and name not in self.confirmed

    def still_so(self, name: str, answer: str) -> bool:
        """Whether that is what stands now, too: it may have passed, or been told otherwise, meanwhile."""
        one = self.filled.get(name)
        return one is not None and one.stands and one.answer == answer

    def kept(self, name: str, answer: str, at: dt.datetime) -> tuple[str, dt.datetime] | None:
        """What the page keeps of a question, and since when; None: it was not answered here. ``answer`` "":
        nothing was said of it.

        One that was changed here stands after what it changes, also within the minute that a form knows.
        """
        if not answer or self.untouched(name, answer):
            one = self.own.get(name)
            return (one.answer, one.at) if one is not None else None
        before = self.filled.get(name)
        just = before is not None and at <= before.at < at + MINUTE
        return answer, before.at + INSTANT if before is not None and just else at

    def settles(self, name: str, answer: str) -> bool:
        """Whether what the page keeps of a question was said again, here, in sight of an answer that says
        otherwise: then nothing disagrees any more, until somebody is told otherwise again."""
        own, one = self.own.get(name), self.filled.get(name)
        if not answer or self.untouched(name, answer):
            return own is not None and own.settles
        stood = one is not None and one.answer == answer and name in self.confirmed
        return stood and (one.against is not None or (own is not None and own.settles))

    @property
    def carried(self) -> list[str]:
        """What stood filled in, for the page to send back; never nothing: a page that sends none is old."""
        return [f"{name}:{answer}" for name, answer in self.shown.items()] or [":"]

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
            self._chooses(name, one),
        )

    def _beside(self, one: Telling) -> Beside:
        answer = "" if one.noticed else SAID[one.answer][saying.language()]
        words = one.words
        if words is None and one.place.startswith(FACT):
            words = current_edition().facts[one.place.removeprefix(FACT)].question
        elif words is None:
            words = self.title_of(one.place)
        return Beside(answer, self._said(one.at), one.where, words, one.more)

    def _against(self, other: Telling | None) -> str:
        if other is None:
            return ""
        language = saying.language()
        where = f" ({other.where[language]})" if other.where else ""
        return f"{SAID[other.answer][language]}, {self._said(other.at)}{where}"

    def _said(self, when: dt.datetime) -> str:
        return hour_or_day(when.astimezone(self.clock), self.at.astimezone(self.clock), saying.language())
