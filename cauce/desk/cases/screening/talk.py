"""A conversation as pages: several sections on one, unless an answer of the one before may stop it; what may
be asked on each, what waits for an answer beside it, and where it goes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cauce.content.model_toolbox import AnswerRow, Instrument, Item, Section, StopRule
from cauce.intake.screenings import access
from cauce.intake.screenings.actions.sittings import LEFT
from cauce.intake.screenings.asking import (
    EACH_TIME,
    by_age,
    is_wanted,
    needed,
    open_to_ask,
    stop_of,
    to_ask,
)
from cauce.intake.screenings.facts import instrument_of
from cauce.intake.screenings.known import Known
from cauce.intake.screenings.reading import evidence, verdicts
from cauce.rules.screening import next_items, opened_by, waits_for

END = "fin"


@dataclass(frozen=True)
class Page:
    """Sections that are asked about together; its address is that of the first."""

    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        return self.sections[0].id

    def has(self, section: str) -> bool:
        return any(one.id == section for one in self.sections)


@dataclass(frozen=True)
class Talk:
    """Where a sitting stands. ``stopped`` None: nothing said today stops it."""

    instrument: Instrument
    answers: Mapping[str, str]
    items: tuple[Item, ...]  # answered in this sitting, or still to be asked
    later: tuple[Item, ...]  # that an answer may open
    heard: tuple[Item, ...]  # what the person is invited to tell, never ticked
    told: tuple[Item, ...]  # known from before: shown, never asked
    before: Mapping[str, str]
    stopped: StopRule | None
    number: int
    left: frozenset[str] = frozenset()  # sections whose page was saved, to go on from there

    def pages(self) -> list[Page]:
        """What is asked together, in order. A section with an answer that may stop ends its page: what
        follows is not shown before that answer is saved. Where nothing is asked there is no page."""
        used = {item.section for item in (*self.items, *self.later)}
        alone = {item.section for item in self.items if item.id in self._stopping}
        found: list[Page] = []
        together: list[Section] = []
        for one in self.instrument.sections:
            if one.id in used or any(item.section == one.id for item in self.heard):
                together.append(one)
            if one.id in alone:
                found, together = [*found, Page(tuple(together))], []
        found += [Page(tuple(together))] if together else []
        return [page for page in found if self.items_of(page)]

    def reached(self) -> list[Page]:
        """The pages so far: nobody goes past one that may stop the talk but by saving it. What follows a
        stop is what help needs to know, wherever it stands."""
        found: list[Page] = []
        for page in self.pages():
            found.append(page)
            if not self.stopped and self.left.isdisjoint(one.id for one in page.sections):
                break
        return found

    @property
    def _stopping(self) -> set[str]:
        """The items whose answer may stop it; «told us» has its own button on every page."""
        rows = (row for rule in self.instrument.stop_rules for row in rule.when)
        return {item for row in rows for item in row} - {self.instrument.told_directly}

    @property
    def to_judge(self) -> frozenset[str]:
        """What is asked still and may say that a sign stops nothing, where only the sign stops the talk."""
        return waits_for(self.instrument, self.answers) & {item.id for item in self.items}

    def to_correct(self, section: str) -> Talk:
        """The same, read to correct what stopped it on the page of a section: nothing lies beyond it."""
        page = self.page_of(section)
        here = {one.id for one in page.sections} if page else set()
        return replace(self, left=self.left - here)

    def answered_last(self) -> str:
        """The last page on which something was answered, to put right what stopped it; empty: none."""
        pages = reversed(self.pages())
        return next((p.id for p in pages if any(i.id in self.answers for i in self.items_of(p))), "")

    def page_of(self, section: str) -> Page | None:
        return next((page for page in self.pages() if page.has(section)), None)

    def items_of(self, page: Page, more: bool = False) -> list[Item]:
        """What is asked there; ``more``: only what answers opened and nobody answered yet."""
        found = [item for item in self.items if page.has(item.section)]
        return [item for item in found if item.ask_if and item.id not in self.answers] if more else found

    def waiting(self, page: Page, more: bool = False) -> dict[str, tuple[AnswerRow, ...]]:
        """What is not asked before something beside it is answered, with the answers that open it."""
        if self.stopped:
            return {}  # only what help needs to know is asked still
        asked = self.items_of(page, more)
        beside = [*asked, *(item for item in self.later if page.has(item.section) and not more)]
        pending = {item.id for item in asked if item.id not in self.answers}
        said = {**self.before, **self.answers}
        while True:
            found = {
                item.id: rows
                for item in beside
                if item.id not in self.answers
                and (rows := opened_by(item, said, pending - {item.id})) is not None
            }
            found = {name: rows for name, rows in found.items() if rows}
            if found.keys() <= pending:
                return found
            pending |= found.keys()

    def shown_in(self, page: Page, more: bool = False) -> list[Item]:
        """What is asked there and what may be opened there, in the order of the instrument."""
        ids = {item.id for item in self.items_of(page, more)} | self.waiting(page, more).keys()
        return [item for item in self.instrument.items if item.id in ids]

    def after(self, page: Page) -> frozenset[str]:
        """The sections beyond a page."""
        ids = [one.id for one in self.instrument.sections]
        return frozenset(ids[ids.index(page.sections[-1].id) + 1 :])

    def next_after(self, page: Page) -> Page | None:
        """The page that follows; None: nothing is left to ask."""
        ids = [one.id for one in self.pages()]
        if page.id not in ids:
            return None
        return next(iter(self.pages()[ids.index(page.id) + 1 :]), None)


def stops_on(instrument: Instrument, here: Collection[str]) -> list[tuple[StopRule, list[AnswerRow]]]:
    """The rules by which an answer of these items alone stops the talk: said beside it at once."""
    found = []
    for rule in instrument.stop_rules:
        rows = [row for row in rule.when if row.keys() <= set(here)]
        if rows:
            found.append((rule, rows))
    return found


def talk_of(
    sitting: Any,
    facts: Mapping[str, Any],
    known: Known,
    again: Collection[str] = (),
    *,
    correcting: bool = False,
) -> Talk:
    """The conversation of a sitting, already looked up. ``again``: what was told and is asked once more;
    ``correcting``: as if nothing stopped it, for the page on which what did is corrected."""
    instrument = instrument_of(sitting)
    held = access.answers(sitting)
    answers = held["answers"]
    aged = by_age(instrument, facts)  # nobody known to be 15 is asked whether she is under 18
    told_before = {i: v for i, v in known.answers_to(instrument).items() if i not in EACH_TIME}
    before = {i: v for i, v in (told_before | aged).items() if i not in answers}
    stopped = None if correcting else stop_of(instrument, told_before, aged | answers)
    open_ended = instrument.model_copy(update={"stop_rules": []}) if correcting else instrument
    out: frozenset[str] = frozenset()  # what was told and is out of sight is not asked again
    listens = sitting.kind != "interview"  # there the account was heard on a page of its own
    if sitting.kind == "interview":
        told, out = access.by_instrument(known.talks), access.withheld_of(known.talks)
        merged = before | {i: v for _, given in told for i, v in given.items() if not known.passed(i)}
        ids = {item.id for item in instrument.items}
        before = {i: v for i, v in merged.items() if i in ids and i not in answers}
        found = evidence(told, facts)
        lacking = needed(verdicts(found.known, found.not_known).values())
        after = (item for item in next_items(instrument, aged | answers) if item.id not in before)
        open_now = tuple(after) if stopped else to_ask(instrument, merged, lacking)
        wanted = partial(is_wanted, elements=lacking)
    else:
        wanted = partial(is_wanted, elements=None)
        out = access.withheld_of(known.talks)
        open_now = open_to_ask(open_ended, before, aged | answers)
    once_more = before.keys() & set(again)
    asked = ({item.id for item in open_now} - out) | set(answers) | once_more
    # The account is heard, not ticked, and «told us» has its own button on every page.
    tickable = [
        item
        for item in instrument.items
        if item.kind != "free_account" and item.id != instrument.told_directly
    ]
    closed = asked | out | before.keys()
    return Talk(
        instrument,
        answers,
        items=tuple(item for item in tickable if item.id in asked),
        later=() if stopped else tuple(i for i in tickable if i.id not in closed and wanted(i)),
        heard=tuple(item for item in instrument.items if item.kind == "free_account" and listens),
        told=tuple(item for item in instrument.items if item.id in before and item.id not in once_more),
        before=before,
        stopped=stopped,
        number=sitting.number,
        left=frozenset(held.get(LEFT, ())),
    )
