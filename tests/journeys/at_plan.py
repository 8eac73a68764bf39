"""Steps 8 and 9: the plan agreed with the person, the directory, and a request with consent; and the short
way to a bed for tonight."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import expect

from tests.canaries import PLANTED
from tests.cast import today

from . import at_desk
from .person import Person

HOUSE = "Casa Jacaranda"
NEED = "Lugar seguro donde dormir"
SHARED = ("Si es urgente", "Lo que necesita")  # and the name, which is written


def agree(ines: Person, case: str, *, officer: str = "Inés Carranza", shot: str = "") -> None:
    """One line of the plan, and that the person agrees with it."""
    _line(ines, case, officer)
    ines.press("Agregar: la persona está de acuerdo con el plan")
    expect(ines.page.get_by_role("heading", name=NEED)).to_be_visible()
    ines.reads("Se revisó con la persona")
    ines.look("plan", shot=shot)


def agree_and_find(ines: Person, case: str, *, officer: str, house: str) -> None:
    """The same, straight to a service for it and to the request to the shelter."""
    _line(ines, case, officer)
    ines.press("Agregar, de acuerdo, y buscar servicio")
    straight(ines, house)


def _line(ines: Person, case: str, officer: str) -> None:
    """What is known to be needed stands there; the day is said."""
    ines.be_at(f"{case}plan/")
    ines.heading("Acordar el plan con la persona")
    due = today() + dt.timedelta(days=1)
    ines.choose("Qué necesita", NEED)
    ines.write(
        "Qué se acordó",
        f"Alojamiento desde hoy, con Casa Jacaranda. La acompaña {PLANTED}.",
    )
    ines.choose("Responsable", officer)
    ines.write("Día", str(due.day))
    month = ines.page.get_by_label("Mes")
    if month.input_value() != str(due.month):
        month.select_option(str(due.month))
    ines.write("Año", str(due.year))


def find_from_plan(ines: Person, case: str, *, house: str = HOUSE, shot: str = "") -> None:
    """From a line of the plan to the request to the shelter, straight from its row in the directory."""
    ines.be_at(f"{case}plan/")
    ines.follow(re.compile(f"Buscar servicio.*{NEED}"))
    straight(ines, house, shot=shot)


def straight(ines: Person, house: str, *, shot: str = "") -> None:
    """From the row of a service to its request, where the person is asked."""
    ines.heading("Quién puede recibir a la persona")
    ines.look("directory", shot=shot)
    ines.follow(re.compile(f"Preguntarle y pedirlo.*{house}"))
    ines.heading("Enviar solo lo que la persona permitió")


def find_from_case(ines: Person, case: str, *, house: str = HOUSE) -> None:
    """The case says that a safe place is due; from there to the entry of the shelter, and its request."""
    ines.go(case)
    ines.follow(re.compile("^Canalizar a los servicios"))
    ines.heading("Canalizar, con permiso de la persona")
    ines.look("referrals")
    ines.follow("Buscar un servicio", exact=True)
    ines.heading("Quién puede recibir a la persona")
    ines.look("directory")
    ines.follow(re.compile(f"^(?!Preguntarle).*{house}"))
    ines.heading(re.compile(house))
    ines.look("directory entry")
    ines.follow("Preparar una canalización")
    ines.heading("Enviar solo lo que la persona permitió")


def ask_and_send(
    ines: Person, case: str, *, house: str = HOUSE, shot: str = "", soon: str = "Emergencia"
) -> str:
    """Without consent nothing leaves; with it, only what was agreed to. ``soon`` "": as it stands filled in.
    The request's address."""
    ines.reads("Falta consentimiento")
    assert ines.page.locator("main input[type=checkbox]:checked").count() == 0, "nothing is ticked beforehand"
    ines.look("referral without consent")
    agree_here(ines, *SHARED)
    if soon:
        ines.answer("Qué tan pronto", re.compile(soon))
    ines.write("Se diría: Lo que necesita", f"Un lugar para dormir desde hoy; viene con {PLANTED}.")
    ines.write("Un nombre o apodo que la persona elija", "Luz")
    ines.look("referral", shot=shot)
    ines.press("Enviar", exact=True)
    ines.heading("Enviada. En espera de respuesta")
    assert ines.page.get_by_text("Contacto seguro").count() == 0
    ines.look("referral sent")
    return ines.page.url


def agree_here(ines: Person, *fields: str) -> None:
    """The person says yes beside the request, to these data; and the way there was looked at."""
    ines.answer(re.compile("Nos permite compartir"), "Sí")
    for field in fields:
        ines.page.get_by_role("checkbox", name=field, exact=True).check()
    ines.tick("Ninguno de estos")


def bed_tonight(ines: Person, turn: str, *, house: str = HOUSE) -> str:
    """The shortest way from a turn to the request for a bed: what cannot be left out is asked, and nothing
    else. The request's address."""
    at_desk.answer_turn(ines, turn)
    at_desk.open_case(ines)
    ines.answer(re.compile("¿Está a solas"), "Sí")
    ines.answer(re.compile("¿Corre peligro"), "No")
    ines.press("Guardar y buscar cama")
    straight(ines, house)
    agree_here(ines, "Lo que necesita")
    ines.look("bed tonight: asked and filled in")
    ines.press("Enviar", exact=True)
    ines.heading("Enviada. En espera de respuesta")
    return ines.page.url
