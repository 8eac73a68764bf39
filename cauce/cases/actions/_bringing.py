"""Rows of an earlier register on their way to being cases: what each becomes, and one write for all."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from cauce.content.errors import CauceError
from cauce.custody.keystore import create_keys
from cauce.custody.keystore.aead import DataKey
from cauce.custody.keystore.store import keys
from cauce.people.actions import bring_people
from cauce.people.models import Person
from cauce.protocol.editions.access import annex_number, current_edition, edition_under
from cauce.rules.pathway import Act, read_facts
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.access import day_at

from .. import sections
from ..consent_to_store import not_kept
from ..following import Following
from ..legacy_case import Earlier, marks_of, may_come
from ..models import BroughtCase, BroughtFile, Case, CaseAct, Section
from ..required import put_line, rows_of
from .opening import next_folios

NOON = dt.time(12)  # of a day whose hour the old register does not say


class Batch:
    """Some rows of one file on their way to being cases: everything sealed before anything is written."""

    def __init__(
        self, file: BroughtFile, rows: list[Earlier], marks: uuid.UUID, by: str, at: dt.datetime
    ) -> None:
        self.file, self.rows, self.by, self.at = file, rows, by, at
        self.post, self.zone = file.post, ZoneInfo(file.post.time_zone)
        self.edition, self.annex = current_edition(at).info.id, annex_number(file.post_id)
        self.content = edition_under(self.edition, file.post_id, self.annex)
        self.marks = marks
        self.cases: list[Case] = []
        self.folios: dict[int, Iterator[str]] = {}

    def write(self) -> None:
        """Keys first (a key without a case harms nobody), then every table in one transaction."""
        if not self.rows:
            return
        years = Counter(self._began(row).year for row in self.rows)
        self.folios = {
            year: iter(next_folios(self.post, year, count)) for year, count in sorted(years.items())
        }
        pairs = [(uuid.uuid4(), uuid.uuid4()) for _ in self.rows]
        create_keys([key for pair in pairs for key in pair], self.post.code)
        opened = keys([key for pair in pairs for key in pair])
        numbers = [(row.line, row.number) for row in self.rows]
        marks = marks_of(self.marks, self.file.id, numbers)
        persons, parts, acts, owed, came = [], [], [], [], []
        for row, mark, (key, draft) in zip(self.rows, marks, pairs, strict=True):
            person = Person(post_id=self.post.code, key_id=key)
            case = self._case(row, person, key, draft)
            self.cases.append(case)
            persons.append((person, row.identity, opened[key]))
            parts += self._sections(case, row, opened[key], opened[draft])
            acts.append(
                CaseAct(case=case, name="case_opened", happened_at=self.at, typed_at=self.at, by=self.by)
            )
            owed += self._owed(case, row)
            came.append(self._came(case, row, mark, opened[key]))
        bring_people(persons, at=self.at, on=day_at(self.post, self.at), by=self.by)
        Case.objects.bulk_create(self.cases)
        Section.objects.bulk_create(parts)
        CaseAct.objects.bulk_create(acts)
        Obligation.objects.bulk_create(owed)
        BroughtCase.objects.bulk_create(came)

    def _instant(self, day: dt.date | None) -> dt.datetime:
        """Noon of that day at the post, never after now; None: now."""
        return min(dt.datetime.combine(day, NOON, self.zone), self.at) if day else self.at

    def _began(self, row: Earlier) -> dt.datetime:
        """When the case of a row began, on the clock of the post."""
        return self._instant(row.began).astimezone(self.zone)

    def _case(self, row: Earlier, person: Person, key: uuid.UUID, draft: uuid.UUID) -> Case:
        began = self._began(row)
        return Case(
            post=self.post,
            person=person,
            key_id=key,
            draft_key_id=draft,
            imported=True,
            folio=next(self.folios[began.year]),
            edition=self.edition,
            annex=self.annex,
            opened_at=began,
            keeping="unrecorded",
            status="closed" if row.closed else "active",
            closed_at=self._instant(row.closed) if row.closed else None,
        )

    def _sections(self, case: Case, row: Earlier, key: DataKey, draft: DataKey) -> list[Section]:
        for name in row.facts:
            if not may_come(name):
                raise not_kept(name)
        known = {
            name: {"value": value, "at": self.at.isoformat(), "by": self.by}
            for name, value in row.facts.items()
        }
        found = [self._section(case, "facts", known, key)]
        if row.note:
            # The draft has a key of its own: if the person does not want it kept, it goes with it.
            found.append(self._section(case, "draft", row.note, draft))
        return found

    def _section(self, case: Case, kind: str, content: Any, key: DataKey) -> Section:
        return sections.new_version(case, kind, 1, content, key, at=self.at, by=self.by)

    def _owed(self, case: Case, row: Earlier) -> list[Obligation]:
        known = self._known(row)
        did = [Act("case_opened", self.at)]
        rows, first = rows_of(case, known, did, self.at, Following(self.content, brought=True))
        put_line(case, known, first)
        return rows

    def _known(self, row: Earlier) -> dict[str, Any]:
        """What the edition in force reads of a row. A row is judged under the edition of the day its file
        came: what a newer one does not know stays in the record, as in a case that moved to it."""
        known: dict[str, Any] = {}
        for name, value in row.facts.items():
            with contextlib.suppress(CauceError):
                known |= read_facts(self.content, {name: value})
        return known

    def _came(self, case: Case, row: Earlier, mark: str, key: DataKey) -> BroughtCase:
        made = BroughtCase(case=case, file=self.file, post=self.post, line=row.line)
        made.mark = mark
        made.sealed = BroughtCase.sealed.seal(made, {"number": row.number}, key)
        return made
