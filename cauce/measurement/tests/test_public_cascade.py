"""The cascade that anybody may read: of signed yearbooks alone, and silent where they are."""

from __future__ import annotations

import pytest

from cauce.measurement import access_statistics
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing.public_cascade import public_cascade

pytestmark = pytest.mark.django_db
COUNTED = {"id": "counted"}


def edition(period: str, *tables: dict, state: str = "published", number: int = 1, kind: str = "yearbook"):
    return StatisticsEdition(kind=kind, period=period, number=number, state=state, tables=list(tables))


def rate(indicator: str, of: int | None, yes: int | None, no: int | None, *more: str) -> dict:
    """A published table of a rate with its margins; ``more``: other dimensions before the last."""
    ends = (("*", of), ("yes", yes), ("no", no))
    return {
        "indicator": indicator,
        "dims": [*({"id": one} for one in more), COUNTED],
        "rows": [{"key": [*["*"] * len(more), end], "shown": shown} for end, shown in ends],
    }


WHOLE = (
    rate("screening-coverage", 2000, 900, 1100),
    rate("identification-rate", 800, 400, 400),
    rate("percentage-assisted", 400, 300, 100, "sex"),
)


def test_each_yearbook_gives_its_year_and_drafts_and_older_revisions_give_none():
    found = public_cascade(
        [
            edition("2025", *WHOLE),
            edition("2024", rate("percentage-assisted", 200, 100, 100, "sex"), state="superseded"),
            edition("2024", rate("percentage-assisted", 300, 100, 200, "sex"), number=2),
            edition("2026", *WHOLE, state="draft"),
            edition("2026-T1", *WHOLE, kind="donors"),
        ]
    ).cascade
    assert [one.year for one in found.years] == [2024, 2025]
    assert [stage.of for stage in found.years[1].stages] == [2000, 800, 400]
    assert [stage.of for stage in found.years[0].stages] == [None, None, 300]


def test_it_says_what_was_published_and_nothing_of_what_was_not():
    figure = cascade_figure(public_cascade([edition("2025", WHOLE[2])]))
    assert figure is not None
    assert figure["sentence"].es == ("En 2025 de 400 identificadas se atendió en 90 días a 300 (75\u00a0%).")
    assert figure["sentence"].en == (
        "In 2025, of 400 people identified, 300 were served within 90 days (75\u00a0%)."
    )
    assert "dos personas firmaron" in figure["note"].es
    assert "nadie puede decirlo" in figure["svg"]


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
def test_anybody_downloads_it_as_a_drawing_that_asks_no_server(client, monkeypatch, address, word):
    monkeypatch.setattr(access_statistics, "published", lambda: [(edition("2025", *WHOLE), [])])
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/svg+xml" and not answer.cookies
    body = answer.content.decode()
    assert word in body and "url(http" not in body and "<script" not in body
