"""The pages of a family: what was typed stays, warnings are said, IOM sees the least, nothing is promised."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case, record_consent
from cauce.family.reunification import actions
from cauce.family.reunification.actions import Told
from cauce.family.reunification.models import Blocker, Relative, Reunification
from tests.cast import today as cast_today
from tests.closing import close

pytestmark = pytest.mark.django_db
TODAY = cast_today()


@pytest.fixture
def family(cast, case):
    return actions.open_family(actor=cast.ines.actor, case=case, agreed=True, at=timezone.now())


@pytest.fixture
def child(cast, family):
    told = Told(name="Lía Canela", relation="child", born=TODAY - dt.timedelta(days=3000), married=False)
    return actions.add_relative(actor=cast.ines.actor, reunion=family, told=told, at=timezone.now())


def page(client, who, address: str) -> str:
    client.force_login(who.user)
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(client, who, address: str, **form):
    client.force_login(who.user)
    return client.post(address, form | {"once": str(uuid.uuid4())})


def day(name: str, value: dt.date) -> dict[str, str]:
    return {
        f"{name}_day": str(value.day),
        f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }


def test_nothing_is_opened_without_the_wish_and_then_once(client, cast, case):
    address = f"/casos/{case.id}/familia/"
    assert "Pregúnteselo antes" in send(client, cast.ines, address).content.decode()
    assert not Reunification.objects.exists()
    form = {"do": "open", "agreed": "on", "once": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert Reunification.objects.count() == 1
    assert "Agregar a un familiar que podría venir" in page(client, cast.ines, address)


def test_a_relative_is_added_drawn_and_said_in_words(client, cast, case, family):
    address = f"/casos/{case.id}/familia/familiares/"
    form = {"name": "Lía Canela", "relation": "child", "married": "no", "where": "San Lucas"}
    ahead = send(client, cast.ines, address, **form, **day("born", TODAY + dt.timedelta(days=9)))
    assert "está en el futuro" in ahead.content.decode() and "San Lucas" in ahead.content.decode()
    assert not Relative.objects.exists()
    born = day("born", TODAY - dt.timedelta(days=3000))
    assert send(client, cast.ines, address, **form, **born).status_code == 302
    shown = page(client, cast.ines, f"/casos/{case.id}/familia/")
    assert "<svg" in shown and "Lía Canela" in shown and "Podría caber en T-3" in shown
    assert "No es asesoría legal" in shown and "sin verificar" in shown
    assert "San Lucas" not in shown  # where they are stands on their own page


def test_a_name_of_another_family_is_asked_about_and_may_be_the_same(client, cast, case, family, child):
    other = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now())
    record_consent(actor=cast.ines.actor, case=other, purpose="keeping", given=True, at=timezone.now())
    actions.open_family(actor=cast.ines.actor, case=other, agreed=True, at=timezone.now())
    address = f"/casos/{other.id}/familia/familiares/"
    form = {"name": "Lia Canela", "relation": "sibling", "married": "unknown"}
    first = send(client, cast.ines, address, **form).content.decode()
    assert "ya está en otra familia" in first and 'type="checkbox" name="twice"' in first
    assert send(client, cast.ines, address, **form, twice="on").status_code == 302
    assert "se cuenta una vez" in page(client, cast.ines, f"/casos/{other.id}/familia/")


def test_a_parent_who_did_the_harm_is_not_asked_and_the_page_says_the_way(client, cast, case, child):
    address = f"/casos/{case.id}/familia/familiares/{child.id}/"
    form = {"do": "custody", "held_by": "trafficker_family", "other_parent": "trafficker"}
    wrong = send(client, cast.ines, address, **form, custody="asked").content.decode()
    assert "no se le pide permiso ni se le avisa" in wrong and "orden judicial" in wrong
    assert send(client, cast.ines, address, **form, custody="court").status_code == 302
    for shown in (
        page(client, cast.ines, address),
        page(client, cast.ines, f"/casos/{case.id}/familia/"),
    ):
        assert "ni se le avisa de nada" in shown and "que nadie le llame" in shown


def test_arrival_before_travel_is_said(client, cast, case, child):
    address = f"/casos/{case.id}/familia/familiares/{child.id}/"
    wrong = send(client, cast.ines, address, do="step", step="arrival", **day("day", TODAY))
    assert "Falta anotar antes el viaje" in wrong.content.decode()
    day_before = TODAY - dt.timedelta(days=1)
    assert (
        send(client, cast.ines, address, do="step", step="filed", **day("day", day_before)).status_code == 302
    )
    assert send(client, cast.ines, address, do="papers", passport="asked").status_code == 302
    child.refresh_from_db()
    assert child.steps == {"filed": day_before.isoformat()} and child.papers == {"passport": "asked"}
    assert send(client, cast.ines, address, do="back", step="filed").status_code == 302
    assert send(client, cast.ines, address, do="cook").status_code == 404


def test_what_holds_it_up_stands_on_the_board_with_its_age_and_no_name(client, cast, case, child):
    address = f"/casos/{case.id}/familia/"
    form = {
        "do": "block",
        "kind": "custody_case",
        "owner": "family_lawyer",
        "relative": str(child.id),
    }
    since = day("since", TODAY - dt.timedelta(days=40))
    assert send(client, cast.ines, address, **form, **since, note="Juzgado 3").status_code == 302
    shown = page(client, cast.ines, "/familias/")
    assert (
        "Juicio de custodia" in shown
        and "Abogada o abogado de familia en México" in shown
        and "días" in shown
    )
    assert "Lía" not in shown and "Juzgado" not in shown
    assert "Juzgado 3" in page(client, cast.ines, address)
    blocker = str(Blocker.objects.get().id)
    assert send(client, cast.ines, address, do="resolve", blocker=blocker).status_code == 302
    assert (
        "ya estaba resuelto"
        in client.post(
            address, {"do": "resolve", "blocker": blocker, "once": str(uuid.uuid4())}, follow=True
        ).content.decode()
    )


def test_iom_sees_what_was_agreed_and_notes_its_steps(client, cast, case, family, child):
    share = f"/casos/{case.id}/familia/acuerdo/"
    form = {"do": "share", "partner": str(cast.oim.id), "fields_": ["safety_notes"]}
    no = send(client, cast.ines, share, **form, safety_notes="Que nadie llame al pueblo.")
    assert (
        "Sin su consentimiento no se comparte nada" in no.content.decode()
        and "al pueblo" in no.content.decode()
    )
    assert "Nada por ahora" in page(client, cast.paula, "/familias/")
    yes = send(client, cast.ines, share, **form, safety_notes="Que nadie llame al pueblo.", agreed="on")
    assert yes.status_code == 302
    listed = page(client, cast.paula, "/familias/")
    assert case.folio not in listed and "Lía" not in listed and "Houston" in listed
    address = f"/familias/compartidas/{family.id}/"
    shown = page(client, cast.paula, address)
    assert "Que nadie llame" in shown and "menor de 18" in shown and "Lía" not in shown
    wrong = send(client, cast.paula, address, relative=str(child.id), step="travel", **day("day", TODAY))
    assert "el consulado anote" in wrong.content.decode()
    day_before = day("day", TODAY - dt.timedelta(days=1))
    told = send(client, cast.paula, address, relative=str(child.id), step="orientation", **day_before)
    assert told.status_code == 302
    client.force_login(cast.ines.user)
    assert "OIM" in page(client, cast.ines, f"/casos/{case.id}/permisos/")
    assert send(client, cast.ines, share, do="stop").status_code == 302
    client.force_login(cast.paula.user)
    assert client.get(address).status_code == 404


def test_dates_and_danger_are_kept_and_a_mistake_is_said(client, cast, case, family):
    address = f"/casos/{case.id}/familia/datos/"
    form = {"do": "tell", "filed": "no", "danger": "unknown"}
    wrong = send(client, cast.ines, address, **form, **day("filed_on", TODAY - dt.timedelta(days=9)))
    assert "no dice que se presentó" in wrong.content.decode()
    assert send(client, cast.ines, address, **form, **day("born", dt.date(2000, 1, 2))).status_code == 302
    assert 'value="2000"' in page(client, cast.ines, address)
    early = send(client, cast.ines, address, do="end", reason="together").content.decode()
    assert "Nadie ha llegado" in early
    assert send(client, cast.ines, address, do="end", reason="person_wish").status_code == 302
    assert "ya no lo pide" in page(client, cast.ines, f"/casos/{case.id}/familia/")


def test_a_page_that_ended_is_opened_again_with_its_reason(client, cast, case, family):
    address = f"/casos/{case.id}/familia/"
    assert "Abrirla otra vez" not in page(client, cast.ines, address)
    send(client, cast.ines, address + "datos/", do="end", reason="person_wish")
    assert "Abrirla otra vez" in page(client, cast.ines, address)
    wrong = send(client, cast.ines, address, do="reopen", reason="wish_again").content.decode()
    assert "Pregúnteselo antes" in wrong and "checked" in wrong
    done = send(client, cast.ines, address, do="reopen", reason="wish_again", agreed="on")
    assert done.status_code == 302
    again = page(client, cast.ines, address)
    assert "La persona lo pide otra vez" in again and "Agregar a un familiar" in again


def test_headquarters_sees_counts_only(client, cast, case, child):
    close("families")
    shown = page(client, cast.sofia, "/familias/cifras/")
    assert '<td class="number">oculto</td>' in shown
    assert case.folio not in shown and "Lía" not in shown
    client.force_login(cast.sofia.user)
    assert client.get("/familias/").status_code == 404
