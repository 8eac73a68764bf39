"""An outage on paper and its entry: printed ahead, written by hand, typed the next day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.models import Case
from cauce.intake.kits.actions import give, print_kits
from cauce.intake.kits.models import Kit
from tests.cast import HOUSTON

pytestmark = pytest.mark.journey


def test_a_kit_from_the_drawer_to_the_case(house):
    aurora = house.person("aurora")
    ines = house.person("ines", viewport={"width": 390, "height": 844})
    for kit in print_kits(
        actor=house.cast.aurora.actor,
        post=house.cast.houston,
        count=2,
        language="es",
        at=timezone.now() - dt.timedelta(days=2),
    ):
        give(actor=house.cast.aurora.actor, kit=kit, to="window", at=timezone.now())
    aurora.go("/hojas/")
    aurora.heading("Tener hojas para cuando no haya sistema")
    aurora.follow("Imprimir juegos")
    aurora.look("kits: print")
    aurora.tick("Español")
    aurora.press("Numerar los juegos")
    aurora.heading("Descargar el archivo e imprimirlo")
    aurora.look("kits: batch")
    kit = Kit.objects.order_by("serial")[0]
    aurora.go(f"/hojas/{kit.id}/")
    aurora.look("kits: one given out")
    aurora.press("Se usó")
    aurora.reads("Usado: falta capturarlo")

    ines.go("/hojas/")
    ines.heading("Capturar lo que se escribió en papel")
    ines.write("Número del juego", kit.number.replace("00001", "00010"))
    ines.press("Buscar el juego")
    ines.reads("El número se leyó mal")
    ines.look("kits: misread")
    ines.write("Número del juego", kit.number)
    ines.press("Buscar el juego")
    ines.heading(f"Capturar el juego {kit.number}")
    ines.look("kits: enter")
    hour = timezone.now().astimezone(HOUSTON) - dt.timedelta(days=1)
    ines.page.get_by_role("group", name="peligro").get_by_label("No", exact=True).check()
    ines.page.get_by_label("Cuándo empezó, según el papel").fill(f"{hour:%Y-%m-%dT%H:%M}")
    ines.tick("A uno nuevo, sin nombre")
    ines.page.get_by_label("Si es nuevo: por dónde llegó").select_option("walk_in")
    ines.press("Abrir el caso y seguir con las hojas")
    ines.reads("Faltan 7 hojas")
    ines.look("kits: entered in part")
    ines.follow("2. Turno")
    ines.look("kits: a sheet")
    ines.press("Ya la copié: anotarla")
    ines.reads("Capturada. Siga con la que falta.")
    ines.follow("3. Conversación")
    ines.look("kits: a talk")
    ines.go("/hojas/")
    ines.look("kits: list")
    ines.go(f"/casos/{Case.objects.get().id}/")
    ines.reads("Tomado en papel, juego")
    ines.look("kits: the case")
