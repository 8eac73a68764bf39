"""What leaves is read back as it was, and the official template survives its own defects."""

from __future__ import annotations

import io
import warnings

import openpyxl
import pytest

from cauce.content.errors import BadInput
from cauce.standards.htcds import catalogue
from cauce.standards.htcds.collect import collect
from cauce.standards.htcds.reading import read_csv, read_xlsx
from cauce.standards.htcds.sheets import to_csv, to_xlsx
from tests.shared import shared

from .people import ROSA, TOMAS

BOTH = collect([ROSA, TOMAS])


def test_the_spreadsheet_and_the_csv_read_back_what_was_written():
    in_sheet = [one.field for one in catalogue.template_fields()]
    for read, names in (
        (read_xlsx(to_xlsx(BOTH.rows)), in_sheet),
        (read_csv(to_csv(BOTH.rows)), catalogue.live_fields()),
    ):
        assert read.notes == ()
        assert set(read.columns) == set(names)
        for mapped, row in zip(BOTH.rows, read.rows, strict=True):
            assert row == {name: mapped.values[name] for name in names}


def test_the_official_template_is_read_by_its_labels_and_not_by_its_hidden_names():
    path = shared("data/htcds/official/HTCDS Excel Spreadsheet v2.0.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    typed = {
        "N": "Calle Inventada 1",
        "O": "Faro",
        "P": "Estado",
        "Q": "00000",
        "R": "MX",
        "T": "ngo",
        "AJ": "Migration or Change Of  Location",
        "W": "Debt bondage\N{NO-BREAK SPACE}; FalsePromises; Magia",
        "I": "Nigeria; Niger",
        "Y": "F_Construction; C_Manufacturing",
    }
    for column, value in typed.items():
        sheet[f"{column}3"] = value
    out = io.BytesIO()
    book.save(out)
    read = read_xlsx(out.getvalue())
    (row,) = read.rows
    assert (row["prs_MailingStreet"], row["prs_MailingCity"]) == ("Calle Inventada 1", "Faro")
    assert (row["prs_MailingPostalCode"], row["prs_MailingCountry"]) == ("00000", "MX")
    assert row["vic_TraffickingStatusDecisionMakingOrg"] == "NGO"
    assert row["cas_ReasonForOutgoingReferral"] == "MigrationOrChangeOfLocation"
    assert row["vic_MethodsOfControl"] == ["DebtBondage", "FalsePromises"]
    assert row["prs_Citizenship"] == ["NG", "NE"]
    assert row["vic_ForcedLabourIndustry"] == "F_Construction"
    assert {(one.field, one.value) for one in read.notes} == {
        ("vic_MethodsOfControl", "Magia"),
        ("vic_ForcedLabourIndustry", "C_Manufacturing"),
    }


@pytest.mark.parametrize("data", [b"", b"no es un libro"])
def test_what_is_no_sheet_of_the_standard_is_refused_with_a_cure(data):
    with pytest.raises(BadInput) as caught:
        read_xlsx(data)
    assert "template" in caught.value.text("en")
    with pytest.raises(BadInput):
        read_csv("a,b\r\n1,2\r\n")
