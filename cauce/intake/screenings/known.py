"""From the rows of a case to what the rules read: every answer that the person gave, wherever it was asked.

Each page keeps the answers that it asked for. This reads them together, so that another page shows what was
told with its hour. An answer that somebody asked to take out of sight is not in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.cases import access as cases
from cauce.cases.facts import edition_of, facts_with_hours
from cauce.cases.models import Case
from cauce.cases.sections import HOURS, SETTLED
from cauce.content.loader import Edition, parameter_on
from cauce.content.model import Text
from cauce.content.model_toolbox import AnswerRow, Instrument
from cauce.content.model_topics import Topic
from cauce.protocol.editions.access import current_edition
from cauce.rules.pathway import Act
from cauce.rules.screening import judges
from cauce.rules.told import (
    FACT,
    YES,
    Contact,
    Filled,
    Telling,
    Told,
    alone_in,
    beside,
    borne_out,
    filled,
    left_open,
    told,
)

from .access import Noticed, talks
from .facts import hour_of, instrument_of

PASSING = "passing-answer"  # hours
ITEM = "bank:"
SAFETY = Text(es="Seguridad", en="Safety")
RISK = Text(es="Riesgo", en="Risk")
MORE = {"expected": "expected_when"}  # a question of a page, and what is written beside its answer
FACTS = Text(es="Lo que se sabe del caso", en="What is known of the case")


@dataclass(frozen=True, slots=True)
class Read:
    """What a page has read of a case already; None: it has not."""

    facts: Mapping[str, tuple[Any, dt.datetime]] | None = None
    safety: Mapping[str, Any] | None = None
    talks: tuple[tuple[Any, Mapping[str, Any]], ...] | None = None
    noticed: Noticed | None = None  # at the counter, where the page shows it; None: nothing, or not here


NOTHING = Read()


@dataclass(frozen=True, slots=True)
class Known:
    """What was told in a case at a moment, by topic."""

    topics: tuple[Topic, ...]
    told: Mapping[str, Told]
    contact: Contact
    talks: tuple[tuple[Any, Mapping[str, Any]], ...]  # the newest first, each with what it holds
    said: tuple[Telling, ...] = ()

    def at(self, place: str, *, facts: bool = True) -> Filled | None:
        """The answer that a question has by what was told; None: it is asked. ``facts`` False: by answers
        alone, where a fact may be there because of what the question is asked for."""
        if facts:
            return filled(self.topics, self.told, place)
        said = [one for one in self.said if not one.place.startswith(FACT)]
        return filled(self.topics, told(self.topics, said, self.contact), place)

    def beside(self, place: str, *, facts: bool = True) -> tuple[Telling, ...]:
        """What bears on a question that nobody answered, told at others; empty: nothing, or it is answered.
        A talk asks each in its turn: only what a page was told stands beside its questions."""
        if self.at(place, facts=facts):
            return ()
        found = beside(self.topics, self.said, self.contact, place)
        return tuple(one for one in found if not (place.startswith(ITEM) and one.place.startswith(ITEM)))

    def title_of(self, place: str) -> Text | None:
        """What is asked at a place, in the words of its topic; None: no topic is asked there alone."""
        rows = ((topic, row) for topic in self.topics for row in topic.asked)
        return next((topic.title for topic, row in rows if row.at == place and row.tells is None), None)

    def said_at(self, place: str) -> Telling | None:
        """The last answer that was given at that very place; None: none was."""
        return max((one for one in self.said if one.place == place), key=lambda one: one.at, default=None)

    def left_open(self, place: str) -> Telling | None:
        """The answer of this contact that is no yes and no no, where nothing that stands says more; None:
        there is none. Said today, it is not asked again today."""
        one = self.at(place)
        if one is not None and one.stands:
            return None
        return left_open(self.topics, self.said, self.contact, place)

    def borne_out(self, place: str, answer: str) -> bool:
        """Whether what stands on record, in sight, says this anywhere; one put right or hidden does not."""
        return borne_out(self.topics, self.said, place, answer)

    def answers_to(self, instrument: Instrument) -> dict[str, str]:
        """What was told already of what an instrument asks, by item; nothing that has to be asked again."""
        signs = judges(instrument)
        return {
            item.id: one.answer
            for item in instrument.items
            if (one := self.heard(f"bank:{item.id}")) is not None
            and (item.id not in signs or self._knew(one, signs[item.id]))
        }

    def _knew(self, one: Filled | Telling, signs: AnswerRow) -> bool:
        """Whether what judges a sign was told knowing of it. A no from before the sign says nothing of it,
        nor does what was left open, nor a danger that may have been noted because of the sign alone."""
        if not isinstance(one, Filled) or any(told.by.place.startswith(FACT) for told in one.told):
            return False
        by_then = [said for said in self.said if said.at <= one.at and self.contact.holds(said.at)]
        pairs = [(item, value) for item, values in signs.items() for value in values]
        return one.answer == YES or any(
            borne_out(self.topics, by_then, f"{ITEM}{item}", value) for item, value in pairs
        )

    def heard(self, place: str) -> Filled | Telling | None:
        """What counts as told of a question: what stands, else what left it open today; None: it is asked."""
        one = self.at(place)
        return one if one is not None and one.stands else self.left_open(place)

    def passed(self, item: str) -> bool:
        """Whether an item was answered at an earlier contact and has to be asked again."""
        one = self.at(f"bank:{item}")
        return one is not None and not one.stands

    def still_counts(self, place: str, hour: str | None) -> bool:
        """Whether an answer that a page kept itself still counts there; ``hour`` None: it kept none."""
        lasts = {topic.lasts for topic in self.topics if any(row.at == place for row in topic.asked)}
        if lasts <= {"always"}:
            return True
        fresh = hour is not None and self.contact.holds(dt.datetime.fromisoformat(hour))
        return "moment" not in lasts and fresh


def contact_of(edition: Edition, acts: Iterable[Act], at: dt.datetime) -> Contact:
    """The contact that goes on at that moment: since when, and for how long what passes may count."""
    begun = [one.at for one in acts if one.at <= at and one.name in edition.acts and _begins(edition, one)]
    hours = parameter_on(edition, PASSING, at.date()).value if PASSING in edition.parameters else 0
    return Contact(max(begun, default=at), at, int(hours))


def _begins(edition: Edition, act: Act) -> bool:
    return edition.acts[act.name].asks_again


def read_of(page: cases.Page, **more: Any) -> Read:
    """What every page of a case has read, and what this one has besides."""
    if "safety" in page.sections:
        more = {"safety": page.sections["safety"][1] or {}} | more
    return Read(facts={name: (page.facts[name], at) for name, at in page.since.items()}, **more)


def known_in(case: Case, acts: Iterable[Act], at: dt.datetime, read: Read = NOTHING) -> Known:
    """What the person of a case (already looked up) told, by the topics of its edition."""
    edition, held = edition_of(case), tuple(talks(case)) if read.talks is None else read.talks
    topics = tuple(edition.topics.values())
    said = [*_in_talks(held), *_on_pages(case, read), *_at_counter(read.noticed)] if topics else []
    topics += alone_in(topics, said)
    contact = contact_of(edition, acts, at)
    return Known(topics, told(topics, said, contact), contact, held, tuple(said))


def _on_pages(case: Case, read: Read) -> Iterator[Telling]:
    facts = facts_with_hours(case) if read.facts is None else read.facts
    for name, (value, at) in facts.items():
        if isinstance(value, bool):
            yield Telling(f"fact:{name}", "yes" if value else "no", at, None, FACTS)
    safety = (cases.section(case, "safety")[1] or {}) if read.safety is None else read.safety
    yield from _on_page("safety", safety, safety.get(HOURS, {}), SAFETY, safety.get(SETTLED, ()))
    newest = cases.newest_risk(case)
    if newest is not None:
        at, judged = newest
        hours = dict.fromkeys(judged["domains"], at.isoformat()) | judged.get(HOURS, {})
        yield from _on_page("risk", judged["domains"], hours, RISK, judged.get(SETTLED, ()))


def _at_counter(seen: Noticed | None) -> Iterator[Telling]:
    """What was ticked before the case began: seen by somebody, to be confirmed or changed."""
    if seen is None:
        return
    where = current_edition().spaces[seen.instrument.spaces[0]].title
    ticked = [item for item in seen.instrument.items if item.id in seen.cues]
    explained = {name for item in ticked for name in item.explains}
    for item in ticked:
        if item.id not in explained:
            cue = item.kind == "cue"
            yield Telling(f"bank:{item.id}", "yes", seen.at, item.text, where, noticed=True, cue=cue)


def _in_talks(held: Iterable[tuple[Any, Mapping[str, Any]]]) -> Iterator[Telling]:
    spaces = current_edition().spaces
    for sitting, content in held:
        instrument = instrument_of(sitting)
        where, items = spaces[instrument.spaces[0]].title, {one.id: one for one in instrument.items}
        for name, answer in content["answers"].items():
            at = hour_of(sitting, content, name)
            yield Telling(f"bank:{name}", answer, at, items[name].text, where)


def _on_page(
    kind: str, answers: Mapping[str, Any], hours: Mapping[str, str], where: Text, settled: Collection[str]
) -> Iterator[Telling]:
    """The answers of a page, of which its hours are known. ``settled``: those that end a disagreement."""
    for name, hour in hours.items():
        if isinstance(answers.get(name), str):
            at, ends = dt.datetime.fromisoformat(hour), name in settled
            more = answers.get(MORE.get(name, ""), "")
            yield Telling(f"{kind}:{name}", answers[name], at, None, where, settles=ends, more=more)
