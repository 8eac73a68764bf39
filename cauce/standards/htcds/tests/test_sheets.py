"""The files that leave: CSV with official names, and the official spreadsheet's layout."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from cauce.content.cells import harmless
from cauce.content.errors import BadInput, Unknown
from cauce.standards.htcds import catalogue
from cauce.standards.htcds.collect import collect
from cauce.standards.htcds.model import Organisation
from cauce.standards.htcds.sheets import referrals_csv, to_csv, to_xlsx

from .people import ROSA, TOMAS

BOTH = collect([ROSA, TOMAS])


def _sheet(export):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(export.rows)))["Case Sheet"]


def test_the_csv_has_official_names_and_system_values():
    rosa, tomas = csv.DictReader(io.StringIO(to_csv(BOTH.rows)))
    assert tuple(rosa) == catalogue.live_fields()
    assert rosa["vic_MethodsOfControl"] == "DebtBondage;Other;FalsePromises"
    assert rosa["con_Consent"] == "true"
    assert (tomas["cas_Status"], tomas["vic_MethodsOfControl"]) == ("Active", "")


def test_the_spreadsheet_hides_names_and_shows_labels_that_agree():
    sheet = _sheet(BOTH)
    assert sheet.row_dimensions[1].hidden
    assert sheet["A3"].value == 1
    for field in catalogue.template_fields():
        assert sheet[f"{field.column}1"].value == field.field
        assert sheet[f"{field.column}2"].value == field.label
    assert sheet["N1"].value == "prs_MailingStreet"
    assert sheet["T1"].value == "vic_TraffickingStatusDecisionMakingOrg"
    assert sheet["AJ1"].value == "cas_ReasonForOutgoingReferral"
    assert sheet["AN2"].value is None


def test_the_spreadsheet_uses_the_wording_of_the_official_lists():
    sheet = _sheet(BOTH)
    assert sheet["I3"].value == "Mexico;United States of America"
    assert sheet["H3"].value == "Feminine"
    assert sheet["S3"].value == "Actual victim of trafficking"
    assert sheet["W3"].value == "Debt bondage;Other;False promises"
    assert sheet["AK3"].value.date().isoformat() == "2026-11-23"
    assert sheet["D3"].value is None


def test_single_choices_are_checked_again_in_the_spreadsheet():
    sheet = _sheet(BOTH)
    checked = {str(rule.sqref).split(":")[0] for rule in sheet.data_validations.dataValidation}
    assert checked == {"H3", "S3", "T3", "Y3", "AB3", "AF3", "AJ3"}


@pytest.mark.parametrize("name", ["=1+1", "@x", "+cmd", "-2+3", "\t=1", "a\x07b"])
def test_no_name_of_an_organisation_becomes_a_formula(name):
    case = replace(TOMAS, organisation=Organisation(name=name), owner=name, referrals_out=())
    export = collect([case])
    cell = _sheet(export)["B3"]
    assert cell.data_type == "s"
    written = next(csv.DictReader(io.StringIO(to_csv(export.rows))))["org_Name"]
    assert written[:1] not in ("=", "@", "\t", "+", "-")


def test_a_telephone_is_left_as_it_is():
    assert harmless("+525555550101") == "+525555550101"


def test_emoji_and_long_names_survive():
    name = "Consulado 🌵 " + "ñ" * 400
    export = collect([replace(TOMAS, organisation=Organisation(name=name))])
    assert next(csv.DictReader(io.StringIO(to_csv(export.rows))))["org_Name"] == name
    assert to_xlsx(export.rows)


def test_referrals_stand_apart_only_where_a_row_cannot_hold_them():
    rows = list(csv.DictReader(io.StringIO(referrals_csv(BOTH.rows))))
    assert [one["row"] for one in rows] == ["1", "1", "1"]
    assert {one["cas_ReferredOrganisation"] for one in rows} >= {"Bufete Luz"}
    assert referrals_csv(collect([TOMAS]).rows) is None


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_writes_its_file_its_referrals_and_its_report(tmp_path, form):
    out = tmp_path / f"cases.{form}"
    written = BOTH.write(form, out)
    assert {path.name for path in written} == {
        out.name,
        "cases.referrals.csv",
        "cases.report.json",
    }
    assert sorted(tmp_path.iterdir()) == sorted(written)
    report = json.loads((tmp_path / "cases.report.json").read_text(encoding="utf-8"))
    assert report["rows"] == 2
    assert {fix["columns"] for fix in report["template_fixes"]} == {"N-R", "T", "AJ"}
    assert all(one["es"] and one["en"] for one in report["losses"])


def test_a_folder_that_does_not_exist_leaves_nothing_and_tells_the_cure(tmp_path):
    with pytest.raises(BadInput) as caught:
        BOTH.write("csv", tmp_path / "absent" / "cases.csv")
    assert "folder" in caught.value.text("en")
    assert list(tmp_path.iterdir()) == []


def test_another_format_is_refused_by_name():
    with pytest.raises(Unknown):
        BOTH.content("xls")


def test_no_cases_is_an_empty_file_with_its_head():
    assert to_csv(()).count("\r\n") == 1
    assert _sheet(collect([]))["A3"].value is None
