"""Only totals come in: whatever looks like a person is refused, with its line, its reason and its cure."""

from __future__ import annotations

import pytest

from cauce.content.errors import BadInput
from cauce.rules.totals import COLUMNS, columns_of, judge

NUMBER = "DIRR990504" + "MPLZSS08"  # of nobody, and never whole in this file
GOOD = {
    "organisation": "Refugio Alfa (ejemplo)",
    "since": "2024-01-01",
    "until": "31/12/2024",
    "definition": "TVPA, 22 U.S.C. 7102",
    "unit": "personas",
    "place": "Texas",
    "breakdown": "",
    "value": "1,250",
    "smallest": "10",
    "terms": "Convenio del 2024-02-01",
    "attested": "Dirección de estadística, oficio 14",
}


def _one(**changed):
    return judge([(2, GOOD | changed)])


def test_a_total_is_kept_with_all_that_it_needs_to_be_understood():
    (total,) = _one(breakdown="Edad=18-24; sexo=Mujer").kept
    assert (total.value, total.smallest, total.unit) == (1250, 10, "person")
    assert (total.since.isoformat(), total.last_day.isoformat()) == ("2024-01-01", "2024-12-31")
    assert total.told == "edad=18-24; sexo=mujer"
    assert _one(breakdown="sexo=Mujer; Edad=18-24").kept[0].key == total.key


@pytest.mark.parametrize(
    "name",
    [
        "Nombre",
        "apellidos",
        "First Name",
        "DOB",
        "fecha de nacimiento",
        "CURP",
        "A-number",
        "case_id",
        "folio",
        "e-mail",
        "Teléfono",
        "Domicilio",
        "id",
        "client",
    ],
)
def test_a_file_with_a_column_of_people_is_not_read_at_all(name):
    with pytest.raises(BadInput) as caught:
        columns_of([*COLUMNS, name])
    assert "lista de personas" in caught.value.text("es")


def test_spanish_names_of_columns_are_known_and_a_missing_one_is_named():
    spanish = [
        "Organización",
        "desde",
        "hasta",
        "definición",
        "unidad",
        "lugar",
        "desglose",
        "valor",
        "celda mínima",
        "condiciones",
        "responde",
    ]
    assert columns_of(spanish) == list(COLUMNS)
    with pytest.raises(BadInput) as caught:
        columns_of(spanish[:-1])
    assert "attested" in caught.value.text("en")


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("value", "1", "one person"),
        ("value", "9", "smallest cell"),
        ("value", "<10", "whole number"),
        ("value", "-4", "whole number"),
        ("value", "12.5", "whole number"),
        ("value", "", "Missing"),
        ("since", "enero", "no date"),
        ("until", "2024-01-15", "shorter"),
        ("unit", "noches", "counts people"),
        ("terms", "", "Missing"),
        ("attested", "", "Missing"),
        ("smallest", "", "Missing"),
        ("place", "Rosa, 4 de mayo: 04/05/1999", "point at"),
        ("place", "rosa@example.org", "point at"),
        ("definition", f"CURP {NUMBER}", "point at"),
        ("attested", "Tel. 55 5555 0101 22", "point at"),
        ("breakdown", "nombre=rosa", "personal information"),
        ("breakdown", "mujeres", "cannot be read"),
        ("breakdown", "sex=woman; age=18-24; state=21", "more than 2"),
        ("place", "x" * 201, "too long"),
    ],
)
def test_a_row_that_is_no_total_is_refused_with_its_reason_and_its_cell_is_not_repeated(column, value, word):
    found = _one(**{column: value})
    assert found.kept == ()
    (no,) = found.refused
    assert (no.line, no.column) == (2, column)
    assert word in no.why.en and no.why.es and no.cure.es and no.cure.en
    if len(value) > 3:
        assert value not in no.why.en + no.cure.en + no.why.es


def test_a_small_part_is_refused_though_the_same_number_of_everybody_is_kept():
    assert _one(value="9", smallest="3").kept[0].value == 9
    (no,) = _one(value="9", smallest="3", breakdown="sex=woman").refused
    assert "fewer than 10" in no.why.en
    assert _one(value="0", breakdown="sex=woman").kept


def test_the_good_are_kept_beside_the_refused_and_a_row_that_stands_twice_is_one():
    rows = [
        (2, GOOD),
        (3, GOOD | {"value": "x"}),
        (4, GOOD | {"value": "7000"}),
        (5, GOOD | {"place": "Iowa"}),
    ]
    found = judge(rows)
    assert [one.line for one in found.kept] == [2, 5]
    assert [(one.line, one.column) for one in found.refused] == [(3, "value"), (4, "value")]


def test_one_row_a_person_is_recognised_whatever_its_columns_are_called():
    with pytest.raises(BadInput) as caught:
        judge([(n, GOOD | {"value": "1", "place": f"Pueblo {n}"}) for n in range(2, 10)])
    assert "one row a person" in caught.value.text("en")
