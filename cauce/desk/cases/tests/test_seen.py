"""E13: the person is told who saw her file: when, from where, which part, what for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access, actions
from cauce.custody.journal.models import Entry
from cauce.people import access as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    now = timezone.now()
    case = actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now - dt.timedelta(hours=1)
    )
    access.page_for(cast.ines.actor, case.id, "risk", now)
    access.page_for(cast.ines.actor, case.id, "risk", now)
    people.identity(cast.mateo.actor, case.person, reason="contact")
    other = actions.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    access.page_for(cast.mateo.actor, other.id, "plan", now)
    return case


def page(client, member, case, query="", status=200) -> str:
    client.force_login(member.user)
    answer = client.get(f"/casos/{case.id}/lecturas/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def table(shown: str) -> str:
    return shown[shown.index("<tbody>") : shown.index("</tbody>")]


def test_E13_it_says_the_day_the_role_the_part_and_what_for_without_names(client, cast, case):
    shown = table(page(client, cast.ines, case))
    assert shown.count("Los riesgos") == 1 and "Su nombre y cómo comunicarse" in shown
    assert "Comunicarme por el medio seguro" in shown and "Houston" in shown
    assert "Inés Carranza" not in shown and "Mateo Villegas" not in shown
    assert "Su plan" not in shown, "that was another case"


def test_E13_names_are_shown_by_choice_and_in_her_language(client, cast, case):
    shown = page(client, cast.ines, case, "?lengua=en&nombres=si")
    assert "Mateo Villegas" in table(shown) and "The risks" in shown
    assert "Who has seen your file" in shown


def test_E13_looking_at_it_is_written_down_too(client, cast, case):
    page(client, cast.ines, case)
    last = Entry.objects.filter(kind="read").order_by("-id").first()
    assert (last.what, last.about_id) == ("case.seen", str(case.id))


def test_it_opens_for_nobody_of_another_post(client, cast, case):
    for member in (cast.tomas, cast.elena, cast.bruno, cast.clara):
        page(client, member, case, status=404)
