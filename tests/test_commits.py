"""An act that ends inside a test's transaction does what waited for its commit, as a commit does it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from cauce.staff.offices.models import Assignment, Post
from tests.cast import today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def done() -> list[str]:
    return []


def post(code: str) -> Post:
    return Post.objects.create(code=code, name="Otra", kind="?", city="?", state="TX", time_zone="UTC")


def test_what_waits_is_done_when_the_outermost_ends_and_not_before(done):
    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(lambda: done.append("inner"))
        assert done == []
        transaction.on_commit(lambda: done.append("outer"))
    assert done == ["inner", "outer"]


def test_of_what_was_undone_nothing_is_done(done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        transaction.on_commit(lambda: done.append("undone"))
        raise ZeroDivisionError
    with transaction.atomic():
        transaction.on_commit(lambda: done.append("kept"))
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            transaction.on_commit(lambda: done.append("undone inside"))
            raise ZeroDivisionError
        assert done == []
    assert done == ["kept"]


def test_outside_of_any_act_it_is_done_at_once(done):
    transaction.on_commit(lambda: done.append("at once"))
    assert done == ["at once"]


def test_what_is_done_may_itself_be_an_act(done):
    def another() -> None:
        with transaction.atomic():
            post("OTR")
            transaction.on_commit(lambda: done.append("second"))

    with transaction.atomic():
        transaction.on_commit(another)
    assert done == ["second"]
    assert Post.objects.filter(code="OTR").exists()


def test_an_error_in_robust_work_is_logged_and_in_other_work_is_raised(done, caplog):
    def falls() -> None:
        raise OSError("no power")

    with transaction.atomic():
        transaction.on_commit(falls, robust=True)
        transaction.on_commit(lambda: done.append("after"))
    assert done == ["after"] and "no power" in caplog.text
    with pytest.raises(OSError, match="no power"), transaction.atomic():
        transaction.on_commit(falls)


def test_an_act_that_leaves_a_row_that_points_to_nothing_is_refused_and_undone(cast, done):
    before = Assignment.objects.get(user=cast.ines.user)
    with pytest.raises(IntegrityError), transaction.atomic(), transaction.atomic():
        transaction.on_commit(lambda: done.append("refused"))
        Assignment.objects.create(user=cast.ines.user, role=before.role, post_id="NONE", starts_on=today())
    assert Assignment.objects.filter(post_id="NONE").count() == 0
    assert done == []


def test_the_next_test_finds_nothing_of_it_all():
    assert not Post.objects.exists()
    assert connection.in_atomic_block
