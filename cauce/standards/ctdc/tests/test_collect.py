"""What leaves of our cases in the columns of CTDC: counts from eleven on, and no row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.cases import actions
from cauce.custody.journal.models import Entry
from cauce.rules import roles
from cauce.standards.ctdc.collect import collect
from cauce.standards.htcds.tests.people import ROSA, TOMAS

OPENED = dt.date(2024, 3, 1)
MANY = [
    *(replace(ROSA, age=30, opened_on=OPENED, means=("means_debt_bondage",)) for _ in range(20)),
    *(replace(ROSA, age=17, opened_on=OPENED, gender="man") for _ in range(12)),
    replace(TOMAS, age=60, gender="man", opened_on=dt.date(2023, 1, 1)),
]


def test_counts_from_eleven_on_are_told_and_smaller_ones_are_not():
    found = collect(MANY)
    by = {table.name: table for table in found.tables}
    assert found.cases == 33
    assert by["gender"].counts == {"Man": 13, "Woman": 20}
    assert by["means"].counts["meansDebtBondageEarnings"] == 32
    # one person of 60: hidden, and the smallest band beside it
    assert by["ageBroad"].counts == {"09--17": None, "30--38": 20, "48+": None}
    lines = list(csv.DictReader(io.StringIO(found.csv())))
    assert {one["cases"] for one in lines if one["hidden"] == "yes"} == {""}
    assert found.report()["hidden"] == sum(one["hidden"] == "yes" for one in lines) > 0
    assert {one["column"] for one in found.report()["losses"]} >= {"traffickMonths", "citizenship"}


def test_a_year_with_few_cases_tells_not_even_how_few():
    found = collect(MANY, year=2023)
    assert found.cases is None
    assert {count for table in found.tables for count in table.counts.values()} == {None}


@pytest.mark.django_db
def test_the_command_writes_tables_and_no_row_of_anybody(cast, tmp_path, capsys, monkeypatch):
    rows = {**roles.ROLES["case.export"], "system": ("network",)}
    monkeypatch.setitem(roles.ROLES, "case.export", rows)
    at = timezone.now() - dt.timedelta(hours=1)
    case = actions.open_case(actor=cast.ines.actor, post=cast.houston, channel="window", started_at=at)
    actions.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="keeping",
        given=True,
        at=at,
        terms=actions.ConsentTerms(language="spa"),
    )
    out = tmp_path / "x.csv"
    call_command("export-ctdc", "--out", str(out), "--why", "statistics", "--json")
    document = json.loads(capsys.readouterr().out)
    assert (document["cases"], document["edition"]) == (None, "2025")
    written = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert written and {one["hidden"] for one in written} == {"yes"}
    assert case.folio not in out.read_text(encoding="utf-8")
    assert Entry.objects.filter(what="export.note_written").count() == 1
