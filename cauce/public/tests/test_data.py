"""Open data: it opens with what is published, draws it, says what is not, and hands it out whole and safe."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.exceptions import ImproperlyConfigured

from cauce.measurement import access_statistics
from cauce.measurement.models import StatisticsEdition, StatisticsFile
from cauce.public.data_catalogue import licence
from cauce.public.data_charts import told_by

pytestmark = pytest.mark.django_db


def label(words: str) -> dict[str, str]:
    return {"es": words, "en": words}


def dim(id: str, *values: str) -> dict:
    return {
        "id": id,
        "label": label(id),
        "values": [{"id": one, "label": label(one)} for one in (*values, "*")],
    }


def table(id: str, dims: list[dict], shown: dict[tuple[str, ...], int | None]) -> dict:
    return {
        "id": id,
        "title": label(id),
        "indicator": "victims-attended",
        "dims": dims,
        "rows": [{"key": list(key), "shown": value} for key, value in shown.items()],
        "hidden": sum(value is None for value in shown.values()),
    }


AGES = table(
    "by-sex-age",
    [dim("sex", "woman"), dim("age_band", "18-24", "=55+", "unknown")],
    {
        ("woman", "18-24"): 10,
        ("*", "18-24"): 60,
        ("*", "=55+"): None,
        ("*", "unknown"): 400,
        ("*", "*"): 1250,
    },
)
STATES = table("by-state", [dim("state", "20", "12")], {("20",): 300, ("12",): None, ("*",): 1250})

RATE = {
    "id": "assisted",
    "title": label("assisted"),
    "indicator": "percentage-assisted",
    "dims": [dim("counted", "yes", "no")],
    "rows": [{"key": [key], "shown": shown} for key, shown in (("*", 400), ("yes", 300), ("no", 100))],
    "hidden": 0,
}


@pytest.fixture
def out(monkeypatch):
    """One yearbook with two tables and one file, and nothing else."""
    one = StatisticsEdition(
        kind="yearbook",
        period="2025",
        since="2025-01-01",
        until="2026-01-01",
        state="published",
        tables=[AGES, STATES],
    )
    one.clean_fields(exclude=[f.name for f in one._meta.fields if f.name not in ("since", "until")])
    file = StatisticsFile(
        edition_id=one.id, order=0, name="anuario-2025.csv", size=1500, hash="ab", body=b"x"
    )
    file.media_type = "text/csv; charset=utf-8"
    monkeypatch.setattr(access_statistics, "published", lambda: [(one, [file])])
    monkeypatch.setattr(access_statistics, "published_file", lambda edition_id, order: file)
    return one


def test_it_opens_with_what_is_published_and_draws_it(client, out):
    page = client.get("/datos/").content.decode()
    first = page.index("En 2025 se identificó a 1,250 personas.")
    assert (
        first
        < page.index("60 de 1,250 personas identificadas tenían 18-24 años")
        < page.index("Sus archivos" * 0 or "Descargar")
    )
    assert "300 de 1,250" in page and 'data-kind="tiles"' in page and ">OAX<" in page
    assert "por región" not in page, "what is not published is not drawn"


def test_the_headline_tells_the_year_before_where_one_definition_counts_both(client, out, monkeypatch):
    earlier = table("by-state", [dim("state", "20")], {("20",): 300, ("*",): 1100})
    before = StatisticsEdition(
        kind="yearbook",
        period="2024",
        since=dt.date(2024, 1, 1),
        until=dt.date(2025, 1, 1),
        state="published",
        tables=[earlier],
    )
    monkeypatch.setattr(access_statistics, "published", lambda: [(out, []), (before, [])])
    assert "se identificó a 1,250 personas; en 2024, a 1,100." in client.get("/datos/").content.decode()
    assert "1,250 people were identified; in 2024, 1,100." in client.get("/datos/en/").content.decode()
    earlier["definition"] = {"version": 2}
    assert "En 2025 se identificó a 1,250 personas." in client.get("/datos/").content.decode()


def test_before_something_is_published_it_says_nothing_of_attempts_to_work_a_figure_out(
    client, out, monkeypatch
):
    assert "Ninguna pudo averiguarse" in client.get("/datos/").content.decode()
    monkeypatch.setattr(access_statistics, "published", list)
    page = client.get("/datos/").content.decode()
    assert "averigu" not in page and "Lo que queda de riesgo" not in page and "Diccionario" not in page


def test_what_is_left_of_risk_is_said_where_figures_are(client, out):
    assert "What risk is left" in client.get("/datos/en/anuario-2025/").content.decode()


def test_a_hidden_figure_is_told_as_hidden_and_never_as_zero(out):
    told = told_by(out, "state")
    assert told is not None and [value for _, _, value in told.values] == [300, None]
    assert told_by(out, "region") is None


def test_an_edition_has_an_address_of_its_own_and_its_files_their_names(client, out):
    assert "<title>Anuario 2025</title>" in client.get("/datos/anuario-2025/").content.decode()
    file = client.get("/datos/anuario-2025/anuario-2025.csv")
    assert file.content == b"x" and not file.cookies
    assert client.get("/datos/anuario-2025/otra.csv").status_code == 404


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/datos/anuario-2019/", "No se ha publicado: Anuario 2019"),
        ("/datos/en/anuario-2019/", "Not published: Yearbook 2019"),
        ("/datos/anuario-2025-rev2/", "No se ha publicado: Anuario 2025, revisión 2"),
    ],
)
def test_a_year_that_is_not_published_is_said_and_never_answered_with_another(client, out, address, said):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 404 and said in page and "anuario-2025/" in page and "1,250" not in page


@pytest.mark.parametrize(
    "address", ["/datos/cualquiera/", "/datos/anuario-2025-H9/", "/datos/anuario-2025/edad.fr.svg"]
)
def test_what_is_never_published_is_not_found(client, out, address):
    assert client.get(address).status_code == 404


def test_each_chart_is_downloaded_as_a_drawing_and_as_a_table_without_formulas(client, out):
    drawing = client.get("/datos/anuario-2025/mapa.en.svg").content.decode()
    assert "Open data. Yearbook 2025" in drawing and "url(http" not in drawing and "<script" not in drawing
    body = client.get("/datos/anuario-2025/edad.es.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0] == ["Edad", "Personas"] and rows[1] == ["18-24", "60"]
    assert rows[2] == ["'=55+", "oculto"] and rows[-1] == ["Total", "1,250"]


def test_the_picture_of_who_is_reached_has_its_table_too(client, out):
    out.tables = [RATE]
    assert "/datos/alcance.csv" in client.get("/datos/").content.decode()
    body = client.get("/datos/en/alcance.csv").content.decode("utf-8-sig")
    assert body.startswith("Year,") and "300 of 400" in body


def test_the_dictionary_says_what_each_column_and_each_code_means(client, out):
    body = client.get("/datos/diccionario.csv").content.decode("utf-8-sig")
    rows = {(row["column"], row["code"]): row["es"] for row in csv.DictReader(io.StringIO(body))}
    assert rows["hidden", ""].startswith("1: la cifra no se muestra") and rows["state", "20"] == "20"
    assert rows["sex", "total"] == "*" and ("age_band", "'=55+") in rows
    told = client.get("/datos/diccionario.json").json()
    assert {"column": "sex", "type": "code", "code": "total", "es": "*", "en": "*"} in told
    book = openpyxl.load_workbook(io.BytesIO(client.get("/datos/diccionario.xlsx").content))
    sheet = [[cell.value or "" for cell in row] for row in book["Diccionario"]]
    assert sheet == list(csv.reader(io.StringIO(body)))


def test_the_licence_is_the_one_that_was_chosen_or_it_is_said_that_none_was(client, out, settings):
    assert "Todavía no se ha elegido una licencia" in client.get("/datos/").content.decode()
    assert "dct:license" not in json.loads(client.get("/datos/catalogo.jsonld").content)["dcat:dataset"][0]
    settings.DATA_LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
    assert ">CC BY 4.0</a>" in client.get("/datos/").content.decode()
    (edition,) = json.loads(client.get("/datos/catalogo.jsonld").content)["dcat:dataset"]
    assert edition["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    settings.DATA_LICENCE = "la de siempre"
    with pytest.raises(ImproperlyConfigured, match="CAUCE_DATA_LICENCE"):
        licence()


def test_the_catalogue_names_each_edition_and_file_by_its_whole_address(client, out):
    answer = client.get("/datos/catalogo.jsonld")
    told = json.loads(answer.content)
    (edition,) = told["dcat:dataset"]
    assert answer.headers["Content-Type"] == "application/ld+json" and told["@type"] == "dcat:Catalog"
    assert edition["@id"] == "http://testserver/datos/anuario-2025/"
    assert edition["dct:temporal"]["dcat:endDate"]["@value"] == "2025-12-31"
    (file,) = edition["dcat:distribution"]
    assert file["dcat:downloadURL"]["@id"] == "http://testserver/datos/anuario-2025/anuario-2025.csv"
    assert file["spdx:checksum"]["spdx:checksumValue"]["@value"] == "ab"
