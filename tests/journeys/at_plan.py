"""Steps 8 and 9: the plan agreed with the person, the directory, and a request with consent."""

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
SHARED = ("Si es urgente", "Lo que necesita", "Un nombre o apodo que la persona elija")


def agree(ines: Person, case: str, *, officer: str = "Inés Carranza", shot: str = "") -> None:
    """One line of the plan, and that the person agrees with it."""
    ines.go(f"{case}plan/")
    ines.heading("Acordar el plan con la persona")
    due = today() + dt.timedelta(days=1)
    ines.page.get_by_label("Qué necesita").select_option(label=NEED)
    ines.write(
        "Qué se acordó y con qué servicio",
        f"Alojamiento desde hoy, con Casa Jacaranda. La acompaña {PLANTED}.",
    )
    ines.page.get_by_label("Responsable").select_option(label=officer)
    ines.write("Día", str(due.day))
    ines.page.get_by_label("Mes").select_option(str(due.month))
    ines.write("Año", str(due.year))
    ines.press("Agregar", exact=True)
    expect(ines.page.get_by_role("heading", name=NEED)).to_be_visible()
    ines.press("La persona está de acuerdo con el plan")
    ines.reads("Se revisó con la persona")
    ines.look("plan", shot=shot)


def find_from_plan(ines: Person, case: str, *, house: str = HOUSE, shot: str = "") -> None:
    """From a line of the plan to the entry of the shelter in the directory."""
    ines.go(f"{case}plan/")
    ines.follow(re.compile(f"Buscar servicio.*{NEED}"))
    _choose_shelter(ines, house, shot)


def find_from_case(ines: Person, case: str, *, house: str = HOUSE) -> None:
    """The case says that a safe place is due; from there to the entry of the shelter."""
    ines.go(case)
    ines.follow(re.compile("^Canalizar a un lugar seguro"))
    ines.heading("Canalizar, con permiso de la persona")
    ines.look("referrals")
    ines.follow("Buscar un servicio", exact=True)
    _choose_shelter(ines, house)


def _choose_shelter(ines: Person, house: str, shot: str = "") -> None:
    ines.heading("Quién puede recibir a la persona")
    ines.look("directory", shot=shot)
    ines.follow(re.compile(house))
    ines.heading(re.compile(house))
    ines.look("directory entry")


def ask_and_send(ines: Person, case: str, *, house: str = HOUSE, shot: str = "") -> str:
    """Without consent nothing leaves; with it, only what was agreed to. The request's address."""
    ines.follow("Preparar una canalización")
    ines.heading("Enviar solo lo que la persona permitió")
    ines.reads("Falta el consentimiento para esta organización")
    ines.look("referral without consent")
    ines.follow("Preguntar a la persona", exact=True)
    at_desk.ask_consent(ines, case, house, "Sí", fields=SHARED)
    ines.heading("Enviar solo lo que la persona permitió")
    ines.answer("Qué tan pronto", re.compile("Emergencia"))
    ines.tick("Ninguno de estos")
    ines.write("Lo que necesita", f"Un lugar para dormir desde hoy; viene con {PLANTED}.")
    ines.write("Un nombre o apodo que la persona elija", "Luz")
    assert ines.page.get_by_label("Contacto seguro").count() == 0
    ines.reads("Falta consentimiento")
    ines.look("referral", shot=shot)
    ines.press("Enviar", exact=True)
    ines.heading("Enviada. En espera de respuesta")
    ines.look("referral sent")
    return ines.page.url
