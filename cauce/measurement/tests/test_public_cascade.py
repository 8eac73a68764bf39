"""The cascade that anybody may read: of signed yearbooks alone, and silent where they are."""

from __future__ import annotations

import pytest

from cauce.measurement import access_statistics
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing.public_cascade import public_cascade
from cauce.protocol.editions.access import current_edition

pytestmark = pytest.mark.django_db
COUNTED = {"id": "counted"}


def edition(period: str, *tables: dict, state: str = "published", number: int = 1, kind: str = "yearbook"):
    return StatisticsEdition(kind=kind, period=period, number=number, state=state, tables=list(tables))


def rate(indicator: str, of: int | None, yes: int | None, no: int | None, *more: str) -> dict:
    """A published table of a rate with its margins; ``more``: other dimensions before the last."""
    ends = (("*", of), ("yes", yes), ("no", no))
    return {
        "indicator": indicator,
        "definition": {"version": current_edition().indicators[indicator].version},
        "dims": [*({"id": one} for one in more), COUNTED],
        "rows": [{"key": [*["*"] * len(more), end], "shown": shown} for end, shown in ends],
    }


@pytest.fixture
def whole():
    return (
        rate("screening-coverage", 2000, 900, 1100),
        rate("identification-rate", 800, 400, 400),
        rate("percentage-assisted", 400, 300, 100, "sex"),
    )


def test_each_yearbook_gives_its_year_and_drafts_and_older_revisions_give_none(whole):
    found = public_cascade(
        [
            edition("2025", *whole),
            edition("2024", rate("percentage-assisted", 200, 100, 100, "sex"), state="superseded"),
            edition("2024", rate("percentage-assisted", 300, 100, 200, "sex"), number=2),
            edition("2026", *whole, state="draft"),
            edition("2026-T1", *whole, kind="donors"),
        ]
    ).cascade
    assert [one.year for one in found.years] == [2024, 2025]
    assert [stage.of for stage in found.years[1].stages] == [2000, 800, 400]
    assert [stage.of for stage in found.years[0].stages] == [None, None, 300]


def test_it_says_what_was_published_and_nothing_of_what_was_not(whole):
    figure = cascade_figure(public_cascade([edition("2025", whole[2])]))
    assert figure is not None
    assert figure["sentence"].es == ("En 2025 de 400 identificadas se atendió en 90 días a 300 (75\u00a0%).")
    assert figure["sentence"].en == (
        "In 2025, of 400 people identified, 300 were served within 90 days (75\u00a0%)."
    )
    assert "Lo firmaron dos personas" in figure["note"].es
    assert "nadie puede decirlo" in figure["svg"]


def test_a_year_is_told_by_the_definition_of_today_where_its_yearbook_prints_it_and_else_apart(whole):
    before = rate("percentage-assisted", 400, 340, 60, "sex") | {"definition": {"version": 1}}
    both_told = public_cascade([edition("2025", before, *whole)]).cascade
    assert both_told.years[0].stage("served").met == 300 and not both_told.years[0].otherwise
    then = cascade_figure(public_cascade([edition("2025", *whole[:2], before)]))
    assert "340" in then["sentence"].es and "90 días" not in then["sentence"].es
    assert "con la definición de entonces" in then["svg"]


def test_where_one_side_is_hidden_there_is_no_share_that_gives_it_back():
    found = public_cascade([edition("2025", rate("screening-coverage", 60, 55, None))]).cascade
    assert found.years[0].stages[0].share is None


def test_before_the_first_yearbook_there_is_no_picture(client):
    assert cascade_figure(public_cascade([])) is None
    assert "A cuántas personas se llega" not in client.get("/datos/").content.decode()
    assert client.get("/datos/alcance/").status_code == 404


@pytest.mark.parametrize(
    ("address", "word"), [("/datos/alcance/", "Atendidas"), ("/datos/en/alcance/", "Served")]
)
def test_anybody_downloads_it_as_a_drawing_that_asks_no_server(client, monkeypatch, whole, address, word):
    monkeypatch.setattr(access_statistics, "published", lambda: [(edition("2025", *whole), [])])
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/svg+xml" and not answer.cookies
    body = answer.content.decode()
    assert word in body and "url(http" not in body and "<script" not in body
