"""A case in the 27 columns of CTDC, and the files of CTDC read and counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cauce.content.errors import BadInput, Unknown
from cauce.standards.ctdc import catalogue
from cauce.standards.ctdc.mapping import row
from cauce.standards.ctdc.reading import OLDEST, SYNTHETIC, counted, read
from cauce.standards.htcds import catalogue as htcds
from cauce.standards.htcds.tests.people import ROSA, TOMAS
from tests.shared import shared

OPENED = dt.date(2024, 3, 1)


def test_the_catalogue_has_the_27_columns_and_the_older_63_fall_into_them():
    columns = catalogue.columns()
    assert len(columns) == 27
    assert {name: len(flags) for name, flags in catalogue.groups().items()} == {
        "means": 8,
        "exploitation": 3,
        "labour": 4,
        "sex": 2,
        "recruiter": 4,
    }
    assert len(catalogue.older()) == 63
    assert set(catalogue.older().values()) - {""} == set(columns) - {"traffickMonths"}
    told = shared("data/ctdc/codebook_v2024.txt").read_text(encoding="utf-8")
    start = told.index("LIST OF VARIABLES")
    listed = [line.split() for line in told[start:].splitlines()[1:60]]
    assert [one[1] for one in listed if len(one) == 2 and one[0].isdigit()][:27] == list(columns)


def test_every_code_of_ours_has_its_place_in_ctdc():
    assert set(catalogue.internal_means().values()) <= set(catalogue.codes("means"))
    assert set(catalogue.codes("exploitation")) == set(htcds.exploitation())
    assert set(catalogue.codes("gender")) == set(htcds.codes("gender"))
    flags = {flag for group in catalogue.groups().values() for flag in group}
    for kind in ("means", "exploitation"):
        assert {one for codes in catalogue.codes(kind).values() for one in codes} <= flags
    assert set(catalogue.countries()) == set(htcds.countries())


def test_a_case_is_a_row_of_flags_that_are_one_or_empty_and_of_bands_by_edition():
    made = row(replace(ROSA, age=17, opened_on=OPENED), "2025")
    assert tuple(made) == tuple(catalogue.columns())
    assert {name for name, value in made.items() if value == "1"} == {
        "meansDebtBondageEarnings",
        "meansDenyBasicNeeds",
        "meansFalsePromises",
        "isForcedLabour",
        "typeOfLabourDomesticWork",
        "typeOfSexPornography",
    }
    assert "0" not in made.values()
    assert (made["ageBroad"], made["yearOfRegistration"], made["gender"]) == (
        "09--17",
        "2024",
        "Woman",
    )
    assert (made["citizenship"], made["CountryOfExploitation"]) == ("MEX", "USA")
    assert row(replace(ROSA, age=17), "2024")["ageBroad"] == "9--17"
    bands = {age: row(replace(ROSA, age=age))["ageBroad"] for age in (0, 8, 18, 47, 48, 90)}
    assert bands == {0: "0--8", 8: "0--8", 18: "18--20", 47: "39--47", 48: "48+", 90: "48+"}
    known = {name for name, value in row(TOMAS).items() if value}
    assert known == {"CountryOfExploitation"}


def test_an_edition_whose_codebook_nobody_read_is_not_written():
    with pytest.raises(Unknown):
        row(TOMAS, "2026")


def test_a_column_that_another_edition_renames_and_the_older_codes_are_read():
    names = [*catalogue.columns()]
    names[17] = "sectorOfLabourAgriculture"
    data = ",".join(names) + "\n" + ",".join("1" if n.startswith(("is", "sector")) else "" for n in names)
    found = read(data.encode())
    assert (found.kind, found.rows[0]["typeOfLabourAgriculture"]) == (SYNTHETIC, "1")

    older = list(catalogue.older())
    values = dict.fromkeys(older, "-99") | {
        "gender": "Female",
        "citizenship": "MX",
        "meansOfControlThreats": "0",
        "meansOfControlUsesChildren": "1",
        "isOrganRemoval": "1",
        "isForcedLabour": "0",
    }
    found = read((",".join(older) + "\n" + ",".join(values.values())).encode())
    assert found.kind == OLDEST
    assert {name: value for name, value in found.rows[0].items() if value} == {
        "gender": "Female",
        "citizenship": "MEX",
        "meansThreats": "1",
        "isOtherExploit": "1",
    }


def test_a_file_without_header_or_with_a_torn_row_is_refused_by_its_line():
    with pytest.raises(BadInput):
        read(b"")
    with pytest.raises(BadInput) as caught:
        read(b"a,b\n1,2\n1\n", "x.csv")
    assert caught.value.where == "x.csv:3"


# Counted in the published file.
PUBLISHED = {
    "yearRegister": {"2005-2013": 2531, "2014-2018": 6274, "2019": 2398, "2020": 2002, "2021-2022": 4335},
    "gender": {"Female": 9589, "Male": 7995},
    "majorityStatus": {"Adult": 16379, "Minor": 1212},
    "isForcedLabour": {"1": 12248},
    "isSexualExploit": {"1": 2775},
    "UN_COO_Region": {"Asia": 6139, "Europe": 5887, "Africa": 5282, "Americas/Oceania": 277},
    "UN_COE_Region": {"Europe": 6432, "Asia": 6281, "Africa": 4271, "Americas/Oceania": 212},
    "IP_Exploiter": {"1": 9458},
    "IP_RecruiterBroker": {"1": 11865},
}


def test_the_published_counts_of_the_victim_and_perpetrator_set_are_reproduced():
    found = read(shared("data/ctdc/CTDC_VPsynthetic_condensed.csv").read_bytes())
    assert (len(found.rows), len(found.columns)) == (21195, 16)
    for name, counts in PUBLISHED.items():
        seen: dict[str, int] = {}
        for one in found.rows:
            if one[name]:
                seen[one[name]] = seen.get(one[name], 0) + 1
        assert seen == counts, name
    forms = next(one for one in counted(found.rows, found.columns) if one.name == "exploitation")
    assert forms.counts == {"isForcedLabour": 12248, "isSexualExploit": 2775}
    both = sum(row["isForcedLabour"] == row["isSexualExploit"] == "1" for row in found.rows)
    assert forms.denominator == 12248 + 2775 - both


def test_the_north_american_rows_of_2025_are_read_and_its_forms_counted_by_the_rule():
    found = read(shared("data/ctdc/final_data_NorthAmerica_v2025.csv").read_bytes())
    assert (len(found.rows), len(found.columns)) == (91043, 19)
    assert sum(one["Is Citizen of Country"] == "1" for one in found.rows) == 10304
    forms = next(one for one in counted(found.rows, found.columns) if one.name == "exploitation")
    # exploitation known is how these rows were chosen, so every one of them says something
    assert forms.denominator is not None and forms.denominator <= 91043
    assert sum(forms.counts.values()) >= forms.denominator
