"""Files that were made to stop a server: small ones that unfold, name or hide a great deal."""

from __future__ import annotations

import io
import random
import zipfile

SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BEGIN = f'<worksheet xmlns="{MAIN}"><sheetData>'
END = "</sheetData></worksheet>"
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Oculta" sheetId="2" state="hidden" r:id="d"/><sheet name="Casos" sheetId="1" '
        'r:id="a"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    f'<Relationship Id="c" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="d" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    SHEET: BEGIN + END,
    "xl/worksheets/sheet2.xml": BEGIN + '<row r="1"><c r="A1"><v>1</v></c></row>' + END,
    SHARED: f'<sst xmlns="{MAIN}"/>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>',
}


def workbook(**parts: str | bytes) -> bytes:
    """A whole workbook as Excel lays it out, with other parts in the place of its own."""
    return zipped({**PARTS, **parts})


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """A zip of these entries."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, body in entries.items():
            made.writestr(name, body)
    return kept.getvalue()


def two_million_empty_cells() -> bytes:
    """Some hundred kilobytes: what is mixed in keeps it from unfolding a hundred times."""
    noise = random.Random(1).randbytes(80_000).hex()  # noqa: S311 - it is noise, not a secret
    return workbook(**{SHEET: f"{BEGIN}<!--{noise}-->" + f"<row>{'<c/>' * 80}</row>" * 25_000 + END})


def two_bytes_a_letter() -> bytes:
    """A sheet in UTF-16 without a mark, that merges all the cells that there can be."""
    merged = f'{BEGIN}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    return workbook(**{SHEET: merged.encode("utf-16-le")})


def one_long_text_in_many_cells() -> bytes:
    """Some kilobytes that say three thousand million letters."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    noise = random.Random(2).randbytes(30_000).hex()  # noqa: S311
    return workbook(**{SHEET: BEGIN + rows + END, SHARED: f"<sst><si><t>{noise}</t></si></sst>"})


def all_cells_merged_into_one() -> bytes:
    """Under a kilobyte that names a million and a half cells, and would be kept as thirty megabytes."""
    block = '<mergeCells><mergeCell ref="A2:CB20000"/></mergeCells></worksheet>'
    return workbook(**{SHEET: f"{BEGIN}</sheetData>{block}"})
