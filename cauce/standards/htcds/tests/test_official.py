"""Against the official templates and the field list, where they lie beside this checkout."""

from __future__ import annotations

import csv
import io
import json
import warnings

import jsonschema
import openpyxl
import pytest

from cauce.standards.htcds import catalogue
from cauce.standards.htcds.collect import collect
from cauce.standards.htcds.sheets import to_xlsx
from tests.shared import shared

from .people import ROSA, TOMAS

TEMPLATES = [
    ("HTCDS Excel Spreadsheet v2.0.xlsx", "Sheet1"),
    ("HTCDS Excel Spreadsheet single select with validation v2.0.xlsx", "Case Sheet"),
]
# The known defects: what the template's hidden names say, and what they must say.
MENDED = {
    "prs_MailingCity": "prs_MailingStreet",
    "prs_MailingCountry": "prs_MailingCity",
    "prs_MailingState": "prs_MailingState",
    "prs_MailingStreet": "prs_MailingPostalCode",
    "prs_MailingPostalCode": "prs_MailingCountry",
    "vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg",
    None: "cas_ReasonForOutgoingReferral",
}


def _official(name, sheet):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells that it drops the template's rules
        return openpyxl.load_workbook(shared(f"data/htcds/official/{name}"))[sheet]


def _head(sheet, row):
    return [sheet.cell(row, column).value for column in range(2, 40)]


def _ours():
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(collect([ROSA, TOMAS]).rows)))


@pytest.mark.parametrize(("name", "sheet"), TEMPLATES)
def test_the_head_equals_the_official_one_after_the_known_fixes(name, sheet):
    official, ours = _official(name, sheet), _ours()["Case Sheet"]
    mended = [MENDED.get(field, field) for field in _head(official, 1)]
    assert _head(ours, 1) == mended
    assert _head(ours, 2) == [label.strip() for label in _head(official, 2)]
    assert official.row_dimensions[1].hidden == ours.row_dimensions[1].hidden
    assert official.row_dimensions[2].height == ours.row_dimensions[2].height


def test_every_cell_with_a_list_has_the_wording_of_the_official_validation_sheet():
    official = _official(TEMPLATES[1][0], "validation")
    allowed: dict[str, set[str]] = {}
    for column in official.iter_cols(min_row=1):
        words = [cell.value.strip() for cell in column if isinstance(cell.value, str)]
        if words:
            allowed[words[0]] = set(words[1:])
    allowed["Citizenship"] = allowed["Country"]
    ours, checked = _ours()["Case Sheet"], 0
    for field in catalogue.template_fields():
        value = ours[f"{field.column}3"].value
        if field.label in allowed and value is not None:
            assert set(value.split(";")) <= allowed[field.label], field.field
            checked += 1
    assert checked >= 10


def test_every_row_fits_the_flat_schema():
    path = shared("data/htcds/derived/htcds_v2_flat.schema.json")
    checker = jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    for mapped in collect([ROSA, TOMAS]).rows:
        assert [error.message for error in checker.iter_errors(mapped.values)] == []


def test_our_catalogues_are_the_published_ones():
    path = shared("data/htcds/derived/htcds_v2_picklists.csv")
    with path.open(encoding="utf-8", newline="") as file:
        published = {(row["field"], row["value"].strip()) for row in csv.DictReader(file)}
    ours = {(name, value) for name, values in catalogue.picklists().items() for value in values}
    assert ours == published
    with path.with_name("htcds_v2_fields.csv").open(encoding="utf-8", newline="") as file:
        assert [row["field"] for row in csv.DictReader(file)] == list(catalogue.fields())
