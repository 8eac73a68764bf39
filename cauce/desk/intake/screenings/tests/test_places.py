"""A few questions at a place that is no counter: without a case, without a name, nothing kept."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cauce.custody.journal.models import Entry
from cauce.intake.screenings.asking import of_space, spaces_without_case
from cauce.intake.screenings.models import Encounter, Sitting

PLACES = ("mobile_consulate", "health_window", "labour_rights_week", "farm_outreach")


def answer(window, space: str, **answers):
    form = answers | {"once": str(uuid.uuid4())}
    return window.client.post(f"/mostrador/espacios/{space}/", form)


def test_it_lists_the_four_places_where_questions_need_no_case(window):
    page = window.client.get("/mostrador/espacios/").content.decode()
    assert tuple(one.id for one in spaces_without_case()) == PLACES
    assert all(f"/mostrador/espacios/{space}/" in page for space in PLACES)
    for closed in ("detention_visit", "shelter", "online_self", "nada"):
        assert window.client.get(f"/mostrador/espacios/{closed}/").status_code == 404


@pytest.mark.parametrize("space", PLACES)
def test_it_asks_no_name_and_takes_no_free_text_there(window, space):
    page = window.client.get(f"/mostrador/espacios/{space}/").content.decode()
    asked = page[page.index("<main") :]  # the box of the header looks for a turn, and keeps nothing
    assert "<textarea" not in asked and 'type="text"' not in asked
    assert str(of_space(space).intro.es)[:40] in page


def test_it_says_what_to_offer_and_keeps_no_answer(window):
    led = answer(window, "labour_rights_week", alone_and_safe="yes", has_papers="no", unpaid="yes")
    assert led.headers["Location"] == "/mostrador/siguiente/"
    page = window.client.get("/mostrador/siguiente/").content.decode()
    assert "hablara con protección" in page and "has_papers" not in page
    window.pass_turn("B12")
    passed = Encounter.objects.get(turn="B12")
    assert (passed.instrument, passed.cues) == ("labour-week", [])
    assert not Sitting.objects.exists()
    assert "has_papers" not in " ".join(str(row.detail) for row in Entry.objects.all())


def test_it_shows_again_what_an_answer_opened(window):
    page = answer(window, "mobile_consulate", minor_today="yes").content.decode()
    assert 'name="child_plan"' in page and "checked" in page
    again = {"minor_today": "yes", "child_plan": "no", "asked": "minor_today child_plan"}
    led = answer(window, "mobile_consulate", **again)
    assert led.headers["Location"] == "/mostrador/siguiente/"


def test_it_does_nothing_more_when_nothing_calls_for_it(window):
    led = answer(window, "health_window", alone_and_safe="yes", core_unsafe="no")
    assert led.headers["Location"] == "/mostrador/espacios/" and not Encounter.objects.exists()


def test_it_tells_protection_where_and_never_what_was_answered(window, cast):
    answer(window, "mobile_consulate", alone_and_safe="yes", can_leave="no")
    window.pass_turn("M7")
    passed = Encounter.objects.get(turn="M7")
    window.client.force_login(cast.ines.user)
    page = window.client.get(reverse("protection:waiting", args=[passed.id]))
    words = page.content.decode()
    assert "Seis preguntas en privado" in words and "podría dejar" not in words
