"""Inés looks at who is detained: where, since when, what comes next and by when, the nearest hour first."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases import access_detained, actions
from cauce.cases.actions import Detention
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.desk.cases.custody.views_list import _row
from tests.cast import HOUSTON, today

pytestmark = pytest.mark.django_db
HERE = "/visitas/"


def shown(desk, address: str = HERE) -> str:
    answer = desk.client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def held(desk, centre: str = "", days: int | None = None, **facts) -> Case:
    """A case of somebody detained, of 31 unless it is said; with a centre and a hearing in so many days."""
    case = desk.open(**{"person__detained": True, "person__age": 31, "danger__immediate": False} | facts)
    if centre:
        keep(desk, case, centre, days)
    return case


def keep(desk, case, centre: str, days: int | None, removal: int | None = None) -> None:
    nine = dt.time(9, tzinfo=HOUSTON)
    hearing = None if days is None else dt.datetime.combine(today() + dt.timedelta(days=days), nine)
    leaves = None if removal is None else today() + dt.timedelta(days=removal)
    actions.record_detention(
        actor=desk.actor,
        case=Case.objects.get(id=case.id),
        seen=0,
        detention=Detention(centre, "", hearing, leaves),
        at=timezone.now(),
    )


def owes(case, **due) -> None:
    """What the case owes next is due then, or nothing is."""
    Case.objects.filter(id=case.id).update(next_due_at=timezone.now() + dt.timedelta(**due) if due else None)


def test_only_who_is_detained_now_stands_there_and_a_press_opens_the_case(desk):
    there = held(desk, "Centro Montaña (ejemplo)", 5)
    free, unknown = desk.open(person__detained=False, person__age=31), desk.open(person__age=31)
    out, closed, elsewhere = (held(desk, "Centro Llano (ejemplo)") for _ in range(3))
    actions.end_detention(actor=desk.actor, case=out, seen=1, at=timezone.now())
    Case.objects.filter(id=closed.id).update(status="closed")
    Case.objects.filter(id=elsewhere.id).update(post=desk.cast.laredo)
    page = shown(desk)
    assert f'href="/casos/{there.id}/"' in page and "Centro Montaña (ejemplo)" in page
    for other in (free, unknown, out, closed, elsewhere):
        assert other.folio not in page
    assert "Centro Llano" not in page


def test_the_nearest_hour_stands_first_whatever_it_is_the_hour_of(desk):
    hearing, step = held(desk, "Centro Uno (ejemplo)", 6), held(desk, "Centro Dos (ejemplo)")
    removal, late = held(desk), held(desk, "Centro Cuatro (ejemplo)")
    keep(desk, removal, "Centro Tres (ejemplo)", None, 2)
    for case in (hearing, removal):
        owes(case)
    owes(step, days=4)
    owes(late, days=-1)
    page = shown(desk)
    order = [page.index(case.folio) for case in (late, removal, step, hearing)]
    assert order == sorted(order)


def test_it_says_danger_and_that_somebody_is_under_18_or_may_be(desk):
    for facts, said in (
        ({"danger__immediate": True}, ("Peligro", None)),
        ({"person__age": 15}, (None, "Menor de edad")),
        ({"person__age": None}, (None, "Edad desconocida")),
    ):
        case = held(desk, **facts)
        [row] = re.findall(rf"<li[^>]*>(?:(?!</li>).)*{case.id}.*?</li>", shown(desk), re.S)
        for words in filter(None, said):
            assert words in row
        assert ("Peligro" in row) == (said[0] is not None)


def test_a_hearing_that_passed_asks_for_the_next_one_and_no_date_is_said_as_none(desk):
    held(desk, "Centro Montaña (ejemplo)", 5)
    assert "Audiencia:" in shown(desk) and "ya pasó" not in shown(desk)
    later = timezone.now() + dt.timedelta(days=7)
    [one], _ = access_detained.detained(desk.actor, "HOU", later, start=0, most=5)
    assert _row(one, later)["heard"] and not _row(one, timezone.now())["heard"]
    unknown = held(desk)
    page = shown(desk)
    assert (
        page.index("lugar por confirmar") and page.count("Sin fecha conocida de audiencia ni de salida") == 1
    )
    desk.client.cookies["idioma"] = "en"
    page = shown(desk)
    assert unknown.folio in page and "No known date of a hearing or removal" in page and "Hearing:" in page


def test_nobody_detained_is_said_with_what_would_stand_there(desk):
    assert "Nadie en detención por ahora" in shown(desk)


def test_a_case_is_not_in_the_list_of_a_party_to_it(desk, client):
    case = held(desk, "Centro Montaña (ejemplo)")
    actions.declare_party(
        actor=desk.actor,
        case=case,
        user=desk.cast.mateo.user,
        relation="relative",
        words="",
        at=timezone.now(),
    )
    assert case.folio in shown(desk)
    client.force_login(desk.cast.mateo.user)
    assert case.folio not in shown(desk)


def test_reading_it_is_one_entry_of_the_journal_however_many_stand_there(desk):
    for _ in range(3):
        held(desk)
    before = Entry.objects.count()
    shown(desk)
    assert Entry.objects.count() == before + 1
    assert Entry.objects.filter(what="case.detained", kind="read").count() == 1


def test_a_long_list_comes_in_pages_and_only_its_page_is_unsealed(desk, monkeypatch):
    cases = [held(desk) for _ in range(4)]
    for number, case in enumerate(cases):
        owes(case, hours=number + 1)
    read = []
    kept = access_detained.sections.latest_of_many
    monkeypatch.setattr(
        access_detained.sections, "latest_of_many", lambda some, kinds: read.append(some) or kept(some, kinds)
    )
    found, total = access_detained.detained(desk.actor, "HOU", timezone.now(), start=2, most=2)
    assert total == 4 and [one.case.folio for one in found] == [one.folio for one in cases[2:]]
    assert [len(some) for some in read] == [2]


def test_it_asks_as_many_questions_for_many_as_for_one(desk):
    held(desk, "Centro Montaña (ejemplo)", 5)
    few = len(desk.queries(HERE))
    for number in range(6):
        held(desk, f"Centro {number} (ejemplo)", number + 1)
    assert len(desk.queries(HERE)) == few <= 15
