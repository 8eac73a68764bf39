"""A workbook (XLSX) as rows of texts, counted while it is read: nothing of it is run or worked out.

A library that builds a sheet in memory makes an object for every cell that a file names, empty or not, and
counts afterwards. Here a cell that holds nothing costs nothing, and the first one too many ends it.
"""

from __future__ import annotations

import posixpath

from . import packed
from .cells import Sheet, Styles, shared_texts
from .markup import feed, strict
from .refused import Refused

TYPE_CHECKING = False  # see child.py
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

RUNS = ("vbaproject", "activex", "embeddings/", "macrosheets", "dialogsheets", "ctrlprops")
OFFICE = "officeDocument/2006/relationships"


def read(file: BinaryIO, bounds: dict[str, Any]) -> Iterator[Any]:
    """``[sheet, row, cells, merged]`` for each row with anything in it; sheets are numbered from 0.

    A cell is a text, or null where a formula stands; ``merged``: column → the range that swallowed it.
    Bounds: ``files``, ``bytes``, ``ratio``, ``small`` (see ``packed``), ``rows``, ``columns``, ``cells``
    and ``letters`` of all sheets together, ``cell`` letters of one, ``all``: every sheet, not only the
    first that is shown, ``values``: what another program last worked out of a formula, not null.
    """
    book = _Book(packed.opened(file, bounds["files"]), bounds)
    for number, part in enumerate(book.sheets()):
        sheet = Sheet(book.shared, book.styles, bounds)
        feed(sheet.parser, book.part(part))
        bounds["cells"] -= sheet.count  # of all sheets together
        for row, cells, merged in sheet.lines():
            yield [number, row, cells, merged]


class _Book:
    """The parts of a workbook, each looked at before any is read."""

    def __init__(self, zipped: Any, bounds: dict[str, Any]) -> None:
        self.zipped, self.bounds = zipped, bounds
        self.meter = packed.Meter(bounds["bytes"])
        self.parts = {}
        for one in zipped.infolist():
            packed.check(one, bounds["ratio"], bounds["small"])
            name = one.filename.replace("\\", "/")
            if any(word in name.casefold() for word in RUNS):
                raise Refused("macro")
            if name in self.parts:  # one reader would take the first, another the last
                raise Refused("damaged")
            self.parts[name] = one
        self.shared: list[str] = []
        self.styles = Styles()
        self._seen: set[str] = set()

    def part(self, name: str) -> Iterator[bytes]:
        """One part; a name that the file has not is damage."""
        if name not in self.parts:
            raise Refused("damaged")
        self._seen.add(name)
        return self.meter.chunks(self.zipped, self.parts[name])

    def _elements(self, name: str, *wanted: str) -> list[tuple[str, dict[str, str]]]:
        """The elements of a small part that have one of these names, in their order."""
        found: list[tuple[str, dict[str, str]]] = []
        parser = strict()

        def start(told: str, attributes: dict[str, str]) -> None:
            local = told.rpartition(":")[2]
            if local in wanted:
                found.append((local, attributes))
                if len(found) > self.bounds["files"]:
                    raise Refused("damaged")

        parser.StartElementHandler = start
        feed(parser, self.part(name))
        return found

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id → the last word of its type, and the part that it leads to."""
        folder, last = posixpath.split(name)
        found = {}
        for _, told in self._elements(posixpath.join(folder, "_rels", f"{last}.rels"), "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, told.get("Target", "")))
            found[told.get("Id", "")] = (
                told.get("Type", "").rpartition("/")[2],
                target.lstrip("/"),
            )
        return found

    def sheets(self) -> list[str]:
        """The parts of the sheets that are wanted; what they share has been read."""
        self._refuse_macros()
        whole = [part for kind, part in self._relations("").values() if kind == "officeDocument"]
        book = whole[0] if whole else "xl/workbook.xml"
        leads = self._relations(book)
        chosen = []
        for local, told in self._elements(book, "sheet", "workbookPr"):
            if local == "workbookPr":
                self.styles.from_1904 = told.get("date1904") in ("1", "true")
                continue
            place = next((value for key, value in told.items() if key.rpartition(":")[2] == "id"), "")
            kind, part = leads.get(place, ("", ""))
            hidden = told.get("state", "visible") != "visible"
            if kind == "worksheet" and not (hidden and not self.bounds["all"]):
                chosen.append(part)
        if not chosen:
            raise Refused("damaged")
        for kind, part in leads.values():
            if kind == "styles":
                self.styles.read(self.part(part))
            elif kind == "sharedStrings":
                self.shared = shared_texts(self.part(part), self.bounds["cell"])
        chosen = chosen if self.bounds["all"] else chosen[:1]
        self._refuse_unread(chosen)
        return chosen

    def _refuse_macros(self) -> None:
        for _, told in self._elements("[Content_Types].xml", "Override", "Default"):
            if "macroEnabled" in told.get("ContentType", "") or "vbaProject" in str(told):
                raise Refused("macro")

    def _refuse_unread(self, chosen: list[str]) -> None:
        """What is not needed is no way round either: it is well formed, and of no document type."""
        for name in self.parts:
            if name.endswith((".xml", ".rels")) and name not in self._seen and name not in chosen:
                feed(strict(), self.part(name))
