"""A conversation as pages: one section a page, what may be asked in it, and where it goes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.content.model_toolbox import Instrument, Item, Section, StopRule
from cauce.intake.screenings import access
from cauce.intake.screenings.asking import EACH_TIME, by_age, needed, open_to_ask, to_ask
from cauce.intake.screenings.facts import instrument_of
from cauce.intake.screenings.known import Known
from cauce.intake.screenings.reading import evidence, verdicts
from cauce.rules.screening import screen

END = "fin"


@dataclass(frozen=True)
class Talk:
    """Where a sitting stands. ``stopped`` None: nothing said today stops it."""

    instrument: Instrument
    answers: Mapping[str, str]
    items: tuple[Item, ...]  # answered in this sitting, or still to be asked
    told: tuple[Item, ...]  # known from before: shown, never asked
    before: Mapping[str, str]
    stopped: StopRule | None
    number: int

    def sections(self) -> list[Section]:
        """The sections in which there is something, in order."""
        used = {item.section for item in self.items}
        return [one for one in self.instrument.sections if one.id in used]

    def items_of(self, section: str) -> list[Item]:
        return [item for item in self.items if item.section == section]

    def answers_in(self, section: str) -> bool:
        """Whether something of this section was answered in this sitting."""
        return any(item.id in self.answers for item in self.items_of(section))

    def next_after(self, section: str) -> str:
        """The id of the section that follows, or ``END``."""
        ids = [one.id for one in self.sections()]
        later = ids[ids.index(section) + 1 :] if section in ids else []
        return later[0] if later else END


def talk_of(sitting: Any, facts: Mapping[str, Any], known: Known, again: Collection[str] = ()) -> Talk:
    """The conversation of a sitting, already looked up. ``again``: what was told and is asked once more."""
    instrument = instrument_of(sitting)
    answers = access.answers(sitting)["answers"]
    aged = by_age(instrument, facts)  # nobody known to be 15 is asked whether she is under 18
    result = screen(instrument, aged | answers)
    told_before = {i: v for i, v in known.answers_to(instrument).items() if i not in EACH_TIME}
    before = {i: v for i, v in (told_before | aged).items() if i not in answers}
    out: frozenset[str] = frozenset()  # what was told and is out of sight is not asked again
    if sitting.kind == "interview":
        told, out = access.by_instrument(known.talks), access.withheld_of(known.talks)
        merged = before | {i: v for _, given in told for i, v in given.items() if not known.passed(i)}
        ids = {item.id for item in instrument.items}
        before = {i: v for i, v in merged.items() if i in ids and i not in answers}
        found = evidence(told, facts)
        lacking = needed(verdicts(found.known, found.not_known).values())
        open_now = () if result.stopped else to_ask(instrument, merged, lacking)
    else:
        out = access.withheld_of(known.talks)
        open_now = open_to_ask(instrument, before, aged | answers)
    once_more = before.keys() & set(again)
    asked = ({item.id for item in open_now} - out) | set(answers) | once_more
    # The account is heard, not ticked, and «told us» has its own button on every page.
    items = tuple(
        item
        for item in instrument.items
        if item.id in asked and item.kind != "free_account" and item.id != instrument.told_directly
    )
    told_items = tuple(item for item in instrument.items if item.id in before and item.id not in once_more)
    return Talk(instrument, answers, items, told_items, before, result.stopped, sitting.number)
