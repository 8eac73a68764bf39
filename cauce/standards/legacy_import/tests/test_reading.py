"""What is read of an ugly spreadsheet, what is asked about it, and why a row is refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from cauce.cases.legacy_case import Earlier
from cauce.content.errors import BadInput
from cauce.protocol.editions.access import current_edition
from cauce.standards.legacy_import import Answers, Table, questions, read_answers, read_table, suggested
from cauce.standards.legacy_import.column_mapping import check_free
from cauce.standards.legacy_import.days import is_double, read_day
from cauce.standards.legacy_import.judging import Judge
from tests.cast import today
from tests.hostile import one_long_text_in_many_cells, two_bytes_a_letter
from tests.uglysheet import ANSWERS, HEADS, TOLD, ugly


@pytest.fixture
def edition(db):
    return current_edition()


def judged(edition, table: Table, answers: dict) -> dict[int, Earlier | list]:
    one = Judge(edition, table, read_answers(edition, answers), today())
    return {row.line: one.row(row) for row in table.rows}


def sheet(*rows: str) -> Table:
    return read_table("\n".join(rows).encode())


def test_it_finds_the_headings_below_a_title_and_every_row_with_anything_in_it(edition):
    table = read_table(ugly())
    assert table.heads == HEADS and table.above == 2
    assert [row.line for row in table.rows] == list(range(4, 13))
    assert Table.from_json(table.as_json()) == table


def test_free_text_and_days_that_could_be_two_are_asked_and_never_guessed(edition):
    table = read_table(ugly())
    first = suggested(edition, table, Answers())
    asked = {(one.kind, one.head) for one in questions(edition, table, first)}
    assert asked == {("column", "obs."), ("order", "Fecha de ingreso")}
    order = next(one for one in questions(edition, table, first) if one.kind == "order")
    assert (order.column, order.count, order.hints["dmy"]) == ("E", 1, 1), "25/03 is only a hint"
    settled = suggested(edition, table, read_answers(edition, ANSWERS))
    assert questions(edition, table, settled) == []
    # The same post's next file, with other words, asks only about those.
    again = sheet("Núm.,Estatus,obs.", "H-9,quién sabe,algo")
    left = questions(edition, again, suggested(edition, again, read_answers(edition, ANSWERS)))
    assert [(one.kind, one.word) for one in left] == [("word", "quien_sabe")]


def test_every_row_is_a_case_or_refused_with_its_line_its_column_what_and_the_cure(edition):
    found = judged(edition, read_table(ugly()), ANSWERS)
    good = {line for line, one in found.items() if isinstance(one, Earlier)}
    assert good == {4, 5, 10, 11}
    why = {
        line: [(r.column, r.head, r.what.es) for r in one] for line, one in found.items() if line not in good
    }
    assert why[6][0][:2] == ("B", "Nombre") and "dos personas" in why[6][0][2]
    for line in (7, 8):
        assert why[line][0][:2] == ("E", "Fecha de ingreso") and "E7:E8" in why[line][0][2]
    assert why[9][0][0] == "F" and "fórmula" in why[9][0][2]
    assert why[12] == [("A", "Núm.", "Ese número ya está en el renglón 4.")]
    assert all(r.cure.es and r.cure.en for one in found.values() if isinstance(one, list) for r in one)


def test_a_row_keeps_what_may_be_kept_each_where_it_belongs(edition):
    found = judged(edition, read_table(ugly()), ANSWERS)
    rosa, julia, irma = found[4], found[5], found[10]
    assert rosa.identity == {
        "given_names": "Rosa",
        "first_surname": "Ejemplo",
        "birth_date": "1990-05-02",
        "phone": "713 555 0101",
    }
    assert rosa.began == dt.date(2019, 3, 25) and julia.began == dt.date(2019, 4, 3)
    assert rosa.facts["risk.level"] == "high"
    # The age was said in 2019: it is at least so many years more.
    assert rosa.facts["person.age"] == 29 + (today() - rosa.began).days // 366
    assert rosa.note == f"obs.: {TOLD}" and TOLD not in str(rosa.facts)
    assert (irma.closed, "Rosa" in repr(rosa)) == (dt.date(2023, 9, 30), False)
    # Answered the other way, the same cell is another day.
    other = ANSWERS | {"orders": {"Fecha de ingreso": "mdy"}}
    turned = judged(edition, read_table(ugly()), other)
    assert turned[5].began == dt.date(2019, 3, 4) and isinstance(turned[4], list)


def test_free_text_becomes_no_datum_even_if_somebody_says_so(edition):
    table = read_table(ugly())
    said = read_answers(edition, ANSWERS | {"columns": ANSWERS["columns"] | {"obs.": "known_as"}})
    with pytest.raises(BadInput) as wrong:
        check_free(edition, table, said)
    assert wrong.value.where == "obs."
    # What waits for consent is no place to go at all.
    waits = {"columns": {"x": "conclusion.status"}}
    assert not read_answers(edition, waits).columns


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2019-04-03", "", dt.date(2019, 4, 3)),
        ("3 de abril de 2019", "", dt.date(2019, 4, 3)),
        ("3-abr-2019", "", dt.date(2019, 4, 3)),
        ("25/04/2019", "", dt.date(2019, 4, 25)),
        ("03/04/2019", "", None),
        ("03/04/2019", "dmy", dt.date(2019, 4, 3)),
        ("03/04/2019", "mdy", dt.date(2019, 3, 4)),
        ("25/04/2019", "mdy", None),
        ("03/04/19", "dmy", None),
        ("43558", "", None),
        ("30/02/2019", "dmy", None),
    ],
)
def test_a_day_is_read_in_one_way_or_not_at_all(text, order, day):
    assert read_day(text, order) == day
    assert is_double(text) == (text == "03/04/2019")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("Folio,Estatus,Fecha cierre", "1,cerrado,"), "no dice cuándo"),
        (("Folio,Estatus,Fecha cierre", "1,abierto,2023-01-01"), "tiene fecha de cierre"),
        (("Folio,Fecha cierre", "1,2019-01-01"), "plazos de conservación"),
        (("Folio,Fecha ingreso,Fecha cierre", "1,2023-02-01,2023-01-01"), "antes de empezar"),
        (("Folio,Fecha ingreso", "1,2090-01-01"), "futuro"),
        (("Folio,Edad", "1,30"), "no hay fecha de inicio"),
        (("Folio,Nombre", "1,Rosa / Ana"), "dos personas"),
        (("Folio,Fecha nacimiento", "1,2090-01-01"), "no puede ser"),
        (("Folio,Nombre", ",=1+1"), "fórmula"),
        (("Estatus,Riesgo", "abierto,bajo"), "No dice de quién es"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(edition, rows, says):
    table = sheet(*rows)
    answers = suggested(edition, table, Answers()).as_json()
    (found,) = judged(edition, table, answers).values()
    assert isinstance(found, list) and says in found[0].what.es


SHEET = "xl/worksheets/sheet1.xml"


def _zip(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(ugly())) as good,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for one in good.infolist():
            bad.writestr(one.filename, parts.pop(one.filename, None) or good.read(one))
        for name, body in parts.items():
            bad.writestr(name, body)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "vacío"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "contraseña"),
        (b"PK\x03\x04nada", "abrir"),
        (_zip(**{"xl/vbaProject.bin": b"Sub x()"}), "macros"),
        (_zip(**{"xl/bomb.xml": b"0" * 40_000_000}), "desdobla"),
        (_zip(**{"xl/more.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "abrir"),
        (_zip(**{"xl/more.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".encode("utf-16-le")}), "abrir"),
        (_zip(**{SHEET: b'<x:mergeCells><x:mergeCell ref="A1:D1048576"/></x:mergeCells>'}), "bloque"),
        (_zip(**{SHEET: b"<hyperlink r:id='rId1' ref = 'A1:XFD1048576'/>"}), "bloque"),
        (two_bytes_a_letter(), "abrir"),
        (one_long_text_in_many_cells(), "más de lo que se toma"),
        (b"solo una columna\n1\n2\n", "títulos"),
        (b"a,b\n\x00,1\n", "abrir"),
    ],
)
def test_a_file_that_could_run_unfold_or_lie_is_refused_before_it_is_opened(body, says):
    with pytest.raises(BadInput) as wrong:
        read_table(body)
    assert says in wrong.value.es and wrong.value.cure_es


def test_a_csv_of_an_old_excel_is_read_with_its_accents_and_says_so():
    table = read_table("Número;Nombre\nH-1;Núria\n".encode("cp1252"))
    assert table.rows[0].cells == ("H-1", "Núria") and table.encoding == "Windows-1252"


def test_a_cell_too_long_for_a_note_is_refused_with_its_row_and_never_cut_without_a_word(edition):
    table = sheet("Folio,obs.", f"1,{'a' * 25_000}", f"2,{'a' * 60_000}")
    found = judged(edition, table, {"columns": {"Folio": "number", "obs.": "note"}})
    assert isinstance(found[2], Earlier) and len(found[2].note) == len("obs.: ") + 25_000
    assert isinstance(found[3], list) and "notas pasan" in found[3][0].what.es
