"""The files of a published edition: made once, whole, and the same for everybody."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re

import openpyxl
import pikepdf
import pytest
from django.db import DatabaseError, transaction

from cauce.content.model import Text
from cauce.measurement.models import StatisticsFile
from cauce.measurement.publishing.printing.captions import title_of
from cauce.measurement.publishing.printing.sheets import to_csv, to_xlsx
from cauce.measurement.publishing.printing.table_layout import HIDDEN, lay
from cauce.measurement.publishing.same_people import COUNTED, NO, YES
from cauce.measurement.rules.publication.table import TOTAL

from .test_publishing import cells, out, people  # noqa: F401  the fixture

LABEL = {"es": "algo", "en": "something"}


@pytest.fixture
def printed(cast, people):  # noqa: F811
    edition = out(cast)
    rows = StatisticsFile.objects.filter(edition=edition).order_by("order")
    return edition, {one.name: bytes(one.body) for one in rows}


def test_every_format_says_the_same(printed):
    edition, files = printed
    assert list(files) == [
        "anuario-2026.es.pdf",
        "anuario-2026.en.pdf",
        "anuario-2026.es.html",
        "anuario-2026.en.html",
        "anuario-2026.csv",
        "anuario-2026.codes.csv",
        "anuario-2026.xlsx",
        "anuario-2026.json",
    ]
    kept = cells(edition)
    told = json.loads(files["anuario-2026.json"])
    assert {
        (table["id"], *row["key"]): row["shown"] for table in told["tables"] for row in table["rows"]
    } == kept
    assert told["hash"] == edition.hash and told["reading"] and told["hidden"]["because"]
    rows = list(csv.DictReader(io.StringIO(files["anuario-2026.csv"].decode("utf-8-sig"))))
    assert len(rows) == len(kept)
    assert {(row["value"] == "") == (row["hidden"] == "1") for row in rows} == {True}
    assert sum(int(row["value"] or 0) for row in rows) == sum(filter(None, kept.values()))
    codes = csv.DictReader(io.StringIO(files["anuario-2026.codes.csv"].decode("utf-8-sig")))
    meaning = {(row["dimension"], row["code"]): row["es"] for row in codes}
    assert meaning["sex", "woman"] == "Mujer" and meaning["sex", "total"] == "Total"
    book = openpyxl.load_workbook(io.BytesIO(files["anuario-2026.xlsx"]))
    assert book.sheetnames == ["Leer primero", "01", "02", "03", "04"]
    assert kept["attended-by-channel", "*"] in {cell.value for row in book["02"] for cell in row}
    total = f"{kept['attended-by-channel', '*']:,}"
    for name in ("anuario-2026.es.html", "anuario-2026.en.html"):
        assert total in files[name].decode()


def test_the_yearbook_is_tagged_asks_for_nothing_and_its_title_tells_nothing(printed):
    _, files = printed
    for name, title in (
        ("anuario-2026.es.pdf", "Anuario 2026"),
        ("anuario-2026.en.pdf", "Yearbook 2026"),
    ):
        with pikepdf.open(io.BytesIO(files[name])) as file:
            assert file.Root.MarkInfo.Marked and file.docinfo["/Title"] == title
            assert str(file.Root.Lang) == ("es-MX" if ".es." in name else "en")
    page = files["anuario-2026.es.html"].decode()
    assert "<title>Anuario 2026</title>" in page and "Borrador" not in page
    assert not re.findall(r"https?://(?!www\.w3\.org)", page)


def test_a_file_is_the_same_however_often_it_is_made_and_is_never_changed(printed):
    edition, files = printed
    assert to_xlsx(edition) == files["anuario-2026.xlsx"] and to_csv(edition) == files["anuario-2026.csv"]
    for one in StatisticsFile.objects.filter(edition=edition):
        assert hashlib.sha256(bytes(one.body)).hexdigest() == one.hash and one.size == len(one.body)
    row = StatisticsFile.objects.filter(edition=edition)[:1]
    for change in (
        lambda: StatisticsFile.objects.filter(id=row[0].id).update(body=b"x"),
        lambda: StatisticsFile.objects.filter(id=row[0].id).delete(),
    ):
        with pytest.raises(DatabaseError, match="published_statistics_stay"), transaction.atomic():
            change()


def test_a_spreadsheet_runs_nothing_of_ours(printed):
    edition, _ = printed
    edition.tables[0]["dims"][0]["values"][0]["label"]["es"] = '=HYPERLINK("x")'
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(edition)))
    cells_ = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not any(cell.data_type == "f" for cell in cells_)


@pytest.mark.parametrize("dims", [[], [{"id": COUNTED}]])
def test_a_single_figure_that_is_hidden_is_said_to_be_hidden(dims):
    dims = [
        one | {"label": LABEL, "values": [{"id": id, "label": LABEL} for id in (TOTAL, YES, NO)]}
        for one in dims
    ]
    keys = [(id,) for id in (TOTAL, YES, NO)] if dims else [()]
    found = lay({"dims": dims, "rows": [{"key": key, "shown": None} for key in keys]})
    assert [set(cells) for _, cells in found.rows] == [{HIDDEN}] and found.wholly == ()


@pytest.mark.parametrize(
    ("kind", "period", "es", "en"),
    [
        ("yearbook", "2026", "Anuario 2026", "Yearbook 2026"),
        (
            "halfyear",
            "2026-H1",
            "Cifras del semestre, primer semestre de 2026",
            "Half-year figures, first half of 2026",
        ),
        (
            "donors",
            "2026-Q3",
            "Informe trimestral, tercer trimestre de 2026",
            "Quarterly report, third quarter of 2026",
        ),
        ("microdata", "2022-2026", "Registros inventados 2022-2026", "Invented records 2022-2026"),
    ],
)
def test_a_title_names_its_period_in_words_and_no_code(kind, period, es, en):
    assert title_of(kind, period) == Text(es=es, en=en)
