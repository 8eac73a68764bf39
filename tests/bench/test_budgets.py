"""What a page may cost: the budgets of ``bench/budgets.csv``, and that more is an error."""

from __future__ import annotations

import sys

import pytest

from .quickly import BENCH


@pytest.fixture(scope="module")
def pages():
    sys.path.insert(0, str(BENCH))
    try:
        import bench_pages
    finally:
        sys.path.remove(str(BENCH))
    return bench_pages


def test_no_page_may_ask_more_than_fifteen_questions(pages):
    allowed = pages.budgets()
    assert allowed and pages.MOST_QUERIES == 15
    assert max(queries for queries, _ in allowed.values()) <= 15


@pytest.mark.parametrize(
    "found, said",
    [
        ({"queries": 3, "kb": 1.0}, []),
        ({"queries": 4, "kb": 1.0}, ["worklist: 4 queries, its budget is 3"]),
        ({"queries": 3, "kb": 2.5}, ["worklist: 2.5 KB, its budget is 2"]),
    ],
)
def test_more_than_the_budget_is_told(pages, found, said):
    assert list(pages.over_budget({"worklist": found}, {"worklist": (3, 2)}, False)) == said


def test_a_page_that_is_not_shown_and_one_without_a_budget_are_told(pages):
    found = pages.over_budget({"new": {"queries": 1, "kb": 1}}, {"worklist": (3, 2)}, False)
    assert [line.partition(":")[0] for line in found] == ["worklist", "new"]


@pytest.mark.django_db
@pytest.mark.parametrize("status", [302, 404, 429])
def test_a_page_that_is_refused_ends_the_benchmark_and_is_named(pages, client, monkeypatch, status):
    from django.http import HttpResponse

    from bench.pages_child import NotShown, show

    monkeypatch.setattr(client, "get", lambda *a, **k: HttpResponse(status=status))
    with pytest.raises(NotShown, match=f"protection:worklist was not shown: {status}"):
        show(client, "/pendientes/")
