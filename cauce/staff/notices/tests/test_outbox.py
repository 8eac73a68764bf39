"""One message for one key, and nobody reads the outbox who may not."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.custody.journal.door import Absent
from cauce.rules.permissions import Actor, Grant
from cauce.staff.notices import access
from cauce.staff.notices.actions import queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(monkeypatch):
    """As if an act were under way."""
    monkeypatch.setattr("cauce.custody.journal.door._inside", type("In", (), {"get": lambda self: 1})())


def put(key):
    return queue(key=key, recipient="ines", about=None, subject="HOU", body="…", at=timezone.now())


def test_it_is_only_written_inside_an_act():
    with pytest.raises(RuntimeError):
        put("chase:1:3:ines")


def test_it_tells_a_thing_once(inside):
    assert put("chase:1:3:ines")
    assert not put("chase:1:3:ines")
    assert access.exists("chase:1:3")
    assert not access.exists("chase:1:30")


def test_it_is_read_only_by_who_may():
    officer = Actor("ines", (Grant("protection_officer", "HOU"),))
    with pytest.raises(Absent):
        access.latest(officer)
    assert access.latest(Actor("bruno", (Grant("administrator"),))) == []
