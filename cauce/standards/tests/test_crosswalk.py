"""Nothing is unaccounted for: every field, column and datum has its counterpart or its reason."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from cauce.content.errors import Unknown
from cauce.content.loader import load_edition
from cauce.standards.crosswalk import STANDARDS, report
from cauce.standards.ctdc import catalogue as ctdc
from cauce.standards.htcds import catalogue as htcds
from cauce.standards.htcds.catalogue import reasons, rows_of

ROWS = rows_of("crosswalk_fields", start="")
FREE = ("given", "identity")  # what a crosswalk must say where it comes from


def _named(column):
    return {name for row in ROWS for name in row[column].split(";") if name}


def test_every_field_of_htcds_comes_from_a_datum_of_ours_or_says_why_not():
    fields = htcds.fields()
    assert _named("htcds") <= set(fields)
    for name, one in fields.items():
        if one.treatment in FREE:
            assert name in _named("htcds"), name
        if one.treatment != "given":
            assert one.reason in reasons(), name


def test_every_column_of_ctdc_comes_from_a_datum_of_ours_or_says_why_not():
    columns = ctdc.columns()
    assert _named("ctdc") <= set(columns)
    assert [name for name, one in columns.items() if name not in _named("ctdc") and not one.reason] == []


def test_every_fact_of_a_case_stands_in_the_crosswalk_once_and_what_is_lost_says_why():
    data = [row["datum"] for row in ROWS]
    assert len(data) == len(set(data))
    assert {f"fact:{one}" for one in load_edition().facts} == {d for d in data if d[:5] == "fact:"}
    for row in ROWS:
        assert row["reason"] in {"", *reasons()}, row["datum"]
        assert row["reason"] or (row["htcds"] or row["ctdc"]), row["datum"]
        assert bool(row["title_es"]) == bool(row["title_en"]) == (row["datum"][:5] != "fact:")


def test_what_is_immigration_or_most_personal_goes_nowhere():
    closed = [row for row in ROWS if row["reason"] in ("immigration", "never_shared", "safety")]
    assert len(closed) > 10
    assert {row["htcds"] + row["ctdc"] for row in closed} == {""}


def test_ic_tip_has_its_four_units_and_no_code_was_invented():
    rows = rows_of("ic_tip", start="")
    assert {row["unit"] for row in rows} == {"event", "victim", "perpetrator", "reporting_entity"}
    assert {(row["classification"], row["version"], row["code"], row["status"]) for row in rows} == {
        ("IC-TIP", "2025", "", "not_obtained")
    }
    anchors = {row["anchor_code"] for row in rows if row["anchor_code"]}
    assert anchors == {"0204", "02041"}  # the two that the reference names
    data = {row["datum"].partition(":")[0] for row in rows} - {"per", "fact"}
    assert data <= {row["datum"] for row in ROWS} | {"assessment.purposes"}


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_report_tells_in_both_languages_what_does_not_map(standard, capsys, db):
    found = report(standard, load_edition())
    assert found.of_the_standard
    call_command("crosswalk", standard, "--json")
    document = json.loads(capsys.readouterr().out)
    assert len(document["of_the_standard"]) == len(found.of_the_standard)
    for part in ("of_the_standard", "of_ours", "codes"):
        for one in document[part]:
            assert bool(one["es"]) == bool(one["en"]), one
            assert one["es"] or one["there"] or part == "of_ours", one


def test_another_standard_is_refused_by_name():
    with pytest.raises(Unknown):
        report("hl7", load_edition())


def test_the_command_reads_a_sheet_and_prints_nobody(tmp_path, capsys, db):
    path = tmp_path / "x.csv"
    out = io.StringIO()
    out.write("prs_FirstName,prs_Gender\r\nRosa,Feminine\r\nTomás,Magia\r\n")
    path.write_text(out.getvalue(), encoding="utf-8")
    call_command("crosswalk", "htcds", "--file", str(path), "--json")
    said = capsys.readouterr().out
    assert json.loads(said)["filled"] == {"prs_FirstName": 2, "prs_Gender": 1}
    assert "Rosa" not in said and "Magia" not in said
