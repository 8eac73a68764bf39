"""One of the twenty tools as it stands on paper: words, what is shown from elsewhere, lines to fill.

Works from the edition alone. ``values`` are what was typed and ``known`` what a case knows, by the id
of the field; without them the sheet is blank, with lines for a pen. A value is words, an ISO date or
instant, a bilingual text, the id of a choice (a list for several) or, for a table, its rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_tools import Signer, Tool, ToolField, ToolSection
from cauce.rules.amounts import in_words
from cauce.rules.tool_tables import HEADS
from cauce.rules.tools import choices_of, sums

from . import references, words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
YES_NO = (
    ("yes", Text(es="Sí", en="Yes")),
    ("no", Text(es="No", en="No")),
    ("unknown", Text(es="No se sabe", en="Not known")),
)
FOR_A_PEN = 2  # empty rows at least, in a draft
WITH_NAMES = 8  # lines, about, that go to a new page with the signatures rather than leave them alone there
LONG = 34  # a part so long may be divided
WIDE = ("paragraph", "table", "many")


@dataclass(frozen=True, slots=True)
class Line:
    """One field on paper.

    ``kind``: line, lines, tick, ticks or table; ``value`` "": to be written by hand.
    """

    kind: str
    label: str
    hint: str = ""
    value: str = ""
    ticks: tuple[tuple[str, bool], ...] = ()
    heads: tuple[tuple[str, bool], ...] = ()  # a head, and whether its column holds amounts
    rows: tuple[tuple[str, ...], ...] = ()
    total: str = ""
    total_words: str = ""
    wide: bool = False

    @property
    def weight(self) -> int:
        """About how many lines it takes on paper."""
        if self.kind == "table":
            return 2 + 2 * max(len(self.rows), 1)
        if self.kind == "ticks":
            return 1 + (len(self.ticks) if self.wide and not self.short else len(self.ticks) // 2 + 1)
        return 5 if self.kind == "lines" and not self.value else 2 + len(self.value) // 90

    @property
    def short(self) -> bool:
        """Whether its choices fit two abreast."""
        return all(len(title) < 52 for title, _ in self.ticks)


@dataclass(frozen=True, slots=True)
class Part:
    """One section on paper."""

    id: str
    title: str
    lead: str = ""
    points: tuple[str, ...] = ()
    ordered: bool = False
    lines: tuple[Line, ...] = ()
    tables: tuple[references.Table, ...] = ()
    note: str = ""
    shows: str = ""  # what the tables are of: ``sources``, ``facts``, …; "": nothing from elsewhere

    @property
    def weight(self) -> int:
        """About how many lines it takes on paper."""
        told = 2 + (2 if self.lead else 0) + len(self.points) * 2 + (1 if self.note else 0)
        tables = sum(1 + 2 * len(table.rows) for table in self.tables)
        return told + tables + sum(max(one.weight for one in row) for row in self.rows)

    @property
    def rows(self) -> tuple[tuple[Line, ...], ...]:
        """The lines two abreast; a wide one stands alone."""
        found: list[list[Line]] = []
        for line in self.lines:
            room = found and len(found[-1]) == 1 and not (found[-1][0].wide or line.wide)
            if room:
                found[-1].append(line)
            else:
                found.append([line])
        return tuple(tuple(row) for row in found)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A whole tool on paper, in one language."""

    tool: Tool
    language: str
    title: str
    number: str
    purpose: str
    parts: tuple[Part, ...]
    signers: tuple[tuple[str, str, bool], ...]  # title, note, optional
    code: str
    blank: bool
    notices: tuple[str, ...] = field(default=())

    @property
    def signed(self) -> tuple[Part, ...]:
        """The last parts, which go with the signatures: nobody signs on a page that says almost nothing."""
        found: list[Part] = []
        for part in reversed(self.parts if self.signers else ()):
            if part.weight > LONG or sum(one.weight for one in found) >= WITH_NAMES:
                break
            found.insert(0, part)
        return tuple(found)

    @property
    def before(self) -> tuple[Part, ...]:
        """The parts that come before those."""
        return self.parts[: len(self.parts) - len(self.signed)]


def leaf_of(
    edition: Edition,
    tool: Tool,
    language: str,
    *,
    filled: Mapping[str, Any] | None = None,
    tables: Mapping[str, tuple[references.Table, ...]] | None = None,
    zone: str = "UTC",
    notices: tuple[Text, ...] = (),
    draft: bool = False,
) -> Leaf:
    """The tool in that language: blank (``filled`` None), or with what is known and was typed.

    ``tables`` brings what only a database knows, by the id of the section (a directory); ``zone`` names the
    clock of the post. A ``draft`` keeps rows for a pen in its tables.
    """
    blank = filled is None
    writer = _Writer(edition, tool, language, dict(filled or {}), zone, blank, draft)
    return Leaf(
        tool=tool,
        language=language,
        title=tool.printed_title[language],
        number=tool.number[1:],
        purpose=tool.purpose[language],
        parts=tuple(writer.part(section, dict(tables or {})) for section in tool.sections),
        signers=tuple(_signer(signer, language) for signer in tool.signers),
        code=f"{tool.number}.{tool.version} · {edition.info.id}",
        blank=blank,
        notices=tuple(notice[language] for notice in notices),
    )


def _signer(signer: Signer, language: str) -> tuple[str, str, bool]:
    return signer.title[language], words.pick(signer.note, language), signer.optional


class _Writer:
    """Writes the fields of one tool in one language."""

    def __init__(
        self,
        edition: Edition,
        tool: Tool,
        language: str,
        values: dict[str, Any],
        zone: str,
        blank: bool,
        draft: bool = False,
    ) -> None:
        self.edition, self.tool, self.language, self.blank = edition, tool, language, blank
        self.values, self.zone, self.draft = values, ZoneInfo(zone), draft

    def part(self, section: ToolSection, tables: dict[str, tuple[references.Table, ...]]) -> Part:
        found = tables.get(section.id, ())
        if section.shows is not None and not found:
            found = references.tables_of(self.edition, section.shows, self.language)
        note = section.shows.note if section.shows is not None else None
        return Part(
            id=section.id,
            title=section.title[self.language],
            lead=words.pick(section.lead, self.language),
            points=tuple(point[self.language] for point in section.points),
            ordered=section.ordered,
            lines=tuple(self.line(one) for one in section.fields),
            tables=found,
            note=words.pick(note, self.language),
            shows=section.shows.what if section.shows is not None else "",
        )

    def line(self, one: ToolField) -> Line:
        label, value = one.label[self.language], self.values.get(one.id)
        if self.tool.private:
            return Line("tick", label, wide=True)
        hint = words.pick(one.hint, self.language) if self.blank else ""
        if one.kind == "table":
            return self._table(one, label, hint, value)
        if one.kind in ("choice", "many", "yes_no") and one.from_case is None:
            chosen = set(value) if isinstance(value, list) else {value}
            options = (
                YES_NO
                if one.kind == "yes_no"
                else tuple((choice.id, choice.title) for choice in choices_of(self.edition, one))
            )
            marks = tuple((title[self.language], id in chosen) for id, title in options)
            return Line("ticks", label, hint, ticks=marks, wide=one.kind == "many" or len(marks) > 3)
        kind = "lines" if one.kind == "paragraph" else "line"
        return Line(kind, label, hint, self.said(value), wide=one.kind in WIDE)

    def said(self, value: Any) -> str:
        """A value in words; "" when there is none."""
        if value is None or value == "":
            return ""
        if not isinstance(value, str):
            return words.pick(value, self.language)
        if _DAY.fullmatch(value):
            return words.day(dt.date.fromisoformat(value), self.language)
        try:
            at = dt.datetime.fromisoformat(value)
        except ValueError:
            return value
        if at.tzinfo is None:
            return value
        at = at.astimezone(self.zone)
        mark = " h" if self.language == "es" else ""
        return f"{words.day(at.date(), self.language)}, {at:%H:%M}{mark}"

    def _table(self, one: ToolField, label: str, hint: str, value: Any) -> Line:
        if one.from_case is not None:
            empty = [[""] * len(HEADS[one.from_case])] * 5 if self.blank else []
            held = value if isinstance(value, dict) else {"rows": empty}
            # A finished form keeps the heads of its day: its rows belong under them and no others.
            kept = held.get("heads") or HEADS[one.from_case]
            heads = tuple((words.pick(head, self.language), False) for head in kept)
            rows = tuple(tuple(self.said(cell) for cell in row[: len(heads)]) for row in held["rows"])
            return Line("table", label, hint, heads=heads, rows=self._open(rows, heads), wide=True)
        heads = tuple((c.title[self.language], c.kind == "money") for c in one.columns)
        rows = tuple(
            tuple(
                self._amount(row.get(c.id, "")) if c.kind == "money" else self.said(row.get(c.id))
                for c in one.columns
            )
            for row in value or ()
        )
        if self.blank:
            rows = (("",) * len(heads),) * one.rows
        rows = self._open(rows, heads, one.rows)
        totals = sums(one, value)
        if not totals or self.blank:
            return Line(
                "table",
                label,
                hint,
                heads=heads,
                rows=rows,
                wide=True,
                total="____________" if totals else "",
            )
        total = next(iter(totals.values()))
        currency = next((f.id for f in self.tool.fields if f.means == "currency"), "")
        code = self.values.get(currency) or ""
        return Line(
            "table",
            label,
            hint,
            heads=heads,
            rows=rows,
            wide=True,
            total=f"{total:,.2f} {code.upper()}".strip(),
            total_words=in_words(total, code, self.language) or "",
        )

    def _open(
        self, rows: tuple[tuple[str, ...], ...], heads: tuple[tuple[str, bool], ...], most: int = 0
    ) -> tuple[tuple[str, ...], ...]:
        """The rows, and in a draft some empty ones after them: up to those of the blank sheet."""
        if not self.draft:
            return rows
        more = max(FOR_A_PEN, most - len(rows)) if most or not rows else 0
        return (*rows, *((("",) * len(heads),) * more))

    def _amount(self, value: Any) -> str:
        return f"{float(value):,.2f}" if value else ""
