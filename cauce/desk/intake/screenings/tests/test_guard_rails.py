"""The guard-rails of passive noticing at a counter, one test each."""

from __future__ import annotations

import datetime as dt
import re

from django.apps import apps

from cauce.content.loader import load_edition
from cauce.custody.journal.models import Entry
from cauce.intake.screenings.actions import erase_expired
from cauce.intake.screenings.models import Encounter
from cauce.rules.permissions import SYSTEM
from tests.architecture.reading import CAUCE, code, imports, short

CUES = ("other_speaks", "visible_fear")


def instrument():
    return load_edition().instruments["window-cues"]


def words_of(item) -> str:
    return f"{item.text.es} {item.text.en}".lower()


def test_it_never_touches_the_document_service(window):
    columns = {field.name for field in Encounter._meta.get_fields()}
    assert not columns & {"document", "procedure", "service", "appointment", "folio", "name"}
    assert not [m for m in apps.get_models() if m.__name__ in ("Document", "Appointment", "Passport")]
    for page in (window.client.get("/mostrador/"), window.client.get("/mostrador/siguiente/")):
        assert not re.search(r"retener|negar el|cancelar|rechazar", page.content.decode(), re.I)


def test_it_makes_moves_and_knows_no_appointment():
    """The house keeps appointments of cases (record 70): the counter's noticing and they never meet."""
    kept = {"cauce.intake.appointments", "cauce.desk.intake.appointments"}
    noticing = {"cauce.intake.screenings", "cauce.desk.intake.screenings"}
    for here, there in ((noticing, kept), (kept, noticing)):
        files = [file for part in here for file in code(CAUCE.parent / part.replace(".", "/"))]
        assert len(files) > 5
        assert not [
            f"{short(path)}: {name}"
            for path, module in files
            for _, name in imports(module)
            if any(f"{name}.".startswith(f"{other}.") for other in there)
        ]
    ours, theirs = (set(apps.get_app_config(a).get_models()) for a in ("screenings", "appointments"))
    assert ours and theirs
    for models, others in ((ours, theirs), (theirs, ours)):
        related = {field.related_model for one in models for field in one._meta.get_fields()}
        assert not related & others


def test_it_shows_a_cue_to_nobody_at_the_counter_after_it_was_sent(window):
    texts = [item.text.es for item in instrument().items if item.id in CUES]
    encounter = window.passed()
    for address in (f"/mostrador/turnos/{encounter.id}/", "/mostrador/siguiente/"):
        page = window.client.get(address, follow=address.endswith("siguiente/")).content.decode()
        assert "checked" not in page
        if "turno" in address:
            assert not [text for text in texts if text in page]
            assert not [cue for cue in CUES if cue in page]


def test_it_shows_no_cue_on_the_page_of_the_sentence_nor_in_any_address(window):
    answer = window.tick(*CUES)
    assert not [cue for cue in CUES if cue in answer.headers["Location"]]
    page = window.client.get("/mostrador/siguiente/")
    assert not [cue for cue in CUES if cue in page.content.decode()]
    assert "no-store" in page.headers["Cache-Control"]


def test_it_writes_no_cue_in_the_journal(window):
    window.passed()
    written = [str(row.detail) for row in Entry.objects.all()]
    assert any("ticked" in details for details in written)
    assert not [cue for cue in CUES for details in written if cue in details]


def test_it_puts_no_score_on_the_person(window):
    window.tick(*CUES)
    page = window.client.get("/mostrador/siguiente/").content.decode().lower()
    assert not re.search(r"puntaje|puntuación|score|riesgo|probabilidad|sospech", page)


def test_it_forgets_the_cues_in_thirty_to_ninety_days(window):
    encounter = window.passed()
    kept = encounter.expires_on - dt.date.today()
    assert dt.timedelta(days=29) <= kept <= dt.timedelta(days=90)
    erase_expired(actor=SYSTEM, encounter=encounter, cues_too=True)
    encounter.refresh_from_db()
    assert encounter.cues == [] and encounter.turn == ""


def test_it_leaves_the_decision_to_a_person(window):
    window.tick(*CUES)
    assert not Encounter.objects.exists()  # offered, and nothing happened by itself
    assert {rule.offer for rule in instrument().rules} <= {"offer_private_talk", "emergency_route"}


def test_it_gives_the_card_to_everybody_whatever_was_ticked(window):
    window.tick()
    nothing = window.client.get("/mostrador/").content.decode()
    window.tick("other_speaks")
    one = window.client.get("/mostrador/").content.decode()
    blind = [re.sub(r'(csrf\w+|once)" value="[^"]+"', "", page) for page in (nothing, one)]
    assert blind[0] == blind[1]


def test_it_has_none_of_the_prohibited_inputs():
    prohibited = r"nacionalidad|etni|indígena|lengua|idioma|ocupaci|sexual|tatuaje|ropa|vestir|piel"
    cues = [item for item in instrument().items if item.kind == "cue"]
    assert cues and not [item.id for item in cues if re.search(prohibited, words_of(item))]
    assert not re.search(
        r"nationality|ethnic|language|occupation|tattoo|cloth|skin", " ".join(map(words_of, cues))
    )


def test_it_has_no_search_by_person_companion_or_telephone(window):
    page = window.client.get("/mostrador/").content.decode()
    assert 'type="search"' not in page and 'method="get"' not in page
