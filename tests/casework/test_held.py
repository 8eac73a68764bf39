"""A row that is held is locked where there are locks, read again everywhere, and several in one order."""

from __future__ import annotations

import ast
import uuid
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cauce.custody.journal.held import Held, lock
from cauce.family.searches.models import Passing
from cauce.staff.offices.models import Incident
from tests.architecture.reading import code, nodes, short
from tests.profiles import examples

from .conftest import open_case

ALONE = connection.vendor == "sqlite"  # whose transaction is the only one that writes


@pytest.fixture
def case(cast):
    return open_case(cast)


def held() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Held)]


def test_what_is_read_again_and_what_is_held_first_are_columns_of_the_table():
    assert len(held()) > 45
    for model in held():
        columns = {field.name: field for field in model._meta.concrete_fields}
        assert set(model.READ_AGAIN or ()) <= set(columns), model
        assert all(columns[name].is_relation for name in model.READ_WITH), model
        assert all(issubclass(columns[name].related_model, Held) for name in model.HELD_FIRST), model
        assert not set(model.HELD_FIRST) & set(model.READ_AGAIN or ()), model


@pytest.mark.django_db
def test_whoever_waited_is_told_who_has_it_now_and_not_what_was_joined_before(cast, case, monkeypatch):
    """As PostgreSQL answers whoever waited for the lock: the new row, joined with nobody."""
    case.officer = None

    def answered(row, **_):
        row.officer_id = cast.mateo.user.id
        type(row)._meta.get_field("officer").set_cached_value(row, None)

    monkeypatch.setattr(type(case), "refresh_from_db", answered)
    case.hold()
    assert case.officer == cast.mateo.user


def by_hand(module: ast.Module) -> list[int]:
    """Lines that read a row again under a lock of their own."""
    return [
        node.lineno
        for node in nodes(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "refresh_from_db"
        and any("select_for_update" in ast.unparse(one.value) for one in node.keywords)
    ]


def test_nobody_holds_a_row_by_hand():
    assert [short(path) for path, module in code() if by_hand(module)] == []
    assert by_hand(ast.parse("row.refresh_from_db(from_queryset=Row.objects.select_for_update())")) == [1]


@pytest.fixture
def incident(cast, db):
    return Incident.objects.create(
        post=cast.houston, kind="kit_lost", about="1", opened_at=timezone.now(), opened_by="x"
    )


def asked(row: Held) -> list[str]:
    """The questions with which a row is held."""
    with transaction.atomic(), CaptureQueriesContext(connection) as found:
        row.hold()
    return [one["sql"] for one in found if one["sql"].startswith("SELECT")]


def test_it_reads_again_what_acts_change_and_nothing_else(incident):
    Incident.objects.filter(id=incident.id).update(outcome="recovered", closed_by="y", about="2")
    incident.hold()
    assert (incident.outcome, incident.closed_by, incident.about) == ("recovered", "y", "1")


def test_the_row_is_locked_by_the_question_that_reads_it(incident):
    [question] = asked(incident)
    assert question.endswith('FOR NO KEY UPDATE OF "offices_incident"') is not ALONE


def test_a_row_that_is_locked_alone_keeps_what_its_caller_had(incident):
    Incident.objects.filter(id=incident.id).update(outcome="recovered")
    with transaction.atomic(), CaptureQueriesContext(connection) as found:
        lock(incident)
    [question] = [one["sql"] for one in found if one["sql"].startswith("SELECT")]
    assert question.endswith("FOR NO KEY UPDATE") is not ALONE
    assert incident.outcome == ""


def test_a_row_that_is_gone_cannot_be_held(incident):
    Incident.objects.filter(id=incident.id).delete()
    with pytest.raises(Incident.DoesNotExist):
        incident.hold()


def test_the_case_is_held_first_and_stays_the_one_that_was_held(case):
    passing = Passing.objects.create(case=case, asked=uuid.uuid4(), found_at=timezone.now(), sealed=b"")
    passing = Passing.objects.select_related("case").get(id=passing.id)
    before = passing.case
    Passing.objects.filter(id=passing.id).update(sealed=b"\x01")
    tables = [question.partition(" FROM ")[2].split('"')[1] for question in asked(passing)]
    assert tables == ["cases_case", "searches_passing"]
    assert passing.case is before
    assert bytes(passing.sealed) == b"\x01"


class Pair(Held):
    """Stands in for a table whose rows belong to two others."""

    HELD_FIRST = ("one", "other")
    objects = Incident.objects

    def __init__(self, ids: tuple[uuid.UUID, uuid.UUID], order: list[object]) -> None:
        def row(id: uuid.UUID) -> SimpleNamespace:
            return SimpleNamespace(pk=id, hold=lambda: order.append(id))

        self.one, self.other = row(ids[0]), row(ids[1])
        self.refresh_from_db = lambda **_: order.append("itself")


@given(ids=st.tuples(st.uuids(), st.uuids()))
@examples(30)
def test_whoever_comes_from_either_side_holds_the_two_in_the_same_order(ids):
    here: list[object] = []
    there: list[object] = []
    Pair(ids, here).hold()
    Pair(ids[::-1], there).hold()
    assert here == there == [*sorted(ids, key=str), "itself"]
