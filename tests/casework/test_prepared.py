"""A statement that is put together once finds each time the row of the id, as it is now."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db.models.sql.compiler import SQLCompiler

from cauce.cases.models import Case
from cauce.custody.journal.prepared import Prepared
from cauce.custody.journal.scoped import closed_to

from .conftest import open_case

pytestmark = pytest.mark.django_db
ROWS = Case.objects.select_related("post", "person")


@pytest.fixture
def put_together(monkeypatch):
    """How many statements were put together so far, and for nothing."""
    made: list[object] = []
    before = SQLCompiler.pre_sql_setup

    def counted(self, *given, **named):
        made.append(self)
        return before(self, *given, **named)

    monkeypatch.setattr(SQLCompiler, "pre_sql_setup", counted)
    return made


def test_each_id_finds_its_own_row_and_the_statement_is_put_together_once(cast, put_together):
    one, other, rows = open_case(cast), open_case(cast), Prepared(ROWS)
    assert rows.filter(id=one.id).first() == one
    put_together.clear()
    found = rows.filter(id=other.id).first()
    assert (found, found.post, found.person) == (other, cast.houston, other.person)
    assert rows.filter(id=uuid4()).first() is None and rows.filter(id=one.id).first() == one
    assert put_together == []


def test_what_changed_since_is_read_and_a_column_alone_can_be_asked(cast):
    case, rows = open_case(cast), Prepared(ROWS)
    posts = Prepared(Case.objects.values_list("post_id", flat=True))
    assert rows.filter(id=case.id).first().status == case.status and posts.filter(id=case.id).first() == "HOU"
    Case.objects.filter(id=case.id).update(post=cast.laredo, status="closed")
    assert rows.filter(id=case.id).first().status == "closed" and posts.filter(id=case.id).first() == "LAR"
    assert posts.filter(id=uuid4()).first() is None


def test_what_is_closed_to_whoever_asks_is_not_there_and_is_there_for_the_next(cast):
    case, rows = open_case(cast), Prepared(ROWS)
    for _ in range(2):
        with closed_to(replace(cast.ines.actor, closed=frozenset({str(case.id)}))):
            assert rows.filter(id=case.id).first() is None
        with closed_to(cast.ines.actor):
            assert rows.filter(id=case.id).first() == case


def test_a_question_in_which_the_id_stands_twice_is_refused(cast):
    """Which of the two the next id would take the place of, nobody knows."""
    case = open_case(cast)
    with pytest.raises(TypeError, match="2 times"):
        Prepared(ROWS.exclude(id=case.id)).filter(id=case.id).first()
