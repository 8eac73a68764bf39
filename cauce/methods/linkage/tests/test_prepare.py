"""What the engine is given: a row for each name, each column what the rules say of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cauce.methods.linkage import Record, curp, faults, generator
from cauce.methods.linkage.names import given, surnames
from cauce.methods.linkage.prepare import prepare
from cauce.methods.linkage.sounds import sound


def _rows(*records: Record) -> list[dict]:
    (one,) = prepare({"sipc": records})
    return one.table.to_pylist()


def test_columns_say_what_the_rules_say_of_each_record():
    records = [replace(one.record, list="sipc", curp="") for one in generator.people(400, 5)] + [
        replace(r, id=f"x{r.id}") for r in generator.pair(5, 400, 0, 6).lists["sipc"]
    ]
    records = [replace(one, other_names=()) for one in records]
    for record, row in zip(records, _rows(*records), strict=True):
        name, (first, second) = (
            given(record.given),
            surnames(record.first_surname, record.second_surname),
        )
        assert (row["given_n"], row["k_given"]) == (name.whole, name.key)
        assert tuple(row["given_may"]) == name.may
        assert (row["s1"], row["s2"]) == (first, second or None)
        assert (row["k_s1"] or "", row["k_s2"] or "") == (sound(first), sound(second))
        born = record.birth_date
        assert row["born"] == (born.isoformat() if born else None)
        if born:
            turned = faults.turned(born)
            assert row["turned"] == (turned.isoformat() if turned != born else None)
        if record.curp:
            assert row["curp16"] == curp.clean(record.curp)[:16]
        elif first == (record.first_surname.lower()) and (second or "") == record.second_surname.lower():
            assert (row["curp16"] or "") == curp.derive(record)


def test_a_name_more_is_a_row_more_of_the_same_record():
    who = Record("1", "sipc", "Rosa", "Xool", "Pech", ("Lupita", "Ana Ruiz", "Rosa"), dt.date(1990, 1, 2))
    (one,) = prepare({"sipc": [who, replace(who, id="2", other_names=())]})
    assert one.ids == ("1", "2") and one.of == [0, 0, 0, 1]
    rows = one.table.to_pylist()
    assert [(r["given_n"], r["s1"], r["s2"]) for r in rows] == [
        ("rosa", "xool", "pech"),
        ("lupita", "xool", "pech"),
        ("ana", "ruiz", None),
        ("rosa", "xool", "pech"),
    ]
    assert [r["unique_id"] for r in rows] == [0, 1, 2, 3]


def test_what_is_empty_is_null_and_a_town_tells_its_state():
    (bare,) = _rows(Record("1", "sipc"))
    assert {name for name, value in bare.items() if value is not None} == {"unique_id"}
    (town,) = _rows(Record("1", "sipc", municipality="07023"))
    assert (town["state"], town["municipality"]) == ("07", "07023")
