"""Thirty seconds at the counter: tick, say one sentence, pass a number, and nothing stays."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
import time_machine

from cauce.intake.screenings.actions import acknowledge, call_deputy
from cauce.intake.screenings.models import Encounter
from cauce.rules.permissions import SYSTEM

SENTENCE = "Nos falta verificar un dato de su trámite"


def test_it_shows_every_item_of_the_instrument_and_asks_no_name(window):
    page = window.client.get("/mostrador/").content.decode()
    assert 'value="other_speaks"' in page and 'value="person_asks"' in page
    asked = page[page.index("<main") :]  # the box of the header looks for a turn, and keeps nothing
    assert 'type="text"' not in asked and "<textarea" not in asked


def test_it_offers_a_private_talk_for_two_cues(window):
    answer = window.tick("other_speaks", "visible_fear")
    assert answer.headers["Location"] == "/mostrador/siguiente/"
    page = window.client.get("/mostrador/siguiente/").content.decode()
    assert SENTENCE in page and "La persona prefirió que no" in page


def test_it_offers_a_private_talk_when_the_person_asks(window):
    window.tick(asks=("person_asks",))
    window.pass_turn("B3")
    assert Encounter.objects.get(turn="B3").asked


@pytest.mark.parametrize("said", ["person_asks", "nowhere_safe"])
def test_whoever_asked_for_help_or_for_a_bed_is_answered_and_given_no_pretext(window, said):
    window.tick(asks=(said,))
    page = window.client.get("/mostrador/siguiente/").content.decode()
    answered = page.index("Claro que sí. Venga conmigo")
    assert answered < page.index("Si alguien más puede oír") < page.index(SENTENCE)
    window.pass_turn("B4")
    assert Encounter.objects.get(turn="B4").asked


def test_it_says_go_on_and_keeps_nothing_for_one_cue_alone(window):
    answer = window.tick("other_speaks")
    assert answer.headers["Location"] == "/mostrador/"
    page = window.client.get("/mostrador/").content.decode()
    assert "Siga con el trámite" in page and "Listo" not in page
    assert "No se avisó a nadie de protección" in page, "nobody believes that protection knows"
    assert "checked" not in page and not Encounter.objects.exists()
    assert window.client.get("/mostrador/siguiente/").headers["Location"] == "/mostrador/"
    window.client.get("/mostrador/")
    assert "window" not in window.client.session


@pytest.mark.parametrize("opened, cues", [(1, ["other_speaks"]), (2, [])], ids=["theirs", "the_next"])
def test_it_passes_somebody_on_anyway_with_the_cue_that_was_too_little_and_the_next_without_it(
    window, opened, cues
):
    window.tick("other_speaks")
    for _ in range(opened):
        shown = window.client.get("/mostrador/").content.decode()
    assert re.search(r'name="do"\s+value="pass">Avisar a protección', shown)
    told = window.tick(do="pass").headers["Location"]
    assert SENTENCE in window.client.get(told).content.decode()
    window.pass_turn("D4")
    assert Encounter.objects.get(turn="D4").cues == cues
    assert window.client.get("/mostrador/siguiente/").headers["Location"] == "/mostrador/"


def test_whoever_is_of_protection_sees_the_person_themselves_and_the_counter_does_not(window):
    window.tick("other_speaks", do="pass")
    assert 'value="mine"' not in window.client.get("/mostrador/siguiente/").content.decode()
    window.client.force_login(window.cast.ines.user)
    window.tick("other_speaks", do="pass")
    assert 'value="mine"' in window.client.get("/mostrador/siguiente/").content.decode()
    leads = window.pass_turn("D6", do="mine").headers["Location"]
    seen = Encounter.objects.get(turn="D6")
    assert leads == f"/turnos/{seen.id}/" and seen.acknowledged_by == window.cast.ines.actor.user


@pytest.mark.parametrize("asks", [(), ("nowhere_safe",)])
def test_what_was_ticked_goes_along_when_protection_is_told(window, asks):
    told = window.tick("other_speaks", asks=asks, do="pass")
    assert "Diga esto" in window.client.get(told.headers["Location"]).content.decode()
    window.pass_turn("D5")
    assert set(Encounter.objects.get(turn="D5").cues) == {"other_speaks", *asks}


def test_it_does_not_count_a_cue_that_something_explains(window):
    answer = window.tick("other_speaks", "visible_fear", clears=("chosen_companion",))
    assert answer.headers["Location"] == "/mostrador/"


def test_it_puts_help_first_when_there_is_danger(window):
    window.tick(asks=("life_at_risk",))
    page = window.client.get("/mostrador/siguiente/").content.decode()
    assert "Llame al 911" in page and SENTENCE not in page


def test_it_passes_only_the_turn_number_and_waits_for_an_answer(window):
    encounter = window.passed("A47")
    assert encounter.post_id == "HOU" and encounter.cues == ["other_speaks", "visible_fear"]
    page = window.client.get(f"/mostrador/turnos/{encounter.id}/").content.decode()
    assert "Turno A47" in page and "hace un momento" in page


def test_it_says_how_long_the_turn_has_waited(window):
    encounter = window.passed()
    with time_machine.travel(encounter.raised_at + dt.timedelta(minutes=3, seconds=10)):
        page = window.client.get(f"/mostrador/turnos/{encounter.id}/").content.decode()
    assert "hace 3 minutos" in page


def test_it_says_when_the_deputy_was_called(window):
    encounter = window.passed()
    call_deputy(actor=SYSTEM, encounter=encounter, at=encounter.due_at)
    page = window.client.get(f"/mostrador/turnos/{encounter.id}/").content.decode()
    assert "También se avisó a quien suple" in page


def test_it_shows_nothing_once_protection_answered(window):
    encounter = window.passed()
    acknowledge(actor=window.cast.ines.actor, encounter=encounter)
    address = f"/mostrador/turnos/{encounter.id}/"
    assert window.client.get(address).headers["Location"] == "/mostrador/"
    asked_by_itself = window.client.get(address, headers={"HX-Request": "true"})
    assert asked_by_itself.headers["HX-Redirect"] == "/mostrador/"
    assert "A47" not in window.client.get("/mostrador/").content.decode()


def test_it_keeps_nothing_when_the_person_preferred_not_to(window):
    window.tick("other_speaks", "visible_fear")
    window.client.post("/mostrador/siguiente/", {"do": "no", "turn": "A47"})
    assert not Encounter.objects.exists()
    assert "window" not in window.client.session
    assert window.client.get("/mostrador/siguiente/").headers["Location"] == "/mostrador/"


def test_it_passes_a_turn_once_when_the_form_is_sent_twice(window):
    window.tick("other_speaks", "visible_fear")
    once = str(uuid.uuid4())
    first, second = window.pass_turn(once=once), window.pass_turn(once=once)
    assert first.headers["Location"] == second.headers["Location"]
    assert Encounter.objects.count() == 1


@pytest.mark.parametrize("turn", ["", "   ", "A" * 13, "🙂" * 40], ids=["none", "blank", "long", "emoji"])
def test_it_asks_again_for_a_turn_number_that_is_none_and_loses_nothing(window, turn):
    window.tick("other_speaks", "visible_fear")
    answer = window.pass_turn(turn)
    page = answer.content.decode()
    assert answer.status_code == 200 and "Falta" in page and SENTENCE in page
    window.pass_turn("A47")
    assert Encounter.objects.get().cues == ["other_speaks", "visible_fear"]


def test_it_passes_the_turn_even_if_what_was_ticked_is_gone(window):
    window.tick("other_speaks", "visible_fear")
    window.client.get("/mostrador/")
    window.pass_turn("C9")
    assert Encounter.objects.get(turn="C9").cues == []


def test_it_refuses_a_cue_that_the_instrument_has_not(window):
    answer = window.tick("tattoo")
    assert answer.status_code == 200 and "tattoo" in answer.content.decode()
    assert not Encounter.objects.exists()


@pytest.mark.parametrize("who", ["clara", "aurora", "sofia", "elena", "bruno", "raul"])
def test_it_is_no_page_for_who_does_not_stand_at_a_counter(client, cast, who):
    client.force_login(getattr(cast, who).user)
    for address in ("/mostrador/", "/mostrador/siguiente/", f"/mostrador/turnos/{uuid.uuid4()}/"):
        assert client.get(address).status_code == 404


def test_it_tells_another_post_nothing_of_a_turn(window):
    encounter = window.passed()
    window.client.force_login(window.cast.tomas.user)
    theirs = window.client.get(f"/mostrador/turnos/{encounter.id}/")
    nobodys = window.client.get(f"/mostrador/turnos/{uuid.uuid4()}/")
    assert theirs.status_code == 404 and theirs.content == nobodys.content


def test_what_is_learnt_once_is_folded_and_nothing_of_it_is_lost(window):
    page = window.client.get("/mostrador/").content.decode()
    fold = page.index("Qué significan; lugares")
    ticks, folded = page[:fold], page[fold:]
    for words in ("No pregunte el nombre", "A todo el mundo, a solas", "aunque sea la única señal"):
        assert words in folded and words not in ticks
    assert page.index("Continuar") < page.index("Otros lugares")


def test_the_list_at_the_counter_is_under_ninety_words(window):
    for language in ("es", "en"):
        window.client.cookies["idioma"] = language
        page = window.client.get("/mostrador/").content.decode()
        page = page[page.index("<main") : page.index("</main")]
        for hidden in ('<div class="inside">.*?</details>', "<[a-z]+ [^>]*\\bunseen\\b.*?</[a-z]+>"):
            page = re.sub(hidden, " ", page, flags=re.DOTALL)
        seen = re.findall(r"\S*\w\S*", re.sub("<[^>]+>", " ", page))
        assert 60 < len(seen) < 90, " ".join(seen)


def test_the_number_is_typed_at_once_and_what_to_say_is_heard_with_it(window):
    window.tick("other_speaks", "visible_fear")
    page = window.client.get("/mostrador/siguiente/").content.decode()
    field = re.search(r'<input[^>]*name="turn"[^>]*>', page)[0]
    assert "autofocus" in field and 'aria-describedby="diga id_turn_helptext"' in field
    assert SENTENCE in page.partition('id="diga"')[2].partition("<form")[0]


def test_it_speaks_english_to_who_chose_it(window):
    window.client.cookies["idioma"] = "en"
    assert "Tick only what you noticed" in window.client.get("/mostrador/").content.decode()
