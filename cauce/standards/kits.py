"""Numbered kits of blank sheets as one PDF: every page bears the number, and which sheet it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.model_kits import KitLine
from cauce.intake.kits.models import Kit
from cauce.intake.kits.printed import Marked, content_of, instrument_of, sheets_of
from cauce.protocol.documents.paper import pdf
from cauce.protocol.documents.toolsheet import YES_NO, Line, Part
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import code_of
from cauce.standards.qr import picture
from cauce.standards.sheet import sections_of

TEMPLATE = "documents/kits.html"
FILE = "hojas"  # the name of the file tells nothing
TITLE = {"es": "Hojas", "en": "Sheets"}
AT_ONCE = 5  # kits of one file: as many as are drawn while somebody waits


def mark(kit: Kit, marked: Marked) -> str:
    """What the QR code of a sheet holds: number, sheet, version and hash; nothing about the matter."""
    return f"cauce:{kit.number}:{marked.place}:{marked.version}:{marked.hash}"


def _line(one: KitLine, language: str) -> Line:
    label = one.label[language]
    if one.kind == "table":
        heads = tuple((head[language], False) for head in one.columns)
        return Line("table", label, heads=heads, rows=(("",) * len(heads),) * one.rows, wide=True)
    if one.kind == "yes_no":
        marks = tuple((words[language], False) for _, words in YES_NO)
        return Line("ticks", label, ticks=marks, wide=len(label) > 60)
    return Line(one.kind, label, wide=one.kind == "lines" or len(label) > 60)


def _shown(kit: Kit, marked: Marked, note: str) -> dict[str, Any]:
    language, sheet, instrument = kit.language, marked.sheet, instrument_of(marked)
    code = code_of(current_edition(), instrument.id) if instrument is not None else FILE
    found = {
        "number": kit.number,
        "place": marked.place,
        "of": marked.of,
        "title": sheet.title[language],
        "code": f"{code} · {marked.version}-{marked.hash[:8]}",
        "mark": marked.hash[:16],
        "qr": picture(mark(kit, marked)),
        "apart": sheet.apart,
        "blank": True,
        "instrument": instrument,
        "note": note if marked.place == 1 else "",
    }
    if instrument is not None:
        found |= {"sections": sections_of(instrument), "ticks": instrument.answers == "ticks"}
    else:
        lines = tuple(_line(one, language) for one in sheet.lines)
        found["part"] = Part(id=sheet.id, title="", lines=lines)
    return found


def sheets_shown(kits: Sequence[Kit]) -> list[dict[str, Any]]:
    """Every sheet of every kit, in order, as ``documents/kits.html`` shows it."""
    found = []
    for kit in kits:
        note = content_of(kit).note[kit.language]
        found += [_shown(kit, marked, note) for marked in sheets_of(kit)]
    return found


def files_of(kits: Sequence[Kit]) -> list[Sequence[Kit]]:
    """The kits of a batch as they come on paper, in their order: a few in each file."""
    return [kits[start : start + AT_ONCE] for start in range(0, len(kits), AT_ONCE)]


def kits_pdf(kits: Sequence[Kit]) -> bytes:
    """The kits as one PDF, in the language in which they were asked for (that of the first)."""
    language = kits[0].language
    return pdf(TEMPLATE, {"sheets": sheets_shown(kits)}, language=language, title=TITLE[language])
