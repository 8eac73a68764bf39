"""What may stand in a sheet, a zip or a text of somebody else, and what refuses it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cauce.protocol.documents.incoming import check_readable
from cauce.protocol.documents.unpacking import ask
from cauce.protocol.documents.unpacking.workbooks import Line, rows_of
from cauce.protocol.documents.unpacking.zips import unzipped
from tests import hostile

from .test_unpacking import ROOT, a_second_of_processor, refused

# ---- the files of the findings

MEASURE = """
import json, resource, sys
from cauce.protocol.documents import unpacking
from cauce.protocol.documents.unpacking import Unread
from cauce.protocol.documents.unpacking.workbooks import rows_of
unpacking.PATIENCE = 120.0
try:
    rows_of(sys.stdin.buffer.read(), rows=20_000, columns=80, cell=60_000)
    reason = ""
except Unread as problem:
    reason = problem.reason
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([reason, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (hostile.two_million_empty_cells, "rows"),
        (hostile.two_bytes_a_letter, "encoding"),
        (hostile.one_long_text_in_many_cells, "letters"),
        (hostile.all_cells_merged_into_one, "blocks"),
    ],
)
def test_a_sheet_that_unfolds_is_refused_within_five_seconds_and_three_hundred_megabytes(made, reason):
    body = made()
    assert len(body) < 200_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], input=body, capture_output=True, check=True, cwd=ROOT
    )
    why, seconds, memory = json.loads(done.stdout)
    assert why == reason and seconds < 5 and memory < 300_000_000


def read(body: bytes) -> list[Line]:
    return rows_of(body, rows=20_000, columns=80, cell=60_000)


def row(cells: str, **parts: str) -> list[list[str | None]]:
    sheet = f'{hostile.BEGIN}<row r="1">{cells}</row>{hostile.END}'
    body = hostile.workbook(**{hostile.SHEET: sheet, **parts})
    return [line[2] for line in read(body)]


def test_a_sheet_is_read_as_excel_writes_it_shared_texts_days_and_what_only_tells_how_to_pronounce():
    shared = "<sst><si><t>Rosa</t></si><si><r><t>Ana </t></r><r><t>Luz</t></r><rPh><t>ア</t></rPh></si></sst>"
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\-mmm\\-yyyy"/>'
        '<numFmt numFmtId="165" formatCode="&quot;día&quot; 0"/><numFmt numFmtId="166" formatCode="[h]:mm"/>'
        '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
        '<xf numFmtId="166"/>'
        "</cellXfs></styleSheet>"
    )
    (cells,) = row(
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"><v>43832</v></c>'
        '<c r="D1" s="2"><v>43832.5</v></c><c r="E1" s="3"><v>43832</v></c><c r="F1"><v>2.50</v></c>'
        '<c r="G1" t="b"><v>1</v></c><c r="H1" t="e"><v>#N/A</v></c><c r="I1" t="str"><f>A1</f><v>x</v></c>'
        '<c r="K1" s="4"><v>1.5</v></c><c r="L1" s="1"><v>60</v></c>'
        '<c r="M1" t="d"><v>2020-01-02T00:00:00</v></c>',
        **{hostile.SHARED: shared, "xl/styles.xml": styles},
    )
    assert cells == [
        "Rosa",
        "Ana Luz",
        "2020-01-02",
        "2020-01-02",
        "43832",
        "2.5",
        "True",
        "#N/A",
        None,
        "",
        None,
        "1900-02-28",
        "2020-01-02",
    ]


def test_a_sheet_that_counts_from_1904_and_puts_a_prefix_before_its_names_is_read_too():
    book = hostile.PARTS["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    sheet = (
        f'<x:worksheet xmlns:x="{hostile.MAIN}"><x:sheetData><x:row><x:c s="0"><x:v>1</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>á</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )
    body = hostile.workbook(**{"xl/workbook.xml": book, "xl/styles.xml": styles, hostile.SHEET: sheet})
    assert read(body) == [(0, 1, ["1904-01-02", "á"], {})]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ('<c r="A2"><v>1</v></c>', "damaged"),
        ('<c r="AAAA1"/>', "damaged"),
        ('<c r="CC1"/>', "rows"),
        ('<c r="A1" t="s"><v>9</v></c>', "damaged"),
        ('<c r="A1" t="s"><v>-1</v></c>', "damaged"),
        ('<c r="A1"><v>nada</v></c>', "damaged"),
        (f'<c r="A1"><v>{"9" * 5000}</v></c>', "damaged"),
        ("<c", "damaged"),
        ('<row r="99999999"/>', "damaged"),
        ('<row r="20001"><c/></row>', "rows"),
        ('<mergeCell ref="A1:B20001"/>', "rows"),
        ('<mergeCell ref="nada"/>', "blocks"),
        ('<hyperlink ref="A1:XFD1048576"/>', "blocks"),
    ],
)
def test_a_cell_that_lies_about_its_place_or_its_value_refuses_the_sheet(cells, reason):
    assert refused(row, cells).reason == reason


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl/vbaProject.bin": "Sub x()"}, "macro"),
        ({"xl/embeddings/a.bin": "x"}, "macro"),
        ({"[Content_Types].xml": '<Types><Override ContentType="a.macroEnabled.x"/></Types>'}, "macro"),
        ({"xl/more.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, "doctype"),
        ({"xl/more.xml": '<?xml version="1.0" encoding="iso-8859-1"?><x/>'}, "encoding"),
        ({"xl/more.xml": "<x>\0</x>"}, "encoding"),
        ({"xl/more.xml": b"<x>\xff</x>"}, "encoding"),
        ({"xl/workbook.xml": "<workbook/>"}, "damaged"),
        ({"_rels/.rels": "<a"}, "damaged"),
        ({"xl\\worksheets\\sheet1.xml": "<x/>"}, "damaged"),
    ],
)
def test_a_part_that_runs_hides_or_is_there_twice_refuses_the_sheet(parts, reason):
    assert refused(read, hostile.workbook(**parts)).reason == reason


def entry(change) -> bytes:
    """A zip of one file, of which one word of the list at its end says something else."""
    body = bytearray(hostile.zipped({"a.yaml": "- id: x\n" * 20}))
    change(body, body.index(b"PK\x01\x02"))
    return bytes(body)


def _put(offset: int, data: bytes):
    def change(body: bytearray, at: int) -> None:
        body[at + offset : at + offset + len(data)] = data

    return change


def _unnamed(body: bytearray, at: int) -> None:
    body[at + 28 : at + 30] = b"\0\0"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (hostile.zipped({"../a.yaml": "x"}), "name"),
        (hostile.zipped({"/etc/passwd": "x"}), "name"),
        (hostile.zipped({"content/../../a": "x"}), "name"),
        (hostile.zipped({"c:\\a": "x"}), "name"),
        (hostile.zipped({"a\x1b.yaml": "x"}), "name"),
        (hostile.zipped({"a" * 201: "x"}), "name"),
        (hostile.zipped({"a.yaml": hostile.zipped({"b": "x"})}), "nested"),
        (lambda: hostile.zipped({"a.yaml": "0" * 9_000_000}), "bomb"),
        (hostile.zipped({f"{n}.yaml": "0" * 60_000 for n in range(20)}), "bomb"),
        (hostile.zipped({f"{n}.yaml": "" for n in range(41)}), "files"),
        (entry(_put(38, (0o120777 << 16).to_bytes(4, "little"))), "link"),
        (entry(_put(8, b"\x01\x00")), "locked"),
        (entry(_put(10, b"\x0c\x00")), "method"),
        (entry(_put(16, b"\0\0\0\0")), "damaged"),
        (b"no es un zip", "damaged"),
        (b"", "damaged"),
        # What a fuzzer found: a name of no letter, and a place before the beginning.
        (entry(_unnamed), "damaged"),
        (entry(_put(42, b"\xff\xff\xff\x7f")), "damaged"),
    ],
)
def test_a_zip_that_leaves_its_folder_unfolds_or_lies_is_refused_with_its_reason(body, reason):
    body = body() if callable(body) else body
    assert refused(unzipped, body, files=40, size=1_000_000).reason == reason


def test_of_a_zip_with_one_bad_entry_the_others_may_still_be_taken():
    body = hostile.zipped({"a.yaml": "á", "../b.yaml": "x", "c.yaml": b"\xff", "d/": ""})
    found = unzipped(body, files=3, size=1_000, each=True)
    assert found.files == {"a.yaml": "á".encode(), "c.yaml": b"\xff"} and found.refused == {
        "../b.yaml": "name"
    }


def test_a_zip_is_read_from_its_place_on_the_disk_without_being_held_here(tmp_path):
    (tmp_path / "a.zip").write_bytes(hostile.zipped({"a.csv": "id\n", "b.txt": "x"}))
    with (tmp_path / "a.zip").open("rb") as file:
        assert unzipped(file, files=9, size=99, endings=(".csv",)).files == {"a.csv": b"id\n"}


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "doctype"),
        ("<a>" * 30 + "</a>" * 30, "deep"),
        ("<a>" + "<b/>" * 100 + "</a>", "elements"),
        ("<a>", "damaged"),
        ("", "damaged"),
        ("<a/>".encode("utf-16"), "encoding"),
        ("<a/>".encode("utf-16-le"), "encoding"),
    ],
)
def test_markup_of_another_alphabet_with_a_type_or_without_end_is_refused(xml, reason):
    body = xml if isinstance(xml, bytes) else xml.encode()
    assert refused(ask, "markup", body, str, elements=100, depth=20).reason == reason


def test_texts_of_content_that_take_too_long_are_refused_and_mistakes_in_them_are_not(monkeypatch):
    check_readable(
        {"a.yaml": "- {id: x", "b.yaml": "&a [*a, *a", "c.md": "- {" * 9, "d.yaml": "a: 1\na: 2\n"}
    )
    a_second_of_processor(monkeypatch)
    assert refused(check_readable, {"a.yaml": "- [a]\n" * 66_000}).reason == "time"
