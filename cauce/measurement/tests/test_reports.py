"""What donors and whoever asks are told of invented people: protected, signed by two, and never a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
import time_machine

from cauce.content.errors import BadInput
from cauce.measurement.actions import draw_records, prepare
from cauce.measurement.publishing import pooled
from cauce.measurement.publishing.reports.composing import answer_of, quarter_of
from cauce.measurement.publishing.reports.logframe import NO_ESTIMATE
from cauce.measurement.publishing.reports.sheets import answer_csv, answer_xlsx, donors_xlsx, records_csv
from cauce.measurement.rules.privacy_budget import Pool

from .reported import LATER, people, signed

__all__ = ["people"]


def seen(edition) -> dict:
    return {one.title.en: one for line in quarter_of(edition).lines for one in line.measures}


def test_a_quarter_tells_rounded_figures_beside_what_was_published_before_and_no_target(cast, people):
    found = seen(signed(cast, "donors", "2026-Q2"))
    attended = found["Victims attended"]
    assert int(attended.actual.en) % 5 == 0 and abs(int(attended.actual.en) - 225) < 40
    assert [one.en.split("):")[0] + ")" for one in attended.baseline] == [
        "2016: 1,250 (unit unknown)",
        "2016: 20 (unit unknown)",
    ]
    assert attended.target.es == "Por acordar" and {one.target.en for one in found.values()} == {
        "To be agreed"
    }
    assert "32 (unidad desconocida)" in found["Families reunited"].baseline[0].es
    assert "%" in found["Assistance rate"].actual.en and not found["Assistance rate"].hidden
    # Nobody knows how many there are: no percentage is made up.
    assert "no external estimate" in found["Percentage detected"].actual.en


def test_a_quarter_that_is_too_small_says_so_and_gives_nothing_to_subtract(cast, people):
    people.rows = people.rows[:16]
    edition = signed(cast, "donors", "2026-Q1")
    attended = seen(edition)["Victims attended"]
    assert attended.hidden and "demasiado pocas" in attended.actual.es.lower()
    assert all(row["shown"] is None or row["shown"] >= 10 for t in edition.tables for row in t["rows"])
    # By place, by post or to date: never.
    assert {dim["id"] for t in edition.tables for dim in t["dims"]} <= {"counted"}
    with pytest.raises(BadInput):
        prepare(actor=cast.raul.actor, kind="donors", period="2026")


def test_a_correction_that_adds_one_person_to_a_quarter_does_not_show(cast, people):
    first = signed(cast, "donors", "2026-Q1")
    people.rows.append(people.rows[0] | {"day": dt.date(2026, 2, 1), "known": LATER})
    with time_machine.travel(LATER + dt.timedelta(days=200), tick=False):
        again = signed(cast, "donors", "2026-Q1")
    assert again.number == 2
    assert [t["rows"][0]["shown"] for t in again.tables] == [t["rows"][0]["shown"] for t in first.tables]


def test_the_answer_gives_each_of_the_five_hides_the_small_and_says_why(cast, people):
    edition = signed(cast, "transparency", "2026")
    assert edition.audit["passed"] and {d["id"] for t in edition.tables for d in t["dims"]} == {
        "state",
        "sex",
        "age_band",
        "aid",
    }
    assert not any(one["exact"] or one["narrow"] for one in edition.audit["attacks"])
    found = answer_of([edition], ("2025",))
    told = " ".join(line.es for part in found.letter for line in part.lines)
    hidden = sum(t["hidden"] for t in edition.tables)
    assert f"se ocultan {hidden} de" in told and hidden > 20
    assert "Sin publicar todavía: 2025" in told and "sin confirmar por una persona jurista" in told
    rows = list(csv.DictReader(io.StringIO(answer_csv(found, "es").decode("utf-8-sig"))))
    assert len(rows) == sum(len(t["rows"]) for t in edition.tables)
    assert {row["Nota"] for row in rows if not row["Personas"]} == {"oculto"}
    assert all(int(row["Personas"]) % 5 == 0 and int(row["Personas"]) >= 5 for row in rows if row["Personas"])
    book = openpyxl.load_workbook(io.BytesIO(answer_xlsx(found, "en")))
    assert book.sheetnames == ["Read first", "1", "2", "3", "4"]
    assert book["1"]["A2"].value == "Year" and "hidden" in {c.value for row in book["1"].rows for c in row}


def test_invented_records_leave_only_from_a_draw_and_preparing_them_again_spends_nothing(cast, people):
    people.add(2600, year=2024, seed=2)
    with pytest.raises(BadInput, match="nobody has drawn"):
        prepare(actor=cast.raul.actor, kind="microdata", period="2022-2026")
    row = draw_records(actor=cast.raul.actor, pool=Pool(2022, 2026), epsilon=Decimal(2))
    prepare(actor=cast.raul.actor, kind="microdata", period="2022-2026")
    edition = signed(cast, "microdata", "2022-2026")
    assert edition.audit["privacy"] | {"epsilon": "2", "draw": 1, "left": "2"} == edition.audit["privacy"]
    lines = records_csv(edition, "es").decode("utf-8-sig").splitlines()
    assert len(lines) == sum(row.counts) + 1 and len(next(csv.reader(lines))) == 4
    # What is not in it: a day, a post, a state, a number of a case, a seed.
    assert [dim["id"] for dim in edition.tables[0]["dims"]] == list(pooled.NAMES)
    assert "seed" not in edition.tables[0]


def test_the_workbook_of_a_quarter_holds_the_whole_logframe(cast, people):
    book = openpyxl.load_workbook(
        io.BytesIO(donors_xlsx(quarter_of(signed(cast, "donors", "2026-Q3")), "es"))
    )
    sheet = book["Marco lógico"]
    assert sheet.max_row == 2 + 14 and sheet["A3"].value == "Objetivo"
    assert "Por acordar" in {row[4].value for row in sheet.iter_rows(min_row=3)}


def test_on_the_real_facts_of_a_network_where_nobody_came_every_figure_is_too_few(cast):
    """No fake here: each announced table is one that the facts can answer."""
    with time_machine.travel(LATER, tick=False):
        quarter = prepare(actor=cast.raul.actor, kind="donors", period="2026-Q2")
        year = prepare(actor=cast.raul.actor, kind="transparency", period="2026")
        nobody = pooled.counts(Pool(2022, 2026), LATER)
    assert quarter.notes == [] and len(quarter.tables) == 13 and len(year.tables) == 4
    assert {one.hidden for one in seen(quarter).values() if one.actual.en != NO_ESTIMATE.en} == {True}
    assert nobody.people == 0 and nobody.definition == "victims-attended 2"
    assert len(nobody.columns.keys()) == 4 * 8 * 6 * 8
