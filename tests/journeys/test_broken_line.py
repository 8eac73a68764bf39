"""A line that breaks while somebody sends what she wrote: it stays, and is sent once, and by her alone."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from importlib import import_module
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Error, expect

from cauce.cases import access
from cauce.cases import actions as cases
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.accounts.models import SignIn
from tests.line import Line

from .casework import open_case
from .person import Person, seen

pytestmark = [pytest.mark.journey, pytest.mark.steps]
HOUR = 3600
STAYS = "Sin conexión: lo escrito sigue aquí."


class OnALine(Person):
    """Whose browser says in its console, each time, that there was no line."""

    def _note_console(self, message) -> None:
        if "net::ERR" not in message.text and "a status of 40" not in message.text:
            super()._note_console(message)


@pytest.fixture(scope="module")
def line(house):
    opened = Line(urlsplit(house.server.url).port)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def case(house):
    made, ines, now = open_case(house), house.cast.ines.actor, timezone.now()
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=ines, case=made, purpose=purpose, given=True, at=now)
    cases.save_section(actor=ines, case=made, kind="narrative", content="Vino sola.", seen=0)
    return made


@pytest.fixture(scope="module")
def ines(house, line):
    who = OnALine(house.browser, line.url, "ines")
    who.context.set_default_timeout(30_000)  # every file of every page comes over the slow line
    who.context.clock.install()
    who.sit_down()
    yield who
    who.context.close()


@pytest.fixture(autouse=True)
def mended(line):
    yield
    line.mend()


def written(case) -> tuple[int, str]:
    """How often the account was saved, and what it says."""
    case.refresh_from_db()
    return access.section(case, "narrative")


def types(ines, case, text: str) -> None:
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    ines.page.get_by_label("Lo que contó").first.fill(text)


def an_hour_passes(ines) -> None:
    """For the browser, and for the session that nobody used meanwhile."""
    SignIn.objects.filter(ended_at=None).update(seen_at=F("seen_at") - dt.timedelta(seconds=HOUR))
    ines.context.clock.run_for(4000)
    ines.context.clock.fast_forward(HOUR * 1000)


def arrives(ines, case) -> None:
    expect(ines.page).to_have_url(f"{ines.server}/casos/{case.id}/entrevista/")


@pytest.mark.parametrize(("mode", "after"), [("down", 0), ("request", 90), ("answer", 0)])
def test_what_was_typed_waits_for_the_line_and_is_saved_once(ines, line, case, mode, after):
    before, _ = written(case)
    text = f"Lo contó cuando la línea se rompió: {mode}."
    types(ines, case, text)
    line.breaks(mode, after)
    ines.press("Guardar", exact=True)
    ines.reads(STAYS)
    expect(ines.page.get_by_label("Lo que contó").first).to_have_value(text)
    if mode == "down":
        seen(ines, "waits for the line")
    line.mend()
    ines.press("Enviar ahora")
    arrives(ines, case)
    assert written(case) == (before + 1, text)


def test_after_an_hour_only_she_who_wrote_it_can_send_it(ines, line, case):
    before, _ = written(case)
    types(ines, case, "Lo escribió antes de que se fuera la luz.")
    line.breaks("down")
    ines.press("Guardar", exact=True)
    ines.reads(STAYS)
    an_hour_passes(ines)
    ines.reads("Esta página descansa")
    assert ines.page.get_by_text("antes de que se fuera").count() == 0
    line.mend()
    ines.page, page = ines.context.new_page(), ines.page
    for username in ("lucia", "ines"):
        assert written(case)[0] == before
        ines.username = username
        ines.enter()
        with suppress(Error):  # it has tried again by itself and is gone
            page.evaluate("dispatchEvent(new Event('focus'))")
        if username == "lucia":
            expect(page.locator("[data-hold-said=other]")).not_to_have_attribute("hidden", "")
            ines.go("/salir/")
    ines.page = page
    arrives(ines, case)
    assert written(case) == (before + 1, "Lo escribió antes de que se fuera la luz.")


def test_she_covers_the_page_at_once_and_nobody_else_opens_it(ines, line, case):
    types(ines, case, "Alguien entró al cuarto mientras escribía.")
    line.breaks("down")
    ines.page.keyboard.press("Control+Alt+KeyB")
    ines.reads("La cubrió usted")
    assert ines.page.get_by_text("Alguien entró").count() == 0
    ines.press("Seguir aquí")
    ines.reads("No hay conexión")
    line.mend()
    ines.press("Seguir aquí")
    ines.reads("Todavía no ha entrado")
    ines.look("covered by hand")
    ines.page, page = ines.context.new_page(), ines.page
    ines.enter()
    ines.page = page
    ines.press("Seguir aquí")
    expect(ines.page.get_by_label("Lo que contó").first).to_be_visible()
    ines.press("Guardar", exact=True)
    arrives(ines, case)
    assert written(case)[1] == "Alguien entró al cuarto mientras escribía."


def test_what_has_to_be_corrected_comes_back_as_it_does_without_the_script(ines, line):
    ines.go("/casos/nuevo/")
    ines.press("Abrir y preguntar por su seguridad")
    ines.reads("Falta corregir algo")
    assert "Falta corregir" in ines.page.title()
    assert ines.page.locator("[data-hold]").count() == 1
    ines.look("corrected")


def test_the_page_that_came_to_be_corrected_waits_for_the_line_too_and_is_left_at_once(ines, line):
    ines.go("/casos/nuevo/")
    ines.press("Abrir y preguntar por su seguridad")
    ines.reads("Falta corregir algo")
    line.breaks("down")
    ines.press("Abrir y preguntar por su seguridad")
    ines.reads(STAYS)
    line.mend()
    expect(ines.page.locator("[data-hold]")).to_be_hidden()  # it tried again by itself
    ines.reads("Falta corregir algo")
    sent = []
    ines.page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    ines.press("Abrir y preguntar por su seguridad")
    assert len(sent) == 1
    for _ in range(2):
        ines.page.keyboard.press("Escape")
    expect(ines.page.locator("[data-leave-said]")).to_have_text(
        "Pulse Esc una vez más para salir de esta página."
    )
    ines.page.keyboard.press("Escape")
    expect(ines.page).not_to_have_url(f"{ines.server}/casos/nuevo/")


def proof_runs_out(ines) -> None:
    """What she proved when she sat down is too long ago."""
    named = {one["name"]: one["value"] for one in ines.context.cookies()}
    session = import_module(settings.SESSION_ENGINE).SessionStore(named[settings.SESSION_COOKIE_NAME])
    session["proved_at"] = 0
    session.save()


def test_a_proof_that_ran_out_is_given_on_the_page_itself_and_nothing_is_typed_twice(ines):
    ines.sit_down()
    ines.go("/urgencias/")
    ines.write("Folio del caso, exacto", "LAR-2026-99999")
    ines.page.get_by_role("radio").first.check()
    ines.write("Por qué no puede esperar", "La persona está aquí y su consulado no contesta.")
    proof_runs_out(ines)
    ines.press("Abrir y avisar")
    ines.reads("Escriba su código para comprobar quién es")
    ines.look("proves it here")
    ines.write("Escriba su código", "no es")
    ines.press("Enviar ahora")
    ines.reads("No es ese código")
    ines.write("Escriba su código", DEMO_CODE)
    ines.page.keyboard.press("Enter")
    ines.reads("Con ese folio no se abre nada aquí")
