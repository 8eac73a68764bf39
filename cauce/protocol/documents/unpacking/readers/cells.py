"""The cells of one sheet, each as a text: what it says, how its number is meant, which range it lies in."""

from __future__ import annotations

import datetime as dt
import re

from .markup import feed, strict
from .refused import Refused

TYPE_CHECKING = False  # see child.py
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_LETTERS = re.compile(r"[A-Z]{1,3}")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
# How a number is shown (ECMA-376, part 1, 18.8.30): what is quoted or in brackets is no part of a date.
_ASIDE = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_DAY = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_FRACTION = re.compile(r"[.eE]")
_SPAN = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)
BUILT_IN = {*range(14, 23), 45, 46, 47}
SPANS = {46}
FROM_1900 = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
FROM_1904 = dt.datetime(1904, 1, 1, tzinfo=dt.UTC)


class Styles:
    """Which numbers are days, and which are lengths of time."""

    def __init__(self) -> None:
        self.days: list[bool] = []
        self.spans: list[bool] = []
        self.from_1904 = False

    def read(self, chunks: Iterable[bytes]) -> None:
        """Take in the part of styles."""
        formats: dict[str, str] = {}
        parser, inside = strict(), False

        def start(told: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            local = told.rpartition(":")[2]
            if local == "numFmt":
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif local == "cellXfs":
                inside = True
            elif local == "xf" and inside:
                self._style(attributes.get("numFmtId", "0"), formats)

        def end(told: str) -> None:
            nonlocal inside
            if told.rpartition(":")[2] == "cellXfs":
                inside = False

        parser.StartElementHandler, parser.EndElementHandler = start, end
        feed(parser, chunks)

    def _style(self, number: str, formats: dict[str, str]) -> None:
        if number in formats:
            shown = formats[number].split(";")[0]
            self.spans.append(_SPAN.search(shown) is not None)
            self.days.append(_DAY.search(_ASIDE.sub("", shown)) is not None)
        else:
            known = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
            self.spans.append(known in SPANS)
            self.days.append(known in BUILT_IN)

    def text(self, value: str, style: str) -> str | None:
        """A number as it is meant: a day as year-month-day; None: a length of time, which is no text."""
        at = int(style or 0)
        if value.isdecimal() and not (at < len(self.days) and self.days[at]):
            return str(int(value))
        number = float(value) if _FRACTION.search(value) else int(value)
        if at < len(self.days) and self.days[at]:
            return None if self.spans[at] else self._day(number)
        if isinstance(number, float) and number.is_integer():
            number = int(number)
        return str(number)

    def _day(self, number: float) -> str:
        try:
            whole, part = divmod(number, 1)
            left = dt.timedelta(milliseconds=round(part * 86_400_000))
            if 0 <= number < 1 and not left.days:
                return str((FROM_1900 + left).time())
            if 0 < number < 60 and not self.from_1904:
                whole += 1  # Excel believes in 29 February 1900
            begin = FROM_1904 if self.from_1904 else FROM_1900
            return (begin + dt.timedelta(days=whole) + left).date().isoformat()
        except (OverflowError, ValueError):
            return "#VALUE!"


def shared_texts(chunks: Iterable[bytes], longest: int) -> list[str]:
    """The texts that cells share, each at most so long; what only tells how to pronounce one is left out."""
    found: list[str] = []
    said: list[str] = []
    parser, inside, aside = strict(), False, 0

    def start(told: str, attributes: dict[str, str]) -> None:
        nonlocal inside, aside
        local = told.rpartition(":")[2]
        aside += local == "rPh"
        inside = local == "t" and not aside

    def end(told: str) -> None:
        nonlocal inside, aside
        local = told.rpartition(":")[2]
        aside -= local == "rPh"
        inside = False
        if local == "si":
            found.append("".join(said)[:longest])
            said.clear()

    def text(data: str) -> None:
        if inside:
            said.append(data)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    feed(parser, chunks)
    return found


def column_of(letters: str) -> int:
    """«A» is 0."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


class Sheet:
    """Reads one sheet with ``parser`` and then gives its ``lines``."""

    def __init__(self, shared: list[str], styles: Styles, bounds: dict[str, Any]) -> None:
        self.shared, self.styles, self.bounds = shared, styles, bounds
        self.rows: dict[int, dict[int, str | None]] = {}
        self.merged: list[tuple[int, int, int, int, str]] = []
        self.count = self.area = self.swallowed = self.row = 0
        self.column, self.last_row, self.said_row = -1, 0, "0"
        self.kind = self.style = ""
        self.said: list[str] = []
        self.taking = self.formula = False
        self.aside = 0
        self._columns: dict[str, int] = {}
        self.parser = strict()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, told: str, attributes: dict[str, str]) -> None:
        local = told.rpartition(":")[2] if ":" in told else told
        if local == "c":
            self._cell(attributes)
        elif local == "v" or local == "t":
            self.taking = not self.aside
        elif local == "f":
            self.formula = True
        elif local == "row":
            self._row(attributes)
        elif local == "rPh":
            self.aside += 1
        elif local in ("mergeCell", "hyperlink"):
            self._block(local, attributes.get("ref", ""))

    def _row(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r")
        self.row = self._number(told) if told is not None else self.row + 1
        self.said_row = str(self.row)
        self.column = -1

    @staticmethod
    def _number(told: str) -> int:
        if not (told.isascii() and told.isdecimal() and len(told) < 8):
            raise Refused("damaged")
        return int(told)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > self.bounds["cells"]:
            raise Refused("rows")
        told = attributes.get("r")
        if told is None:
            self.column += 1
        else:
            letters = told.rstrip("0123456789")
            if told[len(letters) :] != self.said_row:
                raise Refused("damaged")
            if letters not in self._columns:
                if _LETTERS.fullmatch(letters) is None:
                    raise Refused("damaged")
                self._columns[letters] = column_of(letters)
            self.column = self._columns[letters]
        if self.row > self.bounds["rows"] or self.column >= self.bounds["columns"] or self.row < 1:
            raise Refused("rows")
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.formula = False
        self.said.clear()
        self.last_row = max(self.last_row, self.row)

    def _text(self, data: str) -> None:
        if self.taking:
            self.said.append(data)

    def _end(self, told: str) -> None:
        local = told.rpartition(":")[2] if ":" in told else told
        if local == "c":
            if self.said or self.formula:
                self._keep()
        elif local == "v" or local == "t":
            self.taking = False
        elif local == "rPh":
            self.aside -= 1

    def _keep(self) -> None:
        if self.formula and not self.bounds["values"]:
            value: str | None = None
        else:
            try:
                value = self._value("".join(self.said))
            except (ValueError, IndexError) as problem:
                raise Refused("damaged") from problem
        if value is not None:
            value = value[: self.bounds["cell"]]
            self.bounds["letters"] -= len(value)
            if self.bounds["letters"] < 0:
                raise Refused("letters")
        if value != "":
            self.rows.setdefault(self.row, {})[self.column] = value

    def _value(self, said: str) -> str | None:
        if not said:
            return ""
        if self.kind == "s":
            place = int(said)
            if place < 0:
                raise IndexError
            return self.shared[place]
        if self.kind == "n":
            return self.styles.text(said.strip(), self.style)
        if self.kind == "b":
            return str(bool(int(said)))
        if self.kind == "d":
            return said[:10]
        return said

    def _block(self, local: str, ref: str) -> None:
        """A range that is merged or linked: more cells than a sheet that is taken has, and it is refused."""
        found = _RANGE.fullmatch(ref.strip())
        if found is None:
            raise Refused("blocks")
        left, right = column_of(found[1]), column_of(found[3] or found[1])
        top, bottom = int(found[2]), int(found[4] or found[2])
        left, right, top, bottom = (
            min(left, right),
            max(left, right),
            min(top, bottom),
            max(top, bottom),
        )
        self.area += (right - left + 1) * (bottom - top + 1)
        if self.area > self.bounds["rows"] * self.bounds["columns"]:
            raise Refused("blocks")
        if local == "mergeCell":
            if bottom > self.bounds["rows"] or right >= self.bounds["columns"] or top < 1:
                raise Refused("rows")
            self.swallowed += (right - left + 1) * (bottom - top + 1)
            if self.swallowed > self.bounds["merged"]:
                raise Refused("blocks")
            self.merged.append((top, bottom, left, right, ref.strip().replace("$", "")))
            self.last_row = max(self.last_row, bottom)

    def lines(self) -> Iterator[tuple[int, list[str | None], dict[int, str]]]:
        """Row by row, those with anything in them, and the last one there is."""
        ranges: dict[int, dict[int, str]] = {}
        for top, bottom, left, right, ref in self.merged:
            for row in range(top, bottom + 1):
                held = ranges.setdefault(row, {})
                for column in range(left, right + 1):
                    held[column] = ref
                    if (row, column) != (top, left):
                        self.rows.get(row, {}).pop(column, None)  # swallowed: only the first one speaks
        for row in sorted({*self.rows, *ranges, *([self.last_row] if self.last_row else [])}):
            found, swallowed = self.rows.get(row, {}), ranges.get(row, {})
            width = max((*found, *swallowed), default=-1) + 1
            yield row, [found.get(column, "") for column in range(width)], swallowed
